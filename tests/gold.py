"""The hand annotation of the five seed reports (tests/expected/gold), read into plain records the scorer can compare."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "expected" / "gold"
EDGE = " \n\t“”\"'‘’,.:;*"


@dataclass(frozen=True)
class Words:
    """The annotated words of a document from start to end."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Report:
    """One annotated seed: its text and, by kind, the annotated lines (span strings already cut into Words)."""

    id: str
    text: str
    published: dict[str, str]
    claims: tuple[dict[str, Any], ...]
    figures: tuple[dict[str, Any], ...]
    dates: tuple[dict[str, Any], ...]
    mentions: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]
    offices: tuple[dict[str, Any], ...]


@cache
def read_gold() -> tuple[Report, ...]:
    """Every annotated report, in order of its id; ValueError where a span is not what the seed says there."""
    return tuple(_report(path) for path in sorted(GOLD.glob("0*.yaml")))


@cache
def gold_actors() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((GOLD / "actors.yaml").read_text(encoding="utf-8"))


@cache
def gold_places() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((GOLD / "places.yaml").read_text(encoding="utf-8"))


def _report(path: Path) -> Report:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = (SEEDS / written["file"]).read_bytes().decode("utf-8")

    def cut(span: str) -> Words:
        place, quote = span.split(" ", 1)
        start, end = map(int, place.split("-"))
        if text[start:end] != quote:
            raise ValueError(f"{path.name}: {place} is {text[start:end]!r}, not {quote!r}")
        return Words(start, end, quote)

    def line(entry: dict[str, Any]) -> dict[str, Any]:
        return {
            key: tuple(map(cut, value))
            if key == "content"
            else cut(value)
            if key in ("at", "speaker", "cue")
            else value
            for key, value in entry.items()
        }

    kinds = ("claims", "figures", "dates", "mentions", "places", "offices")
    return Report(path.stem, text, written["published"], *(tuple(map(line, written[kind])) for kind in kinds))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """start and end without the quotation marks, stops and spaces at the edges, about which annotators differ."""
    while start < end and text[start] in EDGE:
        start += 1
    while start < end and text[end - 1] in EDGE:
        end -= 1
    return start, end


def characters(text: str, parts) -> frozenset[int]:
    """The positions that parts with start and end cover, edges trimmed."""
    return frozenset(i for part in parts for i in range(*trimmed(text, part.start, part.end)))


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared positions as a share of all (Jaccard), 0 to 1."""
    return len(a & b) / len(a | b) if a & b else 0.0
