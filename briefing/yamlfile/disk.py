"""The one door to files: regular files are read without waiting, and written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without file locks: reading needs none
    fcntl = None


# What the system says → what happened and what to do about it, in an editor's words.
_CAUSES = {
    errno.ENOSPC: ("no space left on the disk", "free some"),
    errno.EDQUOT: ("no space left for this user", "free some"),
    errno.EROFS: ("the disk can only be read", "choose a folder that may be written"),
    errno.EACCES: ("not allowed", "ask for the right to write there, or choose another folder"),
    errno.EPERM: ("not allowed", "ask for the right to write there, or choose another folder"),
    errno.EIO: ("the disk reports an error", "check the disk"),
    errno.ENOTDIR: ("a file stands where a folder must be", "move it away"),
    errno.EEXIST: ("a file stands where a folder must be", "move it away"),
    errno.EISDIR: ("a folder stands where a file must be", "move it away"),
    errno.EMFILE: ("too many files are open", "close some programs"),
    errno.ENAMETOOLONG: ("the name is too long", "give a shorter one"),
}


def cause(error: OSError) -> tuple[str, str]:
    """What happened to a file and what to do about it, each in a few words; the second may be empty."""
    return _CAUSES.get(error.errno, (shown(error.strerror or str(error), 200), ""))


def not_written(error: OSError, again: str) -> str:
    """One line on a file that could not be written: which, why, and what to do."""
    found, mend = cause(error)
    name = shown(str(error.filename or "output"), 300)
    return f"{name}: not written: {found}; {mend + ', then ' if mend else ''}{again}"


def shown(text: str, most: int = 60) -> str:
    """Text from outside made fit for a message: on one line, nothing invisible, cut after so many characters."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in cut
    )


def read_file(path: Path, limit: int | None = None, follow: bool = True) -> bytes:
    """The bytes of a regular file; OSError, with words for an editor, for all else and above the limit. Never waits on a pipe."""
    if not stat.S_ISREG((os.stat if follow else os.lstat)(path).st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    )
    with open(os.open(path, flags if follow else flags | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        found = os.fstat(file.fileno())  # it may have been swapped since it was looked at
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        data = file.read() if limit is None else file.read(limit + 1)
    if limit is not None and len(data) > limit:
        raise OSError(errno.EFBIG, f"{max(found.st_size, len(data)):,} bytes long, more than {limit:,}")
    return data


def write_file(path: Path, data: bytes) -> bool:
    """Put data in the file whole or not at all; True where that changed it. OSError where it could not be written.

    Written beside the file, read back, then moved over it, each step flushed to the disk: a kill, a full disk or an I/O
    error leaves the old file or the new one. The folder is made where there is none.
    """
    try:
        return _write_whole(Path(os.path.realpath(path)), data)
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the caller's file, not the one beside it
        raise


def _write_whole(path: Path, data: bytes) -> bool:
    mode = None
    if path.exists():
        if read_file(path) == data:  # OSError for a device or pipe, which must not be replaced
            return False
        mode = stat.S_IMODE(path.stat().st_mode)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    with open(_open_alone(beside), "r+b") as file:
        try:
            file.truncate()
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            if file.read() != data:
                raise OSError(errno.EIO, "what was written does not read back", str(path))
            if mode is not None:
                os.chmod(beside, mode)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    _flush_folder(path.parent)
    return True


def _open_alone(path: Path) -> int:
    """The temporary file, held by this writer alone. Its name is always the same: what a killed run left, the next one takes over."""
    flags = (
        os.O_RDWR
        | os.O_CREAT
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0)
    )
    while True:
        handle = os.open(path, flags, 0o666)
        try:
            if fcntl:
                fcntl.flock(handle, fcntl.LOCK_EX)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), os.lstat(path)):
                    return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # another writer has moved it into place while this one waited


@contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """The folder, made where there is none, held by one writer at a time where the system has such locks."""
    folder.mkdir(parents=True, exist_ok=True)
    if not fcntl:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks lock no folders
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # which lets it go


@contextmanager
def held_or_told(path: Path, words: str) -> Iterator[str | None]:
    """Holds a file that says who holds it, without waiting: None where it is held, else the words of whoever holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    with open(os.open(path, flags, 0o666), "r+", encoding="utf-8", errors="replace") as file:
        try:
            if fcntl:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield shown(file.read(500).strip(), 300) or "another program"
            return
        file.truncate(0)
        file.write(words + "\n")
        file.flush()
        yield None
        file.truncate(0)


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some file systems flush no folders
                raise
        finally:
            os.close(handle)
