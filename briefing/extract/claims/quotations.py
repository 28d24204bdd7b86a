"""Quotations of a passage: which marks open, which close, and which tokens lie inside."""

from bisect import bisect_left
from dataclasses import dataclass

from briefing.language import Passage

OPENING, CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens first..last inside a pair of marks; an open end runs on in the next paragraph."""

    first: int
    last: int
    opener: int  # token of the opening mark
    closer: int | None  # token of the closing mark; None where the paragraph ends first

    @property
    def words(self) -> int:
        return self.last - self.first + 1


def find_quotations(passage: Passage, tokens: list, whole: str) -> tuple[Quotation, ...]:
    """The quotations of one passage, in order; nested ones are left inside the outer one."""
    doc, found = tokens, []
    start: int | None = None
    single = False
    if (
        '"' not in whole
        and "''" not in whole
        and " '" not in whole
        and not whole.startswith("'")
        and "``" not in whole
    ):
        return ()
    for token in doc:
        mark = token.text
        if mark in ('"', "''", "``"):
            opens = _opens(passage, token, whole)
            if start is None or single:
                if opens is not False:
                    start, single = token.i, False
            elif opens is not True or token.i > start + 1 and opens is None:
                if token.i > start + 1:
                    found.append(Quotation(start + 1, token.i - 1, start, token.i))
                start = None
            elif opens is True and token.i > start + 1 and _ends_before(doc, start, token.i):
                start = token.i  # an unclosed mark before: the later one counts
        elif mark == "'" and start is None and _single_opens(passage, token, whole):
            start, single = token.i, True
        elif mark == "'" and single and start is not None and _single_closes(passage, token, whole):
            if token.i > start + 1:
                found.append(Quotation(start + 1, token.i - 1, start, token.i))
            start = None
    if start is not None and not single and start < len(doc) - 1:
        found.append(Quotation(start + 1, len(doc) - 1, start, None))
    return tuple(found)


def _original(passage: Passage, token) -> str:
    return passage.document.text[passage.at(token.idx)]


def _opens(passage: Passage, token, text: str) -> bool | None:
    """Whether a double mark opens (True) or closes (False); None where it could do either."""
    written = _original(passage, token)
    if written in OPENING:
        return True
    if written in CLOSING:
        return False
    before = text[token.idx - 1] if token.idx else " "
    end = token.idx + len(token.text)
    after = text[end] if end < len(text) else " "
    left, right = before in " (-[/'", after in " .,;:?!)-]/"
    if left and not right:
        return True
    if right and not left:
        return False
    return None


def _ends_before(doc, start: int, stop: int) -> bool:
    """Whether a sentence ended between an unclosed mark and the next opening one."""
    return doc[stop - 1].text in (".", "?", "!", ",") or stop - start > 60


def _single_opens(passage: Passage, token, text: str) -> bool:
    before = text[token.idx - 1] if token.idx else " "
    after = text[token.idx + 1] if token.idx + 1 < len(text) else " "
    if not (before in " (" and after.isalnum()):
        return False
    written = _original(passage, token)
    if written == "’":
        return False  # "the ’90s"
    window = text[token.idx + 2 : token.idx + 400]
    return any(
        window[k] == "'"
        and (k + 1 == len(window) or not window[k + 1].isalnum())
        and window[k - 1] not in " s"
        for k in range(1, len(window))
    )


def _single_closes(passage: Passage, token, text: str) -> bool:
    before = text[token.idx - 1] if token.idx else " "
    after = text[token.idx + 1] if token.idx + 1 < len(text) else " "
    return before != " " and not after.isalnum() and (before != "s" or after in ",.;:?!" or before in ",.?!")


class Places:
    """Where quotations lie: by their marks and by the tokens inside."""

    __slots__ = ("all", "by_closer", "by_opener", "firsts", "marks")

    def __init__(self, quotations: tuple[Quotation, ...]):
        self.all = quotations
        self.by_closer = {q.closer: q for q in quotations if q.closer is not None}
        self.by_opener = {q.opener: q for q in quotations}
        self.marks = frozenset(self.by_closer) | frozenset(self.by_opener)
        self.firsts = [q.opener for q in quotations]

    def inside(self, token: int) -> Quotation | None:
        """The quotation whose marks enclose this token."""
        k = bisect_left(self.firsts, token + 1) - 1
        if k >= 0:
            q = self.all[k]
            if q.opener < token <= q.last:
                return q
        return None
