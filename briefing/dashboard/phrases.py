"""Our own words on the screen: stances, roles, dates, in the plain English of a newsroom."""

from typing import get_args

from briefing.dashboard.palette import STANCE_WORDS
from briefing.model import NO_CLAUSE, STANCES, Claim, ConflictKind, Finding, FindingKind, Summary, When
from briefing.summary import day

STANCE_MEANS = {
    "confirmed": "the speaker says it is established",
    "claimed": "the speaker says it is so",
    "denied": "the speaker says it is not so",
    "unconfirmed": "the speaker does not confirm it",
    "planned": "the speaker says it is meant to happen",
    "considering": "the speaker says it is being weighed",
}
ACTOR_KINDS = {
    "person": "person",
    "organisation": "organisation",
    "state": "state",
    "group": "group",
    "media": "media",
    "described": "described, not named",
}
CONFLICT_WORDS = {
    "figure": "different figures",
    "place": "different places",
    "date": "different dates",
    "order": "different order",
    "cause": "different causes",
    "who-did-it": "who did it",
    "claim-denial": "said and denied",
    "headline-body": "headline against text",
    "within-document": "within one report",
}
FINDING_WORDS = {
    "corroborated": "from two origins or more",
    "single": "from one origin",
    "conflict": "conflict",
    "change": "new position",
    "development": "later told differently",
}
BASIS_WORDS = {
    "stated": "as the report states",
    "set": "set by the editor",
    "inferred": "inferred",
    "unknown": "not known",
}
ATTITUDE_WORDS = {"affirms": "says so", "denies": "denies", "hedges": "hedges", "silent": "silent"}
CHANGE_WORDS = {
    "new document": "New report",
    "new claim": "New claim",
    "changed claim": "Changed claim",
    "dropped claim": "No longer reported",
    "stance": "New position",
}
RELIABILITY_WORDS = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
assert set(FINDING_WORDS) == set(get_args(FindingKind)) and set(CONFLICT_WORDS) == set(get_args(ConflictKind))
assert set(STANCE_MEANS) == set(STANCES) <= set(STANCE_WORDS)


def moment(at: str) -> str:
    """A time of the archive (UTC) as the page writes it."""
    return f"{day(at[:10])}, {at[11:16]} UTC"


def finding_word(finding: Finding) -> str:
    """What kind of finding it is; of a conflict, what differs."""
    return (
        CONFLICT_WORDS[finding.type]
        if finding.kind == "conflict" and finding.type
        else FINDING_WORDS[finding.kind]
    )


LEAST = 4  # words of a claim that can stand beside a name


def says_something(claim: Claim) -> bool:
    """Whether a claim's words are a clause of some length, as far as the page can tell without a parse."""
    return claim.rule not in NO_CLAUSE and len(claim.words.split()) >= LEAST


def lead_in(claim: Claim, printed: str = "") -> str:
    """The cue and a space, where a claim's words, or those printed of it, say nothing or the opposite without it; else nothing."""
    cue = " ".join(claim.cue.quote.split()) if claim.cue else ""
    before = claim.cue is not None and claim.cue.start < claim.content[0].start
    needed = (
        before
        and (claim.negated or claim.rule in NO_CLAUSE)
        and not " ".join(printed.split()).startswith(cue)
    )
    return f"{cue} " if needed else ""


def none_detected(summary: Summary) -> str:
    """That comparing found no disagreement, with how much was compared; never that there is none."""
    compared = summary.compared
    among = (
        f" among {count(compared.numbers, 'number')}, {count(compared.denials, 'denial')}, {compared.places_and_dates:,} places and dates"
        if compared
        else ""
    )
    return f"No disagreement detected{among}."


def known(when: When | None) -> str:
    """How a date is known, in words: "set by the editor: from the page address"."""
    if when is None:
        return BASIS_WORDS["unknown"]
    return BASIS_WORDS[when.basis] + (
        f": {when.why}"
        if when.why
        else f" from “{when.span.quote}”"
        if when.span and when.basis != "set"
        else ""
    )


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "5 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
