"""Where content begins and ends: trimming, and cutting off what belongs to the cue."""

from briefing.extract.claims import grammar
from briefing.extract.claims.view import Range, View
from briefing.extract.claims.words import base_forms, lists

PUNCT = frozenset((",", ";", ":", "-", "--", "...", "…", "–", ")", "]", "*", "**", "/", "|"))
# "…, adding that", "…, according to", "…, citing"
PARTICIPLES = frozenset(
    """adding saying noting stressing warning calling urging dismissing quoting citing referring arguing claiming insisting telling
describing emphasizing emphasising explaining according pointing suggesting blaming accusing asking promising vowing announcing pledging acknowledging
making prompting contradicting rejecting denying criticising criticizing defending condemning""".split()
)
# "said X after the ministry summoned …": time clauses at the end hang on the cue only where a comma or these words part them
TAILS = frozenset("without".split())
VERDICT_ON = frozenset("charge claim allegation accusation suggestion assertion remark".split())


def trim(view: View, words: Range) -> Range | None:
    """Content without outer marks, commas and joining words; None where nothing is left."""
    doc, (first, last) = view.tokens, words
    while first <= last and (
        doc[first].is_space
        or doc[first].text in PUNCT
        or doc[first].text in (".", "!", "?", "]")
        or first in view.marks
        and _outer(view, first, words)
    ):
        first += 1
    while last >= first and (
        doc[last].is_space
        or doc[last].text in PUNCT
        and doc[last].text not in (")", "]")
        or last in view.marks
        and _outer(view, last, (first, last))
        or doc[last].text in (")", "]")
        and not any(doc[k].text in ("(", "[") for k in range(first, last))
        or doc[last].text == "."
        and not _keeps_stop(view, last)
    ):
        last -= 1
    return (first, last) if first <= last else None


def after_dateline(view: View, words: Range) -> Range:
    """Content without the dateline that opens a report: "MANILA - ", "March 3 (Reuters) - "."""
    doc = view.tokens
    if words[0] != 0 or view.title:
        return words
    for k in range(1, min(14, words[1])):
        token = doc[k]
        if (
            token.text in ("-", "--", "–", "—", "_")
            and (token.whitespace_ or doc[k - 1].whitespace_)
            and doc[k - 1].whitespace_
        ):
            return k + 1, words[1]
        if token.is_alpha and not token.text[0].isupper():
            return words
    return words


def _outer(view: View, mark: int, words: Range) -> bool:
    """Whether a mark at the edge encloses the whole content or has no partner in it; inner quotations keep their marks."""
    quotation = view.places.by_opener.get(mark) or view.places.by_closer.get(mark)
    if quotation is None:
        return True
    first, last = words
    other = quotation.closer if quotation.opener == mark else quotation.opener
    if other is None or not first <= other <= last:
        return True
    rest = (first, last)
    outside = [
        k
        for k in range(rest[0], rest[1] + 1)
        if not quotation.opener <= k <= (quotation.closer or quotation.last)
    ]
    return all(view.tokens[k].is_punct for k in outside)


def _keeps_stop(view: View, last: int) -> bool:
    """A full stop inside quotation marks, or of an abbreviation, is part of the words."""
    quotation = view.places.inside(last)
    return quotation is not None and last == quotation.last


def clause_end(view: View, first: int, cue: int, last: int) -> int:
    """The last token of an indirect clause that starts at `first` after a cue: to the end of the sentence, without what is the cue's."""
    doc = view.tokens
    verb = doc[cue]
    end = last
    for c in verb.children:  # "said A and denied B", "said A, but B said C"
        if (
            c.i > first
            and c.dep_ in ("conj", "parataxis")
            and c.pos_ in ("VERB", "AUX")
            and not _goes_on(view, c, first)
        ):
            joint = c.left_edge.i
            for k in range(c.i, first, -1):
                if doc[k].dep_ == "cc" and doc[k].head.i == verb.i:
                    joint = k
                    break
            if joint > first + 1:
                end = min(end, joint - 1)
    end = min(end, _before_main(view, first, cue, end), _before_outer(view, verb, end))
    forms, say = base_forms(), lists("say", "tell", "announce", "judge", "deny")
    quotes = view.places
    relative = any(
        c.tag_ in ("WDT", "WP") and first > cue > c.i and doc[c.i - 1].text == ","
        for c in verb.children
        if c.i > 0
    )
    for k in range(first + 2, end + 1):
        token = doc[k]
        low = token.lower_
        if quotes.inside(k):
            continue
        before = doc[k - 1].text
        if relative and before == "," and token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return k - 1  # "Avenor, which said that it was …, jumped 34 percent"
        if (
            before == "-"
            and doc[k - 1].whitespace_
            and low in ("but", "while", "though", "although")
            and grammar.has_finite(doc, k, end)
        ):
            return k - 2  # "swears he will not pay – but a source let slip …"
        if before == ";" and any(doc[j].tag_ in ("VBD", "VBZ", "VBP", "MD") for j in range(k, end + 1)):
            return k - 1
        if before == "," and low in ("a", "the", "an") and k + 2 <= end and doc[k + 2].lower_ == "heard":
            return k - 1  # "told a friend that …, a jury heard"
        if before == "," or k - 1 in view.marks and doc[k - 2].text == ",":
            if low in PARTICIPLES and token.tag_ in ("VBG", "NN", "IN"):
                return k - 1
            if (
                low == "according"
                or low == "in"
                and k + 2 <= end
                and doc[k + 2].lower_ in ("sign", "move", "reference", "statement", "interview")
            ):
                return k - 1
            if (
                low in ("although", "though")
                or low == "even"
                and k < end
                and doc[k + 1].lower_ in ("though", "although", "as")
            ):
                return k - 1
            if low in ("a", "an") and k < end and doc[k + 1].lemma_.lower() in VERDICT_ON:
                return k - 1  # "accused it of lying, a charge the company denies"
            if low in ("and", "as") and _other_voice(view, k, end):
                return k - 1
            if (
                low in ("while", "but")
                and k < end
                and any(
                    forms.get(doc[j].lower_)
                    in ("say", "add", "warn", "note", "tell", "admit", "insist", "acknowledge", "deny")
                    and (doc[j].tag_ in ("VBD", "VBZ", "VBG", "VBP") or doc[j - 1].lower_ in ("not", "n't"))
                    for j in range(k + 1, min(k + 8, end) + 1)
                )
            ):
                return k - 1
        if (
            low == "in"
            and k + 3 <= end
            and doc[k + 1].lower_ == "what"
            and any(
                doc[j].lower_
                in (
                    "described",
                    "called",
                    "termed",
                    "labelled",
                    "labeled",
                    "dubbed",
                    "characterized",
                    "characterised",
                    "says",
                    "said",
                )
                for j in range(k + 3, min(k + 8, end + 1))
            )
        ):
            return k - 1  # "… in what he described as …"
        if (
            k - 1 in view.marks
            and k - 1 in quotes.by_closer
            and low in ("after", "when", "while", "as", "following", "amid", "before", "during")
            and any(doc[j].tag_ in ("VBD", "VBG", "NN", "NNS") for j in range(k, end + 1))
        ):
            return k - 1  # 'it is “not true” after Seoul summoned the envoy'
        if (
            low == "without"
            and k < end
            and doc[k + 1].lower_
            in (
                "giving",
                "providing",
                "elaborating",
                "offering",
                "specifying",
                "naming",
                "going",
                "citing",
                "mentioning",
            )
        ):
            return k - 1
        if low == "according" and k < end and doc[k + 1].lower_ == "to":
            return k - 1
        if low in ("and", "but") and k < end - 1:  # "… and announced that", "… but added that"
            n = k + 1
            while n < end and doc[n].pos_ == "ADV":
                n += 1
            base = forms.get(doc[n].lower_)
            if (
                base in say
                and doc[n].tag_ in ("VBD", "VBZ", "VBG")
                and (
                    doc[n].head.i <= cue or doc[n].tag_ == verb.tag_ and (k - 1 in view.marks or low == "but")
                )
                and not any(c.dep_ in ("nsubj", "nsubjpass") for c in doc[n].children)
            ):
                return k - 1
    return end


def _other_voice(view: View, joint: int, end: int) -> bool:
    """Whether "…, and the groups warned that" brings in someone else's words."""
    forms = base_forms()
    for j in range(joint + 2, min(joint + 9, end - 1) + 1):
        token = view.tokens[j]
        if token.tag_ in ("VBD", "VBZ") and forms.get(token.lower_) in (
            "say",
            "add",
            "warn",
            "note",
            "tell",
            "insist",
            "accuse",
            "deny",
            "argue",
            "claim",
            "report",
        ):
            return view.tokens[j - 1].pos_ in ("NOUN", "PROPN") and not any(
                view.tokens[i].pos_ == "PRON" for i in range(joint + 1, j)
            )
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def _goes_on(view: View, verb, first: int) -> bool:
    """Whether a clause the parse joins to the cue belongs to what is said: "she hopes to win, but she knows that …", "would fall, but would recover"."""
    if (
        verb.tag_ in ("VB", "VBG")
        and view.tokens[first].i < verb.i
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    ):
        return True  # "wanted to speak and let them know"
    if base_forms().get(verb.lower_) in lists("say", "tell", "deny", "accuse", "urge") and verb.tag_ in (
        "VBD",
        "VBZ",
    ):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        return False if subject is None or subject.pos_ != "PRON" else subject.lower_ in ("it", "there")
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if subject is None:
        return any(
            c.dep_ == "aux" and c.lower_ in ("would", "could", "might", "will", "'ll", "can", "should")
            for c in verb.children
        )
    if subject.pos_ == "PRON":
        return True
    joint = next(
        (
            k
            for k in range(verb.left_edge.i, max(first, verb.left_edge.i - 3), -1)
            if view.tokens[k].lower_ in ("and", "but")
        ),
        None,
    )
    return joint is None or view.tokens[joint].lower_ == "and"


def _before_outer(view: View, verb, end: int) -> int:
    """The comma after the relative clause a cue stands in: "The mayor, who said that it was safe, has resigned"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i > verb.i:
        return end
    while noun.dep_ in ("appos", "conj") and noun.head.i < noun.i:
        noun = noun.head
    main = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or not verb.i < main.i <= end:
        return end
    comma = next((k for k in range(main.i, verb.i + 1, -1) if view.tokens[k].text == ","), None)
    return end if comma is None else comma - 1


def _before_main(view: View, first: int, cue: int, end: int) -> int:
    """The comma where the main clause starts, for a cue in an opening "While he admitted that …, the mayor …"."""
    doc = view.tokens
    start, last = view.sentence(cue)
    if (
        not (doc[start].tag_ == "VBG" and cue - start <= 1)
        and doc[start].lower_
        not in ("while", "although", "though", "after", "as", "when", "because", "since", "despite", "if")
        or cue - start > 8
    ):
        return end
    root = next((doc[k] for k in range(start, last + 1) if doc[k].dep_ == "ROOT"), None)
    if root is None or root.i <= cue:
        return end
    subject = next(
        (c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and c.i > first), None
    )
    edge = subject.left_edge.i if subject is not None else root.i
    for k in range(edge, first, -1):
        if doc[k].text == ",":
            return min(end, k - 1)
    return end
