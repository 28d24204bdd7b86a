"""The layout of a document: every line that says something is a block of some kind; the text itself is never changed."""
import re
from typing import Iterator

from briefing.model import Block, Document, TextKinds
from briefing.text.kinds import LONGEST, sort_lines
from briefing.text.lines import BULLET, read_lines
from briefing.text.outlet import find_outlet, told_name

__all__ = ["find_blocks", "find_outlet", "told_name"]

TAIL = re.compile(r"\(?\s*(?:Reporting|Additional reporting|Writing|Editing) by [^()]{3,300}\)?\.?$")


def find_blocks(document: Document) -> Iterator[Block]:
    """The paragraphs of a document in order, hard-wrapped lines joined, each with what it is for; no language model."""
    lines = list(read_lines(document.text))
    kinds = list(sort_lines(lines))
    for line, kind in zip(lines, kinds):
        mark = BULLET.match(line.plain) if line.bullet and kind in TextKinds else None
        start = line.start + mark.end() if mark and mark.end() < len(line.plain) else line.start
        tail = TAIL.search(line.plain[-LONGEST:]) if kind == "body" else None
        if tail and len(tail.group()) < len(line.plain) and line.end - line.start == len(line.plain):
            cut = line.end - len(tail.group())      # "… the port said. (Reporting by A; Editing by B)"
            before = document.text[start:cut].rstrip()
            if before:
                yield Block(document.span(start, start + len(before)), kind)
                yield Block(document.span(cut, line.end), "byline")
                continue
        yield Block(document.span(start, line.end), kind)
