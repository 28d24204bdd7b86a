"""The map: panels side by side, a choice by pin or by name, and what the marks mean."""

import json

import streamlit as st

from briefing.dashboard import charts, geo
from briefing.dashboard.index import Index, kept
from briefing.dashboard.parts import chip
from briefing.dashboard.safe import Node, el, show
from briefing.dashboard.state import View, go
from briefing.model import STANCES, PlaceCard

WIDTH, HEIGHT = 860, 336  # of the whole map on a desk screen; panels stretch to the column they get
NAMES = 10  # places offered by name under the map
ROLES = {"event": "event reported", "meeting": "people meet", "named": "merely named"}
WIDE = {"ring": ("region", "region"), "wide": ("country", "country")}


def map_panel(
    index: Index,
    view: View,
    width: int = WIDTH,
    height: int = HEIGHT,
    name: str = "map",
    then: Index | None = None,
) -> None:
    """The map with its list of places: pins for the mouse, names for the keyboard. Only the briefing's own map has the names below.

    `then` is the briefing as of an earlier day: its pins stand in the same frames, so that nothing moves.
    """
    then, dark = then or index, st.context.theme.type == "dark"
    panels = framed(index, then, width, height)
    memory = remembered(index, view, len(panels), name)
    alt = charts.describe_map(panels, then.summary.places)
    for number, column in enumerate(st.columns([panel.share for panel in panels], gap="xsmall")):
        key = f"{name}-{number}-{memory['turns'][number]}"
        spec = json.loads(drawn(index, then, number, memory["given"][number], dark, width, height))
        column.vega_lite_chart(
            spec=spec,
            width="stretch",
            key=key,
            alt=alt,
            theme=None,
            on_select=lambda number=number, key=key: picked(memory, number, key, name),
        )
    if name == "map":
        show(
            el(
                "section.under",
                names(told_of(then, view), view, panels),
                legend(panels, bool(then.summary.movements)),
            ),
            f"{name}-names",
            go,
        )
    else:
        show(el("section.under", legend(panels, bool(then.summary.movements))), f"{name}-names", go)


def framed(index: Index, then: Index, width: int, height: int) -> list[geo.Panel]:
    """The panels that fit all places, with the pins of what is known by then."""
    panels = fitted(index, width, height)
    return panels if then is index else geo.with_cards(panels, then.summary.places)


@kept(8)
def fitted(index: Index, width: int, height: int) -> list[geo.Panel]:
    """The panels that fit all places of the story."""
    return geo.fit_panels(index.summary.places, width, height)


def told_of(then: Index, view: View) -> tuple[PlaceCard, ...]:
    """Places with words by then, those always shown, and the chosen one."""
    return tuple(
        card
        for card in then.summary.places
        if card.claims or card.spans or card.always or card.place.id == view.place
    )


@kept(32)
def drawn(
    index: Index, then: Index, number: int, selected: str | None, dark: bool, width: int, height: int
) -> str:
    """One panel as a Vega-Lite specification in JSON, not checked against its schema: that takes a second, and a test does it once."""
    panels = framed(index, then, width, height)
    chart = charts.place_map(
        panels[number],
        panels,
        then.summary.movements,
        dark=dark,
        selected=selected,
        width=width,
        height=height,
    )
    return json.dumps(chart.to_dict(validate=False))


def remembered(index: Index, view: View, panels: int, name: str = "map") -> dict:
    """How often each panel was drawn anew, and with which place: a selection lives in the browser and can only be set by a new chart."""
    memory = st.session_state.setdefault(name, {})
    if memory.get("story") != (index.summary.inputs, view.asof) or len(memory["turns"]) != panels:
        memory.update(
            story=(index.summary.inputs, view.asof),
            turns=[memory.get("turns", [0])[0] + 1] * panels,
            given=[view.place] * panels,
            now=view.place,
        )
    elif memory["now"] != view.place:  # chosen by name, cleared, or by the browser's back button
        memory.update(
            turns=[turn + 1 for turn in memory["turns"]], given=[view.place] * panels, now=view.place
        )
    return memory


def forget(name: str) -> None:
    """The map called so is not on the screen now; it will be drawn anew."""
    st.session_state.pop(name, None)


def picked(memory: dict, number: int, key: str, name: str = "map") -> None:
    """A pin was clicked: its place is chosen, and the other panels forget theirs."""
    rows = st.session_state[key]["selection"].get("place") or []
    place = rows[0].get("id") if rows else None
    for other in range(len(memory["turns"])):
        held = st.session_state.get(f"{name}-{other}-{memory['turns'][other]}") or {}
        if other != number and (memory["given"][other] or (held.get("selection") or {}).get("place")):
            memory["turns"][other] += 1
            memory["given"][other] = None
    memory["now"] = place
    go({"place": place, "actor": None})


def names(cards: tuple[PlaceCard, ...], view: View, panels=()) -> Node:
    """The same choice by name, most claims first; the chosen one stands out and gives itself up. What is told of and not drawn says so."""
    shown = sorted(cards, key=lambda card: (-len(card.claims), not card.always, card.place.id))[:NAMES]
    absent = (
        [card for card in geo.not_drawn(cards, panels) if card.role != "named" and card.claims]
        if panels
        else []
    )
    shown += [card for card in absent if card not in shown][:NAMES]
    if view.place and all(card.place.id != view.place for card in shown):
        shown = shown[:-1] + [card for card in cards if card.place.id == view.place]
    return el(
        "div.pins",
        *(
            el(
                "span.on" if card.place.id == view.place else "span.pin",
                card.place.name,
                " ",
                el("span.n", str(len(card.claims)) + (", not drawn" if card in absent else "")),
                go={"place": None if card.place.id == view.place else card.place.id, "actor": None},
            )
            for card in shown
        ),
    )


def legend(panels: list[geo.Panel], moving: bool) -> Node:
    """Shapes, rings and marks in words, those that are on the map; and the outlines' credit."""
    pins = [pin.card for panel in panels for pin in panel.pins]
    roles, precisions, stances = (
        {card.role for card in pins},
        {card.place.precision for card in pins},
        {card.stance for card in pins},
    )
    shapes = [(shape, words) for shape, words in ROLES.items() if shape in roles] + [
        (shape, words) for shape, (precision, words) in WIDE.items() if precision in precisions
    ]
    return el(
        "div.legend",
        *(el("span", el(f"i.role.{shape}"), words) for shape, words in shapes),
        el("span", el("span.way", "➝"), "movement reported") if moving else None,
        *(chip(stance) for stance in STANCES if stance in stances),
        el("small.credit", geo.CREDIT),
    )
