"""Names an editor writes in config.yaml, read as the reports read them."""
from typing import Iterable

from briefing.extract.actors.gazetteer import cities, place
from briefing.extract.actors.names import find_known
from briefing.model import Extraction, Place


def place_by_name(name: str, extractions: Iterable[Extraction] = ()) -> Place | None:
    """The place the reports mean by this name, else the region, country or largest city so called; None where none is known."""
    wanted = name.casefold()
    for extraction in extractions:
        for mention in extraction.mentions:
            quote = mention.span.quote.casefold()
            if mention.is_place and (quote == wanted or quote.startswith(wanted + " ")):        # "Kursk" is their "Kursk region"
                return place(mention.refers)
    for hit in find_known(name):
        if (hit.start, hit.end) == (0, len(name)) and hit.known.place:
            return place(hit.known.place)
    return next((place(city.id) for city in cities(name)), None)


def actor_by_name(name: str, extractions: Iterable[Extraction] = ()) -> str | None:
    """The id of the actor the lexicons or the reports know by this name; None where none does."""
    for hit in find_known(name):
        if (hit.start, hit.end) == (0, len(name)):
            return hit.known.id
    wanted = name.casefold()
    return next((mention.refers for extraction in extractions for mention in extraction.mentions
                 if not mention.is_place and mention.span.quote.casefold() == wanted), None)
