"""What the outlet asserts itself: sentences no one else is given for, with what is planned or uncertain in them."""

from collections.abc import Iterator

from briefing.extract.claims import grammar
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import words


def find_narrator(view: View, taken: list[Found]) -> Iterator[Found]:
    """One claim for each sentence that has a finite verb and no attribution of its own."""
    doc = view.tokens
    held = [
        (
            min(r[0] for r in f.content + tuple(r for r in (f.cue, f.speaker) if r)),
            max(r[1] for r in f.content + tuple(r for r in (f.cue, f.speaker) if r)),
        )
        for f in taken
        if f.kind in ("attributed", "impersonal", "intention")
    ]
    first = 0
    while first < len(doc):
        last = view.end_of[first]
        if last < first:
            break
        hulls = [h for h in held if h[0] <= last and first <= h[1]]
        found = _sentence(view, first, last, hulls, taken)
        if found is not None:
            yield found
        first = last + 1


def _sentence(view: View, first: int, last: int, hulls: list, taken: list[Found]) -> Found | None:
    doc = view.tokens
    if last - first < 3:
        return None
    root = next((doc[k] for k in range(first, last + 1) if doc[k].dep_ == "ROOT"), None)
    cue = _cue(view, root, first, last)
    if hulls:
        covered = sum(min(h[1], last) - max(h[0], first) + 1 for h in hulls)
        # an attribution that is only a part of the sentence leaves the rest to the outlet
        if any(
            f.rule in ("unclear", "it is said")
            and f.cue
            and first <= f.cue[0] <= last
            and doc[first].lower_ in ("it", "the")
            for f in taken
            if f.cue and f.cue[0] - first < 6
        ):
            return None
        main = [
            f
            for f in taken
            if f.cue
            and first <= f.cue[0] <= last
            and root is not None
            and (f.cue[0] <= root.i <= f.cue[1] or any(c[0] <= root.i <= c[1] for c in f.content))
        ]
        opening = _concession(view, first, last, hulls) or _clause_before(view, root, first, last, taken)
        if opening is not None:
            return Found("narrator", "narrate", "narrator", (opening,), None, lemma="", headline=view.title)
        if main or covered > 0.75 * (last - first + 1) or any(h[0] <= first and h[1] >= last for h in hulls):
            return None
    if root is None or not (grammar.has_finite(doc, first, last) or view.title and cue):
        return None
    if doc[last].text == "?" or any(view.places.inside(k) for k in (root.i,)):
        return None
    start = first
    while start < last and start in view.marks:
        start += 1
    return Found(
        "narrator",
        "narrate",
        "narrator",
        ((start, last),),
        cue,
        lemma=root.lemma_.lower(),
        negated=False,
        headline=view.title,
    )


def _cue(view: View, root, first: int, last: int):
    """ "will", "may", "set to": the word that makes the sentence a plan or a possibility."""
    doc = view.tokens
    if root is None:
        return None
    for c in root.children:
        if c.dep_ == "aux" and c.lower_ in words("intentions", "modals"):
            if c.i + 1 <= last and doc[c.i + 1].lower_ == "likely":
                return c.i, c.i + 1
            return c.i, c.i
    for c in root.children:
        if c.dep_ == "acomp" and c.lower_ in words("intentions", "ahead"):
            return c.i, c.i
    if view.title:
        for k in range(first + 1, min(last, first + 9)):
            if doc[k].lower_ in ("set", "due", "poised", "expected", "likely") and doc[k + 1].lower_ == "to":
                return k, k + 1
            if (
                doc[k].lower_ == "to"
                and doc[k + 1].tag_ == "VB"
                and not any(doc[j].tag_ in grammar.FINITE for j in range(first, k))
            ):
                return k, k
    return None


def _concession(view: View, first: int, last: int, hulls: list):
    """ "While the city has paid so far, the mayor said …": the outlet's own opening clause."""
    doc = view.tokens
    if doc[first].lower_ not in ("while", "although", "though"):
        return None
    comma = next(
        (
            k
            for k in range(first + 3, last)
            if doc[k].text == ","
            and k + 1 <= last
            and doc[k + 1].pos_ in ("DET", "PROPN", "PRON", "NOUN", "ADJ")
        ),
        None,
    )
    if (
        comma is None
        or any(h[0] < comma and first <= h[1] for h in hulls)
        or not grammar.has_finite(doc, first + 1, comma - 1)
    ):
        return None
    return first + 1, comma - 1


def _clause_before(view: View, root, first: int, last: int, taken: list[Found]):
    """ "The bank closed forty branches and said …": what the speaker did first, in the outlet's own words."""
    doc = view.tokens
    if (
        root is None
        or root.tag_ not in grammar.FINITE
        and not any(c.tag_ in grammar.FINITE for c in root.children if c.dep_ == "aux")
    ):
        return None
    here = [f for f in taken if f.cue and first <= f.cue[0] <= last]
    if (
        any(a <= root.i <= b for f in here for a, b in (f.cue, *f.content))
        or view.quoted(root.i)
        or doc[last].text == "?"
    ):
        return None
    cue = min(
        (
            f.cue[0]
            for f in here
            if f.carried
            and f.cue
            and f.cue[0] > root.i
            and doc[f.cue[0]].head.i == root.i
            and doc[f.cue[0]].dep_ in ("conj", "advcl")
        ),
        default=None,
    )
    if cue is None or any(f.cue[0] < cue for f in here):
        return None
    end = cue - 1
    while end > root.i and (doc[end].pos_ in ("ADV", "AUX", "PART", "CCONJ") or doc[end].text == ","):
        end -= 1
    return (first, end) if end > root.i + 1 else None
