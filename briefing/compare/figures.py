"""Counts of one thing that cannot both be right as of one day, and how one holder's count went on: both read from series."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.later import recalled
from briefing.compare.readings import Reading, entry_of
from briefing.compare.series import Series
from briefing.compare.settling import overlap, reach
from briefing.interval import label
from briefing.lexicon import word_set
from briefing.model import Finding

LATER = 14  # days in which a count of one thing is carried on
SHOWN = 8  # readings laid side by side
AFTER = 60  # characters behind a count in which the time that it is of may stand
WINDOW = re.compile(
    r"\b(?:in|over|within|during) the (?:last|past|previous) (?:24|48|few|two|three|hour|day|night|week)|\b(?:a|per|each|every) (?:day|week|hour|night)\b|\bdaily\b",
    re.I,
)
# "31 people from Chile": of one origin
FROM = re.compile(r" from (?:the )?[A-Z]")
MAGNITUDE = 20  # times the lower of two counts that the higher may be …
BESIDE = 50  # … that the higher of two in one report may be


def find_figures(desk: Desk, series: Sequence[Series]) -> Iterator[Finding]:
    """`figure` conflicts, and developments."""
    by_id = {gist.claim.id: gist for gist in desk.gists}
    for one in series:
        body = [reading for reading in one.readings if not reading.headline and not _of_some(desk, reading)]
        clashes = list(_clashes(desk, one, body))
        for first, second in clashes:
            sides = [_carriers(body, reading) for reading in (first, second)]
            half = SHOWN // 2  # what one side leaves free, the other may fill
            told = (
                sides[0][: max(half, SHOWN - len(sides[1]))]
                + sides[1][: max(half, SHOWN - len(sides[0]))][::-1]
            )
            yield finding(
                "conflict",
                "figure",
                [by_id[reading.claim] for reading in told],
                [reading.figure.span for reading in told],
                _why(desk, one, *sides),
            )
        for steps, why in _courses(desk, one, body, bool(clashes)):
            told = _with_copies(steps)
            yield finding(
                "development",
                None,
                [by_id[step.claim] for step in told],
                [step.figure.span for step in told],
                why,
            )
    for part, whole, why in _parts(series):
        yield finding(
            "conflict",
            "figure",
            [by_id[part.claim], by_id[whole.claim]],
            [part.figure.span, whole.figure.span],
            why,
        )


def _carriers(body: Sequence[Reading], reading: Reading) -> list[Reading]:
    """A reading, then every other telling of its amount, each report's first before its later ones: all who say 212, against all who say 190.

    What one holder said on one day is told once, whichever reports repeat it."""
    same = [
        telling
        for other in body
        if other.amount == reading.amount
        for telling in _tellings(other)
        if telling.figure.span != reading.figure.span
        and (
            telling.documents[0] == reading.documents[0]
            or telling.named
            and (telling.house, telling.last) != (reading.house, reading.last)
        )
    ]
    seen = {reading.documents[0]}
    first, again = [], []
    for telling in same:
        (again if telling.documents[0] in seen else first).append(telling)
        seen.add(telling.documents[0])
    return [reading, *first, *again]


def _with_copies(steps: list[Reading]) -> list[Reading]:
    """Each step with the other reports that tell it, as far as there is room."""
    room = SHOWN - len(steps)
    found: list[Reading] = []
    for step in steps:
        others = {
            telling.documents[0]: telling
            for telling in _tellings(step)[::-1]
            if telling.documents[0] != step.documents[0]
        }
        copies = list(others.values())[::-1][: max(0, room)]
        room -= len(copies)
        found += [step, *copies]
    return found


def _tellings(reading: Reading) -> list[Reading]:
    """A reading and its copies, those in titles left out."""
    return [one for one in (reading, *reading.copies) if not one.headline]


def _same_amount(one: Reading, two: Reading) -> bool:
    """Whether both give one amount, or one gives it without the decimals of the other."""
    return one.amount == two.amount and one.figure.bound == two.figure.bound or _rounded(one, two)


def _why(desk: Desk, series: Series, first: Sequence[Reading], second: Sequence[Reading]) -> str:
    """Who gives which amount, and why both cannot be right."""
    one, two = first[0], second[0]
    lower = _lower_later(desk, series, one, two) and not one.day.overlaps(two.day)  # type: ignore[union-attr,arg-type]
    return f"{_side(first)}, {_side(second)}" + (
        ": the later count is the lower one." if lower else "; no amount fulfils both."
    )


def _side(told: Sequence[Reading]) -> str:
    holders = list(dict.fromkeys(reading.holder for reading in told if reading.named)) or [told[0].holder]
    names = holders[0] if len(holders) == 1 else f"{', '.join(holders[:-1])} and {holders[-1]}"
    return f"{names} give{'s' * (len(holders) == 1)} {quoted(told[0].figure.span)} {_on(told[0])}"


def _parts(series: Sequence[Series]) -> Iterator[tuple[Reading, Reading, str]]:
    """A part that is more than the whole, in one report: "130 bodies in one district", "the country's count is still 96"."""
    for part in series:
        for whole in series:
            if (
                not part.scope
                or whole.scope
                or (part.measure, part.unit, part.label, part.ahead)
                != (whole.measure, whole.unit, whole.label, whole.ahead)
            ):
                continue
            for one in part.readings:
                for other in whole.readings:
                    low, high = reach(one.figure), reach(other.figure)
                    if (
                        one.documents[0] == other.documents[0]
                        and one.house != other.house
                        and not other.headline
                        and low
                        and high
                        and high[1] < low[0]
                    ):
                        yield (
                            one,
                            other,
                            f"{one.holder} gives {quoted(one.figure.span)} for a part, {other.holder} {quoted(other.figure.span)} for the whole.",
                        )


def _clashes(desk: Desk, series: Series, body: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Pairs of readings that cannot both be right, the nearest in time first: each pair of holders and of amounts once."""
    pairs = [
        (first, second) for first, second in combinations(body, 2) if _clash(desk, series, first, second)
    ]
    done: set[frozenset] = set()
    amount = {
        reading: next(other for other in body if _same_amount(other, reading)).amount for reading in body
    }
    for first, second in sorted(pairs, key=lambda pair: _apart(desk, *pair)):
        keys = {
            frozenset((first.house, second.house)),
            frozenset((amount[first], amount[second])),
            *(frozenset((one.house, amount[one])) for one in (first, second) if series.course == "adds up"),
        }
        if not keys & done:
            yield first, second
        done |= keys


def _clash(desk: Desk, series: Series, first: Reading, second: Reading) -> bool:
    """Whether two readings cannot both be right.

    Numeric mismatch is a contradiction only within one event and one time (de Marneffe, Rafferty and Manning 2008, "Finding contradictions in text", section 3):
    a toll that is higher in the later report has risen, and a value measured anew may differ by days."""
    if (
        first.house == second.house
        or series.course == "open"
        or series.ahead
        or overlap(first.figure, second.figure)
        or _rounded(first, second)
        or not _comparable(first, second)
    ):
        return False
    if not (first.named and second.named) and series.course != "stays" or not first.day or not second.day:
        return False
    if _elsewhere(desk, first, second) or any(
        _window(desk, reading) or recalled(desk, desk.claim(reading.claim)) for reading in (first, second)
    ):
        return False
    gap = first.day.gap_days(second.day)
    if series.course == "stays":
        return first.day.overlaps(second.day) or gap <= LATER
    if series.course == "adds up":
        return (
            gap <= LATER
            and _lower_later(desk, series, first, second)
            or first.day.overlaps(second.day)
            and _at_once(desk, first, second)
        )
    return first.day.overlaps(second.day)


def _of_some(desk: Desk, reading: Reading) -> bool:
    """Whether a number is not of all: "31 people from Chile, 17 Poles", or of those who speak ("mothers of three missing pupils say")."""
    span = reading.figure.span
    if FROM.match(desk.documents[span.document].text, span.end):
        return True
    return any(gist.claim.speaker and span.within(gist.claim.speaker) for gist in desk.told_in[span.document])


def _comparable(first: Reading, second: Reading) -> bool:
    """Whether two amounts are of one magnitude; a count twenty times another is hardly of the same thing."""
    one, two = (reading.figure.low or reading.figure.high or 0 for reading in (first, second))
    return max(one, two) <= (BESIDE if set(first.documents) & set(second.documents) else MAGNITUDE) * min(
        one, two
    )


def _elsewhere(desk: Desk, first: Reading, second: Reading) -> bool:
    """Whether each count is told of other countries ("California has confirmed 13", "two cases in Israel")."""
    one, two = (desk.countries(reading.claim) for reading in (first, second))
    return bool(one and two) and not one & two


def _window(desk: Desk, reading: Reading) -> bool:
    """Whether a count is of a time only: "31 deaths in the last 24 hours", "546 new cases", "a further 16"."""
    span, text = reading.figure.span, desk.documents[reading.figure.span.document].text
    return (
        reading.figure.bound == "additional"
        or bool(WINDOW.search(text, span.end, span.end + AFTER))
        or "new" in span.quote.lower().split()
    )


def _lower_later(desk: Desk, series: Series, first: Reading, second: Reading) -> bool:
    """Whether the reading of a later day, report or entry is the lower one, of a count that can only rise."""
    early, late = sorted(
        (first, second),
        key=lambda reading: (reading.last, desk.order[reading.documents[0]], reading.entry or 0),
    )
    return (
        series.course == "adds up" and (reach(late.figure) or (0, 0))[1] < (reach(early.figure) or (0, 0))[0]
    )


def _at_once(desk: Desk, first: Reading, second: Reading) -> bool:
    """Whether two counts are of one time: told in one entry or report, as a dispute, or of one single day with no word of a rise."""
    pairs = [
        (one, two)
        for one in _tellings(first)
        for two in _tellings(second)
        if one.documents[0] == two.documents[0]
    ]
    if any(
        one.entry == two.entry
        or _says(desk, max(one, two, key=lambda reading: reading.entry or 0), "disputing")
        for one, two in pairs
    ):
        return True
    one_day = first.day == second.day and bool(first.day and first.day.length == 1)
    return (
        one_day
        and first.proper
        and second.proper
        and not any(_says(desk, reading, "rising") for reading in (first, second))
    )


def _says(desk: Desk, reading: Reading, words: str) -> bool:
    """Whether the paragraph of a reading has one of these words: that the counts differ, or have risen."""
    text, span = desk.documents[reading.figure.span.document].text, reading.figure.span
    paragraph = text[
        text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1
    ]
    return bool(word_set("disputes", words).intersection(re.findall(r"\w+", paragraph.lower())))


def _apart(desk: Desk, first: Reading, second: Reading) -> tuple:
    """How far apart two readings are told: in precision ("68", "68.4"), days, reports and entries."""
    return (
        _whole(first) != _whole(second),
        abs(first.last - second.last),
        abs(desk.order[first.documents[0]] - desk.order[second.documents[0]]),
        abs((first.entry or 0) - (second.entry or 0)),
    )


def _whole(reading: Reading) -> bool:
    return float(reading.figure.low or reading.figure.high or 0).is_integer()


def _rounded(first: Reading, second: Reading) -> bool:
    """Whether one amount is the other without its decimals: 68 and 68.4 percent."""
    one, two = first.figure.low, second.figure.low
    return one is not None and two is not None and one != two and (round(one) == two or round(two) == one)


def _on(reading: Reading) -> str:
    return f"as of {label(reading.day.last.isoformat() if reading.day and reading.day.last else None)}"


def _courses(
    desk: Desk, series: Series, body: Sequence[Reading], disputed: bool
) -> Iterator[tuple[list[Reading], str]]:
    """The successive counts of one holder, or of all who count what befell people where none disputes another's, where they differ from day to day.

    Outlets' own words go with the holder carried most; of other things than what befell people, only where they are near his."""
    entry, befell = entry_of(series.measure), series.measure in word_set("disputes", "counted by anyone")
    if (
        entry.get("weak")
        or entry.get("of whom")
        and not series.scope
        or series.measure in word_set("disputes", "counted once")
    ):
        return  # too loose to go on from report to report, or another event on another day
    told = [one for one in body if one.day and one.figure.bound != "vague" and not _window(desk, one)]
    for some in [told] if befell and not disputed else _by_holder(series, body, told, befell):
        steps = _steps(series, some)
        if len(steps) > 1:
            words = ", ".join(f"{step.holder} {quoted(step.figure.span)} {_on(step)}" for step in steps)
            yield steps[:SHOWN], f"{series.label}: {words}. A later count, so no conflict."


def _by_holder(
    series: Series, body: Sequence[Reading], told: Sequence[Reading], befell: bool
) -> Iterator[list[Reading]]:
    """The counts of each holder; those in outlets' own words with him who is carried most."""
    weight = Counter(reading.house for reading in body if reading.named for _ in reading.documents)
    main = weight.most_common(1)[0][0] if weight and series.course in ("adds up", "varies") else None
    his = [one.figure.low or one.figure.high or 0 for one in told if one.house == main]
    for house in weight:
        yield [
            one
            for one in told
            if one.house == house or not one.named and house == main and (befell or _near_to(one, his))
        ]


def _near_to(reading: Reading, amounts: Sequence[float]) -> bool:
    """Whether an amount is by at most half more or less than one of these."""
    low = reading.figure.low or reading.figure.high or 0
    return any(max(low, other) <= 1.5 * min(low, other) for other in amounts)


def _steps(series: Series, told: Sequence[Reading]) -> list[Reading]:
    """One count a day, each of another amount than the one before; of a count that only rises the highest of a day."""
    steps: list[Reading] = []
    rises = series.course == "adds up"
    for reading in sorted(told, key=lambda one: (one.last, one.figure.low or 0 if rises else 0)):
        before = steps[-1] if steps else None
        if before is None:
            steps.append(reading)
        elif (
            _same_amount(before, reading)
            or reading.amount == before.amount
            or rises
            and (reading.figure.low or 0) < (before.figure.low or 0)
            or before.house != reading.house
            and not _comparable(before, reading)
        ):
            continue
        elif reading.last > before.last:
            steps.append(reading)
        elif rises and reading.last == before.last:
            steps[-1] = reading
    return steps
