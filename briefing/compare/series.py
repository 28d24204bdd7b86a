"""Readings of one count, in order: the same measure of the same thing, in the same place, whoever tells it and when."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.compare.amounts import explain_amounts
from briefing.compare.desk import Desk
from briefing.compare.frame import Frame
from briefing.compare.grouping import group_readings
from briefing.compare.origins import Voice
from briefing.compare.readings import Reading, entry_of, find_readings
from briefing.compare.settling import overlap
from briefing.interval import label as day_label
from briefing.lexicon import word_set

NEAR = timedelta(days=1)  # counts so close are of one time: of whoever counts most often
MORE = 1.5  # times that an outlet's own count may exceed the one that it goes on from


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of one count, oldest first; the one to be shown stands last."""

    id: str
    measure: str
    thing: str  # "people", "troop", one kind of people, a thing; "" where the measure says it
    unit: str  # a currency, "%", a measure; "" where heads are counted
    label: str  # in a reader's words
    scope: str | None  # id of the place it is bound to, where that is a part of the whole
    ahead: bool  # intended, not done
    readings: tuple[Reading, ...]

    @property
    def whole(self) -> bool:
        """Whether people at large, troops or things are counted, not one kind of people."""
        return self.thing not in word_set("sizes", "own kind") | {"passenger"}

    @property
    def falls(self) -> bool:
        """Whether a count that can only rise is lower on a later day."""
        low = [
            reading.figure.low or reading.figure.high or 0
            for reading in self.readings
            if not reading.headline
        ]
        return self.course == "adds up" and any(later < before for before, later in zip(low, low[1:]))

    @property
    def newest(self) -> Reading:
        return self.readings[-1]

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(document for reading in self.readings for document in reading.documents)

    @property
    def course(self) -> str:
        return entry_of(self.measure)["course"]


def find_series(desk: Desk, voices: Mapping[str, Voice], frame: Frame) -> tuple[Series, ...]:
    """Every series of the story, those that most reports carry first; a series may have one reading."""
    carried = Counter(voice.origin for voice in voices.values())
    told = [
        pair
        for extraction in explain_amounts(desk.extractions)
        for pair in find_readings(desk, extraction, voices, frame)
    ]
    names = {actor.id: actor.name for actor in desk.cast.actors.values()}
    texts = {id: document.text for id, document in desk.documents.items()}
    groups = group_readings(told, lambda readings: _one_house(_vouched_for(readings)), desk.dates_in, texts)
    series = [_series(key, since, readings, carried, names) for key, since, readings in groups]
    return tuple(sorted(series, key=lambda one: (-len(one.documents), -len(one.readings), one.id)))


def _vouched_for(readings: list[Reading]) -> list[Reading]:
    """A number held by "a hospital" or "the operator" is held by whom another report names for it, where all name one.

    Whoever gives several numbers ("the company said 2, then 6 million") counts by itself."""
    by_name: dict[tuple, dict[str, str]] = defaultdict(dict)
    amounts: dict[str, set[tuple]] = defaultdict(set)
    for reading in readings:
        amounts[reading.house].add(reading.amount)
        if reading.proper:
            by_name[reading.amount][reading.house] = reading.holder
    found = []
    for one in readings:
        known = (
            list(by_name[one.amount].items())
            if one.named and not one.proper and len(amounts[one.house]) == 1
            else []
        )
        found.append(replace(one, house=known[0][0], holder=known[0][1]) if len(known) == 1 else one)
    return found


def _one_house(readings: list[Reading]) -> list[Reading]:
    """One holder is one house, however it is named: "the navy", "navy chiefs", "Chilean Navy"; where two fit, neither is taken."""

    def words(name: str) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", name.lower().replace(".", ""))) - {
            "the",
            "a",
            "an",
            "of",
            "s",
            "and",
            "for",
        }

    names = {reading.house: words(reading.holder) for reading in readings if reading.named}
    into: dict[str, str] = {}
    for house, own in names.items():
        wider = {names[other]: other for other in names if other != house and own and own < names[other]}
        longest = [other for some, other in wider.items() if not any(some < more for more in wider)]
        if len({names[other] for other in longest}) == 1:
            into[house] = longest[0]
        elif same := [other for other in names if names[other] == own]:
            into[house] = same[0]
    told = Counter((into.get(one.house, one.house), one.holder) for one in readings)
    best = {house: name for (house, name), _ in reversed(told.most_common())}
    return [
        replace(one, house=(house := into.get(one.house, one.house)), holder=best[house]) for one in readings
    ]


# ---------------------------------------------------------------- a series


def _series(
    key: tuple,
    since: str | None,
    readings: list[Reading],
    carried: Mapping[str, int],
    names: Mapping[str, str],
) -> Series:
    measure, thing, unit, ahead, place = key
    told = _once(readings)
    entry = entry_of(measure)
    rising = entry["course"] == "adds up"

    def later(reading: Reading) -> tuple:
        return reading.last, (reading.figure.low or reading.figure.high or 0) if rising else 0, reading.at

    told = sorted(told, key=later)
    shown = _shown(told, carried, later, entry["course"])
    told = [reading for reading in told if reading is not shown] + [shown]
    counted = unit if unit.isalpha() and "measure" in entry.get("of", "") else thing  # "Hectares burnt"
    label = _label(entry["label"], counted, told, ahead, measure.startswith("feared "))
    if " a " in unit:
        label += unit[unit.index(" a ") :]  # "Cost a day"
    if entry.get("each"):
        label, place = f"{label}: {place}" if place else label, None
    if entry.get("of whom") and place:
        label = f"{label}: {names.get(place, place)}"
    if since:
        label += f" since {day_label(since, year=False).removeprefix('since ')}"
    which = f"{shown.figure.low or 0:.0f}" if entry.get("each") else ""
    id = re.sub(
        r"\W+",
        "-",
        " ".join(
            filter(
                None,
                (
                    "figure",
                    measure,
                    thing,
                    unit.strip("$"),
                    "ahead" if ahead else "",
                    place or "",
                    since or "",
                    which,
                ),
            )
        ).lower(),
    ).strip("-")
    return Series(id, measure, thing, unit, label, place, ahead, tuple(told))


def _once(readings: list[Reading]) -> list[Reading]:
    """Each number of a holder and day once, with all reports that carry it; an outlet's own words add nothing to a count of someone named."""
    kept: dict[tuple, Reading] = {}
    named = {reading.amount for reading in readings if reading.named}
    for reading in sorted(readings, key=lambda one: (one.headline, not one.named)):
        if not reading.named and reading.amount in named:
            key = next(key for key, other in kept.items() if other.named and other.amount == reading.amount)
        elif reading.headline and (
            same := [
                key
                for key, other in kept.items()
                if other.amount == reading.amount and other.documents[0] == reading.documents[0]
            ]
        ):
            key = same[0]
        else:
            key = reading.house, reading.last, *reading.amount
        before = kept.get(key)
        documents = (
            tuple(dict.fromkeys((*before.documents, *reading.documents))) if before else reading.documents
        )
        copies = (*before.copies, reading) if before else ()
        kept[key] = replace(
            before or reading,
            documents=documents,
            copies=copies,
            lead=reading.lead or bool(before and before.lead),
        )
    return list(kept.values())


def _shown(told: list[Reading], carried: Mapping[str, int], later, course: str) -> Reading:
    """The newest reading; of those of one time, that of the holder who has counted most often, then the later one, then the one carried most."""
    exact = (
        [reading for reading in told if reading.figure.bound != "vague" and not reading.headline]
        or [r for r in told if r.figure.bound != "vague"]
        or told
    )
    newest = max(reading.last for reading in exact)
    counts = Counter(
        house for house, _, _ in {(reading.house, reading.last, reading.amount) for reading in exact}
    )
    weight: Counter[str] = Counter()
    for reading in exact:
        weight[reading.house] += len(reading.documents)
    within = (
        timedelta() if course == "stays" else NEAR
    )  # another measure of one value, taken later, is a revision
    near = [reading for reading in exact if newest == date.min or newest - reading.last <= within]
    best = max(
        near,
        key=lambda one: (
            course != "adds up" and _goes_on(one, near, course),
            one.named or _goes_on(one, near, course),
            counts[one.house],
            one.last,
            weight[one.house],
            _official(one.holder),
            carried[one.house],
            -near.index(one),
        ),
    )
    return max((one for one in near if one.house == best.house), key=later)


def _goes_on(one: Reading, near: list[Reading], course: str) -> bool:
    """Whether an outlet's own count goes on from those of the day before: "six are in custody" after "five", "more than 21,000" after "21,300"."""
    before = [other for other in near if other is not one and other.last < one.last]
    if course != "adds up":
        return bool(before) and all(
            overlap(one.figure, other.figure) or course == "varies" and _is_near(one, other)
            for other in before
        )
    low, most = one.figure.low or 0, max((other.figure.low or 0 for other in before), default=0)
    return bool(before) and most <= low <= MORE * most


def _is_near(one: Reading, other: Reading) -> bool:
    """Whether a count that rises and falls may have become another within a day: 33 trapped, then 28."""
    low, high = sorted((one.figure.low or one.figure.high or 0, other.figure.low or other.figure.high or 0))
    return high <= 2 * low


def _official(holder: str) -> bool:
    """Whether a holder counts because it is its office to: police, a ministry, a survey."""
    return bool(word_set("sizes", "official").intersection(re.findall(r"\w+", holder.lower())))


def _label(pattern: str, thing: str, told: list[Reading], ahead: bool, feared: bool) -> str:
    """The label of the measure with what is counted: "People killed", "Houses destroyed"."""
    if thing == "people":
        what = "People"
    elif thing == "troop":
        what = "Troops"
    else:
        words = [reading.figure.unit.split(" of ")[0].split() for reading in told if reading.figure.unit]
        last = Counter(some[-1].lower() for some in words if some).most_common(1)
        nation, _, kind = thing.rpartition(" ")
        what = last[0][0] if last else kind
        what = f"{nation} {what}" if nation and nation[:1].isupper() else what.capitalize()
    label = pattern.replace("{}", what)
    return ("Feared: " + label[:1].lower() + label[1:] if feared else label) + (" (planned)" if ahead else "")
