"""One event, two dates: said outright, or by a "this week" that cannot hold the day another report names."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.compare.desk import Desk, finding, near, quoted
from briefing.compare.settling import days_apart, difference, single_day
from briefing.model import Finding, When

ALIKE, CORE = 0.6, 3  # likeness, and shared words that are no names, of two claims about one event
APART = 14  # days; beyond, it is rather another event of the kind
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# "October 23", "23 October", "Oct. 23": a day whose year the words leave out
DAY = re.compile(
    r"(?P<before>\d{1,2}\s+)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s+(?P<after>\d{1,2}))?",
    re.I,
)


def find_dates(desk: Desk) -> Iterator[Finding]:
    """`date` conflicts between reports of one event."""
    for pair in desk.pairs:
        one, two = desk.gists[pair.first], desk.gists[pair.second]
        if (
            pair.dice < ALIKE
            or pair.core < CORE
            or one.claim.document == two.claim.document
            or not one.heads & two.heads
        ):
            continue
        apart = difference(one, two, desk.cast)
        if (
            apart
            and apart.kind == "date"
            and not (one.claim.stance == two.claim.stance == "planned" and desk.one_voice(one, two))
            and (days_apart(one.claim.happened, two.claim.happened) or 99) <= APART
        ):
            # "today" in two reports is each one's own day: only dates written out can contradict each other
            if (
                _written(one.claim.happened)
                and _written(two.claim.happened)
                and (
                    near(one.published, two.published, 2) or one.claim.stance == two.claim.stance == "planned"
                )
            ):
                spans = [w.span if (w := g.claim.happened).span else desk.cut(g) for g in (one, two)]
                yield finding(
                    "conflict",
                    "date",
                    [one, two],
                    spans,
                    f"One report dates it {quoted(spans[0])} ({one.claim.happened.value}), the other {quoted(spans[1])} ({two.claim.happened.value}).",
                )
    yield from _weeks(desk)


def _written(when: When | None) -> bool:
    return bool(
        single_day(when) and when and when.span and any(character.isdigit() for character in when.span.quote)
    )


def _weeks(desk: Desk) -> Iterator[Finding]:
    """A report that still awaits 23 October cannot mean the 28th by "this week": the week of the awaited day ends on a Sunday before it."""
    for document in desk.told_in:
        awaited = _awaited(desk, document)
        if awaited is None:
            continue
        for gist in desk.told_in[document]:
            phrase = next(
                (
                    w
                    for w in desk.dates_in[document]
                    if w.span
                    and w.span.quote.lower() == "this week"
                    and any(w.span.within(part) for part in gist.claim.content)
                ),
                None,
            )
            if phrase is None:
                continue
            for mate in desk.mates(gist):
                day = single_day(mate.claim.happened) if mate.claim.document != document else None
                if day is None:
                    continue
                last = _in_year(awaited[1], day.year)
                if last is None:
                    continue
                sunday = last + timedelta(days=6 - last.weekday())
                if sunday < day <= sunday + timedelta(days=APART):
                    shown = mate.claim.happened.span or desk.cut(mate)
                    spans = [phrase.span, awaited[0], shown]
                    why = (
                        f"Report {document} puts it {quoted(phrase.span)} while {quoted(awaited[0])} is still ahead, so by {sunday.isoformat()} at the latest; "
                        f"report {mate.claim.document} dates it {quoted(shown)} ({day.isoformat()})."
                    )
                    yield finding("conflict", "date", [gist, awaited[2], mate], spans, why)
                    return


def _awaited(desk: Desk, document: str):
    """The first day a report still looks ahead to: (its span, month and day, the claim); None where it awaits none."""
    for gist in desk.told_in[document]:
        if gist.claim.stance != "planned":
            continue
        for when in desk.dates_in[document]:
            if (
                when.span
                and any(when.span.within(part) for part in gist.claim.content)
                and (day := _month_day(when))
            ):
                return when.span, day, gist
    return None


def _month_day(when: When) -> tuple[int, int] | None:
    if known := single_day(when):
        return known.month, known.day
    match = DAY.search(when.span.quote) if when.span and not when.interval else None
    number = match and (match["after"] or match["before"])
    if not match or not number:
        return None
    return next(i + 1 for i, month in enumerate(MONTHS) if month.startswith(match["month"].lower()[:3])), int(
        number
    )


def _in_year(day: tuple[int, int], year: int) -> date | None:
    try:
        return date(year, *day)
    except ValueError:
        return None
