"""What every export says of a claim: who, through whom, how firmly, when, in which report."""

from functools import cached_property

from briefing.dashboard.contrary import Pair, opposed
from briefing.dashboard.phrases import CONFLICT_WORDS, STANCE_WORDS, day
from briefing.model import Claim, DocumentCard, Entry, Finding, Metric, Summary, When

NOT_PRINTED = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


class View:
    """A summary with its claims, actors and documents by id."""

    def __init__(self, summary: Summary):
        self.summary = summary

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.summary.claims}

    @cached_property
    def actors(self) -> dict[str, str]:
        return {card.actor.id: card.actor.name for card in self.summary.actors}

    @cached_property
    def documents(self) -> dict[str, DocumentCard]:
        return {card.id: card for card in self.summary.documents}

    @cached_property
    def credibility(self) -> dict[str, int]:
        return {rating.claim: rating.credibility for rating in self.summary.ratings}

    def outlet(self, document: str) -> str:
        card = self.documents.get(document)
        return (card.outlet if card else None) or f"report {document} (no outlet named)"

    def laid_beside(self, finding: Finding) -> list[Pair]:
        """The sentences of a finding in the order to show them."""
        return opposed(finding, [(self.claims[id], span) for id, span in zip(finding.claims, finding.spans)])

    def who(self, claim: Claim) -> str:
        """The speaker by name, as written where not resolved; the outlet for its own words."""
        return (
            self.actors.get(claim.actor or "")
            or (claim.speaker.quote if claim.speaker else None)
            or self.outlet(claim.document)
        )

    def date(self, claim: Claim) -> str:
        """When it was said, else when the report was published, as a reader writes it; empty where neither is known."""
        return next(
            (
                day(when.value)
                for when in (claim.said, self.documents[claim.document].published)
                if when and when.value
            ),
            "",
        )

    def chain(self, claim: Claim) -> str:
        """The way back to the origin: "this outlet ← The Moscow Times ← Yonhap"; what is carried over says so."""
        return " ← ".join(link.holder + (" (carried over)" if link.inferred else "") for link in claim.chain)

    def cited(self, claim: Claim) -> str:
        """Outlet, date and span, enough to find the words again."""
        return f"{self.outlet(claim.document)}, {told(self.documents[claim.document].published)}, characters {claim.hull[0]} to {claim.hull[1]}"


def told(when: When | None) -> str:
    """A date as precise as its words, and how it is known."""
    if not when or not when.value:
        return "date not known"
    return (
        day(when.value)
        + {"stated": "", "set": " (set by the editor)", "inferred": " (inferred)", "unknown": ""}[when.basis]
    )


def standing(summary: Summary, earlier: bool) -> str:
    """The day the briefing stands at, and whether later reports are left out."""
    return f"as of {day(summary.as_of) or 'an unknown date'}" + (
        " (later reports left out)" if earlier else ""
    )


def held(entry: Entry) -> str:
    """Who holds a reading, when and how firmly: "Yonhap, 18 Oct 2024, planned"; what is simply said needs no word for it."""
    return ", ".join(
        filter(
            None,
            (
                entry.holder,
                day(entry.date) or "date not known",
                STANCE_WORDS[entry.stance] if entry.stance != "claimed" else "",
            ),
        )
    )


def read(metric: Metric, entry: Entry) -> str:
    """A reading as written; of a disagreement, its kind in plain words."""
    return (
        CONFLICT_WORDS.get(entry.value.replace(" ", "-"), entry.value)
        if metric.kind == "disagreements"
        else entry.value
    )


def unchanged(summary: Summary) -> str:
    """What an empty list of changes means."""
    return (
        f"Nothing changed since the briefing as of {day(summary.since)}."
        if summary.since
        else "This is the first briefing."
    )


def visible(text: str) -> str:
    """Text with characters that cannot be seen, or that turn its direction, shown by their code; nothing is lost, nothing acts."""
    return "".join(
        f"⟨U+{ord(c):04X}⟩"
        if c in NOT_PRINTED or (ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) < 0xE000
        else c
        for c in text
    )
