"""Changes of position that one sentence tells by itself: "no longer says that …", "was wrong", what was left open and is now affirmed, or the reverse."""

from collections import defaultdict
from collections.abc import Iterator

from briefing.compare.desk import Desk
from briefing.compare.gist import Gist
from briefing.compare.holders import Holder, Holders
from briefing.compare.later import change, in_turn
from briefing.compare.terms import Term, is_no, word_list
from briefing.lexicon import word_set
from briefing.model import Finding

FIRM = frozenset(("claimed", "confirmed", "planned"))
RECALLED = 4  # claims before "I was wrong by two" that may recall the number
BEFORE = 12  # characters before a cue in which "no longer" may stand, if not in it


def find_retractions(desk: Desk) -> Iterator[Finding]:
    """A `change` for each sentence that takes back what its holder said on an earlier day."""
    whose = Holders(desk)
    told: dict[str, list[tuple[Gist, Holder]]] = defaultdict(list)
    for gist in desk.gists:
        if gist.claim.speaker and not gist.claim.headline:
            for holder in whose.of(gist):
                if holder.own:
                    told[holder.key].append((gist, holder))
    for several in told.values():
        for two, holder in several:
            for rule in (_no_longer_says, _was_wrong, _leaves_open, _affirms):
                fits = rule(desk, two)
                before = [one for one, _ in several if in_turn(desk, one, two) and fits(one)] if fits else []
                if before:  # as it was told at the time, rather than as it is recalled
                    yield change(
                        desk,
                        max(before, key=lambda one: (one.claim.document != two.claim.document, one.order)),
                        two,
                        holder,
                    )
                    break


def _no_longer_says(desk: Desk, two: Gist):
    """ "no longer says | that both gates were shut"."""
    cue = two.claim.cue
    if cue is None:
        return None
    if "no longer" not in " ".join(
        desk.documents[cue.document].text[max(0, cue.start - BEFORE) : cue.end].lower().split()
    ):
        return None
    heads = {term for term in two.heads if term.kind != "family"}
    return lambda one: one.claim.stance in FIRM and not one.says_not and bool(heads & one.heads)


def _was_wrong(desk: Desk, two: Gist):
    """ "I was wrong by two": of a number; "we were wrong about the bridge": of a matter."""
    at = _mistaken(two)
    if at is None:
        return None
    if _by_a_number(two, at):
        recalled = {
            figure.low for gist in _just_before(desk, two) for figure in gist.claim.figures if figure.low
        }
        return lambda one: (
            one.claim.stance in FIRM
            and one.claim.document != two.claim.document
            and any(figure.low in recalled for figure in one.claim.figures)
        )
    matter = frozenset(
        token.term
        for token in two.tokens
        if token.term
        and token.term.kind in ("word", "class")
        and token.text not in word_set("positions", "mistaken")
    )
    return (lambda one: one.claim.stance in FIRM and bool(matter & set(one.features))) if matter else None


def _mistaken(gist: Gist) -> int | None:
    """Where "I was wrong" stands."""
    words = gist.words
    at = next(
        (
            i
            for i, word in enumerate(words)
            if word.lemma in word_set("positions", "mistaken") and word.dep in ("acomp", "ROOT")
        ),
        None,
    )
    if at is None or gist.says_not:
        return None
    return (
        at
        if any(
            word.lemma in ("i", "we") and word.dep == "nsubj" and word.head == words[at].head
            for word in words
        )
        else None
    )


def _by_a_number(gist: Gist, at: int) -> bool:
    words = gist.words
    by = [i for i, word in enumerate(words) if word.lemma == "by" and word.head in (at, words[at].head)]
    return any(word.head in by and word.pos == "NUM" for word in words)


def _just_before(desk: Desk, gist: Gist) -> list[Gist]:
    """The claims before one in its report."""
    told = desk.told_in[gist.claim.document]
    at = told.index(gist)
    return told[max(0, at - RECALLED) : at]


def _leaves_open(desk: Desk, two: Gist):
    """ "all hypotheses were open", from one who had told that it was done on purpose, or by accident."""
    text = " ".join(token.text for token in two.tokens)
    if not any(phrase in text for phrase in word_set("positions", "left open")):
        return None
    causes = word_list("on purpose") | word_list("by accident")
    return lambda one: (
        one.claim.stance in FIRM
        and not one.says_not
        and not one.leaves_open
        and any(f" {cause} " in f" {one.claim.words.lower().rstrip('.')} " for cause in causes)
    )


def _affirms(desk: Desk, two: Gist):
    """What its speaker could "neither confirm nor deny" before."""
    if two.claim.stance not in ("claimed", "confirmed") or two.says_not or two.leaves_open:
        return None
    told = frozenset(term for term in two.features if term.kind in ("word", "class"))
    return lambda one: bool(reserved_of(one) & told)


def reserved_of(gist: Gist) -> frozenset[Term]:
    """The deed that a speaker could "neither confirm nor deny", or "had no knowledge of"."""
    words = gist.words
    at = next((i for i, word in enumerate(words) if word.lemma in word_set("positions", "reserved")), None)
    if at is None or not any(is_no(word.lemma) for word in words[max(0, at - 4) : at]):
        return frozenset()
    if word_set("positions", "no matter").intersection(word.lemma for word in words[at + 1 :]):
        return frozenset()
    return frozenset(
        token.term
        for token in gist.tokens
        if token.at > at and token.term and token.deed and words[token.at].dep in ("dobj", "pobj")
    )
