"""The outlet in the head of a report, told by what stands beside it: a day, an issue, a motto; no word of the name need be known."""

import re
from collections.abc import Iterator, Sequence

from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Block
from briefing.text.days import WEEKDAY, YEAR
from briefing.text.lines import SAME
from briefing.text.names import WRITTEN_BY, Part, is_name, read_parts, sureness

LONG = 25  # words of a paragraph; what stands above the first is the head
LONGEST = 200  # characters of a line that is looked at
LONGEST_DATED = 20  # words of a line that ends in the day of the report
NEAR = 2  # lines below a name in which its day stands
WORDS = 5  # of a name
DECORATION = re.compile(r"[~*=_#<>\s]+")
ISSUE = re.compile(rf"(?i)\b(?:{alternation(read_lexicon('outlets')['issue words'])})\b\.?:?\s*[\d£$€]")
_NONE = re.compile(rf"(?i)(?:the )?(?:{alternation(read_lexicon('outlets')['not an outlet'])})(?!\w)")

Found = Iterator[tuple[Block, int, int]]


def named_in_head(blocks: Sequence[Block]) -> Found:
    """ "Lagoon Live, Monday November 4, 2030", "NORTHPRESS - REYKJAVIK - Monday 10.10.2033", "~ THE HARBOUR BRIEFING ~" above a day.

    A name that the report uses as plain words ("Ferry disaster"), a place, a country or a person is none.
    """
    head = _head(blocks)
    text = text_of(blocks[len(head) :])
    for number, block in enumerate(head):
        plain = block.span.quote[:LONGEST].translate(SAME)
        parts = [part for part in read_parts(plain) if DECORATION.sub("", part.text)]
        if _is_dated(plain, parts):
            name = next(
                (
                    part
                    for part in parts
                    if part.kind != "day"
                    and _is_outlet(part.text, text)
                    and _is_set_off(plain, part, len(parts))
                ),
                None,
            )
        elif number == 0 and any(_is_day_line(below) for below in head[1 : 1 + NEAR]):
            name = parts[0] if parts and _stands_apart(plain, parts) else None
            sure = name and (len(head) > 2 or sureness(_bare(name.text)) == 2)
            name = name if sure and _is_outlet(_bare(name.text), text) else None
        else:
            name = None
        if name:
            start = name.start + name.text.index(_bare(name.text))
            yield block, start, start + len(_bare(name.text))


def day_in_head(blocks: Sequence[Block]) -> tuple[Block, int, int] | None:
    """The one line above the first paragraph that begins or ends in a day with its year, and where: "No. 212 / February 13, 2033".

    Two such lines are entries of a calendar; in a title the day needs its weekday ("our page for Tuesday, August 8, 2034").
    """
    found = []
    for block in _head(blocks):
        plain = block.span.quote[:LONGEST].translate(SAME)
        parts = read_parts(plain)
        days = [number for number, part in enumerate(parts) if part.kind == "day"]
        if (
            block.kind == "label"
            or not days
            or len(plain.split()) > LONGEST_DATED
            or not YEAR.search(plain[parts[days[0]].start : parts[days[-1]].end])
        ):
            continue
        before, after = parts[: days[0]], parts[days[-1] + 1 :]
        weekday = re.search(rf"(?i)(?:^|\W){WEEKDAY},?\s*$", plain[: parts[days[0]].start])
        at_an_end = all(part.kind == "note" for part in before) or all(
            part.kind in ("note", "day") for part in after
        )
        if (
            at_an_end
            and (weekday or block.kind != "title")
            and sum(part.kind == "other" for part in parts) < 3
        ):
            found.append((block, parts[days[0]].start, parts[days[-1]].end))
    return found[0] if len(found) == 1 else None


def _head(blocks: Sequence[Block]) -> list[Block]:
    """The lines above the first paragraph."""
    first = next(
        (
            number
            for number, block in enumerate(blocks)
            if block.kind == "body" and len(block.span.quote.split()) > LONG
        ),
        0,
    )
    return list(blocks[:first])


def _is_dated(plain: str, parts: Sequence[Part]) -> bool:
    """Whether a line has a day or an issue among other things, and is no dateline of a place alone."""
    if not parts or len(parts) < 2 or WRITTEN_BY.match(plain) and "|" not in plain:
        return False
    return (
        any(part.kind == "day" for part in parts)
        and any(part.kind != "day" for part in parts)
        or bool(ISSUE.search(plain))
    )


def _is_set_off(plain: str, part: Part, parts: int) -> bool:
    """Whether a name in a dated line is more than the place of a dateline: behind a comma its words must be an outlet's."""
    if re.match(r"\s*,", plain[part.end :]):
        return sureness(part.text) > 0
    return len(part.text.split()) > 1 or sureness(part.text) > 0 or part.start == 0 and parts > 2


def _is_day_line(block: Block) -> bool:
    """Whether a line tells a day or an issue and little else."""
    plain = block.span.quote[:LONGEST].translate(SAME)
    parts = read_parts(plain)
    return bool(ISSUE.search(plain)) or any(part.kind == "day" for part in parts)


def _stands_apart(plain: str, parts: Sequence[Part]) -> bool:
    """Whether the first part is all of a line, or a motto or note stands behind a bar or a dash."""
    return (
        len(parts) == 1
        or bool(re.match(r"\s*[|·]|\s-", plain[parts[0].end :]))
        and all(part.kind != "name" for part in parts[1:])
    )


def _bare(text: str) -> str:
    return text.strip("~*=_#<> \t")


def _is_outlet(text: str, report: str) -> bool:
    """Whether words are a name that only this line tells: no place or country, no person, no plain words of the report."""
    words = text.split()
    if (
        not 0 < len(words) <= WORDS
        or not is_name(text)
        or WRITTEN_BY.match(text)
        or ISSUE.search(text)
        or not re.search(r"[^\W\d]{3}", text)
    ):
        return False
    if sureness(text) == 2:
        return True
    if (
        words[0] in word_set("names", "given")
        or _NONE.match(text)
        or not word_set("outlets", "topic words").isdisjoint(words)
    ):
        return False
    return bool(_own_words(text)) and not tells_plainly(text, report)


def _own_words(name: str) -> set[str]:
    """The words of a name that other outlets' names do not have, in small letters."""
    usual = word_set("outlets", "small words", "articles", "doubtful last words", "last words", "first words")
    return {word.lower().strip(".,'’") for word in name.split()} - usual


def tells_plainly(name: str, report: str) -> bool:
    """Whether a report uses a word of a name in small letters: "THE HARBOUR FIRE" above "the fire in the harbour"."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", report) for word in _own_words(name))


def text_of(blocks: Sequence[Block]) -> str:
    """What blocks tell, without what is no text."""
    return "\n".join(block.span.quote for block in blocks if block.kind in ("body", "heading"))
