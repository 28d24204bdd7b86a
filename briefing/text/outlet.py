"""Who published a document, where its layout says so."""
import re
from typing import Sequence

from briefing.lexicon import read_lexicon
from briefing.model import Block, Document, Span
from briefing.text.kinds import AGENCY_LINE, LONGEST, outlet_words


def find_outlet(document: Document, blocks: Sequence[Block]) -> Span | None:
    """The outlet or agency where the layout itself states it: a line of its own, a byline, "(Agency) -"; None when in doubt."""
    agencies = read_lexicon("boilerplate")["agencies"]
    body = next((block for block in blocks if block.kind == "body"), None)
    before = [block for block in blocks if body is None or block.span.start < body.span.start]
    for block in before:
        words = block.span.quote.split()
        signed = next((word for word in words if word in agencies), None) if block.kind == "label" and len(words) <= 4 else None
        if signed:                      # "Kyiv • UNN"
            start = block.span.start + block.span.quote.index(signed)
            return document.span(start, start + len(signed))
        if block.kind == "label" and 1 < len(words) <= 5 and outlet_words().search(block.span.quote) and words[0][0].isupper():
            return block.span
    for block in blocks:
        if block.kind == "byline":
            # "By Ann Other, Harbour Times", "By Ann Other | BBC News"
            after = re.search(r"(?:,|\||\sfor\s|\sof\s)\s*(?:the\s)?([A-Z][\w.' -]{1,40}?)\s*$", block.span.quote[:LONGEST])
            if after and (outlet_words().search(after.group(1)) or after.group(1) in agencies or re.fullmatch(r"\w+\.[A-Za-z]{2,4}", after.group(1))):
                return document.span(block.span.start + after.start(1), block.span.start + after.end(1))
    for block in ([body] if body else []) + [block for block in before if block.kind == "dateline"]:
        found = AGENCY_LINE.match(block.span.quote[:200])
        group = "agency" if found and found["agency"] else "signed"
        if found and found[group] in agencies:
            return document.span(block.span.start + found.start(group), block.span.start + found.end(group))
    return None
