"""Dates as written put on one line: each as a stretch from its first to its last moment, far-off ones in a margin of their own."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GAP = timedelta(days=40)  # a silence longer than this ends the stretch of time that is drawn to scale
MARGIN = 0.13  # part of the width for what came before it, and for what comes after
DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2})(T(?P<hour>\d{2}):(?P<minute>\d{2}))?)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first moment a date may mean to the last; an open side is open."""

    start: datetime
    end: datetime
    open_start: bool = False
    open_end: bool = False

    @property
    def middle(self) -> datetime:
        return self.start + (self.end - self.start) / 2

    @property
    def long(self) -> bool:
        """Whether it is more than one day."""
        return self.end - self.start > timedelta(days=1, minutes=1)


def one_date(text: str) -> tuple[datetime, datetime] | None:
    """First and last moment of a date as precise as written; None where it is no date."""
    match = DATE.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute = (
        int(match[name]) if match[name] else None for name in ("year", "month", "day", "hour", "minute")
    )
    if not 100 < year < 9900:  # room to reckon with days before and after
        return None
    try:
        start = datetime(year, month or 1, day or 1, hour or 0, minute or 0)
        if hour is not None:
            return start, start
        if day:
            return start, start + timedelta(days=1)
        if month:
            return start, datetime(year + month // 12, month % 12 + 1, 1)
        return start, datetime(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None


def read_stretch(value: str | None) -> Stretch | None:
    """The stretch of an ISO 8601 date or range, `..` for an open end; None where it is unknown."""
    first, slash, last = (value or "").partition("/")
    if not slash:
        ends = one_date(first)
        return Stretch(*ends) if ends else None
    start, end = one_date(first), one_date(last)
    if start and end:
        return Stretch(min(start[0], end[0]), max(start[1], end[1]))
    if start and last == "..":
        return Stretch(*start, open_end=True)
    if end and first == "..":
        return Stretch(*end, open_start=True)
    return None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where dates fall between 0 (left) and 1 (right): to scale from start to end, outside it in order only."""

    start: datetime
    end: datetime
    earlier: tuple[datetime, ...] = ()
    later: tuple[datetime, ...] = ()

    @property
    def left(self) -> float:
        return MARGIN + 0.02 if self.earlier else 0.01

    @property
    def right(self) -> float:
        return 1 - MARGIN - 0.02 if self.later else 0.99

    def x(self, when: datetime) -> float:
        """Where a moment falls."""
        if when < self.start and self.earlier:
            before = sum(one <= when for one in self.earlier)
            return round(MARGIN * min(before + 0.5, len(self.earlier) + 0.5) / (len(self.earlier) + 1), 4)
        if when > self.end and self.later:
            before = sum(one < when for one in self.later)
            return round(1 - MARGIN + MARGIN * (before + 0.5) / (len(self.later) + 1), 4)
        part = (when - self.start) / (self.end - self.start)
        return round(self.left + (self.right - self.left) * max(0.0, min(1.0, part)), 4)


def make_calendar(stretches: list[tuple[Stretch, bool]]) -> Calendar:
    """The calendar for these stretches; True marks those that surely belong to the story (said, published)."""
    exact = sorted({one.start for one, _ in stretches if not one.long} or {one.start for one, _ in stretches})
    anchors = sorted(one.start for one, sure in stretches if sure and not one.long) or exact
    if not exact:
        return Calendar(datetime(2000, 1, 1), datetime(2000, 1, 8))
    first = last = anchors[-1]
    for moment in reversed([one for one in exact if one <= last]):
        if first - moment > GAP:
            break
        first = moment
    for moment in (one for one in exact if one > last):
        if moment - last > GAP:
            break
        last = moment
    room = max(timedelta(days=1), (last - first) / 20)
    start, end = first - room, last + room + timedelta(days=1)
    earlier = sorted(
        {one.start for one, _ in stretches if one.start < start and (one.end <= start or one.open_end)}
    )
    later = sorted({one.start for one, _ in stretches if one.start > end})
    return Calendar(start, end, tuple(earlier), tuple(later))


def ticks(calendar: Calendar) -> list[dict]:
    """Days or months to print under the line; `level` 0 for any width, 1 from a middling one, 2 from a wide one."""
    span = (calendar.end - calendar.start).days
    day = calendar.start.replace(hour=0, minute=0) + timedelta(days=1)
    moments = []
    if span <= 130:
        while day < calendar.end:
            moments.append(day)
            day += timedelta(days=1)
    else:
        day = day.replace(day=1)
        while day < calendar.end:
            if day >= calendar.start:
                moments.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
    step = max(1, -(-len(moments) // 12))
    out = []
    for number, moment in enumerate(moments):
        level = next(
            (level for level, every in enumerate((4 * step, 2 * step, step)) if number % every == 0), None
        )
        if level is not None:
            words = (
                f"{moment.day} {MONTHS[moment.month - 1]}"
                if span <= 130
                else f"{MONTHS[moment.month - 1]} {moment.year}"
            )
            out.append(
                {
                    "x": calendar.x(moment),
                    "level": level,
                    "words": words + (f" {moment.year}" if not out and span <= 130 else ""),
                }
            )
    return out


def in_words(value: str | None) -> str:
    """A date as a reader says it: "8 Oct 2024 to 13 Oct 2024", "since Aug 2022", "not known"."""
    first, slash, last = (value or "").partition("/")

    def one(text: str) -> str:
        match = DATE.fullmatch(text)
        if not match:
            return ""
        month = (
            MONTHS[int(match["month"]) - 1] + " " if match["month"] and 1 <= int(match["month"]) <= 12 else ""
        )
        return f"{int(match['day'])} {month}{match['year']}" if match["day"] else f"{month}{match['year']}"

    if not slash:
        return one(first) or "not known"
    if last == "..":
        return f"since {one(first)}"
    if first == "..":
        return f"until {one(last)}"
    return f"{one(first)} to {one(last)}"
