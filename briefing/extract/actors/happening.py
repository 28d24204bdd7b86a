"""Whether the words around a place tell of something that happens there, or only name it: a home, a seat, a destination, another year."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from briefing.extract.actors import readings
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Reading

PLACED = frozenset({"event", "origin", "container", "meeting"})
# what may stand between the telling words and the place: an article, a kind of place, the places before it in a list
TAIL = r"(?:the |a )?(?:(?:[a-z-]+ ){0,3}of (?:the )?)?(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*(?:,| and| or|, and|, or| in) )*\Z"
AGED = re.compile(rf"\b\d{{1,2}},? (?:from|of) {TAIL}")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)(?! (?:people|homes|soldiers|troops))")
AGO = re.compile(
    r"\b(?:\w+|\d+) (?:years|decades|centuries) (?:ago|earlier|before)\b|\b(?:last|previous) (?:year|decade|century)\b"
)
OPENING = re.compile(
    r"\W*(?:Back )?(?:[Ii]n|[Dd]uring|[Uu]ntil) (?:\w+ )?(?:the )?(?:early |late |mid-)?(?P<year>(?:1[5-9]|20)\d\d)"
)


def settle(scan: Any, start: int, end: int, reading: Reading, year: int | None) -> Reading:
    """The reading of a place at characters start:end, `named` where nothing is told to happen there; `year`: of the report, where known."""
    tokens = scan.tokens(start, end)
    if reading not in PLACED or tokens is None:
        return reading
    doc = scan.passage.doc
    sentence = doc[tokens[0]].sent
    before, after = scan.text[sentence.start_char : start], scan.text[end : sentence.end_char]
    if _of_an_office(scan, start, end) or _on_a_way(before, after):
        return "named"
    if (
        not scan.title
        and _goes_on(scan.text, end)
        or _belongs(before, after)
        or _aside(scan.text, before + scan.text[start:end] + after)
        or _past(before, after, year)
    ):
        return "named"
    token = doc[tokens[0] : tokens[1] + 1].root
    if _credits(doc[tokens[0]].sent, token, scan.passage.block.kind in ("title", "heading")):
        return "named"
    if reading == "origin" and _comes_from(doc, tokens[0], after):
        return "named"
    governor, preposition = _governor(token)
    if governor is not None and _away(governor, preposition):
        return "named"
    if (
        preposition == ""
        and token.head.i > token.i
        and token.dep_ in ("compound", "nmod", "poss")
        and _post(token.head)
    ):
        return "named"  # "Lyon mayor Anne Roux", "Lyon's mayor"
    return (
        "named"
        if governor is not None and (_speaks(governor, preposition) or _nothing(governor))
        else reading
    )


def _of_an_office(scan: Any, start: int, end: int) -> bool:
    """Whether the place only says whose office a named person holds: "the Federal Prosecutor in Blumenau, Henrique Sá"."""
    return any(title.name and title.start < start and end <= title.end for title in scan.titles)


def _on_a_way(before: str, after: str) -> bool:
    """Whether a river, a road or a train bears the name or runs there: "the Itajaí river", "trains between Ourense and Zamora"."""
    river, route = _ways()
    return bool(river.match(after) or route.search(before))


@cache
def _ways() -> tuple[re.Pattern, re.Pattern]:
    name = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}"
    runs = rf"\b(?i:{alternation(word_set('placing', 'runs'))})s?\b[^.;,]{{0,30}}"
    return (
        re.compile(rf" (?:{alternation(word_set('placing', 'bears a name'))})s?\b"),
        re.compile(rf"{runs}\b(?:from|between) (?:{name} (?:to|and) )?\Z"),
    )


def latest_year(texts: Iterable[str]) -> int | None:
    """The latest year that the texts name: that of a report which does not say when it came out; None where they name none."""
    return max((int(found.group()) for text in texts for found in YEAR.finditer(text)), default=None)


def vessel(scan: Any, start: int, end: int) -> bool:
    """Whether a town's name is that of a ship or a house: "the Santa Fe sank", "the ferry Bergamo"; "the Lyon area" is a town's."""
    before = re.search(r"([\w-]+) (?:['\"])?\Z", scan.text[max(0, start - 20) : start])
    tokens = scan.tokens(start, end)
    name = scan.text[start:end]
    if (
        before is None
        or tokens is None
        or name in word_set("placing", "with an article")
        or name.split(" ")[-1] in word_set("readings", "place heads")
    ):
        return False
    if before[1].lower() in word_set("placing", "vessels"):
        return True
    root = scan.passage.doc[tokens[0] : tokens[1] + 1].root
    inside = (
        root.dep_ in ("compound", "nmod", "amod", "poss")
        and root.head.i > tokens[1]
        or scan.text.startswith("-", end)
    )
    return before[1].lower() == "the" and not inside and not _kind(scan.text, end)


def _kind(text: str, end: int) -> bool:
    return bool(
        re.match(
            rf" (?:{alternation(word_set('readings', 'kinds of place') | word_set('readings', 'spot'))})\b",
            text[end : end + 30],
        )
    )


def _goes_on(text: str, end: int) -> bool:
    """Whether a longer name goes on after the place: "the Andorra Bank", "Ohio State"; not "Cork City", "Cork Monday" or "Ohio Governor"."""
    following = re.match(r" ([A-Z][a-z]+)\b", text[end : end + 30])
    if following is None:
        return False
    word = following[1]
    return not (
        word in word_set("titles", "not a name")
        or word in word_set("readings", "place heads")
        or word.lower() in word_set("readings", "kinds of place")
    )


@cache
def _telling() -> tuple[re.Pattern, ...]:
    """Words before a place that say it is merely named."""
    words = lambda key: alternation(word_set("placing", key))
    return (
        re.compile(rf"\b(?i:{words('belonging')})(?: and \w+)? (?:in|at|near|of|on) {TAIL}"),
        re.compile(rf"\b(?:{words('on the way')})\b[^.;,]{{0,60}}?\b(?:to|for|from|in) {TAIL}"),
        re.compile(rf"\b(?:{words('calls')}) from {TAIL}"),
        re.compile(rf"\b(?:{words('cancelled')})(?: [\w'-]+){{0,5}} (?:to|in|at) {TAIL}", re.IGNORECASE),
        AGED,
    )


@cache
def _after() -> re.Pattern:
    return re.compile(rf"-(?:{alternation(word_set('placing', 'belonging after'))})\b")


@cache
def _asides() -> tuple[re.Pattern, re.Pattern]:
    return (
        re.compile(rf"\b(?:{alternation(word_set('placing', 'to the reader'))})\b", re.IGNORECASE),
        re.compile(rf"\W*(?:{alternation(word_set('placing', 'other items'))})\b", re.IGNORECASE),
    )


def _belongs(before: str, after: str) -> bool:
    return bool(_after().match(after)) or any(pattern.search(before) for pattern in _telling())


def _aside(passage: str, sentence: str) -> bool:
    """Whether the sentence speaks to the reader, or the passage begins another item of a digest."""
    reader, other = _asides()
    credits = passage.startswith("(") and passage.rstrip().endswith(
        ")"
    )  # "(Lia Monteiro in Lages, with Caio Brum)"
    return credits or bool(reader.search(sentence) or other.match(passage))


def _credits(sentence: Any, token: Any, title: bool) -> bool:
    """Whether a line without a verb says where its writer is: "Exclusive: Dean Fripp in Lagos"; a title like that needs its "by" or colon."""
    before = sentence[: token.i - sentence.start]
    if (
        any(word.pos_ in readings.VERBS for word in sentence)
        or len(before) < 2
        or before[-1].lower_ not in ("in", "at")
    ):
        return False
    writer = before[-2].pos_ == "PROPN" and before[-2].ent_type_ in ("PERSON", "ORG", "")
    return writer and (
        not title or before[0].lower_ in ("from", "by") or any(word.text == ":" for word in before)
    )


def _past(before: str, after: str, year: int | None) -> bool:
    """Whether the part of the sentence with the place is about an earlier year than the report's: "In 2011 a dam broke near Fundão"."""
    opening = OPENING.match(before)
    if opening and year and int(opening["year"]) < year:
        return True
    if AGO.match(before.strip()):
        return True
    here = re.split(r"[;,] | since ", before)[-1] + "@" + re.split(r"[;,] | since ", after)[0]
    if re.search(r" since (?:[A-Z][a-z]+ )?\d{4}", before):
        return True
    return bool(year and any(int(found.group()) < year for found in YEAR.finditer(here)) or AGO.search(here))


def _comes_from(doc: Any, first: int, after: str) -> bool:
    """Whether "from" hangs on who or what comes from there; a flight or a road "from A to B" runs there."""
    noun = doc[first - 1].head
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.lemma_.lower() not in readings.words("trip")
        and not re.match(r" to ", after)
    )


def _governor(token: Any) -> tuple[Any | None, str]:
    """The word that the place hangs on, with the preposition between: past the list it stands in and "the town of"."""
    for _ in range(6):
        if token.dep_ in ("conj", "appos") and token.head.i < token.i:
            token = token.head
        elif token.dep_ == "pobj" and token.head.head.i != token.head.i:
            head, word = token.head.head, token.head.lower_
            if word == "of" and head.lemma_.lower() in readings.words("frame") | word_set(
                "readings", "kinds of place"
            ):
                token = head
                continue
            return head, word
        elif (
            token.dep_ in ("compound", "nmod")
            and token.head.i > token.i
            and token.head.lemma_.lower() in word_set("readings", "kinds of place")
        ):
            token = token.head  # "no deaths in Fars province"
        else:
            return (token.head, "") if token.dep_ in ("dobj", "nsubjpass") else (None, "")
    return None, ""


def _away(governor: Any, preposition: str) -> bool:
    """Whether it is only left, or talked about: "had left Ranchi with 900 people", "the draft on Assab"."""
    lemma = governor.lemma_.lower()
    if preposition == "" and governor.pos_ in readings.VERBS:
        sent = any(
            child.dep_ == "nsubj" and child.lemma_.lower() in readings.words("goods")
            for child in governor.children
        )
        return (
            lemma in word_set("placing", "left") or lemma in ("reach", "leave") and sent
        )  # "the message reached Lima"
    return preposition == "on" and lemma in word_set("placing", "about")


def _post(noun: Any) -> bool:
    """Whether a noun is an office or a body that sits somewhere."""
    lemma = noun.lemma_.lower()
    return lemma in word_set("titles", "heads") | word_set("placing", "posts") | readings.words(
        "government"
    ) or noun.text in word_set("bodies", "other")


def _speaks(governor: Any, preposition: str) -> bool:
    """Whether somebody merely speaks there: "told reporters in Oslo", "the embassy in Oslo said", "the mayor of Oslo"; not "reported in Oslo"."""
    lemma = governor.lemma_.lower()
    if governor.pos_ in readings.VERBS:
        return (
            lemma in _words_only()
            and preposition in ("in", "at", "from")
            and any(child.dep_ == "nsubj" for child in governor.children)
        )
    if lemma in word_set("placing", "audience") and any(
        one.lemma_.lower() in _words_only() for one in governor.ancestors
    ):
        return True
    if governor.dep_ == "pobj" and governor.head.lower_ == "of" and not _post(governor):
        governor = governor.head.head  # "the Department of Defence in Oslo"
    if not (_post(governor) or governor.pos_ == "PRON" or governor.ent_type_ == "ORG") or preposition not in (
        "in",
        "at",
        "of",
        "for",
    ):
        return False
    if (
        preposition == "of"
        and _post(governor)
        or governor.dep_ in ("appos", "ROOT")
        and governor.pos_ != "PRON"
        or governor.dep_ == "pobj"
        and governor.head.lower_ in ("to", "with", "by", "for")
    ):
        return True
    verb = governor.head
    if governor.dep_ not in ("nsubj", "nsubjpass", "conj"):
        return False
    return any(one.lemma_.lower() in _words_only() for one in (verb, *verb.children)) or (
        verb.lemma_.lower() in word_set("reporting", "needs that")
        and any(child.dep_ == "ccomp" for child in verb.children)
    )


@cache
def _words_only() -> frozenset[str]:
    """Verbs of saying, thinking, asking and judging, and of no other deed."""
    keys = ("say", "tell", "think", "urge", "ask", "announce", "deny", "judge", "describe", "call")
    said = {verb for key in keys for verb in read_lexicon("reporting")[key]}
    return frozenset(
        said - word_set("reporting", "quotation only", "needs that")
        | word_set("bodies", "speaking")
        | word_set("placing", "opinions")
    )


def _unharmed(governor: Any) -> bool:
    """Whether a thing there is said not to have suffered something: "the dam at Ituporanga has not cracked"; not "has not reopened"."""
    subject = governor.head if governor.dep_ == "appos" else governor  # "NO, the dam at … has not cracked"
    if (
        governor.pos_ != "NOUN"
        or subject.dep_ not in ("nsubj", "nsubjpass")
        or subject.head.lemma_.lower() not in _befalling()
    ):
        return False
    if governor.lemma_.lower() in readings.words("people"):
        return False
    return any(child.dep_ == "neg" for child in subject.head.children) and not any(
        child.lower_ in ("yet", "only") for child in subject.head.children
    )


@cache
def _befalling() -> frozenset[str]:
    """Verbs of what befalls a place and those in it."""
    return word_set("harm") | word_set("placing", "befalls") | readings.words("reached")


def _nothing(governor: Any) -> bool:
    """Whether it is said not to be so there: "no cases were found in", "did not travel to"."""
    children = list(governor.children)
    if any(child.lower_ in ("yet", "only") for child in children):
        return False  # "have not yet reached the villages near"
    if any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in children) or _unharmed(
        governor
    ):
        return True
    if governor.pos_ not in readings.VERBS:
        return any(child.dep_ == "neg" for child in children)
    if governor.lemma_.lower() in _befalling() | readings.words("going") and any(
        child.dep_ == "neg" for child in children
    ):
        return True
    things = [child for child in children if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl")]
    return any(
        grand.dep_ == "det" and grand.lower_ in ("no", "neither")
        for child in things
        for grand in child.children
    ) or any(child.lower_ in ("nobody", "nothing", "none") for child in things)
