"""Which language a report is in: a report in another than English is listed and counted, and not read."""

from collections import Counter
from pathlib import Path

import pytest
from gold import ROOT

from briefing.config import read_config
from briefing.dashboard import sources
from briefing.dashboard.index import build_index
from briefing.dashboard.safe import text_of
from briefing.extract import extract_all
from briefing.model import Document
from briefing.pipeline import build
from briefing.summary import read_summary
from briefing.text import find_blocks, find_language
from briefing.yamlfile import read_trusted

CASES = read_trusted(Path(__file__).parent / "cases" / "languages" / "told_apart.yaml")["cases"]
RUSSIAN, ENGLISH = CASES[0]["text"], CASES[4]["text"]
OURS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "stories").glob("*/*.txt")])


def language_of(text: str) -> str | None:
    return find_language(list(find_blocks(Document("case", text))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_the_language_of_a_report_is_told(case):
    assert language_of(case["text"]) == case["language"]


def test_the_seeds_and_stories_are_english():
    assert len(OURS) > 20 and Counter(language_of(path.read_text(encoding="utf-8")) for path in OURS) == {
        None: len(OURS)
    }


def test_a_report_in_another_language_has_its_title_and_no_claims():
    (found,) = extract_all([Document("002", RUSSIAN)])
    assert (
        found.language == "Russian"
        and found.blocks[0].kind == "title"
        and found.blocks[0].span.quote in RUSSIAN
    )
    assert not (found.claims or found.mentions or found.figures or found.dates)
    assert [(issue.where, issue.found) for issue in found.issues] == [("report 002", "in Russian: not read")]


def test_a_briefing_lists_and_counts_what_was_not_read(tmp_path):
    for name, text in (("001_ferry.txt", ENGLISH), ("002_parom.txt", RUSSIAN)):
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_text(text, encoding="utf-8")
    config = tmp_path / "config.yaml"
    config.write_text(
        "stories:\n  - id: ferry\n    title: The ferry\n    sources:\n      - folder: reports\n",
        encoding="utf-8",
    )
    for _, outcome, _issues in build(read_config(config), tmp_path / "out"):
        assert isinstance(outcome, Path)
    summary = read_summary(outcome)
    assert [(card.id, card.language, card.claims > 0) for card in summary.documents] == [
        ("001", None, True),
        ("002", "Russian", False),
    ]
    assert "1 of 2 reports not read: in Russian" in summary.gaps
    assert [issue.found for issue in summary.issues] == ["in Russian: not read"]
    assert "in Russian: not read" in text_of(sources.reports(build_index(summary)))
