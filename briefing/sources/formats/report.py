"""What a file, page or feed holds: a report with the facts that its carrier states, where one is, or why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One report as its carrier gives it; what the carrier does not state is None."""

    text: str
    by: str  # what made the text out of the bytes: "trafilatura 2.3.1"
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO 8601, as precise as stated, with the zone where one is
    address: str | None = None  # the canonical one where stated
    part: str | None = (
        None  # which of several in one file: a message's id, a story's heading, an entry of a feed
    )
    forwarded: str | None = None  # who published it first, where the outlet only passes it on


@dataclass(frozen=True, slots=True)
class Link:
    """A report that stands elsewhere: its address, and what the feed that leads there states of it."""

    address: str
    summary: str = ""  # in the words of the feed
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Why there is no report in a file or in one part of it, and what to do."""

    found: str
    hint: str = ""
    part: str | None = None
    address: str | None = None
