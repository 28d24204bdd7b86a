"""Verdicts and requests: accuse X of, describe X as, call X Y, urge X to, deny / confirm / condemn + noun, warn of, express concern over."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import cluster, is_voice, may_speak
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.labels import label
from briefing.extract.claims.objects import (
    account,
    counted,
    counted_anew,
    decreed,
    object_of,
    object_said,
    put_at,
    refused,
    voice,
    with_particle,
    with_tail,
    within_sentence,
)
from briefing.extract.claims.upheld import blamed, given, upheld, wished
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import lists
from briefing.lexicon import read_lexicon


def find_judgements(view: View) -> Iterator[Found]:
    """Every verb with an object that is itself what is said."""
    for token, base in zip(view.tokens, view.bases):
        if (
            base is not None
            and (token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBD", "VBZ") or _mistaken(view, token))
            and not grammar.passive(token)
        ):
            if view.quoted(token.i) and base not in ("share", "express"):
                continue
            yield from _judgement(view, token, base)


def _mistaken(view: View, token: Any) -> bool:
    """A participle the tagger takes for a noun: "…, and warning of “countermeasures”"."""
    return (
        token.lower_ in ("warning", "calling", "voicing", "demanding")
        and token.i > view.start_of[token.i] + 2
        and token.i < view.end_of[token.i]
        and view.tokens[token.i - 1].lower_ in ("and", ",", "but")
        and view.tokens[token.i + 1].lower_ in ("of", "for", "that", "against")
    )


def _judgement(view: View, verb: Any, base: str) -> Iterator[Found]:
    found = None
    for name, construction in CONSTRUCTIONS:
        if base in name():
            found = construction(view, verb, base)
            if found is not None:
                break
    if found is None:
        return
    rule, family, cue, content = found
    if not _asserted(verb):
        return
    who = cluster(view, verb)
    if who is None or who.inverted or not may_speak(view, who):
        return
    if view.tokens[who.head].lower_ == "i" or not is_voice(
        view, who, papers=rule in ("urge", "call", "describe", "about", "voice") and not who.carried
    ):
        return
    parts = tuple(part for part in content if part[1] >= part[0])
    if parts:
        yield Found(
            rule,
            family,
            "attributed",
            parts,
            cue,
            who.speaker,
            who.head,
            base,
            grammar.negated(verb),
            "the subject of the sentence goes on speaking" if who.carried else None,
        )


def _asserted(verb: Any) -> bool:
    """Whether it took place: no bare infinitive, no modal."""
    if verb.tag_ == "VB":
        return (
            any(c.lower_ in ("did", "does", "do", "will") for c in verb.children if c.dep_ == "aux")
            or verb.dep_ == "xcomp"
            and verb.head.lemma_.lower() in ("go", "continue", "try", "come")
        )
    return True


def _accuse(view: View, verb: Any, base: str) -> tuple | None:
    """ "accused X of Y", "blamed X for Y", "praised X for Y"."""
    obj = object_of(verb)
    if obj is None:
        return None
    if any(c.lower_ == "no" for c in obj.children) or obj.lower_ in ("nobody", "none"):
        return None  # "the inquiry blamed no one"
    of = ("for",) if base == "blame" else ("of", "for")  # "blamed a gang of thieves": whom, and not what for
    joint = next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ in (*of, "on") and c.i > obj.i), None
    ) or next((c for c in obj.children if c.dep_ == "prep" and c.lower_ in of), None)
    if joint is not None and any(c.ent_type_ in ("DATE", "TIME") for c in joint.children):
        return None  # "attacks the council for a third day"
    if joint is None and base == "blame" and obj.pos_ != "PRON" and obj.left_edge.i > verb.i:
        return (
            "accuse",
            "accuse",
            (verb.i, verb.i),
            ((obj.left_edge.i, within_sentence(view, verb, obj.right_edge.i)),),
        )
    if joint is None or base not in ("accuse", "suspect", "blame") and joint.lower_ != "for":
        return None
    first = obj.left_edge.i
    end = (
        clause_end(view, first, verb.i, view.end_of[verb.i])
        if base in ("accuse", "blame")
        else within_sentence(view, verb, joint.right_edge.i)
    )
    return "accuse", "accuse", (verb.i, verb.i), ((first, max(end, joint.i + 1)),)


def _describe(view: View, verb: Any, base: str) -> tuple | None:
    """ "described X as Y"; in "what he described as Y", Y alone is said."""
    as_ = next(
        (
            c
            for c in verb.children
            if c.dep_ in ("prep", "mark", "advcl", "dative") and c.lower_ == "as" and c.i > verb.i
        ),
        None,
    )
    if as_ is None:
        obj = object_of(verb)
        as_ = (
            next((c for c in obj.children if c.dep_ == "prep" and c.lower_ == "as"), None)
            if obj is not None
            else None
        )
    if as_ is None or as_.i + 1 > view.end_of[verb.i]:
        return None
    obj = object_of(verb)
    end = max(as_.right_edge.i, as_.i + 1)
    head = as_.head
    if end <= as_.i + 1 and head is not verb:
        end = max(end, head.right_edge.i)
    end = within_sentence(view, verb, end)
    quotation = view.places.by_opener.get(as_.i + 1)
    if quotation is not None and quotation.closer is not None:
        end = max(end, quotation.closer)
    if obj is not None and obj.left_edge.i > verb.i and obj.i < as_.i:
        return "describe", "describe", (verb.i, verb.i), ((obj.left_edge.i, end),)
    if (
        verb.dep_ == "relcl"
        and verb.head.i < verb.i
        and verb.head.pos_ in ("NOUN", "PROPN")
        and not any(c.tag_ == "WP" and c.lower_ == "what" for c in verb.children)
    ):
        edge = verb.left_edge.i - 1  # "an explosion that the mayor described as “deliberate”"
        noun = verb.head
        first = noun.left_edge.i
        if first <= edge:
            return (
                "describe",
                "describe",
                (verb.i, verb.i),
                ((first, max(noun.i, min(edge, noun.i + 8))), (as_.i + 1, end)),
            )
    if as_.i == verb.i + 1 or any(c.tag_ in ("WP", "WDT") for c in verb.children):
        return "describe", "describe", (verb.i, verb.i), ((as_.i + 1, end),)
    return None


def _urge(view: View, verb: Any, base: str) -> tuple | None:
    """ "urged X to talk", "called on X to …", "asked that …": the object belongs to what is said."""
    if base in ("want", "expect", "require", "direct", "invite", "lobby", "command", "press"):
        return None
    last = view.end_of[verb.i]
    for c in verb.children:
        if c.i <= verb.i or c.dep_ not in ("xcomp", "ccomp", "advcl", "relcl"):
            continue
        to = next((g for g in c.children if g.dep_ == "aux" and g.lower_ == "to"), None)
        if to is None or c.tag_ not in ("VB",):
            continue
        obj = next((g for g in verb.children if g.dep_ in ("dobj", "dative") and verb.i < g.i < c.i), None)
        inner = next((g for g in c.children if g.dep_ in ("nsubj", "nsubjpass")), None)
        if obj is None and inner is None and base not in ("ask", "plead", "beg", "petition"):
            continue
        first = obj.left_edge.i if obj is not None else inner.left_edge.i if inner is not None else to.i
        if base in ("warn", "tell", "ask", "order", "instruct", "remind", "caution", "dare"):
            first = to.i  # who is told is no part of what is said
        if first == to.i and view.tokens[first - 1].lower_ in ("not", "never"):
            first -= 1  # "warned residents not to return"
        if first <= verb.i:
            continue
        return "urge", "urge", (verb.i, verb.i), ((first, clause_end(view, first, verb.i, last)),)
    return None


def _call_on(view: View, verb: Any, base: str) -> tuple | None:
    """ "called on X to …", "appealed to X to …"."""
    if base not in ("call", "appeal"):
        return None
    doc, last = view.tokens, view.end_of[verb.i]
    for k in range(verb.i + 1, min(verb.i + 5, last)):
        if doc[k].lower_ in (("on", "upon") if base == "call" else ("to",)) and doc[k].dep_ in (
            "prep",
            "prt",
            "dative",
        ):
            if base == "call" and not any(
                doc[j].lower_ in ("to", "for") for j in range(k + 1, min(k + 18, last))
            ):
                return None
            end = clause_end(view, k + 1, verb.i, last)
            return "call on", "urge", (verb.i, k), ((k + 1, end),)
        if (
            doc[k].pos_ not in ("ADV", "PROPN", "NOUN")
            or doc[k].ent_type_ not in ("DATE", "TIME")
            and doc[k].pos_ != "ADV"
        ):
            return None
    return None


def _about(view: View, verb: Any, base: str) -> tuple | None:
    """ "warned of floods", "complained about delays", "called for calm"."""
    doc = view.tokens
    last = view.end_of[verb.i]
    wanted = read_lexicon("reporting")["about"][base]
    joint = None
    for c in verb.children:
        if c.dep_ in ("prep", "prt", "dative") and c.i > verb.i and c.lower_ in wanted:
            joint = c
            break
    if joint is None:
        k = verb.i + 1
        if k < last and doc[k].lower_ in wanted and base in ("call", "warn"):
            joint = doc[k]
    if joint is None or joint.i - verb.i > 6 or joint.i >= last:
        return None
    if base in ("ask", "call") and any(
        c.dep_ in ("dobj", "dative") and verb.i < c.i < joint.i for c in verb.children
    ):
        return None  # "We have asked the bank for its figures", "called a strike for Monday": a deed
    if (
        base in ("call", "push", "press", "plead", "ask", "appeal")
        and joint.lower_ == "for"
        or base == "warn"
    ):
        end = clause_end(
            view, joint.i + 1, verb.i, last if base == "call" else max(joint.right_edge.i, joint.i + 1)
        )
        for c in verb.children:
            if c.dep_ in ("cc", "conj") and c.i > joint.i + 1:
                end = min(end, c.left_edge.i - 1)
        if base == "call":
            end = min(
                end,
                max(
                    [
                        c.right_edge.i
                        for c in verb.children
                        if c.i > verb.i and c.dep_ in ("prep", "xcomp", "ccomp", "dobj", "advcl")
                    ]
                    + [joint.right_edge.i, joint.i + 1]
                ),
            )
    else:
        end = with_tail(view, verb, max(joint.right_edge.i, joint.i + 1))
    quotation = view.places.inside(end)
    if quotation is not None and quotation.closer is not None and quotation.closer <= last:
        end = quotation.closer
    family = (
        "urge"
        if base in ("call", "push", "press", "plead", "ask", "appeal")
        else "warn"
        if base == "warn"
        else "deny"
        if base == "object"
        else "say"
    )
    cue = (
        (verb.i, joint.i)
        if base in ("call", "push", "press", "plead", "appeal") and joint.i == verb.i + 1
        else (verb.i, verb.i)
    )
    return "about", family, cue, ((joint.i + 1, within_sentence(view, verb, end)),)


CONSTRUCTIONS = (
    (lambda: lists("voice"), voice),
    (lambda: lists("accuse"), _accuse),
    (lambda: lists("describe"), _describe),
    (lambda: lists("call"), label),
    (lambda: frozenset(("call", "appeal")), _call_on),
    (lambda: lists("urge"), _urge),
    (lambda: frozenset(read_lexicon("reporting")["about"]), _about),
    (lambda: lists("announce", "deny", "judge"), object_said),
    (lambda: frozenset(read_lexicon("reporting")["with particle"]), with_particle),
    (lambda: frozenset(("put",)), put_at),
    (lambda: frozenset(read_lexicon("reporting")["decreed"]), decreed),
    (lambda: frozenset(("refuse", "recognise", "recognize", "accept")), refused),
    (lambda: lists("counted anew"), counted_anew),
    (lambda: lists("count"), counted),
    (lambda: frozenset(read_lexicon("reporting")["upheld"]), upheld),
    (lambda: frozenset(("want", "expect")), wished),
    (lambda: lists("issue"), given),
    (lambda: lists("blames"), blamed),
    (lambda: frozenset(("describe", "recount", "explain")), account),
)
