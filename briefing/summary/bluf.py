"""The bottom line up front: at most three sentences of the reports, with what they deny and how they hedge: the event, its newest state, and what has turned.

Chosen as extractive summaries of several reports are, each next sentence by what it adds to those chosen (maximal marginal relevance, Carbonell
and Goldstein 1998): what says the same as one of them is left out.
"""

import math
import re

from briefing.compare.frame import Frame
from briefing.model import Due, Finding, Line, Metric
from briefing.summary.material import Material
from briefing.summary.sentences import Sentence, printable, without_its_end
from briefing.summary.worth import ANYWHERE, PARTS, Known, first_word, is_outdated, known, traits, worth

STOP, CLOSED = re.compile(r"\.([”\"’])(?= \(|$)"), r"\1"  # one full stop at the end is enough
SAME = 0.5  # share of the shorter sentence's words above which two sentences say the same
NEW = 4  # content words that only the later of two sentences has, from which it tells something new
ALIKE = 0.2  # share of them from which one number in both makes them the same
SMALL = 10  # numbers below this stand in too many sentences to show that
LEAST = 0.10  # of the first sentence's closeness: less central than that is not printed


def choose_bluf(
    material: Material,
    frame: Frame,
    findings: tuple[Finding, ...],
    metrics: tuple[Metric, ...],
    due: tuple[Due, ...] = (),
) -> tuple[Line, ...]:
    """The event as most leads tell it, its newest state with its number, and what has turned; fewer lines where there is less."""
    found = [
        one
        for one in printable(material, frame)
        if not one.last
        and not any(claim.happened and frame.is_background(claim.happened.value) for claim in one.claims)
    ]
    facts = known(material, frame, findings, metrics, (one.day for one in found), due)
    fresh = {one: shorter for one in found if (shorter := _without_old_number(material, frame, facts, one))}
    weighed = [(one, traits(facts, one) | ({"outdated": 0.0} if one in fresh else {})) for one in found]
    chosen = [fresh.get(one, one) for one in _choose(frame, facts, weighed)]
    old = len(chosen) > 1 and newer(chosen[1], chosen[0], facts.newest)
    if old and (shorter := without_its_end(material, frame, chosen[0])):
        chosen[0] = shorter  # "…, killing at least nine people": there is a newer count
    return tuple(_line(one) for one in chosen)


def _without_old_number(material: Material, frame: Frame, facts: Known, one: Sentence) -> Sentence | None:
    """A sentence without the clause at its end, where that has a number for which a later report has another."""
    shorter = without_its_end(material, frame, one) if is_outdated(facts, one) else None
    return shorter if shorter and not is_outdated(facts, shorter) else None


def _choose(frame: Frame, facts: Known, weighed: list[tuple[Sentence, dict[str, float]]]) -> list[Sentence]:
    """The sentence worth most for each part, none that says the same as one before it; none far from the leads."""
    chosen: list[Sentence] = []
    first = 0.0
    for part in PARTS:
        left = [
            (one, own)
            for one, own in weighed
            if not any(_repeats(frame, facts, one, other) for other in chosen)
        ]
        if not left:
            break
        best, own = max(
            left,
            key=lambda item: (worth(part, _introduced(*item, chosen)), -item[0].place, item[0].claims[0].id),
        )
        if (central := math.exp(worth(ANYWHERE, own))) > LEAST * first:
            chosen.append(best)
            first = first or central
    return chosen


def _introduced(one: Sentence, own: dict[str, float], chosen: list[Sentence]) -> dict[str, float]:
    """The traits of a sentence after those chosen: a surname that stands in one of them is known."""
    known_name = "bare name" in own and any(
        re.search(rf"\b{re.escape(first_word(one))}\b", other.text) for other in chosen
    )
    return own | {"bare name": 0.0} if known_name else own


def _repeats(frame: Frame, facts: Known, one: Sentence, other: Sentence) -> bool:
    """Whether a sentence says the same as another, with no newer number and no rival one."""
    rival = any(claim.id in facts.marks["disputed number"] for claim in one.claims) and not _numbers(
        one
    ) & _numbers(other)
    return not rival and same(frame, one, other) and not newer(one, other, facts.newest)


def _line(one: Sentence) -> Line:
    return Line(f"{STOP.sub(CLOSED, one.text).removesuffix('.')}.", tuple(claim.id for claim in one.claims))


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
    return bool(
        later and any(claim.id in numbers for claim in one.claims) and not _numbers(one) & _numbers(other)
    )


def _numbers(one: Sentence) -> set[float]:
    return {
        figure.low or figure.high or 0
        for claim in one.claims
        for figure in claim.figures
        if (figure.low or figure.high or 0) >= SMALL
    }
