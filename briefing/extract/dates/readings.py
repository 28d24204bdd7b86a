"""Time expressions of a text: where they stand and what they mean counted from a day of publication."""
import re
from typing import Callable, Iterator

from briefing.extract.dates import counted, named
from briefing.extract.dates.patterns import MONTHS, PATTERNS
from briefing.extract.dates.reading import Reading

__all__ = ["Reading", "read_times"]


def read_times(text: str) -> Iterator[Reading]:
    """Every time expression of a text, in order, none overlapping; the longer wins, then the earlier pattern."""
    found: list[tuple[int, int, int, Reading]] = []
    for rank, (name, pattern) in enumerate(PATTERNS.items()):
        if name in NEEDS and not NEEDS[name].search(text):
            continue
        reader = READERS[name]
        for match in pattern.finditer(text):
            reading = reader(match, text)
            if reading:
                found.append((-(reading.end - reading.start) if name not in LAST else 0, rank, reading.start, reading))
    taken = bytearray(len(text))
    kept = []
    for *_, reading in sorted(found, key=lambda item: item[:3]):
        if not any(taken[reading.start:reading.end]):
            taken[reading.start:reading.end] = b"\1" * (reading.end - reading.start)
            kept.append(reading)
    yield from sorted(kept, key=lambda reading: reading.start)


LAST = frozenset({"vague"})
_digit = re.compile(r"\d")
_capital_month = re.compile("|".join(sorted(MONTHS, key=lambda name: -len(name))))
NEEDS = {"numeric": _digit, "days": _capital_month, "day": _capital_month, "months": _capital_month, "month": _capital_month, "years": _digit, "year": _digit,
         "clock": _digit, "weekday": re.compile("day")}

READERS: dict[str, Callable[[re.Match[str], str], Reading | None]] = {
    "numeric": named.read_numeric, "days": named.read_days, "day": named.read_day, "months": named.read_months, "month": named.read_month, "decade": named.read_decade, "years": named.read_years,
    "quarter": named.read_quarter, "season": named.read_season, "unit": counted.read_unit, "weekday": counted.read_weekday, "today": counted.read_today, "length": counted.read_length, "year": named.read_year,
    "clock": counted.read_clock, "other": counted.read_other, "vague": counted.read_vague}
