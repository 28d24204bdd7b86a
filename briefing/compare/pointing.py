"""A denial that names no matter of its own: "called the statements 'unfounded rumours'", "rejects the sum", and what it points at."""

from briefing.compare.desk import Desk
from briefing.compare.gist import Gist
from briefing.compare.settling import PRONOUNS
from briefing.compare.terms import word_list
from briefing.lexicon import word_set

ASSERTED = frozenset(("claimed", "confirmed"))
BETWEEN = 40  # words between a claim and a denial by a party to it
NEXT = 6  # words between two sentences that stand next to each other ("according to the Post")
SAID = 4  # claims of one passage that are shown


def points_back(gist: Gist) -> bool:
    """Whether the denial names no matter of its own, only "the statements", "it", "these claims as baseless"."""
    back, verdicts = word_list("pointing back"), word_list("verdicts")
    judged = max(
        (i for i, token in enumerate(gist.tokens) if token.text in verdicts), default=len(gist.tokens)
    )  # 'this "a fairytale" | on television'
    rest = [
        t
        for t in gist.tokens[:judged]
        if t.term and t.term.kind != "name" and t.text not in back and t.text not in verdicts
    ]
    return not rest and any(token.text in back for token in gist.tokens)


def pointed_at(desk: Desk, denial: Gist) -> Gist | None:
    """The nearest claim before a denial that points back: in its own or the previous sentence, or two back where the denier is a party to it."""
    before = [
        g
        for g in desk.told_in[denial.claim.document]
        if g.claim.content[0].start < denial.claim.content[0].start
        and (g.claim.kind == "attributed" or answers(desk, denial, g))
        and len(g.features) >= 2
        and g.claim.content[-1].end <= denial.claim.content[0].start
        and deniable(desk, denial, g)
    ]
    named = [t.name for t in denial.tokens if t.name]  # "dismissed Kyiv's claims": only Kyiv's
    if named:
        before = [
            g
            for g in before
            if g.claim.actor and any(desk.cast.related(g.claim.actor, name) for name in named)
        ]
    amount = any(token.text in word_list("sums") for token in denial.tokens)
    if amount:  # "rejects the sum", "dismissed that figure"
        before = [g for g in before if g.claim.figures]
    if not before or _from_outside(denial):
        return None
    accused = any(token.text in word_list("accusing") for token in denial.tokens)
    voiced = [
        g for g in before if accused and g.claim.kind != "narrator" and close(desk, denial, g)
    ]  # an accusation is somebody's, before it is the report's own
    nearest = max(voiced or before, key=lambda g: (g.claim.sentence.start, -g.claim.content[0].start))
    between = desk.words_between(denial, nearest)
    return (
        nearest
        if between <= NEXT or between <= BETWEEN and (amount or party(desk, denial, nearest))
        else None
    )


def _from_outside(denial: Gist) -> bool:
    """Whether the words say where the rumours are from: "the rumours spread on social networks", not those of this report."""
    words = denial.words
    said = [
        at
        for at, word in enumerate(words)
        if word.lemma in word_set("disputes", "talk")
        and not any(other.head == at and other.lemma in ("this", "these", "that", "those") for other in words)
    ]
    return any(
        word.head in said
        and word.dep in ("acl", "relcl")
        and word.lemma in word_set("disputes", "goes round")
        for word in words
    )


def passage(desk: Desk, denial: Gist, target: Gist) -> list[Gist]:
    """What the same voice says right before the claim that is pointed at: "this" takes in all of it."""
    found: list[Gist] = []
    for gist in reversed(desk.told_in[target.claim.document]):
        if (
            gist.claim.content[-1].end <= target.claim.content[0].start
            and deniable(desk, denial, gist)
            and gist.claim.kind == "attributed"
        ):
            if not desk.one_voice(gist, target):
                break
            found.append(gist)
    return found[:SAID]


def deniable(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """A claim put forward as so, by someone else than the one who denies."""
    if (
        claim.claim.stance not in ASSERTED
        and claim.claim.kind != "impersonal"
        and not _suspects(claim)
        or claim.claim.stance == "denied"
        or claim.claim.id == denial.claim.id
        or claim.says_not
    ):
        return False
    mine, theirs = denial.claim.actor, claim.claim.actor
    return not _his_own(desk, denial, claim) and (
        mine is None or theirs is None or not desk.cast.related(mine, theirs)
    )


def _his_own(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether "it denied" may be said of who is quoted right before: "The army said it had found two cars. It denied that …"."""
    speaker, before = denial.claim.speaker, claim.claim.speaker
    if (
        denial.claim.actor
        or speaker is None
        or before is None
        or speaker.quote.lower() not in PRONOUNS
        or denial.claim.document != claim.claim.document
    ):
        return False
    return claim.claim.sentence.start < denial.claim.sentence.start and not desk.text_between(
        claim, denial
    ).strip("\"'”’ .")


def _suspects(gist: Gist) -> bool:
    """ "is feared to have exploded": no more than a suspicion, yet put forward."""
    verb = gist.claim.features.verb if gist.claim.features else None
    return (
        verb is not None
        and gist.claim.stance == "unconfirmed"
        and not gist.claim.negated
        and gist.words[verb].lemma in word_set("hedges", "suspected")
    )


def party(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether the one who denies is spoken of in the claim, or acts for someone who is."""
    actor = denial.claim.actor
    speaker = set() if actor is None else desk.cast.kin(actor)
    if (
        denial.claim.speaker
    ):  # "North Korea's representative to the UN": the state is named in the words themselves
        speaker |= {
            m.refers for m in desk.mentions_in[denial.claim.document] if m.span.within(denial.claim.speaker)
        }
    return any(name in speaker for name in claim.claim.actors)


def answers(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether denial and claim stand in neighbouring sentences of one report."""
    return denial.claim.document == claim.claim.document and desk.words_between(denial, claim) <= NEXT


def close(desk: Desk, denial: Gist, claim: Gist) -> bool:
    """Whether at most a sentence stands between a claim and the denial after it."""
    return desk.words_between(denial, claim) <= BETWEEN
