"""A feed (RSS, Atom, JSON Feed) → its entries: reports where it holds their text, links where it only leads there."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefing.lexicon import read_lexicon
from briefing.sources.formats.markup import paragraphs_of, plain_text
from briefing.sources.formats.metadata import clean_address, is_address, read_date
from briefing.sources.formats.report import Link, Report, Unread

MOST = 1000  # entries that are looked at
WHOLE = 150  # words of a description that is a report of its own
FEW = 6  # words; a summary with fewer says nothing
HEAD = 5000  # bytes in which a feed shows what it is
EARLIEST = 1990  # years before are those of a clock that was never set
JSON_FEED = "https://jsonfeed.org/version/"

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)

_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,20}|[0-9]{1,20});", re.IGNORECASE)

Found = Iterator[Report | Link | Unread]
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
_IS_TEXT = re.compile(r"html|text/plain")
# The line that WordPress puts below every entry.
_TAIL = re.compile(r"The post (?:.{0,300} )?appeared first on .{1,200}\.?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, in the words of its feed."""

    title: str | None
    address: str | None
    id: str
    published: str | None
    outlet: str | None
    paragraphs: list[str]
    whole: bool  # whether the feed says that this is all of it


def is_feed(data: bytes) -> bool:
    """Whether bytes are a feed: its root near their start, or the version of a JSON Feed."""
    head = data[:HEAD].replace(b"\0", b"")
    root, page = _ROOT.search(head), _PAGE.search(head)
    if root:
        return not page or root.start() < page.start()
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and JSON_FEED.encode() in head.replace(
        b"\\/", b"/"
    )


def read_feed(data: bytes, address: str | None = None, charset: str | None = None) -> Found:
    """The entries of a feed in its order; last, what is wrong with it as a whole."""
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    outlet, entries, fault = _read_json(data) if is_json else _read_xml(data, address, charset)
    for entry, part in zip(entries, _parts(entries)):
        yield _found(entry, part, outlet, address)
    if fault:
        yield fault


def _read_xml(
    data: bytes, address: str | None, charset: str | None
) -> tuple[str | None, list[Entry], Unread | None]:
    import feedparser

    headers = {"content-type": f"application/xml; charset={charset}" if charset else "application/xml"}
    if address:
        headers["content-location"] = address
    # Given as a stream: a library that is given text may take it for an address or the name of a file.
    found = feedparser.parse(io.BytesIO(_REFERENCE.sub(_possible, data)), response_headers=headers)
    entries = [_xml_entry(entry) for entry in found.entries[:MOST]]
    bare = data.replace(b"\0", b"")
    if _ENDED.search(bare[-2000:]):
        return plain_text(found.feed.get("title")), entries, None
    whole = sum(1 for _ in _CLOSED.finditer(bare))
    fault = Unread("the feed is cut off: its XML ends in the middle", "it is asked for again")
    return plain_text(found.feed.get("title")), entries[:whole], fault


def _possible(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, where there is such a character: the library fails on others."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return reference[0] if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else b""


def _xml_entry(entry) -> Entry:
    contents = [
        content.get("value") or ""
        for content in entry.get("content", ())
        if _IS_TEXT.search(content.get("type") or "")
    ]
    content, summary = max(contents, key=len, default=""), entry.get("summary") or ""
    source = entry.get("source") or {}
    return Entry(
        plain_text(entry.get("title")),
        entry.get("link"),
        str(entry.get("id") or ""),
        _date(entry.get("published") or entry.get("updated")),
        plain_text(source.get("title")),
        paragraphs_of(content or summary),
        bool(content),
    )


def _read_json(data: bytes) -> tuple[str | None, list[Entry], Unread | None]:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None, [], Unread("the feed is cut off: its JSON ends in the middle", "it is asked for again")
    items = feed.get("items") if isinstance(feed, dict) else None
    items = [item for item in items[:MOST] if isinstance(item, dict)] if isinstance(items, list) else []
    return plain_text(_string(feed, "title")), [_json_entry(item) for item in items], None


def _json_entry(item: dict) -> Entry:
    markup, text, summary = (_string(item, key) for key in ("content_html", "content_text", "summary"))
    plain = [" ".join(line.split()) for line in (text or summary or "").split("\n") if line.strip()]
    return Entry(
        plain_text(_string(item, "title")),
        _string(item, "url") or _string(item, "external_url"),
        str(item.get("id") or ""),
        _date(_string(item, "date_published") or _string(item, "date_modified")),
        None,
        paragraphs_of(markup) if markup else plain,
        bool(markup or text),
    )


def _string(value: Any, key: str) -> str | None:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) and found.strip() else None


def _date(stated: Any) -> str | None:
    """The time of an entry as ISO 8601 with its own zone; None where it is none, or that of a clock that was never set."""
    if not isinstance(stated, str):
        return None
    found = read_date(stated)
    if not found:
        try:
            sent = parsedate_to_datetime(stated)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
        found = sent.isoformat() if sent.tzinfo else sent.isoformat(timespec="minutes")
    return found if int(found[:4]) >= EARLIEST else None


# ---------------------------------------------------------------- what an entry is


def _found(entry: Entry, part: str, outlet: str | None, feed: str | None) -> Report | Link | Unread:
    address = unwrapped(entry.address)
    title = entry.title or (None if address else next(iter(entry.paragraphs), None))
    if address and is_opaque(address):
        return Unread(
            f"news.google.com hides where '{title or 'it'}' is: its address cannot be resolved",
            "use the feed of the outlet itself, or a Google Alert delivered as a feed",
            part,
            address,
        )
    if entry.paragraphs and (_is_whole(entry) or not address):
        body = (line for line in entry.paragraphs if line != title and not _TAIL.fullmatch(line))
        text = "\n\n".join((*filter(None, (title,)), *body)) + "\n"
        return Report(text, _by(), title, entry.outlet or outlet, entry.published, address, part)
    if not address:
        named = f" {title!r}" if title else ""
        return Unread(f"an entry{named} holds neither text nor an address", "", part)
    return _link(entry, address, part, title, outlet, feed)


def _link(
    entry: Entry, address: str, part: str, title: str | None, outlet: str | None, feed: str | None
) -> Link:
    """An entry that only leads to its page; its outlet and day are those of the feed where both stand on one host."""
    own = bool(feed) and urlsplit((entry.address or "").strip()).hostname == urlsplit(feed).hostname
    return Link(
        address,
        " ".join(entry.paragraphs),
        title,
        entry.outlet or (outlet if own else None),
        entry.published if own else None,
        part,
    )


def _by() -> str:
    return f"feedparser {version('feedparser')}"


def _is_whole(entry: Entry) -> bool:
    """Whether the feed holds the report, not its beginning or what it is about."""
    if _is_teaser(entry.paragraphs[-1]):
        return False
    return entry.whole or sum(len(line.split()) for line in entry.paragraphs) >= WHOLE


def _is_teaser(line: str) -> bool:
    return line.rstrip(" ]").lower().endswith(tuple(read_lexicon("pages")["teaser ends"]))


def is_whole_summary(found: Link) -> bool:
    """Whether the summary of an entry is whole sentences, not the beginning of one."""
    return (
        len(found.summary.split()) >= FEW
        and bool(_ENDS.search(found.summary))
        and not _is_teaser(found.summary)
    )


def _parts(entries: list[Entry]) -> list[str]:
    """A name for each entry that stays its own: the address where no other entry has it, else the id, else its words too."""
    addresses = [unwrapped(entry.address) or "" for entry in entries]
    often, ids = Counter(addresses), Counter(entry.id for entry in entries)
    found = []
    for entry, address in zip(entries, addresses):
        if address and often[address] == 1:
            found.append(address)
        elif entry.id and ids[entry.id] == 1:
            found.append(entry.id[:500])
        else:
            words = "\n".join([entry.title or "", *entry.paragraphs]).encode("utf-8", "surrogatepass")
            found.append(f"{address or entry.id[:500]}#{sha256(words).hexdigest()[:12]}")
    return found


def unwrapped(address: str | None) -> str | None:
    """The address that one of Google's leads to ("https://www.google.com/url?url=…"), any other as it is; None for what is none."""
    if not address or not is_address(address := address.strip()):
        return None
    parts = urlsplit(address)
    if re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", parts.hostname or "") and parts.path == "/url":
        query = parse_qs(parts.query)
        inner = next((query[key][0] for key in ("url", "q") if key in query), "")
        return clean_address(inner) if is_address(inner) else None
    return clean_address(address)


def is_opaque(address: str) -> bool:
    """Whether an address hides which page it leads to."""
    return (urlsplit(address).hostname or "").rstrip(".") == "news.google.com"


def is_about(found: Report | Link, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands in an entry, whatever its case; "dock*" is any word that begins so."""
    text = f"{found.title or ''}\n{found.text if isinstance(found, Report) else found.summary}"
    pattern = "|".join(
        r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in word.split()) for word in words
    )
    return bool(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE))
