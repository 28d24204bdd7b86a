"""The entries of a running report and the hours that open them."""

import re

# "21.40", "7.45am", "[9 Mar, 19:30]", "06h15": the hour that begins an entry of a running report
HOUR = re.compile(
    r"^[^\w\n]*(?:(?:\d{1,2} )?[A-Z][a-z]{2,8},? )?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)\b(?: ?(?P<half>[AaPp])\.?[Mm])?",
    re.MULTILINE,
)


def find_entries(text: str) -> list[tuple[int, int]]:
    """Where the entries of a running report begin, with their minute of the day; none where fewer than three lines begin with an hour."""
    found = []
    for match in HOUR.finditer(text):
        hour, late = int(match["hour"]), (match["half"] or "").lower().startswith("p")
        found.append(
            (match.start(), (hour % 12 + 12 * late if match["half"] else hour) * 60 + int(match["minute"]))
        )
    return found if len(found) > 2 else []


def newest_first(entries: list[tuple[int, int]]) -> bool:
    """Whether a running report has its newest entry on top: most of the hours that begin its lines go down."""
    return sum(later < before for (_, before), (_, later) in zip(entries, entries[1:])) > len(entries) // 2
