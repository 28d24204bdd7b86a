"""The headline metrics: counts with their course, changes of position, disagreements, origins against outlets."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from briefing.compare.readings import Reading, entry_of
from briefing.compare.series import Series
from briefing.extract.figures.numbers import read_numbers
from briefing.interval import label as day_label
from briefing.lexicon import read_lexicon
from briefing.model import Claim, Entry, Finding, Group, Metric, Span
from briefing.summary.material import Material, day
from briefing.summary.quotable import reads_alone
from briefing.summary.standing import is_told_whole

FIGURES_AT_MOST = 5
FIGURES_AT_LEAST = 3  # so many are shown where counts of one thing are told with different verbs
METRICS_AT_MOST = 6
ENOUGH = 3  # tiles beside which the number of disagreements would only repeat the digest
CURRENCIES = frozenset(read_lexicon("figures")["currencies"])  # "Rs 10 lakh" keeps its capital
FEW = 2  # reports of a story in which what one of them opens with is worth a tile
TILE_WORDS = 4
OTHERS_NAMED = 2
ONE_BREATH = 400  # characters in which a toll and who is missing are told together
BESIDE = timedelta(days=7)  # how old another holder's count may be to stand beside the newest


def choose_metrics(
    material: Material,
    groups: tuple[Group, ...],
    findings: tuple[Finding, ...],
    series: tuple[Series, ...] = (),
) -> tuple[Metric, ...]:
    """At most six metrics: counts first, then a position that changed, origins; how many disagreements only where little else stands."""
    chosen = [_figure_metric(material, one) for one in _told(series, len(material.documents))]
    chosen += list(_position_metrics(material, findings))[:1]
    origins = [told] if (told := _origins_metric(material, groups)) else []
    if len(chosen) + len(origins) < ENOUGH and (differ := _disagreements(material, findings)):
        chosen.append(differ)  # the digest beside the bottom line says the same
    return tuple((chosen + origins)[:METRICS_AT_MOST])


# ---------------------------------------------------------------- counts


def _told(series: Sequence[Series], reports: int) -> list[Series]:
    """The counts worth a tile: with two readings or a title or lead behind them, and a number; those most reports tell first."""
    worth = [one for one in series if one.newest.figure.bound != "vague" and _is_told(one, reports)]
    worth += [one for one in series if one not in worth and _is_beside(one, worth)]
    order = list(read_lexicon("quantities"))

    def weight(one: Series) -> tuple:
        return (
            -2 * len(one.documents) - min(2, sum(reading.lead for reading in one.readings)),
            one.ahead,
            -len(one.readings),
            order.index(one.measure.removeprefix("feared ")),
            one.id,
        )

    chosen: list[Series] = []
    for one in sorted(worth, key=weight):
        if entry_of(one.measure).get("of whom"):  # both sides of a race, or neither
            rivals = sorted(
                (other for other in worth if other.measure == one.measure),
                key=lambda other: -(other.newest.figure.low or 0),
            )[:2]
            if one not in chosen and len(rivals) == 2 and len(chosen) + 2 <= FIGURES_AT_MOST:
                chosen += [other for other in rivals if other not in chosen]
        elif not any(
            other.measure == one.measure and other.whole and not one.whole and other.ahead == one.ahead
            for other in chosen
        ):
            chosen.append(one)  # "21 crew on board" beside "208 people on board" is a part
    more = [one for one in sorted(series, key=weight) if one not in chosen and _is_shared(one, series)]
    return (chosen + more[: max(0, FIGURES_AT_LEAST - len(chosen))])[:FIGURES_AT_MOST]


def _is_beside(one: Series, worth: Sequence[Series]) -> bool:
    """Whether people come to harm who are counted right beside the newest toll: "47 dead and 164 injured. Three are still missing."."""
    if (
        not entry_of(one.measure).get("harm")
        or one.measure.startswith("feared ")
        or one.scope
        or one.ahead
        or one.newest.figure.bound == "vague"
    ):
        return False
    return any(
        entry_of(other.measure).get("harm")
        and not other.scope
        and reading.documents[0] == one.newest.documents[0]
        and abs(reading.figure.span.start - one.newest.figure.span.start) <= ONE_BREATH
        for other in worth
        for reading in (other.newest, *other.newest.copies)
    )


def _is_shared(one: Series, series: Sequence[Series]) -> bool:
    """Whether a named holder counts what another report counts, too, even if that says something else of it:
    "1,500 troops were sent", "around 10,000 troops have arrived"."""
    if one.thing in ("", "people") or one.scope or one.falls:
        return False
    told = frozenset().union(*(other.documents for other in series if other.thing == one.thing))
    return len(told) > 1 and one.newest.named and one.newest.figure.bound != "vague"


def _is_told(series: Series, reports: int) -> bool:
    """Whether two reports or holders, or a title or lead, stand behind a count; a loose class needs a number or holder that two reports share."""
    if entry_of(series.measure).get("of whom"):
        return series.scope is not None and len(series.readings) > 1
    if series.scope is not None:
        return False
    if entry_of(series.measure).get("each"):
        return True
    if entry_of(series.measure).get("weak"):
        shared = Counter(
            key
            for reading in series.readings
            for key in {reading.amount, reading.house}
            for _ in reading.documents
        )
        return len(series.documents) > 1 and max(shared.values()) > 1
    if series.falls and not any(reading.named for reading in series.readings):
        return False  # of several events, as it seems
    lead = any(
        reading.headline or reading.lead and reports <= FEW
        for reading in (one for reading in series.readings for one in (reading, *reading.copies))
    )
    return len(series.documents) > 1 or len(series.readings) > 1 or lead


def _figure_metric(material: Material, series: Series) -> Metric:
    entries = tuple(_entry(material, reading) for reading in series.readings)
    return Metric(
        id=series.id,
        kind="planned figure" if series.ahead else "figure",
        label=series.label,
        value=entries[-1].value,
        note=_note(series, entries),
        stance=entries[-1].stance,
        readings=entries,
    )


def _entry(material: Material, reading: Reading) -> Entry:
    figure, claim = reading.figure, material.claims[reading.claim]
    exact = figure.bound != "vague"  # "scores" is no 40 on a scale
    return Entry(
        value=value_of(figure.span.quote, figure.unit if figure.counted and figure.unit != "%" else ""),
        claim=claim.id,
        span=figure.span,
        holder=reading.holder,
        stance=claim.stance if figure.stance == "claimed" else figure.stance,
        date=_date(reading),
        low=figure.low if exact else None,
        high=figure.high if exact else None,
    )


def value_of(quote: str, counted: str = "") -> str:
    """The amount of a figure's words, without what is counted, in digits where they spell it: "at least nine people" → "at least 9"."""
    cut = quote.rfind(counted) if counted else -1
    words = re.sub(r"(?:\s+of)?[\s-]*$", "", quote[:cut] if cut > 0 else quote)
    number = next(read_numbers(words), None)
    if (
        number
        and number.spelled
        and number.low is not None
        and number.low == number.high
        or number
        and number.spelled
        and (number.low is None) != (number.high is None)
    ):
        amount = number.low if number.low is not None else number.high
        if number.bound != "vague" and number.unit != "%" and amount == int(amount):
            words = words[: number.first] + f"{int(amount):,}" + words[number.last :]
    words = " ".join(re.split(r"\s+of\b", words)[0].split()) or quote
    return (
        words[:1].lower() + words[1:]
        if words[:1].isupper() and words[1:2].islower() and words.split()[0] not in CURRENCIES
        else words
    )


def _date(reading: Reading) -> str | None:
    if not reading.day or not (last := reading.day.last or reading.day.first):
        return None
    return last.isoformat()


def _note(series: Series, entries: Sequence[Entry]) -> str:
    """Who holds the newest value, how it moved by the same holder, and who gives another of that time."""
    shown, newest = series.newest, entries[-1]
    before = [
        (reading, entry)
        for reading, entry in zip(series.readings, entries)
        if reading.house == shown.house
        and reading.named
        and reading.last < shown.last
        and reading.amount != shown.amount
        and entry.low is not None
    ]
    note = newest.holder
    if before and newest.low is not None:
        entry = before[-1][1]
        way = "up" if newest.low > entry.low else "down" if newest.low < entry.low else "after"
        note += f", {way} from {entry.value} on {day_label(entry.date, year=False)}" if way != "after" else ""
    others = [entry for reading, entry in _others(series, entries)] if series.course != "open" else []
    return "; ".join([note, *(f"{entry.holder}: {entry.value}" for entry in others[:OTHERS_NAMED])])


def _others(series: Series, entries: Sequence[Entry]) -> Iterable[tuple[Reading, Entry]]:
    """The newest reading of every other named holder that differs from the one shown."""
    last: dict[str, tuple[Reading, Entry]] = {}
    for reading, entry in zip(series.readings, entries):
        if (
            reading.named
            and not reading.headline
            and reading.house != series.newest.house
            and reading.figure.bound != "vague"
        ):
            last[reading.house] = reading, entry
    return [
        (reading, entry)
        for reading, entry in last.values()
        if reading.amount != series.newest.amount and series.newest.last - reading.last <= BESIDE
    ]


# ---------------------------------------------------------------- positions, disagreements, origins


def _position_metrics(material: Material, findings: tuple[Finding, ...]) -> Iterator[Metric]:
    for finding in findings:
        if finding.kind != "change":
            continue
        sides = sorted(
            ((material.claims[claim], span) for claim, span in zip(finding.claims, finding.spans)),
            key=lambda side: (day(material.date(side[0])), side[0].id),
        )
        entries = tuple(_position(material, claim, span) for claim, span in sides)
        if any(len(entry.span.quote.split()) > TILE_WORDS for entry in entries):
            continue  # words cut short say nothing of a position
        holder = material.actors.get(sides[-1][0].actor or "")
        organisation = (
            material.name(holder.organisation or holder.country)
            if holder and holder.kind == "person"
            else None
        )
        name = organisation or (holder.name if holder else entries[-1].holder)
        yield Metric(
            id=f"position-{finding.id}",
            kind="position",
            label=f"Position of {name}",
            value=f"{entries[0].value} → {entries[-1].value}",
            note=entries[-1].holder,
            stance=entries[-1].stance,
            readings=entries,
        )


def _position(material: Material, claim: Claim, span: Span) -> Entry:
    words = (
        claim.cue or span
        if claim.stance in ("confirmed", "denied")
        else next((hedge for hedge in claim.hedges if hedge.within(span)), span)
    )
    return Entry(
        value=_short(words.quote),
        claim=claim.id,
        span=words,
        holder=material.holder(claim),
        stance=claim.stance,
        date=material.date(claim),
    )


def _short(words: str) -> str:
    """The first words of a quote, few enough to be read on a tile."""
    some = words.split()
    return words if len(some) <= TILE_WORDS else " ".join(some[:TILE_WORDS]) + " …"


def _disagreements(material: Material, findings: tuple[Finding, ...]) -> Metric | None:
    conflicts = [finding for finding in findings if finding.kind == "conflict"]
    if not conflicts:
        return None
    entries = tuple(
        Entry(
            value=(finding.type or "conflict").replace("-", " "),
            claim=claim.id,
            span=span,
            holder=material.holder(claim),
            stance=claim.stance,
            date=material.date(claim),
        )
        for finding in conflicts
        for claim, span in [(material.claims[finding.claims[0]], finding.spans[0])]
    )
    return Metric(
        id="disagreements",
        kind="disagreements",
        label="Disagreements",
        value=str(len(conflicts)),
        note="both sentences side by side below",
        stance=None,
        readings=entries,
    )


def _origins_metric(material: Material, groups: tuple[Group, ...]) -> Metric | None:
    """The claim that most reports tell, in words that can be read alone, and how many origins stand behind it; none where no origin is named."""
    told = [
        (len({material.claims[claim].document for claim in group.claims}), group)
        for group in groups
        if group.origins
    ]
    told = [
        (reports, group, shown)
        for reports, group in told
        if reports > 1 and (shown := _readable(material, group))
    ]
    reports, group, shown = max(
        told,
        key=lambda item: (item[0], -len(item[1].origins), len(item[1].claims), item[1].id),
        default=(0, None, None),
    )
    if group is None or _numbers_differ([material.claims[claim] for claim in group.claims]):
        return None
    first = {shown.document: shown}  # its words stand on the tile
    for claim in group.claims:
        first.setdefault(material.claims[claim].document, material.claims[claim])
    entries = tuple(
        Entry(
            value=_short(claim.words),
            claim=claim.id,
            span=claim.content[0],
            holder=material.holder(claim),
            stance=claim.stance,
            date=material.date(claim),
        )
        for claim in first.values()
    )
    origins = "1 origin" if len(group.origins) == 1 else f"{len(group.origins)} origins"
    return Metric(
        id="origins",
        kind="origins",
        label="The claim told most often",
        value=f"{reports} reports, {origins}",
        note=", ".join(material.name(origin) or origin for origin in group.origins),
        stance=None,
        readings=entries,
    )


def _readable(material: Material, group: Group) -> Claim | None:
    """The first claim of a group that a stranger understands from its words alone; one in a report's body before a headline."""
    claims = [material.claims[id] for id in group.claims]
    found = [
        claim
        for claim in claims
        if claim.stance != "denied" and reads_alone(claim, None) and is_told_whole(claim)
    ]
    return min(found, key=lambda claim: (claim.headline, claims.index(claim)), default=None)


def _numbers_differ(claims: list[Claim]) -> bool:
    """Whether two claims give one measure in other numbers: they do not tell the same."""
    told: dict[str, set[tuple]] = {}
    for claim in claims:
        for figure in claim.figures:
            if figure.measure and figure.role == "reading":
                told.setdefault(figure.measure, set()).add((figure.low, figure.high))
    return any(len(amounts) > 1 for amounts in told.values())
