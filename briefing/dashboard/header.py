"""The top of the briefing: what is known in two or three sentences, how fresh it is, what is missing, where reports disagree."""
from functools import lru_cache

from briefing.dashboard.index import Index
from briefing.dashboard.parts import cut
from briefing.dashboard.phrases import CHANGE_WORDS, count, day, finding_word
from briefing.dashboard.safe import Node, el
from briefing.model import Change

SHOWN = 3       # disagreements and changes in the digest; all of them stand further down


@lru_cache(maxsize=4)
def header(index: Index) -> Node:
    """Title, the bottom line, what it rests on, and a digest of disagreements and changes."""
    return el("section.head", el("div.lead", el("h1", index.summary.title), rests_on(index), bottom_line(index), gaps(index)), digest(index))


def rests_on(index: Index) -> Node:
    """As-of, period covered, reports against origins, the newest report."""
    summary, newest = index.summary, index.newest()
    named = [origin for origin in summary.origins if origin.resolved]
    first, last = summary.period
    pieces: list[Node] = [el("b", f"As of {day(summary.as_of)}") if summary.as_of else el("b", "No report is dated")]
    if first or last:
        pieces.append(f"covers {day(f'{first or chr(46) * 2}/{last or chr(46) * 2}')}")
    pieces.append(el("span.plain", f"{count(len(summary.documents), 'report')} · {count(len(named), 'origin')}", go={"page": "sources"}))
    if newest:
        pieces.append(el("span.plain", f"newest {day(newest.published.value)}, {index.outlet(newest.id)}", go={"page": "sources"}))
    return el("p.rests", *(el("span", piece) for piece in pieces))


def bottom_line(index: Index) -> Node:
    """The sentences of the briefing; each opens the words it is made of."""
    lines = index.summary.bluf
    if not lines:
        return el("p.bluf", "No claim in these reports could be traced to a speaker.")
    return el("p.bluf", *(piece for line in lines for piece in
                          (el("span.sentence", line.text, go={"claim": line.claims[0] if line.claims else None}), " ")))


def gaps(index: Index) -> Node | None:
    """What this set of reports does not cover."""
    return el("p.gaps", el("b", "Missing: "), "; ".join(index.summary.gaps)) if index.summary.gaps else None


def digest(index: Index) -> Node:
    """Disagreements and changes, one line each."""
    conflicts = [finding for finding in index.summary.findings if finding.kind == "conflict"]
    turns = [finding for finding in index.summary.findings if finding.kind in ("change", "development")]
    rows = [el("li", el("span.kind", finding_word(finding)), el("span.what", cut(finding.topic, 110)), go={"finding": finding.id})
            for finding in conflicts[:SHOWN]]
    changed = [el("li", el("span.kind", finding_word(finding)), el("span.what", cut(finding.topic, 110)), go={"finding": finding.id}) for finding in turns[:2]]
    news = [change_row(index, change) for change in index.summary.changes[:2]]
    since = f" since {day(index.summary.since)}" if index.summary.since and news else ""
    return el("div.digest", el("h2", f"Where reports disagree ({len(conflicts)})" if conflicts else "No disagreement found"),
              el("ul", *rows) if rows else None,
              *([el("h2", "What changed" + since), el("ul", *changed, *news)] if changed or news else []))


def change_row(index: Index, change: Change) -> Node:
    """One change since the last briefing; a claim's opens its words."""
    go = {"claim": change.what} if change.what in index.claims else {"page": "sources"} if change.what in index.documents else None
    turn = f"{change.before} → {change.after}: " if change.before and change.after else ""
    return el("li", el("span.kind", CHANGE_WORDS[change.kind]), el("span.what", cut(turn + change.text, 110)), go=go)
