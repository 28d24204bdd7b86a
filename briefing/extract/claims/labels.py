"""What somebody calls a person or a thing: "called the plan a trick", "calls him a fantasist", "dismissed what he called “panic”"."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.doubts import refuted
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.objects import with_tail, within_sentence
from briefing.extract.claims.view import View


def label(view: View, verb: Any, base: str) -> tuple | None:
    """ "called X Y", "so-called" excluded; "what he called Y": Y alone."""
    if base in ("consider", "find", "think", "term", "style") and not any(
        c.dep_ in ("oprd",) for c in verb.children
    ):
        return None
    second = next((c for c in reversed(list(verb.children)) if c.dep_ == "oprd" and c.i > verb.i), None)
    obj = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    last = view.end_of[verb.i]
    what = any(c.tag_ in ("WP", "WDT") and c.i < verb.i for c in verb.children)
    if second is not None:
        first = obj.left_edge.i if obj is not None and obj.i < second.i else verb.i + 1
        end = with_tail(view, verb, second.right_edge.i)
    elif (
        clause is not None
        and base in ("call", "deem", "declare", "label", "brand", "dub")
        and view.tokens[verb.i + 1].lower_ not in ("that", "for", "on", "upon")
    ):
        first, end = clause.left_edge.i, clause.right_edge.i
        if clause.tag_ in grammar.FINITE:
            return None
    elif what and obj is not None:
        first, end = obj.left_edge.i, obj.right_edge.i
    elif (
        base in ("call", "label", "dub", "brand")
        and obj is not None
        and obj.right_edge.i < last
        and (
            view.tokens[obj.right_edge.i + 1].pos_ in ("DET", "ADJ", "NOUN")
            or obj.right_edge.i + 1 in view.places.by_opener
        )
    ):
        first, end = obj.left_edge.i, clause_end(view, obj.i + 1, verb.i, last)
    elif (
        base == "call"
        and obj is not None
        and view.low[verb.i + 1] in ("this", "that", "it")
        and obj.left_edge.i == verb.i + 1 < obj.i
        and refuted(view.text((obj.left_edge.i, obj.i)).lower(), "belittled")
    ):
        first, end = verb.i + 1, obj.right_edge.i  # "called this nonsense"
    elif base in ("call", "label", "dub", "brand") and _quote_within(view, verb, last):
        first, end = verb.i + 1, _quote_within(view, verb, last)
    else:
        return None
    if first <= verb.i:
        return None
    quotation = view.places.inside(end) or view.places.by_opener.get(end)
    if quotation is not None and quotation.closer is not None:
        end = max(end, quotation.closer)
    following = view.places.by_opener.get(end + 1)
    if following is not None and following.closer is not None:
        end = following.closer
    return "call", "describe", (verb.i, verb.i), ((first, within_sentence(view, verb, end)),)


def _quote_within(view: View, verb: Any, last: int) -> int | None:
    """The end of the quotation that stands a few words after "called"."""
    for k in range(verb.i + 1, min(verb.i + 9, last) + 1):
        quotation = view.places.by_opener.get(k)
        if quotation is not None:
            return quotation.closer
        if (
            view.tokens[k].text in (",", ".", ":")
            or view.tokens[k].tag_ in grammar.FINITE
            or view.tokens[k].lower_ in ("for", "on", "in", "at")
        ):
            return None
    return None
