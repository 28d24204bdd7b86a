"""Organisations that no lexicon names: by the word that makes them one ("Ministry", "Airlines") and by the parse."""
from typing import Any, Callable, Iterator

from briefing.extract.actors.naming import slug
from briefing.extract.actors.people import name_run
from briefing.lexicon import word_set


def find(scans: list, make: Callable) -> Iterator[Any]:
    """Organisations by the parse, outside titles in capitals."""
    for scan in scans:
        doc = scan.passage.doc
        for entity in doc.ents:
            if entity.label_ != "ORG":
                continue
            run = name_run().search(entity.text)
            if not run or len(run.group()) < 2 or run.group() in word_set("titles", "not a name"):
                continue
            start, end = entity.start_char + run.start(), entity.start_char + run.end()
            if scan.free(start, end) and not any(hit.start < end and start < hit.end for hit in scan.hits):
                scan.taken.append((start, end))
                yield make(scan.number, start, end, "organisation", slug(doc.text[start:end]))
