"""The proof step: before anything is written, every quote, number and name is read again from the stored text.

What cannot be traced is withheld and counted; what rests on a withheld claim goes with it.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.extract.figures.numbers import read_numbers
from briefing.lexicon import alternation, word_set
from briefing.model import ActorCard, Claim, Due, Entry, Figure, Line, Metric, Open, Span, Summary, Withheld
from briefing.summary.checked import NAMED, id_of, names_of

LISTS = (
    "claims",
    "actors",
    "places",
    "movements",
    "timeline",
    "origins",
    "groups",
    "findings",
    "positions",
    "ratings",
    "metrics",
    "bluf",
    "next",
    "unknown",
    "documents",
)
NEGATIONS = re.compile(
    rf"\b(?:{alternation(word_set('hedges', 'negative', 'negations'))})\b|n['’]t\b", re.IGNORECASE
)
SOFTENERS = re.compile(rf"\b(?:{alternation(word_set('hedges', 'kept in print'))})\b", re.IGNORECASE)
OUR_DAY = re.compile(r" \((?:reported )?\d{1,2} [A-Z][a-z]{2}(?: \d{4})?\)")
BETWEEN = 40  # characters between cue and content that belong to them: "confirmed on Monday that"
PLAIN = (str, int, float)  # values that hold no record
PRINTED = 3  # words of a content that must stand in a line for it to be printed there
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def prove(summary: Summary, texts: Mapping[str, str]) -> Summary:
    """The summary without what its documents do not bear out; `withheld` says what, where and why."""
    withheld = list(summary.withheld)
    kept: dict[str, tuple] = {}
    for name in LISTS:
        kept[name], ids = (), set()
        for record in getattr(summary, name):
            fault = next(faults(record, texts), None)
            if name in NAMED:
                fault = fault or ("another has its id" if id_of(record) in ids else None)
                ids.add(id_of(record))
            if fault:
                withheld.append(Withheld(what=name.rstrip("s"), where=_label(record), why=fault))
            else:
                kept[name] += (record,)
    by_id = {claim.id: claim for claim in kept["claims"]}
    claims = by_id.keys()
    for name in ("metrics", "bluf", "next", "unknown"):
        lost = {record: words for record in kept[name] if (words := lost_words(record, by_id, texts))}
        withheld += [
            Withheld(name.rstrip("s"), _label(record), f"it leaves out “{words}”")
            for record, words in lost.items()
        ]
        kept[name] = tuple(record for record in kept[name] if record not in lost)
    for name in LISTS[1:]:
        standing = []
        for record in kept[name]:
            record = _without(record, claims)
            if record is None:
                withheld.append(
                    Withheld(what=name.rstrip("s"), where="", why="it rests on a claim that is withheld")
                )
            else:
                standing.append(record)
        kept[name] = tuple(standing)
    return dataclasses.replace(summary, **kept, withheld=tuple(withheld))


def faults(record: Any, texts: Mapping[str, str]) -> Iterator[str]:
    """Every way in which a record, or a record inside it, is not borne out by the stored texts."""
    if isinstance(record, Span):
        text = texts.get(record.document)
        if text is None:
            yield f"document {record.document} has no stored text"
        elif (
            not 0 <= record.start < record.end <= len(text) or text[record.start : record.end] != record.quote
        ):
            yield f"the words at {record.document}:{record.start}-{record.end} are not the quote"
        return
    if isinstance(record, Figure) and not number_stands(record):
        yield f"the number is not in its words at {record.span.document}:{record.span.start}-{record.span.end}"
    if isinstance(record, Entry) and not _in_words(record.value, record.span.quote):
        yield f"the value is not in its words at {record.span.document}:{record.span.start}-{record.span.end}"
    if isinstance(record, ActorCard):
        forms = {span.quote for span in record.mentions}
        if missing := [alias for alias in record.actor.aliases if alias not in forms]:
            yield f"{len(missing)} forms of the name stand nowhere in the reports"
    if isinstance(record, Claim) and (record.content[0].document != record.document):
        yield "its words are another document's"
    if dataclasses.is_dataclass(record):
        inside = [getattr(record, name) for name in names_of(type(record))]
    else:
        inside = record if isinstance(record, (tuple, list)) else ()
    for inner in inside:
        if inner is not None and not isinstance(inner, PLAIN):
            yield from faults(inner, texts)


def lost_words(
    record: Line | Metric | Due | Open, claims: Mapping[str, Claim], texts: Mapping[str, str]
) -> str | None:
    """The first negation or hedge of a claim that is not in what is printed of it: "has not confirmed" told as "confirmed"."""
    if isinstance(record, Metric):
        shown = [
            (entry.claim, entry.value)
            for entry in record.readings
            if record.kind in ("figure", "planned figure")
        ]
        return next(
            (
                word
                for id, value in shown
                if id in claims and claims[id].negated
                for word in _negations_of_cue(claims[id], texts)
                if word not in value
            ),
            None,
        )
    printed = record.text if isinstance(record, Line) else record.span.quote
    ids = record.claims if isinstance(record, Line) else record.claims[:1]
    return next((word for id in ids if id in claims for word in lost_from(claims[id], printed, texts)), None)


def lost_from(claim: Claim, printed: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Negations and hedges in a claim's cue, between cue and content, and in the part of the content that is printed, that the printed words lack."""
    text, words = texts[claim.document], _plain(OUR_DAY.sub("", printed))
    needed: list[str] = []
    for part in claim.content:
        told = _plain(part.quote).split()
        count = next((n for n in range(len(told), 0, -1) if " ".join(told[:n]) in words), 0)
        if count >= min(PRINTED, len(told)):
            here = " ".join(told[:count])
            needed += _found(here) + _found(
                _plain(text[claim.cue.end : part.start])
                if claim.cue and 0 < part.start - claim.cue.end < BETWEEN
                else ""
            )
    needed += (
        _negations_of_cue(claim, texts)
        if needed or any(_plain(part.quote)[:20] in words for part in claim.content)
        else []
    )
    held = _found(words)
    for word in needed:
        if needed.count(word) > held.count(word):
            yield word


def _negations_of_cue(claim: Claim, texts: Mapping[str, str]) -> list[str]:
    """The negations of a denied cue; the words before it in its sentence where the cue itself has none ("No official has confirmed")."""
    if claim.cue is None or not claim.negated:
        return []
    return (
        _found(_plain(claim.cue.quote))
        or _found(_plain(texts[claim.document][claim.sentence.start : claim.cue.start]))[-1:]
    )


def _found(words: str) -> list[str]:
    return [found.group().lower() for pattern in (NEGATIONS, SOFTENERS) for found in pattern.finditer(words)]


def _plain(words: str) -> str:
    return " ".join(words.split()).lower().replace("’", "'")


def number_stands(figure: Figure) -> bool:
    """Whether the figure's number, where written in digits, has the digits of its low or high end."""
    written = DIGITS.findall(figure.span.quote)
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if (
        not written
        or not ends
        or any(
            number.spelled and {number.low, number.high}.intersection(ends)
            for number in read_numbers(figure.span.quote)
        )
    ):
        return True  # "two 737 jets": the number is the spelled one

    def digits(number: str) -> str:
        return number.replace(",", "").replace(".", "").strip("0")

    return any(digits(number) == digits(f"{end:.6f}") for number in written for end in ends)


def _in_words(value: str, quote: str) -> bool:
    """A value as written, or one of our own plain words for a kind of finding or an origin's name."""
    if value in quote or not DIGITS.search(value) or any(digits in quote for digits in DIGITS.findall(value)):
        return True
    amounts = {end for number in read_numbers(quote) for end in (number.low, number.high) if end is not None}
    return all(
        float(digits.replace(",", "")) in amounts for digits in DIGITS.findall(value)
    )  # "at least 9" of "at least nine people"


def _without(record: Any, claims: set[str]) -> Any:
    """The record with withheld claims taken out; None where nothing is left to rest on."""
    if isinstance(getattr(record, "claim", None), str) and record.claim not in claims:
        return None
    changes: dict[str, Any] = {}
    if isinstance(held := getattr(record, "claims", None), tuple) and held:
        left = tuple(claim for claim in held if claim in claims)
        if left != held:
            if not left or type(record).__name__ in ("Finding", "Line"):
                return None
            changes["claims"] = left
    if getattr(record, "latest", None) and record.latest not in claims:
        changes["latest"] = changes.get("claims", held)[0] if changes.get("claims", held) else None
    if isinstance(readings := getattr(record, "readings", None), tuple):
        if any(entry.claim not in claims for entry in readings):
            return None  # its value and range were chosen from all of them
    return dataclasses.replace(record, **changes) if changes else record


def _label(record: Any) -> str:
    inner = getattr(record, "actor", None) or getattr(record, "place", None)
    for name in ("id", "claim", "document"):
        for holder in (record, inner):
            if isinstance(value := getattr(holder, name, None), str):
                return value
    return type(record).__name__.lower()
