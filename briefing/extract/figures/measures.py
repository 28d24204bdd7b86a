"""What an amount measures: the class of quantities.yaml that its verb, the words beside it or its topic belong to."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.figures.counted import bare_verb
from briefing.extract.figures.kinds import classes, counted_so, is_people, kind_of, longest, pattern, rather
from briefing.extract.figures.numbers import Number
from briefing.extract.figures.topics import of_words, topic_of
from briefing.lexicon import read_lexicon, word_set

NEAR = 9  # tokens of a clause looked at after a verb, or before a bare number


def measure_of(doc: Any, number: Number, head: Any, tokens: Any, end: int | None, before: str) -> str:
    """The class of an amount, "" where its words name none; `before` is the class of the figure read before it in the passage."""
    kind = kind_of(number, head)
    noun = (
        head if head is not None and head.pos_ != "NUM" and (not number.unit or kind == "measure") else None
    )
    for name in _candidates(doc, number, noun, tokens, end, before):
        if kind in counted_so(name) and _is_counted(name, head, number.unit):
            root = noun if noun is not None else tokens.root
            return ("feared " if root.head.lemma_.lower() in word_set("sizes", "fearing") else "") + name
    return ""


def _is_counted(name: str, head: Any, unit: str) -> bool:
    """Whether a class that is for certain things or units alone counts one of them: "180 million euros of deposits"."""
    only, units = (read_lexicon("quantities")[name].get(key) for key in ("counted", "units"))
    named = not only or (head.lemma_.lower() if head is not None else "") in only
    return named and (
        not units
        or not unit
        or unit in units
        or unit.removesuffix("s") in units
        or unit.removesuffix("es") in units
    )


def _candidates(
    doc: Any, number: Number, noun: Any, tokens: Any, end: int | None, before: str
) -> Iterator[str]:
    """Classes the words speak for, nearest words first."""
    root = noun if noun is not None else tokens.root
    last = end if end is not None else tokens.end - 1
    verb, role = _verb(root)
    if (
        role == "object"
        and verb.lemma_.lower() in word_set("sizes", "demanding")
        and any(
            child.dep_ == "nsubj" and child.lemma_.lower() in word_set("sizes", "extorters")
            for child in verb.children
        )
    ):
        yield "ransom"
    yield from _own(doc, number, noun, tokens, last)
    if (
        noun is not None
        and verb is not None
        and noun.lemma_.lower() == "life"
        and verb.lemma_.lower() in word_set("sizes", "of lives")
    ):
        yield "killed"  # "claimed 122 lives"
    lemma = verb.lemma_.lower() if verb is not None else ""
    general = lemma in word_set("sizes", "reaching", "put at", "linking")
    direct = root.dep_ in ("dobj", "nsubj", "nsubjpass", "conj")
    if _for_each(doc, last):
        yield "compensation"
    yield from _deed(root)
    if verb is not None and direct and not general and role in ("object", "passive", "subject"):
        yield from _said(doc, verb, role, tokens.start, last, bool(number.unit))
    several = (
        noun is not None
        and is_people(noun.lemma_.lower())
        and number.low != 1
        and not _of_whole(doc, number, tokens)
    )  # not "One protester said"
    if general and several and doc[tokens.end].lower_ != "of":
        yield from classes("nouns").get(noun.lemma_.lower(), ())  # "counts 47 dead and 74 survivors"
    if (noun is None or general and role != "subject") and not _of_whole(doc, number, tokens):
        yield from topic_of(doc, root, tokens, verb, before)
    if verb is not None:
        yield from _said(doc, verb, role, tokens.start, last, bool(number.unit))
    if noun is not None and _is_aboard(noun):
        yield "on board"
    if several:
        yield from classes("nouns").get(
            noun.lemma_.lower(), ()
        )  # "31 protesters" where the verb says no more of them
    for start in {tokens.end, last + 1}:
        yield from _phrase_at(doc, start)
    if verb is None:
        yield from _beside(doc, tokens, last)
    elif noun is not None or number.low is not None:
        yield from _before_colon(doc, tokens.start)


def _deed(root: Any) -> Iterator[str]:
    """ "the release of 92 prisoners", not "demanded the release of 92 prisoners"."""
    of = root.head if root.dep_ == "pobj" and root.head.lower_ == "of" else None
    if of is not None and of.head.lemma_.lower() in word_set("sizes", "records"):
        yield "data taken"  # "the records of 1.2 million patients were stolen"
    if of is None or not (names := classes("deed").get(of.head.lemma_.lower())):
        return
    over = next((token for token in of.head.ancestors if token.pos_ == "VERB"), None)
    if over is None or over.lemma_.lower() not in word_set("sizes", "not done"):
        yield from names


def _is_aboard(noun: Any) -> bool:
    """ "a boat with 70 migrants", "the boat capsized with 70 migrants", "the plane had 112 passengers"."""
    if not is_people(noun.lemma_.lower()):
        return False
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "with":
        above = above.head
    elif noun.dep_ != "dobj" or above.lemma_.lower() != "have":
        return False
    bearer = (
        above
        if above.pos_ in ("NOUN", "PROPN")
        else next((child for child in above.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    )
    return bearer is not None and bearer.lemma_.lower() in word_set("sizes", "vehicles")


def _for_each(doc: Any, last: int) -> bool:
    """ "20,000 euros to each family"."""
    words = [token.lower_ for token in doc[last + 1 : last + 4]]
    return (
        len(words) == 3
        and words[0] in ("to", "for")
        and words[1] in ("each", "every")
        and doc[last + 3].lemma_.lower() in word_set("sizes", "for each")
    )


def _before_colon(doc: Any, start: int) -> Iterator[str]:
    """ "The march was the largest yet: 22,000 people by the police's count"."""
    sent = doc[start].sent
    colon = next((token.i for token in reversed(doc[sent.start : start]) if token.text == ":"), None)
    if colon is not None and not any(token.pos_ in ("VERB", "AUX") for token in doc[colon:start]):
        yield from of_words(
            token for token in doc[sent.start : colon] if token.dep_ in ("nsubj", "nsubjpass")
        )


def _own(doc: Any, number: Number, noun: Any, tokens: Any, last: int) -> Iterator[str]:
    """The words counted themselves and those right beside them: "12 deaths", "26 detained ministers", "12 people missing", "10 dead"."""
    if _of_whole(doc, number, tokens):
        return  # "19 of the 27 detained": what is said of the whole
    if (
        last + 1 < len(doc)
        and (noun is not None or last >= tokens.end)
        and doc[last + 1].tag_ in ("VBN", "JJ", "RB")
        and doc[last + 1].dep_ != "advcl"
    ):
        yield from classes("words").get(doc[last + 1].lower_, ())
    for token in doc[tokens.end : last + 1]:
        if token.lower_ in word_set("figures", "fates"):
            yield from classes("words").get(token.lower_, ())
    if noun is not None and noun.i >= tokens.end:
        words = [token.lower_ for token in doc[tokens.end : noun.i]] + [noun.lemma_.lower()]
        for name in (
            longest(" ".join(words), "nouns", tail=True) if not is_people(noun.lemma_.lower()) else ()
        ):
            yield from rather(name, doc[max(noun.sent.start, tokens.start - 8) : noun.i + 3])
        if (
            tokens.start
            and doc[tokens.start - 1].lower_ == "magnitude"
            or words[0] in ("-", "magnitude")
            and "magnitude" in words
        ):
            yield "magnitude"
        for child in doc[tokens.end : noun.i]:
            yield from classes("words").get(child.lower_, ())
    if last + 1 >= len(doc) or noun is None and last < tokens.end and doc[last + 1].lower_ == "of":
        return
    following = doc[last + 1]
    if following.lower_ == "against" and any(token.lemma_.lower() == "vote" for token in following.sent):
        yield "votes against"  # "318 voted in favour and 90 against"
    if following.tag_ == "VBN" and following.head.i <= last:
        yield from _phrase_at(doc, last + 1)  # "and about 1,800 driven from their homes"
    if following.pos_ not in ("AUX", "ADP"):
        yield from classes("words").get(following.lower_, ())
    if noun is None and bare_verb(doc, last + 1):
        yield from classes("does")[following.lower_]  # "1,800 flee as fire nears"
    if following.tag_ == "VBN" and following.dep_ in ("acl", "ROOT", "amod"):
        yield from classes("done to").get(following.lemma_.lower(), ())


def _of_whole(doc: Any, number: Number, tokens: Any) -> bool:
    """ "19 of the 27 detained", not "dozens of the dead"."""
    return not number.of and not number.unit and tokens.end < len(doc) and doc[tokens.end].lower_ == "of"


def _phrase_at(doc: Any, start: int) -> Iterator[str]:
    """A phrase right after what is counted: "12 people on board", "40,000 homes were without power", "10,000 WALK OUT"."""
    words = [token for token in doc[start : start + NEAR] if token.pos_ != "DET" and token.tag_ != "PRP$"]
    if len(words) > 2 and words[0].lower_ in ("in", "across", "on") and words[1].pos_ == "PROPN":
        if words[0].lower_ == "on" and start + 1 < len(doc) and doc[start + 1].lower_ == "the":
            yield "on board"  # "219 people on the Lago Ranco"
        words = words[1:]
        while words and words[0].pos_ == "PROPN":
            words.pop(0)
    while words and (words[0].pos_ == "AUX" or words[0].lower_ in word_set("sizes", "before a phrase")):
        words.pop(0)
    for text in (
        " ".join(token.lower_ for token in words),
        " ".join(token.lemma_.lower() for token in words),
    ):
        if found := pattern("phrases", "").match(text):
            yield from classes("phrases")[found.group()]


def _verb(token: Any) -> tuple[Any, str]:
    """(verb, role) over a noun or bare number, through conjuncts: role is object, subject, passive, or other."""
    for _ in range(6):
        above = token.head
        if above.i == token.i:
            return (token, "self") if token.pos_ == "VERB" else (None, "")
        if above.dep_ == "aux" and token.dep_ == "nsubj":
            return above.head, "subject"  # "69 people are missing": the parser may hang them on "are"
        if above.pos_ in ("VERB", "AUX"):
            if (
                token.dep_ == "nsubjpass"
                or token.dep_ == "nsubj"
                and any(child.dep_ == "auxpass" for child in above.children)
            ):
                return above, "passive"
            return above, {
                "nsubj": "subject",
                "dobj": "object",
                "obj": "object",
                "attr": "attr",
                "oprd": "attr",
                "acomp": "attr",
            }.get(token.dep_, "other")
        if token.dep_ not in (
            "conj",
            "appos",
            "nummod",
            "pobj",
            "prep",
            "amod",
            "compound",
            "nmod",
            "npadvmod",
            "quantmod",
            "advmod",
            "dep",
            "acomp",
            "attr",
            "pcomp",
        ):
            return None, ""
        if token.dep_ == "prep" and token.lower_ not in (
            "of",
            "by",
            "to",
            "at",
            "including",
            "for",
            "with",
            "than",
            "over",
        ):
            return None, ""
        token = above
    return None, ""


def _said(doc: Any, verb: Any, role: str, first: int, last: int, amount: bool) -> Iterator[str]:
    """What the verb says of the counted: "killed 12", "12 were killed", "12 died", "12 lost their lives", "12 are missing"."""
    lemma = verb.lemma_.lower()
    words = [
        token
        for token in doc[verb.i : verb.i + NEAR + max(0, last - first + 1)]
        if not first <= token.i <= last
        and (token.tag_ == "RP" or not first <= token.head.i <= last)
        and token.pos_ != "DET"
        and token.lower_ not in word_set("sizes", "before a phrase")
    ]
    for text in (
        " ".join(token.lower_ for token in words),
        " ".join(token.lemma_.lower() for token in words),
    ):
        if found := pattern("phrases", "").match(text):
            yield from classes("phrases")[found.group()]
    if lemma == "find" and role == "passive" and any(child.dep_ == "neg" for child in verb.children):
        yield "missing"
    if role == "passive" and lemma in word_set("sizes", "held to be", "fearing"):
        for child in verb.children:
            if child.i > verb.i and child.dep_ in (
                "acomp",
                "oprd",
                "xcomp",
                "ccomp",
                "advmod",
                "attr",
                "dobj",
            ):
                yield from classes("words").get(child.lower_, ())
                yield from classes("done to").get(child.lemma_.lower(), ()) if child.tag_ == "VBN" else ()
                yield from (
                    classes("does").get(child.lemma_.lower(), ()) if child.dep_ == "xcomp" else ()
                )  # "are known to have died"
            elif child.lower_ == "as":  # "are still listed as missing"
                yield from (
                    name for inner in child.children for name in classes("words").get(inner.lower_, ())
                )
    if role in ("object", "passive") or amount or role == "self" and verb.tag_ == "VBN":
        if role in ("object", "passive") and (both := _both(verb)):
            yield both
        if not (
            lemma in word_set("sizes", "carrying")
            and not _is_vehicle(verb)
            or lemma == "hold"
            and role == "object"
            and not _is_captor(verb)
        ):
            yield from classes("done to").get(lemma, ())
    if role in ("subject", "passive"):
        yield from classes("words").get(verb.lower_, ())  # the parser may take "are missing" for a verb
    if role in ("subject", "self") or amount:
        yield from classes("does").get(lemma, ())
    if role in ("object", "other"):
        for child in verb.children:  # "left 12 dead", "leaves 12 homeless"
            if child.i > last and child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "amod", "advcl"):
                yield from classes("words").get(child.lower_, ())
    if role and (verb.pos_ == "AUX" or lemma in word_set("sizes", "linking")):
        for child in verb.children:
            if (
                child.dep_ in ("acomp", "attr", "oprd", "xcomp", "advmod", "prep", "dobj", "nsubj", "csubj")
                and not first <= child.i <= last
            ):
                yield from classes("words").get(child.lower_, ())
                for inner in child.children if child.dep_ == "prep" else ():
                    yield from classes("phrases").get(
                        f"{child.lower_} {inner.lemma_.lower()}", ()
                    )  # "on the ship are 22"


def _is_vehicle(verb: Any) -> bool:
    """Whether what carries is a vehicle or has a name: "a bus carrying 52", "the Lago Ranco carried 219", not "villagers carried out forty"."""
    bearer = next(
        (child for child in verb.children if child.dep_ == "nsubj"),
        verb.head if verb.dep_ in ("acl", "relcl", "advcl") else None,
    )
    return bearer is not None and (
        bearer.lemma_.lower() in word_set("sizes", "vehicles")
        or bearer.pos_ == "PROPN"
        and bearer.ent_type_ != "PERSON"
    )


def _is_captor(verb: Any) -> bool:
    """Whether people hold people: "gunmen hold 14 pupils", not "the list holds 208 names"."""
    holder = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return holder is not None and holder.lemma_.lower() in word_set("sizes", "extorters", "captors")


def _both(verb: Any) -> str | None:
    """ "killed or wounded 30": one number for two deeds."""
    for other in (
        verb.head if verb.dep_ == "conj" else None,
        *(child for child in verb.children if child.dep_ == "conj"),
    ):
        if (
            other is not None
            and abs(other.i - verb.i) <= 2
            and not any(child.dep_ in ("dobj", "nsubjpass") for child in other.children)
        ):
            pair = {
                name for token in (verb, other) for name in classes("done to").get(token.lemma_.lower(), ())
            }
            if {"killed", "injured"} <= pair:
                return "killed or injured"
    return None


def _beside(doc: Any, tokens: Any, last: int) -> Iterator[str]:
    """In a line without a verb: "Dead: 24", "33 the number of deceased"."""
    sent = doc[tokens.start].sent
    yield from of_words(doc[last + 1 : min(sent.end, last + 6)])
    yield from of_words(doc[max(sent.start, tokens.start - 6) : tokens.start])
