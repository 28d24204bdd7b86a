"""The walk as one function: what is built, when it is built again, and what happens when a report cannot be read."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from gold import ROOT

from briefing.__main__ import main
from briefing.config import read_config
from briefing.pipeline import build
from briefing.summary import SummaryError, read_summary, read_text

CONFIG = """stories:
  - id: ferry-strike
    title: Ferry strike
    sources:
      - folder: reports
"""
REPORTS = {
    "a_1.txt": "Ferry strike halts traffic\n\nOSLO, June 3, 2024 - The Seafarers' Union said on Monday that 1,200 workers had stopped work.\n",
    "b_2.txt": 'Ferry talks resume\n\nTransport Minister Ida Holm denied on Tuesday that the government would step in. "We will not," Holm said.\n',
}


@pytest.fixture
def story(tmp_path) -> Path:
    """A config with two reports in a folder of its own."""
    (tmp_path / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "reports").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "reports" / name).write_text(text, encoding="utf-8")
    return tmp_path


def built(folder: Path, **options):
    """(path or None, issues) of the one story."""
    ((_, path, issues),) = build(read_config(folder / "config.yaml"), folder / "summaries", **options)
    return path, issues


def stored(folder: Path, document: str) -> Path:
    """Where the text of a document of that story is stored."""
    (path,) = (folder / "summaries" / "ferry-strike").glob(f"{document}-*.txt")
    return path


def texts_of(folder: Path, summary) -> list[str]:
    """The stored texts that a summary of that story quotes."""
    return [read_text(folder / "summaries", "ferry-strike", card) for card in summary.documents]


def replace_in(path: Path, old: str, new: str) -> None:
    """A change as an editor would make it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_writes_the_summary_whole_and_the_text_of_every_report_beside_it(story):
    path, issues = built(story)
    summary = read_summary(path)
    assert (path, issues, summary.complete) == (story / "summaries" / "ferry-strike.yaml", (), True)
    assert [card.id for card in summary.documents] == ["a", "b"]
    assert [read_text(story / "summaries", "ferry-strike", card) for card in summary.documents] == list(
        REPORTS.values()
    )
    assert path.read_text(encoding="utf-8").rstrip().endswith("complete: true")


def test_speakers_of_another_story_are_found_and_right(story):
    summary = read_summary(built(story)[0])
    speakers = {
        claim.speaker.quote for claim in summary.claims if claim.kind == "attributed" and claim.speaker
    }
    assert any("Union" in speaker for speaker in speakers) and any("Holm" in speaker for speaker in speakers)


def test_an_unchanged_story_is_not_built_again(story):
    first = built(story)[0].read_bytes()
    assert built(story)[0] is None
    assert (story / "summaries" / "ferry-strike.yaml").read_bytes() == first


def test_a_new_file_time_alone_builds_nothing(story):
    built(story)
    os.utime(story / "reports" / "a_1.txt", (1, 1))
    os.utime(story / "config.yaml", (2, 2))
    assert built(story)[0] is None


@pytest.mark.parametrize(
    "change",
    [
        "a word of a report",
        "a report more",
        "a report less",
        "the title",
        "a stored text is gone",
        "a broken summary",
    ],
)
def test_whatever_changes_the_briefing_builds_it_again(story, change):
    built(story)
    reports, summaries = story / "reports", story / "summaries"
    if change == "a word of a report":
        (reports / "a_1.txt").write_text(REPORTS["a_1.txt"].replace("1,200", "1,300"), encoding="utf-8")
    elif change == "a report more":
        (reports / "c_3.txt").write_text(
            "Ferry strike ends\n\nThe union said the strike was over.\n", encoding="utf-8"
        )
    elif change == "a report less":
        (reports / "b_2.txt").unlink()
    elif change == "the title":
        (story / "config.yaml").write_text(CONFIG.replace("Ferry strike", "Harbour strike"), encoding="utf-8")
    elif change == "a stored text is gone":
        stored(story, "a").unlink()
    else:
        path = summaries / "ferry-strike.yaml"
        path.write_bytes(path.read_bytes()[:-200])
    assert built(story)[0] == summaries / "ferry-strike.yaml"
    assert read_summary(summaries / "ferry-strike.yaml").complete


def test_an_unreadable_report_becomes_an_issue_and_the_rest_are_briefed(story):
    (story / "reports" / "a_1.txt").write_bytes(b"%PDF-1.7 \xff\xfe")
    path, issues = built(story)
    summary = read_summary(path)
    assert [issue.where for issue in issues] == ["reports/a_1.txt"] and "PDF" in issues[0].found
    assert [issue.where for issue in summary.issues] == ["reports/a_1.txt"]
    assert [card.id for card in summary.documents] == ["b"] and summary.claims


def test_a_story_without_a_single_report_is_an_empty_briefing_and_no_error(story):
    for name in REPORTS:
        (story / "reports" / name).unlink()
    summary = read_summary(built(story)[0])
    assert (summary.claims, summary.documents, summary.complete) == ((), (), True)


def test_a_story_that_had_reports_and_has_none_any_more_keeps_its_last_briefing(story):
    before = built(story)[0].read_bytes()
    for name in REPORTS:
        (story / "reports" / name).unlink()
    for again in (False, True):
        outcome, _ = built(story, again=again)
        assert (
            isinstance(outcome, SummaryError)
            and str(outcome) == "ferry-strike: no report found in reports; the last briefing is kept"
        )
    assert (story / "summaries" / "ferry-strike.yaml").read_bytes() == before
    (story / "reports" / "a_1.txt").write_text(REPORTS["a_1.txt"], encoding="utf-8")
    assert [card.id for card in read_summary(built(story)[0]).documents] == ["a"]


NAMED = (
    CONFIG
    + """    map:
      always: [Kurks, Oslo, Xyzzyville, Donbas]
    reliability:
      Harbour Gazete: {rating: B, why: right twice}
    voices: [Rusia, Norway, Ida Holn, Ida Holm]
"""
)


def test_misspelt_names_are_told_with_the_nearest_that_is_known_and_stand_in_the_briefing(story):
    (story / "config.yaml").write_text(
        NAMED.replace("reports\n", "reports\n        outlet: Harbour Gazette\n", 1), encoding="utf-8"
    )
    path, issues = built(story)
    assert [(issue.where, re.search("'.*?'", issue.found)[0], issue.hint) for issue in issues] == [
        ("config.yaml:11", "'Rusia'", "did you mean 'Russia'?"),
        ("config.yaml:11", "'Ida Holn'", "did you mean 'Ida Holm'?"),
        ("config.yaml:8", "'Kurks'", "did you mean 'Kursk'?"),
        ("config.yaml:8", "'Xyzzyville'", "spell it as the reports do, or leave it out"),
        ("config.yaml:10", "'Harbour Gazete'", "did you mean 'Harbour Gazette'?"),
    ]
    summary = read_summary(path)
    assert summary.issues == issues
    assert {card.place.name for card in summary.places if card.always} == {"Oslo", "Donbas"}


def test_a_summary_does_not_depend_on_the_day_it_is_built(story):
    from briefing.__main__ import run_build

    (story / "config.yaml").write_text(
        CONFIG + "    documents:\n      a: {published: 2031-05-02, why: printed on it}\n", encoding="utf-8"
    )
    bytes_on = {}
    for today in ("2031-05-01", "2031-05-02"):
        assert run_build(read_config(story / "config.yaml"), story / today, False, False, today) == 0
        bytes_on[today] = (story / today / "ferry-strike.yaml").read_bytes()
    assert bytes_on["2031-05-01"] == bytes_on["2031-05-02"]
    assert read_summary(story / "2031-05-01" / "ferry-strike.yaml").as_of == "2031-05-02"


def test_a_summary_that_was_cut_off_is_not_shown(story):
    path = built(story)[0]
    path.write_text(path.read_text(encoding="utf-8").replace("complete: true", ""), encoding="utf-8")
    with pytest.raises(SummaryError, match="briefing build"):
        assert read_summary(path).complete or pytest.fail("read a summary that does not say it is complete")


def test_a_stored_text_that_was_changed_is_not_quoted(story):
    path = built(story)[0]
    replace_in(stored(story, "a"), "Monday", "Sunday")
    with pytest.raises(SummaryError, match="changed"):
        read_text(story / "summaries", "ferry-strike", read_summary(path).documents[0])


def test_a_summary_or_text_that_was_changed_is_told_by_the_next_build_and_made_anew(story, capsys):
    path = built(story)[0]
    whole = path.read_bytes()
    for damaged, old, new, told in (
        (path, "1,200", "1,300", "changed since it was built"),
        (path, "story: ", "<<<<<<< HEAD\nstory: ", "a merge that was not finished"),
        (path, "complete: true", "", "cut off"),
        (stored(story, "a"), "Monday", "Sunday", "the stored text has changed"),
        (stored(story, "b"), "Holm said.\n", "", "the stored text has changed"),
    ):
        replace_in(damaged, old, new)
        assert main(["build", "--config", str(story / "config.yaml")]) == 0
        out, err = capsys.readouterr()
        assert (
            "written to" in out
            and err.startswith(damaged.name)
            and told in err
            and err.endswith("; built again\n")
        )
        assert texts_of(story, read_summary(path)) == list(REPORTS.values())
    assert without_changes(whole) == without_changes(path.read_bytes())
    assert built(story) == (None, ())


def without_changes(summary: bytes) -> bytes:
    """A summary without what it says of the one before it, and without its digest."""
    return re.sub(rb"(?m)^(since|changes|digest):.*\n", b"", summary)


def test_a_kill_between_texts_and_summary_takes_no_words_from_the_last_good_briefing(story, monkeypatch):
    path = built(story)[0]
    before, first = read_summary(path), stored(story, "a")
    replace_in(story / "reports" / "a_1.txt", "1,200", "1,300")

    def kill(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("briefing.yamlfile.write_summary_yaml", kill)
        with pytest.raises(KeyboardInterrupt):
            built(story)
    assert read_summary(path) == before
    assert texts_of(story, before) == list(REPORTS.values())
    (first.parent / f".{first.name}.tmp").write_text("half", encoding="utf-8")
    (first.parent / "notes.txt").write_text("an editor's own", encoding="utf-8")
    assert built(story)[0] == path
    assert "1,300" in texts_of(story, read_summary(path))[0] and not first.exists()
    assert {entry.name for entry in first.parent.iterdir()} == {
        stored(story, "a").name,
        stored(story, "b").name,
        "notes.txt",
    }


TWO = CONFIG + CONFIG.removeprefix("stories:\n").replace("ferry-strike", "second")


@pytest.mark.parametrize(
    "call, number, cause",
    [
        ("open", errno.EACCES, "not allowed"),
        ("open", errno.EROFS, "the disk can only be read"),
        ("fsync", errno.EIO, "the disk reports an error"),
        ("fsync", errno.ENOSPC, "no space left on the disk; free some"),
        ("replace", errno.ENOSPC, "no space left on the disk; free some"),
    ],
)
def test_a_story_that_cannot_be_written_is_one_line_and_the_next_is_built(
    story, monkeypatch, capsys, call, number, cause
):
    (story / "config.yaml").write_text(TWO, encoding="utf-8")
    done, failed = getattr(os, call), []

    def fail_once(*given, **named):
        writes = call != "open" or given[1] & os.O_CREAT
        where = os.readlink(f"/proc/self/fd/{given[0]}") if call == "fsync" else str(given[0])
        if not failed and writes and "summaries" in where and "ferry-strike" in where:
            failed.append(given)
            raise OSError(number, os.strerror(number))
        return done(*given, **named)

    monkeypatch.setattr(os, call, fail_once)
    assert main(["build", "--config", str(story / "config.yaml")]) == 1
    out, err = capsys.readouterr()
    assert (
        err.count("\n") == 1
        and "ferry-strike" in err
        and f": not written: {cause}" in err
        and ".tmp" not in err
    )
    assert err.endswith("build again\n")
    assert out.startswith("second: written to") and read_summary(story / "summaries" / "second.yaml").complete


def test_a_summary_that_no_page_could_show_is_never_written(story, monkeypatch, capsys):
    path = built(story)[0]
    before = path.read_bytes()
    replace_in(story / "reports" / "a_1.txt", "1,200", "1,300")
    monkeypatch.setattr("briefing.summary.faults", lambda summary: iter(["claims 1: content: empty"]))
    assert main(["build", "--config", str(story / "config.yaml")]) == 1
    assert (
        capsys.readouterr().err
        == "ferry-strike.yaml: not written, a fault of the rules: claims 1: content: empty\n"
    )
    assert path.read_bytes() == before


def test_writing_and_reading_a_summary_changes_nothing(story):
    from briefing.summary import plain

    path = built(story)[0]
    summary = read_summary(path)
    assert plain(summary) == plain(read_summary(path))
    again = story / "again"
    from briefing.model import Document
    from briefing.summary import write_summary

    documents = tuple(
        Document(card.id, read_text(story / "summaries", summary.story, card)) for card in summary.documents
    )
    assert write_summary(again, summary, documents).read_bytes() == path.read_bytes()


def test_an_unchanged_rebuild_loads_no_language_model(story):
    built(story)
    script = (
        "import sys; from pathlib import Path; from briefing.__main__ import main; "
        f"code = main(['build', '--config', {str(story / 'config.yaml')!r}]); "
        "print(code, sorted({'spacy', 'thinc', 'streamlit', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert done.stdout.splitlines()[-1:] == ["0 []"], done.stdout + done.stderr
    assert re.search("nothing changed", done.stdout)
