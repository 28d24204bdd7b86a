"""What was fetched for a story, kept as it was received: a record an address, the bytes of its versions, and how asking goes."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing import yamlfile

LARGEST = 20_000_000  # bytes of a version
LONGEST = 20_000_000  # bytes of a record: a feed that was asked for years
HEALTH = "health.json"  # in the folder of a story: what the Sources page says of each page and feed
LONGEST_SLUG = 24  # characters of an outlet in the id of a report


@dataclass(frozen=True, slots=True)
class Version:
    """What an address gave at one time."""

    sha256: str  # of its bytes, unpacked
    at: str  # when it was first received, UTC
    address: str  # the one that answered, after redirects
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""  # sha256 of the text that was read from it

    @property
    def charset(self) -> str | None:
        """The encoding that the server stated."""
        found = re.search(
            r"charset\s*=\s*[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.IGNORECASE
        )
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Health:
    """How asking for an address goes; times in UTC."""

    good: bool = True
    since: str = ""  # since when it is good, or failing
    why: str = ""  # in plain words that follow the address; empty where it is good
    last_good: str | None = None
    next_try: str | None = None  # None: never again
    failures: int = 0  # one after another
    quiet: int = 0  # times it gave nothing new, one after another
    read: int = 0  # reports that the last good answer held
    new: int = 0
    unchanged: int = 0
    skipped: dict[str, int] = field(default_factory=dict)  # reports passed over, by reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its id as a report, and the versions of the feed that changed it."""

    id: str
    seen: str  # when it was first there, UTC
    versions: tuple[str, ...]  # sha256 of versions of the feed
    text: str = ""
    leads: str | None = None  # the address of its page, where the feed does not hold its text


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of one address."""

    address: str
    id: str | None = None  # of the report at it
    versions: tuple[Version, ...] = ()
    etag: str | None = None  # of the last version that was read, as the server sent it
    modified: str | None = None
    health: Health = Health()
    entries: dict[str, Entry] = field(default_factory=dict)  # of a feed, by their names in it


class Archive:
    """The folder of one story's records and bytes."""

    def __init__(self, folder: Path):
        self.folder = folder

    def record(self, address: str) -> Record | None:
        """What is known of an address; None where nothing whole is."""
        try:
            return _record(json.loads(yamlfile.read_file(self._path(address), LONGEST)))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, record: Record) -> None:
        """Keeps a record; OSError where it cannot be written."""
        yamlfile.write_file(self._path(record.address), _json(asdict(record)))

    def keep(self, data: bytes) -> str:
        """Keeps bytes and gives the name they are kept under; OSError where they cannot be written."""
        name = sha256(data).hexdigest()
        yamlfile.write_file(self.folder / "received" / name, data)
        return name

    def read(self, name: str) -> bytes | None:
        """The bytes of that name; None where they are not there or not the same any more."""
        try:
            data = yamlfile.read_file(self.folder / "received" / name, LARGEST)
        except OSError:
            return None
        return data if sha256(data).hexdigest() == name else None

    def drop(self, name: str) -> None:
        """Takes away bytes that no version needs."""
        (self.folder / "received" / name).unlink(missing_ok=True)

    def tell(self, rows: list[tuple[str, ...]]) -> None:
        """Keeps what the Sources page says of each page and feed."""
        yamlfile.write_file(self.folder / HEALTH, _json(rows))

    def _path(self, address: str) -> Path:
        return self.folder / "addresses" / f"{digest_of(address)[:24]}.json"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def digest_of(text: str) -> str:
    """The sha256 of a text, whatever characters it holds."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _record(found: dict[str, Any]) -> Record:
    entries = {
        part: Entry(**{**one, "versions": tuple(one["versions"])}) for part, one in found["entries"].items()
    }
    versions = tuple(Version(**one) for one in found["versions"])
    return Record(**{**found, "versions": versions, "health": Health(**found["health"]), "entries": entries})


def read_health(path: Path) -> tuple[tuple[str, ...], ...]:
    """(address, how asking goes, last answer, last good, next try) of each page and feed; nothing where none was asked for."""
    if not path.exists():
        return ()
    rows = json.loads(yamlfile.read_file(path, LONGEST))
    return tuple(tuple(str(cell) for cell in row) for row in rows if len(row) == 5)


def report_id(day: str, outlet: str | None, address: str) -> str:
    """A name for a report that a person can type and that sorts by day: "20241022-yonhap-3f9a"."""
    plain = unicodedata.normalize("NFKD", outlet or "").encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        host = (urlsplit(address).hostname or "web").removeprefix("www.")
        slug = re.sub("[^a-z0-9]+", "-", host).strip("-") or "web"
    return f"{day[:10].replace('-', '')}-{_cut(slug)}-{digest_of(address)[:4]}"


def _cut(slug: str) -> str:
    """The first words of a slug, as many as are short enough."""
    if len(slug) <= LONGEST_SLUG:
        return slug
    return slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]


def moment(at: datetime) -> str:
    """A time as records hold it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(at: str) -> str:
    """A time of a record, for people."""
    return f"{at[:16].replace('T', ' ')} UTC"
