"""The layout of a document: every line that says something is a block of some kind; the text itself is never changed."""
import re
from typing import Iterator

from briefing.model import Block, BlockKind, Document, TextKinds
from briefing.text.kinds import LONGEST, outlet_words, sort_lines
from briefing.text.langid import find_language
from briefing.text.lines import BULLET, Line, read_lines
from briefing.text.outlet import find_outlet, told_name
from briefing.text.readers import find_appeal

__all__ = ["find_blocks", "find_language", "find_outlet", "told_name"]

TAIL = re.compile(r"\(?\s*(?:Reporting|Additional reporting|Writing|Editing) by [^()]{3,300}\)?\.?$")


def find_blocks(document: Document) -> Iterator[Block]:
    """The paragraphs of a document in order, hard-wrapped lines joined, each with what it is for; no language model."""
    lines = list(read_lines(document.text))
    kinds = list(sort_lines(lines))
    names = outlet_words(lines, kinds)
    for line, kind in zip(lines, kinds):
        mark = BULLET.match(line.plain) if line.bullet and kind in TextKinds else None
        start = line.start + mark.end() if mark and mark.end() < len(line.plain) else line.start
        cut, foot = _foot(line, names) if kind == "body" else (None, kind)
        before = document.text[start:line.start + cut].rstrip() if cut else ""
        if cut and before:
            yield Block(document.span(start, start + len(before)), kind)
            yield Block(document.span(line.start + cut, line.end), foot)
        else:
            yield Block(document.span(start, line.end), kind)


def _foot(line: Line, names: frozenset[str]) -> tuple[int | None, BlockKind]:
    """Where a paragraph goes over into a sign-off or an appeal, and which: "… the port said. (Reporting by A; Editing by B)"."""
    tail = TAIL.search(line.plain[-LONGEST:])
    if tail:
        return len(line.plain) - len(tail.group()), "byline"
    return (find_appeal(line.plain, names) if len(line.plain) <= LONGEST else None), "disclaimer"
