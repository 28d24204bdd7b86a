"""What the reader looks at, kept in the address: opening a link shows the same view, back and forward work."""

from dataclasses import dataclass, fields, replace
from datetime import date

import streamlit as st

from briefing.dashboard.asof import DAY
from briefing.dashboard.index import Index
from briefing.dashboard.safe import Node, el, visible
from briefing.model import STANCES

SORTS = ("newest", "oldest", "report", "speaker")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)  # that claims can be narrowed by
KINDS = ("conflict", "change", "development", "corroborated", "single")


@dataclass(frozen=True, slots=True)
class View:
    """The address as fields; what the story does not hold is left out, so an old link never breaks."""

    story: str | None = None
    claim: str | None = None  # its words are open
    finding: str | None = None  # its sentences are open, side by side
    actor: str | None = None  # claims beside the map, and on the evidence page, are this actor's
    place: str | None = None
    document: str | None = None
    stance: str | None = None
    kind: str | None = None  # of finding
    q: str = ""  # words to search for
    since: str | None = None
    until: str | None = None
    sort: str = SORTS[0]
    at: int = 1  # page of the table
    step: str | None = None  # of the presentation
    asof: str | None = None  # the briefing as it stood on this day


NAMES = tuple(field.name for field in fields(View))


def is_day(text: str) -> bool:
    """Whether it is a day that the evidence page can be narrowed by: "2024-10-28"."""
    try:
        return bool(DAY.fullmatch(text)) and FIRST_DAY <= date.fromisoformat(text) <= LAST_DAY
    except ValueError:  # no day of the calendar
        return False


def read_view(index: Index | None = None, params=None) -> View:
    """The address, checked against the story: unknown ids, stances and sorts are dropped."""
    given = {
        name: value
        for name, value in (st.query_params if params is None else params).items()
        if name in NAMES and value
    }
    at = given.pop("at", "1")
    view = replace(View(), **given, at=int(at) if at.isdecimal() and len(at) < 7 and int(at) else 1)
    allowed = {"sort": SORTS, "stance": STANCES, "kind": KINDS}
    if index is not None:
        allowed |= {
            "claim": index.claims,
            "finding": index.findings,
            "actor": index.actors,
            "place": index.places,
            "document": index.documents,
        }
    days = {"asof": DAY.fullmatch, "since": is_day, "until": is_day}
    allowed |= {name: () for name, good in days.items() if name in given and not good(given[name])}
    wrong = {
        name
        for name, good in allowed.items()
        if getattr(view, name) is not None and getattr(view, name) not in good
    }
    return replace(view, **{name: getattr(View(), name) for name in sorted(wrong)})


def go(change: dict[str, str | None]) -> None:
    """Change the address, and with it the view; a change of `page` is carried out by `leave` at the start of the next run, so that
    both are one step of the browser's history.

    The address is sent even where it is the one that came with the click: an earlier click's may still be on its way to the browser.
    """
    narrowed = any(
        name in change
        for name in ("q", "actor", "place", "document", "stance", "kind", "since", "until", "sort")
    )
    wanted = dict(st.query_params)
    for name, value in (({"at": None} if narrowed else {}) | change).items():
        if name in NAMES and value in (None, "", "1" if name == "at" else None):
            wanted.pop(name, None)
        elif name in NAMES:
            wanted[name] = str(value)
    if "page" in change:
        st.session_state["leave for"] = change["page"] or "", wanted
    else:
        st.query_params.from_dict(wanted)


def leave(pages: dict) -> None:
    """Go to the page a click asked for, with the address it asked for."""
    page, wanted = st.session_state.pop("leave for", (None, {}))
    if page in pages:
        st.switch_page(pages[page], query_params=wanted)


def tabs(pages: dict[str, str], here: str, story: str | None) -> Node:
    """The pages by name. The story, the day it is read as of and the filters go along; what is open on the page stays behind."""
    stay = {"story": story, "claim": None, "finding": None, "step": None, "at": None}
    return el(
        "nav.tabs",
        *(
            el("span.tab.on" if name == here else "span.tab", title, go={"page": name, **stay})
            for name, title in pages.items()
        ),
    )


def close() -> None:
    """Close the words that are open."""
    go({"claim": None, "finding": None})


def choose_story(stories: dict[str, str]) -> str | None:
    """The story of the address, else the one this visitor saw last, else the first; a choice of several stands at the top of the page.

    None where there is none, or where the address names one that is gone: another one in its place would be taken for it.
    """
    if not stories:
        return None
    last = st.session_state.get("last story")
    wanted = st.query_params.get("story") or (last if last in stories else next(iter(stories)))
    story = wanted if wanted in stories else None
    if story:
        st.session_state["last story"] = story
    if len(stories) > 1:
        st.session_state["story"] = story
        st.selectbox(
            "Story",
            list(stories),
            key="story",
            format_func=lambda id: visible(stories[id]),
            label_visibility="collapsed",
            placeholder="Choose a story",
            on_change=lambda: go(dict.fromkeys(NAMES) | {"story": st.session_state["story"]}),
        )
    return story


def gone(stories: dict[str, str]) -> Node:
    """The address names a story that is not here: which there are."""
    return el(
        "section.board",
        el("h1", "This link’s story is not here any more"),
        el("p.rest", "It was renamed or taken away. These are here:"),
        el(
            "ul.notes",
            *(el("li", title, go=dict.fromkeys(NAMES) | {"story": id}) for id, title in stories.items()),
        ),
    )
