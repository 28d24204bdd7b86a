"""Figures of one and the same thing that cannot both be right on one day; on later days they are a development."""
from typing import Iterator

from briefing.compare.desk import Desk, finding, in_order, near, quoted
from briefing.compare.gist import Gist
from briefing.compare.settling import INTENT, counted, other_names, overlap, reach, same_subject
from briefing.compare.terms import meaning, word_list
from briefing.model import Figure, Finding

LATER = 14              # days in which a count of one thing is carried on
ALIKE = 0.5             # likeness of two claims, their figures apart, to be about one count


def find_figures(desk: Desk) -> Iterator[Finding]:
    """`figure` conflicts of one day and developments of several, between reports."""
    for pair in desk.pairs:
        one, two = desk.gists[pair.first], desk.gists[pair.second]
        if not one.claim.figures or not two.claim.figures or one.claim.headline or two.claim.headline or one.claim.document == two.claim.document or pair.core < 2 or not one.heads & two.heads or not _alike(desk, one, two):
            continue
        for figure in one.claim.figures:
            for other in two.claim.figures:
                if comparable(figure, other) and not overlap(figure, other):
                    yield from _clash(desk, one, two, figure, other)


def comparable(one: Figure, two: Figure) -> bool:
    """Whether two figures count the same thing in the same way: same unit and kind, both done or both intended, neither in addition."""
    if counted(one) != counted(two) or not reach(one) or not reach(two) or "additional" in (one.bound, two.bound):
        return False
    return (one.stance in INTENT) == (two.stance in INTENT) and kind_of(one) == kind_of(two)


def counts(figure: Figure) -> bool:
    """Whether a figure counts heads or things, which may add up over days; shares, prices and index points begin anew each day."""
    return figure.unit != "%" and not word_list("no count") & {figure.counted.lower(), *figure.unit.lower().split()} and not figure.span.quote.startswith(tuple("$€£¥"))


def kind_of(figure: Figure) -> tuple[str, ...]:
    """What the words of the unit say of the kind counted ("special forces" are not all "troops")."""
    words = {term.value for word in figure.unit.split(" of ")[0].split() if word.islower() and (term := meaning(word))}
    return tuple(sorted(words - {counted(figure)}))


def _alike(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether the claims are about one matter, their numbers left out, and name no other place or subject."""
    a, b = ([f for f in gist.features if f.kind != "number"] for gist in (one, two))
    shared = set(a) & set(b)
    weight = desk.scale.weight
    whole = sum(weight[f] for f in a) + sum(weight[f] for f in b)
    here, there = one.places, two.places
    if other_names(one, two):
        return False
    if not set(one.names) & set(two.names) and sum(f.kind in ("class", "word") for f in shared) < 5:
        return False                                    # "police arrested 12 fans", "police arrested four fans": of two matches
    elsewhere = here and there and not set(here) & set(there)
    return bool(whole) and 2 * sum(weight[f] for f in sorted(shared)) / whole >= ALIKE and not elsewhere and same_subject(one, two, desk.cast)


def _partial(desk: Desk, gist: Gist, figure: Figure) -> bool:
    """Whether the two words before a figure make it a part of another ("including 12 children")."""
    start = max(gist.claim.sentence.start, figure.span.start - 25)
    before = desk.documents[gist.claim.document].text[start:max(start, figure.span.start)].lower().split()[-2:]
    return bool(word_list("part of a whole").intersection(before))


def _clash(desk: Desk, one: Gist, two: Gist, figure: Figure, other: Figure) -> Iterator[Finding]:
    if _partial(desk, one, figure) or _partial(desk, two, other):
        return
    when, then = desk.date(one), desk.date(two)
    if when and then and in_order(then, when):
        one, two, figure, other, when, then = two, one, other, figure, then, when
    spans = [figure.span, other.span]
    if near(when, then, 0):
        why = f"On {when}, {desk.whose(one)} gives {quoted(spans[0])} and {desk.whose(two)} {quoted(spans[1])}; no amount fulfils both."
        yield finding("conflict", "figure", [one, two], spans, why)
    elif in_order(when, then) and near(when, then, LATER) and counts(figure) and reach(other)[1] < reach(figure)[0]:
        why = f"{desk.whose(one)} gives {quoted(spans[0])} on {when}, {desk.whose(two)} {quoted(spans[1])} on {then}: the later count is the lower one."
        yield finding("conflict", "figure", [one, two], spans, why)
    elif in_order(when, then) and near(when, then, LATER) and counts(figure):
        yield finding("development", None, [one, two], spans, f"{desk.whose(one)} gives {quoted(spans[0])} on {when}, {desk.whose(two)} {quoted(spans[1])} on {then}: a later count, so no conflict.")
