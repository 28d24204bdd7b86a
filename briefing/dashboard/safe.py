"""The one door that puts words on the screen. Source text goes through as text and can be nothing else.

Panels describe what they show as plain trees made by `el`; `show` hands a tree to words.js, which builds it from
`createElement` and text nodes alone. Nothing is ever parsed: no Markdown, no HTML, no LaTeX, no directive. Table cells
(`st.dataframe`) and `st.text` are safe as well and take `visible(text)`.
"""

import re
from pathlib import Path

import streamlit as st

from briefing.dashboard.palette import PALETTE, STANCE_COLOURS, STANCE_SHAPES

Node = dict | str
Go = dict[str, str | None]  # what changes in the address when it is clicked; None takes a key away

HERE = Path(__file__).parent
TAGS = frozenset(
    {
        "div",
        "span",
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "q",
        "mark",
        "b",
        "i",
        "small",
        "section",
        "table",
        "tr",
        "th",
        "td",
        "thead",
        "tbody",
        "dl",
        "dt",
        "dd",
        "time",
        "blockquote",
        "u",
        "details",
        "summary",
        "nav",
    }
)

# Characters that reorder, hide or break a line without being seen: controls, bidi marks and overrides, zero-width and
# invisible operators, line and paragraph separators, interlinear marks, tags, byte order mark, lone surrogates.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
# A zero-width joiner inside a Latin word hides something; between Arabic or Indic letters it is spelling.
JOINER = re.compile(
    "(?<![\u0590-\u1fff\u2190-\u2bff\u3000-\ud7ff\ufe00-\ufe0f\U00010000-\U0001ffff])[\u200c\u200d]"
)
# "Z̴̡a̴l̴g̴o̴": a stack of more than three marks on one letter paints over the lines above and below it.
STACKED = re.compile(
    "([\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def visible(text: str) -> str:
    """The same words with every unseen character written out as ‹U+202E›; nothing is taken away but surplus accents."""
    text = UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text.replace("\r\n", "\n"))
    return STACKED.sub(r"\1", JOINER.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text))


def el(
    kind: str,
    *children: Node | None,
    go: Go | None = None,
    hint: str = "",
    focus: str = "",
    copy: str = "",
    full: bool = False,
    mark: str | None = None,
    **numbers: float,
) -> dict:
    """A node: `kind` is "tag.class.class"; `go` makes it a link, `focus` the part to scroll to, `copy` a copy button, `full` a button for the full screen, `mark` a stance's mark.

    Numbers reach the style sheet as custom properties: `x=12.5` becomes `--x: 12.5`.
    """
    tag, *classes = kind.split(".")
    if tag not in TAGS:
        raise ValueError(f"no tag {tag!r}; choose one of {', '.join(sorted(TAGS))}")
    node: dict = {
        "t": tag,
        "k": [visible(child) if isinstance(child, str) else child for child in children if child is not None],
    }
    if classes:
        node["c"] = " ".join(classes)
    if go is not None:
        node["g"] = go
    if hint:
        node["h"] = visible(hint)
    if focus:
        node["f"] = focus
    if copy:
        node["y"] = visible(copy)
    if full:
        node["u"] = True
    if mark is not None:
        node["m"] = STANCE_SHAPES[mark]
    if numbers:
        node["s"] = {f"--{name}": round(number, 3) for name, number in numbers.items()}
    return node


_words = st.components.v2.component(
    "briefing_words",
    html='<div class="bf"></div>\n',
    js=(HERE / "words.js").read_text("utf-8"),
    isolate_styles=False,
)


def show(node: dict, key: str, on_go, keys: dict[str, Go] | None = None, at: int = 1, last: int = 1) -> None:
    """Put a tree on the screen; `on_go(change)` hears every click before the page is drawn again.

    `keys` maps key names ("ArrowRight") to what they change, for as long as the tree is on the screen. A change of `step` may be
    told as "+1"; `at` and `last` are the step shown and the last there is.
    """

    def heard() -> None:
        change = st.session_state[key].go
        if isinstance(change, dict):
            on_go({str(name): None if value is None else str(value) for name, value in change.items()})

    _words(
        key=key,
        data={
            "tree": node,
            "keys": keys or {},
            "at": at,
            "last": last,
            "dark": st.context.theme.type == "dark",
        },
        on_go_change=heard,
    )


def style() -> None:
    """The style sheet of all trees, once a page: our own words only."""
    colours = []
    for theme, root in (("light", ".bf"), ("dark", ".bf.dark")):
        named = {**PALETTE[theme], **STANCE_COLOURS[theme]}
        colours.append(
            f"{root} {{ " + " ".join(f"--{name}: {colour};" for name, colour in named.items()) + " }"
        )
    st.html("<style>" + "\n".join(colours) + (HERE / "words.css").read_text("utf-8") + "</style>")


def text_of(node: Node) -> str:
    """All words of a tree, as a reader meets them; for tests and for chart descriptions."""
    return node if isinstance(node, str) else " ".join(filter(None, (text_of(child) for child in node["k"])))


def links_of(node: Node) -> list[Go]:
    """Every change a tree offers, in reading order."""
    if isinstance(node, str):
        return []
    return ([node["g"]] if "g" in node else []) + [go for child in node["k"] for go in links_of(child)]
