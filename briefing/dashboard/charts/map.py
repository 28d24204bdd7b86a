"""One panel of the map: outlines, movements, pins and names, drawn by the browser from outlines this server holds."""
import altair as alt

from briefing.dashboard.arrows import draw_arrows, find_arrows, trail
from briefing.dashboard.geo import Panel, not_drawn
from briefing.dashboard.labels import WIDTHS, Tag, place_labels
from briefing.dashboard.palette import (PALETTE, PRECISION_WORDS, ROLE_SHAPES, ROLE_WORDS, STANCE_SHAPES, STANCE_WORDS, stance_colour, theme)

OUTLINES = "/app/static/world.json"
FONT = '"Source Sans", "Source Sans 3", sans-serif'
NAME, QUIET = 16, 15    # pixels: names where something happens, and all other words
# The number of the widest layout that fits; the browser works it out again when the panel's width changes.
STEP = "".join(f"width < {width} ? {step} : " for step, width in enumerate(WIDTHS[1:])) + str(len(WIDTHS) - 1)
GEO = dict(longitude="lon:Q", latitude="lat:Q")


def place_map(panel: Panel, panels, movements=(), *, dark: bool = False, selected: str | None = None, width: float = 960, height: int = 420, font: str = FONT) -> alt.LayerChart:
    """One panel as a chart; `panels` are all of them, so that arrows know where they come from.

    A click selects a place id under `place`. `selected` is the place the page was opened with: the running selection lives
    in the browser, and a chart that changes with it would be drawn anew at every click.
    """
    ink = PALETTE[theme(dark)]
    arrows = draw_arrows(panel, panels, find_arrows(movements), max(width * panel.share, WIDTHS[0]), height)
    pick = alt.selection_point(name="place", fields=["id"], empty=True, on="click[datum && datum.pin]", **({"value": [{"id": selected}]} if selected and any(pin.id == selected for pin in panel.pins) else {}))
    layers = outlines(panel, ink) + arrow_layers(arrows, ink)
    layers += pin_layers(panel, dark, pick)
    layers += name_layers(panel, arrows, height, ink, font)
    return (alt.layer(*layers).project(**panel.projection.spec()).add_params(alt.param(name="step", expr=STEP))
            .properties(height=height, width="container", background=ink["page"], padding=0, autosize=alt.AutoSizeParams(type="fit", contains="padding"))
            .configure_view(stroke=None, fill=ink["sea"]).configure(font=font))


def rows(values: list[dict]) -> alt.Data:
    """Inline data; an empty table still draws."""
    return alt.Data(values=values)


def outlines(panel: Panel, ink: dict) -> list[alt.Chart]:
    """Land with thin borders, countries that are pins themselves a shade stronger, and dots for states too small for an outline."""
    stronger = sorted({pin.card.place.country for pin in panel.pins if pin.card.place.precision == "country" and pin.card.place.country})
    land = alt.condition(alt.FieldOneOfPredicate(field="id", oneOf=stronger), alt.value(ink["country"]), alt.value(ink["land"])) if stronger else alt.value(ink["land"])
    quiet = dict(clip=True, tooltip=None, aria=False)
    return [alt.Chart(alt.topo_feature(OUTLINES, "countries")).mark_geoshape(stroke=ink["border"], strokeWidth=.7, **quiet).encode(fill=land),
            alt.Chart(alt.topo_feature(OUTLINES, "dots")).mark_geoshape(fill=ink["border"], **quiet)]


def arrow_layers(arrows, ink: dict) -> list[alt.Chart]:
    """Great circles and heads; none at all without movements."""
    lines = [{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [list(end) for end in arrow.line]}} for arrow in arrows if arrow.line]
    heads = [{"lon": arrow.head[0][0], "lat": arrow.head[0][1], "path": arrow.head[1], "Movement": arrow.about} for arrow in arrows if arrow.head]
    made = []
    if lines:
        for colour, wide in ((ink["halo"], 5.5), (ink["arrow"], 2.4)):
            made.append(alt.Chart(rows(lines)).mark_geoshape(filled=False, stroke=colour, strokeWidth=wide, strokeDash=[9, 5] if wide < 5 else [1, 0], opacity=.85, clip=True, tooltip=None, aria=False))
    if heads:
        made.append(alt.Chart(rows(heads)).mark_point(shape={"expr": "datum.path"}, size=4, filled=True, fill=ink["arrow"], stroke=ink["halo"], strokeWidth=1.2, opacity=1, clip=True)
                    .encode(**GEO, tooltip=[alt.Tooltip("Movement:N")]))
    return made


def pin_row(pin, dark: bool) -> dict:
    """What a pin shows, in our own words: names come from the gazetteer, never from a report."""
    card, ink = pin.card, PALETTE[theme(dark)]
    colour, hollow = stance_colour(card.stance, dark), card.place.precision == "country"
    number = f"{len(card.claims)} claim{'' if len(card.claims) == 1 else 's'}"
    facts = {"Place": pin.name, "Role": ROLE_WORDS[card.role], "Shown": PRECISION_WORDS[card.place.precision], "Firmest": STANCE_WORDS[card.stance], "Claims": number}
    return {"id": pin.id, "pin": True, "lon": pin.lon, "lat": pin.lat, "size": round((2 * pin.radius) ** 2), "ring": round((2 * pin.radius + 13) ** 2), "role": card.role,
            "colour": colour, "fill": ink["page"] if hollow else colour, "dash": [3, 2.5] if hollow else [1, 0], "edge": colour if hollow else ink["halo"],
            "glyph": STANCE_SHAPES.get(card.stance or "", ""), "pen": colour if hollow else ink["page"], "penwidth": round(max(1.8, pin.radius / 5.2), 1),
            "precision": card.place.precision, "about": f"{facts['Place']}: {facts['Role']}, {facts['Shown']}, {facts['Firmest']}, {number}", **facts}


def pin_layers(panel: Panel, dark: bool, pick) -> list[alt.Chart]:
    """Rings around regions, pins by role, precision and stance, and a mark in each for its stance."""
    ink = PALETTE[theme(dark)]
    values = rows([pin_row(pin, dark) for pin in panel.pins])
    base = alt.Chart(values).encode(**GEO)
    as_is = lambda field: {"expr": f"datum.{field}"}
    shape = alt.Shape("role:N", scale=alt.Scale(domain=list(ROLE_SHAPES), range=list(ROLE_SHAPES.values())), legend=None)
    faded = alt.condition(pick, alt.value(1), alt.value(.35))
    rings = (base.transform_filter("datum.precision == 'region'")
             .mark_point(size=as_is("ring"), filled=True, fill=as_is("colour"), fillOpacity=.16, stroke=as_is("colour"), strokeWidth=1.3, clip=True, tooltip=None, aria=False)
             .encode(shape=shape, opacity=faded))
    pins = (base.mark_point(size=as_is("size"), filled=True, fill=as_is("fill"), stroke=as_is("edge"), strokeWidth=1.8, strokeDash=as_is("dash"), clip=True, cursor="pointer")
            .encode(shape=shape, opacity=faded, description=alt.Description("about:N"),
                    tooltip=[alt.Tooltip(f"{fact}:N") for fact in ("Place", "Role", "Shown", "Firmest", "Claims")])
            .add_params(pick))
    marks = (base.transform_filter("datum.glyph != ''")
             .mark_point(shape=as_is("glyph"), size=as_is("size"), filled=False, stroke=as_is("pen"), strokeWidth=as_is("penwidth"), strokeCap="round", strokeJoin="round", opacity=1, clip=True,
                         tooltip=None, aria=False))
    return [rings, pins, marks]


def name_layers(panel: Panel, arrows, height: int, ink: dict, font: str) -> list[alt.Chart]:
    """Names beside pins and words at the edge, laid out once for each step of width."""
    tags = [Tag(pin.id, pin.name, (pin.lon, pin.lat), pin.radius + (6.5 if pin.card.place.precision == "region" else 0), NAME if pin.card.role == "event" or pin.card.always else QUIET)
            for pin in sorted(panel.pins, key=lambda pin: (not pin.card.always, pin.card.role == "named", -pin.radius, pin.id))]
    words = [Tag(f" {number}", arrow.words[1], arrow.words[0], 7, QUIET) for number, arrow in enumerate(arrows) if arrow.words]
    loud = {pin.id for pin in panel.pins if pin.card.role == "event" or pin.card.always}
    table = {tag.id: {"id": tag.id, "lon": tag.at[0], "lat": tag.at[1], "loud": tag.id in loud, "quiet": tag.id.startswith(" "), "pin": not tag.id.startswith(" "), "size": tag.size} for tag in tags + words}
    missing = []
    for step, width in enumerate(WIDTHS):
        fitted = panel.projection.fitted(width, height)
        pins = [(fitted(pin.lon, pin.lat), pin.radius + (6.5 if pin.card.place.precision == "region" else 0)) for pin in panel.pins]
        trails = [spot for arrow in arrows for spot in trail(arrow, fitted, width, height)]
        spots = place_labels(tags + words, fitted, width, height, pins, trails)
        missing.append(sum(tag.id not in spots for tag in tags))
        for tag in tags + words:
            if (spot := spots.get(tag.id)):
                table[tag.id].update({f"t{step}": spot.text, f"x{step}": spot.dx, f"y{step}": spot.dy, f"a{step}": spot.align, f"l{step}": spot.line})
    if not table:
        return []
    now = lambda letter: {"expr": f"datum['{letter}' + step]"}
    base = alt.Chart(rows(list(table.values()))).transform_calculate(words="datum['t' + step] || ''")
    place = dict(dx=now("x"), dy=now("y"), align=now("a"), baseline="middle", font=font, fontSize={"expr": "datum.size"}, fontWeight={"expr": "datum.loud ? 650 : 500"},
                 fontStyle={"expr": "datum.quiet ? 'italic' : 'normal'"}, tooltip=None, clip=False)
    ties = base.mark_point(shape={"expr": "datum['l' + step] || 'M0,0'"}, size=4, filled=False, stroke=ink["quiet"], strokeWidth=1.1, opacity=1, tooltip=None, aria=False).encode(**GEO)
    halo = base.mark_text(stroke=ink["halo"], strokeWidth=3.5, strokeJoin="round", strokeOpacity=.9, aria=False, **place).encode(**GEO, text="words:N")
    names = base.mark_text(fill={"expr": f"datum.loud ? '{ink['ink']}' : '{ink['quiet']}'"}, **place).encode(**GEO, text="words:N")
    return [ties, halo, names] + missing_note(missing, height, ink, font)


def missing_note(missing: list[int], height: int, ink: dict, font: str) -> list[alt.Chart]:
    """How many pins had no room for their name at this width; nothing where all have one."""
    if not any(missing):
        return []
    note = alt.Chart(rows([{f"m{step}": number for step, number in enumerate(missing)}])).transform_calculate(
        words="datum['m' + step] > 0 ? '+ ' + datum['m' + step] + ' more names: point at a pin' : ''")
    return [note.mark_text(align="left", baseline="bottom", x=8, y=height - 6, dx=0, font=font, fontSize=QUIET, fontStyle="italic", fill=ink["quiet"], stroke=ink["halo"], strokeWidth=0).encode(text="words:N")]


def describe_map(panels, cards=()) -> str:
    """The map in words, for those who cannot see it: names from the gazetteer, roles, stances and numbers of claims."""
    lines = []
    for panel in panels:
        pins = [f"{pin.name} ({ROLE_WORDS[pin.card.role]}, {STANCE_WORDS[pin.card.stance]}, {len(pin.card.claims)} claim{'' if len(pin.card.claims) == 1 else 's'})" for pin in panel.pins]
        lines.append(f"{panel.title}: {'; '.join(pins)}." if pins else f"{panel.title}: no place to show.")
    absent = not_drawn(cards, panels)
    return "Map. " + " ".join(lines) + (f" Not drawn: {', '.join(card.place.name for card in absent)}." if absent else "")
