"""What the reports say is not known, and nobody has told since."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from briefing.compare.frame import Frame, report_day
from briefing.lexicon import word_set
from briefing.model import Claim, Open, Span
from briefing.summary.excerpts import alike, cut, own_claims, words_of
from briefing.summary.material import Material

SHOWN = 8
SAME = 0.5  # share of the shorter one's words above which two tell the same
SETTLED = 0.7  # share of a question's words that a later claim must have to answer it
TRIVIAL = 2  # a question with no more terms than that cannot be matched to an answer
WORDS_AT_LEAST = 4
HEADING = 5  # words of a line that only says what follows
QUESTIONS = frozenset("whether if how why what when where who whom whose which".split())
PRONOUN = re.compile(
    r"(?!it[’']?s? (?:is|was|remains|still|not|un)\b)(?:he|she|it|they|this|that|we)\b", re.IGNORECASE
)  # not "It remains unclear"
NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one)\b.{0,30}\b(?:know|knows|say|tell|explain|explained|told|said)\b"
)  # "how many … nobody knows"
NO_ONE = frozenset(("nobody", "no-one", "none"))
ABLE = 5  # words after the main verb in which it may be said what nobody is able to do
ASKED = re.compile(r"[^.!?\n]+\?$")
CONFIRM = re.compile(r"\bconfirm", re.IGNORECASE)
NOT_KNOWN = re.compile(
    rf"[^.!?]*\b[Ww]e (?:still )?do(?: not|n['’]t) know (?:{'|'.join(sorted(QUESTIONS))})\b[^.!?]*"
)  # "We do not know who broke it"


def find_unknown(material: Material, frame: Frame) -> tuple[Open, ...]:
    """What nobody says or knows, in the words of the reports, closest to the event first; left out where a later report tells it."""
    days = {extraction.document.id: report_day(extraction) or date.min for extraction in material.extractions}
    newest = max(days.values(), default=date.min)
    claims = [claim for extraction in material.extractions for claim in own_claims(frame, extraction)]
    asked = [(claim, words) for claim in claims if (words := _unknown(material, claim))]
    told = _Told(
        (days[claim.document], frame.terms(claim.words))
        for claim in claims
        if claim.stance in ("confirmed", "claimed")
        and not claim.negated
        and not (claim.features and claim.features.negated)
    )

    def central(claim: Claim) -> float:
        return frame.closeness(claim.sentence.quote) * (2 if days[claim.document] == newest else 1)

    kept: list[tuple[Span, list[Claim]]] = []
    for claim, words in sorted(
        asked,
        key=lambda item: (
            bool(PRONOUN.match(item[1].quote)) or item[1].quote[:1].islower(),
            -central(item[0]),
            item[0].within is not None,
            item[0].id,
        ),
    ):
        question = frame.terms(claim.words)
        if len(question) > TRIVIAL and told.answers(question, days[claim.document]):
            continue
        for span, others in kept:
            if words.overlaps(span) or alike(frame, claim, others[0], SAME):
                others.append(claim)
                break
        else:
            kept.append((words, [claim]))
    return tuple(Open(tuple(claim.id for claim in claims), span) for span, claims in kept[:SHOWN])


class _Told:
    """What is asserted, by term, so that a question is laid only beside what shares a word with it."""

    def __init__(self, claims: Iterable[tuple[date, frozenset[str]]]):
        self.days: list[date] = []
        self.holding: dict[str, list[int]] = defaultdict(list)
        for place, (day, terms) in enumerate(claims):
            self.days.append(day)
            for term in terms:
                self.holding[term].append(place)

    def answers(self, question: frozenset[str], asked: date) -> bool:
        """Whether a claim of a later day has most terms of a question."""
        shared = Counter(place for term in question for place in self.holding.get(term, ()))
        return any(
            count >= SETTLED * len(question) and self.days[place] > asked for place, count in shared.items()
        )


def _unknown(material: Material, claim: Claim) -> Span | None:
    """The words in which a claim says that something is not known: "did not say whether", "a reason was not given", "we do not know who"."""
    text = material.documents[claim.document].text
    if claim.form == "direct":
        found = next(
            (match for part in claim.content if (match := NOT_KNOWN.search(text, part.start, part.end))), None
        )
        return cut(claim.document, text, found.start(), found.end()) if found else None
    if (
        len(claim.words.split()) <= HEADING
        and claim.words.split(" ", 1)[0].lower() in QUESTIONS
        and claim.kind == "narrator"
    ):
        return None  # "What is not known."
    if text[: claim.sentence.end].endswith("?"):
        return None
    if _nobody_tells(claim):
        return _with_question(claim.document, text, claim.sentence.start, words_of(material, claim).end)
    return (
        words_of(material, claim)
        if len(claim.sentence.quote.split()) >= WORDS_AT_LEAST and _is_open(claim)
        else None
    )


def _nobody_tells(claim: Claim) -> bool:
    """Whether it is nobody who knows or says: "Nobody has been able to say why", "No one at the mine would say", "None of them knows who"."""
    features = claim.features
    if features is None or features.verb is None or not features.subject or claim.kind != "narrator":
        return False
    nobody = features.words[features.subject[0]].lemma in NO_ONE or [
        features.words[place].lemma for place in features.subject[:2]
    ] == ["no", "one"]
    return nobody and any(
        word.lemma in word_set("hedges", "given") and word.pos == "VERB"
        for word in features.words[features.subject[-1] : features.verb + ABLE]
    )


def _with_question(document: str, text: str, start: int, end: int) -> Span | None:
    """What nobody tells, after the question that stands right before it where it does not say itself what is asked; None where none does."""
    words = cut(document, text, start, end)
    if (
        any(word in QUESTIONS - {"if", "when", "which"} for word in words.quote.lower().split())
        and len(words.quote.split()) >= WORDS_AT_LEAST
    ):
        return words
    before = text[:start].rstrip()
    asked = ASKED.search(before) if before.endswith("?") else None
    return cut(document, text, asked.start(), end) if asked else None


def _is_open(claim: Claim) -> bool:
    """Whether a claim leaves a question open: asked and not answered, in dispute, or a cause, motive or number that is not known."""
    content = claim.words.lower()
    asks = re.split(r"\W", content, maxsplit=1)[0] in QUESTIONS
    if asks and (
        _nobody_knows(claim)
        or NOBODY.search(content)
        or any(words in content for words in word_set("hedges", "in dispute"))
    ):
        return True
    if (
        claim.kind == "attributed"
        and claim.negated
        and claim.stance == "unconfirmed"
        and CONFIRM.search(claim.cue.quote if claim.cue else "")
    ):
        return True  # "has not confirmed that it will send observers"
    if claim.kind == "attributed" and claim.negated and claim.stance == "unconfirmed" and _is_reticent(claim):
        return True  # "has not explained the difference"
    return _is_withheld(claim, asks)


def _is_reticent(claim: Claim) -> bool:
    """Whether the cue is of giving ("explain", "disclose") and what is not given is a thing that one may ask for."""
    cue = claim.cue.quote.lower().split() if claim.cue else []
    gives = any(word.startswith(verb) for word in cue for verb in word_set("hedges", "given"))
    return (
        gives
        and claim.features is not None
        and any(word.lemma in word_set("hedges", "unknown things") for word in claim.features.words)
    )


def _nobody_knows(claim: Claim) -> bool:
    return claim.stance == "unconfirmed" and (claim.negated or claim.kind == "impersonal")


def _is_withheld(claim: Claim, asks: bool) -> bool:
    """Whether a cause, a date, a name or an answer is denied to be known or given; whoever is not traced is not known either."""
    features = claim.features
    if features is None or features.verb is None or not features.negated:
        return False
    verb, lemmas = features.words[features.verb].lemma, {word.lemma for word in features.words}
    if verb in word_set("hedges", "untraced") and "be" in lemmas:
        return True
    if verb not in word_set("hedges", "given"):
        return False
    after = {word.lemma for word in features.words[features.verb + 1 : features.verb + 3]}
    return asks or bool(QUESTIONS & after or lemmas & word_set("hedges", "unknown things"))
