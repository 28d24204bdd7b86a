"""Markup of an entry or a letter → its lines: text as it stands, parted where blocks and line breaks part it."""
from lxml.etree import iterwalk

from briefing.sources.formats.page import parse_markup

INLINE = frozenset(("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
                    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label"))
SILENT = frozenset(("script", "style", "iframe", "noscript", "template", "svg", "head", "title", "button", "select"))


def paragraphs_of(markup: str) -> list[str]:
    """The lines of markup, or of text without any, each on one line; none is empty."""
    if "<" not in markup and "&" not in markup:
        return [line for line in (" ".join(part.split()) for part in markup.split("\n\n")) if line]
    tree = parse_markup(f"<div>{markup}</div>")
    if tree is None:
        return []
    lines: list[list[str]] = [[]]
    silent = 0
    for event, node in iterwalk(tree, events=("start", "end", "comment", "pi")):
        named = isinstance(node.tag, str)
        if named and node.tag in SILENT:
            silent += 1 if event == "start" else -1
        if named and node.tag not in INLINE:
            lines.append([])
        text = node.text if event == "start" and named and not silent else None
        tail = node.tail if event in ("end", "comment", "pi") and not silent and node is not tree else None
        lines[-1] += filter(None, (text, tail))
    return [line for line in (" ".join("".join(parts).split()) for parts in lines) if line]


def plain_text(markup: str | None) -> str | None:
    """A title in one line, without tags; None where there is none."""
    return " ".join(paragraphs_of(markup)) or None if markup else None
