"""The indirect clause after a cue: where it starts, with or without "that", past the dates that belong to the cue."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import NO_SPEAKER, Cluster
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.words import STATEMENT, lists

LIGHT = frozenset(
    """say tell add note write report claim state argue insist explain warn tweet reply respond continue announce declare remark comment
recall observe conclude joke quip ask acknowledge admit concede suggest stress emphasize emphasise""".split()
)
IF = frozenset(
    "ask wonder question determine clarify specify inquire enquire disclose reveal confirm doubt".split()
)
BEFORE_CLAUSE = frozenset(("that", "whether", "if", "how", "why", "what", "when", "where", "who", "which"))


def that_clause(view: View, verb: Any, right: int, last: int) -> int | None:
    """The token of the "that" that opens the clause of a cue: "said on Friday in a statement that"."""
    doc = view.tokens
    if right + 2 < last and doc[right + 1].text == "," and doc[right + 2].lower_ in ("citing", "quoting"):
        # "reports, citing Radio Shkodra, which quotes an officer, that …"
        return next(
            (
                k
                for k in range(right + 4, min(right + 40, last))
                if doc[k].lower_ == "that" and doc[k - 1].text == ","
            ),
            None,
        )
    for k in range(right + 1, min(right + 16, last) + 1):
        token = doc[k]
        if token.lower_ in ("so", "such"):
            return None  # "tells so many lies that …"
        if token.lower_ == "that" and token.dep_ in (
            "mark",
            "det",
            "nsubj",
            "dobj",
            "advmod",
            "pobj",
            "nsubjpass",
        ):
            clause = token.head
            if (
                token.dep_ == "mark"
                and clause.dep_ in ("acl", "relcl", "ccomp")
                and clause.head.i > right
                and clause.head.dep_ in grammar.SUBJECTS
                and clause.head.head.i > clause.i
            ):
                return None  # "said the claim that she had lied was wrong"
            if token.dep_ == "mark" and (
                clause.head.i == verb.i
                or clause.i == verb.i
                or clause.head.lemma_.lower() in STATEMENT
                or clause.head.i < verb.i
                or not any(c.dep_ == "dobj" and verb.i < c.i < k for c in verb.children)
                or verb.lemma_.lower() in lists("tell")
            ):
                return k
            if token.dep_ == "mark":
                return None
            if token.dep_ == "det" and token.head.i > k and doc[k - 1].i == verb.i:
                return None
            if doc[k - 1].lemma_.lower() in STATEMENT or doc[k - 1].ent_type_ in ("DATE", "TIME"):
                return k
        if token.lower_ == "but" and doc[k - 1].text == ",":
            return None  # "it had reported the flaw, but that nobody replied"
        if (
            token.i in view.marks
            or token.text in (".", ";")
            or token.tag_ in grammar.FINITE
            or token.tag_ == "VBG"
            and view.bases[k] is not None
            and doc[k - 1].text == ","
        ):
            return None  # "disagreed, insisting that": the clause is the nearer word's
    return None


def indirect_clause(
    view: View, verb: Any, base: str, who: Cluster, last: int, thinking: bool
) -> tuple[list[Range], str]:
    """An indirect clause after the cue."""
    doc = view.tokens
    right = who.right
    if right < last and doc[right + 1].text == ":" and base not in LIGHT:
        return [], ""  # "Lund disagreed: the balance sheet, she argues, …"
    that = that_clause(view, verb, right, last)
    start = that + 1 if that is not None else None
    if start is not None and start <= last and doc[start].tag_ in grammar.FINITE:
        start = that  # "said that was unlikely"
    inner = None
    if start is None:
        for c in verb.children:
            if (
                c.dep_ == "ccomp"
                and c.i > right
                and not (
                    c.tag_ in ("VB", "VBG", "VBN")
                    and not any(g.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "csubj") for g in c.children)
                )
            ):
                inner = c
                break
        if inner is not None:
            start = max(inner.left_edge.i, right + 1)
            if any(doc[j].lower_ in ("so", "such") for j in range(right + 1, start)):
                return [], ""  # "tells so many lies that …"
            paper = base in lists("show") and view.tokens[who.head].lemma_.lower() in lists(
                "paper"
            )  # "Records show the firm paid"
            if thinking and start > right + 4 or base in lists("needs that") and not paper:
                return [], ""
            infinitive = inner.tag_ == "VB" and any(
                g.lower_ == "to" for g in inner.children if g.dep_ == "aux"
            )
            if infinitive and not (
                base == "expect"
                and any(g.dep_ in ("nsubj", "nsubjpass") and g.i > right for g in inner.children)
            ):
                return [], ""  # but "Analysts expect the firm to cut its dividend"
            if doc[start].lower_ == "that" and not (start < last and doc[start + 1].tag_ in grammar.FINITE):
                start += 1
            if doc[start].lower_ == "if" and not (base in IF or grammar.negated(verb)):
                return [], ""  # "warned of “a real risk” if nothing is done"
        elif base in LIGHT and not thinking and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            start = _bare_clause(view, verb, right, last, base)
    if (
        start is None
        and base in LIGHT
        and right + 2 < last
        and doc[right + 1].lower_ in ("when", "where", "how", "why", "whether", "what", "who", "if")
    ):
        start = right + 1  # "have not said when they would …"
    if start is None or start >= last:
        return [], ""
    if (
        that is None
        and start > right + 1
        and base != "tell"
        and doc[right + 1].pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
        and doc[right + 1].ent_type_ not in ("DATE", "TIME")
        and doc[start - 1].text not in (",", ":")
    ):
        start = right + 1  # the clause starts right after the cue, whatever the parse says
    start = _past_dates(view, start, last)
    end = clause_end(view, start, verb.i, last)
    inside = view.places.inside(verb.i)
    if inside is not None:
        end = min(end, inside.last)
    else:
        open_ = view.places.inside(end)
        if open_ is not None and open_.last > end and open_.first >= start:
            end = open_.closer or open_.last  # 'said that "they hit him. Twice."'
    if end - start < 1:
        return [], ""
    parts = [(start, end)]
    return parts, "clause after"


def _past_dates(view: View, start: int, last: int) -> int:
    """The start of a clause after a date that belongs to the cue: "said on Friday they had …"."""
    doc, k = view.tokens, start
    if doc[k].lower_ in ("on", "in", "late", "early", "earlier", "last"):
        k += 1
    while k < last and (doc[k].ent_type_ in ("DATE", "TIME") or doc[k].lower_ in DAYS):
        k += 1
    if (
        k > start
        and k < last
        and (doc[k - 1].ent_type_ in ("DATE", "TIME") or doc[k - 1].lower_ in DAYS)
        and doc[k].pos_ in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
        and doc[k].dep_ != "pobj"
        and grammar.has_finite(doc, k, last)
    ):
        return k
    return start


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())


def _bare_clause(view: View, verb: Any, right: int, last: int, base: str) -> int | None:
    """Where the parse gives no clause, one that plainly follows: "said the bridge was closed"."""
    doc = view.tokens
    k = right + 1
    if base == "tell":
        obj = grammar.child(verb, "dobj", "dative")
        if obj is None:
            return None
        k = max(k, obj.right_edge.i + 1)
        if any(doc[j].lower_ in ("so", "such") for j in range(right + 1, k)):
            return None
    if k >= last:
        return None
    token = doc[k]
    if token.lower_ in (
        "on",
        "last",
        "earlier",
        "late",
        "early",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
    ):
        while k < last and (doc[k].ent_type_ in ("DATE", "TIME") or doc[k].lower_ in ("on", "in")):
            k += 1
        token = doc[k]
    while (
        token.pos_ == "ADP"
        and token.dep_ == "prep"
        and token.right_edge.i < last - 2
        and not grammar.has_finite(doc, k, token.right_edge.i)
    ):
        k = token.right_edge.i + 1  # "said after the convention he would …"
        token = doc[k]
    if token.pos_ not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") or grammar.small(
        token
    ) in NO_SPEAKER - {"there", "this", "that", "these", "those", "it's", "i", "you", "one"}:
        return None
    for j in range(k + 1, min(last, k + 25) + 1):
        if doc[j].tag_ in grammar.FINITE:
            return k
        if doc[j].text in (",", ";", ":"):
            return None
    return None
