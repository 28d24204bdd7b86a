"""When two names are one person's: romanisations with the same office, a surname alone, initials."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from briefing.extract.actors.naming import folded, plain
from briefing.extract.actors.people import families, family_name
from briefing.lexicon import word_set

LONG = 14  # letters of a name as it sounds, from which two people do not bear it by chance
NEAR = 0.84  # likeness of two spellings of a long part of a name: "abdurahmana", "abdurakman"
ALIKE = 0.7  # likeness of two family names of one given name and one post
LARGEST = 40  # people of one family name that are compared with each other


def same_people(people: list[Any]) -> Iterator[tuple[str, str, str]]:
    """(id, id it is merged into, why) of people named in more than one way.

    Only names that share a key are compared: their letters, their first and last word, or how they sound.
    """
    rank = {one.id: (-len(one.documents), -sum(one.names.values()), one.order) for one in people}
    alike: dict[tuple, list[Any]] = defaultdict(list)
    for one in people:
        if " " in one.name:
            words = plain(one.name).lower().split()
            sound = folded(one.name)
            for key in (
                ("letters", _letters(one.name)),
                ("ends", words[0], words[-1]),
                ("sound", sound.replace(" ", "")),
                ("skeleton", _skeleton(sound)),
                ("family", words[-1]),
                ("given", words[0], sound.split(" ")[-1][:2]),
            ):
                alike[key].append(one)
    merged = _either(alike)
    for key in sorted(alike):
        group = sorted(alike[key], key=lambda one: rank[one.id])[:LARGEST]
        for i, first in enumerate(group):
            for other in group[i + 1 :]:
                why = (
                    _same_person(first, other) if other.id not in merged and first.id not in merged else None
                )
                if why:
                    merged.add(other.id)
                    yield other.id, first.id, why
    full = defaultdict(list)
    for one in people:
        if " " in one.name and one.id not in merged:
            for family in families(one.name):
                full[folded(family)].append(one)
    for one in people:
        if re.match(r"[A-Z]\. ", one.name) and one.id not in merged:
            bearers = [
                other
                for other in full[folded(family_name(one.name))]
                if other is not one and other.name[0] == one.name[0] and other.name[1] != "."
            ]
            if len(bearers) == 1 and not _apart(one, bearers[0]):
                merged.add(one.id)
                full[folded(family_name(one.name))].remove(one)
                yield one.id, bearers[0].id, f"the only {one.name} named in full is {bearers[0].name}"
    for one in people:
        if " " not in one.name:
            bearers = full.get(folded(one.name), [])
            if len(bearers) > 1:  # "Prime Minister Horvat" beside a prosecutor of that name
                bearers = [other for other in bearers if _shared(one, other)]
            if len(bearers) == 1 and not _apart(one, bearers[0]):
                yield one.id, bearers[0].id, f"the only {one.name} named in full is {bearers[0].name}"


def _either(alike: dict[tuple, list[Any]]) -> set[str]:
    """People who could be either of two told apart by their initials: "George Roe" beside George H. and George W. Roe; they join neither."""
    found = set()
    for key, group in alike.items():
        if (
            key[0] == "ends"
            and len(group) > 2
            and any(
                apart_in_the_middle(one.name, other.name)
                for one in group[:LARGEST]
                for other in group[:LARGEST]
            )
        ):
            found |= {one.id for one in group if not re.search(r" [A-Z]\.? ", one.name)}
    return found


def _same_person(first: Any, second: Any) -> str | None:
    """Why two full names are one person's, or None."""
    a, b = first.name, second.name
    if _letters(a) == _letters(b):
        return f"one name written as {a} and {b}"
    if _longer(a, b) or _longer(b, a):
        return f"{min(a, b, key=len)} with a word before the name: {max(a, b, key=len)}"
    parts = [[part for part in plain(name).lower().split() if len(part.rstrip(".")) > 1] for name in (a, b)]
    if apart_in_the_middle(a, b) or _apart(first, second):
        return None
    if min(map(len, parts)) > 1 and parts[0][0] == parts[1][0] and parts[0][-1] == parts[1][-1]:
        return f"same first and last name: {a}, {b}"
    spellings = f"two spellings of one name, {a} and {b}"
    one, two = folded(a), folded(b)
    shared = _shared(first, second)
    if one.replace(" ", "") == two.replace(" ", ""):
        if shared:
            return f"{spellings}, with the same {shared}"
        if (
            len(one) >= LONG
            or min(map(len, parts)) > 1
            and (parts[0][0] == parts[1][0] or _one_last_name(a, b))
        ):
            return f"{spellings}, that sound alike"
    if shared and min(map(len, parts)) > 1 and len(one.split()) == len(two.split()) and _near(one, two):
        return f"{spellings}, a letter or two apart, with the same {shared}"
    if shared and _skeleton(one) == _skeleton(two):
        return f"{spellings}, that differ in vowels, with the same {shared}"
    if parts[0][:1] == parts[1][:1] and _one_post(first, second) and _alike(one.split()[-1], two.split()[-1]):
        return f"{spellings}, who hold one post"
    return None


def _one_last_name(a: str, b: str) -> bool:
    """Whether two names end alike, a hyphen aside: "Orou Gani", "Orou-Gani"."""
    return len({plain(name).split()[-1].split("-")[-1].lower() for name in (a, b)}) == 1


def _longer(long: str, short: str) -> bool:
    """Whether a full name stands in a longer one after a word that is no given name: "Backpacker Carla Usher"."""
    if " " not in short or not long.endswith(" " + short):
        return False
    return long[: -len(short) - 1] not in word_set("names", "given")


def _skeleton(sound: str) -> str:
    """A name as it sounds with all vowels inside its words alike: "Salim" and "Salem", but not "Maria" and "Mario"."""
    return re.sub(r"(?<=\w)[aiu]+(?=\w)", "a", sound)


def _one_post(first: Any, second: Any) -> bool:
    """Whether both are said to hold one office of two words or more, in the same words."""
    titles = [
        {office.title.lower() for office in one.offices if " " in office.title} for one in (first, second)
    ]
    return bool(titles[0] & titles[1])


def _alike(one: str, two: str) -> bool:
    return one[0] == two[0] and SequenceMatcher(None, one, two, False).ratio() >= ALIKE


def _near(one: str, two: str) -> bool:
    """Whether two names as they sound differ in one part only, a long one, with the same first letter and by few letters."""
    different = [(a, b) for a, b in zip(one.split(), two.split()) if a != b]
    if len(different) != 1:
        return False
    a, b = different[0]
    return min(len(a), len(b)) >= 7 and a[0] == b[0] and SequenceMatcher(None, a, b, False).ratio() >= NEAR


def apart_in_the_middle(a: str, b: str) -> bool:
    """Whether initials between first and last name keep two people apart: "George H. Roe", "George W. Roe"."""
    middles = [[part[0] for part in name.split()[1:-1] if re.fullmatch(r"[A-Z]\.?", part)] for name in (a, b)]
    return bool(middles[0] and middles[1] and middles[0] != middles[1])


def _letters(name: str) -> str:
    """The name's letters alone: "Yong-hyun" and "Yong Hyun" are one."""
    return re.sub(r"[\W_]+", "", plain(name).lower())


def _shared(first: Any, second: Any) -> str | None:
    """The office or organisation two people share, in words."""
    for one in first.offices:
        for other in second.offices:
            if one.organisation and one.organisation == other.organisation:
                return "organisation: " + one.organisation.replace("-", " ")
            if _head(one.title) == _head(other.title) and (
                one.country == other.country or None in (one.country, other.country)
            ):
                return "office: " + _head(one.title)
    return None


def _apart(first: Any, second: Any) -> bool:
    """Whether the countries of their offices keep two people apart."""
    countries = [{office.country for office in one.offices if office.country} for one in (first, second)]
    return bool(countries[0] and countries[1] and not countries[0] & countries[1])


def _head(title: str) -> str:
    """The office's own words, without whose it is: "South Korean Defense Minister" → defence minister."""
    words = [word for word in re.split(r"[\s-]+", title.lower().replace("defense", "defence")) if word]
    keep = [word for word in words if word in _title_words()]
    return " ".join(keep[-2:])


@cache
def _title_words() -> frozenset[str]:
    words = word_set("titles", "heads", "before")
    return frozenset(part for word in words for part in re.split(r"[\s-]+", word)) | {"defence"}
