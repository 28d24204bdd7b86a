"""Present mode: one step a screen in type that reads from three metres. Keys turn the steps, a click still opens the words."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from briefing.dashboard import places
from briefing.dashboard.facing import ROWS, WORDS, pairs
from briefing.dashboard.header import outlook
from briefing.dashboard.index import Index, when_said
from briefing.dashboard.metrics import card as metric_card
from briefing.dashboard.palette import PRECISION_WORDS, ROLE_WORDS
from briefing.dashboard.parts import chip, cut, quoted
from briefing.dashboard.phrases import (
    CHANGE_WORDS,
    count,
    day,
    lead_in,
    none_detected,
)
from briefing.dashboard.safe import Go, Node, el, show
from briefing.dashboard.state import View, go
from briefing.model import Change, DocumentCard, Origin, Summary

HERE = Path(__file__).parent
SENTENCES, CARDS, LINES, REPORTS, VOICES, PLACES, CLAIMS = (
    4,
    6,
    8,
    5,
    8,
    9,
    4,
)  # what one screen holds of each; the rest is counted
LONGEST, TITLE = 320, 110  # characters of a sentence of the bottom line, and of the story's title
MAP = 900, 590  # what the map is laid out for; the style sheet enlarges it to the screen
LEAVE: Go = {"page": "", "step": None}
NEXT, BACK = ("ArrowRight", "PageDown", " "), ("ArrowLeft", "PageUp")


def keys(view: View, last: int) -> dict[str, Go]:
    """What each key does; none while words are open, whose own keys then act. Steps are told by how far, so that two quick presses are two steps."""
    if view.claim or view.finding:
        return {}
    return {
        **{key: {"step": "+1"} for key in NEXT},
        **{key: {"step": "-1"} for key in BACK},
        "Home": {"step": "1"},
        "End": {"step": str(last)},
        "Escape": LEAVE,
    }


def shown_steps(index: Index, view: View) -> list[str]:
    """The steps that have something to say, by name; the first always has."""
    return [
        name
        for name, (_, body) in STEPS.items()
        if name == "bluf" or (turned_by_then if name == "changes" and view.asof else body)(index)
    ]


def turned(change: Go, steps: list[str]) -> Go:
    """The same change in this page's terms: other pages' addresses as the step that shows the same, where there is one."""
    if change.get("page") == "sources" and "sources" in steps:
        return {"step": str(steps.index("sources") + 1)}
    if (
        change.get("page") == "evidence"
        and change.get("kind") == "conflict"
        and "step" not in change
        and "conflicts" in steps
    ):
        return {"step": str(steps.index("conflicts") + 1)}
    return change


def at(view: View, last: int) -> int:
    """The step of the address, from 1; the first where it names none."""
    return (
        int(view.step)
        if view.step and view.step.isdecimal() and len(view.step) < 3 and 1 <= int(view.step) <= last
        else 1
    )


def present(index: Index, view: View, then: Index) -> None:
    """The step of the address and nothing else; `then` is the briefing as of the day the address names."""
    st.html("<style>" + (HERE / "present.css").read_text("utf-8") + "</style>")
    steps = shown_steps(then, view)
    step = at(view, len(steps))
    show(
        stage(then, view, step),
        "stage",
        lambda change: go(turned(change, steps)),
        keys=keys(view, len(steps)),
        at=step,
        last=len(steps),
    )
    if steps[step - 1] == "map":
        with st.container(key="stage-row"):
            left, right = st.columns([23, 10], gap="medium")
            with left, st.container(key="stage-map"):
                places.map_panel(index, view, *MAP, name="wall", then=then)
            with right:
                show(beside_map(then, view), "stage-places", go)
    else:
        places.forget("wall")


def stage(index: Index, view: View, step: int) -> Node:
    """One step: what it is about, what it says, and which of how many it is."""
    steps = shown_steps(index, view)
    name = steps[step - 1]
    title, body = STEPS[name]
    summary = index.summary
    story = cut(summary.title, TITLE)
    stands = (
        f"As of {day(summary.as_of)}" + (" (later reports left out)" if view.asof else "")
        if summary.as_of
        else "no report is dated"
    )
    about = [el("span", story, hint=summary.title)] if step > 1 else []
    return el(
        f"section.stage.at-{name}",
        el(
            "div.top",
            el("h1", story, hint=summary.title) if step == 1 else el("h2", title),
            el("p.about", *about, el("b", stands)),
        ),
        el(
            "div.body",
            *(
                first_step(index, view, steps)
                if name == "bluf"
                else turned_by_then(index)
                if name == "changes" and view.asof
                else body(index)
            ),
        ),
        el(
            "div.counter",
            el(
                "div.bar",
                *(
                    el(
                        "span.on" if number == step else "span.done" if number < step else "span.ahead",
                        go={"step": str(number)},
                        hint=STEPS[each][0],
                    )
                    for number, each in enumerate(steps, 1)
                ),
            ),
            corner(steps, step),
            el("p.of", f"{step} of {len(steps)}"),
        ),
    )


def corner(steps: list[str], step: int) -> Node:
    """The way through the steps and out of them for mouse and finger; it shows when either moves."""
    names = [
        el("li", f"{number} {STEPS[name][0]}", go={"step": str(number)})
        for number, name in enumerate(steps, 1)
    ]
    return el(
        "nav.corner",
        el("span.knob", "‹", go={"step": str(step - 1)}, hint="back")
        if step > 1
        else el("span.knob.off", "‹"),
        el("span.knob", "›", go={"step": str(step + 1)}, hint="on")
        if step < len(steps)
        else el("span.knob.off", "›"),
        el("details.names", el("summary", "Steps"), el("ul", *names)),
        el("span.screen", "Full screen", full=True),
        el("span.knob.out", "×", go=LEAVE, hint="leave the presentation"),
    )


def first_step(index: Index, view: View, steps: list[str]) -> list[Node]:
    """The bottom line; at its foot what the steps left out would have said in one line."""
    lines, foot = bottom_line(index)
    said = [] if "changes" in steps or view.asof else [nothing_new(index)]
    said += [] if "conflicts" in steps else [none_detected(index.summary)]
    return [lines, el("div.under", *foot["k"], el("p.gaps", " ".join(said)) if said else None)]


def nothing_new(index: Index) -> str:
    """That there is no change is a result, too."""
    since = index.summary.since
    return (
        f"Nothing new since {last_briefing(index)}."
        if since
        else "This is the first briefing of this set of reports."
    )


def last_briefing(index: Index) -> str:
    since = index.summary.since
    return "the last briefing" + (f", as of {day(since)}" if since and day(since) != since else "")


def rest(number: int, shown: int, go: Go | None = None) -> list[Node]:
    """How many more there are, where there are."""
    return [el("p.rest", el("span", f"and {number - shown:,} more", go=go))] if number > shown else []


# ---------------------------------------------------------------- the steps


def bottom_line(index: Index) -> list[Node]:
    """What is known, in at most four sentences; what it rests on; what is missing."""
    summary = index.summary
    first, last = summary.period
    lines = [
        el("p.sentence", cut(line.text, LONGEST), go={"claim": line.claims[0]} if line.claims else None)
        for line in summary.bluf[:SENTENCES]
    ]
    voices = sum(origin.resolved for origin in summary.origins)
    rests = [
        el(
            "span",
            f"{count(len(summary.documents), 'report')}, {count(voices, 'named origin')}",
            go={"page": "sources"},
        )
    ]
    rests += (
        [el("span", f"from {day(f'{first or chr(46) * 2}/{last or chr(46) * 2}')}")] if first or last else []
    )
    long = sum(len(cut(line.text, LONGEST)) for line in summary.bluf[:SENTENCES])
    return [
        el(
            "div.short" + (".longer" if long > 800 else ".long" if long > 400 else ""),
            *lines or [el("p.nothing", "No claim in these reports could be traced to a speaker.")],
        ),
        el("div.under", el("p.rests", *rests), outlook(index, most=2) or missing(summary)),
    ]


def missing(summary: Summary) -> Node | None:
    """Whose voice is missing; the step has room for it where nothing is due and nothing is said to be unknown."""
    return el("p.gaps", el("b", "Missing: "), cut("; ".join(summary.gaps), 200)) if summary.gaps else None


def changes(index: Index) -> list[Node]:
    """What is other than in the last briefing, then who changed position and what was told otherwise later."""
    news = index.summary.changes
    turns = sorted(
        (finding for finding in index.summary.findings if finding.kind in ("change", "development")),
        key=lambda finding: finding.kind,
    )
    room = ROWS if turns else 2 * ROWS
    rows = [change_row(index, change) for change in news[:room]]
    listed = (
        [el("h3", f"Since {last_briefing(index)}"), el("ul.news", *rows), *rest(len(news), room)]
        if rows
        else []
    )
    return listed + (
        [pairs(index, turns[: ROWS - bool(rows)]), *rest(len(turns), ROWS - bool(rows))] if turns else []
    )


def turned_by_then(index: Index) -> list[Node]:
    """As of an earlier day there is no last briefing to compare with, only what had changed within the reports."""
    turns = [finding for finding in index.summary.findings if finding.kind in ("change", "development")]
    return [pairs(index, turns[:ROWS]), *rest(len(turns), ROWS)] if turns else []


def change_row(index: Index, change: Change) -> Node:
    """One change since the last briefing; a claim's opens its words."""
    to = {"claim": change.what} if change.what in index.claims else None
    claim = index.claims_in.get(change.what, ())
    turn = f"{change.before} → {change.after}: " if change.before and change.after else ""
    return el(
        "li",
        el("span.kind", CHANGE_WORDS[change.kind]),
        el(
            "span.what",
            cut(turn + change.text, 110),
            hint=change.text,
            go=to or ({"claim": claim[0].id} if claim else None),
        ),
    )


def figures(index: Index) -> list[Node]:
    """The headline metrics, large."""
    found = index.summary.metrics
    return (
        [
            el("div.metrics", *(metric_card(index, metric) for metric in found[:CARDS])),
            *rest(len(found), CARDS),
        ]
        if found
        else []
    )


def where(index: Index) -> list[Node]:
    """The map stands below."""
    return [el("span")] if index.summary.places else []


def conflicts(index: Index) -> list[Node]:
    """Disagreements, both sentences side by side."""
    found = [finding for finding in index.summary.findings if finding.kind == "conflict"]
    return (
        [
            pairs(index, found[:ROWS]),
            *rest(len(found), ROWS, {"page": "evidence", "kind": "conflict", "step": None}),
        ]
        if found
        else []
    )


def actors(index: Index) -> list[Node]:
    """Those who speak, most claims first, each with the latest position that can be read alone."""
    cards = [
        card for card in index.summary.actors if card.actor.kind != "media" and card.latest in index.claims
    ]
    cards.sort(key=lambda card: (-len(index.claims_by[card.actor.id]), card.actor.id))
    lines = []
    for card in cards[:LINES]:
        claim = index.claims[card.latest]
        lines.append(
            el(
                "div.speech",
                el("span.who", el("b", card.actor.name), el("span.office", index.office(card.actor))),
                el("span.meta", el("span.date", when_said(index, claim) or "undated"), chip(claim.stance)),
                lead_in(claim) or None,
                quoted(claim, WORDS),
                go={"claim": claim.id},
            )
        )
    return (
        [el("div.talk.full" if len(lines) == LINES else "div.talk", *lines), *rest(len(cards), LINES)]
        if lines
        else []
    )


def reports(index: Index) -> list[Node]:
    """The reports, newest first, and the origins behind them: one voice each, however many reports carry it."""
    cards = sorted(
        index.summary.documents, key=lambda card: (card.published.value or "", card.id), reverse=True
    )
    if not cards:
        return []
    known = sorted(
        (origin for origin in index.summary.origins if origin.resolved),
        key=lambda origin: (-len(origin.documents), origin.id),
    )
    left_out = [
        words
        for number, words in (
            (len(index.summary.issues), "not understood"),
            (len(index.summary.withheld), "withheld: not traced to words"),
        )
        if number
        for words in [f"{number} {words}"]
    ]
    return [
        el(
            "div.halves",
            el(
                "div.half",
                el("h3", count(len(cards), "report")),
                *(report(index, card) for card in cards[:REPORTS]),
                *rest(len(cards), REPORTS),
            ),
            el(
                "div.half",
                el("h3", f"{count(len(known), 'named origin')} behind them"),
                *(voice(index, origin) for origin in known[:VOICES]),
                *rest(len(known), VOICES),
            ),
        ),
        el("p.rest", "; ".join(left_out)) if left_out else None,
    ]


def report(index: Index, card: DocumentCard) -> Node:
    """One report: title, outlet, date."""
    first = next(iter(index.claims_in.get(card.id, ())), None)
    return el(
        "div.paper",
        el("span.title", card.title.quote if card.title else f"Report {card.id}, without a title"),
        el(
            "small",
            f"{index.outlet(card.id)} · {day(card.published.value) or 'date not known'} · {count(card.claims, 'claim')}",
        ),
        go={"claim": first.id} if first else None,
    )


def voice(index: Index, origin: Origin) -> Node:
    """One origin, with a square for each report that carries it."""
    first = next((id for id in origin.claims if id in index.claims), None)
    return el(
        "div.origin",
        el("span.name", cut(origin.name, 40)),
        el("span.n", *(el("i.report") for _ in origin.documents[:10])),
        go={"claim": first} if first else None,
        hint=f"carried by {count(len(origin.documents), 'report')}",
    )


# name of the step → (its heading, what it shows)
STEPS: dict[str, tuple[str, Callable[[Index], list[Node]]]] = {
    "bluf": ("In short", bottom_line),
    "changes": ("What changed", changes),
    "metrics": ("In figures", figures),
    "map": ("Where", where),
    "conflicts": ("Where reports disagree", conflicts),
    "actors": ("Who says what", actors),
    "sources": ("What this rests on", reports),
}


# ---------------------------------------------------------------- beside the map


def beside_map(index: Index, view: View) -> Node:
    """The places by name, or the claims of the chosen one."""
    card = index.places.get(view.place or "")
    if card is None:
        cards = sorted(
            index.summary.places, key=lambda card: (-len(card.claims), not card.always, card.place.id)
        )
        return el(
            "section.stage.places",
            *(
                el(
                    "div.place",
                    el("b", card.place.name),
                    el("span.n", count(len(card.claims), "claim")),
                    chip(card.stance),
                    go={"place": card.place.id},
                )
                for card in cards[:PLACES]
            ),
            *rest(len(cards), PLACES),
        )
    claims = index.claims_at.get(card.place.id, ())
    return el(
        "section.stage.places",
        el("div.place.on", el("b", card.place.name), el("span.clear", "all places", go={"place": None})),
        el("p.about", f"{ROLE_WORDS[card.role].capitalize()}; {PRECISION_WORDS[card.place.precision]}."),
        *(
            el(
                "div.speech",
                el(
                    "span.meta",
                    el("b", index.speaker(claim)),
                    el("span.date", when_said(index, claim)),
                    chip(claim.stance),
                ),
                lead_in(claim) or None,
                quoted(claim, 90),
                go={"claim": claim.id},
            )
            for claim in claims[:CLAIMS]
        ),
        *rest(len(claims), CLAIMS),
        None if claims else el("p.nothing", "No claim names it."),
    )
