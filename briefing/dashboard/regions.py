"""Plain titles for a piece of the globe, from our own table (countries.tsv after the regions of UN M49, in a reader's words)."""

import csv
import json
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
FAR_EAST = 100  # degrees east from where Russia is called the Far East, and no longer Europe
URALS = 60
TWO = 6  # degrees within which places of two countries are named after both


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[str, str, str]]:
    """Name, part of the continent and continent by ISO 3166 alpha-2 code."""
    with (HERE / "countries.tsv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (row["name"], row["part"], row["continent"])
            for row in csv.DictReader(file, delimiter="\t")
        }


@lru_cache(maxsize=1)
def inside_points() -> dict[str, tuple[tuple[float, float], ...]]:
    """Points (lon, lat) inland of each large country, for its pin in a panel that shows only a part of it."""
    read = json.loads((HERE / "inside.json").read_text(encoding="utf-8"))
    return {code: tuple(tuple(point) for point in points) for code, points in read.items()}


def part_of(country: str | None, lon: float, lat: float) -> tuple[str, str]:
    """Part and continent a place lies in; Russia is split, since one title must not span eleven time zones."""
    if country == "RU" and not -180 < lon < URALS:
        return ("the Russian Far East", "the Far East") if lon >= FAR_EAST else ("Siberia", "Asia")
    if country == "US" and lat < 30 and lon < -150:
        return "the Pacific", "Oceania"
    if country in countries():
        return countries()[country][1:]
    return nearest_part(lon, lat)


@lru_cache(maxsize=256)
def nearest_part(lon: float, lat: float) -> tuple[str, str]:
    """Part and continent for a place without a country, such as a sea: by rough boxes, the open ocean otherwise."""
    boxes = [
        ("the Arctic", "the Arctic", -180, 66.5, 180, 90),
        ("Antarctica", "Antarctica", -180, -90, 180, -60),
        ("the Middle East", "the Middle East", 34, 12, 60, 38),
        ("East Asia", "Asia", 100, 20, 146, 55),
        ("Siberia", "Asia", 60, 50, 180, 66.5),
        ("the Sahel", "Africa", -18, 10, 40, 20),
        ("North Africa", "Africa", -18, 20, 34, 34),
        ("Africa", "Africa", -20, -36, 52, 10),
        ("Europe", "Europe", -25, 34, 60, 66.5),
        ("South Asia", "Asia", 60, 5, 92, 38),
        ("Central Asia", "Asia", 46, 38, 90, 50),
        ("South-east Asia", "Asia", 92, -11, 141, 24),
        ("North America", "North America", -170, 25, -50, 66.5),
        ("the Caribbean", "Central America and the Caribbean", -92, 8, -58, 25),
        ("South America", "South America", -82, -56, -34, 12),
        ("the Pacific", "Oceania", 141, -50, 180, 20),
        ("the Pacific", "Oceania", -180, -50, -100, 25),
    ]
    return next(
        ((part, continent) for part, continent, w, s, e, n in boxes if w <= lon <= e and s <= lat <= n),
        ("the open ocean", "World"),
    )


def _near(places: list[tuple[str | None, float, float, float]]) -> bool:
    """Whether the places lie within a few degrees of each other: either side of a border."""
    return all(
        max(place[axis] for place in places) - min(place[axis] for place in places) < TWO for axis in (1, 2)
    )


def title(places: list[tuple[str | None, float, float, float]]) -> str:
    """Words for the head of a panel from (country, lon, lat, weight): a country, a part of a continent, one or two continents, or the world."""
    if not places:
        return "World"
    named = {country for country, *_ in places}
    parts, continents = {}, {}
    for country, lon, lat, weight in places:
        part, continent = part_of(country, lon, lat)
        parts[part] = parts.get(part, 0) + weight
        continents[continent] = continents.get(continent, 0) + weight
    rank = lambda table: sorted(table, key=lambda name: (-table[name], name))
    heavy: dict[str, float] = {}
    for country, _, _, weight in places:
        if country in countries() and country != "RU":
            heavy[countries()[country][0]] = heavy.get(countries()[country][0], 0) + weight
    if min(lat for _, _, lat, _ in places) > 60 and len(parts) > 1:
        words = "the Arctic"
    elif (
        len(named) == 1
        and None not in named
        and len(parts) == 1
        and (country := named.pop()) in countries()
        and country != "RU"
    ):
        words = countries()[country][0]
    elif len(named) == len(heavy) == 2 and len(" and ".join(heavy)) < 32 and _near(places):
        words = " and ".join(rank(heavy))
    elif len(parts) == 1:
        words = rank(parts)[0]
    elif set(parts) <= {"the Russian Far East", "East Asia", "Siberia"}:
        words = "the Far East"
    elif len(continents) == 1:
        words = (
            " and ".join(rank(parts))
            if len(parts) == 2 and sum(len(part) for part in parts) < 32
            else rank(continents)[0]
        )
    elif set(continents) <= {"North America", "Central America and the Caribbean", "South America"}:
        words = "the Americas"
    elif len(continents) == 2:
        words = "Asia" if set(continents) == {"Asia", "the Far East"} else " and ".join(rank(continents))
    else:
        total, kept = sum(continents.values()), rank(continents)
        words = (
            " and ".join(kept[:2]) if sum(continents[name] for name in kept[:2]) > 0.85 * total else "World"
        )
    return words[0].upper() + words[1:]
