"""Someone or something reported to go to a place: "troops were sent to Vladivostok", "a trip from Cairo to Doha", "visited Kyiv"."""

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.extract.actors import readings
from briefing.extract.actors.offices import within
from briefing.language import Passage
from briefing.model import Mention, Movement


def find_movements(passages: Iterable[Passage], mentions: Iterable[Mention]) -> Iterator[Movement]:
    """Movements in order of their destination; the words run from what moves it there to the place. Denied ones are left out.

    The origin is the place after "from" that hangs on the same word, else None: who sends is not where they start from.
    """
    places = sorted(
        (mention for mention in mentions if mention.is_place and not mention.boilerplate),
        key=lambda mention: mention.span.start,
    )
    for passage in passages:
        if not passage.doc:
            continue
        here = [_token(passage, mention) for mention in within(passage, places)]
        for i, (first, last, mention) in enumerate(here):
            if i + 1 < len(here) and _part(passage.doc, last, here[i + 1][0]):
                continue  # "to Russia's Far East" goes to the Far East
            whole = here[i - 1] if i and _part(passage.doc, here[i - 1][1], first) else None
            mover = _mover(passage.doc, whole[0] if whole else first, last)
            if mover is None or any(child.dep_ == "neg" for child in mover.children):
                continue
            origin = next(
                (
                    other.refers
                    for a, b, other in here
                    if _from(passage.doc, a, mover) and other.refers != mention.refers
                ),
                None,
            )
            yield Movement(mention.refers, passage.words(min(mover.i, first), max(mover.i, last)), origin)


def _token(passage: Passage, mention: Mention) -> tuple[int, int, Mention]:
    """First and last token of a mention."""
    span = passage.doc.char_span(*passage.char_span(mention.span), alignment_mode="expand")
    return span.start, span.end - 1, mention


def _mover(doc: Any, first: int, last: int) -> Any | None:
    """The verb or noun that tells of going to tokens first..last, or None."""
    token = doc[first : last + 1].root
    if (
        first > 0
        and doc[first - 1].lower_ == "'s"
        or last + 1 < len(doc)
        and doc[last + 1].text == "'s"
        and not _possessed(doc, last)
    ):
        return None
    before = doc[first - 1] if first > 0 else None
    while (
        before is not None
        and before.i > 0
        and (before.lower_ == "the" or before.lower_ in readings.words("directions"))
    ):
        before = doc[before.i - 1]
    if before is None:
        return None
    if before.lower_ in ("to", "into", "towards", "toward", "onto"):
        head = before.head
        if not readings.goes_there(before):
            return None
        if head.lemma_.lower() in readings.words("going") | readings.words("trip"):
            return head
        noun = doc[before.i - 1]
        if noun.lemma_.lower() in readings.words("trip"):
            return noun
        return next(
            (
                one
                for one in head.ancestors
                if one.lemma_.lower() in readings.words("going") | readings.words("trip")
            ),
            None,
        )
    if before.lower_ in ("in", "at", "on") and before.head.lemma_.lower() in readings.words("arriving"):
        return before.head
    if token.dep_ == "dobj" and token.head.lemma_.lower() in readings.words("entered"):
        return token.head
    return None


def _part(doc: Any, last: int, first: int) -> bool:
    """Whether the place at token `first` is a part of the one that ends at token `last` ("Chile's northern Atacama region")."""
    return (
        last + 1 < first <= last + 4
        and doc[last + 1].text in ("'s", "'")
        and all(token.pos_ in ("ADJ", "PROPN", "NOUN", "ADV") for token in doc[last + 2 : first])
    )


def _possessed(doc: Any, last: int) -> bool:
    """Whether what follows "'s" is a part of the place, so that it is the place that is gone to ("to Russia's Far East")."""
    return any(token.lemma_.lower() in readings.words("frame") for token in doc[last + 2 : last + 5])


def _from(doc: Any, first: int, mover: Any) -> bool:
    """Whether the place at token `first` stands after a "from" that hangs on the mover."""
    before = doc[first - 1] if first > 0 else None
    return (
        before is not None
        and before.lower_ == "from"
        and (before.head.i == mover.i or mover in before.head.ancestors and abs(before.i - mover.i) < 12)
    )
