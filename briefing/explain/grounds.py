"""For an id of a summary, why it is there: the words, the rule, and what was carried over."""

from collections.abc import Iterator
from difflib import get_close_matches

from briefing.model import ActorCard, Claim, Entry, Finding, Metric, PlaceCard, Span, Summary


def grounds_of(summary: Summary, name: str) -> Iterator[str]:
    """Lines that say on what a claim, pin, tile, actor or finding rests; ValueError where nothing has that id."""
    found = [
        (show, record) for records, key, show in _kinds(summary) for record in records if name in key(record)
    ]
    if not found:
        near = get_close_matches(
            name,
            [id for records, key, _ in _kinds(summary) for record in records for id in key(record)],
            3,
            0.5,
        )
        raise ValueError(
            f"nothing is called {name}"
            + (f"; did you mean {' or '.join(near)}?" if near else "; ids stand in the summary's YAML")
        )
    for show, record in found:
        yield from show(summary, record)


def _kinds(summary: Summary):
    return (
        (summary.claims, lambda one: (one.id,), _claim),
        (summary.metrics, lambda one: (one.id, one.label), _metric),
        (summary.places, lambda one: (one.place.id, one.place.name), _place),
        (summary.actors, lambda one: (one.actor.id, one.actor.name, *one.actor.aliases), _actor),
        (summary.findings, lambda one: (one.id,), _finding),
    )


def _claim(summary: Summary, claim: Claim) -> Iterator[str]:
    yield f"claim {claim.id}, {claim.stance}, found by rule “{claim.rule}”"
    yield from _words("content", *claim.content)
    yield from _words("cue", claim.cue)
    yield from _words("speaker", claim.speaker)
    yield f"    actor: {claim.actor or 'left open'}" + (f" ({claim.inferred})" if claim.inferred else "")
    yield from _words("hedges", *claim.hedges)
    for link in claim.chain:
        carried = ", carried over from another sentence" if link.inferred else ""
        yield f"    through {link.holder} ({link.role}{carried})" + (
            f": {_quote(link.cue)}" if link.cue else ""
        )
    for clock, when in (("said", claim.said), ("happened", claim.happened)):
        if when:
            yield f"    {clock} {when.value or 'at an unknown time'} ({when.basis})" + (
                f": {when.why}" if when.why else ""
            )
    if claim.within:
        yield f"    stands inside claim {claim.within}"


def _metric(summary: Summary, metric: Metric) -> Iterator[str]:
    yield f"tile {metric.id}, “{metric.label}”: {metric.value}"
    for entry in metric.readings:
        yield from _reading(entry)


def _reading(entry: Entry) -> Iterator[str]:
    yield f"    {entry.value}, {entry.stance}, {entry.holder}, {entry.date or 'no date'}, claim {entry.claim}: {_quote(entry.span)}"


def _place(summary: Summary, card: PlaceCard) -> Iterator[str]:
    place = card.place
    yield f"pin {place.id}, {card.role}, {place.precision} at {place.lat}, {place.lon}" + (
        f" in {place.country}" if place.country else ""
    )
    if card.always:
        yield "    asked for in config.yaml"
    yield from _words("named", *card.spans)
    yield f"    claims: {', '.join(card.claims) or 'none'}"


def _actor(summary: Summary, card: ActorCard) -> Iterator[str]:
    actor = card.actor
    yield f"actor {actor.id}, {actor.name}, {actor.kind}" + (
        f"; variants merged: {actor.why}" if actor.why else ""
    )
    yield from _words("named", *card.mentions)
    for office in actor.offices:
        yield f"    office “{office.title}”: {_quote(office.span)}"
    yield f"    claims: {', '.join(card.claims) or 'none'}"


def _finding(summary: Summary, finding: Finding) -> Iterator[str]:
    yield f"finding {finding.id}, {finding.kind}" + (f" ({finding.type})" if finding.type else "")
    yield f"    why: {finding.why}"
    yield from _words("words", *finding.spans)
    yield f"    claims: {', '.join(finding.claims)}"


def _words(name: str, *spans: Span | None) -> Iterator[str]:
    for span in spans:
        if span:
            yield f"    {name}: {_quote(span)}"


def _quote(span: Span) -> str:
    return f"“{' '.join(span.quote.split())}” at {span.document}:{span.start}-{span.end}"
