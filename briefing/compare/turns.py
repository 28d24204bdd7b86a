"""Changes of position told in other words: who needed no help accepts it, who stood by one side supports the other."""
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Iterator

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist, Token, path_up, refers_only
from briefing.compare.phrases import below
from briefing.compare.shifts import turned
from briefing.compare.terms import Term, is_no, word_list
from briefing.model import Finding

MOST = 60               # claims of one holder that are laid beside each other
COMMON = 0.1            # of all claims that may hold a word for it to name a matter
LEAST = 6               # claims that may always hold it


@dataclass(frozen=True, slots=True)
class Stand:
    """For or against what: "will not | need rescue teams"."""
    gist: Gist
    verb: Term
    sign: int
    known: bool                     # the verb is for or against by itself; else only its negation counts
    about: frozenset[Term]


def find_turns(desk: Desk) -> Iterator[Finding]:
    """A `change` where one holder stands for and, on another day, against one matter; at most one for two claims."""
    held: dict[str, list[Stand]] = defaultdict(list)
    for gist in desk.gists:
        if gist.claim.headline or gist.claim.stance in ("denied", "considering"):
            continue
        stands = list(stands_of(desk, gist))
        for holder in holders(desk, gist):
            held[holder] += stands if gist.claim.actor or gist.claim.speaker else [stand for stand in stands if stand.known]      # "did not play", "played": no position
    seen: set[tuple[int, int]] = set()
    for several in held.values():
        for one, two in sorted(combinations(several[:MOST], 2), key=lambda pair: sum(_relayed(desk, stand.gist) for stand in pair)):
            key = (one.gist.order, two.gist.order)
            if key in seen or one.gist.claim.sentence == two.gist.claim.sentence or not (_contrary(one, two) or _other_side(one, two)):
                continue
            if change := turned(desk, one.gist, two.gist) or _now(desk, one.gist, two.gist):
                seen.add(key)
                yield change


def _relayed(desk: Desk, gist: Gist) -> bool:
    """Whether nobody but an outlet is named for it: those who speak for themselves come first."""
    actor = desk.cast.actors.get(gist.claim.actor or "")
    return actor is None or actor.kind == "media"


def holders(desk: Desk, gist: Gist) -> frozenset[str]:
    """Whose position a claim tells: the speaker's, of the organisation in whose name he speaks, or of who is its subject."""
    claim = gist.claim
    found = {claim.actor} if claim.actor else set()
    if claim.speaker:
        found |= {m.refers for m in desk.mentions_in[claim.document] if not m.is_place and m.span.within(claim.speaker)}
    if gist.subject and gist.subject not in claim.places:
        found.add(gist.subject)
    found |= {known.organisation for actor in list(found) if (known := desk.cast.actors.get(actor)) and known.organisation}
    return frozenset(found)


def stands_of(desk: Desk, gist: Gist) -> Iterator[Stand]:
    """Each verb asserted in a claim with what it is about."""
    words = gist.words
    few = max(LEAST, COMMON * len(desk.gists))
    for token in gist.tokens:
        if words[token.at].pos not in ("VERB", "AUX") or any(refers_only(words, at) and words[at].dep != "acl" for at in path_up(words, token.at)):
            continue
        under = below(gist, token.at)
        lemma = words[token.at].lemma
        phrase = " ".join([lemma, *(words[at].lemma for at, word in enumerate(words) if word.head == token.at and word.dep in ("prt", "prep"))][:2])
        sign = 1 if {lemma, phrase} & word_list("for") else -1 if {lemma, phrase} & word_list("against") else 0
        own = {at for at, word in enumerate(words) if word.head == token.at and word.dep == "dobj"}          # what it is done to counts, however often it is told
        about = frozenset(t.term for t in under if t.term and t.at != token.at and t.term.kind != "number" and not (t.name and t.name == gist.subject)
                          and (t.at in own or len(desk.holding(t.term)) <= few))
        verb = Term("word", phrase if phrase in word_list("for") | word_list("against") else lemma) if sign else token.term
        if verb is None and lemma == "be":
            verb = Term("word", "be")
        if verb and about:
            negated = _negated(gist, token)
            yield Stand(gist, verb, (sign or 1) * (-1 if negated else 1), bool(sign), about)


def _negated(gist: Gist, verb: Token) -> bool:
    """Whether a verb, or what it hangs on, is negated: "will not need", "had no plans to make"."""
    words = gist.words
    path = set(path_up(words, verb.at))
    return any(word.head in path and (word.dep == "neg" or is_no(word.lemma)) for word in words)


def _contrary(one: Stand, two: Stand) -> bool:
    """Whether the two stand against each other on one thing."""
    return one.sign != two.sign and any(term.kind in ("word", "class") for term in one.about & two.about) and (one.known and two.known or one.verb == two.verb and one.verb.value not in ("be",)
                                                                   or one.verb == two.verb and _marked(one.gist, two.gist))


def _marked(one: Gist, two: Gist) -> bool:
    return any(token.text in word_list("by now") for gist in (one, two) for token in gist.tokens)


def _other_side(one: Stand, two: Stand) -> bool:
    """"stood by the elected president", then "decided to support the council": loyal to one side, then to another."""
    first, second = (one, two) if one.verb.value in word_list("loyal") else (two, one)
    return (first.verb.value in word_list("loyal") and second.verb.value in word_list("siding") and first.sign == second.sign == 1
            and not first.about & second.about)


def _now(desk: Desk, one: Gist, two: Gist) -> Finding | None:
    """Within one report: "On Wednesday he had said that … was not on the table", and that it "was now one of the options"."""
    if one.claim.document != two.claim.document or (one.claim.said is None) == (two.claim.said is None) or not _marked(one, two):
        return None
    before, after = (one, two) if one.claim.said else (two, one)
    spans = [desk.cut(before, cue=True), desk.cut(after, cue=True)]
    why = f"{desk.whose(before)}, on {before.claim.said and before.claim.said.value}: {quoted(spans[0])}; and later, in the same report: {quoted(spans[1])}."
    return finding("change", None, [before, after], spans, why)
