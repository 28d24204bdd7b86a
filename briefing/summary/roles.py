"""Which places the story's event is pinned to: those its titles and leads put it at, and what several reports or the same area bear out."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from briefing.compare.frame import BELONGS, Frame
from briefing.model import Actor, Claim, Extraction, Mention, Place
from briefing.summary.material import Material

EVENT = frozenset({"event", "origin", "container"})
WATER = ("Sea", "Strait", "Gulf", "Bay", "Channel", "Ocean", "Canal", "River", "Lake")
AREA = {
    "point": 250,
    "region": 300,
    "country": 0,
}  # km around a place of the leads that one report's words are believed within
LEAD = 350  # characters of a first paragraph that may be a lead
FAINT = 0.05  # closeness to the event's frame below which a sentence tells of something else
WAY = re.compile(
    r"\b(?:to|for|from|towards?|via) (?:the )?\Z"
)  # before where somebody or something goes or comes from
GATHER = 700  # km within which people of a story are believed to meet

PART = re.compile(r"(?:north|south|east|west|central)[a-z]*-")  # ids of parts of a country, "eastern-india"

Role = Literal["event", "meeting", "named"]


def roles_of(
    material: Material, found: Mapping[str, list[Mention]], places: Mapping[str, Place], frame: Frame
) -> dict[str, Role]:
    """Place id → role. What one report alone tells of far away is named, not pinned; a country is where what is pinned within it happens.

    Only sentences that tell of the story's event or name those it is about pin a place, and of a journey only one that a lead tells.
    """
    borne = {alias for actor in material.merged for alias in _short_names(actor)}
    within = _Within(material, frame)
    home, countries = _countries(material)
    found = {
        id: [mention for mention in mentions if mention.span.quote not in borne and within.tells(mention)]
        for id, mentions in found.items()
        if id in places and places[id].lat is not None
    }
    leads, anchors = _anchors(lead_readings(material.extractions), found, places, home, countries)
    roles: dict[str, Role] = {}
    for id, mentions in found.items():
        told = [mention for mention in mentions if mention.reading in EVENT or mention.reading == "meeting"]
        at_home = places[id].country == home and not _wide(places[id]) and any(map(within.close, told))
        role = _role(places[id], told, leads, anchors, at_home)
        if role:
            roles[id] = role
    whole = {id for id in roles if _wide(places[id]) or PART.match(id)}
    pinned = {places[id].country for id, role in roles.items() if role == "event" and id not in whole}
    for id in whole:
        if pinned and (places[id].country is None or PART.match(id)):
            roles[id] = "named"
    return roles | {
        id: "event" for id in found if places[id].precision == "country" and places[id].country in pinned
    }


def _anchors(
    leads: set[tuple[str, str]],
    found: Mapping[str, list[Mention]],
    places: Mapping[str, Place],
    home: str | None,
    countries: Counter[str],
) -> tuple[set[tuple[str, str]], list[Place]]:
    """The leads to go by, without what one report alone leads with far from where the others put the story; and the places around which it is."""
    told = [places[id] for id, mentions in found.items() if _reports(mentions, EVENT) > 1]
    led = [
        places[id]
        for id, reading in leads
        if reading in EVENT and id in places and places[id].lat is not None
    ]
    firm = [
        place
        for place in led
        if place in told
        or place.country == home
        or place.precision == "country"
        and countries[place.country] > 1
    ]
    if firm or home:
        leads = {
            (id, reading)
            for id, reading in leads
            if id in places and (reading == "meeting" or places[id] in firm)
        }
    around = [place for place in places.values() if place.country == home and place.lat is not None]
    return leads, firm or (led if home is None else []) or told or around


def _role(
    place: Place, told: list[Mention], leads: set[tuple[str, str]], anchors: list[Place], at_home: bool
) -> Role | None:
    """What more than a passing word of one report makes of a place: what most of its mentions tell, else the other."""
    meets = [mention for mention in told if mention.reading == "meeting"]
    happens = [mention for mention in told if mention.reading != "meeting"]
    bound = at_home or _reports(told) > 1
    ways: list[tuple[Role, list[Mention]]] = [("event", happens), ("meeting", meets)]
    if len(happens) <= len(meets):
        ways.reverse()
    return next(
        (
            role
            for role, mentions in ways
            if mentions and _bound(place, mentions, role, leads, anchors, bound)
        ),
        None,
    )


def _countries(material: Material) -> tuple[str | None, Counter[str]]:
    """The country that most reports, a third at least, name most often, itself, its people or its places; and how many name each."""
    states = {actor.id: actor.country for actor in material.merged if actor.kind == "state"}
    most: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for extraction in material.extractions:
        named: Counter[str] = Counter()
        for mention in extraction.mentions:
            country = (
                material.places[mention.refers].country if mention.is_place else states.get(mention.refers)
            )
            if country and not mention.boilerplate:
                named[country] += 1
        most.update(code for code, count in named.items() if count == max(named.values()))
        told.update(named.keys())
    first = most.most_common(2)
    home = (
        first[0][0]
        if first
        and first[0][1] * 3 >= len(material.extractions)
        and (len(first) == 1 or first[0][1] > first[1][1])
        else None
    )
    return home, told


class _Within:
    """What a place's mention stands in: a title or lead, a sentence of the story's event or of another, a journey."""

    def __init__(self, material: Material, frame: Frame) -> None:
        extractions, self.people = material.extractions, material.people
        several = Counter(
            person for named in self.people.values() for person in {person for _, person in named}
        )
        self.known = {person for person, reports in several.items() if reports > 1}
        self.frame, self.texts = (
            frame,
            {extraction.document.id: extraction.document.text for extraction in extractions},
        )
        self.leads = {mention.span for extraction in extractions for mention in _in_lead(extraction)}
        self.journeys = {
            extraction.document.id: [movement.span for movement in extraction.movements]
            for extraction in extractions
        }
        self.claims: dict[str, list[Claim]] = {
            extraction.document.id: sorted(
                extraction.claims, key=lambda claim: (claim.sentence.start, claim.sentence.end)
            )
            for extraction in extractions
        }
        self.starts = {id: [claim.sentence.start for claim in claims] for id, claims in self.claims.items()}

    def tells(self, mention: Mention) -> bool:
        """Whether what the words say of the place belongs to the story's event."""
        if mention.span in self.leads:
            return True
        text, start = self.texts[mention.span.document], mention.span.start
        if mention.reading != "meeting" and (  # a visit is a meeting where it leads
            mention.reading == "origin"
            or WAY.search(text, max(0, start - 12), start)
            or any(mention.span.within(span) for span in self.journeys[mention.span.document])
        ):
            return False
        claim = self._claim(mention)
        return (
            claim is None
            or self.frame.closeness(claim.sentence.quote) >= FAINT
            or self._names_its_people(claim)
        )

    def close(self, mention: Mention) -> bool:
        """Whether the sentence of a mention tells of the event in its own words."""
        claim = self._claim(mention)
        return claim is not None and self.frame.closeness(claim.sentence.quote) >= BELONGS

    def _names_its_people(self, claim: Claim) -> bool:
        """Whether the sentence names a person of whom several reports tell."""
        here = self.people[claim.document]
        start = bisect_left(here, (claim.sentence.start, ""))
        return any(
            person in self.known
            for at, person in takewhile(lambda one: one[0] < claim.sentence.end, here[start:])
        )

    def _claim(self, mention: Mention) -> Claim | None:
        """A claim of the sentence that the mention stands in."""
        at = bisect_right(self.starts[mention.span.document], mention.span.start) - 1
        claim = self.claims[mention.span.document][at] if at >= 0 else None
        return claim if claim and mention.span.within(claim.sentence) else None


def _short_names(actor: Actor) -> Iterator[str]:
    """What a firm or a person is called for short where the reports also give the whole name: "Lincoln", "Milton"; no place is meant by it."""
    names = (actor.name, *actor.aliases)
    for short in names:
        if actor.kind == "organisation" and any(name.startswith(f"{short} ") for name in names):
            yield short
        elif actor.kind == "person" and any(name.endswith(f" {short}") for name in names):
            yield short


def lead_readings(extractions: tuple[Extraction, ...]) -> set[tuple[str, str]]:
    """Place id and reading of every place in a title or in the first paragraph of a report."""
    return {
        (mention.refers, mention.reading) for extraction in extractions for mention in _in_lead(extraction)
    }


def _in_lead(extraction: Extraction) -> Iterator[Mention]:
    title = next((block.span for block in extraction.blocks if block.kind in ("title", "heading")), None)
    first = next((block.span for block in extraction.blocks if block.kind == "body"), None)
    spans = [(span.start, min(span.end, span.start + LEAD)) for span in (title, first) if span]
    return (
        mention
        for mention in extraction.mentions
        if mention.is_place and any(start <= mention.span.start < end for start, end in spans)
    )


def _wide(place: Place) -> bool:
    """Whether a place is a country or spans several; seas and straits are places of their own."""
    return (
        place.precision == "country"
        or place.precision == "region"
        and place.country is None
        and not any(word in place.name for word in WATER)
    )


def _bound(
    place: Place,
    mentions: list[Mention],
    role: Role,
    leads: set[tuple[str, str]],
    anchors: list[Place],
    several: bool,
) -> bool:
    """Whether more than one report's passing words tie the place to the story; `several`: reports in which something happens there."""
    if any((place.id, mention.reading) in leads for mention in mentions) or not anchors:
        return True
    if _wide(place):
        return False
    if several:
        return True
    return any(_near(place, anchor, GATHER if role == "meeting" else 0) for anchor in anchors)


def _reports(mentions: list[Mention], readings: frozenset[str] | None = None) -> int:
    """In how many reports a place stands, with one of these readings."""
    return len(
        {mention.span.document for mention in mentions if readings is None or mention.reading in readings}
    )


def _near(place: Place, anchor: Place, least: int) -> bool:
    if anchor.precision == "country" and anchor.country == place.country:
        return True
    return _apart(place, anchor) <= max(AREA[anchor.precision], least)


def _apart(one: Place, other: Place) -> float:
    """Kilometres on the sphere (haversine)."""
    p, q = radians(one.lat), radians(other.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(h)))
