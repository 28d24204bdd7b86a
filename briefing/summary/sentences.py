"""Sentences of the reports that can be read aloud: words as written, with their attribution, negation and hedges, standing alone."""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from briefing.compare.frame import Frame, other_items, report_day, sentences
from briefing.interval import Interval, label
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Claim, Extraction, Span
from briefing.summary.material import Material
from briefing.summary.standing import PRONOUNS, WORDS_AT_MOST, shouts, stands
from briefing.summary.wording import clause_ends, holds, holds_attribution, start_of, wordings

WEEKDAYS, MONTHS = (alternation(word_set("dates", words)) for words in ("weekdays", "months"))
LEADS = 3  # sentences that a report begins with
LOUD_WORDS = 3  # words in which a tabloid sets capitals: "A ROGUE ship"
THE = re.compile(
    rf"^(?!The |the )(?:\w+\s)*(?:{alternation(word for words in read_lexicon('bodies').values() for word in words if word[:1].isupper())})$"
)
ROUGH_OFTEN = 2  # marks of a translation by machine in a report; one may be a slip
ROUGH = re.compile(
    rf"""(?<!on\s)(?<!On\s)\b[Tt]h(?:e|is)\s(?:past\s)?(?:{WEEKDAYS})\b(?!['’]|\s(?:before|after|of|morning|night|evening|following|\w+ing)\b)
    |\bthe\s\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{MONTHS})\b|,\s(?:{alternation(word_set("bottomline", "inverted"))})\b""",
    re.VERBOSE,
)
DAYS = 4  # words of "According to" and of days in brackets
SPEAKER = 10  # words of a speaker who is named as written


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one report that can be printed, and what is known of them."""

    text: str  # as printed: the report's words, days in brackets
    spans: tuple[Span, ...]  # the report's words in it
    claims: tuple[Claim, ...]  # those whose content it holds, outermost first
    place: int  # among the sentences of its report's body
    below: int  # … and of those below the same heading
    last: bool  # whether it stands in the report's last paragraph
    day: date | None  # of the report
    closeness: float  # to the titles and leads of all reports
    support: float  # how close it comes to what each other report begins with
    loud: bool  # of a report that opens in capitals: "TERRIFIED Britons were …"
    rough: bool  # of a rough translation: "said the Monday", "…, informed the ministry"


def printable(material: Material, frame: Frame) -> Iterator[Sentence]:
    """Every sentence of every report that can stand alone, in the order read."""
    leads = _Leads(frame, material.extractions)
    for extraction in material.extractions:
        day, last = report_day(extraction), _last_paragraph(extraction)
        gone, loud = (
            _withdrawn(extraction) + [(item.start, item.end) for item in other_items(frame, extraction)],
            _loud(material, extraction),
        )
        rough = is_rough(extraction.document.text)
        for (place, claims), below in _below_headings(extraction):
            if place < 0 or any(start <= claims[0].sentence.start < end for start, end in gone):
                continue
            if found := _printed(material, frame, extraction, claims):
                text, spans, held = found
                words = " ".join(span.quote for span in spans)
                ends = claims[0].sentence.start >= last and place > 3
                yield Sentence(
                    text,
                    spans,
                    held,
                    place,
                    below,
                    ends,
                    day,
                    frame.closeness(words),
                    leads.support(words, extraction.document.id),
                    loud,
                    rough,
                )


def _below_headings(extraction: Extraction) -> Iterator[tuple[tuple[int, list[Claim]], int]]:
    """The sentences of a report, each with its place among those below the same heading."""
    heads, under, below = [block.span.start for block in extraction.blocks if block.kind == "heading"], -1, 0
    for place, claims in sentences(extraction):
        above = bisect_right(heads, claims[0].sentence.start)
        under, below = above, below + 1 if above == under and place > 0 else 0
        yield (place, claims), below


def is_rough(text: str) -> bool:
    """Whether a report reads like a translation by machine: "said the Monday", "…, informed the ministry"."""
    return len(ROUGH.findall(text)) >= ROUGH_OFTEN


class _Leads:
    """The terms of each report's title and first sentences, by term, so that a sentence is laid only beside those it shares one with."""

    def __init__(self, frame: Frame, extractions: tuple[Extraction, ...]):
        self.frame = frame
        self.reports = [extraction.document.id for extraction in extractions]
        self.leads: list[tuple[int, float]] = []  # report and length of each lead
        self.holding: dict[str, list[int]] = defaultdict(list)
        for report, extraction in enumerate(extractions):
            for terms in filter(
                None,
                (
                    frame.terms(claims[0].sentence.quote)
                    for place, claims in sentences(extraction)
                    if place < LEADS
                ),
            ):
                for term in terms:
                    self.holding[term].append(len(self.leads))
                self.leads.append((report, self._length(terms)))

    def _length(self, terms: frozenset[str]) -> float:
        return math.sqrt(sum(self.frame.rarity[term] ** 2 for term in sorted(terms))) or 1.0

    def support(self, text: str, own: str) -> float:
        """How close a text comes to one sentence of each other report's lead, on average: the degree of LexRank (Erkan and Radev 2004)."""
        terms = self.frame.terms(text)
        length = self._length(terms)
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(terms):
            weight = self.frame.rarity[term] ** 2
            for lead in self.holding.get(term, ()):
                shared[lead] += weight
        best: dict[int, float] = defaultdict(float)
        for lead, weight in shared.items():
            report, its = self.leads[lead]
            best[report] = max(best[report], weight / length / its)
        found = [best[report] for report in sorted(best) if self.reports[report] != own]
        return sum(found) / ((len(self.reports) - 1) or 1)


def _last_paragraph(extraction: Extraction) -> int:
    return max((block.span.start for block in extraction.blocks if block.kind == "body"), default=0)


def _loud(material: Material, extraction: Extraction) -> bool:
    lead = next((claims[0].sentence for place, claims in sentences(extraction) if place == 0), None)
    return lead is not None and shouts(
        material, Span(lead.document, lead.start, lead.end, " ".join(lead.quote.split()[:LOUD_WORDS]))
    )


def _withdrawn(extraction: Extraction) -> list[tuple[int, int]]:
    """Where a report tells what it has taken back: from such a heading to the next."""
    heads = [block for block in extraction.blocks if block.kind in ("title", "heading")]
    words = re.compile(alternation(word_set("frame", "withdrawn")), re.IGNORECASE)
    ends = [head.span.start for head in heads[1:]] + [len(extraction.document.text)]
    return [
        (head.span.end, end)
        for head, end in zip(heads, ends)
        if head.kind == "heading" and words.search(head.span.quote)
    ]


# ---------------------------------------------------------------- words as printed


def _printed(
    material: Material, frame: Frame, extraction: Extraction, claims: list[Claim]
) -> tuple[str, tuple[Span, ...], tuple[Claim, ...]] | None:
    """The first wording of a sentence that can stand alone: whole, without a clause, or its content after "According to"."""
    document = extraction.document
    sentence = claims[0].sentence
    start = start_of(document.text, claims)
    for spans in wordings(document, start, sentence.end, claims):
        held = tuple(claim for claim in claims if holds(spans, claim))
        if (
            held
            and all(holds_attribution(spans, claim) for claim in held)
            and stands(material, frame, held[0], spans)
        ):
            return _dated(material, extraction, spans), spans, held
    for claim in claims:
        if not claim.within and len(claim.content) == 1:
            for spans in wordings(document, claim.content[0].start, claim.content[0].end, [claim]):
                if holds(spans, claim) and (text := _told_by(material, frame, extraction, claim, spans)):
                    return text, spans, (claim,)
    return None


def without_its_end(material: Material, frame: Frame, one: Sentence) -> Sentence | None:
    """A sentence without the clause at its end, for which a later report has another number: of plain speech, or a report's own."""
    claim = one.claims[0]
    extraction = next(
        extraction for extraction in material.extractions if extraction.document.id == claim.document
    )
    part = claim.content[0]
    mark = next(clause_ends(extraction.document.text, part.start, part.end, [claim]), None)
    if (
        mark is None
        or len(claim.content) > 1
        or not claim.features
        or claim.features.verb is None
        or claim.features.words[claim.features.verb].end > mark.start()
    ):
        return None
    spans = (extraction.document.span(part.start, mark.start()),)
    if claim.kind == "narrator" and stands(material, frame, claim, spans):
        text = _dated(material, extraction, spans)
    else:
        text = _told_by(material, frame, extraction, claim, spans)
    return replace(one, text=text, spans=spans, claims=(claim,)) if text else None


def _told_by(
    material: Material, frame: Frame, extraction: Extraction, claim: Claim, spans: tuple[Span, ...]
) -> str | None:
    """ "According to X, …" for plain speech."""
    name = material.name(claim.actor) or _speaker(claim)
    if not name or not _is_plain_speech(claim) or not stands(material, frame, claim, spans, opener=False):
        return None
    words = _dated(material, extraction, spans)
    first = claim.features.words[0]
    keep = first.pos == "PROPN" or first.refers or words[:2].isalpha() and words[:2].isupper()
    name = f"the {name}" if THE.search(name) else name
    text = f"According to {name}, {words if keep else words[0].lower() + words[1:]}"
    return text if len(text.split()) <= WORDS_AT_MOST + DAYS else None


def _is_plain_speech(claim: Claim) -> bool:
    """Whether a claim is a whole clause that somebody says in plain words, and none that is denied."""
    if (
        claim.kind != "attributed"
        or claim.form != "indirect"
        or claim.negated
        or claim.inferred
        and not claim.speaker
    ):
        return False
    cue = claim.cue.quote.lower() if claim.cue else ""
    return (
        cue in word_set("bottomline", "plain cues")
        and claim.features is not None
        and claim.features.tense is not None
    )


def _speaker(claim: Claim) -> str | None:
    """The speaker as written, where a newcomer knows who is meant: not "he", "its head", "the agency"."""
    speaker = claim.speaker.quote if claim.speaker else ""
    if not speaker or PRONOUNS.search(speaker) or len(speaker.split()) > SPEAKER:
        return None
    article, _, rest = speaker.partition(" ")
    if article.lower() in ("a", "an"):
        return f"{article.lower()} {rest}" if " " in rest else None
    if article.lower() != "the":
        return speaker
    named = any(word[:1].isupper() for word in rest.split()) or rest.lower() in word_set("bodies", "bodies")
    known = " " in rest and rest.rsplit(" ", 1)[1] in word_set("voices", "bodies")
    return f"the {rest}" if named or known else None


# ---------------------------------------------------------------- days


def _dated(material: Material, extraction: Extraction, spans: tuple[Span, ...]) -> str:
    """The words with the day after each that only names it ("on Tuesday (12 Oct)"); where no day is told, the day of the report."""
    pieces, dated = [], False
    for span in spans:
        at = span.start
        inside = [when for when in extraction.dates if when.span and when.span.within(span)]
        for when in inside:
            day = Interval.read(when.value)
            if day and day.length == 1:
                dated = True
                if when.basis == "inferred" and not any(character.isdigit() for character in when.span.quote):
                    text = extraction.document.text
                    end = when.span.end + 2 * (text[when.span.end : when.span.end + 2] in ("'s", "’s"))
                    pieces.append(f"{text[at:end]} ({label(when.value[:10], year=False)})")
                    at = end
        pieces.append(extraction.document.text[at : span.end])
    text = " ".join("".join(pieces).split())
    if not dated and (out := report_day(extraction)):
        return f"{text} (reported {label(out.isoformat(), year=False)})"
    return text
