"""What the parse says about a verb or a noun: its subject, its phrase, its negation; questions only, nothing is decided here."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims.words import words

Token = Any
Range = tuple[int, int]  # first and last token, both included

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
VERBAL = frozenset(("VERB", "AUX"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
AFTER_NOUN = frozenset(
    ("relcl", "advcl", "acl", "appos", "parataxis", "ccomp", "conj", "cc", "npadvmod", "amod", "prep")
)


def small(token: Token) -> str:
    """A word in lower case, for lists of pronouns; empty where its capitals make it a name ("US", "WHO")."""
    return "" if named(token) else token.lower_


def named(token: Token) -> bool:
    """Whether a word is written in capitals among words that are not."""
    text, doc, k = token.text, token.doc, token.i
    if len(text) < 2 or not text.isupper():
        return False
    beside = [doc[j].text for j in (k - 1, k + 1) if 0 <= j < len(doc)]
    return any(any(letter.islower() for letter in word) for word in beside)


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependencies."""
    for other in token.children:
        if other.dep_ in deps:
            return other
    return None


def passive(verb: Token) -> bool:
    """Whether the verb is in the passive ("was told")."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def negated(verb: Token) -> bool:
    """Whether the verb, or what it hangs on, is negated ("did not say", "declined to say", "has yet to confirm")."""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "neither", "nor") for c in verb.children):
        return True
    if any(c.lower_ == "longer" and c.i > 0 and c.doc[c.i - 1].lower_ == "no" for c in verb.children):
        return True  # "no longer says that"
    if verb.i > 0 and verb.doc[verb.i - 1].lower_ == "nor":
        return True  # "neither confirmed nor denied"
    if (
        verb.dep_ == "xcomp"
        and verb.head.lemma_.lower() in ("want", "wish")
        and verb.head is not verb
        and negated(verb.head)
    ):
        return True  # "did not want to say"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in (
        "refuse",
        "decline",
        "fail",
        "have",
        "unable",
        "stop",
        "avoid",
    ):
        return (
            verb.head.lemma_.lower() != "have"
            or any(c.lower_ == "yet" for c in verb.head.children)
            or any(c.lower_ == "yet" for c in verb.children)
        )
    return False


def chain_up(verb: Token) -> Iterator[Token]:
    """The verbs that share their subject with this one, nearest first ("went on to say", "denied it and said", "…, adding")."""
    seen = 0
    while (
        verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep", "acomp", "dep", "oprd")
        and verb.head is not verb
        and seen < 6
    ):
        verb = verb.head
        seen += 1
        yield verb


def issued(verb: Token) -> Token | None:
    """The verb whose object says something: "issued" in "issued a statement saying that …"; None where no report is sent out."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("acl", "advcl", "xcomp", "pcomp"):
        return None
    for k in range(verb.i - 1, max(verb.i - 12, 0), -1):
        token = verb.doc[k]
        if token.is_punct or token.tag_ in FINITE:
            return None
        if token.dep_ == "dobj" and token.lemma_.lower() in words("reporting", "paper"):
            return (
                token.head
                if token.head.lemma_.lower() in words("reporting", "issue") and token.head.i < token.i
                else None
            )
    return None


def subject(verb: Token) -> tuple[Token | None, bool]:
    """(subject token, whether it is carried over from another verb); who / which lead back to their noun."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if subjects:
        before = [c for c in subjects if c.i < verb.i]
        return antecedent((before or subjects)[-1 if before else 0]), False
    out = issued(verb)
    if out is not None:
        return subject(out)[0], True
    if verb.dep_ in ("relcl", "acl") and verb.tag_ in ("VBG",):
        return _matrix(verb, verb.head), True
    for above in chain_up(verb):
        if above.pos_ in ("VERB", "AUX"):
            for c in above.children:
                if c.dep_ in SUBJECTS and (
                    c.i < verb.i or verb.tag_ == "VBG" and verb.i - verb.sent.start <= 2
                ):
                    return antecedent(c), True  # also "Claiming that …, Jones told …"
            if above.dep_ in ("acl", "relcl") and above.head.pos_ in NOMINAL:
                return _matrix(verb, above.head), True
    return None, False


def _matrix(verb: Token, noun: Token) -> Token:
    """Who says a participle after a comma that the parse hangs on a noun: "defended plans to close hospitals, telling lawmakers": the subject of the main verb."""
    if (
        verb.tag_ != "VBG"
        or verb.i == 0
        or not any(verb.doc[k].text == "," for k in range(max(noun.i, verb.i - 3), verb.i))
    ):
        return noun
    above, steps = noun, 0
    while above.head is not above and steps < 8:
        above = above.head
        steps += 1
        if above.tag_ in FINITE or above.dep_ == "ROOT":
            who = next((antecedent(c) for c in above.children if c.dep_ == "nsubj" and c.i < above.i), None)
            if who is None or who.i == noun.i:
                return noun
            return who if _speaks(who) or not _speaks(noun) else noun
    return noun


def antecedent(token: Token) -> Token:
    """The noun that who, which or that stands for; other tokens stand for themselves."""
    if (
        token.tag_ in ("WDT", "WP")
        and not named(token)
        and token.head.dep_ == "relcl"
        and token.head.head.i < token.i
    ):
        noun = token.head.head
        if token.lower_ == "who":  # "Hale, president of the association, who predicted": people only
            above, steps = noun, 0
            while (
                not _person(above)
                and steps < 4
                and above.head is not above
                and (above.head.pos_ in NOMINAL or above.dep_ == "pobj")
            ):
                above = above.head
                steps += 1
            if above.dep_ == "appos" and above.head.ent_type_ == "PERSON":
                above = above.head
            if _person(above) and above.pos_ in NOMINAL:
                return above
        if not _speaks(noun):  # "Shares in Avenor, which said": the nearest name
            k = token.i - 1
            while k > noun.i and noun.doc[k].is_punct:
                k -= 1
            if (
                k > noun.i
                and noun.doc[k].pos_ in ("PROPN", "NOUN")
                and noun.doc[k].dep_ == "pobj"
                and _speaks(noun.doc[k])
            ):
                return noun.doc[k]
        return noun
    return token


def _speaks(noun: Token) -> bool:
    """Whether a noun can be a voice: a name, or a word for people or bodies."""
    return (
        noun.pos_ == "PROPN"
        or noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or noun.lemma_.lower() in words("voices", "people", "bodies")
        or noun.pos_ == "PRON"
    )


def _person(noun: Token) -> bool:
    return (
        noun.ent_type_ in ("PERSON", "NORP")
        or noun.lemma_.lower() in words("voices", "people")
        or noun.tag_ in ("NNS", "NNPS")
        and noun.lemma_.lower() not in words("voices", "bodies")
    )


def phrase(noun: Token, least: int = 0, most: int | None = None) -> Range:
    """The noun phrase around a noun, up to a comma that opens something new about it, within tokens least..most."""
    doc = noun.doc
    first, last = noun.left_edge.i, noun.right_edge.i
    listed = _listed(noun)
    for c in noun.children:
        if c.i > listed:
            opener = c.left_edge.i - 1
            if c.dep_ == "punct" and (
                c.text in (",", ":", ";", '"') or c.text == "-" and doc[c.i - 1].whitespace_
            ):
                last = min(last, c.i - 1)
            elif (
                c.dep_ in AFTER_NOUN
                and opener >= 0
                and (
                    doc[opener].text in (",", '"') or doc[opener].text == "-" and doc[opener - 1].whitespace_
                )
            ):
                last = min(last, opener - 1)
            elif c.dep_ in ("relcl", "ccomp", "advcl", "parataxis") and c.dep_ != "relcl":
                last = min(last, opener)
            elif c.dep_ == "prep" and any(x.ent_type_ in ("DATE", "TIME") for x in c.children):
                last = min(last, opener)
            elif c.dep_ in ("npadvmod", "advmod") and c.ent_type_ in ("DATE", "TIME"):
                last = min(last, opener)
    name = next(
        (
            c
            for c in noun.children
            if c.dep_ == "appos"
            and c.i > noun.i
            and (
                c.ent_type_ == "PERSON"
                or c.pos_ == "PROPN"
                and noun.lemma_.lower() in words("voices", "people")
            )
            and noun.ent_type_ != "PERSON"
            and doc[c.left_edge.i - 1].text == ","
            and c.left_edge.i - noun.right_edge.i < 2
            and c.left_edge.i - noun.i < 10
        ),
        None,
    )
    if name is not None:  # "Her spokesman, Rui Lopes, said": the name belongs to it
        last = name.i
    first = max(first, least)
    if most is not None:
        last = min(last, most)
    for k in range(noun.i - 1, first - 1, -1):
        if doc[k].text in ('"', ":", ";") or doc[k].text == "," and not doc[k].head.i > k:
            first = k + 1
            break
    while first < noun.i and (
        doc[first].is_punct
        or doc[first].ent_type_ == "DATE"
        and doc[first].pos_ == "PROPN"
        and doc[first + 1].tag_ != "POS"
        or doc[first].dep_ in ("cc", "mark", "advmod")
        and doc[first].text[0].isupper() is False
        and doc[first].dep_ != "advmod"
    ):
        first += 1
    last = max(last, noun.i)
    while last > noun.i and (
        doc[last].text in ("...", "…", ".", ",", "-")
        or listed > noun.i
        and doc[last].lower_ in ("all", "both")
    ):
        last -= 1
    return first, last


def without_relative(tokens: list[Token], words_: Range) -> Range:
    """A speaker's words without the "who" or "which" that ends them: "The army, which"."""
    first, last = words_
    while last > first and (
        tokens[last].tag_ in ("WP", "WDT") and not named(tokens[last]) or tokens[last].text == ","
    ):
        last -= 1
    return first, last


def _listed(noun: Token) -> int:
    """The last noun of "A, B and C"; the noun itself where it begins no such list."""
    for c in noun.children:
        if (
            c.dep_ == "conj"
            and c.i > noun.i
            and noun.doc[c.left_edge.i - 1].text == ","
            and any(x.dep_ == "cc" for x in c.children)
        ):
            joined = [c, *(x for x in c.children if x.dep_ == "conj")]
            if len(joined) > 1 and all(
                x.tag_ in ("NNP", "NNPS", "NNS") for x in joined
            ):  # not "China, its only ally and lifeline"
                return joined[-1].i
    return noun.i


def has_finite(doc: Any, first: int, last: int) -> bool:
    """Whether tokens first..last hold a finite verb."""
    return any(
        doc[k].tag_ in FINITE or doc[k].lower_ in ("is", "was", "are", "were") for k in range(first, last + 1)
    )


def follows_its_clause(verb: Any) -> bool:
    """Whether a main verb stands behind a clause of its own and before its subject, as only verbs that quote do: "The linen was changed, sighs Tom Vos".

    Quotative inversion (Quirk et al. 1985, 14.29): it needs no list of verbs.
    """
    if (
        verb.tag_ not in ("VBZ", "VBD")
        or verb.dep_ not in ("ROOT", "conj", "ccomp")
        or not verb.i
        or verb.doc[verb.i - 1].text != ","
    ):
        return False
    subject = next(
        (c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and c.left_edge.i == verb.i + 1), None
    )
    return subject is not None and any(
        c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.children
    )
