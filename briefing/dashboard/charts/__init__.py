"""The one door to Altair: pure functions from records to charts, the same page for an empty story."""

import json
from functools import lru_cache

from briefing.dashboard.charts.map import describe_map, place_map
from briefing.dashboard.charts.spread import spread
from briefing.dashboard.charts.timeline import describe_timeline, timeline, timeline_strip
from briefing.dashboard.palette import PALETTE, STANCE_COLOURS, STANCE_MARKS, STANCE_SHAPES, STANCE_WORDS

__all__ = [
    "PALETTE",
    "STANCE_COLOURS",
    "STANCE_MARKS",
    "STANCE_SHAPES",
    "STANCE_WORDS",
    "describe_map",
    "describe_timeline",
    "place_map",
    "spec",
    "spread",
    "timeline",
    "timeline_strip",
]


def spec(make, *given, **options) -> dict:
    """What `make(*given, **options)` draws, as the browser reads it, for st.vega_lite_chart; worked out once for the same records.

    st.altair_chart would check the chart against its schema at every rerun (0.3 s).
    """
    hashable = tuple(tuple(value) if isinstance(value, list) else value for value in given)
    return json.loads(_spec(make, hashable, tuple(sorted(options.items()))))


@lru_cache(maxsize=128)
def _spec(make, given: tuple, options: tuple) -> str:
    return json.dumps(make(*given, **dict(options)).to_dict(validate=False))
