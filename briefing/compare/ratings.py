"""Two ratings that are never mixed: how reliable a source is (A to F, set by the editor), how credible a claim is (1 to 6, by this rule)."""

from collections.abc import Iterable

from briefing.compare.desk import Desk
from briefing.compare.dispatch import Reuse
from briefing.compare.origins import Voice
from briefing.model import Claim

# After the two-character rating of NATO AJP-2.1 / STANAG 2511 ("Admiralty scale"); the wording of each step is ours and is what the code below does.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    1: "two or more independent named origins say it, and no party to it denies it",
    2: "one named origin confirms it, and no party to it denies it",
    3: "one named origin says it, and no party to it denies it",
    4: "told only with a reservation (may, reportedly, no confirmation), or as being considered",
    5: "denied by a party to it",
    6: "no origin is named, so nothing can be said",
}
RULE = (
    "Credibility of a claim, by rule: "
    + "; ".join(f"{step} {text}" for step, text in CREDIBILITY.items())
    + ". Two voices are independent when neither belongs to "
    "the other's state or organisation and they are not told in one dispatch; an origin that is not named adds no voice. Reliability of a source is set by the editor and never enters this rule: "
    + ", ".join(f"{step} {text}" for step, text in RELIABILITY.items())
    + "."
)
FIRM = ("claimed", "confirmed", "planned")


def dispatches(desk: Desk, reuse: Iterable[Reuse]) -> dict[str, str]:
    """For each report the first one that tells the same dispatch, or itself."""
    first = {document: document for document in desk.told_in}

    def root(document: str) -> str:
        while first.setdefault(document, document) != document:
            first[document] = first[first[document]]
            document = first[document]
        return document

    for one in reuse:
        first[root(one.second)] = root(one.first)
    return {document: root(document) for document in tuple(first)}


def outermost(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those told inside another of them, or again in a headline: one sentence is one voice."""
    claims = list(claims)
    ids, body = {claim.id for claim in claims}, {claim.document for claim in claims if not claim.headline}
    return [
        claim
        for claim in claims
        if claim.within not in ids and not (claim.headline and claim.document in body)
    ]


def first_hand(desk: Desk, origins: Iterable[str]) -> tuple[str, ...]:
    """The origins without media and outlets where others are named: what an agency carries it has from one of them."""
    origins = tuple(origins)
    outlets = {(document.outlet or "").lower() for document in desk.documents.values()}
    others = tuple(
        origin
        for origin in origins
        if (known := desk.cast.actors.get(origin)) is None
        or known.kind != "media"
        and known.name.lower() not in outlets
    )
    return others or origins


def houses(
    desk: Desk, claims: Iterable[Claim], voices: dict[str, Voice], told: dict[str, str]
) -> tuple[str, ...]:
    """The independent named voices among the claims that stand behind them, each once, in order; one where a single report or a single dispatch (`told`) tells it all."""
    found: dict[str, str] = {}
    for claim in outermost(claims):
        voice = voices[claim.id]
        if (
            voice.resolved and claim.stance in FIRM and voice.origin in desk.cast.actors
        ):  # of a name nobody knows none can say whose it is
            found.setdefault(desk.cast.house(voice.origin), told[claim.document])
    found = {origin: found[origin] for origin in first_hand(desk, found)}
    return tuple(found) if len(set(found.values())) > 1 else tuple(found)[:1]


def rate(
    desk: Desk, claims: list[Claim], voices: dict[str, Voice], denied: frozenset[str], told: dict[str, str]
) -> tuple[int, str]:
    """Credibility of claims that say the same, and the step of the rule that decided."""
    resolved = [claim for claim in claims if voices[claim.id].resolved and claim.stance != "denied"]
    if any(claim.id in denied for claim in claims):
        step = 5
    elif not resolved:
        step = 6
    elif len(houses(desk, claims, voices, told)) >= 2:
        step = 1
    elif any(claim.stance == "confirmed" for claim in resolved):
        step = 2
    elif any(claim.stance in FIRM for claim in resolved):
        step = 3
    else:
        step = 4
    return step, f"{step}: {CREDIBILITY[step]}"
