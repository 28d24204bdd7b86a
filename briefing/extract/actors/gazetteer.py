"""Where places are, offline: countries and regions from the lexicons, cities from GeoNames (data/cities.tsv.gz, see CREDIT.md there)."""
import gzip
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Iterable

from briefing.extract.actors.naming import slug
from briefing.lexicon import read_lexicon
from briefing.model import Mention, Place

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
def _table() -> tuple[str, list[str]]:
    """The table as text and as lines sorted by name; about 0.1 s, on first use."""
    text = gzip.decompress(CITIES.read_bytes()).decode()
    return text, text.split("\n")


def _city(line: str) -> City:
    name, lat, lon, country, area, population, id, other = line.split("\t")
    return City(other or name, float(lat), float(lon), country, area, int(population), id, not other)


@lru_cache(maxsize=65536)
def cities(name: str) -> tuple[City, ...]:
    """Every city so called, largest first, main names before other spellings of as large a city; empty where there is none."""
    _, lines = _table()
    key = name + "\t"
    found, i = [], bisect_left(lines, key)
    while i < len(lines) and lines[i].startswith(key):
        found.append(_city(lines[i]))
        i += 1
    return tuple(sorted(found, key=lambda city: (-city.population * (1 if city.main else 0.5), city.id)))


@cache
def countries() -> dict[str, tuple[str, Place]]:
    """Place id of every country → (ISO code, place)."""
    found = {}
    for code, entry in read_lexicon("countries").items():
        id = slug(entry["name"])
        found[id] = code, Place(id, entry["name"], *map(float, entry["at"]), "country", code)
    return found


@cache
def country_ids() -> dict[str, str]:
    """ISO code → id of the country."""
    return {code: id for id, (code, _) in countries().items()}


@lru_cache(maxsize=4096)
def place(id: str) -> Place:
    """The place of that id; without a point where it is not known."""
    if id in countries():
        return countries()[id][1]
    regions = read_lexicon("places")
    if id in regions:
        entry = regions[id]
        lat, lon = entry.get("at") or (None, None)
        return Place(id, entry["name"], None if lat is None else float(lat), None if lon is None else float(lon), entry.get("precision", "region"), entry.get("country"))
    organisation = read_lexicon("organisations").get(id.removesuffix("-headquarters"), {})
    if id.endswith("-headquarters"):
        seat = place(organisation["seat"]) if organisation.get("seat") else None
        name = organisation.get("name", id.removesuffix("-headquarters").replace("-", " ").title())
        return Place(id, f"{name} headquarters", seat and seat.lat, seat and seat.lon, "point", seat and seat.country)
    text, _ = _table()
    at = text.find(f"\t{id}\t")
    if at >= 0:
        line = text[text.rfind("\n", 0, at) + 1:text.find("\n", at) if "\n" in text[at:at + 200] else None]
        city = _city(line)
        return Place(id, city.name, city.lat, city.lon, "point", city.country)
    return Place(id, id.replace("-", " ").title(), None, None, "point")


def places_of(mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """The places of the mentions that are read as places, each once, by id."""
    return tuple(place(id) for id in sorted({mention.refers for mention in mentions if mention.kind == "place"}))
