"""Claims of a story that can be told alone, their words as one stretch of a report, and whether two tell the same."""

import re
from collections.abc import Iterator

from briefing.compare.frame import Frame, other_items
from briefing.model import Claim, Extraction, Span
from briefing.summary.material import Material

OPENING = re.compile(r"(?:[\s—–\"“•*-]|\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)\s|\d{1,2}[.)]\s|the\s(?=[A-Z]))*")
TELLS = re.compile(r"told|tells|tell", re.IGNORECASE)
TOLD_WHOM = re.compile(r"[^.,;:\n“\"]*")
LEAD_IN = 8  # words at a sentence's beginning with which what follows them is told


def own_claims(frame: Frame, extraction: Extraction) -> Iterator[Claim]:
    """The claims of a report that are of this story and no headlines."""
    others = other_items(frame, extraction)
    return (
        claim
        for claim in extraction.claims
        if not claim.headline and not any(claim.sentence.overlaps(other) for other in others)
    )


def words_of(material: Material, claim: Claim) -> Span:
    """The words of a claim with its speaker and cue, as one stretch of its sentence; all before it where nobody is named."""
    text, sentence = material.documents[claim.document].text, claim.sentence
    parts = [*claim.content, *(part for part in (claim.cue, claim.speaker) if part and part.within(sentence))]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    before = text[sentence.start : start]
    if claim.cue and claim.cue.end == end and TELLS.fullmatch(claim.cue.quote):
        end = TOLD_WHOM.match(text, end, sentence.end).end()  # "a clerk told the Courier", not "a clerk told"
    if claim.kind == "impersonal" and not claim.within or _only_leads_in(text[start], before):
        start = sentence.start
    return cut(claim.document, text, start, end)


def up_to(material: Material, words: Span, last: Span) -> Span:
    """Words of a report, with what follows them up to another span of their sentence."""
    if last.end <= words.end:
        return words
    return cut(words.document, material.documents[words.document].text, words.start, last.end)


def _only_leads_in(first: str, before: str) -> bool:
    """Whether words that begin small are told with the few words before them: "It is " of "It is unclear who …"."""
    return (
        first.islower() and len(before.split()) <= LEAD_IN and not any(mark in before for mark in ',;:“"—–')
    )


def cut(document: str, text: str, start: int, end: int) -> Span:
    """A stretch of a report without the dash, mark, blank, letter of a list or small article that it begins with."""
    start = OPENING.match(text, start, end).end()
    return Span(document, start, end, text[start:end])


def alike(frame: Frame, one: Claim, other: Claim, share: float) -> bool:
    """Whether two claims stand in one sentence, or more than this share of the shorter one's words, two at least, are in the other."""
    first, second = frame.terms(one.words), frame.terms(other.words)
    common = len(first & second)
    return (
        one.sentence.overlaps(other.sentence) or common > 1 and common > share * min(len(first), len(second))
    )
