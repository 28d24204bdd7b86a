"""A time expression as read from words, and the small parts that all readers share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.extract.dates.patterns import MONTHS

Value = str | Callable[[date, str | None], str | None] | None
Kind = Literal[
    "day",
    "days",
    "month",
    "year",
    "quarter",
    "season",
    "decade",
    "week",
    "weekday",
    "length",
    "clock",
    "vague",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters start:end say a time. `value` is ISO where the words are enough, else a function of the day of
    publication and the way the words point (`past`, `future`, None), else None; `length` is an ISO duration."""

    start: int
    end: int
    kind: Kind
    value: Value
    how: str = ""  # how it is counted, for the reader
    length: str | None = None
    month_day: tuple[int, int] | None = None
    weekday: int | None = None
    doubt: bool = False  # the value covers two possible readings


def clock_of(words: str | None) -> str:
    """`T23:32` of "23h32", "5:32 p.m.", "6 p.m."; empty where there is none."""
    if not words:
        return ""
    found = re.match(r"(\d{1,2})(?:[:h.](\d\d))?\s?([ap])?", words.lower())
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def number_of(words: str) -> int:
    return int(re.match(r"\d+", words)[0])


def month_of(words: str) -> int:
    return MONTHS[words.rstrip(".")]


def end_of(match: re.Match[str]) -> int:
    """The end of a match without a trailing full stop or space."""
    end = match.end()
    while match.string[end - 1] in " ":
        end -= 1
    return end


def year_of(words: str | None, published: date) -> int | None:
    """The year in "2024", "last year", "the same year"."""
    if not words:
        return None
    if words[0].isdigit():
        return int(words)
    return published.year + (
        -1 if "last" in words or "previous" in words else 1 if "next" in words or "following" in words else 0
    )
