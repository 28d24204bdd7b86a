"""What a claim's words count as when claims are compared: a name, a number, a class of words, or the word's lemma."""

from functools import cache
from typing import Literal, NamedTuple

from briefing.lexicon import read_lexicon, word_set
from briefing.model import Word

# Endings by which a noun or an adjective leads back to its verb; taken only where that verb is known ("inspection" beside "inspect").
DERIVED = (
    ("ation", "e"),
    ("ation", ""),
    ("ication", "y"),
    ("ition", "e"),
    ("ssion", "t"),
    ("ssion", "ss"),
    ("sion", "d"),
    ("sion", "de"),
    ("ion", "e"),
    ("ion", ""),
    ("ment", ""),
    ("al", ""),
    ("al", "e"),
    ("ance", ""),
    ("ance", "e"),
    ("ence", ""),
    ("ure", "e"),
    ("age", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
)
LETTERS = 3  # of a verb that an ending leads back to, at least


class Term(NamedTuple):
    """What a word counts as: `value` is the id of a name, a number, a class or family of lexicon/predicates.yaml, or a lemma."""

    kind: Literal["name", "number", "class", "family", "word"]
    value: str

    @property
    def own(self) -> bool:
        """Whether the word says a matter of its own; names and families do not."""
        return self.kind not in ("name", "family")


def term_of(word: Word, verbs: frozenset[str]) -> Term | None:
    """What one word counts as; None where it says nothing of its own. `verbs`: lemmas of the verbs that nouns may lead back to."""
    if word.refers:
        return Term("name", word.refers)
    if word.number is not None or word.lemma[:1].isdigit():
        return Term(
            "number",
            f"{word.number:g}" if word.number is not None else word.lemma.replace(",", "").rstrip("."),
        )
    noun = _lexicon()["nouns"].get(word.lemma) if word.pos in ("NOUN", "PROPN") else None
    return Term("class", noun) if noun else meaning(word.lemma, verbs, word.pos == "PROPN")


@cache
def meaning(lemma: str, verbs: frozenset[str] = frozenset(), proper: bool = False) -> Term | None:
    """What a lemma counts as; in a headline a plural may have been read as a name ("Hackers Steal Data")."""
    lemma = _lexicon()["spellings"].get(lemma, lemma)
    if lemma in word_list("light") or len(lemma) < 2 or not any(character.isalnum() for character in lemma):
        return None
    single, _ = _classes()
    base = _verb_of(lemma, verbs)
    forms = [
        lemma,
        *([base] if base else []),
        *([lemma[:-1]] if proper and lemma.endswith("s") and not lemma.endswith("ss") else []),
    ]
    for form in forms:
        if form in single:
            return Term("class", single[form])
    return Term("word", forms[-1])


def _verb_of(lemma: str, verbs: frozenset[str]) -> str | None:
    """The known verb that a noun or participle comes from."""
    if lemma in verbs:
        return None
    single, _ = _classes()
    for ending, instead in DERIVED:
        base = lemma[: -len(ending)] + instead
        if lemma.endswith(ending) and len(base) >= LETTERS and (base in verbs or base in single):
            return base
        if (
            lemma.endswith(ending)
            and ending in ("ing", "ed")
            and base[-1:] == base[-2:-1]
            and (base[:-1] in verbs or base[:-1] in single)
        ):
            return base[:-1]  # "stopping", "banned"
    return None


def pair_class(first: str, second: str) -> Term | None:
    """The class of two words together ("take over")."""
    name = _classes()[1].get((first, second))
    return Term("class", name) if name else None


def is_no(text: str) -> bool:
    """Whether a word negates."""
    return text in word_set("hedges", "negative") or text == "without"


def is_hedge(text: str, dep: str = "amod") -> bool:
    """Whether a word leaves open what it stands before ("possibly", "may", "the reported flaw"); `dep`: how it hangs ("the crew reported a flaw" does not)."""
    told = text in word_set("hedges", "told of") and dep != "amod"
    return text in word_set("hedges", "possible", "hearsay", "possible verbs") and not told


def _lexicon():
    return read_lexicon("predicates")


@cache
def word_list(key: str) -> frozenset[str]:
    """A plain list of lexicon/predicates.yaml as a set to look words up in."""
    return frozenset(str(word) for word in _lexicon()[key])


@cache
def _classes() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """lemma → class for single words, (lemma, lemma) → class for two words together."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for name, words in _lexicon()["classes"].items():
        for word in words:
            parts = word.replace("-", " ").split()
            if len(parts) == 1:
                single.setdefault(word, name)
            elif len(parts) == 2:
                double.setdefault((parts[0], parts[1]), name)
    return single, double


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Class → the families it belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for family, names in _lexicon()["families"].items():
        for name in names:
            found[name] = (*found.get(name, ()), family)
    return found
