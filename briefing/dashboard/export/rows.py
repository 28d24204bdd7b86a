"""Claims as rows: CSV for spreadsheets, JSON for programs."""

import csv
import io
import json

from briefing.dashboard.export.view import View, visible
from briefing.dashboard.phrases import STANCE_WORDS
from briefing.model import Summary
from briefing.summary import plain

COLUMNS = (
    "id",
    "report",
    "outlet",
    "published",
    "speaker",
    "cue",
    "stance",
    "words",
    "start",
    "end",
    "hedges",
    "said",
    "happened",
    "chain",
    "speaker carried over",
    "kind",
    "form",
    "actors",
    "places",
    "credibility",
)
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # what a spreadsheet takes for the start of a formula


def to_csv(summary: Summary, earlier: bool = False) -> bytes:
    """One row a claim, UTF-8 with a byte order mark for spreadsheets; a cell that would act as a formula begins with an apostrophe.

    Rows have no place to say that they are of an `earlier` day; the name of the file does.
    """
    view, file = View(summary), io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in summary.claims:
        start, end = claim.hull
        row = (
            claim.id,
            claim.document,
            view.outlet(claim.document),
            view.documents[claim.document].published.value or "",
            view.who(claim),
            claim.cue.quote if claim.cue else "",
            STANCE_WORDS[claim.stance],
            claim.words,
            start,
            end,
            "; ".join(hedge.quote for hedge in claim.hedges),
            claim.said.value or "" if claim.said else "",
            claim.happened.value or "" if claim.happened else "",
            view.chain(claim),
            claim.inferred or "",
            claim.kind,
            claim.form,
            ", ".join(view.actors.get(actor, actor) for actor in claim.actors),
            ", ".join(claim.places),
            view.credibility.get(claim.id, ""),
        )
        writer.writerow(neutral(cell) for cell in row)
    return "\ufeff".encode() + file.getvalue().encode("utf-8", "backslashreplace")


def to_json(summary: Summary, earlier: bool = False) -> bytes:
    """The whole summary as one JSON object, in the words of the records; ASCII, so that no character acts."""
    told = plain(summary) | ({"left_out": f"reports after {summary.as_of}"} if earlier else {})
    return (json.dumps(told, ensure_ascii=True, indent=1) + "\n").encode()


def neutral(cell: object) -> object:
    """A cell that shows as written and is never run; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return "'" + text if text.lstrip(" ").startswith(FORMULA) or text.startswith(FORMULA) else text
