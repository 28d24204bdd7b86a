"""The head of a report, above its first paragraph: which lines are the outlet's own name, the date, or the mark of a press release."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.text.days import DAY, YEAR, only_a_day
from briefing.text.lines import ENDS, INSIDE, Line
from briefing.text.names import Part, is_edition, read_parts
from briefing.text.releases import (
    is_body,
    legal_form,
    named_after_mark,
    named_before_mark,
    only_a_mark,
    release_mark,
)

DEEPEST = 9  # lines that can belong to the head
LONGEST = 200  # characters of a line of the head
MOTTO = 6  # words
SMALL = 5  # words of a line of a release that is no title
# Words that may follow a date: "Friday 18 November 2033. What others write about the cables, read for you."
WORDS = 16


def read_head(lines: Sequence[Line], own: Sequence[str | None]) -> dict[int, str]:
    """What the lines above the first paragraph are, for those that are an outlet's name, a date, or a mark of a release."""
    rows = _rows(lines, own)
    kinds = {row.at: kind for number, row in enumerate(rows) if (kind := _own(row, first=not number))}
    released = any(kind == "label" for kind in kinds.values()) or any(row.mark for row in rows)
    for place, row in enumerate(rows):
        open_to = row.names and (not row.others or _has_motto(row)) and row.at not in kinds
        issued = row.kind is None and named_before_mark(row.plain)
        if open_to and _is_masthead(place, rows, lines, kinds) or issued:
            kinds[row.at] = "masthead"
    if released and "masthead" not in kinds.values():
        kinds.update(_issuer(rows, lines, kinds))
    kinds.update(_above_a_mark(rows, kinds))
    for row in rows:
        under = kinds.get(row.at - 1) == "masthead" and row.at not in kinds and row.kind is None
        if under and _is_an_edition(row):
            kinds[row.at] = "label"  # "Verín and valley edition, Saturday"
        free = kinds.get(row.at, "dateline") == "dateline" and row.kind != "byline"
        if free and row.days and not row.others:
            kinds[row.at] = "dateline"
    return kinds


class Row(NamedTuple):
    """A line of the head in its parts."""

    at: int
    plain: str
    kind: str | None
    parts: tuple[Part, ...]
    mark: bool

    @property
    def names(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "name"]

    @property
    def days(self) -> bool:
        return any(part.kind == "day" for part in self.parts)

    @property
    def notes(self) -> bool:
        return any(part.kind == "note" for part in self.parts)

    @property
    def others(self) -> bool:
        return any(part.kind == "other" for part in self.parts)


def _rows(lines: Sequence[Line], own: Sequence[str | None]) -> list[Row]:
    rows = []
    for at, (line, kind) in enumerate(zip(lines[:DEEPEST], own)):
        parts = read_parts(line.plain) if len(line.plain) <= LONGEST else ()
        told = any(part.kind == "other" for part in parts) or not any(part.kind == "day" for part in parts)
        if kind is None and told and _is_prose(line.plain, first=not at):
            break
        if parts and kind not in ("related", "disclaimer", "caption", "url"):
            rows.append(Row(at, line.plain, kind, parts, bool(release_mark().match(line.plain))))
    return rows


def _is_prose(plain: str, first: bool) -> bool:
    """Whether a line is of the report itself: long, or a sentence, and no date before everything else."""
    words = len(plain.split())
    if words > 30 or _day_first(plain) or first and words <= 20 and not plain.endswith("."):
        return words > 30
    return (
        bool(INSIDE.search(plain))
        and words > 8
        or bool(ENDS.search(plain))
        and (words > 6 or plain[0] == '"')
    )


def _day_first(plain: str) -> bool:
    """ "Sunday, May 15, 2033. Free edition.": a full date, and not much after it."""
    found = DAY.search(plain[:60])
    return bool(
        found
        and YEAR.search(found.group())
        and only_a_day(plain[: found.end()])
        and re.match(r"\s*(?:$|[.|(,]|- )", plain[found.end() :])
        and len(plain[found.end() :].split()) <= WORDS
    )


def _day_last(row: Row) -> bool:
    """ "Your Sunday scan of the papers - 17 August 2031, no. 204": a full date after a mark, and nothing but notes after it."""
    others = [number for number, part in enumerate(row.parts) if part.kind not in ("day", "note")]
    after = row.parts[others[-1] + 1 :] if others else ()
    return bool(
        after
        and YEAR.search(row.plain[after[0].start :])
        and DAY.search(row.plain[after[0].start :])
        and re.search(r"(?:\s-|[|·(.])\s*$", row.plain[: after[0].start])
    )


def _own(row: Row, first: bool) -> str | None:
    """What a row is by its own words: a date, or the mark of a release."""
    if row.kind is None and (_day_first(row.plain) or not first and row.others and _day_last(row)):
        return "dateline"
    if row.kind is None and row.mark and only_a_mark(row.plain):
        return "label"
    return None


def _is_masthead(place: int, rows: Sequence[Row], lines: Sequence[Line], kinds: dict[int, str]) -> bool:
    row = rows[place]
    if row.kind not in (None, "label") or row.mark:
        return False
    sure = max(part.sure for part in row.names)
    dated, edition = row.days or row.notes, any(map(is_edition, row.parts))
    near = [*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]]
    under_a_date = any(
        kinds.get(other.at) == "dateline" or other.days and not other.others and not other.names
        for other in near
    )
    beside = dated or under_a_date or any(map(_says_when, near)) or row.others and row.names[0].text.isupper()
    if not dated and not _leaves_a_title(place, rows, kinds) and not (sure and under_a_date):
        return False
    if sure:
        return sure == 2 or beside or _tops_the_page(place, rows, lines)
    if row.others or "masthead" in kinds.values():
        return False
    first = all(other.kind or other.at in kinds for other in rows[:place])
    return (
        edition
        or first
        and beside
        and not row.notes
        and len(row.names) == 1
        and _is_distinct(row.names[0].text, row.at, lines)
    )


def _is_an_edition(row: Row) -> bool:
    return any(map(is_edition, row.parts)) and not row.names and not row.others and not row.days


def _has_motto(row: Row) -> bool:
    """Whether a line of the top is an outlet's name and a motto: "ADIGRAT VOICE - news of the eastern zone"."""
    first, *rest = row.parts
    return bool(
        row.at <= 1
        and first.kind == "name"
        and first.sure
        and rest
        and re.match(r"\s*(?:[|·•»›>]|-\s)", row.plain[first.end :])
        and all(len(part.text.split()) <= MOTTO for part in rest if part.kind == "other")
        and (first.text.isupper() or "·" in row.plain or "|" in row.plain)
    )


def _tops_the_page(place: int, rows: Sequence[Row], lines: Sequence[Line]) -> bool:
    """Whether a name of several words is the first line, above a title and a byline or date, and told of nowhere."""
    name = rows[place].names[0].text
    return bool(
        rows[place].at == 0
        and len(name.split()) >= 3
        and any(row.kind in ("byline", "dateline") or row.days for row in rows[1:])
        and not any(name.lower() in line.plain.lower() for line in lines[1:40])
    )


def _leaves_a_title(place: int, rows: Sequence[Row], kinds: dict[int, str]) -> bool:
    """Whether another line of the head can be the title."""
    return any(
        other.kind is None
        and other.at not in kinds
        and len(other.plain.split()) >= 3
        and not other.days
        and not other.mark
        for number, other in enumerate(rows)
        if number != place
    )


def _says_when(row: Row) -> bool:
    """Whether a neighbour is what stands beside an outlet's name: a date, an edition, who wrote it."""
    return row.kind in ("dateline", "byline") or not row.others and (row.days or row.notes)


def _is_distinct(name: str, at: int, lines: Sequence[Line]) -> bool:
    """Whether a name without a telling word is no topic, place or person of the report: its last word stands nowhere else."""
    last = name.split()[-1].lower()
    return len(last) > 3 and not any(
        last in line.plain.lower() for number, line in enumerate(lines[:40]) if number != at
    )


def _issuer(rows: Sequence[Row], lines: Sequence[Line], kinds: dict[int, str]) -> dict[int, str]:
    """The line that names the body which issues a release: the nearest above its mark, else the one below."""
    at = next((place for place, row in enumerate(rows) if row.mark), None)
    if at is None:
        return {}
    if named_after_mark(rows[at].plain):
        return {rows[at].at: "masthead"}
    near = [
        row
        for row in (*reversed(rows[:at]), *rows[at + 1 : at + 2])
        if row.at not in kinds and row.kind in (None, "label")
    ]
    tests = (
        lambda row: legal_form().search(row.plain) and is_body(row.plain, row.at, lines),
        lambda row: is_body(row.plain, row.at, lines),
        # "HGU - Croatian Civic Union"
        lambda row: not row.others and any(is_body(part.text, row.at, lines) for part in row.names),
    )
    return next(({row.at: "masthead"} for test in tests for row in near if test(row)), {})


def _above_a_mark(rows: Sequence[Row], kinds: dict[int, str]) -> dict[int, str]:
    """Short lines between the top of a release and its mark, which are no title: "Publicly Held Company - HDVL3"."""
    mark = next((row.at for row in rows if row.mark), 0)
    if "masthead" not in kinds.values():
        return {}
    return {
        row.at: "label"
        for row in rows
        if row.at < mark and row.at not in kinds and row.kind is None and len(row.plain.split()) <= SMALL
    }
