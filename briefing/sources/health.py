"""How asking goes, for each page and feed of a story: since when it is good or failing, why, what came, and when it is asked next."""

from collections.abc import Iterator
from pathlib import Path

from briefing.archive import Archive, Health, clock
from briefing.config import Story
from briefing.sources.asks import asks_of

NEVER = "never asked for; run: python -m briefing fetch"


def health_rows(story: Story, base: Path, archive: Archive) -> list[tuple[str, ...]]:
    """(address, how asking goes, last answer, last good, next try) of each page and feed that a story names, those that fail first."""
    rows = []
    for ask in asks_of(story, base):
        record = archive.record(ask.address)
        health = record.health if record else Health()
        came = counted(ask.kind, health) if health.last_good else ""
        rows.append(
            (
                ask.address,
                _state(health),
                came,
                clock(health.last_good) if health.last_good else "never",
                _next(health),
            )
        )
    return sorted(rows, key=lambda row: row[1].startswith("good"))


def _state(health: Health) -> str:
    if not health.since:
        return NEVER
    return f"{'good' if health.good else 'failing'} since {clock(health.since)}" + (
        f": {health.why}" if health.why else ""
    )


def _next(health: Health) -> str:
    if health.next_try:
        return clock(health.next_try)
    return "not again" if health.since else "when it is fetched"


def health_lines(story: Story, base: Path, archive: Archive) -> Iterator[str]:
    """One line for each page and feed that a story names."""
    for address, state, came, good, next_try in health_rows(story, base, archive):
        asked = () if state == NEVER else (came, f"last good {good}", f"next try {next_try}")
        yield f"{address}: " + "; ".join(filter(None, (state, *asked)))


def counted(kind: str, health: Health) -> str:
    """What the last good answer held."""
    if kind == "page":
        return "new" if health.new else "nothing new"
    skipped = "".join(f", {count} {reason}" for reason, count in health.skipped.items())
    return f"{health.read} {'entry' if health.read == 1 else 'entries'}, {health.new} new, {health.unchanged} as before{skipped}"
