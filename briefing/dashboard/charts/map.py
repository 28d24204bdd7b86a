"""One panel of the map: outlines, movements, pins and names, drawn by the browser from outlines this server holds."""

import altair as alt
from altair.utils.schemapi import debug_mode

from briefing.dashboard.arrows import draw_arrows, find_arrows, trail
from briefing.dashboard.geo import Panel, not_drawn
from briefing.dashboard.labels import LINE, Scene, Tag, place_labels, text_width, widths_of
from briefing.dashboard.palette import (
    PALETTE,
    PRECISION_WORDS,
    ROLE_SHAPES,
    ROLE_WORDS,
    STANCE_SHAPES,
    STANCE_WORDS,
    stance_colour,
    theme,
)

OUTLINES = "/app/static/world.json"
FONT = '"Source Sans", "Source Sans 3", sans-serif'
NAME, QUIET = 17, 15  # pixels: names where something happens, and all other words
GEO = dict(
    longitude=alt.Longitude("lon", type="quantitative"), latitude=alt.Latitude("lat", type="quantitative")
)


def place_map(
    panel: Panel,
    panels,
    movements=(),
    *,
    dark: bool = False,
    selected: str | None = None,
    width: float = 960,
    height: int = 420,
    font: str = FONT,
) -> alt.LayerChart:
    """One panel as a chart; `panels` are all of them, so that arrows know where they come from.

    A click selects a place id under `place`. `selected` is the place the page was opened with: the running selection lives
    in the browser, and a chart that changes with it would be drawn anew at every click.
    """
    ink = PALETTE[theme(dark)]
    arrows = draw_arrows(panel, panels, find_arrows(movements), max(width * panel.share, 150), height)
    chosen = (
        {"value": [{"id": selected}]} if selected and any(pin.id == selected for pin in panel.pins) else {}
    )
    countries = {
        pin.card.place.country
        for one in panels
        for pin in one.pins
        if pin.card.place.precision == "country" and pin.card.place.country
    }
    with debug_mode(
        False
    ):  # Altair checks every part against its schema, again and again: 1 s of 1.2 s; a test checks the whole once
        # `datum` is not known to an event filter, `event.item` is; without one a click on land would choose a country's outline
        pick = alt.selection_point(
            name="place",
            fields=["id"],
            empty=True,
            on="click[event.item && event.item.datum && event.item.datum.pin]",
            **chosen,
        )
        names, missing, corners = name_rows(panel, arrows, height)
        layers = (
            outlines(sorted(countries), ink)
            + arrow_layers(arrows, ink)
            + pin_layers(ink, pick)
            + name_layers(ink, font)
            + title_layers(ink, font)
            + missing_note(missing, height, ink, font)
        )
        chart = (
            alt.layer(*layers)
            .project(**panel.projection.spec())
            .add_params(alt.param(name="step", expr=step_of(widths_of(panel.share))))
            .properties(
                height=height,
                width="container",
                background=ink["page"],
                padding={"left": 0, "top": 0, "right": 0, "bottom": 0},
                autosize=alt.AutoSizeParams(type="none", contains="padding"),
            )
            .configure(font=font, view=alt.ViewConfig(stroke="transparent"))
        )
        # set last and by hand: each of the calls above would copy them
        chart.datasets = {
            "pins": [pin_row(pin, dark) for pin in panel.pins],
            "heads": head_rows(arrows),
            "names": names,
            "title": [{"words": panel.title, **{f"r{step}": right for step, right in enumerate(corners)}}],
            "missing": [{f"m{step}": number for step, number in enumerate(missing)}],
        }
        return chart


def step_of(widths) -> str:
    """The number of the widest layout that fits, which the browser works out again when the panel's width changes."""
    return "".join(f"width < {width} ? {step} : " for step, width in enumerate(widths[1:])) + str(
        len(widths) - 1
    )


def table(name: str) -> alt.Chart:
    """A chart of one of the named tables, at the points of its rows."""
    return alt.Chart(alt.NamedData(name=name)).encode(**GEO)


def outlines(stronger: list[str], ink: dict) -> list[alt.Chart]:
    """Land with thin borders, countries that are pins themselves a shade stronger, and dots for states too small for an outline."""
    land = alt.FillValue(
        ink["land"], condition={"test": {"field": "id", "oneOf": stronger}, "value": ink["country"]}
    )
    quiet = dict(clip=True, tooltip=None, aria=False)
    return [
        alt.Chart(alt.sphere()).mark_geoshape(fill=ink["sea"], **quiet),
        alt.Chart(alt.topo_feature(OUTLINES, "countries"))
        .mark_geoshape(stroke=ink["border"], strokeWidth=0.7, **quiet)
        .encode(fill=land),
        alt.Chart(alt.topo_feature(OUTLINES, "dots")).mark_geoshape(fill=ink["border"], **quiet),
    ]


def arrow_layers(arrows, ink: dict) -> list[alt.Chart]:
    """Great circles and heads; none at all without movements."""
    lines = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [list(end) for end in arrow.line]},
        }
        for arrow in arrows
        if arrow.line
    ]
    made = []
    if lines:
        for colour, wide in ((ink["halo"], 5.5), (ink["arrow"], 2.4)):
            made.append(
                alt.Chart(alt.InlineData(values=lines)).mark_geoshape(
                    filled=False,
                    stroke=colour,
                    strokeWidth=wide,
                    strokeDash=[9, 5] if wide < 5 else [1, 0],
                    opacity=0.85,
                    clip=True,
                    tooltip=None,
                    aria=False,
                )
            )
    if any(arrow.head for arrow in arrows):
        made.append(
            table("heads")
            .mark_point(
                shape={"expr": "datum.path"},
                size=4,
                filled=True,
                fill=ink["arrow"],
                stroke=ink["halo"],
                strokeWidth=1.2,
                opacity=1,
                clip=True,
            )
            .encode(
                tooltip=alt.Tooltip("Movement", type="nominal"),
                description=alt.Description("Movement", type="nominal"),
            )
        )
    return made


def head_rows(arrows) -> list[dict]:
    """Arrow heads as shapes in pixels around a point."""
    return [
        {"lon": arrow.head[0][0], "lat": arrow.head[0][1], "path": arrow.head[1], "Movement": arrow.about}
        for arrow in arrows
        if arrow.head
    ]


def pin_row(pin, dark: bool) -> dict:
    """What a pin shows, in our own words: names come from the gazetteer, never from a report."""
    card, ink = pin.card, PALETTE[theme(dark)]
    colour, hollow = stance_colour(card.stance, dark), card.place.precision == "country"
    even = 0.8 if card.role == "meeting" else 1  # a square as heavy to the eye as a circle
    number = f"{len(card.claims)} claim{'' if len(card.claims) == 1 else 's'}"
    facts = {
        "Place": pin.name,
        "Role": ROLE_WORDS[card.role],
        "Shown": PRECISION_WORDS[card.place.precision],
        "Firmest": STANCE_WORDS[card.stance],
        "Claims": number,
    }
    return {
        "id": pin.id,
        "pin": True,
        "lon": pin.lon,
        "lat": pin.lat,
        "size": round(even * (2 * pin.radius) ** 2),
        "ring": round(even * (2 * pin.radius + 13) ** 2),
        "role": card.role,
        "colour": colour,
        "fill": ink["page"] if hollow else colour,
        "edge": colour if hollow else ink["halo"],
        "glyph": STANCE_SHAPES.get(card.stance or "", ""),
        "pen": colour if hollow else ink["page"],
        "penwidth": round(max(1.8, pin.radius / 5.2), 1),
        "precision": card.place.precision,
        "about": f"{facts['Place']}: {facts['Role']}, {facts['Shown']}, {facts['Firmest']}, {number}",
        **facts,
    }


def pin_layers(ink: dict, pick) -> list[alt.Chart]:
    """Rings around regions, pins by role, precision and stance, and a mark in each for its stance."""
    base = table("pins")
    as_is = lambda field: {"expr": f"datum.{field}"}
    shape = alt.Shape(
        "role",
        type="nominal",
        scale=alt.Scale(domain=list(ROLE_SHAPES), range=list(ROLE_SHAPES.values())),
        legend=None,
    )
    faded = alt.OpacityValue(0.35, condition={"param": "place", "value": 1})
    rings = (
        base.transform_filter("datum.precision == 'region'")
        .mark_point(
            size=as_is("ring"),
            filled=True,
            fill=as_is("colour"),
            fillOpacity=0.16,
            stroke=as_is("colour"),
            strokeWidth=1.3,
            clip=True,
            tooltip=None,
            aria=False,
        )
        .encode(shape=shape, opacity=faded)
    )
    pins = (
        base.mark_point(
            size=as_is("size"),
            filled=True,
            fill=as_is("fill"),
            stroke=as_is("edge"),
            strokeWidth=1.8,
            strokeDash={"expr": "datum.precision == 'country' ? [3.2, 2.6] : [1, 0]"},
            clip=True,
            cursor="pointer",
        )
        .encode(
            shape=shape,
            opacity=faded,
            description=alt.Description("about", type="nominal"),
            tooltip=[
                alt.Tooltip(fact, type="nominal") for fact in ("Place", "Role", "Shown", "Firmest", "Claims")
            ],
        )
        .add_params(pick)
    )
    marks = base.transform_filter("datum.glyph != ''").mark_point(
        shape=as_is("glyph"),
        size=as_is("size"),
        filled=False,
        stroke=as_is("pen"),
        strokeWidth=as_is("penwidth"),
        strokeCap="round",
        strokeJoin="round",
        opacity=1,
        clip=True,
        tooltip=None,
        aria=False,
    )
    return [rings, pins, marks]


def name_rows(panel: Panel, arrows, height: int) -> tuple[list[dict], list[int], list[bool]]:
    """Names beside pins and words at the edge, laid out for each step of width; how many names found no room at each; whether the title stands on the right."""
    ring = lambda pin: pin.radius + (6.5 if pin.card.place.precision == "region" else 0)
    loud = {pin.id for pin in panel.pins if pin.card.role == "event" or pin.card.always}
    first = sorted(panel.pins, key=lambda pin: (not pin.card.always, pin.id not in loud, -pin.radius, pin.id))
    tags = [
        Tag(
            pin.id,
            pin.name.partition(" (")[0],
            (pin.lon, pin.lat),
            ring(pin),
            NAME if pin.id in loud else QUIET,
        )
        for pin in first
    ]
    # their ids begin with a space, which no place's does
    words = [
        Tag(f" {number}", arrow.words[1], arrow.words[0], 7, QUIET, 30)
        for number, arrow in enumerate(arrows)
        if arrow.words
    ]
    found = {
        tag.id: {
            "id": tag.id,
            "lon": tag.at[0],
            "lat": tag.at[1],
            "pin": tag in tags,
            "Place": tag.text,
            "loud": tag.id in loud,
            "size": tag.size,
        }
        for tag in tags + words
    }
    missing, corners = [], []
    long = text_width(panel.title, QUIET)
    widths = widths_of(panel.share)
    for step, (least, most) in enumerate(zip(widths, widths[1:] + (widths[-1] + 400,))):
        scenes = []
        for width in (least, most - 1):
            fitted = panel.projection.fitted(width, height)
            trails = [spot for arrow in arrows for spot in trail(arrow, fitted, width, height)]
            scenes.append(
                Scene(
                    fitted,
                    width,
                    height,
                    [(fitted(pin.lon, pin.lat), ring(pin)) for pin in panel.pins],
                    trails,
                )
            )
        if (
            abs(scenes[0].fitted.k - scenes[1].fitted.k) < 1e-9
        ):  # height is what limits it: all moves sideways together
            del scenes[1]
        crowd = [
            sum(x - size < long + 12 and y - size < 30 for scene in scenes for (x, y), size in scene.pins),
            sum(
                x + size > scene.width - long - 12 and y - size < 30
                for scene in scenes
                for (x, y), size in scene.pins
            ),
        ]
        corners.append(crowd[1] < crowd[0])
        for scene in scenes:
            scene.kept = [
                (scene.width - long - 12, 0, scene.width, 30) if corners[-1] else (0, 0, long + 12, 30)
            ]
        spots = place_labels(tags + words, scenes)
        missing.append(sum(tag.id not in spots for tag in tags))
        for id, spot in spots.items():
            found[id].update(
                {
                    f"t{step}": spot.text,
                    f"x{step}": spot.dx,
                    f"y{step}": spot.dy,
                    f"a{step}": spot.align,
                    f"l{step}": spot.line,
                }
            )
    empty = {f"{letter}{step}": None for letter in "txyal" for step in range(len(widths))}
    return [{**empty, **row} for row in found.values()], missing, corners


def name_layers(ink: dict, font: str) -> list[alt.Chart]:
    """Lines from pins to names that had to move, and names with a halo; the browser picks the step of width."""
    now = lambda letter: {"expr": f"datum['{letter}' + step]"}
    base = table("names").transform_calculate(words="datum['t' + step] || ''")
    place = dict(
        dx=now("x"),
        dy=now("y"),
        align=now("a"),
        baseline="middle",
        font=font,
        fontSize={"expr": "datum.size"},
        fontWeight={"expr": "datum.loud ? 650 : 500"},
        fontStyle={"expr": "datum.pin ? 'normal' : 'italic'"},
        lineBreak="\n",
        lineHeight={"expr": f"datum.size * {LINE}"},
        aria=False,
        clip=False,
        cursor="pointer",
    )
    words = alt.Text("words", type="nominal")
    ties = base.mark_point(
        shape={"expr": "datum['l' + step] || 'M0,0'"},
        size=4,
        filled=False,
        stroke=ink["quiet"],
        strokeWidth=1.1,
        opacity=1,
        tooltip=None,
        aria=False,
    )
    halo = base.mark_text(
        stroke=ink["halo"], strokeWidth=3.5, strokeJoin="round", strokeOpacity=0.9, tooltip=None, **place
    ).encode(text=words)
    names = base.mark_text(fill={"expr": f"datum.loud ? '{ink['ink']}' : '{ink['quiet']}'"}, **place).encode(
        text=words, tooltip=alt.Tooltip("Place", type="nominal")
    )
    return [ties, halo, names]


def title_layers(ink: dict, font: str) -> list[alt.Chart]:
    """The panel's title in the upper corner that is freer of pins."""
    look = dict(
        x={"expr": "datum['r' + step] ? width - 10 : 10"},
        y=9,
        align={"expr": "datum['r' + step] ? 'right' : 'left'"},
        baseline="top",
        font=font,
        fontSize=QUIET,
        fontWeight=600,
        tooltip=None,
        aria=False,
    )
    base = alt.Chart(alt.NamedData(name="title")).encode(text=alt.Text("words", type="nominal"))
    return [
        base.mark_text(stroke=ink["halo"], strokeWidth=3.5, strokeJoin="round", **look),
        base.mark_text(fill=ink["quiet"], **look),
    ]


def missing_note(missing: list[int], height: int, ink: dict, font: str) -> list[alt.Chart]:
    """How many pins had no room for their name at this width; nothing where all have one."""
    if not any(missing):
        return []
    base = alt.Chart(alt.NamedData(name="missing")).transform_calculate(
        words="datum['m' + step] > 0 ? '+ ' + datum['m' + step] + ' more' + (width > 300 ? ': point at or tap a pin' : '') : ''"
    )
    look = dict(
        align="left",
        baseline="bottom",
        x=8,
        y=height - 6,
        font=font,
        fontSize=QUIET,
        fontStyle="italic",
        tooltip=None,
        aria=False,
    )
    return [
        base.mark_text(stroke=ink["halo"], strokeWidth=3.5, **look).encode(
            text=alt.Text("words", type="nominal")
        ),
        base.mark_text(fill=ink["quiet"], **look).encode(text=alt.Text("words", type="nominal")),
    ]


def describe_map(panels, cards=()) -> str:
    """The map in words, for those who cannot see it: names from the gazetteer, roles, stances and numbers of claims."""
    lines = []
    for panel in panels:
        pins = [
            f"{pin.name} ({ROLE_WORDS[pin.card.role]}, {STANCE_WORDS[pin.card.stance]}, {len(pin.card.claims)} claim{'' if len(pin.card.claims) == 1 else 's'})"
            for pin in panel.pins
        ]
        lines.append(f"{panel.title}: {'; '.join(pins)}." if pins else f"{panel.title}: no place to show.")
    absent = not_drawn(cards, panels)
    return (
        "Map. "
        + " ".join(lines)
        + (f" Not drawn: {', '.join(card.place.name for card in absent)}." if absent else "")
    )
