"""Whether two claims tell one deed alike: in one tense, negated in both or in neither, done to the same people or things."""

from briefing.compare.gist import Gist, path_up
from briefing.compare.terms import Term, is_no, word_list


def one_tense(one: Gist, two: Gist) -> bool:
    """Whether both tell one verb in one tense, however firm the words around it are."""
    a, b = one.claim.features, two.claim.features
    return bool(
        a
        and b
        and a.verb is not None
        and b.verb is not None
        and a.tense == b.tense
        and a.words[a.verb].lemma == b.words[b.verb].lemma
    )


def one_negates(one: Gist, two: Gist) -> bool:
    """Whether a deed that both turn on is negated in one of them only; where they turn on no common one, whether one says not."""
    shared = [term for term in one.heads & two.heads if term.kind != "family"]
    if not shared:
        return one.says_not != two.says_not
    return any(_negates(one, term) != _negates(two, term) for term in shared)


def _negates(gist: Gist, term: Term) -> bool:
    """Whether a deed, or what it hangs on, is negated: "did not sign", "has no plans to sign", "found no trace"."""
    words = gist.words
    for token in gist.tokens:
        if token.term == term:
            verb = gist.claim.features and gist.claim.features.verb
            if token.at == verb:
                return gist.says_not
            path = set(path_up(words, token.at))
            return any(word.head in path and (word.dep == "neg" or is_no(word.lemma)) for word in words)
    return gist.says_not


def other_objects(one: Gist, two: Gist) -> bool:
    """Whether one deed is done to people or things of two kinds and two holders: "sending officers", "the deployment of Malian soldiers"."""
    for term in one.heads & two.heads:
        mine, yours = _objects(one, term), _objects(two, term)
        if (
            all(any(t.kind == "class" for t in terms) for terms in (mine, yours))
            and not any(t.kind == "class" for t in mine & yours)
            and any(t.kind == "name" for t in mine ^ yours)
        ):
            return True
    return False


def _objects(gist: Gist, term: Term) -> frozenset[Term]:
    """The classes of people and things that hang on a deed as its object, and the names in the same words."""
    words, things = gist.words, word_list("things")
    at = next((token.at for token in gist.tokens if token.term == term), None)
    found: set[Term] = set()
    for token in gist.tokens if at is not None else ():
        word = words[token.at]
        above = words[word.head] if word.dep == "pobj" and word.head is not None else None
        under = (
            word.head
            if word.dep in ("dobj", "nsubjpass")
            else above.head
            if above and above.lemma == "of"
            else None
        )
        if under == at and token.is_class(*things):
            found |= {
                other.term
                for other in gist.tokens
                if other.term and (other is token or other.name and token.at in path_up(words, other.at))
            }
    return frozenset(found)
