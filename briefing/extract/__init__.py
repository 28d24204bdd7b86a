"""Everything found in documents: passes results along, so that no extractor imports another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.extract.actors import find_mentions, find_movements, find_offices, places_of
from briefing.extract.claims import find_claims, name_speakers
from briefing.extract.dates import decide_days, find_dates, find_published
from briefing.extract.features import add_features
from briefing.extract.figures import find_figures
from briefing.language import read_passages
from briefing.model import Block, Claim, Document, Extraction, Figure, Issue, Mention, Movement, Span
from briefing.text import find_blocks, find_language, find_outlet, told_name

__all__ = ["extract_all", "lay_out", "name_speakers", "rename"]


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """One Extraction a document, in order; actor ids are each document's own until `rename` applies a merge."""
    laid = [(document, blocks, find_language(blocks)) for document, blocks in map(lay_out, documents)]
    days = decide_days([document.published for document, _, _ in laid])
    laid = [
        (replace(document, published=day), blocks, language)
        for day, (document, blocks, language) in zip(days, laid)
    ]
    parsed = read_passages((document, () if language else blocks) for document, blocks, language in laid)
    for (document, blocks, language), (_, _, passages) in zip(laid, parsed):
        published = document.published
        dates = tuple(find_dates(passages, published))
        mentions = tuple(find_mentions(document, passages))
        figures = tuple(find_figures(passages, dates, document.published))
        offices = tuple(find_offices(passages, mentions))
        claims = tuple(find_claims(document, passages, mentions, dates, published, offices))
        inside = _Inside(mentions), _Inside(figures)
        held = _innermost(claims, inside[1])
        moved = tuple(find_movements(passages, mentions))
        carried = _innermost(claims, _Inside(moved))
        yield Extraction(
            document=document,
            blocks=blocks,
            mentions=mentions,
            dates=dates,
            figures=tuple(replace(figure, claim=held.get(figure.span)) for figure in figures),
            claims=tuple(
                _filled(claim, *inside) for claim in add_features(claims, passages, mentions, figures)
            ),
            offices=offices,
            places=places_of(mentions, document.text),
            movements=tuple(replace(movement, claim=carried.get(movement.span)) for movement in moved),
            issues=(_not_read(document, language),) if language else (),
            language=language,
        )


def rename(extraction: Extraction, actors: Mapping[str, str]) -> Extraction:
    """The extraction with every actor id replaced by the one it was merged into."""
    if not actors:
        return extraction

    def new(actor: str | None) -> str | None:
        return actors.get(actor, actor) if actor else actor

    return replace(
        extraction,
        mentions=tuple(m if m.is_place else replace(m, refers=new(m.refers)) for m in extraction.mentions),
        offices=tuple(
            replace(o, actor=new(o.actor), organisation=new(o.organisation), country=new(o.country))
            for o in extraction.offices
        ),
        claims=tuple(
            replace(
                c,
                actor=new(c.actor),
                actors=tuple(dict.fromkeys(map(new, c.actors))),
                chain=tuple(
                    replace(link, actor=new(link.actor), also=tuple(map(new, link.also))) for link in c.chain
                ),
                features=c.features
                and replace(
                    c.features,
                    words=tuple(
                        replace(word, refers=new(word.refers)) if word.refers in actors else word
                        for word in c.features.words
                    ),
                ),
            )
            for c in extraction.claims
        ),
    )


def lay_out(document: Document) -> tuple[Document, tuple[Block, ...]]:
    """A document with the outlet and date of publication that its layout tells, and its blocks; needs no language model."""
    blocks = tuple(find_blocks(document))
    if document.outlet is None and (outlet := find_outlet(document, blocks)):
        document = replace(document, outlet=told_name(document, outlet))
    return replace(document, published=find_published(document, blocks)), blocks


def _not_read(document: Document, language: str) -> Issue:
    return Issue(
        f"report {document.id}",
        f"in {language}: not read",
        "only reports in English are read; put a translation into the folder, or leave it out",
    )


class _Inside:
    """Records by where they stand, so that those inside a claim are found without looking at all of them."""

    def __init__(self, records: Iterable[Mention | Figure | Movement]):
        self.records = sorted(records, key=lambda record: (record.span.start, record.span.end))
        self.starts = [record.span.start for record in self.records]

    def find(self, start: int, end: int) -> list:
        """The records that lie in start:end, in order."""
        some = self.records[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [record for record in some if record.span.end <= end]


def _innermost(claims: tuple[Claim, ...], records: _Inside) -> dict[Span, str]:
    """Span of each record → id of the shortest claim whose hull holds it."""
    longest_first = sorted(claims, key=lambda claim: (claim.hull[0] - claim.hull[1], claim.id))
    return {record.span: claim.id for claim in longest_first for record in records.find(*claim.hull)}


def _filled(claim: Claim, mentions: _Inside, figures: _Inside) -> Claim:
    """The claim with the actors, places and figures that its content holds."""
    inside = [mention for part in claim.content for mention in mentions.find(part.start, part.end)]
    return replace(
        claim,
        actors=tuple(dict.fromkeys(m.refers for m in inside if not m.is_place)),
        places=tuple(dict.fromkeys(m.refers for m in inside if m.is_place)),
        figures=tuple(figure for part in claim.content for figure in figures.find(part.start, part.end)),
    )
