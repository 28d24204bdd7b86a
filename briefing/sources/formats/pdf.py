"""A PDF → the report in it: pypdf gives words with their places; lines, columns and paragraphs are rebuilt from these."""

import io
import re
from collections import Counter
from importlib.metadata import version
from typing import NamedTuple

from briefing.sources.formats.report import Report, Unread

MOST_PAGES = 500
HEAD = 0.08  # share of a page's height where running heads and page numbers stand
SMALL = 0.88  # of the usual size: what stands there and is smaller is a running head
PARAGRAPH = 1.35  # times the usual distance of lines: more parts paragraphs
INDENT = 0.5  # times the size of letters: a line that begins further in opens a paragraph
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00ad": None}
)
SAVE = "if it is a scan, run it through text recognition first; or save its text as .txt"


class Line(NamedTuple):
    """A printed line of one column."""

    x: float
    y: float
    size: float
    text: str


def read_pdf(data: bytes) -> Report | Unread:
    """The report of a PDF: its heading in the largest letters first."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Unread("the PDF is locked with a password", "save it without one")
        if len(reader.pages) > MOST_PAGES:
            return Unread(f"the PDF has {len(reader.pages):,} pages, more than {MOST_PAGES}", "split it")
        pages = [_lines(page) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        return Unread(
            f"the PDF is damaged: {type(error).__name__}", "save it again, or save its text as .txt"
        )
    lines = [line for page in pages for line in page]
    if sum(len(line.text) for line in lines) < 20:
        return Unread("there is no text in the PDF, only pictures (a scan)", SAVE)
    size = _usual(lines)
    text, title = [], None
    for number, page in enumerate(pages):
        paragraphs = _paragraphs(page, size)
        if number == 0 and paragraphs and paragraphs[0].size > size:
            title = paragraphs[0].text
        if text and paragraphs and _goes_on(text[-1], paragraphs[0].text):
            text[-1] = _joined(text[-1], paragraphs.pop(0).text)
        text += [line.text for line in paragraphs]
    return Report("\n\n".join(text) + "\n", f"pypdf {version('pypdf')}", title)


def _lines(page) -> list[Line]:
    """The printed lines of a page in reading order, without running heads and page numbers."""
    pieces: list[Line] = []

    def visit(text, cm, tm, font, size):
        if text.strip():
            scale = abs(tm[0]) or abs(tm[1]) or 1
            pieces.append(
                Line(tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], (size or 10) * scale, text.strip("\n"))
            )

    page.extract_text(visitor_text=visit)
    height, usual = float(page.mediabox.height) or 842, _usual(pieces)
    lines: list[Line] = []
    for piece in pieces:
        edge = not HEAD * height < piece.y - float(page.mediabox.bottom) < (1 - HEAD) * height
        if edge and (
            piece.size < SMALL * usual
            or re.fullmatch(r"[\s\d/|–-]*(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?\s*", piece.text, re.I)
        ):
            continue
        for number, part in enumerate(piece.text.split("\n")):
            same = (
                lines
                and number == 0
                and abs(lines[-1].y - piece.y) < 1
                and piece.x - lines[-1].x < 400
                and piece.x >= lines[-1].x
            )
            if same:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + part)
            elif part.strip():
                lines.append(Line(piece.x, piece.y - number * piece.size * 1.2, piece.size, part))
    return [line._replace(text=" ".join(line.text.translate(LIGATURES).split())) for line in lines]


def _usual(pieces: list[Line]) -> float:
    sizes = Counter(round(piece.size, 1) for piece in pieces for _ in piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10


def _paragraphs(lines: list[Line], size: float) -> list[Line]:
    """Lines joined into paragraphs; each keeps the place and size of its first."""
    steps = Counter(round(a.y - b.y, 1) for a, b in zip(lines, lines[1:]) if 0 < a.y - b.y < 4 * size)
    step = steps.most_common(1)[0][0] if steps else size * 1.2
    found: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before and not _opens(before, line, step, lines):
            found[-1] = found[-1]._replace(text=_joined(found[-1].text, line.text))
        else:
            found.append(line)
        before = line
    return found


def _opens(before: Line, line: Line, step: float, lines: list[Line]) -> bool:
    """Whether a line begins a paragraph: other letters, more space above, further in, or the head of a column that starts anew."""
    if abs(line.size - before.size) > 0.5:
        return True
    gap = before.y - line.y
    column = [other.x for other in lines if abs(other.x - line.x) < 60]
    indented = line.x - min(column) > INDENT * line.size
    if gap < 0:  # the next column
        return indented or not _goes_on(before.text, line.text)
    if line.size > 1.2 * step:
        return False
    return gap > PARAGRAPH * max(step, line.size * 1.05) or indented


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on at the head of a column or page."""
    return before[-1:] not in '.!?:”"’)' or after[:1].islower()


def _joined(before: str, after: str) -> str:
    """Two lines as one; a word that was parted at the end of the line is whole again."""
    if re.search(r"[a-z]-$", before) and after[:1].islower():
        return before[:-1] + after
    return f"{before} {after}"
