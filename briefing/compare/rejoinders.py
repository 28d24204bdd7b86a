"""Short answers that say no matter of their own: "the operator disagrees", "the guards say they did not", "the ministry has called this nonsense", "the whip calls him a fantasist"."""

from collections.abc import Iterator

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist, path_up
from briefing.compare.settling import FACT, PRONOUNS
from briefing.compare.terms import is_no, word_list
from briefing.lexicon import word_set
from briefing.model import Finding, Span, Word

LONG = 16  # words of an answer that says nothing of its own
ELLIPSIS = frozenset(("nsubj", "expl", "neg", "aux", "mark", "punct", "advmod"))
CARRIERS = frozenset(("ccomp", "ROOT", "xcomp"))


def find_rejoinders(desk: Desk) -> Iterator[Finding]:
    """`claim-denial`: a claim and the sentence right behind it in which another voice says that it is not so."""
    for told in desk.told_in.values():
        for gist in told:
            sign = answer_of(gist)
            target = _target(desk, gist, sign) if sign else None
            if target is not None:
                spans = [desk.cut(target, cue=target.claim.stance == "denied"), _answer(desk, gist)]
                yield finding(
                    "conflict",
                    "claim-denial",
                    [target, gist],
                    spans,
                    f"{desk.whose(target)} says {quoted(spans[0])}; the answer to it: {quoted(spans[1])}.",
                )


def _answer(desk: Desk, gist: Gist) -> Span:
    """The words of an answer with who gives it: "the guards say that they did not"."""
    parts = [
        part
        for part in (gist.claim.speaker, gist.claim.cue, *gist.claim.content)
        if part and part.within(gist.claim.sentence)
    ]
    return desk.documents[gist.claim.document].span(
        min(part.start for part in parts), max(part.end for part in parts)
    )


def answer_of(gist: Gist) -> int:
    """What an answer says of the sentence before it: 1 that it is so ("it did"), -1 that it is not, -2 that he who said it is wrong; 0 where it is none."""
    words = gist.words
    if (
        gist.claim.rule == "call"
        and not gist.claim.headline
        and _is_called_a_liar({word.lemma for word in words})
    ):
        return -2  # "The whip | calls | him a fantasist"
    if gist.claim.headline or not words or len(words) > LONG or gist.claim.stance not in FACT:
        return 0
    if (at := _ellipsis(words)) is not None:
        return (
            -1 if any(word.head == at and (word.dep == "neg" or is_no(word.lemma)) for word in words) else 1
        )
    if gist.claim.speaker or gist.says_not or not _subject(gist):
        return 0
    return _judges(gist) or (-1 if _differs(words) else 0)


def _ellipsis(words: tuple[Word, ...]) -> int | None:
    """The "did" of "… that it did", where nothing else is said in its clause, and nothing but who says it around it."""
    last = max((at for at, word in enumerate(words) if word.pos in ("AUX", "VERB")), default=None)
    if last is None or words[last].lemma not in word_set("disputes", "stand for a verb"):
        return None
    under = [word for word in words if word.head == last]
    alone = all(word.dep in ELLIPSIS for word in under) and any(
        word.dep in ("nsubj", "expl") and word.lemma in PRONOUNS | {"there"} for word in under
    )
    told = all(
        words[at].dep in CARRIERS or words[at].head is None or words[at].pos not in ("VERB", "AUX")
        for at in path_up(words, last)
    )
    others = [at for at, word in enumerate(words) if word.pos == "VERB" and at != last]
    return last if alone and told and len(others) <= 1 else None


def _subject(gist: Gist) -> tuple[int, ...]:
    """The words of the subject of the answer's verb; none where it is a pronoun."""
    inside = gist.claim.features.subject if gist.claim.features else ()
    return () if all(gist.words[at].pos in ("PRON", "DET") for at in inside) else inside


def _judges(gist: Gist) -> int:
    """-1 for "has called this nonsense", -2 for "calls him a liar"."""
    words = gist.words
    for at, word in enumerate(words):
        if (
            word.pos != "VERB"
            or word.lemma not in word_set("disputes", "calling")
            or word.dep not in CARRIERS
            and word.head is not None
        ):
            continue
        below = [other for i, other in enumerate(words) if at in path_up(words, i) and i > at]
        lemmas = {other.lemma for other in below}
        if lemmas & {"this", "that", "it", "these", "those"} and lemmas & word_list("verdicts"):
            return -1
        if _is_called_a_liar(lemmas):
            return -2
    return 0


def _is_called_a_liar(lemmas: set[str]) -> bool:
    return bool(
        lemmas & {"he", "she", "they", "him", "her", "them"} and lemmas & word_set("disputes", "liars")
    )


def _differs(words: tuple[Word, ...]) -> bool:
    """Whether the verb and all behind it say no more than that it is otherwise: "disagrees", "tell a different story"."""
    at = next((at for at, word in enumerate(words) if word.head is None or word.head == at), None)
    return at is not None and " ".join(
        word.lemma for word in words[at:] if word.pos not in ("PUNCT", "SPACE", "DET")
    ) in word_set("disputes", "otherwise")


def _target(desk: Desk, gist: Gist, sign: int) -> Gist | None:
    """What is answered: told as so in the sentence before, by another; of "it did", what was denied there."""
    told = desk.told_in[gist.claim.document]
    before = [
        other
        for other in told
        if other.claim.sentence.end <= gist.claim.sentence.start
        and not other.claim.headline
        and not desk.text_between(other, gist).strip("\"'”’ .\n")
    ]
    spoken = [
        other
        for other in before
        if other.claim.kind == "attributed"
        and (other.claim.stance in FACT or other.claim.stance == "denied")
        and ((other.claim.stance == "denied") != other.says_not) == (sign > 0)
        and other.tokens
        and other.tokens[0].text not in word_list("conditions") | {"whether"}
        and not other.leaves_open
        and _another(desk, gist, other)
    ]
    if sign == -2:
        spoken = [
            other
            for other in spoken
            if (actor := desk.cast.actors.get(other.claim.actor or "")) and actor.kind == "person"
        ]
    return spoken[-1] if spoken else None


def _another(desk: Desk, gist: Gist, other: Gist) -> bool:
    """Whether somebody else answers than he who said it."""
    who = gist.claim.actor or gist.subject
    if who and who == other.claim.actor or desk.one_voice(gist, other):
        return False
    speaker = other.claim.speaker
    inside = gist.claim.features.subject if gist.claim.features and not gist.claim.speaker else ()
    said = {gist.words[at].lemma for at in inside if gist.words[at].pos in ("NOUN", "PROPN")}
    return not speaker or not said or not said <= set(speaker.quote.lower().split())
