"""Two versions of one report → what the newer one says otherwise, sentence by sentence, in the words of both."""
import re
from difflib import SequenceMatcher

from briefing.yamlfile import shown

MOST = 4                        # changes that are told of one revision
LONGEST = 200                   # characters of a sentence
NEAR = 0.5                      # share of words in which two sentences are one that was changed
LARGEST = 2000                  # sentences that are compared

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")


def changes_between(older: str, newer: str) -> list[str]:
    """What became of the older version's sentences: "“…” became “…”", "“…” is gone", "“…” is new"; empty where nothing did."""
    before, after = _sentences(older), _sentences(newer)
    found = []
    for kind, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _told(before[first:end], after[start:stop])
    return found


def told(older: str, newer: str) -> str | None:
    """The first changes in one line; None where no sentence is other than before."""
    found = changes_between(older, newer)
    rest = len(found) - MOST
    return "; ".join(found[:MOST]) + (f"; and {rest} more" if rest > 0 else "") if found else None


def _told(gone: list[str], new: list[str]) -> list[str]:
    """Pairs of sentences that are one, by the words they share; what is left has no other half."""
    found, left = [], list(new)
    for sentence in gone:
        near = max(left, key=lambda other: _alike(sentence, other), default=None)
        if near is not None and _alike(sentence, near) >= NEAR:
            left.remove(near)
            found.append(f"“{shown(sentence, LONGEST)}” became “{shown(near, LONGEST)}”")
        else:
            found.append(f"“{shown(sentence, LONGEST)}” is gone")
    return found + [f"“{shown(sentence, LONGEST)}” is new" for sentence in left]


def _alike(first: str, second: str) -> float:
    return SequenceMatcher(None, first.lower().split(), second.lower().split(), autojunk=False).ratio()


def _sentences(text: str) -> list[str]:
    return [" ".join(sentence.split()) for sentence in _SENTENCE.split(text) if sentence and sentence.strip()][:LARGEST]
