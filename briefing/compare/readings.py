"""A report's figures as readings: what each counts, who vouches for it, as of which day, and where."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from briefing.compare.desk import Desk
from briefing.compare.entries import find_entries, newest_first
from briefing.compare.frame import Frame, other_items
from briefing.compare.origins import Voice
from briefing.compare.settling import INTENT
from briefing.interval import Interval
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Claim, Extraction, Figure, Span

LEADS = 2  # body blocks that open a report
OPENING = 400  # characters in which a report prints its day
FIRST_WORDS = 12  # characters of a sentence that opens with its number: "Another 60 are …"
NEXT = 3  # characters between two sentences of one breath
BESIDE = 60  # characters from a number in a line of its own to the claim that goes on from it
PROPER = re.compile(r"(?<!^)\b[A-Z]|^(?!The |A |An |It |They |He |She |Both |We |I )[A-Z]")
PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i", "who", "both"))
MONEY = frozenset(
    (*read_lexicon("figures")["currencies"].values(), *read_lexicon("figures")["currency words"].values())
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One amount as one holder gives it as of one day; `documents` are all reports that carry it."""

    figure: Figure
    claim: str
    holder: str
    house: str  # the voice it counts as
    named: bool  # whether its words say whose count it is
    proper: bool  # … and by a name, not "the operator", "it" or "officials"
    day: Interval | None
    lead: bool  # in a title, or where a report begins
    headline: bool
    at: tuple[str, int]  # its report, and its place in the order of telling
    documents: tuple[str, ...]
    entry: int | None = None  # which entry of a running report it stands in, in the order of telling
    copies: tuple["Reading", ...] = ()  # the same number again, by the same holder or without one

    @property
    def last(self) -> date:
        return (self.day.last or self.day.first) if self.day else date.min

    @property
    def amount(self) -> tuple[float | None, float | None]:
        return self.figure.low, self.figure.high


def find_readings(
    desk: Desk, extraction: Extraction, voices: Mapping[str, Voice], frame: Frame
) -> Iterator[tuple[Reading, tuple, str | None]]:
    """(reading, what it counts, id of the place it is bound to) of a report's figures."""
    claims = {claim.id: claim for claim in extraction.claims}
    opening, entries = _printed_day(extraction), find_entries(extraction.document.text)
    upwards = newest_first(entries)
    bodies = [block.span.end for block in extraction.blocks if block.kind == "body"][:LEADS]
    others = other_items(frame, extraction)
    heads = [block.span for block in extraction.blocks if block.kind in ("title", "heading")]
    before: tuple[Claim, tuple[str, str, bool, bool]] | None = None
    last: tuple[str, Span, str | None] | None = None
    for figure in extraction.figures:
        inside = claims.get(figure.claim or "")
        claim = inside or _beside(extraction, figure)
        if (
            claim is None
            or not _counts(figure, inside)
            or any(figure.span.overlaps(other) for other in others)
        ):
            continue
        holder = _holder(desk, extraction, figure, inside or _answered(claim, figure, extraction), voices)
        if not holder[2] and before and _goes_on(before[0], claim, figure):
            holder = before[1]  # "The navy raised the toll to 33. Five people are still missing."
        before = (claim, holder) if holder[2] else None
        headline = claim.headline or any(figure.span.within(head) for head in heads)
        lead = headline or bool(bodies) and figure.span.end <= bodies[-1]
        at = extraction.document.id, -figure.span.start if upwards else figure.span.start
        entry = (
            bisect_right([start for start, _ in entries], figure.span.start) * (-1 if upwards else 1)
            if entries
            else None
        )
        reading = Reading(
            figure,
            claim.id,
            *holder,
            _day(figure, claim, extraction, opening),
            lead,
            headline,
            at,
            (extraction.document.id,),
            entry,
        )
        place = _place(extraction, figure)
        if last and place is None and last[0] == figure.measure and last[1] == claim.sentence:
            place = last[2]  # "15,000 marched in Cusco, organisers said; the police said 4,000"
        last = figure.measure, claim.sentence, place
        yield reading, _key(figure, claim, _nation(extraction, figure)), place


def _beside(extraction: Extraction, figure: Figure) -> Claim | None:
    """A claim of the same sentence, for a number that lies in none; else the one that goes on from it ("Eight, as of Sunday.")."""
    plain = (claim for claim in extraction.claims if claim.stance == "claimed" and not claim.negated)
    return next((claim for claim in extraction.claims if figure.span.within(claim.sentence)), None) or next(
        (claim for claim in plain if 0 <= claim.sentence.start - figure.span.end <= BESIDE), None
    )


def _answered(claim: Claim, figure: Figure, extraction: Extraction) -> Claim | None:
    """The claim right after a number without a verb in one paragraph, which vouches for it: "Eight, as of Sunday. Ana Ruiz, the delegate, said …"."""
    if claim.sentence.start <= figure.span.end:
        return None
    return (
        claim
        if any(
            figure.span.within(block.span) and claim.sentence.within(block.span)
            for block in extraction.blocks
        )
        else None
    )


def _goes_on(before: Claim, claim: Claim, figure: Figure) -> bool:
    """Whether a claim in a report's own words stands in the sentence of another, or right after it and opens with its number: no other subject does it."""
    own = (
        claim.speaker is None
        and claim.kind == "narrator"
        and figure.span.start - claim.sentence.start <= FIRST_WORDS
    )
    return own and -1 <= claim.sentence.start - before.sentence.end <= 1 or claim.sentence == before.sentence


def _printed_day(extraction: Extraction) -> Interval | None:
    """The first full day printed at the top of a report that does not say when it was published."""
    for when in extraction.dates:
        if (
            when.span
            and when.span.start < OPENING
            and when.basis == "stated"
            and when.interval
            and when.interval.length == 1
        ):
            return when.interval
    return None


def _counts(figure: Figure, claim: Claim | None) -> bool:
    """Whether a figure is a reading at all: it measures something, is no part, exception or old event, and nobody denies it or only weighs it."""
    if (
        figure.stance == "considering"
        and figure.measure != "missing"
        or not figure.measure
        or figure.role != "reading"
        or claim
        and claim.stance == "denied"
        or figure.stance == "denied"
        and figure.measure != "missing"
    ):
        return False
    if figure.low is None and figure.high is None or not (figure.low or figure.high):
        return False
    return _ahead(figure) is False or figure.measure in word_set("sizes", "planned")


def _ahead(figure: Figure) -> bool:
    """Whether heads or things are meant to be sent, cut or the like; a cost or an offer is always of what is to come."""
    entry = entry_of(figure.measure)
    return (
        figure.stance in INTENT
        and "money" not in entry.get("of", "")
        and entry["course"] not in ("open", "stays")
        and figure.measure not in ("missing", "trapped")
    )


def _nation(extraction: Extraction, figure: Figure) -> str:
    """The adjective of a state before those who came to harm ("sixteen Colombian soldiers"): each side of a war counts apart."""
    if not entry_of(figure.measure).get("harm"):
        return ""
    return next(
        (
            mention.span.quote
            for mention in extraction.mentions
            if mention.kind == "state"
            and mention.reading == "demonym"
            and mention.span.within(figure.span)
            and mention.span.quote in figure.unit
        ),
        "",
    )


def _key(figure: Figure, claim: Claim, nation: str) -> tuple:
    entry = entry_of(figure.measure)
    ahead = (
        _ahead(figure)
        or claim.stance in INTENT
        and figure.measure in word_set("sizes", "planned")
        and "money" not in entry.get("of", "")
    )
    return figure.measure, f"{nation} {_thing(figure)}".strip(), _unit(figure), ahead


def entry_of(measure: str) -> dict:
    """The entry of quantities.yaml for a measure."""
    return read_lexicon("quantities")[measure.removeprefix("feared ")]


def _thing(figure: Figure) -> str:
    """What is counted, where the label of the measure names it: people at large, one kind of them, or things."""
    entry = entry_of(figure.measure)
    if "{}" not in entry["label"]:
        return ""
    counted = figure.counted.lower()
    if figure.measure == "on board" and counted in ("passenger", "crew", "member", "sailor"):
        return counted  # "187 passengers and 21 crew"
    troops = read_lexicon("counted")["Troops"]
    if entry.get("whole") and (
        counted in word_set("sizes", "own kind") or counted in word_set("sizes", "people")
    ):
        return "people"
    if counted in word_set("sizes", "own kind"):
        return "troop" if counted in troops else counted
    counted = read_lexicon("sizes")["same thing"].get(counted, counted)
    if (
        not counted
        or counted in word_set("figures", "fates")
        or counted in ("", "out", "other")
        or any(counted in (entry.get(key) or ()) for key in ("nouns", "words"))
    ):
        return "people"
    if counted in troops:
        return "troop"
    return (
        "people"
        if counted in read_lexicon("counted")["People"] or counted in word_set("sizes", "people")
        else counted
    )


def _unit(figure: Figure) -> str:
    """The unit where no heads are counted: a currency under one sign, with "a day", without "a family"."""
    base, _, per = figure.unit.partition(" a ")
    if base not in MONEY and figure.unit != "%" and figure.counted:
        return ""
    base = read_lexicon("sizes")["same money"].get(base, base)
    return f"{base} a {per}" if per and per not in word_set("sizes", "for each") else base


def _place(extraction: Extraction, figure: Figure) -> str | None:
    if not figure.scope:
        return None
    if entry_of(figure.measure).get("of whom"):
        return next(
            (
                mention.refers
                for mention in extraction.mentions
                if not mention.is_place and mention.span.overlaps(figure.scope)
            ),
            figure.scope.quote,
        )
    return next(
        (
            mention.refers
            for mention in extraction.mentions
            if (mention.is_place or mention.kind == "state") and mention.span.overlaps(figure.scope)
        ),
        None,
    )


def _holder(
    desk: Desk, extraction: Extraction, figure: Figure, claim: Claim | None, voices: Mapping[str, Voice]
) -> tuple[str, str, bool, bool]:
    """(name, house, named, proper) of who vouches for the number: who counts in its sentence, else who is quoted, else the outlet."""
    cast, document = desk.cast, extraction.document
    issuer = cast.actors.get(desk.issued_by.get(document.id, ""))
    outlet = (
        (issuer.name, issuer.id, True, True)
        if issuer
        else (document.outlet or f"report {document.id}", f"outlet:{document.id}", False, False)
    )
    voice = _voice(extraction, claim, voices) if claim else None
    if (
        figure.by
        and figure.by.quote.lower() in ("it", "they")
        and (actor := _subject_before(extraction, figure)) in cast.actors
    ):
        return (
            cast.actors[actor].name,
            _house(desk, actor),
            True,
            bool(PROPER.search(cast.actors[actor].name)),
        )
    if figure.by and not (voice and voice.resolved and claim.speaker and figure.by.overlaps(claim.speaker)):
        actor = next(
            (m.refers for m in extraction.mentions if not m.is_place and m.span.overlaps(figure.by)), None
        )
        if actor in cast.actors and cast.actors[actor].kind != "described":
            return cast.actors[actor].name, _house(desk, actor), True, bool(PROPER.search(figure.by.quote))
        if not (voice and voice.resolved) and figure.by.quote.lower() not in PRONOUNS:
            return (
                figure.by.quote,
                "words:" + figure.by.quote.lower(),
                True,
                bool(PROPER.search(figure.by.quote)),
            )
    if voice is None or voice.name.lower() in PRONOUNS:
        return outlet
    words = voice.link.holder if voice.link else voice.name
    if voice.resolved:
        known = cast.actors.get(voice.origin)
        return (
            known.name if known else voice.name,
            _house(desk, voice.origin),
            True,
            bool(PROPER.search(words)),
        )
    if voice.link is not None:
        inside = [
            actor
            for actor in cast.actors.values()
            if actor.kind in ("organisation", "group")
            and re.search(rf"\b{re.escape(actor.name)}\b", voice.name)
        ]
        return (
            (inside[0].name, inside[0].id, True, True)
            if len(inside) == 1
            else (voice.name, voice.origin, True, bool(PROPER.search(words)))
        )
    return outlet


def _subject_before(extraction: Extraction, figure: Figure) -> str | None:
    """The actor that the sentence before opens with, whom "it" and "they" take up: "The coastguard ended its search. It counts 47 dead"."""
    sentences = sorted(
        {claim.sentence.start for claim in extraction.claims if claim.sentence.start < figure.span.start}
    )
    opening = next((start for start in reversed(sentences[:-1])), None)
    if opening is None or extraction.document.text.count("\n", opening, figure.span.start):
        return None
    return next(
        (
            mention.refers
            for mention in extraction.mentions
            if not mention.is_place and opening <= mention.span.start <= opening + len("The ")
        ),
        None,
    )


def _house(desk: Desk, actor: str) -> str:
    """The one holder an actor counts as: the finance chief of a firm is the firm."""
    known = desk.cast.actors.get(actor)
    return known.organisation if known and known.kind == "person" and known.organisation else actor


def _voice(extraction: Extraction, claim: Claim, voices: Mapping[str, Voice]) -> Voice:
    """The voice of a claim; for "it" and "they" that of the claim right before."""
    voice = voices[claim.id]
    if voice.name.lower() not in PRONOUNS:
        return voice
    before = [
        other
        for other in extraction.claims
        if 0 <= claim.sentence.start - other.sentence.end <= NEXT and voices[other.id].link is not None
    ]
    return voices[before[-1].id] if before else voice


def _day(figure: Figure, claim: Claim, extraction: Extraction, opening: Interval | None) -> Interval | None:
    """The day a count is of: as its words give it, else the day it was said, else the day it was published."""
    published = extraction.document.published
    out = published.interval if published else None
    out = out or opening
    for when in (Interval.read(figure.as_of), claim.said.interval if claim.said else None):
        if when and when.length and when.length <= 7 and not (out and out.before(when)):
            return when
    return out
