"""A web site on 127.0.0.1 for one test: what it answers is data, and what it was asked is kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Page:
    """An answer: whole with its length told, or `raw` bytes and nothing else; `hold` keeps the connection until the site closes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    hold: bool = False


@dataclass
class Site:
    """Pages by path; a path may give another page each time. `asked` holds (path, headers) of each request."""

    pages: dict[str, Page | list[Page] | Callable[[dict], Page]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def at(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def answer(self, path: str, headers: dict[str, str]) -> Page:
        self.asked.append((path, headers))
        page = self.pages.get(path.partition("?")[0], Page(b"<p>nothing here</p>", 404))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page(headers) if callable(page) else page


@contextmanager
def site(pages: dict | None = None) -> Iterator[Site]:
    """A site that is served until the block ends."""
    found = Site(pages or {})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = found.answer(self.path, {name.lower(): value for name, value in self.headers.items()})
            self.close_connection = True
            if page.raw is not None:
                self.wfile.write(page.raw)
            else:
                self.send_response(page.status)
                for name, value in {
                    "Content-Type": "text/html; charset=utf-8",
                    "Content-Length": str(len(page.body)),
                    **page.headers,
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page.body)
            self.wfile.flush()
            if page.hold:
                found.closed.wait(60)

        def log_message(self, *_) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield found
    finally:
        found.closed.set()
        server.shutdown()
        server.server_close()
