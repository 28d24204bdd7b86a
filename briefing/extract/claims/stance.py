"""How firmly: the stance of a claim from its cue and the main verb's own auxiliaries, with the hedge words as written."""
from typing import Any, Iterator

from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import words
from briefing.model import Stance

SILENT = frozenset("comment say confirm discuss answer disclose elaborate specify name identify reveal speculate give provide address".split())
TOLD = frozenset("reported alleged suspected purported rumored rumoured".split())     # hedges before a noun only: "it had reported the flaw" is none
CONDITIONS = frozenset(("if", "should", "unless"))


def stance_of(view: View, found: Found) -> Stance:
    """The stance that the words give; only the main verb's own auxiliaries count, not words anywhere in the clause."""
    family, root = found.family, _root(view, found)
    content = " ".join(view.text(part) for part in found.content).lower()
    if family in ("hearsay", "unclear", "verify"):
        return "unconfirmed"
    if family == "deny":
        return "unconfirmed" if found.negated else "denied"
    if family == "confirm":
        return "unconfirmed" if found.negated or _doubtful_cue(view, found) or " possible " in f" {content[:60]} " else "confirmed"
    if family == "consider":
        return "considering"
    if family == "refuse":
        return "unconfirmed" if any(view.tokens[k].lower_ in SILENT for k in range(found.content[0][0], min(found.content[0][0] + 3, found.content[0][1]) + 1)) else "denied"
    if family in ("plan", "request"):
        return "planned" if not found.negated else "denied"
    if family == "expect":
        return "considering" if found.rule == "expected" and _discussed(view, found) else "planned"
    if family == "narrate":
        return _of_narrator(view, found, root)
    if family == "voice" and found.lemma in ("reject", "dismiss"):
        return "denied"                                     # "rejected suggestions that managers knew"
    if family in ("accuse", "voice", "urge"):
        return "claimed"
    if family == "describe":
        return "denied" if _refuted(content) or found.lemma in ("dismiss", "reject") else "claimed"
    if found.negated and found.lemma in ("say", "know", "believe", "think", "specify", "clarify", "reveal", "disclose", "announce", "report", "comment", "elaborate", "confirm", "predict", "claim", "tell", "state", "indicate", "explain"):
        return "unconfirmed"
    if family == "warn" and len(found.content) == 1 and root is not None and root.pos_ not in ("VERB", "AUX"):
        return "planned" if view.title is False and found.rule == "about" else "claimed"
    if found.speaker is not None and view.tokens[found.head].lemma_.lower() in ("rumor", "rumour", "speculation") or found.speaker is not None and view.text(found.speaker).lower() in ("reports", "media reports", "some reports", "unconfirmed reports"):
        return "unconfirmed"
    return _of_clause(view, found, root, content)


def _of_clause(view: View, found: Found, root: Any, content: str) -> Stance:
    if found.lemma in ("fear", "wonder", "speculate", "suspect", "doubt", "worry"):
        return "unconfirmed"
    if root is None:
        return "claimed"
    own = _own(root)
    if root.lemma_.lower() in words("intentions", "consider") and ("be" in _lemmas(root) or own & {"may", "might", "could"}):
        return "considering"
    subject = next((c for c in root.children if c.dep_ in ("attr", "nsubj", "nsubjpass")), None)
    if subject is not None and _there(root) and subject.lemma_.lower() in words("intentions", "prospects"):
        return "considering"
    if any(c.dep_ in ("attr", "acomp", "oprd", "neg") for c in root.children) and _refuted(content) and root.lemma_ == "be":
        return "denied"
    if _there(root) and subject is not None and any(c.lower_ in ("no", "little") for c in subject.children) and subject.lemma_.lower() in words("hedges", "without"):
        return "unconfirmed"
    if root.lemma_.lower() in ("have", "see", "find") and any(f"no {word}" in content[:120] for word in sorted(words("hedges", "without"))):
        return "unconfirmed"
    if own & words("hedges", "possible verbs") or own & {"possibly", "potentially", "perhaps", "maybe", "probably", "unlikely", "unclear", "concerned", "worried", "afraid", "likely"}:
        return "unconfirmed"
    if root.lemma_.lower() in ("try", "seek", "work", "attempt") and any(c.dep_ == "xcomp" and c.lemma_.lower() in ("confirm", "verify", "determine", "establish", "ascertain") for c in root.children):
        return "unconfirmed"
    direct = view.quoted(found.content[0][0])
    if own & words("hedges", "planned verbs") and not (direct and "would" in own) or root.lemma_.lower() in ("plan", "intend", "prepare", "vow", "pledge", "aim", "hope") or root.lemma_.lower() in words("hedges", "expected") and root.tag_ == "VBN" or _going(root) or _ahead(root):
        return "planned"
    if found.family == "warn" or found.lemma == "warn":
        return "claimed" if own & {"has", "have", "had", "'ve", "was", "were"} or root.tag_ == "VBD" else "unconfirmed"
    return "claimed"


def _of_narrator(view: View, found: Found, root: Any) -> Stance:
    if root is None:
        return "claimed"
    cue = view.text(found.cue).lower() if found.cue else ""
    opener = view.tokens[found.content[0][0]].lower_
    conditional = opener in CONDITIONS or view.text(found.content[0])[:16].lower().startswith("in the event")
    own = _own(root)
    if cue.split(" ")[0] in ("may", "might") or "would" in cue or "likely" in cue and conditional:
        return "considering"
    if root.lemma_.lower() in words("intentions", "consider") and "be" in _lemmas(root):
        return "considering"
    if cue == "could" or "likely" in own or "unlikely" in own or own & {"possibly", "perhaps", "probably"}:
        return "unconfirmed"
    if cue in ("will", "wo", "'ll", "shall") or cue or _going(root) or _ahead(root) or root.lemma_.lower() in ("plan", "intend", "aim", "prepare") and root.tag_ != "VBN":
        return "planned"
    if root.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in root.children) and root.lemma_.lower() in ("send", "prepare", "plan", "set", "head", "travel", "visit", "meet", "launch", "open", "close", "leave"):
        return "planned"
    return "claimed"


def _root(view: View, found: Found) -> Any | None:
    """The main verb of the content."""
    if not found.content:
        return None
    first, last = found.content[-1]
    if len(found.content) > 1 and found.content[-1][1] - found.content[-1][0] < 2 or found.rule in ("quote before", "clause before") and len(found.content) > 1:
        first, last = found.content[0]
    root = view.doc[first:last + 1].root
    if root.pos_ not in ("VERB", "AUX"):
        for token in view.tokens[first:last + 1]:
            if token.pos_ in ("VERB", "AUX") and token.dep_ in ("ccomp", "ROOT") and token.tag_ != "VBG":
                return token
    while root.pos_ == "AUX" and root.dep_ in ("aux", "auxpass") and first <= root.head.i <= last:
        root = root.head
    return root


def _own(root: Any) -> set[str]:
    """The root verb's own auxiliaries, adverbs and complements, with its own form."""
    own = {c.lower_ for c in root.children if c.dep_ in ("aux", "advmod", "acomp", "attr", "neg") }
    own.add(root.lower_)
    return own


def _lemmas(root: Any) -> set[str]:
    return {c.lemma_.lower() for c in root.children if c.dep_ == "aux"} | ({"be"} if root.tag_ in ("VBP", "VBZ") else set())


def _there(root: Any) -> bool:
    return any(c.dep_ == "expl" or c.lower_ == "there" for c in root.children)


def _going(root: Any) -> bool:
    return root.lower_ == "going" and any(c.dep_ == "xcomp" for c in root.children)


def _ahead(root: Any) -> bool:
    return root.lower_ in ("set", "due", "poised", "slated", "scheduled") and any(c.dep_ == "xcomp" for c in root.children) or any(c.dep_ == "acomp" and c.lower_ in ("due", "poised", "set", "ready") for c in root.children)


def _refuted(content: str) -> bool:
    bare = content.replace('"', " ").replace("'", " ").replace(".", " ").replace(",", " ")
    here = set(bare.split())
    return any(word in here if " " not in word else word in content for word in words("hedges", "refuted"))


def _doubtful_cue(view: View, found: Found) -> bool:
    """"trying to confirm", "unable to confirm", "could not confirm"."""
    first = found.cue[0]
    near = {view.tokens[k].lower_ for k in range(max(view.start_of[first], first - 4), first)}
    return bool(near & {"trying", "tried", "seeking", "unable", "cannot", "n't", "yet", "declined", "refused", "working"})


def _discussed(view: View, found: Found) -> bool:
    k = found.cue[0]
    return any(view.tokens[j].lemma_.lower() in words("intentions", "consider") for j in range(k + 1, min(k + 5, view.end_of[k]) + 1))


def hedges_of(view: View, found: Found) -> Iterator[Range]:
    """The hedge words in the cue and in what is said, as token ranges."""
    soft, hearsay = words("hedges", "possible"), words("hedges", "hearsay")
    seen: set[int] = set()
    for first, last in ((found.cue,) if found.cue and found.kind != "attributed" else ()) + found.content:
        for k in range(first, last + 1):
            low = view.tokens[k].lower_
            if k not in seen and (low in hearsay or low in soft and not (low == "may" and view.tokens[k].pos_ == "PROPN") and not (low in TOLD and view.tokens[k].dep_ != "amod")):
                seen.add(k)
                yield k, k
            elif low == "no" and k not in seen and k < last and view.tokens[k + 1].lemma_.lower() in words("hedges", "without"):
                seen.update((k, k + 1))                     # "no evidence of sabotage"
                yield k, k + 1
