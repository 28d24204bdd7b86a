"""From passages to claims: every construction in turn, then nesting, speakers, chains and dates."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.extract.claims.beside import find_beside
from briefing.extract.claims.drafts import Draft, draft_of, is_echo, name, nest, stance_of_draft
from briefing.extract.claims.extents import after_dateline, trim
from briefing.extract.claims.grammar import FINITE
from briefing.extract.claims.headlines import find_headlines
from briefing.extract.claims.impersonal import find_heard, find_impersonal
from briefing.extract.claims.index import Index, find_genders
from briefing.extract.claims.intentions import find_intentions
from briefing.extract.claims.judgements import find_judgements
from briefing.extract.claims.named import joined
from briefing.extract.claims.narrator import find_narrator
from briefing.extract.claims.pronouns import Scene, Voice
from briefing.extract.claims.quoted import (
    find_following,
    find_labelled,
    find_led,
    find_posted,
    find_unattributed,
    is_transcript,
    join_paragraphs,
)
from briefing.extract.claims.sources import find_sources
from briefing.extract.claims.speakers import kind_of, resolve
from briefing.extract.claims.speech import find_speech
from briefing.extract.claims.stance import hedges_of
from briefing.extract.claims.tracing import trace
from briefing.extract.claims.unsaid import find_silence, find_unsaid, of_nobody, with_negation
from briefing.extract.claims.view import Found, View, look, note_names
from briefing.interval import Interval
from briefing.language import Passage
from briefing.model import Claim, Document, Form, Mention, Office, Span, TextKinds, When

CONSTRUCTIONS = (
    find_led,
    find_sources,
    find_beside,
    find_intentions,
    find_speech,
    find_judgements,
    find_impersonal,
    find_heard,
    find_silence,
    find_unsaid,
)
CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X", "INTJ"))


def find_claims(
    document: Document,
    passages: Iterable[Passage],
    mentions: Iterable[Mention],
    dates: Iterable[When],
    published: When,
    offices: Iterable[Office] = (),
) -> Iterator[Claim]:
    """Every claim of one document in reading order; speakers are left open where the parse is unsure."""
    views = [
        look(index, passage) for index, passage in enumerate(p for p in passages if p.block.kind in TextKinds)
    ]
    index = Index(mentions, offices)
    dates = sorted((d for d in dates if d.span is not None), key=lambda d: (d.span.start, d.span.end))
    starts = [d.span.start for d in dates]
    drafts: list[Draft] = []
    found_by_view: list[list[Found]] = []
    transcript = is_transcript(views)
    for view in views:
        block = view.passage
        note_names(
            view,
            (m.span for m in index.within(block.at(0), block.at(len(view.whole) - 1) + 1) if not m.is_place)
            if view.whole
            else (),
        )
        heads = list(find_headlines(view))
        found = _distinct(
            view,
            heads
            or find_posted(view)
            or transcript
            and find_labelled(view)
            or [f for construction in CONSTRUCTIONS for f in construction(view)],
        )
        found_by_view.append(found)
    join_paragraphs(views, found_by_view)
    find_following(views, found_by_view)
    continued = frozenset(span.start for found in found_by_view for f in found for span in f.more)
    for view, found in zip(views, found_by_view):
        found += find_unattributed(view, found, continued)
        found += find_narrator(view, found + _running(view, continued))
        drafts += [draft for f in found if (draft := draft_of(view, f)) is not None]
    drafts.sort(key=lambda d: (d.hull[0], -d.hull[1], d.found.cue or (0, 0)))
    nest(drafts)
    dropped = {id(d) for d in drafts if is_echo(d)}
    drafts = [d for d in drafts if id(d) not in dropped]
    for draft in drafts:
        while draft.within is not None and id(draft.within) in dropped:
            draft.within = draft.within.within
    name(drafts, document)
    _resolve(drafts, views, index)
    trace(drafts, document, index)
    yield from _dated_alike([_claim(draft, document, index, dates, starts, published) for draft in drafts])


def _running(view: View, continued: frozenset[int]) -> list[Found]:
    """What runs on from the paragraph before, up to the end of its last sentence ("…,” he said."): told there already."""
    if view.tokens and view.passage.at(view.tokens[0].idx) in continued:
        return [Found("running", "say", "attributed", ((0, len(view.tokens) - 1),))]
    quotation = view.places.all[0] if view.places.all else None
    if quotation is None or view.passage.words(quotation.first, quotation.last).start not in continued:
        return []
    last = len(view.tokens) - 1 if quotation.closer is None else view.end_of[quotation.closer]
    return [Found("running", "say", "attributed", ((0, last),))]


def _dated_alike(claims: list[Claim]) -> Iterator[Claim]:
    """One breath, one day: "told reporters on Monday, adding that …" was all said on Monday."""
    days = {
        (claim.sentence.start, claim.speaker): claim.said
        for claim in reversed(claims)
        if claim.said and claim.speaker and claim.kind == "attributed"
    }
    for claim in claims:
        day = (
            days.get((claim.sentence.start, claim.speaker))
            if claim.said is None and claim.kind == "attributed" and claim.inferred
            else None
        )
        yield replace(claim, said=day) if day else claim


def _distinct(view: View, found: list[Found]) -> list[Found]:
    """The first finding for each cue word; a second with the same content and speaker adds nothing."""
    out: list[Found] = []
    cues: set[int] = set()
    for one in filter(None, (of_nobody(view, one) for one in found)):
        if one.cue is not None and any(k in cues for k in range(one.cue[0], one.cue[1] + 1)):
            continue
        parts = tuple(
            part for part in (trim(view, after_dateline(view, p)) for p in one.content) if part is not None
        )
        if (
            not any(view.tokens[k].pos_ in CONTENT for a, b in parts for k in range(a, b + 1))
            and one.rule not in ("reported by", "citing", "clause before", "unsaid")
            and not (one.rule.startswith("quote") and parts and parts[0][1] > parts[0][0])
            and not (one.family == "deny" and one.rule == "object")
        ):
            continue
        if not parts or all(
            b - a < 1
            and view.tokens[a].pos_ in ("PRON", "DET")
            and view.tokens[a].lower_ not in ("this", "that", "it", "these", "them")
            for a, b in parts
        ):
            continue
        if one.cue is not None:
            cues.update(range(one.cue[0], one.cue[1] + 1))
        if (
            one.speaker is not None
            and view.tokens[one.speaker[1]].pos_ == "AUX"
            and one.head is not None
            and one.head < one.speaker[1]
        ):
            one = replace(one, speaker=(one.speaker[0], one.speaker[1] - 1))
        if one.speaker is not None and _torn(view, one.speaker):
            if one.kind == "intention":
                continue  # nobody's plan is no plan
            one = replace(one, speaker=None, head=None, carried=None)
        out.append(replace(one, content=parts))
    return [_without_outer_cue(view, one, out) for one in out]


def _torn(view: View, words: tuple[int, int]) -> bool:
    """Whether a speaker's words are no phrase but a tear of the parse: "?", "the group Who? has"; the speaker is then left open."""
    return not any(letter.isalnum() for letter in view.text(words)) or any(
        view.tokens[k].text in ("?", "!")
        or view.tokens[k].text == "-"
        and view.tokens[k].whitespace_
        and view.tokens[k - 1].whitespace_
        for k in range(words[0], words[1])
    )


def _without_outer_cue(view: View, one: Found, found: list[Found]) -> Found:
    """ "A spokesman said that no report existed, the Herald wrote on Monday": what the spokesman said ends before the Herald."""
    for outer in found:
        if (
            outer.rule not in ("clause before", "quote before", "according to")
            or outer is one
            or outer.cue is None
            or outer.cue[0] < outer.content[0][1]
        ):
            continue
        start, end = outer.content[0]
        parts = tuple(
            (a, min(b, end)) if start <= a < end < outer.cue[0] <= b else (a, b) for a, b in one.content
        )
        if parts != one.content:
            one = replace(one, content=parts)
    return one


def _resolve(drafts: list[Draft], views: list[View], index: Index) -> None:
    """Speakers, in the order in which their cues are read."""
    scene = Scene(views, index, find_genders(views, index), [])
    for draft in sorted(drafts, key=lambda d: (d.view.index, (d.found.cue or d.found.content[0])[0])):
        found, view, last = draft.found, draft.view, scene.spoken[-1] if scene.spoken else None
        if found.speaker is None:
            goes_on = found.rule == "quotation" and last is not None and _right_before(view, found, last)
            if (
                goes_on
                or found.rule == "quotation alone"
                and last is not None
                and last.kind == "person"
                and last.passage >= view.index - 1
            ):
                draft.actor, draft.told_by, draft.why = (
                    last.actor,
                    last.text,
                    f"a quotation without a cue right after the words of {last.text}",
                )
            elif found.rule in ("quotation", "quotation alone"):
                draft.why = "the report does not say whose words these are"
            continue
        meant = resolve(view, found, scene)
        draft.actor, draft.told_by, draft.why = meant.actor, meant.text, meant.why or found.carried
        if found.kind in ("attributed", "intention"):
            scene.spoken.append(_voice(draft, index))


def _right_before(view: View, found: Found, voice: Voice) -> bool:
    """Whether somebody named speaks in the sentence before a quotation of the same paragraph: 'It was safe, he said. "We checked."'."""
    opener = found.content[0][0] - 1
    return (
        voice.passage == view.index
        and voice.actor is not None
        and not voice.plural
        and voice.sentence == view.start_of[opener - 1]
    )


def _voice(draft: Draft, index: Index) -> Voice:
    """Who speaks with a draft, for what comes after it."""
    found, view = draft.found, draft.view
    head = view.tokens[found.head]
    kind = index.first[draft.actor].kind if draft.actor in index.first else ""
    kind = (
        kind
        if kind and not (kind == "organisation" and kind_of(view, found.speaker, head) == "person")
        else kind_of(view, found.speaker, head)
    )
    both = joined(view, found, index)
    text = draft.told_by or ("" if head.pos_ == "PRON" and draft.actor is None else view.text(found.speaker))
    return Voice(
        draft.actor,
        kind,
        text,
        view.index,
        view.start_of[(found.cue or found.content[0])[0]],
        head.tag_ in ("NNS", "NNPS") or kind == "group",
        head.lemma_.lower(),
        tuple(m.refers for m in both[1:]),
    )


def _claim(
    draft: Draft, document: Document, index: Index, dates: list[When], starts: list[int], published: When
) -> Claim:
    view, found = draft.view, draft.found
    cue = view.passage.words(*with_negation(view, found)) if found.cue else None
    speaker = view.passage.words(*found.speaker) if found.speaker else None
    tokens = [
        k
        for part in (
            *found.content,
            *((found.cue,) if found.cue else ()),
            *((found.speaker,) if found.speaker else ()),
        )
        for k in part
    ]
    sentence = view.passage.words(view.start_of[min(tokens)], view.end_of[max(tokens)])
    if draft.hull[1] > sentence.end:  # "The curator wrote:" and the quotation in the next paragraph
        sentence = document.span(sentence.start, draft.hull[1])
    near = dates[
        bisect_left(starts, min(sentence.start, draft.hull[0])) : bisect_left(
            starts, max(sentence.end, draft.hull[1])
        )
    ]
    said, happened = _dates(draft, sentence, near, published)
    inside = [m for part in draft.content for m in index.within(part.start, part.end)]
    return Claim(
        id=draft.id,
        document=document.id,
        kind=found.kind,
        form=_form(view, draft),
        stance=stance_of_draft(draft),
        content=draft.content,
        sentence=sentence,
        cue=cue,
        negated=found.negated and found.family != "verify",
        speaker=speaker,
        actor=draft.actor,
        inferred=draft.why,
        hedges=tuple(view.passage.words(*words) for words in hedges_of(view, found)),
        chain=draft.chain,
        said=said,
        happened=happened,
        actors=tuple(dict.fromkeys(m.refers for m in inside if not m.is_place)),
        places=tuple(dict.fromkeys(m.refers for m in inside if m.is_place)),
        headline=view.title,
        within=draft.within.id if draft.within else None,
        rule=found.rule,
    )


def _form(view: View, draft: Draft) -> Form:
    """direct where the content is a quotation, mixed where it holds one."""
    parts = [view.places.inside(k) for part in draft.found.content for k in (part[0], part[1])]
    if all(q is not None for q in parts):
        return "direct"
    quoted = any(k in view.marks for part in draft.found.content for k in range(part[0], part[1] + 1))
    return "mixed" if quoted or any(q is not None for q in parts) else "indirect"


def _dates(
    draft: Draft, sentence: Span, dates: list[When], published: When
) -> tuple[When | None, When | None]:
    """(said, happened): the date outside the content belongs to the cue, the first inside it to what is told; nothing was said after publication."""
    inside = [d for d in dates if any(d.span.within(part) for part in draft.content)]
    outside = [
        d
        for d in dates
        if d.span.within(sentence) and not any(d.span.overlaps(part) for part in draft.content)
    ]
    found = draft.found
    said = None
    outside = [
        d
        for d in outside
        if not _ahead_of(d, published)
        and _depth(draft, d, found.cue[0] if found.cue else -1) == 0
        and not _parted(draft, d, sentence)
    ]
    if found.cue is not None and outside and found.kind in ("attributed", "intention"):
        cue = draft.view.passage.words(*found.cue)
        said = min(outside, key=lambda d: (abs(d.span.start - cue.end), d.span.start))
    ranked = sorted(inside, key=lambda d: (d.value is None, _depth(draft, d, -1), d.span.start))
    return said, ranked[0] if ranked else None


def _ahead_of(date: When, published: When) -> bool:
    """ "declared mourning through Jan. 4": a day after the report came out is no day of saying."""
    day, out = Interval.read(date.value), Interval.read(published.value)
    return day is not None and out is not None and out.before(day)


def _parted(draft: Draft, date: When, sentence: Span) -> bool:
    """Whether a comma parts a date from a later cue: "The union, on strike since May, said"; a date that opens the sentence is not parted."""
    view = draft.view
    cue = view.passage.words(*draft.found.cue).start if draft.found.cue else 0
    if (
        draft.found.cue
        and date.span.start > cue
        and view.passage.at(0) <= date.span.start < view.passage.block.span.end
    ):
        at, _ = view.passage.char_span(
            date.span
        )  # "…, the diplomat said, according to whom it had been due in March"
        for k in range(draft.found.cue[1] + 1, view.end_of[draft.found.cue[1]] + 1):
            if view.tokens[k].idx >= at:
                break
            if view.tokens[k].tag_ in FINITE and not any(a <= k <= b for a, b in draft.found.content):
                return True
    return (
        date.span.end < cue
        and date.span.start - sentence.start > 12
        and "," in draft.view.passage.document.text[date.span.end : cue]
    )


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
