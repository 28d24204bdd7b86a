"""A web page → the report in it, with what the page states about itself; trafilatura finds the text of the article."""

import re
from importlib.metadata import version

from charset_normalizer import from_bytes

from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.sources.formats.metadata import Metadata
from briefing.sources.formats.report import Report, Unread

FEW = 150  # words; a page that asks or excuses itself has no more
UNMARKED, MARKED = 21, 7  # words that make an article; fewer do where the page says that it is one
LONG_CELL = 300  # characters in a cell of a table that sets out a page
BLOCKS = (
    "div",
    "p",
    "ul",
    "ol",
    "table",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "section",
    "article",
    "figure",
)
CLOCK = re.compile(r"\s*\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,5})?\s*", re.IGNORECASE)


def read_page(data: bytes, address: str | None = None, charset: str | None = None) -> Report | Unread:
    """The report of an HTML page; `charset` is what the server stated."""
    return read_markup(decode(data, charset), address)


def read_markup(text: str, address: str | None = None) -> Report | Unread:
    """The report of an HTML page given as characters."""
    tree = parse_markup(text)
    if tree is None:
        return Unread("the page is empty", read_lexicon("pages")["save"])
    facts = Metadata(tree, address or _saved_from(text))
    title, published = facts.title(), facts.published()
    dated = None if published else _dated(tree, title)
    paragraphs = _article(tree)
    wall = _wall(paragraphs, tree, facts)
    if wall:
        return Unread(wall, read_lexicon("pages")["save"])
    body = [line for line in paragraphs if line not in (title, dated)]
    paragraphs = [*filter(None, (title, dated)), *body]
    return Report(
        "\n\n".join(paragraphs) + "\n",
        f"trafilatura {version('trafilatura')}",
        title,
        facts.outlet(),
        published,
        facts.canonical(),
    )


def decode(data: bytes, charset: str | None = None) -> str:
    """The characters of a page: byte order mark, what the server stated, what the page states, else the likeliest."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    stated = _CHARSET.search(data[:4096])
    for name in filter(None, (charset, stated and stated[1].decode("ascii"))):
        try:
            return data.decode(_AS_BROWSERS.get(name.strip().lower(), name.strip()))
        except (LookupError, UnicodeDecodeError):
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000]).best()
        return data.decode(best.encoding if best else "cp1252", "replace")


# Browsers read these two as Windows-1252, whatever the page says.
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE
)


_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f]"
)  # no XML has them, and the extractor gives up where one stands


def parse_markup(text: str):
    """The tree of a page or letter; None where it holds nothing."""
    from lxml.etree import ParserError
    from lxml.html import fromstring

    try:  # lxml refuses characters that come with an encoding of their own
        return fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", _CONTROLS.sub("", text)))
    except (ParserError, ValueError, AssertionError):
        return None


def _saved_from(text: str) -> str | None:
    """The address in the comment that a browser or SingleFile leaves at the head of a saved page."""
    found = _SAVED.search(text[:4000])
    return found[1] if found else None


def _article(tree) -> list[str]:
    """The paragraphs of the article, as they stand in the page."""
    import lxml_html_clean  # noqa: F401  trafilatura needs it, and its own requirements miss it under old versions of pip
    from trafilatura import bare_extraction

    _flatten(tree)
    found = bare_extraction(
        tree, include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    paragraphs = [" ".join(line.split()) for line in (found.text if found else "").split("\n")]
    return [
        line
        for number, line in enumerate(paragraphs)
        if line and line not in paragraphs[max(0, number - 1) : number]
    ]


def _flatten(tree) -> None:
    """Rewrites what the extractor would lose: tables that set out a page, doubled line breaks, times of a live report."""
    from lxml.html import Element

    for table in tree.xpath("//table"):
        cells = table.xpath(".//td")
        if table.xpath(".//table") or any(len(cell.text_content()) > LONG_CELL for cell in cells):
            for node in (table, *table.xpath("./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td")):
                node.tag = "div"
    for time in tree.xpath("//time[@datetime]"):
        if CLOCK.fullmatch(time.text_content()):
            time.tag = "p"
    for parent in {node.getparent(): None for node in tree.iter("br") if _doubled(node)}:
        _part(parent, Element)


def _doubled(node) -> bool:
    """Whether a line break is followed at once by another."""
    after = node.getnext()
    return after is not None and after.tag == "br" and not (node.tail or "").strip()


def _part(parent, Element) -> None:
    """Makes a paragraph of every run of an element's content that ends at two line breaks or at a block."""
    runs, run = [], Element("p")
    run.text, parent.text = parent.text, None
    for node in list(parent):
        if node.tag == "br" and (_doubled(node) or _empty(run)):
            runs.append(run)
            run = Element("p")
            run.text = node.tail
        elif node.tag in BLOCKS:
            runs += [run, node]
            run = Element("p")
            run.text, node.tail = node.tail, None
        else:
            run.append(node)
    parent[:] = [node for node in (*runs, run) if node.tag != "p" or not _empty(node)]


def _empty(node) -> bool:
    return len(node) == 0 and not (node.text or "").strip()


def _wall(paragraphs: list[str], tree, facts: Metadata) -> str | None:
    """Why the page holds no article; None where it holds one."""
    words = sum(map(_words, paragraphs))
    if words >= FEW:
        return None
    shown = " ".join(tree.text_content().lower().split())[:6000]
    walls = read_lexicon("pages")["walls"]
    if facts.behind_wall():
        return walls["paid"]["found"]
    for wall in walls.values():
        if any(word in shown for word in wall["words"]):
            return wall["found"]
    least = MARKED if facts.article or next(tree.iter("article"), None) is not None else UNMARKED
    return None if words >= least else "no article was found in the page"


def _words(line: str) -> int:
    """How many words a line has; two signs of a script that writes none apart count as one."""
    return max(len(line.split()), sum(1 for sign in line if sign > "\u2e80") // 2)


def _dated(tree, title: str | None) -> str | None:
    """The line near the title that is nothing but a date ("14 November 2033"), where the page states none otherwise."""
    seen = False
    for node in tree.iter():
        if not isinstance(node.tag, str) or len(node):
            continue
        text = " ".join((node.text or "").split())
        seen = seen or text == title
        if seen and len(text) <= 40 and _DAY.fullmatch(text):
            return text
    return None


_MONTHS = alternation(word_set("dates", "months", "month abbreviations"))
_DAY = re.compile(
    rf"(?:(?:{alternation(word_set('dates', 'weekdays'))}),?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\.?,?\s+\d{{4}}"
    rf"|(?:{_MONTHS})\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)(?:,?\s+\d{{1,2}}[:.]\d\d)?",
    re.IGNORECASE,
)
