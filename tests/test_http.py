"""One request: bounded in time and size, dialled only where it may go, and told in plain words where nothing came."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from local_site import Page, site

from briefing import yamlfile
from briefing.fetch import guard, http
from briefing.fetch.guard import NotFetched, read_target, vet
from briefing.fetch.http import MOST, Web, retry_after

CASES = yamlfile.read_trusted(Path(__file__).parent / "cases" / "fetch" / "guard.yaml")
CERTIFICATE = (
    Path(__file__).parent / "cases" / "fetch" / "localhost.pem"
)  # made for these tests; its key opens nothing
TEXT = b"<p>The ferries stayed in the harbour.</p>"


def get(found, path: str, seconds: float = 20, **more):
    return Web("desk@example.org", (found.place,), seconds).get(found.at(path), **more)


def why(found, path: str, seconds: float = 20, **more) -> str:
    with pytest.raises(NotFetched) as caught:
        get(found, path, seconds, **more)
    return str(caught.value)


# ---------------------------------------------------------------- where it may go


@pytest.mark.parametrize("host", CASES["refused"])
def test_a_host_on_a_private_network_is_not_dialled_however_it_is_written(host, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was dialled"))
    for address in (f"http://{host}/", f"https://{host}:8443/a?b=c"):
        with pytest.raises(NotFetched):
            Web().get(address)


@pytest.mark.parametrize("host", CASES["public"])
def test_a_public_address_may_be_dialled(host):
    assert vet(read_target(f"http://{host}/"), (), 20)


@pytest.mark.parametrize("address", CASES["no address"])
def test_what_is_no_address_of_the_web_is_not_asked_for(address, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it was looked up"))
    with pytest.raises(NotFetched):
        Web(allow=("127.0.0.1:80",)).get(address)


def test_allow_names_one_port_of_one_host():
    with site({"/": Page(TEXT)}) as one, site({"/": Page(TEXT)}) as other:
        assert Web(allow=(one.place,)).get(one.at("/")).body == TEXT
        with pytest.raises(NotFetched, match="private network"):
            Web(allow=(one.place,)).get(other.at("/"))
        assert other.asked == []


def test_ports_of_other_services_are_not_asked():
    with pytest.raises(NotFetched, match="port 25"):
        Web().get("http://8.8.8.8:25/")


def test_a_name_that_leads_elsewhere_the_second_time_is_dialled_where_it_was_vetted(monkeypatch):
    with site({"/": Page(TEXT)}) as found:
        answers = iter(
            [
                [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))],
                [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", found.port))],
            ]
        )
        monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: next(answers))
        dialled = []
        monkeypatch.setattr(
            http.socket.socket,
            "connect",
            lambda self, place: dialled.append(place) or (_ for _ in ()).throw(ConnectionRefusedError()),
        )
        with pytest.raises(NotFetched, match="refused"):
            Web().get("http://rebind.example/")
        assert dialled == [("93.184.216.34", 80)] and found.asked == []


def test_of_a_name_with_a_public_and_a_private_address_only_the_public_one_is_dialled(monkeypatch):
    monkeypatch.setattr(
        guard.socket,
        "getaddrinfo",
        lambda *_, **__: [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80))
            for host in ("127.0.0.1", "93.184.216.34", "10.0.0.1")
        ],
    )
    assert vet(read_target("http://mixed.example/"), (), 20) == [(socket.AF_INET, ("93.184.216.34", 80))]


@pytest.mark.parametrize(
    "place",
    [
        "http://localhost:{port}/",
        "//127.0.0.1:{port}/",
        "file:///etc/passwd",
        "http://[::1]:{port}/",
        "http://2130706433:{port}/",
        "http://127.0.0.1:{port}\\@{allowed}/",
        "http://x@127.0.0.1:{port}/",
    ],
)
def test_a_redirect_is_vetted_as_an_address_is(place):
    with site({"/": Page(TEXT)}) as other, site() as found:
        found.pages["/away"] = Page(
            status=302, headers={"Location": place.format(port=other.port, allowed=found.place)}
        )
        assert why(found, "/away")
        assert other.asked == []


# ---------------------------------------------------------------- how it asks


def test_it_sends_who_it_is_and_nothing_that_was_left_before():
    pages = {
        "/": Page(status=302, headers={"Location": "/b", "Set-Cookie": "visitor=1; Path=/"}),
        "/b": Page(TEXT),
    }
    with site(pages) as found:
        answer = get(found, "/")
        assert (answer.address, answer.body) == (found.at("/b"), TEXT)
        for _, headers in found.asked:
            assert (
                headers["user-agent"] == "Briefing/1 (+desk@example.org)" and headers["host"] == found.place
            )
            assert not {"cookie", "referer", "authorization"} & headers.keys()


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with site({"/": Page(TEXT)}) as found:
        assert get(found, "/").body == TEXT


def test_what_the_site_said_of_a_version_goes_back_byte_for_byte():
    with site(
        {
            "/": lambda headers: (
                Page(status=304) if headers.get("if-none-match") == '"w-5f2c"-gzip' else Page(TEXT)
            )
        }
    ) as found:
        answer = get(found, "/", etag='"w-5f2c"-gzip', modified="Fri, 18 Nov 2033 10:00:00 GMT")
        assert (answer.status, answer.body) == (304, b"")
        assert found.asked[0][1]["if-modified-since"] == "Fri, 18 Nov 2033 10:00:00 GMT"
        assert get(found, "/").status == 200


def test_what_a_site_said_is_kept_only_where_it_can_be_sent_back():
    lines = {"ETag": '"a\x07b"', "Last-Modified": "x" * 1001, "Server": "caf\xe9"}
    with site({"/": Page(TEXT, headers=lines)}) as found:
        kept = get(found, "/").headers
        assert {name: value for name, value in kept.items() if name != "date"} == {
            "content-type": "text/html; charset=utf-8",
            "server": "caf\xe9",
        }


def test_what_may_not_be_asked_is_not_asked_after_a_redirect_either():
    with site({"/": Page(status=301, headers={"Location": "/private/a"}), "/private/a": Page(TEXT)}) as found:

        def may(address):
            if "/private/" in address:
                raise NotFetched("robots.txt forbids it")

        assert why(found, "/", may=may) == "robots.txt forbids it"
        assert found.paths() == ["/"]


# ---------------------------------------------------------------- what comes back


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:])),
    ],
)
def test_a_packed_page_is_unpacked(packing, data):
    with site({"/": Page(data, headers={"Content-Encoding": packing})}) as found:
        assert get(found, "/").body == TEXT


BOMB = gzip.compress(b" " * (MOST + 1))
BAD = {
    "404": (Page(b"x", 404), "it is not found there (404)"),
    "410": (Page(b"x", 410), "it is gone for good (410)"),
    "403": (Page(b"x", 403), "the site refused (403 forbidden)"),
    "500": (Page(b"x", 500), "the server has an error (500)"),
    "999": (Page(b"x", 999), "the server has an error (999)"),
    "204": (Page(status=204), "it answers 204 instead of a page"),
    "empty": (Page(b" \n"), "it answers with an empty page"),
    "304": (Page(status=304), "it answers 304"),
    "nowhere": (Page(status=302), "it redirects without saying where"),
    "loop": (Page(status=302, headers={"Location": "/loop"}), "it redirects more than 5 times"),
    "large": (Page(b" " * (MOST + 1)), "it is larger than 15 MiB"),
    "bomb": (Page(BOMB, headers={"Content-Encoding": "gzip"}), "unpacked, it is larger than 15 MiB"),
    "twice": (
        Page(gzip.compress(gzip.compress(TEXT)), headers={"Content-Encoding": "gzip, gzip"}),
        "it is packed as 'gzip, gzip'",
    ),
    "lie": (Page(TEXT, headers={"Content-Encoding": "gzip"}), "it says it is packed as gzip, and is not"),
    "cut": (
        Page(gzip.compress(TEXT * 99)[:60], headers={"Content-Encoding": "gzip"}),
        "it was cut off on the way",
    ),
    "short": (
        Page(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + TEXT),
        "it was cut off on the way",
    ),
    "chunk": (
        Page(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nabc"),
        "it was cut off on the way",
    ),
    "chunk-line": (
        Page(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 3_000_000),
        "the server does not speak HTTP as it should",
    ),
    "headers": (
        Page(raw=b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000),
        "the server does not speak HTTP as it should",
    ),
    "banner": (Page(raw=b"SSH-2.0-OpenSSH_9.2\r\n"), "the server does not speak HTTP as it should"),
    "nothing": (Page(raw=b""), "the server does not speak HTTP as it should"),
}


@pytest.mark.parametrize("name", list(BAD))
def test_all_that_is_no_whole_page_is_told_in_words(name):
    page, words = BAD[name]
    with site({f"/{name}": page}) as found:
        assert why(found, f"/{name}").startswith(words)


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"]
)
def test_a_site_that_stops_answering_is_left_when_the_time_is_over(raw):
    with site({"/": Page(raw=raw, hold=True)}) as found:
        begun = time.monotonic()
        assert why(found, "/", 0.5) == "it did not answer in full within 0.5 seconds"
        assert time.monotonic() - begun < 15


def test_a_name_that_is_never_resolved_is_left_when_the_time_is_over(monkeypatch):
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    with pytest.raises(NotFetched, match="not (resolved in time|answer in full)"):
        Web(seconds=0.3).get("http://slow.example/")


def test_no_host_and_no_server_are_told(monkeypatch):
    with site() as found:
        port = found.port
    assert "refused" in why(found, "/") and port
    monkeypatch.setattr(
        guard.socket, "getaddrinfo", lambda *_, **__: (_ for _ in ()).throw(socket.gaierror(-2))
    )
    with pytest.raises(NotFetched, match="there is no host nowhere.example, or no network"):
        Web().get("http://nowhere.example/")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("86401", 86400),
        ("999999999999", 86400),
        ("-1e99", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Fri, 18 Nov 1994 10:00:00 GMT", 0),
        ("Fri, 18 Nov 9994 10:00:00 GMT", 86400),
        ("Fri, 18 Nov 99994 10:00:00 GMT", None),
        ("²", None),
    ],
)
def test_how_long_a_site_wants_to_be_left_alone(value, seconds):
    assert retry_after(value) == seconds


# ---------------------------------------------------------------- TLS


@contextmanager
def secure(body: bytes) -> Iterator[int]:
    """The port of a server that answers over TLS as `localhost`, with a certificate that nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0),
        type(
            "Handler",
            (BaseHTTPRequestHandler,),
            {
                "do_GET": lambda self: (
                    self.send_response(200),
                    self.send_header("Content-Length", str(len(body))),
                    self.end_headers(),
                    self.wfile.write(body),
                ),
                "log_message": lambda *_: None,
            },
        ),
    )
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_a_certificate_is_verified_for_the_name_that_was_asked():
    with secure(TEXT) as port:
        stranger = Web(allow=(f"localhost:{port}", f"127.0.0.1:{port}"))
        with pytest.raises(NotFetched, match="the certificate of localhost cannot be verified"):
            stranger.get(f"https://localhost:{port}/")
        known = Web(allow=stranger.allow)
        known.tls.load_verify_locations(CERTIFICATE)
        assert known.get(f"https://localhost:{port}/").body == TEXT
        with pytest.raises(NotFetched, match="the certificate of 127.0.0.1 cannot be verified"):
            known.get(f"https://127.0.0.1:{port}/")


def test_a_server_without_tls_gives_no_secure_connection():
    with (
        site({"/": Page(TEXT)}) as found,
        pytest.raises(NotFetched, match="no secure connection|cut the connection|does not speak"),
    ):
        Web(allow=(found.place,)).get(f"https://{found.place}/")
