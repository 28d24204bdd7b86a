"""briefing explain: the grounds of what a summary holds, and the rules tried at a place of a report."""

import pytest
from gold import ROOT

from briefing.__main__ import main
from briefing.explain import grounds_of, trials_at
from briefing.model import Document
from briefing.summary import read_summary

TEXT = "Depot fire\n\nThe harbour union said the crane had been unsafe. The company declined to comment on the crane.\n"


def test_a_claim_says_its_rule_speaker_and_words_and_what_each_rule_made_of_its_sentence():
    lines = list(trials_at(Document("001", TEXT), TEXT.index("crane had")))
    assert any("by rule “clause after”" in line and "“The harbour union”" in line for line in lines)
    assert any("speech._speech on “said”: found by rule “clause after”" in line for line in lines)


def test_where_there_is_no_attribution_the_test_that_failed_is_named_with_its_line_of_code():
    lines = list(trials_at(Document("001", TEXT), TEXT.index("declined")))
    failed = [line for line in lines if "speech._speech on “comment”: nothing" in line]
    assert failed and "line " in failed[0] and ("if " in failed[0] or "return" in failed[0])


def test_a_generator_that_found_something_is_told_once():
    text = "According to the port authority, the crane was unsafe.\n"
    told = [line for line in trials_at(Document("001", text), 5) if "sources._according on" in line]
    assert len(told) == 1 and "found by rule “according to”" in told[0]


def test_a_place_outside_the_report_is_refused():
    with pytest.raises(ValueError, match="characters 0 to"):
        list(trials_at(Document("001", TEXT), len(TEXT)))


@pytest.fixture(scope="module")
def seeds():
    return read_summary(ROOT / "summaries" / "north-korea-russia.yaml")


def test_every_claim_pin_tile_actor_and_finding_can_be_asked_for(seeds):
    ids = [one.id for one in (*seeds.claims, *seeds.metrics, *seeds.findings)]
    ids += [card.place.id for card in seeds.places] + [card.actor.id for card in seeds.actors]
    for name in ids:
        assert any("“" in line or "claims:" in line for line in grounds_of(seeds, name)), name


def test_a_name_that_is_not_there_is_told_with_the_nearest():
    summary = read_summary(ROOT / "summaries" / "north-korea-russia.yaml")
    with pytest.raises(ValueError, match="did you mean .*Brussels"):
        list(grounds_of(summary, "Brusels"))


def test_the_command_answers_for_an_id_and_for_a_place_of_a_report(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(["explain", "Brussels"]) == 0
    assert "named: “Brussels” at " in capsys.readouterr().out
    assert main(["explain", "001", "--at", "800"]) == 0
    assert "rules tried, in order:" in capsys.readouterr().out
    assert main(["explain", "099", "--at", "3"]) == 2
    assert "choose one of 000, 001, 002, 003, 004" in capsys.readouterr().err
