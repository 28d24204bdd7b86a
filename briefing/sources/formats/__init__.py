"""What can be read besides plain text: one module a format; the content decides which, not the file's ending."""

from collections.abc import Iterator

from briefing.sources.formats.report import Link, Report, Unread

__all__ = ["Link", "Report", "Unread", "read_format"]


def read_format(
    data: bytes, name: str, address: str | None = None, charset: str | None = None
) -> Iterator[Report | Link | Unread]:
    """The reports in the bytes of a file or page; `name` only settles what its content leaves open."""
    from briefing.sources.formats import feed, jsonlines, mail, page, pdf, subtitles, telegram, word

    head = _head(data).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        yield pdf.read_pdf(data)
    elif head.startswith(b"PK\x03\x04"):
        yield (
            word.read_word(data)
            if b"word/" in data
            else Unread("it is a ZIP archive, not a Word document", "unpack it")
        )
    elif mail.is_mail(data):
        yield from mail.read_mail(data, read_format)
    elif feed.is_feed(data):
        yield from feed.read_feed(data, address, charset)
    elif head.startswith(b"<"):
        yield page.read_page(data, address, charset)
    else:
        text = page.decode(data, charset)
        if subtitles.is_subtitles(text):
            yield subtitles.read_subtitles(text)
        elif name.lower().endswith((".jsonl", ".ndjson")):
            yield from jsonlines.read_jsonlines(text)
        elif head[:1] in b"{[" and head:
            yield from telegram.read_json(text)
        elif name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
            yield page.read_page(data, address, charset)
        else:
            yield Unread("it is none of the formats that are read", "save its text as .txt")


def _head(data: bytes) -> bytes:
    """The first bytes, as UTF-8 where a mark says that they are UTF-16."""
    return (
        data[:2048].decode("utf-16", "ignore").encode("utf-8", "ignore")
        if data.startswith((b"\xff\xfe", b"\xfe\xff"))
        else data[:1024]
    )
