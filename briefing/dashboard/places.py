"""The map: panels side by side, a choice by pin or by name, and what the marks mean."""
import json
from functools import lru_cache

import streamlit as st

from briefing.dashboard import charts, geo
from briefing.dashboard.index import Index
from briefing.dashboard.safe import Node, el, show
from briefing.dashboard.state import View, go
from briefing.model import PlaceCard

WIDTH, HEIGHT = 860, 336        # of the whole map on a desk screen; panels stretch to the column they get
NAMES = 10                      # places offered by name under the map


def map_panel(index: Index, view: View, width: int = WIDTH, height: int = HEIGHT, name: str = "map") -> None:
    """The map with its list of places: pins for the mouse, names for the keyboard. Only the briefing's own map has the names below."""
    cards, dark = index.summary.places, st.context.theme.type == "dark"
    panels = geo.fit_panels(cards, width, height)
    memory = remembered(index, view, len(panels), name)
    alt = charts.describe_map(panels, cards)
    for number, column in enumerate(st.columns([panel.share for panel in panels], gap="xsmall")):
        key = f"{name}-{number}-{memory['turns'][number]}"
        spec = json.loads(drawn(index, number, memory["given"][number], dark, width, height))
        column.vega_lite_chart(spec=spec, width="stretch", key=key, alt=alt, theme=None,
                               on_select=lambda number=number, key=key: picked(memory, number, key, name))
    show(el("section.under", names(cards, view) if name == "map" else None, legend()), f"{name}-names", go)


@lru_cache(maxsize=32)
def drawn(index: Index, number: int, selected: str | None, dark: bool, width: int, height: int) -> str:
    """One panel as a Vega-Lite specification in JSON: checked once by Altair, not on every click of every viewer."""
    panels = geo.fit_panels(index.summary.places, width, height)
    return charts.place_map(panels[number], panels, index.summary.movements, dark=dark, selected=selected, width=width, height=height).to_json(indent=None)


def remembered(index: Index, view: View, panels: int, name: str = "map") -> dict:
    """How often each panel was drawn anew, and with which place: a selection lives in the browser and can only be set by a new chart."""
    memory = st.session_state.setdefault(name, {})
    if memory.get("story") != index.summary.inputs or len(memory["turns"]) != panels:
        memory.update(story=index.summary.inputs, turns=[memory.get("turns", [0])[0] + 1] * panels, given=[view.place] * panels, now=view.place)
    elif memory["now"] != view.place:       # chosen by name, cleared, or by the browser's back button
        memory.update(turns=[turn + 1 for turn in memory["turns"]], given=[view.place] * panels, now=view.place)
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


def names(cards: tuple[PlaceCard, ...], view: View) -> Node:
    """The same choice by name, most claims first; the chosen one stands out and gives itself up."""
    shown = sorted(cards, key=lambda card: (-len(card.claims), not card.always, card.place.id))[:NAMES]
    if view.place and all(card.place.id != view.place for card in shown):
        shown = shown[:-1] + [card for card in cards if card.place.id == view.place]
    return el("div.pins", *(el("span.on" if card.place.id == view.place else "span.pin", card.place.name, " ", el("span.n", str(len(card.claims))),
                               go={"place": None if card.place.id == view.place else card.place.id, "actor": None}) for card in shown))


def legend() -> Node:
    """Shapes and rings in words, and the outlines' credit."""
    marks = {"event": "event reported", "meeting": "people meet", "named": "merely named", "ring": "region", "wide": "country"}
    return el("div.legend", *(el("span", el(f"i.role.{shape}"), words) for shape, words in marks.items()), el("span", geo.CREDIT))
