"""Claims that someone denies: by pointing back ("called the statements 'unfounded rumours'") or in words of the same matter."""

from collections import defaultdict
from collections.abc import Iterator

from briefing.compare.answers import answered, such
from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist
from briefing.compare.phrases import main_verb, matter, objects, own_terms, subject
from briefing.compare.pointing import answers, close, deniable, party, passage, pointed_at, points_back
from briefing.compare.settling import same_subject
from briefing.compare.shifts import lacking, refuses
from briefing.compare.terms import Term, word_list
from briefing.interval import Interval
from briefing.model import Finding

COVER = 0.6  # of what the denial says must stand in the claim it denies
RARE = 4  # claims of the set that may speak of a thing for its denial in another report to be about them
SHORT_VERDICT = 5  # words of a verdict ("is a forgery")
LONG_VERDICT = 10  # … and of one by its contrary ("does not correspond to reality")
LONG_AGO = 60  # days after which it is another matter that is denied
FEW = 6  # terms of a claim so short that it turns on each of them
PART = 0.5  # where the claim holds the deed and its name as a part
MATES = 4  # claims of other reports shown beside the one denied


def find_denials(desk: Desk) -> Iterator[Finding]:
    """`claim-denial`: one actor says it, another denies it; in order of the denials."""
    explicit: dict[int, list[Gist]] = defaultdict(list)
    for pair in desk.pairs:
        for one, two in ((pair.first, pair.second), (pair.second, pair.first)):
            explicit[one].append(desk.gists[two])
    denied: dict[
        tuple[int, bool], tuple[Gist, list[Gist]]
    ] = {}  # what is denied, or judged ("is a forgery"), with all who do so
    for gist in desk.gists:
        target = _target(desk, gist, explicit[gist.order]) or answered(desk, gist)
        if target is not None:
            home = desk.bundle_of[target.order].members[0] if target.order in desk.bundle_of else target.order
            denied.setdefault((home, gist.claim.stance == "denied"), (target, []))[1].append(gist)
    for target, several in denied.values():
        yield _denial(desk, target, several)


def _denial(desk: Desk, target: Gist, denials: list[Gist]) -> Finding:
    """The claim, what goes with it, and the denials; those of its own report first."""
    denials = sorted(
        denials,
        key=lambda gist: (such(gist) is not None, gist.claim.document != target.claim.document, gist.order),
    )
    denials = [
        one
        for i, one in enumerate(denials)
        if not any(_one_denier(desk, one, other) for other in denials[:i])
    ][:MATES]  # said again by one voice
    gist = denials[0]
    said = passage(desk, gist, target) if points_back(gist) and such(gist) is None else []
    others = [mate for mate in desk.mates(target) if deniable(desk, gist, mate)]
    claims = [target, *said, *others[:MATES], *denials[1:], gist]
    answers = len(denials)
    spans = [desk.cut(claim) for claim in claims[:-answers]] + [
        desk.cut(claim, cue=True) for claim in claims[-answers:]
    ]
    where = (
        "in the same report"
        if target.claim.document == gist.claim.document
        else f"in report {gist.claim.document}"
    )
    why = f"{desk.whose(target)} says {quoted(spans[0])}; {desk.whose(gist)} denies it {where}: {quoted(spans[-1])}."
    if others:
        why += f" {len(others)} more of the claims laid out here say the same as the one denied."
    return finding("conflict", "claim-denial", claims, spans, why)


def _one_denier(desk: Desk, one: Gist, two: Gist) -> bool:
    mine, yours = one.claim.speaker, two.claim.speaker
    return desk.one_voice(one, two) or bool(mine and yours and mine.quote.lower() == yours.quote.lower())


def _target(desk: Desk, gist: Gist, alike: list[Gist]) -> Gist | None:
    """What a claim denies, whichever way it says so; None where it denies nothing, or nothing that these reports hold."""
    if (
        gist.claim.speaker is None
        and gist.claim.kind == "narrator"
        and not gist.claim.headline
        and lacking(gist.tokens) is not None
    ):
        return _existing(
            desk, gist, lacking_existence(gist)
        )  # "It has found no evidence that the ship hit anything"
    if (
        gist.claim.headline
        or gist.claim.speaker is None
        or gist.claim.speaker.quote.lower() in word_list("anybody")
    ):
        return None
    cue = gist.claim.cue
    if cue and any(cue.overlaps(part) for part in gist.claim.content):
        return None
    if (
        cue
        and gist.claim.words.lower() == "it"
        and " that " in desk.documents[gist.claim.document].text[cue.end : gist.claim.sentence.end]
    ):
        return None  # "It was denied by the board that anyone was hurt"
    if (
        gist.says_not
        and any(token.text == "such" for token in gist.tokens)
        and not (gist.claim.cue and gist.claim.negated)
    ):
        return _disowned(desk, gist)
    if gist.claim.stance == "denied" and not refuses(gist):
        if points_back(gist):
            return pointed_at(desk, gist)
        return (
            _matched(desk, gist, alike)
            or _existing(desk, gist, denied_existence(gist))
            or _answered(desk, gist)
        )
    if gist.claim.stance in ("claimed", "confirmed", "unconfirmed"):
        if points_back(gist) and any(token.text in word_list("verdicts") for token in gist.tokens):
            return pointed_at(desk, gist)
        return _judged(desk, gist) or _existing(desk, gist, lacking_existence(gist))
    return None


def _disowned(desk: Desk, denial: Gist) -> Gist | None:
    """ "The navy says it never issued such a bulletin": the last thing that the report had from it."""
    verb = main_verb(denial)
    thing = objects(denial, verb) if verb else ()
    if not any(token.text == "such" for token in thing) or not any(
        token.text in word_list("messages") for token in thing
    ):
        return None
    before = [
        g
        for g in desk.told_in[denial.claim.document]
        if g.claim.sentence.end <= denial.claim.sentence.start
        and g.claim.stance in ("claimed", "confirmed")
        and g.claim.speaker
        and denial.claim.speaker
        and g.claim.kind == "attributed"
        and not g.says_not
    ]
    same = [
        g
        for g in before
        if (g.claim.actor is not None and g.claim.actor == denial.claim.actor)
        or g.claim.speaker.quote.lower() == denial.claim.speaker.quote.lower()
    ]
    return same[-1] if same else None


def _judged(desk: Desk, denial: Gist) -> Gist | None:
    """ "the memo is a forgery", "the information that 500 died does not correspond to reality": a claim about what is judged."""
    verb = denial.claim.features.verb if denial.claim.features else None
    said = [
        token for token in denial.tokens if verb is not None and token.at not in denial.claim.features.subject
    ]
    words, truths = {token.text for token in said}, word_list("truths")
    if not (
        words & word_list("verdicts")
        and not denial.says_not
        and len(said) <= SHORT_VERDICT
        or denial.says_not
        and words & truths
        and len(said) <= LONG_VERDICT
    ):
        return None
    about = [
        term
        for term in own_terms(subject(denial)) | {t.term for t in subject(denial) if t.term}
        if term.value not in word_list("verdicts") | word_list("pointing back")
    ]
    if not about:
        return None
    what = max(about, key=lambda term: (desk.scale.weight.get(term, 0), term))
    spoke = desk.speaking(what.value) if what.kind == "word" else []  # "a letter spoke of …"
    found = [
        g
        for g in [*desk.holding(what), *spoke]
        if deniable(desk, denial, g)
        and g.claim.sentence != denial.claim.sentence
        and (g in spoke or len(set(about) & set(g.features)) >= min(len(about), 2))
    ]
    return _nearest(desk, denial, found)


def denied_existence(gist: Gist) -> Term | None:
    """ "there was a vote", denied: what is said not to exist."""
    words = gist.words
    for token in gist.tokens:
        word = words[token.at]
        if (
            word.dep in ("attr", "nsubj")
            and word.head is not None
            and any(w.dep == "expl" and w.head == word.head for w in words)
            and token.term
            and token.term.own
        ):
            return token.term
    return None


def lacking_existence(gist: Gist) -> Term | None:
    """ "there had been no blasting", "no evidence of an explosion", "no evidence that the ship hit anything": what is said not to be."""
    words, tokens = gist.words, gist.tokens
    at = lacking(tokens)
    if at is not None:
        inside = [
            token
            for token in tokens[at + 1 : at + 8]
            if token.term
            and token.term.kind in ("class", "word")
            and (token.deed or words[token.at].pos in ("VERB", "NOUN"))
        ]
        main = [token for token in inside if words[token.at].pos == "VERB" or words[token.at].dep == "pobj"]
        return main[0].term if main else None
    for token in tokens:
        none = any(word.head == token.at and word.lemma == "no" for word in words) and not any(
            word.head == token.at and word.lemma == "more" for word in words
        )
        verb = gist.claim.features.verb if gist.claim.features else None
        if (
            none
            and words[token.at].dep in ("attr", "nsubj")
            and any(word.dep == "expl" and word.head == verb for word in words)
            and token.term
            and token.term.own
        ):
            return token.term
    return None


def _existing(desk: Desk, denial: Gist, thing: Term | None) -> Gist | None:
    """A claim that tells as so what the denial says is not there: in the same report, or in another where few claims speak of it."""
    if thing is None or thing.value in word_list("things"):
        return None
    told = desk.holding(thing)
    rare = len(told) <= RARE
    at = lacking(denial.tokens)
    if at is not None and any(
        token.text in word_list("part of a whole") for token in denial.tokens[at + 1 : at + 4]
    ):
        return None  # "no evidence that further persons were on board"
    rest = (
        {token.term for token in denial.tokens[at + 1 : at + 9] if token.term and token.term.own}
        if at is not None
        else set()
    )
    if not any(
        token.term == thing and (token.deed or denial.words[token.at].pos == "VERB")
        for token in denial.tokens
    ):
        return None  # "no chance", "no reason": nothing that happened or not
    found = [
        g
        for g in told
        if deniable(desk, denial, g)
        and g.claim.sentence != denial.claim.sentence
        and lacking_existence(g) != thing
        and not g.claim.headline
        and not _long_ago(desk, g, denial)
        and (g.claim.document == denial.claim.document or rare)
        and len(rest & set(g.features)) >= min(2, len(rest))
        and _told_as_so(g, thing)
    ]
    return _nearest(desk, denial, found)


def _told_as_so(gist: Gist, thing: Term) -> bool:
    """Whether a claim turns on the thing or tells it of its subject or object, not as something that may yet come of it."""
    verb = main_verb(gist)
    near_by = {
        token.term
        for token in gist.tokens
        if verb
        and gist.words[token.at].head == verb.at
        and gist.words[token.at].dep in ("nsubj", "nsubjpass", "dobj", "attr")
    }
    return thing in gist.heads or thing in near_by or len(gist.features) <= FEW


def _long_ago(desk: Desk, gist: Gist, denial: Gist) -> bool:
    """Whether a claim tells of something that was over long before the denial ("were suspended in 2019")."""
    happened, then = (
        gist.claim.happened.interval if gist.claim.happened else None,
        Interval.read(desk.date(denial)),
    )
    return bool(happened and then and happened.before(then) and happened.gap_days(then) > LONG_AGO)


def _nearest(desk: Desk, denial: Gist, found: list[Gist]) -> Gist | None:
    """Of several claims the last before the denial in its report, else any in it, else the most alike elsewhere."""
    here = [g for g in found if g.claim.document == denial.claim.document]
    before = [g for g in here if g.claim.sentence.start <= denial.claim.sentence.start]
    if before or here:
        return (before or here)[-1 if before else 0]
    return max(
        found,
        key=lambda g: (desk.scale.compare(*sorted((g.order, denial.order))).dice, -g.order),
        default=None,
    )


def _answered(desk: Desk, denial: Gist) -> Gist | None:
    """ "… had been told to pick a side. The army denied that any order had been given": the claim just before, where the denial takes up a word of it or speaks of "any"."""
    before = [
        g
        for g in desk.told_in[denial.claim.document]
        if g.claim.kind != "narrator"
        and deniable(desk, denial, g)
        and g.claim.content[-1].end <= denial.claim.content[0].start
        and (answers(desk, denial, g) or party(desk, denial, g) and close(desk, denial, g))
    ]
    taken_up = [
        g for g in before if matter(g.tokens) & matter(denial.tokens) and (_ahead(g) or not _ahead(denial))
    ]
    pointing = any(token.text in ("any", "such") for token in denial.tokens)
    told = [g for g in before if party(desk, denial, g)] or taken_up if pointing else taken_up
    return told[-1] if told else None


def _ahead(gist: Gist) -> bool:
    return bool(gist.claim.features and gist.claim.features.tense == "future")


def _holds_deed(denial: Gist, claim: Gist) -> bool:
    """ "a memo speaks of closing the Newport works": the claim holds what is denied, with the name it is done to, as a part of it."""
    return any(term in claim.features for term in denial.heads if term.kind != "family") and bool(
        set(denial.names) & set(claim.names)
    )


def _matched(desk: Desk, denial: Gist, candidates: list[Gist]) -> Gist | None:
    """The claim that says what an outspoken denial denies: the same deed, and most of the denial's words."""
    best: tuple[float, int] | None = None
    verdicts = word_list("verdicts")
    if (
        denial.claim.features is None
        or not any(word.pos in ("VERB", "AUX") for word in denial.words)
        and not any(t.deed for t in denial.tokens)
    ):
        return None  # "rejected single mothers": nothing that could be so or not
    own = [f for f in denial.features if f.value not in verdicts]
    whole = sum(desk.scale.weight[f] for f in own)
    for claim in candidates:
        if (
            not deniable(desk, denial, claim)
            or claim.claim.sentence.overlaps(denial.claim.sentence)
            or not (denial.heads & claim.heads or answers(desk, denial, claim) or _holds_deed(denial, claim))
            or not same_subject(denial, claim, desk.cast)
        ):
            continue
        shared = [f for f in own if f in desk.scale.sets[claim.order]]
        if (
            sum(f.own for f in shared)
            < (1 if answers(desk, denial, claim) or _holds_deed(denial, claim) else 2)
            or len(shared) < 2
            or not whole
        ):
            continue
        # by weight and by number: in a small set one rare word ("the builder Kemstone") weighs as much as all the rest
        cover = max(sum(desk.scale.weight[f] for f in shared) / whole, len(shared) / len(own) - 0.1)
        if in_order(desk.date(denial), desk.date(claim)) and denial.claim.document != claim.claim.document:
            continue  # what is said later cannot have been denied before
        if (
            cover >= (PART if _holds_deed(denial, claim) else COVER)
            and (
                party(desk, denial, claim)
                or cover >= 0.8
                or answers(desk, denial, claim)
                or _holds_deed(denial, claim)
            )
            and (best is None or (cover, -claim.order) > best)
        ):
            best = (cover, -claim.order)
    return desk.gists[-best[1]] if best else None
