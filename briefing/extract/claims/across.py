"""Speakers whom their own report leaves open, by what all reports of a set call their actors."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from typing import Iterable, NamedTuple

from briefing.extract.claims.words import words
from briefing.lexicon import alternation, read_lexicon
from briefing.model import Actor, Claim, Extraction, Link

KINDS = ("person", "organisation", "media")
ROLES = {"person": "official", "media": "media"}
WORD = re.compile(r"[^\W_][\w.&'’-]*")
LEADING = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their"))
LONGEST = 9  # words of a speaker that are looked at
JOINTS = frozenset("of for at in from by on with to near under and or against about than between".split())
NAME = r"[^\W\d_a-z][\w&’'-]*(?: [^\W\d_a-z][\w&’'-]*){0,3}"
# what names the speaker behind a comma: "its operator, the power company Varnhal."
APPOSED = re.compile(rf", (?:the |a |an )?(?:[a-z-]+ ){{0,3}}{NAME}(?=[,.;)\n]|\Z)")
AFTER = re.compile(r"(?:,? (?:who|which|that|itself|himself|herself))$")


class Names(NamedTuple):
    """What the reports of a set call its actors."""

    actors: dict[str, Actor]
    ids: dict[tuple[str, ...], Counter]  # words of a name in lower case → actors so called, with how often
    forms: dict[str, set[str]]  # its names as written
    called: dict[str, frozenset[str]]  # every word of an actor's names and offices
    firms: frozenset[str]  # organisations that some report says are a company


def name_speakers(extractions: Iterable[Extraction], actors: Iterable[Actor]) -> tuple[Extraction, ...]:
    """The extractions, with each speaker left open by its own report under the one actor of the set it can mean."""
    extractions = tuple(extractions)
    names = _names(extractions, actors)
    return tuple(
        replace(one, claims=tuple(_named(claim, one, names) for claim in one.claims)) for one in extractions
    )


def _names(extractions: tuple[Extraction, ...], actors: Iterable[Actor]) -> Names:
    known = {actor.id: actor for actor in actors if actor.kind in KINDS}
    ids: dict[tuple[str, ...], Counter] = defaultdict(Counter)
    forms: dict[str, set[str]] = defaultdict(set)
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.refers in known and mention.reading == "name" and _is_name(mention.span.quote):
                ids[_words(mention.span.quote)][mention.refers] += 1
                forms[mention.refers].add(mention.span.quote)
    for actor in known.values():
        last = actor.name.split()[-1] if " " in actor.name else ""
        if actor.kind == "person" and last[:1].isupper():
            ids[_words(last)][actor.id] += 1
    called = {
        id: frozenset(
            word
            for text in (
                *filter(_is_name, (actor.name, *actor.aliases)),
                *(office.title for office in actor.offices),
            )
            for word in _words(text)
        )
        for id, actor in known.items()
    }
    return Names(known, dict(ids), forms, called, frozenset(_firms(extractions, ids, known)))


def _words(text: str) -> tuple[str, ...]:
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
            one = _most_called(ids.get(_words(match["name"])), known)
            if one is not None:
                found.add(one)
    return found


def _most_called(counted: Counter | None, actors: dict[str, Actor]) -> str | None:
    """The only actor of a name, or the one body that bears it plainly more often than any other."""
    if not counted:
        return None
    told = {id: set(_words(actors[id].name)) for id in counted}
    whole = [
        id for id in counted if not any(told[id] < told[other] for other in counted)
    ]  # "Varda" and "Varda Energy Ltd" are one
    ranked = sorted(whole, key=lambda id: (-counted[id], id))
    if len(ranked) > 1 and (
        counted[ranked[0]] <= 2 * counted[ranked[1]] or any(actors[id].kind == "person" for id in ranked)
    ):
        return None
    return ranked[0]


def _named(claim: Claim, extraction: Extraction, names: Names) -> Claim:
    """The claim with every open step of its chain, and its speaker, under the actor that is meant."""
    if all(link.actor or link.role in ("outlet", "reports") for link in claim.chain):
        return claim
    chain = tuple(_step(link, claim, extraction, names) for link in claim.chain)
    if chain == claim.chain:
        return claim
    steps = zip(claim.chain, chain)
    own = next((new for old, new in steps if old.actor is None and new.actor and _own(old, claim)), None)
    if own is None or claim.actor is not None:
        return replace(claim, chain=chain)
    why = (
        claim.inferred
        or f"“{' '.join(claim.speaker.quote.split())}” is {names.actors[own.actor].name}, as the reports call it"
    )
    return replace(claim, chain=chain, actor=own.actor, inferred=why)


def _own(link: Link, claim: Claim) -> bool:
    """Whether a step of the chain is the claim's own speaker."""
    return (
        claim.speaker is not None
        and claim.cue is not None
        and link.cue is not None
        and link.cue.overlaps(claim.cue)
    )


def _step(link: Link, claim: Claim, extraction: Extraction, names: Names) -> Link:
    if link.actor or link.role in ("outlet", "reports"):
        return link
    at, text = claim.speaker.start if claim.speaker else claim.hull[0], extraction.document.text
    plain = claim.speaker is not None and link.holder == claim.speaker.quote and link.holder[1:].islower()
    beside = APPOSED.match(text, claim.speaker.end) if plain else None
    actor = _by_name(link.holder + (beside.group() if beside else ""), names) or _by_noun(
        link.holder, extraction, at, names
    )
    if actor is None:
        return link
    return replace(
        link, actor=actor, named=True, inferred=True, role=ROLES.get(names.actors[actor].kind, "organisation")
    )


def _by_name(holder: str, names: Names) -> str | None:
    """Whom words name: alone, at their end ("power giant Varnhal"), or behind a comma ("its operator, Varnhal")."""
    text = " ".join(AFTER.sub("", " ".join(holder.split())).split())
    parts = text.split(", ")
    if len(parts) > 3 or len(text.split()) > LONGEST:
        return None
    first = _ends_in(parts[0], names)
    if first is not None or len(parts) == 1 or any(word[:1].isupper() for word in parts[0].split()[1:]):
        return first
    return _ends_in(parts[1], names)


def _ends_in(text: str, names: Names) -> str | None:
    """The actor whose name these words are, or end in; None for "an engineer at Varnhal"."""
    written = [word for word in WORD.findall(text) if word.lower() not in ("the", "a", "an")]
    low = _words(text)
    if len(low) != len(written):
        return None
    for n in range(len(low)):
        actor = _most_called(names.ids.get(low[n:]), names.actors)
        if actor is None:
            continue
        proper = all(word[:1].isupper() or word in JOINTS for word in written[n:])
        if n == 0:
            return actor if proper or len(low) > 1 else None
        return actor if proper and _heads(written, n, names.actors[actor]) else None
    return None


def _heads(written: list[str], n: int, actor: Actor) -> bool:
    """Whether the words before a name only tell what it is: "bungling power giant Varnhal"."""
    before = written[:n]
    owned = before[-1].endswith(("'s", "’s"))
    if (
        any(word.lower() in JOINTS or word.endswith(("s'", "s’")) for word in before)
        or owned
        and actor.kind == "person"
    ):
        return False
    if n == 1 and not owned and before[0][:1].isupper():  # "Sunday Siren" is no Mr Siren
        return before[0].lower().rstrip(".") in words("voices", "people", "bodies", "companies")
    return owned or not any(word[:1].isupper() for word in before[1:])


def _by_noun(holder: str, extraction: Extraction, at: int, names: Names) -> str | None:
    """Whom "the operator", "the finance minister" means: the one actor so called, whom the report has named by then."""
    parts = AFTER.sub("", " ".join(holder.split())).lower().split()
    if len(parts) not in (2, 3, 4) or parts[0] not in ("the", "this"):
        return None
    noun, wanted, text = (
        parts[-1],
        [part for part in parts[1:] if part != "same"],
        extraction.document.text[:at],
    )
    if re.search(
        rf"\b(?:an?|another|one|other|two|three|several) (?:[\w-]+ ){{0,3}}{re.escape(noun)}\b",
        text,
        re.IGNORECASE,
    ):
        return None  # "a union told …": not the one the set names
    issuer = _issuer(extraction, wanted, names)
    if issuer is not None:
        return issuer
    if noun in words("voices", "roles of many") or noun not in words(
        "voices", "people", "bodies", "companies"
    ):
        return None
    fits = {id for id in names.actors if _is_called(id, noun, wanted, names)}
    here = {id for id in fits if any(form in text for form in names.forms[id])}
    return next(iter(here)) if len(fits) == len(here) == 1 else None


def _issuer(extraction: Extraction, wanted: list[str], names: Names) -> str | None:
    """The body that puts the report out, where its own noun is said: "the Forum" of the Drivers' Forum."""
    told = _words(extraction.document.outlet or "")
    found = (_most_called(names.ids.get(told[n:]), names.actors) for n in range(max(len(told) - 1, 1)))
    actor = next(filter(None, found), None)
    return (
        actor
        if actor and len(wanted) == 1 and wanted[0] in told and names.actors[actor].kind == "organisation"
        else None
    )


def _is_called(id: str, noun: str, wanted: list[str], names: Names) -> bool:
    actor, called = names.actors[id], names.called[id]
    if actor.kind == "person":
        return (
            noun in words("voices", "people") and len(wanted) > 1 and all(word in called for word in wanted)
        )
    if noun in words("voices", "companies"):
        return id in names.firms and len(wanted) == 1
    held = (noun, *read_lexicon("voices")["stands for"].get(noun, ()))
    return (
        noun in words("voices", "bodies")
        and any(word in called for word in held)
        and all(word in called for word in wanted[:-1])
    )
