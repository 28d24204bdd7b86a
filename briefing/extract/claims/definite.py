"""Who a definite noun is: "the ministry", "the governor", "the company"; open where nobody named before is called so, or two are."""

from briefing.extract.claims.index import Index
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.words import words
from briefing.lexicon import read_lexicon
from briefing.model import Mention

REACH = 20_000  # characters in which the only bearer of a noun is looked for
LATEST = 3  # speakers among whom "the spokesman" is looked for
BODIES = ("organisation", "media")


def stands_for(
    view: View, words_: Range, lemma: str, index: Index, speakers: tuple[str, ...] = ()
) -> str | None:
    """The actor whose name or office holds the noun of words_: the only one so called before it, or of several the last to speak.

    `speakers` are the actors who spoke before, the last one first.
    """
    wanted = _told_of(view, words_)
    if view.low[words_[0]] not in ("the", "this", "that") or len(wanted) > 2:
        return None
    return _one(index, view.passage.words(*words_).start, lemma, wanted, speakers)


def _told_of(view: View, words_: Range) -> list[str]:
    """The words that part a noun from others called so: not "same", not where it sits ("the Oslo-based"), no bracket behind it."""
    low, out = view.low, []
    last = next((k for k in range(words_[0], words_[1]) if low[k] == "("), words_[1] + 1) - 1
    for k in range(words_[0] + 1, last):
        if low[k] in ("based", "-", "same") or low[k + 1 : k + 3] == ["-", "based"]:
            continue
        out.append(low[k])
    return out


def _one(index: Index, at: int, lemma: str, wanted: list[str], speakers: tuple[str, ...]) -> str | None:
    before = [
        m for m in index.within(max(0, at - REACH), at) if not m.is_place and _fits(m, lemma, wanted, index)
    ]
    fits = {m.refers for m in before}
    if lemma in words(
        "voices", "roles of many"
    ):  # of spokesmen and lawyers a report has many it does not name
        fits &= set(speakers[:LATEST])
    if len(fits) < 2:
        return next(iter(fits), None)
    last = next((actor for actor in speakers if actor in fits), None)
    return last if last is not None and before[-1].refers == last else None


def called_so(view: View, token: int, lemma: str, index: Index, speakers: tuple[str, ...] = ()) -> str | None:
    """The actor called by one plain noun before: the only one, or of several the last to speak."""
    at = view.passage.at(view.tokens[token].idx)
    return _one(index, at, lemma, [], speakers)


def of_state(view: View, words_: Range, lemma: str, inside: list[Mention], index: Index) -> str | None:
    """The one body named so far that "the Albanian ministry" is: of that state, and called so."""
    if len(inside) != 1 or inside[0].kind != "state" or lemma not in words("voices", "bodies"):
        return None
    state = inside[0].refers
    start = view.passage.words(*words_).start
    wanted = [
        view.low[k]
        for k in range(words_[0], words_[1])
        if view.tokens[k].pos_ in ("NOUN", "ADJ") and not _covers(view, inside[0], k)
    ]
    fits = {
        m.refers
        for m in index.within(max(0, start - REACH), start)
        if m.refers.startswith(f"{state}-") and _fits(m, lemma, wanted, index)
    }
    return next(iter(fits)) if len(fits) == 1 else None


def _covers(view: View, mention: Mention, token: int) -> bool:
    return mention.span.start <= view.passage.at(view.tokens[token].idx) < mention.span.end


def in_title(view: View, words_: Range, lemma: str, index: Index) -> str | None:
    """Whom a title's bare noun means: the only one the report calls so ("Lawyer says …", "Ferry union refuses …")."""
    head = view.tokens[words_[1]]
    if (
        not view.title
        or head.tag_ not in ("NN", "NNP")
        or view.low[words_[0]] in ("a", "an", "one", "another")
    ):
        return None
    fits = {m.refers for m in index.all if not m.is_place and _fits(m, lemma, [], index)}
    return next(iter(fits)) if len(fits) == 1 else None


def the_only(lemma: str, index: Index) -> str | None:
    """The only body that the whole report calls by a noun."""
    fits = {m.refers for m in index.all if not m.is_place and m.kind in BODIES and _fits(m, lemma, [], index)}
    return next(iter(fits)) if len(fits) == 1 else None


def _fits(mention: Mention, lemma: str, wanted: list[str], index: Index) -> bool:
    """Whether an actor is called by a noun, and by the words before it."""
    called = index.called.get(mention.refers, "")
    if mention.kind == "person":
        return lemma in words("voices", "people") and all(f" {word} " in called for word in (lemma, *wanted))
    if mention.kind not in BODIES:
        return False
    if lemma in words("voices", "companies"):
        return (
            mention.kind == "organisation"
            and not wanted
            and not mention.span.quote.isupper()
            and not any(f" {word} " in called for word in words("voices", "public bodies"))
        )
    names = (lemma, f"{lemma}s", *read_lexicon("voices")["stands for"].get(lemma, ()))
    if lemma == "agency" and wanted and wanted[-1] in ("spy", "intelligence", "espionage"):
        return mention.kind == "organisation" and " intelligence " in called
    return (
        lemma in words("voices", "bodies")
        and any(f" {name} " in called for name in names)
        and all(f" {word} " in called for word in wanted)
    )
