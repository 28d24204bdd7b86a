"""Names as ids: readable slugs, letters without accents, and one spelling for the ways a name is romanised."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart.
WHOLE = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ə": "a",
        "Ə": "A",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "Œ": "Oe",
        "ẞ": "SS",
    }
)


def plain(name: str) -> str:
    """The name without accents."""
    if name.isascii():
        return name
    return "".join(
        c for c in unicodedata.normalize("NFKD", name.translate(WHOLE)) if not unicodedata.combining(c)
    )


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The name as an id: "Seoul's office" → "seouls-office"; words without a Latin letter keep their own letters."""
    words = re.sub(r"[^\w]+", "-", plain(name).lower().replace("'", "").replace(".", "")).strip("-_")
    return words or "unnamed"


# Ways of romanising one sound, in order; meant for names that already share an office or organisation.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\bmc", "mac"),
        (r"\b(?:ch|kh|h)(?=r)", "k"),
        (r"(?<=[^aeiou ])(?:ey|ie|y)\b", "i"),
        (r"aye", "ae"),
        (r"c(?=[eiy])", "s"),
        (r"kh|gh|q|ck|g|c(?!h)", "k"),
        (r"x", "ks"),
        (r"tz|ts", "s"),
        (r"zh|ch|j|dj|dzh", "j"),
        (r"sh", "s"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"oe|oi|ae|ai|ay|ei|ey", "e"),
        (r"iye|ui|ee|ie|iy|yi|ii|yy|y", "i"),
        (r"eo|eu|oo|ou", "u"),
        (r"o", "u"),
        (r"e", "a"),
        (r"(.)\1", r"\1"),
        (r"(?<=.)h\b", ""),
    )
)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """One spelling for the ways a name is romanised: "Hong Jang-won" and "Hong Chang Won" fold alike, "Wood" and "Hood" do not."""
    text = re.sub(r"[^a-z ]", "", plain(name).lower().replace("-", " "))
    for pattern, sound in SOUNDS:
        text = pattern.sub(sound, text)
    return " ".join(text.split())
