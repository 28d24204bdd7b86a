"""JSON lines of other tools → one report a line: {"id", "title", "text", "outlet", "published", "address"}."""

import json
from collections.abc import Iterator
from typing import Any

from briefing.isodate import no_date
from briefing.sources.formats.metadata import clean_address, is_address, read_date
from briefing.sources.formats.report import Report, Unread

FORM = 'write {"id": …, "text": …} on each line, with title, outlet, published and address where known'


def read_jsonlines(text: str) -> Iterator[Report | Unread]:
    """The reports of a file, in order; a line that holds none is told with its number."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Unread(f"line {number} is no JSON", FORM, f"line {number}")
            continue
        body = _string(value, "text") or _string(value, "body") or _string(value, "content")
        if not body:
            yield Unread(f"line {number} has no text", FORM, f"line {number}")
            continue
        title = _string(value, "title")
        if title and not body.lstrip().startswith(title):
            body = f"{title}\n\n{body}"
        address = _string(value, "address") or _string(value, "url")
        published = _string(value, "published") or _string(value, "publishedAt") or _string(value, "date")
        yield Report(
            body,
            "json",
            title or _first(body),
            _string(value, "outlet") or _string(value, "source"),
            read_date(published) or (published if published and not no_date(published) else None),
            address=clean_address(address) if address and is_address(address) else None,
            part=str(value.get("id") or f"line {number}")[:200],
        )


def _string(value: Any, key: str) -> str | None:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) and found.strip() else None


def _first(body: str) -> str | None:
    first, _, rest = body.strip().partition("\n")
    return first.strip() if rest.strip() and len(first) <= 200 else None
