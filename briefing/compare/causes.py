"""What brought an event about, and who did it: two reports of one effect with causes, intents or doers that exclude each other."""
from dataclasses import dataclass
from itertools import combinations
from typing import Iterator

from briefing.compare.desk import Desk, finding, near, quoted
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.phrases import after_preposition, below, main_verb, matter, own_terms, subject
from briefing.compare.settling import FACT
from briefing.compare.terms import Term, word_list
from briefing.model import Finding

MOST = 30               # statements of one effect that are laid beside each other


@dataclass(frozen=True, slots=True)
class Cause:
    """"the landslide was caused by years of blasting": what was brought about, and by what."""
    gist: Gist
    effect: frozenset[Term]
    cause: frozenset[Term]
    firm: bool                      # said as the cause, not only as what came before


def find_causes(desk: Desk) -> Iterator[Finding]:
    """`cause` conflicts: other causes of one effect, or on purpose and by accident."""
    told = [cause for gist in desk.gists if gist.claim.stance in FACT and not gist.claim.headline for cause in causes_of(gist)]
    for one, two in _sharing(told):
        if one.cause & two.cause or not (one.firm or two.firm) or one.gist.says_not or two.gist.says_not or not _two_voices(desk, one.gist, two.gist):
            continue
        spans = [desk.cut(one.gist), desk.cut(two.gist)]
        yield finding("conflict", "cause", [one.gist, two.gist], spans, f"{desk.whose(one.gist)}: {quoted(spans[0])}; {desk.whose(two.gist)}: {quoted(spans[1])}: other causes of one event.")
    yield from _intents(desk)


def causes_of(gist: Gist) -> Iterator[Cause]:
    """What the words of a claim give as cause: "was caused by", "because of", "due to", "caused"; "sank after its door opened" only where an accident is told."""
    words = gist.words
    for at, word in enumerate(words):
        if word.lemma not in word_list("causing") or word.pos != "VERB" or any(words[i].dep in ("relcl", "acl") for i in path_up(words, at)):
            continue
        by = [tokens for mark, tokens in after_preposition(gist, ("by",), at) if words[mark.at].head == at]
        hung = {dep: below(gist, i) for i, w in enumerate(words) for dep in (w.dep,) if w.head == at}
        if by and "nsubjpass" in hung:
            yield Cause(gist, matter(hung["nsubjpass"]), own_terms(by[0]), True)
        elif "nsubj" in hung and "dobj" in hung:
            yield Cause(gist, matter(hung["dobj"]), own_terms(hung["nsubj"]), True)
    verb = main_verb(gist)
    if verb is None:
        return
    for mark, tokens in after_preposition(gist, ("because", "due", "owing")):
        yield Cause(gist, matter(subject(gist)) | matter([verb]), own_terms(tokens), True)
        return
    if verb.term and verb.term.kind == "class" and verb.term.value in word_list("accidents"):
        for at, word in enumerate(gist.words):
            if word.head == verb.at and word.dep == "advcl" and any(w.head == at and w.lemma == "after" for w in gist.words):
                yield Cause(gist, matter(subject(gist)) | matter([verb]), own_terms(below(gist, at)), False)
                return


def _sharing(told: list[Cause]) -> Iterator[tuple[Cause, Cause]]:
    """Pairs of statements about one effect: an accident of one class, or the same thing."""
    index: dict[Term, list[Cause]] = {}
    for cause in told:
        for term in sorted(cause.effect):
            if term.kind == "class" and term.value in word_list("accidents") or term.kind == "word":
                index.setdefault(term, []).append(cause)
    seen: set[tuple[int, int]] = set()
    for several in index.values():
        for one, two in combinations(several[:MOST], 2):
            if (key := (one.gist.order, two.gist.order)) not in seen:
                seen.add(key)
                yield one, two


def _two_voices(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether two claims stand in other sentences and come from others, as far as their words show."""
    mine, yours = one.claim.actor, two.claim.actor
    if one.claim.sentence == two.claim.sentence or desk.one_voice(one, two):
        return False
    if mine and yours:
        return not desk.cast.related(mine, yours)
    return one.claim.document != two.claim.document or bool(mine or yours)


def _intents(desk: Desk) -> Iterator[Finding]:
    """"was dragged on purpose", "has fallen by itself": of the same thing."""
    meant = [gist for gist in desk.gists if _speaks_of(gist, "on purpose")]
    unmeant = [gist for gist in desk.gists if _speaks_of(gist, "by accident")]
    for one in meant[:MOST]:
        for two in unmeant[:MOST]:
            if matter(_thing(one)) & matter(_thing(two)) and one.says_not == two.says_not and _two_voices(desk, one, two):
                spans = [desk.cut(one), desk.cut(two)]
                yield finding("conflict", "cause", [one, two], spans, f"{desk.whose(one)}: {quoted(spans[0])}; {desk.whose(two)}: {quoted(spans[1])}: meant, or not.")
                break


def _speaks_of(gist: Gist, key: str) -> bool:
    text = f" {' '.join(token.text for token in gist.tokens)} "
    return gist.claim.stance in FACT and any(f" {words} " in text for words in word_list(key))


def _thing(gist: Gist) -> tuple[Token, ...]:
    """The subject of the verb on which the words of intent hang."""
    found = subject(gist)
    for at, word in enumerate(gist.words):
        if word.dep in ("nsubj", "nsubjpass"):
            found += below(gist, at)
    return found


# ---------------------------------------------------------------- who did it

@dataclass(frozen=True, slots=True)
class Deed:
    """Who is said to have done what to whom: "Tarnish forces shelled the market"."""
    gist: Gist
    doer: frozenset[Term]
    verb: Term
    to: frozenset[Term]


def find_doers(desk: Desk) -> Iterator[Finding]:
    """`who-did-it` conflicts: one deed with two doers, or someone held responsible and not."""
    deeds = [deed for gist in desk.gists if gist.claim.stance in FACT and not gist.says_not and not gist.claim.headline for deed in deeds_of(gist)]
    index: dict[Term, list[Deed]] = {}
    for deed in deeds:
        index.setdefault(deed.verb, []).append(deed)
    for several in index.values():
        for one, two in combinations(several[:MOST], 2):
            if len(one.to & two.to) >= 2 and not one.doer & two.doer and _two_voices(desk, one.gist, two.gist) and _other_doers(desk, one, two) and _one_day(desk, one.gist, two.gist):
                spans = [desk.cut(one.gist), desk.cut(two.gist)]
                yield finding("conflict", "who-did-it", [one.gist, two.gist], spans, f"{desk.whose(one.gist)}: {quoted(spans[0])}; {desk.whose(two.gist)}: {quoted(spans[1])}: one deed, two doers.")
    yield from _blamed(desk)


def deeds_of(gist: Gist) -> Iterator[Deed]:
    """The main verb with its doer and what it was done to, where it is a deed of force or damage."""
    verb = main_verb(gist)
    if verb is None or verb.term is None or not (verb.term.kind == "class" and verb.term.value in word_list("force")):
        return
    agents = [tokens for _, tokens in after_preposition(gist, ("by",), verb.at)]
    passive = any(word.head == verb.at and word.dep == "auxpass" for word in gist.words)
    doer = agents[0] if passive and agents else () if passive else subject(gist)
    if not own_terms(doer):
        return
    rest = [token for token in gist.tokens if token not in doer and token.at != verb.at]
    yield Deed(gist, own_terms(doer), verb.term, frozenset(token.term for token in rest if token.term))


def _other_doers(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether the doers are people or bodies that have nothing to do with each other."""
    mine, yours = ([term.value for term in deed.doer if term.kind == "name"] for deed in (one, two))
    groups = word_list("people somewhere") | word_list("doers")
    if all(any(term.value in word_list("state forces") for term in deed.doer) for deed in (one, two)):
        return False                                    # "police", "officers of the special branch"
    bodies = all(any(term.kind == "name" or term.value in groups for term in deed.doer) for deed in (one, two))
    return bodies and not any(a == b or desk.cast.related(a, b) for a in mine for b in yours)


def _one_day(desk: Desk, one: Gist, two: Gist) -> bool:
    when, then = desk.date(one, happened=True), desk.date(two, happened=True)
    return when is None or then is None or near(when, then, 1)


def _blamed(desk: Desk) -> Iterator[Finding]:
    """"has Moscow's fingerprints all over it", "was behind the fire" beside "do not believe that Russia was involved", "had nothing to do with it"."""
    held = [(gist, names) for gist in desk.gists if (names := _responsible(desk, gist, False))]
    cleared = [(gist, names) for gist in desk.gists if (names := _responsible(desk, gist, True))]
    for no, whom in cleared[:MOST]:
        for yes, who in held[:MOST]:
            if any(a == b or b in desk.cast.kin(a) or a in desk.cast.kin(b) for a in who for b in whom) and _two_voices(desk, yes, no):
                spans = [desk.cut(yes), desk.cut(no, cue=True)]
                yield finding("conflict", "who-did-it", [yes, no], spans, f"{desk.whose(yes)}: {quoted(spans[0])}; {desk.whose(no)}: {quoted(spans[1])}.")
                break


def _responsible(desk: Desk, gist: Gist, cleared: bool) -> frozenset[str]:
    """The names a claim holds responsible, or clears."""
    at = next((token for token in gist.tokens if token.text in word_list("responsible") or gist.words[token.at].lemma in word_list("responsible")), None)
    if at is None or gist.claim.headline or gist.claim.stance in ("planned", "considering"):
        return frozenset()
    doubted = gist.claim.stance == "unconfirmed" and gist.claim.cue is not None and bool(word_list("believing").intersection(gist.claim.cue.quote.lower().split()))
    not_so = doubted or gist.says_not or gist.claim.stance == "denied" or any(word.dep == "neg" for word in gist.words) or any(t.text == "nothing" for t in gist.tokens)
    if not_so != cleared or gist.claim.stance == "unconfirmed" and not cleared:
        return frozenset()
    names = frozenset(token.name for token in gist.tokens if token.name and abs(token.at - at.at) <= 6)
    if cleared and gist.claim.actor:
        names |= {gist.claim.actor} if any(t.text in ("it", "he", "she", "its", "we", "they") for t in gist.tokens[:3]) or not names else set()
    return names
