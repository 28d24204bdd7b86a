"""The value of a number as written, in digits or words."""

import re

from briefing.lexicon import read_lexicon

WORDS = read_lexicon("figures")
CARDINALS, SCALES, SHORT = WORDS["cardinals"], WORDS["scales"], WORDS["short scales"]


def number_of(words: str) -> float | None:
    """The value of "1,500", "10 000", "twenty-one", "two hundred and fifty", "half a million", "several hundred" (its least)."""
    if re.fullmatch(r"\d{1,3},\d{1,2}", words):
        return float(words.replace(",", "."))  # "3,8 million"
    if words[0].isdigit() or words[0] == ".":
        return float(words.replace(",", "").replace(" ", ""))
    plain = re.sub(r"[\s-]+", " ", words.lower())
    some = next(
        (word for word in sorted(WORDS["some"], key=len, reverse=True) if plain.startswith(word + " ")), None
    )
    total, current = 0.0, 0.0
    if plain == "a score":
        return 20.0
    if some:
        current, plain = float(WORDS["some"][some]), plain[len(some) + 1 :]
    elif plain.startswith("half a"):
        current, plain = 0.5, re.sub(r"^half an? ?", "", plain)
    elif plain.startswith("a quarter of a"):
        current, plain = 0.25, re.sub(r"^a quarter of an? ", "", plain)
    plain = plain.replace("and a half", "ahalf")
    for word in plain.split():
        if word in ("and", "a", "an"):
            continue
        if word == "ahalf":
            current += 0.5
        elif word in CARDINALS:
            current += CARDINALS[word]
        elif word in SCALES:
            if SCALES[word] >= 1000:
                total, current = (
                    total + (current or 1) * SCALES[word] if current or not total else total * SCALES[word],
                    0.0,
                )
            else:
                current = (current or 1) * SCALES[word]
        else:
            return None
    return total + current


def scale_of(words: str | None) -> float:
    if not words:
        return 1
    value = 1.0
    for word in re.findall(r"[a-z]+", words.lower()):
        value *= SCALES.get(word) or SCALES.get(word.rstrip("s")) or SHORT.get(word, 1)
    return value


def fraction_of(words: str) -> float:
    """In per cent, so that "a third of" and "33% of" can be compared."""
    parts = re.split(r"[\s-]+", words.lower())
    below = next(
        WORDS["fractions"].get(part) or WORDS["fractions"].get(part.rstrip("s"))
        for part in parts
        if part.rstrip("s") in WORDS["fractions"] or part in WORDS["fractions"]
    )
    above = CARDINALS.get(parts[0], 1)
    return round(100 * above / below, 2)
