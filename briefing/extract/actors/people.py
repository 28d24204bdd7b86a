"""People: a title and a name, a name the parse holds for one, and the surname alone once the full name has been given."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefing.extract.actors.names import Hit
from briefing.extract.actors.titles import SENTENCE, fields, find_titles
from briefing.lexicon import alternation, word_set

# "Yoon Suk Yeol", "Hong Jang-won", "Ramon Pacheco Pardo", "Michael O'Leary", "J. D. Vance", "Ursula von der Leyen"; never a possessive.
PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽȘȚƏ](?:\.(?:[A-Z]\.)*(?![a-z])|\w*(?:'(?!s\b)\w+)*(?:-\w+(?:'(?!s\b)\w+)*)*))"
LONGEST = 5
GOES_ON = re.compile(r" (?:al|el|ul|as|an|ar|ash|ad|ez|bin|ibn)[- ][A-Z]")  # "Abdel Fattah| al-Burhan"
LINK = re.compile(r" (?:of|to|for|at|in) (?:the )?")
SMALL_BODY = re.compile(
    r" (?:of|for|at) (?:the |an? )?[a-z-]+(?: [a-z-]+){0,2}(?: (?:of|in|at) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?(?=, )"
)
DEFINITE = re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)|'s)(?: [\w-]+){0,3} \Z")


@cache
def name_run() -> re.Pattern:
    """A run of capitalised words that may be a name, small words inside it included."""
    small = alternation(word_set("titles", "particles"))
    return re.compile(
        rf"{PART}(?: (?:(?:{small})(?:[ -](?:{small}))? )?(?:(?:al|el|ul)-)?{PART}){{0,{LONGEST - 1}}}"
    )


@dataclass(frozen=True, slots=True)
class Title:
    """A title at start:end of a text, and the name that follows it, if any."""

    start: int
    end: int
    name: tuple[int, int] | None


def clean(
    text: str, start: int, end: int, hits: Iterable[Hit], addressed: bool = False
) -> tuple[int, int] | None:
    """The part of a capitalised run that can be a person's name: no weekday at its edges, no known name or title inside."""
    stop = word_set("titles", "not a name")
    for hit in hits:
        if hit.start < end and start < hit.end:
            if hit.start <= start:
                if hit.known.form in ("seat", "region", "country") and hit.end < end and text[hit.end] == " ":
                    continue  # "Paris Hilton", "Jordan Henderson": a place's name begins many a person's
                return None
            if hit.known.form in ("seat", "region", "country") and hit.end == end and addressed:
                continue  # "Dr Washington Lima"
            if given_before(text, hit.start) and hit.known.form != "demonym":
                continue  # "Michael Bloomberg", "Ahmed Kent"
            end = min(end, hit.start)
    run = text[start:end]
    if (
        run.isupper()
        and (" " not in run and len(run) < (4 if text.isupper() else 6) or run.count(" ") > 2)
        or any(c.isdigit() for c in run)
    ):
        return None  # "GB", shouted words, "H5N1"
    while start < end:
        run = text[start:end].rstrip()
        end = start + len(run)
        parts = run.split(" ")
        if parts[-1] in word_set("bodies", "other") and (
            len(parts) != 2 or parts[0] not in word_set("names", "given")
        ):
            return None  # "General [Motors]", "St. [Francis Preparatory School]"
        if (
            len(parts) > 1
            and parts[-1].lower() in word_set("titles", "heads")
            and parts[0] not in word_set("names", "given")
        ):
            return None  # "Chief [Elections Officer]"
        if (
            parts[-1].rstrip(".") in stop
            or parts[-1] in stop
            or not parts[-1][:1].isupper()
            and not re.match(r"[a-z]{2,3}-[A-Z]", parts[-1])
        ):
            end = start + len(run) - len(parts[-1])
        elif parts[0] in stop:
            start += len(parts[0]) + 1
        else:
            return (start, end) if sum(c.isalpha() for c in run) > 1 else None
    return None


def titled(text: str, hits: list[Hit]) -> Iterator[Title]:
    """Every title with the name that follows it, straight after or after what the office is of ("Secretary of Defence Lloyd Austin")."""
    pending: tuple[int, int] | None = None
    for start, end in find_titles(text):
        if pending and text[pending[1] : start].strip(" ,-") == "":
            start = pending[0]  # "Deputy Director-General", "former minister and": titles in a row are one
        pending = start, end
        if text[end : end + 2] == ". " and text[start:end].lower() in word_set("titles", "address"):
            end += 1
        run, place = _holder(text, start, end, hits)
        addressed = text[start:end].lower().rstrip(".") in word_set("titles", "civil address")
        name = clean(text, run.start(), run.end(), hits, addressed) if run else None
        if (
            name
            and text[name[0] : name[1]].split(" ")[0] not in word_set("names", "given")
            and next(find_titles(text[name[0] : name[1]]), (1, 0))[0] == 0
        ):
            name = None  # "nominee Gov. Mike Pence", "Mr Justice Mann": the next title has the name
        if name and name[0] == run.start():
            yield Title(start, place, name)
            pending = None
        else:
            field = fields().match(text, end)
            yield Title(start, field.end() if field else end, None)


def _holder(text: str, start: int, end: int, hits: list[Hit]) -> tuple[re.Match | None, int]:
    """The capitalised run that may name the holder of an office at start:end, and where the office ends with what it is of."""
    field = fields().match(text, end)
    place = field.end() if field else end
    link = LINK.match(text, place)
    if link is None:
        return _straight(text, place), place
    before = text[max(0, start - 60) : start]
    if DEFINITE.search(before) or text[start].isupper() and SENTENCE.search(before):
        for body in (name_run().match(text, link.end()), SMALL_BODY.match(text, place)):
            run = _set_off(text, body.end()) if body else None
            if (
                run
            ):  # "the leader of the Harbour List, Jonas Brandt,", "the head of the water board, Jana Till,"
                return run, body.end()
    hit = next((hit for hit in hits if hit.start == link.end()), None) if field is None else None
    return (_straight(text, hit.end), hit.end) if hit else (None, place)


def _straight(text: str, end: int) -> re.Match | None:
    return name_run().match(text, end + 1) if text[end : end + 1] == " " else _set_off(text, end)


def _set_off(text: str, end: int) -> re.Match | None:
    """The full name between commas after a title: "the company's chief executive, Dr Kelly Ortberg, told"."""
    comma = _comma().match(text, end)
    run = name_run().match(text, comma.end()) if comma else None
    if (
        run
        and " " in run.group()
        and (
            text[run.end() : run.end() + 1] in (",", ".", ";", ")", ":", "")
            or text.startswith(" (", run.end())
        )
    ):
        return run
    return None


@cache
def _comma() -> re.Pattern:
    words = sorted(word_set("titles", "civil address"))
    return re.compile(
        rf", (?:(?:{alternation({word[0].upper() + word[1:] for word in words} | {'H.E'})})\.? )*"
    )


def ship(text: str, start: int, end: int) -> bool:
    """Whether a name is a ship's ("the MV Bright Star") or a storm's ("Storm Elna")."""
    if text[start:end].split(" ")[0] in word_set("names", "storms"):
        return True
    before = re.search(r"(\w+) \Z", text[max(0, start - 14) : start])
    return before is not None and before.group(1) in word_set("names", "ships")


def given_before(text: str, start: int) -> bool:
    """Whether a given name stands right before: "Michael" in "Michael Bloomberg"."""
    before = re.search(r"([^\W\d_]+) \Z", text[max(0, start - 20) : start])
    return before is not None and before.group(1) in word_set("names", "given")


def kin_before(text: str, start: int) -> bool:
    """Whether the word before says that somebody's relative is named: "his daughter Paris"."""
    before = re.search(r"\b([a-z]+) \Z", text[max(0, start - 20) : start])
    return before is not None and before[1] in word_set("names", "kin")


def part_of_a_name(doc: Any, text: str, hit: Hit) -> bool:
    """Whether the parse takes a known name for part of a person's: "Turk" in "Volker Turk", "Paris" in "Jens Paris"."""
    if hit.known.form not in ("demonym", "country", "seat", "region") or " " in text[hit.start : hit.end]:
        return False
    before = re.search(r"\b[A-Z][a-z]+ \Z", text[max(0, hit.start - 20) : hit.start])
    after = re.compile(r" [A-Z][a-z]+").match(text, hit.end)
    if before and _one_person(doc, hit.start - len(before.group()), hit.end):
        return hit.known.form == "demonym" or before.group().strip() in word_set("names", "given")
    return bool(after) and hit.known.form in ("country", "seat") and _one_person(doc, hit.start, after.end())


def _one_person(doc: Any, start: int, end: int) -> bool:
    """Whether the characters are just what the parse holds for a person's name."""
    span = doc.char_span(start, end)
    return (
        span is not None
        and span[0].ent_iob_ == "B"
        and all(token.ent_type_ == "PERSON" for token in span)
        and (span.end == len(doc) or doc[span.end].ent_iob_ != "I")
    )


def from_parse(doc: Any, text: str, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    """Names the parse holds for a person's, with its cuts mended ("Hong Jang|-won"), and nothing the lexicons know."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        run = name_run().match(text, entity.start_char)
        if not run:
            continue
        longer = text[entity.end_char : entity.end_char + 1] == "-" or GOES_ON.match(text, entity.end_char)
        start, end = entity.start_char, run.end() if longer else min(entity.end_char, run.end())
        if text[start:end].endswith("'s"):
            end -= 2
        for first, last in find_titles(text[start:end]):
            if first == 0 and last < end - start and text[start + last] == " ":
                start += last + 1
            elif first == 0 and last >= end - start - 1:
                end = start  # "President" alone is no name
            break
        name = clean(text, start, end, hits) if start < end else None
        if name:
            yield name


@cache
def family_first() -> frozenset[str]:
    """Family names of traditions that put them first."""
    return word_set("names", "family first")


def family_name(name: str) -> str:
    """The part a person is called by alone: "Mark Rutte" → Rutte, "Yoon Suk Yeol" → Yoon, "Ursula von der Leyen" → von der Leyen."""
    parts = name.split(" ")
    if (
        len(parts) in (2, 3)
        and parts[0] in family_first()
        and parts[-1] not in family_first() | word_set("names", "given")
    ):
        return parts[0]
    if (
        len(parts) > 1
        and parts[0] in family_first()
        and ("-" in parts[-1] or len(parts) == 3)
        and parts[0] not in word_set("names", "given")
    ):
        return parts[0]
    particles = word_set("titles", "particles")
    for i, part in enumerate(parts[1:-1], 1):
        if part in particles and part not in ("y", "e"):
            return " ".join(parts[i:])
    if parts[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV") and len(parts) > 1:
        return parts[-2].rstrip(",")
    return parts[-1]


def families(name: str) -> tuple[str, ...]:
    """What a person is called by alone, with and without its article: "Salim al-Harthy" → al-Harthy, Harthy."""
    family = family_name(name)
    bare = re.sub(r"\A(?:[Aa]l|[Ee]l|ul)-", "", family)
    return (family,) if bare == family else (family, bare)


def byline(text: str) -> list[tuple[int, int]]:
    """The name after "By" in a byline."""
    run = re.match(r"(?i)by ", text)
    name = name_run().match(text, run.end()) if run else None
    return [name.span()] if name else []
