"""Below the map: disagreements with both sentences, changed positions, what several reports carry, who stands where."""

from briefing.dashboard.contrary import Pair, denies, opposed, others, shown
from briefing.dashboard.index import Index, kept, when_said
from briefing.dashboard.parts import (
    between,
    chain,
    chip,
    cut,
    quoted,
    rating,
    rule,
    section,
    speaker,
    step,
    table,
)
from briefing.dashboard.phrases import ATTITUDE_WORDS, count, day, finding_word, none_detected
from briefing.dashboard.safe import Node, el
from briefing.model import Claim, Finding, Group, Position, Span

SIDES = 4  # sentences laid side by side
ROWS = 12  # findings and groups on one screen; all claims are on the evidence page


@kept(4)
def board(index: Index) -> Node:
    """Disagreements, changed positions, and what was told otherwise later without anyone contradicting it."""
    parts = [
        findings(
            index, ("conflict",), "Where reports disagree", "both sentences as printed; the reader judges"
        ),
        findings(
            index,
            ("change", "development"),
            "What changed",
            "new positions; and what was later told differently, where nobody contradicts anybody",
        ),
    ]
    if not any(parts):
        parts = [section("Where reports disagree"), el("p.rest", none_detected(index.summary))]
    return el("section.board", *parts)


def findings(index: Index, kinds: tuple[str, ...], title: str, note: str) -> Node | None:
    """All findings of these kinds as cards."""
    found = [finding for finding in index.summary.findings if finding.kind in kinds]
    if not found:
        return None
    cards = [finding_card(index, finding) for finding in found[:ROWS]]
    return el(
        "section.kinds",
        section(title, el("small", note)),
        el("div.cards", *cards),
        rest(len(found), kinds[0]),
    )


def rest(number: int, kind: str) -> Node | None:
    """The way to what did not fit."""
    return (
        el("p.rest", el("span.plain", f"all {number}", go={"page": "evidence", "kind": kind}))
        if number > ROWS
        else None
    )


def finding_card(index: Index, finding: Finding, wide: bool = False) -> Node:
    """One finding: its sentences side by side, oldest first, and why they are laid beside each other."""
    go = None if wide else {"finding": finding.id, "claim": None}
    pairs = laid_beside(index, finding)
    most = shown(finding, SIDES)
    return el(
        "div.finding.wide" if wide else "div.finding",
        el("div.top", el("span.kind", finding_word(finding)), el("b", cut(finding.topic, 140), go=go)),
        el("div.sides", *(side(index, *pair) for pair in pairs[:most])),
        the_others(index, finding, pairs[most:]),
        el("p.why", finding.why),
    )


def laid_beside(index: Index, finding: Finding) -> list[Pair]:
    """The sentences of a finding, each as (claim, words that differ), in the order to show them."""
    if finding.type == "claim-denial":  # a claim a span
        return opposed(
            finding, [(index.claims.get(id), span) for id, span in zip(finding.claims, finding.spans)]
        )
    pairs: list[Pair] = [(holder(index, span, finding.claims), span) for span in finding.spans]
    used = {claim.id for claim, _ in pairs if claim}
    return pairs + [
        (index.claims[id], None) for id in finding.claims if id not in used and id in index.claims
    ]


def the_others(index: Index, finding: Finding, rest: list[Pair]) -> Node | None:
    """ "and 3 more that say the same", each a click away."""
    words = others(finding, rest)
    links = [el("span.plain", index.speaker(claim), go={"claim": claim.id}) for claim, _ in rest if claim]
    return el("p.others", f"{words}: ", *between(links, " · ")) if words else None


def holder(index: Index, span: Span, among: tuple[str, ...]) -> Claim | None:
    """The innermost claim that holds a span, one of the finding's own where possible."""
    holding = [
        claim
        for claim in index.claims_in.get(span.document, ())
        if claim.sentence.overlaps(span) or any(part.overlaps(span) for part in claim.content)
    ]
    outside = lambda claim: not any(part.overlaps(span) for part in claim.content)
    return min(
        holding,
        key=lambda claim: (claim.id not in among, outside(claim), claim.hull[1] - claim.hull[0], claim.id),
        default=None,
    )


def side(index: Index, claim: Claim | None, span: Span | None) -> Node:
    """One of the sentences; the words that disagree are marked in it."""
    if claim is None:
        return el(
            "div.side",
            el("q.words", span.quote if span else ""),
            el("small.outlet", index.outlet(span.document) if span else ""),
        )
    words = quoted(claim)
    if span and span not in claim.content and span.within(claim.sentence) and len(claim.sentence.quote) < 600:
        at = span.start - claim.sentence.start
        words = el(
            "q.words",
            claim.sentence.quote[:at],
            el("mark", span.quote),
            claim.sentence.quote[at + len(span.quote) :],
        )
    return el(
        "div.side",
        el(
            "span.meta",
            el("span", *speaker(index, claim)),
            el("span.date", when_said(index, claim)),
            chip(claim.stance),
        ),
        words,
        el("small.outlet", index.outlet(claim.document)),
        go={"claim": claim.id},
    )


@kept(4)
def carried(index: Index) -> Node | None:
    """What several reports carry: outlets against origins, one row a claim."""
    groups = sorted(
        index.summary.groups,
        key=lambda group: (-len(group.origins), -group.outlets, -len(group.claims), group.id),
    )
    groups = [group for group in groups if len(group.claims) > 1][:ROWS]
    if not groups:
        return None
    return el(
        "section.board",
        section(
            "What several reports carry",
            el("small", "outlets against origins: five outlets that repeat one agency are one voice"),
        ),
        el("div.groups", *(group_row(index, group) for group in groups)),
        rule(index.summary.rule),
    )


def group_row(index: Index, group: Group) -> Node:
    """Outlets as hollow squares over origins as full dots, the leading claim, why it is one claim and how it is rated."""
    outlets = el(
        "span.pair",
        *(el("i.report") for _ in range(min(group.outlets, 12))),
        el("small", count(group.outlets, "outlet")),
    )
    origins = el(
        "span.pair",
        *(el("i.voice") for _ in group.origins[:12]),
        el("small", count(len(group.origins), "origin")),
    )
    elsewhere = {
        index.claims[id].document: id for id in reversed(group.claims) if id in index.claims
    }  # the first claim of each report
    others = [
        el("span.plain", index.brief(document), go={"claim": id})
        for document, id in sorted(elsewhere.items())
        if document != group.claims[0].split(":")[0]
    ][:5]
    letters = sorted(
        {
            card.reliability
            for id in group.claims
            if id in index.claims and (card := index.documents.get(index.claims[id].document))
        }
    )
    return el(
        "div.group",
        el(
            "div.tally",
            outlets,
            origins,
            rating("/".join(letters), group.credibility) if group.credibility and letters else None,
        ),
        el(
            "div.said",
            el("q.words", cut(group.topic, 200), go={"claim": group.claims[0]}),
            el("small", group.why),
            el("small", "also printed as: ", *between(others, " · ")) if others else None,
        ),
    )


@kept(4)
def grid(index: Index) -> Node | None:
    """Who stands where: actors against what several reports carry; each cell opens its words."""
    cells = {(position.group, position.actor): position for position in index.summary.positions}
    positioned = {position.group for position in index.summary.positions}
    groups = [group for group in index.summary.groups if group.id in positioned][:ROWS]
    heard = {position.actor for position in index.summary.positions if position.attitude != "silent"}
    actors = [card.actor.id for card in index.summary.actors if card.actor.id in heard][:8]
    if not groups or not actors:
        return None
    rows = [
        el(
            "tr",
            el("th", cut(group.topic, 110), go={"claim": group.claims[0]}),
            *(cell(index, group, cells.get((group.id, actor))) for actor in actors),
        )
        for group in groups
    ]
    return el(
        "section.board",
        section("Who stands where", el("small", "silent: in these reports, but not heard on this")),
        table(("Claim", *(index.name(actor) for actor in actors)), rows),
    )


def cell(index: Index, group: Group, position: Position | None) -> Node:
    """One attitude as shape and word."""
    if position is None or position.attitude == "silent":
        return el("td.silent", ATTITUDE_WORDS["silent"] if position else "–")
    stands = attitude(index, group, position)
    go = {"claim": position.claims[0]} if position.claims else None
    if stands is None:
        return el("td", el("span.plain", "see the words", go=go))
    shape = {"affirms": "confirmed", "denies": "denied", "hedges": "unconfirmed"}[stands]
    return el("td", el(f"span.chip.{shape}", el("i.shape", mark=shape), ATTITUDE_WORDS[stands], go=go))


def attitude(index: Index, group: Group, position: Position) -> str | None:
    """Where an actor stands on the words of the row; None where only the words can tell.

    A "not" in a speaker's own sentence is counted as denying, though he may say the very words of the row: he denies them only
    where another claim is found to be denied by his.
    """
    if position.attitude != "denies":
        return position.attitude
    if any(
        denies(finding, index.claims.get(id))
        for id in position.claims
        for finding in index.findings_of.get(id, ())
    ):
        return "denies"
    own = [index.claims[id] for id in position.claims if id in group.claims and id in index.claims]
    return "affirms" if own and all(claim.stance in ("claimed", "confirmed") for claim in own) else None


def compared(index: Index, finding: Finding) -> Node:
    """A finding opened: its sentences, why they are compared, the chain of each, and the way to the next one of its kind."""
    claims = [index.claims[id] for id in finding.claims if id in index.claims]
    return el(
        "section.opened",
        finding_card(index, finding, wide=True),
        el(
            "div.chains",
            el("h3", "How each reached its report"),
            *(
                el(
                    "div.chained",
                    el("small", ", ".join(filter(None, (index.speaker(claim), day(index.date(claim)))))),
                    chain(index, claim),
                )
                for claim in claims[:SIDES]
            ),
        ),
        turn(index, finding),
    )


def turn(index: Index, finding: Finding) -> Node | None:
    """Previous and next of the same kind, and which of them this is."""
    same = [other.id for other in index.summary.findings if other.kind == finding.kind]
    at = same.index(finding.id)
    if len(same) < 2:
        return None
    return el(
        "div.foot",
        step("← Previous", {"finding": same[at - 1]} if at else None),
        el("span.n", f"{at + 1} of {len(same)}"),
        step("Next →", {"finding": same[at + 1]} if at + 1 < len(same) else None),
    )
