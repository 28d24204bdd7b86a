"""Whose people a claim speaks of: "North Korean troops", "these troops", "Pyongyang has sent … troops"."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compare.gist import Gist, Token
from briefing.compare.terms import Term, is_hedge, is_no, word_list

NAMED, SENT, AHEAD = (
    3,
    8,
    10,
)  # words between the name and its people; between the sender and the sent; to the place
POINTING = frozenset({"the", "these", "those", "such", "said"})
SPENT = frozenset({"in", "inside", "near", "at", "to", "into"})


@dataclass(frozen=True, slots=True)
class People:
    """The word for people at `at`, whose they are, and whether the name stands right before it."""

    at: int
    first: int  # where the words about them begin
    actor: str
    kind: Term
    close: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """People of an actor told of, as fact, as being at a place or having gone there."""

    gist: Gist
    people: People
    place: str
    tokens: tuple[Token, ...]
    still: bool  # "officers in Donetsk": at a place, not on the way to one


def people_of(told: list[Gist]) -> dict[int, tuple[People, ...]]:
    """The people each claim of one report speaks of, by position; "the troops" are those of the last name before them."""
    kinds, found, last = word_list("people somewhere"), {}, {}
    for gist in told:
        here: list[People] = []
        for at, token in enumerate(gist.tokens):
            if not token.is_class(*kinds) or (here and here[-1].at == at - 1):
                continue
            name = next((j for j in range(at - 1, max(-1, at - 1 - SENT), -1) if gist.tokens[j].name), None)
            close = (
                name is not None
                and at - name <= NAMED
                and not any(t.text in POINTING or t.deed for t in gist.tokens[name + 1 : at])
            )
            pointing = next(
                (j for j in range(at - 1, max(-1, at - 4), -1) if gist.tokens[j].text in POINTING), None
            )
            if close:
                actor, first = gist.tokens[name].name, name
            elif pointing is not None and token.term in last:
                actor, first = last[token.term], pointing
            elif (
                name is not None
                and pointing is None
                and gist.tokens[name].name not in gist.claim.places
                and any(t.deed for t in gist.tokens[name + 1 : at])
            ):
                actor, first = gist.tokens[name].name, name
            else:
                continue
            last[token.term] = actor
            here.append(People(at, first, actor, token.term, close))
        found[gist.order] = tuple(here)
    return found


def sightings(gist: Gist, people: tuple[People, ...]) -> Iterator[Sighting]:
    """ "North Korean officers in eastern Ukraine's Donetsk region"; "some North Korean military units have been sent to the Kursk region"."""
    if gist.claim.stance not in ("claimed", "confirmed", "unconfirmed"):
        return
    tokens = gist.tokens
    for one in people:
        if any(is_no(t.text) for t in tokens[max(0, one.first - 4) : one.first]) or any(
            is_hedge(t.text) for t in tokens[max(0, one.first - 3) : one.at]
        ):
            continue
        going = any(t.is_family("presence") for t in tokens[one.first : one.at])
        for j in range(one.at + 1, min(one.at + AHEAD, len(tokens))):
            here = tokens[j]
            if is_hedge(here.text) or is_no(here.text) or here.text in ("would", "if"):
                break
            if here.name in gist.claim.places and any(
                t.text in SPENT for t in tokens[max(one.at, j - 4) : j]
            ):
                # "Russia's Far East", "Russia's southwestern Kursk region": the last is meant
                while k := next(
                    (
                        k
                        for k in (j + 1, j + 2)
                        if k < len(tokens)
                        and here.text.endswith("'s")
                        and tokens[k].name in gist.claim.places
                    ),
                    None,
                ):
                    j, here = k, tokens[k]
                yield Sighting(gist, one, tokens[j].name, tokens[one.first : j + 1], not going)
                break
            if here.is_family("presence"):
                going = True
            elif here.deed and not going:
                break  # "officers met in Ukraine": another deed stands between
