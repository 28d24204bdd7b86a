"""How alike two claims are, and which claims are worth comparing at all: an index of shared rare words, never all pairs."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefing.compare.gist import Gist, family_terms
from briefing.compare.terms import Term

NAME, FAMILY = 0.6, 0.5  # every report names the same actors: a shared name says less than a shared deed
RARE = 10  # of each claim, the words that can bring it together with another
FIRST, LAST = 2, 4  # of each shared pair of words: claims kept to compare with


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two claims (positions in the walk) with the weight of what they share."""

    first: int
    second: int
    dice: float  # 0 to 1, of all that either says
    cover: float  # 0 to 1, of what the shorter one says
    core: int  # shared words that are neither names nor families
    names: int = 0  # shared names


class Scale:
    """Weights of words within one set of reports: rare ones weigh more (logarithm of the inverse share of claims)."""

    def __init__(self, gists: list[Gist]):
        self.gists = gists
        counts = Counter(feature for gist in gists for feature in gist.features)
        many = max(len(gists), 1)
        # whole numbers, so that a sum is the same in any order of a set
        self.weight = {
            feature: round(
                1000 * math.log(1 + many / count) * {"name": NAME, "family": FAMILY}.get(feature.kind, 1.0)
            )
            for feature, count in counts.items()
        }
        self.sets = [frozenset(gist.features) for gist in gists]
        self.cores = [frozenset(feature for feature in gist.features if feature.own) for gist in gists]
        self.total = [sum(self.weight[feature] for feature in gist.features) for gist in gists]

    def compare(self, first: int, second: int) -> Likeness:
        """How alike two claims of the set are."""
        weight, total = sum(map(self.weight.__getitem__, self.sets[first] & self.sets[second])), self.total
        both, least = total[first] + total[second], min(total[first], total[second])
        return Likeness(
            first,
            second,
            2 * weight / both if both else 0.0,
            weight / least if least else 0.0,
            len(self.cores[first] & self.cores[second]),
        )

    def closest(self, first: int, second: int) -> float:
        """The likeness of two claims, or of their sub-claims where that is higher."""
        part = self.frames(first, second)
        return max(self.compare(first, second).dice, part.dice if part and part.core >= 2 else 0.0)

    def frames(self, first: int, second: int) -> Likeness | None:
        """How alike the most alike of their sub-claims are, among those with one head; None where they have none."""
        best: Likeness | None = None
        for one in self.gists[first].frames:
            for two in self.gists[second].frames:
                if one.head != two.head and not family_terms([one.head]) & family_terms([two.head]):
                    continue
                shared = one.terms & two.terms
                weight, mine, yours = (
                    sum(map(self.weight.__getitem__, terms)) for terms in (shared, one.terms, two.terms)
                )
                found = Likeness(
                    first,
                    second,
                    2 * weight / (mine + yours),
                    weight / min(mine, yours),
                    sum(term.own for term in shared),
                    sum(term.kind == "name" for term in shared),
                )
                if best is None or (found.dice, found.core) > (best.dice, best.core):
                    best = found
        return best

    def pairs(self, least: float = 0.25) -> Iterator[Likeness]:
        """Pairs of claims that share two of their rarest words and are at least so alike; about linear in the number of claims."""
        seen: dict[tuple[Term, Term], list[int]] = defaultdict(list)
        for gist in self.gists:
            rare = sorted(
                (f for f in gist.features if f.kind != "family"), key=lambda f: (-self.weight[f], f)
            )[:RARE]
            near: set[int] = set()
            for key in combinations(sorted(rare), 2):
                if key[0].kind == key[1].kind == "name":
                    continue
                bucket = seen[key]
                near.update(bucket)
                if len(bucket) >= FIRST + LAST:
                    del bucket[FIRST]
                bucket.append(gist.order)
            for other in sorted(near):
                likeness = self.compare(other, gist.order)
                if likeness.dice >= least:
                    yield likeness
