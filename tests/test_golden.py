"""The whole briefing of the seeds, compared whole: a change of it is read as a diff before it is accepted.

`python tests/test_golden.py --write` accepts what the rules say now.
"""

import difflib
import re
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from gold import ROOT  # noqa: E402

EXPECTED = ROOT / "tests" / "expected" / "north-korea-russia.yaml"
STORY = "north-korea-russia"


def fresh() -> str:
    """The summary of a first build, without the fingerprint of code and words and the digest of its lines."""
    from briefing.config import read_config
    from briefing.pipeline import build

    with tempfile.TemporaryDirectory() as folder:
        list(build(read_config(ROOT / "config.yaml"), Path(folder), again=True))
        return without_fingerprint((Path(folder) / f"{STORY}.yaml").read_text(encoding="utf-8"))


def without_fingerprint(text: str) -> str:
    return re.sub(r"^(inputs|digest): .*\n", "", text, flags=re.MULTILINE)


def test_the_briefing_of_the_seeds_is_the_one_that_was_read_and_accepted():
    expected, now = EXPECTED.read_text(encoding="utf-8"), fresh()
    diff = list(
        difflib.unified_diff(expected.splitlines(), now.splitlines(), "accepted", "now", lineterm="", n=2)
    )
    assert expected == now, "\n".join(
        [*diff[:200], f"... {len(diff)} lines differ; python tests/test_golden.py --write accepts them"]
    )


def test_the_summary_that_a_fresh_clone_shows_is_the_one_its_rules_build():
    committed = (ROOT / "summaries" / f"{STORY}.yaml").read_text(encoding="utf-8")
    same = without_changes(without_fingerprint(committed)) == without_changes(fresh())
    assert same, "run `python -m briefing build` and commit summaries/"


def without_changes(text: str) -> str:
    """Without what is other than in the briefing before: a fresh build has none before it."""
    return re.sub(r"^changes:.*\n(?:[ -].*\n)*", "", text, flags=re.MULTILINE)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("python tests/test_golden.py --write: accept the briefing as it is built now")
    EXPECTED.write_text(fresh(), encoding="utf-8")
    print(f"written to {EXPECTED.relative_to(ROOT)}")
