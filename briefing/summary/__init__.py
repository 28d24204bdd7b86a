"""Summary ↔ YAML: the seam between building and showing. The page reads from here and needs nothing to the left."""
import dataclasses
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from briefing import yamlfile
from briefing.model import Claim, Document, DocumentCard, Summary
from briefing.summary.words import day

LAST_LINES = re.compile(rb'\ninputs: "?(?P<inputs>[0-9a-f]{64})"?\r?\ncomplete: true\r?\n\Z')
NOT_WRITTEN = {Claim: {"terms"}}


class SummaryError(Exception):
    """A summary that cannot be shown: where, what was found, and what to run."""


def write_summary(folder: Path, summary: Summary, documents: tuple[Document, ...]) -> Path:
    """Writes <story>.yaml, and the text of every document beside it; returns the path of the YAML file.

    The texts come first, so that a summary on disk always finds the words it quotes.
    """
    for document in documents:
        yamlfile.write_file(text_path(folder, summary.story, document.id), document.text.encode())
    path = folder / f"{summary.story}.yaml"
    yamlfile.write_yaml(path, plain(summary))
    return path


def read_summary(path: Path) -> Summary:
    """The summary at path; SummaryError, in words for a reader, where it is missing, cut off or not a summary."""
    if not path.exists():
        raise SummaryError(f"{path.name}: not there yet; run: python -m briefing build")
    try:
        value = yamlfile.read_summary_yaml(path)
    except yamlfile.YamlError as error:
        raise SummaryError(f"{error}; run: python -m briefing build") from None
    from pydantic import ValidationError               # here: a rebuild that finds nothing changed never needs it
    try:
        return _adapter().validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SummaryError(f"{path.name}: {where}: {first['msg']}; run: python -m briefing build") from None


def read_inputs(path: Path) -> str | None:
    """The fingerprint that a whole summary at path was built from, read from its last lines alone; None where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 200))
            end = LAST_LINES.search(file.read())
    except OSError:
        return None
    return end["inputs"].decode() if end else None


def text_path(folder: Path, story: str, document: str) -> Path:
    """Where the stored text of a document lies."""
    return folder / story / f"{document}.txt"


def read_text(folder: Path, story: str, card: DocumentCard) -> str:
    """The stored text of a document, exactly as read; SummaryError where it is missing or no longer the one that was quoted."""
    path = text_path(folder, story, card.id)
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise SummaryError(f"{path.name}: {error.strerror}; run: python -m briefing build") from None
    if hashlib.sha256(stored).hexdigest() != card.sha256:
        raise SummaryError(f"{path.name}: the stored text has changed since the summary was built; run: python -m briefing build")
    return stored.decode()


def plain(value: Any) -> Any:
    """Records as plain values in the order of their fields; what equals its default is left out, so that a diff shows only what is there."""
    if dataclasses.is_dataclass(value):
        left_out = NOT_WRITTEN.get(type(value), ())
        return {field.name: plain(inner) for field in dataclasses.fields(value)
                if field.name not in left_out and (inner := getattr(value, field.name)) != field.default}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter
    return TypeAdapter(Summary)
