"""How alike two claims are, and which claims are worth comparing at all: an index of shared rare words, never all pairs."""
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Iterator

from briefing.compare.gist import Gist

NAME, FAMILY = 0.6, 0.5         # every report names the same actors: a shared name says less than a shared deed
RARE = 7                        # of each claim, the words that can bring it together with another
FIRST, LAST = 2, 4              # of each shared pair of words: claims kept to compare with


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two claims (positions in the walk) with the weight of what they share."""
    first: int
    second: int
    dice: float                 # 0 to 1, of all that either says
    cover: float                # 0 to 1, of what the shorter one says
    core: int                   # shared words that are neither names nor families


class Scale:
    """Weights of words within one set of reports: rare ones weigh more (logarithm of the inverse share of claims)."""

    def __init__(self, gists: list[Gist]):
        self.gists = gists
        counts = Counter(feature for gist in gists for feature in gist.features)
        many = max(len(gists), 1)
        # whole numbers, so that a sum is the same in any order of a set
        self.weight = {feature: round(1000 * math.log(1 + many / count) * (NAME if feature[0] == "@" else FAMILY if feature[0] == "~" else 1.0))
                       for feature, count in counts.items()}
        self.sets = [frozenset(gist.features) for gist in gists]
        self.cores = [frozenset(feature for feature in gist.features if feature[0] not in "@~") for gist in gists]
        self.total = [sum(self.weight[feature] for feature in gist.features) for gist in gists]

    def compare(self, first: int, second: int) -> Likeness:
        """How alike two claims of the set are."""
        weight, total = sum(map(self.weight.__getitem__, self.sets[first] & self.sets[second])), self.total
        both, least = total[first] + total[second], min(total[first], total[second])
        return Likeness(first, second, 2 * weight / both if both else 0.0, weight / least if least else 0.0, len(self.cores[first] & self.cores[second]))

    def pairs(self, least: float = 0.25) -> Iterator[Likeness]:
        """Pairs of claims that share two of their rarest words and are at least so alike; about linear in the number of claims."""
        seen: dict[tuple[str, str], list[int]] = defaultdict(list)
        for gist in self.gists:
            rare = sorted((f for f in gist.features if f[0] != "~"), key=lambda f: (-self.weight[f], f))[:RARE]
            near: set[int] = set()
            for key in combinations(sorted(rare), 2):
                if key[0][0] == "@" and key[1][0] == "@":
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
