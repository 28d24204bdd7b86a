"""The chain of each claim: its own steps, those of the claims around it, and what reaches over from another sentence."""

from dataclasses import replace

from briefing.extract.claims.chains import carriers, find_carriers, find_sources_of, link, without_repeats
from briefing.extract.claims.definite import stands_for
from briefing.extract.claims.drafts import Draft, points_back, stance_of_draft
from briefing.extract.claims.index import Index
from briefing.extract.claims.named import joined, named_by, set_off
from briefing.extract.claims.view import Found, View
from briefing.model import Document, Link, Mention

UNSOURCED = (
    "is said to",
    "it is said",
    "expected",
    "adverb",
    "word is",
)  # passed on from somebody the words do not name
HEARSAY = ("media", "agency", "reports", "unnamed")


def trace(drafts: list[Draft], document: Document, index: Index) -> None:
    """Links, outer claims first; then what reaches over sentence borders, marked as inferred."""
    first_links = carriers(document)
    known = {document.outlet, *(f"{the}{document.forwarded}" for the in ("", "the ", "The "))}
    own: dict[int, list[Link]] = {}
    for draft in drafts:
        own[id(draft)] = _own_links(draft, index)
    carried = _carry(drafts, own, index)
    for draft in sorted(drafts, key=lambda d: (d.hull[0], -(d.hull[1]), d.found.cue or (0, 0))):
        links: list[Link] = []
        above = draft
        nested: list[Draft] = []
        while above is not None and len(nested) < 12:
            nested.append(above)
            above = above.within
        for one in reversed(nested):  # a plan's holder is no source for what is said beside it
            links += own[id(one)] if one is draft or one.found.kind != "intention" else []
        prefix = carried.get(id(draft), [])
        first = own.get(id(draft), [])
        if first and first[0].role == "reports" and draft.found.rule.startswith("noun"):
            prefix = [link for link in prefix if link.role != "organisation"]
        if draft.found.rule in UNSOURCED and not prefix and not links:
            links = [_unnamed(draft)]
        chain = without_repeats(list(prefix) + links)
        draft.chain = (*first_links, *(one for one in chain if one.holder not in known))


def _own_links(draft: Draft, index: Index) -> list[Link]:
    """The steps that the claim's own sentence shows."""
    view, found = draft.view, draft.found
    if found.cue is None and found.speaker is None:
        mention = index.first.get(draft.actor) if draft.actor else None
        return [_carried(mention, draft.told_by)] if mention is not None else []
    cue = view.passage.words(*found.cue) if found.cue else None
    out: list[Link] = []
    if found.via is not None:
        relay = view.doc[found.via[0] : found.via[1] + 1].root
        out.append(link(view, found.via, relay.i, _actor_in(view, found.via, index), index, cue))
    if found.kind == "impersonal":
        low = view.tokens[found.cue[0]].lower_ if found.cue else ""
        if low in (
            "reports",
            "report",
            "rumours",
            "rumors",
            "allegations",
            "claims",
        ) and found.rule.startswith("noun"):
            out.append(Link("unnamed reports", None, "reports", False, cue))
        return out
    if found.kind == "intention" and (
        view.tokens[found.head].pos_ == "PRON"
        and draft.actor is None
        or any(c.dep_ == "conj" for c in view.tokens[found.head].children)
    ):
        return out
    if found.speaker is not None:
        both = joined(view, found, index)
        if both:
            one = link(view, found.speaker, found.head, both[0].refers, index, cue)
            out.append(replace(one, also=tuple(m.refers for m in both[1:])))
            draft.actor = draft.actor if draft.actor in {m.refers for m in both} else both[0].refers
        else:
            pronoun = draft.why is not None and view.tokens[found.head].pos_ == "PRON"
            one = link(view, found.speaker, found.head, draft.actor, index, cue, inferred=pronoun)
            out.append(replace(one, holder=draft.told_by) if pronoun and draft.told_by else one)
    elif draft.actor in index.first:
        out.append(_carried(index.first[draft.actor], None))
    for words, head, at in find_sources_of(view, found, index):
        out.append(link(view, words, head, _actor_in(view, words, index), index, view.passage.words(*at)))
    for words, head, at in find_carriers(view, found):
        out.append(link(view, words, head, _actor_in(view, words, index), index, view.passage.words(*at)))
    return out


def _unnamed(draft: Draft) -> Link:
    """The step to whoever says "reportedly", "is said to", "it is understood": somebody, and not the outlet."""
    cue = draft.found.cue
    return Link("unnamed sources", None, "unnamed", False, draft.view.passage.words(*cue) if cue else None)


def _carried(mention: Mention, words: str | None) -> Link:
    """The step to somebody whose words go on without a cue."""
    return Link(words or mention.span.quote, mention.refers, "official", True, None, True)


def _actor_in(view: View, words, index: Index) -> str | None:
    """The actor named by these words."""
    head = view.doc[words[0] : words[1] + 1].root
    span = view.passage.words(*words)
    inside = [m for m in index.within(span.start, span.end) if not m.is_place]
    found = Found("", "say", "attributed", (words,), speaker=words, head=head.i)
    return (
        set_off(view, found, index)
        or named_by(view, found, inside, span)
        or (None if inside else stands_for(view, words, head.lemma_.lower(), index))
    )


def _carry(drafts: list[Draft], own: dict[int, list[Link]], index: Index) -> dict[int, list[Link]]:
    """Links a claim takes over from another sentence: from "This was reported by …", from an "According to" that opens a run
    of sentences, from the outlet that names its own source, and from the attribution in the next sentence."""
    out: dict[int, list[Link]] = {}
    sentence = lambda d: (d.view.index, d.view.start_of[(d.found.cue or d.found.content[0])[0]])
    by_sentence: dict[tuple[int, int], list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(sentence(d), []).append(d)
    keys = sorted(by_sentence)
    mark = lambda links: [replace(link, inferred=True) for link in links]
    whole = _self_report(drafts, own)
    scope: list[Link] = []
    full: dict[str | None, list[Link]] = {}
    for n, key in enumerate(keys):
        here = by_sentence[key]
        pointing = [d for d in here if d.found.content and points_back(d)]
        if pointing and n:  # "This was reported on Tuesday by …"
            longest = max((_path(d, own) for d in pointing), key=len)
            for d in pointing:
                if d.found.rule == "citing":  # whoever is cited said it as it stands there
                    d.stance = stance_of_draft(by_sentence[keys[n - 1]][0])
            for d in by_sentence[keys[n - 1]]:
                out[id(d)] = mark(longest)
            if longest:
                full[longest[-1].actor or longest[-1].holder] = longest
    for key in keys:
        here = by_sentence[key]
        opening = [
            d
            for d in here
            if d.found.rule == "according to"
            and d.found.cue
            and d.found.cue[0] <= d.view.start_of[d.found.cue[0]] + 1
            and any(link.role in ("media", "agency") for link in own[id(d)])
        ]
        if opening:
            scope = mark(own[id(opening[0])])
            continue
        if any(link.role in ("media", "agency") for d in here for link in own[id(d)]):
            scope = (
                []
                if not any(link.actor == s.actor for d in here for link in own[id(d)] for s in scope)
                else scope
            )
        for d in here:
            if id(d) in out:
                continue
            if whole and d.found.rule != "noun of x":
                out[id(d)] = list(whole)
            elif scope and not d.view.title:
                out[id(d)] = scope
    for n, key in enumerate(keys[:-1]):  # the next sentence's "according to" covers this one
        here, following = by_sentence[key], by_sentence[keys[n + 1]]
        for d in here:
            if id(d) in out or d.found.kind != "narrator" or d.view.title:
                continue
            cover = next(
                (
                    f
                    for f in following
                    if f.found.kind == "attributed" and f.within is None and _covers(d, f, keys[n + 1], key)
                ),
                None,
            )
            if cover is not None:
                out[id(d)] = mark(own[id(cover)])
    previous: list[Link] = []
    for key in keys:
        for d in by_sentence[key]:
            if (
                d.found.rule == "it is said"
                and d.found.family == "say"
                and d.found.lemma != "understand"
                and id(d) not in out
                and previous
            ):
                out[id(d)] = mark(previous)
            elif (
                d.found.rule == "adverb"
                and id(d) not in out
                and d.within is None
                and previous
                and previous[-1].role in HEARSAY
                and any(link.role in ("media", "agency") for link in previous)
            ):
                last = previous[-1]  # "reportedly" goes on with hearsay, never with somebody's own words
                out[id(d)] = mark(full.get(last.actor or last.holder, previous))
        said = [d for d in by_sentence[key] if d.found.kind == "attributed"]
        previous = _path(said[-1], own) if said else []
    return out


def _path(draft: Draft, own: dict[int, list[Link]]) -> list[Link]:
    """The links of a claim and of those it is nested in, outermost first."""
    links: list[Link] = []
    one: Draft | None = draft
    steps = []
    while one is not None and len(steps) < 12:
        steps.append(one)
        one = one.within
    for one in reversed(steps):
        links += own[id(one)]
    return list(without_repeats(links))


def _self_report(drafts: list[Draft], own: dict[int, list[Link]]) -> list[Link]:
    """An outlet that names itself with its source ("The Courier reports per local media") gives the source of its whole text."""
    for d in drafts:
        links = own[id(d)]
        if (
            d.found.cue
            and d.view.tokens[d.found.cue[0]].lower_ == "reports"
            and len(links) > 1
            and links[0].role in ("media", "agency", "organisation")
            and links[1].cue is not None
            and links[1].cue.quote == "per"
        ):
            return [replace(link, inferred=True) for link in links]
    return []


def _covers(draft: Draft, following: Draft, key: tuple[int, int], before: tuple[int, int]) -> bool:
    """Whether the attribution of the next sentence, put after its content, also covers this one: it goes on about the same."""
    found = following.found
    if (
        found.cue is None
        or not found.content
        or found.cue[0] < found.content[0][0]
        or found.rule not in ("according to", "quote before", "clause before")
    ):
        return False
    if key[0] != before[0] and not (before[0] == 1 and key[0] == 2):
        return False
    words = lambda v, parts: {
        t.lemma_.lower() for a, b in parts for t in v.tokens[a : b + 1] if t.pos_ in ("NOUN", "PROPN")
    }
    shared = words(draft.view, draft.found.content) & words(following.view, found.content)
    return len(shared) >= (1 if key[0] == before[0] else 4)
