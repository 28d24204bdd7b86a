"""Whether a claim tells a later position than another, and how a change of position is put in words."""

import re
from collections.abc import Sequence

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist
from briefing.compare.holders import Holder
from briefing.interval import Interval
from briefing.lexicon import word_set
from briefing.model import Finding

HAD = re.compile(r"\bhad (?:\w+ )?\w+$")
NEAR = 24  # characters before a cue in which its "had" stands


def in_turn(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether the second was told on a later day, and not of what was before; where a day is not known, only words of its own ("now", "no longer") give the order."""
    if one.claim.sentence == two.claim.sentence and not (one.claim.said and two.claim.said):
        return False
    first, second = day_of(desk, one), day_of(desk, two)
    known = (
        in_order(first, second)
        if first and second
        else one.claim.document != two.claim.document and says_it_is_later(desk, two)
    )
    return known and not told_again(desk, two, first)


def says_it_is_later(desk: Desk, gist: Gist) -> bool:
    """Whether the words of a claim tell that it was otherwise before: "now says", "no longer", "after all"."""
    sentence = gist.claim.sentence
    start = (
        min(gist.claim.cue.start - NEAR, gist.claim.content[0].start)
        if gist.claim.cue
        else gist.claim.content[0].start
    )
    text = " ".join(
        desk.documents[sentence.document]
        .text[max(sentence.start, start) : gist.claim.content[-1].end]
        .lower()
        .split()
    )
    return any(re.search(rf"\b{word}\b", text) for word in word_set("positions", "by now"))


def order_of(first: str | None, second: str | None) -> str:
    """In which order two stands were taken, in words."""
    days = [day.split("T")[0] for day in (first, second) if day]
    return (
        f"on {days[0]}, then on {days[1]}"
        if len(days) == 2
        else f"{days[0] if days else 'no day known'}; the second says itself that it is the later"
    )


def day_of(desk: Desk, gist: Gist) -> str | None:
    """When a stand was taken: said, of a deed done, else published."""
    happened = gist.claim.happened.interval if gist.claim.happened else None
    published = Interval.read(gist.published)
    if (
        not gist.claim.speaker
        and gist.claim.stance == "claimed"
        and happened
        and happened.closed
        and published
        and happened.first
        and published.last
        and happened.first <= published.last
    ):
        return (
            gist.claim.happened.value
            if gist.claim.happened and happened.length and happened.length <= 8
            else None
        )
    return desk.date(gist)


def told_again(desk: Desk, gist: Gist, first: str | None) -> bool:
    """Whether a claim of a later report tells of what was so before: "had rejected the first offer", "in 2019"."""
    text, cue, end = desk.documents[gist.claim.document].text, gist.claim.cue, gist.claim.content[-1].end
    start = cue and max(gist.claim.sentence.start, cue.start - 24, end if end <= cue.start else 0)
    before = text[start : cue.start].lower().split()[-3:] if cue else [token.text for token in gist.tokens]
    if word_set("positions", "before").intersection(before) and gist.claim.said is None:
        return True
    happened, then = gist.claim.happened.interval if gist.claim.happened else None, Interval.read(first)
    return bool(happened and then and happened.closed and happened.before(then))


def recalled(desk: Desk, gist: Gist) -> bool:
    """Whether a claim only recalls what its speaker gave before: "who had spoken of 64"."""
    cue = gist.claim.cue
    return cue is not None and bool(
        HAD.search(desk.documents[cue.document].text[max(0, cue.start - NEAR) : cue.end])
    )


def change(desk: Desk, one: Gist, two: Gist, holder: Holder, also: Sequence[Gist] = ()) -> Finding:
    """Both sentences and both days, under the name of who holds them; between them others that say the one or the other."""
    told = [one, *also, two]
    spans = [desk.cut(gist, cue=True) for gist in told]
    actor = desk.cast.actors.get(holder.key)
    name = actor.name if actor else desk.whose(one)
    return finding(
        "change",
        None,
        told,
        spans,
        f"{name}: {quoted(spans[0])}, and {quoted(spans[-1])} ({order_of(day_of(desk, one), day_of(desk, two))}).",
    )
