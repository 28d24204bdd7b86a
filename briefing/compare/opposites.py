"""Claims that cannot both stand: one says not what the other says, or finds no trace of what the other places somewhere."""

from collections.abc import Iterator

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist
from briefing.compare.phrases import main_verb
from briefing.compare.settling import FACT, days_apart, same_subject
from briefing.compare.shifts import Absence, absence_of, turned
from briefing.compare.terms import is_no, word_list
from briefing.lexicon import word_set
from briefing.model import Finding

ALIKE = 0.6  # likeness two claims need, apart from the "not", to be about one matter
NEAR = 3  # claims before and after that may answer one another
SHORT = 40  # words; in a longer speech a "not" may belong to anything


def find_opposites(desk: Desk) -> Iterator[Finding]:
    """`within-document` and `claim-denial` conflicts, and changes, between a "not" and its contrary."""
    absences = [absence for gist in desk.gists if (absence := absence_of(gist))]
    for absence in absences:
        yield from _against(desk, absence)
    yield from _without(desk)
    yield from _contraries(desk)


def _against(desk: Desk, absence: Absence) -> Iterator[Finding]:
    """Who sees, in the same report, what the one finds no trace of."""
    gist = absence.gist
    for other in desk.told_in[gist.claim.document]:
        if other.claim.sentence == gist.claim.sentence or other.claim.headline:
            continue
        seen = next(
            (
                s
                for s in desk.sightings(other)
                if s.people.actor == absence.actor
                and s.still
                and s.people.close
                and other.claim.stance != "unconfirmed"
            ),
            None,
        )
        if seen and (gist.claim.actor is None or gist.claim.actor != other.claim.actor):
            spans = [desk.cut(gist, absence.tokens), desk.cut(other, seen.tokens)]
            why = f"{desk.whose(gist)}: {quoted(spans[0])}; the same report speaks of {quoted(spans[1])}."
            yield finding("conflict", "within-document", [gist, other], spans, why)
            break


def _without(desk: Desk) -> Iterator[Finding]:
    """ "fired gas without a warning", "the crowd had been warned three times": neighbours, one of whom lacks the deed that the other tells."""
    for told in desk.told_in.values():
        for i, one in enumerate(told):
            lacked = {
                token.term
                for j, token in enumerate(one.tokens)
                if token.term
                and token.deed
                and any(t.text in ("without", "no") for t in one.tokens[max(0, j - 2) : j])
            }
            if not lacked or one.claim.stance not in FACT or one.claim.headline:
                continue
            for two in (*told[max(0, i - NEAR) : i], *told[i + 1 : i + 1 + NEAR]):
                if (
                    (verb := main_verb(two))
                    and verb.term in lacked
                    and (
                        not two.says_not
                        and not two.leaves_open
                        and two.claim.stance in ("claimed", "confirmed")
                        and not two.claim.headline
                        and one.claim.speaker
                        and two.claim.speaker
                        and not one.claim.sentence.overlaps(two.claim.sentence)
                        and not desk.one_voice(one, two)
                    )
                ):
                    spans = [desk.cut(two), desk.cut(one)]
                    yield finding(
                        "conflict",
                        "claim-denial",
                        [two, one],
                        spans,
                        f"{desk.whose(two)}: {quoted(spans[0])}; {desk.whose(one)}: {quoted(spans[1])}.",
                    )
                    break


def _any_not(gist: Gist) -> bool:
    return any(is_no(token.text) for token in gist.tokens)


def _turned_round(one: Gist, two: Gist) -> bool:
    """Whether the "not" of the one stands right before the verb both turn on ("did not sign", "signed"), and neither is a long speech."""
    if max(len(one.tokens), len(two.tokens)) > SHORT:
        return False
    tokens = (one if one.says_not else two).tokens
    return any(
        token.term in one.heads & two.heads and any(is_no(t.text) for t in tokens[max(0, i - 3) : i])
        for i, token in enumerate(tokens)
    )


def _other_time(one: Gist, two: Gist) -> bool:
    """Whether the two need not exclude each other: "had not received it yet", "did not win on Saturday", "won on Wednesday"."""
    return bool(days_apart(one.claim.happened, two.claim.happened)) or any(
        token.text == "yet" for gist in (one, two) for token in gist.tokens
    )


def _other_doer(one: Gist, two: Gist) -> bool:
    """ "he would not run", "the governor would run": the one speaks of himself, the other of somebody else."""
    first, second = (
        next(
            (gist.words[at] for at in gist.claim.features.subject if gist.words[at].dep.startswith("nsubj")),
            None,
        )
        if gist.claim.features
        else None
        for gist in (one, two)
    )
    return (
        bool(first and second)
        and {first.pos, second.pos} == {"PRON", "NOUN"}
        and not {first.lemma, second.lemma} <= word_set("positions", "own body")
    )


def _contraries(desk: Desk) -> Iterator[Finding]:
    """Two claims alike but for a "not", both told as fact: a change where one actor says both, a conflict within one report."""
    for pair in desk.pairs:
        one, two = desk.gists[pair.first], desk.gists[pair.second]
        if (
            one.says_not == two.says_not
            or pair.core < 2
            or desk.scale.closest(pair.first, pair.second) < ALIKE
            or all(map(_any_not, (one, two)))
            or not one.heads & two.heads
            or not _turned_round(one, two)
        ):
            continue
        if (
            one.claim.stance not in FACT
            or two.claim.stance not in FACT
            or "unconfirmed" in (one.claim.stance, two.claim.stance)
        ):
            continue
        if (
            one.leaves_open
            or two.leaves_open
            or any(
                word.lemma in word_list("conditional") and word.pos != "PROPN"
                for gist in (one, two)
                for word in gist.words
            )
            or not same_subject(one, two, desk.cast)
        ):
            continue
        if one.claim.actor and one.claim.actor == two.claim.actor:
            if not _other_time(one, two) and not _other_doer(one, two) and (change := turned(desk, one, two)):
                yield change
        elif one.claim.document == two.claim.document and one.claim.sentence != two.claim.sentence:
            spans = [desk.cut(one), desk.cut(two)]
            yield finding(
                "conflict",
                "within-document",
                [one, two],
                spans,
                f"{desk.whose(one)}: {quoted(spans[0])}; {desk.whose(two)}, in the same report: {quoted(spans[1])}: one of them says not.",
            )
        elif (
            one.claim.actor
            and two.claim.actor
            and one.claim.document != two.claim.document
            and not desk.cast.related(one.claim.actor, two.claim.actor)
        ):
            denier, other = (one, two) if one.says_not else (two, one)
            spans = [desk.cut(other), desk.cut(denier)]
            yield finding(
                "conflict",
                "claim-denial",
                [other, denier],
                spans,
                f"{desk.whose(other)} says {quoted(spans[0])}; {desk.whose(denier)} says not: {quoted(spans[1])}.",
            )
