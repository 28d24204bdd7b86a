"""What the parts of a line in the head of a report are: the name of an outlet, a day, a note about the edition."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.text.days import WEEKDAY, YEAR, only_a_day

LONGEST_NAME = 8  # words
LONGEST_SIGNATURE = 70  # characters
# Where one part of a line ends and the next begins: "Lakeshore Online | News desk | 14/04/2032, 13:22".
BETWEEN = re.compile(
    r"\s*[|·•»›→>]+\s*|\s+[-/]{1,3}\s+|[,;:]\s+|(?<=[^\W\d]{3})\.\s+|(?<=\d)\.\s+|\s*[()\[\]]+[\s.,]*|\.$"
)
FREQUENCY = re.compile(r"\s+\d{2,4}(?:[.,]\d)?(?:\s*(?:FM|AM|MHz|kHz))?$")
# "RED SEA REVIEW No. 611", "The Tamar Letter, issue 12"
NUMBERED = re.compile(r"[\s,]+(?:(?:no|nr|n°|vol|issue|number)\b\.?|#)\s*\d+\W*$", re.I)
PAGE = re.compile(r"(?:p|pp|pages?|pg)\b\.?\s*[A-Z]?\d+(?:\s*-\s*\d+)?", re.I)
WRITTEN_BY = re.compile(r"(?:\w+\s)?by\s+[A-Z]", re.I)
WORD = re.compile(r"[^\s]+")


class Part(NamedTuple):
    """Characters start:end of a line and what they are: `day`, `note`, `section`, `name`, `other`; how surely an outlet's name, 0 to 2."""

    start: int
    end: int
    text: str
    kind: str
    sure: int = 0


def read_parts(plain: str) -> tuple[Part, ...]:
    """The parts of a line between bars, dashes, commas and brackets, each with what it is."""
    return tuple(_part(plain, start, end) for start, end in _cut(plain))


def _cut(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for between in BETWEEN.finditer(plain):
        if between.start() > start:
            yield start, between.start()
        start = max(start, between.end())
    if start < len(plain):
        yield start, len(plain)


def _part(plain: str, start: int, end: int) -> Part:
    text = plain[start:end]
    sure = sureness(text)
    if only_a_day(text) or re.fullmatch(r"(?:19|20)\d\d", text):
        return Part(start, end, text, "day")
    if WRITTEN_BY.match(text) or PAGE.fullmatch(text) or re.fullmatch(rf"(?:on )?{WEEKDAY}", text, re.I):
        return Part(start, end, text, "note")
    bare = _words()["desk"].sub("", NUMBERED.sub("", text))
    if bare != text and (sure := sureness(bare)):
        return Part(start, start + len(bare), bare, "name", sure)
    if sure < 2 and _words()["note"].search(text) and len(text.split()) <= LONGEST_NAME:
        return Part(start, end, text, "note")
    if text.lower() in _words()["sections"]:
        return Part(start, end, text, "section")
    if is_name(text):
        return Part(
            start, end - len(text) + len(FREQUENCY.sub("", text)), FREQUENCY.sub("", text), "name", sure
        )
    return Part(start, end, text, "other")


def is_name(text: str) -> bool:
    """Whether every word is written like a name's: capital letters, small words between."""
    words = WORD.findall(text)
    small = _words()["small"]
    return (
        0 < len(words) <= LONGEST_NAME
        and all(
            word[0].isupper()
            or word[0].isdigit()
            or word.lower() in small
            or word[:2].lower() in ("l'", "d'")
            for word in words
        )
        and not re.search(r"[:;|?!\"]", text)
        and words[-1].lower() not in small
        and (words[0][0].isupper() or words[0][:2] in ("l'", "d'"))
        and any(map(str.isalpha, text))
    )


def sureness(text: str) -> int:
    """2 where a name has a word that makes it an outlet's at its end or head, 1 where that word may be another's, else 0."""
    if not is_name(text):
        return 0
    text = FREQUENCY.sub("", text)
    if text in known_outlets() or text in read_lexicon("outlets")["agencies"]:
        return 2
    bare = _words()["article"].sub("", text)
    if bare.lower() in word_set("outlets", "last words"):
        return 0
    if len(bare.split()) > 1 and (_words()["last"].search(bare) or _words()["first"].match(bare)):
        return 2
    several = len(text.split()) > 1
    return int(several and bool(_words()["doubtful"].search(text) or _words()["article"].match(text)))


def is_edition(part: Part) -> bool:
    """Whether a part tells an edition, a service or a desk, which only an outlet has."""
    return part.kind == "note" and bool(_words()["edition"].search(part.text))


def is_place_and_day(plain: str) -> bool:
    """Whether a line is nothing but a place and a full date."""
    kinds = [part.kind for part in read_parts(plain)] if len(plain) <= LONGEST_SIGNATURE else []
    return kinds in (["name", "day"], ["name", "name", "day"]) and bool(YEAR.search(plain))


@cache
def _words() -> dict:
    words = read_lexicon("outlets")

    def pattern(form: str, *keys: str) -> re.Pattern[str]:
        return re.compile(form.format(alternation(word for key in keys for word in words[key])), re.I)

    return {
        "last": pattern(r"(?:^|[\s&-])(?:{})$", "last words"),
        "first": pattern(r"(?:{})\s", "first words"),
        "doubtful": pattern(r"(?:^|[\s&-])(?:{})$", "doubtful last words"),
        "desk": pattern(r"\s+(?:{})$", "desks of a name"),
        "article": pattern(r"^(?:(?:{})\s+|[LD]')(?=\w)", "articles"),
        "note": pattern(r"(?<!\w)(?:{})(?!\w)", "edition words", "beside words"),
        "edition": pattern(r"(?<!\w)(?:{})(?!\w)", "edition words"),
        "small": frozenset(words["small words"]),
        "sections": frozenset(read_lexicon("boilerplate")["labels"]) | _countries(),
    }


@cache
def live_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(read_lexicon('boilerplate')['live words'])})\b", re.I)


@cache
def known_outlets() -> frozenset[str]:
    """The names of known outlets as written, those of several words in capitals too."""
    names = {
        name
        for entry in read_lexicon("media").values()
        if entry.get("role") != "platform"
        for name in (entry["name"], *entry.get("also", ()))
    }
    return frozenset(names | {name.upper() for name in names if " " in name})


def _countries() -> frozenset[str]:
    """The names of countries, in small letters."""
    return frozenset(
        name.lower()
        for entry in read_lexicon("countries").values()
        for name in (entry["name"], *entry.get("also", ()))
    )
