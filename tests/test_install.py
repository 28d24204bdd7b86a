"""The package as pip installs it: the command works from any folder, with every table, word list and style sheet it needs."""

import shutil
import subprocess
import sys

import pytest
from gold import ROOT

PARTS = ("pyproject.toml", "requirements.txt", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that holds the installed package, made from a copy of its sources."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    for name in PARTS:
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "briefing", source / "briefing", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-q",
        "--no-deps",
        "--no-build-isolation",
    ]
    done = subprocess.run(
        [*pip, "--target", str(target), str(source)], capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return target


def test_every_file_of_the_package_is_installed(installed):
    ours = {
        path.relative_to(ROOT)
        for path in (ROOT / "briefing").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    theirs = {path.relative_to(installed) for path in (installed / "briefing").rglob("*") if path.is_file()}
    assert ours <= theirs


def test_the_command_builds_a_story_of_any_folder(installed, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "001.txt").write_text(
        "Bridge closed\n\nThe mayor of Turku, Anna Salo, said the bridge would stay closed.\n", "utf-8"
    )
    (tmp_path / "config.yaml").write_text(
        "stories:\n  - id: bridge\n    title: The bridge\n    sources:\n      - folder: reports\n", "utf-8"
    )
    command = [sys.executable, "-P", str(installed / "bin" / "briefing"), "build"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(installed)}, capture_output=True, text=True, timeout=900
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Anna Salo" in (tmp_path / "summaries" / "bridge.yaml").read_text("utf-8")
