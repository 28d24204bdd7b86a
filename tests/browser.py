"""Finds a browser that tests can drive, and with --install gets one: Debian's Chromium where it can be had, Playwright's own elsewhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

KNOWN = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
)


def find_browser() -> str | None:
    """Path of a Chromium on this machine, $CHROMIUM first, else Playwright's own; None where there is none."""
    named = os.environ.get("CHROMIUM")
    for path in filter(None, (named, *KNOWN)):
        if os.access(path, os.X_OK):
            return path
    return shutil.which("chromium") or shutil.which("google-chrome") or _playwrights_own()


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Gets a browser the first way that works; its path, or None with the reasons on stderr."""
    attempts = []
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        attempts.append(
            [
                ["apt-get", "update", "-qq"],
                [
                    "apt-get",
                    "install",
                    "-y",
                    "-qq",
                    "--no-install-recommends",
                    "chromium",
                    "fonts-dejavu-core",
                ],
            ]
        )
    attempts.append([[sys.executable, "-m", "playwright", "install", "chromium"]])
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for commands in attempts:
        for command in commands:
            done = subprocess.run(command, env=quiet, capture_output=True, text=True, errors="replace")
            if done.returncode:
                last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
                print(f"browser: {' '.join(command)} failed: {last[0]}", file=sys.stderr)
                break
        if path := find_browser():
            return path
    return None


def main() -> int:
    path = find_browser() or (install() if "--install" in sys.argv else None)
    if path:
        print(f"browser: {path}")
        return 0
    print(
        "browser: none found and none could be installed. Install Chromium or Google Chrome (Debian: apt-get install chromium), "
        "or set CHROMIUM=/path/to/it, and run again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
