"""`briefing fetch`: one line an address, and one fetch at a time."""

import os
import sys
from datetime import datetime

from briefing.archive import Record, clock
from briefing.config import Config
from briefing.fetch import fetch
from briefing.sources.asks import Ask, asks_of
from briefing.sources.health import counted
from briefing.yamlfile import held_or_told, shown

LINE = 2000  # characters


def run_fetch(config: Config, everything: bool) -> bool:
    """Asks for what is due and says in one line an address what came of it; False where another fetch is running."""
    here = f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M}"
    with held_or_told(config.stored / "fetching", here) as holder:
        if holder:
            print(f"nothing was asked for: another fetch is running, {holder}", file=sys.stderr)
            return False
        asked = fetch(config, tell, everything, begin=begin)
    if asked:
        print(f"asked for {_count(asked, 'address', 'addresses')}")
    elif any(asks_of(story, config.base) for story in config.stories):
        print("nothing is due")
    return True


def begin(addresses: int, hosts: int) -> None:
    """Says what is asked for now, so that a long silence is understood."""
    what, of = _count(addresses, "address", "addresses"), _count(hosts, "host", "hosts")
    print(f"asking for {what} of {of} …", flush=True)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def tell(ask: Ask, record: Record, error: Exception | None) -> None:
    """Says what came of asking for one address; what is wrong goes to standard error."""
    health = record.health
    if error:
        again = f"asked again after {clock(health.next_try)}" if health.next_try else "not asked again"
        print(shown(f"{ask.address}: failed: {error}; {again}", LINE), file=sys.stderr, flush=True)
        return
    came = counted(ask.kind, health)
    if ask.kind == "page" and health.new:
        came = f"report {record.id}" if len(record.versions) == 1 else f"a new version of report {record.id}"
    print(shown(f"{ask.address}: {came}", LINE), flush=True)
