"""Asks for what is due of every story, host by host, and keeps what came; nothing else in the project opens a connection."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from briefing.archive import Archive, Record, moment
from briefing.config import Config, Story
from briefing.fetch.answers import Cut, answered, failed
from briefing.fetch.guard import NotFetched
from briefing.fetch.http import Web
from briefing.fetch.robots import Robots
from briefing.sources.asks import Ask, asks_of, is_due, led_to
from briefing.sources.health import health_rows
from briefing.sources.kept import Kept

AT_ONCE = 8  # hosts that are asked at the same time
SHORT = 10.0  # seconds that a site may ask to wait within a run
PAUSE = 1.0  # seconds before an error of a server is asked again

Say = Callable[[Ask, Record, Exception | None], None]
Begin = Callable[[int, int], None]


def fetch(
    config: Config,
    say: Say,
    everything: bool = False,
    clock=lambda: datetime.now(UTC),
    begin: Begin = lambda addresses, hosts: None,
) -> int:
    """Asks for what is due, or for everything, and says of each address what came of it; returns how many were asked.

    `begin` is told beforehand how many addresses of how many hosts are asked for: those that a story names, then
    those that its feeds lead to.

    OSError where the archive cannot be written.
    """
    web = Web(config.fetch.contact, config.fetch.allow)
    run = Run(web, Robots(web), timedelta(minutes=config.fetch.every), everything, say, clock, begin)
    return sum(run.story(story, config) for story in config.stories)


def next_due(config: Config) -> str | None:
    """From when on the first that the stories name may be asked for, UTC; "" at once, None never. Reads every record."""
    moments = []
    for story in config.stories:
        archive = Archive(config.kept(story))
        for ask in asks_of(story, config.base):
            record = archive.record(ask.address)
            moments.append(record.health.next_try if record else "")
    return min((each for each in moments if each is not None), default=None)


@dataclass
class Run:
    """One run over all stories."""

    web: Web
    robots: Robots
    every: timedelta
    everything: bool
    say: Say
    clock: Callable[[], datetime]
    begin: Begin

    def story(self, story: Story, config: Config) -> int:
        """Asks for what is due of a story: what it names, then what its feeds lead to."""
        archive, kept = Archive(config.kept(story)), SharedKept(config.kept(story))
        try:
            named = asks_of(story, config.base)
            count = self._wave([ask for ask in named if self._is_due(ask, archive)], archive, kept)
            further = [ask for ask in led_to(named, archive, kept) if self._is_due(ask, archive)]
            count += self._wave(further, archive, kept)
            if count:
                archive.tell(health_rows(story, config.base, archive))
            return count
        finally:
            kept.close()

    def _is_due(self, ask: Ask, archive: Archive) -> bool:
        record = archive.record(ask.address)
        gone = record is not None and record.health.next_try is None and bool(record.health.why)
        return not gone and (self.everything or is_due(record, moment(self.clock())))

    def _wave(self, asks: list[Ask], archive: Archive, kept: Kept) -> int:
        """Asks hosts side by side, each for one address after another."""
        hosts: dict[str, list[Ask]] = defaultdict(list)
        for ask in asks:
            hosts[urlsplit(ask.address).netloc].append(ask)
        if asks:
            self.begin(len(asks), len(hosts))
        with ExitStack() as stack:
            pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
            stack.callback(pool.shutdown, cancel_futures=True)
            for done in [pool.submit(self._host, each, archive, kept) for each in hosts.values()]:
                done.result()
        return len(asks)

    def _host(self, asks: list[Ask], archive: Archive, kept: Kept) -> None:
        for number, ask in enumerate(asks):
            if number:
                time.sleep(self.robots.delay(ask.address))
            wait = self._one(ask, archive, kept)
            if wait > SHORT:  # the host wants to be left alone: the rest of it is asked later
                self._postpone(asks[number + 1 :], archive, wait)
                return

    def _postpone(self, asks: list[Ask], archive: Archive, wait: float) -> None:
        for ask in asks:
            record = archive.record(ask.address) or Record(ask.address)
            later = moment(self.clock() + timedelta(seconds=wait))
            archive.write(replace(record, health=replace(record.health, next_try=later)))

    def _one(self, ask: Ask, archive: Archive, kept: Kept) -> float:
        """Asks for one address and keeps what came; returns the seconds that its host wants to be left alone."""
        record = archive.record(ask.address) or Record(ask.address)
        error: NotFetched | None = None
        try:
            record = answered(record, ask, self._ask(ask, record), archive, kept, self.clock(), self.every)
        except NotFetched as found:
            error = found
            record = failed(
                found.record if isinstance(found, Cut) else record, found, self.clock(), self.every
            )
        except OSError:  # the archive cannot be written: nothing further can be kept
            raise
        except Exception as found:  # whatever an answer does to its reader: the others are asked all the same
            error = NotFetched(f"it could not be read ({type(found).__name__})")
            record = failed(record, error, self.clock(), self.every)
        archive.write(record)
        self.say(ask, record, error)
        return error.again or 0.0 if error else 0.0

    def _ask(self, ask: Ask, record: Record):
        """The answer; an error of the server, and a short wait that it asks for, are given one more try."""
        etag, modified = (record.etag, record.modified) if record.versions else (None, None)
        may = self.robots.check if ask.kind == "page" else lambda address: None
        try:
            return self.web.get(ask.address, etag, modified, may)
        except NotFetched as error:
            if (error.again or 0) > SHORT or not (error.again or (error.status or 0) >= 500):
                raise
            time.sleep(error.again if error.again is not None else PAUSE)
        return self.web.get(ask.address, etag, modified, may)


class SharedKept(Kept):
    """A Kept that several threads use, one at a time."""

    def __init__(self, folder):
        super().__init__(folder)
        self.lock = threading.Lock()

    def read(self, *arguments, **named):
        """The reports in the bytes of a file or page."""
        with self.lock:
            return super().read(*arguments, **named)
