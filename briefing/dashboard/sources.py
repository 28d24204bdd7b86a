"""The sources page: reports, the origins behind them, what could not be understood, what is withheld and why."""

from briefing.dashboard.index import Index, kept
from briefing.dashboard.parts import cut, page_head, section, table
from briefing.dashboard.phrases import RELIABILITY_WORDS, count, day, known
from briefing.dashboard.safe import Node, el
from briefing.model import DocumentCard, Origin, dated_ahead

ROWS = 60  # reports, issues and withheld items on the screen


@kept(4)
def sources(
    index: Index, today: str, asof: str | None = None, asked: tuple[tuple[str, ...], ...] = ()
) -> Node:
    """Everything about where the briefing comes from, looked at on this day; what is wrong with it comes first.

    `asked` is a row for each page and feed that is fetched: address, how asking goes, last answer, last good, next try.
    """
    told, left_out = issues(index, today), withheld(index)
    wrong = [(bool(index.summary.issues), told), (bool(index.summary.withheld), left_out)]
    return el(
        "section.board",
        page_head(index, "Sources", "Where every word on these pages comes from.", asof),
        *(part for here, part in wrong if here),
        reports(index),
        origins(index),
        fetched(asked),
        *(part for here, part in wrong if not here),
    )


def reports(index: Index) -> Node:
    """One row a report: outlet, date and how it is known, title, origins, claims, reliability."""
    cards = sorted(
        index.summary.documents, key=lambda card: (card.published.value or "", card.id), reverse=True
    )
    head = ("Published", "Outlet", "Title", "Said first by", "Claims", "Reliability")
    return el(
        "section.board",
        section("Reports", el("small", f"{count(len(cards), 'report')}, newest first")),
        table(head, [report(index, card) for card in cards[:ROWS]]),
        el("p.rest", f"and {len(cards) - ROWS:,} older ones") if len(cards) > ROWS else None,
    )


def report(index: Index, card: DocumentCard) -> Node:
    """One report."""
    first = next(iter(index.claims_in.get(card.id, ())), None)
    return el(
        "tr",
        el("td", el("b", day(card.published.value) or "not known"), el("small", " " + known(card.published))),
        el("td", el("b", card.outlet or "not named"), el("small", " " + card.path)),
        el(
            "td",
            el(
                "span.said",
                card.title.quote if card.title else "no title",
                go={"claim": first.id} if first else None,
            ),
        ),
        el("td", ", ".join(index.name(id) for id in card.origins) or "not known"),
        el(
            "td",
            el("span.plain", f"{card.claims}", go={"page": "evidence", "document": card.id}),
            el("small", f" in {card.language}: not read") if card.language else None,
        ),
        el("td", f"{card.reliability}: {RELIABILITY_WORDS.get(card.reliability, 'cannot be judged')}"),
    )


def origins(index: Index) -> Node:
    """Origins against outlets: one voice each, however many outlets carry it."""
    known_ones = [origin for origin in index.summary.origins if origin.resolved]
    unknown = [origin for origin in index.summary.origins if not origin.resolved]
    note = f"{count(len(known_ones), 'voice')} behind {count(len(index.summary.documents), 'report')}; unnamed reports add none"
    return el(
        "section.board",
        section("Origins", el("small", note)),
        table(
            ("Origin", "First said", "Carried by", "Claims", "Why these belong together"),
            [origin_row(index, origin) for origin in (known_ones + unknown)[:ROWS]],
        ),
    )


def origin_row(index: Index, origin: Origin) -> Node:
    """One origin."""
    claims = [id for id in origin.claims if id in index.claims]
    name = el("td", el("b", origin.name), None if origin.resolved else el("small", " not counted"))
    return el(
        "tr" if origin.resolved else "tr.silent",
        name,
        el("td.short", day(origin.said) or "not known"),
        el("td", ", ".join(dict.fromkeys(index.brief(id) for id in origin.documents))),
        el("td", el("span.plain", str(len(claims)), go={"claim": claims[0]}) if claims else "0"),
        el("td", cut(origin.why, 300)),
    )


def fetched(asked: tuple[tuple[str, ...], ...]) -> Node | None:
    """How asking for pages and feeds goes; nothing where none is fetched."""
    if not asked:
        return None
    failing = sum(1 for row in asked if not row[1].startswith("good"))
    rows = [
        el(
            "tr",
            el("td", el("b", cut(address, 120))),
            el("td", cut(state, 300)),
            el("td", cut(came, 200)),
            el("td.short", good),
            el("td.short", next_try),
        )
        for address, state, came, good, next_try in asked[:ROWS]
    ]
    note = f"{count(len(asked), 'page or feed', 'pages and feeds')}" + (
        f", {failing} not good" if failing else ""
    )
    return el(
        "section.board",
        section("On the web", el("small", note)),
        table(("Address", "How asking goes", "Last answer", "Last good", "Next try"), rows),
        el("p.rest", f"and {len(asked) - ROWS:,} more") if len(asked) > ROWS else None,
    )


def issues(index: Index, today: str) -> Node:
    """What the builder saw and did not understand, and reports dated later than today, which no built file can tell."""
    ahead = (dated_ahead(f"report {card.id}", card.published, today) for card in index.summary.documents)
    found = (*index.summary.issues, *filter(None, ahead))
    if not found:
        return el("section.board", section("Not understood"), el("p.rest", "Nothing: every report was read."))
    return el(
        "section.board",
        section("Not understood", el("small", count(len(found), "issue"))),
        el(
            "ul.notes",
            *(
                el("li", el("b", issue.where), " ", issue.found, el("small", f" {issue.hint}"))
                for issue in found[:ROWS]
            ),
        ),
    )


def withheld(index: Index) -> Node:
    """What is not shown because it could not be traced to its words."""
    found = index.summary.withheld
    if not found:
        return el(
            "section.board",
            section("Withheld"),
            el("p.rest", "Nothing: every value on these pages was traced to its words."),
        )
    return el(
        "section.board",
        section(
            "Withheld",
            el("small", f"{count(len(found), 'value')} that could not be traced to the words of a report"),
        ),
        el(
            "ul.notes",
            *(
                el("li", el("b", item.what), el("small", f" {item.where}: "), item.why)
                for item in found[:ROWS]
            ),
        ),
    )
