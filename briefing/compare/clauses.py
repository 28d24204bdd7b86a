"""The clause of a predicate: what hangs on each word of a claim, what it counts as, and what a predicate is done to."""

from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.terms import Term, meaning
from briefing.lexicon import read_lexicon, word_set

INWARD = frozenset(
    (
        "prep",
        "agent",
        "xcomp",
        "ccomp",
        "pcomp",
        "prt",
        "acl",
        "compound",
        "amod",
        "poss",
        "nmod",
        "appos",
        "conj",
        "dobj",
        "nsubjpass",
        "attr",
        "pobj",
        "dative",
        "acomp",
        "oprd",
        "advmod",
        "nummod",
    )
)
HARM = Term("class", "meant harm")


class Clause:
    """The words of a claim with what hangs on each and what each counts as."""

    def __init__(self, gist: Gist):
        self.words = gist.words
        self.below: list[list[int]] = [[] for _ in self.words]
        for at, word in enumerate(self.words):
            if word.head is not None and word.head != at:
                self.below[word.head].append(at)
        self.terms: dict[int, Term] = {}  # every word of a name stands for it
        self.tokens: dict[int, Token] = {}
        self.extra: dict[int, tuple[Term, ...]] = {}  # "Rodopa Bank" is a bank
        starts = [token.at for token in gist.tokens] + [len(self.words)]
        for token, after in zip(gist.tokens, starts[1:]):
            for at in range(token.at, after):
                self.tokens[at] = token
                if token.term:
                    self.terms[at] = token.term
                if also := self._also(at, token):
                    self.extra[at] = (also,)

    def _also(self, at: int, token: Token) -> Term | None:
        """What a word counts as beside its own term: "Rodopa Bank" is a bank, sabotage is foul play, a line may be a cable."""
        lemma, like = self.words[at].lemma, read_lexicon("positions")["one thing"]
        if token.name and lemma in word_set("positions", "own body", "named things"):
            return meaning(lemma)
        if (
            word_set("positions", "meant harm").intersection((lemma, token.text))
            or lemma == "play"
            and any(self.words[i].lemma == "foul" for i in self.below[at])
        ):
            return HARM
        return (
            Term("class", f"any {like.get(lemma, lemma)}")
            if lemma in like or lemma in like.values()
            else None
        )


def subjects_of(clause: Clause, at: int) -> list[int]:
    """The places of the subject of a verb, or of what an adjective is said of."""
    words = clause.words
    if words[at].pos != "ADJ":
        return [child for child in clause.below[at] if words[child].dep in ("nsubj", "nsubjpass")]
    for above in list(path_up(words, at))[1:]:  # its subject hangs on "be", or it follows its noun
        if words[above].pos in ("NOUN", "PROPN"):
            return [above]
        if found := [child for child in clause.below[above] if words[child].dep.startswith("nsubj")]:
            return found
    return []


def matter_of(clause: Clause, at: int) -> tuple[frozenset[Term], frozenset[Term]]:
    """(what the predicate is done to, all it speaks of); of a verb without an object what its subject is; clauses beside it are left out."""
    words, subjects = clause.words, subjects_of(clause, at)
    objects = [
        child
        for i in _chain(clause, at)
        for child in clause.below[i]
        if words[child].dep in ("dobj", "nsubjpass", "attr")
    ]
    objects += [
        other for child in objects for other in clause.below[child] if words[other].dep in ("conj", "appos")
    ]
    if words[at].lemma == "be":
        objects += subjects
    if not objects:
        objects = subjects + [
            other
            for child in clause.below[at]
            if words[child].dep == "prep"
            for other in clause.below[child]
            if words[other].dep == "pobj"
        ]
    return _terms(clause, objects), _terms(clause, _within(clause, [*clause.below[at], *subjects]))


def _within(clause: Clause, reach: list[int]) -> list[int]:
    """The words below these, without those of clauses beside them."""
    found = []
    while reach:
        child = reach.pop()
        word = clause.words[child]
        if (word.dep in INWARD or word.dep.startswith("nsubj")) and not (
            word.dep == "conj" and word.pos in ("VERB", "AUX")
        ):
            reach += clause.below[child]
            found.append(child)
    return found


def kinds_of(clause: Clause) -> frozenset[tuple[Term, Term]]:
    """Which kind of a thing is spoken of, and how many, by what stands before it: ("fare", "bus")."""
    words, terms = clause.words, clause.terms
    found = set()
    for at, word in enumerate(words):
        if word.head in terms and at in terms and terms[word.head] != terms[at]:
            if word.dep == "compound" and word.pos == "NOUN" or word.dep == "nummod":
                found.add((terms[word.head], terms[at]))
            elif word.dep == "compound" and word.pos == "PROPN":  # "Falk jets", "Merlin jets"
                found.add((terms[word.head], Term("name", terms[at].value)))
    return frozenset(found)


def _chain(clause: Clause, at: int) -> list[int]:
    """A verb and those it brings in: "agreed | to hold"."""
    return [at, *(child for child in clause.below[at] if clause.words[child].dep in ("xcomp", "pcomp"))]


def _terms(clause: Clause, places: list[int]) -> frozenset[Term]:
    return frozenset(
        term for at in places for term in (clause.terms.get(at), *clause.extra.get(at, ())) if term
    )


def not_yet(clause: Clause, at: int) -> bool:
    """Whether what is negated is only not done so far: "has not received", "not yet"."""
    return any(
        clause.words[child].dep == "aux"
        and clause.words[child].lemma == "have"
        or clause.words[child].lemma == "yet"
        for child in clause.below[at]
    )


def acts(clause: Clause, at: int) -> bool:
    """Whether a predicate is an active verb with an object."""
    words = clause.words
    inside = [child for i in _chain(clause, at) for child in clause.below[i]]
    return (
        words[at].pos == "VERB"
        and any(words[child].dep == "dobj" for child in inside)
        and not any(words[child].dep == "auxpass" for child in clause.below[at])
    )


def doer_of(clause: Clause, at: int) -> Token | None:
    """The subject of a predicate, or of the verb it hangs on."""
    words = clause.words
    for i in path_up(words, at):
        for child in clause.below[i]:
            if words[child].dep in ("nsubj", "nsubjpass"):
                return clause.tokens.get(child)
        if words[i].dep not in ("xcomp", "conj", "acl", "dobj"):
            return None
    return None
