"""Words as they are compared: names by their ids, verbs and nouns by their class, the rest by their stem."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Iterable, Mapping

from briefing.lexicon import read_lexicon
from briefing.model import Mention

# "1,500", "H5N1", "two-and-half", "Seoul's"
WORD = re.compile(r"\d[\d,.]*\d(?![^\W\d_])|[^\W_]+(?:['’][^\W\d_]+)?(?:-[^\W_]+)*")
CURLY = str.maketrans({"’": "'", "‘": "'"})
ENDINGS = ("ational", "ation", "ment", "ings", "ing", "ied", "ies", "ed", "ance", "al", "ly", "ion", "ate")
LEAST = {"ational": 4, "ation": 4, "ment": 4, "ings": 3, "ing": 3, "ied": 2, "ies": 2, "ed": 3, "ance": 5, "al": 6, "ly": 5, "ion": 5, "ate": 4}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a report with what it counts as when compared: `@id` for a name, `=class`, `#number`, or its stem."""
    text: str                       # lower case, straight apostrophes
    means: str                      # "" where the word says nothing of its own
    start: int
    end: int
    comma: bool = False             # a comma follows
    proper: bool = False            # a capital inside a sentence, and no known name


@cache
def stem(word: str) -> str:
    """A word without its ending; a light cut that serves comparing, not display."""
    word = _lexicon()["irregular"].get(word, word)
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST[ending] and re.search("[aeiouy]", word[:-len(ending)]):
            word = word[:-len(ending)] + ("y" if ending in ("ied", "ies") else "")
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            if ending in ("ing", "ed") and word.endswith("at") and len(word) > 5:
                word = word[:-2]                        # "interrogating", as "interrogate" and "interrogation"
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def meaning(word: str) -> str:
    """What one lower-case word counts as; "" where it says nothing of its own."""
    if word[0].isdigit() and not any(character.isalpha() for character in word):
        return "#" + word.replace(",", "").rstrip(".")
    base = stem(word)
    if word in _light() or len(base) < 2:
        return ""
    single, _ = _classes()
    if base in single:
        return "=" + single[base]
    return "" if len(word) > 3 and base in _light_stems() else base


def tokens_of(text: str, start: int, mentions: Iterable[Mention] = (), names: Mapping[str, str] | None = None) -> list[Token]:
    """The words of a stretch of a document that begins at `start`; words under a mention count as its id, as do single `names` known from elsewhere in it."""
    named = sorted((m for m in mentions if not m.boilerplate), key=lambda m: (m.span.start, -m.span.end))
    _, double = _classes()
    found: list[Token] = []
    reached = 0
    for match in WORD.finditer(text):
        low, high = start + match.start(), start + match.end()
        while reached < len(named) and named[reached].span.end <= low:
            reached += 1
        holder = next((m for m in named[reached:reached + 4] if m.span.start <= low < m.span.end), None)
        word, comma = match.group().translate(CURLY).lower(), text[match.end():match.end() + 1] == ","
        if holder:
            if found and found[-1].means == "@" + holder.refers and found[-1].start >= holder.span.start:
                found[-1] = Token(found[-1].text + " " + word, found[-1].means, found[-1].start, high, comma)
            else:
                found.append(Token(word, "@" + holder.refers, low, high, comma))
            continue
        if names and match.group()[0].isupper() and word in names:
            found.append(Token(word, "@" + names[word], low, high, comma))
            continue
        token = Token(word, meaning(word), low, high, comma, match.group()[0].isupper() and text[:match.start()].rstrip("\"'“‘ ")[-1:] not in ("", ".", "!", "?", ":"))
        if found and (pair := double.get((stem(found[-1].text), stem(word)))):
            found[-1] = Token(found[-1].text + " " + word, "=" + pair, found[-1].start, high, comma)
        else:
            found.append(token)
    return found


def negated(tokens: Iterable[Token]) -> bool:
    """Whether the words say not; "not only … but also" says the contrary."""
    words = [token.text for token in tokens]
    no = word_list("negations")
    return any((word in no or word.endswith("n't")) and words[i + 1:i + 2] not in (["only"], ["just"], ["merely"]) for i, word in enumerate(words))


def hedged(tokens: Iterable[Token]) -> bool:
    """Whether a word among them leaves it open."""
    return any(token.text in word_list("hedges") for token in tokens)


def has_class(token: Token, *names: str) -> bool:
    """Whether the word belongs to one of the classes of lexicon/predicates.yaml."""
    return token.means[:1] == "=" and token.means[1:] in names


def family_of(token: Token) -> str | None:
    """The family of the word's class, where it has one."""
    return families().get(token.means[1:]) if token.means[:1] == "=" else None


def _lexicon():
    return read_lexicon("predicates")


@cache
def word_list(key: str) -> frozenset[str]:
    """A plain list of lexicon/predicates.yaml as a set to look words up in."""
    return frozenset(str(word) for word in _lexicon()[key])


def _light() -> frozenset[str]:
    return word_list("light")


@cache
def _light_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _light() if len(word) > 3)


@cache
def _classes() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """stem → class for single words, (stem, stem) → class for two words together."""
    single: dict[str, str] = {}
    double: dict[tuple[str, str], str] = {}
    for name, words in _lexicon()["classes"].items():
        for word in words:
            parts = word.split()
            if len(parts) == 1:
                single.setdefault(stem(word), name)
            elif len(parts) == 2:
                double.setdefault((stem(parts[0]), stem(parts[1])), name)
    return single, double


@cache
def families() -> dict[str, str]:
    return {name: family for family, names in _lexicon()["families"].items() for name in names}
