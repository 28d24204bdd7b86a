"""What the reports make of each other: origins, corroboration, conflicts, changes. Works on records and words; no language model, no clock."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from briefing.compare.blame import find_blame
from briefing.compare.captions import find_captions
from briefing.compare.causes import find_causes
from briefing.compare.changes import find_changes
from briefing.compare.corroboration import Bundle, find_bundles
from briefing.compare.counts import find_counts
from briefing.compare.courses import find_courses
from briefing.compare.dates import find_dates
from briefing.compare.denials import find_denials
from briefing.compare.desk import Desk, finding
from briefing.compare.dispatch import Reuse, find_reuse
from briefing.compare.doers import find_doers
from briefing.compare.events import find_events
from briefing.compare.figures import find_figures
from briefing.compare.frame import Frame, event_frame
from briefing.compare.gist import Gist, gists
from briefing.compare.headlines import find_headlines
from briefing.compare.likeness import Scale
from briefing.compare.opposites import find_opposites
from briefing.compare.origins import Voice, find_origins
from briefing.compare.parallels import find_parallels
from briefing.compare.places import find_developments, find_place_conflicts
from briefing.compare.pointing import party
from briefing.compare.positions import find_positions
from briefing.compare.ratings import (
    CREDIBILITY,
    RELIABILITY,
    RULE,
    dispatches,
    first_hand,
    houses,
    outermost,
    rate,
)
from briefing.compare.rejoinders import find_rejoinders
from briefing.compare.retractions import find_retractions
from briefing.compare.series import Series, find_series
from briefing.compare.settling import Cast, reach
from briefing.compare.shifts import find_shifts
from briefing.compare.turns import find_turns
from briefing.model import (
    Actor,
    Change,
    Compared,
    Extraction,
    Finding,
    Group,
    Origin,
    Position,
    Rating,
    Summary,
)

__all__ = ["Comparison", "Rating", "compare", "RULE", "CREDIBILITY", "RELIABILITY"]
LEAST = 0.2  # likeness below which two claims are never looked at again
ONE_SIDE = 0.5  # likeness of two claims that stand against the same third
SHOWN = 12  # claims laid side by side in one finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that came of comparing; every tuple in a stable order."""

    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    positions: tuple[Position, ...]
    changes: tuple[Change, ...]
    ratings: tuple[Rating, ...]  # one a claim, in order of the claims
    compared: Compared
    reuse: tuple[Reuse, ...] = ()  # reports that tell one dispatch
    series: tuple[Series, ...] = ()  # readings of one count each
    frame: Frame | None = field(default=None, repr=False)  # what the story is about
    rule: str = RULE  # to be printed wherever a rating is shown


def compare(
    extractions: Iterable[Extraction],
    actors: Iterable[Actor] = (),
    reliability: Mapping[str, str] | None = None,
    previous: Summary | None = None,
    joins: Iterable[tuple[str, str]] = (),
    parts: Iterable[tuple[str, str]] = (),
) -> Comparison:
    """Compare all claims of all reports. `reliability`: A to F by outlet, source or document id; `joins`, `parts`: pairs of claim ids an editor settled."""
    extractions = tuple(extractions)
    cast = Cast(actors, (place for extraction in extractions for place in extraction.places))
    told = gists(extractions)
    scale = Scale(told)
    pairs = list(scale.pairs(LEAST))
    reuse = find_reuse(extractions, scale, pairs, cast)
    bundles = find_bundles(scale, cast, pairs, reuse, joins, parts)
    desk = Desk(extractions, told, scale, cast, pairs, bundles)
    origins, voices = find_origins(desk, reuse)
    frame = event_frame(extractions, ((one.first, one.second) for one in reuse))
    series = find_series(desk, voices, frame)
    findings = condense(
        desk,
        chain(
            find_denials(desk),
            find_rejoinders(desk),
            find_shifts(desk),
            find_opposites(desk),
            find_place_conflicts(desk),
            find_headlines(desk),
            find_captions(desk),
            find_dates(desk),
            find_events(desk),
            find_causes(desk),
            find_doers(desk),
            find_blame(desk),
            find_figures(desk, series),
            find_parallels(desk),
            find_counts(desk),
            find_developments(desk),
            find_turns(desk),
            find_retractions(desk),
            find_courses(desk),
        ),
    )
    denied = _denied(desk, findings)
    dispatch = dispatches(desk, reuse)
    groups = tuple(_group(desk, bundle, voices, denied, dispatch) for bundle in bundles)
    members = {group.id: [desk.gists[i] for i in bundle.members] for group, bundle in zip(groups, bundles)}
    agreed = [
        found for group in groups if (found := _agreement(desk, group, members[group.id], voices, dispatch))
    ]
    positions = find_positions(desk, groups, members, findings, voices)
    changes = find_changes(desk, positions, {group.id: group.claims for group in groups}, previous)
    ratings = _ratings(desk, groups, voices, denied, dispatch, reliability or {})
    return Comparison(
        origins,
        groups,
        told_apart(findings + agreed),
        positions,
        changes,
        ratings,
        _compared(desk),
        tuple(reuse),
        series,
        frame,
    )


def told_apart(findings: list[Finding]) -> tuple[Finding, ...]:
    """The same findings, ".2" after the id of one whose id another has: a third claim is not in its name."""
    seen: Counter[str] = Counter()
    apart = []
    for one in findings:
        seen[one.id] += 1
        apart.append(replace(one, id=f"{one.id}.{seen[one.id]}") if seen[one.id] > 1 else one)
    return tuple(apart)


def condense(desk: Desk, found: Iterable[Finding]) -> list[Finding]:
    """Each finding once: where many reports carry the same two claims, the first pair stands for all of them and names the others."""
    at = {gist.claim.id: gist.order for gist in desk.gists}
    kept: dict[tuple, Finding] = {}
    sides: dict[tuple[str, str], list[str]] = {}  # (type, claim) → the claims it was laid beside
    pairs: set[frozenset[int]] = set()  # two claims clash once, whichever rule saw it first …
    laid: dict[str, list[set[str]]] = defaultdict(list)  # … or among others, by each claim …
    disputed: set[frozenset[tuple[str, int]]] = set()  # … and what is disputed is no later step
    sentence_of = {gist.order: (gist.claim.document, gist.claim.sentence.start) for gist in desk.gists}
    for one in found:
        pair = frozenset(at[claim] for claim in (one.claims[0], one.claims[-1]))
        told = frozenset(sentence_of[place] for place in pair)
        if len(pair) == 2 and (
            one.kind == "conflict" and pair in pairs or one.kind == "development" and told in disputed
        ):
            continue
        if (
            one.kind == "conflict"
            and one.type != "figure"
            and any(before.issuperset(one.claims) for before in laid[one.claims[0]])
        ):
            continue
        if one.kind == "conflict":
            pairs.add(pair)
            for claim in one.claims:
                laid[claim].append(set(one.claims))
            disputed.add(told)
        homes = [
            desk.bundle_of[at[c]].members[0] if at[c] in desk.bundle_of else desk.scale.gists[at[c]].features
            for c in one.claims
        ]
        if one.type in (
            "within-document",
            "headline-body",
        ):  # of one report: only copies of it with the same words are left out
            homes = [desk.gists[at[c]].features for c in one.claims]
        if one.type == "claim-denial" and (
            denier := desk.gists[at[one.claims[-1]]].claim.actor
        ):  # said twice by one actor: denied once
            homes[-1] = denier
        if one.kind == "conflict" and any(
            desk.scale.closest(*sorted((at[other], at[known]))) >= ONE_SIDE
            for mine, other in ((one.claims[0], one.claims[-1]), (one.claims[-1], one.claims[0]))
            for known in sides.get((str(one.type), mine), ())
        ):
            continue  # the other side said again by a report that copies it
        for mine, other in (one.claims[0], one.claims[-1]), (one.claims[-1], one.claims[0]):
            sides.setdefault((str(one.type), mine), []).append(other)
        kept.setdefault((one.kind, one.type or "", str(homes[0]), str(homes[-1])), one)
    return list(kept.values())


def _compared(desk: Desk) -> Compared:
    """What the conflict rules had to lay side by side: amounts, denials, places and days of events."""
    claims = [gist.claim for gist in desk.gists]
    return Compared(
        sum(reach(figure) is not None for claim in claims for figure in claim.figures),
        sum(claim.stance == "denied" for claim in claims),
        sum(len(gist.places) + (gist.claim.happened is not None) for gist in desk.gists),
    )


def _denied(desk: Desk, findings: list[Finding]) -> frozenset[str]:
    """Claims denied by a party to them."""
    by_id = {gist.claim.id: gist for gist in desk.gists}
    return frozenset(
        claim
        for one in findings
        if one.type == "claim-denial"
        for claim in one.claims[:-1]
        if party(desk, by_id[one.claims[-1]], by_id[claim])
    )


def _group(
    desk: Desk, bundle: Bundle, voices: dict[str, Voice], denied: frozenset[str], dispatch: dict[str, str]
) -> Group:
    told = [desk.gists[i] for i in bundle.members]
    claims = [gist.claim for gist in told]
    ties = Counter(
        i for link in bundle.links for i in (link.first, link.second)
    )  # the one most others are alike to speaks for all
    lead = max(bundle.members, key=lambda i: (not desk.gists[i].claim.headline, ties[i], -i))
    named = first_hand(
        desk,
        dict.fromkeys(voices[claim.id].origin for claim in outermost(claims) if voices[claim.id].resolved),
    )
    unresolved = sum(not voices[claim.id].resolved for claim in outermost(claims))
    outlets = len({gist.outlet for gist in told})
    step, rule = rate(desk, claims, voices, denied, dispatch)
    shared = _shared(desk, told)
    origin_names = ", ".join(
        next(
            voices[c.id].name if o not in desk.cast.actors else desk.cast.actors[o].name
            for c in claims
            if voices[c.id].origin == o
        )
        for o in named
    )
    count = f"{outlets} outlet{'s' * (outlets != 1)} · {len(named)} named origin{'s' * (len(named) != 1)}{f' ({origin_names})' if named else ''} · {unresolved} unresolved"
    return Group(
        "g:" + desk.gists[lead].claim.id,
        " ".join(desk.gists[lead].claim.words.split()),
        tuple(c.id for c in claims),
        named,
        unresolved,
        outlets,
        step,
        f"{count}. Told alike: {shared}. Credibility {rule}.",
    )


def _shared(desk: Desk, told: list[Gist]) -> str:
    """The words most of the claims have in common, as the first of them writes them."""
    first = told[0]
    common = [
        t
        for t in first.tokens
        if t.term and sum(t.term in desk.scale.sets[g.order] for g in told) > len(told) / 2
    ]
    text = desk.documents[first.claim.document].text
    return (
        ", ".join(dict.fromkeys(f"“{' '.join(text[t.start : t.end].split())}”" for t in common[:8]))
        or "an editor joined them"
    )


def _agreement(
    desk: Desk, group: Group, told: list[Gist], voices: dict[str, Voice], dispatch: dict[str, str]
) -> Finding | None:
    """`corroborated` where independent named origins in several reports say it; `single` where several outlets carry one origin."""
    if len({gist.claim.document for gist in told}) < 2:
        return None
    independent = houses(desk, [gist.claim for gist in told], voices, dispatch)
    several = len(independent) >= 2
    told = told[:SHOWN]
    return finding(
        "corroborated" if several else "single", None, told, [desk.cut(gist) for gist in told], group.why
    )


def _ratings(
    desk: Desk,
    groups: tuple[Group, ...],
    voices: dict[str, Voice],
    denied: frozenset[str],
    dispatch: dict[str, str],
    reliability: Mapping[str, str],
) -> tuple[Rating, ...]:
    home = {claim: group for group in groups for claim in group.claims}
    found = []
    for gist in desk.gists:
        claim, document = gist.claim, desk.documents[gist.claim.document]
        letter = next(
            (
                reliability[key]
                for key in (document.outlet, document.source, document.id)
                if key and key in reliability
            ),
            "F",
        )
        step, why = (
            (
                home[claim.id].credibility,
                f"{home[claim.id].credibility}: {CREDIBILITY[home[claim.id].credibility]}",
            )
            if claim.id in home
            else rate(desk, [claim], voices, denied, dispatch)
        )
        found.append(Rating(claim.id, letter, step, why))
    return tuple(found)
