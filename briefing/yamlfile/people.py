"""YAML that people write: refused with every problem and its line, or read as text with the line of each value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from briefing.model import Issue
from briefing.yamlfile.disk import read_file, shown
from briefing.yamlfile.lines import HARD, hard_space
from briefing.yamlfile.slips import explain

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIMIT = 1 << 20  # bytes of a file that a person writes
DEPTH = 50  # lists and groups inside one another
MOST = 50  # lines of problems told at once
READ_ON = 20  # slips after which a text is read on, for what else is wrong in it
SMALL = 1 << 16  # characters of a text that is read so often


class YamlError(Exception):
    """A file that cannot be used: every problem in it with its line; of very many the first and how many more."""

    def __init__(self, problems):
        self.problems: tuple[Issue, ...] = first_of(tuple(problems))
        super().__init__(
            "\n".join(
                f"{p.where}: {p.found}; {p.hint}" if p.hint else f"{p.where}: {p.found}"
                for p in self.problems
            )
        )


def first_of(problems: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """These, or where they are more than anybody reads the first of them and how many more there are."""
    if len(problems) <= MOST:
        return problems
    name = re.sub(r":\d+\Z", "", problems[0].where)
    rest = f"and {len(problems) - MOST + 1:,} more like these"
    return (*problems[: MOST - 1], Issue(name, rest, "mend these first"))


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a person's file: text as written, None where nothing is, a list, or a group of keys; and its line."""

    line: int  # of the key, where it has one
    value: "str | None | tuple[Node, ...] | dict[str, Node]"
    comment: str = ""  # what follows a text and may be meant as part of it: "#3" in "Strike #3"

    def plain(self) -> Any:
        """The value without lines: str, None, list or dict."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value] if isinstance(self.value, tuple) else self.value

    def at(self, path) -> "Node":
        """The node reached by these keys and positions, or the last one on the way there."""
        node = self
        for step in path:
            inside = (
                isinstance(node.value, dict)
                and step in node.value
                or isinstance(node.value, tuple)
                and isinstance(step, int)
            )
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
            raise YamlError(
                [Issue(name, f"cannot be read: {error.strerror}", "a YAML file of at most 1 MiB is accepted")]
            ) from None
    if len(source) > limit:
        raise YamlError([Issue(name, f"{len(source):,} bytes long", f"at most {limit:,} are accepted")])
    problems: dict[tuple[int, str, str], None] = {}
    text = _decode(source, lambda *told: problems.setdefault(told))
    root = None if text is None else _read_document(text, lambda *told: problems.setdefault(told))
    if problems:
        raise YamlError(Issue(f"{name}:{line}", *told) for line, *told in sorted(problems, key=itemgetter(0)))
    return root


# What YAML 1.2 calls printable; a file holding anything else is damaged or not text.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# What editors save over a config by mistake, by its first bytes.
_NOT_TEXT = (
    (b"PK\x03\x04", "an Office document or ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"),
)
_PLAINLY = "write it with a plain text editor and save it as UTF-8"


def _decode(data: bytes, report: Callable) -> str | None:
    if what := next((what for magic, what in _NOT_TEXT if data.startswith(magic)), None):
        return report(1, f"the file is {what}, not plain text", _PLAINLY)
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not utf16 and max(data[::2].count(0), data[1::2].count(0)) * 4 > len(data):
        return report(1, "the file is UTF-16 without the mark that says so", "save the file as UTF-8")
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 if utf16 else data.count(b"\n", 0, error.start) + 1
        return report(
            line,
            f"the byte 0x{data[error.start]:02X} is not {'UTF-16' if utf16 else 'UTF-8'}",
            "save the file as UTF-8",
        )
    line = last = 0
    for bad in _UNPRINTABLE.finditer(text):
        line, last = line + text.count("\n", last, bad.start()), bad.start()
        report(line + 1, f"the character U+{ord(bad[0]):04X}", "text without control characters is accepted")
    return None if last or _UNPRINTABLE.match(text) else text


def _read_document(text: str, report: Callable) -> Node | None:
    """The value in a text. After a slip it is read on as it was meant, so that what else is wrong is told too."""
    told = set()
    for _ in range(READ_ON):
        try:
            return _read_whole(text, report)
        except RecursionError as error:
            return report(*error.args)
        except yaml.MarkedYAMLError as error:
            if deep := too_deep(text, error):
                return report(*_too_many(deep))
            slip = explain(error, text)
        if slip.line in told:  # mending it did not help
            return None
        told.add(slip.line)
        report(slip.line, slip.found, slip.accepted)
        if slip.mended is None or len(text) > SMALL:
            return None
        text = slip.mended
    return None


def _read_whole(text: str, report: Callable) -> Node | None:
    events = yaml.parse(text, Loader=LOADER)
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        return report(1, "the file holds nothing", "write 'key: value' lines")
    root = _read_node(next(events), events, text, report)
    next(events)  # the document ends
    after = next(events)
    if not isinstance(after, yaml.StreamEndEvent):
        report(after.start_mark.line + 1, "a second document begins ('---')", "one is accepted")
    return root


def too_deep(text: str, error: yaml.MarkedYAMLError) -> int | None:
    """The line where a bracket opens one level more than DEPTH, before the place of this error; None where none does.

    A scanner looks up to 1,024 characters ahead of what it has handed over ("[[[[…" may be a key), so a limit of the
    library's own, or any other mistake, can be met before the levels handed over are counted.
    """
    levels = 0
    mark = error.problem_mark or error.context_mark
    for bracket in re.finditer(r"([\[{])|[\]}]", text[: mark.index if mark else len(text)]):
        levels = levels + 1 if bracket[1] else max(0, levels - 1)
        if levels > DEPTH:
            return text.count("\n", 0, bracket.start()) + 1
    return None


def _too_many(line: int) -> tuple[int, str, str]:
    return line, f"more than {DEPTH} lists or groups inside one another", "write fewer"


_GLUED = re.compile(r"[ \t]+(#[^\s#][^\n\r]*)")  # "Strike #3": to YAML a comment, to its writer perhaps not
BULLETS = "•◦▪‣·*–—"


def _read_node(
    event: yaml.Event, events: Iterator[yaml.Event], text: str, report: Callable, depth: int = 1
) -> Node:
    """The node that begins with this event, taking the rest of it from events."""
    line = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent):
        report(
            line,
            f"'*{shown(event.anchor)}' stands for something written elsewhere",
            "write it out here, and quotation marks around text that begins with '*'",
        )
        return Node(line, None)
    if event.anchor:
        report(
            line,
            f"'&{shown(event.anchor)}' gives a value a name",
            "write plain values, without names, and quotation marks around text that begins with '&'",
        )
    if event.tag:
        report(
            line,
            f"the tag {shown(event.tag)!r}",
            "write plain values, without tags, and quotation marks around text that begins with '!'",
        )
    if isinstance(event, yaml.ScalarEvent):
        glued = None if event.style else _GLUED.match(text, event.end_mark.index)
        nothing = event.implicit[0] and event.value in ("", "~", "null")
        return Node(line, None if nothing else event.value, glued[1] if glued else "")
    if depth > DEPTH:
        raise RecursionError(*_too_many(line))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_read_node(event, events, text, report, depth + 1))
        return Node(line, tuple(items))
    found: dict[str, Node] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _read_node(event, events, text, report, depth + 1)
        value = _read_node(next(events), events, text, report, depth + 1)
        if fault := _key_fault(key.value, found):
            report(key.line, *fault)
        else:
            found[key.value] = replace(value, line=key.line)
    return Node(line, found)


def _key_fault(key: object, found: dict[str, Node]) -> tuple[str, str] | None:
    """What is wrong with the key of a group that has these already, and what is accepted; or None."""
    if not isinstance(key, str):
        return "a key that is not a word", "write 'key: value'"
    if re.match(f"-[{HARD}]", key):
        return hard_space(key[1])
    if key[:1] in BULLETS and key[1:2].isspace():
        told = f"'{key[0]}' before '{shown(key[2:])}', which YAML does not know as a mark of a list"
        return told, "begin each item with '- '"
    if key == "<<":
        return "'<<' merges other values into these", "write them out here"
    if key in found:
        return f"'{shown(key)}' again, after line {found[key].line}", "a key is accepted once"
    return None
