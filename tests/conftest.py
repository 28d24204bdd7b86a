"""What every test may use: the project on the path, the seeds extracted once, cases read from tests/cases."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path[:0] = [folder for folder in (str(ROOT), str(ROOT / "tests")) if folder not in sys.path]


@pytest.fixture(scope="session")
def seeds():
    """(extractions by report id, actors by id) of one pass over the five seeds."""
    from quality import extract_seeds

    return extract_seeds()
