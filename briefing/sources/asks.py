"""What is to be asked: every page and feed of a story, and every page that its feeds lead to, each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.archive import Archive, Record
from briefing.config import Source, Story
from briefing.sources.formats import Link
from briefing.sources.formats.metadata import clean_address
from briefing.sources.kept import Kept
from briefing.sources.lists import read_list
from briefing.sources.stored import Parsed, wanted


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to ask for, and what for."""

    kind: str  # page or feed
    address: str
    source: Source
    via: Link | None = None  # the entry of a feed that leads to it
    id: str | None = None  # of the report that the entry is


def asks_of(story: Story, base: Path) -> list[Ask]:
    """The pages and feeds that a story names, those of its lists too."""
    found: dict[tuple[str, str], Ask] = {}
    for source in story.sources:
        for one in read_list(source, base)[0] if source.kind == "list" else (source,):
            if one.kind in ("page", "feed"):
                ask = Ask(one.kind, clean_address(one.path), one)
                found.setdefault((ask.kind, ask.address), ask)
    return list(found.values())


def led_to(asks: list[Ask], archive: Archive, kept: Kept) -> Iterator[Ask]:
    """The pages that the feeds among these lead to, without those that are asked for anyway."""
    seen = {ask.address for ask in asks if ask.kind == "page"}
    for ask in asks:
        record = archive.record(ask.address) if ask.kind == "feed" else None
        for _, entry, found in wanted(ask.source, record, Parsed(kept, record)) if record else ():
            if isinstance(found, Link) and (address := clean_address(found.address)) not in seen:
                seen.add(address)
                yield Ask("page", address, ask.source, found, entry.id)


def is_due(record: Record | None, now: str) -> bool:
    """Whether an address may be asked for again."""
    return record is None or record.health.next_try is not None and record.health.next_try <= now
