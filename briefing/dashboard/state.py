"""What the reader looks at, kept in the address: opening a link shows the same view, back and forward work."""
from dataclasses import dataclass, fields, replace
from datetime import date

import streamlit as st

from briefing.dashboard.asof import DAY
from briefing.dashboard.index import Index
from briefing.dashboard.safe import visible
from briefing.model import STANCES

SORTS = ("newest", "oldest", "report", "speaker")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)      # that claims can be narrowed by
KINDS = ("conflict", "change", "development", "corroborated", "single")


@dataclass(frozen=True, slots=True)
class View:
    """The address as fields; what the story does not hold is left out, so an old link never breaks."""
    story: str | None = None
    claim: str | None = None        # its words are open
    finding: str | None = None      # its sentences are open, side by side
    actor: str | None = None        # claims beside the map, and on the evidence page, are this actor's
    place: str | None = None
    document: str | None = None
    stance: str | None = None
    kind: str | None = None         # of finding
    q: str = ""                     # words to search for
    since: str | None = None
    until: str | None = None
    sort: str = SORTS[0]
    at: int = 1                     # page of the table
    step: str | None = None         # of the presentation
    asof: str | None = None         # the briefing as it stood on this day

NAMES = tuple(field.name for field in fields(View))


def is_day(text: str) -> bool:
    """Whether it is a day that the evidence page can be narrowed by: "2024-10-28"."""
    try:
        return bool(DAY.fullmatch(text)) and FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    except ValueError:          # no day of the calendar
        return False


def read_view(index: Index | None = None, params=None) -> View:
    """The address, checked against the story: unknown ids, stances and sorts are dropped."""
    given = {name: value for name, value in (st.query_params if params is None else params).items() if name in NAMES and value}
    at = given.pop("at", "1")
    view = replace(View(), **given, at=int(at) if at.isdecimal() and len(at) < 7 and int(at) else 1)
    allowed = {"sort": SORTS, "stance": STANCES, "kind": KINDS}
    if index is not None:
        allowed |= {"claim": index.claims, "finding": index.findings, "actor": index.actors, "place": index.places, "document": index.documents}
    days = {"asof": DAY.fullmatch, "since": is_day, "until": is_day}
    allowed |= {name: () for name, good in days.items() if name in given and not good(given[name])}
    wrong = {name for name, good in allowed.items() if getattr(view, name) is not None and getattr(view, name) not in good}
    return replace(view, **{name: getattr(View(), name) for name in sorted(wrong)})


def go(change: dict[str, str | None]) -> None:
    """Change the address, and with it the view; a change of `page` is carried out by `leave` at the start of the next run."""
    if "page" in change:
        st.session_state["leave for"] = change["page"] or ""
    narrowed = any(name in change for name in ("q", "actor", "place", "document", "stance", "kind", "since", "until", "sort"))
    for name, value in (({"at": None} if narrowed else {}) | change).items():
        if name not in NAMES:
            continue
        if value in (None, "", "1" if name == "at" else None):
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = str(value)


def leave(pages: dict) -> None:
    """Go to the page a click asked for, with the address as it stands."""
    wanted = st.session_state.pop("leave for", None)
    if wanted is not None and wanted in pages:
        st.switch_page(pages[wanted], query_params=dict(st.query_params))


def close() -> None:
    """Close the words that are open."""
    go({"claim": None, "finding": None})


def choose_story(stories: dict[str, str]) -> str | None:
    """The story of the address, else the first; a choice of several stands at the top of the page."""
    if not stories:
        return None
    wanted = st.query_params.get("story")
    story = wanted if wanted in stories else next(iter(stories))
    if len(stories) > 1:
        st.session_state["story"] = story
        st.selectbox("Story", list(stories), key="story", format_func=lambda id: visible(stories[id]), label_visibility="collapsed",
                     on_change=lambda: go({name: None for name in NAMES} | {"story": st.session_state["story"]}))
    return story
