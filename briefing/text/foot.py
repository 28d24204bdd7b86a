"""The last line of a report, where it serves the reader rather than the story."""

import re

from briefing.text.readers import MONEY, devices, is_reported, sentences_of

FOOT = 25  # words of a last line that may be the outlet's own
TO_RING = re.compile(r"(?<![\d.,])\+?\d{2,5}(?:[ -]\d{2,4}){2,}(?!\d)(?<! (?:19|20)\d\d)")
TO_A_PAGE = re.compile(r"\b(?:on|see|turn to) (?:page|p\.) ?\d+\b", re.I)
YOU = re.compile(r"\byou(?:'re|'ve|'ll|r|rs)?\b", re.I)
READER = re.compile(r"\b(?:you|your|yours|us)\b", re.I)


def is_foot(plain: str) -> bool:
    """Whether the last line of a report, where nobody is said to speak, gives a telephone number or a page, speaks to the reader or asks for something."""
    if len(plain.split()) > FOOT or is_reported(plain):
        return False
    if TO_RING.search(plain) or TO_A_PAGE.search(plain):
        return True
    if YOU.search(next(sentences_of(plain))[1]):
        return True
    asks = any(devices()["foot asks"].match(sentence) for _, sentence in sentences_of(plain))
    return asks and bool(READER.search(plain) or re.search(MONEY, plain) or "?" in plain)
