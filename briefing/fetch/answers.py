"""An answer → the record of its address: what is new, what it was read as, and how asking for it goes."""

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from briefing.archive import Archive, Entry, Health, Record, Version, digest_of, moment, report_id
from briefing.fetch.guard import NotFetched
from briefing.fetch.http import Answer
from briefing.lexicon import read_lexicon
from briefing.sources.asks import Ask
from briefing.sources.formats import Link, Report, Unread
from briefing.sources.formats.feed import is_about, is_feed
from briefing.sources.kept import Kept
from briefing.sources.stored import with_facts

FIRST = timedelta(hours=1)  # after a failure; twice as long after each further one
LONGEST = timedelta(hours=24)


def answered(
    record: Record, ask: Ask, answer: Answer, archive: Archive, kept: Kept, now: datetime, every: timedelta
) -> Record:
    """The record after an answer; NotFetched where the answer holds no report, OSError where it cannot be kept."""
    if answer.status == 304:
        health = replace(_well(record.health, now, every, ask), new=0, unchanged=record.health.read or 1)
        return replace(record, health=health)
    take = _take_feed if ask.kind == "feed" else _take_page
    record, counts, whole = take(record, ask, answer, archive, kept, now)
    if whole:  # what a server says of a version counts only where all of it was read
        record = replace(
            record, etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified")
        )
    health = replace(record.health, quiet=0) if counts["new"] else record.health
    return replace(record, health=replace(_well(health, now, every, ask), **counts))


def failed(record: Record, error: NotFetched, now: datetime, every: timedelta) -> Record:
    """The record after an answer that gave nothing: asked again later and later, and never again where it is gone for good."""
    before = record.health
    failures = before.failures + 1
    wait = max(every, min(FIRST * 2 ** min(failures - 1, 10), LONGEST), timedelta(seconds=error.again or 0))
    since = before.since if not before.good and before.since else moment(now)
    health = replace(
        before,
        good=False,
        since=since,
        why=str(error),
        failures=failures,
        new=0,
        unchanged=0,
        next_try=None if error.status == 410 else moment(now + wait),
    )
    return replace(record, health=health)


def _well(health: Health, now: datetime, every: timedelta, ask: Ask) -> Health:
    since = health.since if health.good and health.since else moment(now)
    wait = every
    if ask.via:  # a page of a feed changes less and less
        wait = min(every * 2 ** min(health.quiet, 10), max(every, LONGEST))
    return replace(
        health,
        good=True,
        since=since,
        why="",
        failures=0,
        last_good=moment(now),
        next_try=moment(now + wait),
        quiet=health.quiet + 1,
        skipped={},
    )


def _version(answer: Answer, name: str, text: str, now: datetime) -> Version:
    return Version(name, moment(now), answer.address, answer.headers, text)


def _forget(version: Version, record: Record, kept: Kept) -> None:
    """Takes away the text of a version that is not kept, where no version that is kept has it."""
    kept_ones = {(one.sha256, one.address, one.charset) for one in record.versions}
    if (version.sha256, version.address, version.charset) not in kept_ones:
        kept.forget(version.sha256, version.address, version.charset)


# ---------------------------------------------------------------- pages


def _take_page(record: Record, ask: Ask, answer: Answer, archive: Archive, kept: Kept, now: datetime):
    if is_feed(answer.body):
        raise NotFetched("it is a feed, not an article: write 'feed:' instead of 'page:'")
    version = _version(answer, sha256(answer.body).hexdigest(), "", now)
    found = kept.read(answer.body, answer.address, answer.address, version.charset)
    reports = [one for one in found if isinstance(one, Report)]
    if not reports:
        raise NotFetched(
            next((one.found for one in found if isinstance(one, Unread)), "no report was found in it")
        )
    if len(reports) > 1:
        raise NotFetched(f"it holds {len(reports)} reports, not one: save it and name it as a 'file:'")
    report = with_facts(reports[0], ask.via)
    text = digest_of(report.text)
    counts = {"read": 1, "new": 0, "unchanged": 1}
    if not record.versions or record.versions[-1].text != text:
        version = replace(version, sha256=archive.keep(answer.body), text=text)
        record = replace(record, versions=(*record.versions, version))
        counts = {"read": 1, "new": 1, "unchanged": 0}
    else:
        _forget(version, record, kept)
    id = (
        record.id
        or ask.id
        or report_id(
            report.published or moment(now),
            ask.source.outlet or report.outlet,
            report.address or record.address,
        )
    )
    return replace(record, id=id), counts, True


# ---------------------------------------------------------------- feeds


def _take_feed(record: Record, ask: Ask, answer: Answer, archive: Archive, kept: Kept, now: datetime):
    if not is_feed(answer.body):
        raise NotFetched(_not_a_feed(answer.body))
    version = _version(answer, sha256(answer.body).hexdigest(), "", now)
    found = kept.read(answer.body, "feed", answer.address, version.charset)
    entries = [one for one in found if not isinstance(one, Unread)]
    fault = next((one.found for one in found if isinstance(one, Unread) and not one.part), None)
    if not entries and (fault or record.entries or not found):
        raise NotFetched(fault or "the feed holds no entries")
    changed = {one.part: one for one in entries if one.part and _is_other(one, record.entries.get(one.part))}
    if changed or not record.versions:
        record = _with_entries(record, changed, replace(version, sha256=archive.keep(answer.body)), now)
        record = _without_unneeded(record, archive, kept)
    else:
        _forget(version, record, kept)
    counts = {
        "read": len(entries),
        "new": len(changed),
        "unchanged": len(entries) - len(changed),
        "skipped": _skipped(ask, found),
    }
    if fault:
        raise Cut(fault, record)  # the entries that were whole are kept, and that the feed was not is told
    return record, counts, True


def _with_entries(
    record: Record, changed: dict[str, Report | Link], version: Version, now: datetime
) -> Record:
    """The record with a version of the feed, and the entries that it changed."""
    known = dict(record.entries)
    for part, one in changed.items():
        known[part] = _entry(one, known.get(part), version.sha256, record.address, now)
    return replace(record, entries=known, versions=(*record.versions, version))


class Cut(NotFetched):
    """A feed of which only the beginning came; `record` holds that."""

    def __init__(self, why: str, record: Record):
        super().__init__(f"{why}: malformed")
        self.record = record


def _entry(found: Report | Link, before: Entry | None, name: str, feed: str, now: datetime) -> Entry:
    text = digest_of(_words(found))
    leads = found.address if isinstance(found, Link) else None
    if before:
        return replace(before, versions=(*before.versions, name), text=text, leads=leads)
    id = report_id(found.published or moment(now), found.outlet, found.address or f"{feed}#{found.part}")
    return Entry(id, moment(now), (name,), text, leads)


def _is_other(found: Report | Link, before: Entry | None) -> bool:
    return before is None or before.text != digest_of(_words(found))


def _words(found: Report | Link) -> str:
    return found.text if isinstance(found, Report) else f"{found.title or ''}\n{found.summary}"


def _without_unneeded(record: Record, archive: Archive, kept: Kept) -> Record:
    """The record without versions that no entry needs, except the newest."""
    needed = {name for entry in record.entries.values() for name in entry.versions} | {
        record.versions[-1].sha256
    }
    for version in record.versions:
        if version.sha256 not in needed:
            archive.drop(version.sha256)
            kept.forget(version.sha256, version.address, version.charset)
    return replace(record, versions=tuple(version for version in record.versions if version.sha256 in needed))


def _skipped(ask: Ask, found: list) -> dict[str, int]:
    """How many entries are passed over, by reason."""
    unread = sum(1 for one in found if isinstance(one, Unread) and one.part)
    words = ask.source.only
    beside = sum(1 for one in found if words and not isinstance(one, Unread) and not is_about(one, words))
    return {
        reason: count
        for reason, count in (("not about its words", beside), ("not readable", unread))
        if count
    }


def _not_a_feed(body: bytes) -> str:
    """What came in the place of a feed; where that is a page, its walls say which."""
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "it is not a feed"
    shown = body[:50_000].decode("utf-8", "replace").lower()
    login = read_lexicon("pages")["walls"]["login"]
    return "it is an HTML page, not a feed" + (
        ": " + login["found"] if any(word in shown for word in login["words"]) else ""
    )
