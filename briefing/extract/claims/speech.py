"""Speech with a verb: "said that …", '"…," said X', "X, he said, Y", "told reporters …", also where the quotation runs over several sentences."""
from typing import Any, Iterator

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import NO_SPEAKER, Cluster, cluster, may_speak
from briefing.extract.claims.extents import PARTICIPLES, clause_end
from briefing.extract.claims.view import QUOTES, Found, Range, View
from briefing.extract.claims.words import STATEMENT, base_forms, lists, particle

REPORTED = frozenset(("say", "tell", "think", "show", "ask", "announce"))
LIGHT = frozenset("""say tell add note write report claim state argue insist explain warn tweet reply respond continue announce declare remark comment
recall observe conclude joke quip ask acknowledge admit concede suggest stress emphasize emphasise""".split())
# verbs that may follow their clause without quotation marks: "The bridge is closed, officials warned."
AFTER_ITS_CLAUSE = frozenset("""say tell add note write report claim state argue insist explain warn tweet reply announce declare remark comment observe conclude
acknowledge admit concede suggest stress emphasize emphasise estimate believe think predict recall confirm allege assert maintain contend indicate reveal
disclose testify caution complain joke hope reckon project forecast fear promise vow ask wonder show""".split())
IF = frozenset("ask wonder question determine clarify specify inquire enquire disclose reveal confirm doubt".split())
BEFORE_CLAUSE = frozenset(("that", "whether", "if", "how", "why", "what", "when", "where", "who", "which"))


def find_speech(view: View) -> Iterator[Found]:
    """Every verb of saying with a clause or a quotation."""
    for token, base in zip(view.tokens, view.bases):
        if base is None:
            continue
        if (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or token.lower_ in ("said", "says")):
            found = _speech(view, token, base)
            if found is not None:
                yield found
        elif token.pos_ in ("NOUN", "PROPN") and token.lower_ in ("reports", "estimates", "claims", "says", "warns", "writes") and not view.quoted(token.i):
            found = _tail(view, token, base)
            if found is not None:
                yield found


def _tail(view: View, token: Any, base: str) -> Found | None:
    """"…, The Courier reports per local media", where the tagger takes the verb for a noun."""
    doc = view.tokens
    first, last = view.sentence(token.i)
    if token.i < last and not (doc[token.i + 1].is_punct or doc[token.i + 1].lower_ in ("per", "citing", "quoting", "in", "on", "today")):
        return None
    k = token.i - 1
    while k > first and token.i - k < 8 and doc[k].text != ",":
        if doc[k].pos_ not in ("PROPN", "NOUN", "DET", "ADJ") and doc[k].tag_ != "POS":
            return None
        k -= 1
    if doc[k].text != "," or k - first < 4 or k == token.i - 1 or not grammar.has_finite(doc, first, k) or not (doc[k + 1].pos_ in ("PROPN", "DET") or doc[k + 1].text[0].isupper()):
        return None
    return Found("clause before", "say", "attributed", ((first, k - 1),), (token.i, token.i), (k + 1, token.i - 1), token.i - 1, base)


def _speech(view: View, verb: Any, base: str) -> Found | None:
    say, tell, think, show, ask = (base in lists(key) for key in ("say", "tell", "think", "show", "ask"))
    if not say and particle(verb, base) == "say":           # "pointed out that"
        say = True
    if not (say or tell or think or show or ask) or grammar.passive(verb) or not _asserted(view, verb):
        return None
    inside = view.places.inside(verb.i)
    who = cluster(view, verb)
    if who is None or not may_speak(view, who):
        return _nobody(view, verb, base) if who is None and inside is None else None
    if inside is not None and (view.tokens[who.head].lower_ in ("i", "we", "you") or view.tokens[who.head].tag_ == "PRP"):
        return None
    only_quote = (base in lists("quotation only") or not (say or tell or show or ask)) and particle(verb, base) != "say"
    content, rule = _content(view, verb, base, who, only_quote, (think or show) and not say)
    if not content:
        return None
    speaker = who.speaker
    return Found(rule, "confirm" if base == "confirm" else "deny" if base in lists("deny") and base != "contradict" else "think" if think and not say else "say",
                 "attributed", tuple(content), (verb.i, verb.i), speaker, who.head, base, grammar.negated(verb),
                 "the subject of the sentence goes on speaking" if who.carried else None)


def _nobody(view: View, verb: Any, base: str) -> Found | None:
    """Plain speech whose speaker the parse lost is kept, with the speaker left open."""
    if base not in LIGHT or verb.tag_ not in ("VBD", "VBZ", "VBP") or any(c.dep_ in grammar.SUBJECTS for c in verb.children):
        return None
    last = view.end_of[verb.i]
    that = _that(view, verb, verb.i, last)
    if that is None or that + 2 > last:
        return None
    return Found("clause after", "say", "attributed", ((that + 1, clause_end(view, that + 1, verb.i, last)),), (verb.i, verb.i), lemma=base, negated=grammar.negated(verb))


def _asserted(view: View, verb: Any) -> bool:
    """Whether the verb reports speech that took place: no bare infinitive, no "would say"."""
    if verb.tag_ != "VB":
        return True
    auxiliaries = [c.lower_ for c in verb.children if c.dep_ == "aux"]
    if any(a in ("did", "does", "do", "will", "'ll") for a in auxiliaries):
        return True
    if "to" in auxiliaries and verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in ("go", "continue", "begin", "proceed", "appear", "seem", "come", "rush", "want", "have", "quick", "use", "seek")
    return False


def _content(view: View, verb: Any, base: str, who: Cluster, only_quote: bool, thinking: bool) -> tuple[list[Range], str]:
    """(parts, rule) of what is said with this cue; no parts where nothing is."""
    doc = view.tokens
    first, last = view.sentence(verb.i)
    right = who.right
    before = None if who.carried and verb.tag_ != "VBG" and False else _before(view, verb, base, who, first)
    quote = _quote_after(view, verb, right, last)
    if before is not None and not (quote and before[1] == "clause" and (not _comma_after(view, right) or doc[quote[0]].text[0].isupper())):
        parts = [before[0]]
        after = _rest(view, right, last, before[1], parts[0], who.inverted)
        if after is not None:
            parts.append(after)
        after = _next_quote(view, verb, last if after is None or after[1] < last else after[1], parts)
        if after is not None and (before[1] == "quote" or any(doc[j].text in QUOTES for j in range(parts[0][0], parts[0][1] + 1))):
            parts.append(after)
        return parts, "quote before" if before[1] == "quote" else "clause before"
    if quote is not None:
        parts = [quote]
        return parts, "quote after"
    if only_quote and not _that(view, verb, right, last):
        return ([], "") if not thinking else _clause(view, verb, base, who, last, True)
    return _clause(view, verb, base, who, last, thinking)


def _comma_after(view: View, right: int) -> bool:
    return right + 1 < len(view.tokens) and view.tokens[right + 1].text == ","


def _before(view: View, verb: Any, base: str, who: Cluster, first: int) -> tuple[Range, str] | None:
    """What is said where it stands before the cue, and whether it is a quotation or a clause."""
    doc = view.tokens
    k = who.left - 1
    if who.carried or k < 0 or verb.dep_ == "relcl" and any(c.tag_ in ("WP", "WDT") for c in verb.children):
        return None
    if k > 0 and doc[k].text == "," and doc[k - 1].text in QUOTES:
        k -= 1
    if doc[k].text in QUOTES and k in view.places.by_closer:
        quotation = view.places.by_closer[k]
        fresh = doc[quotation.last].text in (".", "?", "!") and doc[who.left].text[0].isupper()
        if fresh and (_has_clause(view, verb, who.right) or _quote_after(view, verb, who.right, view.end_of[verb.i])) or doc[quotation.last].text == "." and view.start_of[who.left] == who.left and doc[who.left].text[0].isupper() and _has_clause(view, verb, who.right):
            return None                                     # '… “not in line.” The network said it would'
        if quotation.words < 2 and view.start_of[quotation.opener] == quotation.opener and doc[quotation.last].text not in (",", "?", "!"):
            return None
        start = view.start_of[quotation.opener]
        if start >= quotation.opener - 1 or _introduced(view, start, quotation.opener):
            return (quotation.first, quotation.last), "quote"
        if _has_clause(view, verb, who.right) or not grammar.has_finite(doc, start, quotation.closer):
            return None                                     # 'On “Sunday Live,” the minister said he …'
        if doc[quotation.last].text not in (",", "?", "!", ".") and doc[who.left - 1].text != ",":
            return None                                     # '… the "reset" he announced'
        return (start, quotation.closer), "quote"
    if first >= who.left - 2 or doc[k].text not in (",", "-", "?"):
        return None
    if base not in AFTER_ITS_CLAUSE or verb.tag_ == "VBG" or view.places.inside(verb.i):
        return None
    if any(c.i > who.right and (c.dep_ == "dobj" and base != "tell" or c.lower_ in ("as", "so", "enough")) for c in verb.children if c.i <= who.right + 3):
        return None                                         # "…, Mexico said enough", "said as much"
    comma_after = _closes(view, who.right, view.end_of[verb.i])
    if not comma_after and _has_clause(view, verb, who.right):
        return None
    if not grammar.has_finite(doc, first, k - 1) and comma_after != ",":
        return None
    opener = doc[first]
    if opener.lower_ in ("while", "although", "though", "after", "as", "when", "if", "because", "since", "asked", "citing", "speaking") and not comma_after:
        return None
    if opener.lower_ in ("asked", "citing", "speaking", "according", "responding"):
        return None
    return (first, k - 1), "clause"


def _closes(view: View, right: int, last: int) -> str:
    """The mark that ends the cue's own words ("…, he told me on Friday, …"); empty where a clause follows instead."""
    doc = view.tokens
    for k in range(right + 1, min(right + 14, last) + 1):
        if doc[k].text in (",", ".", ";"):
            return doc[k].text
        if doc[k].text in QUOTES or doc[k].tag_ in grammar.FINITE or doc[k].lower_ in BEFORE_CLAUSE or doc[k].text == ":":
            return ""
    return "." if last - right < 14 else ""


def _introduced(view: View, start: int, opener: int) -> bool:
    """Whether the words before a quotation are a cue of their own ("He added: “…”")."""
    return view.tokens[opener - 1].text == ":"


def _has_clause(view: View, verb: Any, right: int) -> bool:
    return any(c.dep_ in ("ccomp",) and c.i > right for c in verb.children) or _that(view, verb, right, view.end_of[verb.i]) is not None


def _rest(view: View, right: int, last: int, kind: str, before: Range, inverted: bool) -> Range | None:
    """What goes on after an interrupting cue: "The plan, he said, would fail"."""
    doc = view.tokens
    k = right + 1
    while k <= last and k < right + 25 and doc[k].text != "," and doc[k].text not in QUOTES and doc[k].text not in (".", ":"):
        k += 1
    if kind == "quote" and k < last and doc[k].text == "," and doc[k + 1].text not in QUOTES:
        j = next((j for j in range(k + 1, last + 1) if j in view.places.by_opener), None)
        if j is not None and doc[j - 1].text == "," and doc[j + 1].text[0].islower() and not any(base_forms().get(doc[n].lower_) in ("say", "add", "tell") for n in range(k + 1, j)):
            k = j                                           # '“…,” he said, referring to the fee, “you give …”'
    if k > last:
        return None
    if doc[k].text in (",", ":") and k + 1 <= last:
        k += 1
        if doc[k].lower_ in ("and", "but", "because", "so", "that") and k + 1 <= last and doc[k + 1].text in QUOTES:
            k += 1
    if doc[k].text in QUOTES and k in view.places.by_opener:
        quotation = view.places.by_opener[k]
        return (quotation.first, quotation.last) if kind == "quote" or quotation.words > 4 else None
    if kind == "clause" and not inverted and doc[k - 1].text == "," and _closes(view, right, last) == ",":
        low = doc[k].lower_
        if low in PARTICIPLES or low in ("who", "which", "but", "as", "while", "after", "a", "an", "though", "although", "when", "in") and grammar.has_finite(doc, *before):
            return None
        end = clause_end(view, k, before[1], last)
        if grammar.has_finite(doc, *before) and not grammar.has_finite(doc, k, end):
            return None
        return (k, end)
    return None


def _next_quote(view: View, verb: Any, last: int, parts: list[Range]) -> Range | None:
    """The quotation that goes on right after '… he said.' in the same paragraph."""
    doc = view.tokens
    k = last + 1
    if k < len(doc) and k in view.places.by_opener:
        quotation = view.places.by_opener[k]
        if quotation.closer is not None:
            following = quotation.closer + 1
            if following < len(doc) and doc[quotation.last].text == ",":
                return None                                 # it has a cue of its own
            if following < len(doc) and view.start_of[following] <= quotation.closer and any(base_forms().get(doc[j].lower_) in LIGHT for j in range(following, view.end_of[following] + 1)):
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
        if token.text in QUOTES:
            quotation = view.places.by_opener.get(k)
            if quotation is None:
                return None
            before = doc[k - 1].text
            return _whole_quote(view, quotation, before, k - 1 == right, verb, last)
        if token.text in (".", ";", "?") or k > last or token.tag_ in grammar.FINITE or token.lower_ in BEFORE_CLAUSE:
            return None
        if token.tag_ in ("VB", "VBG") and token.lower_ not in ("regarding", "following", "during"):
            return None
        k += 1
    return None


def _whole_quote(view: View, quotation: Any, before: str, adjacent: bool, verb: Any, last: int) -> Range | None:
    doc = view.tokens
    sentence_like = doc[quotation.first].text[0].isupper() or quotation.words >= 5 or doc[quotation.last].text in (".", "?", "!", ",")
    if before in (",", ":") and (sentence_like or before == ":"):
        end = quotation.last
        if quotation.closer is not None and quotation.closer < last and doc[quotation.last].text not in (".", "?", "!"):
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


def _that(view: View, verb: Any, right: int, last: int) -> int | None:
    """The token of the "that" that opens the clause of a cue: "said on Friday in a statement that"."""
    doc = view.tokens
    for k in range(right + 1, min(right + 16, last) + 1):
        token = doc[k]
        if token.lower_ == "that" and token.dep_ in ("mark", "det", "nsubj", "dobj", "advmod", "pobj", "nsubjpass"):
            clause = token.head
            if token.dep_ == "mark" and (clause.head.i == verb.i or clause.i == verb.i or clause.head.lemma_.lower() in STATEMENT or clause.head.i < verb.i
                                         or not any(c.dep_ == "dobj" and verb.i < c.i < k for c in verb.children) or verb.lemma_.lower() in lists("tell")):
                if any(doc[j].lower_ in ("so", "such") for j in range(right + 1, k)):
                    return None                             # "tells so many lies that …"
                return k
            if token.dep_ == "mark":
                return None
            if token.dep_ == "det" and token.head.i > k and doc[k - 1].i == verb.i:
                return None
            if doc[k - 1].lemma_.lower() in STATEMENT or doc[k - 1].ent_type_ in ("DATE", "TIME"):
                return k
        if token.text in QUOTES or token.text in (".", ";") or token.tag_ in grammar.FINITE:
            return None
    return None


def _clause(view: View, verb: Any, base: str, who: Cluster, last: int, thinking: bool) -> tuple[list[Range], str]:
    """An indirect clause after the cue."""
    doc = view.tokens
    right = who.right
    that = _that(view, verb, right, last)
    start = that + 1 if that is not None else None
    inner = None
    if start is None:
        for c in verb.children:
            if c.dep_ == "ccomp" and c.i > right and not (c.tag_ in ("VB", "VBG", "VBN") and not any(g.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "csubj") for g in c.children)):
                inner = c
                break
        if inner is not None:
            start = max(inner.left_edge.i, right + 1)
            if thinking and start > right + 4 or base in lists("needs that"):
                return [], ""
            infinitive = inner.tag_ == "VB" and any(g.lower_ == "to" for g in inner.children if g.dep_ == "aux")
            if infinitive:
                return [], ""
            if doc[start].lower_ == "that":
                start += 1
            if doc[start].lower_ == "if" and not (base in IF or grammar.negated(verb)):
                return [], ""                               # "warned of “a real risk” if nothing is done"
        elif base in LIGHT and not thinking and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
            start = _bare_clause(view, verb, right, last, base)
    if start is None or start >= last:
        return [], ""
    start = _past_dates(view, start, last)
    end = clause_end(view, start, verb.i, last)
    inside = view.places.inside(verb.i)
    if inside is not None:
        end = min(end, inside.last)
    if end - start < 1:
        return [], ""
    parts = [(start, end)]
    return parts, "clause after"


def _past_dates(view: View, start: int, last: int) -> int:
    """The start of a clause after a date that belongs to the cue: "said on Friday they had …"."""
    doc, k = view.tokens, start
    if doc[k].lower_ in ("on", "in", "late", "early", "earlier", "last"):
        k += 1
    while k < last and (doc[k].ent_type_ in ("DATE", "TIME") or doc[k].lower_ in DAYS):
        k += 1
    if k > start and k < last and (doc[k - 1].ent_type_ in ("DATE", "TIME") or doc[k - 1].lower_ in DAYS) and doc[k].pos_ in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM") and doc[k].dep_ != "pobj" and grammar.has_finite(doc, k, last):
        return k
    return start


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())


def _bare_clause(view: View, verb: Any, right: int, last: int, base: str) -> int | None:
    """Where the parse gives no clause, one that plainly follows: "said the bridge was closed"."""
    doc = view.tokens
    k = right + 1
    if base == "tell":
        obj = grammar.child(verb, "dobj", "dative")
        if obj is None:
            return None
        k = max(k, obj.right_edge.i + 1)
    if k >= last:
        return None
    token = doc[k]
    if token.lower_ in ("on", "last", "earlier", "late", "early", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"):
        while k < last and (doc[k].ent_type_ in ("DATE", "TIME") or doc[k].lower_ in ("on", "in")):
            k += 1
        token = doc[k]
    while token.pos_ == "ADP" and token.dep_ == "prep" and token.right_edge.i < last - 2 and not grammar.has_finite(doc, k, token.right_edge.i):
        k = token.right_edge.i + 1                          # "said after the convention he would …"
        token = doc[k]
    if token.pos_ not in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") or token.lower_ in NO_SPEAKER - {"there", "this", "that", "these", "those", "it's", "i", "you", "one"}:
        return None
    for j in range(k + 1, min(last, k + 25) + 1):
        if doc[j].tag_ in grammar.FINITE:
            return k
        if doc[j].text in (",", ";", ":"):
            return None
    return None
