"""An outlet's name as it is printed, where the head of a report has it in capitals."""

import re

from briefing.lexicon import read_lexicon, word_set
from briefing.model import Document, Span
from briefing.text.names import known_outlets


def as_written(document: Document, span: Span) -> Span:
    """The same name where the text writes it in small letters, if the masthead is in capitals."""
    if not span.quote.isupper() or " " not in span.quote:
        return span
    found = re.compile(re.escape(span.quote).replace(r"\ ", r"\s"), re.I)
    again = next(
        (
            one
            for one in found.finditer(document.text)
            if not one.group().isupper() and one.group()[0].isupper()
        ),
        None,
    )
    return document.span(again.start(), again.end()) if again else span


def told_name(document: Document, span: Span) -> str:
    """A name as it is printed: one that stands in capitals only is told in title case, its abbreviations kept."""
    words = span.quote.split()
    if not span.quote.isupper() or len(words) < 2:
        return " ".join(words)
    small, known = (
        word_set("outlets", "small words"),
        {
            part
            for word in word_set("outlets", "first words", "last words", "doubtful last words")
            for part in word.split()
        },
    )

    elsewhere = document.text[: span.start] + document.text[span.end :]

    def told(place: int, word: str) -> str:
        low = word.lower()
        if place and low in small:
            return low
        if low not in known | small and (
            _is_short_form(word) or re.search(rf"(?<!\w){re.escape(word)}(?!\w)[^\n]*[a-z]", elsewhere)
        ):
            return word
        return word[0] + low[1:]

    return " ".join(told(place, word) for place, word in enumerate(words))


def _is_short_form(word: str) -> bool:
    """Whether a word in capitals is read by its letters ("NTB", "UK"), not a short word ("RED", "SEA")."""
    if len(word) == 3 and re.search(r"[AEIOUY]", word) and re.search(r"[^AEIOU]", word):
        return word in read_lexicon("outlets")["agencies"] or word in known_outlets()
    return len(word) < 4
