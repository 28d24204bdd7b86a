"""Who did it: one deed that two voices lay to two doers, or that one voice lays to somebody who says that he did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefing.compare.coreference import two_voices
from briefing.compare.desk import Desk, finding, near, quoted
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.phrases import below, own_terms
from briefing.compare.settling import FACT, days_apart
from briefing.compare.terms import Term, is_no, word_list
from briefing.extract.figures.kinds import is_people
from briefing.lexicon import word_set
from briefing.model import Finding, Word

MOST = 30  # statements of one deed that are laid beside each other
BETWEEN = 60  # words between two versions of one report that are set against each other
SELF = frozenset(("i", "he", "she", "we", "they", "it"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
CLAUSES = frozenset(("advcl", "relcl", "acl", "parataxis"))


@dataclass(frozen=True, slots=True)
class Deed:
    """Who is said to have done what to whom: "Tarnish forces shelled the market", "the letter was leaked by Jonas Hald"."""

    gist: Gist
    verb: Term
    lemma: str
    forced: bool  # a deed of force or damage
    doer: frozenset[Term]  # names, classes and lemmas of the doer's words
    head: Word  # the noun, name or pronoun that does it
    thing: Term  # what it is done to
    kind: frozenset[Term]  # what is said of that: "to the board"
    rest: frozenset[Term]  # all the claim says besides the doer and the deed
    definite: bool  # one thing that both may mean: "the letter", "Anna Holt"
    denied: bool


def find_doers(desk: Desk) -> Iterator[Finding]:
    """`who-did-it` conflicts: one deed with two doers, or a doer who disowns it."""
    index: dict[tuple[Term, Term], list[Deed]] = {}
    loose: dict[Term, list[Deed]] = {}
    for gist in desk.gists:
        if not gist.claim.headline and (gist.claim.stance in FACT or gist.claim.stance == "denied"):
            for deed in deeds_of(gist):
                index.setdefault((deed.verb, deed.thing), []).append(deed)
                if deed.forced:
                    loose.setdefault(deed.verb, []).append(deed)
    seen: set[frozenset[int]] = set()
    for several in (*index.values(), *loose.values()):
        for one, two in combinations(several[:MOST], 2):
            pair = frozenset((one.gist.order, two.gist.order))
            if (
                pair not in seen
                and len(pair) == 2
                and two_voices(desk, one.gist, two.gist)
                and _one_deed(desk, one, two)
                and (_two_doers(desk, one, two) or _disowned(desk, one, two))
            ):
                seen.add(pair)
                first, second = (two, one) if one.denied else (one, two)
                spans = [desk.cut(first.gist), desk.cut(second.gist, cue=second.denied)]
                yield finding(
                    "conflict",
                    "who-did-it",
                    [first.gist, second.gist],
                    spans,
                    f"{desk.whose(first.gist)}: {quoted(spans[0])}; {desk.whose(second.gist)}: {quoted(spans[1])}: "
                    + ("one says not." if second.denied else "one deed, two doers."),
                )


def deeds_of(gist: Gist) -> Iterator[Deed]:
    """Each verb with a doer and a thing that it is done to; of verbs by which several may do one thing ("signed", "said", "saw") none."""
    words = gist.words
    for token in gist.tokens:
        word = words[token.at]
        if (
            word.pos != "VERB"
            or word.lemma in word_set("disputes", "deeds of many")
            or _only_refers(words, token.at)
        ):
            continue
        doer, to = _doer(words, token.at), _done_to(words, token.at)
        if (
            doer is not None
            and to is not None
            and (words[to].dep != "nsubjpass" or words[doer].dep == "pobj")
            and (deed := _deed(gist, token, doer, to))
        ):
            yield deed


def _deed(gist: Gist, verb: Token, doer: int, to: int) -> Deed | None:
    """A deed of its parts; None where the words for the doer or the thing say nothing of their own."""
    words = gist.words
    thing = next(
        (
            token.term
            for token in gist.tokens
            if token.at <= to < token.at + max(1, len(token.text.split())) and token.term
        ),
        None,
    )
    doing, kind = below(gist, doer), below(gist, to)
    if (
        thing is None
        or thing.kind == "number"
        or not (words[doer].refers or words[doer].lemma in SELF or own_terms(doing))
    ):
        return None
    rest = frozenset(
        token.term for token in gist.tokens if token.term and token not in doing and token.at != verb.at
    )
    lemma = words[verb.at].lemma
    classed = verb.term if verb.term is not None and verb.term.kind == "class" else None
    return Deed(
        gist,
        classed or Term("word", lemma),
        lemma,
        classed is not None and classed.value in word_list("force"),
        own_terms(doing),
        words[doer],
        thing,
        own_terms(kind) - {thing},
        rest,
        _definite(words, to),
        _denied(gist, verb.at),
    )


def _only_refers(words: tuple[Word, ...], at: int) -> bool:
    """Whether a verb only says which thing or when ("the man who fired the shot"); "it was Berg who fired the shot" says who did it."""
    return any(
        words[i].dep in CLAUSES and words[i].head is not None and not _cleft(words, i)
        for i in path_up(words, at)
    )


def _cleft(words: tuple[Word, ...], at: int) -> int | None:
    """Of "it was Berg who fired": where the doer stands."""
    above = words[at].head
    if words[at].dep != "relcl" or above is None or words[above].dep != "attr":
        return None
    be = words[above].head
    told = (
        be is not None
        and words[be].lemma == "be"
        and any(word.head == be and word.lemma == "it" and word.dep in ("nsubj", "expl") for word in words)
    )
    return above if told else None


def _doer(words: tuple[Word, ...], at: int) -> int | None:
    """The word for who does it: behind "by", the subject of an active verb, or before the "who" of "it was …"."""
    agent = next((i for i, word in enumerate(words) if word.head == at and word.dep == "agent"), None)
    if agent is not None:
        return next((i for i, word in enumerate(words) if word.head == agent and word.dep == "pobj"), None)
    found = next((i for i, word in enumerate(words) if word.head == at and word.dep == "nsubj"), None)
    if found is not None and words[found].lemma in ("who", "that"):
        return _cleft(words, at)
    return found


def _done_to(words: tuple[Word, ...], at: int) -> int | None:
    return next(
        (i for i, word in enumerate(words) if word.head == at and word.dep in ("nsubjpass", "dobj")), None
    )


def _definite(words: tuple[Word, ...], at: int) -> bool:
    return bool(words[at].refers) or any(
        word.head == at and (word.dep == "poss" or word.dep == "det" and word.lemma in DEFINITE)
        for word in words
    )


def _denied(gist: Gist, at: int) -> bool:
    """Whether the deed is said not to be so: by a "not" or "never" of its own or of "it was not Berg who", or by the cue."""
    words = gist.words
    above = set(path_up(words, at))
    no = any(word.head in above and word.dep == "neg" for word in words) or any(
        word.head == at and is_no(word.lemma) and word.dep in ("neg", "advmod", "preconj") for word in words
    )
    return no != (gist.claim.stance == "denied")


def _one_deed(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether both may be one deed: of one thing and day, and told as two versions of it."""
    when, then = (desk.date(deed.gist, happened=True) for deed in (one, two))
    a, b = one.gist.claim, two.gist.claim
    if days_apart(a.happened, b.happened):
        return False
    if one.forced and two.forced and not one.denied and not two.denied and len(one.rest & two.rest) >= 2:
        return when is None or then is None or near(when, then, 1)
    if one.thing != two.thing:
        return False
    if _disowned(desk, one, two):
        return True
    if not (one.kind <= two.kind or two.kind <= one.kind):
        return False
    if a.document == b.document:
        return bool(a.speaker or b.speaker)
    return bool(a.speaker and b.speaker) and (one.thing.kind == "name" or len(one.rest & two.rest) >= 2)


def _two_doers(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether the doers are people or bodies that have nothing to do with each other."""
    if one.denied or two.denied or one.doer & two.doer or any(deed.head.lemma in SELF for deed in (one, two)):
        return False
    if one.forced and two.forced and _two_sides(one, two):
        mine, yours = ([term.value for term in deed.doer if term.kind == "name"] for deed in (one, two))
        return not any(a == b or desk.cast.related(a, b) for a in mine for b in yours)
    if not (one.definite and two.definite and all(_somebody(desk, deed) for deed in (one, two))):
        return False
    if one.head.refers and two.head.refers:
        return not desk.cast.related(one.head.refers, two.head.refers)
    return (
        not one.head.refers
        and not two.head.refers
        and one.head.lemma != two.head.lemma
        or _answers(desk, one, two)
    ) and not _may_be(desk, one, two)


def _two_sides(one: Deed, two: Deed) -> bool:
    """Whether both are named, or of a kind of people that bears arms; police and officers are one."""
    if all(any(term.value in word_list("state forces") for term in deed.doer) for deed in (one, two)):
        return False
    groups = word_list("people somewhere") | word_list("doers")
    return all(any(term.kind == "name" or term.value in groups for term in deed.doer) for deed in (one, two))


def _somebody(desk: Desk, deed: Deed) -> bool:
    """Whether the doer is somebody who can be told apart: a person or body by name, or people of a kind ("a night guard"), not "gunmen"."""
    if deed.head.refers:
        actor = desk.cast.actors.get(deed.head.refers)
        return actor is not None and actor.kind != "media"
    people = (
        word_set("voices", "people")
        | word_set("titles", "trades")
        | word_set("disputes", "wrongdoers")
        | word_list("doers")
        | word_list("people somewhere")
    )
    return (
        deed.head.lemma in people
        or is_people(deed.head.lemma)
        or any(term.kind == "class" and term.value in people for term in deed.doer)
    )


def _may_be(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether the doer of one may be that of the other, told by its kind only: "unknown men", "a member of the club" of one who is called so elsewhere."""
    if any(deed.head.lemma in word_set("disputes", "anyone who did it") for deed in (one, two)):
        return True
    named = next((deed for deed in (one, two) if deed.head.refers), None)
    other = two if named is one else one
    actor = desk.cast.actors.get(named.head.refers) if named else None
    said = {word for office in actor.offices for word in office.title.lower().split()} if actor else set()
    return bool(named and (actor is None or actor.kind == "group" or other.head.lemma in said))


def _answers(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether two versions stand side by side in one report, each in a voice of its own."""
    a, b = one.gist, two.gist
    return bool(
        a.claim.document == b.claim.document
        and a.claim.speaker
        and b.claim.speaker
        and desk.words_between(a, b) <= BETWEEN
    )


def _disowned(desk: Desk, one: Deed, two: Deed) -> bool:
    """Whether one lays a deed to somebody who says of himself that he did not do it: "it was Berg who ordered the transfers", "I never ordered a transfer", Berg said."""
    if one.denied == two.denied:
        return False
    yes, no = (two, one) if one.denied else (one, two)
    who = no.gist.claim.actor
    if not who or yes.head.refers != who:
        return False
    return no.head.refers == who or no.head.lemma in SELF - {"it", "they"}
