"""Amounts and what is said of them."""
from typing import Iterable, Iterator

from briefing.language import Passage
from briefing.model import Figure, When


def find_figures(passages: Iterable[Passage], dates: Iterable[When]) -> Iterator[Figure]:
    """Amounts as written, each with its bound, what is counted and what is said of it."""
    yield from ()
