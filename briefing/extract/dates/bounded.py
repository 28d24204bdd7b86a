"""Bounds of a day of publication from what a report tells: days still to come, days past, a weekday with its date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.readings import Reading, read_times
from briefing.lexicon import read_lexicon
from briefing.model import Block, Document, Span, TextKinds, When

AHEAD = re.compile(
    r"\b(?:will|'ll|is to|are to|is set to|are set to|is due|are due|is scheduled|are scheduled|is expected|are expected|plans? to|is planned|are planned|upcoming)\b",
    re.I,
)
# "reported on September 23", though something else in the sentence is still to come.
TOLD = re.compile(
    r"\b(?:\w{2,}ed|said|told|wrote|met|held|took|made|began|went|came|was|were|had|sent|left)\b,?\s*(?:on\s+)?$"
)
# "Yesterday, February 17, 2006, the ministry …"
TODAY = re.compile(r"\b(today|yesterday|tomorrow),?\s*[(-]?\s*$", re.I)
DIGIT = re.compile(r"\d")
LONGEST = 2000  # characters of a sentence that is still read for dates
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "–": "-", "—": "-", "\n": " ", "\r": " "})


def days_in(text: str) -> Iterator[Reading]:
    """Every day that a text names, with or without its year."""
    return (reading for reading in read_times(text.translate(PLAIN)) if reading.kind == "day")


def _sentences(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """(start, text) of stretches between full stops that hold a digit; rough, since no parse is at hand."""
    for block in blocks:
        if block.kind in TextKinds:
            text = block.span.quote.translate(PLAIN)
            start = 0
            if len(text) > LONGEST and not re.search(r"[.!?]\s", text[:LONGEST]):
                continue  # no prose
            for stop in re.finditer(r"(?<=[a-z\d\"'])[.!?][\"']?\s+(?=[\"'A-Z])", text):
                if stop.end() - start <= LONGEST and DIGIT.search(text, start, stop.end()):
                    yield block.span.start + start, text[start : stop.end()]
                start = stop.end()
            if len(text) - start <= LONGEST and DIGIT.search(text, start):
                yield block.span.start + start, text[start:]


def weekday_pair(document: Document, blocks: Sequence[Block]) -> tuple[str, Span, str, bool, bool] | None:
    """(ISO day, words, why, ahead, whether the text names the year) of a weekday with its date, which fixes the year: the latest fitting one."""
    latest = read_lexicon("dates")["latest year"]
    mentioned = [
        int(found)
        for start, text in _sentences(document, blocks)
        for found in re.findall(r"(?<![\d,.$€£])(?:19[5-9]|20[0-4])\d(?![\d,%])", text)
    ]
    best = None
    for start, text in _sentences(document, blocks):
        for reading in days_in(text):
            if reading.weekday is None or reading.month_day is None or isinstance(reading.value, str):
                continue
            month, day = reading.month_day
            fitting = [
                year
                for year in range(1990, latest + 1)
                if cal.day_value(year, month, day) and date(year, month, day).weekday() == reading.weekday
            ]
            if not fitting:
                continue
            year = max(fitting)
            span = document.span(start + reading.start, start + reading.end)
            others = ", ".join(str(y) for y in fitting[-3:])
            why = f'"{span.quote}" is that weekday in {others}; the latest up to {latest} is taken'
            named = [y for y in mentioned if y in fitting]
            if named:
                year = max(named)
                why = f'"{span.quote}" is that weekday in {year}, a year the text names'
            ahead = bool(AHEAD.search(text)) and not TOLD.search(
                text[max(0, reading.start - 30) : reading.start]
            )
            if best is None or ahead and not best[3]:
                best = cal.day_value(year, month, day), span, why, ahead, bool(named)
    return best


def bounded(document: Document, blocks: Sequence[Block]) -> When | None:
    """Bounds from the text: a day still to come, a day already told; the year from a weekday where it is not written."""
    lower: tuple[str, Span] | None = None
    upper: tuple[str, Span] | None = None
    for start, text in _sentences(document, blocks):
        for reading in days_in(text):
            if isinstance(reading.value, str) and not reading.doubt and reading.value[:4] > "1950":
                value, span = reading.value[:10], document.span(start + reading.start, start + reading.end)
                today = TODAY.search(text[max(0, reading.start - 15) : reading.start])
                if today:
                    day = date.fromisoformat(value) + timedelta(
                        days={"today": 0, "yesterday": 1, "tomorrow": -1}[today[1].lower()]
                    )
                    return When(day.isoformat(), "inferred", span, f'"{today[1]}" is {value}')
                if AHEAD.search(text) and not TOLD.search(text[max(0, reading.start - 30) : reading.start]):
                    upper = min(upper or (value, span), (value, span), key=lambda item: item[0])
                else:
                    lower = max(lower or (value, span), (value, span), key=lambda item: item[0])
    pair = weekday_pair(document, blocks)
    why = []
    if pair:
        why.append(pair[2])
        if pair[3]:
            upper = min(upper or pair[:2], pair[:2], key=lambda item: item[0])
        else:
            lower = max(lower or pair[:2], pair[:2], key=lambda item: item[0])
    if upper and lower and lower[0] > upper[0]:
        lower = None
    if not upper:
        if lower is None:
            return None
        return When(
            None,
            "unknown",
            lower[1],
            f'the text states no date of publication; "{lower[1].quote}" is told as past',
            lower[0],
        )
    why.insert(0, f'"{upper[1].quote}" was still to come')
    if lower:
        why.insert(0, f'"{lower[1].quote}" is told as past')
    return When(f"{lower[0] if lower else '..'}/{upper[0]}", "inferred", upper[1], "; ".join(why))
