"""Reports that tell one dispatch: the same words (shingles), or the same claims in the same order (an alignment)."""
import re
from collections import defaultdict
from dataclasses import dataclass

from briefing.compare.likeness import Likeness, Scale
from briefing.model import Extraction

STEP = 0.2              # likeness two claims need before they speak for a common dispatch
ENOUGH = 2.2            # weight of a chain of aligned claims
LENGTH = 6              # claims in it
SHARE = 0.4             # of the shorter report's claims
PARTNERS = 4            # reports each report is laid beside
SHINGLE = 5             # words
COPIED = 0.4            # Jaccard likeness of two sets of shingles
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two reports that tell the same dispatch, and what shows it."""
    first: str
    second: str
    chain: tuple[tuple[int, int], ...]      # claims (positions in the walk) told in the same order in both
    copied: float                           # likeness of their wording, 0 to 1
    why: str


def find_reuse(extractions: tuple[Extraction, ...], scale: Scale, pairs: list[Likeness]) -> list[Reuse]:
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
        if not gist.claim.headline:                     # a headline says again what stands below it
            told[gist.claim.document].append(gist.order)
    promising: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, two), shared in between.items():
        promising[one].append((len(shared), two))
        promising[two].append((len(shared), one))
    chosen = {tuple(sorted((one, two), key=place.__getitem__))
              for one, others in promising.items()
              for _, two in sorted(others, key=lambda o: (-o[0], place[o[1]]))[:PARTNERS]}
    copies = _copies(extractions)
    found = []
    for one, two in sorted(chosen | set(copies), key=lambda pair: (place[pair[0]], place[pair[1]])):
        # where the index already shows promise, every claim of the one is laid beside every claim of the other
        full = len(between.get((one, two), ())) >= LENGTH - 2
        links = [scale.compare(i, j) for i in told[one] for j in told[two]] if full else []
        chain, weight = align([link for link in links if link.dice > STEP and link.core >= 1])
        copied = copies.get((one, two), 0.0)
        shorter = min(len(told[one]), len(told[two]))
        in_order = weight >= ENOUGH and len(chain) >= LENGTH and len(chain) >= SHARE * shorter
        if in_order or copied >= COPIED:
            why = [f"{len(chain)} claims stand in the same order in both"] if in_order else []
            why += [f"{copied:.0%} of their five-word runs are the same"] if copied >= COPIED else []
            found.append(Reuse(one, two, tuple(chain) if in_order else (), copied, " and ".join(why)))
    return found


def align(links: list[Likeness]) -> tuple[list[tuple[int, int]], float]:
    """The heaviest chain of links that rises in both reports, and its weight (dynamic programming as in Smith and Waterman, 1981)."""
    links = sorted(links, key=lambda link: (link.first, link.second))
    best: list[tuple[float, int | None]] = []
    for i, link in enumerate(links):
        weight, before = link.dice - STEP, None
        for j in range(i):
            if links[j].first < link.first and links[j].second < link.second and best[j][0] + link.dice - STEP > weight:
                weight, before = best[j][0] + link.dice - STEP, j
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
    from rensa import RMinHash, RMinHashLSH         # here, so that one report alone never needs it

    sketches: list[RMinHash] = []
    index = RMinHashLSH(threshold=COPIED, num_perm=128, num_bands=32)
    found: dict[tuple[str, str], float] = {}
    kept: list[int] = []
    for i, extraction in enumerate(extractions):
        text = " ".join(block.span.quote for block in extraction.blocks if block.kind in ("title", "heading", "body")) or extraction.document.text
        words = [match.group().lower() for match in WORD.finditer(text)]
        runs = sorted({" ".join(words[j:j + SHINGLE]) for j in range(max(len(words) - SHINGLE + 1, 0))})
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
