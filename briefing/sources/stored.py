"""Sources on the web, as they were fetched: the archive alone is read, and the network is never asked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path

from briefing.archive import Entry, Health, Record, clock
from briefing.config import Source
from briefing.model import Document, Issue
from briefing.sources.file import document_of
from briefing.sources.formats.feed import is_about, is_whole_summary
from briefing.sources.formats.metadata import clean_address
from briefing.sources.formats.report import Link, Report, Unread
from briefing.sources.kept import Kept
from briefing.sources.lists import read_list
from briefing.sources.plain import too_long
from briefing.sources.revisions import revisions_of, told
from briefing.sources.told import Told
from briefing.yamlfile import shown

NEWEST = 50  # entries of a feed that are read where the config does not say
FETCH = "run: python -m briefing fetch"
BOTH = "both versions are kept"
NEWEST_VERSIONS = 6  # of a report, whose changes are told

Versions = Sequence[tuple[str, str]]  # when each was first seen, and its text, the newest first


def read_page_source(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """The newest version of the page that the source names, and what is wrong with asking for it."""
    yield from _page(source, clean_address(source.path), kept)


def read_feed_source(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """The entries of a feed that the source wants, newest version each, and what is wrong with asking for it."""
    address = clean_address(source.path)
    record = kept.archive.record(address) if kept.archive else None
    if record is None:
        yield _told(address, "not fetched yet", FETCH)
        return
    yield from _unwell(record)
    parsed = Parsed(kept, record)
    for part, entry, found in wanted(source, record, parsed):
        if isinstance(found, Link):
            yield from _led(source, found, entry.id, kept, record.address)
        elif refusal := too_long(found.text):
            yield _told(found.address or address, f"not read: {refusal.found}", refusal.hint, address, part)
        else:
            versions = parsed.texts(entry, part)
            yield from _revised(found.address or address, versions, address, part)
            document = document_of(found, entry.id, found.address or f"{address}#{part}", source, address)
            yield replace(document, revisions=revisions_of(versions))
    for found in parsed.unread():
        yield _told(found.address or address, found.found, found.hint, address, found.part)


def read_list_source(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """What the addresses of a list gave, each as a source of its own."""
    found, issues = read_list(source, base)
    yield from issues
    for one in found:
        yield from (read_feed_source if one.kind == "feed" else read_page_source)(one, base, kept)


class Parsed:
    """The entries of a feed by version, each version read once."""

    def __init__(self, kept: Kept, record: Record):
        self.kept, self.record = kept, record
        self.versions = {version.sha256: version for version in record.versions}
        self.found: dict[str, list] = {}

    def entries(self, name: str) -> list[Report | Link | Unread]:
        """What one version of the feed holds; nothing where its bytes are lost."""
        if name not in self.found:
            version = self.versions.get(name)
            data = self.kept.archive.read(name) if version else None
            self.found[name] = []
            if data is not None:
                self.found[name] = self.kept.read(data, "feed", version.address, version.charset)
        return self.found[name]

    def entry(self, entry: Entry, part: str) -> Report | Link | None:
        """The newest version of an entry."""
        return next((one for _, one in self._versions(entry, part)), None)

    def texts(self, entry: Entry, part: str) -> Versions:
        """When an entry's newest versions were first seen, and their texts, where all hold it."""
        found = takewhile(lambda each: isinstance(each[1], Report), self._versions(entry, part))
        return [(at, one.text) for at, one in islice(found, NEWEST_VERSIONS)]

    def _versions(self, entry: Entry, part: str) -> Iterator[tuple[str, Report | Link]]:
        for name in reversed(entry.versions):
            for one in self.entries(name):
                if one.part == part and not isinstance(one, Unread):
                    yield self.versions[name].at, one

    def unread(self) -> list[Unread]:
        """What could not be read of the newest version."""
        found = self.entries(self.record.versions[-1].sha256) if self.record.versions else []
        return [one for one in found if isinstance(one, Unread) and one.part]


def wanted(source: Source, record: Record, parsed: Parsed) -> list[tuple[str, Entry, Report | Link]]:
    """The entries of a feed that a source wants: about its words, and the newest of them; the newest first."""
    found = [
        (part, entry, one) for part, entry in record.entries.items() if (one := parsed.entry(entry, part))
    ]
    found = [each for each in found if not source.only or is_about(each[2], source.only)]
    found.sort(key=lambda each: (each[2].published or each[1].seen)[:10], reverse=True)
    return found[: source.newest or NEWEST]


def _page(source: Source, address: str, kept: Kept) -> Iterator[Document | Issue]:
    record = kept.archive.record(address) if kept.archive else None
    report = newest_report(kept, record) if record else None
    yield from _trouble(address, record, report)
    if report and record:
        yield from _readable(report, record.id or "page", address, source, None, _texts(kept, record))


def _led(source: Source, via: Link, id: str, kept: Kept, feed: str) -> Iterator[Document | Issue]:
    """The page that an entry leads to; where that is not to be had, what the entry says in whole sentences, and that this is all."""
    address = clean_address(via.address)
    record = kept.archive.record(address) if kept.archive else None
    report = newest_report(kept, record) if record else None
    yield from _trouble(address, record, report, feed)
    if report:
        yield from _readable(with_facts(report, via), id, address, source, feed, _texts(kept, record))
    elif is_whole_summary(via):
        yield _told(address, "only its summary in the feed is briefed", "", feed)
        text = "\n\n".join(dict.fromkeys(filter(None, (via.title, via.summary)))) + "\n"
        report = Report(text, "feed", via.title, via.outlet, via.published, address)
        yield from _readable(report, id, address, source, feed)


def _readable(
    report: Report, id: str, address: str, source: Source, feed: str | None, versions: Versions = ()
) -> Iterator[Document | Issue]:
    yield from _revised(address, versions, feed)
    if refusal := too_long(report.text):
        yield _told(address, f"not read: {refusal.found}", refusal.hint, feed)
    else:
        yield replace(document_of(report, id, address, source, feed), revisions=revisions_of(versions))


def _trouble(
    address: str, record: Record | None, report: Report | None, feed: str | None = None
) -> Iterator[Issue]:
    """What is wrong with a page: it was never asked for, its last answer was bad, or what it gave is lost."""
    if record is None:
        yield _told(address, "not fetched yet", FETCH, feed)
    elif record.health.why:
        yield from _unwell(record, feed)
    elif record.versions and report is None:
        yield _told(address, "what was fetched is damaged", FETCH, feed)


def newest_report(kept: Kept, record: Record) -> Report | None:
    """The report of the newest version of a page whose bytes are whole."""
    return next((report for _, report in _reports(kept, record)), None)


def _texts(kept: Kept, record: Record) -> Versions:
    return [(at, report.text) for at, report in islice(_reports(kept, record), NEWEST_VERSIONS)]


def _reports(kept: Kept, record: Record) -> Iterator[tuple[str, Report]]:
    """When each version of a page was first seen and its report, the newest first."""
    for version in reversed(record.versions):
        data = kept.archive.read(version.sha256)
        found = kept.read(data, version.address, version.address, version.charset) if data is not None else ()
        yield from ((version.at, one) for one in found[:1] if isinstance(one, Report))


def _revised(
    where: str, versions: Versions, feed: str | None = None, part: str | None = None
) -> Iterator[Issue]:
    """What the newest version of a report says otherwise than the one before it."""
    if len(versions) > 1 and (changes := told(versions[1][1], versions[0][1])):
        yield _told(
            where, f"changed its report, as seen on {clock(versions[0][0])}: {changes}", BOTH, feed, part
        )


def with_facts(report: Report, via: Link | None) -> Report:
    """A page's report, with what the feed that led to it states where the page states nothing."""
    if via is None:
        return report
    return Report(
        report.text,
        report.by,
        report.title or via.title,
        report.outlet or via.outlet,
        report.published or via.published,
        report.address,
        report.part,
    )


def _unwell(record: Record, feed: str | None = None) -> Iterator[Issue]:
    health = record.health
    if health.why:
        yield _told(record.address, unwell(health, bool(record.versions)), hint(health), feed)


def unwell(health: Health, had: bool) -> str:
    """What is wrong with asking for an address, since when, and what stays of it."""
    stays = f"; what it gave on {health.last_good[:10]} stays" if had and health.last_good else ""
    return f"failing since {health.since[:10]}: {health.why}{stays}"


def hint(health: Health) -> str:
    """What an editor can do about it."""
    return "it is asked for again by itself" if health.next_try else "it is not asked for again"


def _told(where: str, found: str, hint: str, source: str | None = None, part: str | None = None) -> Told:
    return Told(shown(where, 500), found, hint, part, source)
