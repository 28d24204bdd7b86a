"""The one door to Altair: pure functions from records to charts, the same page for an empty story."""
from briefing.dashboard.charts.map import describe_map, place_map
from briefing.dashboard.charts.spread import spread
from briefing.dashboard.charts.timeline import describe_timeline, timeline, timeline_strip
from briefing.dashboard.palette import PALETTE, STANCE_COLOURS, STANCE_MARKS, STANCE_SHAPES, STANCE_WORDS

__all__ = ["PALETTE", "STANCE_COLOURS", "STANCE_MARKS", "STANCE_SHAPES", "STANCE_WORDS", "describe_map", "describe_timeline", "place_map", "spread",
           "timeline", "timeline_strip"]
