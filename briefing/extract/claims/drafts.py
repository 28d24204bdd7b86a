"""Claims in the making: one draft for each finding, nested in what holds it, echoes left out, each with its readable id."""

from collections import Counter
from dataclasses import dataclass

from briefing.extract.claims.extents import trim
from briefing.extract.claims.stance import stance_of
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import words
from briefing.model import Document, Link, Span, Stance

DEEPEST = 24  # claims in claims that are looked at


@dataclass(slots=True)
class Draft:
    """A claim in the making."""

    view: View
    found: Found
    content: tuple[Span, ...]
    hull: tuple[int, int]
    id: str = ""
    within: "Draft | None" = None
    actor: str | None = None
    told_by: str | None = None  # words elsewhere that the speaker's words stand for
    why: str | None = None
    chain: tuple[Link, ...] = ()
    stance: Stance | None = None
    reach: tuple[int, int] = (0, 0)  # characters under content and cue


def draft_of(view: View, found: Found) -> Draft | None:
    parts = [p for p in (trim(view, part) for part in found.content) if p is not None]
    if not parts and not found.more:
        return None
    spans = sorted(
        {*(view.passage.words(*part) for part in parts), *found.more}, key=lambda s: (s.start, s.end)
    )
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return Draft(view, found, tuple(kept), (kept[0].start, kept[-1].end))


def nest(drafts: list[Draft]) -> None:
    """Give each claim the smallest other claim that holds both its content and its cue."""
    for draft in drafts:
        draft.reach = _reach(draft)
    open_: list[Draft] = []
    for n, draft in enumerate(drafts):
        open_ = [d for d in open_ if d.hull[1] > draft.hull[0]][-DEEPEST:]
        twins = []
        for other in drafts[n + 1 : n + 6]:
            if other.hull == draft.hull:
                twins.append(other)
        best = None
        for other in open_ + twins:
            if (
                _holds(other, draft)
                and not _holds(draft, other)
                and (best is None or other.hull[1] - other.hull[0] < best.hull[1] - best.hull[0])
            ):
                best = other
        draft.within = best
        open_.append(draft)


def is_echo(draft: Draft) -> bool:
    """A weaker reading inside what someone else says: "Lee said Choe plans to …" is Lee's claim alone."""
    outer = draft.within
    while outer is not None and outer.found.kind != "attributed":
        outer = outer.within
    if outer is not None and (draft.found.rule == "citing" or points_back(draft)):
        return False
    if (
        outer is None
        or outer.found.rule in ("headline", "according to", "citing")
        and draft.found.family not in ("think",)
        and draft.found.kind == "attributed"
    ):
        return False
    found = draft.found
    if found.rule == "noun that" and found.speaker is not None:
        return False  # "rejects the claim of the union that …": the union's
    if found.kind == "intention" or found.rule in (
        "is said to",
        "expected",
        "noun of",
        "noun that",
        "it is said",
        "object",
        "about",
        "reported by",
    ):
        return True
    if found.family in ("think", "describe", "accuse"):
        return not (
            found.negated and found.lemma in words("hedges", "opinions")
        )  # "said that he did not believe it had sunk"
    if found.kind == "attributed" and found.head is not None and found.rule == "clause after":
        head = draft.view.tokens[found.head]
        if (
            found.lemma not in STRONG
            or head.lower_ in ("he", "she", "they", "it", "we", "i", "you")
            and found.lemma in ("hope", "know", "think", "want")
        ):
            return True
    return False


STRONG = frozenset(
    """say tell claim warn report announce argue insist state add deny confirm allege declare write acknowledge admit note promise
vow predict testify suggest assert maintain disclose reveal concede explain conclude estimate""".split()
)


def _holds(outer: Draft, inner: Draft) -> bool:
    start, end = inner.reach
    return any(part.start <= start and end <= part.end for part in outer.content) and (
        outer.hull != inner.hull or outer.found.cue != inner.found.cue
    )


def _reach(draft: Draft) -> tuple[int, int]:
    """The characters under a claim's content and cue."""
    start, end = draft.hull
    if draft.found.cue is not None:
        cue = draft.view.passage.words(*draft.found.cue)
        start, end = min(start, cue.start), max(end, cue.end)
    return start, end


def name(drafts: list[Draft], document: Document) -> None:
    seen: Counter[tuple[int, int]] = Counter()
    for draft in drafts:
        seen[draft.hull] += 1
        draft.id = f"{document.id}:{draft.hull[0]}-{draft.hull[1]}" + (
            f".{seen[draft.hull]}" if seen[draft.hull] > 1 else ""
        )


def points_back(draft: Draft) -> bool:
    """Whether the content is a bare "This" or "The news"."""
    part = draft.found.content[0]
    return (
        len(draft.found.content) == 1
        and part[1] - part[0] <= 1
        and draft.view.text(part).lower()
        in ("this", "that", "the news", "the report", "the information", "it", "the claim")
        and draft.found.kind == "attributed"
        and draft.found.family != "deny"
    )


def stance_of_draft(draft: Draft) -> Stance:
    """The stance its words give, or that of the words it points back to."""
    return draft.stance or stance_of(draft.view, draft.found)
