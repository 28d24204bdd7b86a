"""Who published a document, where its layout says so."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from briefing.lexicon import alternation, read_lexicon
from briefing.model import Block, Document, Span
from briefing.text.agencies import find_agency
from briefing.text.days import only_a_day
from briefing.text.headed import Found, named_in_head, tells_plainly, text_of
from briefing.text.lines import SAME
from briefing.text.names import is_name, live_words, read_parts, sureness
from briefing.text.places import ABOUT
from briefing.text.printed import as_written
from briefing.text.releases import legal_form, named_after_mark, named_before_mark, named_in_title

LONGEST = 400  # characters of a line that are looked at
FOOT = 6  # blocks of the foot that may name the outlet
LONGEST_NAMED = 160  # characters of a line that may end in the name of its site
SITE = re.compile(r"https?://(?:www\.|m\.|en\.)?(?P<site>[\w-]+)\.")
TOP = 3  # blocks of the head that may
# "By Ann Other, Harbour Times", "By Suzie Platt in Verin, for the Daily Rocket", "By Chelsea Marsh, the Morning Horn"
HOUSE = re.compile(
    r"(?P<mark>[,|·]|\s-\s|\b(?:for|of)\b)\s*(?P<article>the\s)?(?P<name>[A-Z][\w.'&/ -]{1,45}?)\s*$"
)
TOGETHER = re.compile(
    r"(?i:compiled|written|produced|reported|edited|posted|published)?\s*[Bb]y (?:the )(?P<name>[A-Z][^,|()]{1,50}?)\s*$"
)
SIGN = re.compile(
    r"(?:©|\([Cc]\)|[Cc]opyright|COPYRIGHT)[\s©]*(?:\([Cc]\)\s*)?(?:(?:19|20)\d\d(?:\s*-\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?P<name>[A-Z][\w.'&/ -]{1,50}?)"
    r"(?=[.,|]|\s+(?:19|20)\d\d|\s+[Aa]ll [Rr]ights|\s*$)"
)


def find_outlet(document: Document, blocks: Sequence[Block]) -> Span | None:
    """The outlet, issuer or agency where the layout itself states it: a masthead, a byline, a copyright line, "(Agency) -"; None when in doubt."""
    for find in FINDERS:
        for block, start, end in find(blocks):
            return as_written(document, document.span(block.span.start + start, block.span.start + end))
    return None


def _plain(block: Block) -> str:
    return block.span.quote[:LONGEST].translate(SAME)


def _masthead(blocks: Sequence[Block]) -> Found:
    heads, told = [block for block in blocks if block.kind == "masthead"], text_of(blocks)
    for block in sorted(
        heads, key=lambda block: -max((part.sure for part in read_parts(_plain(block))), default=0)
    ):
        plain = _plain(block)
        if len(heads) > 1 and live_words().search(plain):
            continue  # "THE TREATY CRISIS, AS IT HAPPENS" beside the page's own name
        after = named_after_mark(plain) or named_before_mark(plain)
        best = max(
            (
                part
                for part in read_parts(plain)
                if part.kind == "name"
                and (part.sure == 2 or len(heads) == 1 or not tells_plainly(part.text, told))
            ),
            key=lambda part: (part.sure, part.sure or len(part.text)),
            default=None,
        )
        if after:
            name = legal_form().sub("", after["name"])
            yield block, after.start("name"), after.start("name") + len(name)
        elif best is None and len(heads) > 1:
            continue
        elif best and not (best.sure < 2 and legal_form().search(plain)):
            yield block, best.start, best.end
        else:
            yield block, 0, len(legal_form().sub("", plain).rstrip(" ,."))


def _byline(blocks: Sequence[Block]) -> Found:
    for block in blocks:
        if block.kind == "byline":
            plain = _plain(block)
            for piece in re.finditer(r"[^|]+", plain):
                found = HOUSE.search(piece.group().rstrip(" .)"))
                if found and _is_house(found):
                    yield block, piece.start() + found.start("name"), piece.start() + found.end("name")
                elif piece.start() and sureness(name := piece.group().strip()) and not _is_office(name):
                    start = piece.start() + piece.group().index(
                        name
                    )  # "By Una Marsh | Sunday Trumpet | 4 May"
                    yield block, start, start + len(name)
            together = TOGETHER.match(plain)
            if together and (_desk().search(together["name"]) or sureness(together["name"]) == 2):
                name = _desk().sub("", together["name"]).rstrip()
                if is_name(name):
                    yield block, together.start("name"), together.start("name") + len(name)


def _is_house(found: re.Match[str]) -> bool:
    """Whether what stands last in a byline is an outlet, not a place, an office or another author."""
    name = found["name"]
    if not is_name(name) or only_a_day(name) or _is_office(name):
        return False
    return bool(
        sureness(name) == 2
        or re.fullmatch(r"\w+\.[A-Za-z]{2,4}", name)
        or found["mark"] == "for"
        or found["article"]
        and found["mark"] != "of"
    )


def _is_office(name: str) -> bool:
    return bool(re.search(rf"(?i)\b(?:{alternation(read_lexicon('boilerplate')['journalists'])})s?\b", name))


def _signed(blocks: Sequence[Block]) -> Found:
    """ "© 2031 The Tagus Daily. All rights reserved."; a photographer's sign stands in a caption."""
    body = [number for number, block in enumerate(blocks) if block.kind == "body"]
    for block in blocks[body[-1] :] if body else ():
        found = SIGN.search(_plain(block)) if block.kind == "disclaimer" else None
        agency = next(
            (plain[start:end] for one, start, end in find_agency(blocks) for plain in [_plain(one)]), None
        )
        if (
            found
            and is_name(found["name"])
            and not (agency and agency in ("".join(word[0] for word in found["name"].split()), found["name"]))
        ):
            yield block, found.start("name"), found.end("name")


def _titled(blocks: Sequence[Block]) -> Found:
    """ "Ferry sinks off Chile | Harbour Times"; "Market Morning: five things before the bell", where the foot asks its subscribers."""
    title = next((block for block in blocks if block.kind == "title"), None)
    plain = _plain(title) if title else ""
    first = next((block for block in blocks if block.kind == "body"), None)
    if first and (issuer := named_in_title(plain, _plain(first))):
        yield title, issuer.start("name"), issuer.end("name")
    tail = re.search(r"\s[|·-]\s+(?P<name>[^|·]{2,50})$", plain)
    if tail and sureness(tail["name"]) == 2 and len(plain[: tail.start()].split()) > 2:
        yield title, tail.start("name"), tail.end("name")
    head = re.match(r"(?P<name>[^:|]{3,40})(?::|\s\|)\s", plain)
    if head and sureness(head["name"]) and _asked(head["name"], blocks):
        yield title, head.start("name"), head.end("name")


def _asked(name: str, blocks: Sequence[Block]) -> bool:
    """Whether the foot is the letter's own: it names it again, or tells why a subscriber gets it."""
    foot = [_plain(block).lower() for block in blocks[-FOOT:] if block.kind not in ("body", "title")]
    return any(name.lower() in plain or _letter().search(plain) for plain in foot)


def _about(blocks: Sequence[Block]) -> Found:
    """The issuer that describes itself below its release: "About Apulia Grid"."""
    for block in blocks:
        found = ABOUT.match(_plain(block)) if block.kind == "disclaimer" else None
        if found:
            yield block, found.start("name"), found.end("name")


def _addressed(blocks: Sequence[Block]) -> Found:
    """A short line or the end of a title that is the name of the site at which the report stands."""
    sites = [
        found["site"].replace("-", "")
        for block in blocks
        if block.kind == "url" and (found := SITE.match(block.span.quote))
    ]
    for block in blocks if sites else ():
        for part in read_parts(_plain(block)) if len(block.span.quote) < LONGEST_NAMED else ():
            if part.kind != "other" and re.sub(r"\W", "", part.text.lower()) in sites:
                yield block, part.start, part.end


def _asking(blocks: Sequence[Block]) -> Found:
    """The name on top of a page that its words to the readers tell again: "Advertise in Vale Agora: 47 5550-220"."""
    asked = [_plain(block) for block in blocks if block.kind == "disclaimer"]
    asked = [plain for plain in asked if not SIGN.search(plain)]
    for block in blocks[:TOP] if asked else ():
        first = next(iter(read_parts(_plain(block))), None)
        if first and first.kind in ("name", "day", "note") and is_name(first.text):
            name = re.escape(re.sub(r"^[Tt]he\s", "", first.text)).replace(r"\ ", r"\s")
            itself = rf"(?:^|[.!?]\s+)(?:the )?{name}(?= (?:is|has|comes|costs)\b)"
            told = re.compile(rf"{itself}|\b(?:{_askers()})\s(?:the )?{name}\b", re.I)
            if any(map(told.search, asked)):
                yield block, first.start, first.end


FINDERS: tuple[Callable[[Sequence[Block]], Found], ...] = (
    _masthead,
    _byline,
    _titled,
    _addressed,
    _about,
    _asking,
    _signed,
    find_agency,
    named_in_head,
)


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{alternation(read_lexicon('outlets')['desks'])})$")


@cache
def _askers() -> str:
    return alternation(read_lexicon("outlets")["askers"])


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(alternation(read_lexicon("boilerplate")["letter marks"]), re.I)
