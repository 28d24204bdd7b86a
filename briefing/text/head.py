"""The head of a report, above its first paragraph: which lines are the outlet's own name, the date, or the mark of a press release."""

import re
from functools import cache
from typing import NamedTuple, Sequence

from briefing.lexicon import alternation, read_lexicon
from briefing.text.days import DAY, YEAR, only_a_day
from briefing.text.lines import ENDS, INSIDE, Line
from briefing.text.names import Part, is_edition, is_name, read_parts

DEEPEST = 9  # lines that can belong to the head
LONGEST = 200  # characters of a line of the head
# Words that may follow a date: "Friday 18 November 2033. What others write about the cables, read for you."
WORDS = 16


def read_head(lines: Sequence[Line], own: Sequence[str | None]) -> dict[int, str]:
    """What the lines above the first paragraph are, for those that are an outlet's name, a date, or a mark of a release."""
    rows = _rows(lines, own)
    kinds = {row.at: kind for number, row in enumerate(rows) if (kind := _own(row, first=not number))}
    released = any(kind == "label" for kind in kinds.values()) or any(row.mark for row in rows)
    for place, row in enumerate(rows):
        if row.names and not row.others and row.at not in kinds and _is_masthead(place, rows, lines, kinds):
            kinds[row.at] = "masthead"
    if released and "masthead" not in kinds.values():
        kinds.update(_issuer(rows, lines, kinds))
    for row in rows:
        if kinds.get(row.at, "dateline") == "dateline" and row.days and not row.others:
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
    """ "Your Sunday scan of the papers - 17 August 2031, no. 204": a full date after a dash or a bar, and nothing but notes after it."""
    others = [number for number, part in enumerate(row.parts) if part.kind not in ("day", "note")]
    after = row.parts[others[-1] + 1 :] if others else ()
    return bool(
        after
        and YEAR.search(row.plain[after[0].start :])
        and DAY.search(row.plain[after[0].start :])
        and re.search(r"(?:\s-|[|·(])\s*$", row.plain[: after[0].start])
    )


def _own(row: Row, first: bool) -> str | None:
    """What a row is by its own words: a date, or the mark of a release."""
    if row.kind is None and (_day_first(row.plain) or not first and row.others and _day_last(row)):
        return "dateline"
    if row.kind is None and row.mark and _only_a_mark(row.plain):
        return "label"
    return None


def _only_a_mark(plain: str) -> bool:
    found = release_mark().match(plain)
    return bool(found) and not re.search(
        r"[^\W\d_]{3,}", re.sub(r"(?i)\bof\b|\b(?:no|nr)\b\.?", "", plain[found.end() :])
    )


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
    beside = dated or under_a_date or any(map(_says_when, near))
    if not dated and not _leaves_a_title(place, rows, kinds) and not (sure and under_a_date):
        return False
    if sure:
        return sure == 2 or beside
    first = all(other.kind or other.at in kinds for other in rows[:place])
    return (
        edition
        or first
        and beside
        and not row.notes
        and len(row.names) == 1
        and _is_distinct(row.names[0].text, row.at, lines)
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
    for row in (*reversed(rows[:at]), *rows[at + 1 : at + 2]):
        if row.at not in kinds and row.kind in (None, "label") and _is_body(row.plain, row.at, lines):
            return {row.at: "masthead"}
    return {}


def _is_body(plain: str, at: int, lines: Sequence[Line]) -> bool:
    """Whether a line is nothing but the name of a body: by its legal form, a word for bodies, or because the text calls it so."""
    name = legal_form().sub("", plain).strip(" ,.")
    if not is_name(name) or DAY.search(name) or len(name.split()) < 2 and name == plain:
        return False
    if name != plain or _bodies().search(name):
        return True
    return any(name.lower() in line.plain.lower() for number, line in enumerate(lines[:40]) if number != at)


def named_after_mark(plain: str) -> re.Match[str] | None:
    """The body that a mark names itself: "Statement by the Ministry of Health"."""
    mark = release_mark().match(plain)
    found = (
        re.compile(
            r"[\s:-]*(?:by|of|from|issued by)\s+(?:the\s+)?(?P<name>[A-Z][^.;:,|]{2,70}?)[\s.]*$"
        ).match(plain, mark.end())
        if mark
        else None
    )
    return (
        found
        if found
        and is_name(found["name"])
        and (_bodies().search(found["name"]) or legal_form().search(found["name"]))
        else None
    )


@cache
def release_mark() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(read_lexicon('outlets')['release marks'])})(?!\w)[^\w]*(?:(?:no|nr|n°)\b[.\s]*)?[\d/.-]*",
        re.I,
    )


@cache
def legal_form() -> re.Pattern[str]:
    """A legal form at the end of a company's name: "Naviera Valdivia S.A."."""
    return re.compile(rf"[\s,]+(?:{alternation(read_lexicon('outlets')['legal forms'])})\.?$")


@cache
def _bodies() -> re.Pattern[str]:
    words = read_lexicon("bodies")
    return re.compile(
        rf"\b(?:{alternation([*words['of a state'], *words['other'], *words['openers']])})\b", re.I
    )
