"""A Word document (.docx) → its text as it would be printed: inserted words are in, deleted ones are not."""

import io
import re
import zipfile

from briefing.sources.formats.report import Report, Unread

LARGEST = 50_000_000  # bytes of one part, unpacked
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAMAGED = Unread("the Word document is damaged", "save it again, or save its text as .txt")


def read_word(data: bytes) -> Report | Unread:
    """The report of a .docx: title, paragraphs, table rows, then footnotes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            body, notes = _part(file, "word/document.xml"), _part(file, "word/footnotes.xml")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return DAMAGED
    if body is None:
        return DAMAGED
    styled = [
        (_style(paragraph), _text(paragraph)) for paragraph in body.iter(f"{W}p") if not _in_table(paragraph)
    ]
    title = next(
        (text for style, text in styled if text and re.fullmatch(r"(?i)title|heading ?1", style)), None
    )
    lines = [text for _, text in styled] + [
        " | ".join(_text(cell) for cell in row.iter(f"{W}tc")) for row in body.iter(f"{W}tr")
    ]
    if notes is not None:
        lines += [_text(note) for note in notes.iter(f"{W}footnote") if note.get(f"{W}type") is None]
    lines = [line for line in lines if line.strip(" |")]
    if not lines:
        return Unread("the Word document holds no text", "save its text as .txt")
    return Report("\n\n".join(lines) + "\n", "docx", title)


def _part(file: zipfile.ZipFile, name: str):
    """One part of the file as a tree, without entities and anything from outside; None where it is not there."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    if name not in file.namelist():
        return None
    with file.open(name) as part:
        data = part.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(name)
    try:
        return fromstring(
            data, XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except XMLSyntaxError:
        raise ValueError(name) from None


def _style(paragraph) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _in_table(paragraph) -> bool:
    return any(True for _ in paragraph.iterancestors(f"{W}tc"))


def _text(node) -> str:
    """The words of a node; w:delText, what a tracked change took out, is none of them."""
    parts = {f"{W}t": lambda part: part.text or "", f"{W}tab": lambda part: " ", f"{W}br": lambda part: " "}
    return " ".join("".join(parts[part.tag](part) for part in node.iter(*parts) if not _moved(part)).split())


def _moved(part) -> bool:
    return any(True for _ in part.iterancestors(f"{W}moveFrom"))
