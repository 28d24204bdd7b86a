"""How asking goes, in a line for each page and feed of a story: since when it is good or failing, why, and when it is asked next."""
from pathlib import Path
from typing import Iterator

from briefing.archive import Archive, Health, Record, clock
from briefing.config import Story
from briefing.sources.asks import Ask, asks_of


def health_lines(story: Story, base: Path, archive: Archive) -> Iterator[str]:
    """One line for each page and feed that a story names."""
    for ask in asks_of(story, base):
        record = archive.record(ask.address)
        yield f"{ask.address}: {_told(ask, record) if record else 'never asked for; run: python -m briefing fetch'}"


def _told(ask: Ask, record: Record) -> str:
    health = record.health
    if not health.since:
        return f"not asked for yet{_next(health)}"
    if health.good:
        return f"good since {clock(health.since)}; {counted(ask.kind, health)}{_next(health)}"
    last = f"; last good {clock(health.last_good)}" if health.last_good else "; never good"
    return f"failing since {clock(health.since)}: {health.why}{last}{_next(health)}"


def counted(kind: str, health: Health) -> str:
    """What the last good answer held."""
    if kind == "page":
        return "new" if health.new else "nothing new"
    skipped = "".join(f", {count} {reason}" for reason, count in health.skipped.items())
    return f"{health.read} {'entry' if health.read == 1 else 'entries'}, {health.new} new, {health.unchanged} as before{skipped}"


def _next(health: Health) -> str:
    return f"; next try {clock(health.next_try)}" if health.next_try else "; not asked for again"
