"""Which places the story's event is pinned to: those its titles and leads put it at, and what several reports or the same area bear out."""
from math import asin, cos, radians, sin, sqrt
from typing import Iterator, Literal, Mapping

from briefing.model import Actor, Extraction, Mention, Place
from briefing.summary.material import Material

EVENT = frozenset({"event", "origin", "container"})
WATER = ("Sea", "Strait", "Gulf", "Bay", "Channel", "Ocean", "Canal", "River", "Lake")
AREA = {"point": 250, "region": 300, "country": 0}      # km around a place of the leads that one report's words are believed within
LEAD = 350                                              # characters of a first paragraph that may be a lead
GATHER = 700                                            # km within which people of a story are believed to meet

Role = Literal["event", "meeting", "named"]


def roles_of(material: Material, found: Mapping[str, list[Mention]], places: Mapping[str, Place]) -> dict[str, Role]:
    """Place id → role. What one report alone tells of far away is named, not pinned; nor is a country beside pins within it."""
    borne = {alias for actor in material.merged for alias in _short_names(actor)}
    leads = lead_readings(material.extractions)
    anchors = [places[id] for id, reading in leads if reading in EVENT and id in places and places[id].lat is not None] or [
        places[id] for id, mentions in found.items() if id in places and places[id].lat is not None and _reports(mentions, EVENT) > 1]
    roles: dict[str, Role] = {}
    for id, mentions in found.items():
        if id not in places or places[id].lat is None:
            continue
        mentions = [mention for mention in mentions if mention.span.quote not in borne]
        happens = [mention for mention in mentions if mention.reading in EVENT]
        meets = [mention for mention in mentions if mention.reading == "meeting"]
        if happens and len(happens) > len(meets) and _bound(places[id], happens, "event", leads, anchors):
            roles[id] = "event"
        elif meets and _bound(places[id], meets, "meeting", leads, anchors):
            roles[id] = "meeting"
        elif happens and _bound(places[id], happens, "event", leads, anchors):
            roles[id] = "event"
    pinned = {places[id].country for id, role in roles.items() if role == "event" and not _wide(places[id])}
    for id in [id for id in roles if _wide(places[id])]:
        if places[id].country in pinned or places[id].country is None and pinned:
            roles[id] = "named"
    return roles


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
    return {(mention.refers, mention.reading) for extraction in extractions for mention in _in_lead(extraction)}


def _in_lead(extraction: Extraction) -> Iterator[Mention]:
    title = next((block.span for block in extraction.blocks if block.kind in ("title", "heading")), None)
    first = next((block.span for block in extraction.blocks if block.kind == "body"), None)
    spans = [(span.start, min(span.end, span.start + LEAD)) for span in (title, first) if span]
    return (mention for mention in extraction.mentions if mention.is_place and any(start <= mention.span.start < end for start, end in spans))


def _wide(place: Place) -> bool:
    """Whether a place is a country or spans several; seas and straits are places of their own."""
    return place.precision == "country" or place.precision == "region" and place.country is None and not any(word in place.name for word in WATER)


def _bound(place: Place, mentions: list[Mention], role: Role, leads: set[tuple[str, str]], anchors: list[Place]) -> bool:
    """Whether more than one report's passing words tie the place to the story."""
    if any((place.id, mention.reading) in leads for mention in mentions) or not anchors:
        return True
    if _wide(place):
        return False
    if _reports(mentions) > 1:
        return True
    return any(_near(place, anchor, GATHER if role == "meeting" else 0) for anchor in anchors)


def _reports(mentions: list[Mention], readings: frozenset[str] | None = None) -> int:
    """In how many reports a place stands, with one of these readings."""
    return len({mention.span.document for mention in mentions if readings is None or mention.reading in readings})


def _near(place: Place, anchor: Place, least: int) -> bool:
    if anchor.precision == "country" and anchor.country == place.country:
        return True
    return _apart(place, anchor) <= max(AREA[anchor.precision], least)


def _apart(one: Place, other: Place) -> float:
    """Kilometres on the sphere (haversine)."""
    p, q = radians(one.lat), radians(other.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(h)))
