"""The briefing as Markdown: reads well as plain text, and source text stays text wherever it is rendered."""

import re

from briefing.dashboard.export.view import View, held, read, standing, told, unchanged, visible
from briefing.dashboard.phrases import CONFLICT_WORDS, STANCE_WORDS, day, lead_in, none_detected
from briefing.model import Claim, Summary

# Inside a line of ours: "- " and "1." do not act there, ": " neither, but ":red[", "https://" and "www." do.
ACTS = re.compile(r"([\\`*_{}\[\]<>#|~$&=!^]|:(?=\S)|@|(?<=www)\.)")


def to_markdown(summary: Summary, earlier: bool = False) -> bytes:
    """Title, bottom line, metrics, disagreements, changes, actors, sources, and all claims with their words. `earlier`: of an earlier day."""
    view = View(summary)
    return ("\n".join(_lines(summary, view, earlier)) + "\n").encode("utf-8", "backslashreplace")


def _lines(summary: Summary, view: View, earlier: bool):
    origins = sum(origin.resolved for origin in summary.origins)
    yield from (
        f"# {safe(summary.title)}",
        "",
        f"A{standing(summary, earlier)[1:]}. {len(summary.documents)} reports, {origins} named origins.",
        "",
    )
    yield from (f"- {safe(line.text)} {refs(line.claims)}" for line in summary.bluf)
    yield from (
        "",
        *(f"- Next, {day(one.date)}: {safe(one.span.quote)} {refs(one.claims[:1])}" for one in summary.next),
    )
    yield from (f"- Not known: {safe(one.span.quote)} {refs(one.claims[:1])}" for one in summary.unknown)
    yield from ("", *(f"Missing: {safe(gap)}." for gap in summary.gaps), "", "## Headline metrics", "")
    for metric in summary.metrics:
        yield f"- **{safe(metric.label)}: {safe(metric.value)}** {safe(metric.note)}"
        yield from (
            f"  - {safe(read(metric, entry))}: {safe(held(entry))} {refs((entry.claim,))}"
            for entry in metric.readings
        )
    for title, kind in (
        ("Where reports disagree", "conflict"),
        ("Who changed position", "change"),
        ("Told by several", "corroborated"),
    ):
        found = [finding for finding in summary.findings if finding.kind == kind]
        if found:
            yield from ("", f"## {title}", "")
        elif kind == "conflict":
            yield from ("", none_detected(summary))
        for finding in found:
            yield f"- {CONFLICT_WORDS.get(finding.type or '', 'compared')}"
            yield from (
                f"  - {view_claim(view, claim, span.quote)}" for claim, span in view.laid_beside(finding)
            )
            yield f"  - why: {safe(finding.why)}"
    yield from () if earlier else _changes(summary)
    yield from ("", "## Who says what", "")
    yield from (
        f"- {safe(card.actor.name)}: {view_claim(view, view.claims[card.latest], view.claims[card.latest].words)}"
        for card in summary.actors
        if card.latest
    )
    yield from ("", "## Reports", "")
    yield from (
        f"- {card.id}: {safe(card.title.quote) if card.title else 'no title'}, {safe(view.outlet(card.id))}, {told(card.published)}, reliability {card.reliability}"
        for card in summary.documents
    )
    yield from ("", safe(summary.rule), "", "## All claims", "")
    for claim in summary.claims:
        yield f"- `{claim.id}` {view_claim(view, claim, claim.words)} Chain: {safe(view.chain(claim))}. {safe(view.cited(claim))}."
    if summary.withheld:
        yield from (
            "",
            f"{len(summary.withheld)} items are withheld, because they could not be traced to their words.",
        )


def _changes(summary: Summary):
    yield from ("", "## Changes since the last briefing", "")
    yield from (
        (
            f"- {change.kind}: {safe(change.text)}"
            + (f" ({change.before} → {change.after})" if change.before else "")
            for change in summary.changes
        )
        if summary.changes
        else (unchanged(summary),)
    )


def view_claim(view: View, claim: Claim, words: str) -> str:
    about = ", ".join(
        filter(None, (view.date(claim), STANCE_WORDS[claim.stance] if claim.stance != "claimed" else ""))
    )
    lead = safe(lead_in(claim, words))
    return f"{safe(view.who(claim))}{f' ({about})' if about else ''}: {f'{lead} ' if lead else ''}“{safe(words)}” {refs((claim.id,))}"


def refs(claims: tuple[str, ...]) -> str:
    return " ".join(f"\\[{claim}\\]" for claim in claims)


def safe(text: str) -> str:
    """Text on one line in which nothing is markup: every character that could act is escaped."""
    return ACTS.sub(r"\\\1", visible(" ".join(text.split())))
