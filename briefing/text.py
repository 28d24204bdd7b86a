"""The layout of a document: every line that says something is a block of some kind; the text itself is never changed."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Iterator, Sequence

from briefing.lexicon import alternation, read_lexicon
from briefing.model import Block, Document, Span, TextKinds

LONGEST = 600           # characters; a longer line is a paragraph whatever it contains, and no pattern is run over it
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "\n": " ", "\r": " "})
MARKERS = " \t\u00a0\u200b\ufeff\u2028\u2029\x0b\x0c\x85"
BULLET = re.compile(r"(?:[-–—*•·▪●‣►➤>]|\d{1,2}[.)])\s+")
# The end of a sentence, and the end of one inside a line: not after "U.S.", "Gov." or an initial.
ENDS = re.compile(r"[.!?…][\"')\]»]*\s*(?:\[\d+\])?$")
INSIDE = re.compile(r"[a-z]{4,}[.!?][\"')]*\s+[\"'(]*[A-Z]")
URLS = re.compile(r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+\s*)+|!\[[^\]]*\]\([^)]*\)")
TAGS = re.compile(r"(?:<[^<>]{1,300}>\W*)+")
LINK = re.compile(r"\[[^\]]+\]\(\S+\)")
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
# What a line that only says when it was published is made of: "Published: Fri, Oct. 18, 2024 at 5:32 p.m. EDT - 3 min read".
DAY = re.compile(rf"""(?ix)
    \b\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)? | \b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b | \b\d{{4}}[/.]\d{{1,2}}[/.]\d{{1,2}}\b
  | \b{MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?\b | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:,?\s*\d{{4}})? | \b(?:19|20)\d\d年\d+月\d+日""")
ROUND_A_DAY = re.compile(r"""(?ix)
    \b\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?![\w]) | \b\d{1,2}\s*[ap]\.?m\b\.? | \b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?
  | \b(?:utc|gmt|bst|cet|cest|eet|eest|ist|jst|kst|msk|sgt|hkt|e[sd]?t|c[sd]?t|m[sd]t|p[sd]?t)\b(?:\s*[+-]\s*\d+(?::\d\d)?)? | [+-]\d\d:?\d\d\b
  | \b\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?\b | \b\d+\s+(?:hours?|days?|minutes?|weeks?|months?)\s+ago\b | \b(?:at|on|by|the|local|time|hrs?|hours?)\b""")
AGENCY_LINE = re.compile(r"(?P<place>[A-Z][\w.'-]*(?:[ ,/.-]+[A-Z][\w.'-]*){0,5}),?\s+(?P<date>[A-Za-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[A-Za-z]{3,9})?"
                         r"(?:,?\s*\d{4})?\s*[(/](?P<agency>[A-Z][\w .-]{1,25}?)[)/]")
BYLINE = re.compile(r"(?:By|BY|by)\s+(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|,|\||-|/|in|at|for|of|our|staff|agencies)(?:[\s,|/&-]+"
                    r"(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|in|at|for|of|our|the|staff|agencies|correspondent|reporter|writer|editor|chief|\d+))*[\s|,-]*")
TAIL = re.compile(r"\(?\s*(?:Reporting|Additional reporting|Writing|Editing) by [^()]{3,300}\)?\.?$")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters start:end of the text, hard-wrapped lines joined; `plain` has straight quotes and no markers."""
    start: int
    end: int
    plain: str
    bullet: bool = False
    heavy: bool = False             # marked as a heading: "# …", "**…**"


def find_blocks(document: Document) -> Iterator[Block]:
    """The paragraphs of a document in order, hard-wrapped lines joined, each with what it is for; no language model."""
    lines = list(read_lines(document.text))
    kinds = list(sort_lines(lines))
    for line, kind in zip(lines, kinds):
        mark = BULLET.match(line.plain) if line.bullet and kind in TextKinds else None
        start = line.start + mark.end() if mark and mark.end() < len(line.plain) else line.start
        tail = TAIL.search(line.plain[-LONGEST:]) if kind == "body" else None
        if tail and len(tail.group()) < len(line.plain) and line.end - line.start == len(line.plain):
            cut = line.end - len(tail.group())      # "… the port said. (Reporting by A; Editing by B)"
            before = document.text[start:cut].rstrip()
            if before:
                yield Block(document.span(start, start + len(before)), kind)
                yield Block(document.span(cut, line.end), "byline")
                continue
        yield Block(document.span(start, line.end), kind)


# ---------------------------------------------------------------- lines

def read_lines(text: str) -> Iterator[Line]:
    """Every line or joined paragraph that has something in it, without the markers around it."""
    found = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text)]
    found = [(s, e) for s, e in ((_strip(text, s, e)) for s, e in found) if s < e]
    for start, end in _join(text, found):
        heavy = bullet = False
        marks = re.compile(r"#{1,6}\s+|>\s+").match(text, start, end)
        if marks:
            heavy, start = text[start] == "#", marks.end()
        for mark in ("**", "__"):
            if text.startswith(mark, start):
                whole = text.endswith(mark, start + 2, end)
                start, end, heavy = start + 2, end - 2 * whole, heavy or whole
            elif text.endswith(mark, start, end) and text.count(mark, start, end) == 1:
                end -= 2
        bullet = bool(BULLET.match(text, start, end))
        start, end = _strip(text, start, end)
        if start < end:
            yield Line(start, end, text[start:end].translate(SAME), bullet, heavy)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in MARKERS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKERS):
        end -= 1
    return start, end


def _join(text: str, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines as found, or whole paragraphs where the document was wrapped at a width: a line that broke although the
    next word would have fitted was broken on purpose."""
    width = _wrapped_at(text, found)
    held: tuple[int, int] | None = None
    last = 0
    for start, end in found:
        if held and width:
            near = text.count("\n", held[1], start) + text.count("\r", held[1], start) - text.count("\r\n", held[1], start) == 1
            word = re.compile(r"\S+").match(text, start)
            full = held[1] - last + 1 + (word.end() - start if word else 0) > width
            runs_on = text[start].islower() and not ENDS.search(text[max(held[0], held[1] - 10):held[1]])
            if near and (full or runs_on) and not BULLET.match(text, start) and not URLS.match(text, start):
                held, last = (held[0], end), start
                continue
        if held:
            yield held
        held, last = (start, end), start
    if held:
        yield held


def _wrapped_at(text: str, found: Sequence[tuple[int, int]]) -> int | None:
    """The width at which the document's lines were broken, or None where a line is a paragraph."""
    if len(found) < 4:
        return None
    lengths = sorted(end - start for start, end in found)
    widest = lengths[-1]
    if not 40 <= widest <= 120:
        return None
    broken = following = 0
    for (start, end), (after, stop) in zip(found, found[1:]):
        if text.count("\n", end, after) > 1 or end - start < 0.6 * widest:
            continue
        following += 1
        broken += not ENDS.search(text[max(start, end - 10):end].translate(SAME))
    return widest if following >= 3 and broken >= 0.6 * following else None


# ---------------------------------------------------------------- kinds

def sort_lines(lines: Sequence[Line]) -> Iterator[str]:
    """What each line is for, by its own words first, then by where it stands."""
    own = [own_kind(line) for line in lines]
    title = _title(lines, own)
    text = [i for i, (line, kind) in enumerate(zip(lines, own)) if kind is None and _is_paragraph(line) and i != title]
    first, last = (text[0], text[-1]) if text else (len(lines), -1)
    listing = False
    for i, (line, kind) in enumerate(zip(lines, own)):
        if i == title:
            yield "title"
            continue
        if kind == "related":
            listing = listing or bool(_marks()["related heading"].fullmatch(line.plain))
            yield "related"
            continue
        if listing and (line.bullet or kind == "url" or kind is None and not _is_paragraph(line)):
            yield "related"
            continue
        if kind:
            yield kind
            continue
        listing = False
        words = len(line.plain.split())
        if _is_paragraph(line):
            yield "body"
        elif line.heavy:
            yield "heading"
        elif (i < first or i > last) and words <= 4 and text and not line.plain.endswith("?"):
            yield "label"
        else:
            yield "heading"


def _title(lines: Sequence[Line], own: Sequence[str | None]) -> int | None:
    """The first line that reads as a headline before the report begins."""
    free = [i for i, kind in enumerate(own) if kind is None][:6]
    for position, i in enumerate(free):
        words = len(lines[i].plain.split())
        if not _is_headline(lines[i]) or (words > 20 and ENDS.search(lines[i].plain)):
            return None
        if ENDS.search(lines[i].plain) and len([kind for kind in own if kind is None]) < 3:
            return None
        rest = [lines[j] for j in free[position + 1:]]
        small = words <= 2 or bool(outlet_words().search(lines[i].plain)) and words <= 4
        if small and any(_is_headline(line) and 4 <= len(line.plain.split()) for line in rest[:3] if not ENDS.search(line.plain)):
            continue
        return i
    return None


def _is_headline(line: Line) -> bool:
    return len(line.plain) <= 250 and len(line.plain.split()) <= 30 and not line.bullet and not INSIDE.search(line.plain)


def _is_paragraph(line: Line) -> bool:
    """Whether it reads as running text: it ends like a sentence, introduces one, is quoted or listed, or is long."""
    if line.heavy:
        return False
    plain = line.plain
    return (len(plain) > LONGEST or line.bullet or len(plain.split()) > 14 or bool(ENDS.search(plain)) or plain[-1] in ":;,\"'-"
            or plain[0] == '"')


def own_kind(line: Line) -> str | None:
    """What the line's own words make it, wherever it stands; None for text."""
    plain = line.plain
    if len(plain) > LONGEST:
        return None
    if not re.search(r"\w", plain) or TAGS.fullmatch(plain):
        return "label"
    if URLS.fullmatch(plain):
        return "url"
    marks, words = _marks(), len(plain.split())
    bare = BULLET.sub("", plain, count=1).lstrip("([* ")
    if marks["related heading"].fullmatch(bare) or marks["related opener"].match(bare) or words <= 30 and marks["related start"].match(bare):
        return "related"
    if LINK.fullmatch(plain):
        return "related"
    if words <= 80 and marks["disclaimer start"].match(bare) or words <= 60 and marks["disclaimer mark"].search(plain):
        return "disclaimer"
    if marks["byline start"].match(bare):
        return "byline"
    if words <= 60 and marks["caption start"].match(bare) or words <= 45 and marks["caption mark"].search(plain):
        return "caption"
    if words <= 16 and not INSIDE.search(plain) and BYLINE.fullmatch(plain):
        return "byline"
    if len(plain) <= 160 and _only_a_day(plain):
        return "dateline"
    if words <= 5 and marks["label"].fullmatch(bare.strip()):
        return "label"
    return None


def _only_a_day(plain: str) -> bool:
    """Whether nothing but a date, a time and words about publishing is on the line, or a place and an agency."""
    found = AGENCY_LINE.match(plain)
    if found and len(plain) - found.end() < 4 and found.group("agency") in read_lexicon("boilerplate")["agencies"]:
        return True
    rest, days = DAY.subn(" ", plain)
    rest, times = ROUND_A_DAY.subn(" ", rest)
    rest = _marks()["about a date"].sub(" ", rest)
    return bool(days or times) and not re.search(r"\w", rest)


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    words = read_lexicon("boilerplate")

    def opening(key: str) -> re.Pattern[str]:
        several = alternation(word for word in words[key] if " " in word or not word[0].isalpha())
        single = alternation(word for word in words[key] if " " not in word and word[0].isalpha())
        return re.compile(rf"(?:{several})(?!\w)" + (rf"|(?:{single})\s*(?:[:|/]|-\s|$)" if single else ""), re.I)

    slashed = alternation(word for word in words["caption marks"] if not word[0].isalpha())
    lettered = alternation(word for word in words["caption marks"] if word[0].isalpha())
    return {
        "related heading": re.compile(rf"(?:{alternation(words['related headings'])})\s*[:.…>-]*", re.I),
        "related opener": re.compile(rf"(?:{alternation(words['related openers'])})\s*(?::|\||>|-\s)", re.I),
        "related start": re.compile(rf"(?:{alternation(words['related starts'])})\b", re.I),
        "disclaimer start": opening("disclaimer starts"),
        "disclaimer mark": re.compile(alternation(words["disclaimer marks"]), re.I),
        "byline start": re.compile(rf"(?:{alternation(words['byline starts'])})(?:\s*:|\s+(?=[A-Z])|$)", re.I),
        "caption start": opening("caption starts"),
        "caption mark": re.compile(rf"(?:{slashed}|\b(?:{lettered}))(?!\w)", re.I),
        "label": re.compile(rf"(?:{alternation(words['labels'])})\s*[:.!|>-]*", re.I),
        "about a date": re.compile(rf"\b(?:{alternation([*words['published words'], *words['updated words']])})\b", re.I),
    }


@cache
def outlet_words() -> re.Pattern[str]:
    """Words that make a short line the name of an outlet."""
    return re.compile(rf"\b(?:{alternation(read_lexicon('boilerplate')['outlet words'])})\b", re.I)


# ---------------------------------------------------------------- who published it

def find_outlet(document: Document, blocks: Sequence[Block]) -> Span | None:
    """The outlet or agency where the layout itself states it: a line of its own, a byline, "(Agency) -"; None when in doubt."""
    agencies = read_lexicon("boilerplate")["agencies"]
    body = next((block for block in blocks if block.kind == "body"), None)
    before = [block for block in blocks if body is None or block.span.start < body.span.start]
    for block in before:
        words = block.span.quote.split()
        if block.kind == "label" and 1 < len(words) <= 5 and outlet_words().search(block.span.quote) and words[0][0].isupper():
            return block.span
    for block in blocks:
        if block.kind == "byline":
            # "By Ann Other, Harbour Times", "By Ann Other | BBC News"
            after = re.search(r"(?:,|\||\sfor\s|\sof\s)\s*(?:the\s)?([A-Z][\w.' -]{1,40}?)\s*$", block.span.quote[:LONGEST])
            if after and (outlet_words().search(after.group(1)) or after.group(1) in agencies or re.fullmatch(r"\w+\.[A-Za-z]{2,4}", after.group(1))):
                return document.span(block.span.start + after.start(1), block.span.start + after.end(1))
    for block in ([body] if body else []) + [block for block in before if block.kind == "dateline"]:
        found = AGENCY_LINE.match(block.span.quote[:200])
        if found and found.group("agency") in agencies:
            return document.span(block.span.start + found.start("agency"), block.span.start + found.end("agency"))
    return None


def is_text(block: Block) -> bool:
    """Whether the block asserts something; all others are boilerplate."""
    return block.kind in TextKinds
