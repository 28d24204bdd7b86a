"""What a config says of the network: how `fetch` behaves, and which web addresses can be asked for."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefing.yamlfile import Node, shown
from briefing.yamlfile.shape import Reading, kind_of, list_of, read_text, whole

LEAST, USUAL, MOST = 15, 60, 60 * 24 * 7  # minutes between two requests for one source
NEWEST = 1000  # entries of a feed that can be asked for


@dataclass(frozen=True, slots=True)
class Fetch:
    """How fetching behaves towards the world."""

    every: int = USUAL  # minutes
    contact: str | None = None  # sent along, so that a site can write to whoever asks
    allow: tuple[str, ...] = ()  # "host:port" on private networks that may be asked


def read_fetch(node: Node, name: str, reading: Reading) -> Fetch:
    """The values below `fetch:`, each as usual where it is left out."""
    if node.value is None:
        return Fetch()
    found = reading.group(node, name, FETCH_KEYS, ())
    return Fetch(found.get("every") or USUAL, found.get("contact"), whole(found.get("allow")))


def read_address(node: Node, name: str, reading: Reading) -> str | None:
    """A web address that can be asked for; None, and told, where it is anything else."""
    text = read_text(node, name, reading)
    if text and (fault := unaskable(text, name)):
        found, hint = fault
        return reading.report(node.line, found, hint or reading.accepted[name])
    return text


def read_count(node: Node, name: str, reading: Reading) -> int | None:
    """A whole number from 1 to NEWEST; None, and told, where it is anything else."""
    text = read_text(node, name, reading)
    if text and not (re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= NEWEST):
        return reading.report(node.line, f"{name} is '{shown(text)}'", reading.accepted[name])
    return int(text) if text else None


def looks_like_address(value: object) -> bool:
    """Whether a text was meant as a web address, however it was written."""
    meant = r"(?:https?|feed):/{0,2}\S|www\.\S"
    return isinstance(value, str) and bool(re.match(meant, value.strip(), re.IGNORECASE))


def unaskable(text: str, name: str = "page") -> tuple[str, str] | None:
    """(what is wrong with a web address, what to write instead or ""); None where it can be asked for."""
    written = shown(text)
    if re.search(r"[\s\x00-\x1f\\<>\"{}|^`]", text):
        return f"{name} is '{written}', which holds a character that no address has", ""
    scheme, colon, rest = text.partition("://")
    if not colon:
        if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/|$)", text, re.IGNORECASE):
            return f"{name} is '{written}', without https://", f"write '{name}: https://{written}'"
        return f"{name} is '{written}', which is no web address", ""
    if scheme.lower() == "feed":
        return f"{name} begins with feed://", f"write '{name}: https://{shown(rest)}'"
    if scheme.lower() not in ("http", "https"):
        return f"{name} is '{written}': only http and https are asked for", ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return f"{name} is '{written}', which is no whole address", ""
    if not host or not re.search(r"\w", host):
        return f"{name} is '{written}', which names no host", ""
    if parts.username is not None or parts.password is not None:
        return (
            f"{name} is '{written}', with a name or password in it",
            "write the address without what stands before the '@'",
        )
    return _closed(host, name)


def _closed(host: str, name: str) -> tuple[str, str] | None:
    if host.rstrip(".").lower() == "news.google.com":
        return (
            f"{name} is at news.google.com, which hides where its articles are",
            "use the feed of the outlet itself, or a Google Alert delivered as a feed",
        )
    return None


# ---------------------------------------------------------------- values below fetch:

_SPAN = re.compile(r"(?P<number>[0-9]{1,5})\s*(?P<unit>m|min|mins|minutes?|h|hours?|d|days?)?", re.IGNORECASE)
_MINUTES = {"m": 1, "h": 60, "d": 60 * 24}


def _read_minutes(node: Node, name: str, reading: Reading) -> int | None:
    text = read_text(node, name, reading)
    found = _SPAN.fullmatch(text) if text else None
    minutes = int(found["number"]) * _MINUTES[(found["unit"] or "m")[0].lower()] if found else 0
    if text and not LEAST <= minutes <= MOST:
        return reading.report(node.line, f"{name} is '{shown(text)}'", reading.accepted[name])
    return minutes or None


def _read_contact(node: Node, name: str, reading: Reading) -> str | None:
    text = read_text(node, name, reading)
    if text and not re.fullmatch(r"[!-~]{1,100}@[!-~]{3,100}|https?://[!-~]{4,200}", text):
        return reading.report(node.line, f"{name} is '{shown(text)}'", reading.accepted[name])
    return text


def _read_host(node: Node, name: str, reading: Reading) -> str | None:
    if not isinstance(node.value, str):
        return reading.report(node.line, f"{name} holds {kind_of(node)}", reading.accepted[name])
    text = read_text(node, name, reading)
    form = r"(?P<host>[\w.-]{1,200}|\[[0-9a-fA-F:.]{2,60}\]):(?P<port>[0-9]{1,5})"
    found = re.fullmatch(form, text or "", re.ASCII)
    if text and not (found and 0 < int(found["port"]) < 65536 and _is_host(found["host"])):
        return reading.report(node.line, f"{name} holds '{shown(text)}'", reading.accepted[name])
    return text.lower() if text else None


def _is_host(text: str) -> Any:
    if text.startswith("["):
        try:
            return ipaddress.IPv6Address(text[1:-1])
        except ValueError:
            return False
    return not text.startswith(("-", ".")) and re.search(r"\w", text)


FETCH_KEYS = {"every": _read_minutes, "contact": _read_contact, "allow": list_of(_read_host)}
