"""What happened against when it became known: a strip for the briefing, and a chart with a lane for each report."""

import unicodedata
from dataclasses import dataclass

import altair as alt
from altair.utils.schemapi import debug_mode

from briefing.dashboard.charts.calendar import (
    MARGIN,
    Calendar,
    Stretch,
    in_words,
    make_calendar,
    read_stretch,
    ticks,
)
from briefing.dashboard.palette import PALETTE, STANCE_COLOURS, theme

FONT = '"Source Sans", "Source Sans 3", sans-serif'
CLOCKS = {"happened": "happened", "said": "said", "published": "published"}
BASES = {
    "stated": "date stated in the report",
    "set": "date set by the editor",
    "inferred": "date worked out from the words",
    "unknown": "date not known",
}
MOST_LANES, MOST_DOTS = 24, 400
NOMINAL = 760  # pixels of width for which dots of one lane are stacked
DOT, STACK = 13, 15  # pixels: a dot's diameter, and from one to the next above it
AXIS, HEAD = 26, 24  # pixels: for dates below, and for the words at the head of a lane


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry that can be drawn: its stretch, and the entry."""

    stretch: Stretch
    entry: object


def drawable(entries) -> list[Dot]:
    """Entries with a date, oldest first, the newest ones where they are too many."""
    dots = [Dot(stretch, entry) for entry in entries if (stretch := read_stretch(entry.when.value))]
    dots.sort(
        key=lambda dot: (
            dot.stretch.start,
            dot.stretch.end,
            dot.entry.clock,
            dot.entry.document,
            dot.entry.claim or "",
        )
    )
    return dots[-MOST_DOTS:]


def calendar_of(dots: list[Dot]) -> Calendar:
    """The calendar all rows of a chart share."""
    return make_calendar([(dot.stretch, dot.entry.clock != "happened") for dot in dots])


def row(dot: Dot, calendar: Calendar, y: float, count: int = 1) -> dict:
    """A mark for one entry: our own words and ids only."""
    stretch, entry = dot.stretch, dot.entry
    until = calendar.right if stretch.open_end else calendar.x(stretch.end)
    since = calendar.left if stretch.open_start else calendar.x(stretch.start)
    long = entry.clock != "published" and (stretch.long or stretch.open_end or stretch.open_start)
    more = f" and {count - 1} more" if count > 1 else ""
    return {
        "x": since
        if stretch.open_end
        else until
        if stretch.open_start
        else round((since + until) / 2, 4)
        if not long
        else since,
        "x2": until,
        "since": since,
        "y": y,
        "clock": entry.clock,
        "long": long,
        "open": (1 if stretch.open_end else -1 if stretch.open_start else 0) * long,
        "claim": entry.claim or "",
        "When": in_words(entry.when.value),
        "Clock": CLOCKS[entry.clock],
        "Known": BASES[entry.when.basis],
        "Report": entry.document,
        "Claim": (entry.claim or "none") + more,
        "count": count,
    }


def spread_out(rows: list[dict], step: float) -> list[int]:
    """A level for each row so that none covers another; rows must be in order of their left end."""
    ends: list[float] = []
    levels = []
    for one in rows:
        left, right = min(one["since"], one["x"]), max(one["x2"], one["x"]) if one["long"] else one["x"]
        level = next((level for level, end in enumerate(ends) if end + step <= left), len(ends))
        ends[level : level + 1] = [right]
        levels.append(level)
    return levels


def timeline(entries, documents=(), *, dark: bool = False, font: str = FONT) -> alt.LayerChart | None:
    """A lane for each report: above its line what happened, below it what was said, a bar where it was published. A click selects `claim`."""
    dots = drawable(entries)
    if not dots:
        return None
    calendar = calendar_of(dots)
    published = {dot.entry.document: dot.stretch.start for dot in dots if dot.entry.clock == "published"}
    ids = sorted(
        {dot.entry.document for dot in dots},
        key=lambda id: (published.get(id) is None, published.get(id), id),
    )[-MOST_LANES:]
    outlets = {card.id: card.outlet for card in documents}
    marks, lanes, y = [], [], float(HEAD)
    for id in ids:
        above = [
            row(dot, calendar, 0)
            for dot in dots
            if dot.entry.document == id and dot.entry.clock == "happened"
        ]
        below = [
            row(dot, calendar, 0) for dot in dots if dot.entry.document == id and dot.entry.clock == "said"
        ]
        high, low = (spread_out(rows, DOT / NOMINAL * 1.15) for rows in (above, below))
        line = y + HEAD + STACK * (max(high, default=-1) + 1.5) + 4
        for one, level in zip(above, high):
            one["y"] = line - STACK * (level + 1.1)
        for one, level in zip(below, low):
            one["y"] = line + STACK * (level + 1.1)
        bars = [
            row(dot, calendar, line)
            for dot in dots
            if dot.entry.document == id and dot.entry.clock == "published"
        ]
        outlet = plain(outlets.get(id) or "")
        lanes.append(
            {
                "y": line,
                "top": y + 10,
                "words": " · ".join(filter(None, (f"report {id}", outlet, publication(dots, id)))),
                "x": calendar.left,
                "x2": calendar.right,
            }
        )
        marks += above + below + bars
        y = line + STACK * (max(low, default=-1) + 1.5) + 12
    height = round(y + AXIS)
    return draw(marks, lanes, calendar, height, dark, font)


def publication(dots: list[Dot], id: str) -> str:
    """When a report was published, in words."""
    dot = next((dot for dot in dots if dot.entry.document == id and dot.entry.clock == "published"), None)
    if dot is None:
        return "date of publication not known"
    words = in_words(dot.entry.when.value)
    return (
        f"published {words.removeprefix('until ')} at the latest"
        if dot.stretch.open_start
        else f"published {words}"
    )


def timeline_strip(
    entries, documents=(), *, dark: bool = False, height: int = 110, font: str = FONT
) -> alt.LayerChart | None:
    """Three rows, one for each clock; entries of one date are one dot that grows. A click selects the `claim` of the first."""
    dots = drawable(entries)
    if not dots:
        return None
    calendar = calendar_of(dots)
    lanes, marks = [], []
    gap = (height - AXIS) / 3
    for number, clock in enumerate(CLOCKS):
        y = gap * (number + 0.5) + 2
        lanes.append(
            {"y": y, "top": y, "words": "", "clock": CLOCKS[clock], "x": calendar.left, "x2": calendar.right}
        )
        together: dict[tuple, list[Dot]] = {}
        for dot in dots:
            if dot.entry.clock == clock:
                together.setdefault(
                    (
                        dot.stretch.start.date(),
                        dot.stretch.end.date() if dot.stretch.long else None,
                        dot.stretch.open_end,
                        dot.stretch.open_start,
                    ),
                    [],
                ).append(dot)
        marks += [row(same[0], calendar, y, len(same)) for same in together.values()]
    return draw(marks, lanes, calendar, height, dark, font, names=list(CLOCKS.values()))


def plain(text: str) -> str:
    """An outlet's name as one short line without marks that turn or hide it."""
    kept = "".join(
        c if c.isprintable() else " " for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co")
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= 32 else kept[:31] + "…"


def draw(
    marks: list[dict], lanes: list[dict], calendar: Calendar, height: int, dark: bool, font: str, names=()
) -> alt.LayerChart:
    """The chart of rows already laid out in pixels from the top."""
    ink, accent = PALETTE[theme(dark)], STANCE_COLOURS[theme(dark)]["claimed"]
    gutter = 84 if names else 0
    floor = height - AXIS
    with debug_mode(False):  # see place_map
        pick = alt.selection_point(
            name="claim",
            fields=["claim"],
            on="click[event.item && event.item.datum && event.item.datum.claim]",
        )
        # every layer says the same of its scale and axis: layers that differ leave an empty chart
        across = lambda field: alt.X(
            field, type="quantitative", scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=None
        )
        down = lambda field: alt.Y(
            field, type="quantitative", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None
        )
        table = lambda name: alt.Chart(alt.NamedData(name=name)).encode(x=across("x"), y=down("y"))
        quiet = dict(tooltip=None, aria=False)
        facts = [alt.Tooltip(fact, type="nominal") for fact in ("When", "Clock", "Known", "Report", "Claim")]
        about = alt.Description("Claim", type="nominal")
        faded = alt.OpacityValue(0.3, condition={"param": "claim", "value": 1})
        size = {"expr": f"{DOT * DOT} * (1 + .5 * min(5, datum.count - 1))"}
        widest = "(width < 460 ? 0 : width < 820 ? 1 : 2)"
        layers = [
            table("lanes").mark_rule(stroke=ink["line"], strokeWidth=1.2, **quiet).encode(x2=alt.X2("x2")),
            table("ticks")
            .transform_filter(f"datum.level <= {widest}")
            .mark_rule(stroke=ink["line"], strokeWidth=0.6, strokeDash=[2, 3], **quiet)
            .encode(y2=alt.Y2("y2")),
            table("ticks")
            .transform_filter(f"datum.level <= {widest}")
            .mark_text(baseline="top", dy=6, font=font, fontSize=14, fill=ink["quiet"], aria=False)
            .encode(y=down("y2"), text=alt.Text("words", type="nominal")),
            table("marks")
            .transform_filter("datum.long")
            .mark_rule(
                strokeWidth=6,
                strokeCap="round",
                stroke=accent,
                strokeOpacity={
                    "expr": "datum.open !== 0 || datum.x2 - datum.since > .6 ? .2 : datum.clock === 'said' ? .25 : .5"
                },
                cursor="pointer",
            )
            .encode(x=across("since"), x2=alt.X2("x2"), opacity=faded, tooltip=facts, description=about),
            table("marks")
            .transform_filter("datum.open !== 0")
            .mark_point(
                shape="triangle-right",
                size=110,
                filled=True,
                fill=accent,
                angle={"expr": "datum.open < 0 ? 180 : 0"},
                **quiet,
            )
            .encode(x=across("end")),
            table("marks")
            .transform_filter("!datum.long && datum.clock !== 'published'")
            .mark_point(
                shape="circle",
                size=size,
                filled=True,
                stroke=accent,
                strokeWidth=2,
                cursor="pointer",
                fill={"expr": f"datum.clock === 'happened' ? '{accent}' : '{ink['page']}'"},
            )
            .encode(opacity=faded, tooltip=facts, description=about)
            .add_params(pick),
            table("marks")
            .transform_filter("datum.clock === 'published'")
            .mark_point(
                shape="M-.28,-1L.28,-1L.28,1L-.28,1Z",
                size=340,
                filled=True,
                opacity=1,
                fill=ink["ink"],
                stroke=ink["page"],
                strokeWidth=1,
            )
            .encode(tooltip=facts[:1] + facts[3:4]),
            table("marks")
            .transform_filter("datum.count > 1 && !datum.long && datum.clock !== 'published' && width > 420")
            .mark_text(
                font=font,
                fontSize=12,
                fontWeight=700,
                dy=0.5,
                aria=False,
                fill={"expr": f"datum.clock === 'happened' ? '{ink['page']}' : '{accent}'"},
            )
            .encode(text=alt.Text("count", type="quantitative")),
            *(
                table("lanes")
                .mark_text(
                    align="left",
                    baseline="middle",
                    font=font,
                    fontSize=15,
                    fontWeight=600,
                    aria=False,
                    tooltip=None,
                    **look,
                )
                .encode(
                    x=alt.XValue(4 - gutter),
                    y=down("top"),
                    text=alt.Text("clock" if names else "words", type="nominal"),
                )
                for look in (
                    dict(stroke=ink["page"], strokeWidth=5, strokeJoin="round"),
                    dict(fill=ink["ink"]),
                )
            ),
        ]
        under = []
        if calendar.earlier or calendar.later:
            under.append(
                table("margins")
                .transform_filter("width > 460")
                .mark_text(
                    baseline="top",
                    dy=6,
                    font=font,
                    fontSize=14,
                    fontStyle="italic",
                    fill=ink["quiet"],
                    aria=False,
                )
                .encode(text=alt.Text("words", type="nominal"))
            )
            under.append(
                table("margins")
                .transform_filter("datum.words !== ''")
                .mark_rule(stroke=ink["quiet"], strokeDash=[4, 4], strokeWidth=1, **quiet)
                .encode(x=across("edge"), y2=alt.Y2("top"))
            )
        if not names:
            layers += key(ink, accent, font)
        chart = (
            alt.layer(*under, *layers)
            .resolve_scale(x="shared", y="shared")
            .properties(
                height=height,
                width="container",
                background=ink["page"],
                padding={"left": 4, "top": 0, "right": 4, "bottom": 0},
                autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            )
            .configure(font=font, view=alt.ViewConfig(stroke="transparent"))
        )
        for one in marks:
            one["end"] = one["x2"] if one["open"] >= 0 else one["since"]
        top = 0 if names else HEAD
        margins = [
            {"x": MARGIN / 2, "y": floor, "top": top, "edge": MARGIN + 0.005, "words": "earlier"}
        ] * bool(calendar.earlier)
        margins += [
            {"x": 1 - MARGIN / 2, "y": floor, "top": top, "edge": 1 - MARGIN - 0.005, "words": "later"}
        ] * bool(calendar.later)
        chart.datasets = {
            "marks": marks,
            "lanes": lanes,
            "margins": margins,
            "ticks": [{**tick, "y": 0, "y2": floor} for tick in ticks(calendar)],
        }
    return chart


def key(ink: dict, accent: str, font: str) -> list[alt.Chart]:
    """What the marks of a lane mean, in one line at the top."""
    look = {
        "happened": (accent, accent, "circle"),
        "said": (ink["page"], accent, "circle"),
        "published": (ink["ink"], ink["ink"], "M-.28,-1L.28,-1L.28,1L-.28,1Z"),
    }
    layers, x = [], 11
    for clock, (fill, stroke, shape) in look.items():
        at = alt.Chart(alt.InlineData(values=[{}])).encode(x=alt.XValue(x), y=alt.YValue(11))
        layers.append(
            at.mark_point(
                shape=shape,
                size=DOT * DOT,
                filled=True,
                fill=fill,
                stroke=stroke,
                strokeWidth=2,
                opacity=1,
                tooltip=None,
                aria=False,
            )
        )
        layers.append(
            at.encode(text=alt.TextValue(CLOCKS[clock])).mark_text(
                align="left", baseline="middle", dx=12, font=font, fontSize=15, fill=ink["quiet"], aria=False
            )
        )
        x += 30 + 8 * len(CLOCKS[clock])
    return layers


def describe_timeline(entries) -> str:
    """The timeline in words: how many entries on each clock, from when to when."""
    dots = drawable(entries)
    if not dots:
        return "Timeline. No entry has a date."
    parts = [f"{sum(dot.entry.clock == clock for dot in dots)} {words}" for clock, words in CLOCKS.items()]
    return f"Timeline from {in_words(dots[0].entry.when.value)} to {in_words(dots[-1].entry.when.value)}: {', '.join(parts)}."
