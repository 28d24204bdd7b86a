"""Claims nobody is named for: reportedly, is said to, it is noted that, it's unclear, concerns that, reports of."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import lists, noun_of, words


def find_impersonal(view: View) -> Iterator[Found]:
    """Hearsay in the passage, each with the word that marks it."""
    hearsay, unclear, not_clear, nouns, impersonal = (
        words("hedges", key) for key in ("hearsay", "unclear", "not clear", "nouns", "impersonal")
    )
    adjectives, voiced = hearsay | unclear | not_clear, lists("voiced")
    for token, low, base in zip(view.tokens, view.low, view.bases):
        noun = noun_of(low) if low not in adjectives else None
        if (
            low not in adjectives
            and noun not in nouns
            and noun not in voiced
            and base not in impersonal
            and low != "word"
        ) or view.quoted(token.i):
            continue
        if low in ("word", "rumour", "rumor") and (passed_on := list(_word_is(view, token))):
            yield from passed_on
        elif low in hearsay and token.pos_ == "ADV":
            yield from _adverb(view, token)
        elif (
            low in unclear
            and token.dep_ in ("acomp", "attr", "oprd")
            or low in not_clear
            and token.dep_ in ("acomp", "attr", "ROOT")
            and grammar.negated(token.head)
        ):
            yield from _unclear(view, token)
        elif noun in nouns and token.pos_ == "NOUN":
            yield from _noun(view, token, noun)
        elif (
            noun in voiced
            and token.pos_ == "NOUN"
            and (owned := _claim_of(view, token, noun, view.end_of[token.i])) is not None
        ):
            yield owned
        elif base in impersonal and token.tag_ == "VBN":
            yield from _passive(view, token, base)


def find_heard(view: View) -> Iterator[Found]:
    """ "The jury heard that …", "…, the court heard": told in a hearing, and who told it stays open."""
    for token, low in zip(view.tokens, view.low):
        if (
            low not in ("heard", "hears")
            or token.i == 0
            or noun_of(view.low[token.i - 1]) not in words("voices", "hearings")
            or view.quoted(token.i)
        ):
            continue
        first, last = view.sentence(token.i)
        start = token.i + 1
        while start < last and (
            view.tokens[start].ent_type_ in ("DATE", "TIME") or view.low[start] == "yesterday"
        ):
            start += 1
        if start < last and view.low[start] in ("that", "how"):
            start += 1
        if (
            start < last - 1
            and grammar.has_finite(view.tokens, start, last)
            and view.tokens[start].text not in (",", ".")
            and view.low[start] not in ("from", "from,", "evidence")
        ):
            yield Found(
                "heard",
                "say",
                "impersonal",
                ((start, clause_end(view, start, token.i, last)),),
                (token.i, token.i),
                lemma="hear",
            )
        else:
            comma = next(
                (k for k in range(token.i - 1, max(first, token.i - 6), -1) if view.tokens[k].text == ","),
                None,
            )
            if comma is not None and grammar.has_finite(view.tokens, first, comma):
                yield Found(
                    "heard", "say", "impersonal", ((first, comma - 1),), (token.i, token.i), lemma="hear"
                )


def _adverb(view: View, token: Any) -> Iterator[Found]:
    """ "X reportedly did Y": the clause of the adverb, without the adverb itself."""
    head = token.head
    while (
        head.pos_ not in ("VERB", "AUX")
        and head.head is not head
        and head.i != token.i
        and head.dep_ in ("advmod", "amod", "acomp", "prep", "attr")
    ):
        head = head.head
    first, last = view.sentence(token.i)
    if head.pos_ not in ("VERB", "AUX"):
        return
    left, right = max(head.left_edge.i, first), min(head.right_edge.i, last)
    if head.dep_ == "relcl" and head.head.i < token.i:
        noun = head.head
        who = grammar.phrase(noun, first, token.i - 1)
        who = (
            who[0],
            min(
                who[1],
                max(
                    noun.i,
                    min((c.left_edge.i for c in noun.children if c.dep_ == "relcl"), default=token.i) - 1,
                ),
            ),
        )
        yield Found(
            "adverb",
            "hearsay",
            "impersonal",
            (who, (token.i + 1, right)),
            (token.i, token.i),
            lemma=token.lower_,
        )
        return
    yield Found(
        "adverb",
        "hearsay",
        "impersonal",
        ((left, clause_end(view, left, token.i, right)),),
        (token.i, token.i),
        lemma=token.lower_,
    )


def _unclear(view: View, token: Any) -> Iterator[Found]:
    """ "it is unclear whether …", "it was not known how …"."""
    head = token.head
    clauses = [
        c
        for c in list(head.children) + list(token.children)
        if c.i > token.i and c.dep_ in ("ccomp", "advcl", "csubj", "relcl")
    ]
    if clauses:
        first = min(c.left_edge.i for c in clauses)
        last = max(c.right_edge.i for c in clauses)
        if (
            view.tokens[first].lower_
            in ("how", "whether", "if", "when", "who", "what", "why", "where", "that", "which")
            or head.lemma_ == "be"
        ):
            yield Found(
                "unclear",
                "unclear",
                "impersonal",
                ((first, min(last, view.end_of[token.i])),),
                (token.i, token.i),
                lemma=token.lower_,
                negated=grammar.negated(head),
            )
        return
    subject = grammar.child(head, "nsubj", "csubj")
    if (
        token.lower_ in ("unclear", "unknown", "uncertain", "unconfirmed", "unverified")
        and subject is not None
        and subject.lower_ not in ("it", "this", "that")
        and subject.left_edge.i < head.i
    ):
        yield Found(
            "unclear",
            "unclear",
            "impersonal",
            ((subject.left_edge.i, head.i - 1),),
            (token.i, token.i),
            lemma=token.lower_,
        )


def _word_is(view: View, token: Any) -> Iterator[Found]:
    """ "Word is that the boss has fled", "rumour has it that": hearsay of nobody."""
    first, last = view.sentence(token.i)
    k = token.i + 1
    if token.i - first > 2 or k > last or view.low[k] not in ("is", "has", "was"):
        return
    start = k + 2 if k < last and view.low[k + 1] in ("it", "that") else k + 1
    start += start <= last and view.low[start] == "that"
    if (
        start < last - 1
        and view.low[start - 1] in ("that", "it")
        and grammar.has_finite(view.tokens, start, last)
    ):
        yield Found(
            "word is",
            "hearsay",
            "impersonal",
            ((start, clause_end(view, start, k, last)),),
            (token.i, start - 1),
            lemma=view.low[k],
        )


def _noun(view: View, token: Any, lemma: str) -> Iterator[Found]:
    """ "reports that …", "concerns about …", "fears of …": a noun that holds a claim."""
    doc = view.tokens
    first, last = view.sentence(token.i)
    if any(c.lower_ in ("no", "any", "few") for c in token.children):
        return
    owned = _claim_of(view, token, lemma, last)
    if owned is not None:
        yield owned
        return
    if any(c.dep_ == "poss" for c in token.children) and lemma in ("report",) or token.i + 2 > last:
        return
    if token.dep_ == "dobj" and token.head.lemma_.lower() in (
        "express",
        "voice",
        "share",
        "file",
        "write",
        "release",
        "publish",
        "issue",
        "read",
        "raise",
        "deny",
        "reject",
        "dismiss",
        "confirm",
    ):
        return
    following = doc[token.i + 1]
    singular = token.tag_ == "NN"
    if following.lower_ == "that" and (
        following.dep_ == "mark" or any(c.dep_ in ("acl", "ccomp") and c.i > token.i for c in token.children)
    ):
        clause = next(
            (c for c in token.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > token.i), None
        )
        if clause is not None:
            yield Found(
                "noun that",
                "say" if lemma == "claim" else "hearsay",
                "impersonal",
                ((following.i + 1, min(clause.right_edge.i, last)),),
                (token.i, token.i),
                *_owner(view, token, lemma),
                lemma=lemma,
            )
        return
    if (
        following.dep_ == "prep"
        and following.lower_ in words("hedges", "noun prepositions")
        and (following.head.i == token.i or token.dep_ == "dobj" and following.head.i == token.head.i)
        and following.right_edge.i > following.i
    ):
        if singular and lemma in (
            "report",
            "warning",
            "claim",
            "suggestion",
            "possibility",
            "likelihood",
            "expectation",
            "concern",
            "assertion",
        ):
            return
        if (
            lemma in ("possibility", "likelihood", "expectation", "suggestion")
            or lemma == "report"
            and following.lower_ not in ("of", "on", "that")
            or lemma == "claim"
            and following.lower_ == "on"
        ):
            return
        yield Found(
            "noun of",
            "hearsay",
            "impersonal",
            ((following.i + 1, min(following.right_edge.i, last)),),
            (token.i, token.i),
            *_owner(view, token, lemma),
            lemma=lemma,
        )


def _claim_of(view: View, token: Any, lemma: str, last: int) -> Found | None:
    """ "its claim that …", "the claim of the union that …": whose claim it is."""
    of = next(
        (c for c in token.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1), None
    )
    noun = grammar.child(token, "poss") or (grammar.child(of, "pobj") if of is not None else None)
    if noun is None or lemma not in lists("voiced") or not can_speak(view, noun) and noun.tag_ != "PRP$":
        return None
    that = token.i + 1 if noun.i < token.i else noun.right_edge.i + 1
    that = next(
        (
            k
            for k in range(token.i + 1, min(that + 1, last) + 1)
            if view.low[k] == "that" and (view.tokens[k].dep_ == "mark" or view.tokens[k].tag_ == "IN")
        ),
        None,
    )
    if that is None or that + 2 > last or not grammar.has_finite(view.tokens, that + 1, last):
        return None
    end = (
        min(clause_end(view, that + 1, token.i, last), max(view.tokens[that].head.right_edge.i, that + 2))
        if view.tokens[that].head.i > that
        else clause_end(view, that + 1, token.i, last)
    )
    if (
        noun.tag_ == "PRP$"
        and token.dep_ == "dobj"
        and (subject := grammar.child(token.head, "nsubj")) is not None
        and subject.i < token.i
    ):
        noun = grammar.antecedent(subject)  # "The union has not withdrawn its claim that …"
    first, last = grammar.phrase(
        noun,
        view.start_of[noun.i] if noun.i < token.i else token.i + 2,
        that - 1 if noun.i > token.i else token.i - 1,
    )
    return Found(
        "noun that",
        "say",
        "attributed",
        ((that + 1, end),),
        (token.i, token.i),
        (first, last - (view.tokens[last].tag_ == "POS")),
        noun.i,
        lemma,
    )


def _owner(view: View, token: Any, lemma: str) -> tuple[Range | None, int | None]:
    """Whose concern it is, where the words say so: "refrained due to concerns about", "its fears of"."""
    if lemma not in ("concern", "fear", "worry", "suspicion"):
        return None, None
    if any(a.lower_ in ("due", "because", "amid") and a.lower_ != "amid" for a in token.ancestors):
        root = view.tokens[view.sentence(token.i)[0]].sent.root
        subject = grammar.child(root, "nsubj")
        if (
            subject is not None
            and subject.i < token.i
            and view.start_of[subject.i] == view.start_of[token.i]
            and subject.pos_ in ("PROPN", "NOUN")
        ):
            return grammar.phrase(subject, view.start_of[token.i]), subject.i
    return None, None


def _passive(view: View, verb: Any, base: str) -> Iterator[Found]:
    """ "is said to be", "it is expected that", "measures, also expected to be discussed"."""
    first, last = view.sentence(verb.i)
    if any(c.dep_ == "agent" for c in verb.children):
        return
    expected = base in words("hedges", "expected")
    stated = base in words("hedges", "stated")
    family = "expect" if expected else "say" if stated else "hearsay"
    doc = view.tokens
    if (
        verb.i - 3 > first
        and doc[verb.i - 1].lemma_ in ("be", "’s")
        and doc[verb.i - 2].lower_ == "it"
        and doc[verb.i - 3].text in (",", "-")
        and verb.i + 1 <= last
        and doc[verb.i + 1].text in (",", "-", ".")
    ):
        rest = (
            ((verb.i + 2, last),) if verb.i + 2 < last else ()
        )  # "The contract, it is understood, runs until May"
        yield Found(
            "it is said", family, "impersonal", ((first, verb.i - 4), *rest), (verb.i, verb.i), lemma=base
        )
        return
    complement = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if complement is None:
        return
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj") and c.i < verb.i), None)
    if subject is not None and any(c.dep_ in ("auxpass", "aux") for c in verb.children):
        if subject.lower_ == "it" and (complement.dep_ == "ccomp" and not _infinitive(complement)):
            start = complement.left_edge.i
            if view.tokens[start].lower_ == "that":
                start += 1
            yield Found(
                "it is said",
                family,
                "impersonal",
                ((start, clause_end(view, start, verb.i, last)),),
                (verb.i, verb.i),
                lemma=base,
                negated=grammar.negated(verb),
            )
        elif _infinitive(complement):
            subject = grammar.antecedent(subject)
            start = complement.i if complement.i > verb.i else verb.i + 1
            to = next((c.i for c in complement.children if c.lower_ == "to"), None)
            start = to + 1 if to is not None else start
            end = min(max(complement.right_edge.i, start), last)
            who = grammar.phrase(subject, view.start_of[subject.i], verb.i - 1)
            if who[1] < verb.i:
                who = who[0], max(who[1], min(subject.right_edge.i, _before_comma(view, subject, verb.i)))
                yield Found(
                    "is said to",
                    family,
                    "impersonal",
                    (who, (start, clause_end(view, start, verb.i, end))),
                    (verb.i, verb.i),
                    lemma=base,
                    negated=grammar.negated(verb),
                )
    elif verb.dep_ == "acl" and _infinitive(complement) and verb.head.dep_ in ("nsubj", "nsubjpass"):
        noun, main = verb.head, verb.head.head  # "Other measures, also expected to be discussed, include …"
        who = grammar.phrase(noun, first, verb.i - 1)
        if main.i > verb.i and main.right_edge.i > main.i:
            yield Found(
                "expected",
                family,
                "impersonal",
                (who, (main.i, min(main.right_edge.i, last))),
                (verb.i, verb.i),
                lemma=base,
            )


def _before_comma(view: View, noun: Any, stop: int) -> int:
    for k in range(noun.i, stop):
        if view.tokens[k].text == ",":
            return k - 1
    return stop - 1


def _infinitive(verb: Any) -> bool:
    return (
        any(c.lower_ == "to" and c.dep_ in ("aux", "mark") for c in verb.children)
        or verb.tag_ == "VB"
        and not any(c.tag_ == "MD" for c in verb.children)
    )
