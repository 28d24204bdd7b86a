"""The three lines, what is due and what is not known, on small stories of other kinds; and the gate that holds back words without their negation."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from briefing.compare import compare
from briefing.compare.frame import event_frame
from briefing.dashboard.export.html import to_html
from briefing.dashboard.export.markdown import to_markdown
from briefing.extract import extract_all, rename
from briefing.extract.actors import merge_actors
from briefing.model import Document, Due, Line, When
from briefing.summary.assemble import summarise
from briefing.summary.material import Material
from briefing.summary.proof import lost_from, prove
from briefing.summary.sentences import printable
from briefing.summary.standing import WORDS_AT_MOST

PRINTABLE = yaml.safe_load(
    (Path(__file__).parent / "cases" / "summary" / "printable.yaml").read_text(encoding="utf-8")
)
CASES = sorted((Path(__file__).parent / "cases" / "bottomline").glob("*.yaml"))


@cache
def told(path: Path):
    """The case, its extractions and its summary."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    documents = [
        Document(one["id"], one["text"], outlet=one["outlet"], published=When(one["published"], "set"))
        for one in case["reports"]
    ]
    found = list(extract_all(documents))
    actors, merged = merge_actors(found)
    extractions = tuple(rename(one, merged) for one in found)
    return case, extractions, summarise("case", "Case", extractions, actors, compare(extractions, actors))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_bottom_line_tells_the_event_and_never_what_it_must_not(path):
    case, _, summary = told(path)
    lines = [line.text for line in summary.bluf]
    for at, parts in enumerate(case["bottom line"]):
        assert [part for part in parts if part not in lines[at]] == [], lines
    assert [words for words in case["never"] for line in lines if words in line] == [], lines


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_line_can_be_read_by_someone_who_knows_nothing(path):
    lines = [line.text for line in told(path)[2].bluf]
    assert 1 <= len(lines) <= 3 and len(set(lines)) == len(lines)
    for line in lines:
        assert line[0].isupper() or line[0].isdigit(), line
        assert len(line.split()) <= WORDS_AT_MOST + 8, line  # with the days in brackets
        assert "…" not in line and line.split()[0].lower() not in (
            "he",
            "she",
            "it",
            "they",
            "this",
            "that",
        ), line


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_due_and_what_is_not_known_stand_with_their_words(path):
    case, _, summary = told(path)
    due = {one.date: one.span.quote for one in summary.next}
    assert list(due) == sorted(due) and all(date >= summary.as_of for date in due)
    assert [(date, words) for date, words in case["next"].items() if words not in due.get(date, "")] == [], (
        due
    )
    assert [
        words for words in case.get("never next", ()) for quote in due.values() if words in quote
    ] == [], due
    open_ = [one.span.quote for one in summary.unknown]
    assert [words for words in case["unknown"] if not any(words in quote for quote in open_)] == [], open_
    claims = {claim.id for claim in summary.claims}
    assert all(set(one.claims) <= claims for one in (*summary.next, *summary.unknown))


def test_the_frame_of_a_story_knows_its_day_and_what_is_background():
    _, extractions, _ = told(CASES[[path.stem for path in CASES].index("flood")])
    frame = event_frame(extractions)
    claims = {claim.words: claim for one in extractions for claim in one.claims}
    worst = next(claim for words, claim in claims.items() if "1987" in words)
    cup = next(claim for words, claim in claims.items() if "cup final" in words)
    burst = next(claim for words, claim in claims.items() if words.startswith("A dam burst"))
    assert frame.since.isoformat() == "2031-03-04"
    assert frame.belongs(burst) and not frame.belongs(worst) and not frame.belongs(cup)
    copied = event_frame(extractions, [("a", "b"), ("a", "c"), ("a", "d")])
    assert max(copied.leads.values()) == 1.0  # four copies are one dispatch


@pytest.mark.parametrize("case", PRINTABLE, ids=lambda case: case["about"][:60])
def test_a_sentence_is_printed_so_that_it_stands_alone(case):
    found = list(
        extract_all(
            [Document("a", f"Notes from the coast\n\n{case['text']}", published=When("2031-05-05", "set"))]
        )
    )
    actors, merged = merge_actors(found)
    extractions = tuple(rename(one, merged) for one in found)
    lines = [one.text for one in printable(Material(extractions, actors), event_frame(extractions))]
    assert [words for words in case["prints"] if not any(words in line for line in lines)] == [], lines
    assert [words for words in case["never"] if any(words in line for line in lines)] == [], lines


PRINTED = [
    (
        "The ministry has not confirmed the fault in the brakes.",
        "The ministry confirmed the fault in the brakes",
        "not",
    ),
    (
        "The ministry has not confirmed the fault in the brakes.",
        "The ministry has not confirmed the fault in the brakes",
        None,
    ),
    (
        "Dealers in Ghent do not believe that the pump was involved.",
        "Dealers in Ghent believe that the pump was involved",
        "not",
    ),
    ("The minister never claimed that the bus was safe.", "The minister: the bus was safe", "never"),
    ("No official has confirmed that the older model was sold.", "The older model was sold", "no"),
    (
        "The maker said the pump was possibly broken in transit.",
        "The maker said the pump was broken in transit",
        None,
    ),
    (
        "The maker said the pump was possibly broken in transit.",
        "The maker said the pump was possibly broken in transit",
        None,
    ),
    (
        "The maker said it will pay if the court agrees.",
        "The maker said it will pay if the court agrees",
        None,
    ),
    ("The maker denied that it had known of the fault.", "The maker had known of the fault", None),
]


@pytest.mark.parametrize(
    ("report", "printed", "lost"), PRINTED, ids=[f"{number}" for number in range(len(PRINTED))]
)
def test_the_gate_finds_the_first_word_that_print_has_lost(report, printed, lost):
    (extraction,) = extract_all(
        [Document("a", f"Recall of a bus\n\n{report}", published=When("2030-05-02", "set"))]
    )
    claims = [claim for claim in extraction.claims if not claim.headline and not claim.within]
    found = [word for claim in claims for word in lost_from(claim, printed, {"a": extraction.document.text})]
    assert (found[0] if found else None) == lost, [
        (claim.words, claim.cue and claim.cue.quote) for claim in claims
    ]


def test_what_leaves_out_a_negation_is_withheld_and_counted():
    _, extractions, summary = told(CASES[[path.stem for path in CASES].index("ban")])
    texts = {one.document.id: one.document.text for one in extractions}
    denied = next(claim for claim in summary.claims if claim.negated and "appeal" in claim.words)
    turned = Line(f"Maro confirmed that {denied.words}.", (denied.id,))
    due = Due("2030-10-01", (denied.id,), denied.content[0])
    proven = prove(replace(summary, bluf=(turned,), next=(due,)), texts)
    assert proven.bluf == () and proven.next == ()
    assert [one.what for one in proven.withheld if "leaves out" in one.why] == ["bluf", "next"]


def test_an_actor_line_and_what_is_taken_along_keep_the_negation_of_a_cue_and_name_what_is_due():
    summary = told(CASES[[path.stem for path in CASES].index("ban")])[2]
    denied = next(claim for claim in summary.claims if claim.negated and "appeal" in claim.words)
    maro = next(card for card in summary.actors if card.actor.id == denied.actor)
    summary = replace(summary, actors=(replace(maro, latest=denied.id, claims=(denied.id,)),))
    for made in (to_markdown(summary).decode(), to_html(summary).decode()):
        at = made.index("she will appeal")
        assert "has not confirmed" in made[at - 120 : at]
        assert "hear the case on 3 October" in made and "which substance was found" in made
