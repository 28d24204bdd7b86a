"""The shape of a file that people write: values taken from its nodes, every misfit told with its line and what is accepted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from briefing.model import Issue
from briefing.yamlfile.disk import shown
from briefing.yamlfile.people import BULLETS, Node, YamlError

LONGEST = 1000  # characters of one text
Read = Callable[
    [Node, str, "Reading"], Any
]  # the value of a node, called by this name; what is wrong with it is told


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file: its name, the folder its paths start from, what each key accepts, and the problems so far."""

    name: str
    base: Path
    accepted: dict[str, str]  # by key, in words that end a message
    problems: list[tuple[int, str, str]] = field(
        default_factory=list
    )  # line, what was found, what is accepted
    notes: list[Issue] = field(default_factory=list)  # what can be used as it is and may be meant otherwise

    def report(self, line: int, found: str, accepted: str) -> None:
        """Tell a problem and go on, so that all of them are told at once."""
        self.problems.append((line, found, accepted))

    def raise_problems(self, error: type[YamlError]) -> None:
        """Raise this error with every problem told, in the order of lines; nothing where there is none."""
        if self.problems:
            raise error(
                Issue(f"{self.name}:{line}", *told)
                for line, *told in sorted(dict.fromkeys(self.problems), key=lambda problem: problem[0])
            )

    def where(self, node: Node) -> str:
        """Where a node stands: "config.yaml:12"."""
        return f"{self.name}:{node.line}"

    def group(
        self, node: Node, name: str, keys: dict[str, Read], required: tuple[str, ...], accepted: str = ""
    ) -> dict[str, Any]:
        """What these readers make of a group of keys. Each decides what a key without a value is: nothing yet, or a slip."""
        if not isinstance(node.value, dict):
            self.report(node.line, f"{name} is {kind_of(node)}", accepted or self.accepted[name])
            return {}
        meant = set()
        before = 0
        for key, value in node.value.items():
            if key not in keys:
                meant.add(self._unknown(key, value, keys, value.value is None and value.line == before))
            before = value.line
        for key in required:
            if key not in node.value and key not in meant:
                self.report(node.line, f"{name} has no '{key}'", self.accepted[key])
        return {key: keys[key](value, key, self) for key, value in node.value.items() if key in keys}

    def _unknown(self, key: str, value: Node, keys: dict[str, Read], cut: bool) -> str:
        """Tell a key that is not one of these; returns the one that was probably meant, "" where none is near."""
        begun = key.partition(":")[0]
        near = begun if begun in keys else next(iter(get_close_matches(key.lower(), keys, 1)), "")
        if begun in keys:
            self.report(value.line, f"no space after the colon of '{shown(key)}'", f"write '{begun}: …'")
        elif cut and not near:
            self.report(
                value.line,
                f"a comma before '{shown(key)}' cuts the text",
                "put quotation marks around text that holds a comma",
            )
        else:
            self.report(
                value.line,
                f"unknown key '{shown(key)}'",
                f"did you mean '{near}'?" if near else f"choose one of {', '.join(keys)}",
            )
        return near


def list_of(read: Read, least: int = 0) -> Read:
    """A reader of lists of at least so many items, each item read with this reader; no value is an empty list."""

    def _read_each(node: Node, name: str, reading: Reading) -> tuple:
        items = () if node.value is None else node.value
        if not isinstance(items, tuple):
            bullet = isinstance(items, str) and items[:1] in BULLETS and items[1:2] == " "
            reading.report(
                node.line,
                f"{name} is {kind_of(node)}",
                "begin each item of a list with '- '" if bullet else reading.accepted[name],
            )
            return ()
        if len(items) < least:
            reading.report(node.line, f"{name} is empty", reading.accepted[name])
        return tuple(read(item, name, reading) for item in items)

    _read_each.items = read  # for whoever describes the file: what each item is read with
    return _read_each


def named(read: Read) -> Read:
    """A reader of groups whose keys are names the editor chooses, each value read with this reader; no value is none."""

    def _read_all(node: Node, name: str, reading: Reading) -> dict[str, Any]:
        items = {} if node.value is None else node.value
        if not isinstance(items, dict):
            reading.report(node.line, f"{name} is {kind_of(node)}", reading.accepted[name])
            return {}
        return {
            key: read(item, key, reading)
            for key, item in items.items()
            if read_text(Node(item.line, key), name, reading)
        }

    _read_all.values = read
    return _read_all


def whole(values) -> tuple:
    """The values without those that could not be read."""
    return tuple(value for value in values or () if value)


def kind_of(node: Node) -> str:
    """What a value is, in an editor's words."""
    if node.value is None:
        return "empty"
    if isinstance(node.value, str):
        return f"'{shown(node.value)}'"
    return "a list" if isinstance(node.value, tuple) else "a group of keys"


# ---------------------------------------------------------------- single values

# Controls and marks of text direction: nothing an editor means to write, and they hide what is written.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def read_text(node: Node, name: str, reading: Reading) -> str | None:
    """One line of text, without spaces around it; None, and told, where it is anything else."""
    accepted = reading.accepted[name]
    if not isinstance(node.value, str):
        return reading.report(node.line, f"{name} is {kind_of(node)}", accepted)
    text = node.value.strip()
    if not text:
        return reading.report(node.line, f"{name} is empty", accepted)
    if bad := _INVISIBLE.search(text):
        return reading.report(
            node.line, f"{name} holds the character U+{ord(bad[0]):04X}, which cannot be seen", accepted
        )
    if len(text) > LONGEST:
        return reading.report(
            node.line, f"{name} is {len(text):,} characters long", f"at most {LONGEST:,} are accepted"
        )
    if node.comment:
        reading.notes.append(
            Issue(
                reading.where(node),
                f"{name} ends before '{shown(node.comment)}', which is read as a comment",
                "put quotation marks around text that holds a '#', or write a space after the '#' of a comment",
            )
        )
    return text
