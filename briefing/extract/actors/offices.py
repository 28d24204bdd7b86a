"""Offices people are said to hold, each at its span with whose office it is."""
from typing import Iterable, Iterator

from briefing.extract.actors import people
from briefing.extract.actors.names import find_known
from briefing.language import Passage
from briefing.model import Mention, Office


def find_offices(passages: Iterable[Passage], mentions: Iterable[Mention]) -> Iterator[Office]:
    """The office before each person's name ("South Korean Defense Minister"), in order."""
    at = {(mention.span.start, mention.span.end): mention.refers for mention in mentions if mention.kind == "person"}
    for passage in passages:
        text = passage.doc.text
        hits = list(find_known(text))
        for title in people.titled(text, hits):
            if not title.name:
                continue
            name = passage.cut(*title.name)
            person = at.get((name.start, name.end))
            if person:
                span = passage.cut(title.start, title.end)
                yield Office(span.quote, span, person)
