"""What is due after the newest report: deadlines, votes, hearings, arrivals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefing.compare.frame import BELONGS, Frame, report_day
from briefing.lexicon import alternation, word_set
from briefing.model import Claim, Due, Extraction, Span
from briefing.summary.coming import coming
from briefing.summary.excerpts import own_claims, up_to, words_of
from briefing.summary.material import Material
from briefing.summary.sentences import is_rough
from briefing.summary.standing import PRONOUNS

SHOWN = 8  # of each kept
SAME = 0.5  # share of the shorter one's words above which two tell the same
COMMON = 0.5  # share of the leads from which a word is the whole story's
ASIDE = re.compile(
    r"\b(?:I|me|you|your|my)\b"
)  # "you will remember", "told me they might": talk, no appointment
NOT_DUE = re.compile(rf"\b(?:{alternation(word_set('bottomline', 'not due'))})\b", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"[A-Z]\w+(?:\s[A-Z]\w+)?:\s"
)  # "Paraguay: the bridge will be closed until Friday", in a digest


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that tells what is due, and how."""

    day: date
    value: str
    claim: Claim
    out: date  # of its report
    words: Span
    plain: bool  # it begins with a name or noun, and is no rough translation


def find_due(material: Material, frame: Frame) -> tuple[Due, ...]:
    """What is due from the day of the newest report on, soonest first, each once, in the words of the newest report that reads well."""
    today = max((day for extraction in material.extractions if (day := report_day(extraction))), default=None)
    if today is None:
        return ()
    found = [one for extraction in material.extractions for one in _told(material, frame, extraction, today)]
    kept: list[list[Told]] = []
    for one in sorted(
        found, key=lambda one: (-one.out.toordinal(), one.claim.within is not None, one.day, one.claim.id)
    ):
        home = next((others for others in kept if _is_same(frame, one, others[0])), None)
        if home is None:
            kept.append([one])
        else:
            home.append(one)
    kept.sort(key=lambda told: (told[0].day, told[0].claim.id))
    return tuple(_due(told) for told in _without_unclear(kept)[:SHOWN])


def _told(material: Material, frame: Frame, extraction: Extraction, today: date) -> Iterator[Told]:
    out, rough = report_day(extraction) or date.min, is_rough(extraction.document.text)
    for claim in own_claims(frame, extraction):
        if _is_due(frame, claim):
            for value, day, span in coming(extraction, claim, today):
                if not _told_by_another(extraction, claim, span):
                    words = up_to(material, words_of(material, claim), span)
                    yield Told(
                        day,
                        value,
                        claim,
                        out,
                        words,
                        not rough and not words.quote[:1].islower() and not PRONOUNS.match(words.quote),
                    )


def _is_same(frame: Frame, one: Told, other: Told) -> bool:
    """Whether two tell one appointment, by words that are not the whole story's: one of them on one day, most of them else."""
    if one.claim.sentence.overlaps(other.claim.sentence):
        return True
    first, second = (
        frozenset(term for term in frame.terms(told.claim.words) if frame.leads.get(term, 0) < COMMON)
        for told in (one, other)
    )
    common = len(first & second)
    if one.value == other.value and len(one.value) >= len("2031-10-05"):
        return common > 0
    return common > 1 and common > SAME * min(len(first), len(second))


def _without_unclear(kept: list[list[Told]]) -> list[list[Told]]:
    """What nobody tells plainly goes with what is told plainly of the same day: "Its assembly decides on 22 August"."""
    clear = {told[0].value: told for told in reversed(kept) if any(one.plain for one in told)}
    for told in kept:
        if not any(one.plain for one in told) and told[0].value in clear:
            clear[told[0].value].extend(told)
    return [told for told in kept if any(one.plain for one in told) or told[0].value not in clear]


def _due(told: list[Told]) -> Due:
    best = next((one for one in told if one.day == told[0].day and one.plain), told[0])
    return Due(told[0].value, (best.claim.id, *(one.claim.id for one in told if one is not best)), best.words)


def _is_due(frame: Frame, claim: Claim) -> bool:
    """Whether a claim may tell an appointment of this story: no talk, no fees of members, nothing of another place in a digest."""
    if ASIDE.search(claim.words) or NOT_DUE.search(claim.words):
        return False
    return not ELSEWHERE.match(claim.sentence.quote) or frame.closeness(claim.sentence.quote) >= BELONGS


def _told_by_another(extraction: Extraction, claim: Claim, span: Span) -> bool:
    """Whether a day stands in what a second speaker says inside a claim: "X said it was not, while Y says it will by June"."""
    return any(
        other.within == claim.id
        and other.cue
        and other.speaker
        and any(span.within(part) for part in other.content)
        for other in extraction.claims
    )
