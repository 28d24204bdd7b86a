"""The headline metrics: figures with the same thing counted, changes of position, disagreements, origins against outlets."""
import re
from typing import Iterator

from briefing.lexicon import read_lexicon
from briefing.model import Claim, Entry, Figure, Finding, Group, Metric, Span
from briefing.summary.material import Material, day
from briefing.summary.words import told

FIGURES_AT_MOST = 3
METRICS_AT_MOST = 6
TILE_WORDS = 4
HOLDERS_SHOWN = 3
MONEY_OR_SHARE = re.compile(r"[$€£¥%]|\bper ?cent\b|\b(?:dollar|euro|pound|rouble|ruble|yen|yuan|won)s?\b", re.IGNORECASE)
AHEAD = ("planned", "considering")


def choose_metrics(material: Material, groups: tuple[Group, ...], findings: tuple[Finding, ...]) -> tuple[Metric, ...]:
    """At most six metrics: figures first (planned ones apart), then a position that changed, disagreements, origins."""
    chosen = list(_figure_metrics(material))
    chosen += list(_position_metrics(material, findings))[:1]
    chosen += filter(None, (_disagreements(material, findings), _origins_metric(material, groups)))
    return tuple(chosen[:METRICS_AT_MOST])


# ---------------------------------------------------------------- figures

def _figure_metrics(material: Material) -> Iterator[Metric]:
    """A tile tells one thing: the same counted, with the same said of it. What nothing is said of but that it was reported has none."""
    said_of = [(key, things) for key, things in _ranked(material) if key[1] or key[2]]
    for (label, harm, ahead), things in said_of[:FIGURES_AT_MOST]:
        entries = _in_order(max(things.values(), key=_most_told))
        what = f"{label} {harm}".strip() + (", planned" if ahead else "")
        exact = [entry for entry in entries if _is_exact(entry)]
        yield Metric(id=re.sub(r"\W+", "-", f"figure {what}".lower()).strip("-"), kind="planned figure" if ahead else "figure",
                     label=what, value=told(exact), note=_note(exact), stance=exact[-1].stance, readings=tuple(entries))


Things = dict[tuple[str, str], list[Entry]]         # (what is counted, what is said of it) → its readings


def _ranked(material: Material) -> list[tuple[tuple[str, str, bool], Things]]:
    """Readings by (label, harm, still ahead), those that most reports tell first, apart by what exactly is counted and said of it."""
    groups: dict[tuple[str, str, bool], Things] = {}
    for claim, figure in _figures(material):
        label, harm = _counted(figure)
        thing = figure.counted.lower(), harm or _verb(figure)
        groups.setdefault((label, harm, figure.stance in AHEAD), {}).setdefault(thing, []).append(_entry(material, claim, figure))
    exact = [(key, {thing: entries for thing, entries in things.items() if any(map(_is_exact, entries))}) for key, things in groups.items()]
    return sorted(((key, things) for key, things in exact if things), key=lambda item: (-_reports(_all(item[1])), -_weight(_all(item[1])), item[0]))


def _verb(figure: Figure) -> str:
    """The last word of what is said of a figure: "plans to dispatch" and "will dispatch" are said of one thing."""
    return figure.predicate.quote.lower().split()[-1] if figure.predicate else ""


def _all(things: Things) -> list[Entry]:
    return [entry for entries in things.values() for entry in entries]


def _reports(entries: list[Entry]) -> int:
    return len({entry.span.document for entry in entries})


def _most_told(entries: list[Entry]) -> tuple:
    return _reports(entries), len(entries), max(entry.date or "" for entry in entries), _weight(entries), entries[0].claim


def _is_exact(entry: Entry) -> bool:
    """Whether it can stand on a scale: "millions" and "scores" are read out beside a number, never instead of one."""
    return entry.low is not None or entry.high is not None


def _in_order(entries: list[Entry]) -> list[Entry]:
    return sorted(_distinct(entries), key=lambda entry: (day(entry.date), entry.claim))


def _figures(material: Material) -> Iterator[tuple[Claim, Figure]]:
    for claim, figures in material.figures.items():
        for figure in figures:
            if (figure.low or figure.high or figure.bound == "vague") and not MONEY_OR_SHARE.search(figure.span.quote) and figure.counted:
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
    exact = figure.bound != "vague"                     # "scores" is no 40 on a scale
    return Entry(value=value, claim=claim.id, span=figure.span, holder=material.holder(claim), stance=stance,
                 date=material.date(claim), low=figure.low if exact else None, high=figure.high if exact else None)


def _distinct(entries: list[Entry]) -> list[Entry]:
    """One entry for each number and holder in a document."""
    seen: dict[tuple, Entry] = {}
    for entry in entries:
        seen.setdefault((entry.span.document, entry.low, entry.high, entry.holder), entry)
    return list(seen.values())


def _weight(entries: list[Entry]) -> float:
    return max(entry.low or entry.high or 0 for entry in entries)


def _note(entries: list[Entry]) -> str:
    """Who holds the value: each holder once, in the order of the readings."""
    holders = list(dict.fromkeys(entry.holder for entry in entries))
    return ", ".join(holders[:HOLDERS_SHOWN]) + (f" and {len(holders) - HOLDERS_SHOWN} more" if len(holders) > HOLDERS_SHOWN else "")


# ---------------------------------------------------------------- positions, disagreements, origins

def _position_metrics(material: Material, findings: tuple[Finding, ...]) -> Iterator[Metric]:
    for finding in findings:
        if finding.kind != "change":
            continue
        sides = sorted(((material.claims[claim], span) for claim, span in zip(finding.claims, finding.spans)), key=lambda side: (day(material.date(side[0])), side[0].id))
        entries = tuple(_position(material, claim, span) for claim, span in sides)
        holder = material.actors.get(sides[-1][0].actor or "")
        organisation = material.name(holder.organisation or holder.country) if holder and holder.kind == "person" else None
        name = organisation or (holder.name if holder else entries[-1].holder)
        yield Metric(id=f"position-{finding.id}", kind="position", label=f"Position of {name}",
                     value=told(entries), note=entries[-1].holder, stance=entries[-1].stance, readings=entries)


def _position(material: Material, claim: Claim, span: Span) -> Entry:
    words = claim.cue or span if claim.stance in ("confirmed", "denied") else next((hedge for hedge in claim.hedges if hedge.within(span)), span)
    return Entry(value=_short(words.quote), claim=claim.id, span=words, holder=material.holder(claim), stance=claim.stance, date=material.date(claim))


def _short(words: str) -> str:
    """The first words of a quote, few enough to be read on a tile."""
    some = words.split()
    return words if len(some) <= TILE_WORDS else " ".join(some[:TILE_WORDS]) + " …"


def _disagreements(material: Material, findings: tuple[Finding, ...]) -> Metric | None:
    conflicts = [finding for finding in findings if finding.kind == "conflict"]
    if not conflicts:
        return None
    entries = tuple(Entry(value=(finding.type or "conflict").replace("-", " "), claim=claim.id, span=span, holder=material.holder(claim), stance=claim.stance,
                          date=material.date(claim))
                    for finding in conflicts for claim, span in [(material.claims[finding.claims[0]], finding.spans[0])])
    return Metric(id="disagreements", kind="disagreements", label="Disagreements", value=str(len(conflicts)),
                  note="both sentences side by side below", stance=None, readings=entries)


def _origins_metric(material: Material, groups: tuple[Group, ...]) -> Metric | None:
    """The claim that most reports tell, and how many origins stand behind it."""
    carried = [(len({material.claims[claim].document for claim in group.claims}), group) for group in groups]
    reports, group = max(carried, key=lambda item: (item[0], -len(item[1].origins), len(item[1].claims), item[1].id), default=(0, None))
    if reports < 2:
        return None
    first: dict[str, Claim] = {}
    for claim in group.claims:
        first.setdefault(material.claims[claim].document, material.claims[claim])
    entries = tuple(Entry(value=_short(claim.words), claim=claim.id, span=claim.content[0], holder=material.holder(claim), stance=claim.stance, date=material.date(claim))
                    for claim in first.values())
    origins = "1 origin" if len(group.origins) == 1 else f"{len(group.origins)} origins" if group.origins else "source not named"
    return Metric(id="origins", kind="origins", label="The claim told most often", value=f"{reports} reports, {origins}",
                  note=", ".join(material.name(origin) or origin for origin in group.origins), stance=None, readings=entries)
