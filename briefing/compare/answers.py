"""A denial that answers the claim just before it in its report: "no such money", "no letter ever reached the board", "his client consented to nothing"."""

from briefing.compare.coreference import asserted, two_voices
from briefing.compare.desk import Desk
from briefing.compare.gist import Gist, Token
from briefing.compare.terms import is_no, word_list

RARE = 4  # claims that may speak of a thing for "no such thing" to mean one of them
LONG = 25  # words of a claim in which a "no" may belong to anything
BETWEEN = 40  # words between a claim and what answers it


def answered(desk: Desk, denial: Gist) -> Gist | None:
    """The claim of another voice shortly before a "not" that points back to it; None where the words point to none.

    An answer needs an explicit back-reference ("such"), or the receipt of a message that somebody has just said was sent."""
    if (
        denial.claim.headline
        or denial.claim.speaker is None
        or not (denial.says_not or denial.claim.stance == "denied")
    ):
        return None
    told = before(desk, denial)
    if thing := such(denial):
        here = [gist for gist in told if takes_up(gist, thing)]
        rare = desk.holding(thing.term) if thing.term and thing.term.own else []
        elsewhere = [
            gist
            for gist in rare
            if gist.claim.document != denial.claim.document
            and asserted(gist)
            and not gist.says_not
            and two_voices(desk, gist, denial)
        ]
        return (here or (elsewhere if len(rare) <= RARE else []) or [None])[0]
    if unreceived(denial):
        return next((gist for gist in told if tells(gist)), None)
    return None


def such(gist: Gist) -> Token | None:
    """The noun of "no such container", "any such order"; "such a ship" and "such as" point back to nothing, nor does a long speech."""
    for before, token, after in (
        zip(gist.tokens, gist.tokens[1:], gist.tokens[2:]) if len(gist.tokens) <= LONG else ()
    ):
        if (
            token.text == "such"
            and before.text in ("any", "no")
            and gist.words[after.at].pos in ("NOUN", "PROPN")
        ):
            return after
    first = gist.tokens[:2]
    if (
        len(first) == 2
        and first[0].text == "such"
        and gist.claim.stance == "denied"
        and gist.words[first[1].at].pos == "NOUN"
    ):
        return first[1]
    return None


def takes_up(gist: Gist, thing: Token) -> bool:
    """Whether a claim speaks of the thing: in its words, by the cue that told it ("recommended", of a recommendation), or by a sum where money is meant."""
    if thing.term is None:
        return True  # "any such plan": a word that says no matter of its own
    cue = gist.claim.cue
    said = cue is not None and any(meaning_of(word, thing) for word in cue.quote.lower().split())
    money = thing.text in word_list("sums") and any(
        figure.unit and not figure.counted for figure in gist.claim.figures
    )
    told = thing.text in word_list("messages") and tells(gist)
    return thing.term in gist.features or said or money or told


def meaning_of(word: str, thing: Token) -> bool:
    """Whether a form of a verb and a noun go back to one verb."""
    return thing.term is not None and any(
        word.startswith(thing.term.value[: -cut or None]) for cut in (0, 1) if len(thing.term.value) > 4
    )


def before(desk: Desk, gist: Gist) -> list[Gist]:
    """Claims put forward by other voices shortly before a claim of the same report, the nearest first."""
    found = [
        other
        for other in desk.told_in[gist.claim.document]
        if other.claim.content[-1].end <= gist.claim.content[0].start
        and other.claim.kind != "narrator"
        and asserted(other)
        and other.claim.stance != "denied"
        and two_voices(desk, other, gist)
        and desk.words_between(other, gist) <= BETWEEN
    ]
    return sorted(found, key=lambda other: -other.claim.content[0].start)


def unreceived(gist: Gist) -> bool:
    """Whether a claim says that a message did not arrive: "had not received any letter", "no memo had reached it"."""
    lemmas = {word.lemma for word in gist.words}
    if len(gist.tokens) > LONG:
        return False
    lacked = gist.claim.stance == "denied" or any(is_no(token.text) for token in gist.tokens)
    return lacked and bool(lemmas & word_list("messages")) and bool(lemmas & word_list("receiving"))


def tells(gist: Gist) -> bool:
    """Whether a claim says that somebody told or sent somebody something: "I wrote in the register", "the firm wrote that"."""
    cue = gist.claim.cue
    said = {word.lemma for word in gist.words if word.pos == "VERB"} & word_list("sending word")
    return bool(said or cue and set(cue.quote.lower().split()) & word_list("sent word"))
