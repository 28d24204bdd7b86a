"""What the words around an amount tell of the count: who counts, as of which day, and where or among whom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefing.extract.figures.roles import long_ago
from briefing.interval import Interval
from briefing.language import Passage
from briefing.lexicon import word_set
from briefing.model import When

AS_OF = re.compile(r"\b(?:as (?:of|at)|up to|until|till)\s+(?:early |late |the )?$", re.IGNORECASE)
SINCE = re.compile(r"\bsince\s+(?:early |late |the |at least )?$", re.IGNORECASE)
PLACES = ("in", "at", "near", "around", "across", "from", "outside")
LONGEST_NAME = 6  # tokens of a holder or a scope
CLAUSE = 14  # tokens after a number in which it may be said whose count it is


@dataclass(frozen=True)
class Dates:
    """The dates of one passage, in characters of its text: long past with whether "since" stands before it, recent, and "as of" ones."""

    old: tuple[tuple[int, int, bool], ...]
    new: tuple[tuple[int, int], ...]
    values: dict[tuple[int, int], str]


def dates_of(passage: Passage, text: str, dates: Iterable[When], published: Interval | None) -> Dates:
    """The dates whose words stand in a passage."""
    old, new, values = [], [], {}
    low, high = passage.start, passage.at(len(text) - 1) + 1 if text else passage.start
    for when in dates:
        if not when.span or not low <= when.span.start < high:
            continue
        start, end = passage.char_span(when.span)
        if when.value:
            values[start, end] = when.value
        if long_ago(when, published):
            old.append(
                (
                    start,
                    end,
                    bool(SINCE.search(text[max(0, start - 20) : start]))
                    or text[start:end].lower().startswith("since"),
                )
            )
        else:
            new.append((start, end))
    return Dates(tuple(old), tuple(new), values)


def as_of(doc: Any, text: str, tokens: Any, dates: Dates) -> str | None:
    """The day that the words give for a count: "as of Friday morning", "on Sunday raised its count to 412"."""
    sent = doc[tokens.start].sent
    chain = {token.i: token for token in (tokens.root, *tokens.root.ancestors)}
    for start, end in dates.new:
        value = dates.values.get((start, end))
        if not value or not sent.start_char <= start < sent.end_char:
            continue
        if AS_OF.search(text[max(0, start - 20) : start]):
            return value
        dated = doc.char_span(start, end, alignment_mode="expand")
        over = (
            next((token for token in dated.root.ancestors if token.pos_ in ("VERB", "AUX")), None)
            if dated is not None
            else None
        )
        if (
            over is not None
            and over.i in chain
            and over.lemma_.lower() in word_set("sizes", "put at", "reaching", "taking up", "saying")
        ):
            return value  # "who last week spoke of seven dead"
    return None


def counter(doc: Any, tokens: Any) -> tuple[int, int] | None:
    """(first, last) token of who counts, where the sentence says so: "the navy puts the dead at 12", "the ministry's count is 12"."""
    if (whose := _by_count(doc, tokens)) is not None:
        return whose
    for token in (tokens.root, *tokens.root.ancestors):
        if token.pos_ not in ("VERB", "AUX"):
            continue
        lemma = token.lemma_.lower()
        for child in token.children:
            if child.dep_ != "nsubj" or child.i > tokens.start or not child.text[0].isalpha():
                continue
            if lemma in word_set("sizes", "counting") and child.pos_ in ("NOUN", "PROPN"):
                named = next(
                    (below for below in child.children if below.dep_ == "appos" and below.pos_ == "PROPN"),
                    child,
                )
                return _name(named)  # "an aid group, the Relief Society, puts the dead at 500"
            owner = next(
                (
                    below
                    for below in child.children
                    if below.dep_ == "poss" and below.pos_ in ("NOUN", "PROPN")
                ),
                None,
            )
            if (
                owner is not None
                and child.lemma_.lower() in word_set("sizes", "counts")
                and lemma in word_set("sizes", "linking", "reaching")
            ):
                return _name(owner)
        if token.dep_ != "ccomp" or token.head.lemma_.lower() not in word_set("sizes", "saying"):
            return None
        said = next(
            (
                child
                for child in token.head.children
                if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN")
            ),
            None,
        )
        return _name(said) if said is not None else None  # "Turnout was 61 percent, the observers said"
    return None


def _by_count(doc: Any, tokens: Any) -> tuple[int, int] | None:
    """ "22,000 people by the police's count, 70,000 by that of the union": who counts, told after the number in its clause."""
    rest = doc[tokens.end : min(doc[tokens.start].sent.end, tokens.end + CLAUSE)]
    for token in rest:
        if (
            token.text in (";", ":")
            or token.like_num
            and token.ent_type_ != "DATE"
            and doc[token.i - 1].lower_ in (",", "and", "but")
        ):
            return None
        if token.lower_ != "by" or token.i + 2 >= len(doc):
            continue
        for noun in doc[token.i + 1 : token.i + 2 + LONGEST_NAME]:
            if (
                noun.dep_ == "poss"
                and noun.pos_ in ("NOUN", "PROPN")
                and noun.head.lemma_.lower() in word_set("sizes", "counts")
                and noun.head.i > noun.i
            ):
                return _name(noun)
            if (
                noun.dep_ == "pobj"
                and noun.head.lower_ == "of"
                and noun.pos_ in ("NOUN", "PROPN")
                and doc[token.i + 1].lower_ == "that"
            ):
                return _name(noun)
    return None


def scope(doc: Any, head: Any, tokens: Any, verb: Any) -> tuple[int, int] | None:
    """(first, last) token of the named place or party that a count is bound to: "in Naryn district alone", "from Kent"."""
    spots = [head if head is not None else tokens.root, *([verb] if verb is not None else [])]
    for spot in spots:
        for prep in spot.children:
            if (
                prep.dep_ != "prep"
                or prep.lower_ not in PLACES
                or prep.i < tokens.start - 8
                and not prep.is_sent_start
            ):
                continue
            for noun in prep.children:
                if noun.dep_ == "pobj" and any(
                    word.pos_ == "PROPN" for word in doc[noun.left_edge.i : noun.i + 1]
                ):
                    return _name(noun)
    return None


def owner(doc: Any, tokens: Any, verb: Any, sure: bool) -> tuple[int, int] | None:
    """(first, last) token of whose share, votes or seats these are: "48.5 for Carla Vane", "Carla Vane 51.2 percent",
    and where the measure is `sure` also "Carla Vane won 48.5 percent"."""
    end = tokens.end
    while end < len(doc) and (
        doc[end].lower_ in ("%", "percent", "pc", "per", "cent") or doc[end].lower_ in ("votes", "seats")
    ):
        end += 1
    if end + 1 < len(doc) and doc[end].lower_ == "for" and doc[end + 1].pos_ == "PROPN":
        last = end + 1
        while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN":
            last += 1
        return end + 1, last
    first = tokens.start
    while first and doc[first - 1].lower_ in (
        "has",
        "had",
        "won",
        "gets",
        "got",
        "received",
        "with",
        "took",
        "on",
        "at",
        "polled",
        "leads",
        "by",
        "at",
        "stood",
        "is",
        "was",
        "were",
    ):
        first -= 1
    last = first - 1
    if first and doc[first - 1].text in word_set("sizes", "answers"):
        return first - 1, first - 1  # "Yes had 51.6 percent"
    while first and doc[first - 1].pos_ == "PROPN" and doc[first - 1].ent_type_ not in ("DATE", "TIME"):
        first -= 1
    if first <= last:
        return first, last
    if sure and verb is not None:
        subject = next(
            (child for child in verb.children if child.dep_ == "nsubj" and child.i < tokens.start), None
        )
        if subject is not None and subject.lemma_.lower() in word_set("sizes", "camps"):
            return next(
                ((child.i, child.i) for child in subject.lefts if child.text in word_set("sizes", "answers")),
                _name(subject),
            )
        if subject is not None and subject.pos_ in ("PROPN", "NOUN"):
            return _name(subject)
    return None


def _name(noun: Any) -> tuple[int, int]:
    """A noun with the words before it that belong to its name."""
    return max(noun.left_edge.i, noun.i - LONGEST_NAME), noun.i
