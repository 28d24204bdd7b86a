"""Sources that need no verb of saying: according to, citing, per, quoted as saying, "was reported by"."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import NO_SPEAKER
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.pronouns import OBJECTS
from briefing.extract.claims.reckoned import own_count
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import base_forms, lists, words

SPEAKS_FOR_ITSELF = frozenset(
    (
        "plan",
        "schedule",
        "rule",
        "law",
        "need",
        "size",
        "type",
        "tradition",
        "preference",
        "age",
        "taste",
        "wish",
        "custom",
    )
)


def find_sources(view: View) -> Iterator[Found]:
    """according to X · was quoted as saying · was reported by X · citing X · as X put it."""
    for token, low, base in zip(view.tokens, view.low, view.bases):
        if low == "according" and token.i + 1 < len(view.tokens) and view.tokens[token.i + 1].lower_ == "to":
            yield from _according(view, token)
        elif low in ("quoted", "cited"):
            yield from _quoted(view, token)
        elif low in ("citing", "quoting"):
            yield from _citing(view, token)
        elif (
            low == "from"
            and token.i > 1
            and view.low[token.i - 1] == "it"
            and view.tokens[token.i - 2].lemma_ in ("have", "get")
        ):
            yield from _has_it_from(view, token)
        elif base is not None and token.tag_ == "VBN" and token.pos_ in ("VERB", "AUX"):
            yield from _by(view, token, base)
        elif low in lists("counts", "reckoned") and token.pos_ == "NOUN" and not view.quoted(token.i):
            yield from own_count(view, token)


def _has_it_from(view: View, token: Any) -> Iterator[Found]:
    """ "The paper has it from a diplomat that …": the diplomat says so."""
    noun, last = _object(view, token), view.end_of[token.i]
    that = next((k for k in range(token.i + 2, min(token.i + 14, last)) if view.low[k] == "that"), None)
    if noun is None or that is None or noun.i > that or grammar.small(noun) in NO_SPEAKER:
        return
    yield Found(
        "has it from",
        "say",
        "attributed",
        ((that + 1, clause_end(view, that + 1, token.i, last)),),
        (token.i - 2, token.i),
        grammar.phrase(noun, token.i + 1, that - 1),
        noun.i,
        "say",
    )


def _object(view: View, token: Any) -> Any | None:
    """The noun a preposition or verb governs, by the parse or by the next words."""
    noun = grammar.child(token, "pobj", "dobj")
    if noun is not None and noun.i > token.i:
        return noun
    doc, last = view.tokens, view.end_of[token.i]
    k = token.i + 1
    while k <= last and (
        doc[k].pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON") or doc[k].tag_ in ("POS", "VBN")
    ):
        k += 1
    run = [doc[j] for j in range(token.i + 1, k) if doc[j].pos_ in grammar.NOMINAL]
    if not run:  # "according to show insiders", where the parse sees a verb
        k = token.i + 1
        while k <= min(last, token.i + 7) and not doc[k].is_punct and doc[k].pos_ not in ("ADP", "SCONJ"):
            k += 1
        run = [doc[j] for j in range(token.i + 1, k) if doc[j].pos_ in ("NOUN", "PROPN")]
    return run[-1] if run else None


def _according(view: View, token: Any) -> Iterator[Found]:
    """ "According to X, …", "…, according to X", "The plan, according to X, …"."""
    doc = view.tokens
    first, last = view.sentence(token.i)
    noun = _object(view, doc[token.i + 1])
    if noun is not None and noun.lower_ == "words" and (of := grammar.child(noun, "prep")) is not None:
        noun = grammar.child(of, "pobj") or noun  # "according to the words of the envoy"
    if (
        noun is None
        or noun.lemma_.lower() in SPEAKS_FOR_ITSELF
        and not any(c.dep_ in ("poss", "compound") for c in noun.children)
        or grammar.small(noun) in NO_SPEAKER - OBJECTS.keys()
    ):
        return
    if noun.tag_ == "NNS" and noun.lemma_.lower() in words("voices", "areas") and noun.i not in view.named:
        return  # "the deaths according to regions"
    who = grammar.phrase(noun, token.i + 2, last)
    inside = view.places.inside(token.i)
    if inside is not None:
        first, last = max(first, inside.first), min(last, inside.last)
    cue = (token.i, token.i + 1)
    if token.i - first <= 1 or all(
        not doc[k].is_alpha or doc[k].pos_ in ("CCONJ", "ADV") for k in range(first, token.i)
    ):
        k = who[1] + 1
        if k < last and doc[k].text == "-":  # "According to Piotr Duda - no relation - the pit …"
            k = next((j for j in range(k + 1, min(k + 8, last)) if doc[j].text == "-"), k)
        while k < last and doc[k].text not in (",", "-"):  # past "X, a lawyer at Y," and "X, who …,"
            k += 1
        start = _main_start(view, token, k, last) if k < last else who[1] + 1
        quotation = view.places.by_opener.get(start)
        if quotation is not None and (quotation.last > last or quotation.last >= last - 2):
            yield Found(
                "according to",
                "say",
                "attributed",
                ((quotation.first, quotation.last),),
                cue,
                who,
                noun.i,
                "accord",
            )
        elif start < last:
            yield Found(
                "according to",
                "say",
                "attributed",
                ((start, clause_end(view, start, token.i, last)),),
                cue,
                who,
                noun.i,
                "accord",
            )
        return
    start, end = first, token.i - 1
    head = token.head
    if head.pos_ in ("VERB", "AUX"):
        for c in head.children:
            if (
                c.dep_ == "advcl"
                and c.i < head.i
                and c.right_edge.i < head.i
                and c.left_edge.i <= first + 1
                and doc[c.left_edge.i].lower_ in ("as", "while", "although", "though", "after")
            ):
                start = max(start, c.right_edge.i + 1)
    for k in range(end - 1, start + 2, -1):  # "A said B, and C, according to X": only C
        if (
            doc[k].dep_ == "cc"
            and doc[k - 1].text == ","
            and grammar.has_finite(doc, k + 2, end)
            and any(base_forms().get(doc[j].lower_) in ("say", "tell", "add") for j in range(start, k))
        ):
            start = k + 1
            break
    if end >= start and end in view.marks and end in view.places.by_closer:
        quotation = view.places.by_closer[end]
        if quotation.opener <= start:
            start = quotation.first
    if end > start and doc[end].text == "," and end - 1 in view.marks and (end - 1) in view.places.by_closer:
        quotation = view.places.by_closer[end - 1]
        if view.start_of[quotation.opener] >= quotation.opener - 1:
            start = quotation.first
    parts: tuple[Range, ...] = ((start, end),)
    k = who[1] + 1
    if (
        k < last
        and doc[k].text == ","
        and not grammar.has_finite(doc, start, end)
        and grammar.has_finite(doc, k, last)
    ):
        parts = ((start, end), (k + 1, clause_end(view, k + 1, token.i, last)))
    yield Found("according to", "say", "attributed", parts, cue, who, noun.i, "accord")


def _main_start(view: View, token: Any, comma: int, last: int) -> int:
    """Where the main clause starts after "According to X, an agency in Y, …": the comma before the subject of the main verb."""
    doc = view.tokens
    head = token.head
    if head.pos_ in ("VERB", "AUX") and head.i > comma:
        subject = grammar.child(head, "nsubj", "nsubjpass", "expl", "csubj")
        if subject is not None and subject.left_edge.i > comma:
            edge = subject.left_edge.i
            for k in range(edge, comma, -1):
                if doc[k - 1].text == ",":
                    edge = k
                    break
            following = doc[comma + 1]
            if (
                following.dep_ == "appos"
                or following.tag_ in ("DT", "WP", "WDT", "VBG")
                and subject.left_edge.i > comma + 1
                and doc[edge - 1].text == ","
                and edge - 1 > comma
                and not grammar.has_finite(doc, comma + 1, edge - 1)
                or following.tag_ in ("WP", "WDT")
            ):
                return edge
    return comma + 1


def _quoted(view: View, token: Any) -> Iterator[Found]:
    """ "was quoted as saying …", "Reuters quoted the minister as saying …", "…, X was quoted by Y as saying"."""
    doc = view.tokens
    first, last = view.sentence(token.i)
    saying = next(
        (
            k
            for k in range(token.i + 1, min(last, token.i + 25) + 1)
            if doc[k].lower_ in ("saying", "telling") and doc[k - 1].lower_ == "as"
        ),
        None,
    )
    by = next((c for c in token.children if c.dep_ == "agent"), None)
    via = grammar.child(by, "pobj") if by is not None else None
    if grammar.passive(token) or doc[token.i - 1].lower_ in ("was", "were", "been", "is", "are"):
        noun = next(
            (c for c in token.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < token.i), None
        ) or next((c for c in token.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        noun = noun and grammar.antecedent(noun)
        relay = grammar.phrase(via, token.i + 1, (saying or last + 1) - 1) if via is not None else None
        if relay is not None and saying is not None:
            relay = relay[0], min(relay[1], saying - 2)
    elif token.tag_ == "VBN" and token.dep_ == "acl" and saying is not None:
        noun, relay = token.head, None
    else:
        noun = grammar.child(token, "dobj")
        subject, _ = grammar.subject(token)
        relay = (
            grammar.phrase(subject, view.start_of[subject.i], token.i - 1) if subject is not None else None
        )
        if noun is None and saying is not None:
            noun = _object(view, token)
    if (
        noun is None
        or grammar.small(noun) in NO_SPEAKER - {"him", "her", "them", "me"}
        or saying is None
        and token.lower_ == "cited"
    ):
        return
    who = grammar.phrase(noun, first, (saying - 2) if saying is not None and saying > noun.i else None)
    cue = (saying, saying) if saying is not None else (token.i, token.i)
    edge = min(who[0], token.i) if relay is None else min(who[0], token.i, relay[0])
    content = None
    k = edge - 1
    while k > first and (doc[k].text == "," or doc[k].pos_ == "AUX"):
        k -= 1
    if k > first and k in view.marks and k in view.places.by_closer:
        quotation = view.places.by_closer[k]
        start = view.start_of[quotation.opener]
        content = (quotation.first, quotation.last) if start >= quotation.opener - 1 else (start, k)
    elif saying is not None and saying + 1 < last:
        start = saying + 1
        while start < last and doc[start].text in (",", ":"):
            start += 1
        if doc[start].lower_ == "that":
            start += 1
        if start in view.places.by_opener and view.places.by_opener[start].last >= last - 2:
            content = (view.places.by_opener[start].first, view.places.by_opener[start].last)
        else:
            content = (start, clause_end(view, start, saying, last))
    elif k > first + 2 and grammar.has_finite(doc, first, k):
        content = (first, k)
    if content is not None and content[1] > content[0]:
        yield Found("quoted as saying", "say", "attributed", (content,), cue, who, noun.i, "say", via=relay)


def _citing(view: View, token: Any) -> Iterator[Found]:
    """ "…, citing X": X is the source of what the words before report; kept as a claim of X only where "this was reported by" stands before."""
    noun = _object(view, token)
    if noun is None:
        return
    first, last = view.sentence(token.i)
    above = next(
        (
            view.tokens[k]
            for k in range(token.i - 1, first, -1)
            if view.tokens[k].tag_ == "VBN" and grammar.child(view.tokens[k], "agent") is not None
        ),
        None,
    )
    if above is None:
        return
    theme = grammar.child(above, "nsubjpass")
    if theme is None or theme.lower_ not in ("this", "that", "it", "these"):
        return
    relay = grammar.child(grammar.child(above, "agent"), "pobj")
    yield Found(
        "citing",
        "say",
        "attributed",
        ((theme.i, theme.i),),
        (token.i, token.i),
        grammar.phrase(noun, token.i + 1, last),
        noun.i,
        "cite",
        via=grammar.phrase(relay, above.i + 1, token.i - 1) if relay is not None else None,
    )


def _by(view: View, verb: Any, base: str) -> Iterator[Found]:
    """ "This was reported on Tuesday by X", "The deal was announced by X", "described by X as Y", "a move condemned by X"."""
    agent = grammar.child(verb, "agent")
    if agent is None:
        return
    noun = grammar.child(agent, "pobj")
    if noun is None or grammar.small(noun) in NO_SPEAKER or noun.pos_ not in grammar.NOMINAL:
        return
    first, last = view.sentence(verb.i)
    theme = grammar.child(verb, "nsubjpass")
    reduced = theme is None and verb.dep_ == "acl"
    if reduced:
        theme = verb.head
    if theme is not None:
        theme = grammar.antecedent(theme)
    as_ = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None) or next(
        (c for c in noun.subtree if c.dep_ == "prep" and c.lower_ == "as"), None
    )
    who = grammar.phrase(noun, agent.i + 1, as_.i - 1 if as_ is not None and as_.i > noun.i else last)
    if base in lists("describe") and as_ is not None and as_.i > verb.i:
        if as_.i + 1 <= last:
            yield Found(
                "described by",
                "describe",
                "attributed",
                ((as_.i + 1, min(as_.right_edge.i, last)),),
                (verb.i, verb.i),
                who,
                noun.i,
                base,
            )
        return
    if base in lists("accuse") and base in ("accuse", "blame", "suspect") and theme is not None:
        of = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("of", "for")), None) or next(
            (c for c in noun.subtree if c.dep_ == "prep" and c.lower_ in ("of", "for") and c.i > noun.i), None
        )
        if of is not None:
            who = grammar.phrase(noun, agent.i + 1, of.i - 1 if of.i > noun.i else last)
            yield Found(
                "accused by",
                "accuse",
                "attributed",
                (grammar.phrase(theme, first, verb.i - 1), (of.i, min(of.right_edge.i, last))),
                (verb.i, verb.i),
                who,
                noun.i,
                base,
            )
        return
    if theme is None or reduced:
        return
    if base in lists("announce") | lists("deny") | lists("judge") or base in (
        "say",
        "report",
        "state",
        "announce",
    ):
        content: tuple[Range, ...] = (grammar.phrase(theme, first, verb.i - 1),)
        goal = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
        if goal is not None:  # "The mayor is alleged by the union to have lied"
            content, who = (
                (*content, (max(goal.left_edge.i, noun.i + 1), min(goal.right_edge.i, last))),
                (who[0], min(who[1], goal.left_edge.i - 1)),
            )
        family = "deny" if base in lists("deny") else "confirm" if base == "confirm" else "say"
        yield Found(
            "reported by",
            family,
            "attributed",
            content,
            (verb.i, verb.i),
            who,
            noun.i,
            base,
            grammar.negated(verb),
        )
