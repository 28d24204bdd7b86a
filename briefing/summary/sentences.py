"""Sentences of the reports that can be read aloud: words as written, with their attribution, negation and hedges, standing alone."""
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from typing import Iterator

from briefing.compare.frame import Frame, other_items, report_day, sentences
from briefing.interval import Interval, label
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Claim, Extraction, Span
from briefing.summary.material import Material

WORDS_AT_MOST = 35          # a longer sentence is not read aloud in a meeting
WORDS_AT_LEAST = 7
LOUD_WORDS = 3              # words in which a tabloid sets capitals: "A ROGUE ship"
BEFORE = 400                # characters in which whoever was named before is still thought of
HEAD = 8                    # words that must stand before a clause is left off
PRONOUNS = re.compile(r"\b(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|this|these|those|i|we|you|my|our|us|your|me)\b", re.IGNORECASE)
THIRD = re.compile(r"(?:he|she)\b")
SELF = re.compile(r"\b(?:I|we|you|my|our|us|your|me)\b")                       # "we" is the reporter, or a speaker without quotation marks
CONNECTIVES = re.compile(rf"(?:{alternation(read_lexicon('bottomline')['connectives'])})\b", re.IGNORECASE)
HANGING = re.compile(rf"\b(?:{alternation(read_lexicon('bottomline')['hanging'])})$", re.IGNORECASE)
EMPTY = re.compile(rf"\b(?:{alternation(read_lexicon('bottomline')['empty'])})\b", re.IGNORECASE)
LEFT_OFF = re.compile(rf",\s+(?=(?:{alternation(read_lexicon('bottomline')['left off'])})\b|(?!during\b)[a-z]+ing\b)")
SHOUTED = re.compile(r"\b(?!\w+\))[A-Z]{5,}['’]?[A-Z]*\b|^[A-Z]{3,}\b(?=\s+[a-z])")
AFTER_DATELINE = re.compile(r"(?:[-–—:|•]|\d\.)\s*$")
DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,}(?:,[^—–\n]{0,40})?\s[—–-]\s+")          # "BLANTYRE, Sunday 18 April — "
THE = re.compile(rf"^(?!The |the )(?:\w+\s)*(?:{alternation(word for words in read_lexicon('bodies').values() for word in words if word[:1].isupper())})$")
DAYS = 4                    # words of "According to" and of days in brackets
OPENERS, CLOSERS = "“‘\"", "”’\""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one report that can be printed, and what is known of them."""
    text: str                       # as printed: the report's words, days in brackets
    spans: tuple[Span, ...]         # the report's words in it
    claims: tuple[Claim, ...]       # those whose content it holds, outermost first
    place: int                      # among the sentences of its report's body
    last: bool                      # whether it stands in the report's last paragraph
    day: date | None                # of the report
    closeness: float                # to the titles and leads of all reports
    loud: bool                      # of a report that opens in capitals: "TERRIFIED Britons were …"


def printable(material: Material, frame: Frame) -> Iterator[Sentence]:
    """Every sentence of every report that can stand alone, in the order read."""
    for extraction in material.extractions:
        day, last = report_day(extraction), _last_paragraph(extraction)
        gone, loud = _withdrawn(extraction) + [(item.start, item.end) for item in other_items(frame, extraction)], _loud(material, extraction)
        for place, claims in sentences(extraction):
            if place < 0 or any(start <= claims[0].sentence.start < end for start, end in gone):
                continue
            if found := _printed(material, frame, extraction, claims):
                text, spans, held = found
                yield Sentence(text, spans, held, place, claims[0].sentence.start >= last and place > 3, day, frame.closeness(" ".join(span.quote for span in spans)), loud)


def _last_paragraph(extraction: Extraction) -> int:
    return max((block.span.start for block in extraction.blocks if block.kind == "body"), default=0)


def _loud(material: Material, extraction: Extraction) -> bool:
    lead = next((claims[0].sentence for place, claims in sentences(extraction) if place == 0), None)
    return lead is not None and _shouts(material, Span(lead.document, lead.start, lead.end, " ".join(lead.quote.split()[:LOUD_WORDS])))


def _withdrawn(extraction: Extraction) -> list[tuple[int, int]]:
    """Where a report tells what it has taken back: from such a heading to the next."""
    heads = [block for block in extraction.blocks if block.kind in ("title", "heading")]
    words = re.compile(alternation(word_set("frame", "withdrawn")), re.IGNORECASE)
    ends = [head.span.start for head in heads[1:]] + [len(extraction.document.text)]
    return [(head.span.end, end) for head, end in zip(heads, ends) if head.kind == "heading" and words.search(head.span.quote)]


# ---------------------------------------------------------------- words as printed

def _printed(material: Material, frame: Frame, extraction: Extraction, claims: list[Claim]) -> tuple[str, tuple[Span, ...], tuple[Claim, ...]] | None:
    """The first wording of a sentence that can stand alone: whole, without a clause at its end, or its content after "According to"."""
    document = extraction.document
    sentence = claims[0].sentence
    start = sentence.start
    parts = [span.start for claim in claims for span in (*claim.content[:1], *((claim.cue,) if claim.cue else ()), *((claim.speaker,) if claim.speaker else ()))]
    if dateline := DATELINE.match(document.text, start, sentence.end):
        start = dateline.end()
    elif parts and AFTER_DATELINE.search(document.text[start:min(parts)]):
        start = min(parts)
    outer = [claim for claim in claims if not claim.within]
    for end in _ends(document.text, start, sentence.end):
        span = document.span(start, end)
        held = tuple(claim for claim in claims if _holds(span, claim))
        if not held or not all(_holds_attribution(span, claim) for claim in held):
            continue
        if _stands(material, frame, held[0], span):
            return _dated(material, extraction, (span,)), (span,), held
    for claim in outer:
        if text := _according(material, frame, extraction, claim):
            return text, claim.content, (claim,)
    return None


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence may end: as written, then before each clause at its end that can be left off, the longest first."""
    while end > start and text[end - 1] in " .\n":
        end -= 1
    yield end
    for mark in reversed(list(LEFT_OFF.finditer(text, start, end))):
        if len(text[start:mark.start()].split()) >= HEAD:
            yield mark.start()


def _holds(span: Span, claim: Claim) -> bool:
    """Whether printed words hold the beginning and the main verb of a claim's content."""
    verb = claim.features.words[claim.features.verb] if claim.features and claim.features.verb is not None else None
    return span.start <= claim.content[0].start < span.end and (verb is None or verb.end <= span.end)


def _holds_attribution(span: Span, claim: Claim) -> bool:
    """Whether who says it, and the word that says so, are printed with it."""
    return all(span.start <= part.start and part.end <= span.end for part in (claim.cue, claim.speaker) if part and part.start < claim.sentence.end and part.start >= claim.sentence.start)


def _according(material: Material, frame: Frame, extraction: Extraction, claim: Claim) -> str | None:
    """"According to X, …" for plain speech whose own sentence does not stand alone: "…, it said"."""
    return _told_by(material, frame, extraction, claim, claim.content[0], material.name(claim.actor)) if len(claim.content) == 1 else None


def without_its_end(material: Material, frame: Frame, one: Sentence) -> Sentence | None:
    """A sentence of plain speech without the clause at the end of what is said, where a later report gives that clause another number."""
    claim = one.claims[0]
    extraction = next(extraction for extraction in material.extractions if extraction.document.id == claim.document)
    part = claim.content[0]
    mark = next(LEFT_OFF.finditer(extraction.document.text, part.start, part.end), None)
    if mark is None or len(claim.content) > 1 or not claim.features or claim.features.verb is None or claim.features.words[claim.features.verb].end > mark.start():
        return None
    span = extraction.document.span(part.start, mark.start())
    speaker = claim.speaker.quote if claim.speaker and not PRONOUNS.fullmatch(claim.speaker.quote) else None
    text = _told_by(material, frame, extraction, claim, span, material.name(claim.actor) or speaker)
    return replace(one, text=text, spans=(span,), claims=(claim,)) if text else None


def _told_by(material: Material, frame: Frame, extraction: Extraction, claim: Claim, span: Span, name: str | None) -> str | None:
    cue = claim.cue.quote.lower() if claim.cue else ""
    plain = claim.kind == "attributed" and claim.form == "indirect" and not claim.negated and cue in word_set("bottomline", "plain cues")
    if not plain or not name or not claim.features or claim.features.tense is None or claim.inferred and not claim.speaker:
        return None
    if not _stands(material, frame, claim, span, opener=False):
        return None
    words = _dated(material, extraction, (span,))
    first = claim.features.words[0]
    keep = first.pos == "PROPN" or first.refers or words[:2].isalpha() and words[:2].isupper()
    name = f"the {name}" if THE.search(name) else name
    text = f"According to {name}, {words if keep else words[0].lower() + words[1:]}"
    return text if len(text.split()) <= WORDS_AT_MOST + DAYS else None


def _stands(material: Material, frame: Frame, claim: Claim, span: Span, opener: bool = True) -> bool:
    """Whether printed words can be read by someone who knows nothing: a name or noun first, no open pronoun, no half quotation, not too long."""
    text = " ".join(span.quote.split())
    count = len(text.split())
    if not WORDS_AT_LEAST <= count <= WORDS_AT_MOST or text.rstrip(CLOSERS).endswith(("?", "…", ":")) or "…" in text or ";" in text and count > 24:
        return False
    if opener and (not (text[0].isupper() or text[0].isdigit()) or text[0] in OPENERS) or CONNECTIVES.match(text) or HANGING.search(text) or EMPTY.search(text):
        return False
    if text.count("“") != text.count("”") or text.count('"') % 2 or text.count("(") != text.count(")") or "\n" in span.quote.strip():
        return False
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)
    if SELF.search(outside) or not _pronouns_resolved(claim, span) or _may_be_another(material, claim, span) or _shouts(material, span):
        return False
    return _subject_known(material, frame, claim, span)


def _pronouns_resolved(claim: Claim, span: Span) -> bool:
    """Whether each pronoun has a noun before it in the same words that it can stand for: singular for "it", "he", "she", any for "they"."""
    words = claim.features.words if claim.features else ()
    nouns = [(word.start, word.lemma == span.quote[word.start - span.start:word.end - span.start].lower() or word.pos == "PROPN")
             if word.lemma not in ("people", "police") else (word.start, False) for word in words if word.pos in ("NOUN", "PROPN") and span.start <= word.start < span.end]
    if claim.speaker and not PRONOUNS.fullmatch(claim.speaker.quote) and span.start <= claim.speaker.start < span.end:
        nouns.append((claim.speaker.start, True))
    nouns.sort()
    starts = [start for start, _ in nouns]
    for found in PRONOUNS.finditer(re.sub(r"“[^”]*”|\"[^\"]*\"", lambda quotation: " " * len(quotation.group()), span.quote)):
        before = nouns[:bisect_left(starts, span.start + found.start())]
        plural = found.group().lower() in ("they", "them", "their", "theirs", "these", "those")
        empty = found.group().lower() == "it" and re.match(r"it (?:is|was|would be|remains|had been) \w+ (?:that|to|for)\b", span.quote[found.start():], re.IGNORECASE)
        if not empty and not (before if plural else [singular for _, singular in before if singular]):
            return False
    return True


def _may_be_another(material: Material, claim: Claim, span: Span) -> bool:
    """Whether "he" or "she", of whom somebody new to the report speaks, may be the person told of just before."""
    if claim.actor is None or not THIRD.match(claim.content[0].quote):
        return False
    people = material.people.get(claim.document, [])
    new = all(at >= span.start for at, actor in people if actor == claim.actor)
    return new and any(span.start - BEFORE <= at < span.start and actor != claim.actor for at, actor in people)


def _shouts(material: Material, span: Span) -> bool:
    """Whether a word is set in capitals that is nobody's name: "A COWARDLY skipper", "TERRIFIED Britons"."""
    names = " ".join(alias for actor in material.merged for alias in (actor.name, *actor.aliases)) + " " + " ".join(place.name for place in material.places.values())
    return any(word.group() not in names for word in SHOUTED.finditer(span.quote))


def _subject_known(material: Material, frame: Frame, claim: Claim, span: Span) -> bool:
    """Whether the first words name something a newcomer knows: a name, a noun of the story's titles and leads, or one that the sentence itself explains."""
    opening = re.match(r"(?:The|That|Those|These|This|Such|Both|Another|One of (?:the|them))\s+([\w'’-]+(?:\s+[\w'’-]+)?)", span.quote)
    if opening is None:
        return True
    if not opening.group().startswith("The "):
        return False
    noun = opening.group(1).lower().split()
    words = {word.lemma for word in (claim.features.words if claim.features else ())[:4]}
    known = bool(words & word_set("frame", "killed")) or any(word.rstrip("s") in frame.rarity and frame.weights.get(word.rstrip("s"), frame.weights.get(word)) for word in noun) or bool(words & frame.weights.keys())
    proper = any(word[:1].isupper() for word in opening.group(1).split()) or bool(re.match(r"The\s+(?:[\w-]+\s+){1,3}(?:of|for|in|at|from)\s+(?:the\s+)?[A-Z]", span.quote))
    body = noun[-1] in word_set("bodies") or noun[0] in word_set("bodies") if noun else False
    return known or proper or body


# ---------------------------------------------------------------- days

def _dated(material: Material, extraction: Extraction, spans: tuple[Span, ...]) -> str:
    """The words with the day after each that only names it ("on Tuesday (12 Oct)"); where no day is told, the day of the report."""
    pieces, dated = [], False
    for span in spans:
        at = span.start
        inside = [when for when in extraction.dates if when.span and when.span.within(span)]
        for when in inside:
            day = Interval.read(when.value)
            if day and day.length == 1:
                dated = True
                if when.basis == "inferred" and not any(character.isdigit() for character in when.span.quote):
                    pieces.append(f"{extraction.document.text[at:when.span.end]} ({label(when.value[:10], year=False)})")
                    at = when.span.end
        pieces.append(extraction.document.text[at:span.end])
    text = " ".join("".join(pieces).split())
    if not dated and (out := report_day(extraction)):
        return f"{text} (reported {label(out.isoformat(), year=False)})"
    return text
