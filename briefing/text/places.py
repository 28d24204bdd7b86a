"""What lines are by where they stand: above the title, under a byline, below the last paragraph."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefing.lexicon import alternation, read_lexicon
from briefing.text.foot import FOOT, is_foot
from briefing.text.lines import ENDS, Line
from briefing.text.names import is_name, is_place_and_day, live_words
from briefing.text.readers import is_reported
from briefing.text.releases import is_issuer

CAPTION = range(6, 26)  # words of a line that may be a caption
LONG = 14  # words beyond which a line reads as a paragraph
CLOCK = re.compile(
    r"\W*(?:\d{1,2}\s+[A-Z][a-z]{2}\w*,?\s+)?\d{1,2}[.:h]\d\d\b|\W*(?:[A-Z]\w+\s+)?\d{1,2}\s*[ap]\.?m\b"
)
RULE = re.compile(r"(?:[-–—_=*~·•#]\s?){3,}")
BELOW_A_RULE = 3  # lines
SENTENCE = re.compile(r"[a-z\d]{2}[.!?]\s")
ABOUT = re.compile(r"(?:About|ABOUT) (?:the |The )?(?P<name>[A-Z][^:.,]{1,50}?)\s*(?::|$)")
TEASER = re.compile(r"[A-Z][A-Z'?! ]{2,30}:\s")
VALUE = re.compile(r":\s*[£$€]?\d")
MARKED_END = (None, "label", "disclaimer")
MARKED = ("related", "disclaimer", "caption", "byline")


def sort_by_place(
    lines: Sequence[Line],
    own: Sequence[str | None],
    title: int | None,
    text: Sequence[int],
    names: frozenset[str],
) -> dict[int, str]:
    """The kinds of lines that their words leave open and their place decides.

    `text` are the paragraphs, `names` the words of the outlet's own name.
    """
    kinds = {i: "label" for i in range(title or 0) if own[i] is None and is_slug(lines[i].plain)}
    kinds.update(dict.fromkeys(_below_a_rule(lines, own), "disclaimer"))
    kinds.update(dict.fromkeys(_about_the_issuer(lines, own, text, names), "disclaimer"))
    last = next((i for i in reversed(range(len(lines))) if own[i] not in MARKED), None)
    if last in text and last not in text[:3] and is_foot(lines[last].plain):
        kinds[last] = "disclaimer"
    ended = [
        i for i in text if ENDS.search(lines[i].plain) or lines[i].bullet or lines[i].plain[-1] in "\"':;,-"
    ]
    long = [i for i in text if len(lines[i].plain.split()) not in range(CAPTION.stop)]
    if len(ended) < 3 or len(set(long) - set(ended)) > 0.1 * len(long):
        return kinds  # paragraphs of this text end without a stop
    kinds.update({i: "disclaimer" for i in _after_the_end(lines, own) if own[i] is None})
    for i in range(ended[-1] + 1, len(lines)):
        if own[i] is None and i != title and (kind := _below(i, lines, own)):
            kinds[i] = kind
    if title is not None and title < (byline := ended[0] - 1) and _is_caption(lines[byline]):
        if own[byline] is None and own[byline - 1] == "byline":
            kinds[byline] = "caption"
    return kinds


def _about_the_issuer(
    lines: Sequence[Line], own: Sequence[str | None], text: Sequence[int], names: frozenset[str]
) -> Iterator[int]:
    """The paragraph with which an issuer describes itself below its release: "About Apulia Grid: …"."""
    for place, at in enumerate(sorted({*text, *(i for i, kind in enumerate(own) if kind is None)})):
        found = ABOUT.match(lines[at].plain) if place else None
        own_name = found and {word.lower() for word in found["name"].split()} <= names
        if own_name or found and is_issuer(found["name"], lines[:at]):
            yield at
            if found.end() == len(lines[at].plain):
                yield from (i for i in range(at + 1, min(at + 3, len(lines))) if own[i] is None)
            return


def _below_a_rule(lines: Sequence[Line], own: Sequence[str | None]) -> Iterator[int]:
    """The one to three short lines below a rule at the end of a report ("---"), where none tells what somebody said."""
    rule = next((i for i in reversed(range(len(lines))) if RULE.fullmatch(lines[i].plain)), None)
    below = range(len(lines) if rule is None else rule + 1, len(lines))
    if (
        rule
        and 0 < len(below) <= BELOW_A_RULE
        and all(
            own[i] is not None or len(lines[i].plain.split()) <= FOOT and not is_reported(lines[i].plain)
            for i in below
        )
    ):
        yield from (i for i in below if own[i] is None)


def _after_the_end(lines: Sequence[Line], own: Sequence[str | None]) -> range:
    """What follows the mark with which a release or dispatch ends: notes to editors, of whom it is."""
    half = len(lines) // 2
    end = next(
        (i for i in range(half, len(lines)) if own[i] in MARKED_END and _ends().fullmatch(lines[i].plain)),
        None,
    )
    return range(len(lines) if end is None else end + 1, len(lines))


def _below(at: int, lines: Sequence[Line], own: Sequence[str | None]) -> str | None:
    """What an unfinished line below the last paragraph is, which heads nothing: a caption, a teaser, who signs."""
    plain = lines[at].plain
    words = len(plain.split())
    if is_place_and_day(plain):
        return "dateline"  # under a letter: "Blumenau, 12 June 2033"
    if CLOCK.match(plain) or VALUE.search(plain) or plain.endswith("?"):
        return None
    if TEASER.match(plain):
        return "related"
    followed = any(kind in MARKED for kind in own[at + 1 :])
    if _office().match(plain):
        return "disclaimer"  # "Press: Ane Lund, 12 Harbour Street, 2nd floor, Molde"
    if is_name(plain):
        return "label"  # "Chief Financial and Investor Relations Officer"
    if words in CAPTION and (words <= LONG or followed):
        return "caption" if _is_caption(lines[at]) else None
    return "label" if words < CAPTION.start else None


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternation(read_lexicon('readers')['ends'])})\W*", re.I)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(read_lexicon('readers')['contact labels'])})\s*:", re.I)


def _is_caption(line: Line) -> bool:
    """ "A gull has nested in the cabin of crane number 3": neither a sentence with its stop nor something told by somebody."""
    plain = line.plain
    return (
        len(plain.split()) in CAPTION
        and not ENDS.search(plain)
        and not SENTENCE.search(plain)
        and not is_reported(plain)
        and not line.bullet
        and not line.heavy
        and not plain.isupper()
        and ":" not in plain
        and '"' not in plain
    )


def is_slug(plain: str) -> bool:
    """Whether a line is a path of sections or a catchword: "Home > News > States", "CROATIA-CORRUPTION (UPDATE 2)"."""
    parts = re.split(r"\s*[>»/|·]\s*|\s-\s", plain)
    if len(parts) > 1 and not live_words().search(plain):
        if all(len(part.split()) <= 3 and not part[:1].islower() for part in parts):
            return True
    return len(plain.split()) <= 4 and bool(re.match(r"[A-Z]{3,}(?:[-/][A-Z]{3,})+(?!\w)", plain))
