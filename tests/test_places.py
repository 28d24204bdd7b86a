"""Where things happen: place or state, which city of that name, and where it lies."""

import gzip
from pathlib import Path

import pytest
from naming import check, read_cases

from briefing.extract import extract_all
from briefing.extract.actors import gazetteer, place
from briefing.lexicon import FOLDER, read_lexicon
from briefing.model import Document
from briefing.yamlfile import read_trusted

CASES = read_cases("places")


@pytest.mark.parametrize("name", CASES)
def test_each_case_finds_what_it_says_and_nothing_it_forbids(name):
    assert check(CASES[name]) == [], CASES[name]["about"]


def test_every_id_has_one_place_and_leads_back_to_itself():
    ids = [*gazetteer.countries(), *gazetteer.regions()]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if place(id).id != id] == []
    cities = {
        line.split("\t")[6] for line in gzip.decompress(gazetteer.CITIES.read_bytes()).decode().split("\n")
    }
    assert sorted(cities & set(ids)) == []


def _in_lists(value, inside=False):
    if isinstance(value, dict):
        yield from (key for key in value if not isinstance(key, str))
        yield from (word for held in value.values() for word in _in_lists(held))
    elif isinstance(value, list):
        yield from (word for held in value for word in _in_lists(held, True))
    elif inside:
        yield value


def test_no_word_of_a_lexicon_is_read_as_true_or_false():
    bare = {
        path.name: [word for word in _in_lists(read_lexicon(path.stem)) if isinstance(word, bool)]
        for path in FOLDER.glob("*.yaml")
    }
    assert {
        name: words for name, words in bare.items() if words
    } == {}  # on, off, yes and no need their quotation marks


def test_every_seat_named_in_the_lexicons_is_in_the_table():
    missing = [
        name
        for code, entry in read_lexicon("countries").items()
        for name in entry["seat"][:1]
        if "D.C." not in name and not any(city.country == code for city in gazetteer.cities(name))
    ]
    assert missing == []
    assert [
        id
        for id, entry in read_lexicon("organisations").items()
        if entry.get("seat") and place(entry["seat"]).lat is None
    ] == []


def test_points_lie_on_the_globe_and_countries_are_not_at_their_capitals():
    for found in (
        *(found for _, found in gazetteer.countries().values()),
        *(region.place for region in gazetteer.regions().values()),
    ):
        assert found.lat is None or (-90 <= found.lat <= 90 and -180 <= found.lon <= 180), found
    russia, moscow = place("russia"), place("moscow")
    assert russia.precision == "country" and moscow.precision == "point" and abs(russia.lon - moscow.lon) > 20


def test_an_unknown_place_has_no_point():
    assert (place("nowhere-at-all").lat, place("nowhere-at-all").lon) == (None, None)


@pytest.mark.parametrize(
    "case",
    read_trusted(Path(__file__).parent / "cases" / "places_set_beside.yaml"),
    ids=lambda case: case["text"][:40],
)
def test_a_place_no_table_has_lies_where_its_report_sets_it(case):
    (extraction,) = extract_all((Document("001", case["text"]),))
    first = next(mention for mention in extraction.mentions if mention.is_place)
    found = next(one for one in extraction.places if one.id == first.refers)
    assert (found.name, found.lat is not None) == (case["name"], "(" in case["name"])
