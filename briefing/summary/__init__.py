"""Summary ↔ YAML: the seam between building and showing. The page reads from here and needs nothing to the left."""

import dataclasses
import hashlib
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from briefing import yamlfile
from briefing.interval import label as day  # noqa: F401  the page writes dates as the summary does
from briefing.model import Claim, Document, DocumentCard, Summary
from briefing.summary.checked import faults

NOT_WRITTEN = {Claim: {"features"}}
LONGEST_TEXT = 15_000_000  # bytes; a report of 5 MB in another encoding can be three times as long in UTF-8
STORED = re.compile(r"(?:.+-[0-9a-f]{8}\.txt|\..+-[0-9a-f]{8}\.txt\.tmp)", re.DOTALL)  # whole or cut off
REBUILD = "this file is made from config.yaml and the reports; run: python -m briefing build"


class SummaryError(Exception):
    """A summary that cannot be shown or written: where, what was found, and what to run."""


def write_summary(folder: Path, summary: Summary, documents: tuple[Document, ...]) -> Path:
    """Writes <story>.yaml, and the text of every document beside it; returns the path of the YAML file.

    Texts are named by what they hold and come first, old ones go last: a kill leaves a summary whole.
    SummaryError, in words for an editor, where that cannot be done; the last good summary stays.
    """
    path = folder / f"{summary.story}.yaml"
    if found := next(faults(summary), None):
        raise SummaryError(f"{path.name}: not written, a fault of the rules: {found}")
    try:
        with yamlfile.held_alone(folder / summary.story):
            kept = set()
            for document in documents:
                stored = document.text.encode()
                place = text_path(folder, summary.story, document.id, digest(stored))
                yamlfile.write_file(place, stored)
                kept.add(place.name)
            yamlfile.write_summary_yaml(path, plain(summary))
            _remove_old(folder / summary.story, kept)
    except OSError as error:
        raise SummaryError(yamlfile.not_written(error, "build again")) from None
    return path


def _remove_old(folder: Path, kept: set[str]) -> None:
    """Takes away stored texts that the summary no longer quotes; one that cannot be removed does no harm."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name not in kept and STORED.fullmatch(name):
                os.unlink(folder / name)


def read_summary(path: Path) -> Summary:
    """The summary at path; SummaryError where it is missing, not as written, or does not hold together."""
    try:
        value = yamlfile.read_summary_yaml(path)
    except yamlfile.YamlError as error:
        raise SummaryError(f"{error}; {REBUILD}") from None
    from pydantic import ValidationError  # here: a rebuild that finds nothing changed never needs it

    try:
        summary = _adapter().validate_python(value)
    except ValidationError as error:
        raise SummaryError(f"{path.name}: {_told(error.errors()[0])}; {REBUILD}") from None
    found = next(faults(summary), None)
    if summary.story != path.stem:
        found = f"story: '{yamlfile.shown(summary.story)}' is another story's name than the file's"
    if found:
        raise SummaryError(f"{path.name}: {found}; {REBUILD}")
    return summary


def read_inputs(path: Path) -> str | None:
    """The fingerprint that the summary at path was built from; None where there is no file.

    SummaryError where it is not as it was written.
    """
    if not os.path.lexists(path):
        return None
    try:
        return yamlfile.read_sealed(path)[1]
    except yamlfile.YamlError as error:
        raise SummaryError(str(error)) from None


def text_path(folder: Path, story: str, document: str, sha256: str) -> Path:
    """Where the stored text of a document lies: another text never takes its place."""
    return folder / story / f"{document}-{sha256[:8]}.txt"


def read_text(folder: Path, story: str, card: DocumentCard) -> str:
    """The stored text of a document, as read; SummaryError where it is not the one that was quoted."""
    try:
        return read_stored(folder, story, card.id, card.sha256)
    except SummaryError as error:
        raise SummaryError(f"{error}; run: python -m briefing build") from None


def read_stored(folder: Path, story: str, document: str, sha256: str) -> str:
    """The stored text of a document that has this digest; SummaryError says what is wrong with any other."""
    path = text_path(folder, story, document, sha256)
    try:
        stored = yamlfile.read_file(path, LONGEST_TEXT, follow=False)
    except FileNotFoundError:
        raise SummaryError(f"{path.name}: the stored text is not there") from None
    except OSError as error:
        found = yamlfile.cause(error)[0]
        raise SummaryError(f"{path.name}: the stored text cannot be read: {found}") from None
    if digest(stored) != sha256:
        raise SummaryError(f"{path.name}: the stored text has changed since the summary was built")
    return stored.decode()


def digest(stored: bytes) -> str:
    """What a stored text is checked by."""
    return hashlib.sha256(stored).hexdigest()


def plain(value: Any) -> Any:
    """Records as plain values in the order of their fields; what equals its default is left out, so that a diff shows only what is there."""
    if dataclasses.is_dataclass(value):
        left_out = NOT_WRITTEN.get(type(value), ())
        return {
            field.name: plain(inner)
            for field in dataclasses.fields(value)
            if field.name not in left_out and (inner := getattr(value, field.name)) != field.default
        }
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Summary)


# What the shape of a record asks for → our words for what does not fit it.
_MISFITS = {
    "missing": "not there",
    "string_type": "no text",
    "string_unicode": "no text",
    "tuple_type": "no list",
    "dataclass_type": "no group of keys",
    "int_type": "no whole number",
    "int_parsing": "no whole number",
    "int_from_float": "no whole number",
    "float_type": "no number",
    "float_parsing": "no number",
    "bool_type": "neither true nor false",
    "bool_parsing": "neither true nor false",
}


def _told(error: Any) -> str:
    """Where the first misfit is and what is wrong with it: "claims 3: stance: none of its values"."""
    where = ""
    for step in error["loc"]:
        where += f" {step + 1}" if isinstance(step, int) else f": {step}" if where else step
    if error["type"] == "literal_error":
        return f"{where}: not {error['ctx']['expected']}"
    return f"{where or 'the file'}: {_MISFITS.get(error['type'], 'not as the builder writes it')}"
