"""Who affirms, denies, hedges or is silent on each of the main matters."""

from collections import Counter
from typing import Literal

from briefing.compare.desk import Desk, in_order
from briefing.compare.gist import Gist
from briefing.compare.origins import Voice
from briefing.compare.settling import FACT
from briefing.compare.shifts import absence_of
from briefing.compare.terms import Term
from briefing.model import Finding, Group, Position

MAIN = 8  # groups that get a row
SILENT = 8  # actors that may stand silent in a row: those with most claims
UNNAMED = 12  # voices without a name that get a line of a row
SHARE = 0.5  # of a group's claims must hold a thing for it to be what the group is about
RELATED = 400  # claims of other groups looked at for each row
Attitude = Literal["affirms", "denies", "hedges", "silent"]


def find_positions(
    desk: Desk,
    groups: tuple[Group, ...],
    members: dict[str, list[Gist]],
    findings: list[Finding],
    voices: dict[str, Voice],
) -> tuple[Position, ...]:
    """A row for each main group: the actors who speak to it or to the same matter, then those who could and do not."""
    main = sorted((g for g in groups), key=lambda g: (-_weight(g, members), g.id))[:MAIN]
    denied = {
        claim: finding.claims[-1]
        for finding in findings
        if finding.type == "claim-denial"
        for claim in finding.claims[:-1]
    }
    by_id = {gist.claim.id: gist for gist in desk.gists}
    speakers = Counter(
        gist.claim.actor for gist in desk.gists if gist.claim.actor and gist.claim.kind == "attributed"
    )
    loud = sorted((a for a in speakers if a in desk.cast.actors), key=lambda actor: (-speakers[actor], actor))
    index = _by_people(desk)
    found: list[Position] = []
    for group in main:
        own = members[group.id]
        told = own + _related(desk, own, index)
        told = list(dict.fromkeys(told + [by_id[denied[g.claim.id]] for g in own if g.claim.id in denied]))
        rows: dict[str, list[tuple[Gist, Attitude]]] = {}
        for gist in told:
            rows.setdefault(gist.claim.actor or voices[gist.claim.id].origin, []).append(
                (gist, attitude(gist))
            )
        inside = {gist.claim.id for gist in own}
        unnamed = [actor for actor in rows if actor not in desk.cast.actors][UNNAMED:]
        for actor, said in ((actor, said) for actor, said in rows.items() if actor not in unnamed):
            to_it = [
                entry for entry in said if entry[0].claim.id in inside or entry[1] == "denies"
            ] or said  # his words on this very claim come first
            found.append(
                Position(group.id, actor, _latest(desk, to_it), tuple(gist.claim.id for gist, _ in said))
            )
        parties = {name for gist in own for name in gist.claim.actors}
        found += [
            Position(group.id, actor, "silent")
            for actor in [a for a in loud if a not in rows and a in parties][:SILENT]
        ]
    return tuple(found)


def attitude(gist: Gist) -> Attitude:
    """Where a single claim stands on its own matter."""
    if gist.claim.stance == "denied":
        return "denies"
    if gist.claim.stance in ("unconfirmed", "considering") or absence_of(gist):
        return "hedges"
    return "denies" if gist.says_not else "hedges" if gist.leaves_open else "affirms"


def _weight(group: Group, members: dict[str, list[Gist]]) -> float:
    told = members[group.id]
    return len({gist.claim.document for gist in told}) * 10 + min(len(told), 9) + 5 * len(group.origins)


def _latest(desk: Desk, said: list[tuple[Gist, Attitude]]) -> Attitude:
    """The attitude of the last dated claim; of several at one time the firmest."""
    firm = {"denies": 0, "affirms": 1, "hedges": 2, "silent": 3}
    last = said[0]
    for entry in said[1:]:
        if in_order(desk.date(last[0]), desk.date(entry[0])):
            last = entry
        elif not in_order(desk.date(entry[0]), desk.date(last[0])) and firm[entry[1]] < firm[last[1]]:
            last = entry
    return last[1]


def _by_people(desk: Desk) -> dict[tuple[str, Term | None], list[Gist]]:
    """Claims by whose people they speak of: ("north-korea", class soldiers); None stands for people said to be absent."""
    index: dict[tuple[str, Term | None], list[Gist]] = {}
    for gist in desk.gists:
        for key in dict.fromkeys((people.actor, people.kind) for people in desk.people(gist)):
            if len(index.setdefault(key, [])) < RELATED:
                index[key].append(gist)
        if absence := absence_of(gist):
            index.setdefault((absence.actor, None), []).append(gist)
    return index


def _related(desk: Desk, own: list[Gist], index: dict[tuple[str, Term | None], list[Gist]]) -> list[Gist]:
    """Claims about the matter of a group told as fact: the same people of the same actor, and a deed of the same family."""
    if sum(gist.claim.stance in FACT for gist in own) <= len(own) / 2:
        return []
    people = Counter(key for gist in own for key in {(p.actor, p.kind) for p in desk.people(gist)})
    deeds = Counter(head for gist in own for head in gist.heads if head.kind == "family")
    keys = [key for key, n in sorted(people.items()) if n >= SHARE * len(own)]
    families = {head for head, n in deeds.items() if n >= SHARE * len(own)}
    open_to = families | {
        f
        for f, n in Counter(f for gist in own for f in gist.features if f.kind == "family").items()
        if n >= SHARE * len(own)
    }
    inside = {gist.claim.id for gist in own}
    found = [
        gist
        for key in keys
        for gist in index.get(key, [])
        if gist.claim.id not in inside
        and gist.claim.stance in (*FACT, "denied")
        and (
            open_to.intersection(gist.features)
            if gist.claim.stance == "unconfirmed"
            else families & gist.heads
        )
    ]
    found += [
        gist
        for key in keys
        for gist in index.get((key[0], None), [])
        if Term("family", "presence") in families and gist.claim.id not in inside
    ]
    doers = Counter(gist.subject for gist in own if gist.subject)
    doer = next(
        (name for name, n in doers.most_common(1) if n >= SHARE * len(own)), None
    )  # who kills is not who is killed
    return [
        gist
        for gist in dict.fromkeys(found)
        if not doer or not gist.subject or desk.cast.related(doer, gist.subject)
    ]
