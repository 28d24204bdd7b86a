"""Readings in a reader's words, the same in the summary, on the page and in what is taken along."""
from typing import Sequence

from briefing.model import Entry

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def told(readings: Sequence[Entry]) -> str:
    """The readings of one thing, oldest first, in a line and as written: of one holder "1,500 → 2,000", of several
    "38 to 1,140, six readings"; words of several holders have no order, so that the newest stands alone."""
    first, last = readings[0], readings[-1]
    if len({entry.holder for entry in readings}) == 1 and (first.date or "") < (last.date or ""):
        return last.value if _same(first, last) else f"{first.value} → {last.value}"
    numbers = [entry for entry in readings if entry.low is not None or entry.high is not None]
    if len(numbers) < len(readings):
        return last.value
    least, most = min(readings, key=_ends), max(readings, key=lambda entry: _ends(entry)[::-1])
    if _same(least, most):
        return last.value
    number = COUNTS[len(readings)] if len(readings) < len(COUNTS) else f"{len(readings):,}"
    return f"{least.value} to {_inside(most.value)}, {number} readings"


def _inside(words: str) -> str:
    """Words from the start of a sentence as they stand inside one: "Seven" is "seven"."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _same(one: Entry, other: Entry) -> bool:
    if one.low is None and one.high is None:
        return one.value == other.value
    return (one.low, one.high) == (other.low, other.high)


def _ends(entry: Entry) -> tuple[float, float]:
    """Both ends of a reading; an open one counts as the other."""
    ends = [end for end in (entry.low, entry.high) if end is not None] or [0.0]
    return ends[0], ends[-1]
