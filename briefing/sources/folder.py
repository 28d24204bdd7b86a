"""A folder of plain text files → its documents, by name; one that cannot be read becomes an issue and the rest go on."""
import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Iterator

from briefing.config import READABLE, Source
from briefing.model import Document, Issue
from briefing.sources.file import printable, read_text_file

# Meant as reports, and not plain text: each is told by its name. All others are counted, hidden ones too.
MEANT = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".eml", ".msg", ".epub", ".text")
PAGES = (".html", ".htm", ".xhtml", ".shtml")
LONGEST = 12                    # characters of an ending
MOST = 20                       # endings that are told


def read_folder(source: Source, base: Path) -> Iterator[Document | Issue]:
    """The documents of every .txt and .md file that lies in the folder itself, in the order of their names."""
    folder = base / source.path
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Issue(printable(source.path), f"the folder cannot be read: {error.strerror}", "check its name and who may read it")
        return
    names = [entry.name for entry in found]
    pages = {name[:name.rindex(".")]: name for name in names if name.lower().endswith(PAGES)}
    others: Counter[str] = Counter()
    for entry in found:
        path = str(PurePosixPath(source.path, entry.name))
        name = entry.name.lower()
        if name.startswith("."):
            others["hidden"] += 1
        elif _is_folder(entry):
            page = next((pages[start] for start in _starts(entry.name) if start in pages), None)
            if page:                                    # "storm_files", beside storm.html: a browser's "page, complete"
                yield Issue(printable(path), f"not read: it holds the pictures and scripts of {printable(page)}",
                            "it is not needed; save the text of that page as .txt")
            else:
                yield Issue(printable(path), "not read: it is a folder inside the folder", "make it a source of its own")
        elif name.endswith(READABLE):
            yield from read_text_file(folder / entry.name, path, source)
        elif name.endswith(MEANT):
            yield Issue(printable(path), "not read: it is not plain text", "save its text as .txt")
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
    return Issue(printable(source.path), f"{number} {files} ({listed}) {were} not read",
                 f"only {' and '.join(READABLE)} files are read; save the text of a report as .txt")


def _ending(name: str) -> str:
    ending = PurePosixPath(name).suffix
    return ending if 1 < len(ending) <= LONGEST and ending[1:].isalnum() else "no ending"


def _starts(name: str) -> Iterator[str]:
    """What stands before each mark in a name: "storm" of "storm_files" and of "storm-Dateien"."""
    return (name[:i] for i in range(len(name) - 1, 0, -1) if name[i] in "_-. ")


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir()
    except OSError:             # a link that leads round in a circle
        return False
