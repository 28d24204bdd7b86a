"""Live: what is saved is seen. The page builds in another process, says how far it is, and never loses the last good briefing."""

import re
import threading
import time
from pathlib import Path

import pytest

from briefing.dashboard import builder
from briefing.dashboard.builder import Work, any_report, failure, hear, keep_built, stamps_of, told
from briefing.dashboard.safe import text_of
from briefing.summary import read_summary

PATROL = "FERRY CREWS STOP WORK\n\nBy the Island Courier staff\n\nThe ferry union said on 4 March 2025 that 300 sailors had stopped work. The shipping line denied that any route was closed.\n"
SECOND = "Ferries stay in port\n\nThe harbour master said on 5 March 2025 that twelve ferries stayed in port in Bergen. The ferry union said 450 sailors had stopped work.\n"
CONFIG = """stories:
  - id: ferries
    title: {title}
    sources:
      - folder: reports
        outlet: Island Courier
"""


# ---------------------------------------------------------------- without a browser


def test_the_builder_says_how_far_it_is_and_lines_that_are_no_progress_are_passed_over():
    held = Work(running=True)
    assert "starts" in text_of(told(held))
    for line in (b"", b"[]", b"{}", b'{"done": "3"}', b"\xff\xfe", b'{"story": "x", "written": true}'):
        hear(held, line)
    assert (held.done, held.of) == (0, 0)
    hear(held, b'{"done": 2, "of": 5}\n')
    assert "report 3 of 5" in text_of(told(held))
    hear(held, b'{"done": 5, "of": 5}\n')
    assert "Comparing 5 reports" in text_of(told(held))
    held.running = False
    assert told(held) is None


def test_a_failed_builder_tells_its_message_and_never_a_traceback():
    words = 'Traceback (most recent call last):\n  File "x.py", line 3, in build\n    boom()\nValueError: no room on the disk\n'
    assert failure(1, words) == "ValueError: no room on the disk"
    assert (
        failure(2, "config.yaml:3: title is empty; write one line\nconfig.yaml:9: no folder\n")
        .splitlines()[0]
        .startswith("config.yaml:3")
    )
    assert "SIGKILL" in failure(-9, "")
    assert "status 3" in failure(3, " \n")
    assert failure(0, words) == ""


def test_a_real_builder_that_cannot_write_says_so(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1_a.txt").write_text(PATROL, encoding="utf-8")
    (tmp_path / "config.yaml").write_text(CONFIG.format(title="Ferries"), encoding="utf-8")
    (tmp_path / "summaries").write_text("a file where a folder must be", encoding="utf-8")
    held = Work()
    message = builder.follow(held, tmp_path / "config.yaml", tmp_path / "summaries")
    assert message and "Traceback" not in message and 'File "' not in message
    assert (held.done, held.of) == (1, 1)


def test_a_folder_emptied_of_reports_keeps_the_briefing_and_the_builder_says_so(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1_a.txt").write_text(PATROL, encoding="utf-8")
    (tmp_path / "config.yaml").write_text(CONFIG.format(title="Ferries"), encoding="utf-8")
    assert builder.follow(Work(), tmp_path / "config.yaml", tmp_path / "summaries") == "" and any_report(
        [reports], (".txt",)
    )
    (reports / "1_a.txt").rename(reports / "1_a.pdf")
    before = (tmp_path / "summaries" / "ferries.yaml").read_bytes()
    assert "ferries: no report found in reports; the last briefing is kept" in builder.follow(
        Work(), tmp_path / "config.yaml", tmp_path / "summaries"
    )
    assert (tmp_path / "summaries" / "ferries.yaml").read_bytes() == before and not any_report(
        [reports], (".txt",)
    )


def test_a_changed_file_a_new_one_and_a_lost_one_change_the_stamps_of_their_folder(tmp_path):
    seen = [stamps_of(tmp_path)]
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    seen.append(stamps_of(tmp_path))
    (tmp_path / "a.txt").write_text("three", encoding="utf-8")
    seen.append(stamps_of(tmp_path))
    (tmp_path / ".a.txt.swp").write_text("an editor's own", encoding="utf-8")
    assert stamps_of(tmp_path) == seen[-1]
    (tmp_path / "a.txt").unlink()
    assert len(set(seen)) == 3 and stamps_of(tmp_path) == seen[0] == stamps_of(tmp_path / "nowhere")


def test_one_builder_runs_at_a_time_for_all_viewers_and_what_changes_meanwhile_is_built_after_it(
    tmp_path, monkeypatch
):
    started, go_on = [], threading.Event()

    def run(held, config, summaries):
        started.append(1)
        go_on.wait()
        held.running = False

    monkeypatch.setattr(builder, "run", run)
    monkeypatch.setattr(builder, "LEAST", 0.0)
    monkeypatch.setattr(builder, "SHARE", 0)
    config, summaries = tmp_path / "config.yaml", tmp_path / "summaries"
    config.write_text("a", encoding="utf-8")
    look = lambda missing=False: keep_built(config, summaries, (tmp_path / "reports",), missing)
    look()
    assert started == []  # what stands when the page starts is taken for built
    config.write_text("ab", encoding="utf-8")
    viewers = [threading.Thread(target=look) for _ in range(8)]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join()
    config.write_text("abc", encoding="utf-8")
    look()
    until(lambda: len(started) == 1)
    go_on.set()
    until(lambda: not look().running and len(started) == 2)
    look()
    assert len(started) == 2


def test_without_a_summary_the_first_look_builds_and_a_broken_config_never_does(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(
        builder, "run", lambda held, *rest: (started.append(1), setattr(held, "running", False))
    )
    keep_built(tmp_path / "config.yaml", tmp_path / "one", (), True)
    keep_built(tmp_path / "config.yaml", tmp_path / "two", (tmp_path,), True)
    until(lambda: started)
    assert started == [1]


def until(true, seconds: float = 300) -> None:
    """Waits until it is; machines that run tests are slow and shared."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


# ---------------------------------------------------------------- in a browser

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect
SLOW = 120_000  # a builder loads a language model, on a machine that does other things too


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A project of its own with one report and no summary."""
    from serving import copy_page

    folder = tmp_path_factory.mktemp("live") / "page"
    copy_page(folder)
    (folder / "reports").mkdir()
    (folder / "reports" / "1_crews.txt").write_text(PATROL, encoding="utf-8")
    (folder / "config.yaml").write_text(CONFIG.format(title="The ferry strike"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(place):
    """One visitor who never reloads."""
    from serving import opened_browser, served, visit

    with (
        served(place / "serve.py", place / "server.log") as running,
        opened_browser() as browser,
        visit(browser, running.url) as watched,
    ):
        yield watched.page
        watched.calm()
        assert "Traceback" not in running.log.read_text(encoding="utf-8", errors="replace")


def title(page, words: str):
    return page.locator("h1", has_text=re.compile(f"^{re.escape(words)}$"))


def test_a_story_without_a_summary_is_built_by_the_page_which_says_so(page, place):
    expect(page.locator(".building")).to_contain_text(
        re.compile("builder starts|Reading report|Comparing"), timeout=SLOW
    )
    expect(title(page, "The ferry strike")).to_be_visible(timeout=SLOW)
    assert read_summary(place / "summaries" / "ferries.yaml").complete
    expect(page.locator(".building")).to_have_count(0, timeout=SLOW)


def test_a_saved_config_is_seen_by_itself_and_the_page_stays_usable(page, place):
    (place / "config.yaml").write_text(CONFIG.format(title="The long ferry strike"), encoding="utf-8")
    expect(page.locator(".building")).to_be_visible(timeout=SLOW)
    page.locator(".sentence[data-go]").first.click()  # while it builds
    expect(page.locator("mark.chosen").first).to_be_visible(timeout=SLOW)
    page.keyboard.press("Escape")
    expect(title(page, "The long ferry strike")).to_be_visible(timeout=SLOW)


def test_a_broken_config_keeps_the_last_good_briefing_with_the_line_above_it(page, place):
    good = (place / "config.yaml").read_text(encoding="utf-8")
    (place / "config.yaml").write_text(good.replace("title: The long", "titel: The long"), encoding="utf-8")
    trouble = page.locator(".trouble")
    expect(trouble).to_contain_text(re.compile(r"config\.yaml:\d+:"), timeout=SLOW)
    expect(title(page, "The long ferry strike")).to_be_visible()
    assert trouble.bounding_box()["y"] < title(page, "The long ferry strike").bounding_box()["y"]
    (place / "config.yaml").write_text(good, encoding="utf-8")
    expect(trouble).to_have_count(0, timeout=SLOW)


def test_a_new_report_in_the_folder_is_read(page, place):
    (place / "reports" / "2_port.txt").write_text(SECOND, encoding="utf-8")
    expect(page.locator(".rests")).to_contain_text("2 reports", timeout=SLOW)


def test_a_failing_builder_leaves_the_last_good_briefing(page, place):
    stored = place / "summaries" / "ferries"
    moved = place / "summaries" / "moved"
    stored.rename(moved)
    stored.write_text("a file where the texts must be", encoding="utf-8")
    (place / "reports" / "1_crews.txt").write_text(
        PATROL + "The mayor said the ferries would sail.\n", encoding="utf-8"
    )
    failed = page.locator(".building.failed")
    expect(failed).to_contain_text("could not be built", timeout=SLOW)
    expect(failed).not_to_contain_text("Traceback")
    expect(title(page, "The long ferry strike")).to_be_visible()
    stored.unlink()
    moved.rename(stored)
    (place / "reports" / "1_crews.txt").write_text(
        PATROL + "The mayor said that the ferries would sail.\n", encoding="utf-8"
    )
    expect(failed).to_have_count(0, timeout=SLOW)


def test_an_emptied_folder_keeps_the_last_briefing_and_the_page_says_so(page, place):
    (place / "reports").rename(place / "put-away")
    (place / "reports").mkdir()
    expect(page.locator(".building.failed")).to_contain_text(
        "no report found in reports; the last briefing is kept", timeout=SLOW
    )
    expect(title(page, "The long ferry strike")).to_be_visible()
    (place / "reports").rmdir()
    (place / "put-away").rename(place / "reports")
