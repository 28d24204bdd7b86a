"""The drawer on the right: the words behind whatever was clicked. Opening or closing it moves nothing else."""

from collections.abc import Callable

import streamlit as st

from briefing.dashboard.board import compared
from briefing.dashboard.index import Index
from briefing.dashboard.reader import arrow_keys, opened
from briefing.dashboard.safe import Go, show
from briefing.dashboard.state import View, close, go, read_view


def evidence(index: Index, view: View, read: Callable[[str], tuple[str | None, str]]) -> None:
    """Open the chosen claim or finding, if any; `read` gives (text, problem) of a document id."""
    if view.claim:
        claim_drawer(index, read)
    elif view.finding:
        finding_drawer(index, read)


def inside(change: Go) -> None:
    """A click or a key in the drawer; one that arrives together with its closing comes too late."""
    if "claim" in st.query_params or "finding" in st.query_params:
        go(change)


def body(index: Index, read: Callable[[str], tuple[str | None, str]]) -> None:
    """What the address asks for now; a click inside draws only this again."""
    view = read_view(index)
    if view.claim:
        claim = index.claims[view.claim]
        text, problem = read(claim.document)
        show(opened(index, claim, text, problem), "drawer", inside, keys=arrow_keys(index, claim))
    elif view.finding:
        show(compared(index, index.findings[view.finding]), "drawer", inside)
    else:
        st.rerun()


@st.dialog("The words behind it", width=800, position="right", on_dismiss=close)
def claim_drawer(index: Index, read) -> None:
    """One claim in its report."""
    body(index, read)


@st.dialog("Laid side by side", width=800, position="right", on_dismiss=close)
def finding_drawer(index: Index, read) -> None:
    """One finding."""
    body(index, read)
