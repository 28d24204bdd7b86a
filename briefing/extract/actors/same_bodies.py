"""When two names are one organisation's: legal forms, another order of words, initials, its first word alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors.naming import plain, slug
from briefing.lexicon import alternation, read_lexicon, word_set

# "Court of Vlora", "Ministry of the Interior": bodies of which "Vlora Court", "Interior Ministry" is the same
TURNED = re.compile(
    r"(?P<head>(?:[A-Z][\w'-]+ )*(?:Ministry|Department|Court|Council|Office|Police|Parliament|Assembly|Embassy)) (?:of|for) (?:the )?(?P<rest>.+)"
)


@cache
def legal() -> re.Pattern:
    """The legal form that ends a firm's name: "Harlow [Ltd]", "Harlow [S.A.]"."""
    forms = alternation(word_set("bodies", "legal forms"))
    return re.compile(rf"(?:,? (?:{forms})\.?(?![\w-]))+\Z")


@cache
def legal_after() -> re.Pattern:
    """A legal form right after a name."""
    return re.compile(rf",? (?:{alternation(word_set('bodies', 'legal forms'))})(?![\w-])")


# "Central Committee of the Drivers' Forum": an organ speaks for its body
ORGAN = re.compile(
    r"(?:(?:Party|Central|Executive|Management|Governing|National|Supervisory) )?(?:Council|Committee|Board|Presidency|Bureau|Secretariat) of (?:the )?(?P<body>.+)"
)


def same_organisations(bodies: list[Any]) -> Iterator[tuple[str, str, str]]:
    """(id, id it is merged into, why) of organisations named in more than one way."""
    known = set(read_lexicon("organisations")) | set(read_lexicon("media"))
    by_name: dict[str, list[Any]] = defaultdict(list)
    for one in bodies:
        by_name[_bare(one.name)].append(one)
    for name in sorted(by_name):
        group = sorted(
            by_name[name], key=lambda one: (one.id not in known, -sum(one.names.values()), one.order)
        )
        for other in group[1:]:
            if other.id not in known and not _two_owners(group[0], other):
                yield (
                    other.id,
                    group[0].id,
                    f"one name with and without its legal form: {group[0].name}, {other.name}",
                )
    bearers: dict[str, list[Any]] = defaultdict(list)
    short: dict[str, list[Any]] = defaultdict(list)
    begun: dict[str, list[Any]] = defaultdict(list)
    longer: dict[str, list[Any]] = defaultdict(list)
    opened: dict[str, list[Any]] = defaultdict(list)
    for one in bodies:
        for form in one.names:
            bearers[form].append(one)
        for letters in initials(one.name) if " " in one.name else ():
            short[letters].append(one)
        if " " in one.name:
            first, rest = one.name.split(" ", 1)
            begun[first].append(one)
            longer[rest].append(one)
            opened[" ".join(_bare(one.name).split()[:2])].append(one)
    for one in bodies:
        if one.id in known:
            continue
        whole = _only(short, one) if len(one.name) > 2 and one.name.isupper() else None
        if whole:
            yield one.id, whole.id, f"{one.name} is short for {whole.name}"
        whole = _only(bearers, one)
        if whole and len(whole.name) > len(one.name):
            yield one.id, whole.id, f"{whole.name} is called {one.name} for short"
        whole = _body_of(one, opened)
        if whole:
            yield one.id, whole.id, f"{one.name} speaks for {whole.name}"
        whole = _broad(one, longer)
        if whole:
            yield one.id, whole.id, f"{whole.name} is called {one.name} for short"
        bank = _central(one, bodies)
        if bank:
            yield one.id, bank.id, f"{bank.name} is the central bank of its country"
        whole = _only(begun, one)
        if (
            whole
            and one.acts
            and len(one.name) > 3
            and one.name not in word_set("bodies", "say nothing alone")
        ):
            yield one.id, whole.id, f"{whole.name} is called {one.name} for short"


def _only(index: dict[str, list[Any]], one: Any) -> Any | None:
    """The only other organisation under this one's name."""
    others = [other for other in index.get(one.name, ()) if other.id != one.id]
    return others[0] if len(others) == 1 else None


def _body_of(one: Any, opened: dict[str, list[Any]]) -> Any | None:
    """The only other organisation that an organ is of."""
    organ = ORGAN.fullmatch(one.name)
    rest = _bare(organ["body"]) if organ else ""
    others = [
        other
        for other in opened.get(" ".join(rest.split()[:2]), ())
        if other.id != one.id and f"{_bare(other.name)} ".startswith(f"{rest} ")
    ]
    return others[0] if len(others) == 1 and " " in rest else None


def _broad(one: Any, longer: dict[str, list[Any]]) -> Any | None:
    """The only organisation whose name is this one's behind "National", "Federal" and the like: "National Electoral Commission"."""
    if " " not in one.name or one.name in word_set("bodies", "say nothing alone"):
        return None
    others = longer.get(one.name, [])
    fits = [
        other
        for other in others
        if other.name.split(" ")[0].lower() in word_set("names", "of a whole country")
    ]
    return fits[0] if len(others) == len(fits) == 1 and not _two_owners(one, fits[0]) else None


def _central(one: Any, bodies: list[Any]) -> Any | None:
    """The bank that "Bulgaria's central bank" is: its National, Reserve or Central Bank, or the Bank of Lithuania."""
    if not one.id.endswith("-central-bank"):
        return None
    country = one.id.removesuffix("-central-bank")
    ids = {
        f"{country}-national-bank",
        f"{country}-reserve-bank",
        f"reserve-bank-of-{country}",
        f"bank-of-{country}",
        f"national-bank-of-{country}",
    }
    return next((other for other in bodies if other.id in ids), None)


def _two_owners(one: Any, other: Any) -> bool:
    """Whether the ids of two bodies of states tell of two countries: the interior ministries of Albania and Italy."""
    return bool(_owner(one) and _owner(other) and _owner(one) != _owner(other))


def _owner(one: Any) -> str:
    """What an id has before the body's own name: the country it is of."""
    return one.id.removesuffix(slug(one.name)) if one.id != slug(one.name) else ""


def _bare(name: str) -> str:
    """An organisation's name without its article, legal form and plurals, "Court of Vlora" as "Vlora Court"."""
    name = re.sub(r"\A[Tt]he ", "", name)
    name = legal().sub("", name) or name
    turned = TURNED.fullmatch(name)
    if turned:
        name = f"{turned['rest']} {turned['head']}"
    words = re.sub(r"[^a-z0-9]+", " ", plain(name).lower()).split()
    return " ".join(word.removesuffix("s") if len(word) > 4 else word for word in words)


def initials(name: str) -> Iterable[str]:
    """What a name may be shortened to: its capitals, with and without small words ("General Motors" → GM)."""
    words = [word for word in re.split(r"[\s-]+", name) if word]
    return {
        "".join(word[0] for word in words if word[0].isupper()),
        "".join(word[0].upper() for word in words),
    }
