"""The page without a browser: what each panel says and opens, that text stays text, and that a broken file breaks nothing."""

import gc
import hashlib
import json
import re
import threading
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.dashboard import (
    asof,
    board,
    claims,
    facing,
    geo,
    header,
    live,
    metrics,
    parts,
    people,
    places,
    reader,
    safe,
    sources,
    state,
    tables,
    times,
)
from briefing.dashboard.export import EXPORTS
from briefing.dashboard.index import build_index, first_day, kept, short_day
from briefing.dashboard.phrases import STANCE_WORDS, day
from briefing.model import (
    Actor,
    ActorCard,
    Change,
    Claim,
    Document,
    DocumentCard,
    Entry,
    Finding,
    Group,
    Issue,
    Line,
    Link,
    Metric,
    Office,
    Origin,
    Place,
    PlaceCard,
    Position,
    Rating,
    Revision,
    Summary,
    TimelineEntry,
    When,
    Withheld,
)
from briefing.summary import read_summary, read_text, write_summary

ROOT = Path(__file__).parent.parent
STORIES = sorted((ROOT / "summaries").glob("*.yaml"))
HOSTILE = "$\\rule{500em}{500em}$ ![x](http://tracker.example/x.png) :red[alarm] <script>alert(1)</script> \u202eabc\u200b"


# ---------------------------------------------------------------- a small story of its own

GAZETTE = Document(
    "a1",
    'Dockers return to work\nThe union said that 400 dockers "could" return on Monday. The port denied the claim.\n\nCranes stood still in Lisbon.',
)
COURIER = Document(
    "b2", "The port confirmed that 250 dockers had returned, according to the Harbour Gazette."
)


def claim_in(
    document: Document,
    words: str,
    speaker: str,
    cue: str,
    actor: str,
    stance: str = "claimed",
    hedges=(),
    chain=(),
    places=(),
) -> Claim:
    """A claim whose words, speaker and cue stand in the document."""
    start = document.text.index(words)
    span = lambda part: document.span(document.text.index(part), document.text.index(part) + len(part))
    end = start + len(words)
    sentence = document.span(
        max(0, document.text.rfind(". ", 0, start) + 1),
        min(len(document.text), document.text.find(".", end) + 1 or len(document.text)),
    )
    return Claim(
        id=f"{document.id}:{start}-{end}",
        document=document.id,
        kind="attributed",
        form="indirect",
        stance=stance,
        content=(document.span(start, end),),
        sentence=sentence,
        cue=span(cue),
        speaker=span(speaker),
        actor=actor,
        hedges=tuple(span(hedge) for hedge in hedges),
        chain=tuple(chain),
        said=When("2024-06-05", "inferred"),
        places=places,
    )


def harbour(hostile: str = "") -> tuple[Summary, dict[str, str]]:
    """A briefing on two reports of a strike; `hostile` words stand in its title, names, labels and reasons."""
    first = claim_in(
        GAZETTE,
        '400 dockers "could" return on Monday',
        "The union",
        "said",
        "union",
        hedges=("could",),
        places=("lisbon",),
        chain=(
            Link("Harbour Gazette", None, "outlet"),
            Link("The union", "union", "organisation", cue=GAZETTE.span(33, 37)),
        ),
    )
    denied = claim_in(GAZETTE, "the claim", "The port", "denied", "port", stance="denied")
    second = claim_in(
        COURIER,
        "250 dockers had returned",
        "The port",
        "confirmed",
        "port",
        stance="confirmed",
        chain=(
            Link("this outlet", None, "outlet"),
            Link("the Harbour Gazette", None, "media", inferred=True),
            Link("The port", "port", "organisation"),
        ),
    )
    cards = tuple(
        DocumentCard(
            id=document.id,
            title=document.span(0, 10),
            outlet=outlet,
            published=When(published, basis, why="its first line"),
            path=f"reports/{document.id}.txt",
            sha256=hashlib.sha256(document.text.encode()).hexdigest(),
            words=12,
            origins=("union",),
            claims=number,
        )
        for document, outlet, published, basis, number in (
            (GAZETTE, "Harbour Gazette" + hostile, "2024-06-05", "stated", 2),
            (COURIER, None, None, "unknown", 1),
        )
    )
    actors = (
        ActorCard(
            Actor(
                "union",
                "Dockers’ Union" + hostile,
                "organisation",
                offices=(Office("secretary" + hostile, GAZETTE.span(23, 32), "union"),),
                aliases=("The union", "Union"),
                why="one name",
            ),
            (first.id,),
            (first.speaker,),
            2,
            first.id,
        ),
        ActorCard(
            Actor("port", "Port of Lisbon", "organisation"),
            (second.id, denied.id),
            (second.speaker,),
            3,
            second.id,
        ),
        ActorCard(Actor("mayor", "The mayor", "person"), (), (), 1),
    )
    entries = (
        Entry("400", first.id, first.content[0], "Dockers’ Union", "claimed", "2024-06-05", 400, 400),
        Entry("more than 250", second.id, second.content[0], "Port", "confirmed", "2024-06-06", 250, None),
    )
    return Summary(
        story="harbour",
        title="Harbour strike" + hostile,
        as_of="2024-06-06",
        period=("2024-06-05", "2024-06-06"),
        bluf=(Line("The port confirmed that 250 dockers had returned." + hostile, (second.id,)),),
        gaps=("no ship owner is heard" + hostile,),
        claims=(first, denied, second),
        actors=actors,
        metrics=(
            Metric(
                "returned",
                "figure",
                "Dockers returned" + hostile,
                "400 → more than 250",
                "Dockers’ Union → Port",
                "confirmed",
                entries,
            ),
            Metric(
                "position",
                "position",
                "Position of the port",
                "denied → confirmed",
                "Port",
                "confirmed",
                (replace(entries[0], claim=denied.id), entries[1]),
            ),
            Metric("conflicts", "disagreements", "Disagreements", "1", "side by side", None),
            Metric("origins", "origins", "Origins", "1 : 2", "", None),
        ),
        places=(
            PlaceCard(
                Place("lisbon", "Lisbon" + hostile, 38.7, -9.1, "point", "PT"),
                "event",
                (first.id,),
                (GAZETTE.span(131, 137),),
                "claimed",
            ),
        ),
        movements=(),
        timeline=(
            TimelineEntry(
                When("2024-06-05", "stated"), "said", first.words + hostile, "a1", first.id, first.content[0]
            ),
            TimelineEntry(When(None, "unknown"), "published", "undated", "b2"),
        ),
        origins=(
            Origin(
                "union", "Dockers’ Union", True, ("a1", "b2"), (first.id,), "2024-06-05", "“said”" + hostile
            ),
            Origin("words", "report b2 in its own words", False, ("b2",), ()),
        ),
        groups=(
            Group("g1", "dockers return", (first.id, second.id), ("union",), 1, 2, 3, "told alike" + hostile),
        ),
        findings=(
            Finding(
                "f1",
                "conflict",
                "how many returned" + hostile,
                (first.id, second.id),
                (first.content[0], second.content[0]),
                "400 is not 250" + hostile,
                "figure",
            ),
            Finding(
                "f2",
                "change",
                "the port turned",
                (denied.id, second.id),
                (denied.content[0], second.content[0]),
                "denied, then confirmed",
            ),
        ),
        positions=(Position("g1", "union", "affirms", (first.id,)), Position("g1", "port", "silent")),
        ratings=(Rating(first.id, "B", 3, "3: one named origin says it"),),
        rule="by rule",
        since=None,
        changes=(),
        documents=cards,
        issues=(),
        withheld=(Withheld("a number", "b2", "its words are not there" + hostile),),
        inputs="1",
        complete=True,
    ), {"a1": GAZETTE.text, "b2": COURIER.text}


@pytest.fixture
def index():
    return build_index(harbour()[0])


def trees(index) -> dict[str, dict]:
    """Every tree of every page."""
    view = state.View()
    made = {
        "header": header.header(index),
        "metrics": metrics.metrics(index),
        "people": people.panel(index, view),
        "board": board.board(index),
        "carried": board.carried(index),
        "grid": board.grid(index),
        "sources": sources.sources(index, "2030-01-01"),
        "times": times.listed(index),
        "rows": claims.rows(index, list(index.summary.claims), view),
    }
    made |= {
        f"actor {card.actor.id}": people.panel(index, state.View(actor=card.actor.id))
        for card in index.summary.actors
    }
    made |= {
        f"place {card.place.id}": people.panel(index, state.View(place=card.place.id))
        for card in index.summary.places
    }
    made |= {f"finding {finding.id}": board.compared(index, finding) for finding in index.summary.findings}
    made |= {f"claim {claim.id}": reader.opened(index, claim, None, "gone") for claim in index.summary.claims}
    return {name: tree for name, tree in made.items() if tree}


# ---------------------------------------------------------------- every value opens its words


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_link_of_the_committed_briefing_leads_to_something_that_is_there(path):
    index = build_index(read_summary(path))
    for name, tree in trees(index).items():
        for go in safe.links_of(tree):
            assert state.read_view(
                index, {key: value for key, value in go.items() if key != "page" and value}
            ) == replace(
                state.View(),
                **{
                    key: (int(value) if key == "at" else value)
                    for key, value in go.items()
                    if key != "page" and value
                },
            ), (name, go)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_claim_of_the_committed_briefing_stands_marked_in_its_report(path):
    index = build_index(read_summary(path))
    for claim in index.summary.claims:
        text = read_text(path.parent, index.summary.story, index.documents[claim.document])
        printed = reader.printed(index, claim, text)
        assert whole(printed) == re.sub(r"\s+", "", safe.visible(text)), claim.id
        assert "".join(map(whole, marks(printed))) == re.sub(
            r"\s+", "", safe.visible("".join(part.quote for part in claim.content))
        ), claim.id


def whole(node) -> str:
    """Words without spaces."""
    return re.sub(r"\s+", "", node if isinstance(node, str) else "".join(whole(child) for child in node["k"]))


def marks(node) -> list[dict]:
    """Nodes of the chosen words."""
    if isinstance(node, str):
        return []
    return (
        [node]
        if node.get("c") == "chosen" and node["t"] == "mark"
        else [found for child in node["k"] for found in marks(child)]
    )


def test_bottom_line_metrics_actors_places_and_disagreements_open_their_claims(index):
    first, denied, second = (claim.id for claim in index.summary.claims)
    assert {"claim": second} in safe.links_of(header.bottom_line(index))
    assert safe.links_of(metrics.card(index, index.summary.metrics[0])) == [
        {"claim": second},
        {"claim": first},
        {"claim": second},
    ]
    assert safe.links_of(metrics.card(index, index.summary.metrics[1])) == [
        {"claim": second},
        {"claim": denied},
        {"claim": second},
    ]
    assert {"finding": "f1"} in safe.links_of(metrics.card(index, index.summary.metrics[2])) and {
        "finding": "f1"
    } in safe.links_of(header.digest(index))
    assert {"claim": first} in safe.links_of(people.panel(index, state.View(place="lisbon")))
    assert {"claim": denied} in safe.links_of(people.panel(index, state.View(actor="port")))
    assert {"claim": first} in safe.links_of(board.board(index)) and {"claim": first} in safe.links_of(
        board.grid(index)
    )


def test_a_choice_of_place_or_actor_shows_its_claims_and_the_way_back(index):
    chosen = people.panel(index, state.View(place="lisbon"))
    assert (
        {"place": None} in safe.links_of(chosen)
        and "clear" in safe.text_of(chosen)
        and "400 dockers" in safe.text_of(chosen)
    )
    chosen = people.panel(index, state.View(actor="union"))
    assert (
        {"actor": None} in safe.links_of(chosen)
        and "Also written" in safe.text_of(chosen)
        and "one name" in safe.text_of(chosen)
    )


def test_the_chain_reads_from_the_outlet_to_the_origin_and_says_what_was_carried_over(index):
    chain = board.chain(index, index.summary.claims[2])
    assert (
        re.sub(r"\s+", " ", safe.text_of(chain))
        == "report b2 (no outlet named) ← the Harbour Gazette carried over ← The port"
    )
    assert [node["c"] for node in chain["k"] if node["c"].startswith("link")] == [
        "link",
        "link inferred",
        "link",
    ]


def test_a_hedge_stays_underlined_wherever_its_claim_is_quoted(index):
    quoted = people.claim_line(index, index.summary.claims[0])
    assert '{"t": "u", "k": ["could"]}' in json.dumps(quoted)


def test_an_open_end_runs_off_the_scale_and_equal_readings_stand_side_by_side(index):
    entry = index.summary.metrics[0].readings[0]
    dots = metrics.spread((entry, entry, replace(entry, low=1000, high=None)))["k"][0]["k"]
    assert [dot["s"] for dot in dots] == [
        {"--x": 0, "--w": 0, "--n": 0},
        {"--x": 0, "--w": 0, "--n": 1},
        {"--x": 100, "--w": 0, "--n": 0},
    ]
    assert "open" in dots[2]["c"] and "open" not in dots[0]["c"]


@pytest.mark.parametrize(
    "value, words",
    [
        ("2024-10-18T23:32", "18 Oct 2024"),
        ("2024-10-08/2024-10-13", "8–13 Oct 2024"),
        ("2024-10", "Oct 2024"),
        ("2024", "2024"),
        ("2022-08/..", "since Aug 2022"),
        ("../2024-10-28", "until 28 Oct 2024"),
        ("2023-12-30/2024-01-02", "30 Dec 2023 – 2 Jan 2024"),
        ("garbage-99", "garbage-99"),
        (None, ""),
        ("2024-13-01", "2024-13-01"),
    ],
)
def test_dates_read_as_a_newsroom_writes_them(value, words):
    assert day(value) == words


# ---------------------------------------------------------------- text stays text


def test_unseen_characters_are_written_out_and_spelling_is_kept():
    assert (
        safe.visible("a\u202eb\u200bc\x07d\ud800e\ufeff") == "a‹U+202E›b‹U+200B›c‹U+0007›d‹U+D800›e‹U+FEFF›"
    )
    assert (
        safe.visible("می\u200cخواهم नहीं क\u094d\u200dष 👩\u200d🚀\n\tx")
        == "می\u200cخواهم नहीं क\u094d\u200dष 👩\u200d🚀\n\tx"
    )
    assert safe.visible("pass\u200dword") == "pass‹U+200D›word"
    assert safe.visible("e\u0301" + "\u0301" * 40) == "e" + "\u0301" * 3


@pytest.mark.parametrize("tag", ["script", "img", "iframe", "style", "a", "svg", "DIV", ""])
def test_a_tree_knows_only_harmless_elements(tag):
    with pytest.raises(ValueError):
        safe.el(tag, "x")


def test_hostile_words_change_no_element_class_or_link_of_any_tree():
    calm, hostile = trees(build_index(harbour()[0])), trees(build_index(harbour(HOSTILE)[0]))
    assert calm.keys() == hostile.keys() and all(
        skeleton(calm[name]) == skeleton(hostile[name]) for name in calm
    )
    assert "‹U+202E›" in safe.text_of(hostile["header"]) and "\u202e" not in json.dumps(
        hostile, ensure_ascii=False
    )


def skeleton(node):
    """A tree without its words."""
    return (
        None
        if isinstance(node, str)
        else {
            key: [skeleton(child) for child in value if not isinstance(child, str)] if key == "k" else value
            for key, value in node.items()
            if key not in ("h", "y")
        }
    )


def test_the_script_builds_text_nodes_and_parses_nothing():
    script = (ROOT / "briefing" / "dashboard" / "words.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|DOMParser|fetch\(|XMLHttp|import\(",
        script,
    )


def test_panels_put_nothing_on_the_screen_but_through_the_door():
    for path in [*sorted((ROOT / "briefing" / "dashboard").rglob("*.py")), ROOT / "app.py"]:
        code = path.read_text("utf-8")
        assert not re.search(
            r"st\.(markdown|write|caption|header|subheader|metric|info|warning|error|success|badge|image|toast|link_button|page_link)\(|unsafe_allow|st\.iframe",
            code,
        ), path.name
        assert not re.search(r'st\.html\((?!f?"<style>)', code), path.name  # style sheets of our own


# ---------------------------------------------------------------- the address


def test_the_address_is_checked_against_the_story(index):
    view = state.read_view(
        index,
        {
            "claim": "nothing:1-2",
            "actor": "union",
            "stance": "certain",
            "sort": "x",
            "at": "-3",
            "utm": "1",
            "q": "dockers",
            "place": "",
            "kind": "conflict",
        },
    )
    assert view == state.View(actor="union", q="dockers", kind="conflict")
    assert state.read_view(index, {"at": "9999999999999"}).at == 1
    for wrong in "2101-01-01 1899-12-31 0001-01-01 9999-12-31 2024-02-30 2024-10 20241028 2024-W01-1 2024-10-28T10:00 x".split():
        assert state.read_view(index, {"since": wrong, "until": wrong}) == state.View()
    widest = {"since": "1900-01-01", "until": "2100-12-31"}
    assert state.read_view(index, widest) == state.View(**widest)
    assert (
        state.read_view(index, {"asof": "yesterday"}).asof is None
        and state.read_view(index, {"asof": "2024-06-05"}).asof == "2024-06-05"
    )


def test_claims_are_searched_filtered_sorted_and_paged(index):
    first, denied, second = (claim.id for claim in index.summary.claims)
    ids = lambda **wanted: list(tables.narrowed(index, state.View(**wanted))["claim"])
    assert set(ids()) == {first, denied, second} and ids(q="dockers MONDAY") == [first]
    assert (
        ids(actor="port", sort="report") == [denied, second]
        and ids(place="lisbon") == [first]
        and ids(document="b2") == [second]
    )
    assert (
        ids(stance="denied") == [denied]
        and set(ids(kind="conflict")) == {first, second}
        and ids(kind="corroborated") == []
    )
    assert (
        ids(since="2024-06-06") == [] and len(ids(until="2024-06")) == 3 and ids(sort="speaker")[0] == first
    )
    assert tables.page_of(tables.claims_table(index), 99) == ([first, denied, second], 1, 1)


def test_a_date_without_a_beginning_counts_by_its_end():
    assert [
        first_day(value)
        for value in ("../2024-10-28", "2024-10-08/2024-10-13", "2024-10-18T23:32", "2024/..", None)
    ] == ["2024-10-28", "2024-10-08", "2024-10-18", "2024", ""]


def test_a_story_without_claims_draws_the_same_pages():
    empty = replace(
        harbour()[0],
        claims=(),
        actors=(),
        places=(),
        metrics=(),
        bluf=(),
        timeline=(),
        origins=(),
        groups=(),
        findings=(),
        positions=(),
        ratings=(),
        documents=(),
        as_of=None,
        period=(None, None),
    )
    index = build_index(empty)
    assert trees(index) and tables.page_of(
        tables.narrowed(index, state.View(q="x", kind="single", since="2024")), 1
    ) == ([], 1, 1)


# ---------------------------------------------------------------- as of an earlier day


def dated(later: str = "2024-06-08") -> "tuple":
    """The harbour story with its second report published on a later day, and one report without a date."""
    summary = harbour()[0]
    first, second = summary.documents
    return build_index(
        replace(
            summary,
            as_of=later,
            documents=(
                first,
                replace(second, published=When(later, "set")),
                replace(second, id="c3", claims=0),
            ),
        )
    )


def test_as_of_an_earlier_day_only_what_was_published_by_then_counts():
    index = dated()
    then = asof.known_by(index, "2024-06-06")
    assert asof.days(index) == ("2024-06-05", "2024-06-08") and asof.undated_left_out(index, then) == 1
    assert [claim.document for claim in then.summary.claims] == ["a1", "a1"] and [
        card.id for card in then.summary.documents
    ] == ["a1"]
    assert (
        then.actors["port"].latest is None
        and then.places.keys() == index.places.keys()
        and len(then.claims_by["port"]) == 1
    )
    metric = {one.id: one for one in then.summary.metrics}
    assert (
        metric["returned"].value == "400"
        and metric["returned"].note == "Dockers’ Union"
        and len(metric["returned"].readings) == 1
    )
    assert (
        metric["conflicts"].value == "1" and then.findings == {}
    )  # it has no readings to lose; its finding needs both reports
    assert all(entry.document != "b2" for entry in then.summary.timeline)
    assert (
        asof.known_by(index, "2024-06-04").summary.claims == ()
        and asof.known_by(index, "2024-06-04").summary.metrics[0].value == asof.NOTHING
    )


@pytest.mark.parametrize("day", [None, "", "2024-06-08", "2030-01-01", "soon", "2024-6-5"])
def test_without_an_earlier_day_the_briefing_is_the_same_one(day):
    index = dated()
    assert asof.known_by(index, day) is index


@pytest.mark.parametrize(
    "value, last",
    [
        ("2024-06-05T10:00", "2024-06-05"),
        ("2024-06", "2024-06-31"),
        ("2024", "2024-12-31"),
        ("../2024-06-08", "2024-06-08"),
        ("2024-06-01/2024-06-08", "2024-06-08"),
        ("2024-06-01/..", "2024-06-01"),
        (None, ""),
    ],
)
def test_a_report_is_known_on_the_last_day_its_date_may_mean(value, last):
    assert asof.last_day(When(value, "stated")) == last


def test_the_day_is_chosen_in_the_head_and_given_up_there_and_nothing_moves():
    index = dated()
    now, then = header.header(index), header.header(index, asof.known_by(index, "2024-06-05"))
    assert {"asof": "2024-06-05"} in safe.links_of(now) and {"asof": None} in safe.links_of(then)
    assert "as of 5 Jun clear" in re.sub(
        r"\s+", " ", safe.text_of(then)
    ) and "1 undated report left out" in safe.text_of(then)
    rows = lambda tree: len(re.findall(r'"t": "li"', json.dumps(tree)))
    assert rows(now) == rows(then)
    assert index.summary.bluf[0].text not in safe.text_of(
        then
    ) and "1 sentence of today's bottom line rests on later reports" in safe.text_of(then)


def test_an_undated_report_counts_from_the_latest_day_it_tells_as_past_and_nothing_later_is_shown():
    index = dated()
    told = replace(index.summary.documents[1], published=When(None, "unknown", after="2024-06-06"))
    index = build_index(
        replace(
            index.summary,
            documents=(
                index.summary.documents[0],
                told,
                replace(index.summary.documents[2], published=When("2024-06-09", "set")),
            ),
        )
    )
    assert set(asof.known_by(index, "2024-06-05").documents) == {"a1"} and set(
        asof.known_by(index, "2024-06-06").documents
    ) == {"a1", "b2"}
    then = asof.known_by(index, "2024-06-05")
    for name, tree in trees(then).items():
        assert "250" not in json.dumps(tree), name
    assert (
        then.summary.withheld == ()
        and then.summary.gaps == ()
        and all(set(one.claims) <= set(then.claims) for one in then.summary.positions)
    )


def test_a_year_is_printed_wherever_it_is_not_the_briefings_own():
    index = dated()
    assert (
        short_day(index, "2024-06-05") == "5 Jun"
        and short_day(index, "2021-06-05") == "5 Jun 2021"
        and short_day(index, "2023-12-30/2024-01-02") == "30 Dec 2023 – 2 Jan 2024"
    )
    first = index.summary.documents[0]
    old = build_index(
        replace(
            index.summary,
            documents=(
                replace(first, id="d4", published=When("2021-06-04", "stated")),
                *index.summary.documents,
            ),
        )
    )
    row = safe.text_of(header.days_row(old, None))
    assert "4 Jun 2021" in row and "5 Jun 2024" not in row and "8 Jun 2024" in row


def test_many_days_make_a_short_row_that_keeps_first_last_and_neighbours():
    card = harbour()[0].documents[0]
    many = build_index(
        replace(
            harbour()[0],
            documents=tuple(
                replace(card, id=f"d{day}", published=When(f"2024-05-{day:02}", "stated"))
                for day in range(1, 29)
            ),
        )
    )
    assert len(asof.offered(many, None)) == asof.OFFERED
    assert {"2024-05-01", "2024-05-09", "2024-05-10", "2024-05-11", "2024-05-28"} <= set(
        asof.offered(many, "2024-05-10")
    )


def test_the_map_as_of_a_day_keeps_its_frames_and_loses_the_pins_not_yet_told():
    cards = [
        PlaceCard(Place(id, id, lat, lon, "point", "PT"), "event", claims, ())
        for id, lat, lon, claims in (
            ("lisbon", 38.7, -9.1, ("a",)),
            ("porto", 41.1, -8.6, ()),
            ("faro", 37.0, -7.9, ("a", "b")),
        )
    ]
    full = geo.fit_panels([replace(card, claims=("a", "b")) for card in cards])
    then = geo.with_cards(full, cards)
    assert [panel.projection for panel in full] == [panel.projection for panel in then] and {
        pin.id for panel in then for pin in panel.pins
    } == {"lisbon", "faro"}


# ---------------------------------------------------------------- since the last briefing, ratings, speakers


def test_the_first_briefing_an_unchanged_one_and_a_changed_one_say_so(index):
    say = lambda **what: re.sub(
        r"\s+", " ", safe.text_of(header.since_last(build_index(replace(index.summary, **what))))
    )
    first, denied, _ = index.summary.claims
    assert "This is the first briefing." in say()
    assert "Nothing changed since the briefing as of 5 Jun 2024." in say(since="2024-06-05")
    changes = (
        Change("new claim", first.id, first.words),
        Change("stance", denied.id, "port", "affirms", "denies"),
        Change("new document", "b2", "The port confirmed"),
        Change("dropped claim", "z9:1-2", "gone", "gone"),
    )
    told = say(since="2024-06-05", changes=changes)
    assert "4 changes" in told and told.index("New report") < told.index(
        "New position affirms → denies: Port of Lisbon"
    ) < told.index("New claim") < told.index("No longer reported gone")
    tree = header.since_last(build_index(replace(index.summary, since="2024-06-05", changes=changes)))
    assert safe.links_of(tree) == [{"page": "sources"}, {"claim": denied.id}, {"claim": first.id}]


def test_the_drawer_lists_what_a_report_changed_and_says_whether_the_claims_sentence_is_one_of_it(index):
    first, _, second = index.summary.claims
    sentence = " ".join(first.sentence.quote.split())
    seen = (
        Revision("2024-06-05T14:10:00Z", "The union said it <b>might</b> call off the strike.", sentence),
        Revision("2024-06-05T14:10:00Z", None, "A third crane stands still."),
        Revision("2024-06-05T09:00:00Z", "The mayor said the port was safe.", None),
    )
    cards = tuple(
        replace(card, revisions=seen) if card.id == first.document else card
        for card in index.summary.documents
    )
    changes = (Change("dropped claim", f"{first.document}:1-20", "the port was safe", "the port was safe"),)
    changed = build_index(replace(index.summary, documents=cards, since="2024-06-04", changes=changes))
    told = re.sub(r"\s+", " ", safe.text_of(reader.opened(changed, first, None, "gone")))
    assert (
        "Harbour Gazette changed its report" in told
        and "before, it was “The union said it <b>might</b> call off the strike.”" in told
    )
    assert (
        f"5 Jun 2024, 14:10 UTC “The union said it <b>might</b> call off the strike.” became “{sentence}”"
        in told
    )
    assert (
        "new: “A third crane stands still.”" in told
        and "5 Jun 2024, 09:00 UTC gone: “The mayor said the port was safe.”" in told
    )
    other = safe.text_of(reader.opened(changed, changed.summary.claims[1], None, "gone"))
    assert "changed its report" in other and "This sentence is other" not in other
    assert "changed its report" not in safe.text_of(reader.opened(changed, second, None, "gone"))
    dropped = re.sub(r"\s+", " ", safe.text_of(header.since_last(changed)))
    assert (
        "No longer reported the port was safe Harbour Gazette took it out of its report, as seen on 5 Jun 2024, 09:00 UTC"
        in dropped
    )


def test_ratings_stand_side_by_side_with_the_rule_a_click_away(index):
    carried = board.carried(index)
    assert '"c": "half"' in json.dumps(carried) and "F source 3 claim" in re.sub(
        r"\s+", " ", safe.text_of(carried)
    )
    rule = [node for node in carried["k"] if node["t"] == "details"]
    assert rule and rule[0]["k"][0]["t"] == "summary" and "by rule" in safe.text_of(rule[0])
    opened = reader.opened(index, index.summary.claims[0], None, "gone")
    assert "B source 3 claim" in re.sub(r"\s+", " ", safe.text_of(opened)) and "by rule" in safe.text_of(
        opened
    )


def test_a_claim_and_its_denial_stand_beside_each_other_wherever_they_are_shown(index):
    first, denied, second = index.summary.claims
    again = replace(first, id="a1:50-60")
    for sayers in ((first, again, second), (first,)):
        finding = Finding(
            "f9",
            "conflict",
            "who returned",
            tuple(claim.id for claim in (*sayers, denied)),
            tuple(claim.content[0] for claim in (*sayers, denied)),
            "denied",
            "claim-denial",
        )
        found = build_index(
            replace(index.summary, claims=(first, again, denied, second), findings=(finding,))
        )
        sides = [
            links["claim"]
            for links in safe.links_of(board.finding_card(found, finding))
            if "finding" not in links
        ]
        assert sides[:2] == [first.id, denied.id] and (
            "and 2 more that say the same" in safe.text_of(board.finding_card(found, finding))
        ) == (len(sayers) > 1)
        assert denied.words in safe.text_of(board.compared(found, finding)) and denied.words in safe.text_of(
            facing.laid(found, finding)
        )
        html, markdown = (EXPORTS[form](found.summary).decode() for form in ("html", "md"))
        assert (
            f"“<bdi>{denied.words}</bdi>”"
            in html.split("Who changed position")[0]
            .split("Where reports disagree")[1]
            .split("Changes since")[0]
        )
        assert markdown.split("Where reports disagree")[1].split("“")[2].startswith(denied.words)


def test_who_denies_in_the_grid_is_found_to_deny_another_claim(index):
    first, denied, second = index.summary.claims
    group, (position, _) = index.summary.groups[0], index.summary.positions
    own = replace(
        position, actor="port", attitude="denies", claims=(second.id,)
    )  # "the port has not returned them": his own words are the row
    other = replace(position, actor="port", attitude="denies", claims=(denied.id,))
    attitude = lambda where, one: board.attitude(
        build_index(replace(index.summary, findings=where)), group, one
    )
    conflict = Finding(
        "f9", "conflict", "", (first.id, denied.id), (first.content[0], denied.content[0]), "", "claim-denial"
    )
    assert (
        attitude((), own) == "affirms"
        and attitude((), other) is None
        and attitude((conflict,), other) == "denies"
    )
    assert "denies" not in safe.text_of(
        board.grid(build_index(replace(index.summary, findings=(), positions=(own,))))
    )


def test_what_is_simply_said_has_no_chip_and_nothing_on_the_page_is_called_claimed(index):
    assert (
        parts.chip("claimed") is None
        and safe.text_of(parts.chip("denied")) == "denied"
        and STANCE_WORDS["claimed"] == "said"
    )
    for name, tree in trees(index).items():
        assert not re.search(r"\bclaimed\b", safe.text_of(tree)), name


@pytest.mark.parametrize(
    "issues, withheld, line",
    [
        ((), 0, None),
        (
            ("sets facts of a report '012', and there is none",),
            1,
            "1 setting in config.yaml matches no report · 1 value withheld · see why",
        ),
        (
            (
                "sets facts of a report '012', and there is none",
                "no report in this set is by that outlet",
                "not read: it is not plain text",
                "read as Latin-1",
            ),
            11,
            "2 settings in config.yaml match no report · 1 file not read · 1 other note on the input · 11 values withheld · see why",
        ),
    ],
)
def test_what_is_wrong_with_the_input_is_one_line_under_the_title(index, issues, withheld, line):
    found = build_index(
        replace(
            index.summary,
            issues=tuple(Issue("config.yaml:4", words) for words in issues),
            withheld=(Withheld("a number", "b2", "why"),) * withheld,
        )
    )
    told = header.faults(found)
    assert (told and re.sub(r"\s+", " ", safe.text_of(told))) == line and (
        told is None or {"page": "sources"} in safe.links_of(header.header(found))
    )


def test_the_most_repeated_claim_without_an_origin_draws_no_squares(index):
    metric = replace(
        index.summary.metrics[3],
        value="2 reports, source not named",
        readings=index.summary.metrics[0].readings,
    )
    nameless = build_index(
        replace(index.summary, groups=(replace(index.summary.groups[0], origins=()),), metrics=(metric,))
    )
    assert "from" not in safe.text_of(metrics.card(nameless, metric)) and "report" in json.dumps(
        metrics.card(index, metric)
    )
    assert '"c": "report"' not in json.dumps(metrics.card(nameless, metric))


@pytest.mark.parametrize(
    "actor, written, shown",
    [
        ("union", "he", "Dockers’ Union “he”"),
        (None, "he", "not clear who “he”"),
        ("union", "the dockers' side", "Dockers’ Union “the dockers' side”"),
        ("union", "The union", "Dockers’ Union"),
        ("port", "The port of Lisbon", "Port of Lisbon"),
        (None, "a witness", "a witness"),
    ],
)
def test_a_speaker_is_named_with_the_word_as_written_behind(index, actor, written, shown):
    claim = index.summary.claims[0]
    claim = replace(claim, actor=actor, speaker=replace(claim.speaker, quote=written))
    assert re.sub(r"\s+", " ", " ".join(map(safe.text_of, parts.speaker(index, claim)))) == shown


def test_disagreements_of_one_kind_are_counted_and_the_next_is_a_step_away(index):
    finding = index.summary.findings[0]
    two = build_index(replace(index.summary, findings=(finding, replace(finding, id="f3"))))
    assert "2 different figures" in re.sub(r"\s+", " ", safe.text_of(metrics.kinds(two)))
    assert {"finding": "f3"} in safe.links_of(board.compared(two, finding)) and "1 of 2" in safe.text_of(
        board.compared(two, finding)
    )


def test_the_value_of_a_metric_opens_a_number_before_words_like_scores(index):
    metric = index.summary.metrics[0]
    vague = replace(metric.readings[0], value="scores", low=None, high=None, date="2024-06-09")
    assert metrics.latest(replace(metric, readings=(*metric.readings, vague))) == metric.readings[-1]
    assert metrics.latest(replace(metric, kind="position", readings=(vague,))) == vague


# ---------------------------------------------------------------- files on disk


def test_a_file_is_read_once_a_change_and_a_broken_one_leaves_the_last_good_value(tmp_path):
    path, reads = tmp_path / "story.yaml", []

    def read(path):
        reads.append(path)
        if "broken" in path.read_text():
            raise ValueError("line 1: broken")
        return path.read_text()

    look = lambda: live.newest(path, read, (ValueError, OSError))
    value, problem = look()
    assert value is None and "No such file" in problem
    path.write_text("good")
    assert look() == ("good", "") == look() and len(reads) == 2
    path.write_text("broken now")
    assert look() == ("good", "line 1: broken") == look() and len(reads) == 3
    path.unlink()
    assert look()[0] == "good"
    path.write_text("good again")
    assert look() == ("good again", "")


def test_whatever_the_exception_the_last_good_value_stays(tmp_path):
    path = tmp_path / "story.yaml"

    def read(path):
        return [1][len(path.read_text())]

    path.write_text("")
    assert live.newest(path, read, (ValueError,)) == (1, "")
    path.write_text("more")
    value, problem = live.newest(path, read, (ValueError,))
    assert (value, problem) == (
        1,
        "story.yaml: could not be read (IndexError); run: python -m briefing build --again",
    )


def test_while_one_viewer_reads_a_file_the_others_see_the_last_good_value(tmp_path):
    path, begun, go_on, reads = tmp_path / "story.yaml", threading.Event(), threading.Event(), []

    def read(path):
        reads.append(path)
        if len(reads) > 1:
            begun.set()
            assert go_on.wait(30)
        return path.read_text()

    look = lambda: live.newest(path, read, (OSError,))
    path.write_text("old")
    assert look() == ("old", "")
    path.write_text("newer")
    viewer = threading.Thread(target=look)
    viewer.start()
    assert begun.wait(30)
    assert look() == ("old", "") and len(reads) == 2
    changed = lambda: live.changed(path, *live.st.session_state["drawn"][str(path)])
    assert not changed(), "nothing new to draw until it is read"
    go_on.set()
    viewer.join()
    assert look() == ("newer", "") and len(reads) == 2 and not changed()
    path.write_text("newest of all")
    assert changed()


def test_a_replaced_summary_is_let_go_with_all_that_was_made_of_it(tmp_path):
    path = tmp_path / "harbour.yaml"

    def read(path):
        return build_index(dated().summary)

    held = []
    gc.disable()  # an old briefing goes at once, not when the collector comes round
    try:
        for turn in range(20):
            path.write_text("x" * turn)
            index = live.newest(path, read, ())[0]
            then = asof.known_by(index, "2024-06-05")
            assert then is not index and asof.known_by(index, "2024-06-05") is then
            assert header.header(index, then) is header.header(index, then)
            for one in (index, then):
                trees(one), header.header(one, one), times.drawn(one, "strip", False)
                tables.narrowed(one, state.View(q="dockers"))
                places.drawn(index, one, 0, None, False, 600, 400)
            held.append((weakref.ref(index), weakref.ref(then)))
            del index, then, one
        gone = [[ref() is None for ref in refs] for refs in held]
        assert gone == [[True, True]] * 19 + [[False, False]]
    finally:
        gc.enable()


def test_what_is_made_of_an_index_is_made_once_and_only_the_last_few_are_kept(index):
    made = []

    @kept(3)
    def number(index, other, name=""):
        made.append((other, name))
        return len(made)

    assert [number(index, one) for one in (index, index, None, "a", "a", "b")] == [1, 1, 2, 3, 3, 4]
    assert number(index, index) == 5 and number(index, "b") == 4 and number(index, "b", name="x") == 6


@pytest.fixture
def page(tmp_path):
    """The page in a folder of its own, with the harbour story; returns (AppTest, folder)."""
    folder = tmp_path / "page"
    for name in ("app.py", "static", "briefing"):
        folder.mkdir(exist_ok=True)
        (folder / name).symlink_to(ROOT / name)
    (folder / "reports").mkdir()
    (folder / "reports" / "a1_x.txt").write_text(GAZETTE.text, "utf-8")
    (folder / "config.yaml").write_text(
        "stories:\n  - id: harbour\n    title: Harbour strike\n    sources:\n      - folder: reports\n",
        "utf-8",
    )
    return AppTest.from_file(str(folder / "app.py"), default_timeout=300), folder


def store(folder: Path, hostile: str = "") -> Path:
    return write_summary(folder / "summaries", harbour(hostile)[0], (GAZETTE, COURIER))


def shown(at: AppTest) -> str:
    """All trees on the screen as one text."""
    return " ".join(
        json.dumps(json.loads(element.proto.json)["tree"], ensure_ascii=False)
        for element in at.get("bidi_component")
    )


def test_the_page_opens_and_a_deep_link_opens_the_words(page):
    at, folder = page
    store(folder)
    at.run()
    assert not at.exception and "Harbour strike" in shown(at) and "opened" not in shown(at)
    claim = harbour()[0].claims[0]
    at.query_params["claim"] = claim.id
    at.run()
    assert (
        not at.exception
        and '"mark", "k": ["400 dockers' in shown(at)
        and "Cranes stood still in Lisbon." in shown(at)
    )


def test_a_link_with_an_earlier_day_opens_the_briefing_of_that_day_and_the_words_of_any_claim(page):
    at, folder = page
    write_summary(folder / "summaries", dated().summary, (GAZETTE, COURIER))
    at.query_params["asof"], at.query_params["place"] = "2024-06-05", "lisbon"
    at.run()
    assert not at.exception and "as of 5 Jun" in shown(at) and '250 dockers had returned"' not in shown(at)
    at.query_params["claim"] = dated().summary.claims[2].id
    at.run()
    assert not at.exception and '"mark", "k": ["250 dockers' in shown(at)


def test_a_click_sends_its_address_even_where_the_browser_told_the_same_one(monkeypatch):
    sent = []

    class Address(dict):
        def from_dict(self, wanted):
            sent.append(wanted)

    monkeypatch.setattr(state.st, "query_params", Address(step="4"))
    state.go({"step": "4"})
    assert sent == [{"step": "4"}]


def test_without_a_summary_the_page_says_what_to_run(page):
    at, _ = page
    at.run()
    assert not at.exception and any("python -m briefing build" in code.value for code in at.code)


def test_a_cut_off_summary_or_a_broken_config_leaves_the_last_good_briefing_under_the_error(page):
    at, folder = page
    path = store(folder)
    at.run()
    path.write_bytes(path.read_bytes()[:2000])
    (folder / "config.yaml").write_text("stories:\n  - id: harbour\n    titel: x\n", "utf-8")
    at.run()
    assert (
        not at.exception
        and "Harbour strike" in shown(at)
        and "config.yaml:3" in shown(at)
        and "harbour.yaml" in shown(at)
    )


def test_a_missing_or_changed_report_still_shows_the_quoted_sentence(page):
    at, folder = page
    store(folder)
    (stored,) = (folder / "summaries" / "harbour").glob("a1-*.txt")
    stored.unlink()
    at.query_params["claim"] = harbour()[0].claims[0].id
    at.run()
    assert not at.exception and "python -m briefing build" in shown(at) and "400 dockers" in shown(at)


def test_hostile_words_reach_the_screen_only_as_text_of_trees_cells_and_options(page):
    at, folder = page
    store(folder, HOSTILE)
    at.run()
    assert not at.exception and "<script>alert(1)</script>" in shown(at)
    for kind in ("markdown", "html", "caption", "header", "subheader", "title", "metric", "alert"):
        assert all("tracker.example" not in str(element.proto) for element in at.get(kind)), kind


def test_no_chart_or_picture_asks_another_host(page):
    at, folder = page
    store(folder)
    at.run()
    urls = [
        url
        for chart in at.get("vega_lite_chart")
        for url in re.findall(r'"url": ?"([^"]+)"', chart.proto.spec)
    ]
    assert urls and all(url.startswith("/app/static/") for url in urls)


def test_the_server_speaks_to_this_machine_alone_and_reports_nothing():
    import tomllib

    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert (
        config["server"]["address"] == "127.0.0.1"
        and config["browser"]["gatherUsageStats"] is False
        and config["server"]["enableStaticServing"] is True
    )
    assert (
        config["client"]
        == {
            "showErrorDetails": "none",
            "showErrorLinks": False,
            "toolbarMode": "minimal",
            "allowedOrigins": [],
        }
        and config["server"]["maxUploadSize"] <= 1
    )
    assert config["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert config["server"]["enableCORS"] and config["server"]["enableXsrfProtection"]
    assert (
        "http" not in (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
        and "folderWatchList" not in config["server"]
    )


def test_the_digest_gives_both_sides_of_a_change():
    index = build_index(harbour()[0])
    turned = next(finding for finding in index.summary.findings if finding.kind == "change")
    shown = safe.text_of(header.digest(index))
    for claim, span in board.laid_beside(index, turned):
        assert " ".join((span or claim.content[0]).quote.split())[:20] in shown


def test_the_digest_gives_both_voices_of_a_disagreement():
    index = build_index(harbour()[0])
    first = next(finding for finding in index.summary.findings if finding.kind == "conflict")
    shown = safe.text_of(header.dispute(index, first))
    for claim, span in board.laid_beside(index, first)[:2]:
        assert (index.speaker(claim) in shown or "not clear who" in shown) and " ".join(
            (span or claim.content[0]).quote.split()
        )[:20] in shown
