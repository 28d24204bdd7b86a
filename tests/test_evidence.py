"""Every value on the page is one click from its words: no metric, line, dot, pin or finding that leads nowhere or to other words."""

import os

import pytest
from gold import ROOT

from briefing.dashboard.index import build_index
from briefing.dashboard.reader import opened
from briefing.dashboard.safe import links_of
from briefing.model import DocumentCard, When
from briefing.summary import SummaryError, read_summary, read_text, text_path

SUMMARIES = ROOT / "summaries"
PATHS = sorted(SUMMARIES.glob("*.yaml"))


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def index(request):
    return build_index(read_summary(request.param))


@pytest.mark.parametrize("odd", ["pipe", "link", "long", "folder"])
def test_a_stored_text_that_is_no_plain_file_is_told_at_once(tmp_path, odd):
    path = text_path(tmp_path, "strike", "001", "0" * 64)
    path.parent.mkdir()
    match odd:
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "long":
            with path.open("wb") as file:
                file.truncate(10 << 30)
    with pytest.raises(SummaryError, match=r"001-00000000\.txt: .*; run: python -m briefing build"):
        read_text(
            tmp_path,
            "strike",
            DocumentCard("001", None, None, When(None, "unknown"), "001.txt", "0" * 64, 9, (), 1),
        )


def texts(index) -> dict[str, str]:
    return {card.id: read_text(SUMMARIES, index.summary.story, card) for card in index.summary.documents}


def chosen(node) -> list[str]:
    """The words under the strong mark, in reading order."""
    if isinstance(node, str):
        return []
    if node["t"] == "mark" and "chosen" in node.get("c", ""):
        return [words(node)]
    return [found for child in node["k"] for found in chosen(child)]


def words(node) -> str:
    return node if isinstance(node, str) else "".join(map(words, node["k"]))


def letters(text: str) -> str:
    return "".join(text.split())


def test_every_claim_opens_to_exactly_its_own_words(index):
    stored = texts(index)
    for claim in index.summary.claims:
        shown = chosen(opened(index, claim, stored[claim.document]))
        assert letters("".join(shown)) == letters("".join(part.quote for part in claim.content)), claim.id


def test_every_span_of_the_summary_rereads_its_quote_in_the_stored_text(index):
    from test_invariants import spans_of

    stored = texts(index)
    wrong = [
        (at, span)
        for at, span in spans_of(index.summary)
        if stored[span.document][span.start : span.end] != span.quote
    ]
    assert wrong == []


def test_every_link_of_every_panel_leads_to_something_that_exists(index):
    from briefing.dashboard import board, header, metrics, people, sources
    from briefing.dashboard.state import View

    views = [
        View(),
        *(View(actor=card.actor.id) for card in index.summary.actors),
        *(View(place=card.place.id) for card in index.summary.places),
    ]
    trees = [
        header.header(index),
        metrics.metrics(index),
        board.board(index),
        sources.sources(index, "2030-01-01"),
        *(people.panel(index, view) for view in views),
    ]
    known = {
        "claim": {claim.id for claim in index.summary.claims},
        "finding": {finding.id for finding in index.summary.findings},
        "actor": {card.actor.id for card in index.summary.actors},
        "place": {card.place.id for card in index.summary.places},
        "document": {card.id for card in index.summary.documents},
    }
    wrong = [
        (name, value)
        for tree in trees
        for go in links_of(tree)
        for name, value in go.items()
        if name in known and value is not None and value not in known[name]
    ]
    assert wrong == []


def test_every_line_metric_and_finding_rests_on_claims_that_are_there(index):
    ids = {claim.id for claim in index.summary.claims}
    summary = index.summary
    resting = [
        *(("bluf", id) for line in summary.bluf for id in line.claims),
        *(("metric", entry.claim) for metric in summary.metrics for entry in metric.readings),
        *(("finding", id) for finding in summary.findings for id in finding.claims),
        *(("group", id) for group in summary.groups for id in group.claims),
        *(("place", id) for card in summary.places for id in card.claims),
        *(("actor", id) for card in summary.actors for id in card.claims),
        *(("timeline", entry.claim) for entry in summary.timeline if entry.claim),
        *(("position", id) for position in summary.positions for id in position.claims),
    ]
    assert [(what, id) for what, id in resting if id not in ids] == []
    assert all(line.claims for line in summary.bluf)


def test_the_seeds_show_the_places_people_and_numbers_they_are_known_for():
    (path,) = [path for path in PATHS if path.stem == "north-korea-russia"]
    summary = read_summary(path)
    places = " ".join(card.place.name for card in summary.places)
    assert [name for name in ("Kursk", "Vladivostok", "Donetsk", "Brussels") if name not in places] == []
    merged = [card.actor for card in summary.actors if len(card.actor.aliases) > 1]
    assert len(merged) >= 12, [actor.name for actor in merged]
    assert any({"Hong Jang-won", "Hong Chang Won"} <= set(actor.aliases) for actor in merged)
    readings = [
        (metric.kind, entry.value, entry.stance) for metric in summary.metrics for entry in metric.readings
    ]
    told = [figure.span.quote for claim in summary.claims for figure in claim.figures]
    assert all(
        any(number in quote for quote in told) for number in ("1,500", "around 10,000", "more than 8 million")
    )
    assert any("10,000 troops" in line.text for line in summary.bluf)
    assert not [metric.label for metric in summary.metrics if metric.label.endswith("reported")], (
        "nothing is said of them but that they were reported"
    )
    assert all(stance != "planned" for kind, _, stance in readings if kind == "figure")
    assert any("10,000" in value for kind, value, stance in readings if kind == "planned figure")
    assert {"unconfirmed", "confirmed"} <= {stance for kind, _, stance in readings if kind == "position"}
    assert 4 <= len(summary.metrics) <= 6 and 2 <= len(summary.bluf) <= 3
