"""The proof step: before anything is written, every quote, number and name is read again from the stored text.

What cannot be traced is withheld and counted; what rests on a withheld claim goes with it.
"""
import dataclasses
import re
from typing import Any, Iterator, Mapping

from briefing.model import ActorCard, Claim, Entry, Figure, Span, Summary, Withheld
from briefing.summary.checked import NAMED, id_of

LISTS = ("claims", "actors", "places", "movements", "timeline", "origins", "groups", "findings", "positions", "ratings", "metrics", "bluf", "documents")
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
    claims = {claim.id for claim in kept["claims"]}
    for name in LISTS[1:]:
        standing = []
        for record in kept[name]:
            record = _without(record, claims)
            if record is None:
                withheld.append(Withheld(what=name.rstrip("s"), where="", why="it rests on a claim that is withheld"))
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
        elif not 0 <= record.start < record.end <= len(text) or text[record.start:record.end] != record.quote:
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
        for field in dataclasses.fields(record):
            yield from faults(getattr(record, field.name), texts)
    elif isinstance(record, (tuple, list)):
        for inner in record:
            yield from faults(inner, texts)


def number_stands(figure: Figure) -> bool:
    """Whether the figure's number, where written in digits, has the digits of its low or high end."""
    written = DIGITS.findall(figure.span.quote)
    ends = [end for end in (figure.low, figure.high) if end is not None]
    if not written or not ends:
        return True

    def digits(number: str) -> str:
        return number.replace(",", "").replace(".", "").strip("0")

    return any(digits(number) == digits(f"{end:.6f}") for number in written for end in ends)


def _in_words(value: str, quote: str) -> bool:
    """A value as written, or one of our own plain words for a kind of finding or an origin's name."""
    return value in quote or not DIGITS.search(value) or any(digits in quote for digits in DIGITS.findall(value))


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
            return None                                 # its value and range were chosen from all of them
    return dataclasses.replace(record, **changes) if changes else record


def _label(record: Any) -> str:
    inner = getattr(record, "actor", None) or getattr(record, "place", None)
    for name in ("id", "claim", "document"):
        for holder in (record, inner):
            if isinstance(value := getattr(holder, name, None), str):
                return value
    return type(record).__name__.lower()
