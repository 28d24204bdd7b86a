"""Where a place lies that no table has: in or near the place that the report sets beside its name."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from briefing.extract.actors.gazetteer import place
from briefing.lexicon import alternation, word_set
from briefing.model import Mention, Place

REACH = 90  # characters within which a place may be set beside another


def places_of(mentions: Iterable[Mention], text: str) -> tuple[Place, ...]:
    """The places of the mentions that are read as places, each once, by id; `text`: of their document."""
    mentions = sorted(
        (mention for mention in mentions if mention.is_place), key=lambda mention: mention.span.start
    )
    found = {id: place(id) for id in sorted({mention.refers for mention in mentions})}
    for one, other in zip(mentions, mentions[1:]):
        here, there = found[one.refers], place(other.refers)
        if here.lat is None and there.lat is not None and there.precision != "country":
            word = _set_beside(text[one.span.end : other.span.start], there.precision == "region")
            if word:
                found[one.refers] = replace(
                    here,
                    name=f"{one.span.quote} ({word} {there.name})",
                    lat=there.lat,
                    lon=there.lon,
                    precision="region",
                    country=there.country,
                )
    return tuple(found.values())


def _set_beside(gap: str, region: bool) -> str | None:
    """ "in" or "near" where the words between two places say that the first lies there; a comma alone only before a region."""
    if len(gap) > REACH:
        return None
    if region and gap == ", ":
        return "in"
    match = _gap().fullmatch(gap)
    return match["word"] if match else None


@cache
def _gap() -> re.Pattern:
    """ " in the district of ", " near ", ", a small station in the ", " (a village of 300 near "."""
    kinds = alternation(word_set("readings", "kinds of place") | word_set("readings", "spots of a place"))
    kind = rf"(?:,| \() ?(?:an?|the) (?:[\w'-]+ ){{0,4}}?(?:{kinds})(?: of [\d,]+(?: people)?)?,?"
    return re.compile(rf"(?:{kind})? (?P<word>in|near) (?:the )?(?:[a-z]+ )?(?:(?:{kinds}) of )?")
