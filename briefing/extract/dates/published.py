"""When a report was published: as set, as stated in its layout or address, or as far as its own words bound it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from briefing.extract.dates import calendar as cal
from briefing.extract.dates.bounded import PLAIN, bounded, days_in, weekday_pair
from briefing.extract.dates.readings import Reading
from briefing.lexicon import alternation, read_lexicon
from briefing.model import Block, Document, Span, When
from briefing.text.headed import LONG, day_in_head

# "SEOUL, Oct 18 (Reuters) - ", "HEMPSTEAD, N.Y., Sept. 26 (UPI) -", "MOSCOW, October 23. /TASS/. ", "Oct 23 (Reuters) - ", "Lisbon, 4 May 2021 -"
OPENING = re.compile(
    r"(?:\([A-Z][\w.&' -]{1,40}\)\s)?(?:[A-Z][\w.'/ -]{1,40}?,\s(?:[\w.'/ -]{1,40}?,\s)?)?(?=[A-Z\d])[\w., ]{4,25}?\s?(?:\([^)]{2,40}\)\s?[-:|]+|/[^/]{2,30}/\.?|[-:|]+)\s"
    # "SOFIA. 7 March 2033. Balkan News Service -"
    r"|[A-Z][\w' -]{1,30}[.,]\s[\w, ]{4,20}[.,]\s[A-Z][^\d()/.,]{3,40}?\s[-:|]+\s"
)
IN_ADDRESS = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
EPOCH = re.compile(r"(?<!\d)(1[0-9]{9})(?:\d{3})?(?!\d)")
LIVE = re.compile(rf"\b(?:{alternation(read_lexicon('boilerplate')['live words'])})\b", re.I)
LONGEST_LINE = 160  # characters of a line of the head
MONTH = 31  # days within which the reports of one story decide between two readings of a date
LONGEST_PAGE = 60  # days that a live page goes on


def find_published(document: Document, blocks: Sequence[Block]) -> When:
    """The date of publication with how it is known: set, stated (dateline, address), inferred (bounded by its words), or unknown."""
    if document.published and document.published.value:
        return document.published
    for attempt in (_stated, _in_agency_line, _in_head, _in_address, bounded):
        when = attempt(document, blocks)
        if when:
            return when
    return When(None, "unknown", None, "the text states no date of publication")


def decide_days(days: Sequence[When | None]) -> list[When | None]:
    """The days of one story's reports, those of two readings ("05/11/2030") as the other reports decide: the one within a month of them."""
    sure = [
        date.fromisoformat(when.value[:10])
        for when in days
        if when and when.value and re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", when.value)
    ]
    return [_decided_by(when, sure) if when and _doubtful(when) else when for when in days]


def _doubtful(when: When) -> bool:
    """Whether a date is one of two that swap day and month."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)/(\d{4})-(\d\d)-(\d\d)", when.value or "")
    return bool(
        found and when.span and found[1] == found[4] and found[2] == found[6] and found[3] == found[5]
    )


def _decided_by(when: When, sure: Sequence[date]) -> When:
    near = [
        value
        for value in str(when.value).split("/")
        if any(abs(date.fromisoformat(value) - day) <= timedelta(days=MONTH) for day in sure)
    ]
    return (
        replace(when, value=near[0], why=f"{when.why}; the other reports are of that month")
        if len(near) == 1
        else when
    )


def _cut(document: Document, block: Block, reading: Reading) -> Span:
    return document.span(block.span.start + reading.start, block.span.start + reading.end)


def _label(text: str, reading: Reading) -> str:
    """What the words before a date say it is: `published`, `updated`, `started`, or nothing."""
    words = read_lexicon("boilerplate")
    before = text[max(0, reading.start - 40) : reading.start].lower()
    labels = {
        word: label for label in ("published", "updated", "started") for word in words[f"{label} words"]
    }
    found = re.findall(rf"\b({alternation(labels)})\b", before)
    return labels[found[-1]] if found else ""


def _stated(document: Document, blocks: Sequence[Block]) -> When | None:
    """A line of its own, or one under the byline: "18/10/2024 23h32", "Published: Oct. 18, 2024 | Updated: Oct. 19"."""
    candidates: dict[str, list[tuple[Block, Reading]]] = {
        "published": [],
        "": [],
        "updated": [],
        "started": [],
    }
    body = listed = False
    for block in blocks:
        body, listed = body or block.kind == "body", listed or block.kind == "related"
        if (
            block.kind in ("masthead", "dateline", "byline", "label", "title")
            or block.kind == "heading"
            and not body
            and _dated(block.span.quote)
        ):
            text = block.span.quote[:400]
            for reading in days_in(text) if block.kind != "title" else _in_title(text):
                label = _label(text, reading)
                if label or not (body and listed):  # a date in a list of other articles is theirs
                    candidates[label].append((block, reading))
    for label in ("published", ""):
        for block, reading in candidates[label]:
            if isinstance(reading.value, str):
                return _decided(document, block, reading, blocks)
    for block, reading in candidates["updated"]:
        if isinstance(reading.value, str):
            return When(
                reading.value,
                "inferred",
                _cut(document, block, reading),
                "the text states when it was last updated, and this is that version of it",
            )
    for block, reading in candidates["started"]:
        if isinstance(reading.value, str):
            return _newest_entry(document, block, reading, candidates[""])
    for label in ("published", ""):
        for block, reading in candidates[label]:
            return _with_year(document, block, reading, blocks)
    return None


def _dated(line: str) -> bool:
    """Whether a line of the head tells, among other things, its day: "By Ann Other | DARWIN, 16 Aug 2033", "Issued in Darwin on 19 August 2033"."""
    words = read_lexicon("boilerplate")["published words"]
    return len(line) <= LONGEST_LINE and bool(
        re.search(r"\s[|·•]\s", line) or re.match(rf"(?:{alternation(words)}) (?:in|at|on)\b", line, re.I)
    )


def _newest_entry(
    document: Document, block: Block, start: Reading, entries: Sequence[tuple[Block, Reading]]
) -> When:
    """The day of the newest entry of a page that only tells when it was started: "Started Saturday 26 May 2035"."""
    first = date.fromisoformat(str(start.value)[:10])
    newest, span = first.isoformat(), _cut(document, block, start)
    for other, reading in entries:
        day = cal.year_near(first, *reading.month_day, None) if reading.month_day else None
        if day and newest < day <= (first + timedelta(days=LONGEST_PAGE)).isoformat():
            newest, span = day, _cut(document, other, reading)
    return When(newest, "inferred", span, f"the newest entry of a page that was started on {first}")


def _in_title(text: str) -> Iterator[Reading]:
    """A full date at the end of a title: "Ferry sinks - 18 June 2033", "Ferry disaster: live updates, Saturday 18 June 2033"."""
    for reading in days_in(text):
        before = text[: reading.start].translate(PLAIN)
        if (
            isinstance(reading.value, str)
            and not re.search(r"\w", text[reading.end :])
            and (
                re.search(r"\s[-|·]\s$|[(\[]$", before)
                or LIVE.search(before)
                and before.endswith((", ", ": "))
            )
        ):
            yield reading


def _decided(document: Document, block: Block, reading: Reading, blocks: Sequence[Block]) -> When:
    """A stated date; one of two readings where another date of the same document decides between them."""
    span = _cut(document, block, reading)
    if not reading.doubt:
        return When(str(reading.value), "stated", span)
    first, _, second = str(reading.value).partition("/")
    for other in _addresses(document, blocks):
        if other[0] in (first, second):
            return When(other[0], "inferred", span, f"{reading.how}; the address has {other[0]}")
    return When(str(reading.value), "inferred", span, reading.how)


def _in_head(document: Document, blocks: Sequence[Block]) -> When | None:
    """The day that a line above the first paragraph begins or ends with, whatever else it tells."""
    block, start, end = day_in_head(blocks) or (None, 0, 0)
    if block:
        for reading in days_in(block.span.quote[:end]):
            if reading.end > start and isinstance(reading.value, str):
                return _decided(document, block, reading, blocks)
    return None


def _in_agency_line(document: Document, blocks: Sequence[Block]) -> When | None:
    """The date before a first paragraph: "SEOUL, Oct 18 (Reuters) - "."""
    body = [block for block in blocks if block.kind == "body"]
    first = next(
        (block for block in body if len(block.span.quote.split()) > LONG), None
    )  # below points in short
    for block in [*body[:2], *filter(None, [first])]:
        text = block.span.quote[:120].translate(PLAIN)
        opening = OPENING.match(text)
        if opening:
            for reading in days_in(opening.group()):
                if isinstance(reading.value, str):
                    return _decided(document, block, reading, blocks)
                return _with_year(document, block, reading, blocks)
    return None


def _with_year(document: Document, block: Block, reading: Reading, blocks: Sequence[Block]) -> When:
    """A dateline without its year: from an address, a copyright line or a weekday; else unknown, the words kept."""
    span = _cut(document, block, reading)
    month, day = reading.month_day or (0, 0)
    for value, why in _addresses(document, blocks):
        here = cal.year_near(date.fromisoformat(value), month, day, None)
        if here:
            return When(here, "inferred", span, f"the year is from {why}")
    for other in blocks:
        sign = (
            re.search(r"(?:©|\([Cc]\)|[Cc]opyright)\D{0,30}((?:19|20)\d\d)\b", other.span.quote[:300])
            if other.kind == "disclaimer"
            else None
        )
        if sign and cal.day_value(int(sign[1]), month, day):
            return When(
                cal.day_value(int(sign[1]), month, day),
                "inferred",
                span,
                f'the year is from "{sign.group()}"',
            )
    pair = weekday_pair(document, blocks)
    if pair and pair[4]:
        here = cal.year_near(date.fromisoformat(pair[0]), month, day, None)
        if here:
            return When(here, "inferred", span, f"the year is from a weekday: {pair[2]}")
    return When(None, "unknown", span, "the dateline names no year")


def _addresses(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """(ISO day, where it is from) of every date in an address of the document, its own address first."""
    sources = [("the article's address", text) for text in (document.source, document.path) if "://" in text]
    sources += [
        ("an address in the text", block.span.quote[:2000]) for block in blocks if block.kind == "url"
    ]
    for why, text in sources:
        for found in IN_ADDRESS.finditer(text):
            value = cal.day_value(int(found["y"]), int(found["m"]), int(found["d"]))
            if value:
                yield value, why
        for found in EPOCH.finditer(text):
            yield (
                datetime.fromtimestamp(int(found[1]), UTC).date().isoformat(),
                f"{why} (seconds since 1970, UTC)",
            )


def _in_address(document: Document, blocks: Sequence[Block]) -> When | None:
    """A date in the address: ".../2024/10/18/port-strike", "photo-20241018.jpg", "?1729294686"."""
    for value, why in _addresses(document, blocks):
        for block in blocks:
            if block.kind == "url":
                for pattern in (IN_ADDRESS, EPOCH):
                    found = pattern.search(block.span.quote[:2000])
                    if found:
                        span = document.span(block.span.start + found.start(), block.span.start + found.end())
                        return When(value, "inferred", span, f"the date in {why}")
        return When(value, "stated", None, f"the date in {why}")
    return None
