"""What is said with a cue, in tokens: a quotation or a clause, before it, after it, or on both sides."""

from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.clauses import BEFORE_CLAUSE, LIGHT, indirect_clause, that_clause
from briefing.extract.claims.cues import Cluster
from briefing.extract.claims.extents import PARTICIPLES, clause_end
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import after_its_clause, base_forms, lists


def what_is_said(
    view: View, verb: Any, base: str, who: Cluster, only_quote: bool, thinking: bool
) -> tuple[list[Range], str]:
    """(parts, rule) of what is said with this cue; no parts where nothing is."""
    doc = view.tokens
    first, last = view.sentence(verb.i)
    right = who.right
    aside = _as_said(view, verb, base, who, first, last)
    if aside:
        return aside, "as said"
    before = _before(view, verb, base, who, first)
    quote = _quote_after(view, verb, right, last)
    if before is not None and not (
        quote
        and before[1] == "clause"
        and ("".join(t.text for t in doc[right + 1 : right + 2]) != "," or doc[quote[0]].text[0].isupper())
    ):
        parts = [before[0]]
        after = _rest(view, right, last, before[1], parts[0], who.inverted)
        if after is not None:
            parts.append(after)
        after = _next_quote(view, verb, last if after is None or after[1] < last else after[1], parts)
        if after is not None and (
            before[1] == "quote" or any(j in view.marks for j in range(parts[0][0], parts[0][1] + 1))
        ):
            parts.append(after)
        return parts, "quote before" if before[1] == "quote" else "clause before"
    if quote is not None:
        return [quote], "quote after"
    if only_quote and not that_clause(view, verb, right, last):
        return ([], "") if not thinking else indirect_clause(view, verb, base, who, last, True)
    return indirect_clause(view, verb, base, who, last, thinking)


def _as_said(view: View, verb: Any, base: str, who: Cluster, first: int, last: int) -> list[Range]:
    """ "Hawaii, as one adviser pointed out, has no …", "As experts have said, the law …": all the rest of the sentence."""
    doc, k = view.tokens, who.left - 1
    if (
        k < first
        or doc[k].lower_ != "as"
        or who.carried
        or base not in after_its_clause()
        and base != "point"
        or view.places.inside(k)
    ):
        return []
    mark = _closes(view, who.right, last)
    if not mark or any(c.dep_ in ("dobj", "ccomp") and c.i > verb.i for c in verb.children):
        return []
    end = next((j for j in range(who.right + 1, last + 1) if doc[j].text == mark), last)
    if k == first or k == first + 1 and doc[first].dep_ == "cc":
        return [(end + 1, last)] if mark == "," and end + 2 < last else []
    if doc[k - 1].text != ",":
        return []
    if mark == ",":
        return [(first, k - 2), (end + 1, last)] if end + 1 < last else []
    return [(first, k - 2)] if k - 2 - first > 2 and grammar.has_finite(doc, first, k - 2) else []


def _before(view: View, verb: Any, base: str, who: Cluster, first: int) -> tuple[Range, str] | None:
    """What is said where it stands before the cue, and whether it is a quotation or a clause."""
    doc = view.tokens
    k = who.left - 1
    if who.speaker is not None and doc[who.speaker[0] - 1].lower_ == "whose":
        return None  # "The bank, whose governor has warned against haste, expects …"
    if who.carried or k < 0 or verb.dep_ == "relcl" and any(c.tag_ in ("WP", "WDT") for c in verb.children):
        return None
    if k > 0 and doc[k].text == "," and k - 1 in view.marks:
        k -= 1
    if k in view.marks and k in view.places.by_closer:
        quotation = view.places.by_closer[k]
        fresh = doc[quotation.last].text in (".", "?", "!") and doc[who.left].text[0].isupper()
        if (
            fresh
            and (
                _has_clause(view, verb, who.right) or _quote_after(view, verb, who.right, view.end_of[verb.i])
            )
            or doc[quotation.last].text == "."
            and view.start_of[who.left] == who.left
            and doc[who.left].text[0].isupper()
            and _has_clause(view, verb, who.right)
        ):
            return None  # '… “not in line.” The network said it would'
        if (
            base in lists("deny")
            or doc[quotation.last].text == "."
            and view.start_of[who.left] == who.left
            and doc[who.left].text[0].isupper()
            and not (
                base in LIGHT
                and _closes(view, who.right, view.end_of[verb.i])
                and not any(c.dep_ == "dobj" and c.i > who.right for c in verb.children)
                and not _introduced(view, 0, quotation.opener)
            )
        ):
            return None  # '… said: “It was planned.” Davies denies murder.'
        if (
            quotation.words < 2
            and view.start_of[quotation.opener] == quotation.opener
            and doc[quotation.last].text not in (",", "?", "!")
        ):
            return None
        start = view.start_of[quotation.opener]
        if start >= quotation.opener - 1 or _introduced(view, start, quotation.opener):
            return (quotation.first, quotation.last), "quote"
        if _has_clause(view, verb, who.right) or not grammar.has_finite(doc, start, quotation.closer):
            return None  # 'On “Sunday Live,” the minister said he …'
        if doc[quotation.last].text not in (",", "?", "!", ".") and doc[who.left - 1].text != ",":
            return None  # '… the "reset" he announced'
        return (start, quotation.closer), "quote"
    if first >= who.left - 2 or doc[k].text not in (",", "-", "?"):
        return None
    if (
        base not in after_its_clause()
        and not grammar.follows_its_clause(verb)
        or verb.tag_ == "VBG"
        or view.places.inside(verb.i)
    ):
        return None
    if base not in LIGHT and base not in lists("show") and not can_speak(view, doc[who.head], papers=True):
        return None  # "depositors, 96% of them guaranteed"
    if any(
        c.i > who.right
        and (
            c.dep_ == "dobj"
            and c.ent_type_ not in ("DATE", "TIME")
            and base not in lists("tell")
            or c.lower_ in ("as", "so", "enough")
        )
        for c in verb.children
        if c.i <= who.right + 3
    ):
        return None  # "…, Mexico said enough", "said as much"
    comma_after = _closes(view, who.right, view.end_of[verb.i])
    if not comma_after and _has_clause(view, verb, who.right):
        return None
    if (
        not grammar.has_finite(doc, first, k - 1)
        and comma_after != ","
        and not _verbless(view, verb, who, first, k - 1, comma_after)
    ):
        return None
    colon = next(
        (j for j in range(k - 1, first, -1) if doc[j].text in (":", ";") and not view.places.inside(j)), None
    )
    if colon is not None and k - colon > 1 and grammar.has_finite(doc, first, colon):
        first = colon + 1  # "Lund disagreed: the balance sheet, she argues, can carry it"
    opener = doc[first]
    if (
        opener.lower_
        in (
            "while",
            "although",
            "though",
            "after",
            "as",
            "when",
            "if",
            "because",
            "since",
            "asked",
            "citing",
            "speaking",
        )
        and not comma_after
    ):
        return None
    if opener.lower_ in ("asked", "citing", "speaking", "according", "responding"):
        return None
    return (first, k - 1), "clause"


def _verbless(view: View, verb: Any, who: Cluster, first: int, last: int, closes: str) -> bool:
    """Whether words without a verb are told: "36 dead, says the fire service", "About 400 people at the gate, police say"."""
    doc = view.tokens
    if (
        closes != "."
        or verb.lemma_.lower() != "say"
        or doc[who.head].pos_ == "PRON"
        or doc[first].pos_ in ("ADP", "SCONJ")
    ):
        return False
    if (
        who.inverted and last - first < 8
    ):  # "Not sabotage, say the police", "Sixty, says the ministry": the answer to a question
        return any(doc[k].pos_ in ("NOUN", "PROPN", "VERB", "NUM") for k in range(first, last + 1))
    return (
        any(
            doc[k].pos_ == "NUM" and doc[k].ent_type_ not in ("DATE", "TIME")
            for k in range(first, min(first + 4, last))
        )
        and last > first
    )


def _closes(view: View, right: int, last: int) -> str:
    """The mark that ends the cue's own words ("…, he told me on Friday, …"); empty where a clause follows instead."""
    doc = view.tokens
    for k in range(right + 1, min(right + 14, last) + 1):
        if doc[k].text in (",", ".", ";"):
            return doc[k].text
        if (
            k in view.marks
            or doc[k].tag_ in grammar.FINITE
            or doc[k].lower_ in BEFORE_CLAUSE
            or doc[k].text == ":"
        ):
            return ""
    return "." if last - right < 14 else ""


def _introduced(view: View, start: int, opener: int) -> bool:
    """Whether the words before a quotation are a cue of their own ("He added: “…”")."""
    return view.tokens[opener - 1].text == ":"


def _has_clause(view: View, verb: Any, right: int) -> bool:
    return (
        any(c.dep_ in ("ccomp",) and c.i > right for c in verb.children)
        or that_clause(view, verb, right, view.end_of[verb.i]) is not None
    )


def _rest(view: View, right: int, last: int, kind: str, before: Range, inverted: bool) -> Range | None:
    """What goes on after an interrupting cue: "The plan, he said, would fail"."""
    doc = view.tokens
    k = right + 1
    while (
        k <= last
        and k < right + 25
        and doc[k].text != ","
        and k not in view.marks
        and doc[k].text not in (".", ":")
    ):
        k += 1
    if kind == "quote" and k < last and doc[k].text == "," and k + 1 not in view.marks:
        j = next((j for j in range(k + 1, last + 1) if j in view.places.by_opener), None)
        if (
            j is not None
            and doc[j - 1].text == ","
            and doc[j + 1].text[0].islower()
            and not any(base_forms().get(doc[n].lower_) in ("say", "add", "tell") for n in range(k + 1, j))
        ):
            k = j  # '“…,” he said, referring to the fee, “you give …”'
    if k > last:
        return None
    if doc[k].text in (",", ":") and k + 1 <= last:
        k += 1
        if doc[k].lower_ in ("and", "but", "because", "so", "that") and k + 1 <= last and k + 1 in view.marks:
            k += 1
    if k in view.marks and k in view.places.by_opener:
        quotation = view.places.by_opener[k]
        if _is_title(view, quotation):
            return None  # '“…,” he said on “Meet the Harbour.”'
        return (
            (quotation.first, quotation.last)
            if kind == "quote" or quotation.words > 4 or not grammar.has_finite(doc, *before)
            else None
        )
    if kind == "clause" and not inverted and doc[k - 1].text == "," and _closes(view, right, last) == ",":
        low = doc[k].lower_
        if any(
            j - 1 > k and doc[j - 1].text == ":" for j in range(k + 2, last) if j in view.places.by_opener
        ):
            return None  # "…, she said, and she left no doubt: “…”": a quotation of its own
        if (
            low in PARTICIPLES
            or (
                doc[k].tag_ == "VBG"
                or low
                in (
                    "who",
                    "which",
                    "but",
                    "as",
                    "while",
                    "after",
                    "a",
                    "an",
                    "though",
                    "although",
                    "when",
                    "in",
                )
            )
            and grammar.has_finite(doc, *before)
        ):
            return None  # "…, both sides said, opening a way out of a strike": the outlet's own
        if low in ("and", "but") and _another_speaks(view, k, last):
            return None  # "…, officials said, and rescuers fear …"
        end = clause_end(view, k, before[1], last)
        if (
            grammar.has_finite(doc, *before)
            and not grammar.has_finite(doc, k, end)
            and low not in ("for", "to")
        ):
            return None
        return (k, end)
    return None


def _is_title(view: View, quotation: Any) -> bool:
    """Whether marks hold a name after "on", "in" or "of", and no words said."""
    before = view.tokens[quotation.opener - 1].lower_ if quotation.opener else ""
    long = [
        view.tokens[k].text
        for k in range(quotation.first, quotation.last + 1)
        if len(view.tokens[k].text) > 3
    ]
    return (
        before in ("on", "in", "of", "at", "for", "called", "titled")
        and bool(long)
        and all(word[0].isupper() for word in long)
    )


def _another_speaks(view: View, joint: int, last: int) -> bool:
    """Whether a clause with a subject of its own says or thinks something."""
    for k in range(joint + 1, min(joint + 9, last) + 1):
        token = view.tokens[k]
        if token.tag_ in grammar.FINITE:
            return view.bases[k] in lists("say", "tell", "think") and any(
                c.dep_ in grammar.SUBJECTS and joint < c.i < k and c.pos_ != "PRON" for c in token.children
            )
    return False


def _next_quote(view: View, verb: Any, last: int, parts: list[Range]) -> Range | None:
    """The quotation that goes on right after '… he said.' in the same paragraph."""
    doc = view.tokens
    k = last + 1
    if k < len(doc) and k in view.places.by_opener:
        quotation = view.places.by_opener[k]
        if view.signature(quotation) is not None:
            return None
        if quotation.closer is not None:
            following = quotation.closer + 1
            if following < len(doc) and doc[quotation.last].text == ",":
                return None  # it has a cue of its own
            if (
                following < len(doc)
                and view.start_of[following] <= quotation.closer
                and any(
                    base_forms().get(doc[j].lower_) in LIGHT
                    for j in range(following, view.end_of[following] + 1)
                )
            ):
                return None
        return (quotation.first, quotation.last)
    return None


def _quote_after(view: View, verb: Any, right: int, last: int) -> Range | None:
    """The quotation a cue opens: 'said: “…”', 'told reporters on Friday, “…”', 'said “…”'."""
    doc = view.tokens
    k = right + 1
    stop = min(len(doc) - 1, right + 24)
    while k <= stop:
        token = doc[k]
        if token.i in view.marks:
            quotation = view.places.by_opener.get(k)
            if quotation is None:
                return None
            before = doc[k - 1].text
            return _whole_quote(view, quotation, before, k - 1 == right, verb, last)
        if (
            token.text in (".", ";", "?")
            or k > last
            or token.tag_ in grammar.FINITE
            or token.lower_ in BEFORE_CLAUSE
        ):
            return None
        if token.tag_ in ("VB", "VBG") and token.lower_ not in ("regarding", "following", "during"):
            return None
        k += 1
    return None


def _whole_quote(
    view: View, quotation: Any, before: str, adjacent: bool, verb: Any, last: int
) -> Range | None:
    doc = view.tokens
    sentence_like = (
        doc[quotation.first].text[0].isupper()
        or quotation.words >= 5
        or doc[quotation.last].text in (".", "?", "!", ",")
    )
    if before in (",", ":") and (sentence_like or before == ":"):
        end = quotation.last
        if (
            quotation.closer is not None
            and quotation.closer < last
            and doc[quotation.last].text not in (".", "?", "!")
        ):
            following = doc[quotation.closer + 1]
            if following.text not in (".", ",", ";") and grammar.has_finite(doc, quotation.closer, last):
                end = clause_end(view, quotation.first, verb.i, last)
        return quotation.first, end
    if adjacent and quotation.closer is not None:
        if quotation.closer >= last - 1 or doc[quotation.closer + 1].text in (".", ",", ";", ":"):
            return quotation.first, quotation.last
        return quotation.opener, clause_end(view, quotation.first, verb.i, last)
    if adjacent:
        return quotation.first, quotation.last
    return None
