"""One decision a word: is "Moscow" the place or the state? Read from the words that govern it and those beside it."""

from typing import Any

from briefing.lexicon import word_set
from briefing.model import Reading

ACTOR = frozenset({"name", "demonym", "metonym", "nominal", "event-name"})
VERBS = frozenset({"VERB", "AUX"})


def words(key: str) -> frozenset[str]:
    """A list of readings.yaml."""
    return word_set("readings", key)


def read(
    doc: Any, first: int, last: int, form: str, *, before_place: bool = False, after_place: bool = False
) -> Reading:
    """How tokens first..last, a country, a seat of government or another place, are meant.

    `before_place`: a place follows it as a part ("Russia's Kursk region"); `after_place`: it frames the place before ("Paris, France").
    """
    token = doc[last] if doc[last].head.i not in range(first, last) else doc[first : last + 1].root
    actor: Reading = "metonym" if form == "seat" else "name"
    if form == "country" and _event_name(doc, first, last):
        return "event-name"
    if before_place or after_place:
        return "container"
    if form in ("city", "region"):
        return _place(doc, first, token, form)
    if form == "seat" and first > 0 and doc[first - 1].lower_ in ("capital", "city"):
        return _event(token)  # "Kenya's capital Nairobi"
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and following.text in ("'s", "'"):
        return "container" if _owns_a_place(doc, last + 2, form) else actor
    if first > 0 and doc[first - 1].lower_ in words("directions"):
        return _event(token)
    if token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > last:
        noun = token.head.lemma_.lower()
        if form == "seat":
            return _event(token) if noun in words("spot") else actor
        return "container" if noun in words("frame") and noun not in words("government") else actor
    if token.dep_ == "conj" and token.head.i < first and token.head.ent_type_ in ("GPE", "LOC"):
        return read(doc, token.head.i, token.head.i, form)
    preposition = doc[first - 1] if first > 0 else None
    if preposition is not None and preposition.lower_ == "the" and first > 1:
        preposition = doc[first - 2]
    if preposition is not None and preposition.pos_ in ("ADP", "SCONJ", "PART", "ADV"):
        return _after(doc, preposition, token, actor)
    if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in words("reached"):
        return _event(token)
    return actor


def _event_name(doc: Any, first: int, last: int) -> bool:
    """ "the Russia-Ukraine conflict", "the Vietnam War", "Ukraine Training"."""
    if last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].text[0].isupper():
        return True
    if (
        first > 1
        and doc[first - 1].text == "-"
        and doc[first - 2].text[0].isupper()
        and not doc[first - 1].whitespace_
        and not doc[first - 2].whitespace_
    ):
        return True
    return (
        last + 1 < len(doc)
        and doc[last + 1].text in words("event names")
        and (first == 0 or doc[first - 1].lower_ not in words("inside"))
    )


def _owns_a_place(doc: Any, start: int, form: str) -> bool:
    """Whether what follows "'s" is a part of the country ("southwestern Kursk region", "border with Iran"), within its noun phrase."""
    nouns = words("frame")
    for token in doc[start : start + 4]:
        if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
            return False
        if token.lemma_.lower() in nouns and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else None
            return following is None or following.pos_ not in ("NOUN",) or following.lemma_.lower() in nouns
    return False


def _after(doc: Any, preposition: Any, token: Any, actor: Reading) -> Reading:
    """The reading after a preposition, by what the preposition hangs on."""
    word, head = preposition.lower_, preposition.head
    if token.dep_ == "pobj" and token.head.lower_ == word:
        head = token.head.head
    lemma = head.lemma_.lower()
    if (
        word in ("in", "inside", "within", "at")
        and head.pos_ == "PROPN"
        and head.i < preposition.i
        and head.i == preposition.i - 1
        and head.ent_type_ == "ORG"
        and _named_so(head)
    ):
        return "affiliation"
    if word in ("with", "of", "to", "near") and lemma in words("beside"):
        return "region"
    if word == "at" and actor == "name":
        return actor  # "anger at France": nobody is at a country
    if word in words("inside"):
        return _event(token)
    if word in ("to", "toward", "towards"):
        return _event(token) if goes_there(preposition, head) else actor
    if word == "from":
        return (
            "origin"
            if lemma in words("going") - words("goods") and _goes(head) or lemma in words("trip")
            else actor
        )
    if word == "of":
        return "container" if lemma in words("frame") else actor
    if word == "for" and lemma in ("leave", "depart", "head", "bind", "bound", "sail"):
        return _event(token)
    return actor


def goes_there(preposition: Any, head: Any | None = None) -> bool:
    """Whether someone goes to what follows "to": by what it hangs on, and by the noun before it ("troop movements to Russia")."""
    head = head or preposition.head
    before = preposition.nbor(-1) if preposition.i > 0 else head
    if head.lemma_ == "come" and any(
        child.dep_ == "nsubj" and child.lower_ == "it" for child in head.children
    ):
        return False  # "when it comes to South Korea"
    noun = before.lemma_.lower()  # headlines keep their plural: "Deploys Special Forces to Russia"
    return (
        _goes(head)
        or before.pos_ in ("NOUN", "PROPN")
        and not {noun, noun.removesuffix("s")}.isdisjoint(words("trip") | words("people"))
        and head.lemma_.lower() not in words("goods")
    )


def _goes(head: Any) -> bool:
    """Whether the word before "to" tells of going there: "fly", "a visit", "officials"; not "aid", "supply", "weapons"."""
    lemma = head.lemma_.lower()
    if lemma in words("trip"):
        return True
    if lemma in words("going"):
        moved = [
            child
            for child in head.children
            if child.dep_ in ("dobj", "nsubjpass", "dative") and child.i != head.i
        ]
        nouns = {part.lemma_.lower() for child in moved for part in (child, *child.conjuncts)}
        return not nouns & words("goods") or bool(nouns & words("people"))
    if lemma in words("people"):
        return True
    if head.dep_ in ("prep", "pobj") and head.head is not head:
        return any(
            ancestor.lemma_.lower() in words("going") | words("trip") for ancestor in list(head.ancestors)[:4]
        )
    return False


def _place(doc: Any, first: int, token: Any, form: str) -> Reading:
    """The role of a word that is always a place."""
    preposition = doc[first - 1] if first > 0 else None
    if (
        preposition is not None
        and preposition.lower_ in ("in", "at")
        and first > 1
        and doc[first - 2].ent_type_ == "ORG"
        and doc[first - 2].pos_ == "PROPN"
        and _named_so(doc[first - 2])
    ):
        return "affiliation"
    if (
        preposition is not None
        and preposition.lower_ == "from"
        and preposition.head.pos_ in ("NOUN", "PROPN")
    ):
        return "origin"
    if (
        token.dep_ in ("pobj", "dobj", "npadvmod", "nsubjpass", "conj", "appos", "compound")
        or preposition is not None
        and preposition.pos_ == "ADP"
    ):
        return _event(token)
    if token.dep_ == "poss" and token.head.lemma_.lower() in words("spot") | words("frame"):
        return _event(token)  # "on Oslo's Karl Johan street"
    return "named"


def _named_so(body: Any) -> bool:
    """Whether the place after a body's name says which body it is: not where somebody is taken to it, nor a summit's."""
    return body.dep_ not in ("pobj", "dobj") and body.lemma_.lower() not in words("meeting")


def _event(token: Any) -> Reading:
    """ "in Brussels" is where people meet when the clause is about meeting, else where something happens."""
    for ancestor in token.ancestors:
        if ancestor.lemma_.lower() in words("meeting") and not (
            ancestor.lemma_ == "trip" and ancestor.pos_ in VERBS
        ):
            return "meeting"  # "a trip to Oslo"; not "the line tripped"
        if ancestor.pos_ in VERBS:
            held = any(
                child.dep_ in ("nsubj", "nsubjpass") and child.lemma_.lower() in words("meeting")
                for child in ancestor.children
            )
            return (
                "meeting" if held and ancestor.lemma_.lower() in words("held") else "event"
            )  # "talks would begin in Oslo"
    return "event"
