"""One story's extractions and comparison become its Summary: chosen, ordered, phrased, proven."""

from collections import Counter
from collections.abc import Mapping

from briefing.compare import Comparison
from briefing.model import Actor, Extraction, Issue, Place, Summary
from briefing.summary import cards
from briefing.summary.ahead import find_due
from briefing.summary.bluf import choose_bluf
from briefing.summary.material import Material, day
from briefing.summary.metrics import choose_metrics
from briefing.summary.proof import prove
from briefing.summary.unknown import find_unknown

STATES_EXPECTED = (
    3  # where the editor names no voices, the states most written about are expected to be heard
)


def summarise(
    story: str,
    title: str,
    extractions: tuple[Extraction, ...],
    actors: tuple[Actor, ...],
    comparison: Comparison,
    *,
    issues: tuple[Issue, ...] = (),
    always: Mapping[str, Place] | None = None,
    voices: tuple[str, ...] = (),
    reliability: Mapping[str, str] | None = None,
    since: str | None = None,
    inputs: str = "",
) -> Summary:
    """The proven summary of one story. `always` maps place names asked for in the config to places; `voices` are actor ids."""
    material = Material(extractions, actors)
    frame = comparison.frame
    metrics = choose_metrics(material, comparison.groups, comparison.findings, comparison.series)
    dates = sorted(
        (
            document.published.value
            for document in material.documents.values()
            if document.published and document.published.value
        ),
        key=day,
    )
    due = find_due(material, frame)
    timeline = tuple(cards.timeline_entries(material))
    summary = Summary(
        story=story,
        title=title,
        as_of=day(dates[-1]) if dates else None,  # of a range its first day: what came out later is not known
        period=_period(timeline),
        bluf=choose_bluf(material, frame, comparison.findings, metrics, due),
        gaps=tuple(_gaps(material, voices)),
        metrics=metrics,
        claims=tuple(material.claims.values()),
        actors=tuple(cards.actor_cards(material)),
        places=tuple(cards.place_cards(material, dict(always or {}), frame)),
        movements=tuple(movement for extraction in extractions for movement in extraction.movements),
        timeline=timeline,
        origins=comparison.origins,
        groups=comparison.groups,
        findings=comparison.findings,
        compared=comparison.compared,
        positions=comparison.positions,
        ratings=comparison.ratings,
        rule=comparison.rule,
        since=since,
        changes=comparison.changes,
        documents=tuple(cards.document_cards(material, comparison, dict(reliability or {}))),
        issues=issues + tuple(issue for extraction in extractions for issue in extraction.issues),
        withheld=(),
        next=due,
        unknown=find_unknown(material, frame),
        inputs=inputs,
        complete=True,
    )
    return prove(summary, {document.id: document.text for document in material.documents.values()})


def _period(timeline) -> tuple[str | None, str | None]:
    """First and last day that something was said or published; what happened long before is background."""
    days = sorted(
        first
        for entry in timeline
        if entry.clock != "happened" and len(first := day(entry.when.value)[:10]) == 10
    )
    return (days[0], days[-1]) if days else (None, None)


def _gaps(material: Material, voices: tuple[str, ...]):
    """Whose voice is missing, in plain words: outlets unknown, states written about from which no outlet reports."""
    reports = len(material.documents)
    unknown = [document for document in material.documents.values() if not document.outlet]
    homes = {
        material.actors[actor].country
        for document in material.documents.values()
        if document.outlet
        for actor in material.actors
        if material.actors[actor].name == document.outlet
    }
    if reports:
        wanted = list(voices) or [
            actor
            for actor, _ in Counter(
                mention.refers
                for extraction in material.extractions
                for mention in extraction.mentions
                if mention.kind == "state" and not mention.boilerplate
            ).most_common(STATES_EXPECTED)
        ]
        missing = [material.name(actor) or actor for actor in wanted if actor not in homes]
        if missing:
            yield f"no report in this set is known to be by an outlet from {_listed(missing)}"
        if unknown:
            yield f"outlet not stated for {len(unknown)} of {reports} reports"
        undated = [
            document
            for document in material.documents.values()
            if not (document.published and document.published.value)
        ]
        if undated:
            yield f"date not known for {len(undated)} of {reports} reports"
        for language, unread in sorted(
            Counter(filter(None, (one.language for one in material.extractions))).items()
        ):
            yield f"{unread} of {reports} reports not read: in {language}"


def _listed(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
