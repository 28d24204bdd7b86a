"""Counts of one thing that cannot both be right as of one day, and how one holder's count went on: both read from series."""
from collections import Counter
from itertools import combinations
from typing import Iterator, Sequence

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.readings import Reading, entry_of
from briefing.compare.series import Series
from briefing.compare.settling import overlap, reach
from briefing.interval import label
from briefing.model import Figure, Finding

LATER = 14              # days in which a count of one thing is carried on
SHOWN = 8               # readings laid side by side
SEVERAL = 2             # a headline's "hundreds" is more than a text can bear whose largest number is less than half of it


def find_figures(desk: Desk, series: Sequence[Series]) -> Iterator[Finding]:
    """`figure` and `headline-body` conflicts, and developments."""
    by_id = {gist.claim.id: gist for gist in desk.gists}
    for one in series:
        body = [reading for reading in one.readings if not reading.headline]
        for first, second, why in _clashes(one, body):
            told = [first, second, *_again(body, first), *_again(body, second)][:SHOWN]
            yield finding("conflict", "figure", [by_id[reading.claim] for reading in told], [reading.figure.span for reading in told], why)
        for told, why in _courses(one, body):
            yield finding("development", None, [by_id[step.claim] for step in told], [step.figure.span for step in told], why)
    for part, whole, why in _parts(series):
        yield finding("conflict", "figure", [by_id[part.claim], by_id[whole.claim]], [part.figure.span, whole.figure.span], why)
    yield from _headlines(desk, by_id)


def _again(body: Sequence[Reading], reading: Reading) -> Iterator[Reading]:
    """Where the same holder gives the same number on another day."""
    for other in body:
        if other.house == reading.house and other.amount == reading.amount and other.last != reading.last:
            yield other
            yield from (copy for copy in other.copies if not copy.headline)


def _parts(series: Sequence[Series]) -> Iterator[tuple[Reading, Reading, str]]:
    """A part that is more than the whole, in one report: "130 bodies in one district", "the country's count is still 96"."""
    for part in series:
        for whole in series:
            if not part.scope or whole.scope or (part.measure, part.unit, part.label, part.ahead) != (whole.measure, whole.unit, whole.label, whole.ahead):
                continue
            for one in part.readings:
                for other in whole.readings:
                    low, high = reach(one.figure), reach(other.figure)
                    if one.documents[0] == other.documents[0] and one.house != other.house and not other.headline and low and high and high[1] < low[0]:
                        yield one, other, f"{one.holder} gives {quoted(one.figure.span)} for a part, {other.holder} {quoted(other.figure.span)} for the whole."


def _clashes(series: Series, body: Sequence[Reading]) -> Iterator[tuple[Reading, Reading, str]]:
    """Pairs of readings that cannot both be right, the nearest in time first: each pair of holders and of amounts once."""
    pairs = [(first, second, why) for first, second in combinations(body, 2) if (why := _clash(series, first, second))]
    done: set[frozenset] = set()
    for first, second, why in sorted(pairs, key=lambda pair: abs(pair[0].last - pair[1].last)):
        keys = {frozenset((first.house, second.house)), frozenset((first.amount, second.amount)), *(
            frozenset((one.house, one.amount)) for one in (first, second) if "later count" in why)}
        if not keys & done:
            yield first, second, why
        done |= keys


def _clash(series: Series, first: Reading, second: Reading) -> str | None:
    """Why two readings cannot both be right; None where they can."""
    if first.house == second.house or series.course == "open" or series.ahead or overlap(first.figure, second.figure) or _rounded(first, second):
        return None
    if not (first.named and second.named) and series.course != "stays" or not first.day or not second.day:
        return None
    early, late = (first, second) if first.last <= second.last else (second, first)
    one_day = early.day.overlaps(late.day)
    sides = f"{early.holder} gives {quoted(early.figure.span)} {_on(early)}, {late.holder} {quoted(late.figure.span)} {_on(late)}"
    if one_day or series.course == "stays" and early.day.gap_days(late.day) <= LATER:
        return f"{sides}; no amount fulfils both."
    below = reach(late.figure)[1] < reach(early.figure)[0]
    if series.course == "adds up" and below and early.day.gap_days(late.day) <= LATER:
        return f"{sides}: the later count is the lower one."
    return None


def _rounded(first: Reading, second: Reading) -> bool:
    """Whether one amount is the other without its decimals: 68 and 68.4 percent."""
    one, two = first.figure.low, second.figure.low
    return one is not None and two is not None and one != two and (round(one) == two or round(two) == one)


def _on(reading: Reading) -> str:
    return f"as of {label(reading.day.last.isoformat() if reading.day and reading.day.last else None)}"


def _courses(series: Series, body: Sequence[Reading]) -> Iterator[tuple[list[Reading], str]]:
    """The successive counts of one holder, where they differ from day to day; outlets' own words go with the holder carried most."""
    weight = Counter(reading.house for reading in body if reading.named for _ in reading.documents)
    main = weight.most_common(1)[0][0] if weight and series.course != "stays" else None
    entry = entry_of(series.measure)
    if entry.get("weak") or entry.get("of whom") and not series.scope:
        return                                          # too loose to go on from report to report
    for house in weight or ((None,) if series.course != "stays" else ()):
        steps: list[Reading] = []
        told = [one for one in body if one.day and one.figure.bound != "vague" and (one.house == house or not one.named and house == main)]
        for reading in sorted(told, key=lambda one: one.last):
            before = steps[-1] if steps else None
            fell = before and series.course == "adds up" and (reading.figure.low or 0) < (before.figure.low or 0)
            if not before or reading.amount != before.amount and reading.last > before.last and not fell:
                steps.append(reading)
        if len(steps) > 1:
            words = ", ".join(f"{step.holder} {quoted(step.figure.span)} {_on(step)}" for step in steps)
            yield steps[:SHOWN], f"{series.label}: {words}. A later count, so no conflict."


# ---------------------------------------------------------------- a headline and its own text

def _headlines(desk: Desk, by_id: dict) -> Iterator[Finding]:
    """A headline's number that its own text gives otherwise: "Over 5,500 killed" above "deaths rose to 2,901"."""
    for extraction in desk.extractions:
        titles = [block.span for block in extraction.blocks if block.kind == "title"]
        told = [figure for figure in extraction.figures if figure.measure and figure.role == "reading" and figure.stance != "denied"]
        above = [figure for figure in told if any(figure.span.within(title) for title in titles)]
        below = [figure for figure in told if figure not in above and figure.claim in by_id and not by_id[figure.claim].claim.headline]
        for figure in above:
            same = [other for other in below if other.measure == figure.measure and (other.unit == "%") == (figure.unit == "%")]
            if same and all(_other(figure, other) for other in same):
                other = max(same, key=lambda one: one.low or one.high or 0)
                body = by_id[other.claim]
                yield finding("conflict", "headline-body", [by_id.get(figure.claim, body), body], [figure.span, other.span],
                              f"The headline says {quoted(figure.span)}, the report {quoted(other.span)}.")
                break


def _other(headline: Figure, body: Figure) -> bool:
    if headline.bound == "vague":
        most = body.high or body.low or 0
        return bool(headline.low) and body.bound != "vague" and most * SEVERAL <= headline.low
    return not overlap(headline, body)
