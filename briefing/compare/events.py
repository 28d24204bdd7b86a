"""One event told twice: in two places, on two days or at two hours, or as the first of two."""
import re
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, radians
from typing import Iterator

from briefing.compare.desk import Desk, finding, in_order, quoted
from briefing.compare.gist import Gist, Token
from briefing.compare.phrases import after_preposition, governs, main_verb, objects, subject
from briefing.compare.terms import Term, word_list
from briefing.model import Finding

AT = ("in", "at", "on", "inside", "near", "off", "outside", "within")
TO = ("to", "into", "towards")
FAR = 20                # km between two towns at which one event cannot have happened in both
MOST = 24               # claims of one deed that are laid beside each other
CLOSE = 400             # characters between two sentences in which a pronoun may mean what the other names
MINUTES, HOUR = 15, 60  # two clocks that differ by less may be rounded; by whole hours, they may stand in two zones
SHORT = 7               # words of "The owner says 11 November"
# "9:40 p.m.", "22:10", "4.12 am"
CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b)?", re.I)
ZONES = re.compile(r"\b(?:GMT|UTC|CET|BST|EST|local time)\b", re.I)
DAY = re.compile(r"\b(?:(?P<day>\d{1,2})\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?:\s+(?P<after>\d{1,2})\b)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim puts its event: the words, the place they name, and whether they are open waters or a state's."""
    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    waters: str | None


def find_events(desk: Desk) -> Iterator[Finding]:
    """`place`, `date` and `order` conflicts about one event, by the deed and the thing it is done to."""
    for one, two in _same_events(desk):
        found = _other_place(desk, one, two) or _other_day(desk, one, two) or _other_hour(desk, one, two)
        if found:
            yield found
    yield from _corrected_days(desk)
    yield from _held(desk)
    yield from _orders(desk)


def _same_events(desk: Desk) -> Iterator[tuple[Gist, Gist]]:
    """Pairs of claims that assert one deed of one thing; a pronoun may stand for the thing where they are neighbours."""
    index: dict[Term, list[Gist]] = {}
    for gist in desk.gists:
        verb = main_verb(gist)
        if verb and verb.term and verb.term.own and gist.claim.stance in ("claimed", "confirmed", "planned") and not gist.says_not and not gist.claim.headline:
            for term in gist.heads if verb.term in gist.heads else (verb.term,):
                if term == verb.term or term.kind == "family":
                    index.setdefault(term, []).append(gist)
    seen: set[tuple[int, int]] = set()
    for several in index.values():
        for one, two in combinations(several[:MOST], 2):
            if (one.order, two.order) not in seen and one.claim.sentence != two.claim.sentence and _one_thing(desk, one, two):
                seen.add((one.order, two.order))
                yield one, two


def _one_thing(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether both are done to, or by, one thing: a shared name or noun in the subject or object, and no other number of it."""
    mine, yours = (_thing(gist) for gist in (one, two))
    if mine & yours:
        return _numbers(one) == _numbers(two) and len(mine & yours) * 2 >= min(len(mine), len(yours))
    carried = _carrier(one, two) or _carrier(two, one)
    if carried:
        return True
    pronoun = not mine or not yours
    neighbours = one.claim.document == two.claim.document and abs(one.claim.sentence.start - two.claim.sentence.start) <= CLOSE
    return pronoun and (neighbours or _context(desk, one) & _context(desk, two) & (mine | yours) != frozenset())


def _carrier(one: Gist, two: Gist) -> bool:
    """"The ship sank" beside "The Lago Ranco went down": a thing that may bear the name."""
    mine, yours = subject(one), subject(two)
    bare = [token for token in mine if token.term]
    return len(bare) == 1 and bare[0].is_class(*word_list("carriers")) and any(token.name and token.name not in two.claim.places for token in yours)


def _numbers(gist: Gist) -> frozenset[Term]:
    """How many the subject or object counts ("two boxes")."""
    words = gist.words
    heads = [(token, words[token.at].head) for token in _thing_tokens(gist) if token.term and token.term.kind == "number"]
    return frozenset(token.term for token, head in heads if token.term and head is not None and words[head].dep in ("nsubj", "nsubjpass", "dobj"))


def _thing_tokens(gist: Gist) -> tuple[Token, ...]:
    verb = main_verb(gist)
    return subject(gist) + (objects(gist, verb) if verb else ())


def _thing(gist: Gist) -> frozenset[Term]:
    return frozenset(token.term for token in _thing_tokens(gist) if token.term and token.term.kind in ("name", "class", "word"))


def _context(desk: Desk, gist: Gist) -> frozenset[Term]:
    """What the sentence of a claim, and the claims in the sentence before, speak of."""
    near_by = [g for g in desk.told_in[gist.claim.document] if g.claim.sentence.overlaps(gist.claim.sentence)
               or 0 <= gist.claim.sentence.start - g.claim.sentence.end <= 3]
    return frozenset(term for g in near_by for term in g.features if term.kind in ("class", "word", "name"))


# ---------------------------------------------------------------- places

def _other_place(desk: Desk, one: Gist, two: Gist) -> Finding | None:
    for prepositions in (AT, TO):
        here, there = (place_of(gist, prepositions) for gist in (one, two))
        if here and there and _excluded(desk, here, there) and not in_order(*_days(desk, one, two)) and not in_order(*_days(desk, two, one)):
            spans = [desk.cut(one), desk.cut(two)]
            why = f"{desk.whose(one)} puts it {quoted(desk.cut(one, here.tokens))}, {desk.whose(two)} {quoted(desk.cut(two, there.tokens))}."
            return finding("conflict", "place", [one, two], spans, why)
    return None


def _days(desk: Desk, one: Gist, two: Gist) -> tuple[str | None, str | None]:
    """The days of the events themselves; reports of other days may tell of one."""
    return tuple(gist.claim.happened.value if gist.claim.happened else None for gist in (one, two))      # type: ignore[return-value]


def place_of(gist: Gist, prepositions: tuple[str, ...]) -> Place | None:
    """The place on which the main verb turns, in the words of the claim."""
    verb = main_verb(gist)
    if verb is None:
        return None
    for mark, tokens in after_preposition(gist, prepositions, verb.at):
        if not governs(gist, verb, mark.at):
            continue
        if found := _place(gist, tokens):
            return found
    return None


def _place(gist: Gist, tokens: tuple[Token, ...]) -> Place | None:
    names = tuple(token.name for token in tokens if token.name and token.name in gist.claim.places)
    text = " ".join(token.text for token in tokens)
    waters = ("open" if any(words in text for words in word_list("open waters")) else
              "state" if any(words in text for words in word_list("state waters")) or "waters" in text and any(token.name for token in tokens) else None)
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
    if first == second or not one or not two or one.precision != "point" or two.precision != "point" or None in (one.lat, one.lon, two.lat, two.lon):
        return desk.cast.apart(first, second)
    return hypot(one.lat - two.lat, (one.lon - two.lon) * cos(radians(one.lat))) * 111 > FAR      # type: ignore[operator,arg-type]


def _held(desk: Desk) -> Iterator[Finding]:
    """"was taken to the barracks in Zomba", "she was still being held in Lilongwe": neighbours that put one person in two places."""
    for told in desk.told_in.values():
        put = [(gist, place) for gist in told if gist.claim.stance in ("claimed", "confirmed") and not gist.says_not and not gist.claim.headline
               for place in [_whereabouts(gist)] if place]
        for (one, here), (two, there) in zip(put, put[1:]):
            if one.claim.sentence == two.claim.sentence or one.claim.actor == two.claim.actor and one.claim.actor or two.claim.sentence.start - one.claim.sentence.start > CLOSE:
                continue
            same = bool({t.name for t in subject(one)} & {t.name for t in subject(two)} - {None}) or all(t.text in ("she", "he", "it", "they") for t in subject(two))
            still = any(t.text == "still" for t in two.tokens) or two.claim.features and one.claim.features and main_verb(one) and main_verb(two) and main_verb(one).term == main_verb(two).term or here.waters and there.waters   # type: ignore[union-attr]
            if same and still and subject(two) and _excluded(desk, here, there):
                spans = [desk.cut(one), desk.cut(two)]
                yield finding("conflict", "place", [one, two], spans, f"{desk.whose(one)} puts it {quoted(desk.cut(one, here.tokens))}, {desk.whose(two)} {quoted(desk.cut(two, there.tokens))}.")


def _whereabouts(gist: Gist) -> Place | None:
    words = gist.words
    verbs = [at for at, word in enumerate(words) if word.lemma in word_list("whereabouts") and word.pos in ("VERB", "AUX")]
    for at in verbs:
        for mark, tokens in after_preposition(gist, (*AT, *TO), at):
            found = _place(gist, tokens)
            if words[mark.at].head == at and found:
                return found
    return None


# ---------------------------------------------------------------- days and hours

def _other_day(desk: Desk, one: Gist, two: Gist) -> Finding | None:
    """Two days written out for one event; told later by the same holder, it has been put off instead."""
    when, then = day_in(desk, one), day_in(desk, two)
    if not when or not then or when[1] == then[1] or one.claim.actor and one.claim.actor == two.claim.actor:
        return None
    if one.claim.document == two.claim.document and one.claim.actor is None and two.claim.actor is None:
        return None
    return finding("conflict", "date", [one, two], [desk.cut(one), desk.cut(two)],
                   f"{desk.whose(one)} dates it {quoted(when[0])}, {desk.whose(two)} {quoted(then[0])}.")


def day_in(desk: Desk, gist: Gist):
    """The one day that the words on the main verb name, as (span, (month, day))."""
    verb, text = main_verb(gist), desk.documents[gist.claim.document].text
    if verb is None:
        return None
    found = []
    for mark, tokens in after_preposition(gist, ("on", "by", "for"), verb.at):
        if not governs(gist, verb, mark.at):
            continue
        match = DAY.search(text[tokens[0].start:tokens[-1].end])
        if match and (number := match["day"] or match["after"]):
            start = tokens[0].start + match.start()
            found.append((desk.documents[gist.claim.document].span(start, tokens[0].start + match.end()), (match["month"], int(number))))
    return found[0] if len(found) == 1 else None


def _other_hour(desk: Desk, one: Gist, two: Gist) -> Finding | None:
    """Two clocks for one event, too far apart to be rounded; whole hours apart, they may stand in two time zones."""
    clocks = []
    for gist in (one, two):
        text = gist.claim.words
        times = list(CLOCK.finditer(text))
        if len(times) != 1 or ZONES.search(gist.claim.sentence.quote):
            return None
        hour, minute = int(times[0]["hour"]), int(times[0]["minute"])
        if times[0]["half"] and times[0]["half"].lower().startswith("p") and hour < 12:
            hour += 12
        if ":" not in times[0].group() and not times[0]["half"]:
            return None                                 # "3.10" may be any number
        clocks.append(hour * 60 + minute)
    gap = abs(clocks[0] - clocks[1])
    if gap < MINUTES or gap % HOUR == 0:
        return None
    return finding("conflict", "date", [one, two], [desk.cut(one), desk.cut(two)], f"{desk.whose(one)}: {quoted(desk.cut(one))}; {desk.whose(two)}: {quoted(desk.cut(two))}: other hours of one event.")


def _corrected_days(desk: Desk) -> Iterator[Finding]:
    """"The ship left on 10 November, according to the harbour master. The owner says 11 November": a day and nothing else, said of the sentence before."""
    for told in desk.told_in.values():
        for one, two in zip(told, told[1:]):
            text = desk.documents[two.claim.document].text
            if len(two.words) > SHORT or not 0 <= two.claim.sentence.start - one.claim.sentence.end <= 40 and one.claim.sentence.end != two.claim.sentence.start:
                continue
            between = text[one.claim.sentence.end:two.claim.sentence.start]
            after, before = DAY.search(two.claim.words), day_in(desk, one)
            rest = [t for t in two.tokens if t.term and t.term.kind in ("class", "word") and not t.proper]
            if after and before and not rest and len(between.split()) <= 8 and (number := after["day"] or after["after"]) and (after["month"], int(number)) != before[1]:
                yield finding("conflict", "date", [one, two], [desk.cut(one), desk.cut(two)],
                              f"{desk.whose(one)} dates it {quoted(before[0])}; the sentence after it: {quoted(desk.cut(two))}.")


# ---------------------------------------------------------------- order

def _orders(desk: Desk) -> Iterator[Finding]:
    """"Hydra-2 was cut first", "The Ionia Link was cut first"; "left the ship last", "was in the first boat to leave"."""
    ranked: dict[Term, list[tuple[Gist, Token]]] = {}
    for gist in desk.gists:
        verb = main_verb(gist)
        rank = next((t for t in gist.tokens if t.text in ("first", "last") and verb and gist.words[t.at].head == verb.at and gist.words[t.at].pos in ("ADV", "ADJ")), None)
        if verb and verb.term and rank and gist.claim.stance in ("claimed", "confirmed") and not gist.says_not and not gist.claim.headline:
            ranked.setdefault(verb.term, []).append((gist, rank))
    for several in ranked.values():
        for (one, rank), (two, other) in combinations(several[:MOST], 2):
            mine, yours = ({t.term for t in subject(g) if t.term} for g in (one, two))
            if mine and yours and rank.text == other.text and not mine & yours and one.claim.actor != two.claim.actor or mine and mine == yours and rank.text != other.text:
                yield finding("conflict", "order", [one, two], [desk.cut(one), desk.cut(two)], f"{desk.whose(one)}: {quoted(desk.cut(one))}; {desk.whose(two)}: {quoted(desk.cut(two))}.")
