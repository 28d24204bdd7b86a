"""A file of addresses → a source each: a line each, the column `url` of a table, or the feeds of an OPML file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefing import yamlfile
from briefing.config import Source
from briefing.config.fetch import unaskable
from briefing.model import Issue
from briefing.sources.file import decode, printable
from briefing.sources.formats.metadata import clean_address
from briefing.yamlfile import shown

LARGEST = 2_000_000  # bytes of a list
MOST = 1000  # addresses that are taken from one
COLUMNS = ("url", "address", "link")
FORM = "write an address a line, such as https://example.org/a/1"

Row = tuple[int, str, str, str | None]  # line, kind, address, outlet


def read_list(source: Source, base: Path) -> tuple[tuple[Source, ...], tuple[Issue, ...]]:
    """The sources that a list names, each once, in its order; and every line of it that names none."""
    path = printable(source.path)
    try:
        text, note = decode(yamlfile.read_file(base / source.path, LARGEST, follow=False))
    except OSError as error:
        return (), (Issue(path, f"not read: {yamlfile.cause(error)[0]}", FORM),)
    if text is None:
        return (), (Issue(path, f"not read: {note}", FORM),)
    found: dict[str, Source] = {}
    issues: list[Issue] = []
    for line, kind, address, outlet in _rows(source.path.lower(), text):
        fault = unaskable(address, kind) if address else ("no address in it", "")
        if fault:
            issues.append(Issue(path, f"line {line}: {fault[0]}", fault[1] or FORM))
        elif len(found) == MOST:
            many = f"line {line} and what follows are not read: {MOST} addresses are taken from one list"
            issues.append(Issue(path, many, "split it"))
            break
        else:
            only, newest = (source.only, source.newest) if kind == "feed" else ((), None)
            found.setdefault(
                clean_address(address),
                replace(
                    source, kind=kind, path=address, only=only, newest=newest, outlet=source.outlet or outlet
                ),
            )
    if not found and not issues:
        issues.append(Issue(path, "no address in it", FORM))
    return tuple(found.values()), tuple(issues)


def _rows(name: str, text: str) -> Iterator[Row]:
    if name.endswith(".opml"):
        yield from _outlines(text)
    elif name.endswith(".csv"):
        yield from _cells(text)
    else:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield number, "page", line.strip(), None


def _cells(text: str) -> Iterator[Row]:
    """The addresses of a table whose first row names its columns."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        column = next((names.index(name) for name in COLUMNS if name in names), None)
        outlets = names.index("outlet") if "outlet" in names else None
        if column is None:
            yield 1, "page", "", None
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                outlet = cells[outlets].strip() if outlets is not None and outlets < len(cells) else ""
                address = cells[column].strip() if column < len(cells) else ""
                yield reader.line_num, "page", address, shown(outlet, 200) or None
    except csv.Error:
        yield reader.line_num, "page", "", None


def _outlines(text: str) -> Iterator[Row]:
    """The feeds of an OPML file, whatever folders they stand in."""
    from xml.parsers.expat import ExpatError, ParserCreate

    found: list[Row] = []
    parser = ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        names = {name.lower(): value for name, value in attributes.items()}
        if tag.lower() == "outline" and (
            "xmlurl" in names or names.get("type", "").lower() in ("rss", "atom")
        ):
            found.append((parser.CurrentLineNumber, "feed", names.get("xmlurl", "").strip(), None))

    def entity(*_) -> None:
        raise ExpatError("entities are not read")

    parser.StartElementHandler, parser.EntityDeclHandler = start, entity
    try:
        parser.Parse(text.lstrip("\ufeff").encode(), True)
    except ExpatError:
        found.append((parser.CurrentLineNumber, "feed", "", None))
    yield from found
