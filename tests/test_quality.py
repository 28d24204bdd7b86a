"""Extraction of the seeds never falls below its floors, and the scorer itself is right about a perfect and an empty extraction."""

import pytest
import quality
from gold import gold_actors, gold_places, read_gold

from briefing.model import (
    Actor,
    Claim,
    Document,
    Extraction,
    Figure,
    Link,
    Mention,
    Office,
    Place,
    Span,
    When,
)


@pytest.mark.parametrize("name", list(quality.read_floors()))
def test_no_measure_falls_below_its_floor(name):
    below = [line for line in quality.below_floor() if line.startswith(f"{name}:")]
    wrong = next(m.wrong for m in quality.measures() if m.name == name)
    assert not below, "\n".join([*below, *wrong])


def test_every_measure_has_a_floor_and_no_floor_stands_for_nothing():
    assert set(quality.read_floors()) == {m.name for m in quality.measures()}


def test_a_perfect_extraction_scores_one_everywhere():
    extractions = {report.id: perfect(report) for report in read_gold()}
    actors = {name: Actor(name, entry["name"], entry["kind"]) for name, entry in gold_actors().items()}
    scores = {m.name: (m.precision, m.recall, m.wrong) for m in score(extractions, actors)}
    assert scores == dict.fromkeys(quality.read_floors(), (1, 1, ()))


def test_an_empty_extraction_scores_nothing():
    extractions = {report.id: Extraction(Document(report.id, report.text)) for report in read_gold()}
    assert {m.hits for m in score(extractions, {})} == {0}


def test_a_claim_laid_in_the_wrong_mouth_costs_precision_and_speaker():
    extractions = {report.id: perfect(report) for report in read_gold()}
    actors = {name: Actor(name, entry["name"], entry["kind"]) for name, entry in gold_actors().items()}
    first = extractions["003"]
    from dataclasses import replace

    extractions["003"] = replace(
        first, claims=tuple(replace(claim, actor="nz", kind="attributed") for claim in first.claims)
    )
    scores = {m.name: m for m in score(extractions, actors)}
    assert scores["speaker"].hits < scores["speaker"].gold - 15
    assert scores["claims found"].precision < 1


def score(extractions, actors):
    return (
        *quality.score_claims(extractions, actors),
        *quality.score_figures(extractions),
        *quality.score_dates(extractions),
        *quality.score_mentions(extractions, actors),
        *quality.score_places(extractions),
        *quality.score_offices(extractions, actors),
    )


def perfect(report) -> Extraction:
    """What a faultless extraction of an annotated report would hold."""
    document = Document(report.id, report.text)
    span = lambda words: Span(report.id, words.start, words.end, words.quote) if words else None  # noqa: E731
    claims = tuple(
        Claim(
            f"{report.id}.{e['id']}",
            report.id,
            e["kind"],
            e["form"],
            e["stance"],
            tuple(map(span, e["content"])),
            span(e["content"][0]),
            cue=span(e.get("cue")),
            speaker=span(e.get("speaker")),
            actor=e.get("actor"),
            chain=(
                Link("this outlet", role="outlet"),
                *(
                    Link(
                        gold_actors().get(one, {}).get("name", one),
                        one,
                        "reports" if one == "unnamed reports" else "organisation",
                    )
                    for one in e["chain"]
                ),
            ),
        )
        for e in report.claims
        if "boilerplate" not in e
    )
    bounded = {"ordinal": "exact", "duration": "exact"}
    figures = tuple(
        Figure(
            span(e["at"]),
            e["value"],
            None if "at least" in (e["bounds"] or ()) else e["value"],
            "",
            (e["bounds"] or list(bounded.values()))[0],
        )
        for e in report.figures
    )
    names = tuple(
        Mention(span(e["at"]), gold_actors()[e["actor"]]["kind"], e["actor"])
        for e in report.mentions
        if "boilerplate" not in e
    )
    places = tuple(
        Mention(span(e["at"]), "place", e["place"], "event")
        for e in report.places
        if e["is_place"] and "boilerplate" not in e
    )
    return Extraction(
        document,
        claims=claims,
        figures=figures,
        dates=tuple(When(e["value"], "stated", span(e["at"])) for e in report.dates),
        mentions=names + places,
        places=tuple(Place(k, p["name"], p["lat"], p["lon"], "point") for k, p in gold_places().items()),
        offices=tuple(Office(e["at"].quote, span(e["at"]), e["actor"]) for e in report.offices),
    )
