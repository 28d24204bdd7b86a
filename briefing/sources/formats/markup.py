"""Markup of an entry or a letter → its lines: text as it stands, parted where blocks and line breaks part it."""

from lxml.etree import iterwalk

from briefing.sources.formats.page import parse_markup

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
SILENT = frozenset("button head iframe noscript script select style svg template title".split())


def paragraphs_of(markup: str) -> list[str]:
    """The lines of markup, or of text without any, each on one line; none is empty."""
    if "<" not in markup and "&" not in markup:
        return [line for line in (" ".join(part.split()) for part in markup.split("\n\n")) if line]
    tree = parse_markup(f"<div>{markup}</div>")
    if tree is None:
        return []
    lines = _Lines()
    for event, node in iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            lines.begin(node)
        elif event == "end":
            lines.end(node)
        if event != "start" and node is not tree:
            lines.add(node.tail)
    return [line for line in (" ".join("".join(parts).split()) for parts in lines.parts) if line]


class _Lines:
    """The lines so far, each in pieces; a block begins and ends one."""

    def __init__(self):
        self.parts: list[list[str]] = [[]]
        self.silent = 0  # elements without words that are open

    def begin(self, node) -> None:
        self.silent += node.tag in SILENT
        self._part(node)
        self.add(node.text)

    def end(self, node) -> None:
        self.silent -= node.tag in SILENT
        self._part(node)

    def add(self, text: str | None) -> None:
        if text and not self.silent:
            self.parts[-1].append(text)

    def _part(self, node) -> None:
        if node.tag not in INLINE:
            self.parts.append([])


def plain_text(markup: str | None) -> str | None:
    """A title in one line, without tags; None where there is none."""
    return " ".join(paragraphs_of(markup)) or None if markup else None
