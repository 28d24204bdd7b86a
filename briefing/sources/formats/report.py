"""What a file or page holds: a report with the facts that its carrier states, or why there is none."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One report as its carrier gives it; what the carrier does not state is None."""
    text: str
    by: str                         # what made the text out of the bytes: "trafilatura 2.3.1"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None    # ISO 8601, as precise as stated, with the zone where one is
    address: str | None = None      # the canonical one where stated
    part: str | None = None         # which of several in one file: a message's id, a story's heading


@dataclass(frozen=True, slots=True)
class Unread:
    """Why there is no report in a file or in one part of it, and what to do."""
    found: str
    hint: str = ""
    part: str | None = None
