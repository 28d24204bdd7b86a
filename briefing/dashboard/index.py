"""A summary with its records within reach: by id, and by what each belongs to. Built once per change of the file."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from briefing.dashboard.phrases import day
from briefing.model import (
    Actor,
    ActorCard,
    Claim,
    DocumentCard,
    Finding,
    Group,
    Origin,
    PlaceCard,
    Rating,
    Summary,
)


@dataclass(frozen=True, eq=False)
class Index:
    """Look-ups over one summary; every method answers for ids the summary does not hold, too."""

    summary: Summary
    claims: dict[str, Claim] = field(default_factory=dict)
    documents: dict[str, DocumentCard] = field(default_factory=dict)
    actors: dict[str, ActorCard] = field(default_factory=dict)
    places: dict[str, PlaceCard] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    ratings: dict[str, Rating] = field(default_factory=dict)  # by claim
    findings_of: dict[str, tuple[Finding, ...]] = field(default_factory=dict)  # by claim
    groups_of: dict[str, tuple[Group, ...]] = field(default_factory=dict)  # by claim
    claims_in: dict[str, tuple[Claim, ...]] = field(
        default_factory=dict
    )  # by document, in the order of the text
    claims_by: dict[str, tuple[Claim, ...]] = field(default_factory=dict)  # by actor, newest first
    claims_at: dict[str, tuple[Claim, ...]] = field(default_factory=dict)  # by place, newest first
    made: dict[Callable, OrderedDict] = field(default_factory=dict, repr=False)  # by `kept` functions

    def outlet(self, document: str) -> str:
        """Who published a document, or that nobody is named."""
        card = self.documents.get(document)
        return card.outlet if card and card.outlet else f"report {document} (no outlet named)"

    def brief(self, document: str) -> str:
        """The same in two words, where it stands in a list."""
        card = self.documents.get(document)
        return card.outlet if card and card.outlet else f"report {document}"

    def actor(self, id: str | None) -> Actor | None:
        """The actor of an id, if the summary knows it."""
        return self.actors[id].actor if id in self.actors else None

    def name(self, id: str | None) -> str:
        """The name of an actor, place or origin; the id itself where there is none."""
        if id in self.actors:
            return self.actors[id].actor.name
        if id in self.places:
            return self.places[id].place.name
        return self.origins[id].name if id in self.origins else id or ""

    def speaker(self, claim: Claim) -> str:
        """Who asserts a claim: the actor's name, the words as written, or the outlet itself."""
        if claim.actor in self.actors:
            return self.actors[claim.actor].actor.name
        if claim.speaker:
            return claim.speaker.quote
        if claim.kind == "impersonal":
            return "no source named"
        if claim.kind == "intention":
            return "nobody named"
        card = self.documents.get(claim.document)
        return card.outlet if card and card.outlet else f"report {claim.document} itself"

    def date(self, claim: Claim) -> str | None:
        """When a claim was said, else when its report was published; ISO, as precise as known."""
        if claim.said and claim.said.value:
            return claim.said.value
        card = self.documents.get(claim.document)
        return card.published.value if card else None

    def office(self, actor: Actor) -> str:
        """What an actor is: first office as written, organisation, country; "" where nothing is known."""
        parts = [actor.offices[0].title] if actor.offices else []
        parts += [self.name(id) for id in (actor.organisation, actor.country) if id and id in self.actors]
        words = " ".join(parts).lower()
        return ", ".join(
            dict.fromkeys(
                part
                for part in parts
                if part == parts[0] or part.lower() not in words.replace(part.lower(), "", 1)
            )
        )

    def newest(self) -> DocumentCard | None:
        """The report published last."""
        dated = [card for card in self.summary.documents if card.published.value]
        return max(dated, key=lambda card: (card.published.value, card.id)) if dated else None


def kept(most: int) -> Callable:
    """For a function of an index: its last `most` results are kept in the index and go with it."""

    def _keep(make: Callable) -> Callable:
        @wraps(make)
        def _look(index: Index, *given: Any, **named: Any) -> Any:
            results = index.made.setdefault(make, OrderedDict())
            # An index that held itself would outlive its summary until a full garbage collection.
            key = (*(make if value is index else value for value in given), *sorted(named.items()))
            result = results.get(key, results)  # not `in`, then []: another viewer may drop it
            if result is results:
                result = make(index, *given, **named)
                if result is not index:
                    results[key] = result
                if len(results) > most:
                    results.popitem(last=False)
            return result

        return _look

    return _keep


def build_index(summary: Summary) -> Index:
    """All look-ups of a summary."""
    found = Index(
        summary,
        *(
            {getter(record): record for record in records}
            for records, getter in (
                (summary.claims, lambda claim: claim.id),
                (summary.documents, lambda card: card.id),
                (summary.actors, lambda card: card.actor.id),
                (summary.places, lambda card: card.place.id),
                (summary.origins, lambda origin: origin.id),
                (summary.findings, lambda finding: finding.id),
                (summary.groups, lambda group: group.id),
                (summary.ratings, lambda rating: rating.claim),
            )
        ),
    )
    for finding in summary.findings:
        for claim in finding.claims:
            found.findings_of[claim] = found.findings_of.get(claim, ()) + (finding,)
    for group in summary.groups:
        for claim in group.claims:
            found.groups_of[claim] = found.groups_of.get(claim, ()) + (group,)
    in_text = sorted(summary.claims, key=lambda claim: (claim.document, *claim.hull, claim.id))
    for card in summary.documents:
        found.claims_in[card.id] = ()
    grouped: dict[str, list[Claim]] = {}
    for claim in in_text:
        grouped.setdefault(claim.document, []).append(claim)
    found.claims_in.update({document: tuple(claims) for document, claims in grouped.items()})
    newest_first = sorted(in_text, key=lambda claim: first_day(found.date(claim)), reverse=True)
    by, at = {}, {}
    for claim in newest_first:
        if claim.actor:
            by.setdefault(claim.actor, []).append(claim)
        for place in claim.places:
            at.setdefault(place, []).append(claim)
    for card in summary.actors:  # the builder may count a claim for an actor by its office alone
        known = {claim.id for claim in by.get(card.actor.id, ())}
        by.setdefault(card.actor.id, []).extend(
            found.claims[id] for id in card.claims if id in found.claims and id not in known
        )
    for card in summary.places:
        known = {claim.id for claim in at.get(card.place.id, ())}
        at.setdefault(card.place.id, []).extend(
            found.claims[id] for id in card.claims if id in found.claims and id not in known
        )
    found.claims_by.update({actor: tuple(claims) for actor, claims in by.items()})
    found.claims_at.update({place: tuple(claims) for place, claims in at.items()})
    return found


def first_day(value: str | None) -> str:
    """What a date or range is sorted and filtered by: its first day, of a range without a beginning its last; "" where there is none."""
    first, _, last = (value or "").partition("/")
    return (last if first == ".." else first)[:10]


def short_day(index: Index, value: str | None) -> str:
    """A date as a reader writes it, with its year only where that is not the briefing's own."""
    years = {part[:4] for part in (value or "").split("/") if part not in ("", "..")}
    return day(value, year=years != {(index.summary.as_of or "")[:4]})


def when_said(index: Index, claim: Claim) -> str:
    """The date of a claim as a reader writes it; "reported …" where only its report is dated; "" where neither is known."""
    date = short_day(index, index.date(claim))
    return date if not date or claim.said and claim.said.value else f"reported {date}"
