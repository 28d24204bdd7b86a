"""Time expressions of a text: where they stand and what they mean counted from a day of publication."""

import re
from collections.abc import Callable, Iterator

from briefing.extract.dates import counted, named
from briefing.extract.dates.patterns import PATTERNS, PATTERNS_FROM, WORD
from briefing.extract.dates.reading import Reading

__all__ = ["Reading", "read_times"]


def read_times(text: str) -> Iterator[Reading]:
    """Every time expression of a text, in order, none overlapping; the longer wins, then the earlier pattern."""
    found: list[tuple[bool, int, int, int, Reading]] = []
    for word in WORD.finditer(text):
        first = word.group()
        names = PATTERNS_FROM.get("0" if first[0].isdigit() else first.lower())
        if not names or word.start() and first != "'" and text[word.start() - 1].isalnum():
            continue
        for name in names:
            match = PATTERNS[name].match(text, word.start())
            reading = READERS[name](match, text) if match else None
            if reading:
                found.append(
                    (name == "vague", reading.start - reading.end, RANKS[name], reading.start, reading)
                )
    taken = bytearray(len(text))
    kept = []
    for *_, reading in sorted(found, key=lambda item: item[:4]):
        if not any(taken[reading.start : reading.end]):
            taken[reading.start : reading.end] = b"\1" * (reading.end - reading.start)
            kept.append(reading)
    yield from sorted(kept, key=lambda reading: reading.start)


RANKS = {name: rank for rank, name in enumerate(PATTERNS)}
READERS: dict[str, Callable[[re.Match[str], str], Reading | None]] = {
    "numeric": named.read_numeric,
    "days": named.read_days,
    "day": named.read_day,
    "months": named.read_months,
    "month": named.read_month,
    "decade": named.read_decade,
    "years": named.read_years,
    "quarter": named.read_quarter,
    "season": named.read_season,
    "unit": counted.read_unit,
    "weekday": counted.read_weekday,
    "today": counted.read_today,
    "length": counted.read_length,
    "year": named.read_year,
    "clock": counted.read_clock,
    "other": counted.read_other,
    "vague": counted.read_vague,
}
