"""A summary that does not hold together is refused in our words, whoever wrote it."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
from naming import extract
from test_dashboard import STORIES, harbour

from briefing.compare.frame import event_frame
from briefing.extract import extract_all, rename
from briefing.extract.actors import merge_actors, places_of
from briefing.model import Document
from briefing.summary import SummaryError, plain, read_summary
from briefing.summary.cards import actor_cards, place_cards
from briefing.summary.checked import faults, is_date
from briefing.summary.material import Material
from briefing.summary.proof import prove
from briefing.summary.quotable import reads_alone
from briefing.summary.standing import is_told_whole
from briefing.yamlfile import read_trusted, seal, to_yaml, write_file

CASES = read_trusted(Path(__file__).parent / "cases" / "summary" / "wrong.yaml")
NOT_FINITE = {"inf": b"1.0e+999", "nan": b".nan"}  # the writer of a summary refuses them


def put(summary: dict, case: dict) -> bytes:
    """The summary with the one change of a case, sealed as if it had been built so."""
    changed = copy.deepcopy(summary)
    *way, last = case["at"]
    inner = changed
    for step in way:
        inner = inner[step]
    if case.get("del"):
        del inner[last]
    elif case.get("twice"):
        inner.append(inner[last])
    else:
        inner[last] = case["value"]
    data = to_yaml(changed)
    for word, written in NOT_FINITE.items():
        data = data.replace(f": {word}\n".encode(), b": " + written + b"\n")
    return seal(data)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["told"][:50])
def test_what_does_not_hold_together_is_refused_in_our_words(tmp_path, case):
    path = tmp_path / "harbour.yaml"
    write_file(path, put(plain(harbour()[0]), case))
    with pytest.raises(SummaryError) as refused:
        read_summary(path)
    told = str(refused.value)
    assert told.startswith(f"harbour.yaml: {case['told']}") and told.endswith("run: python -m briefing build")
    assert len(told) < 300
    assert "nput should" not in told and "valid" not in told


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_committed_briefing_holds_together(path):
    assert list(faults(read_summary(path))) == [] == list(faults(harbour()[0]))


def test_a_record_whose_id_another_has_is_withheld_and_told():
    summary, texts = harbour()
    told = prove(replace(summary, findings=summary.findings + summary.findings[:1]), texts)
    assert told.findings == summary.findings and list(faults(told)) == []
    assert ("finding", "f1", "another has its id") in [
        (item.what, item.where, item.why) for item in told.withheld
    ]


def test_a_date_as_precise_as_its_words_is_a_date():
    values = (
        None,
        "2024",
        "2024-10",
        "2024-10-28",
        "2024-10-18T23:32",
        "2024-10-18/2024-10-20",
        "2022-08/..",
        "../2024-10-18T23:32",
    )
    assert [value for value in values if not is_date(value)] == []


@pytest.mark.parametrize(
    "case",
    read_trusted(Path(__file__).parent / "cases" / "summary" / "roles.yaml"),
    ids=lambda case: case["about"],
)
def test_a_place_is_pinned_where_the_reports_bind_it_to_the_story(case):
    extractions = tuple(extract(text, f"{number:03}") for number, text in enumerate(case["reports"], 1))
    extractions = tuple(
        replace(one, places=places_of(one.mentions, one.document.text)) for one in extractions
    )
    told = {
        card.place.id: card.role
        for card in place_cards(Material(extractions, ()), {}, event_frame(extractions))
    }
    assert {id: told.get(id) for id in case["roles"]} == case["roles"]


READ_ALONE = read_trusted(Path(__file__).parent / "cases" / "summary" / "quotable.yaml")


@pytest.mark.parametrize("case", READ_ALONE, ids=[case["text"][:50] for case in READ_ALONE])
def test_a_speaker_is_shown_with_a_clause_that_can_be_read_alone(case):
    (extraction,) = extract_all((Document("001", case["text"]),))
    actors, _ = merge_actors([extraction])
    kinds = {actor.id: actor.kind for actor in actors}
    alone = [
        claim.words for claim in extraction.claims if claim.cue and reads_alone(claim, kinds.get(claim.actor))
    ]
    assert alone == case["alone"]


TOLD_WHOLE = read_trusted(Path(__file__).parent / "cases" / "summary" / "told_whole.yaml")


@pytest.mark.parametrize("case", TOLD_WHOLE, ids=[case["text"][:50] for case in TOLD_WHOLE])
def test_a_tile_shows_a_claim_only_in_words_that_neither_go_on_nor_point_elsewhere(case):
    (extraction,) = extract_all((Document("001", case["text"]),))
    whole = [
        claim.words
        for claim in extraction.claims
        if claim.cue and reads_alone(claim, None) and is_told_whole(claim)
    ]
    assert whole == case["whole"]


@pytest.mark.parametrize(
    "case",
    read_trusted(Path(__file__).parent / "cases" / "summary" / "actors.yaml"),
    ids=lambda case: case["about"],
)
def test_only_who_speaks_acts_or_holds_an_office_is_an_actor(case):
    extractions = tuple(extract(text, f"{number:03}") for number, text in enumerate(case["reports"], 1))
    merged, ids = merge_actors(extractions)
    told = {
        card.actor.id
        for card in actor_cards(Material(tuple(rename(one, ids) for one in extractions), merged))
    }
    assert (set(case["actors"]) - told, set(case.get("never", ())) & told) == (set(), set()), told
