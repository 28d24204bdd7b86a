"""Days to come, as the words of a claim tell them: a date, "on the 29th", "from Thursday on", "within ten days"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil

from briefing.compare.frame import report_day
from briefing.extract.figures.numbers import read_numbers
from briefing.interval import Interval
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import NO_CLAUSE, Claim, Extraction, Span, When

WIDEST = 31  # days of a date that is still a day to prepare for ("in December")
FARTHEST = 400  # days ahead; later dates are plans and names, not appointments
FRESH = 3  # days for which "it will take two weeks" is the latest word on it
NEAR = 20  # characters before a date in which "by the end of" stands
TO_COME = re.compile(
    rf"\b(?:{alternation(word_set('bottomline', 'to come'))})\b|\bfor (?=\d|[A-Z])", re.IGNORECASE
)
PAST = re.compile(r"\b(?:had|was|were|has been|have been)\b", re.IGNORECASE)
BREAK = re.compile(r"[,;:—–]\s|\s(?:and|but|while)\s")
LEADS_AHEAD = re.compile(r"\b(?:after|by|before|until|till|for|from) $")
BY_ITS_END = re.compile(r"\b(?:by|before|until|till|end of)(?: the)? $")
DAY_MONTH = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? ({alternation(word_set('dates', 'months'))})|({alternation(word_set('dates', 'months'))}) (\d{{1,2}}))$"
)
NTH = re.compile(
    r"\bon the (\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?!(?:in|at|to|and|when|before|after|with|for|by)\b)[a-z])"
)
LENGTH = re.compile(
    r"""\b(?:within|in\sthe\s(?:next|coming)|(?P<lasts>takes?|needs?))\s(?:about\s|another\s|up\sto\s|some\s|the\snext\s)?
    (?P<number>[\w-]+(?:\s\w+)?)\s(?P<unit>hour|day|week|month)s?\b(?!\sago|\slater)""",
    re.VERBOSE,
)
UNITS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30}


def coming(extraction: Extraction, claim: Claim, today: date) -> Iterator[tuple[str, date, Span]]:
    """The first day from today on that a claim's content tells, as a value, as a day, and the words for it."""
    out = report_day(extraction)
    found = sorted(_days(extraction, claim, out, today), key=lambda item: item[2].start)
    for value, day, span in (_ahead(extraction, out, *item) for item in found):
        if (
            0 <= (day - today).days <= FARTHEST
            and (day > today or out != today)
            and _is_to_come(extraction, claim, value, day, out, span)
        ):
            yield value, day, span
            return


def _ahead(
    extraction: Extraction, out: date | None, value: str, day: date, span: Span
) -> tuple[str, date, Span]:
    """A day of the week that was taken for the last one is the next after a word that leads ahead: "called another march for Saturday"."""
    before = extraction.document.text[max(0, span.start - NEAR) : span.start]
    if out and day < out and span.quote in read_lexicon("dates")["weekdays"] and LEADS_AHEAD.search(before):
        day += timedelta(days=7)
        return day.isoformat(), day, span
    return value, day, span


def _days(
    extraction: Extraction, claim: Claim, out: date | None, today: date
) -> Iterator[tuple[str, date, Span]]:
    """Every day that the content of a claim tells, to come or not."""
    yield from _dated(extraction, claim, out, today)
    text = extraction.document.text
    for part in claim.content:
        for found in NTH.finditer(text, part.start, part.end):
            if day := _nth(int(found[1]), out or today):
                yield day.isoformat(), day, extraction.document.span(*found.span())
        for found in LENGTH.finditer(text, part.start, part.end):
            if day := _after(found, claim, out, today):
                yield day.isoformat(), day, extraction.document.span(*found.span())


def _dated(
    extraction: Extraction, claim: Claim, out: date | None, today: date
) -> Iterator[tuple[str, date, Span]]:
    text = extraction.document.text
    for when in extraction.dates:
        if (
            when.span is None
            or not _is_told_in(extraction, claim, when.span)
            or _is_named_after(text, when.span)
        ):
            continue
        days = Interval.read(when.value)
        if days and days.first and days.last and (days.last - days.first).days < WIDEST:
            ends = BY_ITS_END.search(text[max(0, when.span.start - NEAR) : when.span.start])
            yield when.value or "", days.last if ends else days.first, when.span
        elif when.value is None and (day := _undated(when, out, today)):
            yield day.isoformat(), day, when.span


def _is_told_in(extraction: Extraction, claim: Claim, span: Span) -> bool:
    """Whether a claim tells a day: in its content, or right after it where that is no clause ("will question | the minister | on Thursday")."""
    if any(span.within(part) for part in claim.content):
        return True
    gap = extraction.document.text[claim.content[-1].end : span.start]
    return (
        claim.rule in NO_CLAUSE
        and span.within(claim.sentence)
        and 0 < len(gap) < NEAR
        and not BREAK.search(gap)
    )


def _after(found: re.Match[str], claim: Claim, out: date | None, today: date) -> date | None:
    """The day on which a length ends that begins when it was said; none for a guess at how long something takes that is days old."""
    said = Interval.read(claim.said.value) if claim.said else None
    base = said.first if said and said.length == 1 else out
    number = next(read_numbers(f"{found['number']} {found['unit']}s"), None)
    if not base or not number or not number.low or found["lasts"] and (today - base).days > FRESH:
        return None
    return base + timedelta(days=ceil(number.low * UNITS[found["unit"]]))


def _is_named_after(text: str, span: Span) -> bool:
    """Whether a month only says which one: "the report of February"."""
    return span.quote in read_lexicon("dates")["months"] and text[: span.start].endswith(" of ")


def _undated(when: When, out: date | None, today: date) -> date | None:
    """A day whose year or week the report does not tell: the nearest to the newest report, or the next of its name."""
    words = when.span.quote if when.span else ""
    if match := DAY_MONTH.match(words):
        month, day = (
            read_lexicon("dates")["months"].index(match[2] or match[3]) + 1,
            int(match[1] or match[4]),
        )
        years = (
            found
            for year in (today.year - 1, today.year, today.year + 1)
            if (found := _day(year, month, day))
        )
        return min(years, key=lambda found: abs((found - today).days), default=None)
    weekdays = read_lexicon("dates")["weekdays"]
    return (
        out + timedelta(days=(weekdays.index(words) - out.weekday()) % 7)
        if out and words in weekdays
        else None
    )


def _nth(number: int, out: date) -> date | None:
    """The next day of this number: of the report's month, or of the month after."""
    following = (out.replace(day=1) + timedelta(days=WIDEST + 1)).replace(day=1)
    return next(
        (day for first in (out, following) if (day := _day(first.year, first.month, number)) and day >= out),
        None,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_to_come(
    extraction: Extraction, claim: Claim, value: str, day: date, out: date | None, span: Span
) -> bool:
    """Whether a claim tells a day as to come: "will meet on Friday", not "had found two by Friday", "the report of February"."""
    text, sentence = extraction.document.text, claim.sentence
    breaks = [
        mark.end() for mark in BREAK.finditer(text, sentence.start, span.start) if mark.end() < span.start
    ]
    after = BREAK.search(
        text, min(span.end + 1, sentence.end), sentence.end
    )  # "Monday, 18 October, is a day of mourning"
    clause = text[breaks[-1] if breaks else sentence.start : after.start() if after else sentence.end]
    if TO_COME.search(clause):
        return True
    if PAST.search(clause):
        return False
    if out and day > out and DAY_MONTH.search(span.quote):
        return True  # "are put off to 2 December, she made known"
    tense = claim.features.tense if claim.features else None
    if tense == "future" or claim.stance in ("planned", "considering"):
        return True
    return tense == "present" and len(value) >= len("2031-10-05") and not LENGTH.match(span.quote)
