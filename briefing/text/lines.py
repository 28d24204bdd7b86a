"""The lines of a text, hard-wrapped ones joined to paragraphs, without the markers around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "–": "-",
        "—": "-",
        "\n": " ",
        "\r": " ",
    }
)
MARKERS = " \t\u00a0\u200b\ufeff\u2028\u2029\x0b\x0c\x85"
BULLET = re.compile(r"(?:[-–—*•·▪●‣►➤>]|\d{1,2}[.)])\s+")
# The end of a sentence.
ENDS = re.compile(r"[.!?…][\"')\]»]*\s*(?:\[\d+\])?$")
# A sentence that ends inside a line: not after "U.S.", "Gov." or an initial.
INSIDE = re.compile(r"[a-z]{4,}[.!?][\"')]*\s+[\"'(]*[A-Z]")
HEADING = re.compile(r"#{1,6}\s+|>\s+")
WORD = re.compile(r"\S{1,80}")
URLS = re.compile(r"(?:(?:https?://|www\.|pic\.twitter\.com/)\S+\s*)+|!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters start:end of the text, hard-wrapped lines joined; `plain` has straight quotes and no markers."""

    start: int
    end: int
    plain: str
    bullet: bool = False
    heavy: bool = False  # marked as a heading: "# …", "**…**"


def read_lines(text: str) -> Iterator[Line]:
    """Every line or joined paragraph that has something in it, without the markers around it."""
    found = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+", text)]
    found = [(s, e) for s, e in ((_strip(text, s, e)) for s, e in found) if s < e]
    for start, end in _join(text, found):
        heavy = bullet = False
        marks = HEADING.match(text, start, end)
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
            near = (
                text.count("\n", held[1], start)
                + text.count("\r", held[1], start)
                - text.count("\r\n", held[1], start)
                == 1
            )
            word = WORD.match(text, start)
            full = held[1] - last + 1 + (word.end() - start if word else 0) > width
            runs_on = text[start].islower() and not ENDS.search(text[max(held[0], held[1] - 10) : held[1]])
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
    for (start, end), (after, _stop) in zip(found, found[1:]):
        if text.count("\n", end, after) > 1 or end - start < 0.6 * widest:
            continue
        following += 1
        broken += not ENDS.search(text[max(start, end - 10) : end].translate(SAME))
    return widest if following >= 3 and broken >= 0.6 * following else None
