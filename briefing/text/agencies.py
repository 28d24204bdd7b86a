"""The agency whose report a document is: "ROTTERDAM, May 3 (Reuters) - ", "(FJP) Tromsø, May 4, 2041 - "."""

import re
from collections.abc import Iterator, Sequence

from briefing.lexicon import read_lexicon, word_set
from briefing.model import Block
from briefing.text.days import DAY_WITH_YEAR, WEEKDAY, only_a_day
from briefing.text.lines import SAME
from briefing.text.names import is_name, read_parts, sureness

POINTS = 20  # words; shorter paragraphs below a title may be its points in short, above the first paragraph
LONGEST = 130  # characters of a paragraph that are looked at
# "ROTTERDAM, May 3 (Reuters) - ", "OSLO (NTB), Thursday. ", "LIMA/QUITO, 6 May 2034 (EFE) - ", "LATEHAR, India (PAP) - 9 March 2033", "Oct 23 (Reuters) - ", "MOSCOW, October 23. /TASS/. "
AGENCY = re.compile(
    r"(?P<place>[^()/]{0,70}?(?:/[^()/]{2,30})?)"
    r"(?:\((?P<round>[A-Z][\w.&' -]{1,40})\)|/(?P<slash>[A-Z][\w.&' -]{1,30})/\.?)"
    rf"(?:\s*[-:]+\s|\s*$|(?<=/)\s|(?<=/\.)\s|,\s(?:on )?(?i:{WEEKDAY})[.,:]?(?:\s-)?\s)"
)
# "(CSP) Florianópolis, June 10, 2033 - "
AGENCY_FIRST = re.compile(r"\((?P<round>[A-Z][\w.&' -]{1,40})\)\s+(?P<place>[A-Z][^()/]{2,60}?\d)\s*-+\s")
# "SOFIA. 7 March 2033. Balkan News Service - "
AGENCY_LAST = re.compile(
    r"(?P<place>[A-Z][\w' -]{1,30}[.,]\s[^()/]{0,30}?\d[.,]?)\s+(?P<bare>[A-Z][^\d()/.,]{3,40}?)\s*-+\s"
)
# "Balkan News Service, March 7, 2033 - "
AGENCY_AND_DAY = re.compile(
    rf"(?P<place>)(?P<bare>[A-Z][^\d()/.,]{{3,40}}?),\s(?:(?i:{WEEKDAY}),?\s)?{DAY_WITH_YEAR}\s*-+\s"
)
CAPITALS = re.compile(r"[A-Z][\w.'-]*(?:[ ,/.-]+(?:[A-Z\d][\w.'-]*|of|de|del|la|and)){0,9}[ ,.]*")


def find_agency(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, int]]:
    """The one agency that signs after the place in the first paragraph or in a date line above it."""
    paragraphs = [block for block in blocks if block.kind == "body"]
    body = paragraphs[:2] + [block for block in paragraphs[2:] if len(block.span.quote.split()) > POINTS][:1]
    for block in (
        *body,
        *(
            block
            for block in blocks
            if block.kind in ("dateline", "label", "byline")
            and (not body or block.span.start < body[0].span.start)
        ),
    ):
        plain = block.span.quote[:LONGEST].translate(SAME)
        found = (
            AGENCY.match(plain)
            or AGENCY_FIRST.match(plain)
            or AGENCY_LAST.match(plain)
            or AGENCY_AND_DAY.match(plain)
        )
        if found and (not found["place"].strip() or CAPITALS.fullmatch(found["place"])):
            group = next(name for name in ("round", "slash", "bare") if found.groupdict().get(name))
            if sureness(found[group]) == 2 if group == "bare" else _is_agency(found[group]):
                yield block, found.start(group), found.end(group)
    for block in blocks:
        if block.kind == "body":
            break
        words = block.span.quote.split()
        signed = (
            next((word for word in words if word in read_lexicon("outlets")["agencies"]), None)
            if block.kind in ("label", "byline") and len(words) <= 4
            else None
        )
        if signed:  # "Kyiv • UNN"
            yield block, block.span.quote.index(signed), block.span.quote.index(signed) + len(signed)


def _is_agency(name: str) -> bool:
    if name in read_lexicon("outlets")["agencies"]:
        return True
    words = name.lower().split()
    return (
        is_name(name)
        and len(words) <= 4
        and "/" not in name
        and not only_a_day(name)
        and not re.search(r"\d", name)
        and words[0] not in word_set("outlets", "no agencies")
        and words[-1] not in word_set("outlets", "no agencies")
        and read_parts(name)[0].kind == "name"
    )
