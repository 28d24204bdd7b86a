"""Claims that say the same, across reports: by structure first (who, how many, where, done or intended), then by likeness."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from briefing.compare.dispatch import Reuse
from briefing.compare.gist import Gist
from briefing.compare.likeness import Likeness, Scale
from briefing.compare.settling import SETTLED, Cast, counted, difference, one_reading, reach
from briefing.compare.terms import Term, word_list

# (least likeness, least shared words that are not names): one of these levels must be reached.
LEVELS = ((0.5, 3), (0.42, 4), (0.66, 2))
SURE = ((0.62, 2), (0.5, 5))  # above these, two claims may turn on other verbs
GUESSED = 0.6  # likeness needed where the verb of one could not be told
UNDATED = 0.6  # likeness needed where a report's date is not known
COVERED = 0.95  # one actor says the same twice, once in fewer words
PARTS = (
    (0.5, 3),
    (0.64, 2),
)  # the same of two sub-claims with one head, where the claims around them are not alike
NAMED = 0.42  # likeness needed of two sub-claims that share two deeds or things and two names
COPIES = ((0.7, 4), (0.9, 3))  # likeness needed where the claims share no name and no amount …
WITHIN = 0.5  # … or where one says nothing that the other does not
REWRITES = (
    (0.75, 8),
    (0.85, 6),
)  # likeness at which a name that stands in one claim only was missed or spelt otherwise in the other
ALIGNED = 0.3  # where both reports tell one dispatch and the two claims stand at the same place in it
BY_ONE = 0.14  # … and are of one actor with one stance, or give one reading of one count
RETOLD = 0.4  # likeness at which they may call their actors otherwise there: "Union leaders", "The direction of the trade union"
COPIED = 0.8  # likeness at which one of them may put it otherwise: "will work", "works"
ABOVE = 0.33  # a headline says in few words what stands below it in the same report
AGAIN = 0.4  # likeness of two claims of one report that repeat each other
HOLD = 0.36  # likeness every new pair of a growing group must keep on average
LOOK = 4  # members of a group that are asked
COUNT_COVER, COUNT_DICE = 0.6, 0.3  # likeness of two claims that give one reading of one count
FIGURES_DICE = 0.25  # likeness of two claims that give two amounts of one thing each
LARGE_COVER = 0.4  # … and where the reading is no chance
LARGE = 100  # from which a number that two claims share is no chance
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:e\+[0-9]+)?")  # not "1.1.1", a version
YEAR = re.compile(r"(?:19|20)\d\d")
CARRIED = 12  # claims of one reading that are laid beside each other


@dataclass(frozen=True, slots=True)
class Bundle:
    """Positions of claims that say the same, and the pairs that show it."""

    members: tuple[int, ...]
    links: tuple[Likeness, ...]


def find_bundles(
    scale: Scale,
    cast: Cast,
    pairs: list[Likeness],
    reuse: list[Reuse],
    joins: Iterable[tuple[str, str]] = (),
    parts: Iterable[tuple[str, str]] = (),
) -> list[Bundle]:
    """Groups of two or more claims, in order of their first claim; an editor's joins and parts (pairs of claim ids) always hold."""
    gists = scale.gists
    at = {gist.claim.id: gist.order for gist in gists}
    parted = {frozenset((at[one], at[two])) for one, two in parts if one in at and two in at}
    joined = [scale.compare(*sorted((at[one], at[two]))) for one, two in joins if one in at and two in at]
    aligned = {pair for reused in reuse for pair in reused.chain}
    # in one dispatch each claim has its own place: what stands at another place in it is another claim
    place: dict[int, dict[int, int]] = defaultdict(dict)
    for i, reused in enumerate(reuse):
        for j, pair in enumerate(reused.chain):
            place[pair[0]][i] = place[pair[1]][i] = j

    def apart(one: int, two: int) -> bool:
        mine, yours = place.get(one, {}), place.get(two, {})
        if parted and frozenset((one, two)) in parted:
            return True
        return any(
            mine[i] != yours[i] and not _repeated(scale, reuse[i].chain[mine[i]], reuse[i].chain[yours[i]])
            for i in mine.keys() & yours.keys()
        )

    links = [
        pair
        for pair in pairs
        if alike(scale, cast, pair, (pair.first, pair.second) in aligned)
        and not apart(pair.first, pair.second)
    ]
    known = {(pair.first, pair.second) for pair in links}
    links += [
        pair
        for one, two in sorted(aligned - known)
        if not apart(one, two) and alike(scale, cast, pair := scale.compare(one, two), True)
    ]
    for pairs, is_told_again in ((_readings(gists), _same_count), (_leads(gists), _retells)):
        links += [
            pair
            for one, two in pairs
            if (one, two) not in known
            and not apart(one, two)
            and is_told_again(scale, cast, pair := scale.compare(one, two))
        ]
    links.sort(key=lambda pair: (-pair.dice, pair.first, pair.second))
    return _grow(scale, cast, joined, links, apart)


def _pinned(one: Gist, two: Gist) -> bool:
    """Whether the claims share a name, or one amount of one thing."""
    return bool(set(one.names) & set(two.names)) or any(
        counted(f) == counted(g) and reach(f) and reach(f) == reach(g)
        for f in one.claim.figures
        for g in two.claim.figures
    )


def _deed(scale: Scale, pair: Likeness) -> bool:
    """Whether two claims share a deed at all, not only who and what."""
    return any(
        feature.kind == "class" and feature.value not in word_list("things")
        for feature in scale.cores[pair.first] & scale.cores[pair.second]
    )


def _leads(gists: list[Gist]) -> Iterator[tuple[int, int]]:
    """Each headline with the first claim of the body below it."""
    above: dict[str, list[int]] = {}
    for gist in gists:
        if gist.claim.headline:
            above.setdefault(gist.claim.document, []).append(gist.order)
        else:
            yield from ((headline, gist.order) for headline in above.pop(gist.claim.document, ()))


def _readings(gists: list[Gist]) -> Iterator[tuple[int, int]]:
    """Claims of two reports that give one amount of one measure, where few give it."""
    held: dict[tuple, list[int]] = defaultdict(list)
    for gist in gists:
        if not gist.claim.headline:
            counts = [
                (f.measure, reach(f))
                for f in gist.claim.figures
                if f.measure and f.role == "reading" and reach(f)
            ]
            for key in dict.fromkeys((*counts, *_large(gist))):
                held[key].append(gist.order)
    for orders in held.values():
        yield from (
            (one, two)
            for one, two in combinations(orders[:CARRIED], 2)
            if gists[one].claim.document != gists[two].claim.document
        )


def _large(gist: Gist) -> frozenset[Term]:
    """The numbers of a claim that are no chance: "the number at 210,000"."""
    return frozenset(
        term
        for term in gist.features
        if term.kind == "number"
        and NUMBER.fullmatch(term.value)
        and float(term.value) >= LARGE
        and not YEAR.fullmatch(term.value)
    )


def _same_figures(one: Gist, two: Gist) -> set[tuple]:
    """The amounts of one thing that both claims give: "all but three of the 34 members"."""
    mine, yours = (
        {(counted(f), f.unit == "%", f.role == "exception", reach(f)) for f in gist.claim.figures if reach(f)}
        for gist in (one, two)
    )
    return mine & yours


def _same_count(scale: Scale, cast: Cast, pair: Likeness) -> bool:
    """Whether two claims that give one reading say little else, or much the same else, or the one nothing but a large number of the other."""
    one, two = scale.gists[pair.first], scale.gists[pair.second]
    same = (
        one_reading(one, two)
        and (
            pair.cover >= (LARGE_COVER if _large(one) & _large(two) else COUNT_COVER)
            or pair.dice >= COUNT_DICE
        )
        or pair.cover >= COVERED
        and bool(_large(one) & _large(two))
    )
    told = one.claim.actor is not None and (one.claim.actor, one.claim.stance) == (
        two.claim.actor,
        two.claim.stance,
    )
    same = same or told and pair.dice >= COUNT_DICE and pair.core >= 3 and bool(_large(one) & _large(two))
    return same and difference(one, two, cast) is None


def _retells(scale: Scale, cast: Cast, pair: Likeness) -> bool:
    """Whether the lead tells of the headline's subject what the headline does: the same deed, and two of its names."""
    one, two = scale.gists[pair.first], scale.gists[pair.second]
    return (
        one.claim.stance == two.claim.stance
        and bool(one.subject and two.subject and one.heads & two.heads)
        and len(set(one.names) & set(two.names)) >= 2
        and difference(one, two, cast) is None
    )


def _repeated(scale: Scale, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether a report says at both places of the dispatch much the same."""
    return any(scale.compare(*sorted((one[side], two[side]))).dice >= AGAIN for side in (0, 1))


def alike(scale: Scale, cast: Cast, pair: Likeness, aligned: bool = False) -> bool:
    """Whether two claims say the same, or a sub-claim of the one what a sub-claim of the other says."""
    one, two = scale.gists[pair.first], scale.gists[pair.second]
    if (
        one.claim.within == two.claim.id
        or two.claim.within == one.claim.id
        or one.claim.sentence.overlaps(two.claim.sentence)
    ):
        return False
    if _quoted_again(one, two, pair):
        return True
    if (
        not aligned
        and not _pinned(one, two)
        and not _reaches(pair, COPIES)
        and not (pair.cover >= COVERED and pair.dice >= WITHIN and pair.core >= 2 and one.heads & two.heads)
    ):
        return False  # no name and no figure in common: too general to be one claim
    undated = (one.published is None or two.published is None) and {
        one.claim.stance,
        two.claim.stance,
    } <= SETTLED
    if not aligned and undated and pair.dice < UNDATED and not (one.claim.said and two.claim.said):
        return False  # nobody knows whether they were told in one week or in two years
    if _as_a_whole(scale, pair, aligned):
        apart = difference(one, two, cast)  # "Doña", "Dona"; a name missed in one of them
        return (
            apart is None
            or apart.kind in ("name", "actor")
            and (
                _reaches(pair, REWRITES)
                or aligned
                and (pair.dice >= RETOLD or _by_one(one, two) and pair.core >= 3)
            )
            or apart.kind in ("stance", "time")
            and aligned
            and pair.dice >= COPIED
        )
    if one.claim.document == two.claim.document or not _in_part(scale, pair):
        return False
    apart = difference(one, two, cast)
    return apart is None


def _by_one(one: Gist, two: Gist) -> bool:
    """Whether two claims are of one actor with one stance, or give one reading of one count."""
    return (
        one.claim.actor is not None
        and (one.claim.actor, one.claim.stance) == (two.claim.actor, two.claim.stance)
        or one_reading(one, two)
    )


def _quoted_again(one: Gist, two: Gist, pair: Likeness) -> bool:
    """Whether one speaker's quotation stands in both, in the one with a sentence more: "I am staying. A captain does not leave …"."""
    same = (
        one.claim.actor is not None
        and one.claim.actor == two.claim.actor
        and one.claim.form == two.claim.form == "direct"
    )
    return same and one.claim.document != two.claim.document and pair.cover >= COVERED and pair.core >= 4


def _as_a_whole(scale: Scale, pair: Likeness, aligned: bool) -> bool:
    """Whether two claims are alike enough, and turn on one deed."""
    one, two = scale.gists[pair.first], scale.gists[pair.second]
    figures = _same_figures(one, two)
    if len(figures) >= 2 and pair.dice >= FIGURES_DICE and pair.core >= 2:
        return True
    one_deed = bool(one.heads & two.heads)
    above = one.claim.document == two.claim.document and one.claim.headline != two.claim.headline and one_deed
    same_voice = one.claim.actor is not None and (one.claim.actor, one.claim.stance) == (
        two.claim.actor,
        two.claim.stance,
    )
    reached = (
        _reaches(pair, LEVELS)
        or aligned
        and pair.dice >= (BY_ONE if _by_one(one, two) and pair.core else ALIGNED)
        or above
        and pair.dice >= ABOVE
        and pair.core >= 2
        or same_voice
        and pair.cover >= (COUNT_COVER if figures else COVERED)
        and pair.dice >= ALIGNED
        and pair.core >= 2
    )
    sure = one.sure and two.sure or pair.dice >= GUESSED
    return reached and (aligned or one_deed and sure or _reaches(pair, SURE) and _deed(scale, pair))


def _in_part(scale: Scale, pair: Likeness) -> bool:
    """Whether both claims hold one sub-claim: one deed, and most of what hangs on it."""
    part = scale.frames(pair.first, pair.second)
    return part is not None and (
        _reaches(part, PARTS) or part.dice >= NAMED and part.core >= 2 and part.names >= 2
    )


def _reaches(pair: Likeness, levels: tuple[tuple[float, int], ...]) -> bool:
    return any(pair.dice >= least and pair.core >= core for least, core in levels)


def _grow(
    scale: Scale, cast: Cast, joined: list[Likeness], links: list[Likeness], apart: Callable[[int, int], bool]
) -> list[Bundle]:
    """Best pairs first; two groups become one only where their members are alike on average and none was parted."""
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    shown: dict[int, list[Likeness]] = defaultdict(list)
    for i, pair in enumerate(links + joined):  # an editor's word comes last, so that it joins whole groups
        one = home.setdefault(pair.first, pair.first)
        two = home.setdefault(pair.second, pair.second)
        first, second = members.setdefault(one, [one]), members.setdefault(two, [two])
        if one == two:
            shown[one].append(pair)
            continue
        if i < len(links) and not _fits(scale, cast, first, second, apart):
            continue
        small, large = (one, two) if (len(first), -one) < (len(second), -two) else (two, one)
        for member in members.pop(small):
            home[member] = large
            members[large].append(member)
        shown[large] += shown.pop(small, []) + [pair]
    settled = {i for pair in joined for i in (pair.first, pair.second)}
    bundles = [
        Bundle(tuple(sorted(group)), tuple(sorted(shown[root], key=lambda p: (p.first, p.second))))
        for root, group in members.items()
        if len({scale.gists[i].claim.document for i in group}) > 1
        or (len(group) > 1 and settled.intersection(group))
    ]
    return sorted(bundles, key=lambda bundle: bundle.members)


def _fits(
    scale: Scale, cast: Cast, first: list[int], second: list[int], apart: Callable[[int, int], bool]
) -> bool:
    crossing = [(a, b) for a in first[:LOOK] for b in second[:LOOK]]
    if any(apart(*pair) for pair in crossing):
        return False
    if len(crossing) == 1:
        return True
    alike = [
        max(
            scale.closest(*sorted(pair)),
            HOLD
            if _same_count(scale, cast, scale.compare(*sorted(pair))) or _same_number(scale, *pair)
            else 0.0,
        )
        for pair in crossing
        if not any(scale.gists[i].claim.headline for i in pair)
    ]
    return sum(alike) >= HOLD * len(alike) and not any(_parts(scale, cast, *pair) for pair in crossing)


def _same_number(scale: Scale, one: int, two: int) -> bool:
    """Whether one actor gives one large number in both."""
    first, second = scale.gists[one], scale.gists[two]
    return (
        first.claim.actor is not None
        and first.claim.actor == second.claim.actor
        and bool(_large(first) & _large(second))
    )


def _parts(scale: Scale, cast: Cast, one: int, two: int) -> bool:
    """Whether two claims differ in what cannot be one; a headline names places and people in fewer words ("Brazil dam bursts")."""
    apart = difference(scale.gists[one], scale.gists[two], cast)
    return apart is not None and not (
        apart.kind in ("name", "actor")
        and (scale.gists[one].claim.headline or scale.gists[two].claim.headline)
    )
