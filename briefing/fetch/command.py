"""`briefing fetch`: one line an address, and one fetch at a time."""
import os
import sys
from datetime import datetime

from briefing.archive import Record
from briefing.config import Config
from briefing.fetch import fetch
from briefing.fetch.asks import Ask
from briefing.yamlfile import held_or_told, shown

LINE = 2000                     # characters


def run_fetch(config: Config, everything: bool) -> bool:
    """Asks for what is due and says in one line an address what came of it; False where another fetch is running."""
    with held_or_told(config.stored / "fetching", f"process {os.getpid()} since {datetime.now():%Y-%m-%d %H:%M}") as holder:
        if holder:
            print(f"nothing was asked for: another fetch is running, {holder}", file=sys.stderr)
            return False
        asked = fetch(config, tell, everything)
    print(f"asked for {asked} address{'es' * (asked != 1)}" if asked else "nothing is due")
    return True


def tell(ask: Ask, record: Record, error: Exception | None) -> None:
    """Says what came of asking for one address; what is wrong goes to standard error."""
    health = record.health
    if error:
        again = f"; asked again after {health.next_try[:16].replace('T', ' ')} UTC" if health.next_try else "; not asked again"
        print(shown(f"{ask.address}: failed: {error}{again}", LINE), file=sys.stderr, flush=True)
        return
    if ask.kind == "feed":
        came = f"{health.read} {'entry' if health.read == 1 else 'entries'}, {health.new} new"
        came += "".join(f", {count} {reason}" for reason, count in health.skipped.items())
    elif health.new:
        came = f"report {record.id}" if len(record.versions) == 1 else f"a new version of report {record.id}"
    else:
        came = "nothing new"
    print(shown(f"{ask.address}: {came}", LINE), flush=True)
