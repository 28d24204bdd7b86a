"""One request, from the name of the host to the last byte, within bounds: the only module that opens connections."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urljoin

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from briefing.fetch.guard import NotFetched, Target, read_target, vet
from briefing.fetch.unpack import MOST, unpack
from briefing.fetch.words import words_of_error, words_of_status

SECONDS = 20.0  # for one address, redirects and all
REDIRECTS = 5
LONGEST_LINE = 1000  # characters of a header that is kept
AT_ONCE = 65_536
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,*/*;q=0.8"
)
REDIRECTED = (301, 302, 303, 307, 308)
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site sent."""

    status: int  # 200, or 304 where nothing changed
    address: str  # the one that answered, after redirects
    headers: dict[str, str]  # those of HEADERS, by their names in small letters
    body: bytes


HEADERS = ("content-type", "content-language", "date", "etag", "last-modified", "server", "x-robots-tag")


class Web:
    """Asks for addresses, with the manners that the config sets."""

    def __init__(self, contact: str | None = None, allow: tuple[str, ...] = (), seconds: float = SECONDS):
        self.agent = "Briefing/1" + (f" (+{contact})" if contact else "")
        self.allow = allow
        self.seconds = seconds
        self.tls = ssl.create_default_context()
        self.tls.load_verify_locations(certifi.where())

    def get(
        self,
        address: str,
        etag: str | None = None,
        modified: str | None = None,
        may: Callable[[str], None] = lambda address: None,
    ) -> Answer:
        """What an address answers; NotFetched, with why, for all that is no whole page.

        `may` is asked before each hop and raises NotFetched for one that must not be asked.
        """
        with _Watch(self.seconds) as watch:
            for _ in range(REDIRECTS + 1):
                target = read_target(address)
                may(target.address)
                found = self._ask(target, etag, modified, watch)
                if isinstance(found, Answer):
                    return found
                address = found
        raise NotFetched(f"it redirects more than {REDIRECTS} times, or in a loop")

    def _ask(self, target: Target, etag, modified, watch: "_Watch") -> Answer | str:
        """The answer, or the address that it redirects to."""
        headers = {
            "User-Agent": self.agent,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
            "Accept": ACCEPT,
        }
        before = (("If-None-Match", etag), ("If-Modified-Since", modified))
        headers |= {name: value for name, value in before if value}
        try:
            connection = self._connect(target, watch)
            try:
                connection.request(
                    "GET", target.path, headers=headers, preload_content=False, decode_content=False
                )
                response = connection.getresponse()
                return _read(response, target, bool(etag or modified), watch)
            finally:
                with suppress(OSError):
                    connection.close()
        except NotFetched:
            watch.check()
            raise
        except (HTTPError, HTTPException, OSError, ValueError, EOFError) as error:
            watch.check()
            raise NotFetched(words_of_error(error, target.host)) from None

    def _connect(self, target: Target, watch: "_Watch") -> HTTPConnection:
        """A connection to the host, dialled to an address that was vetted just now; its name stays for TLS and the Host line."""
        failed: Exception = NotFetched("the connection was refused")
        for family, place in vet(target, self.allow, watch.left()):
            dialled = socket.socket(family, socket.SOCK_STREAM)
            try:
                watch.hold(dialled)
                dialled.settimeout(max(0.1, watch.left()))
                dialled.connect(place)
            except OSError as error:
                dialled.close()
                watch.check()
                failed = error
                continue
            connection = _over(dialled, target, self.tls)
            connection.timeout = max(0.1, watch.left())
            try:
                connection.connect()
            except Exception:
                dialled.close()
                raise
            watch.hold(connection.sock)
            return connection
        raise failed


def _over(dialled: socket.socket, target: Target, tls: ssl.SSLContext) -> HTTPConnection:
    """A connection of the library that uses this socket and opens no other."""
    if target.scheme == "https":

        class Connection(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return dialled

        return Connection(target.host, target.port, ssl_context=tls)

    class PlainConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dialled

    return PlainConnection(target.host, target.port)


class _Watch:
    """One deadline for an address: when it is over, the connection is cut, wherever the waiting is done."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.end = time.monotonic() + seconds
        self.sockets: list[socket.socket] = []
        self.late = False
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True

    def __enter__(self) -> "_Watch":
        self.timer.start()
        return self

    def __exit__(self, *_) -> None:
        self.timer.cancel()

    def left(self) -> float:
        """Seconds until the deadline."""
        return self.end - time.monotonic()

    def check(self) -> None:
        """NotFetched where the deadline is over."""
        if self.late or self.left() <= 0:
            raise NotFetched(f"it did not answer in full within {self.seconds:g} seconds") from None

    def hold(self, open_one: socket.socket) -> None:
        """Cuts this one too when the time is over."""
        self.sockets.append(open_one)
        self.check()

    def _cut(self) -> None:
        self.late = True
        for open_one in self.sockets:
            with suppress(OSError):
                open_one.shutdown(socket.SHUT_RDWR)


def _read(response, target: Target, conditional: bool, watch: _Watch) -> Answer | str:
    status, headers = response.status, {name.lower(): value for name, value in response.headers.items()}
    if status in REDIRECTED:
        return _redirected(headers, target)
    if status == 304:
        if not conditional:
            raise NotFetched("it answers 304 (nothing new) though nothing was had before", 304)
        return Answer(304, target.address, _kept(headers), b"")
    if status != 200:
        raise NotFetched(words_of_status(status), status, retry_after(headers.get("retry-after")))
    packing = headers.get("content-encoding", "").strip().lower()
    body = unpack(_raw(response, watch), packing)
    if not body.strip():
        raise NotFetched("it answers with an empty page", 200)
    return Answer(200, target.address, _kept(headers), body)


def _kept(headers: dict[str, str]) -> dict[str, str]:
    """The lines that matter, as they came; one that could not be sent back as it is, is none."""
    found = {name: headers[name] for name in HEADERS if name in headers}
    return {
        name: value for name, value in found.items() if len(value) <= LONGEST_LINE and value.isprintable()
    }


def _redirected(headers: dict[str, str], target: Target) -> str:
    """Where a redirect leads; headers come as Latin-1 and are meant as UTF-8."""
    place = headers.get("location")
    if not place:
        raise NotFetched("it redirects without saying where")
    with suppress(UnicodeError):
        place = place.encode("latin-1").decode("utf-8")
    if "\\" in place or any(character <= " " for character in place.strip()):
        raise NotFetched("it redirects to what is no address")
    try:
        return urljoin(target.address, place.strip())
    except ValueError:
        raise NotFetched("it redirects to what is no address") from None


def _raw(response, watch: _Watch) -> bytes:
    parts, size = [], 0
    for part in response.stream(AT_ONCE, decode_content=False):
        size += len(part)
        watch.check()
        if size > MOST:
            raise NotFetched(f"it is larger than {MOST // 1024**2} MiB")
        parts.append(part)
    watch.check()
    return b"".join(parts)


def retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After line asks to wait, a day at most; None where it says nothing that can be used."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value.strip()[:9]), DAY)
    try:
        until = parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return min(max(until, 0.0), DAY)
