"""The event frame of a story: what, where, since when and who, as the titles and leads of most reports tell it.

A claim is weighed by how close it is to all titles and leads: the lead that news puts first, and the centroid of multi-document summarising (Radev, Jing,
Styś and Tam 2004, MEAD; Nenkova and Vanderwende 2005 for frequency; Erkan and Radev 2004, LexRank, for counting each text once). Reports that tell one
dispatch count as one.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from briefing.interval import Interval
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Claim, Extraction, Span, TextKinds

ITEM = re.compile(
    r"\*\*\w|(?:[A-Z][A-Z ]{3,}[.:]|\d{1,2}[.)]|[•*–-]|Elsewhere\b|In other news\b)\s"
)  # "EUROPE. ", "2. Copper", "• ", "**Peru** "
WORD = re.compile(r"\w[\w'’-]*")
CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
LEAD = 2  # sentences of a report's body that are its lead
ANYWHERE = 0.3  # what a word counts that stands in a dispatch, but not in its title or lead
FIRST_DAYS = 3  # reports of so many days tell since when
BELONGS = 0.12  # closeness from which a claim is of the story's event
WEEK = 7  # days before its report that the day of a lead may lie
LONG_BEFORE = 60  # days before the event from which something is background
ONE_EVENT = 3  # days that "since when" may be wide
HEAD = 120  # characters of a line of a report's head


@dataclass(frozen=True, slots=True)
class Frame:
    """What one story is about. `weights`: terms by the share of dispatches whose title or lead has them, times their rarity; `forms`: words as written to terms."""

    forms: Mapping[str, str]
    weights: Mapping[str, float]
    rarity: Mapping[str, float]
    leads: Mapping[str, float]  # share of dispatches whose title or lead has a term …
    bodies: Mapping[str, float]  # … and that have it anywhere
    since: date | None  # the day the first leads tell; None where no report is dated
    places: tuple[str, ...]  # ids, most told first
    parties: tuple[str, ...]  # ids of actors, most told first
    length: float = 0.0  # of the weights, as of a vector

    def terms(self, text: str) -> frozenset[str]:
        """The content words of a text as terms: lemmas, one word for "killed", "dead" and "toll", or the id of the place or actor named."""
        return frozenset(
            term
            for word in WORD.findall(text.lower().replace("’s", "").replace("'s", ""))
            if (term := self.forms.get(word))
        )

    def closeness(self, text: str) -> float:
        """Cosine between the words of a text and the frame, 0 to 1."""
        words = self.terms(text)
        length = math.sqrt(sum(self.rarity[word] ** 2 for word in words)) * self.length
        return (
            sum(self.weights.get(word, 0.0) * self.rarity[word] for word in words) / length if length else 0.0
        )

    def belongs(self, claim: Claim) -> bool:
        """Whether a claim tells of the story's event: close to the leads, and not of a day long before it."""
        return self.closeness(claim.sentence.quote) >= BELONGS and not self.is_background(
            claim.happened.value if claim.happened else None
        )

    def is_background(self, value: str | None) -> bool:
        """Whether a date lies, or begins, long before the event: "the strongest since 1978", "in 2019"."""
        when = Interval.read(value)
        start = when and (when.last if when.closed else when.first)
        return bool(self.since and start and start < self.since - timedelta(days=LONG_BEFORE))


def _forms(extractions: Iterable[Extraction]) -> dict[str, str]:
    """Each content word as some claim writes it, in lower case, with the term it most often stands for."""
    light, same = _light(), _classes()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for claim in extraction.claims:
            for word in claim.features.words if claim.features else ():
                if (
                    word.pos in CONTENT
                    and word.lemma not in light
                    and any(character.isalpha() for character in word.lemma)
                ):
                    seen[extraction.document.text[word.start : word.end].lower()][
                        word.refers or same.get(word.lemma, word.lemma)
                    ] += 1
    return {form: min(terms, key=lambda term: (-terms[term], term)) for form, terms in seen.items()}


def other_items(frame: Frame, extraction: Extraction) -> list[Span]:
    """Paragraphs of a digest that tell another story: they open as an item of a list does, and are far from the leads."""
    return [
        block.span
        for block in extraction.blocks
        if block.kind in TextKinds
        and ITEM.match(block.span.quote)
        and frame.closeness(block.span.quote) < BELONGS
    ]


@cache
def _light() -> frozenset[str]:
    return (
        word_set("frame", "light")
        | word_set("reporting", "say", "tell")
        | {word.lower() for word in word_set("dates", "months", "weekdays")}
    )


@cache
def _classes() -> dict[str, str]:
    """Each verb of harm to the name of what befell people."""
    return {word: harm for harm, words in read_lexicon("harm").items() for word in words} | dict.fromkeys(
        word_set("frame", "killed"), "killed"
    )


def sentences(extraction: Extraction) -> Iterator[tuple[int, list[Claim]]]:
    """The claims of each sentence with its place in the body, in order; -1 for titles and headings."""
    held: dict[int, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        held[claim.sentence.start].append(claim)
    place = 0
    for _, claims in sorted(held.items()):
        if all(claim.headline for claim in claims):
            yield -1, claims
        else:
            yield place, claims
            place += 1


def event_frame(extractions: Iterable[Extraction], copies: Iterable[tuple[str, str]] = ()) -> Frame:
    """The frame of a story. `copies`: pairs of reports that tell one dispatch."""
    extractions = tuple(extractions)
    dispatch = _dispatches([extraction.document.id for extraction in extractions], copies)
    told: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    spread: Counter[str] = Counter()
    bare = Frame(_forms(extractions), {}, {}, {}, {}, None, (), ())
    for extraction in extractions:
        home = dispatch[extraction.document.id]
        told[home] |= bare.terms(
            " ".join(block.span.quote for block in extraction.blocks if block.kind == "title")
        )
        for place, claims in sentences(extraction):
            words = bare.terms(claims[0].sentence.quote)
            spread.update(words)
            whole[home] |= words
            if 0 <= place < LEAD:
                told[home] |= words
                places[home] |= {id for claim in claims for id in claim.places}
                parties[home] |= {
                    id for claim in claims for id in (*claim.actors, *((claim.actor,) if claim.actor else ()))
                }
    dispatches = len(set(dispatch.values())) or 1
    least = min(2, dispatches)
    leads, bodies = (Counter(word for words in some.values() for word in words) for some in (told, whole))
    rarity = {word: math.log(1 + spread.total() / count / 8) for word, count in spread.items()}
    rarity |= {word: max(rarity.values(), default=1.0) for word in bare.forms.values() if word not in rarity}
    weights = {
        word: ((leads[word] if leads[word] >= least else 0) + ANYWHERE * bodies[word])
        / dispatches
        * rarity[word]
        for word in spread
        if bodies[word] >= least
    }
    return replace(
        bare,
        weights=weights,
        rarity=rarity,
        since=_since(extractions),
        places=_most(places),
        parties=_most(parties),
        leads={word: count / dispatches for word, count in leads.items()},
        bodies={word: count / dispatches for word, count in bodies.items()},
        length=math.sqrt(sum(weight**2 for weight in weights.values())),
    )


def report_day(extraction: Extraction) -> date | None:
    """When a report came out; where it is not dated, the day that its head states."""
    published = extraction.document.published
    out = Interval.read(published.value) if published else None
    if out and out.length and out.length <= ONE_EVENT:
        return out.last
    heads = [block.span for block in extraction.blocks[:6] if len(block.span.quote) < HEAD]
    for told in extraction.dates:
        when = Interval.read(told.value)
        if (
            told.basis == "stated"
            and when
            and when.length == 1
            and told.span
            and any(told.span.within(head) for head in heads)
        ):
            return when.first
    return out and (out.first or out.last)


def _since(extractions: tuple[Extraction, ...]) -> date | None:
    """The earliest day that the leads of the first days' reports tell, what happened before what was said; else the day of the first report."""
    days = {extraction.document.id: day for extraction in extractions if (day := report_day(extraction))}
    if not days:
        return None
    first = min(days.values())
    told: dict[bool, list[date]] = {True: [], False: []}
    for extraction in extractions:
        day = days.get(extraction.document.id)
        lead = next((claims[0] for place, claims in sentences(extraction) if place == 0), None)
        if day and lead and day <= first + timedelta(days=FIRST_DAYS):
            for happened, when in ((True, lead.happened), (False, lead.said)):
                at = Interval.read(when.value) if when else None
                if (
                    at
                    and at.length
                    and at.length <= ONE_EVENT
                    and at.first
                    and day - timedelta(days=WEEK) <= at.first <= day
                ):
                    told[happened].append(at.first)
    return min(told[True] + told[False], default=first)


def _dispatches(documents: list[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each report's dispatch, named after its first report."""
    home = {document: document for document in documents}

    def root(document: str) -> str:
        while home[document] != document:
            document = home[document]
        return document

    for one, two in copies:
        first, second = sorted((root(one), root(two)), key=documents.index)
        home[second] = first
    return {document: root(document) for document in documents}


def _most(told: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Ids by the number of dispatches that name them; those of one dispatch alone only where no two agree."""
    count = Counter(id for ids in told.values() for id in ids)
    least = 2 if any(number > 1 for number in count.values()) else 1
    return tuple(
        id for id, number in sorted(count.items(), key=lambda item: (-item[1], item[0])) if number >= least
    )
