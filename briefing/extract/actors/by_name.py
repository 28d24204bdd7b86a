"""Names an editor writes in config.yaml, read as the reports read them."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import count
from operator import itemgetter

from briefing.config import Story
from briefing.extract.actors.gazetteer import large_cities, place, settlements
from briefing.extract.actors.names import find_known, index
from briefing.model import Document, Extraction, Issue, Place
from briefing.yamlfile import shown

HELPED = 20  # unknown names for which the nearest known one is looked up: it takes some milliseconds each
LONGEST_NAME = 4  # words of a name in a report that may be meant


def place_by_name(name: str, extractions: Iterable[Extraction] = ()) -> Place | None:
    """The place the reports mean by this name, else the region, country or largest city so called; None where none is known."""
    wanted = name.casefold()
    for extraction in extractions:
        for mention in extraction.mentions:
            quote = mention.span.quote.casefold()
            if mention.is_place and (
                quote == wanted or quote.startswith(wanted + " ")
            ):  # "Kursk" is their "Kursk region"
                return place(mention.refers)
    for hit in find_known(name):
        if (hit.start, hit.end) == (0, len(name)) and (hit.known.place or hit.known.form == "region"):
            return place(hit.known.place or hit.known.id)
    return next((place(city.id) for city in settlements(name)), None)


def actor_by_name(name: str, extractions: Iterable[Extraction] = ()) -> str | None:
    """The id of the actor the lexicons or the reports know by this name; None where none does."""
    for hit in find_known(name):
        if (hit.start, hit.end) == (0, len(name)):
            return hit.known.id
    wanted = name.casefold()
    return next(
        (
            mention.refers
            for extraction in extractions
            for mention in extraction.mentions
            if not mention.is_place and mention.span.quote.casefold() == wanted
        ),
        None,
    )


def unknown_names(
    story: Story, documents: Iterable[Document], extractions: Iterable[Extraction] = ()
) -> Iterator[Issue]:
    """Names the editor wrote that neither the lexicons nor the reports know, each with the nearest that is known.

    Without extractions a name that stands in a report is taken for known.
    """
    documents = tuple(documents)
    written = "\n".join(document.text for document in documents)
    folded = "" if extractions else written.casefold()
    outlets = {document.outlet for document in documents if document.outlet}
    helped = count()
    for key, names, find, known in (
        ("voices", story.voices, actor_by_name, _actor_names),
        ("always", story.map_places, place_by_name, _place_names),
    ):
        for name in names:
            if find(name, extractions) is None and not (folded and name.casefold() in folded):
                yield Issue(
                    story.lines.get((key, name), key),
                    f"{key} holds '{shown(name)}', which neither the word lists nor the reports know; it is left out",
                    _hint(_nearest(name, _capitalised(written), known()) if next(helped) < HELPED else None),
                )
    for outlet in story.reliability:
        if outlet not in outlets:
            yield Issue(
                story.lines.get(("reliability", outlet), "reliability"),
                f"no report in this set is by '{shown(outlet)}'",
                _hint(_nearest(outlet, outlets)),
            )


_NAME = re.compile(r"[A-Z]\w+(?:[ -][A-Z]\w+)*")


def _hint(near: str | None) -> str:
    return f"did you mean '{shown(near)}'?" if near else "spell it as the reports do, or leave it out"


def _nearest(name: str, *known: Iterable[str]) -> str | None:
    """The nearest name, of the earlier of these sets where two are as near; None where none is near enough."""
    wanted = name.casefold()
    best = (0.0, None)
    for names in known:  # only such as begin alike and are about as long: comparing is slow
        folded = {
            other.casefold(): other
            for other in sorted(names)
            if abs(len(other) - len(name)) <= 3 and wanted[0] in other[:2].casefold()
        }
        for near in get_close_matches(wanted, folded, 1, 0.75):
            best = max(best, (SequenceMatcher(None, near, wanted).ratio(), folded[near]), key=itemgetter(0))
    return best[1]


@lru_cache(maxsize=1)
def _capitalised(text: str) -> frozenset[str]:
    """What may be a name in a text: every part of each run of capitalised words."""
    runs = {tuple(run.split()) for run in _NAME.findall(text)}
    parts = (
        (run, start, end)
        for run in runs
        for start in range(len(run))
        for end in range(start + 1, start + LONGEST_NAME + 1)
    )
    return frozenset(" ".join(run[start:end]) for run, start, end in parts if end <= len(run))


def _actor_names() -> Iterable[str]:
    return (name for same in index().values() for name, _ in same)


def _place_names() -> Iterable[str]:
    of_lexicons = (
        name
        for same in index().values()
        for name, known in same
        if known[0].place or known[0].form == "region"
    )
    return (*of_lexicons, *large_cities())
