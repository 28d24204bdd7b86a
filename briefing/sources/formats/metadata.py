"""What a page states about itself beside its text: JSON-LD, meta elements, links, and the comments that savers leave.

Own reader, because the libraries lose the time of day and the zone, and some put in today where nothing is stated.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from briefing.lexicon import word_set

MOST_BLOCKS = 50  # JSON-LD blocks of a page
LONGEST_BLOCK = 500_000  # characters of one
DEEPEST = 12  # levels of nesting that are looked at

ISO_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)


class Metadata:
    """The facts of one page, given its parsed tree and its own address where that is known."""

    def __init__(self, tree, address: str | None = None):
        self.tree = tree
        self.address = address
        self.metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
            if name and (content := _plain(meta.get("content"))):
                self.metas.setdefault(name, content)
        self.blocks = list(_blocks(tree))
        self.article = next((block for block in self.blocks if _is_article(block)), {})

    def title(self) -> str | None:
        """The headline: JSON-LD, Open Graph, the only first-level heading, the title element without the site's name."""
        stated = _text(self.article.get("headline")) or self._meta("og:title", "twitter:title", "dc.title")
        if stated:
            return self._without_site(stated)
        headings = [_plain(" ".join(heading.itertext())) for heading in self.tree.iter("h1")]
        headings = [heading for heading in headings if heading]
        if len(headings) == 1:
            return headings[0]
        return self._without_site(_plain(self.tree.findtext(".//title")))

    def outlet(self) -> str | None:
        """Who published it: the site's name, or the publisher that the JSON-LD names."""
        site = self._meta("og:site_name", "application-name", "dc.publisher", "publisher")
        publisher = self.article.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        named = _text(publisher.get("name") if isinstance(publisher, dict) else publisher)
        return named or site or self._site_of_title()

    def published(self) -> str | None:
        """When it was first published, as precise as stated."""
        return (
            read_date(self.article.get("datePublished"))
            or self._date(
                "article:published_time",
                "og:published_time",
                "datepublished",
                "date",
                "dc.date",
                "dc.date.issued",
                "dcterms.date",
                "dcterms.created",
                "pubdate",
                "publishdate",
                "parsely-pub-date",
                "sailthru.date",
                "cxenseparse:recs:publishtime",
            )
            or self._time_element()
        )

    def canonical(self) -> str | None:
        """The address the page gives itself, without what was added to follow its readers."""
        links = (
            link.get("href")
            for link in self.tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        )
        stated = next((link for link in links if link and link.strip()), None) or self._meta("og:url")
        address = urljoin(self.address or "", stated.strip()) if stated else self.address
        return clean_address(address) if address and is_address(address) else None

    def behind_wall(self) -> bool:
        """Whether the page says that its article is not free to read."""
        return str(self.article.get("isAccessibleForFree", "")).strip().lower() == "false"

    def _meta(self, *names: str) -> str | None:
        return next((self.metas[name] for name in names if name in self.metas), None)

    def _date(self, *names: str) -> str | None:
        return next((found for name in names if (found := read_date(self.metas.get(name)))), None)

    def _time_element(self) -> str | None:
        for time in self.tree.iter("time"):
            if found := read_date(time.get("datetime")):
                return found
        return None

    def _site_of_title(self) -> str | None:
        """ "Old Quay News" of the title "Old Quay News: Hotels back to cash", where the page shows the rest by itself."""
        title = _plain(self.tree.findtext(".//title")) or ""
        shown = {
            _plain("".join(node.itertext())) for node in self.tree.iter("h1", "h2", "font", "b", "strong")
        }
        for mark in _PARTED.finditer(title):
            before, after = title[: mark.start()], title[mark.end() :]
            if before in shown:
                return after
            if after in shown:
                return before
        return None

    def _without_site(self, title: str | None) -> str | None:
        site = self._meta("og:site_name", "application-name") or self._site_of_title()
        if not title or not site or len(title) <= len(site):
            return title
        for rest in (title.removesuffix(site), title.removeprefix(site)):
            if rest != title and (shorter := rest.strip(" |-–—·»:")) and rest.strip() != shorter:
                return shorter
        return title


_PARTED = re.compile(r"\s+[|\-–—·»]\s+|\s*::\s*|:\s+")


def _blocks(tree) -> Iterator[dict]:
    """Every object of the page's JSON-LD, those of a graph too."""
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())
    for script, _ in zip(scripts, range(MOST_BLOCKS)):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->")
        if len(text) > LONGEST_BLOCK:
            continue
        try:
            yield from _objects(json.loads(text, strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []), depth + 1)


def _is_article(block: dict) -> bool:
    kinds = block.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.lower().rpartition("/")[2] in word_set("pages", "article types")
        for kind in kinds
    )


def _text(value: Any) -> str | None:
    return _plain(value) if isinstance(value, str) else None


def _plain(value: str | None) -> str | None:
    """One line of text, entities resolved; None where there is none."""
    return " ".join(unescape(value).split()) or None if value else None


def read_date(value: Any) -> str | None:
    """A date of a page or feed as ISO 8601, as precise as stated: day, minute, or second with its zone."""
    found = ISO_DATE.search(value.strip()[:60]) if isinstance(value, str) else None
    if not found or found.start() > 0:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    if hour is None:
        return f"{year}-{month}-{day}"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}" + (
        f":{second or '00'}{zone}" if zone else f":{second}" if second else ""
    )


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that can be asked for."""
    try:
        parts = urlsplit(text.strip())
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not re.search(r"[\s\x00-\x1f]", text.strip())
        )
    except ValueError:
        return False


def clean_address(address: str) -> str:
    """An address without fragment and without what was added only to follow its readers (utm_…, fbclid, …)."""
    parts = urlsplit(address.strip())
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (name.lower().startswith("utm_") or name.lower() in word_set("pages", "tracking"))
    ]
    query = (
        parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
