"""A claim ready to be compared: its words, what it turns on, whom and which places it names. Read from the features that extraction left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.compare.terms import Term, families, is_hedge, pair_class, term_of, word_list
from briefing.model import Claim, Document, Extraction, Word

DEPTH = 12  # steps down the parse from a verb to the words it governs
REFERRING = frozenset(
    ("amod", "acl", "relcl", "advcl")
)  # verbs that say of which thing or when, not what is told
HELPING = frozenset(
    ("xcomp", "ccomp", "conj")
)  # verbs that say what a light verb turns on ("is expected to discuss")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a claim with what it counts as."""

    text: str  # as written, lower case; the words of one name stand together
    term: Term | None  # None where the word says nothing of its own
    start: int
    end: int
    at: int  # place of its first word among the claim's features
    comma: bool = False  # a comma follows
    proper: bool = False  # a capital inside a sentence, and no known name

    def is_class(self, *names: str) -> bool:
        """Whether the word belongs to one of these classes."""
        return self.term is not None and self.term.kind == "class" and self.term.value in names

    def is_family(self, name: str) -> bool:
        """Whether the word's class belongs to this family."""
        return (
            self.term is not None
            and self.term.kind == "class"
            and name in families().get(self.term.value, ())
        )

    @property
    def name(self) -> str | None:
        """The actor or place it names."""
        return self.term.value if self.term and self.term.kind == "name" else None

    @property
    def deed(self) -> bool:
        """Whether it belongs to a class of things done, not of people or things."""
        return (
            self.term is not None and self.term.kind == "class" and self.term.value not in word_list("things")
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """One event a claim speaks of: its verb or noun, and all that depends on it ("sending officers to Ukraine to monitor troops")."""

    head: Term
    terms: frozenset[Term]


@dataclass(frozen=True, slots=True)
class Gist:
    """A claim ready to be compared."""

    claim: Claim
    order: int  # position in the walk through all reports
    outlet: str  # outlet, or the document where none is named
    published: str | None
    tokens: tuple[Token, ...]
    features: tuple[Term, ...]  # sorted, each once
    heads: frozenset[Term]  # what it turns on
    sure: bool  # its verb was found; else any of its words may be it
    names: tuple[str, ...]  # actors and places it names
    subject: str | None  # the name that is its subject; None where that holds none
    places: tuple[str, ...]  # of what it turns on, not of another event it speaks of
    proper: frozenset[Term]  # words with a capital that are no known name; none where all words have one
    frames: tuple[Frame, ...]  # its sub-claims
    says_not: bool
    leaves_open: bool

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words as the parser read them."""
        return self.claim.features.words if self.claim.features else ()


def gists(extractions: Iterable[Extraction]) -> list[Gist]:
    """Every claim of the reports, in order of report and place, ready to be compared."""
    extractions = tuple(extractions)
    verbs = frozenset(
        word.lemma
        for extraction in extractions
        for claim in extraction.claims
        if claim.features
        for word in claim.features.words
        if word.pos == "VERB"
    )
    found: list[Gist] = []
    for extraction in extractions:
        document = extraction.document
        single: dict[str, set[str]] = {}
        for mention in extraction.mentions:
            if (
                mention.reading in ("name", "named")
                and not mention.boilerplate
                and " " not in mention.span.quote
            ):
                single.setdefault(mention.span.quote.lower(), set()).add(mention.refers)
        names = {
            word: min(refers) for word, refers in single.items() if len(refers) == 1
        }  # "Torvik" is missed in a headline, and known below it
        for claim in sorted(extraction.claims, key=lambda c: (c.hull, c.id)):
            found.append(_gist(claim, len(found), document, tuple(tokens_of(claim, document, verbs, names))))
    return found


def tokens_of(claim: Claim, document: Document, verbs: frozenset[str], names: dict[str, str]) -> list[Token]:
    """The words of a claim; words of one name, and of a class of two words, stand together."""
    found: list[Token] = []
    before: Word | None = None
    for at, word in enumerate(claim.features.words if claim.features else ()):
        text = document.text[word.start : word.end]
        term = term_of(word, verbs)
        if text[:1].isupper() and not word.refers and text.lower() in names:
            term = Term("name", names[text.lower()])
        comma, last = document.text[word.end : word.end + 1] == ",", found[-1] if found else None
        together = (
            last
            and before
            and (
                term is not None
                and term.kind == "name"
                and last.term == term
                or word.pos == "PART"
                and word.dep == "case"
            )
        )
        joint = pair_class(before.lemma, word.lemma) if before and not together else None
        if last and (together or joint):
            text = last.text + ("" if word.dep == "case" else " ") + text.lower()
            found[-1] = Token(
                text, joint or last.term, last.start, word.end, last.at, comma, last.proper and not joint
            )
        else:
            opens = (
                document.text[max(0, word.start - 3) : word.start].rstrip("\"'“‘ ")[-1:]
                in ("", ".", "!", "?", ":")
                or at == 0
            )
            found.append(
                Token(
                    text.lower().replace("’", "'"),
                    term,
                    word.start,
                    word.end,
                    at,
                    comma,
                    text[:1].isupper() and not opens,
                )
            )
        before = word
    return found


def _gist(claim: Claim, order: int, document: Document, tokens: tuple[Token, ...]) -> Gist:
    tokens = main_clause(tokens)
    (turns, sure), features = heads(claim, tokens), _features(claim, tokens)
    names = tuple(term.value for term in features if term.kind == "name")
    told = claim.features
    return Gist(
        claim,
        order,
        document.outlet or document.id,
        document.published.value if document.published else None,
        tokens,
        features,
        turns,
        sure,
        names,
        _subject(claim, tokens),
        _places(claim, tokens, turns),
        _proper(tokens),
        tuple(_frames(claim, tokens)),
        bool(told and told.negated and not _not_only(tokens)),
        bool(told and told.hedged)
        or any(
            is_hedge(token.text, told.words[token.at].dep if told else "amod") and not token.proper
            for token in tokens
        ),
    )


def _not_only(tokens: tuple[Token, ...]) -> bool:
    """Whether the "not" is that of "not only … but also"."""
    return any(
        one.text == "not" and two.text in ("only", "just", "merely") for one, two in zip(tokens, tokens[1:])
    )


def _frames(claim: Claim, tokens: tuple[Token, ...]) -> Iterator[Frame]:
    """Each verb asserted, not only referred to ("troops who fight"), with the words below it, where they say enough to be told again."""
    words = claim.features.words if claim.features else ()
    for token in tokens:
        if (
            token.term is None
            or words[token.at].pos != "VERB"
            or token.term.kind not in ("class", "word")
            or token.term.value in word_list("things")
        ):
            continue
        if any(refers_only(words, at) and not _purpose(words, at) for at in path_up(words, token.at)):
            continue
        below = {at for at in range(len(words)) if token.at in path_up(words, at)}
        if claim.features and not any(
            word.head == token.at and word.dep.startswith("nsubj") for word in words
        ):
            below.update(
                at for at in claim.features.subject if words[at].refers
            )  # "South Korea is to | address NATO"
        terms = {other.term for other in tokens if other.at in below and other.term}
        if sum(term.own for term in terms) >= 2 and len(terms) >= 3:
            yield Frame(token.term, frozenset(terms | family_terms(terms)))


def refers_only(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word says of which thing, or when; the top of a claim hangs on words outside it and says neither."""
    return words[at].dep in REFERRING and words[at].head is not None


def _purpose(words: tuple[Word, ...], at: int) -> bool:
    """Whether a verb says what for ("to monitor troops")."""
    return any(word.head == at and word.lemma == "to" and word.dep == "aux" for word in words)


def path_up(words: tuple[Word, ...], at: int) -> Iterator[int]:
    """A word and those above it."""
    for _ in range(DEPTH):
        yield at
        above = words[at].head
        if above is None or above == at:
            return
        at = above


def family_terms(terms: Iterable[Term]) -> set[Term]:
    """The families of the classes among some terms."""
    return {
        Term("family", family)
        for term in terms
        if term.kind == "class"
        for family in families().get(term.value, ())
    }


def _proper(tokens: tuple[Token, ...]) -> frozenset[Term]:
    plain = [token for token in tokens if token.term and token.term.kind not in ("name", "number")]
    found = frozenset(token.term for token in plain if token.proper and token.term)
    return found if 2 * len(found) <= len(plain) else frozenset()  # "Fires Burn In Two Valleys"


def _subject(claim: Claim, tokens: tuple[Token, ...]) -> str | None:
    """The actor or place named first in the subject of a claim; the holder of an intention."""
    if claim.kind == "intention":
        return claim.actor
    inside = set(claim.features.subject) if claim.features else set()
    return next((token.name for token in tokens if token.name and token.at in inside), None)


def _places(claim: Claim, tokens: tuple[Token, ...], turns: frozenset[Term]) -> tuple[str, ...]:
    """The places of what a claim turns on, not of another event it speaks of ("to discuss the deployment to Russia")."""
    deed, found = None, []
    for token in tokens:
        if token.name in claim.places and (deed is None or deed in turns):
            found.append(token.name)
        elif token.deed or token.term in turns:
            deed = token.term
    return tuple(found)


def _features(claim: Claim, tokens: Iterable[Token]) -> tuple[Term, ...]:
    """The terms of the words, the families of their classes, and who intends, where the words leave the doer out."""
    terms = {token.term for token in tokens if token.term}
    if claim.kind == "intention" and claim.actor:
        terms.add(Term("name", claim.actor))  # "Seoul is considering | analysing the tactics"
    return tuple(sorted(terms | family_terms(terms)))


def main_clause(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words after an opening condition or circumstance: "If a team is dispatched, | it would comprise …"."""
    if tokens and tokens[0].text in word_list("conditions"):
        rest = tokens[next((i + 1 for i, token in enumerate(tokens[:25]) if token.comma), 0) :]
        return rest if sum(token.term is not None for token in rest) >= 4 else tokens
    return tokens


def heads(claim: Claim, tokens: tuple[Token, ...]) -> tuple[frozenset[Term], bool]:
    """What a claim turns on: its main verb and the verbs that depend on it, or else its first deed; families stand beside classes; and whether a verb was found."""
    told, things = claim.features, word_list("things")
    words = told.words if told else ()
    verb = told.verb if told else None
    found: list[Term] = []
    for token in tokens:
        word = words[token.at]
        result = word.dep == "advcl" and token.text.endswith("ing")  # "capsized, killing 12"
        under = word.head == verb and word.pos in ("VERB", "AUX") and (word.dep in HELPING or result)
        if (
            verb is not None
            and (token.at == verb or under)
            and token.term
            and token.term.kind in ("class", "word")
            and token.term.value not in things
            and token.term not in found
        ):
            found.append(token.term)
    found = found[:2] or [token.term for token in tokens if token.deed and token.term][:1]
    if not found:  # "Hackers steal data", read without a verb: any of its words may be it
        return frozenset(
            token.term
            for token in tokens
            if token.term and token.term.kind in ("class", "word") and token.term.value not in things
        ), False
    return frozenset(found) | family_terms(found), True
