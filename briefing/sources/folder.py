"""A folder of plain text files → its documents, by name; one that cannot be read becomes an issue and the rest go on."""
import os
from pathlib import Path, PurePosixPath
from typing import Iterator

from briefing.config import READABLE, Source
from briefing.model import Document, Issue
from briefing.sources.file import printable, read_text_file

# Meant as reports, and not plain text: said aloud. Other endings (.jpg, .yaml, …) and names that begin with '.' are left alone.
MEANT = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".html", ".htm", ".eml", ".msg", ".epub", ".text")


def read_folder(source: Source, base: Path) -> Iterator[Document | Issue]:
    """The documents of every .txt and .md file that lies in the folder itself, in the order of their names."""
    folder = base / source.path
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Issue(printable(source.path), f"the folder cannot be read: {error.strerror}", "check its name and who may read it")
        return
    for entry in found:
        path = str(PurePosixPath(source.path, entry.name))
        name = entry.name.lower()
        if name.startswith("."):
            continue
        if _is_folder(entry):
            yield Issue(printable(path), "not read: it is a folder inside the folder", "make it a source of its own")
        elif name.endswith(READABLE):
            yield from read_text_file(folder / entry.name, path, source)
        elif name.endswith(MEANT):
            yield Issue(printable(path), "not read: it is not plain text", "save its text as .txt")


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir()
    except OSError:             # a link that leads round in a circle
        return False
