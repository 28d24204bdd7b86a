"""A newcomer edits config.yaml while the page is open and sees each source arrive; beside the page fetches what `make run` starts."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gold import ROOT
from local_site import site
from test_fetch import article, feed, full

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
SLOW = 240_000  # a fetch and a builder, on a machine that does other things too
FILES = Path(__file__).parent / "files"
FIRST = "Dam cracks\n\nThe water board said on 4 March 2030 that a crack had been found in the dam above Lindau.\n"
LEDGER = "Towns of the valley were without water on Tuesday, and the county sent 14 tankers. Mayor Ida Holm denied that the springs were dry."


@pytest.fixture
def project(tmp_path):
    """(folder, site): a project with one report in a folder, and a site on this machine."""
    from serving import copy_page

    folder = tmp_path / "page"
    copy_page(folder)
    (folder / "reports").mkdir()
    (folder / "reports" / "first.txt").write_text(FIRST, encoding="utf-8")
    with site(
        {
            "/a": article("Bridge closed", "The mayor denied that the bridge was unsafe."),
            "/rss": feed(full(1)),
            "/c": article("School shut", LEDGER),
        }
    ) as found:
        found.pages["/c"].body = found.pages["/c"].body.replace(b"Valley Herald", b"The Gull")
        yield folder, found


def test_each_source_that_is_added_to_the_config_arrives_on_the_open_page(project):
    from serving import opened_browser, served, visit

    folder, found = project
    config = folder / "config.yaml"
    config.write_text(
        f"fetch: {{allow: ['{found.place}']}}\nstories:\n  - id: dam\n    title: The dam\n    sources:\n      - folder: reports\n",
        encoding="utf-8",
    )
    fetching = subprocess.Popen(
        [sys.executable, "-m", "briefing", "watch", "--no-build", "--config", str(config)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with (
            served(folder / "serve.py", folder / "server.log") as running,
            opened_browser() as browser,
            visit(browser, running.url) as watched,
        ):
            reports = watched.page.locator(".rests")
            expect(watched.page.locator("h1", has_text=re.compile("^The dam$"))).to_be_visible(timeout=SLOW)

            def add(*lines: str) -> None:
                config.write_text(
                    config.read_text(encoding="utf-8") + "".join(f"      - {line}\n" for line in lines),
                    encoding="utf-8",
                )

            add(f"feed: {found.at('/rss')}")
            expect(reports).to_contain_text("2 reports", timeout=SLOW)
            (folder / "links.txt").write_text(found.at("/c") + "\n", encoding="utf-8")
            shutil.copy(FILES / "statement.pdf", folder)
            add(f"page: {found.at('/a')}", "list: links.txt", "file: statement.pdf")
            expect(reports).to_contain_text("5 reports", timeout=SLOW)
            shutil.copy(
                FILES / "storm.html", folder / "reports"
            )  # saved from a browser into a folder that is read
            expect(reports).to_contain_text("6 reports", timeout=SLOW)
            watched.calm()
    finally:
        fetching.terminate()
        fetching.wait(20)
