"""What part a number plays: a reading, part of another, the whole that another is part of, an exception, or background."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from briefing.extract.figures.numbers import Number
from briefing.interval import Interval
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import FigureRole, When

EXCEPTION = re.compile(
    r"\b(?:all|everyone|everybody|every one|none|nobody|nothing|any|no one)\s+(?:but|except|save|bar)\s+(?:for\s+)?$|\bexcept (?:for )?$|\bapart from\s+$",
    re.IGNORECASE,
)
PART_BEFORE = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|among them|amongst them|of whom|of which|of these|of those|of them|among whom|among which|another|a further|an additional)[,:]?\s+(?:at least |about |some )?$",
    re.IGNORECASE,
)
PART_AFTER = re.compile(r"\s*(?:of (?:them|whom|those|these|which)\b|more\b|others?\b)", re.IGNORECASE)
WHOLE = re.compile(
    r"\s+(?:\w+\s+)?(?:out )?of\s+(?:(?:the|its|their|his|her|all|those|these|some|about)\s+)?(?:[\w'’-]+\s+)?",
    re.IGNORECASE,
)
# "318 dead in the At-Bashy district alone", "seven people from her municipality are dead": one place's share.
ALONE = re.compile(
    r"[^.;:,]{0,60}\b(?:in|from|at|near|of) (?:[\w'’-]+ ){1,5}alone\b|(?: [\w'’-]+){1,3} (?:in|from|of) (?:her|his|their|our|my|its) (?:own )?"
    rf"(?:{alternation(word_set('readings', 'kinds of place'))})\b",
    re.IGNORECASE,
)
VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|won|win|beat|passed|backed|approved|rejected)\b(?![^.]*\bfrom\b)", re.IGNORECASE
)
LONG_AGO = timedelta(days=45)


def role_of(doc: Any, text: str, number: Number, tokens: Any, previous: Number | None) -> FigureRole:
    """The part a number plays beside the numbers around it; `background` is decided by the dates."""
    before, after = text[max(0, number.start - 40) : number.start], text[number.last : number.last + 14]
    if EXCEPTION.search(before):
        return "exception"
    if re.search(
        r"\b(?:among|amongst|one of|some of|most of|many of|several of)\s+(?:the|its|their|those|these)\s+$",
        text[max(0, number.first - 40) : number.first],
        re.IGNORECASE,
    ):
        return "whole"  # "among the 33 dead"
    if previous is not None and WHOLE.fullmatch(text, previous.last, number.start):
        return "whole"
    if previous is not None and previous.unit and number.unit and text[previous.last : number.first] == " (":
        return "part"  # "6.4 million euros ($7.1 million)": the same again
    if (
        previous is not None
        and previous.unit == number.unit == "%"
        and text[previous.last : number.start] == " to "
        and VOTED.search(text[max(0, previous.start - 60) : previous.start])
    ):
        return "part"  # "by 51.4 percent to 48.6 percent": the other side's
    if re.search(r"\bfrom\s+$", before) and re.match(
        r"(?:\s[\w%]+)?\s+to\s", after + text[number.last + 14 : number.last + 24]
    ):
        return "background"  # "rose from 12 to 15"
    if PART_BEFORE.search(text[max(0, number.first - 40) : number.first]) or PART_AFTER.match(after):
        return "part"
    return "part" if ALONE.match(text, number.last) else "reading"


def is_one_groups(doc: Any, tokens: Any, measure: str) -> bool:
    """Whether those harmed are one group's only: "the choir's twelve dead"."""
    entry = read_lexicon("quantities").get(measure.removeprefix("feared "), {})
    if not entry.get("harm") and entry.get("course") != "stays":
        return False
    return tokens.start > 0 and doc[tokens.start - 1].tag_ in ("PRP$", "POS")


def was_said_before(verb: Any) -> bool:
    """Whether a number is only recalled as said earlier: "The minister had spoken of 64", "had put the toll at 19"."""
    if verb is None or verb.lemma_.lower() not in word_set("sizes", "put at") | word_set(
        "sizes", "taking up"
    ) | word_set("sizes", "saying"):
        return False
    own = any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)
    return own and verb.dep_ not in ("ccomp", "xcomp")


def is_background(
    doc: Any, tokens: Any, old: Sequence[tuple[int, int, bool]], new: Sequence[tuple[int, int]]
) -> bool:
    """Whether a number is told of a time long past; `old` and `new` are the characters of dates, `old` with "since" before it or not."""
    sent = doc[tokens.start].sent
    inside = [one for one in old if sent.start_char <= one[0] < sent.end_char]
    if not inside:
        return _of_what_was_dated_before(doc, sent, old, new)
    here = tokens.start_char
    chain = {token.i for token in (tokens.root, *tokens.root.ancestors)}
    for start, end, since in inside:
        dated = doc.char_span(start, end, alignment_mode="expand")
        if dated is not None and any(token.i in chain for token in dated):
            return True  # "since 1960, when a quake killed 12,000"
        if (
            dated is not None
            and end <= here
            and re.match(r",? (?:when|in which|as)\b", doc.text[end : end + 12])
        ):
            return True
        if since:
            continue  # "the deadliest since 1960" says when the present one is not
        over = dated.root if dated is not None else None
        anchor = (
            next((token for token in over.ancestors if token.pos_ in ("VERB", "AUX")), None)
            if over is not None
            else None
        )
        while (
            anchor is not None
            and anchor.i not in chain
            and anchor.dep_ == "conj"
            and end >= sent.end_char - 2
        ):
            anchor = anchor.head  # "Three died and 40 houses were lost in a fire in 2019"
        if (
            anchor is not None
            and anchor.i in chain
            and not any(_same_clause(doc, one, anchor) for one in new)
        ):
            return True
        if anchor is None and not any(sent.start_char <= one[0] < sent.end_char for one in new):
            return True  # in a line without a verb
    return False


def _of_what_was_dated_before(
    doc: Any, sent: Any, old: Sequence[tuple[int, int, bool]], new: Sequence[tuple[int, int]]
) -> bool:
    """Whether a sentence goes on about what the one before dates long ago: "… was last fought over in 1932. That war cost 860 lives."."""
    if sent[0].lower_ not in ("that", "it", "then") or sent.start == 0:
        return False
    before = doc[sent.start - 1].sent
    dated = any(before.start_char <= start < before.end_char and not since for start, _, since in old)
    return dated and not any(before.start_char <= start < sent.end_char for start, _ in new)


def _same_clause(doc: Any, span: tuple[int, int], anchor: Any) -> bool:
    dated = doc.char_span(*span, alignment_mode="expand")
    return dated is not None and any(token.i == anchor.i for token in dated.root.ancestors)


def long_ago(when: When, published: Interval | None) -> bool:
    """Whether a date certainly ends long before the report was published."""
    told = when.interval
    day = (published.first or published.last) if published else None
    if not told or not day:
        return False
    if told.last is None:
        return bool(told.first) and told.first < day - LONG_AGO
    return told.last < day - LONG_AGO
