"""The parts of a line that a person wrote as YAML, seen without a parser: indentation, dashes, key, value."""

import re
from collections.abc import Iterator

HARD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"  # spaces of web pages and word processors
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # where YAML ends a line
LINE = re.compile(
    r"""
    (?P<indent> [ \t]*) (?P<dashes> (?:-[ ]+)*)
    (?: (?P<key> "[^"]*" | '[^']*' | [^\s\#"'\[\]{},:] [^:\#]* | ) : (?=\s|$) [ \t]* )?
    (?P<value> .*)""",
    re.VERBOSE,
)


def hard_space(character: str) -> tuple[str, str]:
    """What to tell of a space that YAML does not take for one."""
    found = f"a hard space (U+{ord(character):04X}), as web pages have them"
    return found, "put an ordinary space in the place of it"


def ordinary_spaces(line: str) -> str:
    """The line with ordinary spaces in the place of hard ones before its first word and after its colons."""
    return re.sub(rf"^[ \t{HARD}-]*|:[ \t{HARD}]+", lambda part: re.sub(f"[{HARD}]", " ", part[0]), line)


def is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def column_of(line: re.Match) -> int:
    """Where the key of a line begins, its dashes stepped over."""
    return line.end("dashes")


def spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def open_keys(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """(column, line, key) of the keys that a key in the next line could stand under, outermost first."""
    keys: list[tuple[int, int, str]] = []
    for number, text in enumerate(lines):
        line = LINE.match(text)
        if is_content(text) and line["key"]:
            while keys and keys[-1][0] >= (line.end("indent") if line["dashes"] else column_of(line)):
                keys.pop()
            keys.append((column_of(line), number, line["key"]))
    yield from keys


def closes(value: str) -> int:
    """Where a quoted value ends, in characters from its first mark; 0 where it does not."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'(?!')"
    found = re.match(pattern, value)
    return found.end() if found else 0


def quoted(line: re.Match) -> str:
    """The line with its value in single quotation marks."""
    return line[0][: line.start("value")] + "'" + line["value"].rstrip().replace("'", "''") + "'"
