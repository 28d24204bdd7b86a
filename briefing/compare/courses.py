"""How a matter went on: closed and then open again, asked for and then granted, missing and then found, put off to another day."""
from functools import cache
from itertools import combinations
from typing import Iterator, Literal

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist, Token
from briefing.compare.phrases import own_terms, subject
from briefing.compare.settling import days_apart
from briefing.compare.terms import Term, is_no, meaning, word_list
from briefing.lexicon import read_lexicon
from briefing.model import Finding

ASSERTED = frozenset(("claimed", "confirmed"))
COMMON = 0.08           # of all claims that may hold a word for it to tell of which thing a step is told
LEAST = 6               # claims that may always hold it
MOST = 40               # claims of one step that are laid beside those of another
KINDS: tuple[Literal["class", "word"], ...] = ("class", "word")
GAP = 21                # days in which a plan is put off


@cache
def steps() -> tuple[tuple[frozenset[str], ...], ...]:
    """The courses of lexicon/predicates.yaml: of each the steps in order, as classes and lemmas."""
    return tuple(tuple(frozenset(step) for step in course) for course in read_lexicon("predicates")["courses"])


def find_courses(desk: Desk) -> Iterator[Finding]:
    """A `development` where a later report tells a later step of a thing."""
    done: set[tuple[int, int]] = set()                  # (course, claim): each claim once on either side of a course
    for number, course in enumerate(steps()):
        told = [[(gist, token) for gist in _speaking(desk, step) for token in [_step(gist, step)] if token] for step in course]
        for several in told:                            # who does it before who speaks of it ("the request covers …")
            several.sort(key=lambda entry: entry[1] in own_terms(subject(entry[0])))
        for first, second in combinations(range(len(course)), 2):
            for (one, before), (two, after) in ((a, b) for a in told[first][:MOST] for b in told[second][:MOST]):
                shared = _one_thing(desk, one, before, two, after)
                if shared and not {(number, one.order), (number, ~two.order)} & done and _may_follow(desk, one, two) and one.claim.document != two.claim.document and two.claim.stance in ASSERTED:
                    done |= {(number, one.order), (number, ~two.order)}
                    spans = [desk.cut(one, cue=True), desk.cut(two, cue=True)]
                    yield finding("development", None, [one, two], spans,
                                  f"{desk.whose(one)}{_on(desk, one)}: {quoted(spans[0])}; {desk.whose(two)}{_on(desk, two)}: {quoted(spans[1])}: a later step of one matter.")
    yield from _put_off(desk)


def _may_follow(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether the second was told later; where a date is not known, the steps themselves give the order."""
    when, then = desk.date(one), desk.date(two)
    return in_order(when, then) or when is None or then is None


def _on(desk: Desk, gist: Gist) -> str:
    return f" on {date.split('T')[0]}" if (date := desk.date(gist)) else ""


def _speaking(desk: Desk, step: frozenset[str]) -> list[Gist]:
    """The claims that hold a word of the step, or follow a cue that is one."""
    held = {gist.order: gist for value in step for kind in KINDS for gist in desk.holding(Term(kind, value))}
    held |= {gist.order: gist for gist in desk.gists if (cue := _cue(gist, step)) and cue.value in step}
    return [held[order] for order in sorted(held) if not held[order].claim.headline]


def _cue(gist: Gist, step: frozenset[str]) -> Term | None:
    cue = gist.claim.cue
    return meaning(cue.quote.lower().split()[-1], step) if cue and gist.claim.stance in ASSERTED else None


def _step(gist: Gist, step: frozenset[str]) -> Term | None:
    """The word by which a claim, or the cue before it, tells this step; None where it is negated."""
    for i, token in enumerate(gist.tokens):
        if token.term and token.term.value in step and not any(is_no(t.text) for t in gist.tokens[max(0, i - 3):i]):
            return token.term
    cue = _cue(gist, step)
    return cue if cue and cue.value in step else None


def _one_thing(desk: Desk, one: Gist, before: Term, two: Gist, after: Term) -> frozenset[Term]:
    """The words that say of which thing both tell: two of them, or one that few claims hold; never the steps themselves."""
    few = max(LEAST, COMMON * len(desk.gists))
    inside = [frozenset(t for t in gist.features if t.kind in ("word", "class", "name", "number") and t not in (before, after)) for gist in (one, two)]
    values = [{t.value for t in terms} for terms in inside]               # "the pass Dolon" may be a name in one report and a word in the other
    shared = frozenset(t for t in inside[0] if t.value in values[1] and t.value not in word_list("things"))
    rare = frozenset(t for t in shared if len(desk.holding(t)) <= few)
    things = frozenset(t for t in shared if t.kind in ("word", "class"))
    return shared if rare and things and (len(shared) >= 2 or any(_about(gist, things) for gist in (one, two))) else frozenset()


def _about(gist: Gist, things: frozenset[Term]) -> bool:
    """Whether the subject of the claim is one of these."""
    return bool(_heads_of(subject(gist), gist) & things)


def _put_off(desk: Desk) -> Iterator[Finding]:
    """"will be whole again by 28 November", "would be back in service on Dec. 2": one actor's plan for one thing, with another day."""
    plans = [gist for gist in desk.gists if gist.claim.stance == "planned" and gist.claim.happened and not gist.says_not]
    for one, two in combinations(plans[:200], 2):
        gap = days_apart(one.claim.happened, two.claim.happened)
        if not desk.one_voice(one, two) or one.claim.document == two.claim.document or not gap or gap > GAP or not _same_subject_noun(one, two):
            continue
        when = [gist.claim.happened.value or "" for gist in (one, two) if gist.claim.happened]
        if in_order(desk.date(two), desk.date(one)) or not in_order(desk.date(one), desk.date(two)) and when[0] > when[1]:
            one, two, when = two, one, when[::-1]
        spans = [desk.cut(one), desk.cut(two)]
        yield finding("development", None, [one, two], spans, f"{desk.whose(one)}: {quoted(spans[0])}; then {quoted(spans[1])}: the day is another ({when[0]}, {when[1]}).")


def _same_subject_noun(one: Gist, two: Gist) -> bool:
    mine, yours = (_heads_of(subject(gist), gist) for gist in (one, two))
    return bool(mine & yours)


def _heads_of(tokens: tuple[Token, ...], gist: Gist) -> frozenset[Term]:
    inside = {token.at for token in tokens}
    return frozenset(token.term for token in tokens if token.term and gist.words[token.at].head not in inside)
