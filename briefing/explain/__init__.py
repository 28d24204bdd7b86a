"""Why something is in a briefing, and which rules were tried at a place of a report."""

from briefing.explain.grounds import grounds_of
from briefing.explain.trials import trials_at

__all__ = ["grounds_of", "trials_at"]
