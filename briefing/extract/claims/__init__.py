"""Claims: who asserts what, with which word, how firmly, and through whom it reached the outlet."""

from briefing.extract.claims.across import name_speakers
from briefing.extract.claims.finding import find_claims

__all__ = ["find_claims", "name_speakers"]
