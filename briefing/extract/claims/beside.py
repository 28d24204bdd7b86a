"""Sources named beside a clause without a verb of saying: "in Berg's account …", "…, if you ask the mayor", "…, if the radio is to be believed"."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import lists

ANYBODY = ("you", "one", "we")


def find_beside(view: View) -> Iterator[Found]:
    """Every clause with such a source before or behind it."""
    for token in view.tokens:
        if token.lower_ == "if":
            yield from _if_asked(view, token)
        elif token.lower_ in ("in", "by", "on") and token.i == view.start_of[token.i]:
            yield from _in_the_account(view, token)


def _if_asked(view: View, mark: Any) -> Iterator[Found]:
    """ "if you ask X", "if one believes X", "if you listen to X", "if X is to be believed"."""
    doc, (first, last) = view.tokens, view.sentence(mark.i)
    noun, end = None, last
    if (
        mark.i + 3 <= last
        and view.low[mark.i + 1] in ANYBODY
        and view.tokens[mark.i + 2].lemma_.lower() in lists("asked")
    ):
        verb = doc[mark.i + 2]
        to = grammar.child(verb, "prep") if verb.lower_ == "listen" else None
        noun = grammar.child(verb, "dobj", "dative") if to is None else grammar.child(to, "pobj")
    else:
        at = next(
            (
                k
                for k in range(mark.i + 2, min(mark.i + 9, last - 1))
                if view.low[k + 1 : k + 3] == ["to", "be"]
            ),
            None,
        )
        if (
            at is not None
            and view.low[at] in ("is", "are")
            and view.low[at + 3 : at + 4] in (["believed"], ["trusted"])
        ):
            noun = next((c for c in doc[at].children if c.dep_ == "nsubj"), None) or next(
                (c for c in doc[at + 3].children if c.dep_.startswith("nsubj")), None
            )
            end = at + 3
    if noun is None or end == last and not can_speak(view, noun, papers=True):
        return
    who = grammar.phrase(noun, mark.i + 1, end)
    told = _beside(view, mark.i, max(end if end < last else who[1], who[1]), first, last)
    if told is not None:
        yield Found("according to", "say", "attributed", (told,), (mark.i, mark.i), who, noun.i, "accord")


def _beside(view: View, left: int, right: int, first: int, last: int) -> Range | None:
    """What is told before a source behind a comma, or after one that opens the sentence."""
    if left - 2 > first and view.low[left - 1] == ",":
        return first, left - 2
    if left == first and right + 2 < last and view.low[right + 1] == ",":
        return right + 2, clause_end(view, right + 2, right, last)
    return None


def _in_the_account(view: View, mark: Any) -> Iterator[Found]:
    """ "In Berg's account she had telephoned first", "By her telling the two had been talking since April"."""
    noun, last = grammar.child(mark, "pobj", "pcomp"), view.end_of[mark.i]
    owner = grammar.child(noun, "poss") if noun is not None and noun.lower_ in lists("tellings") else None
    if (
        owner is None
        or noun.i - mark.i > 8
        or noun.right_edge.i != noun.i
        or not can_speak(view, owner)
        or owner.lower_ == "its"
    ):
        return
    start = noun.i + 1 + (view.low[noun.i + 1 : noun.i + 2] == [","])
    if start < last and grammar.has_finite(view.tokens, start, last):
        who = grammar.phrase(owner, mark.i + 1, noun.i - 1)
        who = who[0], max(owner.i, who[1] - (view.tokens[who[1]].tag_ == "POS"))
        yield Found(
            "according to",
            "say",
            "attributed",
            ((start, clause_end(view, start, noun.i, last)),),
            (mark.i, noun.i),
            who,
            owner.i,
            "accord",
        )
