"""Claims that say the same, across reports: by structure first (who, how many, where, done or intended), then by likeness."""
from collections import defaultdict
from dataclasses import dataclass
from typing import Iterable

from briefing.compare.dispatch import Reuse
from briefing.compare.likeness import Likeness, Scale
from briefing.compare.settling import Cast, same_thing

# (least likeness, least shared words that are not names): one of these levels must be reached.
LEVELS = ((0.5, 3), (0.42, 4), (0.66, 2))
SURE = ((0.62, 2), (0.5, 5))                # above these, two claims may turn on other verbs
COVERED = 0.95          # one actor says the same twice, once in fewer words
ALIGNED = 0.3           # where both reports tell one dispatch and the two claims stand at the same place in it
HOLD = 0.36             # likeness every new pair of a growing group must keep on average
LOOK = 6                # members of a group that are asked


@dataclass(frozen=True, slots=True)
class Bundle:
    """Positions of claims that say the same, and the pairs that show it."""
    members: tuple[int, ...]
    links: tuple[Likeness, ...]


def find_bundles(scale: Scale, cast: Cast, pairs: list[Likeness], reuse: list[Reuse],
                 joins: Iterable[tuple[str, str]] = (), parts: Iterable[tuple[str, str]] = ()) -> list[Bundle]:
    """Groups of two or more claims, in order of their first claim; an editor's joins and parts (pairs of claim ids) come first."""
    gists = scale.gists
    at = {gist.claim.id: gist.order for gist in gists}
    apart = {frozenset((at[one], at[two])) for one, two in parts if one in at and two in at}
    joined = [scale.compare(*sorted((at[one], at[two]))) for one, two in joins if one in at and two in at]
    aligned = {pair for reused in reuse for pair in reused.chain}
    links = [pair for pair in pairs if frozenset((pair.first, pair.second)) not in apart and alike(scale, cast, pair, (pair.first, pair.second) in aligned)]
    known = {(pair.first, pair.second) for pair in links}
    for one, two in sorted(aligned - known):
        pair = scale.compare(one, two)
        if frozenset((one, two)) not in apart and alike(scale, cast, pair, True):
            links.append(pair)
    links.sort(key=lambda pair: (-pair.dice, pair.first, pair.second))
    return _grow(scale, cast, joined, links, apart)


def alike(scale: Scale, cast: Cast, pair: Likeness, aligned: bool = False) -> bool:
    """Whether two claims say the same."""
    one, two = scale.gists[pair.first], scale.gists[pair.second]
    if one.claim.within == two.claim.id or two.claim.within == one.claim.id or one.claim.id == two.claim.id:
        return False
    reached = any(pair.dice >= least and pair.core >= core for least, core in LEVELS) or (aligned and pair.dice >= ALIGNED)
    turns = aligned or bool(one.heads & two.heads) or any(pair.dice >= least and pair.core >= core for least, core in SURE)
    same_voice = one.claim.actor is not None and (one.claim.actor, one.claim.stance) == (two.claim.actor, two.claim.stance)
    return (reached or (same_voice and pair.cover >= COVERED and pair.dice >= ALIGNED and pair.core >= 2)) and turns and same_thing(one, two, cast) is None


def _grow(scale: Scale, cast: Cast, joined: list[Likeness], links: list[Likeness], apart: set[frozenset[int]]) -> list[Bundle]:
    """Best pairs first; two groups become one only where their members are alike on average and none was parted."""
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    shown: dict[int, list[Likeness]] = defaultdict(list)
    for i, pair in enumerate(joined + links):
        one = home.setdefault(pair.first, pair.first)
        two = home.setdefault(pair.second, pair.second)
        first, second = members.setdefault(one, [one]), members.setdefault(two, [two])
        if one == two:
            shown[one].append(pair)
            continue
        if i >= len(joined) and not _fits(scale, cast, first, second, apart):
            continue
        small, large = (one, two) if (len(first), -one) < (len(second), -two) else (two, one)
        for member in members.pop(small):
            home[member] = large
            members[large].append(member)
        shown[large] += shown.pop(small, []) + [pair]
    bundles = [Bundle(tuple(sorted(group)), tuple(sorted(shown[root], key=lambda p: (p.first, p.second)))) for root, group in members.items() if len(group) > 1]
    return sorted(bundles, key=lambda bundle: bundle.members)


def _fits(scale: Scale, cast: Cast, first: list[int], second: list[int], apart: set[frozenset[int]]) -> bool:
    crossing = [(a, b) for a in first[:LOOK] for b in second[:LOOK]]
    if any(frozenset(pair) in apart for pair in crossing):
        return False
    if len(crossing) == 1:
        return True
    alike = [scale.compare(*sorted(pair)).dice for pair in crossing]
    return sum(alike) / len(alike) >= HOLD and all(same_thing(scale.gists[a], scale.gists[b], cast) is None for a, b in crossing)
