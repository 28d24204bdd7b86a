"""The headline metrics: figures with the same thing counted, changes of position, disagreements, origins against outlets."""
import re
from typing import Iterator

from briefing.lexicon import read_lexicon
from briefing.model import Claim, Entry, Figure, Finding, Metric, Origin
from briefing.summary.material import Material, day

FIGURES_AT_MOST = 3
METRICS_AT_MOST = 6
MONEY_OR_SHARE = re.compile(r"[$€£¥%]|\bper ?cent\b|\b(?:dollar|euro|pound|rouble|ruble|yen|yuan|won)s?\b", re.IGNORECASE)
AHEAD = ("planned", "considering")


def choose_metrics(material: Material, origins: tuple[Origin, ...], findings: tuple[Finding, ...]) -> tuple[Metric, ...]:
    """At most six metrics: figures first (planned ones apart), then a position that changed, disagreements, origins."""
    chosen = list(_figure_metrics(material))
    chosen += list(_position_metrics(material, findings))[:1]
    if conflict := _disagreements(material, findings):
        chosen.append(conflict)
    return tuple(chosen[:METRICS_AT_MOST - 1]) + ((_origins_metric(material, origins),) if material.extractions else ())


# ---------------------------------------------------------------- figures

def _figure_metrics(material: Material) -> Iterator[Metric]:
    groups: dict[tuple[str, str, bool], list[Entry]] = {}
    for claim, figure in _figures(material):
        label, harm = _counted(figure)
        groups.setdefault((label, harm, figure.stance in AHEAD), []).append(_entry(material, claim, figure))
    ranked = sorted(groups.items(), key=lambda item: (-len({entry.span.document for entry in item[1]}), -_weight(item[1]), item[0]))
    for (label, harm, ahead), entries in ranked[:FIGURES_AT_MOST]:
        entries = sorted(_distinct(entries), key=lambda entry: (day(entry.date), entry.claim))
        what = f"{label} {harm or ('said to be planned' if ahead else 'reported')}"
        yield Metric(id=re.sub(r"\W+", "-", f"figure {what}".lower()).strip("-"), kind="planned figure" if ahead else "figure", label=what,
                     value=_value(entries), note=_note(entries), stance=entries[-1].stance, readings=tuple(entries))


def _figures(material: Material) -> Iterator[tuple[Claim, Figure]]:
    for claim, figures in material.figures.items():
        for figure in figures:
            if (figure.low or figure.high) and not MONEY_OR_SHARE.search(figure.span.quote) and figure.counted:
                yield material.claims[claim], figure


def _counted(figure: Figure) -> tuple[str, str]:
    """(label, harm) of what is counted: its line in the lexicon or its own words, and what befell those counted."""
    words = figure.counted.lower()
    label = next((label for label, known in read_lexicon("counted").items() if words in known), None)
    if label is None:
        unit = figure.unit.strip()
        label = unit[:1].upper() + unit[1:] if unit else words.capitalize()
    predicate = (figure.predicate.quote.lower() if figure.predicate else "")
    harm = next((harm for harm, verbs in read_lexicon("harm").items()
                 for verb in verbs if re.search(rf"\b{verb}(?:|s|d|ed|led|ing)\b", predicate)), "")
    return label, harm


def _entry(material: Material, claim: Claim, figure: Figure) -> Entry:
    words = figure.span.quote
    cut = words.rfind(figure.unit) if figure.unit else -1
    value = re.sub(r"\s+of$", "", words[:cut].strip()) if cut > 0 else words
    stance = claim.stance if figure.stance == "claimed" else figure.stance
    return Entry(value=value, claim=claim.id, span=figure.span, holder=material.holder(claim), stance=stance,
                 date=material.date(claim), low=figure.low, high=figure.high)


def _distinct(entries: list[Entry]) -> list[Entry]:
    """One entry for each number and holder in a document."""
    seen: dict[tuple, Entry] = {}
    for entry in entries:
        seen.setdefault((entry.span.document, entry.low, entry.high, entry.holder), entry)
    return list(seen.values())


def _weight(entries: list[Entry]) -> float:
    return max(entry.low or entry.high or 0 for entry in entries)


def _value(entries: list[Entry]) -> str:
    """The newest value, with the oldest before it where they differ: "1,500 → around 10,000"; all words as written."""
    first, last = entries[0], entries[-1]
    if (first.low, first.high) == (last.low, last.high):
        return last.value
    return f"{first.value} → {last.value}" if day(first.date) < day(last.date) else f"{first.value} / {last.value}"


def _note(entries: list[Entry]) -> str:
    holders = dict.fromkeys(entry.holder for entry in entries)
    if len(holders) == 1:
        return next(iter(holders))
    return f"{entries[0].holder} → {entries[-1].holder}" if len(holders) == 2 else f"{entries[0].holder} → {entries[-1].holder}, {len(entries)} readings"


# ---------------------------------------------------------------- positions, disagreements, origins

def _position_metrics(material: Material, findings: tuple[Finding, ...]) -> Iterator[Metric]:
    for finding in findings:
        if finding.kind != "change":
            continue
        claims = sorted((material.claims[claim] for claim in finding.claims), key=lambda claim: (day(material.date(claim)), claim.id))
        entries = tuple(_position(material, claim) for claim in claims)
        holder = material.actors.get(claims[-1].actor or "")
        organisation = material.name(holder.organisation or holder.country) if holder and holder.kind == "person" else None
        name = organisation or (holder.name if holder else entries[-1].holder)
        yield Metric(id=f"position-{finding.id}", kind="position", label=f"Position of {name}",
                     value=f"{entries[0].value} → {entries[-1].value}", note=entries[-1].holder, stance=entries[-1].stance, readings=entries)


def _position(material: Material, claim: Claim) -> Entry:
    span = claim.hedges[0] if claim.hedges and claim.stance == "unconfirmed" else claim.cue or claim.content[0]
    return Entry(value=span.quote, claim=claim.id, span=span, holder=material.holder(claim), stance=claim.stance, date=material.date(claim))


def _disagreements(material: Material, findings: tuple[Finding, ...]) -> Metric | None:
    conflicts = [finding for finding in findings if finding.kind == "conflict"]
    if not conflicts:
        return None
    entries = tuple(Entry(value=(finding.type or "conflict").replace("-", " "), claim=claim.id, span=span, holder=material.holder(claim), stance=claim.stance,
                          date=material.date(claim))
                    for finding in conflicts for claim, span in [(material.claims[finding.claims[0]], finding.spans[0])])
    return Metric(id="disagreements", kind="disagreements", label="Disagreements", value=str(len(conflicts)),
                  note="both sentences side by side below", stance=None, readings=entries)


def _origins_metric(material: Material, origins: tuple[Origin, ...]) -> Metric:
    known = [origin for origin in origins if origin.resolved]
    entries = []
    for origin in known:
        claim = material.claims[origin.claims[0]]
        span = (claim.chain[-1].cue if claim.chain else None) or claim.speaker or claim.content[0]
        entries.append(Entry(value=origin.name, claim=claim.id, span=span, holder=origin.name, stance=claim.stance, date=origin.said))
    reports = len(material.extractions)
    return Metric(id="origins", kind="origins", label="Origins against reports", value=f"{len(known)} : {reports}",
                  note=f"{len(known)} named origins in {reports} reports", stance=None, readings=tuple(entries))
