"""`make bench`: what building and showing cost, as ratios to the bare library doing the same, with the targets beside them.

Building is measured in CPU seconds (user and system, children included), pages in elapsed time; each is the best of a few
runs, since other work on the machine only ever adds. Nothing is asserted: a slow machine is not a defect.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from gold import ROOT, SEEDS  # noqa: E402

RUNS = int(os.environ.get("RUNS", "3"))
EMPTY_PAGE = """import streamlit as st
st.title("Empty")
if st.button("Again"):
    st.text("New text")
"""


def row(name: str, measured: str, target: str) -> None:
    print(f"{name:52} {measured:>30}   target {target}", flush=True)


def child(*command: str) -> tuple[float, float, float]:
    """(CPU seconds, elapsed seconds, peak megabytes) of a child process; RuntimeError with its words where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    words = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {words.decode(errors='replace')[-2000:]}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024


def best(*command: str) -> tuple[float, float, float]:
    return min(child(*command) for _ in range(RUNS))


def bench_building(folder: Path) -> None:
    """Cold build against bare model load, and an unchanged rebuild against bare Python."""
    build = ("-m", "briefing", "build", "--config", str(ROOT / "config.yaml"), "--summaries", str(folder))
    load, *_ = best("-c", "import spacy; from briefing.language import MODEL; spacy.load(MODEL)")
    cold, _, megabytes = best(*build, "--again")
    row(
        "cold build of five reports / bare model load",
        f"{cold / load:.2f} x ({cold:.2f} s, load + {cold - load:.2f} s)",
        "load + 2 s",
    )
    row("peak memory while building", f"{megabytes:.0f} MB", "700 MB")
    bare, *_ = best("-c", "pass")
    again, elapsed, _ = best(*build)
    script = f"import runpy, sys; sys.argv[1:] = {list(build[2:])!r}\ntry: runpy.run_module('briefing', run_name='__main__')\nexcept SystemExit: pass\nsys.exit('spacy' in sys.modules)"
    without = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True).returncode == 0
    row(
        "unchanged rebuild / bare Python start",
        f"{again / bare:.1f} x ({again:.2f} s CPU, {elapsed:.2f} s)",
        "0.3 s",
    )
    row("unchanged rebuild imports spaCy", "no" if without else "YES", "no")


def bench_rules() -> None:
    """The whole build against the bare pipeline on the same text, model loaded for both; and the rules alone."""
    from briefing.config import read_config
    from briefing.extract import extract_all
    from briefing.language import pipeline
    from briefing.model import Document
    from briefing.pipeline import build

    texts = [path.read_bytes().decode("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    documents = [Document(str(i), text) for i, text in enumerate(texts)]
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    config = read_config(ROOT / "config.yaml")
    nlp = pipeline()

    def timed(work) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            list(build(config, Path(folder), again=True))

    jobs = {
        "bare": lambda: list(nlp.pipe(paragraphs, batch_size=64)),
        "build": whole,
        "extract": lambda: list(extract_all(documents)),
    }
    for work in jobs.values():
        work()
    seconds = {name: min(timed(work) for _ in range(max(5, RUNS))) for name, work in jobs.items()}
    row(
        "build / bare pipeline on the same text",
        f"{seconds['build'] / seconds['bare']:.2f} x ({seconds['bare']:.2f} s bare)",
        "1.3 x",
    )
    row(
        "all rules of extraction / bare pipeline",
        f"{seconds['extract'] / seconds['bare'] - 1:.2f} x",
        "0.3 x",
    )


def bench_page(folder: Path) -> None:
    """First visit, reload and rerun to new text against an empty Streamlit page, each with fresh servers; memory while serving."""
    from serving import copy_page, opened_browser

    plain = folder / "plain" / "app.py"
    plain.parent.mkdir()
    plain.write_text(EMPTY_PAGE, encoding="utf-8")
    page = copy_page(folder / "page", ROOT / "summaries")
    (plain.parent / ".streamlit").mkdir()
    (plain.parent / ".streamlit" / "config.toml").write_bytes(
        (ROOT / ".streamlit" / "config.toml").read_bytes()
    )
    with opened_browser() as browser:
        empty = [
            visits(browser, plain, folder, "h1:has-text('Empty')", _press, "text=New text")[:3]
            for _ in range(RUNS)
        ]
        ours = [
            visits(browser, page, folder, "section.head h1", _open_words, "mark.chosen") for _ in range(RUNS)
        ]
    for i, (name, target) in enumerate(
        (("first visit", "2.5 x"), ("reload", "3 x"), ("rerun to new text", "2.5 x"))
    ):
        one, other = statistics.median(run[i] for run in ours), statistics.median(run[i] for run in empty)
        row(f"{name} / empty Streamlit page", f"{one / other:.2f} x ({one:.2f} s, {other:.2f} s)", target)
    row("peak memory while serving", f"{max(run[3] for run in ours):.0f} MB", "250 MB")


def _press(page) -> None:
    page.get_by_role("button", name="Again").click()


def _open_words(page) -> None:
    page.locator("div.metric .value[data-go]").first.click()


def visits(
    browser, app: Path, folder: Path, ready: str, act, shown: str
) -> tuple[float, float, float, float]:
    """Seconds of first visit, reload, and from a click to the new text; and peak megabytes of the server."""
    from serving import served, settled, visit

    with served(app, folder / "server.log") as server:
        began = time.perf_counter()
        with visit(browser, server.url) as watched:
            page = watched.page
            page.wait_for_selector(ready)
            settled(page)
            first = time.perf_counter() - began
            began = time.perf_counter()
            page.reload()
            page.wait_for_selector(ready)
            settled(page)
            reload = time.perf_counter() - began
            page.wait_for_load_state("networkidle")
            began = time.perf_counter()
            act(page)
            page.wait_for_selector(shown)
            return first, reload, time.perf_counter() - began, server.peak_megabytes()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        bench_building(Path(folder) / "summaries")
        bench_rules()
        bench_page(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
