"""The words behind a value: the report as printed, the chosen claim strong, every other claim a light mark and a link."""

from briefing.dashboard.index import Index
from briefing.dashboard.parts import chain, chip, cut, hedged, quoted, rating, rule, speaker, step
from briefing.dashboard.phrases import BASIS_WORDS, RELIABILITY_WORDS, count, day, finding_word, known, moment
from briefing.dashboard.safe import Node, el
from briefing.model import Claim, Revision, Span, When

WINDOW = 12_000  # characters of a report on the screen at once, around the chosen claim


def opened(index: Index, claim: Claim, text: str | None, problem: str = "") -> Node:
    """One claim with its chain, its report and its neighbours; without the stored text, the quoted sentence alone."""
    body = (
        printed(index, claim, text)
        if text is not None
        else el(
            "div.printed",
            el("p.problem", problem or "The text of this report is not stored."),
            el("p", el("mark.chosen", claim.sentence.quote)),
        )
    )
    return el(
        "section.opened",
        lead(index, claim),
        el("div.row", el("h3", "How it reached this report"), chain(index, claim)),
        why_inferred(claim),
        findings(index, claim),
        rated(index, claim),
        about_report(index, claim),
        revised(index, claim),
        body,
        el("div.foot", *neighbours(index, claim)),
    )


def lead(index: Index, claim: Claim) -> Node:
    """The chosen words, who says them, when, how firmly."""
    actor = index.actor(claim.actor)
    office = index.office(actor) if actor else ""
    when = dated("said", claim.said) or [el("span.date", "when it was said is not known")]
    happened = dated("happened", claim.happened)
    return el(
        "div.lead",
        quoted(claim, 1200),
        el(
            "div.meta",
            el("span", *speaker(index, claim)),
            el("span.office", office) if office else None,
            chip(claim.stance),
        ),
        el("div.meta", *when, *happened),
    )


def dated(clock: str, when: When | None) -> list[Node]:
    """What a clock shows and how that is known; nothing where it is not."""
    return (
        [el("span.date", f"{clock} {day(when.value)}"), el("span.how", f"({known(when)})")]
        if when and when.value
        else []
    )


def why_inferred(claim: Claim) -> Node | None:
    """Why the speaker is not the sentence's own."""
    known = (
        "The speaker is carried over, not named in this sentence: "
        if claim.actor or claim.speaker
        else "Not known who speaks: "
    )
    return el("p.inferred", known, claim.inferred) if claim.inferred else None


def findings(index: Index, claim: Claim) -> Node | None:
    """Where this claim is disputed, changed or carried by others."""
    links: list[Node] = []
    for finding in index.findings_of.get(claim.id, ()):
        if finding.kind in ("conflict", "change", "development"):
            links.append(
                el("span.plain.kind", finding_word(finding), go={"finding": finding.id, "claim": None})
            )
    for group in index.groups_of.get(claim.id, ()):
        links += (
            [
                el(
                    "span",
                    f"carried by {count(group.outlets, 'outlet')}, {count(len(group.origins), 'origin')}",
                )
            ]
            if len(group.claims) > 1
            else []
        )
    return el("div.row", el("h3", "Compared"), el("div.chain", *links)) if links else None


def rated(index: Index, claim: Claim) -> Node | None:
    """The two ratings, apart: of the source by the editor, of what it says by the printed rule."""
    found = index.ratings.get(claim.id)
    if not found or found.reliability not in RELIABILITY_WORDS:
        return None
    return el(
        "div.row",
        el("h3", "Rated"),
        el(
            "div.chain",
            rating(found.reliability, found.credibility),
            el(
                "small",
                f"source {RELIABILITY_WORDS[found.reliability]}; claim {found.why.removeprefix(f'{found.credibility}: ')}",
            ),
        ),
        rule(index.summary.rule),
    )


def about_report(index: Index, claim: Claim) -> Node:
    """Outlet, date and how it is known, number of claims."""
    card = index.documents.get(claim.document)
    if card is None:
        return el("div.report", index.outlet(claim.document))
    when = f"{day(card.published.value) or 'date not known'} ({known(card.published) if card.published.value else BASIS_WORDS['unknown']})"
    return el(
        "div.report",
        el("b", index.outlet(card.id)),
        el("span.date.clamped", cut(when, 220), hint=when),
        el("span", card.path),
        el("span.copy", "Copy citation", copy=citation(index, claim)),
    )


def revised(index: Index, claim: Claim) -> Node | None:
    """What newer versions of its report say otherwise, this claim's own sentence first; nothing where there was one version."""
    card = index.documents.get(claim.document)
    if card is None or not card.revisions:
        return None
    own = next((one for one in card.revisions if one.after and holds_sentence(claim, one.after)), None)
    was = f"before, it was “{own.before}”" if own and own.before else "before, it was not there"
    words = "This sentence is other than when the report was first read, as seen on"
    told = el("p.inferred", f"{words} {moment(own.at)}: {was}") if own else None
    rows = [el("li", el("small", f"{moment(one.at)} "), turned(one)) for one in card.revisions]
    return el("div.row", el("h3", f"{index.outlet(card.id)} changed its report"), told, el("ul.notes", *rows))


def holds_sentence(claim: Claim, sentence: str) -> bool:
    """Whether a sentence of a version, which may be cut, is the one that a claim stands in."""
    whole, other = " ".join(claim.sentence.quote.split()), sentence.removesuffix("…")
    return other in whole or whole in other


def turned(revision: Revision) -> str:
    """What became of a sentence."""
    if revision.before and revision.after:
        return f"“{revision.before}” became “{revision.after}”"
    return f"gone: “{revision.before}”" if revision.before else f"new: “{revision.after}”"


def citation(index: Index, claim: Claim) -> str:
    """Outlet, date and quote, as one pastes it into a text."""
    card = index.documents.get(claim.document)
    date = day(card.published.value) if card and card.published.value else "no date"
    return f"{index.outlet(claim.document)}, {date}: “{claim.words}” ({index.speaker(claim)}; {claim.id})"


def printed(index: Index, chosen: Claim, text: str) -> Node:
    """The report around the chosen claim, line by line as printed."""
    middle = chosen.hull[0]
    first = 0 if len(text) <= WINDOW else max(0, text.rfind("\n", 0, max(0, middle - WINDOW // 2)) + 1)
    first = first if middle - first <= WINDOW else middle - WINDOW // 2
    last = min(len(text), first + WINDOW)
    claims = [
        claim
        for claim in index.claims_in.get(chosen.document, ())
        if claim.hull[1] > first and claim.hull[0] < last
    ]
    lines, at = [], first
    for line in text[first:last].split("\n"):
        if line.strip():
            lines.append(
                el(
                    "p",
                    *marked(
                        line,
                        at,
                        chosen,
                        [claim for claim in claims if claim.hull[0] < at + len(line) and claim.hull[1] > at],
                    ),
                )
            )
        at += len(line) + 1
    earlier = el("p.rest", "The report begins earlier.") if first else None
    return el(
        "div.printed.scroll",
        earlier,
        *lines,
        el("p.rest", "The report goes on.") if last < len(text) else None,
    )


def marked(line: str, at: int, chosen: Claim, claims: list[Claim]) -> list[Node]:
    """One line: the chosen words in one mark a part, between them every claim, the speaker and the cue; `at` is where the line starts."""
    end, done, pieces = at + len(line), at, []
    for part in chosen.content:
        start, stop = max(part.start, at), min(part.end, end)
        if start < stop and start >= done:
            pieces += around(line, at, done, start, chosen, claims)
            pieces.append(
                el(
                    "mark.chosen",
                    *hedged(Span(part.document, start, stop, line[start - at : stop - at]), chosen.hedges),
                    focus=chosen.id,
                )
            )
            done = stop
    return pieces + around(line, at, done, end, chosen, claims)


def around(line: str, at: int, first: int, last: int, chosen: Claim, claims: list[Claim]) -> list[Node]:
    """The words from first to last, cut at every edge of a claim and of the chosen claim's speaker and cue."""
    here = [part for claim in claims for part in claim.content]
    edges = {first, last} | {
        edge
        for span in (*here, *filter(None, (chosen.speaker, chosen.cue)))
        for edge in (span.start, span.end)
        if first < edge < last
    }
    cuts = sorted(edges)
    return [piece(line[start - at : stop - at], start, chosen, claims) for start, stop in zip(cuts, cuts[1:])]


def piece(words: str, start: int, chosen: Claim, claims: list[Claim]) -> Node:
    """A run of words under one set of marks: bold for who says it and the word that says so, a link for another claim."""
    shown: Node = words
    for span, name in ((chosen.speaker, "speaker"), (chosen.cue, "cue")):
        if span and span.start <= start < span.end:
            shown = el(f"b.{name}", shown)
    over = [claim for claim in claims if any(part.start <= start < part.end for part in claim.content)]
    if not over:
        return shown
    inner = min(over, key=lambda claim: (claim.hull[1] - claim.hull[0], claim.id))
    return shown if inner.id == chosen.id else el("mark", shown, go={"claim": inner.id})


def beside(index: Index, claim: Claim) -> tuple[Claim | None, Claim | None]:
    """The claims before and after this one in its report."""
    claims = index.claims_in.get(claim.document, ())
    at = next((number for number, other in enumerate(claims) if other.id == claim.id), None)
    if at is None:
        return None, None
    return (claims[at - 1] if at else None), (claims[at + 1] if at + 1 < len(claims) else None)


def neighbours(index: Index, claim: Claim) -> list[Node]:
    """Previous and next claim, and where among them this one stands."""
    before, after = beside(index, claim)
    claims = index.claims_in.get(claim.document, ())
    at = next((number for number, other in enumerate(claims, 1) if other.id == claim.id), 0)
    return [
        step("← Previous claim", {"claim": before.id} if before else None),
        el("span.n", f"claim {at} of {len(claims)} in this report"),
        step("Next claim →", {"claim": after.id} if after else None),
    ]


def arrow_keys(index: Index, claim: Claim) -> dict:
    """Left and right arrow step through the report's claims."""
    before, after = beside(index, claim)
    return {
        key: {"claim": other.id} for key, other in (("ArrowLeft", before), ("ArrowRight", after)) if other
    }
