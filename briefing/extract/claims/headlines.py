"""Headlines: "CONTENT: SOURCE reports", "SOURCE: CONTENT", "CONTENT, source says", "Seoul warns …", "set to"."""
import re
from typing import Iterator

from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import base_forms

# "North Korea Deploys Special Forces to Russia: South Korean Intelligence Reports"
AT_END = re.compile(r"^(?P<content>.{8,}?)\s?[,:]\s(?P<speaker>[\w.'& -]{2,60}?)\s(?P<cue>reports?|says?|warns?|claims?|tells? \w+|sources say|told)\W*$", re.I)
# "Police: Suspect in custody"
AT_START = re.compile(r"^(?P<speaker>[A-Z][\w.'&-]*(?: [\w.'&-]+){0,4}): (?P<content>.{8,})$")
TITLE_VERBS = frozenset("say warn confirm deny claim report vow urge tell announce admit accuse insist reject slam demand ask argue suggest reveal blast call declare predict defend promise pledge criticize criticise condemn".split())


def find_headlines(view: View) -> Iterator[Found]:
    """What a title claims through a source; nothing for other passages."""
    if not view.title:
        return
    doc, text = view.doc, view.whole
    found = AT_END.match(text)
    if found:
        parts = [doc.char_span(found.start(name), found.end(name), alignment_mode="contract") for name in ("content", "speaker", "cue")]
        if all(parts) and any(t.pos_ in ("PROPN", "NOUN", "PRON") for t in parts[1]) and not any(t.tag_ in ("VBD", "VBZ") and t.pos_ == "VERB" for t in parts[1]):
            content, speaker, cue = parts
            yield Found("headline", "say", "attributed", ((content.start, content.end - 1),), (cue.start, cue.end - 1), (speaker.start, speaker.end - 1), speaker.root.i, "say", headline=True)
            return
    yield from _verb_first(view)


def _verb_first(view: View) -> Iterator[Found]:
    """"Seoul warns troops moving to front" where the parse takes the clause for an object."""
    doc, forms = view.doc, base_forms()
    for token in view.tokens[1:8]:
        base = forms.get(token.lower_)
        if base not in ("warn", "say", "claim", "confirm", "vow", "report", "insist", "suggest", "reveal", "admit", "deny", "predict", "allege", "argue", "tell") or not token.lower_.endswith("s"):
            continue
        before = view.tokens[:token.i]
        if any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in before) or doc[token.i - 1].pos_ not in ("PROPN", "NOUN", "PRON") and doc[token.i - 1].tag_ not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        if any(t.text in (":", ",", ";") for t in before) or token.i + 2 >= len(doc):
            continue
        start, last = token.i + 1, view.end_of[token.i]
        if doc[start].lower_ in ("that", "of", "about"):
            start += 1
        if base in ("vow",) or doc[start].lower_ == "to" and base != "warn":
            return
        family = "deny" if base == "deny" else "confirm" if base == "confirm" else "warn" if base == "warn" else "say"
        yield Found("headline verb", family, "attributed", ((start, clause_end(view, start, token.i, last)),), (token.i, token.i), (0, token.i - 1), token.i - 1, base, headline=True)
        return
