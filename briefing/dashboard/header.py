"""The top of the briefing: what is known in two or three sentences, how fresh it is, what is missing, where reports disagree."""

from briefing.dashboard.asof import offered, undated_left_out
from briefing.dashboard.board import laid_beside
from briefing.dashboard.facing import windowed
from briefing.dashboard.index import Index, kept, short_day
from briefing.dashboard.parts import between, cut, section, speaker
from briefing.dashboard.phrases import CHANGE_WORDS, count, day, finding_word, lead_in, moment, none_detected
from briefing.dashboard.safe import Node, el
from briefing.model import Change, Claim, Finding, Span

SHOWN = 3  # disagreements in the digest; all of them stand further down
TURNS = 2  # changed positions beside them
AHEAD = 3  # entries of what is due and of what is not known
ENTRY = 110  # characters of one
VOICE = 90  # characters of a voice in the digest
CHANGES = 30  # since the last briefing


@kept(16)
def header(index: Index, then: Index | None = None) -> Node:
    """Title, the bottom line, what it rests on, and a digest of disagreements and changes; `then` is the briefing as of an earlier day."""
    then = then or index
    return el(
        "section.head",
        el(
            "div.lead",
            el("h1", index.summary.title),
            faults(then),
            as_of(index, then),
            bottom_line(index, then),
            outlook(then),
        ),
        digest(index, then),
    )


def as_of(index: Index, then: Index) -> Node:
    """The day the briefing stands at, the other days it can be read as of, and what it rests on; one line of one height."""
    chosen, newest = then.summary.as_of if then is not index else None, index.newest()
    if then is not index:
        without = undated_left_out(index, then)
        rests = [
            el(
                "span.picked",
                f"as of {short_day(index, chosen)}",
                el("span.clear", "clear", go={"asof": None}),
            ),
            f"{len(then.summary.documents)} of {count(len(index.summary.documents), 'report')}",
            f"{count(without, 'undated report')} left out" if without else None,
        ]
    else:
        named = [origin for origin in index.summary.origins if origin.resolved]
        rests = [
            el(
                "span.plain",
                f"{count(len(index.summary.documents), 'report')} · {count(len(named), 'origin')}",
                go={"page": "sources"},
            ),
            el("span.plain", f"newest from {newest.outlet or 'report ' + newest.id}", go={"page": "sources"})
            if newest
            else None,
            covers(index),
        ]
    return el("p.rests", *(el("span", piece) for piece in (days_row(index, chosen), *rests) if piece))


def covers(index: Index) -> str | None:
    """The period the reports were written in."""
    first, last = index.summary.period
    return f"covers {day(f'{first or chr(46) * 2}/{last or chr(46) * 2}')}" if first or last else None


def days_row(index: Index, chosen: str | None) -> Node:
    """ "As of 18 · 22 · 28 · 29 Oct 2024": every day a report came out, the one shown in bold."""
    if not index.summary.as_of:
        return el("b", "No report is dated")
    known = offered(index, chosen)
    if len(known) < 2:
        return el("b", f"As of {day(index.summary.as_of)}")
    shown = chosen or known[-1]
    as_written = lambda each: day(each, year=each == known[-1] or each[:4] != known[-1][:4])
    row = [
        el("b.day", day(each))
        if each == shown
        else el(
            "span.day",
            as_written(each),
            go={"asof": None if each == known[-1] else each},
            hint="what was reported by then",
        )
        for each in known
    ]
    if shown not in known:
        row.append(el("b.day", day(shown)))
    return el("span.days", "As of ", *row)


def bottom_line(index: Index, then: Index | None = None) -> Node:
    """The sentences of the briefing; each opens the words it is made of. How many were not yet reported is said, not which."""
    lines = (then or index).summary.bluf
    if not index.summary.bluf:
        return el("p.bluf", "No claim in these reports could be traced to a speaker.")
    later = len(index.summary.bluf) - len(lines)
    return el(
        "p.bluf",
        *(
            piece
            for line in lines
            for piece in (
                el("span.sentence", line.text, go={"claim": line.claims[0] if line.claims else None}),
                " ",
            )
        ),
        el(
            "small",
            f"{count(later, 'sentence')} of today's bottom line {'rests' if later == 1 else 'rest'} on later reports.",
        )
        if later
        else None,
    )


def faults(index: Index) -> Node | None:
    """What is wrong with the input, in one line; nothing where nothing is."""
    found = [issue.found for issue in index.summary.issues]
    unmatched = sum("there is none" in words or "no report in this set" in words for words in found)
    unread = sum(words.startswith("not read") for words in found)
    kinds = [
        (unmatched, "setting in config.yaml matches no report", "settings in config.yaml match no report"),
        (unread, "file not read", "files not read"),
        (len(found) - unmatched - unread, "other note on the input", "other notes on the input"),
        (len(index.summary.withheld), "value withheld", "values withheld"),
    ]
    told = [count(number, one, many) for number, one, many in kinds if number]
    return (
        el("p.faults", " · ".join(told), " · ", el("span.plain", "see why", go={"page": "sources"}))
        if told
        else None
    )


def outlook(index: Index, most: int = AHEAD) -> Node | None:
    """What is due next and what is not known, so many of each; every entry opens its words."""
    due = [
        el(
            "span.plain",
            el("b", f"{day(one.date, year=False)} "),
            cut(one.span.quote, ENTRY),
            go={"claim": one.claims[0]},
        )
        for one in index.summary.next[:most]
    ]
    unknown = [
        el("span.plain", cut(one.span.quote, ENTRY), go={"claim": one.claims[0]})
        for one in index.summary.unknown[:most]
    ]
    rows = [
        el("p.gaps", el("b", f"{name}: "), *between(entries, " · "))
        for name, entries in (("Next", due), ("Not known", unknown))
        if entries
    ]
    return el("div.outlook", *rows) if rows else None


def gaps(index: Index) -> Node | None:
    """What this set of reports does not cover."""
    return el("p.gaps", el("b", "Missing: "), "; ".join(index.summary.gaps)) if index.summary.gaps else None


def digest(index: Index, then: Index | None = None) -> Node:
    """Disagreements and changes with both voices, and what is missing; of an earlier day as many rows, some of them empty, so that nothing moves."""
    then = then or index
    disputes, turned = digest_rows(then)
    many = sum(finding.kind == "conflict" for finding in then.summary.findings)
    title = f"Where reports disagree ({many})" if many else none_detected(then.summary).rstrip(".")
    title += (", and what changed" if many else "; what changed") if turned else ""
    missing = [len(now) - len(at) for now, at in zip(digest_rows(index), (disputes, turned))]
    empty = lambda number, *rows: [el("li", *rows) for _ in range(number)]
    blank = el("span.kind", "\u00a0")
    return el(
        "div.digest",
        el("h2", title),
        el(
            "ul",
            *(dispute(then, finding) for finding in disputes),
            *empty(missing[0], blank, el("span.voices", blank, blank)),
            *(dispute(then, finding, last=True) for finding in turned),
            *empty(missing[1], blank, el("span.voices", blank, blank)),
        ),
        gaps(then),
    )


def digest_rows(index: Index) -> tuple[list[Finding], list[Finding]]:
    """The disagreements and the changes that the digest has room for, each with two sides to show."""
    kinds = lambda *wanted: [
        finding
        for finding in index.summary.findings
        if finding.kind in wanted and ("conflict" in wanted or len(finding.spans) > 1)
    ]
    return kinds("conflict")[:SHOWN], kinds("change", "development")[:TURNS]


def dispute(index: Index, finding: Finding, last: bool = False) -> Node:
    """One disagreement: its kind, and a line for each of the two voices; of a change its first side and its `last`."""
    pairs = laid_beside(index, finding)
    if last:
        pairs = [pairs[0], pairs[len(finding.spans) - 1]]
    voices = [voice(index, claim, span) for claim, span in pairs[:2]]
    return el(
        "li", el("span.kind", finding_word(finding)), el("span.voices", *voices), go={"finding": finding.id}
    )


def voice(index: Index, claim: Claim | None, span: Span | None) -> Node:
    """Who, and the words in question: the claim's own where they hold them, else as much of their sentence as fits."""
    who = speaker(index, claim)[:1] if claim else [el("b", index.outlet(span.document))] if span else []
    if claim and (span is None or any(span.overlaps(part) for part in claim.content)):
        words = [lead_in(claim) or ("denied " if claim.stance == "denied" else ""), cut(claim.words, VOICE)]
    elif span and claim and span.within(claim.sentence):
        words = windowed(claim.sentence, span, VOICE)
    else:
        words = [cut(span.quote, VOICE) if span else ""]
    return el(
        "span.what",
        *who,
        ": ",
        *filter(None, words),
        hint=claim.words if claim else span.quote if span else "",
    )


def since_last(index: Index) -> Node:
    """What is other than in the last briefing: "nothing" and "this is the first" are answers, too."""
    summary = index.summary
    if summary.since is None:
        return section("Since the last briefing", el("small", "This is the first briefing."))
    if not summary.changes:
        return section(
            "Since the last briefing",
            el("small", f"Nothing changed since the briefing as of {day(summary.since)}."),
        )
    head = section(
        f"Since the briefing as of {day(summary.since)}", el("small", count(len(summary.changes), "change"))
    )
    more = (
        el("p.rest", f"and {len(summary.changes) - CHANGES:,} more")
        if len(summary.changes) > CHANGES
        else None
    )
    return el(
        "section.board",
        head,
        el("ul.notes.changes", *(change_row(index, change) for change in ranked(summary.changes)[:CHANGES])),
        more,
    )


def ranked(changes: tuple[Change, ...]) -> list[Change]:
    """New reports first, then new positions, then claims new, changed and gone."""
    order = ("new document", "stance", "new claim", "changed claim", "dropped claim")
    return sorted(changes, key=lambda change: order.index(change.kind))


def change_row(index: Index, change: Change) -> Node:
    """One change since the last briefing; a claim's opens its words."""
    go = (
        {"claim": change.what}
        if change.what in index.claims
        else {"page": "sources"}
        if change.what in index.documents
        else None
    )
    turn = (
        f"{change.before} → {change.after}: "
        if change.kind == "stance" and change.before and change.after
        else ""
    )
    was = (
        el("small", f" was: {cut(change.before, 110)}")
        if change.kind == "changed claim" and change.before and change.before != change.text
        else None
    )
    where = (
        el(
            "small",
            index.speaker(index.claims[change.what])
            + ", "
            + index.outlet(index.claims[change.what].document),
        )
        if change.what in index.claims
        else None
    )
    if change.kind == "dropped claim":
        where = taken_out(index, change)
    return el(
        "li",
        el("span.kind", CHANGE_WORDS[change.kind]),
        el(
            "span.what",
            turn + cut(index.name(change.text) if change.kind == "stance" else change.text, 160),
            was,
        ),
        where,
        go=go,
    )


def taken_out(index: Index, change: Change) -> Node | None:
    """Which outlet took the sentence of a claim out of its report, and when it was seen; nothing where that is not known."""
    card = index.documents.get(change.what.rpartition(":")[0])
    words = " ".join(change.text.split())
    gone = next((one for one in card.revisions if one.before and words in one.before), None) if card else None
    if gone is None:
        return None
    became = f"; it says now: “{cut(gone.after, 160)}”" if gone.after else ""
    return el(
        "small", f"{index.outlet(card.id)} took it out of its report, as seen on {moment(gone.at)}{became}"
    )
