"""Short forms a report introduces or implies: "World Health Organization (WHO)", "General Motors … GM", "Lockheed Martin … Lockheed"."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from briefing.extract.actors.gazetteer import cities
from briefing.extract.actors.names import by_first_word, find_names, index
from briefing.extract.actors.organisations import heads_of_bodies
from briefing.extract.actors.same_bodies import initials, legal
from briefing.lexicon import word_set

BRACKET = re.compile(r" \((?:the )?(?P<short>[A-Z][A-Za-z&.+-]{1,11})\)")
# 'Harlow Energy S.A. ("Harlow" or the "Company")', as contracts define short names
DEFINED = re.compile(
    r",? \((?:\w+ )?(?:the )?[\"“](?P<one>[A-Z][\w .-]{1,30})[\"”](?: (?:or|and) (?:the )?[\"“](?P<two>[A-Z][\w .-]{1,30})[\"”])?\)"
)


def find(scans: list, make: Callable, found: list, families: set[str]) -> Iterator[Any]:
    """Mentions of the organisations found so far by a short form that is nobody's surname."""
    full: dict[str, tuple[str, str]] = {}
    for one in found:
        if one.kind in ("organisation", "media") and one.reading == "name":
            text = scans[one.passage].text
            name = text[one.start : one.end]
            full.setdefault(name, (one.refers, one.kind))
    short: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in found:
        if one.kind in ("organisation", "media") and one.reading == "name":
            text = scans[one.passage].text
            bracket, defined = BRACKET.match(text, one.end), DEFINED.match(text, one.end)
            if bracket and (
                _of(bracket["short"], text[one.start : one.end])
                or _foreign(bracket["short"], text[one.start : one.end])
            ):
                short[bracket["short"]].add((one.refers, one.kind))
            for name in defined.groups() if defined else ():
                if name:
                    short[name].add((one.refers, one.kind))
    for name, who in full.items():
        whole, name = name, legal().sub("", name)
        if name != whole and (
            " " in name or len(name) > 4 and not _common(name) and name not in word_set("bodies", "other")
        ):
            short[name].add(who)
        if " " in name:
            for letters in initials(name):
                if len(letters) > 1:
                    short[letters].add(who)
            first = name.split(" ")[0]
            if len(first) > 3 and first.isalpha() and not _common(first) and not cities(first):
                short[first].add(who)
        if " " in name and len(last := name.split(" ")[-1]) > 3 and last.isalpha() and not _common(last):
            short[f"the {last}"].add(who)
            short[f"The {last}"].add(who)
    taken = {
        name for name in short if len(short[name]) > 1 or name in full or name in families or _known(name)
    }
    names = sorted(set(short) - taken)
    if not names:
        return
    forms = by_first_word(names)
    for scan in scans:
        for start, end, form in find_names(scan.text, forms):
            if scan.free(start, end) and not re.match(r" [A-Z][a-z]", scan.text[end : end + 3]):
                start += 4 if form[:4] in ("the ", "The ") else 0  # "the Monitor" of "Horn Conflict Monitor"
                scan.taken.append((start, end))
                id, kind = next(iter(short[form]))
                yield make(scan.number, start, end, kind, id)


def _of(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in the name in order ("EADS" in "European Aeronautic Defence and Space")."""
    letters = iter(name.upper())
    return all(letter in letters for letter in short.upper() if letter.isalpha())


def _foreign(short: str, name: str) -> bool:
    """Whether letters in brackets may be those of the name in another language: "Croatian Civic Union (HGU)"; not "Boeing (BA)"."""
    return (
        3 <= len(short) <= 6
        and short.isupper()
        and name.count(" ") > 0
        and heads_of_bodies().search(name) is not None
    )


def _known(name: str) -> bool:
    """Whether a lexicon already says what the name is."""
    return any(name == other for other, _ in index().get(re.split(r"\W", name)[0], ()))


def _common(word: str) -> bool:
    """Whether the first word of a name says nothing alone ("National", "American", "First")."""
    return (
        word in word_set("bodies", "say nothing alone")
        or word in word_set("names", "given")
        or word in word_set("readings", "place openers")
    )
