"""The layout of a document: every line that says something is a block of some kind; the text itself is never changed."""

import re
from collections.abc import Iterator

from briefing.model import Block, BlockKind, Document, TextKinds
from briefing.text.kinds import LABELLED, LONGEST, outlet_words, sort_lines
from briefing.text.langid import find_language
from briefing.text.lines import BULLET, Line, read_lines
from briefing.text.outlet import find_outlet
from briefing.text.printed import told_name
from briefing.text.readers import find_appeal

__all__ = ["find_blocks", "find_language", "find_outlet", "told_name"]

ENTRIES = 3  # lines that begin with a time, from which a page is a live one
# "14:05 Water reaches the mill", "17:50 | Lithuania"
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)?\s*[|:>►-]?\s*(?=[^\W\d]|[\"'])")
# "+++ 15:31 +++ ", "[06h40] ", "*** 9:05 pm *** ": a time set off by marks, also before a whole sentence
MARKED_TIME = re.compile(
    r"(?:[+*=#~>-]{2,}\s*|\[)\d{1,2}[:.h]\d\d(?:\s*(?:[ap]\.?m\.?|[A-Z]{2,5}))?(?:\s*[+*=#~<-]{2,}|\])\s*",
    re.I,
)
TAIL = re.compile(r"\(?\s*(?:Reporting|Additional reporting|Writing|Editing) by [^()]{3,300}\)?\.?$")


def find_blocks(document: Document) -> Iterator[Block]:
    """The paragraphs of a document in order, hard-wrapped lines joined, each with what it is for; no language model."""
    lines = list(read_lines(document.text))
    kinds = list(sort_lines(lines))
    names, timed = (
        outlet_words(lines, kinds),
        sum(bool(CLOCK.match(line.plain) or MARKED_TIME.match(line.plain)) for line in lines) >= ENTRIES,
    )
    for line, kind in zip(lines, kinds):
        start = line.start + _before_the_words(line, kind, timed)
        if (
            start > line.start
            and (kind != "body" or not line.bullet)
            and document.text[line.start : start].strip(" |:-–—")
        ):
            yield Block(
                document.span(line.start, line.start + len(document.text[line.start : start].rstrip())),
                "label",
            )
        cut, foot = _foot(line, names) if kind == "body" else (None, kind)
        before = document.text[start : line.start + cut].rstrip() if cut else ""
        if cut and before:
            yield Block(document.span(start, start + len(before)), kind)
            yield Block(document.span(line.start + cut, line.end), foot)
        else:
            yield Block(document.span(start, line.end), kind)


def _before_the_words(line: Line, kind: BlockKind, timed: bool) -> int:
    """How many characters stand before a line's own words: a bullet, "VIDEO: " of a title, the time of a live entry."""
    mark = BULLET.match(line.plain) if line.bullet and kind in TextKinds else None
    if kind == "title":
        mark = mark or LABELLED.match(line.plain)
    if timed and kind == "heading":
        mark = mark or CLOCK.match(line.plain)
    if timed and kind in TextKinds:
        mark = mark or MARKED_TIME.match(line.plain)
    return mark.end() if mark and mark.end() < len(line.plain) else 0


def _foot(line: Line, names: frozenset[str]) -> tuple[int | None, BlockKind]:
    """Where a paragraph goes over into a sign-off or an appeal, and which: "… the port said. (Reporting by A; Editing by B)"."""
    tail = TAIL.search(line.plain[-LONGEST:])
    if tail:
        return len(line.plain) - len(tail.group()), "byline"
    return (find_appeal(line.plain, names) if len(line.plain) <= LONGEST else None), "disclaimer"
