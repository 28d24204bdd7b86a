"""Two who count one thing, side by side: "22,000 by the police's count, 70,000 by that of the organisers", "she counted 1,100; the police counted 500"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefing.compare.coreference import two_voices
from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist
from briefing.compare.later import recalled
from briefing.compare.settling import counted, overlap
from briefing.extract.figures.numbers import read_numbers
from briefing.lexicon import alternation, word_set
from briefing.model import Claim, Extraction, Figure, Finding, Span

APART = 220  # characters between two counts of one thing
CLOSE = 25  # characters between who counts and a number that counts what the one before it does
MAGNITUDE = 20  # times the lower that the higher may be
SHOWN = 4  # who gives a number that another says is wrong
SHARED = 2  # words that two claims share besides the number
REACH = 60  # characters from a number to the one it is set against
NOT = re.compile(
    r"[^.;]{0,40}?,? (?:and )?not (?:the )?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?![\w.,]?[0-9%])"
)
BUT = re.compile(r"\bnot (?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)[\w ]{0,30},? but $")
NEARLY = 1.5  # times the lower of two such numbers that the higher may be
# "stands by its figure of ", "is staying with ", "has not moved from "
HELD = re.compile(
    rf"\b(?:{alternation(word_set('disputes', 'held to'))})\s+(?:(?:its|their|his|her|an?|the|that)\s+)?(?:\w+\s+)?(?:(?:{alternation(word_set('disputes', 'counts'))})\s+of\s+)?(?=[\w])",
    re.I,
)
SHORT = 4  # words of a claim that is little more than its number
# "by the AU's count", "by that of the union", "in the view of"
BY = re.compile(
    rf"[^.;,]{{0,30}}?\bby (?:that of (?P<other>[^.;,]{{3,60}})|(?P<who>[^.;,]{{2,60}}?)['’]s? (?:{alternation(word_set('disputes', 'counts'))})\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Count:
    """An amount with who counts it, in their words, and whether these stand right at it."""

    figure: Figure
    who: str
    close: bool


def find_counts(desk: Desk) -> Iterator[Finding]:
    """`figure` conflicts between neighbours of one paragraph, and between a number that is said to be wrong and who gave it."""
    for gist in desk.gists:
        for right, wrong in _corrected(desk, gist):
            if others := _given(desk, gist, right, wrong):
                told, spans = [other for other, _ in others], [figure.span for _, figure in others]
                yield finding(
                    "conflict",
                    "figure",
                    [*told, gist],
                    [*spans, desk.cut(gist)],
                    f"{desk.whose(gist)}: {quoted(desk.cut(gist))}; {desk.whose(told[0])} gives {quoted(spans[0])}.",
                )
    by_id = {gist.claim.id: gist for gist in desk.gists}
    for extraction in desk.extractions:
        yield from _held_to(desk, extraction)
        claims = {claim.id: claim for claim in extraction.claims}
        for block in extraction.blocks:
            told = [
                count
                for figure in extraction.figures
                if figure.span.within(block.span)
                and (count := _count(extraction, figure, claims))
                and not recalled(desk, by_id[figure.claim or ""])
            ]
            for one, two in pairwise(told):
                if _clash(extraction, one, two):
                    gists = list(dict.fromkeys(by_id[count.figure.claim or ""] for count in (one, two)))
                    yield finding(
                        "conflict",
                        "figure",
                        gists,
                        [one.figure.span, two.figure.span],
                        f"{one.who[:1].upper() + one.who[1:]}: {quoted(one.figure.span)}; {two.who}: {quoted(two.figure.span)}; no amount fulfils both.",
                    )


def _corrected(desk: Desk, gist: Gist) -> Iterator[tuple[Figure, float]]:
    """ "219 people, not 208", "not 40 but 12": the number that is said to be right, and the value of the one that is not."""
    text, end = desk.documents[gist.claim.document].text, gist.claim.content[-1].end
    for figure in gist.claim.figures:
        wrong = NOT.match(text, figure.span.end, min(end, figure.span.end + REACH)) or BUT.search(
            text, max(gist.claim.content[0].start, figure.span.start - REACH), figure.span.start
        )
        if wrong and figure.low is not None:
            yield figure, float(wrong["number"].replace(",", ""))


def _given(desk: Desk, gist: Gist, right: Figure, wrong: float) -> list[tuple[Gist, Figure]]:
    """Who else gives the wrong number of the same thing, one claim a voice."""
    found: list[tuple[Gist, Figure]] = []
    mine = frozenset(term for term in gist.features if term.kind != "number")
    for other in desk.gists:
        figure = next(
            (
                figure
                for figure in other.claim.figures
                if figure.low == figure.high == wrong and figure.bound == "exact"
            ),
            None,
        )
        if (
            figure is None
            or other.claim.headline
            or other.claim.stance == "denied"
            or not two_voices(desk, gist, other)
            or any(desk.one_voice(other, known) for known, _ in found)
        ):
            continue
        shared = mine & desk.scale.sets[other.order]
        if len(shared) >= SHARED or counted(figure) and counted(figure) == counted(right) and shared:
            found.append((other, figure))
    return found[:SHOWN]


def _held_to(desk: Desk, extraction: Extraction) -> Iterator[Finding]:
    """ "The navy counts 219, the company has not moved from 208": a number that somebody does not give up, and the one that it stands against."""
    text = extraction.document.text
    lines = [block.span for block in extraction.blocks if block.kind == "body"]
    for line, held in (
        (block, found) for block in lines for found in HELD.finditer(text, block.start, block.end)
    ):
        mine = next(
            (
                number
                for number in read_numbers(text[held.end() : line.end])
                if number.first <= 1 and number.whole
            ),
            None,
        )
        other = _set_against(extraction, lines, line, held.start(), mine.low or 0) if mine else None
        gists = (
            [_telling(desk, span) for span in (other, extraction.document.span(held.start(), held.end()))]
            if other
            else []
        )
        if mine and other and all(gists):
            span = extraction.document.span(_clause_start(text, line, held.start()), held.end() + mine.last)
            yield finding(
                "conflict",
                "figure",
                list(dict.fromkeys(gist for gist in gists if gist)),
                [other, span],
                f"The report gives {quoted(other)}; it also says: {quoted(span)}.",
            )


def _set_against(extraction: Extraction, lines: list[Span], line: Span, at: int, mine: float) -> Span | None:
    """The number before it in its paragraph that may be of the same thing, else what an earlier paragraph counts of what befell people."""
    before = [
        number
        for number in read_numbers(extraction.document.text[line.start : at])
        if not number.unit and _against(number.low, mine) and at - line.start - number.last <= APART
    ]
    if before:
        return extraction.document.span(line.start + before[-1].first, line.start + before[-1].last)
    return next(
        (
            figure.span
            for figure in extraction.figures
            if figure.span.end <= line.start
            and figure.role == "reading"
            and figure.measure in word_set("disputes", "counted by anyone")
            and _against(figure.low, mine)
            and any(figure.span.within(other) for other in lines)
        ),
        None,
    )


def _clause_start(text: str, line: Span, at: int) -> int:
    """Where the clause of a place in a paragraph begins, as far as full stops and commas tell."""
    return max(
        [
            line.start,
            *(found + 2 for mark in (". ", ", ", "; ") if (found := text.rfind(mark, line.start, at)) >= 0),
        ]
    )


def _against(one: float | None, two: float) -> bool:
    """Whether two numbers differ and may be of one thing."""
    return one is not None and one != two and max(one, two) <= NEARLY * min(one, two)


def _telling(desk: Desk, span: Span) -> Gist | None:
    """The shortest claim in whose sentence some words stand, those that hold them first."""
    told = [
        gist
        for gist in desk.told_in[span.document]
        if span.within(gist.claim.sentence) and not gist.claim.headline
    ]
    return min(
        told,
        key=lambda gist: (not any(span.within(part) for part in gist.claim.content), len(gist.claim.words)),
        default=None,
    )


def _count(extraction: Extraction, figure: Figure, claims: dict[str, Claim]) -> Count | None:
    """Who counts a number, where the words right at it say so."""
    claim = claims.get(figure.claim or "")
    if (
        claim is None
        or claim.headline
        or figure.role != "reading"
        or figure.bound in ("vague", "additional")
        or claim.stance in ("denied", "planned", "considering")
    ):
        return None
    after = BY.match(extraction.document.text, figure.span.end, figure.span.end + APART)
    who = (after["other"] or after["who"]) if after else figure.by.quote if figure.by else ""
    if not who and claim.speaker and len(claim.words.split()) <= SHORT:
        who = claim.speaker.quote
    close = bool(after) or not figure.by or 0 <= figure.span.start - figure.by.end <= CLOSE
    return Count(figure, " ".join(who.split()), close) if who else None


def _clash(extraction: Extraction, one: Count, two: Count) -> bool:
    """Whether two counts are of one thing by two counters, and none fulfils both."""
    a, b = one.figure, two.figure
    units = [figure.unit.partition(" a ")[0] if not figure.counted else "" for figure in (a, b)]
    if units[0] != units[1] or units[0] and not (a.measure and a.measure == b.measure):
        return False
    between = extraction.document.text[a.span.end : b.span.start]
    things = counted(a), counted(b)
    same = (
        a.measure == b.measure
        and (things[0] == things[1] or not all(things) or bool(a.measure))
        or two.close
        and not b.measure
        and not b.counted
    )
    low, high = sorted((a.low or a.high or 0, b.low or b.high or 0))
    return (
        same
        and 0 <= len(between) <= APART
        and not set(one.who.lower().split()) & set(two.who.lower().split()) - {"the", "of", "a"}
        and not overlap(a, b)
        and low > 0
        and high <= MAGNITUDE * low
        and not word_set("disputes", "rising") & set(re.findall(r"\w+", between.lower()))
    )
