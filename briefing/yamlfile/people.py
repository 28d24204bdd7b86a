"""YAML that people write: refused with every problem and its line, or read as text with the line of each value."""
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

import yaml

from briefing.model import Issue
from briefing.yamlfile.disk import read_file, shown

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIMIT = 1 << 20                 # bytes of a file that a person writes
DEPTH = 50                      # lists and groups inside one another
MOST = 50                       # problems told at once


class YamlError(Exception):
    """A file that cannot be used: every problem found in it, each with file and line."""

    def __init__(self, problems):
        self.problems: tuple[Issue, ...] = tuple(problems)
        super().__init__("\n".join(f"{p.where}: {p.found}; {p.hint}" if p.hint else f"{p.where}: {p.found}" for p in self.problems))


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a person's file: text as written, None where nothing is, a list, or a group of keys; and its line."""
    line: int                   # of the key, where it has one
    value: "str | None | tuple[Node, ...] | dict[str, Node]"

    def plain(self) -> Any:
        """The value without lines: str, None, list or dict."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value] if isinstance(self.value, tuple) else self.value

    def at(self, path) -> "Node":
        """The node reached by these keys and positions, or the last one on the way there."""
        node = self
        for step in path:
            inside = isinstance(node.value, dict) and step in node.value or isinstance(node.value, tuple) and isinstance(step, int)
            if not inside:
                break
            node = node.value[step]
        return node


def read_yaml(source: Path | bytes, limit: int = LIMIT, name: str = "text") -> Node:
    """The value of a file that a person wrote; YamlError lists every problem as `file:LINE: found; accepted`.

    Plain YAML only: one document, no aliases, tags or merge keys ("billion laughs" needs them), no key twice.
    """
    if not isinstance(source, bytes):
        name = shown(source.name, 200)
        try:
            source = read_file(source, limit)
        except OSError as error:
            raise YamlError([Issue(name, f"cannot be read: {error.strerror}", "a YAML file of at most 1 MiB is accepted")]) from None
    if len(source) > limit:
        raise YamlError([Issue(name, f"{len(source):,} bytes long", f"at most {limit:,} are accepted")])
    problems: list[Issue] = []

    def report(line: int, found: str, accepted: str) -> None:
        problems.append(Issue(f"{name}:{line}", found, accepted))
        if len(problems) >= MOST:
            raise YamlError(problems)

    text = _decode(source, report)
    if text is not None:
        root = _read_document(text, report)
    if problems:
        raise YamlError(problems)
    return root


# What YAML 1.2 calls printable; a file holding anything else is damaged or not text.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _decode(data: bytes, report: Callable) -> str | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 if utf16 else data.count(b"\n", 0, error.start) + 1
        return report(line, f"the byte 0x{data[error.start]:02X} is not {'UTF-16' if utf16 else 'UTF-8'}", "save the file as UTF-8")
    bad = False
    for bad in _UNPRINTABLE.finditer(text):
        report(text.count("\n", 0, bad.start()) + 1, f"the character U+{ord(bad[0]):04X}", "text without control characters is accepted")
    return None if bad else text


def _read_document(text: str, report: Callable) -> Node | None:
    try:
        events = yaml.parse(text, Loader=LOADER)
        next(events)                                # the stream begins
        if isinstance(next(events), yaml.StreamEndEvent):
            return report(1, "the file holds nothing", "write 'key: value' lines")
        root = _read_node(next(events), events, report)
        next(events)                                # the document ends
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            report(after.start_mark.line + 1, "a second document begins ('---')", "one is accepted")
        return root
    except yaml.MarkedYAMLError as error:
        deep = too_deep(text, error)
        report(*(_too_many(deep) if deep else _explain(error, text)))
    except RecursionError as error:
        report(*error.args)


def too_deep(text: str, error: yaml.MarkedYAMLError) -> int | None:
    """The line where a bracket opens one level more than DEPTH, before the place of this error; None where none does.

    A scanner looks up to 1,024 characters ahead of what it has handed over ("[[[[…" may be a key), so a limit of the
    library's own, or any other mistake, can be met before the levels handed over are counted.
    """
    levels = 0
    mark = error.problem_mark or error.context_mark
    for bracket in re.finditer(r"([\[{])|[\]}]", text[:mark.index if mark else len(text)]):
        levels = levels + 1 if bracket[1] else max(0, levels - 1)
        if levels > DEPTH:
            return text.count("\n", 0, bracket.start()) + 1
    return None


def _too_many(line: int) -> tuple[int, str, str]:
    return line, f"more than {DEPTH} lists or groups inside one another", "write fewer"


def _read_node(event: yaml.Event, events: Iterator[yaml.Event], report: Callable, depth: int = 1) -> Node:
    """The node that begins with this event, taking the rest of it from events."""
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent):
        report(line, f"'*{shown(event.anchor)}' stands for something written elsewhere", "write it out here")
        return Node(line, None)
    if event.anchor:
        report(line, f"'&{shown(event.anchor)}' gives a value a name", "write plain values, without names")
    if event.tag:
        report(line, f"the tag {shown(event.tag)!r}", "write plain values, without tags ('!')")
    if isinstance(event, yaml.ScalarEvent):
        return Node(line, None if event.implicit[0] and event.value in ("", "~", "null") else event.value)
    if depth > DEPTH:
        raise RecursionError(*_too_many(line))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_read_node(event, events, report, depth + 1))
        return Node(line, tuple(items))
    found: dict[str, Node] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _read_node(event, events, report, depth + 1)
        value = _read_node(next(events), events, report, depth + 1)
        if not isinstance(key.value, str):
            report(key.line, "a key that is not a word", "write 'key: value'")
        elif key.value == "<<":
            report(key.line, "'<<' merges other values into these", "write them out here")
        elif key.value in found:
            report(key.line, f"'{shown(key.value)}' again, after line {found[key.value].line}", "a key is accepted once")
        else:
            found[key.value] = Node(key.line, value.value)
    return Node(line, found)


# What the parser says → what an editor reads: what was found, what is accepted. `{opened}` is the line where it began.
_SYNTAX = (
    ("cannot start any token", "a value that begins with {char!r}", "put quotation marks around such a value"),
    ("scanning a quoted scalar", "quotation marks that are never closed", "end the text with the mark it began with"),
    ("expected ',' or ']'", "the list opened with '[' in line {opened} does not end here", "write commas between its values and ']' after the last"),
    ("expected ',' or '}'", "the group opened with '{{' in line {opened} does not end here", "write commas between its keys and '}}' after the last"),
    ("mapping values are not allowed", "a colon where none is expected", "put quotation marks around text that holds ': ', and indent the keys of a group alike"),
    ("could not find expected ':'", "a line without a colon", "write 'key: value'"),
    ("expected '-' indicator", "a key between the items of a list", "begin each item with '- '"),
    ("did not find expected key", "words that belong to no key", "indent the keys of a group alike, and put quotation marks around the whole of a value"),
    ("unknown escape character", "a backslash inside double quotation marks", "use single ones, or write the backslash twice"),
)


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    opened = (error.context_mark or mark).line + 1
    char = text[mark.index: mark.index + 1]
    if char == "\t":
        return mark.line + 1, "a tab", "indent with spaces"
    for words, found, accepted in _SYNTAX:
        if words in said:
            line = opened if "quoted" in words else mark.line + 1
            return line, found.format(opened=opened, char=char), accepted.format()
    return mark.line + 1, f"not YAML ({shown(said.strip(), 100)})", "write 'key: value' lines"
