"""The one door to pandas: all claims as a table, and the part of it that a view asks for."""

from dataclasses import replace

import pandas as pd

from briefing.dashboard.index import Index, first_day, kept
from briefing.dashboard.state import View

COLUMNS = (
    "claim",
    "document",
    "start",
    "outlet",
    "speaker",
    "actor",
    "actors",
    "places",
    "date",
    "stance",
    "kinds",
    "words",
    "searched",
)
PAGE = 25  # rows on one page


@kept(4)
def claims_table(index: Index) -> pd.DataFrame:
    """One row a claim, in the order of the reports; dates are days (ISO) or ""."""
    rows = []
    for claim in sorted(index.summary.claims, key=lambda claim: (claim.document, *claim.hull, claim.id)):
        speaker, outlet, words = index.speaker(claim), index.outlet(claim.document), claim.words
        kinds = {finding.kind for finding in index.findings_of.get(claim.id, ())}
        kinds |= {
            "corroborated" if len(group.origins) > 1 else "single"
            for group in index.groups_of.get(claim.id, ())
        }
        actors = dict.fromkeys(
            (
                *(claim.actors),
                *(link.actor for link in claim.chain if link.actor),
                *([claim.actor] if claim.actor else []),
            )
        )
        rows.append(
            (
                claim.id,
                claim.document,
                claim.hull[0],
                outlet,
                speaker,
                claim.actor or "",
                tuple(actors),
                claim.places,
                first_day(index.date(claim)),
                claim.stance,
                tuple(sorted(kinds)),
                words,
                " ".join((words, claim.sentence.quote, speaker, outlet)).casefold(),
            )
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def narrowed(index: Index, view: View) -> pd.DataFrame:
    """The rows a view asks for; what it has open changes nothing about them."""
    return _narrowed(index, replace(view, story=None, claim=None, finding=None, at=1, step=None, asof=None))


@kept(32)
def _narrowed(index: Index, view: View) -> pd.DataFrame:
    """The rows a view asks for, in the order it asks for. An actor's claims are its own and those that name it."""
    table = claims_table(index)
    keep = pd.Series(True, index=table.index)
    if view.actor:
        keep &= table["actors"].map(lambda actors: view.actor in actors).astype(bool)
    if view.place:
        at = {claim.id for claim in index.claims_at.get(view.place, ())}
        keep &= table["claim"].isin(at)
    if view.document:
        keep &= table["document"] == view.document
    if view.stance:
        keep &= table["stance"] == view.stance
    if view.kind:
        keep &= table["kinds"].map(lambda kinds: view.kind in kinds).astype(bool)
    if view.since:
        keep &= table["date"] >= view.since
    if view.until:
        keep &= (table["date"] != "") & (table["date"].str.slice(0, len(view.until)) <= view.until)
    for word in view.q.casefold().split()[:12]:
        keep &= table["searched"].str.contains(word, regex=False)
    return ordered(table[keep], view.sort)


def ordered(table: pd.DataFrame, sort: str) -> pd.DataFrame:
    """Rows sorted by date, report or speaker; ties stay in the order of the reports."""
    match sort:
        case "newest":
            return table.sort_values("date", ascending=False, kind="stable")
        case "oldest":
            return table.assign(undated=table["date"] == "").sort_values(["undated", "date"], kind="stable")
        case "speaker":
            return table.sort_values("speaker", key=lambda names: names.str.casefold(), kind="stable")
        case _:
            return table


def page_of(table: pd.DataFrame, at: int) -> tuple[list[str], int, int]:
    """(claim ids of the page, the page's number, number of pages); a number past the end is the last page."""
    pages = max(1, -(-len(table) // PAGE))
    at = min(max(1, at), pages)
    return list(table["claim"].iloc[(at - 1) * PAGE : at * PAGE]), at, pages
