"""The bottom line up front: two or three sentences made only of claims, words as written, each with its claim ids."""
from briefing.interval import label as day_in_words
from briefing.model import Claim, Finding, Group, Line
from briefing.summary.material import FIRMEST, Material, day

CLIPPED = 12                # words of a claim that a denial is set against
WORDS_AT_MOST = 34          # a sentence longer than this is not read aloud in a meeting
LINES_AT_MOST = 3
GAP = 40                    # characters between cue and content that may be read along: "confirmed earlier that"
OPENING, CLOSING = "“\"‘'", "”\"’'"


def choose_bluf(material: Material, groups: tuple[Group, ...], findings: tuple[Finding, ...], figures: list[str]) -> tuple[Line, ...]:
    """What is confirmed, what was last said of the main figures (`figures`: claims, newest first), who disputes it, what most reports carry; fewer lines where there is less."""
    lines: list[Line] = []
    used: set[str] = set()
    for claim_ids in (_confirmed(material), figures):
        _add(material, lines, used, claim_ids)
    if dispute := _disputed(material, findings):
        lines.append(dispute)
        used.update(dispute.claims)
    for claim_ids in (_carried(material, groups), *_firm(material)):
        _add(material, lines, used, claim_ids)
    return tuple(lines[:LINES_AT_MOST])


def _add(material: Material, lines: list[Line], used: set[str], claim_ids: list[str]) -> None:
    """One more line of the first of these claims that can be read aloud and says something new."""
    for claim in (material.claims[id] for id in claim_ids if id in material.claims and id not in used):
        if len(lines) < LINES_AT_MOST and _sayable(claim) and not any(_same_words(claim, material.claims[id]) for line in lines for id in line.claims):
            used.add(claim.id)
            lines.append(Line(f"{phrase(material, claim)}{_dated(material, claim)}.", (claim.id,)))
            return


def phrase(material: Material, claim: Claim) -> str:
    """A claim as one sentence: who, with the office as written, then the report's own words from the cue to the end of the content."""
    holder = material.holder(claim)
    actor = material.actors.get(claim.actor or "")
    if actor and actor.kind == "person" and holder == actor.name and actor.offices:
        holder = f"{actor.name} ({actor.offices[0].title})"
    start, end = claim.hull
    if claim.cue and claim.cue.quote.endswith("ing"):       # "…, adding that": the clause it hangs on is not read out
        return f"{holder}: {claim.words}"
    if claim.cue and claim.speaker and len(claim.content) == 1 and 0 <= start - claim.cue.end <= GAP and not claim.cue.end <= claim.speaker.start < start:
        text = material.documents[claim.document].text
        closing = text[end:end + 1] if text[start - 1:start] in OPENING else ""
        return f"{holder} {text[claim.cue.start:end]}{closing if closing in CLOSING else ''}"
    if claim.cue and claim.speaker:
        return f"{holder} {claim.cue.quote}: “{claim.words}”"
    return f"{holder}: {claim.words}"


def _confirmed(material: Material) -> list[str]:
    """Claims that their speaker says are established, newest first."""
    return _best_first(material, tuple(claim.id for claim in material.claims.values() if claim.stance == "confirmed" and claim.speaker))


def _carried(material: Material, groups: tuple[Group, ...]) -> list[str]:
    """Claims of the group with most origins and outlets, the firmest and newest of them first."""
    ranked = sorted(groups, key=lambda group: (-len(group.origins), -group.outlets, -len(group.claims), group.id))
    return [claim for group in ranked[:1] for claim in _best_first(material, group.claims)]


def _disputed(material: Material, findings: tuple[Finding, ...]) -> Line | None:
    """A claim and its denial in one line, so that the denial does not seem to be of anything else."""
    for finding in findings:
        if finding.type == "claim-denial":
            claims = [material.claims[claim] for claim in finding.claims]
            denials = [claim for claim in claims if claim.stance == "denied"]
            if denials and claims[0] is not denials[0]:
                claim, denial = claims[0], denials[0]
                return Line(f"{material.holder(claim)}: {_clipped(claim.words)}{_dated(material, claim)}; {phrase(material, denial)}{_dated(material, denial)}.", (claim.id, denial.id))
    return None


def _clipped(words: str) -> str:
    some = words.split()
    return words if len(some) <= CLIPPED else " ".join(some[:CLIPPED]).rstrip(",;:") + " …"


def _dated(material: Material, claim: Claim) -> str:
    """When it was said; where only the report is dated, that says so."""
    if claim.said and claim.said.value and len(claim.said.value) >= 10:
        return f" ({day_in_words(claim.said.value)})"
    published = material.documents[claim.document].published
    return f" (reported {day_in_words(published.value)})" if published and published.value else ""


def _firm(material: Material) -> list[list[str]]:
    """Attributed claims of all reports, firmest and newest first: what is said where nothing is compared."""
    return [[claim] for claim in _best_first(material, tuple(material.claims))][:12]


def _best_first(material: Material, claims: tuple[str, ...]) -> list[str]:
    def rank(claim: Claim) -> tuple:
        return (claim.headline, not claim.speaker, FIRMEST.index(claim.stance), _inverted(day(material.date(claim))), claim.id)
    return [claim.id for claim in sorted((material.claims[claim] for claim in claims), key=rank)]


def _inverted(value: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in value) if value != "9999" else (0,)


def _sayable(claim: Claim) -> bool:
    words = len(claim.words.split())
    return 3 <= words <= WORDS_AT_MOST and not claim.within


def _same_words(one: Claim, other: Claim) -> bool:
    a, b = set(one.words.lower().split()), set(other.words.lower().split())
    return len(a & b) / min(len(a), len(b)) > 0.6
