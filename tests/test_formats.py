"""Files of other formats: what is in them is read, what stands around it is not, and a bad one harms no other."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import yamlfile
from briefing.config import Source, Story
from briefing.sources import read_carriers, read_documents
from briefing.sources.formats import Report, Unread, read_format
from briefing.sources.formats.metadata import clean_address, read_date
from briefing.sources.kept import Kept
from briefing.sources.worker import GIVEN_UP, Worker

HERE = Path(__file__).parent
CASES = yamlfile.read_trusted(HERE / "cases" / "formats.yaml")
STORY = Story("storm", "Storm", (Source("folder", "files"),))


@pytest.fixture(scope="module")
def read():
    """(documents by path, each with the id of its report, and issues as lines) of tests/files."""
    found = read_carriers(STORY, HERE, Kept(None))
    documents = {one.found.path: replace(one.found, id=one.report) for one in found if one.report}
    return documents, [f"{one.found.where}: {one.found.found}" for one in found if not one.report]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['path']} {case.get('unread', '')}")
def test_a_file_gives_the_report_or_the_issue_its_case_says(case, read):
    documents, issues = read
    path = f"files/{case['path']}"
    if "unread" in case:
        assert any(line.startswith(f"{path}: not read: ") and case["unread"] in line for line in issues)
        assert path not in documents
        return
    document = documents[path]
    assert (document.id, document.outlet, document.address) == (
        case["id"],
        case.get("outlet"),
        case.get("address"),
    )
    assert document.forwarded == case.get("forwarded")
    if "published" in case:
        assert (document.published.value, document.published.basis) == (case["published"], "stated")
    assert [words for words in case["has"] if words not in document.text] == []
    assert [words for words in case.get("never", []) if words in document.text] == []


def test_every_file_has_a_case_and_nothing_else_is_read(read):
    documents, issues = read
    assert {case["path"].split("#")[0] for case in CASES} == {
        path.name for path in (HERE / "files").iterdir()
    }
    assert set(documents) == {f"files/{case['path']}" for case in CASES if "id" in case}


def test_the_pictures_of_a_saved_page_are_passed_over(tmp_path):
    folder = tmp_path / "files"
    (folder / "storm_files").mkdir(parents=True)
    (folder / "storm_files" / "frame.html").write_text("<p>An advert.</p>")
    shutil.copy(HERE / "files" / "storm.html", folder)
    documents, issues = read_documents(STORY, tmp_path)
    assert [document.id for document in documents] == ["storm"] and not issues


def test_a_text_is_made_once_and_again_only_when_asked(tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(HERE / "files" / "letter.eml", folder)
    shutil.copy(HERE / "files" / "gone.html", folder)
    (first,), (gone,) = read_documents(STORY, tmp_path, Kept(tmp_path / "kept"))
    (kept,) = (tmp_path / "kept" / "texts").iterdir()
    record = json.loads(kept.read_text(encoding="utf-8"))
    record[0]["text"] = record[0]["text"].replace("3.40", "3.41")
    kept.write_text(json.dumps(record), encoding="utf-8")
    (second,), _ = read_documents(STORY, tmp_path, Kept(tmp_path / "kept"))
    assert "3.41" in second.text
    again = Kept(tmp_path / "kept", again=True)
    (third,), _ = read_documents(STORY, tmp_path, again)
    assert third == first and again.changed == ["letter.eml"]
    kept.write_text("{", encoding="utf-8")
    assert read_documents(STORY, tmp_path, Kept(tmp_path / "kept"))[0] == (first,)


@pytest.mark.parametrize(
    "data",
    [
        b"<p>" + b"a <b>x</b> " * 3_000_000,
        b"<div>" * 400_000,
        b"%PDF-1.7\n" + b"1 0 obj\n" * 100_000,
        b"PK\x03\x04" + bytes(5000),
        b"<!DOCTYPE html>",
        b"<html>\xff\xfe\x00",
        b'{"messages": ' + b"[" * 100_000,
        b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        * 50,
    ],
    ids=[
        "endless page",
        "deep page",
        "broken pdf",
        "broken zip",
        "empty page",
        "no characters",
        "deep json",
        "nested mail",
    ],
)
def test_a_hostile_file_is_told_and_the_next_one_is_read(data):
    worker = Worker()
    try:
        assert all(isinstance(one, (Report, Unread)) for one in worker.read(data, "a.json"))
        (report,) = worker.read((HERE / "files" / "storm.html").read_bytes(), "storm.html")
        assert report.title == "Storm closes both bridges at Kallby"
    finally:
        worker.close()


def test_a_reader_that_dies_is_told_and_started_anew():
    worker = Worker()
    try:
        worker.read(b"<p>x</p>", "a.html")
        worker.process.kill()
        worker.process.wait()
        worker._started = lambda: worker.process  # as if it had died while it was reading
        assert worker.read(b"<p>x</p>", "a.html") == [GIVEN_UP]
        del worker._started
        assert worker.read((HERE / "files" / "radio.srt").read_bytes(), "radio.srt")[0].text.startswith(
            "MONA EK:"
        )
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T18:30:00+0100", "2031-03-04T18:30:00+01:00"),
        ("2031-03-04 18:30", "2031-03-04T18:30"),
        ("2031-03-04T18:30:12.345Z", "2031-03-04T18:30:12Z"),
        ("2031-02-30", None),
        ("4 March 2031", None),
        (None, None),
        (7, None),
    ],
)
def test_a_date_of_a_page_is_read_as_precisely_as_stated(stated, read):
    assert read_date(stated) == read


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://Example.org/a?utm_source=x&id=7&fbclid=z#top", "https://example.org/a?id=7"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a?q=b%20c", "https://example.org/a?q=b%20c"),
    ],
)
def test_an_address_loses_only_what_follows_its_readers(address, clean):
    assert clean_address(address) == clean


def test_the_format_is_told_by_the_content():
    (found,) = read_format((HERE / "files" / "statement.pdf").read_bytes(), "statement.html")
    assert isinstance(found, Report) and found.title == "Both bridges at Kallby closed"


FLASH = "<html><head><title>Dam closed</title></head><body><{0}><p>The dam above Lindau was closed on Monday.</p></{0}></body></html>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (FLASH.format("article").encode(), "The dam above Lindau was closed on Monday."),
        (
            b"\xff\xfe" + FLASH.format("article").encode("utf-16-le"),
            "The dam above Lindau was closed on Monday.",
        ),
        (
            FLASH.format("article")
            .replace("The dam above Lindau was closed on Monday.", "大臣は火曜日にダムを閉鎖したと述べた。")
            .encode("shift_jis")
            .replace(b"<title>", b"<meta charset=shift_jis><title>"),
            "大臣は火曜日に",
        ),
        (
            FLASH.format("article").replace("Lindau", "\x1b[1mLin\x07dau\0").encode(),
            "above [1mLindau was closed",
        ),
        (FLASH.format("div").encode(), None),
        (FLASH.format("article").replace("above Lindau was closed on Monday", "").encode(), None),
    ],
)
def test_a_news_flash_is_an_article_where_its_page_says_so(data, text):
    (found,) = read_format(data, "flash.html")
    assert (text in found.text) if text else found.found == "no article was found in the page"
