"""Names as ids: readable slugs, letters without accents, and one spelling for the ways a name is romanised."""
import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart.
WHOLE = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a",
                       "Ə": "A", "’": "'", "‘": "'", "ʼ": "'", "ð": "d", "þ": "th"})


def plain(name: str) -> str:
    """The name without accents."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(WHOLE)) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """The name as an id: "Seoul's office" → "seouls-office"; words without a Latin letter keep their own letters."""
    words = re.sub(r"[^\w]+", "-", plain(name).lower().replace("'", "").replace(".", "")).strip("-_")
    return words or "unnamed"
