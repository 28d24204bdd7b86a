"""robots.txt: which pages of a host may be asked for; read once a run for each host."""

import threading
from urllib.parse import urlsplit

from protego import Protego

from briefing.fetch.guard import NotFetched
from briefing.fetch.http import Web

NAME = "Briefing"
LONGEST = 500_000  # characters that are read of one
SLOWEST = 10.0  # seconds between two requests that a host can ask for


class Robots:
    """What the hosts of one run allow."""

    def __init__(self, web: Web):
        self.web = web
        self.rules: dict[str, Protego | NotFetched] = {}
        self.lock = threading.Lock()

    def check(self, address: str) -> None:
        """NotFetched where the host does not let this address be asked, or cannot be asked what it lets."""
        rules = self._of(address)
        if isinstance(rules, NotFetched):
            raise rules
        if not rules.can_fetch(address, NAME):
            raise NotFetched("the site's robots.txt asks programs to keep away from it")

    def delay(self, address: str) -> float:
        """The seconds that a host wants between two requests, where it was asked; SLOWEST at most."""
        parts = urlsplit(address)
        rules = self.rules.get(f"{parts.scheme}://{parts.netloc}")
        wanted = rules.crawl_delay(NAME) if isinstance(rules, Protego) else None
        return min(max(float(wanted or 0), 0.0), SLOWEST)

    def _of(self, address: str) -> Protego | NotFetched:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        with self.lock:
            known = self.rules.get(host)
        if known is None:
            known = self._read(f"{host}/robots.txt")
            with self.lock:
                self.rules[host] = known
        return known

    def _read(self, address: str) -> Protego | NotFetched:
        try:
            text = self.web.get(address).body.decode("utf-8", "replace")
        except NotFetched as error:
            if error.status and error.status < 500 and error.status != 429:
                text = ""  # the host has no such file, or shows it to nobody: all may be asked
            else:
                what = (
                    "its site's robots.txt could not be read, so nothing is asked there: "
                    if error.status
                    else ""
                )
                return NotFetched(f"{what}{error}", again=error.again)
        try:
            return Protego.parse(text[:LONGEST])
        except ValueError:
            return Protego.parse("")
