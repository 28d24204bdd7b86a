"""What is on disk now: each file is read once per change, and a broken one never takes a good one off the screen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from briefing.dashboard.builder import Work, told
from briefing.dashboard.safe import el, show

EVERY = 2  # seconds between looks at the files

Stamp = tuple[int, int, int] | None


@dataclass
class Held:
    """The last good value of a file, its stamp when it was read, and what is wrong with it now."""

    stamp: Stamp | str = "never"
    value: Any = None
    problem: str = ""
    reading: threading.Lock = field(default_factory=threading.Lock)


@st.cache_resource(show_spinner=False)
def _held() -> dict[tuple[str, str], Held]:
    """One for all viewers: read-only values, never copied."""
    return {}


def stamp(path: Path) -> Stamp:
    """What changes whenever the file does: time in nanoseconds, size, inode; None where there is no file."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def newest(path: Path, read: Callable[[Path], Any], errors: tuple[type[Exception], ...]) -> tuple[Any, str]:
    """(value, problem): the file's value, read anew only when its stamp changes; if broken, the last good.

    Errors of the given kinds tell why. While one viewer reads, the others go on with the last good value.
    """
    held = _held().setdefault((str(path), read.__qualname__), Held())
    if held.stamp != stamp(path) and held.reading.acquire(blocking=held.stamp == "never"):
        try:
            if held.stamp != (now := stamp(path)):
                _read(held, path, read, errors)
                held.stamp = now
        finally:
            held.reading.release()
    st.session_state.setdefault("drawn", {})[str(path)] = held, held.stamp
    return held.value, held.problem


def _read(held: Held, path: Path, read: Callable[[Path], Any], errors: tuple[type[Exception], ...]) -> None:
    try:
        held.value, held.problem = read(path), ""
    except errors as error:
        held.problem = str(error)
    except Exception as error:  # whatever it is, the last good briefing stays on the page
        found = f"could not be read ({type(error).__name__})"
        held.problem = f"{path.name}: {found}; run: python -m briefing build --again"


def changed(path: Path, held: Held, drawn: Stamp | str) -> bool:
    """Whether the page would be drawn from something else now; not yet while another viewer reads it."""
    return not held.reading.locked() and (held.stamp != drawn or stamp(path) != drawn)


@st.fragment(run_every=EVERY)
def watch(keep_built: Callable[[], Work]) -> None:
    """Draw the page again soon after a file it was drawn from changes; meanwhile how far the builder is."""
    if said := told(keep_built()):
        show(said, "building", lambda change: None)
    if any(changed(Path(path), *drawn) for path, drawn in st.session_state["drawn"].items()):
        st.rerun()


def show_problems(*problems: str) -> None:
    """What is wrong on disk, above the last good briefing."""
    said = [line for problem in problems for line in problem[:2000].splitlines()]
    if said:
        told = el("b", "A file could not be read; what was read before stays on the page.")
        show(el("section.trouble", told, *(el("p", line) for line in said)), "trouble", lambda change: None)


def show_empty() -> None:
    """No briefing yet: what to run."""
    st.title("No briefing yet")
    st.text("Build it from the sources named in config.yaml, then this page shows it by itself:")
    st.code("python -m briefing build", language="bash")
