"""Speech with a verb: "said that …", '"…," said X', "X, he said, Y", "told reporters …", also where the quotation runs over several sentences."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.clauses import LIGHT, that_clause
from briefing.extract.claims.cues import cluster, may_speak
from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.spoken import what_is_said
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import after_its_clause, lists, particle, words

BEFORE_ASKED = (",", "when", "if", "once", "after", "until", "and")  # "bristled when asked whether"
ASKED = frozenset("if whether about why how what when where who by".split())


def find_speech(view: View) -> Iterator[Found]:
    """Every verb of saying with a clause or a quotation."""
    for token, base in zip(view.tokens, view.bases):
        if base is None:
            if _stands_as_a_cue(view, token):
                base = token.lemma_.lower()
            else:
                continue
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or token.lower_ in ("said", "says"):
            found = _speech(view, token, base)
            if found is not None:
                yield found
        elif (
            token.pos_ in ("NOUN", "PROPN")
            and token.text.endswith("s")
            and base in after_its_clause()
            and not view.quoted(token.i)
        ):
            found = _tail(view, token, base)
            if found is not None:
                yield found


def _tail(view: View, token: Any, base: str) -> Found | None:
    """ "…, The Courier reports per local media", where the tagger takes the verb for a noun."""
    doc = view.tokens
    first, last = view.sentence(token.i)
    if token.i < last and not (
        doc[token.i + 1].is_punct
        or doc[token.i + 1].lower_ in ("per", "citing", "quoting", "in", "on", "today")
    ):
        return None
    k = token.i - 1
    while k > first and token.i - k < 8 and doc[k].text != ",":
        if doc[k].pos_ not in ("PROPN", "NOUN", "DET", "ADJ") and doc[k].tag_ != "POS":
            return None
        k -= 1
    if (
        doc[k].text != ","
        or k - first < 4
        or k == token.i - 1
        or not grammar.has_finite(doc, first, k)
        or not (doc[k + 1].pos_ in ("PROPN", "DET") or doc[k + 1].text[0].isupper())
    ):
        return None
    return Found(
        "clause before",
        "say",
        "attributed",
        ((first, k - 1),),
        (token.i, token.i),
        (k + 1, token.i - 1),
        token.i - 1,
        base,
    )


def _stands_as_a_cue(view: View, verb: Any) -> bool:
    """Whether its place alone makes a verb one of saying, whatever its sense."""
    return _tags_a_quotation(view, verb) or grammar.follows_its_clause(verb)


def _tags_a_quotation(view: View, verb: Any) -> bool:
    """Whether a verb of any sense stands with its speaker right after "…,”": “It was dark,” he remembered; “Not a peep,” stormed baker Ian Zoll."""
    quotation = view.places.by_closer.get(verb.i - 1)
    if (
        verb.tag_ not in ("VBD", "VBZ")
        and not (verb.tag_ == "VBN" and verb.dep_ == "ROOT" and quotation is not None)
        or verb.i < 2
    ):
        return False
    if quotation is not None:
        return view.low[quotation.last] in (",", "?", "!") and _is_speaker(
            view, verb.i + 1, min(verb.i + 5, view.end_of[verb.i] + 1)
        )
    if verb.pos_ != "VERB" or any(
        c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > verb.i for c in verb.children
    ):
        return False  # "…,” Yonhap quoted an official as saying"
    quotation = next(
        (
            found
            for k in range(verb.i - 2, max(-1, verb.i - 7), -1)
            if (found := view.places.by_closer.get(k)) is not None
        ),
        None,
    )
    return (
        quotation is not None
        and view.low[quotation.last] == ","
        and _is_speaker(view, quotation.closer + 1, verb.i)
    )


def _is_speaker(view: View, start: int, stop: int) -> bool:
    """Whether words are he, she, a name, or a noun for somebody who can speak, with nothing before it but what belongs to it."""
    doc = view.tokens
    if not start < stop or doc[start].is_punct:
        return False
    if view.low[start] in ("he", "she"):
        return True
    for k in range(start, stop):
        article = doc[start].pos_ == "DET" and doc[k].tag_ == "NN"  # "huffed a union mouthpiece"
        if k in view.named or doc[k].pos_ in ("NOUN", "PROPN") and (article or can_speak(view, doc[k])):
            return True
        if (
            doc[k].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "PUNCT")
            or doc[k].text == ","
        ):
            return False
    return False


def _speech(view: View, verb: Any, base: str) -> Found | None:
    if particle(verb, base) == "deny":
        return None  # "did not rule out that it would rain": a denial, see judgements
    say, tell, think, show, ask = (base in lists(key) for key in ("say", "tell", "think", "show", "ask"))
    if not say and particle(verb, base) == "say":  # "pointed out that"
        say = True
    quoting = (
        view.bases[verb.i] is None
        or not (say or tell or think or show or ask)
        and _stands_as_a_cue(view, verb)
        or base in lists("urged")
        and not view.quoted(verb.i)
    )
    if (
        not (say or tell or think or show or ask or quoting)
        or grammar.passive(verb)
        or not _asserted(view, verb)
    ):
        return None
    if (
        base == "ask"
        and verb.tag_ in ("VBN", "VBD")
        and verb.i < view.end_of[verb.i]
        and (verb.i == view.start_of[verb.i] or view.low[verb.i - 1] in BEFORE_ASKED)
        and view.low[verb.i + 1] in ASKED
    ):
        return None  # "The spokeswoman, asked if he agreed, replied": she was asked
    if (
        verb.dep_ == "xcomp"
        and grammar.passive(verb.head)
        and view.bases[verb.head.i] in words("hedges", "impersonal")
    ):
        return None  # "is understood to have told colleagues": hearsay, not her word
    inside = view.places.inside(verb.i)
    who = cluster(view, verb)
    if who is None or not may_speak(view, who):
        return _nobody(view, verb, base) if who is None and inside is None else None
    if verb.dep_ == "pcomp" and who.carried and view.tokens[who.head].lower_ == "it":
        return None  # "it goes without saying"
    if inside is not None and (
        view.tokens[who.head].lower_ in ("i", "we", "you")
        or view.tokens[who.head].tag_ == "PRP"
        and not grammar.named(view.tokens[who.head])
    ):
        return None
    only_quote = (base in lists("quotation only", "urged") or not (say or tell or show or ask)) and particle(
        verb, base
    ) != "say"
    content, rule = what_is_said(view, verb, base, who, only_quote, (think or show) and not say)
    if not content:
        return None
    speaker, out = who.speaker, grammar.issued(verb)
    return Found(
        rule,
        "confirm"
        if base == "confirm"
        else "deny"
        if base in lists("deny") and base != "contradict"
        else "think"
        if think and not say
        else "say",
        "attributed",
        tuple(content),
        (out.i if out is not None else verb.i, verb.i),
        speaker,
        who.head,
        base,
        grammar.negated(verb) and not _not_is_said(verb, content),
        "the subject of the sentence goes on speaking" if who.carried and out is None else None,
    )


def _not_is_said(verb: Any, content: list) -> bool:
    """Whether the "not" stands in what is said: 'told the BBC: "Certainly not."'."""
    own = [c.i for c in verb.children if c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor")]
    return bool(own) and all(any(first <= k <= last for first, last in content) for k in own)


def _nobody(view: View, verb: Any, base: str) -> Found | None:
    """Plain speech whose speaker the parse lost is kept, with the speaker left open."""
    if (
        base not in LIGHT
        or verb.tag_ not in ("VBD", "VBZ", "VBP")
        or any(c.dep_ in grammar.SUBJECTS for c in verb.children)
    ):
        return None
    last = view.end_of[verb.i]
    that = that_clause(view, verb, verb.i, last)
    if that is None or that + 2 > last:
        return None
    return Found(
        "clause after",
        "say",
        "attributed",
        ((that + 1, clause_end(view, that + 1, verb.i, last)),),
        (verb.i, verb.i),
        lemma=base,
        negated=grammar.negated(verb),
    )


def _asserted(view: View, verb: Any) -> bool:
    """Whether the verb reports speech that took place: no bare infinitive, no "would say"."""
    if verb.tag_ != "VB":
        return True
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if any(a in ("did", "does", "do", "will", "'ll") for a in auxiliaries):
        return True
    if "to" in auxiliaries and verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in (
            "go",
            "continue",
            "begin",
            "proceed",
            "appear",
            "seem",
            "come",
            "rush",
            "want",
            "have",
            "quick",
            "use",
            "seek",
        )
    return False
