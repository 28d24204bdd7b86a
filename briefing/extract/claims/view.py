"""One passage as the constructions see it: tokens, repaired sentences, quotations; and what a construction found."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from briefing.extract.claims.quotations import Places, Quotation, find_quotations
from briefing.extract.claims.words import base_forms
from briefing.language import SAME_LENGTH, Passage
from briefing.model import ClaimKind, Span

Range = tuple[int, int]  # first and last token, both included
LONGEST = 160  # tokens of a sentence
SMALL = frozenset((",", ".", "of", "the", "for", "and"))  # in the office of who signs a quotation
QUOTES = frozenset(('"', "''", "``"))


@dataclass(frozen=True, slots=True)
class Found:
    """Someone's words, in tokens of one passage; `family` is what kind of saying it is and decides the stance."""

    rule: str
    family: str  # say deny confirm accuse describe voice hearsay unclear consider plan request expect narrate
    kind: ClaimKind
    content: tuple[Range, ...]
    cue: Range | None = None
    speaker: Range | None = None
    head: int | None = None  # head noun of the speaker
    lemma: str = ""
    negated: bool = False
    carried: str | None = None  # why the speaker is taken over from other words
    more: tuple[Span, ...] = ()  # content in later paragraphs
    sources: tuple[
        Range, ...
    ] = ()  # who the speaker has it from ("citing the agency", "after the ministry briefed …")
    via: Range | None = None  # who passes the speaker's words on ("Reuters quoted him as saying")
    headline: bool = False


@dataclass(slots=True)
class View:
    """A passage with its quotations and sentences; built once, then only read."""

    index: int
    passage: Passage
    doc: Any
    places: Places
    tokens: list[Any] = field(
        default_factory=list
    )  # the same tokens as in doc: a list is far quicker to read
    low: list[str] = field(default_factory=list)  # in lower case
    bases: list[str | None] = field(
        default_factory=list
    )  # base form of each token that is a verb of the lexicons
    whole: str = ""
    named: frozenset[int] = frozenset()  # tokens that end the name of an actor
    marks: frozenset[int] = frozenset()  # tokens that are quotation marks, single ones included
    start_of: list[int] = field(default_factory=list)  # first token of the sentence each token stands in
    end_of: list[int] = field(default_factory=list)  # last token of it

    @property
    def title(self) -> bool:
        return self.passage.block.kind in ("title", "heading")

    def sentence(self, token: int) -> Range:
        return self.start_of[token], self.end_of[token]

    def text(self, words: Range) -> str:
        last = self.tokens[words[1]]
        return self.whole[self.tokens[words[0]].idx : last.idx + len(last.text)]

    def signature(self, quotation: Quotation) -> Range | None:
        """The name that signs a quotation at the end of its paragraph: "“…” - Commissioner Geoff Stark"."""
        doc, k = self.tokens, quotation.last + 2
        if quotation.closer is None or k >= len(doc) or doc[k].text[0] not in "-–—":
            return None
        first, last = k + 1, len(doc) - 1  # the mark may be glued to the office: "-Commissioner"
        while last > first and doc[last].is_punct:
            last -= 1
        capital = all(
            doc[j].text.lstrip("-–—")[:1].isupper() or doc[j].text in SMALL for j in range(first, last + 1)
        )
        return (first, last) if first <= last < first + 9 and capital and last in self.named else None

    def quoted(self, token: int) -> bool:
        """Whether the token lies inside quotation marks."""
        return self.places.inside(token) is not None


def look(index: int, passage: Passage) -> View:
    """Prepare one passage."""
    doc = passage.doc
    tokens, forms = list(doc), base_forms()
    whole = _text(passage, tokens)
    low = [t.lower_ for t in tokens]
    view = View(
        index,
        passage,
        doc,
        Places(find_quotations(passage, tokens, whole)),
        tokens,
        low,
        [forms.get(word) for word in low],
        whole,
    )
    view.marks = frozenset(k for k, word in enumerate(low) if word in QUOTES) | view.places.marks
    starts = _starts(view)
    bounds = sorted(starts | {0}) + [len(doc)]
    for here, following in zip(bounds, bounds[1:]):
        while following - here > LONGEST:  # no one's sentence: keeps time linear on text without full stops
            size = (
                LONGEST
                if sum(base is not None for base in view.bases[here : here + LONGEST]) <= 24
                else LONGEST // 4
            )
            view.start_of += [here] * size
            view.end_of += [here + size - 1] * size
            here += size
        view.start_of += [here] * (following - here)
        view.end_of += [following - 1] * (following - here)
    return view


def note_names(view: View, spans: Iterable[Span]) -> None:
    """Remember which tokens end a name, so that a name the tagger misses can still be a voice."""
    if view.tokens:
        starts = [t.idx for t in view.tokens]
        ends = (view.passage.char_span(span)[1] for span in spans)
        view.named = frozenset(bisect_left(starts, end) - 1 for end in ends)


def _text(passage: Passage, tokens: list[Any]) -> str:
    """doc.text, without asking every token again."""
    if passage.offsets or not tokens:
        return passage.doc.text
    length = tokens[-1].idx + len(tokens[-1].text)
    return passage.document.text[passage.start : passage.start + length].translate(SAME_LENGTH)


def _starts(view: View) -> set[int]:
    """Tokens that start a sentence: the parser's, without those that part a quotation from its "he said"."""
    doc, places = view.tokens, view.places
    found: set[int] = set()
    for k in range(1, len(doc)):
        token, before = doc[k], doc[k - 1]
        mark = k in view.marks
        if not mark and k - 1 not in view.marks and not token.is_sent_start:
            continue
        if (
            mark
            and k in places.by_opener
            and (
                before.text in (".", "?", "!")
                or k - 1 in view.marks
                and k >= 2
                and doc[k - 2].text in (".", "?", "!")
            )
        ):
            found.add(k)
            continue
        if k - 1 in view.marks and k - 1 in places.by_opener:
            continue  # right after an opening mark
        if before.text == "." and not token.is_punct and before.i >= 1 and k - 1 in places.by_closer:
            pass
        starts = token.is_sent_start
        if k - 1 in view.marks and k - 1 in places.by_closer and k >= 2:
            last = doc[k - 2].text
            if last in (".", "?", "!") and token.text[0].isupper() and last == "." and not token.is_punct:
                starts = True
            elif last in (",", "?", "!", ".") and (token.text[0].islower() or last == ","):
                starts = False
        if starts and before.text in (",", ":", "-", "(", "of", "the"):
            starts = False
        if starts and k in view.marks and k in places.by_closer:
            starts = False
        if starts:
            found.add(k)
    return found
