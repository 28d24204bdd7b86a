"""What comparing needs of a claim, read from the parse once: words, main verb, subject, negation, hedges, tense."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from sys import intern
from typing import Any

from briefing.language import Passage
from briefing.lexicon import word_set
from briefing.model import Claim, Features, Figure, Mention, Span, Word

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
VERBAL = frozenset(("VERB", "AUX"))


def add_features(
    claims: Iterable[Claim],
    passages: Iterable[Passage],
    mentions: Iterable[Mention],
    figures: Iterable[Figure],
) -> Iterator[Claim]:
    """The claims of one document, in order, each with its Features; a claim without a parsed word keeps none."""
    passages = sorted(passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in passages]
    refers = _Holders((m.span, m.refers) for m in mentions if not m.boilerplate)
    values = _Holders((f.span, f.low if f.low is not None else f.high) for f in figures)
    for claim in claims:
        tokens = [
            (passage, token) for part in claim.content for passage, token in _tokens(part, passages, starts)
        ]
        yield replace(claim, features=_features(claim, tokens, refers, values)) if tokens else claim


class _Holders:
    """Values of the spans that hold a position, the longest span first."""

    def __init__(self, spans: Iterable[tuple[Span, Any]]):
        self.spans = sorted(
            ((span.start, -span.end, value) for span, value in spans), key=lambda one: one[:2]
        )
        self.starts = [start for start, _, _ in self.spans]

    def at(self, position: int) -> Any:
        here = bisect_right(self.starts, position)
        return next(
            (value for start, end, value in self.spans[max(0, here - 4) : here] if position < -end), None
        )


def _tokens(part: Span, passages: list[Passage], starts: list[int]) -> Iterator[tuple[Passage, Any]]:
    """The tokens under a part of a claim's content, with the passage each stands in."""
    at = max(0, bisect_right(starts, part.start) - 1)
    while at < len(passages) and starts[at] < part.end:
        passage, at = passages[at], at + 1
        last = passage.at(len(passage.doc.text) - 1) + 1 if len(passage.doc) else passage.start
        low, high = max(part.start, passage.start), min(part.end, last)
        if low >= high:
            continue
        inside = passage.char_span(passage.document.span(low, high))
        found = passage.doc.char_span(*inside, alignment_mode="contract")
        yield from ((passage, token) for token in found or ())


def _features(
    claim: Claim, tokens: list[tuple[Passage, Any]], refers: _Holders, values: _Holders
) -> Features:
    kept = [(passage, token) for passage, token in tokens if not token.is_punct and not token.is_space]
    places = {(id(passage), token.i): place for place, (passage, token) in enumerate(kept)}
    words = tuple(_word(passage, token, places, refers, values) for passage, token in kept)
    main = _main(kept)
    subject = (
        {token.i for child in main[1].children if child.dep_ in SUBJECTS for token in child.subtree}
        if main
        else set()
    )
    return Features(
        words=words,
        verb=places[id(main[0]), main[1].i] if main else None,
        subject=tuple(
            place
            for place, (passage, token) in enumerate(kept)
            if main and passage is main[0] and token.i in subject
        ),
        negated=_negated(main[1])
        if main
        else any(token.lower_ in word_set("hedges", "negative") for _, token in kept),
        hedged=bool(claim.hedges) or bool(main and _hedged(main[1])),
        tense=_tense(main[1]) if main else None,
    )


def _word(
    passage: Passage, token: Any, places: dict[tuple[int, int], int], refers: _Holders, values: _Holders
) -> Word:
    start = passage.at(token.idx)
    number = values.at(start) if token.like_num else None
    return Word(
        intern(token.lemma_.lower()),
        intern(token.pos_),
        intern(token.dep_),
        places.get((id(passage), token.head.i)),
        start,
        passage.at(token.idx + len(token.text) - 1) + 1,
        refers.at(start),
        number,
    )


def _main(kept: list[tuple[Passage, Any]]) -> tuple[Passage, Any] | None:
    """The verb that the content turns on: the first whose head lies outside the content, else the first verb at all."""
    inside = {(id(passage), token.i) for passage, token in kept}
    verbs = [(passage, token) for passage, token in kept if token.pos_ in VERBAL]
    return next(
        (
            (passage, token)
            for passage, token in verbs
            if token.head.i == token.i or (id(passage), token.head.i) not in inside
        ),
        verbs[0] if verbs else None,
    )


def _negated(verb: Any) -> bool:
    """Whether the verb is negated, or its subject or object is "no …", "none …", "neither …"."""
    chain = [
        verb,
        *(
            child
            for child in verb.children
            if child.dep_ in ("aux", "auxpass", "xcomp", *SUBJECTS, "dobj", "attr", "agent")
        ),
    ]
    return any(
        child.dep_ == "neg" or child.lower_ in word_set("hedges", "negative")
        for token in chain
        for child in (token, *token.children)
    )


def _hedged(verb: Any) -> bool:
    return any(
        child.lower_ in word_set("hedges", "possible") | word_set("hedges", "hearsay")
        for child in verb.children
    )


def _tense(verb: Any) -> str | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "wo", "'ll", "shall", "would"} or verb.tag_ == "VB" and "to" in helpers:
        return "future"
    if verb.tag_ in ("VBD", "VBN") or helpers & {"was", "were", "had", "has", "have", "did"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP", "VBG", "MD") or helpers:
        return "present"
    return None
