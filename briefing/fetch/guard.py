"""Which addresses may be dialled: public ones, and the hosts that the config allows by name and port."""

import ipaddress
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from briefing.yamlfile import shown

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
LONGEST = 2000  # characters of an address
SAFE = "/:@!$&'()*+,;=~%-._"  # characters of a path that are sent as they are

# Where IPv6 is public; in it, networks that hold or lead to other addresses.
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_WITHIN = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_RESERVED = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))


class NotFetched(Exception):
    """Why nothing came from an address, in words that follow it."""

    def __init__(self, why: str, status: int | None = None, again: float | None = None):
        """`status` is what the site answered, `again` the seconds after which it wants to be asked again."""
        super().__init__(why)
        self.status = status
        self.again = again


@dataclass(frozen=True, slots=True)
class Target:
    """One address of the web in its parts, each fit to be sent."""

    scheme: str
    host: str  # in ASCII, small letters, without brackets
    port: int
    path: str  # with the query

    @property
    def place(self) -> str:
        """host:port, as the config writes it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole address."""
        usual = {"http": 80, "https": 443}[self.scheme] == self.port
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if usual else f':{self.port}'}{self.path}"


def read_target(address: str) -> Target:
    """The parts of an address; NotFetched where it cannot be asked for."""
    text = address.strip()
    if len(text) > LONGEST or any(character <= " " or character in "\\\x7f" for character in text):
        raise NotFetched("it is no address of the web")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotFetched("it is no address of the web") from None
    if parts.scheme not in ("http", "https"):
        raise NotFetched(f"it leads to '{shown(parts.scheme, 20)}:', and only http and https are asked for")
    if not host or parts.username is not None or parts.password is not None:
        raise NotFetched("it names no host" if not host else "it holds a name or password")
    path = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        path += "?" + quote(parts.query, safe=SAFE + "?")
    return Target(parts.scheme, _in_ascii(host), port or {"http": 80, "https": 443}[parts.scheme], path)


def _in_ascii(host: str) -> str:
    host = unquote(host).lower()
    if ":" in host:
        return host
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NotFetched("it names no host") from None
    if not host.strip(".") or ".." in host or not re.fullmatch(r"[\w.-]+", host, re.ASCII):
        raise NotFetched("it names no host")
    return host


def vet(target: Target, allow: tuple[str, ...], seconds: float) -> list[tuple[int, tuple]]:
    """(family, socket address) of each place of the host that may be dialled; NotFetched where there is none."""
    allowed = target.place in allow
    if not allowed and target.port < 1024 and target.port not in (80, 443):
        raise NotFetched(f"port {target.port} is not asked for")
    found = [
        (family, place)
        for family, place in _resolve(target, seconds)
        if allowed or is_public(ipaddress.ip_address(place[0].partition("%")[0]))
    ]
    if not found:
        raise NotFetched(
            f"refused: {shown(target.host, 80)} is on a private network, and only what 'allow' names "
            "is asked there"
        )
    return found


def is_public(address: Address) -> bool:
    """Whether an address belongs to the internet, and to nothing that leads elsewhere."""
    if isinstance(address, ipaddress.IPv6Address):
        return address in _GLOBAL and not any(address in network for network in _WITHIN)
    return (
        address.is_global
        and not address.is_multicast
        and not any(address in network for network in _RESERVED)
    )


def _resolve(target: Target, seconds: float) -> list[tuple[int, tuple]]:
    """What the system's resolver makes of a host, within this time."""
    found: list = []

    def look() -> None:
        try:
            entries = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.append(
                [(entry[0], entry[4]) for entry in entries if entry[0] in (socket.AF_INET, socket.AF_INET6)]
            )
        except (OSError, UnicodeError) as error:
            found.append(error)

    thread = threading.Thread(target=look, daemon=True)  # a resolver cannot be stopped
    thread.start()
    thread.join(max(0.0, seconds))
    if not found:
        raise NotFetched("its name was not resolved in time")
    if isinstance(found[0], Exception) or not found[0]:
        raise NotFetched(f"there is no host {shown(target.host, 80)}, or no network")
    return list(dict.fromkeys(found[0]))
