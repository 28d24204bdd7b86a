"""The evidence page: every claim, searched, filtered, sorted and paged; a row opens its words."""

from datetime import date

import streamlit as st

from briefing.dashboard.index import Index, when_said
from briefing.dashboard.parts import chip, page_head, quoted, speaker, step
from briefing.dashboard.phrases import FINDING_WORDS, STANCE_WORDS, count, finding_word, lead_in
from briefing.dashboard.safe import Node, el, show, visible
from briefing.dashboard.state import FIRST_DAY, KINDS, LAST_DAY, SORTS, View, go
from briefing.dashboard.tables import narrowed, page_of
from briefing.model import STANCES, Claim

SORT_WORDS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "report": "As printed",
    "speaker": "By speaker",
}
KIND_WORDS = FINDING_WORDS | {"conflict": "in a disagreement", "change": "in a changed position"}


def evidence_page(index: Index, view: View) -> None:
    """Filters above, rows below."""
    show(
        page_head(
            index,
            "All claims",
            "Each row is one claim as printed. Choose it to read it in its report.",
            view.asof,
        ),
        "claims-head",
        go,
    )
    filters(index, view)
    table = narrowed(index, view)
    ids, at, pages = page_of(table, view.at)
    show(
        el(
            "section.rows",
            tally(index, view, len(table)),
            rows(index, [index.claims[id] for id in ids], view),
            turn(at, pages),
        ),
        "claims-rows",
        go,
    )


def filters(index: Index, view: View) -> None:
    """The widgets; each writes the address, the address sets each."""
    summary = index.summary
    with st.container(horizontal=True, gap="xsmall", key="filters", vertical_alignment="bottom"):
        search(view)
        choose(
            "Who",
            "actor",
            view,
            [card.actor.id for card in sorted(summary.actors, key=lambda card: (-card.count, card.actor.id))],
            index.name,
        )
        choose(
            "Where",
            "place",
            view,
            [
                card.place.id
                for card in sorted(summary.places, key=lambda card: (-len(card.claims), card.place.id))
            ],
            index.name,
        )
        choose("Report", "document", view, [card.id for card in summary.documents], index.outlet)
        choose("How firmly", "stance", view, STANCES, STANCE_WORDS.get)
        choose("Compared", "kind", view, KINDS, KIND_WORDS.get)
        between(view)
        choose("Order", "sort", view, SORTS, SORT_WORDS.get, empty=False)


def search(view: View) -> None:
    """Words to look for in quotes, sentences, speakers and outlets."""
    st.session_state["filter-q"] = view.q
    st.text_input(
        "Words",
        key="filter-q",
        placeholder="Search the claims",
        width=176,
        max_chars=200,
        on_change=lambda: go({"q": st.session_state["filter-q"]}),
    )


def choose(label: str, name: str, view: View, options, words, empty: bool = True) -> None:
    """One choice; none of it is "all"."""
    key = f"filter-{name}"
    st.session_state[key] = getattr(view, name)
    st.selectbox(
        label,
        list(options),
        key=key,
        width=138,
        placeholder="all",
        index=None if empty else 0,
        format_func=lambda id: visible(words(id)),
        on_change=lambda: go({name: st.session_state[key]}),
    )


def between(view: View) -> None:
    """First and last day said."""
    for label, name in (("From", "since"), ("Until", "until")):
        key = f"filter-{name}"
        try:
            st.session_state[key] = date.fromisoformat(getattr(view, name) or "")
        except ValueError:
            st.session_state[key] = None
        st.date_input(
            label,
            key=key,
            width=140,
            format="YYYY-MM-DD",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            on_change=lambda key=key, name=name: go(
                {name: st.session_state[key].isoformat() if st.session_state[key] else None}
            ),
        )


def tally(index: Index, view: View, number: int) -> Node:
    """How many rows, and the way back to all of them."""
    narrow = {
        "q": None,
        "actor": None,
        "place": None,
        "document": None,
        "stance": None,
        "kind": None,
        "since": None,
        "until": None,
    }
    on = [name for name in narrow if getattr(view, name)]
    return el(
        "div.section",
        el("b", count(number, "claim")),
        el("small", f"of {len(index.summary.claims):,}") if on else None,
        el("span.clear", "clear all filters", go=narrow) if on else None,
    )


def rows(index: Index, claims: list[Claim], view: View) -> Node:
    """One line a claim."""
    if not claims:
        return el("p.rest", "No claim fits these filters.")
    return el(
        "div.list",
        el(
            "div.row.top",
            *(el("small", word) for word in ("When", "Who", "How firmly", "Words", "Printed by")),
        ),
        *(row(index, claim, claim.id == view.claim) for claim in claims),
    )


def row(index: Index, claim: Claim, chosen: bool) -> Node:
    """Date, speaker, stance, words, outlet with the chain's length and what the claim was compared with."""
    last = claim.chain[-1] if len(claim.chain) > 1 and claim.chain[-1].role != "outlet" else None
    own = (
        last is None
        or last.actor
        and last.actor == claim.actor
        or claim.speaker
        and last.holder == claim.speaker.quote
    )
    origin = "" if own else index.actor(last.actor).name if index.actor(last.actor) else last.holder
    marks = [
        finding_word(finding)
        for finding in index.findings_of.get(claim.id, ())
        if finding.kind in ("conflict", "change", "development")
    ]
    printed = el(
        "span.outlet",
        index.outlet(claim.document),
        el("small", f" from {origin}") if origin and origin != index.speaker(claim) else None,
        el("small.kind", ", ".join(dict.fromkeys(marks))) if marks else None,
    )
    return el(
        "div.row.chosen" if chosen else "div.row",
        el("span.date", when_said(index, claim) or "undated"),
        el("span", *speaker(index, claim)),
        el("span", chip(claim.stance)),
        lead_in(claim) or None,
        quoted(claim, 320),
        printed,
        go={"claim": claim.id},
    )


def turn(at: int, pages: int) -> Node | None:
    """Page of pages."""
    if pages < 2:
        return None
    return el(
        "div.foot",
        step("← Previous page", {"at": str(at - 1)} if at > 1 else None),
        el("span.n", f"page {at} of {pages}"),
        step("Next page →", {"at": str(at + 1)} if at < pages else None),
    )
