"""What must hold of a summary, whoever wrote it: ids lead somewhere, dates, places and numbers make sense."""

import math
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any

from briefing.model import Claim, Entry, Figure, Finding, Group, Line, Place, Rating, Span, Summary, When
from briefing.yamlfile import shown

# Field → the list of the summary that its ids lead to. Left out is a field that may name what is not in the summary
# (an actor who is only mentioned, a place without a card, a claim that is gone): the page shows its ids as they are.
LEADS = {
    "claim": "claims",
    "claims": "claims",
    "latest": "claims",
    "document": "documents",
    "documents": "documents",
    "group": "groups",
}
NAMED = (
    "claims",
    "documents",
    "groups",
    "actors",
    "places",
    "origins",
    "findings",
)  # lists of records with ids
FILLED = {Claim: "content", Group: "claims", Line: "claims", Finding: "claims"}
DATES = ("as_of", "date", "said")  # in any record, where it is text; and the value of a When
SCALES = {"lat": 90.0, "lon": 180.0}
CREDIBILITY = range(1, 7)


def faults(summary: Summary) -> Iterator[str]:
    """Every way in which a summary does not hold together, each as "where: what"."""
    ids: dict[str, set[str]] = {}
    for name in NAMED:
        found = [id_of(record) for record in getattr(summary, name)]
        ids[name] = set(found)
        if len(found) > len(ids[name]):
            yield f"{name}: an id stands there twice"
    for value in summary.period:
        if not is_date(value):
            yield f"period: '{shown(str(value))}' is no date"
    yield from _faults(summary, "", ids)


def _faults(record: Any, where: str, ids: dict[str, set[str]]) -> Iterator[str]:
    """Those of a record and of every record in it; `where` leads to it from the summary."""
    kind = type(record)
    for name in names_of(kind):
        value = getattr(record, name)
        if is_dataclass(value):
            yield from _faults(value, f"{where}{name}: ", ids)
        elif isinstance(value, str):
            yield from _lost((value,), name, where, ids)
            if (name in DATES or kind is When and name == "value") and not is_date(value):
                yield f"{where}{name}: '{shown(value)}' is no date"
        elif isinstance(value, tuple):
            yield from _lost(value, name, where, ids)
            for number, inner in enumerate(value, 1):
                if is_dataclass(inner):
                    yield from _faults(inner, f"{where}{name} {number}: ", ids)
    if kind in FILLED and not getattr(record, FILLED[kind]):
        yield f"{where}{FILLED[kind]}: empty"
    if kind in _OWN and (found := _OWN[kind](record)):
        yield where + found


def _lost(values: tuple, name: str, where: str, ids: dict[str, set[str]]) -> Iterator[str]:
    """Ids under a field of this name that lead nowhere."""
    if name in LEADS:
        for value in values:
            if isinstance(value, str) and value not in ids[LEADS[name]]:
                yield f"{where}{name}: '{shown(value)}' is not among the {LEADS[name]}"


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """The fields of a kind of record."""
    return tuple(field.name for field in fields(kind))


def id_of(record: Any) -> str:
    """The id of a record, or of the actor or place that it is about."""
    inner = getattr(record, "actor", None) or getattr(record, "place", None)
    return getattr(record, "id", None) or getattr(inner, "id", "")


# ---------------------------------------------------------------- single values


def is_date(value: str | None) -> bool:
    """Whether it is a year, month, day or moment (ISO 8601), a range of these, `..` for an open end, or None."""
    if value is None:
        return True
    first, slash, last = value.partition("/")
    ends = [end for end in (first, *((last,) if slash else ())) if end != ".."]
    return bool(ends) and all(map(_is_moment, ends))


def _is_moment(value: str) -> bool:
    day, at, clock = value.partition("T")
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 10 :] if len(day) in (4, 7) else day)
        if at:
            time.fromisoformat(clock)
    except ValueError:
        return False
    return day.replace("-", "").isdecimal() and day.isascii() and len(day) in ((10,) if at else (4, 7, 10))


def _wrong_place(place: Place) -> str | None:
    if (place.lat is None) != (place.lon is None):
        return "lat and lon are set together or not at all"
    for name, most in SCALES.items():
        value = getattr(place, name)
        if value is not None and not abs(value) <= most:
            return f"{name}: {value} is not between -{most:.0f} and {most:.0f}"
    return None


def _wrong_span(span: Span) -> str | None:
    if not 0 <= span.start < span.end or span.end - span.start != len(span.quote):
        return f"the quote is not {span.start}-{span.end} characters of a report"
    return None


def _wrong_number(record: Figure | Entry) -> str | None:
    for name in ("low", "high"):
        value = getattr(record, name)
        if value is not None and not math.isfinite(value):
            return f"{name}: {value} is no number"
    return None


def _wrong_credibility(record: Group | Rating) -> str | None:
    return None if record.credibility in CREDIBILITY else f"credibility: {record.credibility} is not 1 to 6"


_OWN = {
    Place: _wrong_place,
    Span: _wrong_span,
    Figure: _wrong_number,
    Entry: _wrong_number,
    Group: _wrong_credibility,
    Rating: _wrong_credibility,
}
