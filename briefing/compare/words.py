"""What a claim is about, as comparable words: names by their ids, verbs and nouns by their class, the rest by their stem."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Iterable, Mapping

from briefing.lexicon import read_lexicon
from briefing.model import Claim, Extraction, Mention

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?:-[^\W\d_]+)*|\d[\d,.]*\d|\d")
CURLY = str.maketrans({"’": "'", "‘": "'"})
ENDINGS = ("ational", "ation", "ment", "ings", "ing", "ied", "ies", "ed", "ance", "al", "ly", "ion", "ate")
OPENERS = 6             # words in which a sentence names its subject
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


@dataclass(frozen=True, slots=True)
class Gist:
    """A claim ready to be compared."""
    claim: Claim
    order: int                      # position in the walk through all reports
    outlet: str                     # outlet, or the document where none is named
    published: str | None
    tokens: tuple[Token, ...]
    features: tuple[str, ...]       # sorted, each once
    heads: frozenset[str]           # what it turns on
    names: tuple[str, ...]          # actors and places it names
    subject: str | None             # the name it opens with; None where its first words hold none
    places: tuple[str, ...]         # of what it turns on, not of another event it speaks of
    proper: frozenset[str]          # words with a capital that are no known name; none where all words have one
    says_not: bool
    leaves_open: bool

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


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
    if word[0].isdigit():
        return "#" + word.replace(",", "").rstrip(".")
    base = stem(word)
    if word in _light() or len(base) < 2:
        return ""
    single, _ = _classes()
    return "=" + single[base] if base in single else base


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


def gists(extractions: Iterable[Extraction]) -> list[Gist]:
    """Every claim of the reports, in order of report and place, ready to be compared."""
    found: list[Gist] = []
    for extraction in extractions:
        document = extraction.document
        mentions = sorted((m for m in extraction.mentions if not m.boilerplate), key=lambda m: (m.span.start, m.span.end))
        single: dict[str, set[str]] = {}
        for mention in mentions:
            if mention.reading == "name" and " " not in mention.span.quote:
                single.setdefault(mention.span.quote.translate(CURLY).lower(), set()).add(mention.refers)
        names = {word: min(refers) for word, refers in single.items() if len(refers) == 1}      # "Torvik" is missed in a headline, and known below it
        for claim in sorted(extraction.claims, key=lambda c: (c.hull, c.id)):
            tokens: list[Token] = []
            for part in claim.content:
                tokens += tokens_of(part.quote, part.start, [m for m in mentions if m.span.overlaps(part)], names)
            published = document.published.value if document.published else None
            found.append(_gist(claim, len(found), document.outlet or document.id, published, tuple(tokens)))
    return found


def _gist(claim: Claim, order: int, outlet: str, published: str | None, tokens: tuple[Token, ...]) -> Gist:
    tokens = main_clause(tokens)
    features, turns = _features(claim, tokens), heads(tokens)
    names = tuple(feature[1:] for feature in features if feature[0] == "@")
    return Gist(claim, order, outlet, published, tokens, features, turns, names, _subject(claim, tokens, turns), _places(claim, tokens, turns),
                _proper(tokens), negated(tokens), hedged(tokens))


def _proper(tokens: tuple[Token, ...]) -> frozenset[str]:
    plain = [token for token in tokens if token.means and token.means[0] not in "@#"]
    found = frozenset(token.means for token in plain if token.proper)
    return found if 2 * len(found) <= len(plain) else frozenset()       # "Fires Burn In Two Valleys"


def _subject(claim: Claim, tokens: tuple[Token, ...], turns: frozenset[str]) -> str | None:
    """The actor or place a claim opens with, before its verb; the holder of an intention."""
    if claim.kind == "intention":
        return claim.actor
    for token in tokens[:OPENERS]:
        if token.means in turns:
            return None
        if token.means[:1] == "@":
            return token.means[1:]
    return None


def _places(claim: Claim, tokens: tuple[Token, ...], turns: frozenset[str]) -> tuple[str, ...]:
    """The places of what a claim turns on, not of another event it speaks of ("to discuss the deployment to Russia")."""
    things, deed, found = word_list("things"), "", []
    for token in tokens:
        if token.means[:1] == "@" and token.means[1:] in claim.places and (not deed or deed in turns):
            found.append(token.means[1:])
        elif token.means in turns or (token.means[:1] == "=" and token.means[1:] not in things):
            deed = token.means
    return tuple(found)


def _features(claim: Claim, tokens: Iterable[Token]) -> tuple[str, ...]:
    """The meanings of the words, the families of their classes, and who intends, where the words leave the doer out."""
    means = {token.means for token in tokens if token.means}
    if claim.kind == "intention" and claim.actor:
        means.add("@" + claim.actor)                    # "Seoul is considering | analysing the tactics"
    families = _families()
    means |= {"~" + families[m[1:]] for m in means if m[0] == "=" and m[1:] in families}
    return tuple(sorted(means))


def main_clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words after an opening condition or circumstance: "If a team is dispatched, | it would comprise …"."""
    if tokens and tokens[0].text in word_list("conditions"):
        rest = tokens[next((i + 1 for i, token in enumerate(tokens[:25]) if token.comma), 0):]
        return rest if sum(bool(token.means) for token in rest) >= 4 else tokens
    return tokens


def heads(tokens: tuple[Token, ...]) -> frozenset[str]:
    """What a claim turns on: the first two verbs after an auxiliary, or else its first deed; families stand beside classes."""
    things, helping, found = word_list("things"), word_list("auxiliaries"), []
    for i, token in enumerate(tokens):
        if i == 0 and token.text.endswith("ing") and token.means:
            verb = token
        elif token.text in helping:
            after = [word for word in tokens[i + 1:i + 5] if not word.text.endswith("ly")]
            verb = next((word for word in after if word.means), None) if token.text != "to" else after[0] if after and after[0].means[:1] == "=" else None
        else:
            continue
        if verb and verb.means[0] not in "@#" and verb.means not in found and verb.means.lstrip("=") not in things:
            found.append(verb.means)
        if len(found) == 2:
            break
    found = found or [token.means for token in tokens if token.means[:1] == "=" and token.means[1:] not in things][:1]
    if not found:                                       # "Hackers steal data": without a parse any of its words may be the verb
        return frozenset(token.means for token in tokens if token.means and token.means[0] not in "@#" and token.means.lstrip("=") not in things)
    return frozenset(found) | {"~" + _families()[means[1:]] for means in found if means[1:] in _families()}


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
    return _families().get(token.means[1:]) if token.means[:1] == "=" else None


def _lexicon():
    return read_lexicon("predicates")


@cache
def word_list(key: str) -> frozenset[str]:
    """A plain list of lexicon/predicates.yaml as a set to look words up in."""
    return frozenset(str(word) for word in _lexicon()[key])


def _light() -> frozenset[str]:
    return word_list("light")


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
def _families() -> dict[str, str]:
    return {name: family for family, names in _lexicon()["families"].items() for name in names}
