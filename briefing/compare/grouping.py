"""Which readings count one thing: those of one measure, thing, unit and place; another count under the same words is kept apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from briefing.compare.readings import Reading, entry_of
from briefing.compare.settling import overlap
from briefing.lexicon import word_set
from briefing.model import When

FAR = 5  # times that a count told before is larger, from which a smaller one by somebody else is another count …
SAME_FAR = 2  # … and by the same holder
ONE_BREATH = 300  # characters in which a second number belongs to the "since" of the first
Told = tuple[Reading, tuple, str | None]


def group_readings(
    told: Iterable[Told],
    settle: Callable[[list[Reading]], list[Reading]],
    dates: Mapping[str, tuple[When, ...]],
    texts: Mapping[str, str],
) -> Iterator[tuple[tuple, str | None, list[Reading]]]:
    """(measure, thing, unit, whether ahead, place), the day since when it counts where it is a count apart, and its readings; `settle` names their holders."""
    told = list(told)
    found: dict[tuple, list[Reading]] = defaultdict(list)
    parts = _parts(told)
    for reading, key, place in told:
        whose = entry_of(reading.figure.measure).get("of whom")
        found[*key, place if whose or place in parts else None].append(reading)
    for key, readings in _relatives(_joined(found)).items():
        readings = settle(list(_borne_out(readings)))
        apart = (
            {id(one) for one in readings if _is_outgrown(one, readings)}
            if entry_of(key[0])["course"] == "adds up"
            else set()
        )
        main = [one for one in readings if id(one) not in apart]
        if entry_of(key[0]).get("each"):
            yield from (((*key[:4], what), None, some) for what, some in _ballots(main, told, texts))
        elif main:
            yield key, None, main
        yield from (
            (key, day, some)
            for day, some in _since(
                sorted((one for one in readings if id(one) in apart), key=lambda one: one.at), dates, texts
            ).items()
        )


def _ballots(
    readings: list[Reading], told: list[Told], texts: Mapping[str, str]
) -> Iterator[tuple[str, list[Reading]]]:
    """Each vote told with both sides, or by two reports, and what was voted on: one number is one vote, whoever tells it."""
    found: dict[tuple, list[Reading]] = defaultdict(list)
    for one in readings:
        found[one.amount].append(one)
    for some in found.values():
        other = entry_of(some[0].figure.measure)["each"]
        whole = any(
            another.figure.measure == other and _in_one_sentence(one, another, texts)
            for one in some
            for another, _, _ in told
        )
        if whole or len({one.documents[0] for one in some}) > 1:
            named = Counter(one.figure.scope.quote for one in some if one.figure.scope)
            yield named.most_common(1)[0][0] if named else "", some


def _in_one_sentence(one: Reading, other: Reading, texts: Mapping[str, str]) -> bool:
    first, last = sorted((one.figure.span, other.figure.span), key=lambda span: span.start)
    between = texts[first.document][first.end : last.start] if first.document == last.document else ". "
    return len(between) <= ONE_BREATH and ". " not in between and "\n" not in between


def _parts(told: Iterable[Told]) -> frozenset[str | None]:
    """Places whose count is a part: some report gives another number of the same for elsewhere or for all."""
    by_report: dict[tuple, list[tuple[Reading, str | None]]] = defaultdict(list)
    for reading, key, place in told:
        if not reading.headline:
            by_report[reading.documents[0], key].append((reading, place))
    return frozenset(
        place
        for some in by_report.values()
        for reading, place in some
        if place
        and any(other != place and not overlap(reading.figure, another.figure) for another, other in some)
    )


def _joined(found: dict[tuple, list[Reading]]) -> dict[tuple, list[Reading]]:
    """Bare numbers ("the number has risen to 26") go to the one kind of thing that is counted under their measure."""
    for key in list(found):
        measure, thing, unit, ahead, place = key
        others = [
            other
            for other in found
            if other != key and (other[0], *other[2:]) == (measure, unit, ahead, place)
        ]
        if (
            thing == "people"
            and len(others) == 1
            and all(not reading.figure.counted for reading in found[key])
        ):
            found[others[0]] += found.pop(key)
        elif (
            thing in word_set("sizes", "own kind")
            and (whole := (measure, "people", unit, ahead, place)) in found
        ):
            alike = [one for one in found[key] if _is_no_part(one, found[whole])]
            found[whole] += alike
            found[key] = [one for one in found[key] if one not in alike]
    return {key: readings for key, readings in found.items() if readings}


def _is_no_part(one: Reading, whole: list[Reading]) -> bool:
    """Whether one kind of people is no fewer than all people told of by then: "36 men are below" where 33 miners were trapped."""
    told = [
        _value(other) for other in whole if other.last <= one.last and other.documents[0] != one.documents[0]
    ]
    return bool(told) and not one.headline and _value(one) >= max(told)


def _relatives(found: dict[tuple, list[Reading]]) -> dict[tuple, list[Reading]]:
    """A loose class goes to the firm one that the story has ("are held" to "detained"), and two classes that give one number to that told more often."""
    for key in sorted(found, key=str):
        entry = entry_of(key[0])
        wider = [other for other in ((name, *key[1:]) for name in entry.get("joins") or ()) if other in found]
        alike = [
            other
            for other in ((name, *key[1:]) for name in entry.get("joins alike") or ())
            if other in found
            and key in found
            and {_value(one) for one in found[key]} & {_value(one) for one in found[other]}
        ]
        if len(wider) == 1:
            found[wider[0]] += found.pop(key)
        elif alike:
            kept, lost = sorted(
                (key, alike[0]),
                key=lambda one: (-sum(not reading.headline for reading in found[one]), str(one)),
            )
            found[kept] += found.pop(lost)
    return found


def _borne_out(readings: list[Reading]) -> Iterator[Reading]:
    """All but headlines whose number is far above every one that their own report gives."""
    for one in readings:
        own = [
            _value(other)
            for other in readings
            if other.documents[0] == one.documents[0] and not other.headline
        ]
        if not (one.headline and own) or _value(one) < SAME_FAR * max(own):
            yield one


def _value(reading: Reading) -> float:
    return reading.figure.low or reading.figure.high or 0


def _is_outgrown(one: Reading, readings: list[Reading]) -> bool:
    """Whether a count that may only rise is far below one of an earlier day: it counts something else."""
    return any(
        not other.headline
        and other.last < one.last
        and other.figure.bound != "vague"
        and _value(other) >= _value(one) * (SAME_FAR if other.house == one.house else FAR)
        for other in readings
    )


def _since(
    apart: list[Reading], dates: Mapping[str, tuple[When, ...]], texts: Mapping[str, str]
) -> dict[str, list[Reading]]:
    """The readings that say since when they count, and those told right after them, by that day; others are of no series."""
    found: dict[str, list[Reading]] = defaultdict(list)
    last: tuple[Reading, str] | None = None
    for one in apart:
        near = (
            last is not None
            and not one.headline
            and last[0].documents[0] == one.documents[0]
            and abs(one.figure.span.start - last[0].figure.span.end) <= ONE_BREATH
        )
        day = _said_since(one, dates, texts) or (last[1] if near else None)
        if day:
            found[day].append(one)
            last = one, day
    return found


def _said_since(one: Reading, dates: Mapping[str, tuple[When, ...]], texts: Mapping[str, str]) -> str | None:
    """The day that "since" leads to in the rest of the sentence."""
    span, text = one.figure.span, texts[one.documents[0]]
    stop = min(
        (at for at in (text.find(mark, span.end) for mark in (". ", "\n")) if at >= 0), default=len(text)
    )
    return next(
        (
            when.value
            for when in dates[one.documents[0]]
            if when.value
            and when.span
            and span.end <= when.span.start < stop
            and text[: when.span.start].rstrip().endswith("since")
        ),
        None,
    )
