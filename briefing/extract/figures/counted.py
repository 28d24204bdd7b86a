"""What a number counts: the noun it stands before, or the one after "of"."""

from typing import Any

from briefing.extract.figures.kinds import classes
from briefing.extract.figures.numbers import Number
from briefing.lexicon import word_set

NOUNS = ("NOUN", "PROPN")
MODIFIERS = ("nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod", "npadvmod", "poss", "predet")
FARTHEST = 8  # tokens between a number and the noun it counts


def counted_of(doc: Any, number: Number, tokens: Any) -> tuple[Any, int | None]:
    """(head noun, last token of its phrase); the phrase of an amount of money or per cent ends with its unit."""
    after = doc[tokens.end] if tokens.end < len(doc) else None
    head = None
    if (
        after is not None
        and after.lower_ == "of"
        and (number.of or number.unit == "%" or after.i + 1 < len(doc))
    ):
        head = _after_of(doc, after)
        if head is not None and not number.of and number.unit != "%" and not _partitive(doc, after):
            head = None  # "a budget of 12 of last year"
    if head is None and not (number.unit and not _measured(number)):
        head = _climb(doc, tokens)
    follows = doc[tokens.end].lower_ if tokens.end < len(doc) else ""
    if (
        not number.unit
        and follows in word_set("figures", "fates")
        and (head is None or head.i > tokens.end)
        and not (tokens.end + 1 < len(doc) and doc[tokens.end + 1].pos_ in (*NOUNS, "ADJ"))
    ):
        return doc[tokens.end], tokens.end  # "nine dead this morning"
    if head is None and not number.unit and follows not in ("a", "an", "last", "this", "next", "per"):
        head = _run_of_nouns(doc, tokens)
    if head is None and not number.unit and follows in word_set("figures", "fates"):
        return doc[tokens.end], tokens.end  # "10 dead, 35 injured and more than 100 missing"
    if number.unit == "%" and number.of and head is not None:
        return head, _phrase_end(doc, head)
    if number.unit:
        return head, None
    if head is None or head.i == tokens.end and bare_verb(doc, head.i):
        return None, None
    head = _shared_head(doc, number, head)
    return head, _phrase_end(doc, head)


def bare_verb(doc: Any, at: int) -> bool:
    """Whether a word after a number is a verb, whatever the parser takes it for: no noun follows."""
    after = doc[at + 1].pos_ if at + 1 < len(doc) else "PUNCT"
    return doc[at].lower_ in classes("does") and after in ("ADP", "SCONJ", "DET", "ADV", "PUNCT", "CCONJ")


def _measured(number: Number) -> bool:
    return (
        number.unit not in ("%", "percentage points", "basis points")
        and number.unit.isalpha()
        and len(number.unit) > 3
    )


def _partitive(doc: Any, of: Any) -> bool:
    """Whether "of" opens what is counted: "15 of its jets", "two of the engines", "500 of them"."""
    following = doc[of.i + 1] if of.i + 1 < len(doc) else None
    return following is not None and (
        following.lower_ in word_set("figures", "after of")
        or following.pos_ in ("ADJ", "PROPN", "NOUN", "NUM")
    )


def _after_of(doc: Any, of: Any) -> Any:
    """The noun that "of" leads to."""
    for child in of.children:
        if child.dep_ == "pobj" and child.i > of.i and child.i - of.i <= FARTHEST:
            return child if child.pos_ in (*NOUNS, "NUM", "PRON") else None
    return _run_of_nouns(doc, doc[of.i : of.i + 1])


def _climb(doc: Any, tokens: Any) -> Any:
    """The noun the number modifies in the parse."""
    for token in reversed(list(tokens)):
        for _ in range(4):
            above = token.head
            if (
                token.dep_ in MODIFIERS
                and above.i >= tokens.end
                and above.i - tokens.end < FARTHEST
                and above.sent == token.sent
            ):
                if (
                    above.pos_ in NOUNS
                    and above.lemma_.lower() in word_set("figures", "time words")
                    and any(
                        word.pos_ == "DET" or word.lower_ in ("last", "next", "this", "per")
                        for word in doc[tokens.end : above.i]
                    )
                ):
                    return None  # "rose 15,000 last week", "15 a year"
                if above.pos_ in NOUNS:
                    return _head_of_compound(above, tokens)
                token = above
                continue
            break
    return None


def _head_of_compound(noun: Any, tokens: Any) -> Any:
    """ "1,500 special forces troops": the parser may hang the number on "forces"."""
    for _ in range(3):
        if (
            noun.dep_ in ("compound", "nmod")
            and noun.head.i > noun.i
            and noun.head.i - tokens.end < FARTHEST
            and noun.head.pos_ in NOUNS
            and all(token.pos_ in (*NOUNS, "ADJ") for token in noun.doc[noun.i : noun.head.i])
        ):
            noun = noun.head
        else:
            break
    return noun


def _shared_head(doc: Any, number: Number, noun: Any) -> Any:
    """ "8 million artillery and missile rounds": a singular after a larger number shares the plural that follows."""
    if (
        noun.tag_ != "NN"
        or number.low == 1
        or noun.i + 2 >= len(doc)
        or doc[noun.i + 1].lower_ not in ("and", "or")
    ):
        return noun
    for token in doc[noun.i + 2 : noun.i + 5]:
        if token.tag_ == "NNS":
            return token
        if token.tag_ not in ("NN", "JJ", "VB", "VBP"):  # the parser may take "pear" for a verb
            break
    return noun


def _run_of_nouns(doc: Any, tokens: Any) -> Any:
    """Where the parse gives nothing: the last noun of the words right after the number."""
    last = None
    for i in range(tokens.end, min(len(doc), tokens.end + FARTHEST)):
        token = doc[i]
        if token.pos_ in NOUNS and token.text[0].isalpha():
            if last is not None and last.tag_ in ("NNS", "NNPS") and token.tag_ not in ("NN", "NNS"):
                break
            last = token
        elif (
            token.pos_ == "ADJ"
            or token.tag_ in ("VBN", "VBG", "PRP$", "DT", "POS", "JJR")
            or token.lower_ in ("-", "and", "or")
            and i > tokens.end
        ):
            if last is not None:
                break
        else:
            break
    return last


def _phrase_end(doc: Any, head: Any) -> int:
    """The last token of the phrase: the head, and an "of" right after it with its noun ("rounds of artillery shells")."""
    end = head.i
    if end + 1 < len(doc) and doc[end + 1].lower_ == "of" and doc[end + 1].head.i == head.i:
        below = _after_of(doc, doc[end + 1])
        if (
            below is not None
            and below.pos_ == "NOUN"
            and below.i - end <= FARTHEST
            and not any(
                token.pos_ in ("VERB", "AUX") and token.tag_ != "VBN" or token.is_punct
                for token in doc[end + 2 : below.i]
            )
        ):
            end = below.i
    return end
