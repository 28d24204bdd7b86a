"""Event coreference: the statements of a claim, and whether two of them speak of one event, so that they can contradict each other at all.

No contradiction without one event (de Marneffe, Rafferty and Manning 2008, "Finding contradictions in text", sections 2 and 3): same predicate class, same
participants, no other place or day; what both share is weighed by how rare it is in the story (inverse document frequency)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefing.compare.desk import Desk, near
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.phrases import subject_heads
from briefing.compare.settling import FACT, INTENT, days_apart
from briefing.compare.terms import Term, is_no, word_list
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Word

NOBODY = frozenset(("nobody", "none", "no-one", "everybody", "everyone", "nothing"))
ADJACENT = 0.3  # … and of a contrary that answers right after
COVER, WHOLE = (
    0.7,
    0.85,
)  # of the shorter statement, by weight, in three terms or more; of both, where there are fewer
LEAST = 3
CLAUSES = frozenset(("advcl", "relcl", "ccomp", "csubj", "parataxis"))
DAYS = 1  # between two reports of which a state may be told


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause with its own subject: what is said of whom, whether it is denied, and all else it says."""

    gist: Gist
    verb: int  # place of its verb among the words
    inside: frozenset[int]  # places of its words, those of clauses below it left out
    predicate: frozenset[Term]  # what is said: verb, adjective or noun, as class and as lemma
    subject: frozenset[Term]  # heads of its subject, and names in it
    around: frozenset[Term]  # names, classes and lemmas it holds besides; no numbers
    denied: bool


@dataclass(frozen=True, slots=True)
class Sameness:
    """How much two statements of one event share."""

    cover: float  # 0 to 1, by weight, of the shorter
    dice: float  # … of both
    terms: int


def statements(gist: Gist) -> Iterator[Statement]:
    """The clauses of a claim that have a subject of their own; what only says which thing is meant ("people who fled") is none."""
    words = gist.words
    tokens = _token_at(gist)
    for at, word in enumerate(words):
        if (
            word.pos not in ("VERB", "AUX")
            or not (heads := subject_heads(words, at))
            or word.dep == "relcl"
            and word.head is not None
        ):
            continue
        inside = frozenset(_clause(words, at))
        held = {i: tokens[i].term for i in sorted(inside) if i in tokens and tokens[i].term}
        names = {
            held[i]
            for i in held
            if held[i].kind == "name" and any(head in path_up(words, i) for head in heads)
        }  # type: ignore[union-attr]
        subject = frozenset(held[i] for i in heads if i in held) | names
        predicate = frozenset(_predicate(words, tokens, at))
        around = frozenset(
            term
            for i, term in held.items()
            if term
            and term.kind != "number"
            and i not in heads
            and term not in predicate
            and term not in subject
            and (term.kind == "name" or not any(words[j].dep == "appos" for j in path_up(words, i)))
        )
        yield Statement(gist, at, inside, predicate, subject, around, _denied(gist, at))


def same_event(
    desk: Desk, one: Statement, two: Statement, opposite: bool = False, answer: bool = False
) -> Sameness | None:
    """What two statements share where they speak of one event; None where they may not.

    `opposite`: their predicates exclude each other instead. `answer`: one comes right after the other, which it denies, so that less need be said again."""
    a, b = one.gist.claim, two.gist.claim
    predicates = opposed(one.predicate, two.predicate) if opposite else bool(one.predicate & two.predicate)
    if not predicates or not (
        one.subject & two.subject or _weather(one) and _weather(two) or answer and _everyone(one, two)
    ):
        return None
    if (
        (a.stance in INTENT) != (b.stance in INTENT)
        or "unconfirmed" in (a.stance, b.stance)
        or days_apart(a.happened, b.happened)
        or _elsewhere(desk, one, two)
    ):
        return None
    weight = desk.scale.weight
    mine, yours = (
        _matter(statement) - (statement.predicate if opposite else frozenset()) for statement in (one, two)
    )
    shared = mine & yours
    both, first, second = (sum(weight.get(term, 1000) for term in terms) for terms in (shared, mine, yours))
    if not both:
        return None
    numbers = {term for term in one.gist.features if term.kind == "number"} & set(
        two.gist.features
    )  # "in 24 hours", of both
    found = Sameness(
        both / min(first, second), 2 * both / (first + second), len(shared) + opposite + len(numbers)
    )
    enough = (
        found.dice >= WHOLE
        or found.cover >= COVER
        and found.terms >= LEAST
        or answer
        and (found.cover >= ADJACENT or _everyone(one, two))
    )
    return found if enough else None


def _everyone(one: Statement, two: Statement) -> bool:
    """Whether one of two statements is of nobody or everybody, or of "his client", and both turn on a deed of its own class."""
    heads = [
        {statement.gist.words[at].lemma for at in subject_heads(statement.gist.words, statement.verb)}
        for statement in (one, two)
    ]
    return any(some & NOBODY or "client" in some for some in heads) and any(
        term.kind == "class" for term in one.predicate & two.predicate
    )


def _weather(statement: Statement) -> bool:
    """Whether a verb of its own has no other subject than "it": "it rained 212 millimetres"."""
    words = statement.gist.words
    return (
        words[statement.verb].pos == "VERB"
        and [words[at].lemma for at in subject_heads(words, statement.verb)] == ["it"]
        and any(term.own for term in statement.around)
    )


def _matter(statement: Statement) -> frozenset[Term]:
    """All terms that say what is told; of a predicate that is a class, the class alone."""
    known = frozenset(term for term in statement.predicate if term.kind == "class") or statement.predicate
    return known | statement.subject | statement.around


def _elsewhere(desk: Desk, one: Statement, two: Statement) -> bool:
    """Whether each names a place and they cannot be one."""
    here, there = (
        [
            term.value
            for term in statement.subject | statement.around
            if term.kind == "name" and term.value in statement.gist.claim.places
        ]
        for statement in (one, two)
    )
    return bool(here and there) and all(desk.cast.apart(a, b) for a in here for b in there)


def one_time(desk: Desk, one: Statement, two: Statement) -> bool:
    """Whether a state told by both is of one time: in one report, with one day or hour in the words, or in reports of neighbouring days."""
    a, b = one.gist, two.gist
    if a.claim.document == b.claim.document or _times(a) & _times(b):
        return True
    return near(desk.date(a, happened=True), desk.date(b, happened=True), DAYS)


def _times(gist: Gist) -> frozenset[str]:
    return frozenset(word.lemma for word in gist.words) & _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word.lower() for word in word_set("dates", "weekdays", "months"))


def two_voices(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether two claims stand in other sentences and come from others, as far as their words show."""
    mine, yours = one.claim.actor, two.claim.actor
    if one.claim.sentence.overlaps(two.claim.sentence) or desk.one_voice(one, two):
        return False
    if mine and yours:
        return not desk.cast.related(mine, yours)
    return one.claim.document != two.claim.document or bool(
        mine or yours or one.claim.speaker or two.claim.speaker
    )


# ---------------------------------------------------------------- the parts of a statement


def _token_at(gist: Gist) -> dict[int, Token]:
    """The token that each word belongs to; a name of several words stands as one."""
    found, starts = {}, {word.start: at for at, word in enumerate(gist.words)}
    for token in gist.tokens:
        if token.start in starts:
            for at in range(starts[token.start], len(gist.words)):
                if gist.words[at].start >= token.end:
                    break
                found[at] = token
    return found


def _clause(words: tuple[Word, ...], verb: int) -> Iterator[int]:
    """The words that hang on a verb and on no clause of its own below it."""
    for at in range(len(words)):
        for above in path_up(words, at):
            if above == verb:
                yield at
                break
            if (
                words[above].dep in CLAUSES
                or words[above].dep == "conj"
                and words[above].pos in ("VERB", "AUX")
            ):
                break


def _predicate(words: tuple[Word, ...], tokens: Mapping[int, Token], verb: int) -> Iterator[Term]:
    """What is said: of "is open" the adjective, of "was the result of" the noun, else the verb, as class and as lemma."""
    said = (
        [at for at, word in enumerate(words) if word.head == verb and word.dep in ("acomp", "attr", "oprd")]
        if words[verb].lemma == "be"
        else [verb]
    )
    for at in said or [verb]:
        yield Term("word", words[at].lemma)
        if at in tokens and (term := tokens[at].term) and term.own and term.kind != "number":
            yield term


def _denied(gist: Gist, verb: int) -> bool:
    """Whether a statement is said not to be so: by a "not", "no" or "nobody" of its own, by a cue that denies, or by "it is not true that"."""
    words = gist.words
    own = {
        at
        for at, word in enumerate(words)
        if word.head == verb and word.dep in ("nsubj", "nsubjpass", "dobj", "attr", "acomp")
    }
    inside = set(_clause(words, verb))
    negated = any(
        at in inside and word.lemma in ("nothing", "nobody") and word.dep in ("dobj", "pobj")
        for at, word in enumerate(words)
    ) or any(
        word.head == verb
        and (word.dep == "neg" or is_no(word.lemma))
        or word.head in own
        and word.dep in ("det", "neg")
        and is_no(word.lemma)
        for word in words
    )
    above = [at for at in path_up(words, verb) if at != verb]
    truths = any(
        words[at].head == top and words[at].lemma in word_list("truths")
        for top in above
        for at in range(len(words))
    )
    untrue = truths and any(word.dep == "neg" and word.head in above for word in words)
    return (negated != untrue) != (
        gist.claim.stance == "denied"
        and not gist.says_not
        or any(words[at].lemma in word_set("disputes", "denying") for at in above)
    )


@cache
def opposites_of(term: Term) -> tuple[Term, ...]:
    """The predicates that exclude this one, as they may stand in a claim: by lemma or class ("open": "shut")."""
    words = [
        word
        for pair in read_lexicon("disputes")["opposites"]
        for one, two in (pair, pair[::-1])
        if term.value in one
        for word in two
    ]
    return tuple(sorted({Term(kind, word) for word in words for kind in ("word", "class")}))


def opposed(one: frozenset[Term], two: frozenset[Term]) -> bool:
    """Whether two predicates exclude each other: "open", "shut"."""
    return any(other in two for term in one for other in opposites_of(term))


def conditional(statement: Statement) -> bool:
    """Whether a statement tells what would or should be so."""
    words = statement.gist.words
    return any(
        word.head == statement.verb and word.lemma in word_list("conditional") for word in words
    ) or any(words[at].dep == "advcl" for at in path_up(words, statement.verb))


def asserted(gist: Gist) -> bool:
    """Whether a claim is put forward or denied as a fact, not as a plan or a guess."""
    return (
        (gist.claim.stance in FACT or gist.claim.stance == "denied")
        and gist.claim.stance != "unconfirmed"
        and not gist.claim.headline
    )
