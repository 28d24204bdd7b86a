"""Actors without a name: "an anonymous government source", "the spy agency", "the U.S. and its allies"."""
from typing import Any, Callable, Iterator


def find(scans: list, make: Callable, found: list) -> Iterator[Any]:
    """Described actors."""
    return iter(())
