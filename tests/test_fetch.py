"""Fetching: what is due is asked for with manners, what came is kept, and what was good stays whatever comes after."""

import json
import re
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from local_site import Page, site

from briefing import yamlfile
from briefing.__main__ import main
from briefing.archive import HEALTH, Archive, read_health, report_id
from briefing.config import read_config
from briefing.dashboard.safe import text_of
from briefing.dashboard.sources import fetched
from briefing.fetch import fetch, next_due
from briefing.pipeline import build
from briefing.sources import read_documents
from briefing.sources.formats import read_format
from briefing.sources.kept import Kept
from briefing.sources.revisions import changes_between, words_of
from briefing.summary import SummaryError, read_summary
from briefing.watch import Due, stamps, watch

BEGAN = datetime(2030, 3, 5, 12, tzinfo=UTC)
ARTICLE = """<!doctype html><html><head><title>{title} | Valley Herald</title><meta property="og:site_name" content="Valley Herald">
<meta property="article:published_time" content="2030-03-04T08:00:00+01:00"></head><body><main><article><h1>{title}</h1>
<p>The dam above Lindau was closed on Monday after engineers found a crack in its northern wall, the water board said.</p>
<p>{more}</p><p>About 400 people were told to leave their homes, and schools in the valley will stay shut until Thursday.</p></article></main></body></html>"""
RSS = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Valley Herald</title>{}</channel></rss>'
FULL = "<item><title>{0}</title><link>{1}</link><guid>{2}</guid><pubDate>Mon, 04 Mar 2030 08:00:00 +0100</pubDate><content:encoded>{3}</content:encoded></item>"


def article(title: str = "Dam closed", more: str = "Officials confirmed that an inquiry has begun.") -> Page:
    return Page(ARTICLE.format(title=title, more=more).encode())


def feed(*items: str) -> Page:
    return Page(RSS.format("".join(items)).encode(), headers={"Content-Type": "application/rss+xml"})


def full(
    number: int, text: str = "The ferry sank off the coast, the harbour master said.", guid: str = ""
) -> str:
    return FULL.format(f"Report {number}", f"https://herald.example/{number}", guid or f"g{number}", text)


class Desk:
    """A story whose sources stand on a local site, with a clock that the test sets."""

    def __init__(self, folder: Path, found, sources: str):
        self.folder, self.site, self.now, self.told = folder, found, BEGAN, []
        self.config = folder / "config.yaml"
        self.write(sources)

    def write(self, sources: str) -> None:
        lines = "".join(
            f"      - {line}\n" for line in sources.replace("SITE", f"http://{self.site.place}").splitlines()
        )
        self.config.write_text(
            f"fetch: {{allow: ['{self.site.place}']}}\nstories:\n  - id: dam\n    title: Dam\n    sources:\n{lines}",
            encoding="utf-8",
        )

    def fetch(self, after: timedelta = timedelta(), everything: bool = False) -> int:
        self.now += after
        self.site.asked.clear()
        return fetch(
            read_config(self.config),
            lambda ask, record, error: self.told.append((ask.address, str(error or ""))),
            everything,
            lambda: self.now,
        )

    def read(self):
        config = read_config(self.config)
        return read_documents(config.stories[0], config.base, Kept(config.kept(config.stories[0])))

    def record(self, path: str):
        return Archive(self.folder / "archive" / "dam").record(self.site.at(path))


@pytest.fixture
def desk(tmp_path, monkeypatch):
    # Read in this process, which has the libraries loaded; test_formats.py has the other one.
    monkeypatch.setattr(
        "briefing.sources.worker.Worker.read", lambda self, *arguments: list(read_format(*arguments))
    )
    with site() as found:
        yield lambda pages, sources: found.pages.update(pages) or Desk(tmp_path, found, sources)


HOUR = timedelta(hours=1)


def test_a_page_is_asked_for_once_an_hour_and_its_versions_are_kept(desk):
    here = desk({"/a": article()}, "page: SITE/a?utm_source=x")
    documents, (issue,) = here.read()
    assert not documents and issue.found == "not fetched yet"
    assert here.fetch() == 1 and here.site.paths() == ["/robots.txt", "/a"]
    ((document,), issues) = here.read()
    assert (
        issues == ()
        and document.id == report_id("2030-03-04", "Valley Herald", here.site.at("/a"))
        and document.id.startswith("20300304-valley-herald-")
    )
    assert (
        document.text.startswith("Dam closed\n\nThe dam above")
        and document.published.value == "2030-03-04T08:00"
    )
    assert here.fetch(timedelta(minutes=59)) == 0 and here.site.paths() == []
    assert here.fetch(timedelta(minutes=1)) == 1 and len(here.record("/a").versions) == 1
    here.site.pages["/a"] = article(more="Reportedly an inquiry has begun.")
    here.fetch(HOUR)
    ((newer,), (issue,)) = here.read()
    assert issue.found == (
        "changed its report, as seen on 2030-03-05 14:00 UTC: “Officials confirmed that an inquiry has begun.” became “Reportedly an inquiry has begun.”"
    )
    assert newer.id == document.id and "Reportedly" in newer.text and len(here.record("/a").versions) == 2
    archive = Archive(here.folder / "archive" / "dam")
    assert [b"confirmed" in archive.read(version.sha256) for version in here.record("/a").versions] == [
        True,
        False,
    ]


def test_what_the_site_says_of_a_version_goes_back_and_nothing_new_changes_nothing(desk):
    tag = '"w-5f2c"-gzip'
    page = feed(full(1))
    page.headers.update({"ETag": tag, "Last-Modified": "Mon, 04 Mar 2030 10:00:00 GMT"})
    here = desk(
        {"/feed": lambda headers: Page(status=304) if headers.get("if-none-match") == tag else page},
        "feed: SITE/feed",
    )
    here.fetch()
    before = here.read()
    here.fetch(HOUR)
    assert (
        here.site.asked[0][1]["if-none-match"] == tag
        and here.site.asked[0][1]["if-modified-since"] == "Mon, 04 Mar 2030 10:00:00 GMT"
    )
    assert here.read() == before and here.record("/feed").health.unchanged == 1


BAD = {
    "500": Page(b"oops", 500),
    "404": Page(b"", 404),
    "empty": Page(b""),
    "garbage": Page(bytes(range(256)) * 8),
    "reset": Page(raw=b""),
    "login": Page(b"<html><body><form>Please log in</form></body></html>"),
    "no entries": feed(),
    "cut": Page(feed(full(1)).body[:200]),
    "another page": article("Front page"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_feed_that_was_good_and_is_bad_keeps_its_reports_and_says_since_when(desk, name):
    here = desk({"/feed": feed(full(1), full(2))}, "feed: SITE/feed")
    here.site.pages["/feed"].headers["ETag"] = '"v1"'
    here.fetch()
    before, _ = here.read()
    here.site.pages["/feed"] = BAD[name]
    here.fetch(HOUR)
    documents, (issue,) = here.read()
    assert documents == before and len(before) == 2
    assert issue.found.startswith("failing since 2030-03-05: ") and issue.found.endswith(
        "; what it gave on 2030-03-05 stays"
    )
    assert here.record("/feed").etag == '"v1"'
    here.site.pages["/feed"] = feed(full(3))
    assert here.fetch(HOUR) == 1
    documents, issues = here.read()
    assert len(documents) == 3 and issues == ()


def test_a_page_that_was_good_and_is_bad_keeps_its_report(desk):
    here = desk({"/a": article()}, "page: SITE/a")
    here.fetch()
    before, _ = here.read()
    for bad in (
        Page(b"<html><body><p>We value your privacy. Accept all cookies</p></body></html>"),
        Page(b"x", 403),
        feed(full(1)),
    ):
        here.site.pages["/a"] = bad
        here.fetch(timedelta(days=2))
        documents, (issue,) = here.read()
        assert documents == before and "failing since 2030-03-07" in issue.found


def test_a_source_that_fails_is_asked_less_and_less_and_never_given_up(desk):
    here = desk({"/feed": Page(b"x", 404)}, "feed: SITE/feed")
    waits = []
    for _ in range(8):
        here.fetch()
        until = datetime.strptime(here.record("/feed").health.next_try, "%Y-%m-%dT%H:%M:%SZ").replace(
            tzinfo=UTC
        )
        waits.append((until - here.now) / HOUR)
        here.now = until
    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]


def test_a_page_that_is_gone_for_good_is_not_asked_again_and_its_report_stays(desk):
    here = desk({"/a": article()}, "page: SITE/a")
    here.fetch()
    here.site.pages["/a"] = Page(b"Gone", 410)
    here.fetch(HOUR)
    assert here.fetch(timedelta(days=30), everything=True) == 0
    documents, (issue,) = here.read()
    assert (
        len(documents) == 1
        and "gone for good (410)" in issue.found
        and issue.hint == "it is not asked for again"
    )


def test_a_site_that_wants_to_be_left_alone_is_left_alone(desk):
    here = desk(
        {"/a": Page(b"x", 429, {"Retry-After": "7200"}), "/b": article("Bridge closed")},
        "page: SITE/a\npage: SITE/b",
    )
    here.fetch()
    assert "/b" not in here.site.paths()
    assert here.fetch(timedelta(minutes=119)) == 0
    here.site.pages["/a"] = article()
    assert here.fetch(timedelta(minutes=1)) == 2 and len(here.read()[0]) == 2


def test_an_error_of_the_server_is_given_one_more_try(desk, monkeypatch):
    monkeypatch.setattr("briefing.fetch.PAUSE", 0)
    here = desk(
        {
            "/a": [Page(b"x", 500), article()],
            "/b": [Page(b"x", 503, {"Retry-After": "0"}), article("Bridge closed")],
        },
        "page: SITE/a\npage: SITE/b",
    )
    here.fetch()
    assert len(here.read()[0]) == 2 and here.site.paths().count("/a") == here.site.paths().count("/b") == 2


def test_robots_txt_is_read_before_a_page_and_kept_to_and_feeds_are_made_for_programs(desk):
    robots = Page(b"User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\nDisallow: /feed\n")
    here = desk(
        {
            "/robots.txt": robots,
            "/private/a": article(),
            "/b.pdf": article(),
            "/c": article(),
            "/feed": feed(full(1)),
        },
        "page: SITE/private/a\npage: SITE/b.pdf\npage: SITE/c\nfeed: SITE/feed",
    )
    here.fetch()
    assert here.site.paths() == ["/robots.txt", "/c", "/feed"]
    _, issues = here.read()
    assert len(issues) == 2 and all("robots.txt" in issue.found for issue in issues)


@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        (Page(b"x", 404), True),
        (Page(b"x", 403), True),
        (Page(b"x", 500), False),
        (Page(raw=b""), False),
        (Page(b"\xff\xfe<html>"), True),
    ],
)
def test_where_robots_txt_cannot_be_had(desk, robots, asked):
    here = desk({"/robots.txt": robots, "/a": article()}, "page: SITE/a")
    here.fetch()
    assert ("/a" in here.site.paths()) == asked


def test_entries_with_their_text_are_not_asked_for_and_others_are(desk):
    here = desk({"/b": article("Bridge closed")}, "feed: SITE/feed\nlist: links.txt")
    lead = f"<item><title>B</title><link>{here.site.at('/b')}</link><description>The bridge …</description></item>"
    hidden = "<item><title>C</title><link>https://news.google.com/rss/articles/x</link></item>"
    (here.folder / "links.txt").write_text(here.site.at("/b?utm_medium=mail") + "\nnowhere\n")
    here.site.pages["/feed"] = feed(full(1), lead, hidden)
    assert here.fetch() == 2 and here.site.paths() == ["/feed", "/robots.txt", "/b"]
    documents, issues = here.read()
    assert [(document.outlet, document.path) for document in documents] == [
        ("Valley Herald", here.site.at("/b")),
        ("Valley Herald", "https://herald.example/1"),
    ]
    assert sorted(issue.found.split(" ")[0] for issue in issues) == ["line", "news.google.com"]


def test_an_entry_whose_page_is_not_to_be_had_gives_its_summary_where_that_is_whole_and_says_so(desk):
    here = desk({}, "feed: SITE/feed")
    here.site.pages["/feed"] = feed(
        *(
            f"<item><title>Report {name}</title><link>{here.site.at(name)}</link><description>{text}</description></item>"
            for name, text in (
                ("/a", "Two ferries collided off the coast, the harbour master said."),
                ("/b", "Two ferries collided off the c… [Read more]"),
            )
        )
    )
    here.fetch()
    (document,), issues = here.read()
    assert document.text == "Report /a\n\nTwo ferries collided off the coast, the harbour master said.\n"
    assert [issue.found.partition(":")[0] for issue in issues] == [
        "failing since 2030-03-05",
        "only its summary in the feed is briefed",
        "failing since 2030-03-05",
    ]
    here.site.pages["/a"] = article()
    here.fetch(HOUR)
    (later,), _ = here.read()
    assert later.id == document.id and later.text.startswith("Dam closed")


def test_a_feed_gives_the_newest_that_its_words_name(desk):
    items = [
        FULL.format(
            f"Report {day}",
            f"https://h.example/{day}",
            day,
            "Fire in the port." if day % 2 else "Chess results are in.",
        ).replace("04 Mar", f"{day:02d} Mar")
        for day in range(1, 9)
    ]
    here = desk({"/feed": feed(*items)}, "{feed: SITE/feed, only: [port*, dam], newest: 2, outlet: The Gull}")
    here.fetch()
    documents, _ = here.read()
    assert [document.title for document in documents] == ["Report 7", "Report 5"] and {
        document.outlet for document in documents
    } == {"The Gull"}
    assert here.record("/feed").health.skipped == {"not about its words": 4}


def test_a_changed_entry_is_a_version_and_a_new_guid_is_nothing(desk):
    here = desk({"/feed": feed(full(1), full(2))}, "feed: SITE/feed")
    here.fetch()
    ids = [document.id for document in here.read()[0]]
    here.site.pages["/feed"] = feed(
        full(1, guid="other"), full(2, "The ferry ran aground, the harbour master said."), full(3)
    )
    here.fetch(HOUR)
    documents, (issue,) = here.read()
    assert issue.found.endswith(
        "“The ferry sank off the coast, the harbour master said.” became “The ferry ran aground, the harbour master said.”"
    )
    assert len(documents) == 3 and set(ids) <= {document.id for document in documents}
    assert [document for document in documents if document.id == ids[1]][0].text.endswith(
        "ran aground, the harbour master said.\n"
    )
    for _number in range(
        5
    ):  # a feed whose bytes change though its entries do not is not kept again and again
        here.site.pages["/feed"] = Page(here.site.pages["/feed"].body + b"<!-- -->")
        here.fetch(HOUR)
    assert len(here.record("/feed").versions) == 2
    assert (
        len(list((here.folder / "archive" / "dam" / "received").iterdir()))
        == len(list((here.folder / "archive" / "dam" / "texts").iterdir()))
        == 2
    )


def test_two_ways_to_one_page_are_one_report(desk):
    page = article()
    page.body = page.body.replace(b"</head>", b'<link rel="canonical" href="/a"></head>')
    here = desk(
        {"/a": page, "/amp": page, "/short": Page(status=301, headers={"Location": "/a?fbclid=1"})},
        "page: SITE/a\npage: SITE/amp\npage: SITE/short",
    )
    here.fetch()
    documents, issues = here.read()
    assert len(documents) == 1 and issues == ()


def test_one_text_of_one_outlet_at_two_addresses_is_one_report_and_of_two_outlets_it_is_two(desk):
    here = desk(
        {
            "/a": article(),
            "/m/a": article(),
            "/b": Page(article().body.replace(b'content="Valley Herald"', b'content="The Gull"')),
        },
        "page: SITE/a\npage: SITE/m/a\npage: SITE/b",
    )
    here.fetch()
    documents, (again, same) = here.read()
    assert [document.outlet for document in documents] == [
        "Valley Herald",
        "The Gull",
    ] and same.found.startswith("the same text as ")
    assert (again.where, again.found) == (
        here.site.at("/m/a"),
        f"report {documents[0].id} again: Valley Herald has it at {here.site.at('/a')} too",
    )


LONG = (
    "Rain fell on the {town} valley for the third day on Monday, and {number} families left their homes below the dam. The water board "
    "said that the level had risen by two metres since Saturday and that the gates would stay open until the lake was empty. Farmers "
    "moved their cattle to the hills. The mayor of Lindau denied that the wall was cracked, and an engineer from the university said "
    "she had seen no crack. The army sent two helicopters. Schools stay shut until Thursday, the county said."
)


@pytest.mark.parametrize(
    ("other", "reports"),
    [
        ({}, 1),  # an AMP page in the same words
        ({"number": 46}, 1),  # the print page, put right meanwhile
        ({"day": "2030-03-05"}, 1),  # the next day at another address
        ({"day": "2030-03-09", "number": 46}, 2),  # a week's rain tells in the words of the last
        ({"title": "Rain falls"}, 1),
        ({"title": "The army sends helicopters", "number": 46}, 2),  # another report of the same day
        ({"outlet": "The Gull"}, 2),  # one dispatch in two papers is two reports
        (
            {
                "more": " ".join(
                    f"House {n} of street {n + 3} lost its roof and family {n} sleeps in hall {n}."
                    for n in range(20)
                )
            },
            2,
        ),
    ],
)  # retold at length
def test_one_outlets_report_at_two_addresses_in_nearly_the_same_words_is_one_report(desk, other, reports):
    def page(number=40, day="2030-03-04", outlet="Valley Herald", more="", title="Rain") -> Page:
        found = article(title, LONG.format(town="Lindau", number=number) + f"</p><p>{more}")
        body = found.body.decode().replace("2030-03-04", day).replace("Valley Herald", outlet)
        return Page(body.encode())

    here = desk({"/a": page(), "/print/a": page(**other)}, "page: SITE/a\npage: SITE/print/a")
    here.fetch()
    documents, issues = here.read()
    assert len(documents) == reports
    if reports == 1:
        (document,), (issue,) = documents, issues
        kept, told = (
            ("/print/a", "/a") if other.get("day") else ("/a", "/print/a")
        )  # the later one is briefed
        assert (document.path, issue.where) == (here.site.at(kept), here.site.at(told))
        assert issue.found.startswith(
            f"report {document.id} again: Valley Herald has it at {here.site.at(kept)} too"
        )
        assert ("46 families" in issue.found and "40 families" in issue.found) == ("number" in other)


def test_a_build_asks_nothing_and_the_same_archive_gives_the_same(desk, capsys, monkeypatch):
    here = desk({"/a": article()}, "page: SITE/a")
    assert main(["fetch", "--config", str(here.config)]) == 0
    out, _ = capsys.readouterr()
    assert f"{here.site.at('/a')}: report 20300304-valley-herald-" in out and "asked for 1 address" in out
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    assert (
        main(["fetch", "--config", str(here.config)]) == 0 and capsys.readouterr().out == "nothing is due\n"
    )
    assert main(["documents", "--config", str(here.config)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["title"], line["outlet"], line["published"], line["address"]) == (
        "Dam closed",
        "Valley Herald",
        "2030-03-04T08:00:00+01:00",
        here.site.at("/a"),
    )
    assert line["report"].startswith("20300304-valley-herald-") and line["story"] == "dam"


def test_one_fetch_at_a_time_says_who_and_since_when(desk, capsys):
    from briefing.yamlfile import held_or_told

    here = desk({"/a": article()}, "page: SITE/a")
    with held_or_told(here.folder / "archive" / "fetching", "process 7 since 2030-03-05 12:00") as holder:
        assert holder is None
        assert main(["fetch", "--config", str(here.config)]) == 1
        assert "another fetch is running, process 7 since 2030-03-05 12:00" in capsys.readouterr().err
    assert main(["fetch", "--config", str(here.config)]) == 0


def test_what_is_due_is_known_without_asking(desk):
    here = desk({"/a": article()}, "page: SITE/a")
    config = read_config(here.config)
    assert next_due(config) == ""
    here.fetch()
    assert next_due(config) == "2030-03-05T13:00:00Z"


def test_watch_reads_records_only_after_something_changed(desk, monkeypatch):
    here = desk(
        {"/a": article(), "/b": article("Bridge closed"), "/c": article("School shut")},
        "page: SITE/a\nlist: links.txt",
    )
    (here.folder / "links.txt").write_text(here.site.at("/b") + "\n")
    read, due = [], Due()
    really = Archive.record
    monkeypatch.setattr(
        Archive, "record", lambda self, address: read.append(address) or really(self, address)
    )

    def looks(at=0 * HOUR) -> tuple[bool, int]:
        read.clear()
        return [due.now(read_config(here.config), here.now + at) for _ in range(3)][-1], len(read)

    assert looks() == (True, 2)
    here.fetch()
    assert looks() == (False, 2) and looks() == (False, 0)
    assert looks(HOUR) == (True, 0)
    (here.folder / "links.txt").write_text(f"{here.site.at('/b')}\n{here.site.at('/c')}\n")
    assert looks() == (True, 3)
    here.fetch()
    assert looks() == (False, 3)
    here.write("page: SITE/a")
    assert looks() == (False, 1) and looks(HOUR) == (True, 0)
    here.site.pages["/a"] = Page(b"gone", 410)
    here.fetch(HOUR)
    assert looks(24 * HOUR) == (False, 1)


def test_an_answer_that_its_reader_fails_on_harms_no_other(desk, monkeypatch):
    here = desk({"/a": article(), "/b": article("Bridge closed")}, "page: SITE/a\npage: SITE/b")

    def read(self, data, *more):
        if b"Dam closed" in data:
            raise KeyError("x")
        return list(read_format(data, *more))

    monkeypatch.setattr("briefing.sources.worker.Worker.read", read)
    here.fetch()
    assert here.told == [(here.site.at("/a"), "it could not be read (KeyError)"), (here.site.at("/b"), "")]


def test_check_tells_how_asking_goes(desk, capsys):
    here = desk(
        {"/a": article(), "/feed": Page(b"x", 404)}, "page: SITE/a\nfeed: SITE/feed\npage: SITE/later"
    )
    here.fetch()
    here.write("page: SITE/a\nfeed: SITE/feed\npage: SITE/new")
    assert main(["check", "--config", str(here.config)]) == 0
    failing, new, good, _ = capsys.readouterr().out.splitlines()
    assert (
        good
        == f"{here.site.at('/a')}: good since 2030-03-05 12:00 UTC; new; last good 2030-03-05 12:00 UTC; next try 2030-03-05 13:00 UTC"
    )
    assert (
        failing
        == f"{here.site.at('/feed')}: failing since 2030-03-05 12:00 UTC: it is not found there (404); last good never; next try 2030-03-05 13:00 UTC"
    )
    assert new == f"{here.site.at('/new')}: never asked for; run: python -m briefing fetch"


def test_the_sources_page_says_how_asking_goes(desk):
    here = desk(
        {"/a": article(), "/feed": Page(b"x", 404), "/rss": feed(full(1))},
        "page: SITE/a\nfeed: SITE/feed\nfeed: SITE/rss",
    )
    assert read_health(here.folder / "archive" / "dam" / HEALTH) == ()
    here.fetch()
    rows = read_health(here.folder / "archive" / "dam" / HEALTH)
    assert [row[0] for row in rows] == [here.site.at(path) for path in ("/feed", "/a", "/rss")]
    text = re.sub(r"\s+", " ", text_of(fetched(rows)))
    assert (
        "3 pages and feeds, 1 not good" in text
        and "failing since 2030-03-05 12:00 UTC: it is not found there (404)" in text
        and "1 entry, 1 new" in text
    )
    assert fetched(()) is None
    hostile = (("<script>alert(1)</script>", "failing since x: <b>", "", "never", "not again"),)
    assert "<script>alert(1)</script>" in text_of(fetched(hostile))


def test_a_config_without_the_web_asks_nothing_and_says_nothing(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("The ferry sank.")
    (tmp_path / "config.yaml").write_text("stories:\n  - {id: dam, title: Dam, sources: [{file: a.txt}]}\n")
    assert main(["fetch", "--config", str(tmp_path / "config.yaml")]) == 0 and capsys.readouterr().out == ""


def test_damaged_records_and_bytes_are_fetched_anew(desk):
    here = desk({"/a": article()}, "page: SITE/a")
    here.fetch()
    (id,) = [document.id for document in here.read()[0]]
    archive = here.folder / "archive" / "dam"
    for file in (archive / "received").iterdir():
        file.write_bytes(b"other")
    for file in (archive / "texts").iterdir():
        file.unlink()
    documents, (issue,) = here.read()
    assert documents == () and issue.found == "what was fetched is damaged"
    for file in (archive / "addresses").iterdir():
        file.write_bytes(b'{"address": 1')
    here.fetch()
    assert [document.id for document in here.read()[0]] == [id]


REVISIONS = yamlfile.read_trusted(Path(__file__).parent / "cases" / "revisions.yaml")


@pytest.mark.parametrize("case", REVISIONS, ids=lambda case: case["older"][:30])
def test_two_versions_of_a_report_are_compared_sentence_by_sentence(case):
    assert [words_of(*change) for change in changes_between(case["older"], case["newer"])] == case["told"]


@pytest.mark.parametrize(
    ("day", "outlet", "start"),
    [
        ("2024-10-22T10:00+09:00", "Yonhap", "20241022-yonhap-"),
        ("2024-10-22", None, "20241022-herald-example-"),
        ("2024-10-22", "Ministry of Roads and Waters", "20241022-ministry-of-roads-and-"),
        ("2024-10-22", "Ведомости", "20241022-herald-example-"),
        ("2024-10-22", "x" * 99, f"20241022-{'x' * 24}-"),
    ],
)
def test_a_report_has_a_name_that_a_person_can_type(day, outlet, start):
    assert report_id(day, outlet, "https://www.herald.example/a").startswith(start)
    assert report_id(day, outlet, "https://www.herald.example/a") != report_id(
        day, outlet, "https://www.herald.example/b"
    )


def test_watch_fetches_what_becomes_due_and_says_once_what_is_wrong(desk, capfd):
    here = desk({"/a": article(), "/feed": feed(full(1))}, "page: SITE/a")
    stop, told = threading.Event(), []

    def has(words: str) -> bool:
        told.append(capfd.readouterr())
        return words in "".join(each.out + each.err for each in told)

    def wait_for(words: str) -> None:
        until = time.monotonic() + 120
        while not has(words):
            assert time.monotonic() < until, f"{words!r} never came: {told}"
            time.sleep(0.1)

    watching = threading.Thread(target=watch, args=(here.config, None, False, stop, 0.05))
    watching.start()
    try:
        wait_for("/a: report 20300304-valley-herald-")
        good = here.config.read_text(encoding="utf-8")
        here.config.write_text("stories: 1\n", encoding="utf-8")
        wait_for("stories is '1'")
        here.config.write_text(good + f"      - feed: {here.site.at('/feed')}\n", encoding="utf-8")
        wait_for("/feed: 1 entry, 1 new")
    finally:
        stop.set()
        watching.join(60)
    assert sum(each.err.count("stories is '1'") for each in told) == 1


def test_what_is_built_again_is_told_by_config_sources_and_what_came(desk):
    here = desk({"/a": article()}, "page: SITE/a\nfolder: reports")
    (here.folder / "reports").mkdir()
    config = read_config(here.config)
    seen = [stamps(config)]
    (here.folder / "reports" / "a.txt").write_text("The ferry sank.")
    seen.append(stamps(config))
    here.fetch()
    seen.append(stamps(config))
    here.fetch(HOUR)
    assert stamps(config) == seen[-1]
    here.config.write_text(here.config.read_text() + "\n")
    seen.append(stamps(config))
    assert len(set(seen)) == 4


def test_what_a_revision_says_otherwise_is_among_the_changes_of_the_briefing(desk):
    more = "Officials {0} on Monday that an inquiry into the crack has begun. Mayor Ida Holm said that {1} houses had been flooded."
    here = desk({"/a": article(more=more.format("confirmed", 40))}, "page: SITE/a")
    config = read_config(here.config)
    for text in (article(more=more.format("confirmed", 40)), article(more=more.format("denied", 60))):
        here.site.pages["/a"] = text
        here.fetch(HOUR)
        assert [outcome for _, outcome, _ in build(config, here.folder / "summaries")] == [
            here.folder / "summaries" / "dam.yaml"
        ]
    found = read_summary(here.folder / "summaries" / "dam.yaml")
    assert {(change.kind, change.before, change.after) for change in found.changes} == {
        ("stance", "confirmed", "denied"),
        ("changed claim", "40 houses had been flooded", "60 houses had been flooded"),
    }


def test_the_card_of_a_report_says_what_its_versions_changed_and_when(desk):
    texts = [("confirmed", 40), ("confirmed", 60), ("denied", 60)]
    more = "Officials {0} on Monday that an inquiry into the crack has begun. Mayor Ida Holm said that {1} houses had been flooded."
    lead = "<item><title>Dam</title><link>{}</link><description>The …</description></item>"
    here = desk({}, "page: SITE/a\nfeed: SITE/rss\nfeed: SITE/led")
    for words in texts:
        gull = Page(article(more=more.format(*words)).body.replace(b"Valley Herald", b"The Gull"))
        here.site.pages |= {
            "/a": article(more=more.format(*words)),
            "/b": gull,
            "/rss": feed(full(1, more.format(*words))),
            "/led": feed(lead.format(here.site.at("/b"))),
        }
        here.fetch(24 * HOUR, everything=True)
    config = read_config(here.config)
    list(build(config, here.folder / "summaries"))
    found = read_summary(here.folder / "summaries" / "dam.yaml")
    cards = {card.path: card for card in found.documents}
    assert set(cards) == {here.site.at("/a"), here.site.at("/b"), "https://herald.example/1"}
    for card in cards.values():
        newest, first = card.revisions
        assert (newest.at, first.at) == ("2030-03-08T12:00:00Z", "2030-03-07T12:00:00Z")
        assert "fficials confirmed" in newest.before and "fficials denied" in newest.after
        assert "40 houses" in first.before and "60 houses" in first.after
    assert (
        sum("changed its report, as seen on 2030-03-08 12:00 UTC" in issue.found for issue in found.issues)
        == 3
    )
    assert not any("40 houses" in issue.found for issue in found.issues)


def test_an_archive_that_cannot_be_written_is_told(desk, capsys):
    here = desk({"/a": article()}, "page: SITE/a")
    (here.folder / "archive").mkdir()
    (here.folder / "archive" / "dam").write_text("a file where a folder must be")
    assert main(["fetch", "--config", str(here.config)]) == 1
    assert "a file stands where a folder must be" in capsys.readouterr().err


def test_a_newcomer_sees_a_feed_a_page_a_list_and_files_arrive_by_editing_the_config(tmp_path):
    """Two edits while `watch` runs; every process is the real one."""
    lead = "<item><title>{0}</title><link>{1}</link><description>The …</description></item>"
    with site(
        {
            "/a": article("Dam closed"),
            "/b": article("Bridge closed", "The mayor denied that the bridge was unsafe."),
            "/c": article(
                "School shut", "The school board said on Monday that lessons would resume on Thursday."
            ),
        }
    ) as found:
        found.pages["/rss"] = feed(lead.format("Bridge closed", found.at("/b")), full(1))
        begin = f"fetch: {{allow: ['{found.place}']}}\nstories:\n  - id: dam\n    title: Dam\n    sources:\n      - file: first.txt\n"
        (tmp_path / "first.txt").write_text(
            "Dam cracks\n\nThe water board said on 4 March 2030 that a crack had been found.\n"
        )
        for name in ("storm.html", "statement.pdf"):
            shutil.copy(Path(__file__).parent / "files" / name, tmp_path)
        (tmp_path / "links.txt").write_text(found.at("/c") + "\n")
        (tmp_path / "config.yaml").write_text(begin)
        stop = threading.Event()
        watching = threading.Thread(target=watch, args=(tmp_path / "config.yaml", None, True, stop, 0.2))
        watching.start()
        try:
            assert arrived(tmp_path, 1) == {"first.txt"}
            more = f"      - page: {found.at('/a')}\n      - feed: {found.at('/rss')}\n      - list: links.txt\n      - file: storm.html\n      - file: statement.pdf\n"
            (tmp_path / "config.yaml").write_text(begin + more)
            assert arrived(tmp_path, 7) == {
                "first.txt",
                "storm.html",
                "statement.pdf",
                "https://herald.example/1",
                *map(found.at, ("/a", "/b", "/c")),
            }
        finally:
            stop.set()
            watching.join(120)


def arrived(folder: Path, number: int) -> set[str]:
    """The paths of the reports in the briefing, as soon as there are so many."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            cards = read_summary(folder / "summaries" / "dam.yaml").documents
            if len(cards) >= number:
                return {card.path for card in cards}
        except SummaryError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{number} reports never came")
