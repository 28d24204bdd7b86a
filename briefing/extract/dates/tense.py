"""Whether the words around a date point back or ahead of the report, from the parse."""

import re
from typing import Any

from briefing.lexicon import read_lexicon, word_set

AUXILIARIES_AHEAD = frozenset(
    {"will", "'ll", "shall", "may", "might", "could", "would", "can", "should", "must", "wo"}
)
SCHEDULED = frozenset({"schedule", "plan", "set", "slate", "expect", "book", "call"})
SPEECH = frozenset({"say", "tell", "report", "announce", "add", "state", "write", "warn", "confirm", "deny"})


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TOLD = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART"})
WORDS_TOLD = 12  # words of "a crowd outside the offices of the port in Tamar"


# "following Monday's debate", "in the aftermath of his Sunday evening fall", "since Friday".
BEHIND = re.compile(
    r"\b(?:after|following|since|wake of|aftermath of|earlier|late|response to)\s+(?:[\w.-]+(?:'s)?\s+){0,3}$",
    re.I,
)


# "must wait until after May's elections".
AHEAD = re.compile(r"\b(?:until|till) after\s+(?:[\w.-]+(?:'s)?\s+){0,3}$", re.I)


def way_of(doc: Any, text: str, start: int, end: int) -> str | None:
    """`past`, `future`, `present` ("meets Friday") or None (cannot tell) for characters start:end of a parsed text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    first, last = span.start, span.end - 1
    lexicon = read_lexicon("dates")
    before = doc[first - 1].lower_ if first else ""
    if before in ("the", "this") and first > 1:
        before = doc[first - 2].lower_
    if before == "of" and first > 1 and doc[first - 2].lower_ == "as":
        return "past"  # "as of February"
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if AHEAD.search(text[max(0, start - 40) : start]):
        return "future"
    if BEHIND.search(text[max(0, start - 40) : start]):
        return "past"
    if _day_of_saying(doc, first, last):
        return "past"
    verb = _verb_over(span.root)
    tense = _tense(verb) if verb is not None else None
    if tense != "past" and (
        after == "'s"
        or span.root.dep_ in ("compound", "nmod", "poss", "npadvmod")
        and span.root.head.pos_ in ("NOUN", "PROPN")
        and span.root.head.i > last
    ):
        # "during Monday's debate": told, unless its own verb says will
        will = (
            verb is not None
            and any(
                child.lower_ in ("will", "'ll", "would", "wo") and child.dep_ == "aux"
                for child in verb.children
            )
            and verb.i - first < 12
        )
        meant = (
            verb is not None
            and verb.head.i != verb.i
            and verb.head.lemma_ in word_set("dates", "plan words")
            and verb.head.tag_ != "VBD"
            and tense == "future"
        )
        tense = tense if will or meant else None  # "voters expect her to win Monday's debate"
    if before in lexicon["ahead words"] or after in lexicon["ahead nouns"]:
        # "by Sunday", "until Friday"; but "before Tuesday's vote, he said" and "from Monday's close, fell" are told
        if not (
            before in ("before", "from", "through", "until", "till", "by")
            and tense == "past"
            and verb is not None
            and verb.lemma_ not in word_set("dates", "plan words")
            and (before == "from" or after == "'s")
        ):
            return "future"
    return tense


def _day_of_saying(doc: Any, first: int, last: int) -> bool:
    """Whether tokens first..last tell when something was said, before the clause that is said: "told reporters on Monday he would go"."""
    k = first - 1
    while k >= 0 and (doc[k].pos_ in ("ADP", "ADV") or doc[k].lower_ in ("late", "early", "last", "this")):
        k -= 1
    steps = 0
    while (
        k > 0 and steps < WORDS_TOLD and doc[k].tag_ not in FINITE and doc[k].pos_ in TOLD
    ):  # who was told, and where
        k, steps = k - 1, steps + 1
    if (
        k < 0
        or doc[k].tag_ != "VBD"
        and not (doc[k].tag_ == "VBN" and any(child.lemma_ == "have" for child in doc[k].children))
    ):
        return False
    if doc[k].lemma_.lower() not in word_set("reporting", "say") | word_set("reporting", "tell"):
        return False
    if (
        doc[k].lemma_.lower() not in word_set("reporting", "tell")
        and k + 1 < first
        and doc[k + 1].pos_ not in ("ADP", "ADV", "ADJ")
    ):
        return False  # "announced a strike on Monday": the object has the day
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is None or following.is_punct or following.lower_ == "'s" or following.tag_ in FINITE:
        return False  # "said Monday would be a holiday"
    clause = next(
        (token for token in doc[last + 1 : last + 16] if token.tag_ in FINITE or token.is_punct), None
    )
    return clause is not None and not clause.is_punct


def _verb_over(token: Any) -> Any:
    """The nearest verb above a token, or None."""
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _tense(verb: Any, depth: int = 0) -> str | None:
    """The direction of a verb: its own auxiliaries, else, for infinitives and participles, the verb above it."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    plans = word_set("dates", "plan words")
    if any(word in AUXILIARIES_AHEAD for word in helpers):
        if "have" in helpers and not any(word in ("will", "'ll", "shall", "wo") for word in helpers):
            return "past"  # "may have joined"
        return "future"
    if verb.tag_ == "VBD" or any(
        word in ("has", "have", "had", "was", "were", "'ve", "'d", "did") for word in helpers
    ):
        if (
            "to" in helpers
            or verb.lemma_ in SCHEDULED
            and verb.tag_ == "VBN"
            and "been" in helpers
            and "had" not in helpers
        ):
            return "future"  # "a July 8 inquest has been scheduled"
        return "past"
    if "to" in helpers:
        above = verb.head
        if (
            above.i == verb.i
            or depth > 3
            or verb.dep_ in ("relcl", "acl")
            and above.pos_ in ("NOUN", "PROPN")
        ):
            return "future"  # "another match to be played on October 14"
        if above.lemma_ in plans or above.pos_ in ("NOUN", "PROPN", "ADJ") and above.lemma_.lower() in plans:
            return "future"
        if above.lemma_ in ("be", "have", "go", "look"):
            return "future" if above.tag_ in ("VBZ", "VBP", "VBG") else None
        verb_above = above if above.pos_ in ("VERB", "AUX") else _verb_over(above)
        return (
            _tense(verb_above, depth + 1) if verb_above is not None and verb_above.i != verb.i else "future"
        )
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and not helpers and verb.lemma_ not in plans:
        return "past"  # "plans announced in January"
    if verb.tag_ in ("VBG", "VBN") and depth < 4:
        if verb.tag_ == "VBG" and any(word in ("is", "are", "'s", "'re", "am", "be") for word in helpers):
            return "future" if verb.lemma_ not in SPEECH else None  # "is meeting Putin on Friday"
        if verb.tag_ == "VBN" and any(word in ("is", "are", "'s", "'re") for word in helpers):
            return "future" if verb.lemma_ in plans else "past"  # "is scheduled for Friday"
        if verb.tag_ == "VBN" and verb.lemma_ in plans:
            return "future"  # "talks scheduled for Friday"
        above = verb.head
        if above.i != verb.i:
            over = above if above.pos_ in ("VERB", "AUX") else _verb_over(above)
            if over is not None and over.i != verb.i:
                return _tense(over, depth + 1)
    if (
        verb.tag_ in ("VBZ", "VBP")
        and verb.dep_ == "advcl"
        and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in ("after", "before", "when", "once", "until")
            for child in verb.children
        )
    ):
        return (
            _tense(verb.head, depth + 1)
            if depth < 4 and verb.head.i != verb.i and verb.head.pos_ in ("VERB", "AUX")
            else None
        )  # "will leave after it closes in May"
    if (
        verb.lemma_ == "be"
        and verb.tag_ in ("VBZ", "VBP")
        and any(child.dep_ in ("acomp", "attr") and child.lower_ in plans for child in verb.children)
    ):
        return "future"  # "is due in Oslo on Thursday"
    if verb.tag_ in ("VBZ", "VBP"):
        return (
            "present" if verb.lemma_ not in SPEECH and verb.lemma_ != "be" else None
        )  # "meets the union on Friday"
    return None
