"""When: the date a report was published, and every time it speaks of, resolved against that date."""

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.patterns import SINCE
from briefing.extract.dates.published import decide_days, find_published
from briefing.extract.dates.readings import Reading, read_times
from briefing.extract.dates.tense import way_of
from briefing.interval import Interval
from briefing.language import Passage
from briefing.model import TextKinds, When

__all__ = ["decide_days", "find_dates", "find_published"]


def find_dates(passages: Iterable[Passage], published: When) -> Iterator[When]:
    """Every time expression in order, with its ISO value at the precision of its words; value None where it cannot be told.

    Lengths ("for two years") are dates only where a report counts from its own day ("two years ago", "in the next six months")."""
    window = published.interval or Interval(None, None)
    found = []
    for passage in passages:
        if passage.block.kind in (*TextKinds, "dateline"):
            text = passage.doc.text  # the parser's document builds its text anew each time it is asked
            found += [(passage, text, reading) for reading in read_times(text)]
    years = _years_of_days([reading for _, _, reading in found], window)
    for passage, text, reading in found:
        if reading.kind in ("vague", "clock") or reading.kind == "length" and not reading.how:
            continue
        yield _when(passage, text, reading, published, window, years)


def _years_of_days(readings: list[Reading], window: Interval) -> dict[tuple[int, int], str]:
    """Days of a month that the report dates in full somewhere, or with their weekday: "Monday, October 28", then "October 28"."""
    years: dict[tuple[int, int], str] = {}
    for reading in readings:
        if reading.month_day and isinstance(reading.value, str):
            years.setdefault(reading.month_day, reading.value[:10])
    for reading in readings:
        if reading.month_day and reading.weekday is not None and reading.month_day not in years:
            candidates = [cal.day_value(year, *reading.month_day) for year in _possible_years(window)]
            fitting = [
                value
                for value in candidates
                if value and date.fromisoformat(value).weekday() == reading.weekday
            ]
            if len(fitting) == 1:
                years[reading.month_day] = fitting[0]
    return years


def _possible_years(window: Interval) -> range:
    """Years a day near publication may lie in."""
    first, last = window.first or window.last, window.last or window.first
    return range(first.year - 1, last.year + 2) if first and last else range(0)


def _when(
    passage: Passage,
    text: str,
    reading: Reading,
    published: When,
    window: Interval,
    years: dict[tuple[int, int], str],
) -> When:
    span = passage.cut(reading.start, reading.end)
    since = SINCE.search(text[max(0, reading.start - 16) : reading.start])
    open_end = bool(since) and since.group().lower().startswith("since") and reading.kind != "length"

    def opened(value: str) -> str:
        return f"{value.partition('/')[0]}/.." if open_end else value

    tail = f'; open, as it says "{since.group().split()[0]}"' if open_end else ""
    if isinstance(reading.value, str):
        if reading.doubt:
            return When(opened(reading.value), "inferred", span, reading.how + tail)
        return When(opened(reading.value), "stated", span, tail[2:] or None)
    if reading.value is None:
        return When(None, "unknown", span, reading.how or None)
    if reading.month_day in years:
        return When(
            opened(years[reading.month_day]),
            "inferred",
            span,
            "the year is that of the same day elsewhere in the report" + tail,
        )
    if window.first is None and window.last is None:
        return When(None, "unknown", span, "no date of publication to count from")
    way = way_of(passage.doc, text, reading.start, reading.end)
    if (
        way == "present"
    ):  # a headline's present is past: "Port closes Tuesday after fire"; "meets Friday" looks ahead
        way = (
            None
            if passage.block.kind == "title" or reading.kind not in ("weekday", "day", "week")
            else "future"
        )
    if since and way != "future":
        way = "past"
    value = cal.agreed(window, lambda day: reading.value(day, way))
    if value is None:
        if reading.value(window.last or window.first, way) is None:
            return When(None, "unknown", span, "the words do not say from when it is counted")
        return When(None, "unknown", span, f"published {published.value} is too wide to count from")
    pointing = {"past": ", looking back", "future": ", looking ahead", None: ""}[way]
    return When(opened(value), "inferred", span, f"{reading.how} ({published.value}){pointing}{tail}")
