"""Captions that count one thing otherwise than the report they stand in: a number not brought up to date, or misread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist
from briefing.extract.figures.numbers import read_numbers
from briefing.lexicon import word_set
from briefing.model import Extraction, Figure, Finding, Span

MOST = 2  # times the lower count that the higher may be
LEAST = 3  # below it, a caption counts those in the picture
NOUN = 3  # words behind a number up to the noun counted
WORD = re.compile(r"\w+")
# "the 33 members", "one of the 12 houses", "the bank's 1,250 employees": all there are, and not those in the picture
WHOLE = re.compile(r"(?:\b(?:the|its|their|his|her|our|all)|['’]s|s['’])\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what a caption gives, and what else it speaks of."""

    start: int
    amount: float
    nouns: dict[str, int]  # the words behind the number, with where they end: "life", "vest"
    about: frozenset[str]


def find_captions(desk: Desk) -> Iterator[Finding]:
    """`within-document`: how many there are by a caption, and by the one count of that thing in the report's text."""
    for extraction in desk.extractions:
        captions = [
            count
            for block in extraction.blocks
            if block.kind == "caption"
            for count in _counts(extraction, block.span)
        ]
        for count in captions:
            if found := _otherwise(desk, extraction, count):
                figure, gist = found
                span = extraction.document.span(count.start, count.nouns[_singular(figure.counted)])
                yield finding(
                    "conflict",
                    "within-document",
                    [gist],
                    [figure.span, span],
                    f"The report gives {quoted(figure.span)}, a caption in it {quoted(span)}.",
                )


def _counts(extraction: Extraction, line: Span) -> Iterator[Count]:
    text = line.quote
    about = frozenset(_singular(word) for word in WORD.findall(text.lower())) - word_set(
        "dates", "weekdays", "months"
    )
    for number in read_numbers(text):
        words = re.match(rf"(?:\s[\w-]+){{1,{NOUN}}}", text[number.end :])
        if (
            number.whole
            and number.low == number.high
            and words
            and (number.low or 0) >= LEAST
            and WHOLE.search(text[: number.first])
        ):
            nouns = {
                _singular(found.group().lower()): line.start + number.end + found.end()
                for found in re.finditer(r"[\w-]+", words.group())
            }
            yield Count(line.start + number.first, number.low or 0, nouns, about)


def _singular(word: str) -> str:
    """A word without the ending of its plural."""
    if word.endswith("ies"):
        return word[:-3] + "y"
    cut = (
        2
        if word.endswith(("ses", "xes", "ches", "shes")) and not word.endswith("uses")
        else 1
        if word.endswith("s") and not word.endswith("ss")
        else 0
    )
    return word[: len(word) - cut]


def _otherwise(desk: Desk, extraction: Extraction, count: Count) -> tuple[Figure, Gist] | None:
    """The only amount that the text gives of what a caption counts, where it is another.

    None where the text has the caption's number too, or it is the sum of two of them."""
    lines = [block.span for block in extraction.blocks if block.kind == "body"]
    body = [
        figure
        for figure in extraction.figures
        if figure.low is not None and any(figure.span.within(line) for line in lines)
    ]
    amounts = {figure.low for figure in body if figure.low}
    if count.amount in amounts or any(count.amount - one in amounts for one in amounts):
        return None
    same = [
        figure
        for figure in body
        if figure.claim
        and figure.role in ("reading", "whole")
        and figure.bound == "exact"
        and _singular(figure.counted or "") in count.nouns
    ]
    if len({figure.low for figure in same}) != 1 or not _near(same[0].low or 0, count.amount):
        return None
    return next(((figure, gist) for figure in same if (gist := _beside(desk, lines, figure, count))), None)


def _near(one: float, two: float) -> bool:
    return max(one, two) <= MOST * min(one, two)


def _beside(desk: Desk, lines: Sequence[Span], figure: Figure, count: Count) -> Gist | None:
    """The claim of a figure, where its paragraph speaks of what the caption speaks of besides the thing itself."""
    line = next(line for line in lines if figure.span.within(line))
    told = [gist for gist in desk.told_in[line.document] if gist.claim.sentence.overlaps(line)]
    words = {
        _singular(word)
        for gist in told
        for token in gist.tokens
        if token.term and token.term.kind != "number"
        for word in WORD.findall(token.text)
    }
    shared = words & count.about - {_singular(figure.counted or "")}
    return next((gist for gist in told if gist.claim.id == figure.claim), None) if shared else None
