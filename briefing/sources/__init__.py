"""Where documents come from: READERS has one function a kind of source; each yields Document or Issue."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from briefing.archive import digest_of
from briefing.config import OTHER, Source, Story
from briefing.model import Document, Issue
from briefing.sources.file import read_file
from briefing.sources.folder import read_folder
from briefing.sources.formats.metadata import is_address
from briefing.sources.kept import Kept
from briefing.sources.revisions import told
from briefing.sources.stored import read_feed_source, read_list_source, read_page_source
from briefing.sources.told import Told
from briefing.sources.twins import Twins
from briefing.yamlfile import shown

# A reader's documents carry the name they were found under as id ("002_a5aec947e50bef56"); read_documents makes it an id.
READERS: dict[str, Callable[[Source, Path, Kept], Iterator[Document | Issue]]] = {
    "folder": read_folder,
    "file": read_file,
    "page": read_page_source,
    "feed": read_feed_source,
    "list": read_list_source,
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """What a source gave: a document or an issue, and the id of the report that the document carries."""

    source: Source
    found: Document | Issue
    report: str | None = None


def read_documents(
    story: Story, base: Path, kept: Kept | None = None
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """The documents of a story in the order of its sources, with what the editor set; and all that could not be read or used.

    `kept` reads what is no plain text; without one, nothing is kept of what it reads.
    """
    kept = kept or Kept(None)
    documents: dict[str, Document] = {}
    issues: list[Issue] = []
    texts: dict[str, str] = {}
    for carrier in read_carriers(story, base, kept):
        found, id = carrier.found, carrier.report
        if isinstance(found, Issue):
            issues.append(found.plain() if isinstance(found, Told) else found)
        elif id in documents:
            if _is_later(found, documents[id]):
                found, documents[id] = documents[id], replace(found, id=id)
            issues += _again(found, documents[id])
        else:
            documents[id] = replace(found, id=id)
            digest = digest_of(found.text)
            if digest in texts:
                issues.append(
                    Issue(
                        found.path,
                        f"the same text as {texts[digest]}",
                        "if it is one report saved twice, take one away",
                    )
                )
            texts.setdefault(digest, found.path)
    issues = list(dict.fromkeys(issues))
    for facts in story.documents:
        if facts.document in documents:
            document = documents[facts.document]
            documents[facts.document] = replace(
                document,
                published=facts.published or document.published,
                outlet=facts.outlet or document.outlet,
            )
        else:
            known = ", ".join(list(documents)[:12]) + (", …" if len(documents) > 12 else "")
            issues.append(
                Issue(
                    facts.where,
                    f"sets facts of a report '{facts.document}', and there is none",
                    f"choose one of {known}" if known else "no report was found",
                )
            )
    return tuple(documents.values()), tuple(issues)


def read_carriers(story: Story, base: Path, kept: Kept) -> list[Carrier]:
    """All that the sources of a story gave, in their order.

    Documents at one path or one address, or of one outlet in nearly the same words, carry one report.
    """
    ids: dict[str, str] = {}
    twins = Twins()
    carriers = []
    try:
        for source in story.sources:
            for found in READERS[source.kind](source, base, kept):
                report = None if isinstance(found, Issue) else _report_of(found, ids, twins)
                carriers.append(Carrier(source, found, report))
    finally:
        kept.close()
    return carriers


def _report_of(document: Document, ids: dict[str, str], twins: Twins) -> str:
    """The id of the report that a document carries; `ids` knows those so far by path and address."""
    keys = [document.path]
    if document.address and urlsplit(document.address).path not in (
        "",
        "/",
    ):  # some sites give every page the address of the first
        keys.append(document.address)
    webbed = bool(_stands_at(document) and document.outlet)
    if webbed:  # the same words, however few of them
        words = " ".join(document.text.split()).encode("utf-8", "surrogatepass")
        keys.append(f"{document.outlet} {sha256(words).hexdigest()}")
    known = next((ids[key] for key in keys if key in ids), None) or (twins.find(document) if webbed else None)
    id = known or _choose_id(document, set(ids.values()))
    for key in keys:
        ids.setdefault(key, id)
    if webbed:
        twins.add(document, id)
    return id


def _stands_at(document: Document) -> str | None:
    """Where a report stands on the web, as it says itself or as it was fetched."""
    return document.address or (document.path if is_address(document.path) else None)


def _is_later(found: Document, first: Document) -> bool:
    """Whether one outlet gives a report at another address that it published later: that one is briefed."""
    one, other = (each.published.value if each.published else None for each in (found, first))
    elsewhere = _stands_at(found) != _stands_at(first) and found.outlet == first.outlet
    return bool(elsewhere and one and other and one > other)


def _again(found: Document, first: Document) -> Iterator[Issue]:
    """What to tell of a report that a source gives again; nothing where it was fetched from the same address."""
    if found.path == first.path and not is_address(found.path):
        yield Issue(found.path, f"named by two sources; it is report {first.id}", "name it once")
    elif (here := _stands_at(found)) and (there := _stands_at(first)) and here != there:
        changes = told(found.text, first.text)
        otherwise = f", where {changes}" if changes else ""
        outlet = first.outlet or "its outlet"
        yield Issue(
            found.path,
            f"report {first.id} again: {outlet} has it at {shown(there, 300)} too{otherwise}",
            "only that one is briefed",
        )
    elif not is_address(found.path):
        yield Issue(
            found.path,
            f"report {first.id} again: both stand at {shown(found.address or '', 300)}",
            "only the first is briefed",
        )


def _choose_id(document: Document, taken) -> str:
    """A readable id that no other document has: "002" for "002_a5aec947e50bef56"; the whole name where that is taken."""
    digest = sha256(document.path.encode()).hexdigest()[:8]
    first, whole = _slug(document.id.split("_")[0]), _slug(document.id)
    ending = _slug(PurePosixPath(document.path).suffix) if document.path.endswith(OTHER) else ""
    choices = [
        first,
        whole,
        *([f"{whole}-{ending}"] if ending else []),
        f"{whole}-{digest}".lstrip("-"),
        *(f"{digest}-{number}" for number in range(2, len(taken) + 3)),
    ]
    return next(id for id in choices if id and id not in taken)


def _slug(name: str) -> str:
    """Small letters, digits and '-' only, so that it is safe as a key, a file's name and in an address; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
