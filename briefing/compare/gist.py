"""A claim ready to be compared: its words, what it turns on, whom and which places it names."""
from dataclasses import dataclass
from typing import Iterable

from briefing.compare.words import CURLY, Token, families, hedged, negated, tokens_of, word_list
from briefing.model import Claim, Extraction

OPENERS = 6             # words in which a sentence names its subject


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
    sure: bool                      # its verb was found; else any of its words may be it
    names: tuple[str, ...]          # actors and places it names
    subject: str | None             # the name it opens with; None where its first words hold none
    places: tuple[str, ...]         # of what it turns on, not of another event it speaks of
    proper: frozenset[str]          # words with a capital that are no known name; none where all words have one
    says_not: bool
    leaves_open: bool

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


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
    (turns, sure), features = heads(tokens), _features(claim, tokens)
    names = tuple(feature[1:] for feature in features if feature[0] == "@")
    return Gist(claim, order, outlet, published, tokens, features, turns, sure, names, _subject(claim, tokens, turns), _places(claim, tokens, turns),
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
    family = families()
    means |= {"~" + family[m[1:]] for m in means if m[0] == "=" and m[1:] in family}
    return tuple(sorted(means))


def main_clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words after an opening condition or circumstance: "If a team is dispatched, | it would comprise …"."""
    if tokens and tokens[0].text in word_list("conditions"):
        rest = tokens[next((i + 1 for i, token in enumerate(tokens[:25]) if token.comma), 0):]
        return rest if sum(bool(token.means) for token in rest) >= 4 else tokens
    return tokens


def heads(tokens: tuple[Token, ...]) -> tuple[frozenset[str], bool]:
    """What a claim turns on: the first two verbs after an auxiliary, or else its first deed; families stand beside classes; and whether a verb was found."""
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
        return frozenset(token.means for token in tokens if token.means and token.means[0] not in "@#" and token.means.lstrip("=") not in things), False
    return frozenset(found) | {"~" + families()[means[1:]] for means in found if means[1:] in families()}, True
