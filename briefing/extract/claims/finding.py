"""From passages to claims: every construction in turn, then nesting, speakers, chains and dates."""
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import Iterable, Iterator

from briefing.extract.claims.chains import find_carriers, find_sources_of, link, outlet_link, without_repeats
from briefing.extract.claims.extents import trim
from briefing.extract.claims.headlines import find_headlines
from briefing.extract.claims.impersonal import find_impersonal
from briefing.extract.claims.intentions import find_intentions
from briefing.extract.claims.judgements import find_judgements
from briefing.extract.claims.narrator import find_narrator
from briefing.extract.claims.quoted import find_following, find_unattributed, join_paragraphs
from briefing.extract.claims.sources import find_sources
from briefing.extract.claims.speakers import Index, Voice, _named, find_genders, kind_of, resolve, stands_for
from briefing.extract.claims.speech import find_speech
from briefing.extract.claims.stance import hedges_of, stance_of
from briefing.extract.claims.view import QUOTES, Found, View, look
from briefing.language import Passage
from briefing.model import Claim, Document, Form, Link, Mention, Span, Stance, TextKinds, When

CONSTRUCTIONS = (find_headlines, find_sources, find_intentions, find_speech, find_judgements, find_impersonal)


def find_claims(document: Document, passages: Iterable[Passage], mentions: Iterable[Mention], dates: Iterable[When], published: When) -> Iterator[Claim]:
    """Every claim of one document in reading order; speakers are left open where the parse is unsure."""
    views = [look(index, passage) for index, passage in enumerate(p for p in passages if p.block.kind in TextKinds)]
    index = Index(mentions)
    dates = sorted((d for d in dates if d.span is not None), key=lambda d: (d.span.start, d.span.end))
    starts = [d.span.start for d in dates]
    drafts: list[Draft] = []
    found_by_view: list[list[Found]] = []
    for view in views:
        found = _distinct(view, [f for construction in CONSTRUCTIONS for f in construction(view)])
        found_by_view.append(found)
    join_paragraphs(views, found_by_view)
    find_following(views, found_by_view)
    continued = frozenset(span.start for found in found_by_view for f in found for span in f.more)
    for view, found in zip(views, found_by_view):
        found += find_unattributed(view, found, continued)
        if not view.tokens or view.passage.at(view.tokens[0].idx) not in continued:
            found += find_narrator(view, found)
        drafts += [draft for f in found if (draft := _draft(view, f)) is not None]
    drafts.sort(key=lambda d: (d.hull[0], -d.hull[1], d.found.cue or (0, 0)))
    _nest(drafts)
    dropped = {id(d) for d in drafts if _redundant(d)}
    drafts = [d for d in drafts if id(d) not in dropped]
    for draft in drafts:
        while draft.within is not None and id(draft.within) in dropped:
            draft.within = draft.within.within
    _name(drafts, document)
    _resolve(drafts, views, index)
    _chain(drafts, document, index)
    for draft in drafts:
        yield _claim(draft, document, index, dates, starts)


CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X", "INTJ"))


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
    why: str | None = None
    chain: tuple[Link, ...] = ()
    stance: Stance | None = None


def _distinct(view: View, found: list[Found]) -> list[Found]:
    """The first finding for each cue word; a second with the same content and speaker adds nothing."""
    out: list[Found] = []
    cues: set[int] = set()
    for one in found:
        if one.cue is not None and any(k in cues for k in range(one.cue[0], one.cue[1] + 1)):
            continue
        parts = tuple(part for part in (trim(view, p) for p in one.content) if part is not None)
        if not any(view.tokens[k].pos_ in CONTENT for a, b in parts for k in range(a, b + 1)) and one.rule not in ("reported by", "citing", "clause before") and not (one.family == "deny" and one.rule == "object"):
            continue
        if not parts or all(b - a < 1 and view.tokens[a].pos_ in ("PRON", "DET") and view.tokens[a].lower_ not in ("this", "that", "it", "these", "them") for a, b in parts):
            continue
        if one.cue is not None:
            cues.update(range(one.cue[0], one.cue[1] + 1))
        out.append(replace(one, content=parts))
    return [_without_outer_cue(view, one, out) for one in out]


def _without_outer_cue(view: View, one: Found, found: list[Found]) -> Found:
    """"A spokesman said that no report existed, the Herald wrote on Monday": what the spokesman said ends before the Herald."""
    for outer in found:
        if outer.rule not in ("clause before", "quote before", "according to") or outer is one or outer.cue is None or outer.cue[0] < outer.content[0][1]:
            continue
        start, end = outer.content[0]
        parts = tuple((a, min(b, end)) if start <= a < end < outer.cue[0] <= b else (a, b) for a, b in one.content)
        if parts != one.content:
            one = replace(one, content=parts)
    return one


def _draft(view: View, found: Found) -> Draft | None:
    parts = [p for p in (trim(view, part) for part in found.content) if p is not None]
    if not parts and not found.more:
        return None
    spans = sorted({*(view.passage.words(*part) for part in parts), *found.more}, key=lambda s: (s.start, s.end))
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return Draft(view, found, tuple(kept), (kept[0].start, kept[-1].end))


def _nest(drafts: list[Draft]) -> None:
    """Give each claim the smallest other claim that holds both its content and its cue."""
    open_: list[Draft] = []
    for n, draft in enumerate(drafts):
        open_ = [d for d in open_ if d.hull[1] > draft.hull[0]]
        twins = []
        for other in drafts[n + 1:n + 6]:
            if other.hull == draft.hull:
                twins.append(other)
        best = None
        for other in open_ + twins:
            if _holds(other, draft) and not _holds(draft, other) and (best is None or other.hull[1] - other.hull[0] < best.hull[1] - best.hull[0]):
                best = other
        draft.within = best
        open_.append(draft)


def _redundant(draft: Draft) -> bool:
    """A weaker reading inside what someone else says: "Lee said Choe plans to …" is Lee's claim alone."""
    outer = draft.within
    while outer is not None and outer.found.kind != "attributed":
        outer = outer.within
    if outer is not None and (draft.found.rule == "citing" or _points_back(draft)):
        return False
    if outer is None or outer.found.rule in ("headline", "according to", "citing") and draft.found.family not in ("think",) and draft.found.kind == "attributed":
        return False
    found = draft.found
    if found.kind == "intention" or found.rule in ("is said to", "expected", "noun of", "noun that", "it is said", "object", "about", "reported by"):
        return True
    if found.family in ("think", "describe", "accuse"):
        return True
    if found.kind == "attributed" and found.head is not None and found.rule == "clause after":
        head = draft.view.tokens[found.head]
        if found.lemma not in STRONG or head.lower_ in ("he", "she", "they", "it", "we", "i", "you") and found.lemma in ("hope", "know", "think", "want"):
            return True
    return False


STRONG = frozenset("""say tell claim warn report announce argue insist state add deny confirm allege declare write acknowledge admit note promise
vow predict testify suggest assert maintain disclose reveal concede explain conclude estimate""".split())


def _holds(outer: Draft, inner: Draft) -> bool:
    start, end = _reach(inner)
    return any(part.start <= start and end <= part.end for part in outer.content) and (outer.hull != inner.hull or outer.found.cue != inner.found.cue)


def _reach(draft: Draft) -> tuple[int, int]:
    """The characters under a claim's content and cue."""
    start, end = draft.hull
    if draft.found.cue is not None:
        cue = draft.view.passage.words(*draft.found.cue)
        start, end = min(start, cue.start), max(end, cue.end)
    return start, end


def _name(drafts: list[Draft], document: Document) -> None:
    seen: Counter[tuple[int, int]] = Counter()
    for draft in drafts:
        seen[draft.hull] += 1
        draft.id = f"{document.id}:{draft.hull[0]}-{draft.hull[1]}" + (f".{seen[draft.hull]}" if seen[draft.hull] > 1 else "")


def _resolve(drafts: list[Draft], views: list[View], index: Index) -> None:
    """Speakers, in the order in which their cues are read."""
    genders = find_genders(views, index)
    spoken: list[Voice] = []
    for draft in sorted(drafts, key=lambda d: (d.view.index, (d.found.cue or d.found.content[0])[0])):
        found, view = draft.found, draft.view
        if found.speaker is None:
            if found.rule == "quotation alone" and spoken and spoken[-1].kind == "person" and spoken[-1].passage >= view.index - 1:
                draft.actor, draft.why = spoken[-1].actor, f"a quotation without a cue right after the words of {spoken[-1].text}"
            continue
        draft.actor, why = resolve(view, found, index, spoken, genders)
        draft.why = why or found.carried if draft.actor or found.speaker else None
        if found.kind in ("attributed", "intention"):
            span = view.passage.words(*found.speaker)
            head = view.tokens[found.head]
            kind = index.first[draft.actor].kind if draft.actor in index.first else kind_of(head)
            text = span.quote if why is None else spoken[-1].text if spoken and spoken[-1].actor == draft.actor else span.quote
            spoken.append(Voice(draft.actor, kind, text, view.index, view.start_of[(found.cue or found.content[0])[0]], head.tag_ in ("NNS", "NNPS") or kind == "group", head.lemma_.lower()))


def _chain(drafts: list[Draft], document: Document, index: Index) -> None:
    """Links, outer claims first; then what reaches over sentence borders, marked as inferred."""
    outlet = outlet_link(document)
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
        for one in reversed(nested):                        # a plan's holder is no source for what is said beside it
            links += own[id(one)] if one is draft or one.found.kind != "intention" else []
        prefix = carried.get(id(draft), [])
        first = own.get(id(draft), [])
        if first and first[0].role == "reports" and draft.found.rule.startswith("noun"):
            prefix = [l for l in prefix if l.role != "organisation"]
        chain = without_repeats(list(prefix) + links)
        chain = tuple(l for l in chain if not (document.outlet and l.holder == document.outlet))
        draft.chain = (outlet, *chain)


def _own_links(draft: Draft, index: Index) -> list[Link]:
    """The steps that the claim's own sentence shows."""
    view, found = draft.view, draft.found
    if found.cue is None and found.speaker is None:
        return []
    cue = view.passage.words(*found.cue) if found.cue else None
    out: list[Link] = []
    if found.via is not None:
        relay = view.doc[found.via[0]:found.via[1] + 1].root
        out.append(link(view, found.via, relay.i, _actor_in(view, found.via, index), index, cue))
    if found.kind == "impersonal":
        low = view.tokens[found.cue[0]].lower_ if found.cue else ""
        if low in ("reports", "report", "rumours", "rumors", "allegations", "claims") and found.rule.startswith("noun"):
            out.append(Link("unnamed reports", None, "reports", False, cue))
        return out
    if found.kind == "intention" and (view.tokens[found.head].pos_ == "PRON" or any(c.dep_ == "conj" for c in view.tokens[found.head].children)):
        return out
    if found.speaker is not None:
        joined = _joined(view, found, index)
        if joined:
            out += [Link(m.span.quote, m.refers, "state" if m.kind == "state" else "official" if m.kind == "person" else "organisation", True, cue) for m in joined]
        else:
            out.append(link(view, found.speaker, found.head, draft.actor, index, cue, inferred=draft.why is not None and view.tokens[found.head].pos_ == "PRON"))
    elif draft.actor is not None:
        mention = index.first.get(draft.actor)
        if mention is not None:
            out.append(Link(mention.span.quote, draft.actor, "official", True, None, True))
    for words, head, at in find_sources_of(view, found):
        out.append(link(view, words, head, _actor_in(view, words, index), index, view.passage.words(*at)))
    for words, head, at in find_carriers(view, found):
        out.append(link(view, words, head, _actor_in(view, words, index), index, view.passage.words(*at)))
    return out


def _joined(view: View, found: Found, index: Index) -> list[Mention]:
    """The two or more actors of "The U.S. and South Korea", where no one mention covers them together."""
    span = view.passage.words(*found.speaker)
    inside = [m for m in index.within(span.start, span.end) if not m.is_place]
    if len(inside) < 2 or not any(c.dep_ == "conj" for c in view.tokens[found.head].children) or any(m.span.end - m.span.start >= 0.75 * (span.end - span.start) and m.kind == "group" and "its" in m.span.quote for m in inside):
        return []
    out = []
    for m in inside:
        if m.reading in ("name", "metonym") and m.kind in ("state", "organisation", "person", "media") and not any(o is not m and o.span.start <= m.span.start and m.span.end <= o.span.end and o.kind != "group" for o in inside):
            out.append(m)
    return out if len(out) > 1 else []


def _actor_in(view: View, words, index: Index) -> str | None:
    """The actor named by these words."""
    head = view.doc[words[0]:words[1] + 1].root
    span = view.passage.words(*words)
    inside = [m for m in index.within(span.start, span.end) if not m.is_place]
    return _named(view, Found("", "say", "attributed", (words,), speaker=words, head=head.i), inside, span) or (None if inside else stands_for(view, words, head.lemma_.lower(), index))


def _carry(drafts: list[Draft], own: dict[int, list[Link]], index: Index) -> dict[int, list[Link]]:
    """Links a claim takes over from another sentence: from "This was reported by …", from an "According to" that opens a run
    of sentences, from the outlet that names its own source, and from the attribution in the next sentence."""
    out: dict[int, list[Link]] = {}
    sentence = lambda d: (d.view.index, d.view.start_of[(d.found.cue or d.found.content[0])[0]])
    by_sentence: dict[tuple[int, int], list[Draft]] = {}
    for d in drafts:
        by_sentence.setdefault(sentence(d), []).append(d)
    keys = sorted(by_sentence)
    mark = lambda links: [replace(l, inferred=True) for l in links]
    whole = _self_report(drafts, own)
    scope: list[Link] = []
    full: dict[str | None, list[Link]] = {}
    for n, key in enumerate(keys):
        here = by_sentence[key]
        pointing = [d for d in here if d.found.content and _points_back(d)]
        if pointing and n:                                  # "This was reported on Tuesday by …"
            longest = max((_path(d, own) for d in pointing), key=len)
            for d in pointing:
                if d.found.rule == "citing":                # whoever is cited said it as it stands there
                    d.stance = _stance(by_sentence[keys[n - 1]][0])
            for d in by_sentence[keys[n - 1]]:
                out[id(d)] = mark(longest)
            if longest:
                full[longest[-1].actor or longest[-1].holder] = longest
    for n, key in enumerate(keys):
        here = by_sentence[key]
        opening = [d for d in here if d.found.rule == "according to" and d.found.cue and d.found.cue[0] <= d.view.start_of[d.found.cue[0]] + 1 and any(l.role in ("media", "agency") for l in own[id(d)])]
        if opening:
            scope = mark(own[id(opening[0])])
            continue
        if any(l.role in ("media", "agency") for d in here for l in own[id(d)]):
            scope = [] if not any(l.actor == s.actor for d in here for l in own[id(d)] for s in scope) else scope
        for d in here:
            if id(d) in out:
                continue
            if whole and d.found.rule != "noun of x":
                out[id(d)] = [l for l in whole if True]
            elif scope and not d.view.title:
                out[id(d)] = scope
    for n, key in enumerate(keys[:-1]):                     # the next sentence's "according to" covers this one
        here, following = by_sentence[key], by_sentence[keys[n + 1]]
        for d in here:
            if id(d) in out or d.found.kind != "narrator" or d.view.title:
                continue
            cover = next((f for f in following if f.found.kind == "attributed" and f.within is None and _covers(d, f, keys[n + 1], key)), None)
            if cover is not None:
                out[id(d)] = mark(own[id(cover)])
    previous: list[Link] = []
    for n, key in enumerate(keys):
        for d in by_sentence[key]:
            if d.found.rule == "it is said" and d.found.family == "say" and id(d) not in out and previous:
                out[id(d)] = mark(previous)
            elif d.found.rule == "adverb" and id(d) not in out and d.within is None and previous and any(l.role in ("media", "agency") for l in previous):
                last = previous[-1]
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


def _points_back(draft: Draft) -> bool:
    """Whether the content is a bare "This" or "The news"."""
    part = draft.found.content[0]
    return len(draft.found.content) == 1 and part[1] - part[0] <= 1 and draft.view.text(part).lower() in ("this", "that", "the news", "the report", "the information", "it", "the claim") and draft.found.kind == "attributed" and draft.found.family != "deny"


def _self_report(drafts: list[Draft], own: dict[int, list[Link]]) -> list[Link]:
    """An outlet that names itself with its source ("The Courier reports per local media") gives the source of its whole text."""
    for d in drafts:
        links = own[id(d)]
        if d.found.cue and d.view.tokens[d.found.cue[0]].lower_ == "reports" and len(links) > 1 and links[0].role in ("media", "agency", "organisation") and links[1].cue is not None and links[1].cue.quote == "per":
            return [replace(l, inferred=True) for l in links]
    return []


def _covers(draft: Draft, following: Draft, key: tuple[int, int], before: tuple[int, int]) -> bool:
    """Whether the attribution of the next sentence, put after its content, also covers this one: it goes on about the same."""
    found = following.found
    if found.cue is None or not found.content or found.cue[0] < found.content[0][0] or found.rule not in ("according to", "quote before", "clause before"):
        return False
    if key[0] != before[0] and not (before[0] == 1 and key[0] == 2):
        return False
    words = lambda v, parts: {t.lemma_.lower() for a, b in parts for t in v.tokens[a:b + 1] if t.pos_ in ("NOUN", "PROPN")}
    shared = words(draft.view, draft.found.content) & words(following.view, found.content)
    return len(shared) >= (1 if key[0] == before[0] else 4)


def _claim(draft: Draft, document: Document, index: Index, dates: list[When], starts: list[int]) -> Claim:
    view, found = draft.view, draft.found
    cue = view.passage.words(*found.cue) if found.cue else None
    speaker = view.passage.words(*found.speaker) if found.speaker else None
    tokens = [k for part in (*found.content, *((found.cue,) if found.cue else ()), *((found.speaker,) if found.speaker else ())) for k in part]
    sentence = view.passage.words(view.start_of[min(tokens)], view.end_of[max(tokens)])
    near = dates[bisect_left(starts, min(sentence.start, draft.hull[0])):bisect_left(starts, max(sentence.end, draft.hull[1]))]
    said, happened = _dates(draft, sentence, near)
    inside = [m for part in draft.content for m in index.within(part.start, part.end)]
    return Claim(
        id=draft.id, document=document.id, kind=found.kind, form=_form(view, draft), stance=_stance(draft), content=draft.content, sentence=sentence,
        cue=cue, speaker=speaker, actor=draft.actor, inferred=draft.why, hedges=tuple(view.passage.words(*words) for words in hedges_of(view, found)),
        chain=draft.chain, said=said, happened=happened, actors=tuple(dict.fromkeys(m.refers for m in inside if not m.is_place)),
        places=tuple(dict.fromkeys(m.refers for m in inside if m.is_place)), headline=view.title, within=draft.within.id if draft.within else None)


def _stance(draft: Draft):
    return draft.stance or stance_of(draft.view, draft.found)


def _form(view: View, draft: Draft) -> Form:
    """direct where the content is a quotation, mixed where it holds one."""
    parts = [view.places.inside(k) for part in draft.found.content for k in (part[0], part[1])]
    if all(q is not None for q in parts):
        return "direct"
    quoted = any(view.tokens[k].text in QUOTES for part in draft.found.content for k in range(part[0], part[1] + 1))
    return "mixed" if quoted or any(q is not None for q in parts) else "indirect"


def _dates(draft: Draft, sentence: Span, dates: list[When]) -> tuple[When | None, When | None]:
    """(said, happened): the date outside the content belongs to the cue, the first inside it to what is told."""
    inside = [d for d in dates if any(d.span.within(part) for part in draft.content)]
    outside = [d for d in dates if d.span.within(sentence) and not any(d.span.overlaps(part) for part in draft.content)]
    found = draft.found
    said = None
    outside = [d for d in outside if _depth(draft, d, found.cue[0] if found.cue else -1) == 0]
    if found.cue is not None and outside and found.kind in ("attributed", "intention"):
        cue = draft.view.passage.words(*found.cue)
        said = min(outside, key=lambda d: (abs(d.span.start - cue.end), d.span.start))
    ranked = sorted(inside, key=lambda d: (d.value is None, _depth(draft, d, -1), d.span.start))
    return said, ranked[0] if ranked else None


def _depth(draft: Draft, date: When, cue: int) -> int:
    """How many side clauses part a date from the main one ("an engineer who inspected it in 2021": one), up to the cue."""
    view = draft.view
    if date.span.start < view.passage.at(0) or date.span.end > view.passage.block.span.end:
        return 9
    start, _ = view.passage.char_span(date.span)
    inside = view.doc.char_span(start, start + 1, alignment_mode="expand")
    if inside is None:
        return 9
    token, steps, depth = inside[0], 0, 0
    while token.head is not token and token.i != cue and steps < 14:
        depth += token.dep_ in ("relcl", "acl", "appos")
        token = token.head
        steps += 1
    return depth
