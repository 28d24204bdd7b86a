"""Where places are, offline: countries and regions from the lexicons, cities from GeoNames (data/cities.tsv.gz, see CREDIT.md there)."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from briefing.extract.actors.naming import plain, slug
from briefing.lexicon import read_lexicon
from briefing.model import NOWHERE, Place

VILLAGE = 5_000  # people below which a place is a village, meant only where the words and the rest of the report say so
MINOR = 100_000  # people below which another spelling of a town, "Baucau" for Baukau, is meant only where its country is told of
CITIES = Path(__file__).parent.parent.parent / "data" / "cities.tsv.gz"


@dataclass(frozen=True, slots=True)
class City:
    """A line of the cities table; `area` is the first-level area's code, `main` false for another spelling."""

    name: str
    lat: float
    lon: float
    country: str
    area: str
    population: int
    id: str
    main: bool


@cache
def _table() -> bytes:
    """The table, a line a name in order of their bytes; read on first use, some 15 MB."""
    return gzip.decompress(CITIES.read_bytes())


def _city(line: bytes) -> City:
    name, lat, lon, country, area, population, id, other = line.decode().split("\t")
    return City(other or name, float(lat), float(lon), country, area, int(population), id, not other)


def _first(key: bytes) -> int:
    """Where the first line stands that is not before the key; bisection over bytes, so that no list of lines is kept."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        stop = table.find(b"\n", middle, high)
        if table[middle : middle + len(key)] < key:
            low = stop + 1 if stop >= 0 else high
        else:
            high = middle
    return low


@lru_cache(maxsize=65536)
def settlements(name: str) -> tuple[City, ...]:
    """Every place so called, cities and villages, largest first, main names before other spellings of as large a place."""
    table, key = _table(), f"{name}\t".encode()
    found, at = [], _first(key)
    while table.startswith(key, at):
        stop = table.find(b"\n", at)
        found.append(_city(table[at : stop if stop >= 0 else len(table)]))
        at = stop + 1 if stop >= 0 else len(table)
    return tuple(sorted(found, key=lambda city: (-city.population * (1 if city.main else 0.5), city.id)))


@lru_cache(maxsize=65536)
def cities(name: str) -> tuple[City, ...]:
    """The cities and towns so called, as `settlements`, without what needs its country named; empty where there is none."""
    return tuple(city for city in settlements(name) if not needs_its_country(city, name))


def needs_its_country(city: City, name: str) -> bool:
    """Whether a name means the place only in a report about its country: a village's, or a small town's in other letters or tongues."""
    return (
        city.population < VILLAGE
        or not city.main
        and city.population < MINOR
        and plain(city.name).lower() != plain(name).lower()
    )


def _lines(part: str) -> Iterator[City]:
    """The cities and towns whose line has the tab-separated part, main names only."""
    table, part, at = _table(), f"\t{part}\t".encode(), 0
    while (at := table.find(part, at)) >= 0:
        stop = table.find(b"\n", at)
        line = table[table.rfind(b"\n", 0, at) + 1 : stop if stop >= 0 else len(table)]
        at += len(part)
        if line.endswith(b"\t"):
            city = _city(line)
            if city.population >= VILLAGE:
                yield city


@cache
def large_cities() -> tuple[str, ...]:
    """Main names of the cities with 100,000 people or more."""
    lines = (line.split(b"\t") for line in _table().split(b"\n"))
    return tuple(
        sorted(
            {
                name.decode()
                for name, *_, population, _, other in lines
                if not other and int(population) >= 100_000
            }
        )
    )


@cache
def countries() -> dict[str, tuple[str, Place]]:
    """Place id of every country → (ISO code, place)."""
    found = {}
    for code, entry in read_lexicon("countries").items():
        id = slug(entry["name"])
        found[id] = code, Place(id, entry["name"], *map(float, entry["at"]), "country", code)
    return found


@dataclass(frozen=True, slots=True)
class Region:
    """A region with every name it goes by; `city`: the bare name of the city it is named after, if any."""

    place: Place
    names: tuple[str, ...]
    city: str | None = None


@cache
def regions() -> dict[str, Region]:
    """Place id of every region, sea and first-level area → what it is called and where it is."""
    found = {}
    for id, entry in read_lexicon("places").items():
        lat, lon = map(float, entry["at"]) if entry.get("at") else (None, None)
        found[id] = Region(
            Place(id, entry["name"], lat, lon, "region", entry.get("country")),
            (entry["name"], *entry.get("also", ())),
        )
    for code, entry in read_lexicon("areas").items():
        for id, region in _areas(code, entry):
            found[id if id not in found and id not in countries() else f"{id}-{code.lower()}"] = region
    return found


@cache
def first_areas(country: str) -> tuple[Place, ...]:
    """The first-level areas of a country."""
    return tuple(region.place for _, region in _areas(country, read_lexicon("areas").get(country, {})))


def _areas(code: str, entry: dict) -> Iterator[tuple[str, Region]]:
    """The areas of one country; two names with one point are one area ("NSW")."""
    together: dict[tuple[str, str, bool], list[str]] = {}
    for key in ("areas", "named after a city"):
        for line in entry.get(key, ()):
            name, lat, lon = line.rsplit(" ", 2)
            together.setdefault((lat, lon, key == "areas"), []).append(name)
    for (lat, lon, bare), names in together.items():
        name = names[0] if bare else f"{names[0]} {entry['kinds'][0]}"
        full = tuple(names) if bare else tuple(f"{one} {kind}" for one in names for kind in entry["kinds"])
        id = slug(name)
        yield (
            id,
            Region(Place(id, name, float(lat), float(lon), "region", code), full, None if bare else names[0]),
        )


@cache
def country_ids() -> dict[str, str]:
    """ISO code → id of the country."""
    return {code: id for id, (code, _) in countries().items()}


@lru_cache(maxsize=4096)
def place(id: str) -> Place:
    """The place of that id; without a point where it is not known."""
    if id in countries():
        return countries()[id][1]
    if id in regions():
        return replace(regions()[id].place, id=id)
    organisation = read_lexicon("organisations").get(id.removesuffix("-headquarters"), {})
    if id.endswith("-headquarters"):
        seat = place(organisation["seat"]) if organisation.get("seat") else None
        name = organisation.get("name", id.removesuffix("-headquarters").replace("-", " ").title())
        return Place(
            id, f"{name} headquarters", seat and seat.lat, seat and seat.lon, "point", seat and seat.country
        )
    direction, _, whole = id.partition("-")
    if whole in countries() and re.search("east|west|north|south|central", direction):
        code, country = countries()[whole]
        point = part(direction, code) or country
        return Place(id, f"{direction.capitalize()} {country.name}", point.lat, point.lon, "region", code)
    if id.endswith(NOWHERE):
        return Place(id, id.removesuffix(NOWHERE).replace("-", " ").title(), None, None, "point")
    table = _table()
    at = table.find(f"\t{id}\t".encode())
    if at >= 0:
        stop = table.find(b"\n", at)
        city = _city(table[table.rfind(b"\n", 0, at) + 1 : stop if stop >= 0 else len(table)])
        return Place(id, city.name, city.lat, city.lon, "point", city.country)
    return Place(id, id.replace("-", " ").title(), None, None, "point")


@lru_cache(maxsize=512)
def part(direction: str, country: str) -> Place | None:
    """ "Eastern Russia": the middle of that third of the country's cities, by longitude or latitude; None where the table has none."""
    points = [(city.lat, city.lon) for city in _lines(country) if city.country == country]
    for letters, axis, upper in (
        ("east", 1, True),
        ("west", 1, False),
        ("north", 0, True),
        ("south", 0, False),
    ):
        if letters in direction and points:
            values = sorted(point[axis] for point in points)
            cut = values[0] + (values[-1] - values[0]) * (2 / 3 if upper else 1 / 3)
            points = [point for point in points if (point[axis] >= cut) == upper] or points
    if not points:
        return None
    middle = [sum(point[axis] for point in points) / len(points) for axis in (0, 1)]
    return Place("", "", round(middle[0], 2), round(middle[1], 2), "region", country)
