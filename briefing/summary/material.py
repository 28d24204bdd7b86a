"""All that the summary is made of, indexed once: claims, actors and documents by id, and who holds a claim, when."""

from dataclasses import dataclass
from functools import cached_property

from briefing.model import Actor, Claim, Document, Extraction, Figure, Place, Stance
from briefing.summary.unlisted import known_places

FIRMEST: tuple[Stance, ...] = ("confirmed", "claimed", "planned", "considering", "unconfirmed", "denied")


@dataclass(frozen=True)
class Material:
    """The extractions of one story with their merged actors."""

    extractions: tuple[Extraction, ...]
    merged: tuple[Actor, ...]

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for extraction in self.extractions for claim in extraction.claims}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.merged}

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {extraction.document.id: extraction.document for extraction in self.extractions}

    @cached_property
    def places(self) -> dict[str, Place]:
        return known_places(self.extractions)

    @cached_property
    def figures(self) -> dict[str, list[Figure]]:
        """Figures by the id of the innermost claim that holds them."""
        held: dict[str, list[Figure]] = {}
        for extraction in self.extractions:
            for figure in extraction.figures:
                if figure.claim:
                    held.setdefault(figure.claim, []).append(figure)
        return held

    @cached_property
    def people(self) -> dict[str, list[tuple[int, str]]]:
        """Where people are named, (position, actor) in order, by report."""
        return {
            extraction.document.id: sorted(
                (mention.span.start, mention.refers)
                for mention in extraction.mentions
                if mention.kind == "person" and not mention.boilerplate
            )
            for extraction in self.extractions
        }

    @cached_property
    def names(self) -> str:
        """All names of actors and places, in one text."""
        return " ".join(
            (
                *(alias for actor in self.merged for alias in (actor.name, *actor.aliases)),
                *(place.name for place in self.places.values()),
            )
        )

    def name(self, actor: str | None) -> str | None:
        return self.actors[actor].name if actor in self.actors else None

    def holder(self, claim: Claim) -> str:
        """Who the words go back to, as named in the reports: the origin of the chain, else the speaker, else the report itself."""
        if claim.chain and claim.chain[-1].role != "outlet":
            origin = claim.chain[-1]
            return self.name(origin.actor) or origin.holder
        return (
            self.name(claim.actor)
            or (claim.speaker.quote if claim.speaker else None)
            or self.documents[claim.document].outlet
            or f"report {claim.document}"
        )

    def date(self, claim: Claim) -> str | None:
        """When it was said; where the words do not tell, when the report was published; None where neither is known."""
        for when in (claim.said, self.documents[claim.document].published):
            if when and when.value:
                return when.value
        return None


def firmest(claims: list[Claim]) -> Stance | None:
    """The firmest stance among claims; None where there are none."""
    return min((claim.stance for claim in claims), key=FIRMEST.index, default=None)


def day(value: str | None) -> str:
    """A sortable form of a date or range: its first stated day; unknown dates sort last."""
    if not value:
        return "9999"
    first, _, last = value.partition("/")
    return last if first == ".." else first
