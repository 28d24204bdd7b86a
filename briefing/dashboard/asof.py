"""The state of reporting on an earlier day: the same briefing, made only of what the reports published by then say."""

import re
from dataclasses import replace

from briefing.dashboard.index import Index, build_index, kept
from briefing.dashboard.phrases import says_something
from briefing.model import ActorCard, DocumentCard, Due, Entry, Group, Metric, Open, Origin, PlaceCard, When

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
OFFERED = 6  # days in the row; any other day can stand in the address
FIRMEST = ("confirmed", "claimed", "planned", "considering", "unconfirmed", "denied")
NOTHING = "nothing reported yet"


def last_day(when: When) -> str:
    """The day by which a report was out for certain: of "2024-10" its last, of a range its end; "" where it is not known."""
    first, _, last = (when.value or "").partition("/")
    known = (first if last in ("", "..") else last)[:10]
    return known + "-12-31"[len(known) - 10 :] if 4 <= len(known) < 10 else known


@kept(8)
def days(index: Index) -> tuple[str, ...]:
    """Every day on which a report came out, oldest first; one that may have come out later counts as of the newest."""
    newest = index.summary.as_of or ""
    return tuple(
        sorted(
            {
                min(day, newest) if len(newest) == 10 else day
                for card in index.summary.documents
                if (day := last_day(card.published))
            }
        )
    )


def offered(index: Index, chosen: str | None) -> tuple[str, ...]:
    """The days for the row: all of them where they are few, else the first, the last, those around the chosen one and some between."""
    known = days(index)
    if len(known) <= OFFERED:
        return known
    at = next((number for number, day in enumerate(known) if day >= (chosen or known[-1])), len(known) - 1)
    wanted = [0, len(known) - 1, at, at - 1, at + 1] + [
        round(part * (len(known) - 1) / (OFFERED - 1)) for part in (2, 3, 1, 4)
    ]
    kept = list(dict.fromkeys(number for number in wanted if 0 <= number < len(known)))[:OFFERED]
    return tuple(known[number] for number in sorted(kept))


def known_from(card: DocumentCard) -> str | None:
    """The day from which on a report counts: that of its publication, else the latest day it tells as past; None where neither is known."""
    return last_day(card.published) or card.published.after


def undated_left_out(index: Index, then: Index) -> int:
    """How many reports without a date are left out as of an earlier day."""
    return sum(
        not last_day(card.published) for card in index.summary.documents if card.id not in then.documents
    )


@kept(6)
def known_by(index: Index, day: str | None) -> Index:
    """The briefing as it stood at the end of a day; the same one without a day. All places and actors stay, some of them without a claim."""
    if not day or not DAY.fullmatch(day) or not days(index) or day >= days(index)[-1]:
        return index
    summary = index.summary
    out = {card.id for card in summary.documents if (known_from(card) or "9999") <= day}
    later = {card.id for card in summary.documents} - out
    claims = {claim.id: claim for claim in summary.claims if claim.document in out}
    kept = lambda ids: tuple(id for id in ids if id in claims)
    voiced = {origin.id: set(origin.claims) for origin in summary.origins}
    findings = tuple(finding for finding in summary.findings if all(id in claims for id in finding.claims))

    def place(card: PlaceCard) -> PlaceCard:
        ids = kept(card.claims)
        spans = tuple(span for span in card.spans if span.document in out)
        return (
            card
            if ids == card.claims
            else replace(
                card,
                claims=ids,
                spans=spans,
                role=card.role if ids or spans else "named",
                stance=min((claims[id].stance for id in ids), key=FIRMEST.index, default=None),
            )
        )

    def actor(card: ActorCard) -> ActorCard:
        ids = kept(card.claims)
        mentions = tuple(span for span in card.mentions if span.document in out)
        offices = tuple(office for office in card.actor.offices if office.span.document in out)
        aliases = tuple(alias for alias in card.actor.aliases if alias in {span.quote for span in mentions})
        latest = (
            card.latest
            if card.latest in claims
            else next((id for id in ids if says_something(claims[id])), None)
        )
        return replace(
            card,
            actor=replace(card.actor, offices=offices, aliases=aliases),
            claims=ids,
            mentions=mentions,
            count=card.count if mentions or ids else 0,
            latest=latest,
        )

    def origin(one: Origin) -> Origin:
        return replace(one, documents=tuple(id for id in one.documents if id in out), claims=kept(one.claims))

    def group(one: Group) -> Group:
        ids = kept(one.claims)
        return (
            one
            if ids == one.claims
            else replace(
                one,
                claims=ids,
                outlets=len({claims[id].document for id in ids}),
                credibility=0,
                why="as far as reported by then",
                origins=tuple(id for id in one.origins if voiced.get(id, set()) & set(ids)),
            )
        )

    return build_index(
        replace(
            summary,
            as_of=day,
            claims=tuple(claims.values()),
            findings=findings,
            places=tuple(map(place, summary.places)),
            actors=tuple(map(actor, summary.actors)),
            metrics=tuple(
                metric(one, claims, len([finding for finding in findings if finding.kind == "conflict"]))
                for one in summary.metrics
            ),
            next=tuple(due for one in summary.next if (due := known(one, claims))),
            unknown=tuple(still for one in summary.unknown if (still := known(one, claims))),
            bluf=tuple(line for line in summary.bluf if all(id in claims for id in line.claims)),
            movements=tuple(movement for movement in summary.movements if movement.span.document in out),
            timeline=tuple(entry for entry in summary.timeline if entry.document in out),
            origins=tuple(one for one in map(origin, summary.origins) if one.documents),
            groups=tuple(one for one in map(group, summary.groups) if one.claims),
            positions=tuple(one for one in summary.positions if all(id in claims for id in one.claims)),
            period=(None, day),
            gaps=(),
            withheld=tuple(one for one in summary.withheld if one.where.split(":")[0] not in later),
            documents=tuple(card for card in summary.documents if card.id in out),
            since=None,
            changes=(),
            compared=None,
        )
    )


def known(one: Due | Open, claims: dict) -> Due | Open | None:
    """What is due or not known as far as these claims tell it; None where its words stand in a later report."""
    ids = tuple(id for id in one.claims if id in claims)
    return replace(one, claims=ids) if one.claims[0] in claims else None


def metric(one: Metric, claims: dict, conflicts: int) -> Metric:
    """A metric made of the readings of these claims only; one without any says so, and keeps its place."""
    readings = tuple(entry for entry in one.readings if entry.claim in claims)
    if len(readings) == len(one.readings):
        return one
    if not readings:
        return replace(
            one, value="0" if one.kind == "disagreements" else NOTHING, note="", stance=None, readings=()
        )
    if one.kind == "disagreements":
        return replace(one, value=str(conflicts), readings=readings)
    if one.kind == "origins":
        reports = len({entry.span.document for entry in readings})
        return replace(
            one,
            value=f"{reports} {'report' if reports == 1 else 'reports'}",
            note="by then",
            readings=readings,
        )
    exact = [entry for entry in readings if entry.low is not None or entry.high is not None] or list(readings)
    return replace(
        one,
        value=turn(exact, one.kind),
        note=", ".join(dict.fromkeys(entry.holder for entry in exact)),
        stance=exact[-1].stance,
        readings=readings,
    )


def turn(readings: list[Entry], kind: str) -> str:
    """The newest value; of a position also the oldest, where they differ."""
    first, last = readings[0], readings[-1]
    return last.value if kind != "position" or first.value == last.value else f"{first.value} → {last.value}"
