"""What is said of an amount: the verb it is subject or object of, and how firmly that is said."""

from typing import Any

from briefing.lexicon import word_set
from briefing.model import Stance

# Verbs that carry another: "is trying to teach", "was forced to sell".
CARRIERS = frozenset(
    {
        "try",
        "begin",
        "start",
        "continue",
        "agree",
        "manage",
        "fail",
        "help",
        "be",
        "go",
        "need",
        "seem",
        "appear",
        "order",
        "allow",
        "force",
        "ask",
        "expect",
        "set",
    }
)


def predicate_of(doc: Any, head: Any, tokens: Any) -> tuple[tuple[int, int] | None, Stance]:
    """((first, last) token of the verb group, stance) for the noun counted, or the number itself; None where no verb governs it."""
    verb = verb_over(head, tokens)
    if (
        verb is None
        or verb.text[0].isupper()
        and not verb.is_sent_start
        and verb.i
        and not verb.doc[max(0, verb.i - 1)].text[0].isupper()
    ):
        return None, "claimed"  # a name that the parser took for a verb: "beats Trump by 46 percent"
    first, chain = _group(verb)
    if verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB" and len(chain) == 1:
        chain = [verb, *_group(verb.head)[1]]  # "will invest and create 3,000 jobs"
    lemmas = {token.lemma_.lower() for token in chain}
    words = {
        child.lower_
        for token in chain
        for child in token.children
        if child.dep_ in ("aux", "auxpass") and child.i < token.i
    }
    negated = any(child.dep_ == "neg" for token in chain for child in token.children)
    top = chain[-1]
    if negated:
        stance: Stance = "denied"
    elif lemmas & word_set("intentions", "consider") or words & {"may", "might", "could", "can"}:
        stance = "considering"
    elif (
        lemmas & (word_set("intentions", "plan") - {"mean"})
        or words & {"will", "wo", "'ll", "shall", "would"}
        or _ahead(chain)
        or "to" in words
        and top.tag_ == "VB"
        and top.dep_ in ("ROOT", "acl", "relcl", "advcl", "conj")
        and not (words & {"have"})
    ):
        stance = "planned"
    else:
        stance = "claimed"
    return (first, verb.i), stance


def _ahead(chain: list[Any]) -> bool:
    """ "is set to", "are expected to", "is to close", "going to"."""
    for below, above in zip(chain, chain[1:]):
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in below.children)
        if infinitive and (
            above.lemma_
            in (
                "expect",
                "schedule",
                "set",
                "slate",
                "poise",
                "due",
                "ready",
                "likely",
                "go",
                "be",
                "plan",
                "aim",
                "project",
                "forecast",
            )
        ):
            return above.tag_ not in ("VBD",) or above.lemma_ != "go"
    return any(
        token.lemma_ in ("expect", "schedule", "slate", "forecast", "project") and token.tag_ == "VBN"
        for token in chain
    )


def verb_over(token: Any, tokens: Any) -> Any:
    """The verb that governs a noun, through "of", "including", conjuncts and appositions."""
    part = False  # "…, including 300 sailors": part of what was named before it
    for _ in range(10):
        above = token.head
        part = part or token.lower_ == "including"
        if above.i == token.i:
            return token if token.pos_ in ("VERB", "AUX") else None
        if above.pos_ in ("VERB", "AUX") and above.dep_ != "prep":  # "including 300 sailors": go on
            if above.dep_ in ("aux", "auxpass"):
                above = above.head
            # "sent crews to Malta to take part in the search, including 300 sailors": they were sent, not only meant to take part
            if part and above.dep_ == "advcl" and above.tag_ == "VB" and above.head.pos_ == "VERB":
                above = above.head
            return above
        token = above
    return None


def _group(verb: Any) -> tuple[int, list[Any]]:
    """(first token, verbs from the lowest up) of a verb with its auxiliaries and the verbs that carry it: "plans to dispatch"."""
    chain, current = [verb], verb
    for _ in range(4):
        above = current.head
        carried = (
            current.dep_ in ("xcomp", "ccomp", "pcomp", "acl")
            and any(child.lower_ == "to" and child.dep_ == "aux" for child in current.children)
            or current.dep_ in ("xcomp", "pcomp")
            and current.tag_ == "VBG"
        )
        if above.i == current.i or not carried or not 0 < current.i - above.i <= 6:
            break
        if (
            above.pos_ not in ("VERB", "AUX")
            and above.lemma_.lower() not in word_set("intentions", "plan", "ahead")
            and above.lower_ not in ("due", "likely")
        ):
            if above.lower_ not in ("of", "on", "at", "about"):
                break
        if above.pos_ == "ADP":
            above = above.head  # "is thinking of sending"
            if (
                above.lemma_ not in ("think", "consist", "insist", "plan", "aim", "dream", "talk")
                or current.i - above.i > 6
            ):
                break
        between = verb.doc[above.i + 1 : current.i]
        if any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in between):
            if above.lemma_.lower() not in word_set("intentions", "plan", "consider") | CARRIERS:
                break
        chain.append(above)
        current = above
        if above.pos_ == "ADJ" and above.head.pos_ in ("AUX", "VERB") and above.head.i < above.i:
            chain.append(above.head)
            current = above.head
    first = min(token.i for token in chain)
    for token in chain:
        for child in token.children:
            if child.dep_ in ("aux", "auxpass", "neg") and first - 4 <= child.i < first:
                first = child.i
    words = list(verb.doc[first : verb.i])
    if any(token.pos_ in ("NOUN", "PROPN") for token in words) and verb.i - first > 8:
        first = verb.i
    return first, chain
