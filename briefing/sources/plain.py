"""What a text is, by its content: prose, or a page, feed, message, table or program that was saved as .txt."""

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from briefing.lexicon import word_set

LONGEST = 300_000  # words, marks and lines of one report: 1.5 MB of prose, so that memory has a bound
PER_LINE = 8  # a short paragraph costs as much memory as so many more words
HEAD = 20_000  # characters that are looked at for what only a look at the whole could refute
WHOLE = 1_000_000  # longer JSON is told from its beginning alone


class Refusal(NamedTuple):
    """Why a text is not briefed, and what to do about it."""

    found: str
    hint: str


AS_TEXT = "save its text as .txt"
IN_A_BROWSER = "open it in a browser and save its text as .txt"
NOT_PROSE = "a report is prose; save its text as .txt, or take the file away"


def refuse(text: str) -> Refusal | None:
    """Why a text is no report in plain text; None where it is one."""
    if not any(map(str.isalnum, text)):
        return Refusal("it holds no words" if text else "it is empty", "save it as plain text in UTF-8")
    for is_it, refusal in KINDS:
        if is_it(text):
            return refusal
    return too_long(text)


def too_long(text: str) -> Refusal | None:
    """That a text holds more than can be parsed at once; None where it does not."""
    if (size := _size(text)) <= LONGEST:
        return None
    return Refusal(
        f"it holds {size:,} words, marks and lines, more than {LONGEST:,}", "split it into several files"
    )


def _size(text: str) -> int:
    """What the parser has to hold of a text; 0 where that is surely little."""
    if len(text) * (1 + PER_LINE) < LONGEST:
        return 0
    words, lines = (sum(1 for _ in pattern.finditer(text)) for pattern in (_WORD, _LINE))
    return words + _marks(Counter(text)) + PER_LINE * lines


_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")


def _marks(counts: Counter[str]) -> int:
    return sum(n for character, n in counts.items() if unicodedata.category(character)[0] in "PS")


def _starts(*magic: str) -> Callable[[str], bool]:
    return lambda text: text[:1000].lstrip("\ufeff \t\r\n").startswith(magic)


def _is_feed(text: str) -> bool:
    return bool(_MARKUP.match(text)) and not word_set("formats", "feed tags").isdisjoint(
        _names(text[:HEAD])[:4]
    )


def _is_page(text: str) -> bool:
    """Markup from its first character on, or tags that touch the words more often than once in fifty words."""
    if _DECLARED.match(text):
        return True
    names = _names(text[:HEAD])
    known = word_set("formats", "tags")
    if _MARKUP.match(text) and len(names) > 1 and (names[0] in known or f"</{names[0]}" in text.lower()):
        return True
    used = sum(tag["name"].lower() in known and _is_used(text, tag) for tag in _TAG.finditer(text[:HEAD]))
    return used >= 4 and used * 50 > len(text[:HEAD].split())


# A comment or declaration first is a page whatever follows.
_DECLARED = re.compile(r"\s*<(?:!doctype\b|!--|\?xml\b|\?php\b|html[\s>])", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:[a-zA-Z!?])")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]{0,30})(?P<more>(?:\s[^<>]{0,2000})?)/?>")


def _names(text: str) -> list[str]:
    return [tag["name"].lower() for tag in _TAG.finditer(text)]


def _is_used(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag is used, not written about: "ships<br>sail", not "the <br> tag"."""
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    if tag["end"] or "=" in tag["more"]:
        return True
    return before.isalnum() or after.isalnum() or before != "" and before in ".,;:!?>" or after == "<"


def _is_saved_page(text: str) -> bool:
    return (
        "snapshot-content-location" in _headers(text)
        or _is_mail(text)
        and "multipart/related" in text[:HEAD].lower()
    )


def _is_mail(text: str) -> bool:
    """Header lines first: some that only programs write, or those of a message with an address in them."""
    headers = _headers(text)
    programs = len(headers.keys() & word_set("formats", "mail headers of programs"))
    if programs and len(headers) >= 3 or programs >= 2:
        return True
    if not {"from", "subject"} <= headers.keys():
        return False
    return len(headers) >= 3 and "@" in headers["from"] + headers.get("to", "")


def _headers(text: str) -> dict[str, str]:
    """The header lines with which a text begins, if it begins with any."""
    known = word_set("formats", "mail headers", "mail headers of programs")
    found: dict[str, str] = {}
    for line in text[:HEAD].lstrip().splitlines():
        name, colon, value = line.partition(":")
        name = name.lower()
        if colon and (name in known or name.startswith(("x-", "list-", "arc-", "dkim-"))):
            found[name] = value
        elif found and line[:1] in " \t" and line.strip() or line.startswith("From ") and "@" in line:
            continue  # a header goes on, or the first line of a mailbox
        else:
            break
    return found


def _is_json(text: str) -> bool:
    if _KEY.match(text):
        return True
    start = text[:1000].lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "[") or len(text) > WHOLE:
        return False
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


_KEY = re.compile(r'\s*\[?\s*\{\s*"[^"\n]{1,200}"\s*:')


def _is_table(text: str) -> bool:
    """Rows of equally many cells; the comma of prose has a space after it, and that of 10,000 is a digit's."""
    head = text[:HEAD].strip()
    whole = head if len(text) < HEAD else head.rpartition("\n")[0]
    lines = re.sub(r"(?<=\d),(?=\d{3}\b)", "", whole)
    for mark in (",", ";", "\t"):
        if lines.count(mark) < 3:
            continue
        try:
            read = csv.reader(io.StringIO(lines), delimiter=mark)
            rows = [row for row in islice(read, 200) if any(cell.strip() for cell in row)]
        except csv.Error:
            continue
        width, rows_so_wide = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        cells = [cell for row in rows for cell in row[1:]]
        prose = sum(cell[:1] == " " or not cell for cell in cells)
        if width > 1 and rows_so_wide >= 3 and rows_so_wide > 0.8 * len(rows) and prose * 4 < len(cells):
            return True
    return False


def _is_program(text: str) -> bool:
    """A script or style rules: dense with blocks in braces, or most lines are those of programs."""
    head = text[:HEAD]
    braces = head.count("{") + head.count("}") + head.count(";")
    if braces >= 4 and braces * 60 > len(head) and _BLOCK.search(head):
        return True
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    begins = tuple(word_set("formats", "program words"))
    of_code = sum(
        line.startswith(begins) and line[-1] in ";{:)]\"'>" or bool(_CODE_LINE.search(line)) for line in lines
    )
    return of_code >= 3 and of_code * 2 > len(lines)


_BLOCK = re.compile(r"\{[^{}]{0,400}[:;(=][^{}]{0,400}\}")
_CODE_LINE = re.compile(
    r"\w\(.*\)[;{:]?$|[=}\])'\"];$|[{}]$"
    r"|^(?:(?:var|let|const)\s+)?[\w.$-]{1,60}\s*=\s*\S"
    r"|^(?:import|from|return|package|using) [\w.]+(?: [-+*/%=] .*| import .*)?;?$"
)


def _is_encoded(text: str) -> bool:
    """Base64 or another code for bytes: more of it stands in long words of letters and digits mixed than not."""
    head = text[:HEAD]
    coded = sum(
        len(word)
        for word in _LONG_WORD.findall(head)
        if sum(bool(re.search(sort, word)) for sort in ("[a-z]", "[A-Z]", "[0-9]")) > 1
        and not re.search("[a-z]{12}", word)
    )
    return coded > 100 and coded * 2 > len("".join(head.split()))


_LONG_WORD = re.compile(r"(?<![^\s,('\"])[A-Za-z0-9+/=_-]{40,}(?![^\s,)'\"])")


def _is_quoted_printable(text: str) -> bool:
    head = text[:HEAD]
    return len(re.findall("[=%][0-9A-F]{2}|=\r?\n", head)) * 60 > len(head) > 60


def _is_utf7(text: str) -> bool:
    found = 0
    for code in islice(re.finditer(r"\+[A-Za-z0-9+/]{3,40}-", text), 100):
        try:
            found += not code[0].encode().decode("utf-7").isascii()
        except UnicodeDecodeError:
            pass
    return found >= 2


def _is_another_code_page(text: str) -> bool:
    """Accented letters of Latin-1 where those of an alphabet are: no language has an accent on every third letter."""
    letters = Counter(text[:HEAD])
    upper = sum(n for c, n in letters.items() if "À" <= c <= "ÿ")
    return upper > 10 and upper * 10 > 3 * sum(n for c, n in letters.items() if c.isalpha())


def _is_mostly_marks(text: str) -> bool:
    """More marks than letters; the parser needs as much for each mark as for a word."""
    counts = Counter(text)
    marks = _marks(counts)
    return marks > 20 and marks * 2 > sum(n for c, n in counts.items() if not c.isspace())


PROGRAM = Refusal("it is a program, style rules or settings", NOT_PROSE)
# The first that fits names the kind.
KINDS: tuple[tuple[Callable[[str], bool], Refusal], ...] = (
    (_starts("%PDF"), Refusal("it is a PDF, not plain text", AS_TEXT)),
    (_starts("{\\rtf"), Refusal("it is rich text (RTF), not plain text", AS_TEXT)),
    (_starts("%!PS"), Refusal("it is PostScript, not plain text", AS_TEXT)),
    (
        _starts("version https://git-lfs"),
        Refusal("it is a Git LFS pointer, not the file", "run: git lfs pull"),
    ),
    (
        _is_feed,
        Refusal("it is a feed (RSS or Atom), not one report", "save the text of each article as .txt"),
    ),
    (_is_page, Refusal("it is HTML or XML source, not its text", IN_A_BROWSER)),
    (_is_saved_page, Refusal("it is a saved web page (MHTML), not its text", IN_A_BROWSER)),
    (_is_mail, Refusal("it is the source of an e-mail", "save the words of the message alone as .txt")),
    (_is_json, Refusal("it is JSON", NOT_PROSE)),
    (_is_utf7, Refusal("it is in UTF-7", "save it as plain text in UTF-8")),
    (
        _is_another_code_page,
        Refusal(
            "its letters are those of another code page (Cyrillic, Greek, Chinese or other)",
            "save it as plain text in UTF-8",
        ),
    ),
    (
        _is_quoted_printable,
        Refusal(
            "its characters are written as codes (quoted-printable or per cent)",
            "save it as plain text in UTF-8",
        ),
    ),
    (_is_encoded, Refusal("it is base64 or another code for bytes", "decode it, and save its text as .txt")),
    (_is_table, Refusal("it is a table (CSV or like it)", NOT_PROSE)),
    (_starts("#!", "/*"), PROGRAM),
    (_is_program, PROGRAM),
    (_is_mostly_marks, Refusal("more than half of it are marks, not letters", NOT_PROSE)),
)
