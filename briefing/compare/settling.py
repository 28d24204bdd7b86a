"""Whether two claims can be about one and the same thing: who, how many, where, when, and whether it is done or only intended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.compare.deeds import one_negates, one_tense, other_objects
from briefing.compare.gist import Gist
from briefing.compare.terms import meaning
from briefing.interval import Interval
from briefing.model import Actor, Figure, Place, When

FACT, INTENT = frozenset({"claimed", "confirmed", "unconfirmed"}), frozenset({"planned", "considering"})
SETTLED = frozenset({"claimed", "confirmed"})
LATER = 3  # days after which a fact told without a date is rather another one
WEEK = 8  # days that a date may span to be compared with another
ABOUT = 0.1  # "about 10,000" reaches ten per cent to either side
PRONOUNS = frozenset(
    {
        "i",
        "we",
        "he",
        "she",
        "they",
        "it",
        "you",
        "this",
        "that",
        "these",
        "those",
        "there",
        "my",
        "our",
        "his",
        "her",
        "their",
        "its",
    }
)


class Cast:
    """Who belongs to whom, and which place lies in which country: what the reports say of their actors and places."""

    def __init__(self, actors: Iterable[Actor], places: Iterable[Place]):
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self.places: Mapping[str, Place] = {place.id: place for place in places}

    def kin(self, actor: str) -> frozenset[str]:
        """The actor, its organisation, and the state of either."""
        known = self.actors.get(actor)
        if not known:
            return frozenset({actor})
        over = self.actors.get(known.organisation) if known.organisation else None
        return frozenset(
            filter(None, (actor, known.organisation, known.country, over.country if over else None))
        )

    def related(self, first: str, second: str) -> bool:
        """Whether one of the two is the other, its organisation or its state, or both are described alike ("a police officer" of two reports)."""
        return first in self.kin(second) or second in self.kin(first) or self._described_alike(first, second)

    def _described_alike(self, first: str, second: str) -> bool:
        one, two = self.actors.get(first), self.actors.get(second)
        return bool(
            one and two and one.kind == two.kind == "described" and one.name.lower() == two.name.lower()
        )

    def house(self, actor: str) -> str:
        """The one voice an actor counts as: two officials of one state, or a firm and its chairman, do not confirm each other."""
        known = self.actors.get(actor)
        if not known or known.kind == "media":
            return actor
        over = self.actors.get(known.organisation) if known.organisation else None
        return known.country or (over.country if over else None) or known.organisation or actor

    def apart(self, first: str, second: str) -> bool:
        """Whether nothing can be in both places at once: other countries, or two points more than 60 km from each other."""
        one, two = self.places.get(first), self.places.get(second)
        if first == second or not one or not two or not one.country or not two.country:
            return False
        if one.country != two.country:
            return True
        if one.precision == two.precision == "point" and None not in (one.lat, one.lon, two.lat, two.lon):
            return abs(one.lat - two.lat) > 0.5 or abs(one.lon - two.lon) > 0.8
        return False


@dataclass(frozen=True, slots=True)
class Difference:
    """Why two claims cannot be the same."""

    kind: Literal[
        "denial", "stance", "negation", "object", "actor", "figure", "name", "place", "date", "time"
    ]
    why: str


def difference(one: Gist, two: Gist, cast: Cast) -> Difference | None:
    """What keeps two claims from being the same; None where nothing speaks against it."""
    a, b = one.claim, two.claim
    if (a.stance == "denied") != (b.stance == "denied"):
        return Difference("denial", "one of them denies")
    if (
        (a.stance in FACT) != (b.stance in FACT)
        and "unconfirmed" not in (a.stance, b.stance)
        and not one_tense(one, two)
    ):
        return Difference("stance", "one is done, the other intended")
    if one_negates(one, two):
        return Difference("negation", "one says not")
    if other_objects(one, two):
        return Difference("object", "the same is done to others")
    if not same_subject(one, two, cast):
        return Difference("actor", "they are about different actors")
    if _unmatched(a.figures, b.figures) or _unmatched(b.figures, a.figures):
        return Difference("figure", "their figures differ, or what is said of them")
    if other_names(one, two):
        return Difference("name", "each has a name the other has not")
    here, there = one.places, two.places
    if here and there and all(cast.apart(p, q) for p in here for q in there):
        return Difference("place", "they name other places")
    if days_apart(a.happened, b.happened):
        return Difference("date", "they name other days")
    if a.stance in SETTLED and b.stance in SETTLED and not _one_time(one, two):
        return Difference("time", "they are told at other times")
    return None


def _unmatched(mine: tuple[Figure, ...], yours: tuple[Figure, ...]) -> bool:
    """Whether the other claim counts the same thing, and never to this amount ("208 people", "nine people" of one sentence are two counts).

    What answers another figure of mine is no other count of this one: "17 of Oslo and six of Bergen" beside "six of Bergen".
    """
    open_ = [
        other
        for other in yours
        if not any(_one_count(figure, other) and agree(figure, other) for figure in mine)
    ]
    return any(
        _one_count(figure, other)
        for other in open_
        for figure in mine
        if not any(_one_count(figure, match) and agree(figure, match) for match in yours)
    )


def _one_count(first: Figure, second: Figure) -> bool:
    """Whether two figures count one thing: by what they measure where both say so, else by the word counted."""
    if first.measure and second.measure:
        return (
            (first.measure, counted(first)) == (second.measure, counted(second))
            if counted(first) and counted(second)
            else first.measure == second.measure
        )
    return counted(first) == counted(second)


def one_reading(one: Gist, two: Gist) -> bool:
    """Whether both give the same amount of the same measure as a reading of it: "391 persons have died", "puts the dead at 391"."""
    return any(
        f.measure
        and f.measure == g.measure
        and f.role == g.role == "reading"
        and (f.unit == "%") == (g.unit == "%")
        and reach(f)
        and reach(f) == reach(g)
        and (f.stance in INTENT) == (g.stance in INTENT)
        for f in one.claim.figures
        for g in two.claim.figures
    )


def other_names(one: Gist, two: Gist) -> bool:
    """Whether each claim has a name the other has not, at least one of them unknown to the actor list ("the Ardo valley", "the Sella valley")."""
    mine, yours = one.proper.difference(two.features), two.proper.difference(one.features)
    return bool(
        (mine and (yours or set(two.names).difference(one.names)))
        or (yours and set(one.names).difference(two.names))
    )


def _one_time(one: Gist, two: Gist) -> bool:
    """Whether two facts may be of one time: markets fall on many days, and each report means its own, unless they share a number."""
    first, second = (
        Interval.read(
            next(filter(None, (c.happened and c.happened.value, c.said and c.said.value, g.published)), None)
        )
        for g, c in ((one, one.claim), (two, two.claim))
    )
    if not first or not second or not first.closed or not second.closed or first.gap_days(second) <= LATER:
        return True
    by_one = (
        one.claim.actor is not None and one.claim.actor == two.claim.actor
    )  # who says "4 percent" again means the same
    return any(feature.kind == "number" and feature in two.features for feature in one.features) and (
        by_one or not any(f.unit == "%" for f in one.claim.figures)
    )


def same_subject(one: Gist, two: Gist, cast: Cast) -> bool:
    """False where both open with a name and the names have nothing to do with each other, each speaks of itself, or they share no name at all."""
    if one.claim.actor != two.claim.actor and _own_words(one) and _own_words(two):
        return False  # "his team had deserved to win", say two coaches
    first, second = one.subject, two.subject
    if first and second and not cast.related(first, second):
        return False
    mine, yours = one.names, two.names
    return not mine or not yours or any(a == b or cast.related(a, b) for a in mine for b in yours)


def _own_words(gist: Gist) -> bool:
    return bool(gist.tokens) and gist.tokens[0].text in PRONOUNS


# ---------------------------------------------------------------- figures


def counted(figure: Figure) -> str:
    """What a figure counts, as a comparable word."""
    word = (
        figure.counted or figure.unit.split()[-1] if figure.unit.split() else figure.counted or ""
    ).lower()
    term = meaning(word)
    return term.value if term else word


def reach(figure: Figure) -> tuple[float, float] | None:
    """The lowest and highest amount the words allow; None where they name none ("scores of", "a significant number")."""
    low, high = figure.low, figure.high
    if low is None and high is None or figure.bound == "vague":
        return None
    if figure.bound in ("about", "nearly") and low is not None and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    if figure.bound in ("at least", "more than"):
        return low if low is not None else high, float("inf")
    if figure.bound in ("up to", "less than"):
        return 0.0, high if high is not None else low
    return low if low is not None else 0.0, high if high is not None else float("inf")


def overlap(first: Figure, second: Figure) -> bool:
    """Whether one amount can fulfil both; True where either is too vague to say."""
    one, two = reach(first), reach(second)
    return one is None or two is None or (one[0] <= two[1] and two[0] <= one[1])


def agree(first: Figure, second: Figure) -> bool:
    """Whether two figures of the same thing can stand for one: same amount, same "done or planned", both or neither additional."""
    if reach(first) and reach(first) == reach(second) and first.bound == second.bound == "exact":
        return True
    if not _near_enough(first, second):
        return False  # "130", "more than 90": both may be so, and they are not the same claim
    return (
        overlap(first, second)
        and (first.stance in INTENT) == (second.stance in INTENT)
        and (first.bound == "additional") == (second.bound == "additional")
    )


def _near_enough(first: Figure, second: Figure) -> bool:
    """Whether the amounts as written are the same but for rounding; True where one is not written ("scores of")."""
    one, two = (figure.low if figure.low is not None else figure.high for figure in (first, second))
    return (
        one is None
        or two is None
        or "vague" in (first.bound, second.bound)
        or abs(one - two) <= ABOUT * max(abs(one), abs(two))
    )


# ---------------------------------------------------------------- days


def single_day(when: When | None) -> date | None:
    """The one day a date names; None where it names none, or several."""
    known = when.interval if when else None
    return known.first if known and known.length == 1 else None


def days_apart(one: When | None, two: When | None) -> int | None:
    """Days between two dates that cannot be one; None where they may be, or where either is unknown or wider than a week."""
    first, second = (when.interval if when else None for when in (one, two))
    if (
        not first
        or not second
        or not first.length
        or not second.length
        or max(first.length, second.length) > WEEK
    ):
        return None
    return first.gap_days(second) or None
