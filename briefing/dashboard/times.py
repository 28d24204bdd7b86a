"""Time: a strip under the map, and a page with what happened against when it became known."""

import json

import streamlit as st

from briefing.dashboard import charts
from briefing.dashboard.index import Index, first_day, kept
from briefing.dashboard.parts import chip, cut, page_head
from briefing.dashboard.phrases import BASIS_WORDS, count, day, known
from briefing.dashboard.safe import Node, el, show
from briefing.dashboard.state import go
from briefing.model import TimelineEntry

CLOCK_WORDS = {"happened": "happened", "said": "was said", "published": "was published"}
ROWS = 200  # entries listed on the page


def strip(index: Index) -> None:
    """The timeline in three rows under the map."""
    draw(index, "strip")


def timeline_page(index: Index, asof: str | None = None) -> None:
    """The full timeline, and the same entries as a list."""
    show(
        page_head(
            index,
            "Timeline",
            "When it happened, when it was said and when it was published are three different clocks.",
            asof,
        ),
        "time-head",
        go,
    )
    draw(index, "timeline")
    show(listed(index), "time-list", go)


CHARTS = {"strip": charts.timeline_strip, "timeline": charts.timeline}


@kept(16)
def drawn(index: Index, name: str, dark: bool) -> str | None:
    """A chart as a Vega-Lite specification in JSON, made once a change; None where nothing is dated."""
    chart = CHARTS[name](index.summary.timeline, index.summary.documents, dark=dark)
    return None if chart is None else json.dumps(chart.to_dict(validate=False))


def draw(index: Index, name: str) -> None:
    """A chart whose dots open their words."""
    spec = drawn(index, name, st.context.theme.type == "dark")
    if spec is None:
        return
    key = f"{name}-{st.session_state.setdefault(f'{name} turn', 0)}"
    st.vega_lite_chart(
        spec=json.loads(spec),
        width="stretch",
        key=key,
        alt=charts.describe_timeline(index.summary.timeline),
        theme=None,
        on_select=lambda: dot_chosen(index, name, key),
    )


def dot_chosen(index: Index, name: str, key: str) -> None:
    """Open the words of a dot; the chart forgets it, so that the same dot can be chosen again."""
    for row in st.session_state[key]["selection"].get("claim") or []:
        if row.get("claim") in index.claims:
            st.session_state[f"{name} turn"] += 1
            go({"claim": row["claim"], "finding": None})


def listed(index: Index) -> Node:
    """Entries by day, newest first."""
    dated = [entry for entry in index.summary.timeline if entry.when.value]
    dated.sort(key=lambda entry: (first_day(entry.when.value), entry.document), reverse=True)
    undated = [entry for entry in index.summary.timeline if not entry.when.value]
    days: dict[str, list[TimelineEntry]] = {}
    for entry in dated[:ROWS]:
        days.setdefault(first_day(entry.when.value), []).append(entry)
    parts = [el("div.day", el("h2", day(date)), lines(index, group)) for date, group in days.items()]
    if len(dated) > ROWS:
        parts.append(el("p.rest", f"{count(len(dated) - ROWS, 'entry', 'entries')} more in the evidence"))
    if undated:
        parts.append(el("div.day", el("h2", "Not dated"), lines(index, undated[:ROWS])))
    return el("section.board", *parts)


def lines(index: Index, entries: list[TimelineEntry]) -> Node:
    """Entries of a day."""
    return el("ul.notes", *(line(index, entry) for entry in entries))


def line(index: Index, entry: TimelineEntry) -> Node:
    """One entry: which clock, the words, how firmly, how the date is known."""
    claim = index.claims.get(entry.claim or "")
    what = el(
        "span.what",
        el("b", index.speaker(claim) + " ") if claim else None,
        el("q.words", cut(entry.text, 220)),
    )
    how = el(
        "small",
        f"{index.brief(entry.document)}; date {BASIS_WORDS[entry.when.basis]}",
        hint=known(entry.when),
    )
    return el(
        "li.entry",
        el("span.kind", CLOCK_WORDS[entry.clock]),
        what,
        (chip(claim.stance) if claim else None) or el("span"),
        how,
        go={"claim": claim.id}
        if claim
        else {"page": "evidence", "document": entry.document}
        if entry.document in index.documents
        else None,
    )
