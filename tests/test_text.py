"""The layout of a report: each case says what every line is for; hostile layouts end soon and lose nothing."""

from pathlib import Path

import pytest
import yaml
from work import steps

from briefing.extract.dates import find_published
from briefing.model import Document, TextKinds, When
from briefing.text import find_blocks, find_outlet, told_name

CASES = sorted((Path(__file__).parent / "cases" / "text").glob("*.yaml"))


def read(text, **known):
    document = Document("case", text, **known)
    return document, tuple(find_blocks(document))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    document, blocks = read(case["text"])
    if "blocks" in case:
        assert [[block.kind, " ".join(block.span.quote.split())] for block in blocks] == case["blocks"]
    outlet = find_outlet(document, blocks)
    if "outlet" in case:
        assert (outlet.quote if outlet else None) == case["outlet"]
    published = find_published(document, blocks)
    for key, expected in case.get("published", {}).items():
        found = getattr(published, key)
        assert expected in found if key == "why" else found == expected, f"{key} is {found!r}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_windows_line_ends_and_hard_spaces_change_no_kind(path):
    text = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
    _, plain = read(text)
    document, typed = read("\ufeff" + text.replace(" ", "\u00a0").replace("\n", "\r\n"))
    assert [block.kind for block in typed] == [block.kind for block in plain]
    assert all(document.text[block.span.start : block.span.end] == block.span.quote for block in typed)


def test_nothing_that_says_something_is_left_out_of_the_blocks():
    for path in CASES:
        document, blocks = read(yaml.safe_load(path.read_text(encoding="utf-8"))["text"])
        covered = {i for block in blocks for i in range(block.span.start, block.span.end)}
        left = {
            document.text[i]
            for i in range(len(document.text))
            if i not in covered and document.text[i].isalnum()
        }
        assert not left, f"{path.stem}: {left}"


@pytest.mark.parametrize("text", ["", " \n\u00a0\r\n\t", "\ufeff", "---\n***\n…"])
def test_a_text_without_words_has_no_title_and_no_body(text):
    document, blocks = read(text)
    assert not [block for block in blocks if block.kind in ("title", "body", "heading")]
    assert find_published(document, blocks).value is None and find_outlet(document, blocks) is None


def test_what_an_editor_set_is_passed_through():
    set_by_hand = When("2001-02-03", "set", why="from the printed edition")
    document, blocks = read("A headline\n18/10/2024\nA paragraph of text ends here.", published=set_by_hand)
    assert find_published(document, blocks) is set_by_hand


@pytest.mark.parametrize(
    "written, told",
    [
        ("THE KIRKWALL COURANT", "The Kirkwall Courant"),
        ("RADIO MOLDE", "Radio Molde"),
        ("NTB NEWS", "NTB News"),
        ("Harbour Times", "Harbour Times"),
        ("TASS", "TASS"),
    ],
)
def test_an_outlet_in_capitals_is_told_in_title_case_and_abbreviations_stay(written, told):
    document = Document("case", f"{written}\nThe port is open.")
    assert told_name(document, document.span(0, len(written))) == told


def test_a_name_in_the_text_is_not_taken_for_the_outlet():
    document, blocks = read(
        "Rumours denied\nThe club denied the rumour, The Northern Times reports, citing a player.\nSo it said."
    )
    assert find_outlet(document, blocks) is None


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        ",",
        " ",
        "\n",
        "word ",
        "a b\n",
        "By ",
        "*",
        ". ",
        "A ",
        "Reporting by ",
        "# ",
        "[",
        "<a",
        "Photo: A / AFP\n",
        "Read also\n",
        "1/2/2003 ",
    ],
)
def test_a_hostile_layout_is_read_in_work_that_grows_with_its_length_and_no_faster(piece):
    def examine(length: int) -> None:
        document, blocks = read((piece * length)[:length])
        find_published(document, blocks), find_outlet(document, blocks)

    examine(100)
    assert steps(lambda: examine(16_000)) < 10 * steps(lambda: examine(2000)) + 100
    examine(200_000)  # ends, or is stopped (pytest.ini)


READERS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases" / "readers").glob("*.yaml"))
}


def kinds_of(sentence):
    """The kinds of the blocks that a line makes at the foot of a report of the Lofoten Brief."""
    text = f"THE LOFOTEN BRIEF\nSaturday 9 July 2044\nMill owner denies all\nThe mill's owner said on Friday that he had sold it.\n{sentence}"
    return [block.kind for block in read(text)[1] if block.span.start >= len(text) - len(sentence)]


@pytest.mark.parametrize("sentence", [*READERS["asked"]["to readers"], *READERS["asked"]["of issuers"]])
def test_what_an_outlet_says_to_its_readers_is_no_text(sentence):
    assert not set(kinds_of(sentence)) & set(TextKinds)


@pytest.mark.parametrize("sentence", READERS["reported"]["of the report"])
def test_what_a_report_tells_of_asking_and_of_media_stays_text(sentence):
    assert set(kinds_of(sentence)) <= set(TextKinds)


def test_an_appeal_at_the_end_of_a_paragraph_is_cut_off_and_the_paragraph_stays():
    document, blocks = read(
        "Tunnel opens\nThe tunnel under the Aare opened on Monday, the builder said. Do you live nearby? Write to us at desk@alpine.example."
    )
    assert [block.kind for block in blocks] == ["title", "body", "disclaimer"]
    assert blocks[1].span.quote == "The tunnel under the Aare opened on Monday, the builder said."


@pytest.mark.parametrize(
    "foot, own",
    [
        ("More on page 7: the price of herring / More on page 9: a new roof for the school", True),
        ("Helpline 0800 13 11 14. You need not be alone.", True),
        ("Tidewater is made by four people. Become one of us for 90 kr a month.", True),
        ("Was this sent to you by a friend? Sign up.", True),
        ("The third crane lifted 1 200 tonnes a day.", False),
        ("Have you any idea what it costs, the harbour master asked.", False),
        ("He will be 40 on 12 12 2034.", False),
        ("The price of herring is on everybody's mind.", False),
    ],
)
def test_a_last_line_that_serves_the_reader_is_no_text(foot, own):
    paper = yaml.safe_load(
        (Path(__file__).parent / "cases" / "text" / "foot_of_the_paper.yaml").read_text(encoding="utf-8")
    )["text"]
    _, blocks = read(paper[: paper.index("More on page 7")] + foot)
    assert (blocks[-1].kind not in TextKinds) == own
