"""How firmly: the stance of a claim from its cue and the main verb's own auxiliaries, with the hedge words as written."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.doubts import (
    denies,
    doubted,
    nothing_shows,
    possible,
    refuted,
    unverified,
    verifying,
    weighed,
    withheld,
)
from briefing.extract.claims.prospects import HELPERS, ahead, arranged, foreseen, going, outcome, own, planned
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import lists, words
from briefing.model import Stance


def stance_of(view: View, found: Found) -> Stance:
    """The stance that the words give; only the main verb's own auxiliaries count, not words anywhere in the clause."""
    by_cue = BY_CUE.get(found.family)
    stance = by_cue(view, found) if by_cue else None
    if stance is not None:
        return stance
    if found.family == "narrate":
        return _of_narrator(view, found, _root(view, found))
    return _of_clause(view, found)


def _of_deny(view: View, found: Found) -> Stance:
    disputed = found.lemma in ("recognise", "recognize", "accept")  # "does not recognise the verdict"
    return "unconfirmed" if found.negated and not disputed else "denied"


def _of_confirm(view: View, found: Found) -> Stance:
    possible = " possible " in f" {_words(view, found)[:60]} "
    return "unconfirmed" if found.negated or _doubtful_cue(view, found) or possible else "confirmed"


def _of_refusal(view: View, found: Found) -> Stance:
    first, last = found.content[0]
    silent = words("hedges", "silent")
    return (
        "unconfirmed"
        if any(view.low[k] in silent for k in range(first, min(first + 3, last) + 1))
        else "denied"
    )


def _of_plan(view: View, found: Found) -> Stance:
    return "denied" if found.negated else "planned"


def _of_expectation(view: View, found: Found) -> Stance:
    return "considering" if found.rule == "expected" and _discussed(view, found) else "planned"


def _of_voice(view: View, found: Found) -> Stance:
    """ "rejected suggestions that managers knew", "does not share the view"."""
    return "denied" if found.lemma in lists("deny") or found.negated else "claimed"


def _of_description(view: View, found: Found) -> Stance:
    return (
        "denied" if refuted(_words(view, found), "belittled") or found.lemma in lists("deny") else "claimed"
    )


BY_CUE = {
    "hearsay": lambda view, found: "unconfirmed",
    "unclear": lambda view, found: "unconfirmed",
    "verify": lambda view, found: "unconfirmed",
    "deny": _of_deny,
    "confirm": _of_confirm,
    "consider": lambda view, found: "considering",
    "refuse": _of_refusal,
    "plan": _of_plan,
    "request": _of_plan,
    "expect": _of_expectation,
    "voice": _of_voice,
    "accuse": lambda view, found: "claimed",
    "urge": lambda view, found: "denied" if found.negated else "claimed",
    "describe": _of_description,
}


def _of_clause(view: View, found: Found) -> Stance:
    """What the words around a clause and the clause's own main verb make of it."""
    content = _words(view, found)
    if found.negated and found.lemma in words("hedges", "opinions"):
        return "denied"  # "does not believe that the pump was involved"
    if (
        found.negated
        and found.lemma in words("hedges", "withheld")
        or found.lemma in words("hedges", "guesses")
        or _of_rumour(view, found)
    ):
        return "unconfirmed"
    if found.negated and found.rule == "about":
        return "unconfirmed"  # "no longer speaks of a bomb"
    root = _root(view, found)
    if (
        found.family == "warn"
        and len(found.content) == 1
        and root is not None
        and root.pos_ not in grammar.VERBAL
    ):
        own_step = root.lemma_.lower() in lists("threatened")  # "warned of countermeasures", not "of losses"
        return "planned" if view.title is False and found.rule == "about" and own_step else "claimed"
    if root is None:
        return "claimed"
    if weighed(root):
        return "considering"
    if denies(root, content):
        return "denied"
    if nothing_shows(root) or withheld(root) or doubted(root) or possible(root) or verifying(root):
        return "unconfirmed"
    if found.lemma in words("hedges", "conceded") and not found.negated:
        return "confirmed"  # "acknowledged that a sensor had failed"
    if all(planned(one, view.quoted(found.content[0][0])) for one in _roots(view, found)):
        return "planned"
    if found.family == "warn" or found.lemma == "warn":
        return (
            "claimed"
            if own(root) & {*HELPERS, "was", "were"} or root.tag_ == "VBD" or outcome(root)
            else "unconfirmed"
        )
    return "claimed"


def _of_narrator(view: View, found: Found, root: Any) -> Stance:
    if root is None:
        return "claimed"
    cue = view.text(found.cue).lower() if found.cue else ""
    content = _words(view, found)
    conditional = view.low[found.content[0][0]] in words("hedges", "conditions") or content.startswith(
        "in the event"
    )
    held = own(root)
    if withheld(root):
        return "unconfirmed"
    if grammar.negated(root) and denies(root, content):
        return "denied"  # "It is not true that the bank is insolvent"
    if (
        cue.split(" ")[0] in ("may", "might")
        or "would" in cue
        or "likely" in cue
        and conditional
        or weighed(root)
    ):
        return "considering"
    if (
        cue == "could"
        and not grammar.negated(root)
        or held & words("hedges", "odds")
        or nothing_shows(root)
        or unverified(root)
        or doubted(root)
    ):
        return "unconfirmed"
    if (
        cue in ("will", "wo", "'ll", "shall")
        or cue
        and cue != "could"
        or going(root)
        or ahead(root)
        or root.lemma_.lower() in words("hedges", "plans")
        and root.tag_ != "VBN"
        or arranged(root)
        or foreseen(root)
    ):
        return "planned"
    return "claimed"


# ---------------------------------------------------------------- the content's main verb
def _words(view: View, found: Found) -> str:
    return " ".join(view.text(part) for part in found.content).lower()


def _root(view: View, found: Found) -> Any | None:
    """The main verb of the content."""
    if not found.content:
        return None
    first, last = found.content[-1]
    if (
        len(found.content) > 1
        and found.content[-1][1] - found.content[-1][0] < 2
        or found.rule in ("quote before", "clause before")
        and len(found.content) > 1
    ):
        first, last = found.content[0]
    return _verb_of(view, first, last)


def _roots(view: View, found: Found) -> list[Any]:
    """The main verb of each sentence of the content: "I have known him for years. He would not leave a ship." """
    out = []
    if not view.quoted(found.content[0][0]):
        return [_root(view, found)]
    for first, last in found.content:
        while first <= last:
            end = min(view.end_of[first], last)
            out.append(_verb_of(view, first, end))
            first = end + 1
    verbs = [root for root in out if root.pos_ in grammar.VERBAL]
    return verbs or out


def _verb_of(view: View, first: int, last: int) -> Any:
    root = view.doc[first : last + 1].root
    if root.pos_ not in grammar.VERBAL:
        for token in view.tokens[first : last + 1]:
            if token.pos_ in grammar.VERBAL and token.dep_ in ("ccomp", "ROOT") and token.tag_ != "VBG":
                return token
    while root.pos_ == "AUX" and root.dep_ in ("aux", "auxpass") and first <= root.head.i <= last:
        root = root.head
    return root


# ---------------------------------------------------------------- the cue
def _of_rumour(view: View, found: Found) -> bool:
    """ "rumours say", "unconfirmed reports said"."""
    if found.speaker is None:
        return False
    return view.tokens[found.head].lemma_.lower() in words("hedges", "rumours") or view.text(
        found.speaker
    ).lower() in words("hedges", "bare reports")


def _doubtful_cue(view: View, found: Found) -> bool:
    """ "trying to confirm", "unable to confirm", "could not confirm"."""
    first = found.cue[0]
    near = {view.low[k] for k in range(max(view.start_of[first], first - 4), first)}
    return bool(near & words("hedges", "doubtful cue"))


def _discussed(view: View, found: Found) -> bool:
    k = found.cue[0]
    return any(
        view.tokens[j].lemma_.lower() in words("intentions", "consider")
        for j in range(k + 1, min(k + 5, view.end_of[k]) + 1)
    )


def hedges_of(view: View, found: Found) -> Iterator[Range]:
    """The hedge words in the cue and in what is said, as token ranges."""
    soft, hearsay, told = words("hedges", "possible"), words("hedges", "hearsay"), words("hedges", "told of")
    seen: set[int] = set()
    for first, last in ((found.cue,) if found.cue and found.kind != "attributed" else ()) + found.content:
        for k in range(first, last + 1):
            low = view.low[k]
            if k not in seen and (
                low in hearsay
                or low in soft
                and not (low == "may" and view.tokens[k].pos_ == "PROPN")
                and not (low in told and view.tokens[k].dep_ != "amod")
            ):
                seen.add(k)
                yield k, k
            elif (
                low == "no"
                and k not in seen
                and k < last
                and view.tokens[k + 1].lemma_.lower() in words("hedges", "without")
            ):
                seen.update((k, k + 1))  # "no evidence of sabotage"
                yield k, k + 1
