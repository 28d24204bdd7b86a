"""The words around a cue: who speaks, and where the cue's own words begin and end."""
from dataclasses import dataclass
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.view import QUOTES, Range, View

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
NO_SPEAKER = frozenset("""there this that these those what which you i me us him her them it's one something nothing anything everything here how why
when where whatever let mine yours such so doing being having""".split())
NO_VOICE = frozenset(("EVENT", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"))
BETWEEN = frozenset(("ADV", "AUX", "PART"))


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cue with its speaker: the tokens left..right hold both and the words between."""
    verb: Any
    speaker: Range | None
    head: int | None
    left: int
    right: int
    carried: bool = False
    inverted: bool = False


def cluster(view: View, verb: Any) -> Cluster | None:
    """Who speaks with this verb; None where the words before and after name nobody."""
    doc = view.doc
    first, last = view.sentence(verb.i)
    left = verb.i
    while left > first and (doc[left - 1].pos_ in BETWEEN and doc[left - 1].head.i >= left - 1 or doc[left - 1].lower_ in ("also", "has", "have", "had", "n't", "then", "later", "repeatedly", "often")) and doc[left - 1].text not in QUOTES:
        left -= 1
    before = doc[left - 1] if left > first else None
    if before is None or before.text in QUOTES or before.text in (",", "-", "?", "!", ":"):
        inverted = _inverted(view, verb, before, last)
        if inverted:
            return inverted
    if before is not None and before.pos_ in ("PRON", "PROPN", "NOUN") and before.dep_ not in ("nsubj", "nsubjpass") and before.lower_ not in NO_SPEAKER and verb.tag_ in ("VBD", "VBZ", "VBP"):
        # "…, the ministry said" where the parse lost the subject
        if not any(c.dep_ in grammar.SUBJECTS and first <= c.i < verb.i for c in verb.children):
            noun = before
            while noun.head.i < noun.i and noun.head.i >= first and noun.head.pos_ in NOMINAL and noun.dep_ in ("pobj", "conj", "appos", "flat") or noun.dep_ == "pobj" and noun.head.head.pos_ in NOMINAL and first <= noun.head.head.i < noun.i:
                noun = noun.head if noun.head.pos_ in NOMINAL else noun.head.head
            if noun.dep_ not in ("dobj", "pobj", "attr", "acomp") or doc[noun.left_edge.i - 1].text in (",",) and noun.left_edge.i > first:
                words = _tight(view, noun, first, left - 1)
                return Cluster(verb, words, noun.i, words[0], verb.i)
    noun, carried = grammar.subject(verb)
    if noun is None or not first <= noun.i <= last and not carried:
        return None
    if noun.i > verb.i and not carried:
        return None
    if not carried and view.places.inside(noun.i) is not view.places.inside(verb.i):
        return None
    words = _tight(view, noun, view.start_of[noun.i], verb.i - 1 if noun.i < verb.i else None)
    return Cluster(verb, words, noun.i, min(words[0], left) if not carried else left, verb.i, carried)


def _tight(view: View, noun: Any, least: int, most: int | None) -> Range:
    """The speaker's phrase between the nearest quotation mark and the cue."""
    quotation = view.places.inside(noun.i)
    for k in range(noun.i, least - 1, -1):
        if view.doc[k].text in QUOTES and quotation is None and k in view.places.by_closer:
            least = k + 1
            break
    return grammar.phrase(noun, least, most)


def _inverted(view: View, verb: Any, before: Any, last: int) -> Cluster | None:
    """'"…," said the minister': the speaker stands after the verb."""
    doc = view.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i + 1 > last:
        return None
    following = doc[verb.i + 1]
    if following.text in QUOTES or following.pos_ not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM") and following.dep_ not in ("poss", "compound", "amod", "det"):
        return None
    if following.lower_ in NO_SPEAKER or following.lower_ == "that":
        return None
    noun = None
    for c in verb.children:
        if c.i > verb.i and c.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos") and c.pos_ in NOMINAL and c.left_edge.i == verb.i + 1:
            noun = c
            break
    if noun is None:
        k = verb.i + 1
        while k <= last and (doc[k].pos_ in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM") or doc[k].tag_ == "POS" or doc[k].lower_ == "-"):
            k += 1
        run = [doc[j] for j in range(verb.i + 1, k) if doc[j].pos_ in NOMINAL]
        if not run:
            return None
        noun = run[-1]
        while noun.head.i != noun.i and noun.head in run and noun.dep_ != "poss":
            noun = noun.head
    if noun.ent_type_ in NO_VOICE:
        return None
    words = grammar.phrase(noun, verb.i + 1, last)
    return Cluster(verb, words, noun.i, verb.i, words[1], inverted=True)


def may_speak(view: View, who: Cluster) -> bool:
    """Whether this can be a voice: no date, no 'there', no bare pronoun that points at a thing."""
    if who.head is None:
        return False
    noun = view.doc[who.head]
    if noun.pos_ not in NOMINAL and noun.dep_ not in grammar.SUBJECTS:
        return False
    if noun.lower_ in NO_SPEAKER or noun.ent_type_ in NO_VOICE and noun.pos_ != "PROPN":
        return False
    return True
