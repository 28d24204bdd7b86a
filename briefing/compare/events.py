"""One event told twice: in two places, on two days or at two hours, or as the first of two."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist, Token, path_up
from briefing.compare.moments import Day, day_in, find_corrected_days, find_orders, minute_in
from briefing.compare.phrases import after_preposition, governs, main_verb, objects, subject
from briefing.compare.terms import Term, word_list
from briefing.model import Finding

AT = ("in", "at", "on", "inside", "near", "off", "outside", "within")
TO = ("to", "into", "towards")
FAR = 20  # km between two towns at which one event cannot have happened in both
MOST = 24  # claims of one deed that are laid beside each other
CLOSE = 400  # characters between two sentences in which a pronoun may mean what the other names
MINUTES, HOUR = (
    15,
    60,
)  # two clocks that differ by less may be rounded; by whole hours, they may stand in two zones


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim puts its event: the words, the place they name, and whether they are open waters or a state's."""

    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    waters: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A claim's main deed: what it is done to or by, where, on which day, at which minute of the day."""

    gist: Gist
    thing: frozenset[Term]
    numbers: frozenset[Term]  # how many the subject or object counts ("two boxes")
    bare: bool  # "the ship": a thing that may bear a name told elsewhere
    named: bool  # its subject has a name that is no place
    at: Place | None
    to: Place | None
    day: Day | None
    minute: int | None


def find_events(desk: Desk) -> Iterator[Finding]:
    """`place`, `date` and `order` conflicts about one event, by the deed and the thing it is done to."""
    for one, two in _same_events(desk):
        if (
            found := _other_place(desk, one, two)
            or _other_day(desk, one, two)
            or _other_minute(desk, one, two)
        ):
            yield found
    yield from find_corrected_days(desk)
    yield from _held(desk)
    yield from find_orders(desk)


def _same_events(desk: Desk) -> Iterator[tuple[Event, Event]]:
    """Pairs of claims that assert one deed of one thing and say where or when; a pronoun may stand for the thing where they are neighbours."""
    index: dict[Term, list[Event]] = {}
    for gist in desk.gists:
        verb = main_verb(gist)
        if (
            verb is None
            or gist.claim.stance not in ("claimed", "confirmed", "planned")
            or gist.says_not
            or gist.claim.headline
        ):
            continue
        event = _event(desk, gist, verb)
        if event.at or event.to or event.day or event.minute is not None:
            for term in _deeds(gist, verb):
                index.setdefault(term, []).append(event)
    seen: set[tuple[int, int]] = set()
    for several in index.values():
        for one, two in combinations(several[:MOST], 2):
            key = (one.gist.order, two.gist.order)
            if (
                key not in seen
                and one.gist.claim.sentence != two.gist.claim.sentence
                and _one_thing(desk, one, two)
            ):
                seen.add(key)
                yield one, two


def _deeds(gist: Gist, verb: Token) -> list[Term]:
    """The verb and its family; what it is done to, where the verb says nothing of its own ("will announce the verdict")."""
    if verb.term is None:
        return sorted(
            token.term
            for token in objects(gist, verb)
            if token.term and token.term.own and gist.words[token.at].head == verb.at
        )
    return [verb.term, *sorted(term for term in gist.heads if term.kind == "family")] if verb.term.own else []


def _event(desk: Desk, gist: Gist, verb: Token) -> Event:
    doer = subject(gist)
    tokens = doer + objects(gist, verb)
    words = gist.words
    counted = frozenset(
        token.term
        for token in tokens
        if token.term
        and token.term.kind == "number"
        and (head := words[token.at].head) is not None
        and words[head].dep in ("nsubj", "nsubjpass", "dobj")
    )
    said = [token for token in doer if token.term]
    return Event(
        gist,
        frozenset(token.term for token in tokens if token.term and token.term.kind != "number"),
        counted,
        len(said) == 1 and said[0].is_class(*word_list("carriers")),
        any(token.name and token.name not in gist.claim.places for token in doer),
        place_of(gist, verb, AT),
        place_of(gist, verb, TO),
        day_in(desk, gist),
        minute_in(gist),
    )


def _one_thing(desk: Desk, one: Event, two: Event) -> bool:
    """Whether both are done to, or by, one thing: a shared name or noun in the subject or object, and no other number of it."""
    shared = one.thing & two.thing
    if shared:  # not "a grain train", "a coal train"; "the runner from Kenya", "from Norway"
        return one.numbers == two.numbers and (one.thing <= two.thing or two.thing <= one.thing)
    if one.bare and two.named or two.bare and one.named:
        return True  # "The ship sank", "The Lago Ranco went down"
    mine, yours = one.gist.claim, two.gist.claim
    neighbours = mine.document == yours.document and abs(mine.sentence.start - yours.sentence.start) <= CLOSE
    pronoun = not one.thing or not two.thing
    return pronoun and (
        neighbours or bool(_context(desk, one.gist) & _context(desk, two.gist) & (one.thing | two.thing))
    )


def _context(desk: Desk, gist: Gist) -> frozenset[Term]:
    """What the sentence of a claim, and the claims in the sentence before, speak of."""
    near_by = [
        g
        for g in desk.told_in[gist.claim.document]
        if g.claim.sentence.overlaps(gist.claim.sentence)
        or 0 <= gist.claim.sentence.start - g.claim.sentence.end <= 3
    ]
    return frozenset(term for g in near_by for term in g.features if term.kind in ("class", "word", "name"))


# ---------------------------------------------------------------- places


def _other_place(desk: Desk, first: Event, second: Event) -> Finding | None:
    one, two = first.gist, second.gist
    for here, there in ((first.at, second.at), (first.to, second.to)):
        if (
            here
            and there
            and _excluded(desk, here, there)
            and not in_order(*_days(one, two))
            and not in_order(*_days(two, one))
        ):
            why = f"{desk.whose(one)} puts it {quoted(desk.cut(one, here.tokens))}, {desk.whose(two)} {quoted(desk.cut(two, there.tokens))}."
            return finding("conflict", "place", [one, two], [desk.cut(one), desk.cut(two)], why)
    return None


def _days(one: Gist, two: Gist) -> tuple[str | None, str | None]:
    """The days of the events themselves; reports of other days may tell of one."""
    return tuple(gist.claim.happened.value if gist.claim.happened else None for gist in (one, two))  # type: ignore[return-value]


def place_of(gist: Gist, verb: Token, prepositions: tuple[str, ...]) -> Place | None:
    """The place that the verb is said to be at or to, in the words of the claim."""
    for mark, tokens in after_preposition(gist, prepositions, verb.at):
        if not governs(gist, verb, mark.at):
            continue
        if found := _place(gist, tuple(token for token in tokens if _brought_in(gist, token.at, mark.at))):
            return found
    return None


def _brought_in(gist: Gist, at: int, mark: int) -> bool:
    """Whether a word belongs to what a preposition brings in, and to no clause or other name hung on it: "in the fuel of the jet, | Melbourne's Tribune reports"."""
    for i in path_up(gist.words, at):
        if i == mark:
            return True
        if (
            gist.words[i].pos in ("VERB", "AUX")
            or gist.words[i].dep in ("nsubj", "nsubjpass", "poss", "appos")
            and i != at
        ):
            return False
    return False


def _place(gist: Gist, tokens: tuple[Token, ...]) -> Place | None:
    names = tuple(token.name for token in tokens if token.name and token.name in gist.claim.places)
    text = " ".join(token.text for token in tokens)
    waters = (
        "open"
        if any(words in text for words in word_list("open waters"))
        else "state"
        if any(words in text for words in word_list("state waters"))
        or "waters" in text
        and any(token.name for token in tokens)
        else None
    )
    return Place(tokens, names, waters) if names or waters else None


def _excluded(desk: Desk, here: Place, there: Place) -> bool:
    """Whether nothing can be in both: open waters and a state's, or two places far enough apart."""
    if here.waters and there.waters:
        return here.waters != there.waters
    if here.waters or there.waters or not here.names or not there.names:
        return False
    return all(_apart(desk, a, b) for a in here.names for b in there.names)


def _apart(desk: Desk, first: str, second: str) -> bool:
    """Whether two places cannot be one: other countries, or two points more than FAR km from each other; a town lies in its region."""
    one, two = desk.cast.places.get(first), desk.cast.places.get(second)
    if (
        first == second
        or not one
        or not two
        or one.precision != "point"
        or two.precision != "point"
        or None in (one.lat, one.lon, two.lat, two.lon)
    ):
        return desk.cast.apart(first, second)
    return hypot(one.lat - two.lat, (one.lon - two.lon) * cos(radians(one.lat))) * 111 > FAR  # type: ignore[operator,arg-type]


def _held(desk: Desk) -> Iterator[Finding]:
    """ "was taken to the barracks in Zomba", "she was still being held in Lilongwe": neighbours that put one person in two places."""
    for told in desk.told_in.values():
        put = [
            (gist, place)
            for gist in told
            if gist.claim.stance in ("claimed", "confirmed") and not gist.says_not and not gist.claim.headline
            for place in [_whereabouts(gist)]
            if place
        ]
        for (one, here), (two, there) in zip(put, put[1:]):
            if (
                one.claim.sentence == two.claim.sentence
                or one.claim.actor == two.claim.actor
                and one.claim.actor
                or two.claim.sentence.start - one.claim.sentence.start > CLOSE
            ):
                continue
            same = bool({t.name for t in subject(one)} & {t.name for t in subject(two)} - {None}) or all(
                t.text in ("she", "he", "it", "they") for t in subject(two)
            )
            still = (
                any(t.text == "still" for t in two.tokens)
                or two.claim.features
                and one.claim.features
                and main_verb(one)
                and main_verb(two)
                and main_verb(one).term == main_verb(two).term
                or here.waters
                and there.waters
            )  # type: ignore[union-attr]
            if same and still and subject(two) and _excluded(desk, here, there):
                spans = [desk.cut(one), desk.cut(two)]
                yield finding(
                    "conflict",
                    "place",
                    [one, two],
                    spans,
                    f"{desk.whose(one)} puts it {quoted(desk.cut(one, here.tokens))}, {desk.whose(two)} {quoted(desk.cut(two, there.tokens))}.",
                )


def _whereabouts(gist: Gist) -> Place | None:
    words = gist.words
    verbs = [
        at
        for at, word in enumerate(words)
        if word.lemma in word_list("whereabouts") and word.pos in ("VERB", "AUX")
    ]
    for at in verbs:
        for mark, tokens in after_preposition(gist, (*AT, *TO), at):
            found = _place(gist, tokens)
            if words[mark.at].head == at and found:
                return found
    return None


# ---------------------------------------------------------------- days and hours


def _other_day(desk: Desk, first: Event, second: Event) -> Finding | None:
    """Two days written out for one event; told later by the same holder, it has been put off instead."""
    one, two, when, then = first.gist, second.gist, first.day, second.day
    if (
        not when
        or not then
        or (when.month, when.number) == (then.month, then.number)
        or desk.one_voice(one, two)
    ):
        return None
    if any(token.text in word_list("once more") for gist in (one, two) for token in gist.tokens):
        return None  # "will meet again on 10 August": of several
    if one.claim.document == two.claim.document and one.claim.actor is None and two.claim.actor is None:
        return None
    return finding(
        "conflict",
        "date",
        [one, two],
        [desk.cut(one), desk.cut(two)],
        f"{desk.whose(one)} dates it {quoted(when.span)}, {desk.whose(two)} {quoted(then.span)}.",
    )


def _other_minute(desk: Desk, first: Event, second: Event) -> Finding | None:
    """Two clocks for one event, too far apart to be rounded; whole hours apart, they may stand in two time zones."""
    if first.minute is None or second.minute is None:
        return None
    gap, one, two = abs(first.minute - second.minute), first.gist, second.gist
    if gap < MINUTES or gap % HOUR == 0:
        return None
    return finding(
        "conflict",
        "date",
        [one, two],
        [desk.cut(one), desk.cut(two)],
        f"{desk.whose(one)}: {quoted(desk.cut(one))}; {desk.whose(two)}: {quoted(desk.cut(two))}: other hours of one event.",
    )
