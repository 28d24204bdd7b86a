"""What a line is for: by its own words first, then by where it stands."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefing.lexicon import alternation, read_lexicon
from briefing.text.agencies import AGENCY
from briefing.text.days import only_a_day
from briefing.text.head import read_head
from briefing.text.lines import BULLET, ENDS, INSIDE, URLS, Line
from briefing.text.names import is_name, read_parts, sureness
from briefing.text.places import is_slug, sort_by_place
from briefing.text.readers import find_appeal, is_reported

LONGEST = 600  # characters; a longer line is a paragraph whatever it contains, and no pattern is run over it
# "VIDEO: Soldiers announce coup", "LIVE | Galicia fire jumps the border": before the words of a title.
LABELLED = re.compile(
    rf"(?:{alternation(read_lexicon('boilerplate')['title labels'])})\s*[:|]\s*(?=\S+\s+\S+\s+\S)", re.I
)
# "About Norvek: Norvek is a maker of pumps."
ABOUT_ITSELF = re.compile(
    r"About (?:the )?(?P<name>[A-Z][\w&.'-]*(?: [\w&.'-]+){0,4})\s*[:.-]? (?:The )?(?P=name)(?: \([^)]*\))?,? (?:is|was|are|has|have|operates|employs|runs|makes)\b"
)
# "Rescue workers search the rubble. AP/Tom Vance", "Nurses wait for the bus. Pia Lund for the Coastal Wire"
CREDITED = re.compile(
    r"[.!?\"'] (?:[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3} ?/ ?[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){0,3}"
    r"|[A-Z][\w'-]+(?: [A-Z][\w'.-]*){1,2} for (?:the |The )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3})\.?\Z"
)
TAGS = re.compile(r"(?:<[^<>]{1,300}>\W*)+")
LINK = re.compile(r"\[[^\]]+\]\(\S+\)")
# "Ada Lind @adalind · May 4" above a post; "Ane Lund reported from Riga, Tom Vos from Oslo."
HANDLE = re.compile(r"[A-Z][^@.:]{1,40} \(?@\w{2,30}\)?(?:\s*[·|-].*)?")
REPORTED_FROM = re.compile(
    r"(?:(?:,? and |, |; )?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,2}(?: reported)? from (?:[A-Z][\w.'-]+ ?){1,3}){1,4}\.?"
)
BYLINE = re.compile(
    r"(?:By|BY|by)\s+(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|,|\||-|/|in|at|for|of|our|staff|agencies)(?:[\s,|/&-]+"
    r"(?:[A-Z][\w.'-]*|de|van|von|der|al|bin|la|le|and|&|in|at|for|of|our|the|staff|agencies|correspondent|reporter|writer|editor|chief|\d+))*[\s|,-]*"
)


def sort_lines(lines: Sequence[Line]) -> Iterator[str]:
    """What each line is for, by its own words first, then by where it stands."""
    own = [own_kind(line) for line in lines]
    for i, kind in read_head(lines, own).items():
        own[i] = kind
    names = outlet_words(lines, own)
    for i, line in enumerate(lines):
        if own[i] is None and len(line.plain) <= LONGEST and find_appeal(line.plain, names) == 0:
            own[i] = "disclaimer"
    title = _title(lines, own)
    text = [
        i
        for i, (line, kind) in enumerate(zip(lines, own))
        if kind is None and _is_paragraph(line) and i != title
    ]
    first, last = (text[0], text[-1]) if text else (len(lines), -1)
    for i, kind in sort_by_place(lines, own, title, text, names).items():
        own[i] = kind
    listing = False
    for i, (line, kind) in enumerate(zip(lines, own)):
        if kind is None and i and own[i - 1] == "caption" and lines[i - 1].plain.endswith(","):
            yield "caption"  # "Image caption," and, on the next line, the caption
            continue
        if (
            kind is None
            and i >= len(lines) - 3
            and i > first
            and len(line.plain) < 300
            and _about_its_author(line, lines)
        ):
            yield "byline"
            continue
        if i == title:
            yield "title"
            continue
        if kind == "related":
            listing = listing or bool(_marks()["related heading"].fullmatch(line.plain))
            yield "related"
            continue
        if listing and (
            line.bullet
            or kind == "url"
            or kind is None
            and (not _is_paragraph(line) or line.plain.endswith("?") and len(line.plain) < 150)
        ):
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


def outlet_words(lines: Sequence[Line], kinds: Sequence[str | None]) -> frozenset[str]:
    """The words of a document's lines that name its outlet, in small letters."""
    named = [
        line.plain
        for line, kind in zip(lines, kinds)
        if kind in ("masthead", "byline") and len(line.plain) <= LONGEST
    ]
    if lines and len(lines[0].plain) <= LONGEST and is_name(lines[0].plain):
        named.append(lines[0].plain)
    named += [
        part.text
        for line in lines[:3]
        if len(line.plain) <= LONGEST
        for part in read_parts(line.plain)
        if part.sure
    ]
    return frozenset(word.lower() for plain in named for word in re.findall(r"\w+", plain))


def _title(lines: Sequence[Line], own: Sequence[str | None]) -> int | None:
    """The first line that reads as a headline before the report begins."""
    free = [i for i, kind in enumerate(own) if kind is None][:6]
    if (
        own
        and own[0] in ("caption", "related", "label")
        and LABELLED.match(lines[0].plain)
        and not any(_is_headline(lines[i]) and not ENDS.search(lines[i].plain) for i in free[:2])
    ):
        return 0  # "VIDEO: Soldiers announce coup"
    agencies = frozenset(read_lexicon("outlets")["agencies"])
    for position, i in enumerate(free):
        words = len(lines[i].plain.split())
        if (
            not _is_headline(lines[i])
            or ENDS.search(lines[i].plain)
            and AGENCY.match(lines[i].plain[:130])
            or words > (12 if i else 20)
            and ENDS.search(lines[i].plain)
        ):
            return None
        if ENDS.search(lines[i].plain) and len([kind for kind in own if kind is None]) < 3:
            return None
        rest = [lines[j] for j in free[position + 1 :]]
        small = (
            words <= 2
            or words <= 4
            and (sureness(lines[i].plain) > 0 or bool(agencies.intersection(lines[i].plain.split())))
        )
        if (small or is_slug(lines[i].plain)) and any(
            _is_headline(line) and len(line.plain.split()) >= 4
            for line in rest[:3]
            if not ENDS.search(line.plain)
        ):
            continue
        return i
    return None


def _is_headline(line: Line) -> bool:
    words = len(line.plain.split())
    whole = (
        not INSIDE.search(line.plain) or words <= 20 and not ENDS.search(line.plain)
    )  # "Who knew? A village asks questions"
    return len(line.plain) <= 250 and words <= 30 and not line.bullet and whole and line.plain[-1] not in ",:"


def _is_paragraph(line: Line) -> bool:
    """Whether it reads as running text: it ends like a sentence, introduces one, is quoted or listed, or is long."""
    if line.heavy:
        return False
    plain = line.plain
    return (
        len(plain) > LONGEST
        or line.bullet
        or len(plain.split()) > 14
        or bool(ENDS.search(plain))
        or plain[-1] in ":;,\"'-"
        or plain[0] == '"'
    )


def own_kind(line: Line) -> str | None:
    """What the line's own words make it, wherever it stands; None for text."""
    plain = line.plain
    if len(plain) > LONGEST:
        return None
    if (
        not re.search(r"[^\W_]", plain)
        or TAGS.fullmatch(plain)
        or re.fullmatch(r"[A-Z][\w. ]{1,20} -+", plain)
    ):
        return "label"
    if URLS.fullmatch(plain):
        return "url"
    marks, words = _marks(), len(plain.split())
    bullet = BULLET.match(plain)
    bare = plain[bullet.end() if bullet else 0 :].lstrip("([* ")
    if (
        marks["related heading"].fullmatch(bare)
        or marks["related opener"].match(bare)
        or words <= 30
        and _points_on(bare)
    ):
        return "related"
    if LINK.fullmatch(plain):
        return "related"
    if words <= 5 and marks["label"].fullmatch(bare.strip()):
        return "label"
    if words <= 40 and marks["desk note"].fullmatch(plain):
        return "label"
    if words <= 120 and marks["correction start"].match(bare):
        return "correction"
    if words <= 120 and ABOUT_ITSELF.match(bare):
        return "disclaimer"
    if (
        words <= 80
        and marks["disclaimer start"].match(bare)
        or words <= 60
        and marks["disclaimer mark"].search(plain)
    ):
        return "disclaimer"
    if _is_credit(bare):
        return "byline"
    if (
        words <= 60
        and marks["caption start"].match(bare)
        or words <= 45
        and (marks["caption mark"].search(plain) or CREDITED.search(plain))
    ):
        return "caption"
    if words <= 8 and HANDLE.fullmatch(plain) or words <= 20 and REPORTED_FROM.fullmatch(plain):
        return "byline"
    if (
        words <= 16
        and plain[:2] in ("By", "BY", "by")
        and not INSIDE.search(plain)
        and BYLINE.fullmatch(plain)
    ):
        return "byline"
    if len(plain) <= 160 and only_a_day(plain):
        return "dateline"
    return None


def _about_its_author(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line describes who wrote the report: "Ann Other is a reporter", "The writer teaches law", where no other line tells of a writer."""
    if _marks()["about an author"].match(line.plain):
        return True
    found = re.match(
        r"The (writer|author|reviewer|columnist|contributor)s? (?:(?:is|are|was|were) (?:an?|the|our|at|in)|ha(?:s|ve) (?:written|worked|covered|lived|taught)|works?|worked|lives?|teach(?:es)?|writes?|covers?)\b",
        line.plain,
    )
    return bool(found) and not any(
        re.search(rf"\b{found[1]}", other.plain) for other in lines if other is not line
    )


def _points_on(bare: str) -> bool:
    """ "Continue reading the full story"; not "More coverage was promised by the channel."."""
    found = _marks()["related start"].match(bare)
    return (
        bool(found)
        and not is_reported(bare)
        and not (found.group().lower().startswith("more") and ENDS.search(bare))
    )


def _is_credit(bare: str) -> bool:
    """ "Editing by Tom Vos", "Author: Ann Other"; not "Authors of the study say that …", "Author Ann Other was arrested on Tuesday."."""
    found = _marks()["byline start"].match(bare)
    return bool(found) and (
        found.group().rstrip().lower().endswith(("by", ":"))
        or not re.search(r"(?:\b[a-z]+\W+){3}|\.$", bare[found.end() :])
    )


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    words = read_lexicon("boilerplate")

    def opening(key: str) -> re.Pattern[str]:
        several = alternation(word for word in words[key] if " " in word or not word[0].isalpha())
        single = alternation(word for word in words[key] if " " not in word and word[0].isalpha())
        return re.compile(
            rf"(?:{several})(?!\w)" + (rf"|(?:{single})\s*(?:[:|/]|-\s|$)" if single else ""), re.I
        )

    slashed = alternation(word for word in words["caption marks"] if not word[0].isalpha())
    lettered = alternation(word for word in words["caption marks"] if word[0].isalpha())
    return {
        "related heading": re.compile(rf"(?:{alternation(words['related headings'])})\s*[:.…>-]*", re.I),
        "related opener": re.compile(
            rf"(?:{alternation({*words['related openers'], *words['related headings']} - {'latest'})}"
            r"|(?:tomorrow|next week|next month|this weekend) in (?:the |our )?[\w' ]{2,30})\s*(?:[:|>→►▶»]|-\s)",
            re.I,
        ),
        "related start": re.compile(rf"(?:{alternation(words['related starts'])})\b", re.I),
        "correction start": opening("correction starts"),
        "desk note": re.compile(rf"\((?:{alternation(words['desk notes'])})\b[^()]*\)\.?", re.I),
        "disclaimer start": opening("disclaimer starts"),
        "disclaimer mark": re.compile(alternation(words["disclaimer marks"]), re.I),
        "byline start": re.compile(
            rf"(?i:{alternation(words['byline starts'])})(?:\s*:|\s+(?=(?:the |our |an? )?[A-Z])|$)"
        ),
        "caption start": opening("caption starts"),
        "caption mark": re.compile(rf"(?:{slashed}|\b(?:{lettered}))(?!\w)", re.I),
        "label": re.compile(rf"(?:{alternation(words['labels'])})\s*[:.!|>-]*", re.I),
        "about an author": re.compile(
            r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3},? (?:is|was) (?:an?|the|our|chief|senior)\b[^.]{0,60}"
            rf"\b(?:{alternation(words['journalists'])})\b"
        ),
    }
