"""What was named before and is now called by its kind: "the spy agency", "the alliance", "the North", "the minister"."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from briefing.lexicon import alternation, read_lexicon


def find(scans: list, make: Callable, found: list) -> Iterator[Any]:
    """Nouns with "the" that go back to the one organisation or state of the report so called; left out where two may be meant."""
    order = sorted(
        (one for one in found if one.kind in ("organisation", "media", "state", "group")),
        key=lambda one: (one.passage, one.start, -one.end),
    )
    first: dict[str, Any] = {}
    for one in order:
        first.setdefault(one.refers, one)
    called = {id: names for id, one in first.items() if (names := _called(id, one, scans))}
    nouns = {noun for names in called.values() for noun in names}
    if not nouns:
        return
    pattern = re.compile(rf"(?<![\w'-])[Tt]he (?P<noun>{alternation(nouns)})(?![\w-])")
    seen: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    position = 0
    for scan in scans:
        for match in pattern.finditer(scan.text):
            while position < len(order) and (order[position].passage, order[position].start) < (
                scan.number,
                match.start(),
            ):
                one = order[position]
                for noun in called.get(one.refers, ()):
                    seen[noun][one.refers] = one.passage, one.start
                position += 1
            if not scan.free(*match.span()) or _qualifies(scan, match.end()):
                continue
            candidates = seen.get(match["noun"], {})
            if match["noun"] not in UNKNOWN and _other_between(order, position, called, candidates):
                continue  # "the Tories … the National Rally … the party"
            near = (
                {id: where for id, where in candidates.items() if where[0] >= scan.number - 1}
                if len(candidates) > 1
                else candidates
            )
            if len(near) == 1:
                id = next(iter(near))
                yield make(scan.number, *match.span(), first[id].kind, id, "nominal")


def _other_between(order: list, position: int, called: dict, candidates: dict) -> bool:
    """Whether the organisation named last is of unknown kind and so may be the one meant."""
    last = order[position - 1] if position else None
    return (
        last is not None
        and called.get(last.refers) == UNKNOWN
        and all(where[:2] < (last.passage, last.start) for where in candidates.values())
    )


UNKNOWN = (
    "company",
    "firm",
)  # what an organisation of unknown kind may be called, so that no other is taken for it


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    known = {
        id: tuple(entry.get("what", ()))
        for file in ("media", "organisations")
        for id, entry in read_lexicon(file).items()
    }
    for entry in read_lexicon("countries").values():
        if entry.get("nominals"):
            from briefing.extract.actors.naming import slug

            known[slug(entry["name"])] = tuple(name.removeprefix("the ") for name in entry["nominals"])
    return known


def _called(id: str, first: Any, scans: list) -> tuple[str, ...]:
    """The nouns an actor is called by: from the lexicon, or from the word that makes it an organisation."""
    if id in _lexicon():
        return _lexicon()[id]
    if first.kind not in ("organisation", "media") or first.reading == "nominal":
        return ()
    words = scans[first.passage].text[first.start : first.end]
    table = read_lexicon("bodies")["called"]
    for head in sorted(table, key=lambda head: (-len(head), head)):
        if words.endswith(head) or words.startswith(head + " of"):
            return tuple(table[head])
    return UNKNOWN if first.kind == "organisation" and not words.isupper() else ()


def _qualifies(scan: Any, end: int) -> bool:
    """Whether the noun that ends here only qualifies the next ("the council members", "the party leader", "the group stage")."""
    tokens = scan.tokens(end - 1, end)
    if not tokens:
        return True
    token = scan.passage.doc[tokens[1]]
    return (
        token.dep_ in ("compound", "nmod", "amod")
        and token.head.i > token.i
        or bool(re.match(r" (?:of|for) ", scan.text[end : end + 5]))
    )
