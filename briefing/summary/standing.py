"""Whether words of a report can be read by someone who knows nothing: no open pronoun, no half quotation, a subject that is known."""

import re

from briefing.compare.frame import Frame
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Claim, Span, Word
from briefing.summary.material import Material

WORDS_AT_MOST = 35  # a longer sentence is not read aloud in a meeting
WORDS_AT_LEAST = 7
QUOTED_AT_LEAST = 4  # after "According to the ministry, "
BEFORE = 400  # characters in which whoever was named before is still thought of
PRONOUNS = re.compile(
    r"\b(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|this|these|those|i|we|you|my|our|us|your|me)\b",
    re.IGNORECASE,
)
DEMONSTRATIVE = re.compile(
    r"""\b(?:this|these|those)(?=[.,;:”]|\s+(?:as|is|was|were|are|in|on|to|by|and|with)\b|\s*$)   # "denied this"
    |\bthe\s(?:(?:first|second|third|last|other|new|old)\sone\b|latter\b|former\b(?=\s(?:said|is|was|has|had)))           # "the second one stuck"
    |\bcall(?:s|ed)?\s(?:it|this|that|them|these)\b""",
    re.IGNORECASE | re.VERBOSE,
)  # "calls it a trick"
EMPTY_IT = re.compile(r"it (?:is|was|would be|remains|had been) \w+ (?:that|to|for)\b", re.IGNORECASE)
PERSONS = word_set("voices", "people")
PERSONAL = frozenset("he she him his her hers".split())
PLURAL = frozenset("they them their theirs these those".split())
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
MODIFIED = 4  # words in which a body is told by what it is for: "The county rescue service"
LONG_FOR_TWO = 24  # words above which two sentences at a semicolon are too much
THIRD = re.compile(r"(?:he|she)\b")
SELF = re.compile(
    r"\b(?:I|we|you|my|our|us|your|me)\b"
)  # "we" is the reporter, or a speaker without quotation marks
CONNECTIVES = re.compile(rf"(?:{alternation(read_lexicon('bottomline')['connectives'])})\b", re.IGNORECASE)
HANGING = re.compile(rf"\b(?:{alternation(read_lexicon('bottomline')['hanging'])})$", re.IGNORECASE)
EMPTY = re.compile(rf"\b(?:{alternation(read_lexicon('bottomline')['empty'])})\b", re.IGNORECASE)
SHOUTED = re.compile(r"\b(?!\w+\))[A-Z]{5,}['’]?[A-Z]*\b|^[A-Z]{3,}\b(?=\s+[a-z])")
CUT = re.compile(
    rf"\b(?:{alternation(word.rstrip('.').title() for word in word_set('titles', 'address') | word_set('tokens', 'short titles'))})$"
)  # a name cut off
GOING_ON = (
    "CCONJ",
    "SCONJ",
    "ADV",
    "ADP",
    "PUNCT",
    "PART",
    "VERB",
    "AUX",
)  # a clause that begins so goes on from another: "Additionally, …"
OPENERS, CLOSERS, MARKUP = '“‘"', '”’"', "*_# "


def stands(
    material: Material, frame: Frame, claim: Claim, spans: tuple[Span, ...], opener: bool = True
) -> bool:
    """Whether printed words can be read by someone who knows nothing; without `opener`, they follow words of our own."""
    text = " ".join("".join(span.quote for span in spans).split())
    outside = re.sub(QUOTED, " ", text)
    if (
        not _is_whole(text, WORDS_AT_LEAST if opener else QUOTED_AT_LEAST)
        or any("\n" in span.quote.strip() for span in spans)
        or opener
        and not _opens(text)
    ):
        return False
    if _hangs(claim, outside) or any(shouts(material, span) for span in spans):
        return False
    return (
        _pronouns_resolved(material, claim, spans)
        and not _may_be_another(material, claim, spans[0])
        and _subject_known(material, frame, claim, spans[0])
    )


def is_told_whole(claim: Claim) -> bool:
    """Whether the words of a claim are one whole clause that neither goes on from another nor points to one."""
    features = claim.features
    if features is None or features.verb is None or not features.subject or len(claim.content) > 1:
        return False
    text = " ".join(claim.words.split())
    outside = re.sub(QUOTED, " ", text)
    goes_on = (
        CONNECTIVES.match(text)
        or DEMONSTRATIVE.search(outside)
        or PRONOUNS.search(outside)
        or HANGING.search(text)
    )
    also = any(
        word.dep == "advmod"
        and word.head == features.verb
        and word.lemma in word_set("bottomline", "hanging")
        for word in features.words
    )
    return (
        features.words[0].pos not in GOING_ON
        and not goes_on
        and not also
        and not _is_bare_definite([features.words[place] for place in features.subject])
    )


def _is_bare_definite(subject: list[Word]) -> bool:
    """Whether a subject is "the company" or "the company's offer", of which only what stands before tells which."""
    kinds = [word.pos for word in subject[1:]]
    return [word.lemma for word in subject[:1]] == ["the"] and (
        kinds == ["NOUN"] or kinds[:2] == ["NOUN", "PART"]
    )


def _hangs(claim: Claim, outside: str) -> bool:
    """Whether words outside quotations point beyond the sentence, or have no verb: "610 million, according to the report"."""
    bare = claim.rule == "according to" and (claim.features is None or claim.features.verb is None)
    return bare or _is_said_of_that(claim) or bool(SELF.search(outside) or DEMONSTRATIVE.search(outside))


def _is_said_of_that(claim: Claim) -> bool:
    """Whether "that" or "this" alone is a subject: "With the two cooks that makes 24", not "the dam that burst"."""
    features = claim.features
    return features is not None and any(
        word.lemma in ("that", "this") and word.dep in ("nsubj", "nsubjpass") and word.head == features.verb
        for word in features.words
    )


def _opens(text: str) -> bool:
    return (text[0].isupper() or text[0].isdigit()) and text[0] not in OPENERS


def _is_whole(text: str, least: int) -> bool:
    """Whether words are neither too long nor too short, and neither cut, nor a question, nor half a quotation."""
    count = len(text.split())
    if not least <= count <= WORDS_AT_MOST or "…" in text or ";" in text and count > LONG_FOR_TWO:
        return False
    if (
        text.rstrip(CLOSERS + MARKUP).endswith(("?", "…", ":"))
        or text.count('"') % 2
        or text.count("(") != text.count(")")
    ):
        return False
    return (
        text.count("“") == text.count("”")
        and not CONNECTIVES.match(text)
        and not any(pattern.search(text) for pattern in (HANGING, CUT, EMPTY))
    )


def _pronouns_resolved(material: Material, claim: Claim, spans: tuple[Span, ...]) -> bool:
    """Whether each pronoun has a noun before it in the same words that it can stand for: one person for "he" and "she", any for "they"."""
    nouns = _nouns(material, claim, spans)
    for span in spans:
        for found in PRONOUNS.finditer(
            re.sub(QUOTED, lambda quotation: " " * len(quotation.group()), span.quote)
        ):
            at, word = span.start + found.start(), found.group().lower()
            no_subject = _subjects(claim, at) if word in ("it", "him", "them") else ()
            before = [noun for noun in nouns if noun[0] < at and noun[0] not in no_subject]
            if word == "it" and EMPTY_IT.match(span.quote, found.start()):
                continue
            if not any(
                word in PLURAL or singular and (personal or word not in PERSONAL)
                for _, singular, personal in before
            ):
                return False
    return True


def _nouns(material: Material, claim: Claim, spans: tuple[Span, ...]) -> list[tuple[int, bool, bool]]:
    """Where nouns stand in printed words, the speaker among them, whether each is one thing, and whether it may be a person."""
    words = claim.features.words if claim.features else ()
    nouns = [
        (word.start, _singular(word, spans), _personal(material, word))
        for word in words
        if word.pos in ("NOUN", "PROPN") and any(span.start <= word.start < span.end for span in spans)
    ]
    speaker = claim.speaker
    if (
        speaker
        and not PRONOUNS.fullmatch(speaker.quote)
        and any(span.start <= speaker.start < span.end for span in spans)
    ):
        nouns.append(
            (
                speaker.start,
                True,
                claim.actor not in material.actors or material.actors[claim.actor].kind == "person",
            )
        )
    return nouns


def _subjects(claim: Claim, at: int) -> tuple[int, ...]:
    """Where the nouns stand that an object cannot mean, as they are its verb's own subject: "The museum puts it at nine"."""
    features, speaker = claim.features, claim.speaker
    word = next((word for word in features.words if word.start == at), None) if features else None
    if (
        claim.cue
        and speaker
        and claim.cue.end + 1 == at
        and (word is None or word.dep not in ("nsubj", "nsubjpass", "expl"))
    ):
        return (speaker.start,)
    if features and word and word.dep in ("dobj", "obj", "dative") and word.head == features.verb:
        return tuple(features.words[place].start for place in features.subject)
    return ()


def _personal(material: Material, word: Word) -> bool:
    """Whether "he" or "she" may stand for a noun: a person's name or one that nobody knows, "minister", "driver"."""
    if word.refers:
        return word.refers in material.actors and material.actors[word.refers].kind == "person"
    return word.pos == "PROPN" or word.lemma in PERSONS


def _singular(word: Word, spans: tuple[Span, ...]) -> bool:
    if word.pos == "PROPN" or word.lemma in ("people", "police"):
        return word.pos == "PROPN"
    return any(
        word.lemma == span.quote[word.start - span.start : word.end - span.start].lower()
        for span in spans
        if span.start <= word.start < span.end
    )


def _may_be_another(material: Material, claim: Claim, span: Span) -> bool:
    """Whether "he" or "she", of whom somebody new to the report speaks, may be the person told of just before."""
    if claim.actor is None or not THIRD.match(claim.content[0].quote):
        return False
    people = material.people.get(claim.document, [])
    new = all(at >= span.start for at, actor in people if actor == claim.actor)
    return new and any(
        span.start - BEFORE <= at < span.start and actor != claim.actor for at, actor in people
    )


def shouts(material: Material, span: Span) -> bool:
    """Whether a word is set in capitals that is nobody's name: "A COWARDLY skipper", "TERRIFIED Britons"."""
    return any(word.group() not in material.names for word in SHOUTED.finditer(span.quote))


def _subject_known(material: Material, frame: Frame, claim: Claim, span: Span) -> bool:
    """Whether the first words name something a newcomer knows: a name, a noun of the story's titles and leads, or one that the sentence itself explains."""
    opening = re.match(
        r"(?:The|That|Those|These|This|Such|Both|Another|One of (?:the|them))\s+([\w'’-]+(?:\s+[\w'’-]+)?)",
        span.quote,
    )
    if opening is None:
        return True
    if not opening.group().startswith("The "):
        return False
    noun = opening.group(1).lower().split()
    words = {word.lemma for word in (claim.features.words if claim.features else ())[:4]}
    known = (
        bool(words & word_set("frame", "killed"))
        or any(
            word.rstrip("s") in frame.rarity and frame.weights.get(word.rstrip("s"), frame.weights.get(word))
            for word in noun
        )
        or bool(words & frame.weights.keys())
    )
    proper = any(word[:1].isupper() for word in opening.group(1).split()) or bool(
        re.match(r"The\s+(?:[\w-]+\s+){1,3}(?:of|for|in|at|from)\s+(?:the\s+)?[A-Z]", span.quote)
    )
    return known or proper or _is_body(noun, re.findall(r"[\w'’-]+", span.quote.lower())[1:MODIFIED])


def _is_body(noun: list[str], told: list[str]) -> bool:
    """Whether a body is told by what it is ("the navy") or for what ("the county rescue service")."""
    if noun and (noun[-1] in word_set("bodies") or noun[0] in word_set("bodies")):
        return True
    return told[0] not in word_set("frame", "light") and any(
        word in word_set("voices", "bodies") for word in told[1:]
    )
