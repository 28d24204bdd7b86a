"""Dates as ISO 8601 text, as precise as the words, and the days a text may have been published on."""
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Callable, Iterator

LONGEST_WINDOW = 400        # days; a wider window of publication anchors nothing


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day something may lie on, both included; None where that side is open."""
    first: date | None
    last: date | None

    def days(self) -> Iterator[date]:
        """Every day of the window; none where it is open or too wide to count from."""
        if self.first and self.last and 0 <= (self.last - self.first).days <= LONGEST_WINDOW:
            for step in range((self.last - self.first).days + 1):
                yield self.first + timedelta(days=step)


def window_of(value: str | None) -> Window:
    """The window of an ISO day, month, year, moment or range; `..` leaves a side open."""
    if not value:
        return Window(None, None)
    first, _, last = value.partition("/")
    return Window(edge(first, 0), edge(last or first, 1))


def edge(value: str, end: int) -> date | None:
    """The first (end=0) or last (end=1) day of an ISO year, month, day or moment."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day:
            return date(year, month, day)
        month = month or (12 if end else 1)
        return date(year, month, monthrange(year, month)[1] if end else 1)
    except ValueError:
        return None


def agreed(window: Window, reading: Callable[[date], str | None]) -> str | None:
    """The one value that every possible day of publication gives, or None."""
    values = {reading(day) for day in window.days()}
    return values.pop() if len(values) == 1 else None


def day_value(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def months_on(day: date, count: int) -> tuple[int, int]:
    """Year and month, `count` months after a day's (before, where negative)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return year, month + 1


def month_value(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def span_value(first: str, last: str) -> str:
    """A range; one value where both ends are the same."""
    return first if first == last else f"{first}/{last}"


def week_value(day: date) -> str:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def months_value(year: int, month: int, count: int) -> str:
    """`count` months from a month on: a quarter, a half year, a season."""
    last = year * 12 + month - 1 + count - 1
    return f"{month_value(year, month)}/{month_value(last // 12, last % 12 + 1)}"


def year_near(day: date, month: int, of_month: int, way: str | None) -> str | None:
    """A day of a month without its year: the nearest to publication, unless the verb's tense says otherwise."""
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        value = day_value(year, month, of_month)
        if value:
            found.append((abs((date.fromisoformat(value) - day).days), value))
    if not found:
        return None
    distance, value = min(found)
    if way == "past" and date.fromisoformat(value) > day and distance > 31:
        return max((v for _, v in found if date.fromisoformat(v) <= day), default=value)
    if way == "future" and date.fromisoformat(value) < day and distance > 45:
        return min((v for _, v in found if date.fromisoformat(v) >= day), default=value)
    return value


def month_near(day: date, month: int, way: str | None) -> tuple[int, int]:
    """A month without its year: the latest that has begun, or the next one where the verb points ahead."""
    if way == "future":
        return (day.year if month >= day.month else day.year + 1), month
    return (day.year if month <= day.month else day.year - 1), month


def weekday_near(day: date, weekday: int, way: str | None) -> date:
    """A bare weekday: the latest up to publication, or the next from it on where the words point ahead."""
    if way == "future":
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    return day - timedelta(days=(day.weekday() - weekday) % 7)
