"""Dates of a report, shown on sentences of other stories: each case says what must and what must not be found."""

from pathlib import Path

import pytest
import yaml
from work import steps

from briefing.extract import extract_all
from briefing.extract.dates import find_dates
from briefing.extract.dates.readings import read_times
from briefing.language import read_passages
from briefing.model import Block, Document, When

CASES = sorted((Path(__file__).parent / "cases" / "dates").glob("*.yaml"))


def dates_of(text, published):
    document = Document("case", text)
    lines = [line for line in text.split("\n") if line.strip()]
    blocks = tuple(
        Block(document.span(text.index(line), text.index(line) + len(line)), "body") for line in lines
    )
    ((_, _, passages),) = read_passages([(document, blocks)])
    return list(find_dates(passages, When(published, "set") if published else When(None, "unknown")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_case_comes_out_as_it_says(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = dates_of(case["text"], case.get("published"))
    left = list(found)
    for expected in case.get("dates", []):
        whens = [when for when in left if when.span.quote == expected["quote"]]
        assert whens, f"{expected['quote']!r} is not among {[when.span.quote for when in left]}"
        left.remove(whens[0])
        for key in expected.keys() - {"quote"}:
            value = getattr(whens[0], key)
            assert expected[key] in value if key == "why" else value == expected[key], (
                f"{expected['quote']}: {key} is {value!r}"
            )
    for words in case.get("never", []):
        assert not [
            when.span.quote for when in found if words in when.span.quote or when.span.quote in words.split()
        ], words
    if "count" in case:
        assert len(found) == case["count"], [when.span.quote for when in found]


def test_every_date_reads_back_its_words_and_says_how_it_is_known():
    for path in CASES:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        for when in dates_of(case["text"], case.get("published")):
            assert case["text"][when.span.start : when.span.end] == when.span.quote
            assert (when.value is None) == (when.basis == "unknown")
            assert when.basis == "stated" or when.why, when


def test_no_date_lies_inside_another():
    text = "On Monday, October 28, 2024 at 5:32 p.m., between October 8 and 13, the end of last year, in the past two weeks of March 2022"
    readings = list(read_times(text))
    assert all(one.end <= two.start for one, two in zip(readings, readings[1:]))


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "1/",
        "12:",
        "May ",
        "from May ",
        "the ",
        "in the last ",
        "a ",
        "2024-",
        "October 8 and ",
        "Q1 ",
        "Monday, ",
        "between ",
        " ",
    ],
)
def test_a_hostile_text_is_read_in_work_that_grows_with_its_length_and_no_faster(piece):
    def work(length: int) -> int:
        return steps(lambda: sum(1 for _ in read_times((piece * length)[:length])))

    work(100)
    assert work(8000) < 10 * work(1000) + 100
    sum(1 for _ in read_times((piece * 20_000)[:20_000]))  # ends, or is stopped (pytest.ini)


def test_the_reports_of_one_story_decide_whether_day_or_month_stands_first():
    texts = (
        "Crane stops\n\n05/11/2030 – 21:14\n\nThe crane stopped, the port said.",
        "Crane stops\n\n4 November 2030\n\nThe crane stopped, the port said.",
        "Crane stops\n\n06/07/2030\n\nThe crane stopped, the port said.",
    )
    days = [
        extraction.document.published.value
        for extraction in extract_all(Document(f"{n:03}", text) for n, text in enumerate(texts))
    ]
    assert [day[:10] for day in days] == ["2030-11-05", "2030-11-04", "2030-06-07"] and "/" in days[2]
