"""Amounts: how many, of what, how sure the number is, and what is said of it."""
from bisect import bisect_left
from typing import Any, Iterable, Iterator, Sequence

from briefing.extract.figures.counted import counted_of
from briefing.extract.figures.numbers import Number, read_numbers
from briefing.extract.figures.predicates import predicate_of
from briefing.extract.figures.refused import is_no_amount
from briefing.language import Passage
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Figure, Span, TextKinds, When

__all__ = ["find_figures"]


def find_figures(passages: Iterable[Passage], dates: Iterable[When]) -> Iterator[Figure]:
    """Every amount of something in order, with its bound, the words counted, and the predicate with its stance.

    Dates, ages, labels, scores, ordinals and parts of names are no figures. An open end is None; vague words keep the least they can mean."""
    taken = sorted((when.span.start, when.span.end) for when in dates if when.span)
    for passage in passages:
        if passage.block.kind not in TextKinds:
            continue
        text = passage.doc.text             # the parser's document builds its text anew each time it is asked
        for number in read_numbers(text):
            figure = _figure(passage, text, number, taken)
            if figure:
                yield figure


def _figure(passage: Passage, text: str, number: Number, taken: Sequence[tuple[int, int]]) -> Figure | None:
    doc = passage.doc
    written = passage.cut(number.first, number.last)
    if _overlaps(written, taken):
        return None
    tokens = doc.char_span(number.first, number.last, alignment_mode="expand")
    if tokens is None:
        return None
    head, end = counted_of(doc, number, tokens)
    if is_no_amount(doc, text, number, tokens, head):
        return None
    start = _start(text, number)
    stop = max(number.end, doc[end].idx + len(doc[end].text)) if end is not None else number.end
    span = passage.cut(start, stop)
    bound, unit, first = number.bound, number.unit, tokens.end
    if end is not None and not number.unit:
        unit, more = _unit(doc, number, first, end)
        if more and bound == "exact":
            bound = "additional"
    predicate, stance = predicate_of(doc, head if head is not None else tokens.root, tokens)
    words = passage.words(*predicate) if predicate else None
    counted = head.lemma_.lower() if head is not None and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else ""
    if head is not None and head.lower_ in read_lexicon("figures")["fates"]:
        counted = head.lower_
    counted = read_lexicon("figures")["base forms"].get(counted, counted)
    return Figure(span, number.low, number.high, unit, bound, counted, words, stance)


def _overlaps(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether the span shares a character with a date; dates do not overlap one another."""
    at = bisect_left(taken, (span.end,))
    return at > 0 and taken[at - 1][1] > span.start


def _start(text: str, number: Number) -> int:
    """Where the words begin: with the words of the bound, not with a bare determiner."""
    start = number.start
    if number.bound == "exact":
        return number.first
    while start < number.first and text[start] == " ":
        start += 1
    return start


def _unit(doc: Any, number: Number, first: int, end: int) -> tuple[str, bool]:
    """The words counted, without "of its" and "more" before them, and whether they were said to be additional."""
    more = False
    position = first
    additional = word_set("figures", "additional after")
    while position < end and (doc[position].lower_ in word_set("figures", "before the unit") | additional or doc[position].is_punct or doc[position].like_num):
        more = more or doc[position].lower_ in additional
        position += 1
    return doc[position:end + 1].text, more
