"""The bottom line up front: at most three sentences of the reports, with what they deny and how they hedge: the event, the newest state, and who disputes it.

Chosen as extractive summaries of several reports are: by place in the report and closeness to the titles and leads of all reports (Radev, Jing, Styś and
Tam 2004), newer reports first, and each next sentence by what it adds to those chosen (maximal marginal relevance, Carbonell and Goldstein 1998).
"""
import re
from dataclasses import dataclass
from typing import Callable

from briefing.compare.frame import Frame
from briefing.interval import Interval
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Finding, Line, Metric
from briefing.summary.material import Material
from briefing.summary.sentences import Sentence, printable, without_its_end

RELAYED = re.compile(rf"\b(?:{alternation(word_set('bottomline', 'relays'))})\b", re.IGNORECASE)
STOP, CLOSED = re.compile(r"\.([”\"’])(?= \(|$)"), r"\1"         # one full stop at the end is enough
SAME = 0.5                  # share of the shorter sentence's words above which two sentences say the same
NEW = 4                     # content words that only the later of two sentences has, from which it tells something new
ALIKE = 0.2                 # share of them from which one number in both makes them the same
SMALL = 10                  # numbers below this stand in too many sentences to show that
LONG_CHAIN = 3              # links from outlet to origin; what is told over more is less sure
TOLD = 0.25                 # of the dispatches whose title or lead must tell of deaths before their number has a sentence of its own
TOLD_ANYWHERE = 0.6         # … or of those that tell of them at all
LEAD = 0.08                 # worth of standing first, whatever a sentence tells
LEAST = 0.10                # of the first sentence's worth: less central than that is not printed


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three sentences: how much newer reports count, and what makes a sentence worth more here."""
    oldest: float               # worth of a sentence of the oldest report …
    newest: float               # … and of the newest
    fall: float                 # how fast worth falls with the place in the report
    bonus: Callable[[Sentence], float]


def choose_bluf(material: Material, frame: Frame, findings: tuple[Finding, ...], metrics: tuple[Metric, ...]) -> tuple[Line, ...]:
    """The event as most leads tell it, the newest state with its number, and what is disputed; fewer lines where there is less."""
    found = [one for one in printable(material, frame) if not one.last
             and not any(claim.happened and frame.is_background(claim.happened.value) for claim in one.claims)]
    days = sorted({one.day for one in found if one.day})
    numbers = newest_numbers(material, metrics)
    parts = (Part(0.8, 1.2, 0.12, _of_event(frame)), Part(0.4, 1.6, 0.06 if numbers else 0.25, _of_number(frame, numbers)),
             Part(0.5, 1.4, 0.15, _of_dispute(material, findings)))
    chosen: list[Sentence] = []
    first = 0.0
    for part in parts:
        def worth(one: Sentence) -> float:
            share = days.index(one.day) / (len(days) - 1) if one.day and len(days) > 1 else 0.5
            return _central(one) / (1 + part.fall * one.place) * (part.oldest + (part.newest - part.oldest) * share) * part.bonus(one)

        left = [one for one in found if not any(same(frame, one, other) and not newer(one, other, numbers) for other in chosen)]
        best = max(left, key=lambda one: (worth(one), -one.place, one.claims[0].id), default=None)
        if best is not None and worth(best) > LEAST * first:
            chosen.append(best)
            first = first or worth(best)
    if len(chosen) > 1 and newer(chosen[1], chosen[0], numbers) and (shorter := without_its_end(material, frame, chosen[0])):
        chosen[0] = shorter                                     # "…, killing at least nine people": the newest count follows
    return tuple(Line(f"{STOP.sub(CLOSED, one.text).removesuffix('.')}.", tuple(claim.id for claim in one.claims)) for one in chosen)


def same(frame: Frame, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences tell the same: most content words of the shorter are in the other, or fewer with one number in both."""
    if any(a.overlaps(b) for a in one.spans for b in other.spans):
        return True
    first, second = (frame.terms(sentence.text) for sentence in (one, other))
    share = len(first & second) / (min(len(first), len(second)) or 1)
    if one.day and other.day and one.day > other.day and len(first - second) >= NEW:
        return False
    return share > SAME or share > ALIKE and bool(_numbers(one) & _numbers(other))


def newer(one: Sentence, other: Sentence, numbers: tuple[str, ...]) -> bool:
    """Whether a sentence tells the newest number where another of the same event tells an older one."""
    later = one.day and other.day and one.day > other.day
    return bool(later and any(claim.id in numbers for claim in one.claims) and not _numbers(one) & _numbers(other))


def _numbers(one: Sentence) -> set[float]:
    return {figure.low or figure.high or 0 for claim in one.claims for figure in claim.figures if (figure.low or figure.high or 0) >= SMALL}


def _central(one: Sentence) -> float:
    """Closeness to all leads, and something for any sentence that stands; less for one person's words and for what is only heard."""
    outer = one.claims[0]
    heard = outer.kind == "impersonal" or outer.stance == "unconfirmed" or outer.chain and outer.chain[-1].role == "reports"
    doubt = 0.5 if heard or len(outer.chain) > LONG_CHAIN or RELAYED.search(one.text) else 1.0
    spoken = 0.4 if outer.form == "direct" else 0.8 if outer.form == "mixed" else 1.0
    return (LEAD + one.closeness) * doubt * spoken * (0.4 if one.loud else 1.0)


def _of_event(frame: Frame) -> Callable[[Sentence], float]:
    """What happened, on the day that most leads agree on, rather than what was said of it."""
    def bonus(one: Sentence) -> float:
        outer = one.claims[0]
        days = [Interval.read(when.value) for when in (outer.happened, outer.said) if when]
        told = outer.features is not None and outer.features.tense == "past" and not outer.features.negated
        return (2.5 if any(day and frame.since and day.first == frame.since for day in days) else 1.0) * (1.0 if told else 0.8)
    return bonus


def newest_numbers(material: Material, metrics: tuple[Metric, ...]) -> tuple[str, ...]:
    """Claims that hold the newest reading of each figure shown, the first figure first."""
    return tuple(metric.readings[-1].claim for metric in metrics if metric.kind == "figure" and metric.readings and metric.readings[-1].claim in material.claims)


def _of_number(frame: Frame, numbers: tuple[str, ...]) -> Callable[[Sentence], float]:
    """The newest reading of the figures shown; most of all where the leads tell of deaths or injuries and it counts them."""
    harms = {harm for harm in read_lexicon("harm") if frame.leads.get(harm, 0) >= TOLD or frame.bodies.get(harm, 0) >= TOLD_ANYWHERE}

    def bonus(one: Sentence) -> float:
        held = [claim for claim in one.claims if claim.id in numbers]
        return 6.0 if any(frame.terms(claim.words) & harms for claim in held) else 1.5 if held else 1.0
    return bonus


def _of_dispute(material: Material, findings: tuple[Finding, ...]) -> Callable[[Sentence], float]:
    """Changes of position, denials and claims that others contradict."""
    worth = {claim.id: 1.5 for claim in material.claims.values() if claim.stance == "denied"}
    for finding in findings:
        if finding.kind == "change":
            worth[finding.claims[-1]] = 3.0
        elif finding.kind == "conflict":                    # a claim that is denied does not stand alone: the denial does
            denial = finding.type == "claim-denial"
            worth |= {claim: 0.5 if denial and material.claims[claim].stance != "denied" else 2.0 for claim in finding.claims}
    return lambda one: max((worth.get(claim.id, 1.0) for claim in one.claims), default=1.0)
