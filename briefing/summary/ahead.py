"""What is due after the newest report, and what the reports say is not known and nobody has told since."""
import re
from datetime import date
from typing import Iterator

from briefing.compare.frame import Frame, other_items, report_day
from briefing.interval import Interval
from briefing.lexicon import word_set
from briefing.model import Claim, Due, Extraction, Open, Span, When
from briefing.summary.material import Material

WIDEST = 31                 # days of a date that is still a day to prepare for ("in December")
FARTHEST = 400              # days ahead; later dates are plans and names, not appointments
SHOWN = 8                   # of each kept
SAME = 0.5                  # share of the shorter one's words above which two tell the same
SAME_DAY = 0.2              # … and from which they do where they name one day
SETTLED = 0.7               # share of a question's words that a later claim must have to answer it
TRIVIAL = 2                 # a question with no more terms than that cannot be matched to an answer
WORDS_AT_LEAST = 4
HEADING = 5                 # words of a line that only says what follows
QUESTIONS = frozenset("whether if how why what when where who whom whose which".split())
BY_ITS_END = re.compile(r"\b(?:by|before|until|till|end of)(?: the)? $")
ASIDE = re.compile(r"\b(?:I|me|you|your|my)\b")                 # "you will remember", "told me they might": talk, no appointment
PRONOUN = re.compile(r"(?!it[’']?s? (?:is|was|remains|still|not|un)\b)(?:he|she|it|they|this|that|we)\b", re.IGNORECASE)     # not "It remains unclear"
NOT_KNOWN = re.compile(rf"[^.!?]*\b[Ww]e (?:still )?do(?: not|n['’]t) know (?:{'|'.join(sorted(QUESTIONS))})\b[^.!?]*")     # "We do not know who broke it"


# ---------------------------------------------------------------- what is due

def find_due(material: Material, frame: Frame) -> tuple[Due, ...]:
    """Deadlines, votes, hearings and arrivals from the day of the newest report on, soonest first, each once, in the words of the newest report."""
    today = max((day for extraction in material.extractions if (day := report_day(extraction))), default=None)
    if today is None:
        return ()
    found = [(report_day(extraction) or date.min, day, claim, when)
             for extraction in material.extractions for claim in _claims(frame, extraction) for when, day in _ahead(extraction, claim, today)]
    kept: list[tuple[date, When, list[Claim]]] = []
    for _, day, claim, when in sorted(found, key=lambda item: (-item[0].toordinal(), item[2].within is not None, item[1], item[2].id)):
        for other, _, claims in kept:
            if _same(frame, claim, claims[0], SAME_DAY if day == other else SAME):
                claims.append(claim)
                break
        else:
            kept.append((day, when, [claim]))
    kept.sort(key=lambda item: (item[0], item[2][0].id))
    return tuple(Due(when.value or "", tuple(claim.id for claim in claims), _words(material, claims[0])) for _, when, claims in kept[:SHOWN])


def _claims(frame: Frame, extraction: Extraction) -> Iterator[Claim]:
    """The claims of a report that are of this story and no headlines."""
    others = other_items(frame, extraction)
    return (claim for claim in extraction.claims if not claim.headline and not any(claim.sentence.overlaps(other) for other in others))


def _ahead(extraction: Extraction, claim: Claim, today: date) -> Iterator[tuple[When, date]]:
    """The first day from today on that a claim's content tells; a length ("for three weeks") is no day."""
    for when in extraction.dates:
        days = Interval.read(when.value) if when.span and any(when.span.within(part) for part in claim.content) else None
        if days and days.first and days.last and (days.last - days.first).days < WIDEST:
            ends = BY_ITS_END.search(extraction.document.text[max(0, when.span.start - 20):when.span.start])
            day = days.last if ends else days.first
            if 0 <= (day - today).days <= FARTHEST and (day > today or report_day(extraction) != today) and not ASIDE.search(claim.words):
                yield when, day
                return


# ---------------------------------------------------------------- what is not known

def find_unknown(material: Material, frame: Frame) -> tuple[Open, ...]:
    """What nobody says or knows, in the words of the reports, closest to the event first; left out where a later report tells it."""
    days = {extraction.document.id: report_day(extraction) or date.min for extraction in material.extractions}
    newest = max(days.values(), default=date.min)
    claims = [claim for extraction in material.extractions for claim in _claims(frame, extraction)]
    asked = [(claim, words) for claim in claims if (words := _unknown(material, claim))]
    told = [(days[claim.document], frame.terms(claim.words)) for claim in claims
            if claim.stance in ("confirmed", "claimed") and not claim.negated and not (claim.features and claim.features.negated)]

    def central(claim: Claim) -> float:
        return frame.closeness(claim.sentence.quote) * (2 if days[claim.document] == newest else 1)

    kept: list[tuple[Span, list[Claim]]] = []
    for claim, words in sorted(asked, key=lambda item: (bool(PRONOUN.match(item[1].quote)), -central(item[0]), item[0].within is not None, item[0].id)):
        question = frame.terms(claim.words)
        if len(question) > TRIVIAL and any(day > days[claim.document] and len(question & some) >= SETTLED * len(question) for day, some in told):
            continue
        for span, others in kept:
            if words.overlaps(span) or _same(frame, claim, others[0], SAME):
                others.append(claim)
                break
        else:
            kept.append((words, [claim]))
    return tuple(Open(tuple(claim.id for claim in claims), span) for span, claims in kept[:SHOWN])


def _unknown(material: Material, claim: Claim) -> Span | None:
    """The words in which a claim says that something is not known: "did not say whether", "a reason was not given", "we do not know who"."""
    text = material.documents[claim.document].text
    if claim.form == "direct":
        found = next((match for part in claim.content if (match := NOT_KNOWN.search(text, part.start, part.end))), None)
        return _cut(claim.document, text, found.start(), found.end()) if found else None
    if len(claim.words.split()) <= HEADING and claim.words.split(" ", 1)[0].lower() in QUESTIONS and claim.kind == "narrator":
        return None                                             # "What is not known."
    return _words(material, claim) if not text[:claim.sentence.end].endswith("?") and len(claim.sentence.quote.split()) >= WORDS_AT_LEAST and _is_open(claim) else None


def _is_open(claim: Claim) -> bool:
    """Whether a claim leaves a question open: asked and not answered, in dispute, or a cause, motive or number that is not known."""
    content = claim.words.lower()
    asks = content.split(" ", 1)[0] in QUESTIONS
    if asks and (claim.stance == "unconfirmed" and (claim.negated or claim.kind == "impersonal") or any(words in content for words in word_set("hedges", "in dispute"))):
        return True
    features = claim.features
    if features is None or features.verb is None or not features.negated or features.words[features.verb].lemma not in word_set("hedges", "given"):
        return False
    return asks or any(word.lemma in QUESTIONS for word in features.words[features.verb + 1:features.verb + 3]) or \
        any(word.lemma in word_set("hedges", "unknown things") for word in features.words)


# ---------------------------------------------------------------- words

def _words(material: Material, claim: Claim) -> Span:
    """The words of a claim with its speaker and cue, as one stretch of its sentence; all before it where nobody is named."""
    parts = [*claim.content, *(part for part in (claim.cue, claim.speaker) if part and part.within(claim.sentence))]
    start = claim.sentence.start if claim.kind == "impersonal" and not claim.within else min(part.start for part in parts)
    return _cut(claim.document, material.documents[claim.document].text, start, max(part.end for part in parts))


def _cut(document: str, text: str, start: int, end: int) -> Span:
    while text[start] in " \n—-–\"“":
        start += 1
    return Span(document, start, end, text[start:end])


def _same(frame: Frame, one: Claim, other: Claim, share: float) -> bool:
    first, second = frame.terms(one.words), frame.terms(other.words)
    return one.sentence.overlaps(other.sentence) or len(first & second) > 1 and len(first & second) > share * min(len(first), len(second))
