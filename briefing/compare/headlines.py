"""Headlines that say more, or another number, than the report below them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.compare.desk import Desk, finding, loose, quoted
from briefing.compare.gist import Gist
from briefing.compare.settling import counted, overlap
from briefing.compare.terms import Term, meaning, pair_class, word_list
from briefing.lexicon import read_lexicon
from briefing.model import Extraction, Figure, Finding, Span

MORE = 1.2  # times the largest number below, from which a headline says more
SEVERAL = (
    2  # a headline's "hundreds" is more than a text can bear whose largest number is less than half of it
)
NEXT = 3  # words behind a number of a headline that may say what befell those counted
REACH = 5  # words between a figure and the deed told of it
MAGNITUDE = 100  # times a sum of the body, beyond which a headline's is another sum
FATES = ("killed", "injured", "missing", "trapped", "displaced", "evacuated", "detained", "abducted")
HARM = "harm"  # any of these
ROUND = 0.1  # a headline rounds
# "100 CRUSHED", "100 BRITS TRAPPED"
SHOUTED = re.compile(
    r"(?<![£$€\d,.])\b(?P<number>\d{1,3}(?:,\d{3})+|\d{2,5})\s+(?P<words>(?:[A-Z]+\s+){0,2}(?P<last>[A-Z]{3,}))\b"
)
# "63-0", "31 to 31", "by 12 votes to 9"
RESULT = re.compile(
    r"(?<![\w.,-])(?P<one>\d{1,3})(?: votes)?(?:\s?[-–]\s?| to | against )(?P<two>\d{1,3})(?![\w-]|[.,]\d)"
)
VOTE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|tied|motion|parliament|senate|assembly|council|mps|lawmakers)\b", re.I
)
SHARE = 0.5  # of what the headline says must stand in the sentence below it


def find_headlines(desk: Desk) -> Iterator[Finding]:
    """`headline-body`: told as fact above and left open wherever the body tells it; or an amount that the body bears out nowhere."""
    for extraction in desk.extractions:
        if (
            found := _other_amount(desk, extraction)
            or _fate_unknown(desk, extraction)
            or _other_result(desk, extraction)
        ):
            yield found
    for told in desk.told_in.values():
        below = [gist for gist in told if not gist.claim.headline]
        for headline in [gist for gist in told if gist.claim.headline]:
            if found := _bolder(desk, headline, below):
                yield found
                break


def _bolder(desk: Desk, headline: Gist, below: list[Gist]) -> Finding | None:
    """ "troops … moving to frontline" above "are possibly moving to the frontline"."""
    if headline.claim.stance in ("planned", "considering", "denied"):
        return None
    for i, token in enumerate(headline.tokens):
        if not token.deed or loose(headline.tokens, i, 8):
            continue
        told = [
            (gist, j)
            for gist in below
            if _same_matter(desk, headline, gist)
            for j, other in enumerate(gist.tokens)
            if other.term == token.term
        ]
        open_ones = [(gist, j, word) for gist, j in told if (word := loose(gist.tokens, j))]
        if open_ones and len(open_ones) == len(told):
            gist, j, word = open_ones[0]
            spans = [desk.cut(headline), desk.cut(gist)]
            why = f"The headline tells {quoted(desk.cut(headline, [token]))} as fact; the report says {quoted(desk.cut(gist, [word, gist.tokens[j]]))}."
            return finding("conflict", "headline-body", [headline, gist], spans, why)
    return None


def _same_matter(desk: Desk, headline: Gist, gist: Gist) -> bool:
    """Whether the sentence speaks of who the headline speaks of, and says at least half of what it says."""
    shared = [f for f in headline.features if f in desk.scale.sets[gist.order]]
    whole = desk.scale.total[headline.order]
    return (
        any(f.kind == "name" for f in shared)
        and sum(f.own for f in shared) >= 2
        and sum(desk.scale.weight[f] for f in shared) >= SHARE * whole
    )


# ---------------------------------------------------------------- an amount


@dataclass(frozen=True, slots=True)
class Told:
    """An amount of a headline: of what measure, in which currency, or how many of what in whose words."""

    span: Span
    low: float
    bound: str
    measure: str
    unit: str
    figure: Figure | None
    title: str


def _other_amount(desk: Desk, extraction: Extraction) -> Finding | None:
    """ "1,700 KILLED" above "deaths had risen to 391", "£10 BILLION GONE" above "a hole of £440million": no amount below bears the headline out."""
    titles = [block.span for block in extraction.blocks if block.kind == "title"]
    heads = [block.span for block in extraction.blocks if block.kind in ("title", "heading")]
    by_id = {gist.claim.id: gist for gist in desk.told_in[extraction.document.id]}
    below = [
        figure
        for figure in extraction.figures
        if not any(figure.span.within(head) for head in heads)
        and figure.role in ("reading", "whole", "part")
        and figure.claim in by_id
        and not by_id[figure.claim].claim.headline
        and figure.stance != "denied"
    ]
    for told in sorted(_amounts(extraction, titles), key=lambda one: -one.low):
        if (other := _against(told, below, by_id)) is not None:
            body = by_id[other.claim or ""]
            headline = next(
                (
                    gist
                    for gist in desk.told_in[extraction.document.id]
                    if gist.claim.headline and gist.claim.sentence.overlaps(told.span)
                ),
                None,
            )
            claims, spans = (
                ([headline, body], [told.span, other.span]) if headline else ([body], [other.span, told.span])
            )  # a headline of numbers alone is no claim
            return finding(
                "conflict",
                "headline-body",
                claims,
                spans,
                f"The headline says {quoted(told.span)}, the report {quoted(other.span)}.",
            )
    return None


def _fate_unknown(desk: Desk, extraction: Extraction) -> Finding | None:
    """ "61 KILLED" above "the fate of the passengers is unknown", with nobody dead anywhere below."""
    titles = [block.span for block in extraction.blocks if block.kind == "title"]
    dead = next((told for told in _amounts(extraction, titles) if told.measure == "killed"), None)
    told_in = desk.told_in[extraction.document.id]
    if dead is None or any(
        figure.measure == "killed" and not any(figure.span.within(title) for title in titles)
        for figure in extraction.figures
    ):
        return None
    unknown = next(
        (
            gist
            for gist in told_in
            if not gist.claim.headline
            and any(token.text in word_list("whereabouts unknown") for token in gist.tokens)
            and (
                gist.claim.stance == "unconfirmed"
                or gist.says_not
                or any(token.text in word_list("not known") for token in gist.tokens)
            )
        ),
        None,
    )
    if unknown is None:
        return None
    spans = [dead.span, desk.cut(unknown, cue=True)]
    return finding(
        "conflict",
        "headline-body",
        [unknown],
        spans[::-1],
        f"The headline says {quoted(spans[0])}, the report {quoted(spans[1])}.",
    )


def _other_result(desk: Desk, extraction: Extraction) -> Finding | None:
    """ "votes 63-0" above "was tied, 31 to 31": a vote with another result wherever the body gives one."""
    titles = [
        block.span for block in extraction.blocks if block.kind == "title" and VOTE.search(block.span.quote)
    ]
    above = next(((title, found) for title in titles for found in _results(title.quote)), None)
    if above is None:
        return None
    below = [
        (gist, found)
        for gist in desk.told_in[extraction.document.id]
        if not gist.claim.headline and VOTE.search(gist.claim.sentence.quote)
        for found in _results(gist.claim.sentence.quote)
    ]
    title, result = above
    if not below or any(
        sorted(found.group("one", "two")) == sorted(result.group("one", "two")) for _, found in below
    ):
        return None
    gist, found = below[0]
    start = gist.claim.sentence.start
    spans = [
        extraction.document.span(start + found.start(), start + found.end()),
        extraction.document.span(title.start + result.start(), title.start + result.end()),
    ]
    return finding(
        "conflict",
        "headline-body",
        [gist],
        spans,
        f"The headline gives the vote as {quoted(spans[1])}, the report as {quoted(spans[0])}.",
    )


def _results(text: str) -> list[re.Match[str]]:
    """The results of votes in a text, the more votes first; "20-30 members" is a range."""
    return [found for found in RESULT.finditer(text) if int(found["one"]) >= int(found["two"])]


def _amounts(extraction: Extraction, titles: list[Span]) -> Iterator[Told]:
    """The amounts of the headlines; also "100 BRITS TRAPPED", which no parser reads."""
    above = [
        (figure, title) for title in titles for figure in extraction.figures if figure.span.within(title)
    ]
    for figure, title in above:
        if (figure.low or 0) > 0 and figure.role == "reading" and figure.stance != "denied":
            after = title.quote[figure.span.end - title.start :].lower().split()[:NEXT]
            yield Told(
                figure.span,
                figure.low or 0,
                figure.bound,
                figure.measure or _fate(after),
                figure.unit if not figure.counted else "",
                figure,
                title.quote,
            )
    for title in titles:
        for found in SHOUTED.finditer(title.quote):
            start, end = title.start + found.start(), title.start + found.end("last")
            measure = _fate(found["words"].lower().split())
            if measure and not any(
                figure.span.start < end and start < figure.span.end for figure, _ in above
            ):
                yield Told(
                    extraction.document.span(start, end),
                    float(found["number"].replace(",", "")),
                    "exact",
                    measure,
                    "",
                    None,
                    title.quote,
                )


def _fate(words: list[str]) -> str:
    """The measure of "dead" or "TRAPPED" behind a number; of "crushed", which leaves open what became of them, all harm."""
    return next(
        (_fates()[word] for word in words if word in _fates()),
        HARM if any(word in word_list("shouted") for word in words) else "",
    )


@cache
def _fates() -> dict[str, str]:
    """ "trapped", "dead" → the measure that counts so."""
    found: dict[str, str] = {}
    for measure in FATES:
        for word in read_lexicon("quantities")[measure].get("words") or ():
            found.setdefault(word, measure)
    return found | dict.fromkeys(word_list("shouted dead"), "killed")


def _against(told: Told, below: list[Figure], by_id: dict[str, Gist]) -> Figure | None:
    """The amount of the body that a headline's is laid beside; None where one bears it out, or none is of its kind."""
    same = [figure for figure in below if _one_kind(told, figure, by_id)]
    money = (
        [figure for figure in below if figure.unit and not figure.counted and figure.unit != "%"]
        if told.unit
        else []
    )
    if not same or any(_bears_out(told, figure) for figure in (*same, *money)):
        return None
    most = max(same, key=lambda figure: (_least(figure), -figure.span.start))
    if told.bound == "vague":
        return most if _least(most) * SEVERAL <= told.low else None
    if _least(most) * MORE <= told.low:
        return most if not told.unit or told.low <= _least(most) * MAGNITUDE else None
    one = {figure.low for figure in same}  # a headline that says less: only where the body has one amount
    return most if not told.unit and told.measure and len(one) == 1 and told.low < _least(most) else None


def _least(figure: Figure) -> float:
    return figure.low or figure.high or 0


def _one_kind(told: Told, figure: Figure, by_id: dict[str, Gist]) -> bool:
    """Whether an amount below counts what the headline counts: the same measure, money, or something told with the same deed."""
    if figure.bound == "vague" or (figure.unit == "%") != (told.unit == "%"):
        return False
    if told.unit and told.unit != "%":
        return told.unit == figure.unit and not figure.counted
    if told.measure:
        noun = bool(told.figure and told.figure.counted) and counted(figure) == counted(told.figure)  # type: ignore[arg-type]
        return figure.role == "reading" and (
            figure.measure == told.measure or told.measure == HARM and (figure.measure in FATES or noun)
        )
    return figure.role == "reading" and _tells(by_id[figure.claim or ""], figure, _deeds(told.title))


def _bears_out(told: Told, figure: Figure) -> bool:
    """Whether an amount is the headline's, rounds to it, or is no smaller."""
    return told.low * (1 - ROUND) <= _least(figure) <= told.low * (1 + ROUND) or bool(
        told.figure and told.bound != "exact" and told.bound != "vague" and overlap(told.figure, figure)
    )


def _deeds(title: str) -> frozenset[Term]:
    """The classes of deeds in a headline, which has no parse to rely on."""
    words = [word.strip("\"'“”‘’:;,.!?").lower() for word in title.split()]
    found = {term for one in words if one and (term := meaning(one, frozenset(), True))} | {
        term for one, two in zip(words, words[1:]) if (term := pair_class(one, two))
    }
    return frozenset(term for term in found if term.kind == "class" and term.value not in word_list("things"))


def _tells(gist: Gist, figure: Figure, deeds: frozenset[Term]) -> bool:
    """Whether one of these deeds is told of a figure: near it, and no other number between ("deaths had risen to 391, while 1,326 …")."""
    at = next((i for i, token in enumerate(gist.tokens) if token.start >= figure.span.start), 0)
    for i, token in enumerate(gist.tokens):
        between = gist.tokens[min(i, at) + 1 : max(i, at)]
        if (
            token.term in deeds
            and abs(i - at) <= REACH
            and not any(
                other.term
                and other.term.kind == "number"
                and not figure.span.start <= other.start < figure.span.end
                for other in between
            )
        ):
            return True
    return False
