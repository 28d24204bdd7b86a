"""Opposite predicates: the axes of lexicon/positions.yaml and on which side of them a predicate stands."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefing.extract.claims.words import inflect
from briefing.lexicon import read_lexicon

About = Literal["matter", "anyone", "self", "harm"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an axis that a predicate stands on."""

    axis: int
    sign: int
    about: About
    meant: bool  # only what was meant can be given up; what was done may be undone later without a change of mind
    conceded: bool  # states: another one on another day is no change, unless it is conceded


@cache
def sides_of_phrases() -> dict[str, tuple[Side, ...]]:
    """Predicate → where it stands. What `then` lists undoes an "against" without being its contrary: not needed, then sent."""
    found: dict[str, tuple[Side, ...]] = {}
    for number, axis in enumerate(read_lexicon("positions")["axes"]):
        for key, sign in (("for", 1), ("against", -1), ("then", 1)):
            for phrase in axis.get(key, ()):
                side = Side(
                    number, sign, axis["about"], axis.get("meant", False), axis.get("conceded", False)
                )
                found[phrase] = (*found.get(phrase, ()), side)
    return found


@cache
def first_words() -> frozenset[str]:
    """The lemmas that may open a known predicate."""
    return frozenset(phrase.split()[0] for phrase in sides_of_phrases()) | {"be"}


@cache
def cues() -> dict[str, str]:
    """Predicate as inflected → its base form, of the axes and the courses: "ruled out" → "rule out"."""
    courses = {
        phrase
        for way in ("one way", "to and fro")
        for course in read_lexicon("courses")[way]
        for step in course
        for phrase in step
    }
    return {
        " ".join((form, *rest)): phrase
        for phrase in sorted(courses.union(sides_of_phrases()))
        for verb, *rest in [phrase.split()]
        for form in inflect(verb)
    }
