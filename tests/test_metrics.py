"""The tiles of a briefing, shown on stories of other topics: each case says which tiles come out and which numbers are on none."""

from pathlib import Path

import pytest
import yaml
from test_compare import read_reports

from briefing.compare import compare
from briefing.summary.material import Material
from briefing.summary.metrics import choose_metrics, value_of
from briefing.summary.proof import faults

CASES = sorted((Path(__file__).parent / "cases" / "tiles").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_tiles_are_as_the_case_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    extractions, actors = read_reports(case["reports"])
    found = compare(extractions, actors)
    chosen = choose_metrics(Material(extractions, tuple(actors)), found.groups, found.findings, found.series)
    tiles = {tile.label: tile for tile in chosen if tile.kind in ("figure", "planned figure")}
    for expected in case["tiles"]:
        tile = tiles.get(expected["label"])
        assert tile, (
            f"no tile {expected['label']!r} among {[(one.label, one.value) for one in tiles.values()]}"
        )
        assert tile.value == expected["value"] and "→" not in tile.value
        assert all(words in tile.note for words in expected.get("note", [])), tile.note
        assert len(tile.readings) == expected.get("readings", len(tile.readings)), [
            entry.span.quote for entry in tile.readings
        ]
    shown = [entry.span.quote for tile in tiles.values() for entry in tile.readings]
    assert not [
        quote
        for quote in shown
        for words in case["never"]
        if words in quote.split() or words in quote and " " in words
    ]
    texts = {one.document.id: one.document.text for one in extractions}
    assert not [fault for tile in chosen for fault in faults(tile, texts)]


@pytest.mark.parametrize(
    "quote, counted, value",
    [
        ("at least nine people", "people", "at least 9"),
        ("Thirty-five people", "people", "35"),
        ("1,530 people", "people", "1,530"),
        ("44 of the 70 missing", "missing", "44"),
        ("£4.2 million", "", "£4.2 million"),
        ("61 percent", "", "61 percent"),
        ("730-mile", "mile", "730"),
        ("More than 500", "", "more than 500"),
    ],
)
def test_a_value_is_its_number_in_digits_without_what_is_counted(quote, counted, value):
    assert value_of(quote, counted) == value
