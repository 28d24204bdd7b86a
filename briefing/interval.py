"""Dates as precise as their words: the days something may lie on. The only code that reads ISO 8601 values.

A value is `2024`, `2024-10`, `2024-10-28`, `2024-10-18T23:32`, or a range of two of them; `..` leaves a side
open.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOST_DAYS = 400  # a wider interval is not walked day by day


@dataclass(frozen=True, slots=True)
class Interval:
    """The first and last day that something may lie on, both included; None where that side is open."""

    first: date | None
    last: date | None

    @staticmethod
    def read(value: str | None) -> "Interval | None":
        """The days of an ISO value or range; None where there is no value or the calendar has no such day."""
        return _read(value) if value else None

    @property
    def closed(self) -> bool:
        return self.first is not None and self.last is not None

    @property
    def length(self) -> int | None:
        """Days from the first to the last, 1 for a single day; None where a side is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    def days(self) -> Iterator[date]:
        """Every day, first to last; none where a side is open or the interval is wider than MOST_DAYS."""
        if self.first and self.length and 0 < self.length <= MOST_DAYS:
            for step in range(self.length):
                yield self.first + timedelta(days=step)

    def before(self, other: "Interval") -> bool:
        """Whether it certainly ends before the other begins."""
        return bool(self.last and other.first and self.last < other.first)

    def overlaps(self, other: "Interval") -> bool:
        """Whether both may be one day; an open side reaches as far as it must."""
        return not self.before(other) and not other.before(self)

    def gap_days(self, other: "Interval") -> int:
        """Days between the nearer ends of two intervals; 0 where they overlap."""
        earlier, later = (self, other) if self.before(other) else (other, self)
        return (
            (later.first - earlier.last).days if later.first and earlier.last and earlier.before(later) else 0
        )


@cache
def _read(value: str) -> Interval | None:
    first, slash, last = value.partition("/")
    low, high = _edge(first, last=False), _edge(last if slash else first, last=True)
    if (low is None and first not in ("..", "")) or (
        high is None and (last if slash else first) not in ("..", "")
    ):
        return None
    return Interval(low, high) if low or high else None


def _edge(value: str, last: bool) -> date | None:
    """The first or last day of an ISO year, month, day or moment."""
    found = ISO.match(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day is not None:
            return date(year, month, day)
        month = month if month is not None else 12 if last else 1
        return date(year, month, monthrange(year, month)[1] if last else 1)
    except ValueError:  # month 13, 30 February, year 0
        return None


def label(value: str | None, year: bool = True) -> str:
    """A date as a reader writes it: "18 Oct 2024", "8–13 Oct 2024", "since Aug 2022"; "" where there is none."""
    first, slash, last = (value or "").partition("/")
    if not slash:
        return _label(first, year)
    if last in ("..", ""):
        return f"since {_label(first, year)}"
    if first in ("..", ""):
        return f"until {_label(last, year)}"
    if first[:10] == last[:10]:
        return _label(first, year)
    if first[:7] == last[:7] and len(first) >= 10 <= len(last):
        return f"{int(first[8:10])}–{_label(last, year)}"
    return f"{_label(first, year and first[:4] != last[:4])} – {_label(last, year)}"


def _label(value: str, year: bool) -> str:
    parts = value[:10].split("-")
    if (
        not all(part.isdigit() for part in parts)
        or len(parts) > 3
        or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12)
    ):
        return value
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [MONTHS[int(parts[1])]] if len(parts) > 1 else []
    words += [parts[0]] if year or len(parts) == 1 else []
    return " ".join(words)
