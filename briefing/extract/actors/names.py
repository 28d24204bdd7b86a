"""Names known from the lexicons, found in a text by their first word: longest first, one reading a character."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.extract.actors.gazetteer import regions
from briefing.extract.actors.naming import slug
from briefing.lexicon import read_lexicon

CURRENCY = ("$", "£", "€")  # "US$1.2bn" names no state
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What a lexicon says of a name. A seat ("Paris") and a country are both actor and place; the sentence decides."""

    form: Literal["country", "demonym", "seat", "organisation", "media", "group", "region", "nominal"]
    id: str  # actor id, or place id of a region
    country: str | None = None  # ISO code
    place: str | None = None  # place id, where it can be one


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at characters start:end of a text; `others` are further bearers of the name ("Georgia", "Punjab")."""

    start: int
    end: int
    known: Known
    others: tuple[Known, ...] = ()


def _plurals(word: str) -> Iterator[str]:
    yield word
    if not re.search(r"(?:s|sh|ch|ese|[mM]en|man)\Z", word):
        yield word + "s"
    if word.endswith("man"):
        yield word[:-3] + "men"


def _entries() -> Iterator[tuple[str, Known]]:
    """(name as written, what it is), the more telling lexicon first."""
    for code, entry in read_lexicon("countries").items():
        id = slug(entry["name"])
        for name in (entry["name"], *entry.get("also", ())):
            yield name.removeprefix("the ").removeprefix("The "), Known("country", id, code, id)
        for word in entry["people"]:
            for name in _plurals(word):
                yield name, Known("demonym", id, code, id)
        for name in entry["seat"]:
            yield name, Known("seat", id, code, None)
        for name in entry.get("nominals", ()):
            yield name.removeprefix("the "), Known("nominal", id, code, id)
    for file, form in (("media", "media"), ("organisations", "organisation")):
        for id, entry in read_lexicon(file).items():
            for name in (entry["name"], *entry["also"]):
                yield name, Known(entry.get("kind", form), id, entry.get("country"))
    for id, area in regions().items():
        for name in area.names:
            yield name, Known("region", id, area.place.country, id)


@cache
def index() -> dict[str, tuple[tuple[str, tuple[Known, ...]], ...]]:
    """First word → names that begin with it, longest first, each with its bearers."""
    found: dict[str, dict[str, tuple[Known, ...]]] = {}
    for name, known in _entries():
        names = found.setdefault(WORD.search(name).group(), {})
        names[name] = (*names.get(name, ()), known)
    return {
        word: tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))
        for word, names in found.items()
    }


def find_known(text: str) -> Iterator[Hit]:
    """The known names of a text in order, none inside another; linear in its length."""
    names, end = index(), 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        first = word.group()
        capitals = (
            len(first) > 3 and first.isupper() and first not in names
        )  # "SEOUL" in a dateline, "NORTH KOREA" in a headline
        for name, (known, *others) in names.get(first.title() if capitals else first, ()):
            stop = start + len(name)
            # "US" is no part of "USA" nor "Mali" of "Malibu"; the full stop of "U.S." may end the sentence too
            if (
                (text.startswith(name, start) or capitals and text.startswith(name.upper(), start))
                and not text[stop : stop + 1].isalnum()
                and text[stop : stop + 1] not in CURRENCY
            ):
                yield Hit(start, stop, known, tuple(others))
                end = stop
                break


def by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """First word → the names that begin with it, longest first: for `find_names`."""
    found: dict[str, list[str]] = {}
    for name in set(names):
        first = WORD.search(name)
        if first and first.start() == 0:
            found.setdefault(first.group(), []).append(name)
    return {word: tuple(sorted(group, key=lambda name: (-len(name), name))) for word, group in found.items()}


def find_names(text: str, names: dict[str, tuple[str, ...]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and name of each whole-word occurrence, in order; linear in the text however many names there are.

    A name inside a hyphened or "&" word is none ("Ford" in "Ford-owned" and "Johnson & Ford" stay whole).
    """
    end = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < end or text[start - 1 : start] in ("-", "&", "'"):
            continue
        for name in names.get(word.group(), ()):
            stop = start + len(name)
            if (
                text.startswith(name, start)
                and not text[stop : stop + 1].isalnum()
                and not (text[stop : stop + 1] in ("-", "&") and text[stop + 1 : stop + 2].isalnum())
            ):
                yield start, stop, name
                end = stop
                break
