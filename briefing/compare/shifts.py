"""Changes of position: the same actor, at another date, affirms what he denied, found no evidence of or did not confirm."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist, Token
from briefing.compare.later import order_of, says_it_is_later
from briefing.compare.terms import is_no, word_list
from briefing.extract.claims.words import inflect
from briefing.model import Finding

AHEAD = 6  # words in which "no evidence of" must name who is missing
COVER, CORE = (
    0.6,
    2,
)  # of the matter, by weight and in words that are no names, that the contrary must say too
MOST = 80  # different claims of one actor looked at on either side


@dataclass(frozen=True, slots=True)
class Absence:
    """ "no evidence of North Korean presence": who is not found, and the words that say so."""

    gist: Gist
    actor: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Reservation:
    """What an actor denies, does not confirm or has no evidence of."""

    gist: Gist
    tokens: tuple[Token, ...]


def find_shifts(desk: Desk) -> Iterator[Finding]:
    """A `change` for each actor and matter, at most one for each reservation."""
    for said in desk.said_by.values():
        kept = list({gist.features: gist for gist in reversed(said)}.values())[::-1]
        affirmed = [
            gist
            for gist in kept
            if gist.claim.stance in ("claimed", "confirmed") and not gist.says_not and not gist.leaves_open
        ][:MOST]
        for reserved in [found for gist in kept if (found := reservation(gist))][:MOST]:
            absence = absence_of(reserved.gist)
            for other in affirmed:
                seen = next(
                    (
                        s
                        for s in desk.sightings(other)
                        if absence and s.people.actor == absence.actor and other.claim.stance != "unconfirmed"
                    ),
                    None,
                )
                words = (
                    (absence.tokens, seen.tokens)
                    if absence and seen
                    else ((), ())
                    if _same_matter(desk, reserved, other)
                    else None
                )
                if words and (change := turned(desk, reserved.gist, other, *words)):
                    yield change
                    break


def reservation(gist: Gist) -> Reservation | None:
    """ "denied that …", "there is no evidence that …", "has not yet confirmed …", with the words of the matter."""
    if gist.claim.stance == "denied" and not refuses(gist):
        return Reservation(gist, gist.tokens)
    if gist.claim.stance == "unconfirmed" and gist.claim.cue and "confirm" in gist.claim.cue.quote.lower():
        return Reservation(gist, gist.tokens)
    at = lacking(gist.tokens)
    return Reservation(gist, gist.tokens[at + 1 :]) if at is not None else None


def refuses(gist: Gist) -> bool:
    """ "refused to release his records": he declines to act; nobody's words are denied."""
    forms = {form for verb in word_list("refusing") for form in inflect(verb)}
    return bool(gist.claim.cue and forms.intersection(gist.claim.cue.quote.lower().split()))


def lacking(tokens: tuple[Token, ...]) -> int | None:
    """Where "no evidence of", "not any sign that" stands."""
    lacking = word_list("lacking")
    return next(
        (
            i
            for i, token in enumerate(tokens)
            if token.text in lacking and any(is_no(t.text) for t in tokens[max(0, i - 4) : i])
        ),
        None,
    )


def _same_matter(desk: Desk, reserved: Reservation, other: Gist) -> bool:
    """Whether the contrary turns on one of the reserved deeds and says most of what was reserved."""
    matter = {token.term for token in reserved.tokens if token.term}
    weight = desk.scale.weight
    whole = sum(weight.get(term, 0) for term in matter)
    shared = matter & desk.scale.sets[other.order]
    return (
        bool(shared & other.heads)
        and sum(term.kind in ("class", "word") for term in shared) >= CORE
        and whole > 0
        and max(sum(weight[term] for term in shared) / whole, len(shared) / len(matter) - 0.1) >= COVER
    )


def absence_of(gist: Gist) -> Absence | None:
    """What a claim says there is no evidence, sign or confirmation of."""
    if gist.claim.stance not in ("unconfirmed", "claimed", "confirmed"):
        return None
    tokens, i = gist.tokens, lacking(gist.tokens)
    told = tokens[i + 1 : i + 1 + AHEAD] if i is not None else ()
    name = next((t for t in told if t.name), None)
    what = next(
        (t for t in told if t.is_family("presence") or t.is_class(*word_list("people somewhere"))), None
    )
    if i is None or not name or not what:
        return None
    last = max(name.start, what.start)
    return Absence(gist, str(name.name), tuple(t for t in tokens[max(0, i - 1) :] if t.start <= last))


def turned(
    desk: Desk, one: Gist, two: Gist, first: tuple[Token, ...] = (), second: tuple[Token, ...] = ()
) -> Finding | None:
    """A `change`: the same actor, at another date, with the contrary; None where it may have been said at one time."""
    when, then = desk.date(one), desk.date(two)
    if when and then and in_order(then, when):
        one, two, first, second, when, then = two, one, second, first, then, when
    if not in_order(when, then) and (
        when and then or one.claim.document == two.claim.document or not says_it_is_later(desk, two)
    ):
        return None
    spans = [desk.cut(one, first, cue=not first), desk.cut(two, second, cue=True)]
    order = order_of(when, then)
    why = f"{desk.whose(one)}: {quoted(spans[0])}, and {quoted(spans[1])} ({order})."
    return finding("change", None, [one, two], spans, why)
