"""Phrases of a claim as the parser hung them: what a verb governs, where and when, what a preposition brings in."""

from collections.abc import Iterable, Iterator

from briefing.compare.gist import HELPING, Gist, Token, path_up
from briefing.compare.terms import Term
from briefing.model import Word


def below(gist: Gist, at: int) -> tuple[Token, ...]:
    """The words that hang on a word, itself included, in order."""
    return tuple(token for token in gist.tokens if at in path_up(gist.words, token.at))


def main_verb(gist: Gist) -> Token | None:
    """The verb a claim turns on, where it says a matter of its own."""
    features = gist.claim.features
    verb = next((token for token in gist.tokens if features and token.at == features.verb), None)
    if verb and verb.term is None:  # "…, the lawyer said", "is to hear": what it says is below it
        words = gist.words
        return next(
            (
                token
                for token in gist.tokens
                if words[token.at].head == verb.at
                and words[token.at].dep in HELPING
                and words[token.at].pos == "VERB"
                and token.term
            ),
            verb,
        )
    return verb


def subject(gist: Gist) -> tuple[Token, ...]:
    """The words of the subject of the main verb."""
    features, verb = gist.claim.features, main_verb(gist)
    if features and verb and verb.at != features.verb:
        return next(
            (
                below(gist, at)
                for at, word in enumerate(gist.words)
                if word.head == verb.at and word.dep in ("nsubj", "nsubjpass")
            ),
            (),
        )
    inside = set(features.subject) if features else set()
    return tuple(token for token in gist.tokens if token.at in inside)


def subject_heads(words: tuple[Word, ...], verb: int) -> list[int]:
    """The nouns that are the subject of a verb; of "there were 20 people" what there was."""
    found = [at for at, word in enumerate(words) if word.head == verb and word.dep in ("nsubj", "nsubjpass")]
    there = any(word.head == verb and word.dep == "expl" for word in words)
    return found or [
        at for at, word in enumerate(words) if there and word.head == verb and word.dep == "attr"
    ]


def objects(gist: Gist, verb: Token) -> tuple[Token, ...]:
    """The words of the direct object of a verb, or of its subject where the verb is passive."""
    for at, word in enumerate(gist.words):
        if word.head == verb.at and word.dep in ("dobj", "nsubjpass"):
            return below(gist, at)
    return ()


def after_preposition(
    gist: Gist, prepositions: Iterable[str], under: int | None = None
) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Each of these prepositions (below a word, where one is named) with the words it brings in, itself first."""
    wanted = frozenset(prepositions)
    for token in gist.tokens:
        word = gist.words[token.at]
        if (
            word.lemma in wanted
            and word.dep in ("prep", "agent", "pcomp", "mark")
            and (under is None or under in path_up(gist.words, token.at))
        ):
            yield token, below(gist, token.at)


def governs(gist: Gist, verb: Token, at: int) -> bool:
    """Whether a word belongs to a verb and to none below it; its subject aside."""
    path = []
    for place in path_up(gist.words, at):
        if place == verb.at:
            return not any(
                gist.words[i].pos in ("VERB", "AUX") or gist.words[i].dep in ("nsubj", "nsubjpass", "appos")
                for i in path
            )
        path.append(place)
    return False


def own_terms(tokens: Iterable[Token]) -> frozenset[Term]:
    """What these words say: names, classes and lemmas, numbers left out."""
    return frozenset(token.term for token in tokens if token.term and token.term.kind != "number")


def matter(tokens: Iterable[Token]) -> frozenset[Term]:
    """The classes and lemmas among these words."""
    return frozenset(token.term for token in tokens if token.term and token.term.kind in ("class", "word"))
