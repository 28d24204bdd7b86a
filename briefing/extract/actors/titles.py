"""Titles, offices and trades in a text, and what they may be of."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.extract.actors.names import WORD
from briefing.lexicon import alternation, word_set

SENTENCE = re.compile(r"(?:\A|\n|[.!?:;] |[\"'“‘])\Z")
FULL = re.compile(r" [A-ZÀ-ÖØ-ÞĀ-Ž][\w.'-]+ [A-ZÀ-ÖØ-ÞĀ-Ž][\w'-]+")


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for head in word_set("titles", "heads", "address", "trades"):
        found.setdefault(WORD.search(head).group(), set()).add(head)
    return {word: tuple(sorted(heads, key=lambda head: (-len(head), head))) for word, heads in found.items()}


def find_titles(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every title word or words ("secretary general", "Gen."), in order; lower-case ones too."""
    heads, lower, end = _heads(), text.lower(), 0
    if len(lower) != len(text):  # a letter like "İ" grows when lowered; such a passage keeps its own case
        lower = text
    for word in WORD.finditer(lower):
        start = word.start()
        if start < end:
            continue
        for head in heads.get(word.group(), ()):
            stop = start + len(head)
            if (
                lower.startswith(head, start)
                and not lower[stop : stop + 1].isalnum()
                and _no_surname(text, start, head)
            ):
                yield start, stop
                end = stop
                break


def _no_surname(text: str, start: int, head: str) -> bool:
    """Whether a trade is not somebody's name: in small letters, or where a sentence begins before a full name ("Baker Ahmed Kent")."""
    if text[start].islower() or head not in word_set("titles", "trades"):
        return True
    stop = start + len(head)
    return (
        SENTENCE.search(text[max(0, start - 3) : start]) is not None
        and text[start + 1 : stop].islower()
        and FULL.match(text, stop) is not None
    )


@cache
def fields() -> re.Pattern:
    """What an office may be of: " of Defence", " for foreign affairs"."""
    return re.compile(rf" (?:of|for) (?:{alternation(word_set('titles', 'fields'))})\b", re.IGNORECASE)
