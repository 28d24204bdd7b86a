"""How asking goes, for each page and feed of a story: since when it is good or failing, why, what came, and when it is asked next."""
from pathlib import Path
from typing import Iterator

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
        state = NEVER if not health.since else f"good since {clock(health.since)}" if health.good else f"failing since {clock(health.since)}: {health.why}"
        rows.append((ask.address, state, counted(ask.kind, health) if health.last_good else "", clock(health.last_good) if health.last_good else "never",
                     clock(health.next_try) if health.next_try else "not again" if health.since else "when it is fetched"))
    return sorted(rows, key=lambda row: row[1].startswith("good"))


def health_lines(story: Story, base: Path, archive: Archive) -> Iterator[str]:
    """One line for each page and feed that a story names."""
    for address, state, came, good, next_try in health_rows(story, base, archive):
        yield f"{address}: {state}" if state == NEVER else f"{address}: {state}; {came}{'; ' if came else ''}last good {good}; next try {next_try}"


def counted(kind: str, health: Health) -> str:
    """What the last good answer held."""
    if kind == "page":
        return "new" if health.new else "nothing new"
    skipped = "".join(f", {count} {reason}" for reason, count in health.skipped.items())
    return f"{health.read} {'entry' if health.read == 1 else 'entries'}, {health.new} new, {health.unchanged} as before{skipped}"
