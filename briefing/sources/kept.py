"""The text of a page, PDF or mail is made once and kept: the next build reads the same words, whatever its library has become."""

import json
from hashlib import sha256
from pathlib import Path

from briefing import yamlfile
from briefing.archive import Archive
from briefing.sources.formats import Link, Report, Unread
from briefing.sources.worker import Worker, read_record, record_of

LARGEST = 64_000_000  # bytes of what is kept of one file

Found = list[Report | Link | Unread]


class Kept:
    """Reads files of all formats for one story; what was read from the same bytes before is taken from its folder."""

    def __init__(self, folder: Path | None, again: bool = False):
        """`folder` is the story's archive, None keeps nothing; `again` makes each text anew and remembers which came out otherwise."""
        self.archive = Archive(folder) if folder else None
        self.folder = folder / "texts" if folder else None
        self.again = again
        self.changed: list[str] = []  # names of files whose text came out otherwise than before
        self.worker = Worker()

    def read(self, data: bytes, name: str, address: str | None = None, charset: str | None = None) -> Found:
        """The reports in the bytes of a file or page."""
        path = self._path(sha256(data).hexdigest(), address, charset)
        before = _read(path) if path else None
        if before is not None and not self.again:
            return before
        found = self.worker.read(data, name, address, charset)
        if before is not None and [getattr(one, "text", None) for one in before] != [
            getattr(one, "text", None) for one in found
        ]:
            self.changed.append(name)
        if path and not all(isinstance(one, Unread) for one in found):
            _write(path, found)
        return found

    def forget(self, digest: str, address: str | None = None, charset: str | None = None) -> None:
        """Takes away what was kept of bytes with this sha256: nothing needs it."""
        if path := self._path(digest, address, charset):
            path.unlink(missing_ok=True)

    def _path(self, digest: str, address: str | None, charset: str | None) -> Path | None:
        stated = "\0".join(
            filter(None, (address, charset))
        )  # the same bytes at another address are another page
        name = f"{digest}-{sha256(stated.encode('utf-8', 'replace')).hexdigest()[:12]}" if stated else digest
        return self.folder / f"{name}.json" if self.folder else None

    def close(self) -> None:
        """Ends the process that reads."""
        self.worker.close()


def _read(path: Path) -> Found | None:
    """What was kept; None where there is nothing whole."""
    try:
        return [read_record(record) for record in json.loads(yamlfile.read_file(path, LARGEST))]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(path: Path, found: Found) -> None:
    try:
        yamlfile.write_file(
            path, json.dumps([record_of(one) for one in found], ensure_ascii=False, indent=1).encode() + b"\n"
        )
    except OSError:  # it is read again next time; the summary says what cannot be written
        pass
