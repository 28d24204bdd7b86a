"""What can be printed of a sentence: all of it, or without its dateline, a clause at its end or a relative clause between commas."""

import re
from collections.abc import Iterator

from briefing.lexicon import alternation, read_lexicon
from briefing.model import Claim, Document, Span, Word

HEAD = 8  # words that must stand before a clause is left off
LEFT_OFF = re.compile(
    rf",\s+(?=(?:{alternation(read_lexicon('bottomline')['left off'])})\b|(?!during\b)[a-z]+ing\b)|\s+(?=after\s+[a-z]+ing\b)"
)
AFTER_DATELINE = re.compile(r"(?:[-–—:|•]|\d\.)\s*$")
DATELINE = re.compile(
    r"""(?:\([A-Z][\w ]{1,15}\)\s+)?(?:
    [A-Z][A-Z .'’-]{2,}(?:,[^—–\n]{0,40})?\s[—–-]\s+                                  # "BLANTYRE, Sunday 18 April — "
    | (?:(?:[^\W\d_a-z][\w.'’-]*|\d{1,4}|of|the|and|de|da|do),?\s){1,8}[—–]\s+(?=[A-Z])   # "(NPA) Osorno, 3 May 2031 — ", "Lake News Service – "
    )""",
    re.VERBOSE,
)
INITIALS = re.compile(r"\b(?:[ap]\.m|[A-Z]\.[A-Z])\.$")  # this full stop belongs to the word
ASIDE = re.compile(r"(?:which|who|whose)\b")
QUOTES = re.compile(r"[“”\"()—–;]")


def start_of(text: str, claims: list[Claim]) -> int:
    """Where a sentence begins after its dateline."""
    sentence = claims[0].sentence
    parts = [
        span.start
        for claim in claims
        for span in (
            *claim.content[:1],
            *((claim.cue,) if claim.cue else ()),
            *((claim.speaker,) if claim.speaker else ()),
        )
    ]
    if dateline := DATELINE.match(text, sentence.start, sentence.end):
        return dateline.end()
    return (
        min(parts) if parts and AFTER_DATELINE.search(text[sentence.start : min(parts)]) else sentence.start
    )


def wordings(document: Document, start: int, end: int, claims: list[Claim]) -> Iterator[tuple[Span, ...]]:
    """What can be printed of some words: all, then without each clause at the end that can be left off, the longest first; the same without "…, which …,"."""
    while end > start and document.text[end - 1] in " .\n" and not INITIALS.search(document.text, start, end):
        end -= 1
    ends = [end] + [
        mark.start()
        for mark in reversed(list(clause_ends(document.text, start, end, claims)))
        if len(document.text[start : mark.start()].split()) >= HEAD
    ]
    yield from ((document.span(start, end),) for end in ends)
    for first, last in _asides(document.text, claims):
        yield from (
            (document.span(start, first), document.span(last, end))
            for end in ends
            if start < first and last < end
        )


def clause_ends(text: str, start: int, end: int, claims: list[Claim]) -> Iterator[re.Match[str]]:
    """Where a clause at the end begins that can be left off; not before an adjective: "hot, gusting winds"."""
    adjectives = {
        word.start
        for claim in claims
        if claim.features
        for word in claim.features.words
        if word.dep in ("amod", "compound")
    }
    return (mark for mark in LEFT_OFF.finditer(text, start, end) if mark.end() not in adjectives)


def _asides(text: str, claims: list[Claim]) -> Iterator[tuple[int, int]]:
    """Relative clauses between commas: "The train, which was full, hit a bus" says the same of the train and the bus without them."""
    for words in (claim.features.words for claim in claims if claim.features and not claim.within):
        for at, word in enumerate(words):
            if word.dep != "relcl":
                continue
            inside = [other for other in words if _under(words, other, at)]
            first, last = min(other.start for other in inside), max(other.end for other in inside)
            if (
                ASIDE.match(text, first)
                and text[first - 2 : first] == ", "
                and text[last : last + 1] == ","
                and not QUOTES.search(text, first, last)
            ):
                yield first - 2, last + 1


def _under(words: tuple[Word, ...], word: Word, top: int) -> bool:
    """Whether a word hangs on the one at `top`, or is it."""
    for _ in words:
        if word is words[top]:
            return True
        if word.head is None or words[word.head] is word:
            return False
        word = words[word.head]
    return False


def holds(spans: tuple[Span, ...], claim: Claim) -> bool:
    """Whether printed words hold the beginning and the main verb of a claim's content."""
    verb = (
        claim.features.words[claim.features.verb]
        if claim.features and claim.features.verb is not None
        else None
    )
    begin = max(
        claim.content[0].start, spans[0].start if claim.content[0].start == claim.sentence.start else 0
    )  # after a dateline
    return any(span.start <= begin < span.end for span in spans) and (
        verb is None or any(span.start <= verb.start and verb.end <= span.end for span in spans)
    )


def holds_attribution(spans: tuple[Span, ...], claim: Claim) -> bool:
    """Whether who says it, and the word that says so, are printed with it."""
    return all(
        any(span.start <= part.start and part.end <= span.end for span in spans)
        for part in (claim.cue, claim.speaker)
        if part and claim.sentence.start <= part.start < claim.sentence.end
    )
