"""Which mention a speaker's words name: their head, a name after a comma, the body a definite noun stands for."""

import re

from briefing.extract.claims import grammar
from briefing.extract.claims.index import Index
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import words
from briefing.model import Mention

# up to a name behind a comma: "an aid group, the Harbour Relief Society", "one protester, fisherman's wife Ann Roe"
SET_OFF = re.compile(
    r", (?:(?:[Tt]he )?|(?!(?:of|in|to|and|by|with|for|at|from|on)\b)(?:[a-z][\w'’-]* (?!(?:of|in|to|and|by|with|for|at|from|on)\b)){1,3})(?=[A-Z])"
)
CLOSES = re.compile(r"[,.;)\n]|\Z| [-–—] ")


def named_by(view: View, found: Found, inside: list[Mention], span) -> str | None:
    """The mention that is the head of the speaker's words, or that names it."""
    if not inside:
        return None
    head = view.tokens[found.head]
    at = view.passage.at(head.idx)
    size = span.end - span.start
    beside = beside_noun(view, inside, span)
    if beside:
        return beside[-1].refers  # "Another neighbour, Peter Wills"
    whole = [
        m
        for m in inside
        if m.span.end - m.span.start >= 0.75 * size
        and m.span.start <= at < m.span.end
        or m.span.start == span.start
        and m.span.end == span.end
    ]
    if whole:
        return max(whole, key=lambda m: m.span.end - m.span.start).refers
    covering = [m for m in inside if m.span.start <= at < m.span.end]
    if any(m.kind == "state" and _ends_a_name(view, m, found.speaker[0]) for m in covering):
        return None  # "Cancer Research UK" is not the state
    if covering:
        return max(covering, key=lambda m: (m.kind == "person", m.span.end - m.span.start)).refers
    by_token = {}
    for m in inside:
        start, _ = view.passage.char_span(m.span)
        token = view.doc.char_span(start, start + 1, alignment_mode="expand")
        if token is not None:
            by_token[token[0].i] = m
    lemma = head.lemma_.lower()
    state = _ruled_by(view, head, by_token)
    if state is not None:
        return state
    for c in head.children:  # "Yonhap news agency", "agency Yonhap", "lawmaker Lee Seong-kweun"
        for k, m in by_token.items():
            if c.left_edge.i <= k <= c.right_edge.i:
                if c.dep_ == "appos" and m.kind == "person" and (c.i == k or c.left_edge.i == k):
                    return m.refers
                if c.dep_ == "appos" and abs(c.i - head.i) <= 2 and view.tokens[head.i + 1].text != ",":
                    return m.refers
                hyphen = (
                    k + 1 < len(view.tokens) and view.tokens[k + 1].text == "-"
                )  # "the Hamas-run ministry"
                if (
                    c.dep_ in ("compound", "nmod", "amod")
                    and not hyphen
                    and (
                        lemma in words("voices", "bodies")
                        and m.kind in ("media", "organisation")
                        and m.reading == "name"
                        and view.tokens[found.speaker[0]].lower_ not in ("a", "an")
                        or lemma in words("voices", "rulers")
                        and m.kind == "state"
                    )
                ):
                    return m.refers
    if head.ent_type_ == "PERSON" or head.pos_ == "PROPN":
        persons = [
            m
            for m in inside
            if m.kind == "person"
            and view.passage.document.text[m.span.end : m.span.end + 2].lower()
            not in ("'s", "’s", "' ", "’ ")
        ]
        if len({m.refers for m in persons}) == 1 and persons[0].span.start <= at + 40:
            return (
                persons[0].refers if abs(persons[0].span.start - at) < 40 and head.pos_ == "PROPN" else None
            )
    return None


def _ruled_by(view: View, head, by_token: dict[int, Mention]) -> str | None:
    """The state of "the government of Timor-Leste", "the authorities in Oman"."""
    joint = grammar.child(head, "prep")
    noun = grammar.child(joint, "pobj") if joint is not None and joint.lower_ in ("of", "in") else None
    if noun is None or head.lemma_.lower() not in words("voices", "rulers"):
        return None
    named = [
        m for k, m in by_token.items() if noun.left_edge.i <= k <= noun.right_edge.i and m.kind == "state"
    ]
    return named[0].refers if len(named) == 1 else None


def set_off(view: View, found: Found, index: Index) -> str | None:
    """Who is named between commas right after a plain noun: "an aid group, the Harbour Relief Society, says"."""
    head, text = view.tokens[found.head], view.passage.document.text
    span = view.passage.words(*found.speaker)
    if (
        head.tag_ not in ("NN", "NNS")
        or index.within(span.start, span.end)
        and found.head != found.speaker[1]
    ):
        return None
    opening = SET_OFF.match(text, span.end)
    if opening is None:
        return None
    named = [
        m
        for m in index.within(opening.end(), opening.end() + 90)
        if m.span.start == opening.end()
        and not m.is_place
        and m.reading == "name"
        and m.kind in ("person", "organisation", "media")
    ]
    closed = [m for m in named if CLOSES.match(text, m.span.end)]
    fits = [m for m in closed if (m.kind == "person") == (head.lemma_.lower() in words("voices", "people"))]
    return fits[0].refers if fits else None


def beside_noun(view: View, inside: list[Mention], span) -> list[Mention]:
    """The people whose name ends a speaker's words after a comma: "One of them, blogger Tim Harwood"."""
    return [
        m
        for m in inside
        if m.kind == "person"
        and m.span.end == span.end
        and m.span.start > span.start
        and _after_comma(view.whole[view.passage.char_span(span)[0] : view.passage.char_span(m.span)[0]])
    ]


def _after_comma(words_: str) -> bool:
    """Whether only a title or an age parts a name from the comma before it: "Her sister, Mrs Joan Beale", "a resident, 61-year-old Nilda Abad"."""
    _, comma, between = words_.rpartition(", ")
    return (
        bool(comma)
        and len(between.split()) <= 3
        and not any(
            word.lower() in ("of", "for", "to", "and", "by", "with", "or", "from")
            or word.endswith(("'s", "s'"))
            for word in between.split()
        )
    )


def _ends_a_name(view: View, state: Mention, first: int) -> bool:
    """Whether a state's name is the last word of a longer name that no mention covers."""
    start, _ = view.passage.char_span(state.span)
    k = next((j for j in range(first, len(view.tokens)) if view.tokens[j].idx >= start), first)
    before = view.tokens[k - 1] if k > first else None
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.text[0].isupper()
        and before.whitespace_ != ""
    )


def joined(view: View, found: Found, index: Index) -> list[Mention]:
    """The actors of "The U.S., the union and Ann Roe", each by the word that stands for it, where no one mention covers them together."""
    head = view.tokens[found.head]
    heads = [
        head,
        *(
            c
            for c in head.conjuncts
            if found.speaker[0] <= c.i <= found.speaker[1] and c.pos_ in ("NOUN", "PROPN")
        ),
    ]
    if len(heads) < 2:
        return []
    out = []
    for one in heads:
        at = view.passage.at(one.idx)
        here = [
            m
            for m in index.within(view.passage.at(0), view.passage.block.span.end)
            if not m.is_place and m.span.start <= at < m.span.end
        ]
        longest = max(here, key=lambda m: m.span.end - m.span.start, default=None)
        if longest is not None and any(
            longest.span.start <= view.passage.at(o.idx) < longest.span.end for o in heads if o is not one
        ):
            return []  # "the U.S. and its allies": one group
        if longest is not None and longest.reading != "demonym":
            out.append(longest)
    return list({m.refers: m for m in out}.values())
