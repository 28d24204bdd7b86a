"""Our own words on the screen: stances, roles, dates, in the plain English of a newsroom."""
from typing import get_args

from briefing.dashboard.palette import PRECISION_WORDS, ROLE_WORDS, STANCE_WORDS
from briefing.model import STANCES, ConflictKind, Finding, FindingKind, When

STANCE_MEANS = {"confirmed": "the speaker says it is established", "claimed": "the speaker says it is so", "denied": "the speaker says it is not so",
                "unconfirmed": "the speaker does not confirm it", "planned": "the speaker says it is meant to happen",
                "considering": "the speaker says it is being weighed"}
ACTOR_KINDS = {"person": "person", "organisation": "organisation", "state": "state", "group": "group", "media": "media", "described": "described, not named"}
CONFLICT_WORDS = {"figure": "different figures", "place": "different places", "date": "different dates", "claim-denial": "claimed and denied",
                  "headline-body": "headline against text", "within-document": "within one report"}
FINDING_WORDS = {"corroborated": "from two origins or more", "single": "from one origin", "conflict": "conflict", "change": "new position", "development": "told otherwise later"}
BASIS_WORDS = {"stated": "as the report states", "set": "set by the editor", "inferred": "inferred", "unknown": "not known"}
ATTITUDE_WORDS = {"affirms": "says so", "denies": "denies", "hedges": "hedges", "silent": "silent"}
CHANGE_WORDS = {"new document": "New report", "new claim": "New claim", "changed claim": "Changed claim", "dropped claim": "No longer reported",
                "stance": "New position"}
RELIABILITY_WORDS = {"A": "reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged"}
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
assert set(FINDING_WORDS) == set(get_args(FindingKind)) and set(CONFLICT_WORDS) == set(get_args(ConflictKind))
assert set(STANCE_MEANS) == set(STANCES) <= set(STANCE_WORDS)


def finding_word(finding: Finding) -> str:
    """What kind of finding it is; of a conflict, what differs."""
    return CONFLICT_WORDS[finding.type] if finding.kind == "conflict" and finding.type else FINDING_WORDS[finding.kind]


def day(value: str | None, year: bool = True) -> str:
    """A date as a reader writes it: "18 Oct 2024", "8–13 Oct 2024", "Oct 2024", "since Aug 2022"; "" when there is none."""
    if not value:
        return ""
    if "/" in value:
        first, last = value.split("/", 1)
        if last in ("..", ""):
            return f"since {day(first, year)}"
        if first in ("..", ""):
            return f"until {day(last, year)}"
        if first[:10] == last[:10]:
            return day(first[:10], year)
        if first[:7] == last[:7] and len(first) >= 10 <= len(last):
            return f"{int(first[8:10])}–{day(last[:10], year)}"
        return f"{day(first[:10], year and first[:4] != last[:4])} – {day(last[:10], year)}"
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [MONTHS[int(parts[1])]] if len(parts) > 1 else []
    words += [parts[0]] if year or len(parts) == 1 else []
    return " ".join(words)


def known(when: When | None) -> str:
    """How a date is known, in words: "set by the editor: from the page address"."""
    if when is None:
        return BASIS_WORDS["unknown"]
    return BASIS_WORDS[when.basis] + (f": {when.why}" if when.why else f" from “{when.span.quote}”" if when.span and when.basis != "set" else "")


def count(number: int, one: str, many: str | None = None) -> str:
    """"1 report", "5 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
