"""Everything found in documents: passes results along, so that no extractor imports another."""
from dataclasses import replace
from typing import Iterable, Iterator, Mapping

from briefing.extract.actors import find_mentions, find_offices
from briefing.extract.claims import find_claims
from briefing.extract.dates import find_dates, find_published
from briefing.extract.figures import find_figures
from briefing.extract.places import find_movements, places_of
from briefing.language import read_passages
from briefing.model import Claim, Document, Extraction, Figure, Mention, Movement, Span
from briefing.text import find_blocks, find_outlet


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """One Extraction a document, in order; actor ids are each document's own until `rename` applies a merge."""
    for document, blocks, passages in read_passages(map(_laid_out, documents)):
        published = document.published
        dates = tuple(find_dates(passages, published))
        mentions = tuple(find_mentions(document, passages))
        figures = tuple(find_figures(passages, dates))
        claims = tuple(find_claims(document, passages, mentions, dates, published))
        figures = tuple(_held(figure, claims) for figure in figures)
        yield Extraction(
            document=document, blocks=blocks, mentions=mentions, dates=dates, figures=figures,
            claims=tuple(_filled(claim, mentions, figures) for claim in claims),
            offices=tuple(find_offices(passages, mentions)),
            places=places_of(mentions),
            movements=tuple(_carried(movement, claims) for movement in find_movements(passages, mentions)))


def rename(extraction: Extraction, actors: Mapping[str, str]) -> Extraction:
    """The extraction with every actor id replaced by the one it was merged into."""
    if not actors:
        return extraction

    def new(actor: str | None) -> str | None:
        return actors.get(actor, actor) if actor else actor

    return replace(
        extraction,
        mentions=tuple(m if m.is_place else replace(m, refers=new(m.refers)) for m in extraction.mentions),
        offices=tuple(replace(o, actor=new(o.actor), organisation=new(o.organisation), country=new(o.country)) for o in extraction.offices),
        claims=tuple(replace(c, actor=new(c.actor), actors=tuple(dict.fromkeys(map(new, c.actors))),
                             chain=tuple(replace(link, actor=new(link.actor)) for link in c.chain)) for c in extraction.claims))


def _laid_out(document: Document):
    blocks = tuple(find_blocks(document))
    if document.outlet is None and (outlet := find_outlet(document, blocks)):
        document = replace(document, outlet=outlet.quote)
    return replace(document, published=find_published(document, blocks)), blocks


def _innermost(span: Span, claims: Iterable[Claim]) -> str | None:
    """Id of the shortest claim whose hull holds the span."""
    holders = [claim for claim in claims if claim.hull[0] <= span.start and span.end <= claim.hull[1]]
    return min(holders, key=lambda claim: (claim.hull[1] - claim.hull[0], claim.id)).id if holders else None


def _held(figure: Figure, claims: tuple[Claim, ...]) -> Figure:
    return replace(figure, claim=_innermost(figure.span, claims))


def _carried(movement: Movement, claims: tuple[Claim, ...]) -> Movement:
    return replace(movement, claim=_innermost(movement.span, claims))


def _filled(claim: Claim, mentions: tuple[Mention, ...], figures: tuple[Figure, ...]) -> Claim:
    """The claim with the actors, places and figures that its content holds."""
    inside = [m for m in mentions if any(m.span.within(part) for part in claim.content)]
    return replace(
        claim,
        actors=tuple(dict.fromkeys(m.refers for m in inside if not m.is_place)),
        places=tuple(dict.fromkeys(m.refers for m in inside if m.is_place)),
        figures=tuple(figure for figure in figures if any(figure.span.within(part) for part in claim.content)))
