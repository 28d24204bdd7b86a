"""What someone means to do: is considering, plans to, vowed to, agreed to, raised the prospect of, a request from."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import cluster, may_speak
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.unsaid import OPENERS
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import noun_of, words

VERIFYING = frozenset(("confirm", "verify", "determine", "establish", "ascertain"))


def find_intentions(view: View) -> Iterator[Found]:
    """Every verb or noun of intending with what is intended."""
    consider, plan, nouns = (
        words("intentions", "consider"),
        words("intentions", "plan"),
        words("intentions", "request nouns"),
    )
    for token, low, base in zip(view.tokens, view.low, view.bases):
        if base is None and low not in VERIFYING and noun_of(low) not in nouns:
            continue
        trying = (
            low in VERIFYING
            and token.dep_ == "xcomp"
            and token.tag_ == "VB"
            and token.head.lower_ in ("trying", "try", "tried", "tries", "working", "seeking")
        )
        if trying and not (view.quoted(token.i) and view.tokens[view.sentence(token.i)[0]].text == '"'):
            yield from _verify(view, token)
        if view.quoted(token.i):
            continue
        if token.pos_ in ("VERB", "AUX"):
            if base in consider:
                yield from _consider(view, token, base)
            if base in plan:
                yield from _plan(view, token, base)
            if base == "raise":
                yield from _prospect(view, token)
        elif token.pos_ == "NOUN" and noun_of(low) in nouns:
            yield from _request(view, token)


def _speaker(view: View, verb: Any):
    who = cluster(view, verb)
    if who is None or who.inverted or not may_speak(view, who) or who.speaker is None:
        return None
    if view.tokens[who.head].lower_ in ("i", "you"):
        return None
    return who


def _carried(who) -> str | None:
    return "the subject of the sentence goes on" if who.carried else None


def _consider(view: View, verb: Any, base: str) -> Iterator[Found]:
    """ "is considering sending", "are weighing options", "mull a response"."""
    if grammar.passive(verb):
        return
    obj = next((c for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp") and c.i > verb.i), None)
    ongoing = (
        verb.tag_ == "VBG"
        and any(
            c.lower_ in ("is", "are", "was", "were", "been", "'s", "'re", "be")
            for c in verb.children
            if c.dep_ == "aux"
        )
        or verb.tag_ in ("VBP", "VBZ")
        and (
            base in ("mull", "ponder", "contemplate")
            or view.title
            and base in ("consider", "weigh", "eye", "explore")
        )
    )
    if (
        obj is None
        or not ongoing
        or obj.left_edge.i <= verb.i
        or obj.lower_ in ("it", "them", "himself", "themselves", "itself")
        or any(c.dep_ == "oprd" for c in verb.children)
    ):
        return
    who = _speaker(view, verb)
    if who is not None:
        yield Found(
            "consider",
            "consider",
            "intention",
            ((obj.left_edge.i, min(obj.right_edge.i, view.end_of[verb.i])),),
            (verb.i, verb.i),
            who.speaker,
            who.head,
            base,
            grammar.negated(verb),
            _carried(who),
        )


def _plan(view: View, verb: Any, base: str) -> Iterator[Found]:
    """ "plans to build", "agreed to pay", "vowed to fight"."""
    if verb.tag_ not in ("VBZ", "VBP", "VBD", "VBN", "VBG") or grammar.passive(verb):
        return
    goal = next(
        (
            c
            for c in verb.children
            if c.dep_ == "xcomp" and c.i > verb.i and any(g.lower_ == "to" for g in c.children)
        ),
        None,
    )
    if (
        goal is None
        or verb.tag_ == "VBG"
        and not any(c.dep_ == "aux" for c in verb.children)
        and verb.dep_ not in ("advcl", "acl")
    ):
        return
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children):
        return
    asked = any(view.low[k] in OPENERS for k in range(verb.i + 1, min(goal.i + 2, view.end_of[verb.i]) + 1))
    if asked and (
        grammar.negated(verb)
        or base in ("decline", "refuse")
        and goal.lemma_.lower() in words("hedges", "left open")
    ):
        return  # "have not decided whether to", "declined to say when": left open, see unsaid
    if base in ("want", "wish", "mean", "seek", "hope", "decline", "refuse") and verb.dep_ not in (
        "ROOT",
        "conj",
        "ccomp",
    ):
        return
    if base in ("decline", "refuse") and (
        goal.lemma_.lower() in words("intentions", "silence")
        or goal.right_edge.i - goal.i < 2
        and goal.lemma_.lower() == "say"
        or any(c.dep_ == "auxpass" for c in goal.children)
    ):
        return  # "declined to comment", "declined to be named" say nothing of the matter
    who = _speaker(view, verb)
    if who is None:
        return
    last = view.end_of[verb.i]
    start = goal.left_edge.i
    for k in range(verb.i + 1, goal.i):
        if view.tokens[k].lower_ == "to":
            start = k - 1 if view.tokens[k - 1].lower_ == "not" else k
            break
    end = (
        clause_end(view, start, verb.i, last)
        if base in ("agree", "vow", "pledge", "promise", "swear")
        else min(goal.right_edge.i, last)
    )
    if (
        base in ("refuse", "decline")
        and any(c.dep_ == "dobj" and c.pos_ == "PRON" for c in goal.children)
        and end - goal.i < 3
    ):
        return  # "refused to produce them" says nothing by itself
    family = "refuse" if base in ("refuse", "decline") else "plan"
    yield Found(
        "plan",
        family,
        "intention",
        ((start, max(end, goal.i)),),
        (verb.i, verb.i),
        who.speaker,
        who.head,
        base,
        grammar.negated(verb),
        _carried(who),
    )


def _prospect(view: View, verb: Any) -> Iterator[Found]:
    """ "raised the prospect of supplying arms"."""
    obj = grammar.child(verb, "dobj")
    if obj is None or obj.lemma_.lower() not in words("intentions", "prospects") or obj.i < verb.i:
        return
    of = grammar.child(obj, "prep", "acl")
    who = _speaker(view, verb)
    if of is not None and of.right_edge.i > of.i and who is not None:
        start = of.i + 1 if of.dep_ == "prep" else of.left_edge.i
        end = min(of.right_edge.i, view.end_of[verb.i])
        for k in range(start, end):
            if view.tokens[k].lower_ == "in" and view.tokens[k + 1].lower_ == "response":
                end = k - 1
                break
        yield Found(
            "prospect",
            "consider",
            "intention",
            ((start, end),),
            (verb.i, obj.i),
            who.speaker,
            who.head,
            "raise",
            grammar.negated(verb),
            _carried(who),
        )


def _verify(view: View, verb: Any) -> Iterator[Found]:
    """ "is trying to confirm the reports": unconfirmed by the one who tries."""
    obj = grammar.child(verb, "dobj", "ccomp")
    noun, _ = grammar.subject(verb.head)
    if obj is None or obj.i < verb.i or noun is None or noun.i > verb.i or noun.pos_ not in grammar.NOMINAL:
        return
    speaker = grammar.phrase(noun, view.start_of[verb.i], verb.head.i - 1)
    end = min(max(obj.right_edge.i, verb.right_edge.i), view.end_of[verb.i])
    for k in range(obj.i + 1, end + 1):
        if view.tokens[k].text == "," and any(t.tag_ in grammar.FINITE for t in view.tokens[k : end + 1]):
            end = k - 1
            break
    yield Found(
        "verify",
        "verify",
        "attributed",
        ((obj.left_edge.i, end),),
        (verb.head.i, verb.i),
        speaker,
        noun.i,
        verb.lemma_.lower(),
        True,
    )


def _request(view: View, token: Any) -> Iterator[Found]:
    """ "a request from X for Y", "follows a request from X": what is asked for."""
    source = next(
        (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("from", "by") and c.i > token.i), None
    )
    noun = grammar.child(source, "pobj") if source is not None else None
    if noun is None or noun.pos_ not in grammar.NOMINAL or noun.ent_type_ in ("DATE", "TIME"):
        return
    who = grammar.phrase(noun, source.i + 1)
    for c in noun.children:
        if c.i > noun.i and c.dep_ == "prep" and c.lower_ in ("during", "in", "for", "to"):
            who = who[0], min(who[1], c.left_edge.i - 1)
    asked = next(
        (
            c
            for c in list(token.children) + list(noun.children)
            if c.dep_ in ("acl", "prep", "relcl")
            and c.lower_ not in ("from", "by", "of", "in", "during")
            and c.i > token.i
            and (c.lower_ == "for" or any(g.lower_ == "to" for g in c.children))
        ),
        None,
    )
    last = view.end_of[token.i]
    if asked is not None:
        start = asked.i + 1 if asked.lower_ == "for" else asked.left_edge.i
        yield Found(
            "request",
            "request",
            "attributed",
            ((start, min(asked.right_edge.i, last)),),
            (token.i, token.i),
            who,
            noun.i,
            token.lemma_.lower(),
        )
        return
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_.lower() in (
        "follow",
        "answer",
        "meet",
        "grant",
        "heed",
        "honor",
        "honour",
    ):
        subject = grammar.child(verb, "nsubj")
        if subject is not None:
            yield Found(
                "request",
                "request",
                "attributed",
                (grammar.phrase(subject, view.start_of[verb.i]),),
                (token.i, token.i),
                who,
                noun.i,
                token.lemma_.lower(),
            )
