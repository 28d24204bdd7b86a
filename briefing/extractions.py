"""Extractions kept on the disk: a report whose text, facts and rules are as in the last build is not read again."""

import gc
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from sys import intern
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from briefing import yamlfile
from briefing.extract import extract_all
from briefing.language import parser_version
from briefing.model import Document, Extraction, Span, When

LARGEST = 64_000_000  # bytes of what is kept of one report, packed;
UNPACKED = 512_000_000  # and unpacked
NAME = re.compile(r"[0-9a-f]{64}\.z|\.[0-9a-f]{64}\.z\.tmp")  # whole or cut off


class KeptExtractions:
    """The extractions of one story's reports, in a folder that may be deleted; None keeps nothing."""

    def __init__(self, folder: Path | None, rules: str):
        """`rules` is the digest of the code and words that extract."""
        self.folder = folder
        self.rules = f"{rules} {parser_version()}"

    def extract(self, documents: tuple[Document, ...], again: bool = False) -> Iterator[Extraction]:
        """One Extraction a document, in order: as it was kept, or made now and kept; `again` makes all."""
        names = [self._name(document) for document in documents]
        kept = [None if again else self._read(*each) for each in zip(names, documents)]
        made = extract_all(document for document, found in zip(documents, kept) if found is None)
        for name, document, found in zip(names, documents, kept):
            if found is None:
                found = next(made)
                self._write(name, document, found)
            yield found
        self._remove_others(set(names))

    def _name(self, document: Document) -> str:
        key = f"{self.rules}\0{document!r}"
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest() + ".z"

    def _read(self, name: str, document: Document) -> Extraction | None:
        """What was kept of a document; None where nothing whole is."""
        if not self.folder:
            return None
        try:
            packed = yamlfile.read_file(self.folder / name, LARGEST, follow=False)
            with _without_collecting():
                return unpack(packed, document)
        except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError, zlib.error):
            return None

    def _write(self, name: str, document: Document, found: Extraction) -> None:
        """Keeps an extraction; where that cannot be done it is made again next time."""
        with suppress(OSError, ValueError):
            if self.folder:
                yamlfile.write_file(self.folder / name, pack(found, document))

    def _remove_others(self, names: set[str]) -> None:
        """Takes away what no report of this build is known by; one that cannot be removed does no harm."""
        with suppress(OSError):
            for name in os.listdir(self.folder) if self.folder else ():
                if name not in names and NAME.fullmatch(name):
                    os.unlink(self.folder / name)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is read is garbage, and looking for it costs more than reading."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


# ---------------------------------------------------------------- an extraction as bytes

# Fields in their order, without names; a span as its two positions: its words are those of the report.


def pack(found: Extraction, document: Document) -> bytes:
    """The bytes of an extraction of this document; ValueError where it could not be read back from them."""
    if found.document != replace(document, outlet=found.document.outlet, published=found.document.published):
        raise ValueError("the extraction is of another document")
    parts = (
        found.document.outlet,
        found.document.published,
        *(getattr(found, field.name) for field in _parts()),
    )
    plain = [_packed(part, document) for part in parts]
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), 1)


def unpack(data: bytes, document: Document) -> Extraction:
    """The extraction that was packed of this document; any of several errors where the bytes are damaged."""
    opened = zlib.decompressobj()
    written = opened.decompress(data, UNPACKED)
    if not opened.eof or opened.unused_data:  # which also checks that no byte is another
        raise ValueError("cut off")
    outlet, published, *values = json.loads(written)
    if len(values) != len(_parts()):
        raise ValueError("not as it was written")
    read = _Readers(document)
    laid_out = replace(document, outlet=outlet, published=published and read.of(When)(published))
    readers = [read.of(_kinds(Extraction)[field.name]) for field in _parts()]
    return Extraction(
        laid_out, *(reader(value) if reader else value for reader, value in zip(readers, values))
    )


_kinds = cache(get_type_hints)


@cache
def _parts() -> tuple:
    """The fields of an extraction beside its document."""
    return fields(Extraction)[1:]


def _packed(value: Any, document: Document) -> Any:
    if isinstance(value, Span):
        if value != document.span(value.start, value.end):
            raise ValueError("a span whose words are not those of the report")
        return [value.start, value.end]
    if is_dataclass(value):
        return [_packed(getattr(value, field.name), document) for field in fields(value)]
    return [_packed(inner, document) for inner in value] if isinstance(value, tuple) else value


Reader = Callable[[Any], Any] | None  # None: the value is what was written


class _Readers:
    """What makes values of the records' types out of plain ones, for one document."""

    def __init__(self, document: Document):
        self.known: dict[Any, Reader] = {Span: lambda value: document.span(*value)}

    def of(self, kind: Any) -> Reader:
        """The reader of one type; each is made once."""
        if kind not in self.known:
            self.known[kind] = self._made(kind)
        return self.known[kind]

    def _made(self, kind: Any) -> Reader:
        if is_dataclass(kind):
            return self._record(kind)
        if get_origin(kind) is tuple:
            each = self.of(get_args(kind)[0])
            return (lambda value: tuple([each(inner) for inner in value])) if each else tuple
        if get_origin(kind) in (Union, UnionType):
            one, *others = [self.of(one) for one in get_args(kind) if one is not NoneType]
            return (lambda value: None if value is None else one(value)) if one and not others else None
        return intern if kind is str or get_origin(kind) is Literal else None

    def _record(self, kind: type) -> Callable[[Any], Any]:
        readers = [self.of(_kinds(kind)[field.name]) for field in fields(kind)]
        return lambda values: kind(
            *[reader(value) if reader else value for reader, value in zip(readers, values, strict=True)]
        )
