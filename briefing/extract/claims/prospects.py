"""Whether the main verb of a content is a plan, or only foretells."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.words import words

HELPERS = ("has", "have", "had", "'ve")


def own(root: Any) -> set[str]:
    """The root verb's own auxiliaries, adverbs and complements, with its own form."""
    return {
        root.lower_,
        *(c.lower_ for c in root.children if c.dep_ in ("aux", "advmod", "acomp", "attr", "neg")),
    }


def auxiliaries(root: Any) -> set[str]:
    return {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass")}


def planned(root: Any, direct: bool) -> bool:
    """Whether somebody means to do it or it is fixed; "the toll will rise", "it would be the first" only foretell."""
    held, verb = own(root), root.lemma_.lower()
    future = held & words("hedges", "planned verbs") and not (direct and "would" in held)
    if future:
        return not _foretold(root)
    if "should" in held and _dated(root) and not grammar.negated(root):
        return True  # "the bridge should reopen on Saturday"; "should resign" is a wish
    if (
        verb in words("hedges", "plans")
        and not grammar.passive(root)
        or _to_come(root)
        or going(root)
        or ahead(root)
        or _scheduled(root)
    ):
        return True
    if verb in words("hedges", "expected") and root.tag_ == "VBN":
        return True
    further = next(
        (
            c
            for c in root.children
            if c.dep_ == "conj" and not any(s.dep_ in grammar.SUBJECTS for s in c.children)
        ),
        None,
    )
    return (
        further is not None
        and root.tag_ in ("VBZ", "VBP")
        and bool(own(further) & words("hedges", "planned verbs"))
        and not _foretold(further)
    )


def _foretold(root: Any) -> bool:
    """Whether a future is foretold or a frame of mind, decided by nobody: "would be the first", "would cost more", "would accept it"."""
    verb = root.lemma_.lower()
    if verb in words("hedges", "attitudes") or outcome(root) or own(root) & {"rather", "sooner"}:
        return True  # "would rather eat his hat"
    if verb == "have" and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in root.children
    ):
        return True  # "will have to come with something new": a need
    if "would" in auxiliaries(root) and auxiliaries(root) & set(HELPERS):
        return True  # "would have sunk"
    if verb == "be" and any(
        c.dep_ == "acomp" and c.lower_ in words("hedges", "judged") for c in root.children
    ):
        return True  # "no settlement would be possible without a port"
    return verb == "be" and any(
        n.tag_ in ("JJS", "RBS") or n.ent_type_ == "ORDINAL" or n.lower_ in ("first", "last")
        for c in root.children
        if c.dep_ in ("attr", "acomp")
        for n in (c, *c.children)
    )


def outcome(root: Any) -> bool:
    """ "the number would rise", "a deal would add to the bill": what a thing does, not what somebody means to do."""
    verb = root.lemma_.lower()
    if (
        verb in words("hedges", "costs")
        or verb in words("hedges", "sums up")
        and any(c.lower_ == "to" and any(t.pos_ == "NUM" for t in c.subtree) for c in root.children)
    ):
        return True
    subject = grammar.child(root, "nsubj", "nsubjpass")
    return (
        verb in words("hedges", "outcomes")
        and subject is not None
        and subject.lemma_.lower() in words("hedges", "counts")
    )


def _to_come(root: Any) -> bool:
    """ "A ruling is to come by Saturday"."""
    return (
        root.lemma_ == "be"
        and root.tag_ in ("VBZ", "VBP")
        and any(
            c.dep_ == "xcomp"
            and c.tag_ == "VB"
            and any(g.lower_ == "to" and g.i == root.i + 1 for g in c.children)
            for c in root.children
        )
    )


def _scheduled(root: Any) -> bool:
    """ "The ballot closes on March 1": the present of a verb of beginning or ending with its day."""
    if root.tag_ not in ("VBZ", "VBP") or root.lemma_.lower() not in words("hedges", "scheduled"):
        return False
    return _dated(root)


def _dated(root: Any) -> bool:
    """Whether a day or an hour follows the verb."""
    return any(
        t.ent_type_ in ("DATE", "TIME") and t.lower_ not in ("every", "each") and t.i > root.i
        for c in root.children
        for t in (c, *c.children)
    )


def foreseen(root: Any) -> bool:
    """ "is planned for tomorrow", "more is forecast for Sunday", "should reopen on Saturday": ahead, whoever says so."""
    present = any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in root.children)
    expected = (
        root.tag_ == "VBN"
        and present
        and root.lemma_.lower() in words("hedges", "expected")
        and not any(c.dep_ == "agent" for c in root.children)
    )
    return not grammar.negated(root) and (expected or "should" in own(root) and _dated(root))


def arranged(root: Any) -> bool:
    """ "is sending two ships": the present of a move that is arranged."""
    return (
        _to_come(root)
        or _scheduled(root)
        or root.tag_ == "VBG"
        and any(c.dep_ == "aux" and c.lemma_ == "be" for c in root.children)
        and root.lemma_.lower() in words("hedges", "arranged")
    )


def going(root: Any) -> bool:
    return root.lower_ == "going" and any(c.dep_ == "xcomp" for c in root.children)


def ahead(root: Any) -> bool:
    ahead = words("hedges", "ahead") - (
        {"ready"} if root.tag_ == "VBD" else set()
    )  # "was ready and was turned away"
    return (
        root.lower_ in ahead
        and any(c.dep_ == "xcomp" for c in root.children)
        or any(c.dep_ == "acomp" and c.lower_ in ahead for c in root.children)
    )
