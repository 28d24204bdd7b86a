"""Claims that someone denies: by pointing back ("called the statements 'unfounded rumours'") or in words of the same matter."""
from collections import defaultdict
from typing import Iterator

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist
from briefing.compare.settling import same_subject
from briefing.compare.shifts import refuses
from briefing.compare.terms import word_list
from briefing.model import Finding

COVER = 0.6             # of what the denial says must stand in the claim it denies
MATES = 4               # claims of other reports shown beside the one denied


def find_denials(desk: Desk) -> Iterator[Finding]:
    """`claim-denial`: one actor says it, another denies it; in order of the denials."""
    explicit: dict[int, list[Gist]] = defaultdict(list)
    for pair in desk.pairs:
        for one, two in ((pair.first, pair.second), (pair.second, pair.first)):
            if desk.gists[one].claim.stance == "denied":
                explicit[one].append(desk.gists[two])
    for gist in desk.gists:
        if gist.claim.stance != "denied" or refuses(gist):
            continue
        target = _pointed_at(desk, gist) if points_back(gist) else _matched(desk, gist, explicit[gist.order])
        if target is None:
            continue
        others = [mate for mate in desk.mates(target) if _deniable(desk, gist, mate)]
        claims = [target, *others[:MATES], gist]
        spans = [desk.cut(claim) for claim in claims[:-1]] + [desk.cut(gist, cue=True)]
        where = "in the same report" if target.claim.document == gist.claim.document else f"in report {gist.claim.document}"
        why = f"{desk.whose(target)} says {quoted(spans[0])}; {desk.whose(gist)} denies it {where}: {quoted(spans[-1])}."
        if others:
            why += f" {len(others)} more of the claims laid out here say the same as the one denied."
        yield finding("conflict", "claim-denial", claims, spans, why)


def points_back(gist: Gist) -> bool:
    """Whether the denial names no matter of its own, only "the statements", "it", "these claims as baseless"."""
    back, verdicts = word_list("pointing back"), word_list("verdicts")
    rest = [t for t in gist.tokens if t.term and t.term.kind != "name" and t.text not in back and t.text not in verdicts]
    return not rest and any(token.text in back for token in gist.tokens)


def _deniable(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """A claim put forward as so, by someone else than the one who denies."""
    if claim.claim.stance not in ("claimed", "confirmed") or claim.claim.id == denial.claim.id or claim.says_not:
        return False
    mine, theirs = denial.claim.actor, claim.claim.actor
    return mine is None or theirs is None or not desk.cast.related(mine, theirs)


def party(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether the one who denies is spoken of in the claim, or acts for someone who is."""
    actor = denial.claim.actor
    speaker = set() if actor is None else desk.cast.kin(actor)
    if denial.claim.speaker:        # "North Korea's representative to the UN": the state is named in the words themselves
        speaker |= {m.refers for m in desk.mentions_in[denial.claim.document] if m.span.within(denial.claim.speaker)}
    return any(name in speaker for name in claim.claim.actors)


def _pointed_at(desk: Desk, denial: Gist) -> Gist | None:
    """The nearest claim before a denial that points back: in its own or the previous sentence, or two back where the denier is a party to it."""
    before = [g for g in desk.told_in[denial.claim.document]
              if g.claim.content[0].start < denial.claim.content[0].start and g.claim.kind == "attributed" and len(g.features) >= 3
              and g.claim.content[-1].end <= denial.claim.content[0].start and _deniable(desk, denial, g)]
    named = [t.name for t in denial.tokens if t.name]      # "dismissed Kyiv's claims": only Kyiv's
    if named:
        before = [g for g in before if g.claim.actor and any(desk.cast.related(g.claim.actor, name) for name in named)]
    if not before:
        return None
    nearest = max(before, key=lambda g: (g.claim.sentence.start, -g.claim.content[0].start))
    text = desk.documents[denial.claim.document].text[nearest.claim.sentence.end:denial.claim.sentence.start]
    between = len(text.split())
    return nearest if between <= 2 or (between <= 40 and party(desk, denial, nearest)) else None


def _answers(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether denial and claim stand in neighbouring sentences of one report."""
    if denial.claim.document != claim.claim.document:
        return False
    first, second = sorted((denial.claim.sentence, claim.claim.sentence), key=lambda span: span.start)
    return len(desk.documents[denial.claim.document].text[first.end:second.start].split()) <= 2


def _matched(desk: Desk, denial: Gist, candidates: list[Gist]) -> Gist | None:
    """The claim that says what an outspoken denial denies: the same deed, and most of the denial's words."""
    best: tuple[float, int] | None = None
    verdicts, helping = word_list("verdicts"), word_list("auxiliaries") - {"to"}
    if not any(t.text in helping or (t.text.endswith("ing") and t is denial.tokens[0]) or t.deed for t in denial.tokens):
        return None                                     # "rejected single mothers": nothing that could be so or not
    own = [f for f in denial.features if f.value not in verdicts]
    whole = sum(desk.scale.weight[f] for f in own)
    for claim in candidates:
        if not _deniable(desk, denial, claim) or claim.claim.sentence.overlaps(denial.claim.sentence) or not (denial.heads & claim.heads or _answers(desk, denial, claim)) or not same_subject(denial, claim, desk.cast):
            continue
        shared = [f for f in own if f in desk.scale.sets[claim.order]]
        if sum(f.own for f in shared) < (1 if _answers(desk, denial, claim) else 2) or len(shared) < 2 or not whole:
            continue
        # by weight and by number: in a small set one rare word ("the builder Kemstone") weighs as much as all the rest
        cover = max(sum(desk.scale.weight[f] for f in shared) / whole, len(shared) / len(own) - 0.1)
        if in_order(desk.date(denial), desk.date(claim)) and denial.claim.document != claim.claim.document:
            continue                                    # what is said later cannot have been denied before
        if cover >= COVER and (party(desk, denial, claim) or cover >= 0.8 or _answers(desk, denial, claim)) and (best is None or (cover, -claim.order) > best):
            best = (cover, -claim.order)
    return desk.gists[-best[1]] if best else None
