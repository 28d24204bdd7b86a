"""Two sentences of a finding face to face, short enough for a wall: the words that differ, marked, in as much of their sentence as fits."""

from briefing.dashboard.board import laid_beside
from briefing.dashboard.contrary import others
from briefing.dashboard.index import Index, when_said
from briefing.dashboard.parts import chip, cut, quoted
from briefing.dashboard.phrases import finding_word
from briefing.dashboard.safe import Node, el
from briefing.model import Claim, Finding, Span

ROWS = 3  # findings on one screen
WORDS = 130  # characters of a quote: three lines of it


def pairs(index: Index, findings: list[Finding]) -> Node:
    """Findings one below the other, the fewer the larger."""
    return el(
        "div.rows.few" if len(findings) < ROWS else "div.rows.full",
        *(laid(index, finding) for finding in findings),
    )


def laid(index: Index, finding: Finding) -> Node:
    """Two sentences of a finding side by side, with what kind of finding it is."""
    found = laid_beside(index, finding)
    rest = found[2:]
    more = (
        (f", {others(finding, rest)}" if finding.type == "claim-denial" else f" (+{len(rest)})")
        if rest
        else None
    )
    return el(
        "div.twin",
        el("span.kind", finding_word(finding), more, go={"finding": finding.id, "claim": None}),
        *(half(index, claim, span) for claim, span in found[:2]),
    )


def half(index: Index, claim: Claim | None, span: Span | None) -> Node:
    """One of two sentences: who, when, how firmly, the words that differ marked, the outlet."""
    if claim is None:
        return el(
            "div.side",
            el("q.words", cut(span.quote, WORDS) if span else ""),
            el("small", index.outlet(span.document) if span else ""),
        )
    words = quoted(claim, WORDS)
    if span and span.within(claim.sentence):
        words = el("q.words", *windowed(claim.sentence, span))
    return el(
        "div.side",
        el(
            "span.meta",
            el("b", index.speaker(claim)),
            el("span.date", when_said(index, claim)),
            chip(claim.stance),
        ),
        words,
        go={"claim": claim.id},
    )


def windowed(sentence: Span, span: Span, room: int = WORDS) -> list[Node]:
    """The words of a span, marked, in as much of its sentence as fits in `room` characters; … stands where words are left out."""
    words = sentence.quote[span.start - sentence.start : span.end - sentence.start]
    if len(words) >= room:
        return [el("mark", cut(words, room))]
    room -= len(words)
    before, after = sentence.quote[: span.start - sentence.start], sentence.quote[span.end - sentence.start :]
    head = min(len(before), max(room // 2, room - len(after)))
    tail = min(len(after), room - head)
    first = before if head == len(before) else "… " + before[len(before) - head :].partition(" ")[2]
    last = after if tail == len(after) else after[:tail].rpartition(" ")[0] + " …"
    return [first, el("mark", words), last]
