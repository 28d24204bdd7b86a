"""Reads formats in a process of its own, with limits on time and memory: what a file does to its reader stays there."""

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from briefing.sources.formats import Link, Report, Unread, read_format

try:
    import resource
except ImportError:  # a system without such limits: the wall clock still ends it
    resource = None

CODE = Path(__file__).parents[2]
SECONDS = 10  # of processor time for one file
WALL = 60  # seconds on the clock, on a busy machine too
MEMORY = 500 * 1024 * 1024  # bytes that reading may take beside the code and its libraries
GIVEN_UP = Unread("reading it took too long or too much memory", "save its text as .txt")

Found = Report | Link | Unread


class Worker:
    """A process that reads one file after another, and is started anew where one ended it."""

    def __init__(self):
        self.process: subprocess.Popen | None = None

    def read(
        self, data: bytes, name: str, address: str | None = None, charset: str | None = None
    ) -> list[Found]:
        """The reports in the bytes of a file or page; never raises for what they hold, never hangs."""
        process = self._started()
        alarm = threading.Timer(WALL, process.kill)
        alarm.start()
        try:
            _send(process.stdin, json.dumps({"name": name, "address": address, "charset": charset}).encode())
            _send(process.stdin, data)
            answer = _receive(process.stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            alarm.cancel()
        if answer is None:
            self.close()
            return [GIVEN_UP]
        return [read_record(record) for record in json.loads(answer)]

    def close(self) -> None:
        """Ends the process where it runs."""
        if self.process:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(OSError):
                    pipe.close()
            self.process = None
            atexit.unregister(self.close)

    def _started(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            path = os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH"))))
            self.process = subprocess.Popen(
                [sys.executable, "-m", "briefing.sources.worker"],
                env={**os.environ, "PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            atexit.register(self.close)
        return self.process


def record_of(found: Found) -> dict:
    """A report, link or reason as plain values for JSON."""
    return asdict(found)


def read_record(record: dict) -> Found:
    """The report, link or reason of plain values that record_of gave."""
    return (
        Report(**record) if "text" in record else Link(**record) if "summary" in record else Unread(**record)
    )


def _send(pipe, data: bytes) -> None:
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def _receive(pipe) -> bytes | None:
    head = pipe.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    data = pipe.read(length)
    return data if len(data) == length else None


def _limit() -> None:
    """So much more processor time and memory than what is used up to here."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS, hard))


def _limit_memory() -> None:
    with suppress(AttributeError, OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main() -> None:
    """Answers on standard output what is asked on standard input, until that ends."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    list(read_format(b"<p>one two three</p>", "warm.html"))  # libraries are loaded before memory is measured
    _limit_memory()
    while (head := _receive(asked)) is not None:
        options, data = json.loads(head), _receive(asked)
        if data is None:
            return
        _limit()
        try:
            found = list(read_format(data, **options))
        except MemoryError:
            found = [GIVEN_UP]
        except Exception as error:  # a library's fault: this file is not read, the next one is
            found = [Unread(f"it could not be read: {type(error).__name__}", "save its text as .txt")]
        _send(answers, json.dumps([record_of(one) for one in found]).encode())


if __name__ == "__main__":
    main()
