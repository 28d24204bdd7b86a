"""Dates as ISO 8601 text, as precise as the words, and the days a text may have been published on."""

from collections.abc import Callable
from datetime import date, timedelta

from briefing.interval import Interval


def agreed(window: Interval, reading: Callable[[date], str | None]) -> str | None:
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
