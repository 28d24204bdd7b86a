"""The page served on a free port of this machine and opened in a browser that may talk to no other host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from browser import find_browser
from gold import ROOT

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PATIENCE = 180_000  # milliseconds: machines that run tests are slow and shared


@dataclass
class Server:
    """A running page: its address, its process, and the log it writes."""

    url: str
    process: subprocess.Popen
    log: Path

    def peak_megabytes(self) -> float:
        """Most memory the server has held so far (Linux)."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("no VmHWM in /proc")


@contextmanager
def served(app: Path, log: Path) -> Iterator[Server]:
    """`streamlit run` of an app in its own folder, with that folder's settings and this project's code."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                str(app),
                "--server.port",
                str(port),
                "--server.headless",
                "true",
            ],
            cwd=app.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(process, port, log)
        yield Server(f"http://127.0.0.1:{port}", process, log)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process, port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=20):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(
        f"the page did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )


def copy_page(folder: Path, summaries: Path | None = None) -> Path:
    """The page and all it needs in a folder of its own, over the given summaries; the path of its serve.py."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("app.py", "serve.py", "config.yaml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("static", ".streamlit", "seeds"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    if summaries:
        shutil.copytree(summaries, folder / "summaries", dirs_exist_ok=True)
    return folder / "serve.py"


@dataclass
class Watched:
    """A browser page and everything that must not happen on it."""

    page: object
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def calm(self) -> None:
        """AssertionError where another host was asked for anything or a script failed."""
        assert self.outside == [], f"asked another host: {self.outside}"
        assert self.errors == [], f"script errors: {self.errors}"


@contextmanager
def opened_browser() -> Iterator[object]:
    """A headless Chromium; RuntimeError where there is none."""
    from playwright.sync_api import sync_playwright

    path = find_browser()
    if not path:
        raise RuntimeError("no browser; run python tests/browser.py --install")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser, url: str, width: int = 1440, height: int = 900, **options) -> Iterator[Watched]:
    """A fresh visitor of the page, shut off from every host but 127.0.0.1; not yet waited for."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(PATIENCE)
    watched = Watched(context.new_page())

    def gate(route) -> None:
        address = route.request.url
        if urlsplit(address).hostname == "127.0.0.1" or address.startswith(("data:", "blob:")):
            route.continue_()
        else:
            watched.outside.append(address)
            route.abort()

    context.route("**/*", gate)
    watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
    watched.page.on(
        "websocket",
        lambda socket: (
            watched.outside.append(socket.url) if urlsplit(socket.url).hostname != "127.0.0.1" else None
        ),
    )
    try:
        watched.page.goto(url)
        yield watched
    finally:
        context.close()


def settled(page) -> None:
    """Waits until the script has run through."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
