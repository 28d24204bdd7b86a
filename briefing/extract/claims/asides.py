"""Speakers set off by commas or marks right before their cue, where the parse hangs them elsewhere."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.words import words


def local_phrase(view: View, verb: Any, left: int, first: int) -> tuple[int, int, int] | None:
    """(first token, head, last token) of a plain noun phrase between a comma or closing mark and the cue, where there is nothing else."""
    doc = view.tokens
    if doc[left - 1].text == ")":  # "…, the Public Forum (PF), which called it, said"
        j = next((j for j in range(left - 2, max(first, left - 8), -1) if doc[j].text == "("), None)
        found = local_phrase(view, verb, j, first) if j is not None else None
        return (found[0], found[1], left - 1) if found is not None else None
    if doc[left - 1].text == ",":  # "…, Apulia Grid, which runs the lines, said"
        j = next(
            (
                j
                for j in range(left - 2, max(first, left - 14), -1)
                if doc[j].tag_ in ("WDT", "WP") and doc[j - 1].text == ","
            ),
            None,
        )
        return local_phrase(view, verb, j - 1, first) if j is not None else None
    if (
        verb.tag_ not in ("VBD", "VBZ", "VBP")
        or left - 1 <= first
        or doc[left - 1].pos_ not in ("NOUN", "PROPN")
    ):
        return None
    k = left - 1
    while (
        k > first
        and left - k < 12
        and (
            doc[k].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
            or doc[k].tag_ in ("POS", "PRP$")
            or doc[k].lower_ in ("of", "for", "at", "-")
        )
    ):
        k -= 1
    if (
        not (
            k in view.places.by_closer
            or doc[k].text == ","
            and grammar.has_finite(doc, first, k - 1)
            or doc[k].text == ","
            and doc[first].tag_ == "TO"
        )
        or k + 1 > left - 1
    ):
        return None
    head = next((j - 1 for j in range(k + 2, left) if doc[j].lower_ in ("of", "for", "at")), left - 1)
    if doc[k + 1].lower_ in ("and", "or", "but") or doc[head].pos_ not in ("NOUN", "PROPN"):
        return None
    return k + 1, head, left - 1


def named_aside(view: View, verb: Any, left: int, first: int) -> tuple[Range, int] | None:
    """ "…, the interior minister, Tom Arden, said": a person by office and name between commas, behind a clause."""
    doc = view.tokens
    if doc[left - 1].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP") or left - 2 <= first:
        return None
    k = left - 2
    while k > first and left - k < 7 and doc[k].text[:1].isupper() and doc[k].text != ",":
        k -= 1
    if (
        doc[k].text != ","
        or k == left - 2
        or not (left - 2 in view.named or doc[left - 2].ent_type_ == "PERSON")
    ):
        return None
    j = k - 1
    while (
        j > first
        and k - j < 12
        and (
            doc[j].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM")
            or doc[j].tag_ in ("POS", "PRP$")
            or doc[j].lower_ in ("of", "for", "in", "-")
        )
    ):
        j -= 1
    head = next(
        (
            n
            for n in range(j + 1, k)
            if doc[n].lemma_.lower() in words("voices", "people")
            and (n + 1 == k or doc[n + 1].lower_ in ("of", "for", "in"))
        ),
        None,
    )
    if doc[j].text != "," or head is None or not grammar.has_finite(doc, first, j):
        return None
    return (j + 1, left - 2), head


def office_aside(view: View, verb: Any, left: int, first: int) -> tuple[Range, int] | None:
    """ "…, Tom Arden, the interior minister, said": a name and then an office between commas, behind a clause."""
    doc, comma = view.tokens, left - 1
    if doc[comma].text != "," or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    inner = next((k for k in range(comma - 1, max(first, comma - 14), -1) if doc[k].text == ","), None)
    if inner is None or inner - 1 not in view.named or doc[inner - 1].pos_ != "PROPN":
        return None
    office = next(
        (k for k in range(inner + 1, comma) if doc[k].lemma_.lower() in words("voices", "people")), None
    )
    if office is None or any(doc[k].tag_ in grammar.FINITE for k in range(inner + 1, comma)):
        return None
    start = inner - 1
    while start > first and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ in ("PROPN", "NOUN"):
        start -= 1
    if start - 1 <= first or doc[start - 1].text != "," or not grammar.has_finite(doc, first, start - 2):
        return None
    return (start, comma - 1), inner - 1
