"""Who can speak, and who goes on speaking with "saying" and "adding"."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.view import View
from briefing.extract.claims.words import lists, voices

PEOPLE = frozenset(("PERSON", "NORP"))


def outer_voice(view: View, verb: Any, noun: Any) -> Any | None:
    """Who goes on speaking with "saying" or "and said": the nearest voice, or nobody where two could be meant."""
    doc = view.tokens
    if verb.tag_ == "VBG":
        k = verb.i - 1
        while k > view.start_of[verb.i] and doc[k].pos_ == "ADV":
            k -= 1
        if (
            doc[k].pos_ == "PROPN"
            and doc[k].ent_type_ in PEOPLE
            and doc[k].dep_ in ("pobj", "dobj", "nsubj", "poss", "conj", "compound")
        ):
            return doc[k]  # "footage of Smith saying"
    if grammar.issued(verb) is not None:
        return noun
    if (
        verb.tag_ == "VBG"
        and verb.dep_ != "conj"
        and (verb.lemma_.lower() in lists("goes on") or not can_speak(view, noun))
    ):
        outer = _main_voice(view, noun)
        if outer is not None:
            return outer
    if grammar.small(noun) in ("he", "she", "they", "it") or verb.dep_ == "conj":
        above = noun.head  # "Smith said he would resign, adding": Smith adds
        steps = 0
        while above.head is not above and steps < 5:
            if (
                above.dep_ in ("ccomp", "advcl", "relcl", "conj")
                and above.head.lemma_.lower()
                in ("say", "tell", "add", "claim", "argue", "note", "insist", "warn", "explain")
                and above.dep_ == "ccomp"
            ):
                outer, _ = grammar.subject(above.head)
                if outer is not None and outer.i < above.i:
                    if noun.pos_ == "PRON":
                        return outer
                    return None if verb.dep_ == "conj" and outer.i != noun.i else noun
            above = above.head
            steps += 1
    return noun


def _main_voice(view: View, noun: Any) -> Any | None:
    """Who says the clause that a noun is the subject of, outermost: "officials" for "letter" in "Officials said the letter was late"."""
    above, outer, steps = noun.head, None, 0
    while above.head is not above and steps < 6:
        if above.dep_ == "ccomp" and above.head.lemma_.lower() in lists("say", "tell"):
            who, _ = grammar.subject(above.head)
            if who is not None and who.i < above.i:
                outer = who
        above, steps = above.head, steps + 1
    return outer


def can_speak(view: View, noun: Any, papers: bool = False) -> bool:
    """Whether a noun is plainly someone: a name, a pronoun for people, or a noun for people and bodies (or a letter, a report)."""
    if (
        noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or noun.pos_ == "PROPN"
        or noun.i in view.named
        or grammar.named(noun)
    ):
        return True
    if noun.pos_ == "PRON" and not grammar.named(noun):
        return noun.lower_ in (
            "he",
            "she",
            "they",
            "we",
            "some",
            "many",
            "others",
            "it",
            "both",
            "all",
            "who",
            "those",
            "one",
            "everyone",
            "several",
            "another",
        )
    if noun.pos_ in ("NUM", "ADJ"):
        return True
    lemma = noun.lemma_.lower()
    if (
        noun.tag_ == "NNS"
        and (lemma.endswith(("ist", "ian", "ee", "ent", "ant", "or", "man", "woman")))
        and lemma not in lists("paper")
    ):
        return True  # "proponents", "geologists": people by their ending
    return lemma in voices() or lemma.rsplit("-", 1)[-1] in voices() or papers and lemma in lists("paper")
