"""Headlines, read by their own grammar: "CONTENT: SOURCE reports", "Police: CONTENT", "CONTENT - sources", "Seoul warns …", "Ryanair considering …"."""

import re
from collections.abc import Iterator

from briefing.extract.claims.extents import clause_end
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import base_forms, lists, words

# "Glacier Lost Half Its Ice: Swiss Survey Reports", "Gunman kills three, police say"
AT_END = re.compile(
    r"^(?P<content>.{8,}?)\s?[,:]\s(?P<speaker>[\w.'& -]{2,60}?)\s(?P<cue>reports?|says?|said|warns?|claims?|tells? \w+|told)\W*$",
    re.I,
)
# "Messi set to leave - reports": a named outlet after the dash may be the site's own name, so only plain nouns count
AFTER_DASH = re.compile(
    r"^(?P<content>.{8,}?)\s(?P<cue>[-|])\s(?P<speaker>(?:media |news )?(?:reports?|sources?|police|officials?|study|survey|poll|ministry|witnesses|lawyers?|prosecutors))\W*$",
    re.I,
)
# "Police: Suspect held": a name before a colon is as often the topic ("Smith: Police find car"), so only plain nouns count
AT_START = re.compile(
    r"^(?P<speaker>(?:[\w-]+ ){0,2}(?:reports?|sources|police|officials?|study|survey|poll|minister|experts?|witnesses|lawyers?|prosecutors|doctors|ministry|scientists|analysts?|spokes(?:man|woman|person)))(?P<cue>:) (?P<content>.{8,})$",
    re.I,
)
LABEL = re.compile(
    r"^(?:exclusive|breaking|update|updated|live|watch|video|analysis|opinion|explainer|revealed|report)\s?[:|-]\s",
    re.I,
)
SAYS = frozenset(
    "warn say claim report insist suggest reveal admit predict allege argue tell maintain declare announce confirm deny".split()
)


def find_headlines(view: View) -> Iterator[Found]:
    """What a title claims through a source; where it finds one, nothing else is read in the title."""
    if not view.title or not view.tokens:
        return
    for pattern in (AT_END, AFTER_DASH, AT_START):
        found = pattern.match(view.whole)
        if found and (one := _parts(view, found)):
            yield one
            return
    yield from _verb(view)


def _parts(view: View, found: re.Match) -> Found | None:
    groups = found.groupdict()
    label = LABEL.match(groups["content"])
    start = found.start("content") + (label.end() if label else 0)
    content = view.doc.char_span(start, found.end("content"), alignment_mode="contract")
    speaker = view.doc.char_span(found.start("speaker"), found.end("speaker"), alignment_mode="contract")
    cue = view.doc.char_span(found.start("cue"), found.end("cue"), alignment_mode="contract")
    if content is None or speaker is None or cue is None:
        return None
    if not any(t.pos_ in ("PROPN", "NOUN", "PRON") or t.text[0].isupper() for t in speaker) or any(
        t.tag_ in ("VBD", "VBZ") and t.pos_ == "VERB" for t in speaker
    ):
        return None
    return Found(
        "headline",
        "say",
        "attributed",
        ((content.start, content.end - 1),),
        (cue.start, cue.end - 1),
        (speaker.start, speaker.end - 1),
        speaker.end - 1,
        "say",
        headline=True,
    )


def _verb(view: View) -> Iterator[Found]:
    """ "Seoul warns …", "Jones Vows To Cut Fares", "WHO urges calm": the first verb in the present with only a name before it."""
    forms, tokens = base_forms(), view.tokens
    for token in tokens[1:9]:
        low = token.lower_
        base = forms.get(low)
        if (
            token.is_punct
            or token.tag_ in ("VBD", "MD", "IN", "CC", "TO", "WP")
            and token.i > 1
            and base is None
        ):
            return
        if base is None or not (
            low.endswith("s")
            and low != base
            or token.tag_ == "VBG"
            and base in words("intentions", "consider")
        ):
            if (
                token.tag_ in ("VBZ", "VBD", "VBP", "MD", "VBN")
                and token.i > 0
                and token.pos_ in ("VERB", "AUX")
            ):
                return
            continue
        if token.i + 1 >= len(tokens) or tokens[token.i - 1].tag_ in ("POS", "DT", "IN", "JJ", "CC"):
            continue
        if token.tag_ in ("NNS", "NNPS") and tokens[token.i + 1].lower_ in (
            "of",
            "for",
            "on",
            "in",
            "over",
            "as",
            "and",
            "about",
        ):
            continue  # "Calls for", "Claims of": the noun
        found = _read(view, token.i, base)
        if found is not None:
            yield found
        return


def _read(view: View, k: int, base: str) -> Found | None:
    """What follows a headline's verb, by the kind of verb."""
    tokens, last = view.tokens, view.end_of[k]
    start = k + 1
    following = tokens[start].lower_
    speaker: Range = (0, k - 1)
    make = lambda family, kind, first: Found(
        "headline verb",
        family,
        kind,
        ((first, clause_end(view, first, k, last)),),
        (k, k),
        speaker,
        k - 1,
        base,
        headline=True,
    )
    if following == "to" and base in words("intentions", "plan"):
        return make("refuse" if base in ("refuse", "decline") else "plan", "intention", start)
    if base in words("intentions", "consider") and following != "to":
        return make("consider", "intention", start)
    if base in lists("deny"):
        return make("deny", "attributed", start)
    if base in SAYS and following != "to":
        if following in ("that", "of", "about") and start < last:
            start += 1
        return make({"confirm": "confirm", "warn": "warn"}.get(base, "say"), "attributed", start)
    if base == "urge" and following != "to" or base in lists("judge") and base in lists("describe", "accuse"):
        return make("urge" if base == "urge" else "say", "attributed", start)
    return None
