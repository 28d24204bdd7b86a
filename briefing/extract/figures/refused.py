"""Numbers that are no amounts: labels, ages, scores, addresses, names, pronouns."""

import re
from typing import Any

from briefing.extract.figures.counted import bare_verb
from briefing.extract.figures.kinds import classes, is_people
from briefing.extract.figures.numbers import Number
from briefing.extract.figures.values import CARDINALS
from briefing.lexicon import alternation, read_lexicon, word_set

AGES = re.compile(r"[a-z], (?:\d{1,2}, ){0,4}\d{1,2},? and \Z")
COUNTING = re.compile(
    rf"\b(?:{alternation(read_lexicon('dates')['counting verbs'])})(?: (?:up|back|again|further|slightly|sharply))?(?: (?:to|at|from))?\s+(?:to )?$|"
    r"\b(?:(?:number|count) of [a-z]+(?: and [a-z]+)?|(?:death )?toll|dead|injured|wounded|missing|killed)(?: is| are| now| so far|:| at)*\s+$|"
    r"\b(?:raised|rose|risen|rises|put|puts|lowered|cut|revised)\b[^.;:]{0,24} (?:to|at)\s+$",
    re.IGNORECASE,
)
LABELS = word_set("figures", "labels")
CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.][0-5]\d")
AT = ("at", "by", "until", "till", "from", "since", "before", "after", "around", "about", "between")
ROLES = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "attr",
    "pobj",
    "conj",
    "npadvmod",
    "oprd",
    "dative",
    "ROOT",
    "appos",
    "advmod",
)


def is_no_amount(doc: Any, text: str, number: Number, tokens: Any, head: Any) -> bool:
    """Whether a written number only names, dates, scores or addresses something."""
    before = doc[tokens.start - 1] if tokens.start else None
    after = doc[tokens.end] if tokens.end < len(doc) else None
    words = text[number.first : number.last].lower()
    if number.bound == "vague" and number.low and not (number.of or number.unit or head is not None):
        return (
            tokens.root.dep_ not in ("nsubj", "nsubjpass", "dobj")
            or words == "scores"
            and tokens.root.dep_ == "dobj"
        )  # "Thousands marched"
    if number.unit in ("%", "percentage points", "basis points") or number.of and number.bound == "vague":
        return False
    money = bool(number.unit) and not number.unit.isascii() or "$" in number.unit
    if money:
        return False
    if (
        before is not None
        and before.lower_ == "magnitude"
        or text[number.last : number.last + 10] == "-magnitude"
    ):
        return False
    if re.match(r"\s+of (?:19|20)\d\d\b", text[number.last : number.last + 9]):
        return True  # "double the 2,183 of 2022"
    if CLOCK.fullmatch(words) and not number.unit and _is_hour(text, number, before, head):
        return True
    counted = head.lemma_.lower() if head is not None else ""
    if counted in word_set("figures", "time words", "not counted") and not (
        counted == "point" and number.unit
    ):
        return True  # "two-and-half year", "three rounds of talks"
    if "point" in (counted, number.unit) and words.startswith("one"):
        return True  # "at one point"
    if (
        head is not None
        and number.bound == "exact"
        and not number.unit
        and not number.of
        and _names_it(doc, text, number, tokens, head)
    ):
        return True
    if words == "one" and not _single(doc, tokens, head):
        return True  # "one of the", "no one", "one or more", "about one in five"
    if (
        before is not None
        and before.lower_ in ("every", "each")
        or counted.endswith("day")
        and counted != "day"
    ):
        return True  # "one of every nine voters", "125 weekdays"
    if (
        not number.unit
        and not number.spelled
        and (head is None or head.tag_ in ("NN", "VB"))
        and (number.low or number.high or 0) < 100
        and _under_an_age(doc, text, number)
    ):
        return True
    if number.spelled and number.bound == "exact":
        if words == "two" and before is not None and before.lower_ in ("the", "these", "those", "between"):
            return True  # "the two companies": those already spoken of
        if (
            text[number.first].isupper()
            and not text[number.first : number.last].isupper()
            and tokens.start
            and not doc[tokens.start].is_sent_start
            and not doc[tokens.start - 1].is_punct
            and not _title_case(doc)
        ):
            return True  # "Group of Seven", "the Big Three"
    if (
        head is None
        and not number.unit
        and (
            re.search(r"\d\s$", text[max(0, number.first - 2) : number.first])
            or re.match(r"\s\d", text[number.last : number.last + 2])
        )
    ):
        return True  # "020 7946 0958"
    if before is not None and _label(doc, before, number, head):
        return True
    if _age(doc, tokens, before, after) or _address(doc, tokens):
        return True
    if (
        head is None
        and not number.unit
        and COUNTING.search(text[max(0, number.start - 48) : number.start])
        and (after is None or after.lower_ not in ("am", "pm", "a.m.", "p.m."))
    ):
        return False  # "the toll has risen to 2012"
    if (
        re.fullmatch(r"(?:1[89]|20)\d\d", words)
        and number.bound == "exact"
        and not (head is not None and head.tag_ == "NNS" and head.i == tokens.end)
    ):
        return True  # a year that no date rule took
    if number.hyphen:
        return not _hyphen_counts(doc, text, number, tokens)
    if head is None and not number.unit:
        return not (after is not None and words != "one" and bare_verb(doc, after.i)) and not _stands_alone(
            doc, text, number, tokens, before, after
        )
    if (
        before is not None
        and before.pos_ == "PROPN"
        and before.text[0].isupper()
        and number.bound == "exact"
        and not number.unit
        and before.ent_type_ not in ("DATE",)
    ):
        # "the Nikkei 225 index", but "In Russia 500 people"
        return not (head is not None and head.tag_ in ("NNS", "NNPS") and head.i <= tokens.end + 3)
    return False


def _is_hour(text: str, number: Number, before: Any, head: Any) -> bool:
    """ "17.30 Toll rises to five", "the call went out at 14.35"."""
    opens = not re.search(r"\w", text[text.rfind("\n", 0, number.start) + 1 : number.start])
    return (
        opens
        and bool(re.match(r"\W+[A-Z]", text[number.last : number.last + 5]))
        or head is None
        and before is not None
        and before.lower_ in AT
    )


def _under_an_age(doc: Any, text: str, number: Number) -> bool:
    """ "people under 30", "those over 65"."""
    before = re.search(r"([a-z]+)\s+(?:aged\s+)?$", text[max(0, number.start - 30) : number.start].lower())
    return (
        bool(before)
        and before[1] in word_set("figures", "of an age")
        and bool(re.match(r"(?:under|over|above|below)\b", text[number.start : number.first].lower()))
    )


def _names_it(doc: Any, text: str, number: Number, tokens: Any, head: Any) -> bool:
    """Digits before a singular: "the 500 index", "a 787 jet"; or a second number before one noun: "five new 737 aircraft"."""
    written = text[number.first : number.last]
    if number.spelled or number.low in (0, 1) or "," in written or " " in written or head.i < tokens.start:
        return False
    if doc[tokens.start - 1].lower_ not in ("and", "or", ",") and any(
        child.dep_ == "nummod" and child.i < tokens.start for child in head.children
    ):
        return True
    return (
        head.tag_ in ("NN", "NNP")
        and head.lower_ not in word_set("figures", "plural as they are")
        and "." not in written
        and not (head.i + 1 < len(doc) and doc[head.i + 1].lower_ in ("and", "or"))
    )


def _single(doc: Any, tokens: Any, head: Any) -> bool:
    return (
        head is not None
        and head.lemma_.lower() in word_set("figures", "single")
        and head.i >= tokens.end
        and doc[tokens.end].lower_ != "of"
    )


def _title_case(doc: Any) -> bool:
    """Whether the text is set as a headline: most longer words begin with a capital."""
    longer = [token for token in doc[:40] if token.is_alpha and len(token.text) > 3]
    return len(doc) < 40 and sum(token.text[0].isupper() for token in longer) > 0.6 * max(1, len(longer))


def _label(doc: Any, before: Any, number: Number, head: Any) -> bool:
    word = before.lower_
    if word == "." and before.i:
        word = doc[before.i - 1].lower_
    if (
        word in ("age", "ages", "aged")
        or word == "of"
        and before.i
        and doc[before.i - 1].lower_ in ("age", "ages")
    ):
        return True
    if word in LABELS and number.bound in ("exact", "range") and not number.unit:
        return not (head is not None and head.tag_ == "NNS" and before.pos_ not in ("NOUN", "PROPN"))
    if word == "of" and before.i and doc[before.i - 1].text == "Group":
        return True
    return word in ("#", "-", "/") and before.whitespace_ == ""


def _age(doc: Any, tokens: Any, before: Any, after: Any) -> bool:
    """ "Papermaster, 49, had left", "aged 55", "at the age of 56", "55-year-old", "two and a half years old"."""
    if before is not None and before.lower_ in ("aged", "age"):
        return True
    if (
        before is not None
        and before.lower_ == "of"
        and before.i
        and (doc[before.i - 1].lower_ == "age" or _one_person(doc, before.i - 1))
        and not _measures(after)
    ):
        return True  # "at the age of 56", "a beekeeper of 64"
    words = doc[tokens.start : tokens.end].text
    if (
        words.isdigit()
        and int(words) < 120
        and AGES.search(doc.text, max(0, tokens.start_char - 24), tokens.start_char)
        and after is not None
        and after.text in (",", ".", ")", ";", '"', "-")
    ):
        return True  # "two women, 23 and 27, were"
    if not (
        words.isdigit()
        and int(words) < 120
        and before is not None
        and before.text == ","
        and before.i
        and after is not None
    ):
        return False
    named = doc[before.i - 1].pos_ == "PROPN" or doc[before.i - 1].ent_type_ == "PERSON"
    return named and (
        after.text in (",", ".", ";", ")") or after.lower_ in ("and", "of", "from", "who", "told", "said")
    )


def _one_person(doc: Any, at: int) -> bool:
    """Whether the word is one person: "a woman", "another firefighter"."""
    word = doc[at]
    one = any(child.lower_ in ("a", "an", "another") for child in word.children)
    return (
        one
        and word.tag_ == "NN"
        and is_people(word.lemma_.lower())
        and word.lower_ not in word_set("sizes", "collectives")
    )


def _measures(after: Any) -> bool:
    return after is not None and after.pos_ in ("NOUN", "SYM")


def _address(doc: Any, tokens: Any) -> bool:
    for i in range(tokens.end, min(len(doc), tokens.end + 4)):
        if not doc[i].text[0].isupper():
            return False
        if doc[i].lower_.rstrip(".") in word_set("figures", "streets"):
            return True
    return False


def _hyphen_counts(doc: Any, text: str, number: Number, tokens: Any) -> bool:
    """ "a 40-vehicle convoy", "500-kilometre pipe": a plain noun after the hyphen; no time, no part of a name."""
    word = re.match(r"-([a-z]+)(?!-)\b", text[number.last : number.last + 24])
    if not word or word[1] in word_set("figures", "time words", "not counted", "no amount after a hyphen"):
        return False
    return len(word[1]) > 3 or word[1] in word_set("figures", "measures")


def _stands_alone(doc: Any, text: str, number: Number, tokens: Any, before: Any, after: Any) -> bool:
    """A number without a noun counts where it plays a noun's part: "killing at least five", "rose to 230", "21 were injured"."""
    root = tokens.root
    words = text[number.first : number.last].lower()
    if number.bound not in ("exact",) or "," in words:
        return True
    if before is not None and before.lower_ in ("the", "a", "an", "this", "that"):
        return False  # the song "The 411"
    if root.dep_ == "attr" and any(
        child.dep_ == "nsubj" and (child.pos_ == "PRON" or child.ent_type_ == "PERSON")
        for child in root.head.children
    ):
        return False  # "who is 70"
    if (
        before is not None
        and before.pos_ == "PROPN"
        and before.i == tokens.start - 1
        and before.text not in ("The",)
    ):
        return False
    if after is not None and (
        after.text in ("(", "/", "-", ":") and after.whitespace_ == "" or after.pos_ == "PROPN"
    ):
        return False
    if words == "one" or root.dep_ not in ROLES or before is not None and before.pos_ == "ADJ":
        return False  # "delivers the final 717"
    if number.spelled and words in CARDINALS and CARDINALS[words] < 3:
        return (
            root.dep_ in ("dobj", "nsubjpass") and root.head.pos_ == "VERB"
        )  # "the two agreed" counts nothing
    if (
        after is not None
        and after.lower_ in classes("words")
        or root.dep_ == "nsubj"
        and root.head.lower_ in classes("words")
    ):
        return True  # "with 118 aboard", "and 17 are still missing"
    if root.dep_ == "nsubj":
        return root.head.lemma_ in word_set("figures", "of people") and (
            before is None or before.lower_ not in ("these", "those") or root.head.lemma_ in ("die", "drown")
        )
    if root.dep_ == "pobj":
        return root.head.lower_ in (
            "to",
            "at",
            "below",
            "above",
            "from",
            "by",
            "than",
            "of",
        ) and root.head.head.pos_ in ("VERB", "NOUN", "AUX")
    return root.dep_ in ("dobj", "nsubjpass", "attr", "conj", "npadvmod", "oprd")
