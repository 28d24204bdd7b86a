"""Votes told as a pair, "by 27 votes to 14", and what was voted on."""

from typing import Any

from briefing.lexicon import word_set

VOTES = ("votes for", "votes against", "abstentions")
LONGEST = 8  # tokens of what was voted on


def ballot_of(doc: Any, tokens: Any, verb: Any) -> str:
    """ "votes for" or "votes against" for a number of "passed by 27 votes to 14"; "" where it is none of such a pair."""
    first = (
        tokens.end + 2 < len(doc)
        and doc[tokens.end].lemma_ == "vote"
        and doc[tokens.end + 1].lower_ in ("to", "against")
        and doc[tokens.end + 2].like_num
    )
    second = (
        tokens.start > 2
        and doc[tokens.start - 1].lower_ in ("to", "against")
        and doc[tokens.start - 2].lemma_ == "vote"
        and doc[tokens.start - 3].like_num
    )
    if not (first or second):
        return ""
    over = next(
        (
            one
            for one in (verb, *(verb.ancestors if verb is not None else ()))
            if one is not None and _carries(one) is not None
        ),
        None,
    )
    if over is None:
        return ""
    return "votes for" if bool(first) == _carries(over) else "votes against"


def _carries(verb: Any) -> bool | None:
    """Whether a verb says that a motion is carried; None where it says neither that nor that it is lost."""
    if verb.lemma_.lower() in word_set("sizes", "carrying a vote"):
        return not any(child.dep_ == "neg" for child in verb.children)
    return False if verb.lemma_.lower() in word_set("sizes", "losing a vote") else None


def voted_on(doc: Any, tokens: Any, verb: Any) -> tuple[int, int] | None:
    """(first, last) token of what was voted on: in "voted for the treaty", "passed the budget by 27 votes to 14", or in the sentence before."""
    if verb is None:
        return None
    preps = [
        child
        for child in verb.subtree
        if child.dep_ == "prep" and child.lower_ in ("for", "against", "on", "of") and child.i > verb.i
    ]
    inside = [
        noun
        for prep in preps
        if prep.head == verb or prep.head.lower_ in ("favour", "favor")
        for noun in prep.children
        if noun.dep_ == "pobj"
    ]
    inside += [
        child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and _carries(verb) is not None
    ]
    sent = doc[tokens.start].sent
    if sent.start:
        root = doc[sent.start - 1].sent.root
        inside += [
            child
            for child in root.children
            if child.dep_ in ("dobj", "nsubjpass") and _carries(root) is not None
        ]
    noun = next(
        (
            one
            for one in inside
            if one.pos_ in ("NOUN", "PROPN")
            and one.lemma_ not in ("vote", "side")
            and one.ent_type_ != "DATE"
        ),
        None,
    )
    if noun is None:
        return None
    last = max(
        (
            token.i
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for token in child.subtree
        ),
        default=noun.i,
    )
    return (noun.left_edge.i, last) if last - noun.left_edge.i < LONGEST else (noun.left_edge.i, noun.i)
