"""Which state "the government" is: the one its words name, else the one its report is nearly all about."""

import re
from collections import Counter
from collections.abc import Collection

from briefing.model import Extraction

GOVERNMENT = re.compile(
    r"the (?P<who>government|authorities)(?: (?:of|in) (?:the )?(?P<where>[\w' .-]+))?", re.IGNORECASE
)
MOST = 0.6  # share of the states and countries a report names, from which it is about that one


def government_of(holder: str, extraction: Extraction, states: Collection[str]) -> str | None:
    """The state that "the government in Benin" names, or "the government" in a report about one state; None for others."""
    told = GOVERNMENT.fullmatch(" ".join(holder.split()))
    if told is None or told["who"].lower() == "authorities" and not told["where"]:
        return None
    named = [
        mention for mention in extraction.mentions if mention.refers in states and not mention.boilerplate
    ]
    if told["where"]:
        return next(
            (mention.refers for mention in named if mention.span.quote.lower() == told["where"].lower()), None
        )
    counts = Counter(mention.refers for mention in named)
    most = max(counts, key=lambda state: (counts[state], state), default=None)
    return most if most and counts[most] > 1 and counts[most] >= MOST * sum(counts.values()) else None
