"""Amounts of a report, shown on sentences of other stories: each case says what must and what must not be found."""

from pathlib import Path

import pytest
import yaml
from work import steps

from briefing.extract.dates import find_dates
from briefing.extract.figures import find_figures
from briefing.extract.figures.numbers import read_numbers
from briefing.extract.figures.values import number_of
from briefing.language import read_passages
from briefing.model import Block, Document, When

CASES = sorted((Path(__file__).parent / "cases" / "figures").glob("*.yaml"))


def figures_of(text, published="2024-05-15"):
    document = Document("case", text)
    lines = [line for line in text.split("\n") if line.strip()]
    blocks = tuple(
        Block(document.span(text.index(line), text.index(line) + len(line)), "body") for line in lines
    )
    ((_, _, passages),) = read_passages([(document, blocks)])
    when = When(published, "set")
    return list(find_figures(passages, find_dates(passages, when), when))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = figures_of(case["text"], case.get("published", "2024-05-15"))
    for expected in case.get("figures", []):
        figures = [figure for figure in found if figure.span.quote == expected["quote"]]
        assert figures, f"{expected['quote']!r} is not among {[figure.span.quote for figure in found]}"
        for key in expected.keys() - {"quote"}:
            value = getattr(figures[0], key)
            value = getattr(value, "quote", value)
            assert value == expected[key], f"{expected['quote']}: {key} is {value!r}"
    for words in case.get("never", []):
        assert not [figure.span.quote for figure in found if words in figure.span.quote], words
    if "count" in case:
        assert len(found) == case["count"], [figure.span.quote for figure in found]


def test_every_figure_reads_back_its_words_and_an_open_end_is_none():
    for path in CASES:
        text = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
        for figure in figures_of(text):
            assert text[figure.span.start : figure.span.end] == figure.span.quote
            assert figure.low is None or figure.high is None or figure.low <= figure.high
            assert figure.high is None if figure.bound in ("at least", "more than", "vague") else True
            assert figure.low is None if figure.bound in ("up to", "less than") else True


@pytest.mark.parametrize(
    "words, value",
    [
        ("1,500", 1500),
        ("10 000", 10000),
        ("3.5", 3.5),
        ("twenty-one", 21),
        ("two hundred and fifty", 250),
        ("a dozen", 12),
        ("half a million", 500000),
        ("three and a half", 3.5),
        ("one thousand two hundred", 1200),
        ("several hundred", 300),
        ("a few dozen", 36),
        ("two million", 2000000),
    ],
)
def test_a_number_is_worth_what_it_says(words, value):
    assert number_of(words) == value


def test_curly_quotes_and_hard_spaces_do_not_move_a_figure():
    text = "The union said “a significant number” of ships and 12\u00a0000\u00a0sailors were stuck; İzmir sent 40 tugs."
    assert [figure.span.quote for figure in figures_of(text)][-2:] == ["12\u00a0000\u00a0sailors", "40 tugs"]


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "1 000 ",
        "$",
        "$ ",
        "more than ",
        "at least one ",
        "a hundred and ",
        "two ",
        "a ",
        "%",
        "1-",
        "1.",
        "of ",
        " ",
    ],
)
def test_a_hostile_text_is_read_in_work_that_grows_with_its_length_and_no_faster(piece):
    def work(length: int) -> int:
        return steps(lambda: sum(1 for _ in read_numbers((piece * length)[:length])))

    work(100)
    assert work(8000) < 10 * work(1000) + 100
    sum(1 for _ in read_numbers((piece * 20_000)[:20_000]))  # ends, or is stopped (pytest.ini)
