"""The one door to the library that tells languages apart: which language a report is in, where that is not English."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from briefing.lexicon import read_lexicon, word_set
from briefing.model import Block, TextKinds

SHORTEST = 20  # words of a report, of which fewer are not judged,
SHORTEST_WITHOUT_SPACES = 60  # or letters, where words are not parted
PARAGRAPH = 8  # words of a paragraph that is judged by itself
ENGLISH = 1 / 7  # share of small words from which a text is English; in other languages below 1 in 15
SURE = 0.9  # least probability of a language, and of one in a script that is not English's
SURE_OF_A_SCRIPT = 0.5
WORD = re.compile(r"[^\W\d_]+")
LONGEST = 20_000  # characters that are looked at


def find_language(blocks: Iterable[Block]) -> str | None:
    """The name of the language of a report that is wholly in another than English; None where in doubt, mixed or short."""
    texts = [block.span.quote for block in blocks if block.kind in TextKinds]
    whole = "\n".join(texts)[:LONGEST]
    words = WORD.findall(whole.lower())
    foreign = sum(map(str.isascii, whole)) < len(whole) / 2
    if len(words) < SHORTEST and not (foreign and sum(map(len, words)) >= SHORTEST_WITHOUT_SPACES):
        return None
    if _is_english(words) or any(map(_is_english, (WORD.findall(text[:LONGEST].lower()) for text in texts))):
        return None
    language, sure = _library().classify(whole)
    enough = SURE_OF_A_SCRIPT if foreign else SURE
    return read_lexicon("languages")["names"].get(language) if sure >= enough and language != "en" else None


def _is_english(words: list[str]) -> bool:
    small = word_set("languages", "english")
    return len(words) >= PARAGRAPH and sum(word in small for word in words) >= ENGLISH * len(words)


@cache
def _library() -> Any:
    """The classifier with its weights, from the package itself; loaded only for a text that does not read as English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
