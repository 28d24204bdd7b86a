"""One source of a story: its kind, the place it names, and what goes with it."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from briefing.config.fetch import looks_like_address, read_address, read_count
from briefing.paths import unreadable
from briefing.yamlfile import Node, shown
from briefing.yamlfile.shape import Reading, list_of, read_text, whole

Kind = Literal["folder", "file", "page", "feed", "list"]  # of source; sources.READERS has a reader for each
KINDS: tuple[str, ...] = get_args(Kind)
ASKED = ("page", "feed")  # kinds that name a web address
PLAIN = (".txt", ".md")  # endings of files that hold plain text, whatever is in them
# Of files whose content tells what they are: pages and saved pages, papers, mail, subtitles, exports.
OTHER = (
    ".html",
    ".htm",
    ".xhtml",
    ".shtml",
    ".mhtml",
    ".mht",
    ".pdf",
    ".docx",
    ".eml",
    ".vtt",
    ".srt",
    ".json",
    ".jsonl",
    ".ndjson",
)
READABLE = PLAIN + OTHER
LISTS = (".txt", ".opml", ".csv")  # endings of files that hold addresses
SOURCE_KEYS = {
    **dict.fromkeys(KINDS, read_text),
    **dict.fromkeys(ASKED, read_address),
    "outlet": read_text,
    "only": list_of(read_text),
    "newest": read_count,
}


@dataclass(frozen=True, slots=True)
class Source:
    """A place to read documents from."""

    kind: Kind
    path: str  # as the editor wrote it: absolute, relative to config.yaml, or a web address
    outlet: str | None = None  # of every document in it
    only: tuple[str, ...] = ()  # words of a feed's entries that are read; all where there are none
    newest: int | None = None  # entries of a feed that are read
    where: str = field(default="", repr=False)  # "config.yaml:12"


def read_source(node: Node, name: str, reading: Reading) -> Source | None:
    """The source that an item of `sources:` describes; None, and told, where it is none."""
    if looks_like_address(node.value):
        written = shown(node.value)
        return reading.report(
            node.line,
            f"a source is '{written}'",
            f"write '- page: {written}' for one article or '- feed: {written}' for a feed",
        )
    found = reading.group(node, "a source", SOURCE_KEYS, (), reading.accepted["sources"])
    written = [kind for kind in KINDS if isinstance(node.value, dict) and kind in node.value]
    if len(written) == 1:
        return _usable(written[0], found, node, reading)
    if len(written) > 1:
        reading.report(
            node.line,
            f"a source with {' and '.join(written)}",
            "write one of them, and another source for the other",
        )
    elif isinstance(node.value, dict) and not set(node.value) - {"outlet", "only", "newest"}:
        reading.report(node.line, "a source without a place to read", reading.accepted["sources"])
    return None


def _usable(kind: Kind, found: dict, node: Node, reading: Reading) -> Source | None:
    """The source, where what it names can be read and every key fits its kind."""
    line = node.value[kind].line
    if found[kind] and kind not in ASKED:
        endings, fits = (LISTS, "file") if kind == "list" else (READABLE, kind)
        if fault := unreadable(fits, found[kind], reading.base, endings, reading.accepted[kind], kind):
            reading.report(line, *fault)
    for key in ("only", "newest"):
        if key in node.value and kind not in ("feed", "list"):
            reading.report(
                node.value[key].line, f"'{key}' of a {kind}", f"'{key}' is for a feed; take it away here"
            )
    if not found[kind]:
        return None
    return Source(
        kind,
        found[kind],
        found.get("outlet"),
        whole(found.get("only")),
        found.get("newest"),
        reading.where(node),
    )
