"""Someone or something reported to go to a place."""
from typing import Iterable, Iterator

from briefing.language import Passage
from briefing.model import Mention, Movement


def find_movements(passages: Iterable[Passage], mentions: Iterable[Mention]) -> Iterator[Movement]:
    """Movements, in order."""
    return iter(())
