"""Counts that say whose they are: "the council's last figure is 19,000", "by the council's count"."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import lists


def own_count(view: View, noun: Any) -> Iterator[Found]:
    """ "The council's last figure is 19,000", "Seven people have died, by the council's count"."""
    owner, (first, last) = grammar.child(noun, "poss"), view.sentence(noun.i)
    if owner is None or owner.pos_ == "PRON" or owner.i < first or not can_speak(view, owner):
        return
    who = grammar.phrase(owner, first, noun.i - 1)
    who = who[0], max(owner.i, who[1] - (view.tokens[who[1]].tag_ == "POS"))
    start = who[1] + 1 + (view.tokens[who[1] + 1].tag_ == "POS")
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be" and noun.lower_ in lists("counts"):
        told = next((c for c in verb.children if c.dep_ in ("attr", "acomp") and c.i > verb.i), None)
        if told is not None and any(t.pos_ == "NUM" for t in told.subtree) and start <= noun.i:
            yield Found(
                "own count",
                "say",
                "attributed",
                ((start, min(told.right_edge.i, last)),),
                (noun.i, noun.i),
                who,
                owner.i,
                "count",
            )
    elif noun.dep_ == "pobj" and verb.lower_ == "by" and noun.lower_ in lists("reckoned"):
        end = noun.right_edge.i
        if end >= last - 1 and view.low[verb.i - 1] == ",":
            yield Found(
                "according to",
                "say",
                "attributed",
                ((first, verb.i - 2),),
                (verb.i, noun.i),
                who,
                owner.i,
                "accord",
            )
        elif verb.i == first and end + 2 < last and view.low[end + 1] == ",":
            yield Found(
                "according to",
                "say",
                "attributed",
                ((end + 2, clause_end(view, end + 2, noun.i, last)),),
                (verb.i, noun.i),
                who,
                owner.i,
                "accord",
            )
