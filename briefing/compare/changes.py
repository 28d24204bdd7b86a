"""What is other than in the last briefing. Claims are matched by their words, since their positions shift when a report is edited."""

import hashlib
from collections.abc import Iterator
from difflib import SequenceMatcher

from briefing.compare.desk import Desk
from briefing.model import Change, Claim, Extraction, Position, Summary

KEPT = 0.7  # likeness of words above which a claim is a changed one, not a new one


def find_changes(
    desk: Desk, positions: tuple[Position, ...], groups: dict[str, tuple[str, ...]], previous: Summary | None
) -> tuple[Change, ...]:
    """Every change since `previous` in the order: documents, claims, stances; none where there is no last briefing or nothing changed."""
    if previous is None:
        return ()
    same = _documents(desk.extractions, previous)
    found = [
        Change("new document", e.document.id, _title(e))
        for e in desk.extractions
        if e.document.id not in same
    ]
    old: dict[str, list[Claim]] = {}
    for claim in previous.claims:
        old.setdefault(claim.document, []).append(claim)
    match: dict[str, Claim] = {}
    kept: set[str] = set()
    for extraction in desk.extractions:
        if extraction.document.id in same:
            for claim, before in _match(extraction.claims, old.get(same[extraction.document.id], [])):
                match[claim.id] = before
                kept.add(before.id)
    for extraction in desk.extractions:
        for claim in sorted(extraction.claims, key=lambda c: (c.hull, c.id)):
            before = match.get(claim.id)
            if before is None:
                found.append(Change("new claim", claim.id, claim.words))
            else:
                if (
                    " ".join(before.words.split()) != " ".join(claim.words.split())
                    or before.actor != claim.actor
                ):
                    found.append(Change("changed claim", claim.id, claim.words, before.words, claim.words))
                if before.stance != claim.stance:
                    found.append(Change("stance", claim.id, claim.words, before.stance, claim.stance))
    found += [
        Change("dropped claim", claim.id, claim.words, claim.words)
        for claim in previous.claims
        if claim.id not in kept
    ]
    return tuple(found) + tuple(
        _positions(positions, groups, previous, {claim: before.id for claim, before in match.items()})
    )


def _title(extraction: Extraction) -> str:
    block = next((b for b in extraction.blocks if b.kind == "title"), None)
    return " ".join((block.span.quote if block else extraction.document.text[:120]).split())


def _documents(extractions: tuple[Extraction, ...], previous: Summary) -> dict[str, str]:
    """Document id now → id then: by id, or by the same text under another id."""
    ids = {card.id for card in previous.documents}
    texts = {card.sha256: card.id for card in previous.documents}
    found = {}
    for extraction in extractions:
        document = extraction.document
        if document.id in ids:
            found[document.id] = document.id
        elif then := texts.get(hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()):
            found[document.id] = then
    return found


def _match(now: tuple[Claim, ...], then: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of one report now and then: first by the same words and cue, then by the same words, then by the most alike of what is left."""
    free, rest = list(then), list(now)
    for key in (lambda c: (c.words, c.cue.quote if c.cue else "", c.kind), lambda c: c.words):
        known: dict = {}
        for claim in free:
            known.setdefault(key(claim), []).append(claim)
        left = []
        for claim in rest:
            same = known.get(key(claim))
            if same:
                before = same.pop(0)
                free.remove(before)
                yield claim, before
            else:
                left.append(claim)
        rest = left
    for claim in rest[:200]:
        best = max(
            (
                (SequenceMatcher(None, claim.words[:400], before.words[:400], autojunk=False).ratio(), -i)
                for i, before in enumerate(free[:200])
            ),
            default=(0.0, 0),
        )
        if best[0] >= KEPT:
            yield claim, free.pop(-best[1])


def _positions(
    now: tuple[Position, ...], groups: dict[str, tuple[str, ...]], previous: Summary, match: dict[str, str]
) -> Iterator[Change]:
    """Actors who stand otherwise on a matter than in the last briefing; a matter is the same where most of its claims are."""
    then = {(p.group, p.actor): p for p in previous.positions}
    home = {claim: group.id for group in previous.groups for claim in group.claims}
    for position in now:
        votes: dict[str, int] = {}
        for claim in groups.get(position.group, ()):
            if group := home.get(match.get(claim, "")):
                votes[group] = votes.get(group, 0) + 1
        group = max(sorted(votes), key=lambda g: votes[g], default=None)
        before = then.get((group, position.actor)) if group else None
        if before and before.attitude != position.attitude:
            what = position.claims[-1] if position.claims else groups[position.group][0]
            yield Change("stance", what, position.actor, before.attitude, position.attitude)
