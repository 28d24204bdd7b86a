"""Cases of who and where: each file says what must be found in its own text and what must not."""

from functools import cache
from pathlib import Path

import yaml

from briefing.extract.actors import find_mentions, find_movements, find_offices, place
from briefing.language import read_passages
from briefing.model import Document, Extraction, When
from briefing.text import find_blocks

CASES = Path(__file__).parent / "cases"


def read_cases(topic: str) -> dict[str, dict]:
    """File name → case, one a file."""
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((CASES / topic).glob("*.yaml"))
    }


@cache
def extract(text: str, id: str = "case", published: str | None = None) -> Extraction:
    """Mentions, offices and movements of a text."""
    document = Document(id, text, published=When(published, "set") if published else None)
    ((_, blocks, passages),) = read_passages([(document, tuple(find_blocks(document)))])
    mentions = tuple(find_mentions(document, passages))
    return Extraction(
        document,
        blocks,
        mentions=mentions,
        offices=tuple(find_offices(passages, mentions)),
        movements=tuple(find_movements(passages, mentions)),
    )


def check(case: dict) -> list[str]:
    """What a case expects and the text did not give, and what it gave and never should; empty where all is as told."""
    found = extract(case["text"], published=case.get("published"))
    wrong = []
    for wanted in case.get("mentions", ()):
        same = [mention for mention in found.mentions if mention.span.quote == wanted["quote"]]
        if not any(_fits(mention, wanted) for mention in same):
            wrong.append(
                f"no {wanted}; there is {[(m.kind, m.refers, m.reading) for m in found.mentions if m.span.quote == wanted['quote']] or [m.span.quote for m in found.mentions]}"
            )
    for wanted in case.get("offices", ()):
        if not any(
            all(getattr(office, key) == value for key, value in wanted.items()) for office in found.offices
        ):
            wrong.append(
                f"no office {wanted}; there is {[(o.title, o.actor, o.organisation, o.country) for o in found.offices]}"
            )
    if "movements" in case:
        moved = [[movement.origin, movement.destination] for movement in found.movements]
        wrong += [f"movements are {moved}"] if moved != case["movements"] else []
    for never in case.get("never", ()):
        never = {"quote": never} if isinstance(never, str) else never
        wrong += [
            f"never {never}: {m.kind} {m.refers} ({m.reading})"
            for m in found.mentions
            if all(_value(m, key) == value for key, value in never.items())
        ]
    for never in case.get("never offices", ()):
        wrong += [
            f"never the office {office.title} of {office.actor}"
            for office in found.offices
            if [office.title, office.actor] == never
        ]
    return wrong


def _value(mention, key: str):
    return (
        mention.span.quote
        if key == "quote"
        else "place"
        if key == "kind" and mention.is_place
        else getattr(mention, key)
    )


def _fits(mention, wanted: dict) -> bool:
    for key, value in wanted.items():
        if key == "near":
            if not mention.is_place:
                return False
            there = place(mention.refers)
            if there.lat is None or abs(there.lat - value[0]) > 1 or abs(there.lon - value[1]) > 1.5:
                return False
        elif _value(mention, key) != value:
            return False
    return True
