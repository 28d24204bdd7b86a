"""Two versions of one report → what the newer one says otherwise, sentence by sentence, in the words of both."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from briefing.model import Revision
from briefing.yamlfile import shown

MOST = 4  # changes that are told of one revision
KEPT = 40  # changes of one report that are kept for its readers
LONGEST = 200  # characters of a sentence
NEAR = 0.5  # share of words in which two sentences are one that was changed
LARGEST = 2000  # sentences that are compared

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n+")


def revisions_of(versions: Iterable[tuple[str, str]]) -> tuple[Revision, ...]:
    """What each version says otherwise than the one before it; (time first seen, text) of the versions, the newest first."""
    found = [
        Revision(at, before, after)
        for (at, newer), (_, older) in pairwise(versions)
        for before, after in changes_between(older, newer)
    ]
    return tuple(found[:KEPT])


def changes_between(older: str, newer: str) -> list[tuple[str | None, str | None]]:
    """(sentence before, sentence after) of each that is other in the newer version; None where it is new, or gone."""
    before, after = _sentences(older), _sentences(newer)
    found = []
    for kind, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(before[first:end], after[start:stop])
    return [tuple(sentence and shown(sentence, LONGEST) for sentence in pair) for pair in found]


def told(older: str, newer: str) -> str | None:
    """The first changes in one line; None where no sentence is other than before."""
    found = [words_of(*change) for change in changes_between(older, newer)]
    rest = len(found) - MOST
    return "; ".join(found[:MOST]) + (f"; and {rest} more" if rest > 0 else "") if found else None


def words_of(before: str | None, after: str | None) -> str:
    """What became of a sentence, in one line."""
    if before and after:
        return f"“{before}” became “{after}”"
    return f"“{before}” is gone" if before else f"“{after}” is new"


def _paired(gone: list[str], new: list[str]) -> list[tuple[str | None, str | None]]:
    """Pairs of sentences that are one, by the words they share; what is left has no other half."""
    found, left = [], list(new)
    for sentence in gone:
        near = max(left, key=lambda other: _alike(sentence, other), default=None)
        if near is not None and _alike(sentence, near) >= NEAR:
            left.remove(near)
            found.append((sentence, near))
        else:
            found.append((sentence, None))
    return found + [(None, sentence) for sentence in left]


def _alike(first: str, second: str) -> float:
    return SequenceMatcher(None, first.lower().split(), second.lower().split(), autojunk=False).ratio()


def _sentences(text: str) -> list[str]:
    return [
        " ".join(sentence.split()) for sentence in _SENTENCE.split(text) if sentence and sentence.strip()
    ][:LARGEST]
