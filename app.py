"""The page, top to bottom: read what is on disk, then Briefing, Evidence, Timeline or Sources, then the words behind a click."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from briefing.archive import HEALTH, read_health
from briefing.config import ASKED, READABLE, ConfigError, read_config
from briefing.dashboard import (
    asof,
    board,
    builder,
    claims,
    header,
    live,
    metrics,
    parts,
    people,
    places,
    present,
    safe,
    sources,
    state,
    times,
    tools,
)
from briefing.dashboard.evidence import evidence
from briefing.dashboard.index import build_index
from briefing.summary import SummaryError, read_summary, read_text

HERE = Path(__file__).parent
CONFIG, SUMMARIES = HERE / "config.yaml", HERE / "summaries"

st.set_page_config(
    page_title="Briefing",
    page_icon=str(HERE / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)


def read_index(path: Path):
    """A summary with its look-ups."""
    return build_index(read_summary(path))


def read_document(index, id: str) -> tuple[str | None, str]:
    """(text, problem) of a stored document."""
    try:
        return read_text(SUMMARIES, index.summary.story, index.documents[id]), ""
    except (SummaryError, KeyError) as error:
        return None, str(error)


def briefing() -> None:
    """What is known, who says so, where, and where reports disagree: one screen, as of the newest report or of an earlier day."""
    tools.tools(index, then)
    safe.show(header.header(index, then), "head", state.go)
    safe.show(metrics.metrics(then), "metrics", state.go)
    left, right = st.columns([21, 13], gap="small")
    with left:
        places.map_panel(index, view, then=then)
    with right:
        safe.show(people.panel(then, view), "panel", state.go)
    times.strip(then)
    safe.show(board.board(then), "board", state.go)
    for name, part in (
        ("since", None if view.asof else header.since_last(index)),
        ("carried", board.carried(then)),
        ("grid", board.grid(then)),
    ):
        if part:
            safe.show(part, name, state.go)


def all_claims() -> None:
    """Every claim, searched and filtered."""
    claims.evidence_page(then, view)


def timeline() -> None:
    """Happened against became known."""
    times.timeline_page(then, view.asof)


def all_sources() -> None:
    """Reports, origins, issues, what is withheld."""
    asked, _ = (
        live.newest(config.kept(chosen) / HEALTH, read_health, (OSError, ValueError)) if chosen else ((), "")
    )
    safe.show(sources.sources(then, date.today().isoformat(), view.asof, asked or ()), "sources", state.go)


def presentation() -> None:
    """One step a screen, for the wall; as of an earlier day where the address says so."""
    present.present(index, view, then)


PAGES = {
    "": st.Page(briefing, title="Briefing", default=True),
    "evidence": st.Page(all_claims, title="Evidence", url_path="evidence"),
    "timeline": st.Page(timeline, title="Timeline", url_path="timeline"),
    "sources": st.Page(all_sources, title="Sources", url_path="sources"),
    "present": st.Page(presentation, title="Present", url_path="present", visibility="hidden"),
}

TABS = {name: each.title for name, each in PAGES.items() if name != "present"}

page = st.navigation(
    list(PAGES.values()), position="hidden"
)  # its own tabs would drop the story from the address
state.leave(PAGES)
safe.style()

config, wrong = live.newest(CONFIG, read_config, (ConfigError,))
stories = (
    {story.id: story.title for story in config.stories}
    if config
    else {path.stem: path.stem for path in sorted(SUMMARIES.glob("*.yaml"))}
)
story = state.choose_story(stories)
chosen = next((each for each in config.stories if each.id == story), None) if config else None
path = SUMMARIES / f"{story}.yaml" if story else None
index, cut_off = live.newest(path, read_index, (SummaryError,)) if story else (None, "")
live.show_problems(wrong, cut_off if index or path and path.exists() else "")

if stories and story is None:
    safe.show(state.gone(stories), "gone", state.go)
elif index is None:
    live.show_empty()
else:
    view = state.read_view(index)
    then = asof.known_by(index, view.asof)
    view = view if then is not index else replace(view, asof=None)
    if page.url_path != "present":
        safe.show(state.tabs(TABS, page.url_path, story if len(stories) > 1 else None), "tabs", state.go)
    st.set_page_config(
        page_title=" · ".join(
            (
                parts.cut(safe.visible(index.summary.title), 60),
                *([page.title] if page.url_path else []),
                "Briefing",
            )
        )
    )
    page.run()
    evidence(
        then if view.claim in then.claims or view.finding in then.findings else index,
        view,
        partial(read_document, index),
    )

read = (
    tuple(
        config.base / source.path if source.kind not in ASKED else config.received(each)
        for each in config.stories
        for source in each.sources
    )
    if config and not wrong
    else ()
)
mine = (
    [
        config.base / source.path
        for each in config.stories
        if each.id == story and all(source.kind in ("folder", "file") for source in each.sources)
        for source in each.sources
    ]
    if read
    else []
)
# A story that has lost its reports is handed to the builder, which keeps the last briefing and says so.
emptied = bool(mine and index and index.documents) and not builder.any_report(mine, READABLE)
live.watch(
    partial(builder.keep_built, CONFIG, SUMMARIES, read, story is not None and (index is None or emptied))
)
