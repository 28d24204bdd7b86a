"""An issue with what only a list of carriers tells of it."""

from dataclasses import dataclass

from briefing.model import Issue


@dataclass(frozen=True, slots=True)
class Told(Issue):
    """An issue of one part of a file or feed."""

    part: str | None = None
    source: str | None = None  # the feed that led to it

    def plain(self) -> Issue:
        """The issue as others know it."""
        return Issue(self.where, self.found, self.hint)
