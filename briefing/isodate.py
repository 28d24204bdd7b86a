"""Dates of publication as an editor or another program writes them: ISO 8601, as precise as known."""

import re
from datetime import datetime

from briefing.yamlfile import Node, shown
from briefing.yamlfile.shape import Reading, read_text

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d))?)?)?", re.ASCII
)


def read_date(node: Node, name: str, reading: Reading) -> str | None:
    """A date of publication as it is written; None, and told, where it is anything else."""
    text = read_text(node, name, reading)
    if text and (fault := no_date(text)):
        return reading.report(node.line, f"{name} is {fault}", reading.accepted[name])
    return text


def no_date(text: str) -> str | None:
    """Why a text is no date of publication, in words that follow "it is"; None where it is one."""
    parts = text.split("/")
    dates = [part for part in parts if not (part == ".." and len(parts) == 2)]
    if len(parts) > 2 or not dates or not all(map(_DATE.fullmatch, dates)):
        return f"'{shown(text)}'"
    for part in dates:
        numbers = {unit: int(value) for unit, value in _DATE.fullmatch(part).groupdict().items() if value}
        try:
            datetime(**{"month": 1, "day": 1, **numbers})
        except ValueError:
            return f"'{part}', which no calendar has"
    return f"'{text}', which ends before it begins" if dates != sorted(dates) else None
