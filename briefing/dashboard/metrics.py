"""Headline metrics: a value as written, who holds it and when, how firmly, and a picture of how the readings spread."""

import math
from typing import assert_never

from briefing.dashboard.index import Index, kept, short_day
from briefing.dashboard.parts import chip, cut
from briefing.dashboard.phrases import count, day, finding_word
from briefing.dashboard.safe import Node, el
from briefing.model import Entry, Finding, Metric

DOTS = 12  # readings drawn in one picture
SIDE_BY_SIDE = 5


@kept(4)
def metrics(index: Index) -> Node:
    """All metric cards in one row."""
    return el("section.metrics", *(card(index, metric) for metric in index.summary.metrics))


def card(index: Index, metric: Metric) -> Node:
    """One metric. The value opens the words of its newest reading, each mark in its picture those of its own."""
    newest = latest(metric)
    match metric.kind:
        case "figure" | "planned figure":
            picture, go = spread(metric.readings), {"claim": newest.claim} if newest else None
        case "position":
            picture, go = turns(index, metric.readings), {"claim": newest.claim} if newest else None
        case "disagreements":
            picture, go = kinds(index), {"page": "evidence", "kind": "conflict"}
        case "origins":
            first = next((entry.claim for entry in metric.readings if entry.claim in index.claims), None)
            picture, go = (
                told(index, metric.readings) if first else voices(index),
                {"claim": first} if first else {"page": "sources"},
            )
        case _:
            assert_never(metric.kind)
    said = (
        el(
            "span.stood",
            el("span.date", short_day(index, newest.date)) if newest.date else None,
            chip(metric.stance),
        )
        if newest
        else None
    )
    held = (
        el("span.holder", cut(metric.note, 90), hint=metric.note) if metric.kind != "disagreements" else None
    )
    return el(
        "div.metric",
        el("span.label", metric.label),
        el(
            "span.value" + ".long" * (len(metric.value) > 16) + ".wraps" * (len(metric.value) > 21),
            cut(metric.value, 80),
            go=go,
        ),
        el("span.note", held, said) if held or said else None,
        picture,
    )


def latest(metric: Metric) -> Entry | None:
    """The reading its value was taken from: the newest, a number before words like "scores"."""
    if metric.kind not in ("figure", "planned figure", "position"):
        return None
    exact = [entry for entry in metric.readings if entry.low is not None or entry.high is not None]
    return next(reversed(exact or metric.readings), None)


def spread(readings: tuple[Entry, ...]) -> Node | None:
    """Readings on one scale from the lowest to the highest number; an open end runs off the scale as an arrow."""
    known = [entry for entry in readings if entry.low is not None or entry.high is not None][-DOTS:]
    if not known:
        return None
    ends = [end for entry in known for end in (entry.low, entry.high) if end is not None]
    low, high = min(ends), max(ends)
    wide = (
        low > 0 and high / low > 50
    )  # "1,500" beside "8 million": on a plain scale the small ones would be one dot

    def at(number: float) -> float:
        if low == high:
            return 0
        return 100 * (
            (math.log(number / low) / math.log(high / low)) if wide else (number - low) / (high - low)
        )

    dots = []
    for entry in known:
        first = at(entry.low if entry.low is not None else low)
        last = at(entry.high) if entry.high is not None else 100
        open_end = ".open" if entry.high is None or entry.low is None else ""
        beside = sum(
            dot["s"]["--x"] == round(first, 3) for dot in dots
        )  # two readings of one number stand side by side
        if beside >= SIDE_BY_SIDE:
            continue  # counted below; a row of them would leave the tile
        hint = " · ".join(filter(None, (entry.value, entry.holder, day(entry.date))))
        dots.append(
            el(
                f"span.dot.{entry.stance}{open_end}",
                el("i.shape", mark=entry.stance),
                go={"claim": entry.claim},
                hint=hint,
                x=first,
                w=max(0, last - first),
                n=beside if first <= 50 else -beside,
            )
        )
    return el(
        "div.spread",
        el("div.track", *dots),
        el(
            "small.ends",
            el("span", short(low)),
            el("span", short(high)) if high > low else None,
            el("span.n", count(len(known), "reading")),
        ),
    )


def turns(index: Index, readings: tuple[Entry, ...]) -> Node | None:
    """Positions in the order they were taken."""
    if not readings:
        return None
    return el("div.turns", *(turn(index, entry) for entry in readings[-DOTS:]))


def turn(index: Index, entry: Entry) -> Node:
    """One position: its mark and its day."""
    return el(
        f"span.turn.{entry.stance}",
        el("i.shape", mark=entry.stance),
        el("small", short_day(index, entry.date) or "undated"),
        go={"claim": entry.claim},
        hint=" · ".join(filter(None, (entry.value, entry.holder))),
    )


def kinds(index: Index) -> Node:
    """How many disagreements there are of each kind; each line opens the first of them."""
    found: dict[str, list[Finding]] = {}
    for finding in index.summary.findings:
        if finding.kind == "conflict":
            found.setdefault(finding_word(finding), []).append(finding)
    return el(
        "div.voices",
        *(
            el("div.voice", el("span.name", el("b", str(len(same))), f" {words}", go={"finding": same[0].id}))
            for words, same in list(found.items())[:4]
        ),
    )


def told(index: Index, readings: tuple[Entry, ...]) -> Node:
    """One claim: the reports that carry it as squares, each opening its own words, over the origins behind them as dots."""
    claim = next(index.claims[entry.claim] for entry in readings if entry.claim in index.claims)
    origins = {
        id
        for entry in readings
        for group in index.groups_of.get(entry.claim, ())
        if claim.id in group.claims
        for id in group.origins
    }
    return el(
        "div.voices",
        el("q.words.clamped", cut(claim.words, 110), hint=claim.words),
        None
        if not origins
        else el(
            "div.voice",
            *(
                el(
                    "span.report",
                    hint=f"{index.outlet(entry.span.document)}: {cut(entry.span.quote, 90)}",
                    go={"claim": entry.claim},
                )
                for entry in readings[:DOTS]
            ),
            el("span.n", "from"),
            *(el("i.voice") for _ in sorted(origins)[:DOTS]),
        ),
    )


def voices(index: Index) -> Node:
    """Each origin as a row of the reports that carry it."""
    rows = [
        el(
            "div.voice",
            el("span.name", cut(origin.name, 34)),
            *(el("i.report") for _ in origin.documents[:DOTS]),
        )
        for origin in sorted(
            index.summary.origins, key=lambda origin: (not origin.resolved, -len(origin.documents), origin.id)
        )
        if origin.resolved
    ][:3]
    return el("div.voices", *rows)


def short(number: float) -> str:
    """A number as a scale shows it: 1,500, 10,000, 8 million."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if number >= size:
            return f"{number / size:.3g} {word}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"
