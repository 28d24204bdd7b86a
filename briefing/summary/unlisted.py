"""Where a place without a point is drawn: where a report sets it, else at the place that the reports name with it most."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from briefing.model import NOWHERE, Extraction, Mention, Place

BESIDE = 300  # characters within which places are named together
CENTRAL = 0.3  # share of the reports that name a place which lies where the story happens
HAPPENS = frozenset({"event", "meeting", "origin", "container"})


def with_points(
    places: Mapping[str, Place], found: Mapping[str, list[Mention]], reports: int
) -> dict[str, Place]:
    """The places, those that a good part of so many reports names and puts something at with the point of the place named beside them most."""
    least = max(2, math.ceil(CENTRAL * reports))
    return {
        id: _drawn(place, places, found, least) if place.lat is None and not id.endswith(NOWHERE) else place
        for id, place in places.items()
    }


def known_places(extractions: tuple[Extraction, ...]) -> dict[str, Place]:
    """Each place of the reports as the report has it that tells most of where it lies."""
    found: dict[str, Place] = {}
    for extraction in extractions:
        for place in extraction.places:
            if place.id not in found or found[place.id].lat is None:
                found[place.id] = place
    return found


def _drawn(
    place: Place, places: Mapping[str, Place], found: Mapping[str, list[Mention]], least: int
) -> Place:
    """The place with the point of another, which its name then tells; as it is where fewer reports name it, or nothing happens there."""
    mentions = found.get(place.id, [])
    reports = {mention.span.document for mention in mentions}
    if len(reports) < least or not any(mention.reading in HAPPENS for mention in mentions):
        return place
    near: Counter[str] = Counter()
    for id, others in found.items():
        other = places.get(id)
        if (
            other is None
            or other.lat is None
            or other.country is None
            or other.precision == "country"
            or not _happens_in(others, 2)
        ):
            continue
        for mention in mentions:
            near[id] += sum(
                2
                for one in others
                if one.span.document == mention.span.document
                and abs(one.span.start - mention.span.start) < BESIDE
            )
        near[id] += len(reports & {one.span.document for one in others})
    if not near:
        return place
    best = min(near, key=lambda id: (places[id].precision != "point", -near[id], id))
    return replace(
        place,
        name=f"{mentions[0].span.quote} (drawn at {places[best].name})",
        lat=places[best].lat,
        lon=places[best].lon,
        precision="region",
        country=places[best].country,
    )


def _happens_in(mentions: list[Mention], least: int) -> bool:
    """Whether so many reports name it, and one puts something there."""
    return len({mention.span.document for mention in mentions}) >= least and any(
        mention.reading in HAPPENS for mention in mentions
    )
