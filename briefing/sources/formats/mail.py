"""Mail (.eml) and saved pages that come as mail does (.mhtml) → their reports: the letter, each story of a digest, each paper attached."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from briefing.lexicon import read_lexicon
from briefing.sources.formats.metadata import clean_address, is_address
from briefing.sources.formats.page import decode, parse_markup, read_page
from briefing.sources.formats.report import Report, Unread

FEW = 40  # words of a letter that only goes with its papers
STORY = 30  # words of a story of a digest
MOST_PARTS = 200
FORWARDED = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
SIGNED = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)

Attached = Callable[[bytes, str], Iterator[Report | Unread]]


def is_mail(head: bytes) -> bool:
    """Whether bytes begin as mail does: lines of headers, one that only programs write."""
    lines = head[:4000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    names = [
        line.split(b":", 1)[0].decode("ascii", "replace").lower()
        for line in lines
        if re.match(rb"[A-Za-z][A-Za-z-]*:", line)
    ]
    words = read_lexicon("formats")
    known = [
        name for name in names if name in words["mail headers"] or name in words["mail headers of programs"]
    ]
    return (
        bool(names) and len(known) >= 3 and any(name in words["mail headers of programs"] for name in known)
    )


def read_mail(data: bytes, attached: Attached) -> Iterator[Report | Unread]:
    """The reports of a message; `attached` reads the bytes of a paper by its name."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    page = (
        message.get("Snapshot-Content-Location")
        or message.get_content_type() == "multipart/related"
        and _location(message)
    )
    if page:
        yield _saved_page(message, str(page))
        return
    outlet, published, subject = _sender(message), _sent(message), _subject(message)
    papers = [
        found
        for part in _parts(message)
        if (name := part.get_filename())
        for found in attached(_bytes(part), name)
        for found in [_from(found, outlet, published, name)]
    ]
    letter = list(_letters(message, subject, outlet, published))
    if not papers or any(len(report.text.split()) >= FEW for report in letter if isinstance(report, Report)):
        yield from letter
    yield from papers


def _from(found: Report | Unread, outlet, published, name: str) -> Report | Unread:
    if isinstance(found, Unread):
        return replace(found, part=found.part or name)
    return replace(
        found, outlet=found.outlet or outlet, published=found.published or published, part=found.part or name
    )


def _letters(message: EmailMessage, subject, outlet, published) -> Iterator[Report | Unread]:
    """The stories of a digest apart where their headings part them; else the letter as one."""
    markup = message.get_body(("html",))
    stories = list(_stories(_characters(markup))) if markup else []
    if len(stories) > 1:
        for title, address, paragraphs in stories:
            text = "\n\n".join((title, *paragraphs)) + "\n"
            yield Report(text, "mail", title, outlet, published, address=address, part=title)
        return
    plain = message.get_body(("plain",))
    body = (
        SIGNED.sub("", _characters(plain).replace("\r\n", "\n"))
        if plain
        else "\n\n".join(_paragraphs(_characters(markup)))
        if markup
        else ""
    )
    if not any(map(str.isalnum, body)):
        yield Unread("the message holds no text", "save its text as .txt")
        return
    title = subject
    if title and body.lstrip().split("\n", 1)[0].strip() != title:
        body = f"{title}\n\n{body.lstrip()}"
    yield Report(body.strip() + "\n", "mail", title, outlet, published)


def _stories(markup: str) -> Iterator[tuple[str, str | None, list[str]]]:
    """(heading, address it leads to, paragraphs) for each heading of a letter that a story follows."""
    tree = parse_markup(markup)
    if tree is None:
        return
    story: tuple[str, str | None, list[str]] | None = None
    for node in tree.iter("h1", "h2", "h3", "p", "li"):
        text = " ".join(node.text_content().split())
        if node.tag in ("h1", "h2", "h3"):
            if story and sum(len(line.split()) for line in story[2]) >= STORY:
                yield story
            links = [link.get("href") for link in node.iter("a") if is_address(link.get("href") or "")]
            story = (text, clean_address(links[0]) if links else None, [])
        elif story and text:
            story[2].append(text)
    if story and sum(len(line.split()) for line in story[2]) >= STORY:
        yield story


def _paragraphs(markup: str) -> list[str]:
    tree = parse_markup(markup)
    if tree is None:
        return []
    lines = [" ".join(node.text_content().split()) for node in tree.iter("h1", "h2", "h3", "p", "li")]
    return [line for line in lines if line] or [" ".join(tree.text_content().split())]


def _saved_page(message: EmailMessage, address: str) -> Report | Unread:
    """The page of an MHTML file: the first part that is HTML, at the address it was saved from."""
    for part in _parts(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return read_page(
                _bytes(part), address if is_address(address) else None, part.get_content_charset()
            )
    return Unread("the saved page holds no HTML", "save it again")


def _location(message: EmailMessage) -> str | None:
    first = next(iter(message.iter_parts()), None)
    return first.get("Content-Location") if first is not None else None


def _parts(message: EmailMessage) -> list[EmailMessage]:
    return [part for part, _ in zip(message.walk(), range(MOST_PARTS)) if not part.is_multipart()]


def _bytes(part) -> bytes:
    return part.get_payload(decode=True) or b""


def _characters(part) -> str:
    return decode(_bytes(part), part.get_content_charset())


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(str(message.get("From", "")))
    return " ".join(name.split()) or address or None


def _subject(message: EmailMessage) -> str | None:
    return FORWARDED.sub("", " ".join(str(message.get("Subject", "")).split())) or None


def _sent(message: EmailMessage) -> str | None:
    try:
        sent = parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, IndexError):
        return None
    return sent.isoformat() if sent.tzinfo else sent.isoformat(timespec="minutes")
