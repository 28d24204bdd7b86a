"""The cards of the page: actors, places, documents and timeline entries, each with its claims and the words it rests on."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from briefing.compare import Comparison
from briefing.compare.frame import Frame
from briefing.model import (
    ActorCard,
    Claim,
    DocumentCard,
    Extraction,
    Mention,
    Place,
    PlaceCard,
    Span,
    TextKinds,
    TimelineEntry,
    When,
)
from briefing.summary.material import Material, day, firmest
from briefing.summary.quotable import reads_alone
from briefing.summary.roles import roles_of
from briefing.summary.unlisted import with_points

UNKNOWN = When(None, "unknown")


def actor_cards(material: Material) -> Iterator[ActorCard]:
    """Actors named outside boilerplate who speak, are cited or act in some report, those who say most first."""
    said = _by_actor(material)
    cited = {
        actor
        for claim in material.claims.values()
        for link in claim.chain
        for actor in (link.actor, *link.also)
    }
    found = _mentions(material, places=False)
    for actor in sorted(
        material.merged,
        key=lambda actor: (-len(said.get(actor.id, ())), -len(found.get(actor.id, ())), actor.id),
    ):
        mentions = found.get(actor.id, [])
        if not mentions or actor.id not in said and actor.id not in cited and not _acting(mentions):
            continue
        claims = sorted(
            said.get(actor.id, ()),
            key=lambda claim: (day(material.date(claim)) if material.date(claim) else "", claim.id),
            reverse=True,
        )
        alone = [claim for claim in claims if reads_alone(claim, actor.kind)]
        latest = next((claim for claim in alone if not claim.within), next(iter(alone), None))
        first: dict[str, Span] = {}
        for mention in mentions:
            first.setdefault(mention.span.quote, mention.span)
        actor = replace(
            actor, aliases=tuple(alias for alias in actor.aliases if alias in first)
        )  # boilerplate is not the report's own
        yield ActorCard(
            actor=actor,
            claims=tuple(claim.id for claim in claims),
            mentions=tuple(first.values()),
            count=len(mentions),
            latest=latest.id if latest else None,
        )


def _acting(mentions: list[Mention]) -> bool:
    """Whether some words show an actor: neither a ship or a street, nor a state of which one of its people is named once."""
    readings = [mention.reading for mention in mentions]
    return readings != ["demonym"] and any(reading != "named" for reading in readings)


def place_cards(material: Material, always: dict[str, Place], frame: Frame) -> Iterator[PlaceCard]:
    """Places where something is reported to happen, people meet, or that are merely named; and those the editor always wants."""
    holding: dict[str, list[Claim]] = {}
    for claim in material.claims.values():
        for place in claim.places:
            holding.setdefault(place, []).append(claim)
    found = _mentions(material, places=True)
    places = with_points(material.places, found, len(material.extractions)) | {
        place.id: place for place in always.values()
    }
    roles = roles_of(material, found, places, frame)
    wanted = {place.id for place in always.values()}
    for place in sorted(
        places.values(),
        key=lambda place: (-len(holding.get(place.id, ())), -len(found.get(place.id, ())), place.id),
    ):
        claims = holding.get(place.id, [])
        if place.lat is None or not (found.get(place.id) or place.id in wanted):
            continue
        yield PlaceCard(
            place=place,
            role=roles.get(place.id, "named"),
            claims=tuple(claim.id for claim in claims),
            spans=tuple(mention.span for mention in found.get(place.id, ())),
            stance=firmest(claims),
            always=place.id in wanted,
        )


def document_cards(
    material: Material, comparison: Comparison, reliability: dict[str, str]
) -> Iterator[DocumentCard]:
    """One card a report, in the order read."""
    behind: dict[str, list[str]] = {}
    for origin in comparison.origins:
        for document in dict.fromkeys(origin.documents):
            behind.setdefault(document, []).append(origin.id)
    for extraction in material.extractions:
        document = extraction.document
        yield DocumentCard(
            id=document.id,
            title=_title(extraction),
            outlet=document.outlet,
            published=document.published or UNKNOWN,
            path=document.path,
            sha256=hashlib.sha256(document.text.encode()).hexdigest(),
            words=len(document.text.split()),
            origins=tuple(behind.get(document.id, ())),
            claims=len(extraction.claims),
            reliability=reliability.get(document.outlet or "", "F"),
            boilerplate=tuple(block.span for block in extraction.blocks if block.kind not in TextKinds),
            language=extraction.language,
            revisions=document.revisions,
        )


def timeline_entries(material: Material) -> Iterator[TimelineEntry]:
    """When it happened, when it was said, when it was published: three clocks, oldest first, each with its words."""
    entries = []
    for claim in material.claims.values():
        for clock, when in (("happened", claim.happened), ("said", claim.said)):
            if when and when.value:
                entries.append(
                    TimelineEntry(
                        when, clock, claim.words, claim.document, claim.id, when.span or claim.content[0]
                    )
                )
    for extraction in material.extractions:
        document = extraction.document
        title = _title(extraction)
        if document.published and document.published.value:
            entries.append(
                TimelineEntry(
                    document.published,
                    "published",
                    title.quote if title else document.id,
                    document.id,
                    None,
                    document.published.span or title,
                )
            )
    return iter(
        sorted(
            entries, key=lambda entry: (day(entry.when.value), entry.clock, entry.document, entry.claim or "")
        )
    )


def _title(extraction: Extraction) -> Span | None:
    return next((block.span for block in extraction.blocks if block.kind in ("title", "heading")), None)


def _by_actor(material: Material) -> dict[str, list[Claim]]:
    """Claims by who makes them, and by the origin that their own sentence names; an origin carried over from elsewhere does not count."""
    said: dict[str, list[Claim]] = {}
    for claim in material.claims.values():
        origin = claim.chain[-1] if claim.chain and not claim.chain[-1].inferred else None
        holders = dict.fromkeys(filter(None, (claim.actor, origin and origin.actor)))
        for holder in holders:
            said.setdefault(holder, []).append(claim)
    return said


def _mentions(material: Material, places: bool) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for extraction in material.extractions:
        for mention in extraction.mentions:
            if mention.is_place is places and not mention.boilerplate:
                found.setdefault(mention.refers, []).append(mention)
    return found
