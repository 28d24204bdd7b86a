"""What is taken along says the same as the page, and source text in it never acts."""

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from briefing.dashboard.export import EXPORTS
from briefing.dashboard.export.markdown import to_markdown
from briefing.dashboard.phrases import lead_in
from briefing.model import Summary
from briefing.summary import read_summary

ROOT = Path(__file__).parent.parent
HOSTILE = yaml.safe_load((ROOT / "tests/cases/export/hostile.yaml").read_text(encoding="utf-8"))["texts"]


@pytest.fixture(scope="module")
def summary() -> Summary:
    return read_summary(ROOT / "summaries" / "north-korea-russia.yaml")


def hostile(summary: Summary, text: str) -> Summary:
    """The summary with the text in its title and as the words of its first claim."""
    claim = summary.claims[0]
    claim = replace(
        claim, content=(replace(claim.content[0], quote=text),), sentence=replace(claim.sentence, quote=text)
    )
    return replace(summary, title=text, claims=(claim, *summary.claims[1:]))


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.words = set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


def read_html(data: bytes) -> Seen:
    seen = Seen()
    seen.feed(data.decode())
    return seen


@pytest.mark.parametrize("form", sorted(EXPORTS))
def test_the_same_summary_gives_the_same_bytes(summary, form):
    assert EXPORTS[form](summary) == EXPORTS[form](summary)


def test_every_claim_is_in_every_format_with_its_words(summary):
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](summary).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [claim.id for claim in summary.claims]
    assert [row["words"] for row in rows] == [claim.words for claim in summary.claims]
    assert [claim["id"] for claim in json.loads(EXPORTS["json"](summary))["claims"]] == [
        row["id"] for row in rows
    ]
    page = read_html(EXPORTS["html"](summary))
    anchors = {value for name, value in page.attributes if name == "id"}
    links = {value for name, value in page.attributes if name == "href"}
    assert anchors == {f"c{claim.id}" for claim in summary.claims} and links <= {
        f"#{anchor}" for anchor in anchors
    }
    markdown = EXPORTS["md"](summary).decode()
    assert all(f"`{claim.id}`" in markdown for claim in summary.claims)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words_in_html(summary, text):
    plain, page = read_html(EXPORTS["html"](summary)), read_html(EXPORTS["html"](hostile(summary, text)))
    assert page.tags == plain.tags and text in page.words
    assert not any(
        name.startswith("on") or str(value).startswith(("http", "javascript"))
        for name, value in page.attributes
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(summary, text):
    rows = list(csv.reader(io.StringIO(EXPORTS["csv"](hostile(summary, text)).decode("utf-8-sig"))))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell in (text, "'" + text) for cell in rows[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_escaped_in_markdown(summary, text):
    title = EXPORTS["md"](hostile(summary, text)).decode().splitlines()[0].removeprefix("# ")
    assert title.replace("\\", "") == text.replace("\\", "")
    for mark in ("![", "](", "<", "$", ":red[", ":rocket", "**", "http:/"):
        assert title.replace("\\" + mark[0], "").count(mark) == 0


def test_the_file_of_an_earlier_day_says_that_later_reports_are_left_out(summary):
    for form in ("html", "md"):
        now, then = (
            EXPORTS[form](summary).decode(),
            EXPORTS[form](replace(summary, as_of="2024-10-20"), earlier=True).decode(),
        )
        assert (
            "as of 20 Oct 2024 (later reports left out)" in then.lower().replace("oct", "Oct")
            and "left out)" not in now
        )
        assert "last briefing" in now and "last briefing" not in then
    assert json.loads(EXPORTS["json"](replace(summary, as_of="2024-10-20"), earlier=True))[
        "left_out"
    ] == "reports after 2024-10-20" and "left_out" not in json.loads(EXPORTS["json"](summary))


def test_what_is_simply_said_is_not_called_claimed(summary):
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](summary).decode("utf-8-sig"))))
    assert {row["stance"] for row, claim in zip(rows, summary.claims) if claim.stance == "claimed"} == {
        "said"
    }
    assert "claimed</span>" not in EXPORTS["html"](summary).decode() and not re.search(
        r"claimed( and denied|\):)", EXPORTS["md"](summary).decode()
    )


def test_a_set_without_disagreements_says_that_none_was_detected(summary):
    for form in ("html", "md"):
        assert (
            "No disagreement detected among" in EXPORTS[form](replace(summary, findings=())).decode()
            and "No disagreement" not in EXPORTS[form](summary).decode()
        )


def test_words_that_say_nothing_without_their_verb_are_printed_with_it_once(summary):
    called = next(claim for claim in summary.claims if claim.rule == "call")
    assert lead_in(called) == "called " and lead_in(called, f"called {called.words}") == ""
    assert (
        lead_in(next(claim for claim in summary.claims if claim.rule == "clause after" and not claim.negated))
        == ""
    )
    written = to_markdown(summary).decode()
    assert (
        f"called “{called.words[:20]}" in written
        and "called “called" not in written
        and "called called" not in written
    )
