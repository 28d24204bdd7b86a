"""What a sentence is worth in the bottom line: a sum of few traits, weighed for the event, its newest state, and what has turned.

A linear score of place, closeness and cue words, as in trainable extraction (Kupiec, Pedersen and Chen 1995), with closeness to the
centroid of all leads (Radev, Jing, Styś and Tam 2004), a degree by what other reports begin with (Erkan and Radev 2004), and recency.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.compare.frame import Frame
from briefing.interval import Interval
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Claim, Due, Finding, Metric, Span
from briefing.summary.material import Material
from briefing.summary.sentences import Sentence

RELAYED = re.compile(rf"\b(?:{alternation(word_set('bottomline', 'relays'))})\b", re.IGNORECASE)
TURNED = re.compile(rf"\b(?:{alternation(word_set('bottomline', 'turns'))})\b", re.IGNORECASE)
RELATIVE = re.compile(r",\s(?:who|which)\b[^,]*$")
OFFICE = re.compile(
    r"(?:The|His|Her|Their) (?:[a-z-]+ ){0,2}?(?P<noun>[a-z-]+)(?=,| (?:said|says|who|has|had|was|is|told|also|and)\b)"
)
LONG_CHAIN = 3  # links from outlet to origin; what is told over more is less sure
TOLD = 0.25  # of the dispatches whose title or lead must tell of deaths before their number counts for more
TOLD_ANYWHERE = 0.6  # … or of those that tell of them at all
LEAD = 0.08  # closeness of a sentence that has no word of the leads
SHORT = 11  # words below which a sentence tells little
FEW_DAYS = 3  # that may be told of as one: "in the night of 9 to 10 June"
FIRST = timedelta(days=1)  # after the event, in which a lead that names no day tells of it
ONE_EVENT = timedelta(days=30)  # from the first day to the newest report; a longer story is of many events
LESS = 0.2  # by which each further figure of casualties counts less than the one before

# Weights that a story left out does not move: they were chosen once over stories of twelve kinds, and lie in the middle of
# wide ranges that choose as well. Closeness has the weight 1; each trait that a sentence has adds its own.
ANYWHERE = {
    "close": 1.0,
    "heard": -1.0,
    "spoken": -0.9,
    "partly spoken": -0.2,
    "loud": -0.9,
    "rough": -0.5,
    "short": -0.3,
    "opinion": -0.3,
    "named": 0.3,
    "bare name": -0.8,
    "bare office": -0.8,
}
EVENT = ANYWHERE | {
    "shared": 2.0,
    "recent": 0.3,
    "place": -0.5,
    "of the day": 1.0,
    "told": 0.4,
    "named": 0.6,
    "outdated": -1.0,
}
STATE = ANYWHERE | {
    "shared": 1.0,
    "recent": 1.5,
    "place": -0.4,
    "casualties": 2.0,
    "figure": 0.4,
    "decided": 0.4,
    "outdated": -2.0,
}
TURN = ANYWHERE | {
    "shared": 1.0,
    "recent": 2.0,
    "place": -0.4,
    "changed": 0.6,
    "disputed": 0.3,
    "disputed number": 1.2,
    "rejected": -0.7,
    "denial": 0.3,
    "turned": 0.3,
    "decided": 1.0,
    "due": 0.5,
    "outdated": -2.0,
}
PARTS = (EVENT, STATE, TURN)


@dataclass(frozen=True)
class Known:
    """What the story's figures, findings and days make of its claims."""

    frame: Frame
    texts: dict[str, str]
    days: tuple[date, ...]  # of its reports
    newest: tuple[
        str, ...
    ]  # claims that hold the newest reading of each figure shown, the first figure first
    casualties: tuple[str, ...]  # … of the dead, injured and missing, where the leads tell of them
    outdated: tuple[
        tuple[Span, str], ...
    ]  # older readings with another number, and the report that has the newest
    marks: dict[str, frozenset[str]]  # claims by what a finding says of them
    surnames: frozenset[str]  # of people whose whole name some report gives


def known(
    material: Material,
    frame: Frame,
    findings: tuple[Finding, ...],
    metrics: tuple[Metric, ...],
    days: Iterable[date | None],
    due: tuple[Due, ...] = (),
) -> Known:
    """What is looked up for each sentence, gathered once."""
    figures = [
        metric
        for metric in metrics
        if metric.kind == "figure" and metric.readings and metric.readings[-1].claim in material.claims
    ]
    harmed = _harmed(frame, figures)
    return Known(
        frame,
        {id: document.text for id, document in material.documents.items()},
        tuple(sorted({day for day in days if day})),
        tuple(metric.readings[-1].claim for metric in figures),
        tuple(metric.readings[-1].claim for metric in harmed),
        tuple(_outdated(material, figures)),
        _marks(material, findings)
        | {"disputed number": _rivals(findings, harmed), "due": _told_twice(material, due)},
        frozenset(
            actor.name.split()[-1]
            for actor in material.merged
            if actor.kind == "person" and " " in actor.name
        ),
    )


def _harmed(frame: Frame, figures: list[Metric]) -> list[Metric]:
    """Figures of the dead, injured or missing, where the leads tell of them."""
    harms = {
        harm
        for harm in read_lexicon("harm")
        if frame.leads.get(harm, 0) >= TOLD or frame.bodies.get(harm, 0) >= TOLD_ANYWHERE
    }
    return [metric for metric in figures if harms.intersection(metric.label.lower().split())]


def _outdated(material: Material, figures: list[Metric]) -> Iterator[tuple[Span, str]]:
    """Every place where a number stands for which a later report has another, in all reports that carry it."""
    carried: dict[tuple, list[Span]] = defaultdict(list)
    at: dict[Span, str] = {}
    for figure in (
        figure for extraction in material.extractions for figure in extraction.figures if figure.measure
    ):
        carried[figure.measure, figure.low, figure.high].append(figure.span)
        at[figure.span] = figure.measure
    for *older, newest in (metric.readings for metric in figures):
        for one in older:
            if (one.low, one.high) != (newest.low, newest.high):
                spans = {one.span, *carried[at.get(one.span, ""), one.low, one.high]}
                yield from (
                    (span, newest.span.document)
                    for span in sorted(spans, key=lambda span: (span.document, span.start))
                )


def _marks(material: Material, findings: tuple[Finding, ...]) -> dict[str, frozenset[str]]:
    """Claims with which a speaker changes position, those in conflict, and those that somebody denies."""
    conflicts = [finding for finding in findings if finding.kind == "conflict"]
    rejected = {
        id
        for finding in conflicts
        if finding.type == "claim-denial"
        for id in finding.claims
        if material.claims[id].stance != "denied"
    }
    return {
        "changed": frozenset(finding.claims[-1] for finding in findings if finding.kind == "change"),
        "disputed": frozenset(id for finding in conflicts for id in finding.claims) - rejected,
        "rejected": frozenset(rejected),
        "denial": frozenset(claim.id for claim in material.claims.values() if claim.stance == "denied"),
    }


def _rivals(findings: tuple[Finding, ...], harmed: list[Metric]) -> frozenset[str]:
    """Claims with another number than the first of these figures shows."""
    shown = {one.claim for metric in harmed[:1] for one in metric.readings}
    found = (
        finding.claims for finding in findings if finding.kind == "conflict" and finding.type == "figure"
    )
    return frozenset(id for ids in found if shown.intersection(ids) for id in ids) - {
        one.readings[-1].claim for one in harmed[:1]
    }


def _told_twice(material: Material, due: tuple[Due, ...]) -> frozenset[str]:
    several = (one.claims for one in due if len({material.claims[id].document for id in one.claims}) > 1)
    return frozenset(id for ids in several for id in ids)


def worth(part: dict[str, float], traits_: dict[str, float]) -> float:
    """The sum of a sentence's traits, each by its weight in this part."""
    return sum(weight * traits_.get(name, 0.0) for name, weight in part.items())


def traits(facts: Known, one: Sentence) -> dict[str, float]:
    """The traits of a sentence by name; those that it has or has not count 1 or nothing."""
    standing = _standing(facts, one)
    place = min(one.place, 1 + one.below) if one.below < one.place else one.place
    has: dict[str, bool] = {
        **_attribution(one),
        **{name: any(claim.id in ids for claim in one.claims) for name, ids in facts.marks.items()},
        "of the day": _of_the_day(facts, one),
        "figure": any(id in facts.newest for id in standing),
        "outdated": is_outdated(facts, one),
        "bare name": first_word(one) in facts.surnames,
        "bare office": _opens_with_an_office(one),
    }
    if not has["heard"]:  # what is only heard of is nothing decided
        has |= {"turned": bool(TURNED.search(one.text)), "decided": _decided(one)}
    measured = {
        "close": math.log(LEAD + one.closeness),
        "shared": one.support,
        "recent": _recency(facts, one),
        "place": math.log(1 + place),
        "casualties": next((1 - LESS * at for at, id in enumerate(facts.casualties) if id in standing), 0.0),
    }
    return measured | {name: 1.0 for name, is_so in has.items() if is_so}


def is_outdated(facts: Known, one: Sentence) -> bool:
    """Whether a sentence tells a number for which a later report has another; what one report tells side by side is no older."""
    return any(
        span.within(part) and span.document != newest for span, newest in facts.outdated for part in one.spans
    )


def first_word(one: Sentence) -> str:
    """The word that a sentence begins with, without what follows an apostrophe."""
    return re.split(r"[\s,’']", one.text, maxsplit=1)[0]


def _opens_with_an_office(one: Sentence) -> bool:
    """Whether a sentence begins with somebody whom only a title names: "The minister, who is no relation of hers, said …"."""
    found = OFFICE.match(one.text)
    return bool(found) and found["noun"].lower() in word_set("voices", "people")


def main_claim(one: Sentence) -> Claim:
    """The claim that most of a sentence's words are about."""
    outer = [claim for claim in one.claims if not claim.within] or one.claims[:1]
    return max(outer, key=lambda claim: sum(part.end - part.start for part in claim.content))


def _attribution(one: Sentence) -> dict[str, bool]:
    """How a sentence is told: heard of, spoken, an opinion, in a tabloid's capitals."""
    main = main_claim(one)
    unsure = main.kind == "impersonal" or main.stance == "unconfirmed"
    past = main.features is not None and main.features.tense == "past" and not main.features.negated
    return {
        "heard": unsure or _relayed(main) or bool(RELAYED.search(one.text)),
        "named": main.kind == "attributed",
        "spoken": main.form == "direct",
        "partly spoken": main.form == "mixed",
        "loud": one.loud,
        "rough": one.rough,
        "told": past,
        "opinion": main.rule in ("call", "describe", "about"),
        "short": sum(len(span.quote.split()) for span in one.spans) < SHORT,
    }


def _recency(facts: Known, one: Sentence) -> float:
    return facts.days.index(one.day) / (len(facts.days) - 1) if one.day and len(facts.days) > 1 else 0.5


def _relayed(claim: Claim) -> bool:
    """Whether one outlet tells what another told, or the way to whoever knows is long."""
    return (
        len(claim.chain) > LONG_CHAIN or len(claim.chain) > 1 and claim.chain[-1].role in ("reports", "media")
    )


def _of_the_day(facts: Known, one: Sentence) -> bool:
    """Whether a sentence tells of the day that most leads agree on; a lead of the first days need not name it."""
    main, since = main_claim(one), facts.frame.since
    days = [day for when in (main.happened, main.said) if when and (day := Interval.read(when.value))]
    if since is None or facts.days and facts.days[-1] - since > ONE_EVENT:
        return False
    if days or one.place > 0:
        return any(day.closed and day.first <= since <= day.last and day.length <= FEW_DAYS for day in days)
    return one.day is None or one.day <= since + FIRST


def _standing(facts: Known, one: Sentence) -> set[str]:
    """Claims of a sentence but for what it only recalls: "Ms Sand, who last week spoke of seven dead, says …"."""
    before = {
        claim.id: facts.texts[claim.document][claim.sentence.start : (claim.cue or claim.content[0]).start]
        for claim in one.claims
    }
    return {id for id, words in before.items() if not RELATIVE.search(f"{words} ")}


def _decided(one: Sentence) -> bool:
    """Whether something is decided, admitted or given up: by its main verb or the word that tells it."""
    verbs = {
        claim.features.words[claim.features.verb].lemma
        for claim in one.claims
        if claim.features and claim.features.verb is not None
    }
    cues = " ".join(
        claim.cue.quote.lower() for claim in one.claims if claim.cue and not claim.negated
    ).split()
    admits = tuple(word_set("bottomline", "admissions"))
    return bool(verbs & word_set("bottomline", "decisions")) or any(word.startswith(admits) for word in cues)
