"""Places that no table has, or that the parse holds for people or bodies: told by all the words a report sets around their name."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors import acting, readings
from briefing.extract.actors.gazetteer import settlements
from briefing.extract.actors.naming import slug
from briefing.extract.actors.organisations import heads_of_bodies
from briefing.extract.actors.towns import JOINED, RUN, beside
from briefing.extract.actors.which_town import nowhere, resolve
from briefing.lexicon import alternation, word_set

WITHIN = frozenset(
    ("in", "near", "at", "outside", "around", "from", "to", "into", "through", "towards", "toward")
)
SURE = frozenset(("near", "outside"))
NO_NAME = frozenset(("DATE", "TIME", "NORP", "LANGUAGE", "WORK_OF_ART", "LAW", "MONEY"))


def find(
    scans: list,
    make: Callable,
    found: list,
    silent: set[str],
    words: Counter,
    families: set[str],
    context: Counter,
) -> tuple[list, set]:
    """Mentions of such places, and the mentions of people and bodies that they take the place of.

    A name is a place's where words that only go with places stand beside it once, or where it stands twice where places do, and
    nowhere is, does or has what people and bodies are, do and have. Once is enough for a name that nothing else in the report claims.
    """
    held = {(one.passage, one.start, one.end): one for one in found if one.refers in silent}
    more, gone = [], set()
    for name, spots in _spots(scans, found, silent, words, families, held).items():
        if not _is_place(spots, all((scan.number, start, end) not in held for scan, start, end in spots)):
            continue
        for scan, start, end in spots:
            tokens = scan.tokens(start, end)
            id = resolve(name, context, beside(scan, end)) or (
                nowhere(name) if settlements(name) else slug(name)
            )
            more.append(
                make(
                    scan.number,
                    start,
                    end,
                    "place",
                    id,
                    readings.read(scan.passage.doc, *tokens, "city") if tokens else "named",
                )
            )
            if (scan.number, start, end) in held:
                gone.add(held[scan.number, start, end])
    return more, gone


def _spots(
    scans: list, found: list, silent: set[str], words: Counter, families: set[str], held: Container
) -> dict[str, list[tuple[Any, int, int]]]:
    """Where each name stands that may be a place's: free, or held by a mention of somebody who does nothing."""
    taken = defaultdict(list)
    for one in found:
        taken[one.passage].append((one.start, one.end))
    bound = {
        word
        for one in found
        if one.refers not in silent
        for word in scans[one.passage].text[one.start : one.end].split(" ")
    } | families
    spots: dict[str, list[tuple[Any, int, int]]] = defaultdict(list)
    for scan in scans:
        for start, end in _names(scan):
            name = scan.text[start:end]
            free = not any(start < b and a < end for a, b in taken[scan.number])
            if (
                name not in bound
                and name.lower() not in words
                and (free or (scan.number, start, end) in held)
            ):
                spots[name].append((scan, start, end))
    return spots


def _names(scan: Any) -> Iterator[tuple[int, int]]:
    """Capitalised names of up to three words that no longer name goes on from."""
    for run in RUN.finditer(scan.text):
        words, start = run.group().split(" "), run.start()
        while (
            words
            and words[0] in word_set("titles", "not a name")
            and not (len(words) > 1 and words[0] in word_set("readings", "place openers"))
        ):
            start += len(words.pop(0)) + 1
        name = " ".join(words)
        if (
            words
            and words[0].lower().rstrip(".") in word_set("titles", "address")
            or heads_of_bodies().search(name)
        ):
            continue
        if (
            0 < len(words) <= 3
            and len(name) > 3
            and not name.isupper()
            and name not in word_set("readings", "not towns alone")
            and not JOINED.match(scan.text, start + len(name))
        ):
            yield start, start + len(name)


def _is_place(spots: list, unclaimed: bool) -> bool:
    """Whether the words around all the spots of one name are those of a place."""
    told = Counter(_word(scan, start, end) for scan, start, end in spots if not scan.title)
    if told["against"]:
        return False
    return bool(told["sure"] or told["within"] > 1 or unclaimed and told["within"])


def _word(scan: Any, start: int, end: int) -> str:
    """What the words around a name tell: `sure` or `within` of a place, `against` it, or nothing."""
    tokens = scan.tokens(start, end)
    if tokens is None:
        return ""
    root = scan.passage.doc[tokens[0] : tokens[1] + 1].root
    before = scan.text[max(0, start - 40) : start]
    if (
        root.ent_type_ in NO_NAME
        or root.pos_ != "PROPN"
        or any(acting.acts(scan, start, end, kind, staff=False) for kind in ("organisation", "person"))
    ):
        return "against"
    if (
        _beforehand().search(before)
        or _apposed().match(scan.text, end)
        or beside(scan, end)
        and scan.text.startswith(", ", end)
    ):
        return "sure"
    if root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_.lower() in readings.words("entered") | {
        "leave"
    }:
        return "within"
    if root.dep_ == "poss" and root.head.lemma_.lower() in readings.words("spot") | readings.words(
        "frame"
    ) | readings.words("spots of a place"):
        return "within"
    word = root.head.lower_ if root.dep_ == "pobj" else ""
    if word == "on" and root.head.head.lemma_.lower() in readings.words("on a place"):
        return "within"
    if word not in WITHIN or before.endswith(" the "):
        return ""
    return "sure" if word in SURE else "within"


@cache
def _beforehand() -> re.Pattern:
    """ "residents of", "north of", "40 km from"."""
    people = alternation(word_set("readings", "of a place"))
    return re.compile(
        rf"\b(?:(?i:{people}) of|(?:north|south|east|west)(?:east|west|ern)? of|(?:km|kilomet(?:re|er)s|miles) (?:away )?from) \Z"
    )


@cache
def _apposed() -> re.Pattern:
    """ ", a small station in", ", the last town before"; " district"."""
    kinds = alternation(word_set("readings", "kinds of place") | word_set("readings", "spots of a place"))
    return re.compile(rf",? (?:an?|the|another) (?:[\w-]+ ){{0,3}}(?:{kinds})\b| (?:{kinds})\b")
