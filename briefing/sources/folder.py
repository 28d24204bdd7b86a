"""A folder → the documents of its files, by name; one that cannot be read becomes an issue and the rest go on."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefing.config import READABLE, Source
from briefing.model import Document, Issue
from briefing.paths import READ
from briefing.sources.file import printable, read_any_file
from briefing.sources.kept import Kept

# Meant as reports, and of no format that is read: each is told by its name. All others are counted, hidden ones too.
MEANT = (".doc", ".odt", ".rtf", ".msg", ".epub", ".text", ".webarchive", ".pages", ".webloc", ".url")
PAGES = (".html", ".htm", ".xhtml", ".shtml")
LONGEST = 12  # characters of an ending
MOST = 20  # endings that are told


def read_folder(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """The documents of every report that lies in the folder itself, in the order of their names."""
    folder = base / source.path
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Issue(
            printable(source.path),
            f"the folder cannot be read: {error.strerror}",
            "check its name and who may read it",
        )
        return
    # "storm_files", beside storm.html, holds the pictures of a page that a browser saved "complete".
    pages = {entry.name[: entry.name.rindex(".")] for entry in found if entry.name.lower().endswith(PAGES)}
    others: Counter[str] = Counter()
    for entry in found:
        path = str(PurePosixPath(source.path, entry.name))
        name = entry.name.lower()
        if name.startswith("."):
            others["hidden"] += 1
        elif _is_folder(entry):
            if not any(start in pages for start in _starts(entry.name)):
                yield Issue(
                    printable(path),
                    "not read: it is a folder inside the folder",
                    "make it a source of its own",
                )
        elif name.endswith(READABLE):
            yield from read_any_file(folder / entry.name, path, source, kept)
        elif name.endswith(MEANT):
            yield Issue(
                printable(path),
                f"not read: {_ending(name)} is no format that is read",
                "save its text as .txt",
            )
        else:
            others[_ending(name)] += 1
    if others:
        yield _counted(others, source)


def _counted(others: Counter[str], source: Source) -> Issue:
    """One issue for all files that are neither read nor told by their names."""
    number = others.total()
    told = [f"{ending} {count}" for ending, count in sorted(others.items())]
    listed = ", ".join(told[:MOST]) + (", …" if len(told) > MOST else "")
    files, were = ("other file", "was") if number == 1 else ("other files", "were")
    return Issue(
        printable(source.path),
        f"{number} {files} ({listed}) {were} not read",
        f"{READ}; save the text of a report as .txt",
    )


def _ending(name: str) -> str:
    ending = PurePosixPath(name).suffix
    return ending if 1 < len(ending) <= LONGEST and ending[1:].isalnum() else "no ending"


def _starts(name: str) -> Iterator[str]:
    """What stands before each mark in a name: "storm" of "storm_files" and of "storm-Dateien"."""
    return (name[:i] for i in range(len(name) - 1, 0, -1) if name[i] in "_-. ")


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False
