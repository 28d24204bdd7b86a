"""What somebody goes on saying, puts out, blames or wants, as the object of a verb: "stands by its figure", "is sticking to that version", "wants a vote in July"."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.objects import object_of, with_tail, within_sentence
from briefing.extract.claims.view import View
from briefing.extract.claims.words import lists, words
from briefing.lexicon import read_lexicon


def upheld(view: View, verb: Any, base: str) -> tuple | None:
    """ "stands by its figure of 43", "stuck to that version": a number or an account somebody goes on giving."""
    joint = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("prep", "agent", "prt")
            and c.lower_ in read_lexicon("reporting")["upheld"][base]
            and c.i == verb.i + 1
        ),
        None,
    )
    noun = grammar.child(joint, "pobj") if joint is not None else None
    if (
        noun is None
        or grammar.negated(verb)
        or not (
            _number(noun)
            or noun.lemma_.lower()
            in lists("accounts", "counts", "voiced", "disputed") | words("voices", "papers")
        )
    ):
        return None
    return (
        "object",
        "say",
        (verb.i, joint.i),
        ((noun.left_edge.i, within_sentence(view, verb, noun.right_edge.i)),),
    )


def given(view: View, verb: Any, base: str) -> tuple | None:
    """ "gave a final figure of 47 dead", "has published a list with 51 names": a number somebody puts out."""
    obj = object_of(verb)
    if (
        obj is None
        or obj.lemma_.lower() not in lists("counts", "accounts") | words("voices", "papers")
        or obj.left_edge.i <= verb.i
        or grammar.negated(verb)
    ):
        return None
    if any(c.dep_ in ("acl", "relcl") for c in obj.children):
        return None  # "issued a statement calling the blast an attack"
    first, last = obj.left_edge.i, with_tail(view, verb, obj.right_edge.i)
    if not any(
        t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME") for t in view.tokens[first : last + 1]
    ):
        return None
    return "object", "say", (verb.i, verb.i), ((first, last),)


def blamed(view: View, verb: Any, base: str) -> tuple | None:
    """ "pointed the finger at a gang", "laid the blame on the crew": whom somebody holds to have done it."""
    obj = object_of(verb)
    at = next(
        (
            c
            for c in (*verb.children, *(obj.children if obj is not None else ()))
            if c.dep_ == "prep" and c.lower_ in ("at", "on", "with") and c.i > verb.i
        ),
        None,
    )
    noun = grammar.child(at, "pobj") if at is not None else None
    if (
        noun is None
        or obj is None
        or obj.lemma_.lower() not in lists("guilt")
        or noun.pos_ == "PRON"
        or grammar.negated(verb)
    ):
        return None
    return (
        "accuse",
        "accuse",
        (verb.i, at.i),
        ((noun.left_edge.i, within_sentence(view, verb, noun.right_edge.i)),),
    )


def wished(view: View, verb: Any, base: str) -> tuple | None:
    """ "wants a vote in July", "expect 15,000 people": a wish or an expectation of a thing."""
    obj = object_of(verb)
    if (
        obj is None
        or obj.pos_ != "NOUN"
        or obj.ent_type_ in ("PERSON", "DATE", "TIME")
        or obj.left_edge.i <= verb.i
    ):
        return None
    if (
        any(c.dep_ in ("xcomp", "ccomp") and c.i > verb.i for c in verb.children)
        or grammar.negated(verb)
        or not (_number(obj) or _due(verb, obj))
    ):
        return None
    end = max(
        [
            obj.right_edge.i,
            *(
                c.right_edge.i
                for c in verb.children
                if c.dep_ == "prep" and c.left_edge.i == obj.right_edge.i + 1
            ),
        ]
    )
    return (
        "object",
        "expect" if base == "expect" else "urge",
        (verb.i, verb.i),
        ((obj.left_edge.i, within_sentence(view, verb, end)),),
    )


def _number(noun: Any) -> bool:
    return any(t.pos_ == "NUM" and t.ent_type_ not in ("DATE", "TIME") for t in noun.subtree)


def _due(verb: Any, noun: Any) -> bool:
    """Whether a day stands with what is wished: "a vote in July", "the report by 15 September"."""
    return any(
        t.ent_type_ == "DATE"
        for c in (*verb.children, *noun.children)
        if c.dep_ == "prep" and c.i > noun.i
        for t in c.subtree
    )
