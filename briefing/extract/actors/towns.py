"""Cities and towns by the gazetteer: only where the words around them say that a place is meant."""
from collections import Counter
from typing import Any, Callable, Iterator

from briefing.extract.actors import readings
from briefing.extract.actors.gazetteer import cities
from briefing.extract.actors.naming import slug
from briefing.extract.actors.people import name_run
from briefing.lexicon import word_set


def seat(name: str, country: str) -> str:
    """Place id of a seat of government."""
    name = name.removesuffix(" DC").removesuffix(" D.C.").removesuffix(",")
    return next((city.id for city in cities(name) if city.country == country), slug(name))


def find(scans: list, make: Callable, context: Counter) -> Iterator[Any]:
    """Places the parse or a preposition points to, resolved where the gazetteer knows them."""
    for scan in scans:
        doc = scan.passage.doc
        for entity in doc.ents:
            if entity.label_ not in ("GPE", "LOC"):
                continue
            run = name_run().search(entity.text)
            if not run:
                continue
            start, end = entity.start_char + run.start(), entity.start_char + run.end()
            if not scan.free(start, end) or doc.text[start:end] in word_set("titles", "not a name"):
                continue
            name = doc.text[start:end]
            scan.taken.append((start, end))
            yield make(scan.number, start, end, "place", resolve(name, context), readings.read(doc, *scan.tokens(start, end), "city"))


def resolve(name: str, context: Counter, country: str | None = None) -> str:
    """Place id of the city most likely meant: the largest, those in a country the report names first."""
    found = cities(name)
    if not found:
        return slug(name)
    most = max(found, key=lambda city: (city.country == country, city.population * (20 if context.get(city.country) else 1)))
    return most.id
