"""Why a file that a person wrote cannot be read as YAML: the slip in its lines, and the text as it was meant.

The parser says where it gave up, which is often below the slip, and never why; its words differ between
versions. So the line itself is looked at, one kind of slip after another. The mended text only serves to find
what else is wrong.
"""

import re
from dataclasses import dataclass

import yaml

from briefing.yamlfile.disk import shown
from briefing.yamlfile.lines import (
    BREAK,
    HARD,
    LINE,
    closes,
    column_of,
    hard_space,
    is_content,
    open_keys,
    ordinary_spaces,
    quoted,
    spaces,
)

_HARD_SPACE = re.compile(rf"(?:^[ \t-]*|:[ \t]*)(?P<found>[{HARD}])")
_FOLDED = re.compile(r"[|>][-+\d]{0,2}\s*(?:#.*)?")  # the head of a text in the lines below
_UNSPACED = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/\\].*)")
_SETTING = re.compile(r"[ \t]*[\w.-]+[ \t]*=")
_QUOTES = ('"', "'")
_KEPT = "@`%*&!|>,]}"  # no plain value begins with one of these
_WHOLE = "put quotation marks around the whole value"
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong in a line, what is accepted, and the whole text with it mended; None where that is a guess."""

    line: int
    found: str
    accepted: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parser gave up: all lines, this one, the one where what it read began, the characters there."""

    lines: list[str]
    at: int
    opened: int
    char: str
    opener: str

    def slip(self, number: int, found: str, accepted: str, mended: str | None = None) -> Slip:
        """A slip in the line of this position; `mended` is that line as it was meant."""
        lines = [*self.lines[:number], mended or "", *self.lines[number + 1 :]]
        return Slip(number + 1, found, accepted, None if mended is None else "\n".join(lines))

    @property
    def line(self) -> re.Match:
        return LINE.match(self.lines[self.at])


def explain(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """The slip behind a parser's error."""
    lines = BREAK.split(text)
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    key = "simple key" in (error.context or "")  # a key was begun there and its colon never came
    at = min((begun if key else mark).line, len(lines) - 1)
    char, opener = (text[place.index : place.index + 1] for place in (mark, begun))
    place = _Place(lines, at, begun.line, char, opener)
    slip = next(filter(None, (look(place) for look in _LOOKS)), None)
    return slip or place.slip(
        at, "YAML cannot be read from here on", "write 'key: value' lines, the keys of a group indented alike"
    )


def _merge_marks(place: _Place) -> Slip | None:
    lines = place.lines
    marks = [next((n for n, line in enumerate(lines) if line.startswith(mark * 7)), None) for mark in "<=>"]
    if None in marks or marks != sorted(marks):
        return None
    kept = ["" if n in marks or marks[1] < n < marks[2] else line for n, line in enumerate(lines)]
    where = f"'=======' in line {marks[1] + 1} and '>>>>>>>' in line {marks[2] + 1}"
    return Slip(
        marks[0] + 1,
        f"the marks of a merge, '<<<<<<<', {where}",
        "keep one of the two versions and delete the other and the three marks",
        "\n".join(kept),
    )


def _fence(place: _Place) -> Slip | None:
    fences = [n for n, line in enumerate(place.lines) if line.lstrip().startswith("```")]
    if place.char != "`" or place.at not in fences:
        return None
    kept = ["" if n in fences else line for n, line in enumerate(place.lines)]
    return Slip(
        fences[0] + 1, "a line of Markdown, '```'", "delete the lines that begin with '```'", "\n".join(kept)
    )


def _settings(place: _Place) -> Slip | None:
    first = next((n for n, line in enumerate(place.lines) if is_content(line)), 0)
    section = re.fullmatch(r"\s*\[[\w .-]+\]\s*", place.lines[first])
    if section and any(map(_SETTING.match, place.lines[first:])):
        return place.slip(
            first,
            "settings written as '[section]' and 'key = value'",
            "write 'key: value' lines, as the README shows",
        )
    return None


def _tab(place: _Place) -> Slip | None:
    return place.slip(place.at, "a tab", "indent with spaces") if place.char == "\t" else None


def _hard_space(place: _Place) -> Slip | None:
    for number, line in enumerate(place.lines[: place.at + 1]):
        if hit := _HARD_SPACE.search(line):
            found, accepted = hard_space(hit["found"])
            return place.slip(number, found, accepted, ordinary_spaces(line))
    return None


def _open_quotation(place: _Place) -> Slip | None:
    """Marks not closed in their line: the next such mark, lines below, closed them; there the parser gave up."""
    for number in range(place.at, -1, -1):
        value = LINE.match(place.lines[number])["value"]
        if value[:1] not in _QUOTES or closes(value):
            continue
        if any(value[0] in line for line in place.lines[number + 1 : place.at]):
            return None
        return place.slip(
            number,
            f"quotation marks before '{shown(value[1:], 40)}' that are never closed",
            f"end the text with the mark it began with, {value[0]}",
            place.lines[number].rstrip() + value[0],
        )
    return None


def _open_bracket(place: _Place) -> Slip | None:
    if place.opener not in ("[", "{") or place.opened >= len(place.lines):
        return None
    close, what, parts = (("]", "list", "values"), ("}", "group", "keys"))[place.opener == "{"]
    line = place.lines[place.opened]
    missing = line.count(place.opener) - line.count(close)
    mended = line.rstrip() + close if missing == 1 and place.at > place.opened else None
    here = f"at '{shown(place.char)}'" if place.char.strip() else "here"
    where = f"in line {place.at + 1}" if place.at > place.opened else here
    return place.slip(
        place.opened,
        f"the {what} opened with '{place.opener}' breaks off {where}",
        f"write commas between its {parts} and '{close}' after the last, "
        "and quotation marks around text that holds such marks",
        mended,
    )


def _empty_item(place: _Place) -> Slip | None:
    if place.char == "," and re.search(r"[\[{,]\s*,", place.lines[place.at]):
        return place.slip(place.at, "a comma with nothing before it", "write one value between two commas")
    return None


def _line_above(place: _Place) -> Slip | None:
    """A key where the value of the line above was still read: that has no key, or this stands too deep."""
    above = next((n for n in range(place.at - 1, -1, -1) if is_content(place.lines[n])), None)
    if above is None or place.char != ":" or not place.line["key"] or place.line["dashes"]:
        return None
    before = LINE.match(place.lines[above])
    if before["key"] is None:
        return _unspaced(place, above) or _no_colon(place, above)
    return _indent(place) if before["value"] and column_of(before) != column_of(place.line) else None


def _kept_character(place: _Place) -> Slip | None:
    line = place.line
    if re.match(r"\s*\* ", line[0]):
        return place.slip(
            place.at,
            "'*' before an item of a list",
            "begin each item with '- '",
            line[0].replace("*", "-", 1),
        )
    value = line["value"]
    kept = value and value[0] in _KEPT and not _FOLDED.fullmatch(value)
    if kept or line["key"] and value.startswith(("- ", "? ")):
        return place.slip(place.at, f"a value that begins with '{value[0]}'", _WHOLE, quoted(line))
    if place.char and place.char in "@`":
        return place.slip(place.at, f"a value that begins with '{place.char}'", _WHOLE)
    return None


def _backslash(place: _Place) -> Slip | None:
    value = place.line["value"].rstrip()
    if not (value.startswith('"') and "\\" in value):
        return None
    single = "'" + value.strip('"').replace("'", "''") + "'"
    return place.slip(
        place.at,
        "a backslash inside double quotation marks",
        "use single ones, or write the backslash twice",
        place.line[0][: place.line.start("value")] + single,
    )


def _after_closing(place: _Place) -> Slip | None:
    value = place.line["value"]
    end = closes(value) if value[:1] in _QUOTES else value.find(_CLOSING.get(value[:1], "\n")) + 1
    if not end or not value[end:].strip() or value[end:].lstrip().startswith("#"):
        return None
    marks = "quotation marks" if value[0] in _QUOTES else "brackets"
    return place.slip(
        place.at,
        f"text after the {marks} of {shown(value[:end], 40)}",
        f"{_WHOLE}, of another kind than any in it",
        quoted(place.line),
    )


def _unspaced(place: _Place, at: int | None = None) -> Slip | None:
    number = place.at if at is None else at
    found = _UNSPACED.fullmatch(place.lines[number])
    if not found:
        return None
    key = shown(found["key"], 30)
    return place.slip(
        number,
        f"no space after the colon of '{key}:{shown(found['value'], 20)}'",
        f"write '{key}: …'",
        f"{found['before']}{found['key']}: {found['value']}",
    )


def _no_colon(place: _Place, at: int | None = None) -> Slip | None:
    number = place.at if at is None else at
    line = LINE.match(place.lines[number])
    begun = line["key"] is not None or line["dashes"] and at is None
    if begun or not is_content(line[0]) or line["value"][0] in "[{\"'":
        return None
    below = next((other for other in place.lines[number + 1 :] if is_content(other)), "")
    alone = column_of(LINE.match(below)) <= column_of(line) and not line["dashes"]
    return place.slip(
        number,
        f"a line without a colon: '{shown(line['value'], 40)}'",
        "write 'key: value'; where it goes on with the line above, indent it deeper than that",
        "" if alone else None,
    )


def _no_key(place: _Place) -> Slip | None:
    if place.line["key"] == "":
        return place.slip(place.at, "a colon without a key before it", "write 'key: value'", "")
    return None


def _second_colon(place: _Place) -> Slip | None:
    line = place.line
    if line["key"] and re.search(r":(?:\s|$)", line["value"]):
        return place.slip(
            place.at,
            f"a second colon, in '{shown(line['value'], 40)}'",
            f"{_WHOLE}: text that holds ': ' needs them",
            quoted(line),
        )
    return None


def _indent(place: _Place) -> Slip | None:
    """A key that stands under none of the keys it could belong with."""
    line, column = place.line, column_of(place.line)
    around = list(open_keys(place.lines[: place.at]))
    if not line["key"] or not around or column in (key[0] for key in around):
        return None
    further = [
        min(keys, key=lambda key: abs(key[0] - column))
        for keys in ([key for key in around if key[0] < column], [key for key in around if key[0] > column])
        if keys
    ]
    stand = " and ".join(
        f"'{shown(name, 30)}' in line {number + 1} stands {spaces(other)} in"
        for other, number, name in further
    )
    nearest = min(further, key=lambda key: (abs(key[0] - column), -key[0]))[0]
    return place.slip(
        place.at,
        f"'{shown(line['key'], 30)}' stands {spaces(column)} in, {stand}",
        "indent the keys of a group alike",
        None if line["dashes"] else " " * nearest + line[0].lstrip(),
    )


def _between_items(place: _Place) -> Slip | None:
    if place.opener == "-" and place.line["key"] and not place.line["dashes"]:
        return place.slip(place.at, "a key between the items of a list", "begin each item with '- '")
    return None


_LOOKS = (
    _merge_marks,
    _fence,
    _settings,
    _tab,
    _hard_space,
    _open_quotation,
    _empty_item,
    _open_bracket,
    _line_above,
    _kept_character,
    _backslash,
    _after_closing,
    _unspaced,
    _no_colon,
    _no_key,
    _second_colon,
    _indent,
    _between_items,
)
