"""A single file → its documents, or an issue that says why there is none: plain text as stored, other formats through `Kept`."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefing import yamlfile
from briefing.config import OTHER, Source
from briefing.model import Document, Issue, When
from briefing.sources.formats.report import Link, Report
from briefing.sources.kept import Kept
from briefing.sources.plain import Refusal, refuse, too_long
from briefing.sources.told import Told
from briefing.yamlfile import shown

LIMIT = 5_000_000  # bytes of one report in plain text; a long one has 50,000
LARGEST = 20_000_000  # bytes of a file in another format: a saved page holds its pictures
SAVE = "save it as plain text in UTF-8"


def read_file(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """The documents in the file that the source names."""
    yield from read_any_file(base / source.path, source.path, source, kept)


def read_any_file(file: Path, path: str, source: Source, kept: Kept) -> Iterator[Document | Issue]:
    """The documents in a file of any format; `path` is how an editor would write it."""
    if not path.lower().endswith(OTHER):
        yield from read_text_file(file, path, source)
        return
    path = printable(path)
    data = _bytes_of(file, path, LARGEST, "file")
    if isinstance(data, Issue):
        yield data
        return
    reports = kept.read(data, PurePosixPath(path).name)
    name = PurePosixPath(path).stem
    for number, found in enumerate(reports, 1):
        place, id = (f"{path}#{number}", f"{name}-{number}") if len(reports) > 1 else (path, name)
        if isinstance(found, Link):
            yield Issue(
                place,
                f"not read: the feed only leads to {shown(found.address, 200)}",
                "write '- feed: ADDRESS' with the address of the feed",
            )
        elif not isinstance(found, Report):
            yield Told(path, f"not read: {found.found}", found.hint, found.part)
        elif refusal := too_long(found.text):
            yield Issue(place, f"not read: {refusal.found}", refusal.hint)
        else:
            yield document_of(found, id, place, source)


def document_of(report: Report, id: str, path: str, source: Source, carrier: str | None = None) -> Document:
    """The document of a report, with what its carrier states where the editor set nothing; times are those of its own zone."""
    when = (
        When(report.published[:16], "stated", None, "stated beside the text, not in it")
        if report.published
        else None
    )
    return Document(
        id,
        report.text,
        source=carrier or source.path,
        outlet=source.outlet or report.outlet,
        published=when,
        path=path,
        address=report.address,
        title=report.title,
        stated=report.published,
        part=report.part,
        forwarded=report.forwarded,
    )


def read_text_file(file: Path, path: str, source: Source) -> Iterator[Document | Issue]:
    """The document in a file of plain text, exactly as stored; or an issue, or both where the encoding had to be guessed.

    Links are not followed: in a folder they can lead anywhere.
    """
    path = printable(path)
    data = _bytes_of(file, path, LIMIT, "text file")
    if isinstance(data, Issue):
        yield data
    else:
        yield from read_bytes(data, path, source)


def read_bytes(data: bytes, path: str, source: Source) -> Iterator[Document | Issue]:
    """The document in the bytes of a file, as read_text_file gives it."""
    if len(data) > LIMIT:
        yield Issue(
            path, f"not read: more than {LIMIT:,} bytes long", f"a text of at most {LIMIT:,} bytes is read"
        )
        return
    text, note = decode(data)
    refusal = Refusal(note, SAVE) if text is None else refuse(text)
    if refusal:
        yield Issue(path, f"not read: {refusal.found}", refusal.hint)
        return
    if note:
        yield Issue(path, note, SAVE)
    yield Document(PurePosixPath(path).stem, text, source=source.path, outlet=source.outlet, path=path)


def decode(data: bytes) -> tuple[str | None, str]:
    """The characters of a file, line ends as they are, and what had to be guessed; (None, why) where it holds none."""
    for magic, what in _BINARY:
        if data.startswith(magic):
            return None, f"it is {what}, not plain text"
    text, note = _decode(data)
    if text is None:
        return None, note
    if "\0" in text:
        return None, "it holds NUL bytes: not plain text, or UTF-16 without its mark"
    if len(_CONTROLS.findall(text)) * 20 > len(text):
        return None, "it holds control characters: not plain text"
    return text, note


_BINARY = (
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"bplist", "a property list or saved page of Safari"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def _decode(data: bytes) -> tuple[str | None, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError:
            return None, "it begins as UTF-16 and goes on as something else"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"line {line} holds the byte 0x{data[error.start]:02X}, which is not UTF-8"
    text = data.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    if (
        sum(c > "\x7f" for c in text) > 2 * wrong
    ):  # UTF-8 after all, with damage: most of its other letters are whole
        return text, f"{found}; {wrong} such places are shown as '\ufffd'"
    try:
        return data.decode("cp1252"), f"{found}; read as Windows-1252 by guess"
    except UnicodeDecodeError:
        return data.decode("latin-1"), f"{found}; read as Latin-1 by guess"


def printable(path: str) -> str:
    """A path fit to be shown and stored: invisible characters and bytes that are no text are written out ("\\n", "\\xff")."""
    return shown(os.fsencode(os.path.normpath(path)).decode("utf-8", "backslashreplace"), 5000)


def _bytes_of(file: Path, path: str, limit: int, what: str) -> bytes | Issue:
    """The bytes of a file of at most so many; links are not followed."""
    try:
        return yamlfile.read_file(file, limit, follow=False)
    except OSError as error:
        found, hint = _explain(error, file, f"put a {what} of at most {limit:,} bytes there")
        return Issue(path, f"not read: {found}", hint)


def _explain(error: OSError, file: Path, put: str) -> tuple[str, str]:
    if file.is_symlink():
        return "it is a link, and links are not followed", "put the file itself there"
    match error:
        case FileNotFoundError():
            return "it is not there any more", "put it back, or leave it and build again"
        case PermissionError():
            return "no permission to read it", "let this user read it"
    return error.strerror or type(error).__name__, put
