"""What is left open: "would not say whether …", "has found no evidence that …"; and the negation that belongs to a cue."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import cluster, may_speak
from briefing.extract.claims.doubts import nothing_shows
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import words

OPENERS = frozenset("whether if how why what when where who whom whose which".split())
NOBODY = frozenset("no none nobody neither nothing".split())
LIGHT = frozenset(("AUX", "PART", "ADV"))
LONGEST = 7  # words of a negated cue before its verb: "has so far not been able to confirm"


def find_unsaid(view: View) -> Iterator[Found]:
    """A verb of saying or knowing that is negated, with the question it leaves open; runs after the rules that know a speaker."""
    verbs, turns_up, nothing = (
        words("hedges", "left open"),
        words("hedges", "turns up"),
        words("hedges", "without"),
    )
    for token in view.tokens:
        lemma = token.lemma_.lower()
        if (
            token.pos_ not in grammar.VERBAL
            or lemma not in verbs
            and lemma not in turns_up
            and lemma != "draw"
            or view.quoted(token.i)
        ):
            continue
        if (
            lemma in turns_up
            and (noun := grammar.child(token, "dobj")) is not None
            and (noun.lemma_.lower() in nothing or noun.lower_ == "nothing")
        ):
            yield from _nothing_found(view, token, noun)
            continue
        if lemma not in verbs and not (lemma == "draw" and grammar.passive(token)):
            continue  # "would not be drawn on who had paid"
        if (about := _not_told(view, token)) is not None:
            yield Found(
                "unsaid", "unclear", "impersonal", (about,), (token.i, token.i), lemma=lemma, negated=True
            )
            continue
        nobody = _nobody(view, token)
        if not nobody and not grammar.negated(token):
            continue
        content = _question(view, token)
        if content is None:
            continue
        if nobody or grammar.passive(token) and _expletive(token):
            yield Found(
                "unsaid",
                "unclear",
                "impersonal",
                (content,),
                (token.i, token.i),
                lemma=token.lemma_.lower(),
                negated=True,
            )
            continue
        who = cluster(view, token)
        if (
            who is not None
            and who.speaker is not None
            and not who.inverted
            and may_speak(view, who)
            and view.low[who.head] not in ("i", "you")
        ):
            yield Found(
                "unsaid",
                "unclear",
                "attributed",
                (content,),
                (token.i, token.i),
                who.speaker,
                who.head,
                token.lemma_.lower(),
                True,
                "the subject of the sentence goes on" if who.carried else None,
            )


def find_silence(view: View) -> Iterator[Found]:
    """ "declined to comment on the cause", "would not discuss the escape", "has no comment on it": who leaves what open."""
    silent = words("hedges", "keeps silent")
    for token in view.tokens:
        lemma = token.lemma_.lower()
        if lemma not in silent or view.quoted(token.i):
            continue
        noun = token.pos_ == "NOUN"
        verb = (
            token.head
            if noun and token.dep_ in ("dobj", "attr") and token.head.pos_ in grammar.VERBAL
            else token
        )
        kept = any(c.lower_ == "no" for c in token.children) if noun else _declined(token)
        about = _matter(view, token) if kept and verb.pos_ in grammar.VERBAL else None
        who = cluster(view, verb) if about is not None else None
        if (
            who is None
            or who.speaker is None
            or who.inverted
            or not may_speak(view, who)
            or view.low[who.head] in ("i", "you")
        ):
            continue
        cue = min(verb.i, token.i), max(token.i, about[0] - 1)
        yield Found(
            "silence",
            "unclear",
            "attributed",
            (about,),
            cue,
            who.speaker,
            who.head,
            lemma,
            True,
            "the subject of the sentence goes on" if who.carried else None,
        )


def _declined(verb: Any) -> bool:
    """Whether a verb is negated or refused: "would not", "declined to", "preferred not to"."""
    if (
        verb.lemma_.lower() == "discuss"
        and verb.dep_ != "xcomp"
        and not any(c.lower_ in ("would", "will", "wo", "'ll") for c in verb.children)
    ):
        return False  # "has never discussed a sale": that is what it says
    return verb.pos_ in grammar.VERBAL and grammar.negated(verb)


def _matter(view: View, token: Any) -> Range | None:
    """What nothing is said about: behind "on" or "about", the object of "discuss", or the question behind "no reason"."""
    last = view.end_of[token.i]
    joint = next(
        (
            c
            for c in token.children
            if c.i > token.i and c.dep_ == "prep" and c.lower_ in ("on", "about", "for", "of")
        ),
        None,
    )
    matter = grammar.child(joint, "pobj", "pcomp") if joint is not None else None
    if matter is None and token.lemma_.lower() == "discuss":
        matter = grammar.child(token, "dobj")
    if matter is None or matter.pos_ == "PRON" or matter.ent_type_ in ("DATE", "TIME") or matter.i <= token.i:
        return (
            _question(view, token)
            if token.pos_ == "NOUN"
            else _asked(view, token)
            if matter is None
            else None
        )
    first = max(matter.left_edge.i, token.i + 1)
    return first, min(clause_end(view, first, token.i, last), max(matter.right_edge.i, first))


def _asked(view: View, verb: Any) -> Range | None:
    """What was asked before: "Asked about the leak, she declined to comment", "We asked the firm about the leak. It …"."""
    first = view.start_of[verb.i]
    least = view.start_of[first - 1] if first else 0
    for k in range(verb.i - 1, least - 1, -1):
        if view.low[k] != "asked":
            continue
        about = next((c for c in view.tokens[k].subtree if c.lower_ == "about" and c.i > k), None)
        matter = grammar.child(about, "pobj") if about is not None else None
        if matter is not None and matter.pos_ != "PRON":
            return matter.left_edge.i, min(matter.right_edge.i, view.end_of[k])
    return None


def _nothing_found(view: View, verb: Any, noun: Any) -> Iterator[Found]:
    """ "The board has found no evidence that …": who looked, and what there is no evidence of."""
    first, last = noun.left_edge.i, view.end_of[verb.i]
    if not nothing_shows(verb) or verb.dep_ not in ("ROOT", "conj") or first <= verb.i or noun.i == last:
        return
    who = cluster(view, verb)
    if (
        who is None
        or who.speaker is None
        or who.inverted
        or not may_speak(view, who)
        or view.low[who.head] in ("i", "we", "you")
    ):
        return
    yield Found(
        "no evidence",
        "unclear",
        "attributed",
        ((first, clause_end(view, first, verb.i, last)),),
        (verb.i, verb.i),
        who.speaker,
        who.head,
        verb.lemma_.lower(),
        grammar.negated(verb),
        "the subject of the sentence goes on" if who.carried else None,
    )


def _not_told(view: View, verb: Any) -> Range | None:
    """The question in front of its verb: "What the other four are accused of has not been said"."""
    clause = next((c for c in verb.children if c.dep_ in ("csubj", "csubjpass") and c.i < verb.i), None)
    first, helper = (
        view.start_of[verb.i],
        next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None),
    )
    if (
        clause is None
        and verb.dep_ == "ROOT"
        and view.low[first] in OPENERS
        and helper is not None
        and grammar.negated(verb)
        and grammar.passive(verb)
        and grammar.has_finite(view.tokens, first, helper.i - 1)
    ):
        return first, helper.i - 1  # "What the crews saw and heard has not been explained"
    if (
        clause is None
        or not grammar.negated(verb)
        or not any(c.dep_ == "auxpass" for c in verb.children)
        or clause.left_edge.i < view.start_of[verb.i]
    ):
        return None
    return (clause.left_edge.i, clause.right_edge.i) if view.low[clause.left_edge.i] in OPENERS else None


def _expletive(verb: Any) -> bool:
    """Whether "it" stands for nobody: "It has not been established who opened the gate"."""
    subject = grammar.child(verb, *grammar.SUBJECTS, "expl")
    return subject is not None and grammar.small(subject) == "it"


def _nobody(view: View, verb: Any) -> bool:
    """Whether the subject is "no one", "none of them", "neither side"."""
    subject = _subject(verb)
    return subject is not None and _is_nobody(view, max(subject.left_edge.i, view.start_of[verb.i]))


def _subject(verb: Any) -> Any | None:
    """The subject of a verb or of those it hangs on: "Nobody has been able to say why"."""
    return next(
        (c for one in (verb, *grammar.chain_up(verb)) for c in one.children if c.dep_ in grammar.SUBJECTS),
        None,
    )


def _is_nobody(view: View, first: int) -> bool:
    named = first + 1 < len(view.tokens) and view.tokens[first + 1].pos_ in (
        "NUM",
        "PROPN",
    )  # "No. 10 said", "No 10 said"
    return view.low[first] in NOBODY and not (view.low[first] == "no" and named)


def _question(view: View, verb: Any) -> Range | None:
    """The clause after the verb that opens with a question word, past an adverb or a short object."""
    last = view.end_of[verb.i]
    for k in range(verb.i + 1, min(verb.i + 4, last - 1) + 1):
        if view.low[k] in OPENERS:
            return k, clause_end(view, k, verb.i, last)
        if view.tokens[k].is_punct or view.tokens[k].tag_ in grammar.FINITE:
            return None
    return None


def of_nobody(view: View, found: Found) -> Found | None:
    """A finding whose speaker is "no official" or "neither side": a clause that nobody vouches for, or nothing; others as they are."""
    if found.speaker is None or not _is_nobody(view, found.speaker[0]) or view.quoted(found.speaker[0]):
        return found
    if found.rule in ("clause after", "unsaid") or found.family == "confirm":
        return replace(
            found,
            rule="unsaid",
            family="unclear",
            kind="impersonal",
            speaker=None,
            head=None,
            carried=None,
            negated=True,
        )
    return None


def with_negation(view: View, found: Found) -> Range:
    """The cue with the auxiliaries and the negation before it: "has not confirmed", "declined to confirm"."""
    first, last = found.cue
    if not found.negated:
        return found.cue
    if (
        found.rule == "unsaid"
        and found.speaker is None
        and (subject := _subject(view.tokens[first])) is not None
    ):
        return max(subject.left_edge.i, view.start_of[first]), last  # "No official has confirmed"
    inside = {
        k for a, b in (*found.content, *((found.speaker,) if found.speaker else ())) for k in range(a, b + 1)
    }
    least, k = max(view.start_of[first], first - LONGEST), first
    while k > least and k - 1 not in inside and k - 1 not in view.marks and _belongs(view, k - 1):
        k -= 1
    if view.low[k] == "nor":  # "neither confirmed nor denied"
        k = next((j for j in range(k - 1, least - 1, -1) if view.low[j] == "neither" and j not in inside), k)
    return k, last


def _belongs(view: View, k: int) -> bool:
    token = view.tokens[k]
    return (
        token.pos_ in LIGHT
        or token.lower_ in ("never", "nor", "neither", "yet", "unable", "able")
        or token.lemma_.lower() in ("refuse", "decline", "fail", "want", "wish", "prefer")
    )
