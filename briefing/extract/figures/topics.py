"""What a bare number is the size of: "the death toll stands at 12", "a turnout of 61%", "raised its count to 412"."""

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.extract.figures.kinds import classes, counted_so, longest, pattern, rather
from briefing.lexicon import word_set

SUBJECTS = ("nsubj", "nsubjpass")
NOUNS = ("NOUN", "PROPN")
HEADING = 10  # tokens of a line that asks what the next ones answer
NEAR = 10  # tokens from the first word of a topic to its verb


def topic_of(doc: Any, root: Any, tokens: Any, verb: Any, before: str) -> Iterator[str]:
    """What a bare number is the size of: the subject of its verb, the object it is put at, the noun before "of" or right before it."""
    general = False
    for words in _topics(doc, root, tokens, verb):
        yield from of_words(words)
        general = general or _bare_count(words, tokens)
    taken_up = verb is not None and (verb.lemma_.lower() in word_set("sizes", "taking up") or _sums_up(verb))
    if (
        general
        or taken_up
        and tokens.start <= root.i < tokens.end
        and root.dep_ in ("dobj", "pobj", "attr", "ccomp", "npadvmod")
    ):
        if before:
            yield before
        yield from _earlier(doc, tokens.start)


def asked(heading: Any) -> tuple[str, ...] | None:
    """The classes that a short line asks for: "How many died?", "Who is missing?", "18.50 How much has burned?"; None where it is no heading."""
    if not 0 < len(heading) <= HEADING or heading[-1].text != "?":
        return None
    at = next(
        (
            token.i
            for token in heading[:-1]
            if token.lower_ == "how"
            and heading[token.i + 1].lower_ in ("many", "much", "big", "large", "high", "deep")
            or token.lower_ == "who"
            and heading[token.i + 1].pos_ == "AUX"
        ),
        len(heading),
    )
    words = list(heading[at:])
    verbs = (
        name
        for token in words
        for key in ("does", "done to")
        for name in classes(key).get(token.lemma_.lower(), ())
    )
    return tuple(dict.fromkeys((*of_words(words), *verbs)))


def answered(classes_asked: Iterable[str], head: Any, kind: str) -> str:
    """The class of an amount without a verb that opens the answer to a question about such things, else "".

    "How many have died?" "Fifty-one civilians, by the mission's count."
    """
    if head is None or head.dep_ not in ("ROOT", "nsubj", "npadvmod", "dep", "appos"):
        return ""
    return next((name for name in classes_asked if kind in counted_so(name)), "")


def takes_up(doc: Any, tokens: Any) -> bool:
    """Whether a number is told of a count named before it: "the last figure is 19,000"."""
    return any(
        token.lemma_.lower() in word_set("sizes", "counts")
        for token in doc[tokens.start].sent
        if token.i < tokens.start
    )


def _sums_up(verb: Any) -> bool:
    """ "That makes 24", "which brings it to 33"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return (
        subject is not None
        and subject.lower_ in ("that", "this", "which", "it")
        and verb.lemma_.lower() in word_set("sizes", "summing up")
    )


def _bare_count(words: list[Any], tokens: Any) -> bool:
    """ "its count", "the estimate of": a count that does not say of what."""
    counts = [token for token in words if token.lemma_.lower() in word_set("sizes", "counts")]
    return bool(counts) and not any(token.lower_ == "of" and token.i + 1 != tokens.start for token in words)


def _topics(doc: Any, root: Any, tokens: Any, verb: Any) -> Iterator[list[Any]]:
    start = tokens.start
    if doc[tokens.end : tokens.end + 3].text.lower() in ("the number of", "the toll of", "the count of"):
        yield list(doc[tokens.end : tokens.end + 6])  # "raised to 33 the number of deceased"
    yield from _number_of(doc, start)
    if (
        start
        and (
            doc[start - 1].pos_ in (*NOUNS, "ADJ")
            or doc[start - 1].tag_ == "VBN"
            and doc[start - 1].dep_ != "ROOT"
        )
        or start > 1
        and doc[start - 1].text == ":"
    ):
        yield list(doc[max(doc[start].sent.start, start - 3) : start])
    above = root
    for _ in range(4):
        if (
            above.dep_ == "prep"
            and above.lower_ in ("of", "at", "to", "by", "with", "above", "below", "over")
            or above.dep_ in ("pobj", "nummod", "npadvmod", "quantmod", "conj", "amod", "compound")
        ):
            above = above.head
            if above.pos_ in NOUNS and above.i not in range(tokens.start, tokens.end):
                yield _phrase(above, tokens)
        else:
            break
    if verb is None:
        return
    lemma = verb.lemma_.lower()
    if lemma in word_set("sizes", "put at"):
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass", "npadvmod", "ccomp") and child.i not in range(
                tokens.start, tokens.end
            ):
                yield (
                    list(doc[child.left_edge.i : tokens.start])
                    if child.i < tokens.start
                    else _phrase(child, tokens)
                )
    if lemma in word_set("sizes", "linking", "reaching") or verb.pos_ == "AUX":
        for child in verb.children:
            if child.dep_ in (*SUBJECTS, "csubj", "attr", "dobj") and child.i not in range(
                tokens.start, tokens.end
            ):
                if child.left_edge.i < verb.i <= child.left_edge.i + NEAR:
                    yield list(doc[child.left_edge.i : verb.i])
                yield _phrase(child, tokens)
    if verb.tag_ == "VBN" and verb.lower_ in classes("words") and lemma not in word_set("sizes", "taking up"):
        yield [verb]


def _number_of(doc: Any, start: int) -> Iterator[list[Any]]:
    """ "lowered the number of missing to 39": the parser may take "missing" for a verb."""
    if start > 3 and doc[start - 1].lower_ in ("to", "at", "from"):
        at = next(
            (
                i
                for i in range(start - 3, max(0, start - 8), -1)
                if doc[i].lower_ == "of" and doc[i - 1].lemma_.lower() in word_set("sizes", "counts")
            ),
            None,
        )
        if at is not None:
            yield list(doc[at + 1 : start - 1])


def _phrase(noun: Any, tokens: Any) -> list[Any]:
    """The words of a noun phrase, without the number and without its clauses."""
    clauses = {
        inner.i
        for child in noun.subtree
        if child.dep_ in ("relcl", "advcl", "ccomp")
        for inner in child.subtree
    }
    return [
        token for token in noun.subtree if token.i not in clauses and not tokens.start <= token.i < tokens.end
    ]


def of_words(words: Iterable[Any]) -> Iterator[str]:
    """The classes that the words of a topic name."""
    words = list(words)
    text, lemmas = (
        " ".join(token.lower_ for token in words),
        " ".join(token.lemma_.lower() for token in words),
    )
    for phrase in (text.replace(",", ""), lemmas.replace(",", "")):
        named = [
            name
            for token in phrase.split()
            for key in ("words", "nouns")
            for name in classes(key).get(token, ())
        ]
        if {"killed", "injured"} <= set(named):
            yield "killed or injured"
        if found := pattern("phrases").search(phrase):
            yield from classes("phrases")[found.group()]
        for name in (*longest(phrase, "nouns"), *named):
            yield from rather(name, words)


def _earlier(doc: Any, start: int) -> Iterator[str]:
    """The class last named before a number: "The dead. The ministry raised its count to 412"."""
    for token in reversed(list(doc[max(0, start - 60) : start])):
        if token.lemma_.lower() in word_set("sizes", "taking up"):
            continue  # "stuck by a figure of 43" traps nobody
        for key, word in (
            ("words", token.lower_),
            ("nouns", token.lemma_.lower()),
            ("done to", token.lemma_.lower()),
            ("does", token.lemma_.lower()),
        ):
            if found := classes(key).get(word):
                yield from found
                return
