"""The classes of quantities.yaml, found by their words, and what sort of number each takes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from briefing.extract.figures.numbers import CURRENCIES, CURRENCY_WORDS, Number
from briefing.lexicon import alternation, read_lexicon, word_set

MONEY = frozenset((*CURRENCIES.values(), *CURRENCY_WORDS.values()))


@cache
def classes(key: str) -> dict[str, tuple[str, ...]]:
    """Word → the classes that list it under a key, in the order of the lexicon."""
    found: dict[str, tuple[str, ...]] = {}
    for name, entry in read_lexicon("quantities").items():
        for word in entry.get(key) or ():
            found[word] = found.get(word, ()) + (name,)
    return found


@cache
def pattern(key: str, start: str = r"\b") -> re.Pattern[str]:
    return re.compile(rf"{start}(?:{alternation(classes(key))})\b")


def longest(phrase: str, key: str, tail: bool = False) -> tuple[str, ...]:
    """The classes of the longest listed words in a phrase; with `tail`, only of those it ends with."""
    known, words = classes(key), phrase.split()
    for length in range(min(4, len(words)), 0, -1):
        starts = [len(words) - length] if tail else range(len(words) - length + 1)
        for start in starts:
            if found := known.get(" ".join(words[start : start + length])):
                return found
    return ()


def rather(name: str, words: Any) -> Iterator[str]:
    """A class, or before it the one that stands in its place where certain words stand near: "412 votes ahead" is a lead."""
    for other, entry in read_lexicon("quantities").items():
        if entry.get("in place of") == name and any(token.lower_ in entry["near"] for token in words):
            yield other
    yield name


def kind_of(number: Number, head: Any) -> str:
    """What sort of thing is counted: money, share, time, measure, people, heads, or a bare number."""
    if number.unit in ("%", "percentage points", "basis points"):
        return "share"
    if number.unit in MONEY:
        return "money"
    if number.unit:
        return "measure"
    if head is None or head.pos_ != "NOUN" or head.lower_ in word_set("figures", "fates"):
        return "number" if number.low is None or number.low == int(number.low) else "decimal"
    lemma = head.lemma_.lower()
    if lemma in word_set("figures", "time words"):
        return "time"
    return "people" if is_people(lemma) else "heads"


@cache
def counted_so(name: str) -> tuple[str, ...]:
    """The kinds of number that a class takes; where people or things are counted, a bare number is one of them."""
    if name == "magnitude":
        return ("number", "decimal", "heads", "measure")
    kinds = tuple(
        (read_lexicon("quantities")[name.removeprefix("feared ")].get("of") or "people or heads").split(
            " or "
        )
    )
    return kinds + ("number",) if {"people", "heads"}.intersection(kinds) else kinds


def is_people(lemma: str) -> bool:
    """Whether a noun means people: listed, or formed as a word for who does something ("striker", "miner", "pensioner")."""
    known = read_lexicon("counted")
    return (
        lemma in known["People"]
        or lemma in known["Troops"]
        or lemma in word_set("sizes", "people")
        or lemma == "other"
        or lemma.endswith(("er", "or", "ist", "man", "men", "ee", "ian"))
        and lemma not in word_set("sizes", "things")
    )
