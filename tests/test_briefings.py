"""Whole briefings of three stories against what a careful human briefer finds in their reports."""

from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
import yaml

from briefing.config import read_config
from briefing.model import Span, Summary
from briefing.pipeline import build
from briefing.summary import read_summary

STORIES = Path(__file__).parent / "stories"
FLOORS = yaml.safe_load((STORIES / "floors.yaml").read_text(encoding="utf-8"))
NAMES = sorted(FLOORS)


class Story:
    """A story's gold and the summary that the rules build of it now."""

    def __init__(self, name: str, summary: Summary):
        self.gold = yaml.load((STORIES / name / "gold.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        self.texts = {
            path.name[:3]: path.read_bytes().decode() for path in (STORIES / name).glob("[0-9]*.txt")
        }
        self.summary = summary
        self.claims = {claim.id: claim for claim in summary.claims}

    def at(self, item: dict) -> tuple[str, int, int]:
        """Report, start and end of a quote of the gold, which stands in its report exactly once."""
        text = self.texts[item["report"]]
        assert text.count(item["quote"]) == 1, item["quote"]
        start = text.index(item["quote"])
        return item["report"], start, start + len(item["quote"])

    def told(self, line, item: dict) -> bool:
        """Whether a line rests on the quote and prints half of the telling words that they share."""
        report, start, end = self.at(item)
        for part in (part for claim in line.claims for part in self.claims[claim].content):
            low, high = max(start, part.start), min(end, part.end)
            if part.document == report and 2 * (high - low) >= min(end - start, part.end - part.start):
                words = [word for word in self.texts[report][low:high].lower().split() if len(word) > 3]
                if 2 * sum(word in line.text.lower() for word in words) >= len(words) > 0:
                    return True
        return False

    def on(self, spans, item: dict) -> bool:
        """Whether one of the spans shares half of the shorter with the quote."""
        report, start, end = self.at(item)
        return any(
            span.document == report
            and 2 * (min(end, span.end) - max(start, span.start)) >= min(end - start, span.end - span.start)
            for span in spans
        )


@cache
def story(name: str, folder: Path) -> Story:
    """The story, built once a run."""
    list(build(read_config(STORIES / name / "config.yaml"), folder))
    return Story(name, read_summary(folder / f"{name}.yaml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("briefings")


@pytest.fixture(params=NAMES)
def built(request, folder):
    return request.param, story(request.param, folder)


def test_the_bottom_line_holds_what_happened(built):
    name, one = built
    facts = [fact for fact in one.gold["bottom_line"] if int(fact["rank"]) <= 3]
    found = sum(
        any(one.told(line, item) for line in one.summary.bluf for item in fact["support"]) for fact in facts
    )
    assert found >= FLOORS[name]["facts"]


def test_the_bottom_line_holds_nothing_that_must_not_stand_there(built):
    _, one = built
    assert [
        item["why"] for item in one.gold["never"] for line in one.summary.bluf if one.told(line, item)
    ] == []


def test_tiles_show_the_newest_count_and_none_that_belongs_to_no_series(built):
    name, one = built
    tiles = [metric for metric in one.summary.metrics if "figure" in metric.kind]
    newest = 0
    for metric in (metric for metric in one.gold["metrics"] if metric["must"] == "true"):
        mine = [
            tile
            for tile in tiles
            if any(one.on([entry.span for entry in tile.readings], item) for item in metric["readings"])
        ]
        low = metric["newest"]["low"]
        newest += any(
            f"{tile.readings[-1].low:g}" == f"{float(low):g}"
            for tile in mine
            if tile.readings[-1].low is not None and low != "null"
        )
    assert newest >= FLOORS[name]["newest"]
    read = [reading for metric in one.gold["metrics"] for reading in metric["readings"]]
    spans: list[Span] = [
        entry.span
        for tile in tiles
        for entry in tile.readings
        if not any(one.on([entry.span], item) for item in read)
    ]
    assert [item["why"] for item in one.gold["never_metrics"] if one.on(spans, item)] == []


def test_disagreements_are_found_and_pairs_that_are_none_are_not_told(built):
    name, one = built
    conflicts = [finding for finding in one.summary.findings if finding.kind == "conflict"]

    def holds(finding, item) -> bool:
        spans = [*finding.spans, *(part for claim in finding.claims for part in one.claims[claim].content)]
        return any(
            one.on([a], item["sides"][0]) and one.on([b], item["sides"][1]) for a, b in permutations(spans, 2)
        )

    found = sum(any(holds(finding, item) for finding in conflicts) for item in one.gold["conflicts"])
    assert found >= FLOORS[name]["conflicts"]
    pairs = [
        finding for finding in one.summary.findings if finding.kind in ("conflict", "change", "development")
    ]
    assert [
        item["why"]
        for item in one.gold["not_findings"]
        if any(
            one.on([finding.spans[0]], item["sides"][0]) and one.on([finding.spans[-1]], item["sides"][1])
            for finding in pairs
        )
    ] == []


def test_nothing_is_pinned_where_nothing_of_the_story_happened(built):
    _, one = built
    pinned = {card.place.name for card in one.summary.places if card.role in ("event", "meeting")}
    assert [item["why"] for item in one.gold["never_pins"] if item["name"] in pinned] == []


@pytest.mark.parametrize("part", ["next", "unknown"])
def test_what_is_due_and_what_is_not_known_is_told(built, part):
    name, one = built
    spans = [
        span
        for item in getattr(one.summary, part)
        for span in (item.span, *(c for claim in item.claims for c in one.claims[claim].content))
    ]
    assert sum(one.on(spans, item) for item in one.gold[part]) >= FLOORS[name][part]
