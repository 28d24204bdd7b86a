"""Which of the towns and villages of one name is meant: by its size, and by the countries and regions that the report names."""

import math
import re
from collections import Counter, defaultdict

from briefing.extract.actors.gazetteer import City, cities, first_areas, needs_its_country, settlements
from briefing.extract.actors.naming import slug
from briefing.model import NOWHERE, Place

NEAR = 250  # km within which a region named in the report speaks for a town
WIDEST = 1350  # km from its point to the edge of the widest regions, of which another one's point may not be twice as near
LARGE = 300_000  # people of a town that is meant wherever its name stands
ABOUT = 0.25  # share of a country among those a report names, from which a village of it may be meant
REACH = 900  # km from its point that a region written beside a town may reach


def seat(name: str, country: str) -> str:
    """Place id of a seat of government."""
    name = re.sub(r",? D\.?C\.?\Z", "", name)
    return next((city.id for city in cities(name) if city.country == country), slug(name))


def distance(a: Place | City, b: Place | City) -> float:
    """Kilometres between two points on the sphere (haversine)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


def resolve(
    name: str, context: Counter, within: Place | None = None, near: tuple[Place, ...] = ()
) -> str | None:
    """Place id of the town most likely meant, None where the gazetteer has none of that name.

    By population (a tenfold counts one), by the share of its country among those the report names, and by the regions it names;
    `within` is the region or country written beside it ("Paris, Texas") and outweighs them.
    """
    total = sum(context.values()) or 1

    def score(city: City) -> tuple[float, str]:
        points = (
            math.log10(city.population + 10)
            + (0 if city.main else -0.7)
            + 1.2 * context[city.country] / total
            + (0.4 if context[city.country] else 0)
        )
        if within is not None and within.country == city.country:
            points += 4 if within.precision == "country" else 6 * max(0.0, 1 - distance(city, within) / REACH)
        if any(
            region.country == city.country and region.lat is not None and distance(city, region) < NEAR
            for region in near
        ):
            points += 0.7
        return points, city.id

    if name.isupper() and len(name) > 3:
        name = name.title()
    spellings = (name, name.replace("-", " "), name.replace(" ", "-"))
    found = next(filter(None, map(settlements if within else cities, spellings)), ())
    if within is None and max((city.population for city in found), default=0) < LARGE:
        found += next(filter(None, (villages(spelling, context) for spelling in spellings)), ())
    if within is not None and found:
        found = tuple(city for city in found if _lies(city, within))
        if not found:  # "Vienna, Illinois": the table has no such town there
            return within.id if within.precision == "region" else nowhere(name)
    named = [city for city in found if (city.main or needs_its_country(city, name)) and context[city.country]]
    return max(named if named and within is None else found, key=score).id if found else None


def villages(name: str, context: Counter) -> tuple[City, ...]:
    """The villages so called in the countries that the report is about; of a report that names no country, the only one so called."""
    found = [city for city in settlements(name) if needs_its_country(city, name)]
    total = sum(context.values())
    if not total:
        return tuple(found) if len(settlements(name)) == 1 else ()
    return tuple(city for city in found if context[city.country] >= ABOUT * total)


def _lies(city: City, within: Place) -> bool:
    """Whether a town may lie in a country or region; "in New York, Indiana and Ohio" is a list of its own."""
    if city.country != within.country:
        return False
    if within.precision == "country" or within.lat is None or city.population >= LARGE:
        return True
    away = distance(city, within)
    return away < WIDEST and not (
        away > REACH / 2 and any(distance(city, area) < away / 2 for area in first_areas(city.country))
    )


def namesakes(scans: list, context: Counter) -> set[str]:
    """Names of seats of government that are short for a town the report names: "Santiago" beside "Santiago de Compostela".

    Only where nothing but that name speaks of the seat's own country.
    """
    seats: dict[str, Counter] = defaultdict(Counter)
    for scan in scans:
        for hit in scan.hits:
            if hit.known.form == "seat" and hit.known.country:
                seats[scan.text[hit.start : hit.end]][hit.known.country] += 1
    total = sum(context.values())
    found = set()
    for name, countries in seats.items():
        country = next(iter(countries))
        about = [code for code in context if code != country and context[code] >= ABOUT * total]
        if context[country] == countries[country] and about and _so_called(name, scans, about):
            found.add(name)
    return found


def _so_called(name: str, scans: list, about: list[str]) -> bool:
    """Whether the report names a town of these countries whose name goes on from it: "Santiago de Compostela"."""
    longer = re.compile(rf"\b{re.escape(name)} (?:de|del|do|da|am|an der|on|upon) [A-Z][\w-]+")
    whole = {match.group() for scan in scans for match in longer.finditer(scan.text)}
    return any(city.country in about for one in whole for city in cities(one))


def nowhere(name: str) -> str:
    """Id of a place without a point, apart from the towns of that name."""
    return slug(name) + NOWHERE
