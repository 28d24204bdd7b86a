"""The layout of a document: every line that says something is a block of some kind; the text itself is never changed."""
import re
from typing import Iterator

from briefing.model import Block, Document


def find_blocks(document: Document) -> Iterator[Block]:
    """The non-empty lines of a document, in order, each with what it is for."""
    title = False
    for line in re.finditer(r"[^\n\r]+", document.text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words[0])
            kind = "body" if title else "title"
            title = True
            yield Block(document.span(start, start + len(words)), kind)
