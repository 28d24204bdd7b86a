"""Keeps the briefing built: when config.yaml or a source changes, `python -m briefing build` runs in a process of its own.

A build inside the page would make every viewer wait for it. There is one builder for all viewers, and one at a time; what
changes while it runs is built after it. It tells how far it is as lines of JSON; the page only ever reads those.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from briefing.dashboard.phrases import count
from briefing.dashboard.safe import Node, el

CODE = Path(__file__).resolve().parents[2]  # the folder that holds the package
LEAST = 1.0  # seconds between two looks at the sources, whoever asks
SHARE = 20  # a look that takes long is taken seldom: at most a twentieth of the time
LONGEST = 600  # characters of a builder's message


@dataclass
class Work:
    """The one builder: what it was last started for, how far it is, what went wrong."""

    seen: tuple | None = None
    running: bool = False
    done: int = 0
    of: int = 0
    problem: str = ""
    next_look: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(show_spinner=False)
def work(folder: str) -> Work:
    """One for all viewers of the summaries in a folder."""
    return Work()


def keep_built(config: Path, summaries: Path, sources: tuple[Path, ...], missing: bool = False) -> Work:
    """Start the builder where config or sources changed since the last look, or where a summary is missing; returns at once.

    What stands on disk when the page starts is taken for built. `sources` are those of the last good config; without any, nothing is built.
    """
    now = time.monotonic()
    held = work(str(summaries))
    with held.lock:
        if held.running or now < held.next_look or not sources:
            return held
        stamps = tuple(stamps_of(path) for path in (config, *sources))
        held.next_look = time.monotonic() + max(LEAST, SHARE * (time.monotonic() - now))
        if stamps == held.seen:
            return held
        first, held.seen = held.seen is None, stamps
        if not first or missing:
            held.running, held.done, held.of, held.problem = True, 0, 0, ""
            threading.Thread(target=run, args=(held, config, summaries), daemon=True).start()
        return held


def stamps_of(path: Path) -> tuple:
    """What changes whenever a file, or a file in a folder, does: names, times in nanoseconds, sizes; empty where there is nothing."""
    try:
        if not path.is_dir():
            seen = path.stat()
            return (seen.st_mtime_ns, seen.st_size, seen.st_ino)
        with os.scandir(path) as entries:
            return tuple(
                sorted(
                    (entry.name, seen.st_mtime_ns, seen.st_size)
                    for entry in entries
                    if not entry.name.startswith(".")
                    for seen in [entry.stat(follow_symlinks=False)]
                )
            )
    except OSError:  # gone between two looks; the builder says what is wrong with it
        return ()


def any_report(sources: list[Path], endings: tuple[str, ...]) -> bool:
    """Whether any file with one of these endings lies where reports are read from; true where that cannot be told."""
    try:
        names = (name for path in sources for name in (os.listdir(path) if path.is_dir() else [path.name]))
        return any(name.lower().endswith(endings) for name in names)
    except OSError:
        return True


def run(held: Work, config: Path, summaries: Path) -> None:
    """Builds in another process and follows it to its end; whatever happens is told in `held`."""
    try:
        held.problem = follow(held, config, summaries)
    except OSError as error:
        held.problem = f"the builder could not be started: {error.strerror}"
    finally:
        held.running = False


def follow(held: Work, config: Path, summaries: Path) -> str:
    """Its last words where it failed, else nothing."""
    path = os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "briefing",
                "build",
                "--config",
                str(config),
                "--summaries",
                str(summaries),
                "--progress",
            ],
            cwd=CODE,
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        )
        with process.stdout:
            for line in process.stdout:
                hear(held, line)
        code = process.wait()
        said.seek(max(0, said.seek(0, os.SEEK_END) - 8000))
        return failure(code, said.read().decode("utf-8", "replace"))


def hear(held: Work, line: bytes) -> None:
    """One line of the builder; what is no progress is passed over."""
    try:
        told = json.loads(line)
    except ValueError:
        return
    if isinstance(told, dict) and all(isinstance(told.get(key), int) for key in ("done", "of")):
        held.done, held.of = told["done"], told["of"]


def failure(code: int, words: str) -> str:
    """Why a builder ended with this code, from what it wrote last: its message, never the lines of code that led to it."""
    if code == 0:
        return ""
    if code < 0:
        names = {number.value: number.name for number in signal.Signals}
        return f"the builder was ended from outside ({names.get(-code, -code)}); it may need more memory than there is"
    lines = [line.rstrip() for line in words.splitlines() if line.strip()]
    if any(line.startswith("Traceback ") for line in lines):
        lines = lines[-1:]
    return "\n".join(lines)[-LONGEST:] or f"the builder ended with status {code} and said nothing"


def told(held: Work) -> Node | None:
    """How far the builder is, or why it failed, in one calm line; nothing while all is built."""
    if held.running:
        step = (
            f"Reading report {min(held.done + 1, held.of)} of {held.of}"
            if held.done < held.of
            else f"Comparing {count(held.of, 'report')}"
            if held.of
            else "Something changed; the builder starts"
        )
        share = held.done / held.of if held.of else 0
        return el("div.building", el("span.words", step), el("span.gauge", el("i.full", w=100 * share)))
    if held.problem:
        return el(
            "div.building.failed",
            el("b", "The new briefing could not be built; the last good one stays. "),
            el("span.words", held.problem),
        )
    return None
