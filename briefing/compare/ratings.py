"""Two ratings that are never mixed: how reliable a source is (A to F, set by the editor), how credible a claim is (1 to 6, by this rule)."""
from typing import Iterable

from briefing.compare.desk import Desk
from briefing.compare.origins import Voice
from briefing.model import Claim

# After the two-character rating of NATO AJP-2.1 / STANAG 2511 ("Admiralty scale"); the wording of each step is ours and is what the code below does.
RELIABILITY = {"A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged"}
CREDIBILITY = {
    1: "two or more independent named origins say it, and no party to it denies it",
    2: "one named origin confirms it, and no party to it denies it",
    3: "one named origin says it, and no party to it denies it",
    4: "told only with a reservation (may, reportedly, no confirmation), or as being considered",
    5: "denied by a party to it",
    6: "no origin is named, so nothing can be said",
}
RULE = ("Credibility of a claim, by rule: " + "; ".join(f"{step} {text}" for step, text in CREDIBILITY.items()) + ". Two voices are independent when neither belongs to "
        "the other's state or organisation; an origin that is not named adds no voice. Reliability of a source is set by the editor and never enters this rule: "
        + ", ".join(f"{step} {text}" for step, text in RELIABILITY.items()) + ".")
FIRM = ("claimed", "confirmed", "planned")


def houses(desk: Desk, claims: Iterable[Claim], voices: dict[str, Voice]) -> tuple[str, ...]:
    """The independent named voices among the claims that stand behind them, each once, in order; one where a single report tells it all."""
    found: dict[str, str] = {}
    for claim in claims:
        voice = voices[claim.id]
        if voice.resolved and claim.stance in FIRM and voice.origin in desk.cast.actors:      # of a name nobody knows none can say whose it is
            found.setdefault(desk.cast.house(voice.origin), claim.document)
    return tuple(found) if len(set(found.values())) > 1 else tuple(found)[:1]


def rate(desk: Desk, claims: list[Claim], voices: dict[str, Voice], denied: frozenset[str]) -> tuple[int, str]:
    """Credibility of claims that say the same, and the step of the rule that decided."""
    resolved = [claim for claim in claims if voices[claim.id].resolved and claim.stance != "denied"]
    if any(claim.id in denied for claim in claims):
        step = 5
    elif not resolved:
        step = 6
    elif len(houses(desk, claims, voices)) >= 2:
        step = 1
    elif any(claim.stance == "confirmed" for claim in resolved):
        step = 2
    elif any(claim.stance in FIRM for claim in resolved):
        step = 3
    else:
        step = 4
    return step, f"{step}: {CREDIBILITY[step]}"
