"""The mentions of a document by position, and what the words beside a name say of a person."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from briefing.extract.claims.view import View
from briefing.model import Mention, Office

WOMAN = frozenset(
    "ms mrs miss madam mum mom granny grandmother aunt niece girlfriend spokeswoman chairwoman congresswoman businesswoman actress queen princess mother wife daughter sister lady her baroness duchess councilwoman assemblywoman policewoman".split()
)
MAN = frozenset(
    "mr sir dad grandfather uncle nephew boyfriend spokesman chairman congressman businessman actor king prince father husband son brother lord his baron duke councilman assemblyman policeman".split()
)

BACK = re.compile(
    r"(?:the|this|that) [a-z]", re.IGNORECASE
)  # "the ministry": a noun that goes back to a name


class Index:
    """The mentions of a document by position."""

    def __init__(self, mentions: Iterable[Mention], offices: Iterable[Office] = ()):
        self.all = sorted((m for m in mentions), key=lambda m: (m.span.start, -m.span.end))
        self.starts = [m.span.start for m in self.all]
        self.first: dict[str, Mention] = {}
        for m in self.all:
            self.first.setdefault(m.refers, m)
        self.called: dict[
            str, str
        ] = {}  # every word of an actor's names and offices, in lower case between spaces
        self.offices: dict[str, list[Office]] = {}  # of each person
        offices = list(offices)
        for office in offices:
            self.offices.setdefault(office.actor, []).append(office)
        named = [
            (m.refers, m.span.quote)
            for m in self.all
            if not m.is_place
            and (m.reading == "name" or m.reading == "nominal" and not BACK.match(m.span.quote))
        ]
        for actor, text in dict.fromkeys(named + [(office.actor, office.title) for office in offices]):
            self.called[actor] = (
                f"{self.called.get(actor, ' ')}{' '.join(re.findall(r'[a-z]+', text.lower()))} "
            )

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie between two characters, in order."""
        first, stop = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [m for m in self.all[first:stop] if m.span.end <= end]


def find_genders(views: Iterable[View], index: Index) -> dict[str, str]:
    """What titles and nouns beside a name say of a person: actor → woman | man; silent where they differ or say nothing."""
    seen: dict[str, set[str]] = {}
    for view in views:
        begin = view.passage.at(0)
        end = begin + len(view.whole) + 64
        for m in index.within(begin, end):
            if m.kind != "person" or view.passage.block.span.end < m.span.end:
                continue
            start, stop = view.passage.char_span(m.span)
            near = (
                view.whole[max(0, start - 30) : start]
                .lower()
                .replace(".", " ")
                .replace(",", " ")
                .split()[-3:]
                + view.whole[start : start + 8].lower().replace(".", " ").split()[:1]
            )
            for word in near:
                if word in WOMAN and word != "her":
                    seen.setdefault(m.refers, set()).add("woman")
                elif word in MAN and word != "his":
                    seen.setdefault(m.refers, set()).add("man")
    return {actor: next(iter(kinds)) for actor, kinds in seen.items() if len(kinds) == 1}
