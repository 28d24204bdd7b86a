"""Stands: for or against what a claim is, read from its predicates, their objects and all that negates them.

Polarity is multiplied along the parse, as in the factuality profiles of FactBank (Saurí and Pustejovsky 2009, 2012): "refused
to withdraw" takes the sign of "withdraw", "refuse" and every "not" above it. Two stands are contrary on one of the axes of
lexicon/positions.yaml, or where one verb is meant by the one and ruled out by the other (contradiction by negation and by
antonyms: de Marneffe, Rafferty and Manning 2008).
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from briefing.compare.axes import Side, cues, first_words, sides_of_phrases
from briefing.compare.clauses import Clause, acts, doer_of, kinds_of, matter_of, not_yet
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.terms import Term, is_no, meaning, word_list
from briefing.lexicon import word_set
from briefing.model import Word

ADJECTIVAL = frozenset(("acomp", "oprd", "attr", "amod", "conj"))
CARRIED = frozenset(
    ("xcomp", "ccomp", "pcomp", "acomp", "attr", "oprd", "dobj", "acl", "prep", "pobj", "nsubjpass", "conj")
)
CLAUSES = frozenset(("relcl", "advcl", "parataxis"))


@dataclass(frozen=True, slots=True)
class Stand:
    """For or against what: "will not | need rescue teams"."""

    gist: Gist
    verb: Term
    phrases: tuple[str, ...]  # its lemma, alone and with its particle, preposition or object
    sides: tuple[Side, ...]  # of the predicate by itself, not yet negated
    sign: int  # -1 where the predicate is negated, or hangs on a refusal
    ahead: bool  # meant, not done: "will", "plans to", "refuses to"
    core: frozenset[Term]  # what it is done to; of a verb without an object, its subject
    about: frozenset[Term]  # all it speaks of
    kinds: frozenset[tuple[Term, Term]]  # ("fare", "bus")
    doer: (
        Token | None
    )  # its subject, or that of the verb it hangs on: "the union | refused to accept the offer"
    acts: bool  # an active verb with an object: a deed of its subject
    possible: bool  # or conditional: "may accept", "whether to accept"
    not_yet: bool  # "has not received", "is yet to decide"
    told: bool = False  # it is the cue of the claim: "ruled out | a rescue"


def stands_of(gist: Gist, verbs: Container[str]) -> Iterator[Stand]:
    """Each predicate of a claim that says more than of which thing it speaks, with its sign and its matter.

    Predicates that no axis knows are read only where their lemma is among `verbs`.
    """
    words = gist.words
    clause = Clause(gist)
    yield from _by_cue(gist, clause)
    for at, word in enumerate(words):
        if word.lemma not in first_words() and word.lemma not in verbs:
            continue
        if not _predicate(words, at) or _referred(words, clause.below, at):
            continue
        phrases = _phrases(words, clause.below, at)
        sides = tuple(side for phrase in phrases for side in sides_of_phrases().get(phrase, ()))
        core, about = matter_of(clause, at)
        verb = clause.terms.get(at) or (Term("word", word.lemma) if word.pos in ("VERB", "AUX") else None)
        if verb and (core or any(side.about == "self" for side in sides)):
            sign, ahead = _polarity(gist, clause.below, at)
            yield Stand(
                gist,
                verb,
                tuple(phrases),
                sides,
                sign,
                ahead or _to_come(clause, at),
                core,
                about,
                kinds_of(clause),
                doer_of(clause, at),
                acts(clause, at),
                _open(words, clause.below, at),
                not_yet(clause, at),
            )


def _cue_of(gist: Gist) -> str | None:
    """The predicate that the cue of a claim is, with the preposition after it: "asked for | a recount"."""
    cue, sentence = gist.claim.cue, gist.claim.sentence
    if cue is None:
        return None
    words, after = (
        " ".join(cue.quote.lower().split()),
        sentence.quote[max(0, cue.end - sentence.start) :].split(maxsplit=1),
    )
    return cues().get(f"{words} {after[0].lower()}" if after else words) or cues().get(words)


def _by_cue(gist: Gist, clause: Clause) -> Iterator[Stand]:
    """ "ruled out | a rescue with public money": the cue itself is the predicate."""
    phrase = _cue_of(gist)
    top = (
        next((at for at, word in enumerate(gist.words) if word.head is None or word.head == at), None)
        if phrase
        else None
    )
    if (
        phrase
        and top is not None
        and gist.words[top].pos in ("NOUN", "PROPN")
        and (term := clause.terms.get(top))
    ):
        about = frozenset(clause.terms.values())
        sides, core = sides_of_phrases().get(phrase, ()), frozenset((term, *clause.extra.get(top, ())))
        yield Stand(
            gist,
            meaning(phrase) or Term("word", phrase),
            (phrase,),
            sides,
            -1 if gist.claim.negated else 1,
            True,
            core,
            about,
            kinds_of(clause),
            None,
            False,
            False,
            False,
            True,
        )


def _phrases(words: tuple[Word, ...], below: list[list[int]], at: int) -> list[str]:
    """A predicate alone, with its particle, preposition or object, and of "be" what it is: "in order"."""
    lemma, found = words[at].lemma, [words[at].lemma]
    for child in below[at]:
        word = words[child]
        if word.dep in ("prt", "prep", "advmod"):
            inside = _brought_in(words, below, child)
            found += [
                f"{lemma} {word.lemma}",
                *(inside if lemma == "be" else [f"{lemma} {one}" for one in inside]),
            ]  # "in custody", "put in prison"
            if word.dep == "prt":
                found += [
                    f"{lemma} {word.lemma} {words[other].lemma}"
                    for other in below[at]
                    if words[other].dep == "prep"
                ]
        elif word.dep == "dobj":
            found.append(f"{lemma} {word.lemma}")  # "leave hospital"
        elif lemma == "be" and word.dep == "attr":
            found += [
                word.lemma,
                *(
                    words[i].lemma
                    for grand in below[child]
                    if words[grand].lemma == "of"
                    for i in below[grand]
                ),
            ]  # "one of the options"
    return found


def _brought_in(words: tuple[Word, ...], below: list[list[int]], at: int) -> list[str]:
    """A preposition with what it brings in: "in custody", "out of control"."""
    lemma = words[at].lemma
    return [f"{lemma} {words[child].lemma}" for child in below[at] if words[child].dep == "pobj"] + [
        f"{lemma} of {words[i].lemma}"
        for child in below[at]
        if words[child].lemma == "of"
        for i in below[child]
    ]


def _predicate(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word says something of something: a verb, an adjective after its noun, a noun that is a deed of its holder."""
    word = words[at]
    if word.pos in ("VERB", "AUX"):
        return word.dep not in ("aux", "auxpass") and word.dep != "amod"
    if word.pos == "ADJ":
        return word.dep in ADJECTIVAL and not (
            word.dep == "amod" and word.head is not None and at < word.head
        )
    return word.pos == "NOUN" and word.lemma in word_set("positions", "deeds as nouns")


def _referred(words: tuple[Word, ...], below: list[list[int]], at: int) -> bool:
    """Whether the predicate only says of which thing, or when: "the offer that they rejected"; "decided …, to reject" is decided."""
    for i in path_up(words, at):
        dep, above = words[i].dep, words[i].head
        if above is None or dep not in CLAUSES:
            continue
        meant = (
            dep == "advcl"
            and words[above].lemma in word_set("positions", "intents")
            and any(words[child].lemma == "to" for child in below[i])
        )
        if not meant:
            return True
    return False


def _open(words: tuple[Word, ...], below: list[list[int]], at: int) -> bool:
    """Whether it is only possible or conditional: "may accept", "would accept if …", "whether to accept"."""
    possible, conditions = word_set("hedges", "possible verbs"), word_set("positions", "conditions")
    for i in path_up(words, at):
        for child in below[i]:
            word = words[child]
            if (
                word.dep == "aux"
                and word.lemma in possible
                and not any(words[other].dep == "neg" for other in below[i])
            ):
                return True
            if (
                word.dep in ("mark", "advmod", "prep", "cc")
                and word.lemma in conditions
                or word.dep == "advcl"
                and any(words[grand].lemma in conditions for grand in below[child])
            ):
                return True
        if words[i].dep == "conj":
            return False
    return False


def _polarity(gist: Gist, below: list[list[int]], at: int) -> tuple[int, bool]:
    """The sign of a predicate from what negates it and what it hangs on, and whether one of those tells what is meant."""
    words = gist.words
    sign, ahead = (
        (-1, True)
        if gist.claim.stance == "denied"
        else (1, words[at].lemma in word_set("positions", "intents"))
    )
    for above in path_up(words, at):
        if above != at:
            lemma = words[above].lemma
            phrases = {
                lemma,
                *(f"{lemma} {words[child].lemma}" for child in below[above] if words[child].dep == "prt"),
            }
            if phrases & word_set("positions", "refusals"):
                sign, ahead = -sign, True
            elif phrases & word_set("positions", "intents"):
                ahead = True
        sign *= _negations(words, below, above, at)
        if (
            words[above].dep not in CARRIED
            or words[above].dep == "conj"
            and words[above].pos in ("VERB", "AUX")
        ):
            break
    return sign, ahead


def _negations(words: tuple[Word, ...], below: list[list[int]], i: int, at: int) -> int:
    """-1 for each "not", "no longer", "no" at a word or at its object."""
    sign = 1
    for child in below[i]:
        word = words[child]
        if word.dep == "neg" or is_no(word.lemma):
            sign = -sign
        elif word.lemma == "longer" and any(is_no(words[grand].lemma) for grand in below[child]):
            sign = -sign
        elif (
            i == at
            and word.dep in ("dobj", "nsubjpass", "nsubj", "attr")
            and any(is_no(words[grand].lemma) for grand in below[child])
        ):
            sign = -sign
    return sign


def _to_come(clause: Clause, at: int) -> bool:
    """Whether a predicate is told as to come: "will", "would", "won't"."""
    planned = word_set("hedges", "planned verbs")
    for i in path_up(clause.words, at):
        if any(
            clause.words[child].dep == "aux" and clause.words[child].lemma in planned
            for child in clause.below[i]
        ):
            return True
        if clause.words[i].dep not in CARRIED:
            return False
    return False


def other_kind(one: Stand, two: Stand, term: Term) -> bool:
    """Whether each speaks of its own kind of a thing: the bus fare, the tram fare; a rescue team and a search team may be one."""
    mine, yours = (
        [
            {kind for thing, kind in stand.kinds if thing == term and kind.kind in kinds}
            for kinds in (("name",), ("word", "class"))
        ]
        for stand in (one, two)
    )
    named, said = (bool(a and b) and not a & b for a, b in zip(mine, yours))
    return named or said and term.value not in word_list("things")
