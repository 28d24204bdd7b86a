"""Where documents come from: READERS has one function a kind of source; each yields Document or Issue."""
import re
import unicodedata
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Callable, Iterator

from briefing.config import OTHER, Source, Story
from briefing.model import Document, Issue
from briefing.sources.file import read_file
from briefing.sources.folder import read_folder
from briefing.sources.kept import Kept
from briefing.sources.stored import read_stored

# A reader's documents carry the name they were found under as id ("002_a5aec947e50bef56"); read_documents makes it an id.
READERS: dict[str, Callable[[Source, Path, Kept], Iterator[Document | Issue]]] = {
    "folder": read_folder, "file": read_file, "page": read_stored, "feed": read_stored, "list": read_stored}


def read_documents(story: Story, base: Path, kept: Kept | None = None) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """The documents of a story in the order of its sources, with what the editor set; and all that could not be read or used.

    `kept` reads what is no plain text; without one, nothing is kept of what it reads.
    """
    kept = kept or Kept(None)
    try:
        return _read(story, base, kept)
    finally:
        kept.close()


def _read(story: Story, base: Path, kept: Kept) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    documents: dict[str, Document] = {}
    issues: list[Issue] = []
    paths: dict[str, str] = {}
    texts: dict[str, str] = {}
    for source in story.sources:
        for found in READERS[source.kind](source, base, kept):
            if isinstance(found, Issue):
                issues.append(found)
            elif found.path in paths:
                issues.append(Issue(found.path, f"named by two sources; it is report {paths[found.path]}", "name it once"))
            else:
                id = _choose_id(found, documents)
                documents[id] = replace(found, id=id)
                paths[found.path] = id
                digest = sha256(found.text.encode()).hexdigest()
                if digest in texts:
                    issues.append(Issue(found.path, f"the same text as {texts[digest]}", "if it is one report saved twice, take one away"))
                texts.setdefault(digest, found.path)
    for facts in story.documents:
        if facts.document in documents:
            document = documents[facts.document]
            documents[facts.document] = replace(document, published=facts.published or document.published, outlet=facts.outlet or document.outlet)
        else:
            known = ", ".join(list(documents)[:12]) + (", …" if len(documents) > 12 else "")
            issues.append(Issue(facts.where, f"sets facts of a report '{facts.document}', and there is none", f"choose one of {known}" if known else "no report was found"))
    return tuple(documents.values()), tuple(issues)


def _choose_id(document: Document, taken) -> str:
    """A readable id that no other document has: "002" for "002_a5aec947e50bef56"; the whole name where that is taken."""
    digest = sha256(document.path.encode()).hexdigest()[:8]
    first, whole = _slug(document.id.split("_")[0]), _slug(document.id)
    ending = _slug(PurePosixPath(document.path).suffix) if document.path.endswith(OTHER) else ""
    choices = [first, whole, *([f"{whole}-{ending}"] if ending else []), f"{whole}-{digest}".lstrip("-"), *(f"{digest}-{number}" for number in range(2, len(taken) + 3))]
    return next(id for id in choices if id and id not in taken)


def _slug(name: str) -> str:
    """Small letters, digits and '-' only, so that it is safe as a key, a file's name and in an address; may be empty."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
