"""Sums that no word near them explains, taken for what another report says the same sum is: "Of 6.4 million euros, …"."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from briefing.lexicon import read_lexicon
from briefing.model import Extraction, Figure

DIGITS = 2  # significant digits from which a sum is hardly met twice by chance


def explain_amounts(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """The same extractions; a sum of money without a class takes the one class that the same sum has elsewhere in the story."""
    extractions = tuple(extractions)
    known: dict[tuple, set[str]] = defaultdict(set)
    for figure in (figure for extraction in extractions for figure in extraction.figures):
        if figure.measure and figure.role == "reading":
            known[_amount(figure)].add(figure.measure)
    return tuple(
        replace(extraction, figures=tuple(_explained(figure, known) for figure in extraction.figures))
        for extraction in extractions
    )


def _explained(figure: Figure, known: dict[tuple, set[str]]) -> Figure:
    names = (
        known.get(_amount(figure), set())
        if not figure.measure and figure.role == "reading" and _is_telling(figure)
        else set()
    )
    return replace(figure, measure=next(iter(names))) if len(names) == 1 else figure


def _amount(figure: Figure) -> tuple:
    base = figure.unit.partition(" a ")[0]
    return read_lexicon("sizes")["same money"].get(base, base), figure.low, figure.high


def _is_telling(figure: Figure) -> bool:
    """Whether a figure is one sum of money with enough digits to be known again."""
    if (
        figure.low is None
        or figure.low != figure.high
        or not figure.unit
        or figure.unit[0].isalpha()
        and "$" not in figure.unit
    ):
        return False
    return figure.unit != "%" and len(f"{figure.low:.0f}".rstrip("0")) >= DIGITS
