"""Reports that tell one dispatch: the same words (shingles), or runs of the same claims in the same order (local alignments)."""

import re
from collections import defaultdict
from dataclasses import dataclass

from briefing.compare.gist import Gist
from briefing.compare.likeness import Likeness, Scale
from briefing.compare.settling import Cast, difference
from briefing.interval import Interval
from briefing.model import Extraction

STEP = 0.2  # likeness two claims need before they speak for a common dispatch
ENOUGH = 1.2  # weight of all runs of aligned claims
RUN = 0.8  # weight of one; a digest may tell the paragraphs of a dispatch in another order
SINGLE = 0.4  # likeness of two claims of one dispatch that stand in no run
LENGTH = 3  # sentences in them
GAP = 0.1  # what each sentence costs that the other report does not have at this place
PROMISE = 2  # alike claims of two reports, from which all their claims are laid beside each other
DAYS = 3  # between two reports that tell one dispatch
PARTNERS = 4  # reports each report is laid beside
SHINGLE = 5  # words
COPIED = 0.4  # Jaccard likeness of two sets of shingles
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two reports that tell the same dispatch, and what shows it."""

    first: str
    second: str
    chain: tuple[tuple[int, int], ...]  # claims (positions in the walk) told in the same order in both
    copied: float  # likeness of their wording, 0 to 1
    why: str


def find_reuse(
    extractions: tuple[Extraction, ...], scale: Scale, pairs: list[Likeness], cast: Cast
) -> list[Reuse]:
    """Every pair of reports found to tell one dispatch, in order of the reports."""
    gists = scale.gists
    place = {extraction.document.id: i for i, extraction in enumerate(extractions)}
    between: dict[tuple[str, str], list[Likeness]] = defaultdict(list)
    for pair in pairs:
        one, two = gists[pair.first].claim.document, gists[pair.second].claim.document
        if one != two and pair.dice > STEP and pair.core >= 1:
            between[one, two].append(pair)
    told: dict[str, list[int]] = defaultdict(list)
    for gist in gists:
        if not gist.claim.headline:  # a headline says again what stands below it
            told[gist.claim.document].append(gist.order)
    promising: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, two), shared in between.items():
        promising[one].append((len(shared), two))
        promising[two].append((len(shared), one))
    chosen = {
        tuple(sorted((one, two), key=place.__getitem__))
        for one, others in promising.items()
        for _, two in sorted(others, key=lambda o: (-o[0], place[o[1]]))[:PARTNERS]
    }
    copies = _copies(extractions)
    sentence = _sentences(scale)
    found = []
    for one, two in sorted(chosen | set(copies), key=lambda pair: (place[pair[0]], place[pair[1]])):
        # where the index already shows promise, every claim of the one is laid beside every claim of the other
        full = (
            len(between.get((one, two), ())) >= PROMISE
            and _days_between(gists[told[one][0]], gists[told[two][0]]) <= DAYS
        )
        links = [scale.compare(i, j) for i in told[one] for j in told[two]] if full else []
        chain, weight = _runs(
            [
                link
                for link in links
                if link.dice > STEP
                and link.core >= 1
                and not _contradict(gists[link.first], gists[link.second], cast)
            ],
            sentence,
        )
        copied = copies.get((one, two), 0.0)
        in_order = weight >= ENOUGH
        if in_order or copied >= COPIED:
            why = [f"{len(chain)} claims stand in the same order in both"] if in_order else []
            why += [f"{copied:.0%} of their five-word runs are the same"] if copied >= COPIED else []
            between_ = _between(scale, chain, told[one], told[two], cast) if in_order else []
            found.append(
                Reuse(
                    one, two, tuple(sorted(chain + between_)) if in_order else (), copied, " and ".join(why)
                )
            )
    return found


def _between(
    scale: Scale, chain: list[tuple[int, int]], mine: list[int], yours: list[int], cast: Cast
) -> list[tuple[int, int]]:
    """What one actor says in both between two claims told in the same order, in whatever words: one claim of his there in each."""
    gists, found = scale.gists, []
    taken = {order for pair in chain for order in pair}
    steps = [
        (min(mine, default=0) - 1, min(yours, default=0) - 1),
        *chain,
        (max(mine, default=0) + 1, max(yours, default=0) + 1),
    ]
    for (first, second), (third, fourth) in zip(steps, steps[1:]):
        here, there = (
            [order for order in told if low < order < high and order not in taken]
            for told, low, high in ((mine, first, third), (yours, second, fourth))
        )
        for order in here:
            voice = _voice(gists[order])
            alone = [other for other in there if _voice(gists[other]) == voice]
            if (
                voice[0] is None
                or len(alone) != 1
                or sum(_voice(gists[other]) == voice for other in here) != 1
            ):
                continue
            if scale.compare(order, alone[0]).core and not _contradict(gists[order], gists[alone[0]], cast):
                found.append((order, alone[0]))
    return found


def _voice(gist: Gist) -> tuple[str | None, str]:
    return gist.claim.actor, gist.claim.stance


def _days_between(one: Gist, two: Gist) -> int:
    """Days between two reports; 0 where either has no day."""
    first, second = Interval.read(one.published), Interval.read(two.published)
    return first.gap_days(second) if first and second and first.closed and second.closed else 0


def _contradict(one: Gist, two: Gist, cast: Cast) -> bool:
    """Whether two claims that stand at one place of two texts tell other things: "destroyed 30 houses", "destroyed 12 houses"."""
    apart = difference(one, two, cast)
    return apart is not None and apart.kind in ("figure", "place", "object")


def _sentences(scale: Scale) -> dict[int, int]:
    """The place of each claim's sentence among those of its report that hold claims."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    return {
        gist.order: told.setdefault(gist.claim.sentence.start, len(told))
        for gist in scale.gists
        for told in (places[gist.claim.document],)
    }


def _runs(links: list[Likeness], sentence: dict[int, int]) -> tuple[list[tuple[int, int]], float]:
    """The runs of two reports with the single claims told alike beside them, each claim once, and the weight of the runs."""
    chain: list[tuple[int, int]] = []
    weight = 0.0
    while (found := align(links, sentence))[1] >= RUN:
        if len(found[0]) > 1:  # one sentence alike may be a quotation that both heard
            chain, weight = chain + found[0], weight + found[1]
        links = _without(links, found[0])
    if len({sentence[first] for first, _ in chain}) < LENGTH:
        return [], 0.0
    while (
        links and (best := max(links, key=lambda link: (link.dice, -link.first, -link.second))).dice >= SINGLE
    ):
        chain.append((best.first, best.second))
        links = _without(links, chain[-1:])
    return sorted(chain), weight


def _without(links: list[Likeness], pairs: list[tuple[int, int]]) -> list[Likeness]:
    first, second = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return [link for link in links if link.first not in first and link.second not in second]


def align(links: list[Likeness], sentence: dict[int, int]) -> tuple[list[tuple[int, int]], float]:
    """The heaviest run of links that rises in both reports, and its weight: a local alignment with gaps (Smith and Waterman, 1981)."""
    links = sorted(links, key=lambda link: (link.first, link.second))
    best: list[tuple[float, int | None]] = []
    for i, link in enumerate(links):
        weight, before = link.dice - STEP, None
        for j in range(i):
            if links[j].first < link.first and links[j].second < link.second:
                gap = max(
                    0,
                    sentence[link.first] - sentence[links[j].first] - 1,
                    sentence[link.second] - sentence[links[j].second] - 1,
                )
                if (through := best[j][0] + link.dice - STEP - GAP * gap) > weight:
                    weight, before = through, j
        best.append((weight, before))
    if not best:
        return [], 0.0
    at: int | None = max(range(len(best)), key=lambda i: (best[i][0], -i))
    weight, chain = best[at][0], []
    while at is not None:
        chain.append((links[at].first, links[at].second))
        at = best[at][1]
    return chain[::-1], weight


def _copies(extractions: tuple[Extraction, ...]) -> dict[tuple[str, str], float]:
    """Pairs of reports with much the same wording, found by MinHash and locality-sensitive hashing (Broder, 1997)."""
    from rensa import RMinHash, RMinHashLSH  # here, so that one report alone never needs it

    sketches: list[RMinHash] = []
    index = RMinHashLSH(threshold=COPIED, num_perm=128, num_bands=32)
    found: dict[tuple[str, str], float] = {}
    kept: list[int] = []
    for i, extraction in enumerate(extractions):
        text = (
            " ".join(
                block.span.quote for block in extraction.blocks if block.kind in ("title", "heading", "body")
            )
            or extraction.document.text
        )
        words = [match.group().lower() for match in WORD.finditer(text)]
        runs = sorted({" ".join(words[j : j + SHINGLE]) for j in range(max(len(words) - SHINGLE + 1, 0))})
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(runs)
        sketches.append(sketch)
        if len(runs) < 20:
            continue
        near = sorted(index.query(sketch))[:PARTNERS]
        for j in near:
            like = round(sketch.jaccard(sketches[j]), 3)
            if like >= COPIED:
                found[extractions[j].document.id, extraction.document.id] = like
        index.insert(i, sketch)
        kept.append(i)
    return found
