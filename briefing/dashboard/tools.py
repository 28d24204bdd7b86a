"""At the top right of the briefing, quietly: present it, or take it along."""

import re

import streamlit as st

from briefing.dashboard.export import EXPORTS, MEDIA_TYPES
from briefing.dashboard.index import Index
from briefing.dashboard.safe import el, show
from briefing.dashboard.state import go
from briefing.model import Summary

FORMATS = {
    "html": "Two pages to print (HTML)",
    "md": "As text (Markdown)",
    "csv": "Claims for a spreadsheet (CSV)",
    "json": "Everything, for programs (JSON)",
}
assert set(FORMATS) == set(EXPORTS) == set(MEDIA_TYPES)


def tools(index: Index, then: Index) -> None:
    """Both, in the line of the page's tabs; each file is made when it is asked for, and tells what was known by `then`."""
    summary, earlier = then.summary, then is not index
    with st.container(key="tools", horizontal=True, gap="xsmall", vertical_alignment="center"):
        with st.popover("Take along", type="tertiary", width="content"), st.container(gap=None):
            for form, words in FORMATS.items():
                st.download_button(
                    words,
                    data=lambda form=form: EXPORTS[form](summary, earlier),
                    file_name=file_name(summary, form, earlier),
                    mime=MEDIA_TYPES[form],
                    key=f"take-{form}",
                    type="tertiary",
                    on_click="ignore",
                    width="stretch",
                )
        show(
            el(
                "span.tool",
                "Present",
                go={"page": "present", "step": "1"},
                hint="one step a screen, turned by the arrow keys; Esc leads back",
            ),
            "present-button",
            go,
        )


def file_name(summary: Summary, form: str, earlier: bool = False) -> str:
    """Our own words only: the story's id and the day it stands at; of an `earlier` day it says so."""
    story = re.sub("[^a-z0-9-]", "", summary.story)[:60] or "briefing"
    day = re.match(r"\d{4}(-\d\d){0,2}", summary.as_of or "", re.ASCII)
    return f"{story}{'-as-of' if earlier else ''}-{day[0] if day else 'undated'}.{form}"
