"""One outlet's report at two addresses: an AMP or print page, or a second copy, in nearly the same words."""

import re
import zlib
from collections import Counter, defaultdict
from datetime import date

from briefing.model import Document

RUN = 5  # words that are looked at together
LEAST = 40  # of such runs in a text; in a shorter one, few words make another report of it
SAMPLED = 8  # one in so many is used to find which texts to compare
OF_SHORTER, OF_LONGER = 0.85, 0.6  # share of runs that both texts have, from which they are one report
DAYS = 2  # between two dates of one report
TITLES = 0.5  # share of words that two titles of it have in common


class Twins:
    """The texts of reports seen so far, by outlet."""

    def __init__(self):
        self.holding: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.seen: list[tuple[str, frozenset[int], Document]] = []

    def find(self, document: Document) -> str | None:
        """The id of the report that this outlet has told in nearly the same words; None where it has not."""
        runs, outlet = _runs(document.text), document.outlet or ""
        near = Counter(place for run in _sample(runs) for place in self.holding.get((outlet, run), ()))
        for place, _ in sorted(near.items(), key=lambda item: (-item[1], item[0])):
            id, others, other = self.seen[place]
            if (
                _are_one(runs, others)
                and not _far(_day(document), _day(other))
                and _titled_alike(document.title, other.title)
            ):
                return id
        return None

    def add(self, document: Document, id: str) -> None:
        """Keeps a document as report `id`."""
        runs = _runs(document.text)
        for run in _sample(runs):
            self.holding[document.outlet or "", run].append(len(self.seen))
        self.seen.append((id, runs, document))


def _runs(text: str) -> frozenset[int]:
    """A number for each run of words, the same in every process."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(
        zlib.crc32(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass"))
        for i in range(len(words) - RUN + 1)
    )


def _sample(runs: frozenset[int]) -> list[int]:
    return [run for run in runs if run % SAMPLED == 0]


def _are_one(one: frozenset[int], other: frozenset[int]) -> bool:
    shared, (shorter, longer) = len(one & other), sorted((len(one), len(other)))
    return shorter >= LEAST and shared >= OF_SHORTER * shorter and shared >= OF_LONGER * longer


def _titled_alike(one: str | None, other: str | None) -> bool:
    first, second = (frozenset(re.findall(r"\w+", (title or "").lower())) for title in (one, other))
    return not first or not second or len(first & second) >= TITLES * len(first | second)


def _day(document: Document) -> date | None:
    try:
        return date.fromisoformat((document.published.value or "")[:10]) if document.published else None
    except ValueError:
        return None


def _far(one: date | None, other: date | None) -> bool:
    return bool(one and other) and abs((one - other).days) > DAYS
