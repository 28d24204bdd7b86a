"""What a line is for: by its own words first, then by where it stands."""
import re
from functools import cache
from typing import Iterator, Sequence

from briefing.lexicon import alternation, read_lexicon
from briefing.text.lines import BULLET, ENDS, URLS, Line

LONGEST = 600           # characters; a longer line is a paragraph whatever it contains, and no pattern is run over it
# A sentence that ends inside a line: not after "U.S.", "Gov." or an initial.
INSIDE = re.compile(r"[a-z]{4,}[.!?][\"')]*\s+[\"'(]*[A-Z]")
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
  | \b\d+\s*-?\s*min(?:ute)?s?(?:\s+read)?\b | \b(?:\d+|an?)\s+(?:hours?|days?|minutes?|weeks?|months?)\s+ago\b | \b\d+\s+(?:views?|comments?|shares?|reads?)\b | \b(?:at|on|by|the|local|time|hrs?|hours?)\b""")
AGENCY_LINE = re.compile(r"(?P<place>[A-Z][\w.'-]*(?:[ ,/.-]+[A-Z][\w.'-]*){0,5}),?\s+(?P<date>[A-Za-z]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[A-Za-z]{3,9})?"
                         r"(?:,?\s*\d{4})?[.,]?\s*[(/](?P<agency>[A-Z][\w .-]{1,25}?)[)/]"
                         r"|(?P<first>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s*\d{4})?)\s*\((?P<signed>[A-Z][\w .-]{1,25}?)\)")
BYLINE = re.compile(r"(?:By|BY|by)\s+(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|,|\||-|/|in|at|for|of|our|staff|agencies)(?:[\s,|/&-]+"
                    r"(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|in|at|for|of|our|the|staff|agencies|correspondent|reporter|writer|editor|chief|\d+))*[\s|,-]*")


def sort_lines(lines: Sequence[Line]) -> Iterator[str]:
    """What each line is for, by its own words first, then by where it stands."""
    own = [own_kind(line) for line in lines]
    title = _title(lines, own)
    text = [i for i, (line, kind) in enumerate(zip(lines, own)) if kind is None and _is_paragraph(line) and i != title]
    first, last = (text[0], text[-1]) if text else (len(lines), -1)
    listing = False
    for i, (line, kind) in enumerate(zip(lines, own)):
        if kind is None and i and own[i - 1] == "caption" and lines[i - 1].plain.endswith(","):
            yield "caption"             # "Image caption," and, on the next line, the caption
            continue
        if kind is None and i >= len(lines) - 3 and i > first and len(line.plain) < 300 and _marks()["about an author"].match(line.plain):
            yield "byline"
            continue
        if i == title:
            yield "title"
            continue
        if kind == "related":
            listing = listing or bool(_marks()["related heading"].fullmatch(line.plain))
            yield "related"
            continue
        if listing and (line.bullet or kind == "url" or kind is None and (not _is_paragraph(line) or line.plain.endswith("?") and len(line.plain) < 150)):
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
    agencies = frozenset(read_lexicon("boilerplate")["agencies"])
    for position, i in enumerate(free):
        words = len(lines[i].plain.split())
        if not _is_headline(lines[i]) or (words > 20 and ENDS.search(lines[i].plain)):
            return None
        if ENDS.search(lines[i].plain) and len([kind for kind in own if kind is None]) < 3:
            return None
        rest = [lines[j] for j in free[position + 1:]]
        small = words <= 2 or words <= 4 and (bool(outlet_words().search(lines[i].plain)) or bool(agencies.intersection(lines[i].plain.split())))
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
    if not re.search(r"[^\W_]", plain) or TAGS.fullmatch(plain) or re.fullmatch(r"[A-Z][\w. ]{1,20} -+", plain):
        return "label"
    if URLS.fullmatch(plain):
        return "url"
    marks, words = _marks(), len(plain.split())
    bare = BULLET.sub("", plain, count=1).lstrip("([* ")
    if marks["related heading"].fullmatch(bare) or marks["related opener"].match(bare) or words <= 30 and marks["related start"].match(bare):
        return "related"
    if LINK.fullmatch(plain):
        return "related"
    if words <= 5 and marks["label"].fullmatch(bare.strip()):
        return "label"
    if words <= 80 and marks["disclaimer start"].match(bare) or words <= 60 and marks["disclaimer mark"].search(plain):
        return "disclaimer"
    if marks["byline start"].match(bare):
        return "byline"
    if words <= 60 and marks["caption start"].match(bare) or words <= 45 and marks["caption mark"].search(plain):
        return "caption"
    if words <= 16 and plain[:2] in ("By", "BY", "by") and not INSIDE.search(plain) and BYLINE.fullmatch(plain):
        return "byline"
    if len(plain) <= 160 and _only_a_day(plain):
        return "dateline"
    return None


def _only_a_day(plain: str) -> bool:
    """Whether nothing but a date, a time and words about publishing is on the line, or a place and an agency."""
    found = AGENCY_LINE.match(plain) if "(" in plain or "/" in plain else None
    if found and len(plain) - found.end() < 4 and (found["agency"] or found["signed"]) in read_lexicon("boilerplate")["agencies"]:
        return True
    if not re.search(r"\d", plain):
        return False
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
        "about an author": re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3},? (?:is|was) (?:an?|the|our|chief|senior)\b[^.]{0,60}"
                                      rf"\b(?:{alternation(words['journalists'])})\b"),
        "about a date": re.compile(rf"\b(?:{alternation([*words['published words'], *words['updated words']])})\b", re.I),
    }


@cache
def outlet_words() -> re.Pattern[str]:
    """Words that make a short line the name of an outlet."""
    return re.compile(rf"\b(?:{alternation(read_lexicon('boilerplate')['outlet words'])})\b", re.I)
