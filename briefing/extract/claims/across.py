"""Speakers whom their own report leaves open, by what all reports of a set call their actors."""

import re
from collections.abc import Iterable
from dataclasses import replace

from briefing.extract.claims.called import NAME, WORD, Names, most_called, name_words, names_of
from briefing.extract.claims.rulers import government_of
from briefing.extract.claims.words import words
from briefing.lexicon import read_lexicon
from briefing.model import Actor, Claim, Extraction, Link

ROLES = {"person": "official", "media": "media"}
LONGEST = 9  # words of a speaker that are looked at
JOINTS = frozenset("of for at in from by on with to near under and or against about than between".split())
# what names the speaker behind a comma: "its operator, the power company Varnhal."
APPOSED = re.compile(rf", (?:the |a |an )?(?:[a-z-]+ ){{0,3}}{NAME}(?=[,.;)\n]|\Z)")
AFTER = re.compile(r"(?:,? (?:who|which|that|itself|himself|herself))$")


def name_speakers(extractions: Iterable[Extraction], actors: Iterable[Actor]) -> tuple[Extraction, ...]:
    """The extractions, with each speaker left open by its own report under the one actor of the set it can mean."""
    extractions = tuple(extractions)
    names = names_of(extractions, actors)
    return tuple(
        replace(one, claims=tuple(_named(claim, one, names) for claim in one.claims)) for one in extractions
    )


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
        or f"“{' '.join(claim.speaker.quote.split())}” is {_name(own.actor, names)}, as the reports call it"
    )
    return replace(claim, chain=chain, actor=own.actor, inferred=why)


def _name(actor: str, names: Names) -> str:
    return names.actors[actor].name if actor in names.actors else names.states[actor]


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
    if actor is None and (state := government_of(link.holder, extraction, names.states)) is not None:
        return replace(link, actor=state, named=True, inferred=True, role="state")
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
    low = name_words(text)
    if len(low) != len(written):
        return None
    for n in range(len(low)):
        actor = most_called(names.ids.get(low[n:]), names.actors)
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
    told = name_words(extraction.document.outlet or "")
    found = (most_called(names.ids.get(told[n:]), names.actors) for n in range(max(len(told) - 1, 1)))
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
