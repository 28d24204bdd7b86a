"""Headlines that say more, or another number, than the report below them."""
from typing import Iterator

from briefing.compare.desk import Desk, finding, loose, quoted
from briefing.compare.gist import Gist
from briefing.compare.settling import counted, overlap
from briefing.compare.terms import Term, meaning, pair_class, word_list
from briefing.model import Extraction, Figure, Finding

MORE = 1.2              # times the largest number below, from which a headline says more
REACH = 5               # words between a figure and the deed told of it
SHARE = 0.5             # of what the headline says must stand in the sentence below it


def find_headlines(desk: Desk) -> Iterator[Finding]:
    """`headline-body`: told as fact above and left open wherever the body tells it; or another figure of the same thing."""
    for extraction in desk.extractions:
        if found := _exaggerated(desk, extraction):
            yield found
    for document, told in desk.told_in.items():
        above = [gist for gist in told if gist.claim.headline]
        below = [gist for gist in told if not gist.claim.headline]
        for headline in above:
            if found := _bolder(desk, headline, below) or _other_figure(desk, headline, below):
                yield found
                break


def _bolder(desk: Desk, headline: Gist, below: list[Gist]) -> Finding | None:
    """"troops … moving to frontline" above "are possibly moving to the frontline"."""
    if headline.claim.stance in ("planned", "considering", "denied"):
        return None
    for i, token in enumerate(headline.tokens):
        if not token.deed or loose(headline.tokens, i, 8):
            continue
        told = [(gist, j) for gist in below if _same_matter(desk, headline, gist) for j, other in enumerate(gist.tokens) if other.term == token.term]
        open_ones = [(gist, j, word) for gist, j in told if (word := loose(gist.tokens, j))]
        if open_ones and len(open_ones) == len(told):
            gist, j, word = open_ones[0]
            spans = [desk.cut(headline), desk.cut(gist)]
            why = f"The headline tells {quoted(desk.cut(headline, [token]))} as fact; the report says {quoted(desk.cut(gist, [word, gist.tokens[j]]))}."
            return finding("conflict", "headline-body", [headline, gist], spans, why)
    return None


def _same_matter(desk: Desk, headline: Gist, gist: Gist) -> bool:
    """Whether the sentence speaks of who the headline speaks of, and says at least half of what it says."""
    shared = [f for f in headline.features if f in desk.scale.sets[gist.order]]
    whole = desk.scale.total[headline.order]
    return any(f.kind == "name" for f in shared) and sum(f.own for f in shared) >= 2 and sum(desk.scale.weight[f] for f in shared) >= SHARE * whole


def _other_figure(desk: Desk, headline: Gist, below: list[Gist]) -> Finding | None:
    """"12 dead" above "killed ten people", where the body names one figure of the kind and the headline's nowhere."""
    for figure in headline.claim.figures:
        told = [(gist, other) for gist in below for other in gist.claim.figures if counted(other) == counted(figure) and headline.heads & gist.heads]
        if told and all(not overlap(figure, other) for _, other in told) and len({(other.low, other.high) for _, other in told}) == 1:
            gist, other = told[0]
            if not _same_matter(desk, headline, gist):
                continue
            return finding("conflict", "headline-body", [headline, gist], [figure.span, other.span],
                           f"The headline says {quoted(figure.span)}, the report {quoted(other.span)}.")
    return None


def _exaggerated(desk: Desk, extraction: Extraction) -> Finding | None:
    """"1,700 KILLED" above "deaths had risen to 391", "HUNDREDS DROWN" above "at least 24 have died": a larger number of one deed, nowhere borne out below."""
    title = next((block.span for block in extraction.blocks if block.kind == "title"), None)
    deeds = _deeds(title.quote) if title else frozenset()
    above = [figure for figure in extraction.figures if title and figure.span.within(title) and figure.low and figure.unit != "%"]
    if not deeds or not above or not title:
        return None
    below = [(gist, figure) for gist in desk.told_in[extraction.document.id] if not gist.claim.headline and not gist.claim.content[0].overlaps(title)
             for figure in gist.claim.figures if figure.low and figure.unit != "%" and _tells(gist, figure, deeds)]
    largest = max((figure.low or 0.0 for _, figure in below), default=0.0)
    figure = max(above, key=lambda one: one.low or 0.0)
    if not below or (figure.low or 0.0) < MORE * largest:
        return None
    gist, other = max(below, key=lambda entry: (entry[1].low or 0.0, -entry[0].order))
    headline = next((one for one in desk.told_in[extraction.document.id] if one.claim.headline), None)
    claims, spans = ([headline, gist], [figure.span, other.span]) if headline else ([gist], [other.span, figure.span])      # a headline of numbers alone is no claim
    return finding("conflict", "headline-body", claims, spans, f"The headline says {quoted(figure.span)}, the report {quoted(other.span)}.")


def _deeds(title: str) -> frozenset[Term]:
    """The classes of deeds in a headline, which has no parse to rely on."""
    words = [word.strip("\"'“”‘’:;,.!?").lower() for word in title.split()]
    found = {term for one in words if one and (term := meaning(one, frozenset(), True))} | {term for one, two in zip(words, words[1:]) if (term := pair_class(one, two))}
    return frozenset(term for term in found if term.kind == "class" and term.value not in word_list("things"))


def _tells(gist: Gist, figure: Figure, deeds: frozenset[Term]) -> bool:
    """Whether one of these deeds is told of a figure: near it, and no other number between ("deaths had risen to 391, while 1,326 …")."""
    at = next((i for i, token in enumerate(gist.tokens) if token.start >= figure.span.start), 0)
    for i, token in enumerate(gist.tokens):
        between = gist.tokens[min(i, at) + 1:max(i, at)]
        if token.term in deeds and abs(i - at) <= REACH and not any(other.term and other.term.kind == "number" and not figure.span.start <= other.start < figure.span.end for other in between):
            return True
    return False
