"""Whether a claim tells a later position than another, and how a change of position is put in words."""
import re

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist
from briefing.compare.holders import Holder
from briefing.interval import Interval
from briefing.lexicon import word_set
from briefing.model import Finding

HAD = re.compile(r"\bhad (?:\w+ )?\w+$")
NEAR = 24               # characters before a cue in which its "had" stands


def in_turn(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether the second was told on a later day, and not of what was before; where one report has no date, the reports' order counts."""
    if one.claim.sentence == two.claim.sentence and not (one.claim.said and two.claim.said):
        return False
    first, second = day_of(desk, one), day_of(desk, two)
    if first and second:
        return in_order(first, second) and not told_again(desk, two, first)
    return one.claim.document != two.claim.document and one.order < two.order and not told_again(desk, two, first)


def day_of(desk: Desk, gist: Gist) -> str | None:
    """When a stand was taken: said, of a deed done, else published."""
    happened = gist.claim.happened.interval if gist.claim.happened else None
    published = Interval.read(gist.published)
    if not gist.claim.speaker and gist.claim.stance == "claimed" and happened and happened.closed and published and happened.first and published.last and happened.first <= published.last:
        return gist.claim.happened.value if gist.claim.happened and happened.length and happened.length <= 8 else None
    return desk.date(gist)


def told_again(desk: Desk, gist: Gist, first: str | None) -> bool:
    """Whether a claim of a later report tells of what was so before: "had rejected the first offer", "in 2019"."""
    text, cue, end = desk.documents[gist.claim.document].text, gist.claim.cue, gist.claim.content[-1].end
    start = cue and max(gist.claim.sentence.start, cue.start - 24, end if end <= cue.start else 0)
    before = text[start:cue.start].lower().split()[-3:] if cue else [token.text for token in gist.tokens]
    if word_set("positions", "before").intersection(before) and gist.claim.said is None:
        return True
    happened, then = gist.claim.happened.interval if gist.claim.happened else None, Interval.read(first)
    return bool(happened and then and happened.closed and happened.before(then))


def recalled(desk: Desk, gist: Gist) -> bool:
    """Whether a claim only recalls what its speaker gave before: "who had spoken of 64"."""
    cue = gist.claim.cue
    return cue is not None and bool(HAD.search(desk.documents[cue.document].text[max(0, cue.start - NEAR):cue.end]))


def change(desk: Desk, one: Gist, two: Gist, holder: Holder) -> Finding:
    """Both sentences and both days, under the name of who holds them."""
    spans = [desk.cut(one, cue=True), desk.cut(two, cue=True)]
    first, second = (day and day.split("T")[0] for day in (day_of(desk, one), day_of(desk, two)))
    actor = desk.cast.actors.get(holder.key)
    name = actor.name if actor else desk.whose(one)
    order = f"on {first}, then on {second}" if first and second else f"{first or second} and a report whose date is not known: the order rests on the editor"
    return finding("change", None, [one, two], spans, f"{name}: {quoted(spans[0])}, and {quoted(spans[1])} ({order}).")
