"""A tiny picture of a metric's readings: how far numbers lie apart, or how a position moved."""

import math

import altair as alt
from altair.utils.schemapi import debug_mode

from briefing.dashboard.charts.calendar import in_words
from briefing.dashboard.palette import PALETTE, STANCE_SHAPES, STANCE_WORDS, stance_colour, theme
from briefing.model import Entry, Metric

MOST = 12
WIDE = 50  # from this ratio of highest to lowest on, the scale is logarithmic: beside "8 million", "1,500" would be nothing


def height_of(value: float, low: float, high: float) -> float:
    """0 to 1 between the lowest and the highest reading."""
    if high <= low:
        return 0.5
    if low > 0 and high / low > WIDE:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def reading(entry: Entry, x: float, low: float, high: float, dark: bool) -> dict:
    """One reading as a mark: a bar from its low to its high end, an open end as an arrow."""
    ends = [end for end in (entry.low, entry.high) if end is not None]
    first, last = (height_of(min(ends), low, high), height_of(max(ends), low, high)) if ends else (0.5, 0.5)
    up = entry.low is not None and entry.high is None
    down = entry.high is not None and entry.low is None
    return {
        "x": x,
        "y": first if not down else last,
        "first": first if not down else 0,
        "last": last if not up else 1.12,
        "bar": up or down or first != last,
        "up": up,
        "down": down,
        "claim": entry.claim,
        "colour": stance_colour(entry.stance, dark),
        "glyph": STANCE_SHAPES.get(entry.stance, ""),
        "Stance": STANCE_WORDS[entry.stance],
        "Date": in_words(entry.date),
        "Claim": entry.claim,
    }


def spread(metric: Metric, dark: bool = False, *, height: int = 64) -> alt.LayerChart | None:
    """Readings from left (oldest) to right, numbers from low to high; None without any. A click selects `claim`."""
    numbers = [entry for entry in metric.readings if entry.low is not None or entry.high is not None]
    entries = (numbers or metric.readings)[
        -MOST:
    ]  # beside numbers, "a significant number" has no place on the scale
    if not entries:
        return None
    ink = PALETTE[theme(dark)]
    ends = [end for entry in entries for end in (entry.low, entry.high) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    values = [
        reading(entry, (number + 0.5) / len(entries), low, high, dark) for number, entry in enumerate(entries)
    ]
    with debug_mode(False):  # see place_map
        pick = alt.selection_point(
            name="claim",
            fields=["claim"],
            on="click[event.item && event.item.datum && event.item.datum.claim]",
        )
        across = alt.X("x", type="quantitative", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
        up = lambda field: alt.Y(
            field, type="quantitative", scale=alt.Scale(domain=[-0.2, 1.2], nice=False, zero=False), axis=None
        )
        base = alt.Chart(alt.NamedData(name="readings")).encode(x=across, y=up("y"))
        quiet = dict(tooltip=None, aria=False)
        facts = [alt.Tooltip(fact, type="nominal") for fact in ("Date", "Stance", "Claim")]
        chart = (
            alt.layer(
                base.mark_line(stroke=ink["line"], strokeWidth=1.5, **quiet),
                base.transform_filter("datum.bar")
                .mark_rule(
                    strokeWidth=5, strokeCap="round", stroke={"expr": "datum.colour"}, opacity=0.45, **quiet
                )
                .encode(y=up("first"), y2=alt.Y2("last")),
                base.transform_filter("datum.up || datum.down")
                .mark_point(
                    shape={"expr": "datum.up ? 'triangle-up' : 'triangle-down'"},
                    size=70,
                    filled=True,
                    fill={"expr": "datum.colour"},
                    opacity=1,
                    **quiet,
                )
                .encode(y=up("end")),
                base.mark_point(
                    shape="circle",
                    size=230,
                    filled=True,
                    fill={"expr": "datum.colour"},
                    stroke=ink["tile"],
                    strokeWidth=1.5,
                    opacity=1,
                    cursor="pointer",
                )
                .encode(tooltip=facts, description=alt.Description("Stance", type="nominal"))
                .add_params(pick),
                base.transform_filter("datum.glyph !== ''").mark_point(
                    shape={"expr": "datum.glyph"},
                    size=230,
                    filled=False,
                    stroke=ink["tile"],
                    strokeWidth=1.9,
                    strokeCap="round",
                    strokeJoin="round",
                    opacity=1,
                    **quiet,
                ),
            )
            .properties(
                height=height,
                width="container",
                background="transparent",
                padding={"left": 2, "top": 0, "right": 2, "bottom": 0},
                autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            )
            .configure(view=alt.ViewConfig(stroke="transparent"))
        )
        for one in values:
            one["end"] = one["last"] if one["up"] else one["first"]
        chart.datasets = {"readings": values}
    return chart
