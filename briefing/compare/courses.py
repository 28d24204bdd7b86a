"""How a matter went on: closed and then open again, asked for and then granted, missing and then found, put off to another day.

The steps are the predicates of two claims, as the states and occurrences of TimeML (Pustejovsky and others 2003) told of one
participant; which step follows which is the narrative order of events that share an argument (Chambers and Jurafsky 2008),
here a list written by hand. What later reports add to earlier ones is update summarising (TAC 2008).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist
from briefing.compare.later import told_again
from briefing.compare.phrases import subject
from briefing.compare.settling import days_apart
from briefing.compare.stands import Stand, other_kind, stands_of
from briefing.compare.terms import Term
from briefing.interval import Interval
from briefing.lexicon import read_lexicon
from briefing.model import Finding

FIRM = frozenset(("claimed", "confirmed"))
COMMON = 0.08  # of all claims that may hold a word for it to tell by itself of which thing a step is told
LEAST = 6  # claims that may always hold it
MOST = 40  # claims of one step that are laid beside those of another
LIGHT = frozenset(
    (
        "be",
        "have",
        "do",
        "say",
        "take",
        "make",
        "go",
        "come",
        "get",
        "give",
        "tell",
        "see",
        "know",
        "use",
        "put",
        "keep",
        "need",
    )
)
UNPLACED = "-somewhere"  # ends the id of a place that is in no table
GAP = 21  # days in which a plan is put off


@dataclass(frozen=True, slots=True)
class Step:
    """Where a predicate stands in a course."""

    course: int
    at: int
    one_way: bool


@cache
def steps() -> dict[str, tuple[Step, ...]]:
    """Each predicate of lexicon/courses.yaml with its places in the courses."""
    found: dict[str, tuple[Step, ...]] = {}
    courses = [
        (course, way == "one way")
        for way in ("one way", "to and fro")
        for course in read_lexicon("courses")[way]
    ]
    for number, (course, one_way) in enumerate(courses):
        for at, phrases in enumerate(course):
            for phrase in phrases:
                found[phrase] = (*found.get(phrase, ()), Step(number, at, one_way))
    return found


@cache
def _lemmas() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in steps()) | {"be"}


def find_courses(desk: Desk) -> Iterator[Finding]:
    """A `development` where a later report tells a later step of a thing; each claim once on either side of a course."""
    told: dict[tuple, list[tuple[Step, Stand]]] = defaultdict(list)
    gists = [
        gist
        for gist in desk.gists
        if not gist.claim.headline
        and gist.claim.stance in (*FIRM, "planned", "considering", "denied", "unconfirmed")
    ]
    verbs = _lemmas() | {
        word.lemma for gist in gists if not_so_far(gist) for word in gist.words if word.pos == "VERB"
    }
    for gist in gists:
        for stand in stands_of(gist, verbs):
            for key, step in _places(stand):
                told[key].append((step, stand))
    for _, several in sorted(told.items()):
        yield from _steps_taken(desk, several[:MOST])
    yield from _put_off(desk)


def _steps_taken(desk: Desk, told: list[tuple[Step, Stand]]) -> Iterator[Finding]:
    done: set[int] = set()
    for (a, before), (b, after) in permutations(told, 2):
        keys = {before.gist.order, ~after.gist.order}
        if (
            _follows(a, b)
            and not keys & done
            and _later(desk, a, before, after)
            and _one_thing(desk, before, after)
            and (a.course >= 0 or _one_doer(desk, before, after))
        ):
            done |= keys
            yield _went_on(desk, before.gist, after.gist)


def not_so_far(gist: Gist) -> bool:
    """Whether a claim tells of something not done yet, or only considered."""
    return gist.claim.stance == "considering" or any(
        word.dep == "neg" or word.lemma in ("yet", "consider", "whether", "may", "might")
        for word in gist.words
    )


def _places(stand: Stand) -> Iterator[tuple[tuple, Step]]:
    """Where a predicate stands: in the courses that name it, and in that from not yet done to done."""
    phrases = stand.phrases if stand.sign > 0 else [f"not {phrase}" for phrase in stand.phrases]
    for phrase in dict.fromkeys(phrases):
        for step in steps().get(phrase, ()) if not stand.possible else ():
            yield (step.course, ""), step
    if (
        stand.verb.kind in ("word", "class")
        and stand.verb.value not in LIGHT
        and (_open_so_far(stand) or stand.sign > 0 and not stand.ahead)
    ):
        yield (-1, stand.verb.value), Step(-1, 0 if _open_so_far(stand) else 1, True)


def _open_so_far(stand: Stand) -> bool:
    """ "has not received", "may raise", "is considering whether to raise"."""
    if stand.sign < 0:
        return stand.not_yet and not stand.ahead
    return stand.possible or stand.gist.claim.stance == "considering"


def _follows(first: Step, second: Step) -> bool:
    return first.at < second.at if first.one_way else first.at != second.at


def _later(desk: Desk, step: Step, one: Stand, two: Stand) -> bool:
    """Whether the second state is told by another report, as done, of a later day; where a date is not known, a course that leads one way gives the order."""
    if (
        one.gist.claim.document == two.gist.claim.document
        or two.possible
        or not two.told
        and (two.ahead or two.gist.claim.stance not in FIRM)
    ):
        return False
    when, then = _day(desk, one.gist), _day(desk, two.gist)
    if when and then:
        return in_order(when, then) and not told_again(desk, two.gist, when)
    return (
        bool(when) and step.one_way and one.gist.claim.stance in FIRM and not told_again(desk, two.gist, when)
    )


def _day(desk: Desk, gist: Gist) -> str | None:
    """The day a state is told of: when it was so, else when it was said or published."""
    happened = gist.claim.happened.interval if gist.claim.happened else None
    published = Interval.read(gist.published)
    if (
        happened
        and happened.first
        and gist.claim.happened
        and gist.claim.happened.value
        and published
        and published.last
        and happened.first <= published.last
    ):
        return gist.claim.happened.value.split("/")[0]
    return desk.date(gist)


def _one_thing(desk: Desk, one: Stand, two: Stand) -> bool:
    """Whether both are told of one thing: a person, a word that few claims hold, or a word with other words that say which."""
    if _apart(one, two):
        return False
    few = max(LEAST, COMMON * len(desk.gists))
    shared = _patients(one) & _patients(two)
    if any(
        term.kind == "name"
        and (actor := desk.cast.actors.get(term.value))
        and actor.kind in ("person", "organisation", "group")
        for term in shared
    ):
        return True
    things = frozenset(
        term for term in shared if term.kind in ("word", "class") and not other_kind(one, two, term)
    )
    if any(len(desk.holding(term)) <= few and term.value not in _many() for term in things):
        return True
    context = _context(desk, one, two, shared, few)
    return (
        bool(things and context)
        or len({_value(term) for term in context}) >= 2
        and any(term.kind == "word" for term in context)
    )


def _context(desk: Desk, one: Stand, two: Stand, shared: frozenset[Term], few: float) -> frozenset[Term]:
    """What else both say: names, numbers and rare words beside their thing."""
    beside = {_value(term) for term in one.about} & {_value(term) for term in two.about} - {
        term.value for term in (*shared, one.verb, two.verb)
    }
    return frozenset(
        term
        for term in one.about | two.about
        if _value(term) in beside and (term.kind in ("name", "number") or len(desk.holding(term)) <= few)
    )


def _value(term: Term) -> str:
    """What a word or a name says, whether its place is in a table or not."""
    return term.value.removesuffix(UNPLACED)


def _one_doer(desk: Desk, one: Stand, two: Stand) -> bool:
    """Whether what was open and what was done are told of, or by, the same: many bodies open an inquiry."""
    names = [
        {
            term.value
            for term in (*stand.about, *((stand.doer.term,) if stand.doer and stand.doer.term else ()))
            if term.kind == "name"
        }
        | {stand.gist.claim.actor} - {None}
        for stand in (one, two)
    ]
    return any(a == b or desk.cast.related(a, b) for a in names[0] for b in names[1])


@cache
def _many() -> frozenset[str]:
    return frozenset(read_lexicon("courses")["many"]) | frozenset(read_lexicon("predicates")["things"])


def _patients(stand: Stand) -> frozenset[Term]:
    """Whom or what the step befalls: its object, or its subject where it has none, or where the object belongs to the step ("leave hospital")."""
    object_told = stand.acts and any(
        phrase in steps() and len(phrase.split()) == 2 and Term("word", phrase.split()[1]) in stand.core
        for phrase in stand.phrases
    )
    found = set(stand.core)
    of_another = any(
        phrase in steps() and phrase.endswith((" for", " over", " with", " from")) for phrase in stand.phrases
    )  # "asked for coffee"
    if stand.doer and stand.doer.term and (object_told or not stand.acts and not of_another):
        found.add(stand.doer.term)
    if any(term.value in ("whereabouts", "fate") for term in stand.core):
        found |= {term for term in stand.about if term.kind == "name"}
    return frozenset(found)


def _apart(one: Stand, two: Stand) -> bool:
    """Whether each has names beside its thing, or numbers of it, and none in common: two bridges, two suspects."""
    said = [{_value(term) for term in stand.about | stand.core} for stand in (one, two)]
    names = [
        {_value(term) for term in stand.about | stand.core if term.kind == "name"} for stand in (one, two)
    ]
    if all(names) and not names[0] & said[1] and not names[1] & said[0]:
        return True
    mine, yours = (
        {kind for thing, kind in stand.kinds if kind.kind == "number" and thing in stand.core}
        for stand in (one, two)
    )
    return bool(mine and yours) and not mine & yours


def _on(desk: Desk, gist: Gist) -> str:
    return f" on {date.split('T')[0]}" if (date := desk.date(gist)) else ""


def _went_on(desk: Desk, one: Gist, two: Gist) -> Finding:
    spans = [desk.cut(one, cue=True), desk.cut(two, cue=True)]
    return finding(
        "development",
        None,
        [one, two],
        spans,
        f"{desk.whose(one)}{_on(desk, one)}: {quoted(spans[0])}; {desk.whose(two)}{_on(desk, two)}: {quoted(spans[1])}: a later step of one matter.",
    )


def _put_off(desk: Desk) -> Iterator[Finding]:
    """ "will be whole again by 28 November", "would be back in service on Dec. 2": one actor's plan for one thing, with another day."""
    plans = [
        gist
        for gist in desk.gists
        if gist.claim.stance == "planned" and gist.claim.happened and not gist.says_not
    ]
    for one, two in combinations(plans[:200], 2):
        gap = days_apart(one.claim.happened, two.claim.happened)
        if (
            not desk.one_voice(one, two)
            or one.claim.document == two.claim.document
            or not gap
            or gap > GAP
            or not _same_subject_noun(one, two)
        ):
            continue
        when = [gist.claim.happened.value or "" for gist in (one, two) if gist.claim.happened]
        if (
            in_order(desk.date(two), desk.date(one))
            or not in_order(desk.date(one), desk.date(two))
            and when[0] > when[1]
        ):
            one, two, when = two, one, when[::-1]
        spans = [desk.cut(one), desk.cut(two)]
        yield finding(
            "development",
            None,
            [one, two],
            spans,
            f"{desk.whose(one)}: {quoted(spans[0])}; then {quoted(spans[1])}: the day is another ({when[0]}, {when[1]}).",
        )


def _same_subject_noun(one: Gist, two: Gist) -> bool:
    mine, yours = (_heads_of(gist) for gist in (one, two))
    return bool(mine & yours)


def _heads_of(gist: Gist) -> frozenset[Term]:
    tokens = subject(gist)
    inside = {token.at for token in tokens}
    return frozenset(token.term for token in tokens if token.term and gist.words[token.at].head not in inside)
