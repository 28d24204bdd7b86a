"""Actors without a name of their own: "an anonymous government source", "Seoul's intelligence services", "the spy agency"."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors.gazetteer import country_ids
from briefing.extract.actors.naming import slug
from briefing.lexicon import alternation, read_lexicon, word_set

# "U.S. and its allies", "Washington and its partners"
COMPANIONS = re.compile(
    rf" and (?:its|their|his|her) (?:\w+ )?(?:{alternation(word_set('bodies', 'companions'))})\b"
)


JUST_NOUNS = frozenset(
    {"army", "military", "navy", "air force", "police", "parliament", "armed forces", "embassy", "press"}
)  # "US military aid"


def find(scans: list, make: Callable, found: list) -> Iterator[Any]:
    """Described actors, in order of kind; ids say whose they are where the words do ("south-korea-government-source")."""
    yield from _groups(scans, make, found)
    yield from _bodies(scans, make, found)
    yield from _seated(scans, make)


def _groups(scans: list, make: Callable, found: list) -> Iterator[Any]:
    """ "Western allies" and states with those at their side."""
    names = re.compile(rf"\b(?:{alternation(word_set('bodies', 'groups'))})\b(?! [A-Z])")
    for scan in scans:
        for match in names.finditer(scan.text):
            words = match.group()
            yield make(scan.number, *match.span(), "group", slug(words.removeprefix("the ")), "name")
            if words.startswith("Western "):
                yield make(
                    scan.number, match.start(), match.start() + 7, "group", "western-allies", "demonym"
                )
    for one in found:
        if one.kind == "state" and one.reading in ("name", "metonym"):
            scan = scans[one.passage]
            tail = COMPANIONS.match(scan.text, one.end)
            if tail:
                yield make(one.passage, one.start, tail.end(), "group", f"{one.refers}-and-allies", "name")


@cache
def _body() -> re.Pattern:
    words = word_set("bodies", "bodies")
    return re.compile(
        rf"(?:'s|')? (?:own )?(?P<what>{alternation({*words, *(word.capitalize() for word in words), *(word.title() for word in words)})})(?!-)\b"
    )


def _bodies(scans: list, make: Callable, found: list) -> Iterator[Any]:
    """A body of a state or a person's office, by what it is: "Ukrainian intelligence", "Yoon's office", "The Seoul authorities"."""
    organisations = read_lexicon("organisations")
    called = {
        (entry["country"], what): id
        for id, entry in organisations.items()
        if entry.get("country")
        for what in entry["what"]
    }
    spies = defaultdict(
        set
    )  # services of a country named in the report: "South Korean intelligence" is the only one of them
    for one in found:
        entry = organisations.get(one.refers)
        if (
            entry
            and entry.get("country")
            and any("intelligence" in what or "spy" in what for what in entry["what"])
        ):
            spies[entry["country"]].add(one.refers)
    for one in found:
        if one.kind not in ("state", "person") or one.reading not in ("name", "demonym", "metonym"):
            continue
        scan = scans[one.passage]
        match = _body().match(scan.text, one.end)
        if not match or not scan.free(match.start("what"), match.end()):
            continue
        what = match["what"].lower()
        if one.kind == "person":
            if what not in ("office", "government", "administration", "cabinet") or not scan.text.startswith(
                "'s", one.end
            ):
                continue
            yield make(one.passage, one.start, match.end(), "organisation", f"{one.refers}-{what}", "nominal")
            continue
        if _modifies(scan, match.end()):
            continue
        if what in ("government", "authorities", "leadership", "regime", "administration"):
            start = (
                one.start - 4 if scan.text[max(0, one.start - 4) : one.start].lower() == "the " else one.start
            )
            if what == "authorities" or one.reading == "metonym":
                yield make(one.passage, start, match.end(), "state", one.refers, "nominal")
            continue
        if what in JUST_NOUNS and one.reading == "name" and not scan.text.startswith("'s", one.end):
            continue
        code = next((code for code, id in country_ids().items() if id == one.refers), None)
        singular = what.removesuffix("s") if what.endswith(("services", "agencies")) else what
        id = called.get((code, what)) or called.get((code, singular))
        if what == "intelligence":
            id = next(iter(spies[code])) if len(spies[code]) == 1 else None
        if id is None:
            id = slug(f"{one.refers} {what}")
        kind = (
            "media"
            if what
            in (
                "media",
                "state media",
                "press",
                "state television",
                "state tv",
                "state radio",
                "news agency",
                "state news agency",
            )
            else "organisation"
        )
        yield make(one.passage, one.start, match.end(), kind, id, "nominal")


def _seated(scans: list, make: Callable) -> Iterator[Any]:
    """ "the interior ministry in Vienna": the body of the state whose seat that is."""
    for scan in scans:
        for hit in scan.hits:
            match = (
                _ministry_in().search(scan.text[max(0, hit.start - 60) : hit.start])
                if hit.known.form == "seat"
                else None
            )
            if match:
                start = hit.start - len(match.group())
                yield make(
                    scan.number,
                    start,
                    hit.end,
                    "organisation",
                    slug(f"{hit.known.id} {match['what']}"),
                    "nominal",
                )


@cache
def _ministry_in() -> re.Pattern:
    ministries = alternation(
        word
        for word in word_set("bodies", "bodies")
        if word.endswith(("ministry", "central bank", "parliament"))
    )
    return re.compile(rf"\b[Tt]he (?P<what>{ministries}) in \Z")


def _modifies(scan: Any, end: int) -> bool:
    """Whether the noun that ends here only qualifies another ("intelligence officers", "military movements")."""
    tokens = scan.tokens(end - 1, end)
    if not tokens:
        return False
    if scan.text[end : end + 7] in (" Report", " Says", " Said", " Warns", " Claims"):
        return False  # "South Korean Intelligence Reports" ends a headline
    token = scan.passage.doc[tokens[1]]
    following = scan.passage.doc[token.i + 1] if token.i + 1 < len(scan.passage.doc) else None
    return (
        token.dep_ in ("compound", "amod", "nmod")
        and token.head.i > token.i
        and following is not None
        and following.pos_ in ("NOUN", "ADJ", "PROPN")
    )
