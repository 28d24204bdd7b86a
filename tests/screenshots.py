"""Takes the README's pictures from the running page into static/screenshots/, light and dark; look at them before committing."""

import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from gold import ROOT  # noqa: E402
from serving import copy_page, opened_browser, served, settled, visit  # noqa: E402

from briefing.summary import read_summary  # noqa: E402

FOLDER = ROOT / "static" / "screenshots"
DESK, PHONE = (1920, 1080), (390, 844)


def still(page) -> None:
    """Waits until the script has run, every chart is drawn and nothing is being loaded."""
    settled(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_function("""() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(chart => chart.querySelector('svg path, canvas'))
        && !document.querySelector('[data-testid=stSkeleton]') && !document.querySelector('[data-stale=true]')""")
    page.evaluate("document.fonts.ready")


def take(browser, url: str, name: str, size, scheme: str = "light", after=None) -> None:
    with visit(
        browser, url, *size, color_scheme=scheme, device_scale_factor=2 if size == PHONE else 1
    ) as watched:
        still(watched.page)
        if after:
            after(watched.page)
            still(watched.page)
        watched.page.mouse.move(0, 0)
        path = FOLDER / f"{name}.png"
        watched.page.screenshot(path=path, animations="disabled")
        watched.calm()
        print(f"{path.relative_to(ROOT)}: {size[0]}x{size[1]}, {path.stat().st_size // 1024} kB")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (path, *_) = sorted((ROOT / "summaries").glob("*.yaml"))
    summary = read_summary(path)
    figure = next(
        (metric for metric in summary.metrics if metric.kind in ("figure", "planned figure")),
        summary.metrics[0],
    )
    claim = figure.readings[-1].claim
    place = max(
        (card for card in summary.places if card.role == "event" and card.place.precision != "country"),
        key=lambda card: len(card.claims),
    ).place.id
    conflict = next((finding.id for finding in summary.findings if finding.kind == "conflict"), None)
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_browser() as browser,
        served(copy_page(Path(folder) / "page", ROOT / "summaries"), Path(folder) / "server.log") as server,
    ):
        take(browser, server.url, "briefing", DESK)
        take(browser, server.url, "briefing-dark", DESK, "dark")
        take(
            browser,
            f"{server.url}/?claim={claim}",
            "words",
            DESK,
            after=lambda page: page.locator("mark.chosen").first.wait_for(),
        )
        take(browser, f"{server.url}/?place={place}", "place", DESK)
        if conflict:
            take(browser, f"{server.url}/?finding={conflict}", "disagreement", DESK)
        take(browser, f"{server.url}/timeline", "timeline", DESK)
        take(browser, f"{server.url}/evidence", "evidence", DESK)
        take(browser, server.url, "phone", PHONE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
