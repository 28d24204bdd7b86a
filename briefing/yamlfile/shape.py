"""The shape of a file that people write: values taken from its nodes, every misfit told with its line and what is accepted."""
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Callable

from briefing.model import Issue
from briefing.yamlfile.disk import shown
from briefing.yamlfile.people import Node, YamlError

LONGEST = 1000                  # characters of one text
Read = Callable[[Node, str, "Reading"], Any]        # the value of a node, called by this name; what is wrong with it is told


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file: its name, the folder its paths start from, what each key accepts, and the problems so far."""
    name: str
    base: Path
    accepted: dict[str, str]                        # by key, in words that end a message
    problems: list[tuple[int, str, str]] = field(default_factory=list)      # line, what was found, what is accepted

    def report(self, line: int, found: str, accepted: str) -> None:
        """Tell a problem and go on, so that all of them are told at once."""
        self.problems.append((line, found, accepted))

    def raise_problems(self, error: type[YamlError]) -> None:
        """Raise this error with every problem told, in the order of lines; nothing where there is none."""
        if self.problems:
            raise error(Issue(f"{self.name}:{line}", *told) for line, *told in sorted(dict.fromkeys(self.problems), key=lambda problem: problem[0]))

    def where(self, node: Node) -> str:
        """Where a node stands: "config.yaml:12"."""
        return f"{self.name}:{node.line}"

    def group(self, node: Node, name: str, keys: dict[str, Read], required: tuple[str, ...], accepted: str = "") -> dict[str, Any]:
        """What these readers make of a group of keys; a key without a value counts as not written."""
        if not isinstance(node.value, dict):
            self.report(node.line, f"{name} is {kind_of(node)}", accepted or self.accepted[name])
            return {}
        for key, value in node.value.items():
            if key not in keys:
                near = get_close_matches(key.lower(), keys, 1)
                self.report(value.line, f"unknown key '{shown(key)}'", f"did you mean '{near[0]}'?" if near else f"choose one of {', '.join(keys)}")
        written = {key: value for key, value in node.value.items() if key in keys and value.value is not None}
        for key in required:
            if key not in written:
                self.report(node.at([key]).line, f"{name} has no '{key}'", self.accepted[key])
        return {key: keys[key](value, key, self) for key, value in written.items()}


def list_of(read: Read) -> Read:
    """A reader of lists, each item read with this reader."""
    def _read_each(node: Node, name: str, reading: Reading) -> tuple:
        if not isinstance(node.value, tuple):
            reading.report(node.line, f"{name} is {kind_of(node)}", reading.accepted[name])
            return ()
        return tuple(read(item, name, reading) for item in node.value)
    return _read_each


def named(read: Read) -> Read:
    """A reader of groups whose keys are names the editor chooses, each value read with this reader."""
    def _read_all(node: Node, name: str, reading: Reading) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            reading.report(node.line, f"{name} is {kind_of(node)}", reading.accepted[name])
            return {}
        return {key: read(item, key, reading) for key, item in node.value.items() if read_text(Node(item.line, key), name, reading)}
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
        return reading.report(node.line, f"{name} holds the character U+{ord(bad[0]):04X}, which cannot be seen", accepted)
    if len(text) > LONGEST:
        return reading.report(node.line, f"{name} is {len(text):,} characters long", f"at most {LONGEST:,} are accepted")
    return text
