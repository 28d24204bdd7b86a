"""What the main verb of a content makes doubtful: denied, not shown, suspected, possible, not verified, still weighed."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.prospects import own
from briefing.extract.claims.words import words


def weighed(root: Any) -> bool:
    """ "is considering a ban", "a ban is under consideration", "there is talk of a ban"."""
    verb, weigh = root.lemma_.lower(), words("intentions", "consider")
    helped = {c.lemma_.lower() for c in root.children if c.dep_ == "aux"} | (
        {"be"} if root.tag_ in ("VBP", "VBZ") else set()
    )
    if verb in weigh and ("be" in helped or own(root) & words("hedges", "possible verbs")):
        return True
    if verb == "be" and any(
        c.lower_ == "under" and any(n.lemma_.lower() in words("intentions", "weighing") for n in c.children)
        for c in root.children
    ):
        return True
    subject = next((c for c in root.children if c.dep_ in ("attr", "nsubj", "nsubjpass")), None)
    return (
        subject is not None
        and there(root)
        and subject.lemma_.lower() in words("intentions", "prospects")
        and not any(c.lower_ in words("hedges", "negative") for c in subject.children)
    )


def denies(root: Any, content: str) -> bool:
    """ "the report was fabricated", "it never issued such a bulletin", "that does not correspond to reality"."""
    if (
        root.lemma_ == "be"
        and any(c.dep_ in ("attr", "acomp", "oprd", "neg") for c in root.children)
        and refuted(content)
    ):
        return True
    if not grammar.negated(root):
        return not there(root) and any(
            c.lower_ == "such" and any(o.lower_ == "no" for o in noun.children)
            for noun in root.children
            if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr")
            for c in noun.children
        )
    if root.lemma_.lower() in words("hedges", "agrees with facts"):
        return True
    if root.lemma_.lower() not in words("hedges", "perceives") and any(
        c.lower_ == "such"
        for noun in root.children
        if noun.dep_ in ("dobj", "nsubj", "nsubjpass")
        for c in noun.children
    ):
        return True
    never = any(c.lower_ == "never" for c in root.children)
    return never and root.lemma_.lower() in words(
        "intentions", "consider", "plan"
    )  # "has never considered a sale"


def refuted(content: str, *more: str) -> bool:
    """Whether words say that something is untrue; `more` names further lists of hedges.yaml that do."""
    here = set("".join(letter if letter.isalnum() or letter == "-" else " " for letter in content).split())
    return any(
        word in here if " " not in word else word in content for word in words("hedges", "refuted", *more)
    )


def nothing_shows(root: Any) -> bool:
    """ "there is no evidence that …", "had seen nothing to indicate …", "No sign of …": the main clause says only that."""
    if root.pos_ == "NOUN":
        return root.lemma_.lower() in words("hedges", "without") and _none(root)
    if root.lemma_.lower() not in words("hedges", "turns up") and not there(root):
        return False
    for c in root.children:
        if c.dep_ not in ("dobj", "attr", "nsubj", "nsubjpass", "oprd") and not (
            c.dep_ == "prep" and c.i > root.i
        ):
            continue
        noun = grammar.child(c, "pobj") if c.dep_ == "prep" else c
        if noun is None:
            continue
        if noun.lower_ == "nothing" and any(
            v.lemma_.lower() in words("hedges", "shows")
            for v in (*noun.children, *root.children)
            if v.pos_ == "VERB"
        ):
            return True
        if (
            noun.lemma_.lower() in words("hedges", "without")
            and (_none(noun) or grammar.negated(root))
            and _open(noun)
        ):
            return True
    return False


def _none(noun: Any) -> bool:
    return any(c.lower_ in ("no", "little", "scant", "zero") for c in noun.children)


def _open(noun: Any) -> bool:
    """Whether evidence or information would speak for something; "no information on his health" says only that."""
    return noun.lemma_.lower() not in words("hedges", "news") or not any(
        c.lower_ in ("on", "about", "from") for c in noun.children
    )


def doubted(root: Any) -> bool:
    """ "is feared to have exploded", "is suspected", "prosecutors suspect that": no more than a suspicion."""
    verb = root.lemma_.lower()
    if grammar.passive(root):
        return verb in words("hedges", "suspected") and not any(c.dep_ == "agent" for c in root.children)
    return verb in words("hedges", "guesses") and any(c.dep_ == "ccomp" for c in root.children)


def withheld(root: Any) -> bool:
    """ "declined to comment on the motive", "would not discuss the matter"."""
    verb, silent = root.lemma_.lower(), words("hedges", "silent")
    if verb in ("decline", "refuse"):
        return any(c.dep_ == "xcomp" and c.lemma_.lower() in silent for c in root.children)
    return grammar.negated(root) and (
        verb in silent
        and verb not in ("give", "provide", "address")
        or verb == "draw"
        and grammar.passive(root)
    )


def possible(root: Any) -> bool:
    """ "may", "might", "appears to have"; "could" only where it is not "could not afford it"."""
    verb = root.lemma_.lower()
    if verb in words("hedges", "appears") and any(c.dep_ == "xcomp" for c in root.children):
        return True
    if (
        grammar.negated(root)
        and grammar.passive(root)
        and (verb == "exclude" or verb == "rule" and any(c.lower_ == "out" for c in root.children))
    ):
        return True  # "sabotage cannot be ruled out"
    held = own(root)
    if root.lemma_ == "be" and any(
        g.dep_ == "advmod" and g.lower_ in words("hedges", "odds")
        for c in root.children
        if c.dep_ in ("acomp", "attr")
        for g in c.children
    ):
        return True  # "was “probably” faulty"
    modal = held & words("hedges", "possible verbs")
    if (
        modal == {"could"}
        and grammar.negated(root)
        and root.lemma_.lower() not in words("hedges", "left open", "silent")
    ):
        modal = set()
    return bool(modal or held & words("hedges", "odds", "concerned"))


def verifying(root: Any) -> bool:
    """ "is trying to establish the cause", "could not verify this"."""
    tries = root.lemma_.lower() in words("hedges", "tries") and any(
        c.dep_ == "xcomp" and c.lemma_.lower() in words("hedges", "verify") for c in root.children
    )
    return tries or unverified(root)


def unverified(root: Any) -> bool:
    """ "could not verify the video", "have not been able to confirm it", "has not been confirmed"."""
    verb = root.lemma_.lower()
    if verb in words("hedges", "verify"):
        return grammar.negated(root)
    able = next((c for c in root.children if c.dep_ == "acomp" and c.lower_ in ("able", "unable")), None)
    return (
        able is not None
        and (able.lower_ == "unable" or grammar.negated(root))
        and any(c.lemma_.lower() in words("hedges", "verify") for c in able.children)
    )


def there(root: Any) -> bool:
    return any(c.dep_ == "expl" or c.lower_ == "there" for c in root.children)
