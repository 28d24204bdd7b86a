"""Where reports put one and the same event: in two places at once (a conflict), or in one after the other (a development)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.compare.desk import Desk, finding, in_order, near, quoted
from briefing.compare.gist import Gist, Token
from briefing.compare.settling import days_apart, difference
from briefing.compare.terms import Term, word_list
from briefing.model import Finding

PREPOSITIONS = frozenset({"to", "in", "into", "at", "near", "towards", "toward", "inside"})
AHEAD = 11  # words in which "the deployment of …" must name its place
ALIKE = 0.6  # likeness of two reports of one event that name other places
WIDE = 1.5  # degrees between a town and the middle of the region it may lie in
STEPS = 6  # places of one development that are laid out


@dataclass(frozen=True, slots=True)
class Put:
    """ "the deployment of DPRK military personnel to Ukraine": one definite event with its actor, its object and its place."""

    gist: Gist
    deed: Term
    actor: str
    thing: Term
    place: str
    tokens: tuple[Token, ...]


def find_place_conflicts(desk: Desk) -> Iterator[Finding]:
    """`within-document` where a report puts one definite event in two places, `place` where two reports of one day do."""
    for document in desk.told_in:
        yield from _within(desk, document)
    for pair in desk.pairs:
        one, two = desk.gists[pair.first], desk.gists[pair.second]
        if (
            pair.dice < ALIKE
            or pair.core < 3
            or one.claim.document == two.claim.document
            or not one.heads & two.heads
        ):
            continue
        apart = difference(one, two, desk.cast)
        if not apart or apart.kind != "place" or not _one_event(one, two):
            continue
        here, there = _place_words(one), _place_words(two)
        why = f"Two reports of {one.published} and {two.published} put it in {quoted(desk.cut(one, here))} and in {quoted(desk.cut(two, there))}."
        yield finding("conflict", "place", [one, two], [desk.cut(one), desk.cut(two)], why)


def _one_event(one: Gist, two: Gist) -> bool:
    """Whether both tell of a single event of one day, as far as their dates and figures show."""
    if any(g.claim.stance not in ("claimed", "confirmed") for g in (one, two)) or days_apart(
        one.claim.happened, two.claim.happened
    ):
        return False
    numbers = {f for f in one.features if f.kind == "number"} & set(two.features)
    return near(one.published, two.published, 1) and bool(numbers)


def _place_words(gist: Gist) -> list[Token]:
    return [token for token in gist.tokens if token.name in gist.places][:1]


def _within(desk: Desk, document: str) -> Iterator[Finding]:
    """Of each event the first pair of places that exclude each other."""
    told: dict[tuple[Term, str, Term], list[Put]] = defaultdict(list)
    for gist in desk.told_in[document]:
        for put in puts(gist):
            told[put.deed, put.actor, put.thing].append(put)
    for several in told.values():
        clash = next(
            (
                (a, b)
                for i, a in enumerate(several)
                for b in several[i + 1 :]
                if desk.cast.apart(a.place, b.place) and a.tokens[0].start != b.tokens[0].start
            ),
            None,
        )
        if clash:
            a, b = clash
            spans = [desk.cut(a.gist, a.tokens), desk.cut(b.gist, b.tokens)]
            why = f"The same report speaks of {quoted(spans[0])} and of {quoted(spans[1])}: one event, two destinations."
            yield finding("conflict", "within-document", [_inner(desk, a), _inner(desk, b)], spans, why)


def _inner(desk: Desk, put: Put) -> Gist:
    """The shortest claim that holds the words."""
    holding = [
        g
        for g in desk.told_in[put.gist.claim.document]
        if any(p.start <= put.tokens[0].start and put.tokens[-1].end <= p.end for p in g.claim.content)
    ]
    return min(holding, key=lambda g: (g.claim.hull[1] - g.claim.hull[0], g.order)) if holding else put.gist


def puts(gist: Gist) -> Iterator[Put]:
    """Definite events with a place: "the deployment of … to …", "North Korea's deployment of troops to …"; planned or further ones are other events."""
    tokens, other, things = gist.tokens, word_list("other event"), word_list("things")
    for i, token in enumerate(tokens):
        if (
            not token.deed
            or not token.term
            or not token.text.endswith(
                ("ment", "al", "ion", "ure", "patch", "visit", "meeting", "summit", "attack")
            )
        ):
            continue
        the = next((j for j in range(i - 1, max(-1, i - 4), -1) if tokens[j].text == "the"), None)
        if the is None or any(t.text in other for t in tokens[the:i]):
            continue
        actor: str | None = None
        thing: Term | None = None
        for j in range(i + 1, min(i + AHEAD, len(tokens))):
            here = tokens[j]
            if here.name in gist.claim.places and tokens[j - 1].text in PREPOSITIONS:
                if actor and thing:
                    yield Put(gist, token.term, actor, thing, str(here.name), tokens[max(0, i - 1) : j + 1])
                break
            if here.name and here.name not in gist.claim.places:
                actor = actor or here.name
            elif here.term and here.term.kind == "class" and here.term.value in things:
                thing = thing or here.term
            elif here.deed:
                break


def find_developments(desk: Desk) -> Iterator[Finding]:
    """`development`: people of one actor told of in one place and, by later reports, in another."""
    seen: dict[tuple[str, Term], list[tuple[str, str, Gist, tuple[Token, ...]]]] = defaultdict(list)
    for gist in desk.gists:
        for sighting in desk.sightings(gist):
            date = desk.date(gist, happened=True)
            known = desk.cast.places.get(sighting.place)
            if date and known and known.precision != "country":
                seen[sighting.people.actor, sighting.people.kind].append(
                    (date, sighting.place, gist, sighting.tokens)
                )
    for (actor, _), told in seen.items():
        first: dict[str, tuple[str, str, Gist, tuple[Token, ...]]] = {}
        for entry in sorted(told, key=lambda e: (e[0], e[2].order)):
            first.setdefault(entry[1], entry)
        steps = _ordered(desk, list(first.values()))[:STEPS]
        if len(steps) >= 2:
            spans = [desk.cut(gist, tokens) for _, _, gist, tokens in steps]
            name = desk.cast.actors[actor].name if actor in desk.cast.actors else actor
            where = "; later ".join(
                f"{desk.cast.places[place].name} ({date}, report {gist.claim.document})"
                for date, place, gist, _ in steps
            )
            yield finding(
                "development",
                None,
                [step[2] for step in steps],
                spans,
                f"Told of {name}: {where}. Later reports name another place; none says the earlier one was wrong.",
            )


def _one_region(desk: Desk, first: str, second: str) -> bool:
    """Whether one of two places may lie in the other: a village, then its region."""
    one, two = desk.cast.places[first], desk.cast.places[second]
    if one.name in two.name or two.name in one.name:
        return True  # "Garissa", "Garissa County"
    if (
        one.country != two.country
        or one.precision == two.precision
        or None in (one.lat, one.lon, two.lat, two.lon)
    ):
        return False
    return abs(one.lat - two.lat) < WIDE and abs(one.lon - two.lon) < WIDE * 1.5  # type: ignore[operator]


def _ordered(desk: Desk, steps: list) -> list:
    """The run from the first step on in which each date is later, and each report another, than the one before."""
    kept: list = []
    for step in steps:
        if kept and _one_region(desk, kept[-1][1], step[1]):
            continue
        if not kept or (
            in_order(kept[-1][0], step[0]) and kept[-1][2].claim.document != step[2].claim.document
        ):
            kept.append(step)
    return kept
