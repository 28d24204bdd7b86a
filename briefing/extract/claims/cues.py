"""The words around a cue: who speaks, and where the cue's own words begin and end."""

from dataclasses import dataclass
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.asides import local_phrase, named_aside, office_aside
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.voices import can_speak, outer_voice
from briefing.extract.claims.words import lists

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
NO_SPEAKER = frozenset(
    """there this that these those what which you i me us him her them it's whom whose one something nothing anything everything here how why
when where whatever let mine yours such so doing being having""".split()
)
NO_VOICE = frozenset(("EVENT", "DATE", "TIME", "MONEY", "QUANTITY", "ORDINAL"))
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
    doc = view.tokens
    first, last = view.sentence(verb.i)
    left = verb.i
    while (
        left > first
        and (
            doc[left - 1].pos_ in BETWEEN
            and doc[left - 1].head.i >= left - 1
            or doc[left - 1].lower_
            in ("also", "has", "have", "had", "n't", "then", "later", "repeatedly", "often")
        )
        and left - 1 not in view.marks
    ):
        left -= 1
    before = _past_brackets(view, left - 1, first)
    if before is None or before.i in view.marks or before.text in (",", "-", "?", "!", ":"):
        quoted = (
            before is None or before.i in view.marks or before.text in ("?", "!") or left - 2 in view.marks
        )
        named = any(c.dep_ in grammar.SUBJECTS and first <= c.i < left for c in verb.children)
        if (
            verb.lemma_.lower() not in lists("tell")
            or verb.lemma_.lower() in lists("say")
            or verb.lower_ == "informs"
        ) and (quoted or before.text == "," and (not named or _complete(view, verb, first, left - 2))):
            inverted = _inverted(view, verb, before, last)
            if inverted:
                return inverted
    if (
        before is not None
        and before.pos_ in ("PRON", "PROPN", "NOUN")
        and before.dep_ not in ("nsubj", "nsubjpass")
        and grammar.small(before) not in NO_SPEAKER
        and verb.tag_ in ("VBD", "VBZ", "VBP")
    ):
        # "…, the ministry said" where the parse lost the subject
        if not any(c.dep_ in grammar.SUBJECTS and first <= c.i < verb.i for c in verb.children):
            noun = before
            listed = any(t.dep_ == "cc" for t in doc[max(first, before.left_edge.i - 1) : before.i])
            while (
                noun.head.i < noun.i
                and noun.head.i >= first
                and noun.head.pos_ in NOMINAL
                and (
                    noun.dep_ in ("pobj", "flat")
                    or noun.dep_ == "conj"
                    and (listed or doc[noun.left_edge.i - 1].text != ",")
                    or noun.dep_ == "appos"
                    and doc[noun.left_edge.i - 1].text != ","
                )
                or noun.dep_ == "pobj"
                and noun.head.head.pos_ in NOMINAL
                and first <= noun.head.head.i < noun.i
            ):
                noun = noun.head if noun.head.pos_ in NOMINAL else noun.head.head
            if (
                noun.dep_ not in ("dobj", "pobj", "attr", "acomp")
                or doc[noun.left_edge.i - 1].text in (",",)
                and noun.left_edge.i > first
            ):
                words = _tight(view, noun, first, left - 1)
                if words[1] < left - 1 and doc[words[1] + 1].text == ")":
                    words = words[0], words[1] + 1  # "the Border Agency (BA) says"
                return Cluster(verb, words, noun.i, words[0], verb.i)
    aside = named_aside(view, verb, left, first) or office_aside(view, verb, left, first)
    if aside is not None:
        return Cluster(verb, aside[0], aside[1], aside[0][0], verb.i)
    noun, carried = grammar.subject(verb)
    local = local_phrase(view, verb, left, first)
    if local is not None and (
        noun is None
        or carried
        or noun.i < local[0]
        and any(doc[k].text == "," for k in range(noun.i, local[0]))
    ):
        words, head, end = local  # "…,” the union's former leader said": what the parse hangs elsewhere
        return Cluster(verb, (words, end), head, words, verb.i)
    if noun is None or not first <= noun.i <= last and not carried:
        return None
    if noun.i > verb.i and not carried:
        return None
    if not carried and view.places.inside(noun.i) is not view.places.inside(verb.i):
        return None
    if carried:
        noun = outer_voice(view, verb, noun)
        if noun is None:
            return None
    words = _tight(view, noun, view.start_of[noun.i], verb.i - 1 if noun.i < verb.i else None)
    if doc[words[0]].lower_ == "whose" and words[0] < noun.i:
        words = words[0] + 1, words[1]
    accused = _accused(view, words[0], first) if not carried else None
    if accused is not None:
        words, noun = (grammar.phrase(accused, first)[0], words[1]), accused
    if (
        not carried
        and words[1] < left - 1
        and all(
            doc[k].pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or doc[k].text == "-"
            for k in range(words[1] + 1, left)
        )
        and doc[left - 1].pos_ in ("NOUN", "PROPN")
    ):
        words, noun = (words[0], left - 1), doc[left - 1]  # "vice-president Ann Roe" taken apart by the parse
    relative = next(
        (c for c in verb.children if c.dep_ in grammar.SUBJECTS and c.tag_ in ("WP", "WDT") and c.i < verb.i),
        None,
    )
    if relative is not None and not carried and words[1] < relative.i <= words[1] + 4:
        words = words[0], relative.i  # "Lee, who insisted that": as written
    return Cluster(verb, words, noun.i, min(words[0], left) if not carried else left, verb.i, carried)


def _accused(view: View, at: int, first: int) -> Any | None:
    """The noun before "accused of poisoning his" where the parse takes the wife for the subject."""
    doc = view.tokens
    if (
        at - first >= 4
        and doc[at - 1].tag_ == "VBG"
        and doc[at - 2].lower_ in ("of", "with", "for")
        and doc[at - 3].tag_ in ("VBN", "VBD")
        and doc[at - 4].pos_ in ("NOUN", "PROPN")
    ):
        return doc[at - 4]
    if at > first and doc[at - 1].lower_ in ("for", "of", "with", "by", "from", "about", "against"):
        for k in range(
            at - 2, max(first, at - 10), -1
        ):  # "A man claiming to speak for it told": no subject follows a preposition
            if doc[k].text == "," or doc[k].tag_ in grammar.FINITE and doc[k].tag_ != "VBD":
                return None
            if doc[k].tag_ in ("VBG", "VBN") and doc[k - 1].pos_ in ("NOUN", "PROPN"):
                return doc[k - 1]
    return None


def _past_brackets(view: View, k: int, first: int) -> Any | None:
    """The word before a cue, past a bracketed remark: "Rep. Smith (R-Ohio) said"."""
    doc = view.tokens
    if k >= first and doc[k].text == ")":
        j = k
        while j > first and doc[j].text != "(" and k - j < 12:
            j -= 1
        if doc[j].text == "(" and j > first:
            return doc[j - 1]
    return doc[k] if k >= first else None


def _tight(view: View, noun: Any, least: int, most: int | None) -> Range:
    """The speaker's phrase between the nearest quotation mark and the cue."""
    quotation = view.places.inside(noun.i)
    for k in range(noun.i, least - 1, -1):
        if k in view.marks and quotation is None and k in view.places.by_closer:
            least = k + 1
            break
    return grammar.phrase(noun, least, most)


def _complete(view: View, verb: Any, first: int, last: int) -> bool:
    """Whether the words before a comma are a clause of their own: "The crews were on their way, said …"."""
    for k in range(first, last + 1):
        token = view.tokens[k]
        if token.tag_ in grammar.FINITE:
            main = token.head if token.dep_ in ("aux", "auxpass") else token
            if main.dep_ in ("ccomp", "ROOT", "parataxis", "conj") and main.i != verb.i:
                return True
    return False


def _inverted(view: View, verb: Any, before: Any, last: int) -> Cluster | None:
    """'"…," said the minister': the speaker stands after the verb."""
    doc = view.tokens
    quoted = before is not None and before.i in view.marks
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBP")
        and not (quoted and verb.tag_ == "VBN" and verb.dep_ == "ROOT")
        or verb.i + 1 > last
    ):
        return None
    following = doc[verb.i + 1]
    if (
        following.i in view.marks
        or following.pos_ not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM")
        and following.dep_ not in ("poss", "compound", "amod", "det")
    ):
        return None
    if grammar.small(following) in NO_SPEAKER or following.lower_ == "that":
        return None
    noun = None
    for c in verb.children:
        if (
            c.i > verb.i
            and c.dep_ in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos")
            and c.pos_ in NOMINAL
            and c.left_edge.i == verb.i + 1
        ):
            noun = c
            break
    name = noun.i + 1 if noun is not None and noun.tag_ == "NN" else last
    while name < last and doc[name].pos_ == "PROPN" and doc[name + 1].pos_ == "PROPN":
        name += 1
    if name < last and doc[name].pos_ == "PROPN" and name in view.named:
        return Cluster(
            verb, (verb.i + 1, name), name, verb.i, name, inverted=True
        )  # "sobbed mum Ann Bell, 29"
    if noun is None:
        k = verb.i + 1
        while k <= last and (
            doc[k].pos_ in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM")
            or doc[k].tag_ == "POS"
            or doc[k].lower_ == "-"
        ):
            k += 1
        run = [doc[j] for j in range(verb.i + 1, k) if doc[j].pos_ in NOMINAL]
        if not run:
            return None
        noun = run[-1]
        while noun.head.i != noun.i and noun.head in run and noun.dep_ != "poss":
            noun = noun.head
    if (
        noun.ent_type_ in NO_VOICE
        or noun.dep_ == "dobj"
        and not quoted
        and not can_speak(view, noun, papers=True)
    ):
        return None  # "where the governor, Lee Marsh, declared an emergency"
    words = grammar.phrase(noun, verb.i + 1, last)
    after = doc[words[1] + 1] if words[1] < last else None
    if (
        before is not None
        and before.text == ","
        and before.i - 1 not in view.marks
        and after is not None
        and not after.is_punct
        and after.pos_ not in ("ADP", "SCONJ")
        and after.lower_ not in ("who", "today", "yesterday")
    ):
        return None
    if after is not None and (
        after.tag_ in grammar.FINITE
        or after.pos_ == "AUX"
        or after.pos_ == "ADV"
        and words[1] + 2 <= last
        and doc[words[1] + 2].tag_ in grammar.FINITE
    ):
        return None  # "Jones, said the union expected …": a clause, not a speaker
    return Cluster(verb, words, noun.i, verb.i, words[1], inverted=True)


def may_speak(view: View, who: Cluster) -> bool:
    """Whether this can be a voice: no date, no 'there', no bare pronoun that points at a thing."""
    if who.head is None:
        return False
    noun = view.tokens[who.head]
    if noun.pos_ not in NOMINAL and noun.dep_ not in grammar.SUBJECTS:
        return False
    if (
        noun.lower_ == "one"
        and noun.i + 1 == who.verb.i
        and noun.i
        and (noun.i - 1 in view.marks or view.tokens[noun.i - 1].text == ",")
    ):
        return True  # "“I will vote,” one said"
    return not (
        grammar.small(noun) in NO_SPEAKER
        and not (noun.lower_ in ("those", "one") and any(c.i > noun.i for c in noun.children))
        or noun.ent_type_ in NO_VOICE
        and noun.pos_ != "PROPN"
    )


def is_voice(view: View, who: Cluster, papers: bool = False) -> bool:
    """Whether the speaker is plainly someone: a name, a pronoun for people, or a noun for people and bodies (or a letter, a report)."""
    return can_speak(view, view.tokens[who.head], papers)
