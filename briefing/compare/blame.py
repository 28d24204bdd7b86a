"""Who is held responsible by one and cleared by another."""

from collections.abc import Iterator

from briefing.compare.coreference import two_voices
from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.doers import deeds_of
from briefing.compare.gist import Gist
from briefing.compare.shifts import lacking
from briefing.compare.terms import word_list
from briefing.lexicon import word_set
from briefing.model import Finding

MOST = 30  # who are blamed or cleared that are laid beside each other


def find_blame(desk: Desk) -> Iterator[Finding]:
    """`who-did-it` conflicts: "has Moscow's fingerprints all over it", "Holt started the fire" beside "do not believe that Russia was involved", "there is no evidence against Holt"."""
    held = [
        (gist, names) for gist in desk.gists if (names := _responsible(desk, gist, False) or _accused(gist))
    ]
    cleared = [
        (gist, names)
        for gist in desk.gists
        if (names := _responsible(desk, gist, True) or _nothing_against(gist))
    ]
    for no, whom in cleared[:MOST]:
        for yes, who in held[:MOST]:
            if any(
                a == b or b in desk.cast.kin(a) or a in desk.cast.kin(b) for a in who for b in whom
            ) and two_voices(desk, yes, no):
                spans = [desk.cut(yes), desk.cut(no, cue=True)]
                yield finding(
                    "conflict",
                    "who-did-it",
                    [yes, no],
                    spans,
                    f"{desk.whose(yes)}: {quoted(spans[0])}; {desk.whose(no)}: {quoted(spans[1])}.",
                )
                break


def _accused(gist: Gist) -> frozenset[str]:
    """Who is said, as fact, to have started an accident or done a deed of force: nobody who is only suspected of it."""
    if (
        gist.claim.headline
        or gist.claim.stance not in ("claimed", "confirmed")
        or not gist.claim.speaker
        or gist.leaves_open
    ):
        return frozenset()
    return frozenset(
        term.value
        for deed in deeds_of(gist)
        for term in deed.doer
        if term.kind == "name"
        and not deed.denied
        and (
            deed.forced
            or deed.thing.kind == "class"
            and deed.thing.value in word_list("accidents")
            and deed.lemma in word_list("starting") | word_list("causing")
        )
    )


def _nothing_against(gist: Gist) -> frozenset[str]:
    """Who is cleared: "there is no evidence against Holt", "Holt is innocent"."""
    words = gist.words
    if gist.claim.headline or not gist.claim.speaker:
        return frozenset()
    against = [
        at for at, word in enumerate(words) if word.lemma == "against" and lacking(gist.tokens) is not None
    ]
    clear = (
        [
            word.head
            for word in words
            if word.lemma in word_set("disputes", "clear of guilt") and word.dep in ("acomp", "attr", "oprd")
        ]
        if not gist.says_not
        else []
    )
    return frozenset(
        word.refers
        for word in words
        if word.refers
        and (word.head in against and word.dep == "pobj" or word.head in clear and word.dep == "nsubj")
    )


def _responsible(desk: Desk, gist: Gist, cleared: bool) -> frozenset[str]:
    """The names a claim holds responsible, or clears."""
    at = next(
        (
            token
            for token in gist.tokens
            if token.text in word_list("responsible")
            or gist.words[token.at].lemma in word_list("responsible")
        ),
        None,
    )
    if at is None or gist.claim.headline or gist.claim.stance in ("planned", "considering"):
        return frozenset()
    doubted = (
        gist.claim.stance == "unconfirmed"
        and gist.claim.cue is not None
        and bool(word_list("believing").intersection(gist.claim.cue.quote.lower().split()))
    )
    not_so = (
        doubted
        or gist.says_not
        or gist.claim.stance == "denied"
        or any(word.dep == "neg" for word in gist.words)
        or any(t.text == "nothing" for t in gist.tokens)
    )
    if not_so != cleared or gist.claim.stance == "unconfirmed" and not cleared:
        return frozenset()
    names = frozenset(token.name for token in gist.tokens if token.name and abs(token.at - at.at) <= 6)
    if cleared and gist.claim.actor:
        names |= (
            {gist.claim.actor}
            if any(t.text in ("it", "he", "she", "its", "we", "they") for t in gist.tokens[:3]) or not names
            else set()
        )
    return names
