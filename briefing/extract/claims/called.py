"""What the reports of a set call their actors: by name, by office, and which of them are companies."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from briefing.extract.claims.words import words
from briefing.lexicon import alternation
from briefing.model import Actor, Extraction

KINDS = ("person", "organisation", "media")
WORD = re.compile(r"[^\W_][\w.&'’-]*")
LEADING = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their"))
NAME = r"[^\W\d_a-z][\w&’'-]*(?: [^\W\d_a-z][\w&’'-]*){0,3}"


class Names(NamedTuple):
    """What the reports of a set call its actors."""

    actors: dict[str, Actor]
    ids: dict[tuple[str, ...], Counter]  # words of a name in lower case → actors so called, with how often
    forms: dict[str, set[str]]  # its names as written
    called: dict[str, frozenset[str]]  # every word of an actor's names and offices
    firms: frozenset[str]  # organisations that some report says are a company
    states: dict[str, str]  # id → name


def names_of(extractions: tuple[Extraction, ...], actors: Iterable[Actor]) -> Names:
    """The names, offices and kinds that the reports give their actors."""
    actors = tuple(actors)
    known = {actor.id: actor for actor in actors if actor.kind in KINDS}
    ids: dict[tuple[str, ...], Counter] = defaultdict(Counter)
    forms: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.refers in known and mention.reading == "name" and _is_name(mention.span.quote):
                ids[name_words(mention.span.quote)][mention.refers] += 1
                forms[mention.refers].add(mention.span.quote)
    for actor in known.values():
        last = actor.name.split()[-1] if " " in actor.name else ""
        if actor.kind == "person" and last[:1].isupper():
            ids[name_words(last)][actor.id] += 1
    called = {
        id: frozenset(
            word
            for text in (
                *filter(_is_name, (actor.name, *actor.aliases)),
                *(office.title for office in actor.offices),
            )
            for word in name_words(text)
        )
        for id, actor in known.items()
    }
    return Names(
        known,
        dict(ids),
        forms,
        called,
        frozenset(_firms(extractions, ids, known)),
        {actor.id: actor.name for actor in actors if actor.kind == "state"},
    )


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without articles and genitives."""
    return tuple(
        word
        for word in (re.sub(r"['’]s?$", "", found.lower()) for found in WORD.findall(text))
        if word not in ("the", "a", "an")
    )


def _is_name(text: str) -> bool:
    """Whether words are a name and no noun with a capital ("the Company", "Board")."""
    parts = [part for part in text.split() if part.lower() not in LEADING]
    if not parts or not any(part[:1].isupper() for part in parts):
        return False
    return len(parts) > 1 or parts[0].lower() not in words(
        "voices", "people", "bodies", "companies", "papers"
    )


def _firms(
    extractions: tuple[Extraction, ...], ids: dict[tuple[str, ...], Counter], known: dict[str, Actor]
) -> set[str]:
    """The organisations some report calls a company: "the power company Varnhal", "Calmar, the shipping firm"."""
    noun = alternation(words("voices", "companies"))
    before = re.compile(rf"\b(?:{noun}),? (?P<name>{NAME})")
    after = re.compile(rf"(?P<name>{NAME}), (?:the|a|an|its)(?: [\w-]+){{0,3}} (?:{noun})\b")
    found = set()
    for extraction in extractions:
        for match in (*before.finditer(extraction.document.text), *after.finditer(extraction.document.text)):
            one = most_called(ids.get(name_words(match["name"])), known)
            if one is not None:
                found.add(one)
    return found


def most_called(counted: Counter | None, actors: dict[str, Actor]) -> str | None:
    """The only actor of a name, or the one body that bears it plainly more often than any other."""
    if not counted:
        return None
    told = {id: set(name_words(actors[id].name)) for id in counted}
    whole = [
        id for id in counted if not any(told[id] < told[other] for other in counted)
    ]  # "Varda" and "Varda Energy Ltd" are one
    ranked = sorted(whole, key=lambda id: (-counted[id], id))
    if len(ranked) > 1 and (
        counted[ranked[0]] <= 2 * counted[ranked[1]] or any(actors[id].kind == "person" for id in ranked)
    ):
        return None
    return ranked[0]
