"""Feeds: every entry is a report, a link or told as unread, whatever shape its feed is in."""

import builtins
import socket
from pathlib import Path

import pytest

from briefing import yamlfile
from briefing.config import Source
from briefing.sources.formats import Link, Report, Unread, read_format
from briefing.sources.formats.feed import is_feed, read_feed
from briefing.sources.formats.markup import paragraphs_of
from briefing.sources.lists import read_list
from briefing.sources.worker import Worker

CASES = yamlfile.read_trusted(Path(__file__).parent / "cases" / "feeds.yaml")
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Herald</title>{}</channel></rss>'
)
ADDRESS = "https://herald.example/feed"


def feed_of(case) -> bytes:
    return (case["raw"] if "raw" in case else RSS.format(case["rss"])).encode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_feed_gives_the_entries_its_case_says(case):
    assert is_feed(feed_of(case))
    found = list(read_format(feed_of(case), "feed", ADDRESS))
    assert len(found) == len(case["entries"])
    for one, expected in zip(found, case["entries"]):
        expected = dict(expected)
        if "text" in expected:
            assert isinstance(one, Report) and expected.pop("text") in one.text
        elif "leads" in expected:
            assert isinstance(one, Link) and one.address == expected.pop("leads")
        else:
            assert isinstance(one, Unread) and expected.pop("unread") in one.found
        assert {key: getattr(one, key) for key in expected} == expected


def test_entries_have_names_of_their_own_that_stay_when_others_come():
    def item(number):
        return f"<item><title>T{number}</title><guid>same</guid><content:encoded>Text {number}.</content:encoded></item>"

    before = [one.part for one in read_feed(RSS.format("".join(map(item, range(30)))).encode(), ADDRESS)]
    after = [one.part for one in read_feed(RSS.format("".join(map(item, range(5, 35)))).encode(), ADDRESS)]
    assert len(set(before)) == 30 and after[:25] == before[5:]


@pytest.mark.parametrize(
    "body",
    [
        b"http://127.0.0.1:9/x",
        b"/etc/passwd",
        b"file:///etc/passwd",
        b"<!-- rss -->",
        b"\x89PNG\r\n",
        b"[]",
        b"{}",
        b"<!doctype html><html><body>write <rss> for a feed</body></html>",
        b"",
        b"<html><head></head></html>",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one_and_never_opened(body, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    assert not is_feed(body)
    opened = []
    real = builtins.open
    monkeypatch.setattr(
        builtins,
        "open",
        lambda name, *more, **others: opened.append(str(name)) or real(name, *more, **others),
    )
    assert [one for one in read_feed(body, ADDRESS) if isinstance(one, Report)] == []
    assert [name for name in opened if "passwd" in name] == []


def test_a_feed_in_another_encoding_is_read():
    text = RSS.format("<item><title>Größe</title><content:encoded>Köln.</content:encoded></item>").replace(
        "utf-8", "utf-16"
    )
    (report,) = read_format(text.encode("utf-16"), "feed", ADDRESS)
    assert report.title == "Größe" and "Köln." in report.text


@pytest.mark.parametrize(
    "head",
    [
        "".join([f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol lol"}">' for n in range(10)]),
        f'<!ENTITY a9 "{"A" * 100_000}">',
    ],
)
def test_entities_that_multiply_harm_nothing(head):
    data = (
        f"<!DOCTYPE rss [{head}]>".encode()
        + RSS.format(f"<item><title>{'&a9;' * 300}</title><content:encoded>Fine.</content:encoded></item>")
        .split("?>", 1)[1]
        .encode()
    )
    worker = Worker()
    try:
        found = worker.read(data, "feed", ADDRESS)
    finally:
        worker.close()
    assert all(len(getattr(one, "text", "")) < 10_000 for one in found)


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<p>One <a href='x'>two</a>.</p>tail<!-- no --> end<div>Three<br/>four</div>",
            ["One two.", "tail end", "Three", "four"],
        ),
        ("plain\nline\n\nother", ["plain line", "other"]),
        ("a &lt; b &amp; c", ["a < b & c"]),
        ("", []),
        ("<img src=x>", []),
        ("<ul><li>A</li><li>B</li></ul><style>p{}</style><iframe>no</iframe>", ["A", "B"]),
    ],
)
def test_markup_is_parted_where_a_reader_sees_it_parted(markup, lines):
    assert paragraphs_of(markup) == lines


# ---------------------------------------------------------------- lists of addresses

LISTS = yamlfile.read_trusted(Path(__file__).parent / "cases" / "lists.yaml")


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case["name"])
def test_a_list_gives_the_sources_and_issues_its_case_says(case, tmp_path):
    (tmp_path / case["name"]).write_text(case["text"], encoding="utf-8")
    found, issues = read_list(Source("list", case["name"], only=("dam",), newest=5), tmp_path)
    assert [[one.kind, one.path, one.outlet] for one in found] == case["leads"]
    assert (
        len(issues) == len(case["issues"])
        and [issue.found for issue, start in zip(issues, case["issues"]) if not issue.found.startswith(start)]
        == []
    )
    assert {issue.where for issue in issues} <= {case["name"]}
    assert all(
        (one.only, one.newest) == ((("dam",), 5) if one.kind == "feed" else ((), None)) for one in found
    )


def test_a_list_that_is_not_there_or_too_long_is_told(tmp_path):
    assert read_list(Source("list", "gone.txt"), tmp_path)[1][0].found.startswith("not read: ")
    (tmp_path / "long.txt").write_text("".join(f"https://h.example/{number}\n" for number in range(1010)))
    found, (issue,) = read_list(Source("list", "long.txt"), tmp_path)
    assert len(found) == 1000 and issue.found.startswith("line 1001 and what follows are not read")
