"""What brought an event about: two reports of one effect with causes or intents that exclude each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from briefing.compare.coreference import two_voices
from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.phrases import after_preposition, below, main_verb, matter, own_terms, subject
from briefing.compare.settling import FACT
from briefing.compare.terms import Term, word_list
from briefing.model import Finding

SHOWN = 6  # versions of one event
MOST = 30  # statements of one effect that are laid beside each other


@dataclass(frozen=True, slots=True)
class Cause:
    """ "the landslide was caused by years of blasting": what was brought about, and by what."""

    gist: Gist
    effect: frozenset[Term]
    cause: frozenset[Term]
    firm: bool  # said as the cause, not only as what came before


def find_causes(desk: Desk) -> Iterator[Finding]:
    """`cause` conflicts: other causes of one effect, or on purpose and by accident; each event once, with every version of it."""
    told = [
        cause
        for gist in desk.gists
        if gist.claim.stance in FACT and not gist.claim.headline
        for cause in causes_of(gist)
    ]
    versions: list[list[Gist]] = []
    for one, two in chain(_others(desk, told), _intents(desk, told)):
        known = next(
            (some for some in versions if any(_repeats(desk, gist, some) for gist in (one, two))), None
        )
        if known is None:
            versions.append([one, two])
        else:
            known += [gist for gist in (one, two) if len(known) < SHOWN and not _repeats(desk, gist, known)]
    for some in versions:
        spans = [desk.cut(gist) for gist in some]
        yield finding(
            "conflict",
            "cause",
            some,
            spans,
            "; ".join(f"{desk.whose(gist)}: {quoted(span)}" for gist, span in zip(some, spans))
            + ": other causes of one event.",
        )


def _repeats(desk: Desk, gist: Gist, some: list[Gist]) -> bool:
    """Whether one of these claims is this one, or its voice's."""
    return any(gist == other or desk.one_voice(gist, other) for other in some)


def _others(desk: Desk, told: list[Cause]) -> Iterator[tuple[Gist, Gist]]:
    for one, two in _sharing(told):
        meant = all(
            any(term.value in word_list("deliberate") for term in cause.cause) for cause in (one, two)
        )  # an arsonist, and his bomb
        if (
            not one.cause & two.cause
            and not meant
            and (one.firm or two.firm)
            and not one.gist.says_not
            and not two.gist.says_not
            and two_voices(desk, one.gist, two.gist)
        ):
            yield one.gist, two.gist


def causes_of(gist: Gist) -> Iterator[Cause]:
    """What the words of a claim give as cause: "was caused by", "because of", "due to", "was the result of"; "sank after its door opened" only where an accident is told."""
    yield from _brought_about(gist)
    yield from _named_as_cause(gist)
    verb = main_verb(gist)
    if verb is None:
        return
    for _mark, tokens in after_preposition(gist, ("because", "due", "owing")):
        yield Cause(gist, matter(subject(gist)) | matter([verb]), own_terms(tokens), True)
        return
    if verb.term and verb.term.kind == "class" and verb.term.value in word_list("accidents"):
        for at, word in enumerate(gist.words):
            if (
                word.head == verb.at
                and word.dep == "advcl"
                and any(w.head == at and w.lemma == "after" for w in gist.words)
            ):
                yield Cause(gist, matter(subject(gist)) | matter([verb]), own_terms(below(gist, at)), False)
                return


def _brought_about(gist: Gist) -> Iterator[Cause]:
    """ "was caused by", "caused", "was started by": of verbs that start anything, only the start of an accident."""
    words = gist.words
    for at, word in enumerate(words):
        starts = word.lemma in word_list("starting")
        if (
            not (starts or word.lemma in word_list("causing"))
            or word.pos != "VERB"
            or any(words[i].dep in ("relcl", "acl") for i in path_up(words, at))
        ):
            continue
        by = [tokens for mark, tokens in after_preposition(gist, ("by",), at) if words[mark.at].head == at]
        hung = {dep: below(gist, i) for i, w in enumerate(words) for dep in (w.dep,) if w.head == at}
        effect, cause = (
            (hung["nsubjpass"], by[0])
            if by and "nsubjpass" in hung
            else (hung["dobj"], hung["nsubj"])
            if "nsubj" in hung and "dobj" in hung
            else ((), ())
        )
        if cause and (not starts or _accidents(matter(effect))):
            yield Cause(gist, matter(effect), own_terms(cause), True)


def _named_as_cause(gist: Gist) -> Iterator[Cause]:
    """ "the collision was the result of a failed point", "the cause of the collision was a failed point"."""
    words = gist.words
    for at, word in enumerate(words):
        verb = word.head
        if word.dep not in ("attr", "nsubj") or verb is None or words[verb].lemma != "be":
            continue
        of = frozenset(
            term
            for mark, tokens in after_preposition(gist, ("of", "for"), at)
            if words[mark.at].head == at
            for term in own_terms(tokens)
        )
        others = [
            below(gist, i)
            for i, w in enumerate(words)
            if w.head == verb and w.dep in ("attr", "nsubj") and i != at
        ]
        if of and others and word.dep == "attr" and word.lemma in word_list("results"):
            yield Cause(gist, matter(others[0]), of, True)
        elif of and others and word.dep == "nsubj" and word.lemma in word_list("reasons"):
            yield Cause(
                gist,
                frozenset(term for term in of if term.kind in ("class", "word")),
                own_terms(others[0]),
                True,
            )


def _accidents(effect: frozenset[Term]) -> bool:
    return any(term.kind == "class" and term.value in word_list("accidents") for term in effect)


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


def _intents(desk: Desk, told: list[Cause]) -> Iterator[tuple[Gist, Gist]]:
    """ "was dragged on purpose", "has fallen by itself", "was started by a power line": of the same thing."""
    meant = [gist for gist in desk.gists if _speaks_of(gist, "on purpose")]
    unmeant = [gist for gist in desk.gists if _speaks_of(gist, "by accident")]
    things = [cause for cause in told if not _somebody(desk, cause) and _accidents(cause.effect)]
    for one in meant[:MOST]:
        thing = matter(_thing(one))
        others = [two for two in unmeant if thing & matter(_thing(two)) and one.says_not == two.says_not] + [
            cause.gist for cause in things if thing & cause.effect and not one.says_not
        ]
        for two in others[:MOST]:
            if two_voices(desk, one, two):
                yield one, two
                break


def _somebody(desk: Desk, cause: Cause) -> bool:
    """Whether the cause is a person, or a means that nobody uses by accident ("an arsonist", "a bomb")."""
    people = word_list("doers") | word_list("people somewhere") | word_list("deliberate") | {"people"}
    return (
        any(
            term.value in people
            or term.kind == "name"
            and (actor := desk.cast.actors.get(term.value))
            and actor.kind in ("person", "group", "state", "described")
            for term in cause.cause
        )
        or not cause.cause
    )


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
