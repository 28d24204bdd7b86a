"""Documents in, one JSON line out each: every claim, mention, figure, date and place with its span."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.config import ACCEPTED, Source
from briefing.extract import extract_all, name_speakers, rename
from briefing.extract.actors import merge_actors
from briefing.extract.actors.gazetteer import place
from briefing.isodate import no_date
from briefing.model import Actor, Document, Issue, When
from briefing.sources.file import LIMIT, read_bytes, read_text_file
from briefing.sources.plain import refuse
from briefing.summary import plain

LONGEST_LINE = 6 * LIMIT  # bytes; JSON may write a character in six
KEYS = ("id", "text", "published", "outlet")


def extract_lines(files: list[str], published: str | None, outlet: str | None, jsonl: bool) -> int:
    """Writes one JSON line a document to standard output, in the order read; errors go to standard error by line, the rest go on. 1 where there was one."""
    wrong = False
    documents: list[Document] = []
    for found in _lines(published, outlet) if jsonl else _files(files or ["-"], published, outlet):
        if isinstance(found, Issue):
            wrong = True
            print(f"{found.where}: {found.found}; {found.hint}", file=sys.stderr)
        else:
            documents.append(found)
    for extraction in extract_all(documents):
        actors, merged = merge_actors([extraction])
        (extraction,) = name_speakers([rename(extraction, merged)], actors)
        row = plain(extraction)
        row["document"] = {
            "id": extraction.document.id,
            "outlet": extraction.document.outlet,
            "published": plain(extraction.document.published),
        }
        row["claims"] = [
            {
                **plain(claim),
                "negated": claim.negated,
                "features": plain(claim.features) if claim.features else None,
            }
            for claim in extraction.claims
        ]
        row["actors"] = [{**plain(actor), **_point(actor)} for actor in actors]
        sys.stdout.write(json.dumps(row, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    return 1 if wrong else 0


def _point(actor: Actor) -> dict[str, Any]:
    """The point of a state, as a place has it; nothing for other actors."""
    at = place(actor.id) if actor.kind == "state" else None
    return (
        {"lat": at.lat, "lon": at.lon, "precision": at.precision}
        if at is not None and at.lat is not None
        else {}
    )


def _set(published: str | None) -> When | None:
    return When(published, "set", why="given with the document") if published else None


def _files(files: list[str], published: str | None, outlet: str | None) -> Iterator[Document | Issue]:
    """The documents of the files named, through the same door as those of a folder."""
    for name in files:
        source = Source("file", name, outlet)
        if name == "-":
            found = read_bytes(sys.stdin.buffer.read(LIMIT + 1), "stdin", source)
        else:
            found = read_text_file(Path(name), name, source)
        for one in found:
            yield one if isinstance(one, Issue) else replace(one, published=_set(published), path=name)


def _lines(published: str | None, outlet: str | None) -> Iterator[Document | Issue]:
    for number, raw in enumerate(iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE + 1), b""), 1):
        if not raw.strip():
            continue
        where = f"line {number}"
        if len(raw) > LONGEST_LINE:
            yield Issue(
                where,
                f"longer than {LONGEST_LINE:,} bytes; nothing after it is read",
                "one object a line, of one report",
            )
            return
        try:
            row: Any = json.loads(raw.decode("utf-8-sig"))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            yield Issue(
                where,
                f"not JSON ({type(error).__name__})",
                'one object a line: {"id", "text", "published", "outlet"}',
            )
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield Issue(where, "no text", 'one object a line with "text" as a string')
        elif wrong := [key for key in KEYS if row.get(key) is not None and not isinstance(row[key], str)]:
            yield Issue(where, f"{', '.join(wrong)} is not a string", "strings or null")
        elif row.get("published") and (fault := no_date(row["published"])):
            yield Issue(where, f"published is {fault}", ACCEPTED["published"])
        else:
            text = row["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if refusal := refuse(text):
                yield Issue(where, f"not read: {refusal.found}", refusal.hint)
                continue
            yield Document(
                id=row.get("id") or str(number),
                text=text,
                outlet=row.get("outlet") or outlet,
                published=_set(row.get("published") or published),
                path=where,
            )
