"""Quotations over several paragraphs, and quotations with no cue of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.cues import cluster, may_speak
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import words
from briefing.model import Span


def join_paragraphs(views: list[View], found: list[list[Found]]) -> None:
    """A quotation left open at the end of a paragraph goes on in the next one: one claim, in parts.

    A run of such paragraphs is walked once and goes to one claim, however many of them are left open.
    """
    end = joined = -1  # last paragraph of the run at hand; of the last run that went to a claim
    for k, view in enumerate(views[:-1]):
        if k < joined or not view.places.all or view.places.all[-1].closer is not None:
            continue
        if k >= end:
            end = _end_of_run(views, k)
        if end > k and _join(views, found, k, end):
            joined = end


def _end_of_run(views: list[View], k: int) -> int:
    """The last paragraph in which a quotation left open in paragraph k goes on; k itself where it does not."""
    for n in range(k + 1, len(views)):
        quotations = views[n].places.all
        if not quotations or quotations[0].opener != 0:
            return n - 1
        if quotations[0].closer is not None:
            return n
    return len(views) - 1


def _join(views: list[View], found: list[list[Found]], k: int, end: int) -> bool:
    """Give paragraphs k + 1 to end to the claim of k that is left open, or all to "…," he said in the last one."""
    last = views[k].places.all[-1]
    closing = views[end].places.all[0]
    for n, one in enumerate(found[k]):
        meets = any(part[0] <= last.last and last.first <= part[1] for part in one.content)
        if meets and one.kind == "attributed" and one.rule.startswith("quote"):
            spans = tuple(_inside(views[m], 0) for m in range(k + 1, end + 1))
            found[k][n] = replace(one, more=one.more + spans)
            ending = [f for f in found[end] if f.rule == "quote before" and f.content[0][0] <= closing.first]
            for f in ending:  # "…," he said at the end of the same run: the same words, once
                found[end].remove(f)
            return True
    for n, f in enumerate(found[end]):
        if f.rule == "quote before" and f.content[0][0] <= closing.first + 1:
            earlier = tuple(_inside(views[m], 0) for m in range(k + 1, end))
            found[end][n] = replace(f, more=(*f.more, _quote_span(views[k], last.first, last.last), *earlier))
            return True
    return False


def find_following(views: list[View], found: list[list[Found]]) -> None:
    """ "Smith added:" at the end of a paragraph: the next paragraph is what he added, with or without marks."""
    for k, view in enumerate(views[:-1]):
        tokens, following = view.tokens, views[k + 1]
        end = len(tokens) - 1
        if (
            end < 2
            or tokens[end].text != ":"
            or not following.tokens
            or following.title
            or any(f.cue and f.cue[0] >= view.start_of[end] and f.rule.startswith("quote") for f in found[k])
        ):
            continue
        first = view.start_of[end]
        who = _introduced(view)
        quotation = (
            following.places.all[0] if following.places.all and following.places.all[0].opener == 0 else None
        )
        if who is not None and quotation is not None:
            span = following.passage.words(quotation.first, quotation.last)
            found[k].append(
                Found("quote after", "say", "attributed", (), (end, end), who, who[1], "say", more=(span,))
            )
            continue
        for j in range(end - 1, max(first, end - 14) - 1, -1):
            if view.bases[j] in QUOTED and tokens[j].tag_ in ("VBD", "VBZ", "VBP", "VBG"):
                who = cluster(view, tokens[j])
                if who is None or not may_speak(view, who) or who.inverted:
                    break
                last = quotation.last if quotation is not None else len(following.tokens) - 1
                span = following.passage.words(quotation.first if quotation is not None else 0, last)
                found[k].append(
                    Found(
                        "quote after",
                        "say",
                        "attributed",
                        (),
                        (j, j),
                        who.speaker,
                        who.head,
                        view.bases[j],
                        more=(span,),
                    )
                )
                found[k + 1][:] = [f for f in found[k + 1] if not (f.rule == "quote after" and not f.cue)]
                break


def _introduced(view: View) -> Range | None:
    """Whose words the next paragraph holds, where a paragraph is only "And from Chairwoman Jess Rosen:"."""
    end = len(view.tokens) - 1
    k = next((j for j in range(min(3, end)) if view.low[j] == "from"), None)
    if (
        k is None
        or end - k > 9
        or any(t.pos_ in ("VERB", "AUX") for t in view.tokens)
        or end - 1 not in view.named
    ):
        return None
    return k + 1, end - 1


QUOTED = frozenset(
    "report suggest tell testify say add write tweet post continue reply respond state explain conclude note announce declare warn ask read argue quip joke begin".split()
)


def _labelled(view: View, first: int, colon: int) -> Any | None:
    """Who stands alone before a colon: "Ann Koch, fish farmer: “…”", "The finance minister, arriving at the cabinet: “…”"."""
    doc = view.tokens
    if view.title or any(t.tag_ in grammar.FINITE and t.dep_ != "relcl" for t in doc[first:colon]):
        return None
    name = next(
        (
            k
            for k in range(first, min(first + 5, colon))
            if k in view.named and (k + 1 == colon or view.low[k + 1] == ",")
        ),
        None,
    )
    root = doc[name] if name is not None else view.doc[first:colon].root
    if root.pos_ not in ("PROPN", "NOUN") or root.i - first > 7 or root.tag_ in ("NNS", "NNPS"):
        return None
    return (
        root
        if name is not None or can_speak(view, root) and root.ent_type_ not in ("GPE", "NORP", "DATE")
        else None
    )


def find_led(view: View) -> Iterator[Found]:
    """ "Arden's pilot, Neil Holm, on our breakfast show: the crew reported a bird strike": a clause behind a name and a colon."""
    if view.title:
        return
    for colon, word in enumerate(view.low):
        first, last = view.start_of[colon], view.end_of[colon]
        if (
            word != ":"
            or not first + 1 <= colon < min(first + 16, last - 2)
            or colon + 1 in view.marks
            or view.quoted(colon)
        ):
            continue
        doc, who = view.tokens, _labelled(view, first, colon)
        person = who is not None and (
            who.ent_type_ == "PERSON"
            or any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in who.children)
        )
        if person and doc[colon + 1].pos_ != "PRON" and grammar.has_finite(doc, colon + 1, last):
            start = next(
                (k + 1 for k in range(who.i, first, -1) if doc[k].text == "-" and doc[k].whitespace_), first
            )  # "* 0912 - Ann Roe: …"
            yield Found(
                "colon",
                "say",
                "attributed",
                ((colon + 1, last),),
                (colon, colon),
                grammar.phrase(who, start, colon - 1),
                who.i,
                "say",
            )


def _inside(view: View, which: int) -> Span:
    quotation = view.places.all[which]
    return _quote_span(view, quotation.first, quotation.last)


def _quote_span(view: View, first: int, last: int) -> Span:
    return view.passage.words(first, last)


LABEL = re.compile(r"(?P<said>(?:VOICE OF )?(?P<name>[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3})): ")


def is_transcript(views: list[View]) -> bool:
    """Whether the lines of a report open with who speaks: "PRESENTER:", "Q:" and the like at two of them or more."""
    labels = [label["name"].lower() for view in views if (label := LABEL.match(view.whole))]
    return sum(label in words("voices", "askers") for label in labels) >= 2


def find_labelled(view: View) -> list[Found]:
    """A line of a transcript under the name that opens it; what the presenter says is the outlet's."""
    label = LABEL.match(view.whole)
    if label is None or view.title or label["name"].lower() in words("voices", "askers"):
        return []
    who = view.doc.char_span(*label.span("name"), alignment_mode="expand")
    colon = view.doc.char_span(label.end() - 2, label.end() - 1, alignment_mode="expand")
    last = len(view.tokens) - 1
    if colon.end > last:
        return []
    if label["name"] in ("A", "ANSWER"):  # whoever was asked
        return [Found("label", "say", "impersonal", ((colon.end, last),))]
    return [
        Found(
            "label",
            "say",
            "attributed",
            ((colon.end, last),),
            (colon.start, colon.start),
            (who.start, who.end - 1),
            who.end - 1,
            "say",
        )
    ]


POSTED = re.compile(r"\s[-—–]\s?(?P<name>[^\W\d_][^@()—]{1,40}?) \(@\w+\)[^.!?]*\Z")


def find_posted(view: View) -> list[Found]:
    """A post copied with its author behind it: "We were told nothing. — Harbour Watch (@harbourwatch)"."""
    signed = POSTED.search(view.whole)
    name = view.doc.char_span(*signed.span("name"), alignment_mode="expand") if signed else None
    if name is None or name.start < 3:
        return []
    return [
        Found(
            "signature",
            "say",
            "attributed",
            ((0, name.start - 2),),
            (name.start - 1, name.start - 1),
            (name.start, name.end - 1),
            name.end - 1,
            "say",
        )
    ]


def find_unattributed(view: View, found: list[Found], continued: frozenset[int]) -> list[Found]:
    """Quotations of a whole sentence that no cue covers: 'Smith was blunt: “…”', or a paragraph that is a quotation."""
    out: list[Found] = []
    covered = [part for f in found for part in f.content]
    said_in = {view.start_of[f.cue[0]] for f in found if f.cue and f.kind == "attributed"}
    for quotation in view.places.all:
        if quotation.words < _fewest(view, quotation, said_in) or any(
            a <= quotation.last and quotation.first <= b for a, b in covered
        ):
            continue
        span = view.passage.words(quotation.first, quotation.last)
        if span.start in continued:
            continue
        first = view.start_of[quotation.opener]
        doc = view.tokens
        before = doc[quotation.opener - 1] if quotation.opener else None
        signed = view.signature(quotation)
        if signed is not None:
            out.append(
                Found(
                    "signature",
                    "say",
                    "attributed",
                    ((quotation.first, quotation.last),),
                    (signed[0] - 1, signed[0] - 1),
                    signed,
                    signed[1],
                    "say",
                )
            )
            continue
        if before is not None and before.text == ":" and quotation.opener - 1 > first:
            root = view.doc[first : quotation.opener - 1].root
            subject = grammar.child(root, "nsubj") if root.pos_ in ("VERB", "AUX") else None
            joint = next(
                (
                    j
                    for j in range(quotation.opener - 2, first + 2, -1)
                    if doc[j].dep_ == "cc" and doc[j - 1].text == ","
                ),
                None,
            )
            if joint is not None and view.low[joint + 1] in ("he", "she"):
                subject = doc[joint + 1]  # "…, she said, and she left no doubt: “…”"
            alone = _labelled(view, first, quotation.opener - 1)
            speaker = None
            if alone is not None:
                speaker = grammar.phrase(alone, first, quotation.opener - 2), alone.i
            elif subject is not None and (
                subject.ent_type_ == "PERSON"
                or subject.lower_ in ("he", "she")
                or subject.lemma_.lower() in words("voices", "people")
            ):
                speaker = grammar.phrase(subject, first), subject.i
            if speaker is not None:
                content, colon = (quotation.first, quotation.last), quotation.opener - 1
                out.append(Found("colon", "say", "attributed", (content,), (colon, colon), *speaker, "say"))
            else:  # "The result: “…”"
                out.append(Found("quotation", "say", "impersonal", ((quotation.first, quotation.last),)))
        elif (
            quotation.opener == 0
            and (quotation.closer is None or quotation.closer >= len(doc) - 2)
            and not view.title
        ):
            out.append(Found("quotation alone", "say", "attributed", ((quotation.first, quotation.last),)))
        elif (
            quotation.opener == first
            and doc[quotation.last].text in (".", "?", "!")
            and (quotation.words > 6 or _after_speech(view, quotation, said_in))
        ):
            who = (
                _only_one_before(view, first)
                if not first or view.start_of[first - 1] not in said_in
                else None
            )
            out.append(
                Found(
                    "quotation alone" if quotation.opener == 0 else "quotation",
                    "say",
                    "attributed",
                    ((quotation.first, quotation.last),),
                    None,
                    who,
                    who[1] if who else None,
                    "say",
                    carried="the sentence before is about nobody else" if who else None,
                )
            )
    return out


def _only_one_before(view: View, first: int) -> Range | None:
    """Who a sentence is about that stands before a quotation and has no other person in it: "Ola Berg reads from a sheet, fast. “…”".

    The sieve of a single mention (Muzny, Fang, Chang and Jurafsky 2017).
    """
    if first == 0:
        return None
    start, last = view.sentence(first - 1)
    root = view.doc[start : last + 1].root
    subject = grammar.child(root, "nsubj")
    if (
        subject is None
        or subject.i < start
        or any(
            quotation.opener <= last and (quotation.closer or last) >= start
            for quotation in view.places.all
            if quotation.opener < first
        )
    ):
        return None
    who = grammar.phrase(subject, start, last)
    named = subject.lower_ in ("he", "she") or any(
        view.tokens[k].ent_type_ == "PERSON" for k in range(who[0], who[1] + 1)
    )
    others = any(
        token.ent_type_ == "PERSON" or token.lower_ in ("he", "she", "him", "her", "they")
        for token in view.doc[start : last + 1]
        if not who[0] <= token.i <= who[1]
    )
    return who if named and not others else None


def _fewest(view: View, quotation: Any, said_in: set[int]) -> int:
    """The fewest words that a quotation must have here to be somebody's: behind a colon it is plainly said."""
    if (
        quotation.opener
        and view.low[quotation.opener - 1] == ":"
        and view.low[quotation.last] in (".", "!", "?")
    ):
        return 2
    return 3 if _after_speech(view, quotation, said_in) else 5


def _after_speech(view: View, quotation: Any, said_in: set[int]) -> bool:
    """Whether a quotation is a sentence of its own right after one in which somebody speaks."""
    first = quotation.opener
    return 0 < first == view.start_of[first] and view.start_of[first - 1] in said_in
