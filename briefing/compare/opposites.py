"""Claims that cannot both stand: one says not what the other says, or finds no trace of what the other places somewhere."""
from dataclasses import dataclass
from typing import Iterator

from briefing.compare.desk import Desk, finding, in_order, loose, quoted
from briefing.compare.settling import FACT, same_subject
from briefing.compare.words import Gist, Token, family_of, has_class, negated, word_list
from briefing.model import Finding

ALIKE = 0.6             # likeness two claims need, apart from the "not", to be about one matter
SHORT = 40              # words; in a longer speech a "not" may belong to anything
AHEAD = 6               # words in which "no evidence of" must name who is missing


@dataclass(frozen=True, slots=True)
class Absence:
    """"no evidence of North Korean presence": who is not found, and the words that say so."""
    gist: Gist
    actor: str
    tokens: tuple[Token, ...]


def find_opposites(desk: Desk) -> Iterator[Finding]:
    """`within-document` conflicts and changes of position between a "not" and its contrary."""
    absences = [absence for gist in desk.gists if (absence := absence_of(gist))]
    for absence in absences:
        yield from _against(desk, absence)
    yield from _contraries(desk)


def absence_of(gist: Gist) -> Absence | None:
    """What a claim says there is no evidence, sign or confirmation of."""
    if gist.claim.stance not in ("unconfirmed", "claimed", "confirmed"):
        return None
    tokens, no, lacking = gist.tokens, word_list("negations"), word_list("lacking")
    for i, token in enumerate(tokens):
        if token.text in lacking and any(t.text in no or t.text.endswith("n't") for t in tokens[max(0, i - 4):i]):
            told = tokens[i + 1:i + 1 + AHEAD]
            name = next((t for t in told if t.means[:1] == "@"), None)
            what = next((t for t in told if family_of(t) == "presence" or has_class(t, *word_list("people somewhere"))), None)
            if name and what:
                last = max(name.start, what.start)
                return Absence(gist, name.means[1:], tuple(t for t in tokens[max(0, i - 1):] if t.start <= last))
    return None


def _against(desk: Desk, absence: Absence) -> Iterator[Finding]:
    """Who sees, in the same report, what the one finds no trace of; and what the same actor says of it at another time."""
    gist = absence.gist
    for other in desk.told_in[gist.claim.document]:
        if other.claim.sentence == gist.claim.sentence or other.claim.headline:
            continue
        seen = next((s for s in desk.sightings(other) if s.people.actor == absence.actor and s.still and s.people.close and other.claim.stance != "unconfirmed"), None)
        if seen and (gist.claim.actor is None or gist.claim.actor != other.claim.actor):
            spans = [desk.cut(gist, absence.tokens), desk.cut(other, seen.tokens)]
            why = f"{desk.whose(gist)}: {quoted(spans[0])}; the same report speaks of {quoted(spans[1])}."
            yield finding("conflict", "within-document", [gist, other], spans, why)
            break
    if gist.claim.actor is None:
        return
    for other in desk.said_by.get(gist.claim.actor, ()):
        seen = next((s for s in desk.sightings(other) if s.people.actor == absence.actor and other.claim.stance != "unconfirmed"), None)
        if seen and other.claim.id != gist.claim.id and (change := turned(desk, gist, other, absence.tokens, seen.tokens)):
            yield change
            break


def turned(desk: Desk, one: Gist, two: Gist, first: tuple[Token, ...] = (), second: tuple[Token, ...] = ()) -> Finding | None:
    """A `change`: the same actor, at another date, with the contrary; None where it may have been said at one time."""
    when, then = desk.date(one), desk.date(two)
    if one.claim.document == two.claim.document and not (when and then):
        return None
    if when and then and not in_order(when, then) and not in_order(then, when):
        return None
    if when and then and in_order(then, when):
        one, two, first, second, when, then = two, one, second, first, then, when
    spans = [desk.cut(one, first), desk.cut(two, second, cue=True)]
    order = f"on {when}, then on {then}" if when and then else f"{when or then} and a report whose date is not known: the order rests on the editor"
    why = f"{desk.whose(one)} said {quoted(spans[0])} and {quoted(spans[1])} ({order})."
    return finding("change", None, [one, two], spans, why)


def _turned_round(one: Gist, two: Gist) -> bool:
    """Whether the "not" of the one stands right before the verb both turn on ("did not sign", "signed"), and neither is a long speech."""
    if max(len(one.tokens), len(two.tokens)) > SHORT:
        return False
    tokens = (one if one.says_not else two).tokens
    return any(token.means in one.heads & two.heads and negated(tokens[max(0, i - 3):i]) for i, token in enumerate(tokens))


def _contraries(desk: Desk) -> Iterator[Finding]:
    """Two claims alike but for a "not", both told as fact: a change where one actor says both, a conflict within one report."""
    for pair in desk.pairs:
        one, two = desk.gists[pair.first], desk.gists[pair.second]
        if pair.dice < ALIKE or pair.core < 2 or one.says_not == two.says_not or not one.heads & two.heads or not _turned_round(one, two):
            continue
        if one.claim.stance not in FACT or two.claim.stance not in FACT or "unconfirmed" in (one.claim.stance, two.claim.stance):
            continue
        if one.leaves_open or two.leaves_open or not same_subject(one, two, desk.cast):
            continue
        if one.claim.actor and one.claim.actor == two.claim.actor:
            if change := turned(desk, one, two):
                yield change
        elif one.claim.document == two.claim.document and one.claim.sentence != two.claim.sentence:
            spans = [desk.cut(one), desk.cut(two)]
            yield finding("conflict", "within-document", [one, two], spans,
                          f"{desk.whose(one)}: {quoted(spans[0])}; {desk.whose(two)}, in the same report: {quoted(spans[1])}: one of them says not.")
        elif one.claim.actor and two.claim.actor and one.claim.document != two.claim.document and not desk.cast.related(one.claim.actor, two.claim.actor):
            denier, other = (one, two) if one.says_not else (two, one)
            spans = [desk.cut(other), desk.cut(denier)]
            yield finding("conflict", "claim-denial", [other, denier], spans,
                          f"{desk.whose(other)} says {quoted(spans[0])}; {desk.whose(denier)} says not: {quoted(spans[1])}.")
