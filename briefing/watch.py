"""`briefing watch`: fetches what becomes due and builds what changes, each in a process of its own, until it is stopped."""

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from briefing.archive import moment
from briefing.config import ASKED, Config, ConfigError, read_config
from briefing.fetch import next_due

PAUSE = 2.0  # seconds between two looks
AFTER_FAILURE = 60.0  # seconds after a fetch that could not be done
CODE = Path(__file__).parents[1]


def watch(
    path: Path, summaries: Path | None, build: bool, stop: threading.Event, pause: float = PAUSE
) -> None:
    """Goes on until `stop` is set; a config that cannot be used is told once, and the last good one is not used in its place."""
    wrong, built, rest, due = "", None, 0.0, Due()
    while not stop.is_set():
        try:
            config, problem = read_config(path), ""
        except ConfigError as error:
            config, problem = None, str(error)
        if problem and problem != wrong:
            print(problem, file=sys.stderr, flush=True)
        wrong = problem
        if config:
            rest = _fetch(path, config, due, rest - pause)
            if build and (now := stamps(config)) != built:
                built = now
                _run("build", path, *(("--summaries", str(summaries)) if summaries else ()))
        stop.wait(pause)


class Due:
    """Whether anything may be asked for; records are read only after they, the config or a list changed."""

    def __init__(self):
        self.seen: tuple | None = None
        self.first: str | None = None

    def now(self, config: Config, at: datetime) -> bool:
        """Whether something that the stories name may be asked for at this time."""
        # A record is moved into its folder whenever it is written, so the folder's own time tells.
        places = [config.path, *(config.kept(story) / "addresses" for story in config.stories)]
        places += [
            config.base / source.path
            for story in config.stories
            for source in story.sources
            if source.kind == "list"
        ]
        seen = tuple(map(_stamp, places))
        if seen != self.seen:
            self.seen, self.first = seen, next_due(config)
        return self.first is not None and self.first <= moment(at)


def _stamp(place: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(place)
        return found.st_mtime_ns, found.st_size
    except OSError:
        return None


def _fetch(path: Path, config: Config, due: Due, rest: float) -> float:
    """Fetches what is due; returns how long to rest where that could not be done."""
    if rest > 0 or not due.now(config, datetime.now(UTC)):
        return max(rest, 0.0)
    return 0.0 if _run("fetch", path) == 0 else AFTER_FAILURE


def _run(command: str, path: Path, *options: str) -> int:
    """A process of its own, so that the memory of a watch that runs for days stays level."""
    found = os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "briefing", command, "--config", str(path), *options],
        env={**os.environ, "PYTHONPATH": found},
    )
    return done.returncode


def stamps(config: Config) -> tuple:
    """What changes whenever the config, a source or what was fetched does."""
    places = [config.path, *map(config.received, config.stories)]
    places += [
        config.base / source.path
        for story in config.stories
        for source in story.sources
        if source.kind not in ASKED
    ]
    return tuple(entry for place in places for entry in _stamps(place))


def _stamps(place: Path) -> list[tuple]:
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name) if place.is_dir() else [place]
        seen = [(entry.name, os.stat(entry, follow_symlinks=False)) for entry in entries]
        return [(str(place), name, stat.st_mtime_ns, stat.st_size) for name, stat in seen]
    except OSError:  # gone between two looks: the builder says what is wrong with it
        return []
