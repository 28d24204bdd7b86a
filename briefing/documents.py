"""What the sources of the stories gave, one JSON line each: a report with its text, an issue, or the addresses of a list."""

import json
from collections.abc import Iterator
from pathlib import Path

from briefing.archive import Archive
from briefing.config import Config, Source, Story
from briefing.extract import lay_out
from briefing.model import Document, Issue
from briefing.sources import Carrier, read_carriers
from briefing.sources.formats.metadata import clean_address, is_address
from briefing.sources.kept import Kept
from briefing.sources.lists import read_list
from briefing.sources.told import Told


def document_lines(config: Config) -> Iterator[str]:
    """A line for everything that each source of each story gave, in their order."""
    for story in config.stories:
        for line in _lines(story, config):
            known = {key: value for key, value in line.items() if value is not None}
            yield json.dumps({"story": story.id, **known}, ensure_ascii=False)


def _lines(story: Story, config: Config) -> Iterator[dict]:
    for source in story.sources:
        if source.kind == "list":
            yield _list_line(source, config.base, Archive(config.kept(story)))
    for carrier in read_carriers(story, config.base, Kept(config.kept(story))):
        if isinstance(carrier.found, Issue):
            yield _issue_line(carrier)
        else:
            yield _document_line(carrier)


def _document_line(carrier: Carrier) -> dict:
    found = carrier.found
    fetched = is_address(found.path)
    path = None if fetched else found.path.partition("#")[0]
    source = found.source if fetched and found.source != found.path else None
    return {
        "path": path,
        "address": found.address or (found.path if fetched else None),
        "source": source,
        "part": found.part,
        "title": found.title,
        "outlet": found.outlet,
        "forwarded": found.forwarded,
        "published": found.stated or _dated(found),
        "text": found.text,
        "report": carrier.report,
    }


def _dated(document: Document) -> str | None:
    """The day that the editor set or that the text itself states."""
    found = document.published or lay_out(document)[0].published
    return found.value if found and found.basis in ("set", "stated") else None


def _issue_line(carrier: Carrier) -> dict:
    found = carrier.found
    place = "address" if is_address(found.where) else "path"
    told = found if isinstance(found, Told) else Told(found.where, found.found, found.hint)
    issue = f"{found.found}; {found.hint}" if found.hint else found.found
    return {place: found.where, "source": told.source, "part": told.part, "issue": issue}


def _list_line(source: Source, base: Path, archive: Archive) -> dict:
    """The addresses of a list, each page once, where it is known to stand."""
    found, issues = read_list(source, base)
    leads = dict.fromkeys(_stands(clean_address(one.path), archive) for one in found)
    return {
        "path": source.path,
        "leads_to": list(leads),
        "issue": "; ".join(issue.found for issue in issues) or None,
    }


def _stands(address: str, archive: Archive) -> str:
    record = archive.record(address)
    return clean_address(record.versions[-1].address) if record and record.versions else address
