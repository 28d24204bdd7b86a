"""Words are data: loads lexicon/*.yaml once, as plain values, word sets and alternations for patterns."""

import gc
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from briefing import yamlfile

FOLDER = Path(__file__).parent / "lexicon"


@cache
def read_lexicon(name: str) -> Any:
    """The plain value of lexicon/NAME.yaml; treat it as read-only. FileNotFoundError where there is none."""
    collecting = gc.isenabled()
    gc.disable()  # nothing of it is garbage, and looking for it costs a third of the time
    try:
        return yamlfile.read_trusted(FOLDER / f"{name}.yaml")
    finally:
        if collecting:
            gc.enable()


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The words under the given keys of a lexicon whose values are lists; all of them where no key is named."""
    lexicon = read_lexicon(name)
    return frozenset(word for key in (keys or tuple(lexicon)) for word in lexicon[key])


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longest first, so that no prefix hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
