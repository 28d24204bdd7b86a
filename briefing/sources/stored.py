"""Sources on the web: the network is never asked; so far nothing is fetched, and that is told."""
from pathlib import Path
from typing import Iterator

from briefing.config import Source
from briefing.model import Document, Issue
from briefing.sources.kept import Kept
from briefing.yamlfile import shown


def read_stored(source: Source, base: Path, kept: Kept) -> Iterator[Document | Issue]:
    """An issue: the source is understood, and nothing fetches it yet."""
    yield Issue(shown(source.path), f"not read: a {source.kind} is not fetched yet",
                "save its reports as .txt into a folder that is a source")
