"""Changes of position told in other words: who needed no help accepts it, who stood by one side supports the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

from briefing.compare.axes import Side
from briefing.compare.clauses import HARM
from briefing.compare.desk import Desk
from briefing.compare.gist import Gist
from briefing.compare.holders import Holder, Holders, governs
from briefing.compare.later import change, in_turn, says_it_is_later
from briefing.compare.settling import days_apart, other_names
from briefing.compare.stands import Stand, other_kind, stands_of
from briefing.compare.terms import Term, is_no
from briefing.extract.claims.words import inflect
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Finding

TOLD = 2  # claims shown on either side of a change
MOST = 60  # stands of one holder that are laid beside each other
COMMON = 0.1  # of all claims that may hold a word for it to name a matter by itself
SELF = frozenset(("i", "he", "she", "we", "they"))
LEAST = 6  # claims that may always hold it


def find_turns(desk: Desk) -> Iterator[Finding]:
    """A `change` where one holder stands for and, on a later day, against one matter; at most one for two claims."""
    whose = Holders(desk)
    held: dict[str, list[tuple[Stand, Holder]]] = defaultdict(list)
    told = [
        (gist, holders)
        for gist in desk.gists
        if _may_stand(gist) and ((holders := whose.of(gist)) or _on_oneself(gist))
    ]
    verbs = _negated_verbs(gist for gist, _ in told)
    for gist, holders in told:
        for stand in (stand for stand in stands_of(gist, verbs) if not stand.possible):
            for holder in _of_oneself(desk, stand) or holders:
                if own := _as_his(desk, stand, holder):
                    held[holder.key].append((own, holder))
    yield from _turned(desk, held)


def _may_stand(gist: Gist) -> bool:
    return not gist.claim.headline and gist.claim.stance != "considering" and not gist.claim.negated


def _turned(desk: Desk, held: dict[str, list[tuple[Stand, Holder]]]) -> Iterator[Finding]:
    """Of each holder and matter the change that says most plainly that it is one, from the first stand to the last."""
    seen: set[tuple[int, Term]] = set()
    for several in held.values():
        pairs = [
            (first, second, mine)
            for (one, mine), (two, yours) in combinations(several[:MOST], 2)
            if mine.own or yours.own
            for first, second in ((one, two), (two, one))
            if in_turn(desk, first.gist, second.gist) and _contrary(desk, first, second)
        ]
        changes: list[tuple[frozenset[Term], list[Gist], list[Gist], Holder]] = []
        for first, second, mine in sorted(
            pairs,
            key=lambda pair: (
                not says_it_is_later(desk, pair[1].gist),
                pair[0].gist.order,
                pair[1].gist.order,
            ),
        ):
            about = _things(first.core & second.core) or frozenset((first.verb, second.verb))
            known = next((change for change in changes if change[0] & about), None)
            if known:  # told again, or before and since
                for gist, told, others in (
                    (first.gist, known[1], known[2]),
                    (second.gist, known[2], known[1]),
                ):
                    if gist not in told and gist not in others and len(told) < TOLD:
                        told.append(gist)
            elif not any((gist.order, term) in seen for gist in (first.gist, second.gist) for term in about):
                changes.append((about, [first.gist], [second.gist], mine))
            seen |= {(gist.order, term) for gist in (first.gist, second.gist) for term in about}
        for _, before, since, holder in changes:
            yield change(
                desk,
                before[0],
                since[0],
                holder,
                sorted((*before[1:], *since[1:]), key=lambda gist: gist.order),
            )


def _negated_verbs(told: Iterable[Gist]) -> frozenset[str]:
    """The verbs of claims that negate: of others no contrary can be told by a "not"."""
    return frozenset(_deeds()) | frozenset(
        word.lemma
        for gist in told
        if gist.claim.stance == "denied" or any(word.dep == "neg" or is_no(word.lemma) for word in gist.words)
        for word in gist.words
        if word.pos == "VERB"
    )


def _on_oneself(gist: Gist) -> bool:
    """ "accepted | the resignation of …": whoever tells it, it is a step of the one who resigns."""
    return any(word.lemma in word_set("positions", "deeds as nouns") for word in gist.words)


def _of_oneself(desk: Desk, stand: Stand) -> tuple[Holder, ...]:
    """Whose step it is, of a stand on oneself, where a name says so."""
    if not any(side.about == "self" for side in stand.sides):
        return ()
    people = [
        term.value
        for term in sorted(stand.core)
        if term.kind == "name" and (actor := desk.cast.actors.get(term.value)) and actor.kind == "person"
    ]
    return (Holder(people[0], True),) if len(people) == 1 else ()


def _as_his(desk: Desk, stand: Stand, holder: Holder) -> Stand | None:
    """The stand as far as it is the holder's; None where he tells it of another: "the minister said the union rejected the offer"."""
    doer, sides = stand.doer, stand.sides
    if any(side.about == "self" for side in sides):
        others = [
            term for term in stand.core if term.kind != "name" or term.value not in stand.gist.claim.places
        ]
        oneself = (
            Term("name", holder.key) in stand.core
            or not others
            and (doer is None or doer.text in SELF or doer.name == holder.key)
        )
        stand = (
            stand if oneself else replace(stand, sides=tuple(side for side in sides if side.about != "self"))
        )
    if doer is None or not stand.acts:
        return stand
    if doer.name:
        return (
            stand if desk.cast.related(holder.key, doer.name) or _leads(desk, holder.key, doer.name) else None
        )
    own = (
        _in_whose_name(desk, stand.gist.words[doer.at].lemma, holder)
        or stand.gist.subject == holder.key
        and not stand.gist.claim.speaker
    )
    return stand if own else None


def _in_whose_name(desk: Desk, noun: str, holder: Holder) -> bool:
    """Whether "the company", "the government" is the holder's: the opposition does not speak for the government."""
    actor = desk.cast.actors.get(holder.key)
    if noun in word_set("positions", "own state") and actor and actor.kind == "person":
        return governs(actor)
    return noun in word_set("positions", "own body")


def _leads(desk: Desk, person: str, body: str) -> bool:
    """Whether a person whose state is not known speaks for a state: "the prime minister said Kyrgyzstan needs no help"."""
    one, other = desk.cast.actors.get(person), desk.cast.actors.get(body)
    return bool(
        one
        and other
        and one.kind == "person"
        and other.kind == "state"
        and one.country in (None, body)
        and governs(one)
    )


def _contrary(desk: Desk, one: Stand, two: Stand) -> bool:
    """Whether the second stand is against the first on one matter."""
    if one.gist.claim.places and two.gist.claim.places and other_names(one.gist, two.gist):
        return False
    if _other_side(one, two):
        return True
    if any(
        _opposed(desk, one, two, a)
        for a in one.sides
        for b in two.sides
        if a.axis == b.axis and one.sign * a.sign != two.sign * b.sign
    ):
        return True
    if one.ahead and two.ahead and days_apart(one.gist.claim.happened, two.gist.claim.happened):
        return False  # not on Saturday, but on Wednesday
    return _taken_back(one, two) or _negated_by(desk, one, two)


def _negated_by(desk: Desk, one: Stand, two: Stand) -> bool:
    """ "will not sell", then "sells"; "no data was stolen", then "data was copied"."""
    if (
        one.sign == two.sign
        or not _one_deed(one, two)
        or not _one_doer(one, two)
        or not (_meant(one, two) or _other_account(one, two))
    ):
        return False
    return any(_one_matter(desk, one, two, about) for about in ("matter", "anyone"))


def _opposed(desk: Desk, one: Stand, two: Stand, side: Side) -> bool:
    """Whether two opposite predicates of one axis are said of one matter, and the first could be given up."""
    if (
        side.meant
        and not one.ahead
        or side.conceded
        and not _conceded(two.gist)
        or side.about != "self"
        and not _one_doer(one, two)
    ):
        return False
    return (
        _one_matter(desk, one, two, side.about) or side.conceded and one.sign * side.sign > 0 and _of_all(one)
    )


def _other_side(one: Stand, two: Stand) -> bool:
    """ "stood by the elected president", then "supported the council"."""

    def holds(stand: Stand, key: str) -> bool:
        return any(term.value in word_set("positions", key) for term in stand.about)

    return bool(
        one.sign == two.sign == 1
        and word_set("positions", "loyal").intersection(one.phrases)
        and word_set("positions", "siding").intersection(two.phrases)
        and holds(one, "powers")
        and holds(two, "challengers")
        and not holds(two, "powers")
        and not holds(one, "challengers")
    )


def _one_doer(one: Stand, two: Stand) -> bool:
    """Whether one does what the other does not: "I will not run", "the governor will run" are two."""
    doers = [
        stand.doer for stand in (one, two) if stand.doer and stand.gist.words[stand.doer.at].dep == "nsubj"
    ]
    own = [doer for doer in doers if doer.text in SELF]
    return not own or all(
        doer.name or doer in own or doer.text.removeprefix("the ") in word_set("positions", "own body")
        for doer in doers
    )


def _one_deed(one: Stand, two: Stand) -> bool:
    """Whether both turn on one verb, or on two for one deed; of "be" also on what is said to be."""
    if one.verb.value == "be":
        return one.verb == two.verb and bool(set(one.phrases) & set(two.phrases) - {"be"})
    return one.verb == two.verb or bool(
        _deeds().get(one.phrases[0], frozenset()) & _deeds().get(two.phrases[0], frozenset())
    )


@cache
def _deeds() -> dict[str, frozenset[int]]:
    """Verb → the deeds that it may be a word for."""
    found: dict[str, frozenset[int]] = {}
    for number, verbs in enumerate(read_lexicon("positions")["one deed"]):
        for verb in verbs:
            found[verb] = found.get(verb, frozenset()) | {number}
    return found


def _other_account(one: Stand, two: Stand) -> bool:
    """ "no data was stolen", then "data of 40,000 people was copied": two accounts of what is past, both told by a speaker."""
    negative = one if one.sign < 0 else two
    return (
        not one.ahead
        and not two.ahead
        and all(stand.gist.claim.speaker and stand.gist.claim.kind == "attributed" for stand in (one, two))
        and (not negative.not_yet or negative is one and _conceded(two.gist))
        and _past(one)
        and _past(two)
        and not days_apart(one.gist.claim.happened, two.gist.claim.happened)
    )


def _past(stand: Stand) -> bool:
    features = stand.gist.claim.features
    return features is not None and features.tense == "past"


def _taken_back(one: Stand, two: Stand) -> bool:
    """ "demanded …", then "dropped its demand"."""
    return (
        bool(word_set("positions", "takes back").intersection(two.phrases))
        and one.sign == two.sign == 1
        and one.verb in two.core
        and bool(one.sides or one.ahead)
        and any(word.dep == "poss" and not word.refers for word in two.gist.words)
    )


@cache
def _concessions() -> frozenset[str]:
    return frozenset(form for verb in word_set("positions", "conceded") for form in inflect(verb))


def _conceded(gist: Gist) -> bool:
    """Whether the words admit it: "acknowledged that …"."""
    return gist.claim.cue is not None and bool(
        _concessions().intersection(gist.claim.cue.quote.lower().split())
    )


def _of_all(stand: Stand) -> bool:
    """ "all systems were in order": of any one of them."""
    return any(
        word.lemma in word_set("positions", "whole") and word.dep in ("det", "nsubj", "predet", "nsubjpass")
        for word in stand.gist.words
    )


def _meant(one: Stand, two: Stand) -> bool:
    """Whether the negative one is refused or not meant, rather than only not done yet."""
    negative = one if one.sign < 0 else two
    return negative.ahead


def _things(terms: frozenset[Term]) -> frozenset[Term]:
    return frozenset(term for term in terms if term.kind in ("word", "class"))


def _one_matter(desk: Desk, one: Stand, two: Stand, about: str) -> bool:
    if about == "self":
        return True
    if about == "harm":
        return HARM in one.core & two.core
    if about == "anyone":
        return any(term.kind == "name" for term in one.core & two.core)
    few = max(LEAST, COMMON * len(desk.gists))
    loose = frozenset(
        term
        for term in _things(one.core & two.about | one.about & two.core)
        if not other_kind(one, two, term)
    )
    direct = loose & one.core & two.core
    if direct and (any(len(desk.holding(t)) <= few for t in direct) or _context(one, two, direct)):
        return True
    return len(loose) >= 2 and any(len(desk.holding(t)) <= few for t in loose)


def _context(one: Stand, two: Stand, direct: frozenset[Term]) -> bool:
    """Whether both say more of the same than the thing itself."""
    mine, yours = (stand.about | frozenset(stand.gist.features) for stand in (one, two))
    return any(
        term.kind in ("word", "class", "name") for term in mine & yours - direct - {one.verb, two.verb}
    )
