"""Amounts: how many, of what, how sure the number is, what is said of it, what it measures and what part it plays."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefing.extract.figures.ballots import VOTES, ballot_of, voted_on
from briefing.extract.figures.context import Dates, as_of, counter, dates_of, owner, scope
from briefing.extract.figures.counted import counted_of
from briefing.extract.figures.kinds import counted_so, is_people, kind_of
from briefing.extract.figures.measures import measure_of
from briefing.extract.figures.numbers import Number, read_numbers
from briefing.extract.figures.predicates import predicate_of, verb_over
from briefing.extract.figures.refused import is_no_amount
from briefing.extract.figures.roles import is_background, is_one_groups, role_of, was_said_before
from briefing.extract.figures.topics import answered, asked, takes_up
from briefing.language import Passage
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Figure, Span, TextKinds, When

__all__ = ["find_figures"]
SHARED = ("share of votes", "votes", "seats")
ELECTION = re.compile(r"\b(?:votes?|ballots?|elections?|polls|poll)\b")
PER = re.compile(
    rf"(?:\s(?:(?:a|an|per|each|every|on every)\s(?:working\s)?(?P<each>{alternation(word_set('sizes', 'per'))})\b|(?P<adverb>daily|weekly|monthly|yearly)\b))"
)
SCALED = re.compile(r"\b(?:million|billion|trillion|lakh|crore)$|\d(?:m|bn|mn|tn)$", re.IGNORECASE)
# "carries 2 million people a day": how fast, not how many.
PACE = re.compile(
    r"\s(?:(?:a|an|per|each|every)\s(?:day|week|month|year|hour|minute|night|season|shift)\b|daily\b|weekly\b|monthly\b|yearly\b|annually\b)"
)

# A heading over what the report takes back: "What the earlier version said".
WITHDRAWN = re.compile(
    r"\b(?:earlier|previous|first|original) (?:version|report|bulletin|story)\b|\bwhat we (?:first|earlier) (?:said|reported|wrote)\b",
    re.IGNORECASE,
)


def find_figures(
    passages: Iterable[Passage], dates: Iterable[When], published: When | None = None
) -> Iterator[Figure]:
    """Every amount of something in order, with its bound, the words counted, the predicate with its stance, and its measure.

    Dates, ages, labels, scores, ordinals and parts of names are no figures. An open end is None; vague words keep the least they can mean."""
    dates = [when for when in dates if when.span]
    day = published.interval if published else None
    if day is None:  # the newest day it names is as near as its words lead
        day = max(
            (told for when in dates if when.basis == "stated" and (told := when.interval) and told.closed),
            key=lambda one: one.last,
            default=None,
        )
    taken = sorted((when.span.start, when.span.end) for when in dates)
    withdrawn, question = False, ()
    for passage in passages:
        if passage.block.kind not in TextKinds:
            continue
        text = passage.doc.text  # the parser's document builds its text anew each time it is asked
        if passage.block.kind in ("title", "heading"):
            withdrawn, question = bool(WITHDRAWN.search(text)), ()
        if (asks := asked(passage.doc)) is not None:
            question = asks
        inside = dates_of(passage, text, dates, day)
        previous, before = None, ""
        for number in read_numbers(text):
            figure = _figure(passage, text, number, taken, inside, previous, (before, *question))
            previous = replace(number, unit="%") if figure and figure.unit == "%" else number
            if figure and withdrawn:
                figure = replace(figure, role="background")
            if figure:
                before = figure.measure or before
                yield figure


def _figure(
    passage: Passage,
    text: str,
    number: Number,
    taken: Sequence[tuple[int, int]],
    dates: Dates,
    previous: Number | None,
    earlier: Sequence[str],
) -> Figure | None:
    doc = passage.doc
    written = passage.cut(number.first, number.last)
    if _overlaps(written, taken):
        return None
    tokens = doc.char_span(number.first, number.last, alignment_mode="expand")
    if tokens is None:
        return None
    if (
        not number.unit
        and "." in text[number.first : number.last]
        and "%" in (before_unit := previous.unit if previous else "")
        and owner(doc, tokens, None, sure=False)
    ):
        number = replace(number, unit=before_unit)  # "48.8 percent for Vane, 48.5 for Holt"
    head, end = counted_of(doc, number, tokens)
    if head is not None and head.lemma_.lower() in word_set("sizes", "counts") and head.i > tokens.end:
        head, end = None, None  # "raised to 33 the number of deceased"
    if (
        head is None
        and not number.unit
        and previous
        and kind_of(previous, None) == "measure"
        and takes_up(doc, tokens)
    ):
        number = replace(
            number, unit=previous.unit
        )  # "Rome says 8,400 hectares. Its first figure was 3,000."
    if (
        head is None
        and not number.unit
        and previous
        and kind_of(previous, None) == "money"
        and SCALED.search(text[number.first : number.last])
        and text[previous.first - 1 : previous.first] != "("
    ):
        number = replace(
            number, unit=previous.unit
        )  # "610 million euros. The first estimate was 340 million."
    kind = kind_of(number, head)
    before = next((name for name in earlier if name and kind in counted_so(name)), earlier[0])
    answers = (
        len(earlier) > 1
        and head is None
        and kind in ("number", "money", "measure")
        and not text[: number.start].strip()
        and (kind == "number" or before in earlier[1:] and kind in counted_so(before))
    )
    if not answers and is_no_amount(doc, text, number, tokens, head):
        return None
    start = _start(text, number)
    stop = max(number.end, doc[end].idx + len(doc[end].text)) if end is not None else number.end
    low, high, bound, unit, first = number.low, number.high, number.bound, number.unit, tokens.end
    if unit and (per := PER.match(text, stop)):  # "4.2 million pounds a day"
        unit = f"{unit} a {per['each'] or per['adverb'].removesuffix('ly').replace('dai', 'day')}"
    span = passage.cut(start, stop)
    if end is not None and not number.unit:
        unit, more = _unit(doc, number, first, end)
        if more and bound == "exact":
            bound = "additional"
    predicate, stance = predicate_of(doc, head if head is not None else tokens.root, tokens)
    words = passage.words(*predicate) if predicate else None
    counted = (
        head.lemma_.lower() if head is not None and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else ""
    )
    if head is not None and head.lower_ in read_lexicon("figures")["fates"]:
        counted = head.lower_
    counted = (
        "people"
        if head is not None and _people_of_both_kinds(doc, head)
        else read_lexicon("figures")["base forms"].get(counted, counted)
    )
    verb = verb_over(head if head is not None else tokens.root, tokens)
    role = role_of(doc, text, number, tokens, previous)
    if is_background(doc, tokens, dates.old, dates.new):
        role = "background"
    if (
        bound == "exact"
        and verb is not None
        and verb.i == tokens.start - 1
        and verb.lemma_.lower() in word_set("sizes", "passing")
    ):
        bound, high = "more than", None  # "the toll passes 200"
    measure = (
        ""
        if not number.unit and PACE.match(text, stop)
        else ballot_of(doc, tokens, verb) or measure_of(doc, number, head, tokens, end, before)
    )
    if answers and not measure:
        measure = before  # "How many died?" "Eight, as of Sunday."
    if not measure and words is None and not text[:start].strip():
        measure = answered(earlier[1:], head, kind)
    if (
        role == "part"
        and before
        and measure not in ("", before)
        and (bound == "additional" or counted == "other")
        and _one_sentence(doc, previous, tokens)
    ):
        role = "reading"  # "killed 12 and injured another 40", "injuring 80 others"
    if role == "reading" and is_one_groups(doc, tokens, measure):
        role = "part"
    if role == "reading" and was_said_before(verb):
        role = "background"
    if not measure and unit == "%" and counted in ("vote", "ballot"):
        measure = "share of votes"  # "won 52.3% of the vote"
    by, where = counter(doc, tokens), scope(doc, head, tokens, verb)
    if measure in ("", "counted") or read_lexicon("quantities").get(measure, {}).get("of whom"):
        if whose := owner(doc, tokens, verb, sure=bool(measure) and measure != "counted"):
            if measure not in SHARED and unit == "%" and ELECTION.search(passage.document.text):
                measure = "share of votes"
            where = whose if measure in SHARED else where
    if measure in VOTES:
        where = voted_on(doc, tokens, verb)
    return Figure(
        span,
        low,
        high,
        unit,
        bound,
        counted,
        words,
        stance,
        measure=measure,
        role=role,
        by=passage.words(*by) if by else None,
        scope=passage.words(*where) if where else None,
        as_of=as_of(doc, text, tokens, dates),
    )


def _one_sentence(doc: Any, previous: Number | None, tokens: Any) -> bool:
    """Whether the number before stands in the same sentence."""
    return previous is not None and previous.first >= tokens.sent.start_char


def _people_of_both_kinds(doc: Any, head: Any) -> bool:
    """ "4,300 soldiers and civilians": one number for people of two kinds."""
    if head.i + 2 >= len(doc) or doc[head.i + 1].lower_ not in ("and", "or"):
        return False
    other = doc[head.i + 2]
    return other.tag_ == "NNS" and is_people(head.lemma_.lower()) and is_people(other.lemma_.lower())


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
    while position < end and (
        doc[position].lower_ in word_set("figures", "before the unit") | additional
        or doc[position].is_punct
        or doc[position].like_num
    ):
        more = more or doc[position].lower_ in additional
        position += 1
    return doc[position : end + 1].text, more
