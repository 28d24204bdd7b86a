"""Press releases, notices and statements: the mark that makes a text one, and the body that issues it."""

import re
from collections.abc import Sequence
from functools import cache

from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.text.days import DAY
from briefing.text.lines import Line
from briefing.text.names import is_name

OF_A_BODY = re.compile(
    r"[\s:-]*(?:by|of|from|issued by)\s+(?:the\s+)?(?P<name>[A-Z][^.;:,|]{2,70}?)\s+(?:on|about|regarding|concerning)\s"
)
BEFORE_A_MARK = re.compile(r"(?P<name>[A-Z][^|:·]{2,60}?)\s*(?:\s-\s|[|:·])\s*")


def named_after_mark(plain: str) -> re.Match[str] | None:
    """The body that a mark names itself: "Statement by the Ministry of Health"."""
    mark = release_mark().match(plain)
    found = (
        re.compile(
            r"[\s:-]*(?:by|of|from|issued by)\s+(?:the\s+)?(?P<name>[A-Z][^.;:,|]{2,70}?)[\s.]*$"
        ).match(plain, mark.end())
        if mark
        else None
    )
    return (
        found
        if found
        and is_name(found["name"])
        and (_bodies().search(found["name"]) or legal_form().search(found["name"]))
        else None
    )


def named_in_title(title: str, first: str) -> re.Match[str] | None:
    """The body whose statement a title announces and whose words the text begins with: "Statement by the Ministry of Mines on …"."""
    mark = release_mark().match(title)
    found = OF_A_BODY.match(title, mark.end()) if mark else None
    return (
        found
        if found and is_name(found["name"]) and re.match(rf"(?:The )?{re.escape(found['name'])}\b", first)
        else None
    )


def named_before_mark(plain: str) -> re.Match[str] | None:
    """The body that stands before a mark in one line: "RODOPA BANK AD - NOTICE TO CUSTOMERS AND THE MEDIA"."""
    found = BEFORE_A_MARK.match(plain)
    mark = release_mark().match(plain, found.end()) if found else None
    if not mark or not plain[found.end()].isupper() or not is_name(name := found["name"]):
        return None
    body = legal_form().search(name) or len(name.split()) > 1 and _bodies().search(name)
    rest = plain[found.end() :]
    return found if body and (rest.isupper() or only_a_mark(rest)) else None


def is_issuer(name: str, above: Sequence[Line]) -> bool:
    """Whether a name is that of several words which a text above tells, if that text is a release."""
    plains = [line.plain for line in above]
    return (
        is_name(name)
        and len(name.split()) > 1
        and any(map(only_a_mark, plains[:6]))
        and any(name in plain for plain in plains)
    )


def only_a_mark(plain: str) -> bool:
    found = release_mark().match(plain)
    return bool(found) and not re.search(
        r"[^\W\d_]{3,}", re.sub(r"(?i)\bof\b|\b(?:no|nr)\b\.?", "", plain[found.end() :])
    )


def is_body(plain: str, at: int, lines: Sequence[Line]) -> bool:
    """Whether a line is nothing but the name of a body: by its legal form, a word for bodies, or because the text calls it so."""
    name = legal_form().sub("", plain).strip(" ,.")
    no_body = not is_name(name) or DAY.search(name) or name.lower() in _desks()
    if no_body or len(name.split()) < 2 and name == plain:
        return False
    if name != plain or _bodies().search(name):
        return True
    return any(name.lower() in line.plain.lower() for number, line in enumerate(lines[:40]) if number != at)


@cache
def release_mark() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(read_lexicon('outlets')['release marks'])})(?!\w)[^\w]*(?:(?:no|nr|n°)\b[.\s]*)?[\d/.-]*",
        re.I,
    )


@cache
def legal_form() -> re.Pattern[str]:
    """A legal form at the end of a company's name: "Naviera Valdivia S.A."."""
    return re.compile(rf"[\s,]+(?:{alternation(read_lexicon('outlets')['legal forms'])})\.?$")


@cache
def _desks() -> frozenset[str]:
    """What stands beside a body's name in its releases and is none: "Press Service"."""
    return word_set("outlets", "last words") | word_set("readers", "contact labels")


@cache
def _bodies() -> re.Pattern[str]:
    words = read_lexicon("bodies")
    return re.compile(
        rf"\b(?:{alternation([*words['of a state'], *words['other'], *words['openers']])})\b", re.I
    )
