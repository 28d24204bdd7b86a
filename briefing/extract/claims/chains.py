"""The chain of a claim: from the outlet back, through agencies and media, to who first said it."""

from collections.abc import Iterator
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.index import Index
from briefing.extract.claims.view import Found, Range, View
from briefing.extract.claims.words import words
from briefing.model import Document, Link, Span

UNNAMED = frozenset(
    "source sources official officials person people diplomat insider insiders aide aides witness witnesses".split()
)
PRONOUNS = frozenset("he she it they him her them his its their".split())
MEDIA_WORDS = frozenset(
    "media press newspaper newspapers outlet outlets agency agencies broadcaster channel station magazine tabloid daily television tv radio website reports report".split()
)
BRIEFED = frozenset(("brief", "inform", "tell", "notify", "update"))


def carriers(document: Document) -> tuple[Link, ...]:
    """The first link of every chain, the outlet; and the one that published it before, where the outlet passed it on."""
    outlet = Link(document.outlet or "this outlet", None, "outlet", document.outlet is not None)
    passed_on = document.forwarded and document.forwarded != document.outlet
    return (outlet, Link(document.forwarded, None, "media")) if passed_on else (outlet,)


def link(
    view: View,
    words: Range,
    head: int | None,
    actor: str | None,
    index: Index,
    cue: Span | None,
    inferred: bool = False,
) -> Link:
    """One step of a chain, with what kind of holder it is."""
    span = view.passage.words(*grammar.without_relative(view.tokens, words))
    low = span.quote.lower()
    tokens = set(low.replace("'s", "").split())
    kinds = {m.refers: m.kind for m in index.within(span.start, span.end) if not m.is_place}
    kind = (
        (kinds.get(actor) or index.first[actor].kind if actor in index.first else kinds.get(actor))
        if actor
        else None
    )
    noun = view.tokens[head].lower_ if head is not None else ""
    if actor is None and (
        noun in ("reports", "rumours", "rumors", "media")
        or noun in MEDIA_WORDS
        and not _public_body(noun, tokens)
    ):
        return Link(
            "unnamed reports" if len(tokens) == 1 and noun in ("reports", "report") else span.quote,
            actor,
            "reports",
            False,
            cue,
            inferred,
        )
    if kind == "described" or actor is None and (tokens & UNNAMED or low in PRONOUNS):
        return Link(span.quote, actor, "unnamed", False, cue, inferred)
    if kind == "media":
        return Link(
            span.quote,
            actor,
            "agency" if "agency" in low or "news service" in low else "media",
            True,
            cue,
            inferred,
        )
    if kind == "person":
        return Link(span.quote, actor, "official", True, cue, inferred)
    if kind == "state":
        return Link(span.quote, actor, "state", True, cue, inferred)
    return Link(
        span.quote,
        actor,
        "organisation",
        actor is not None or view.tokens[head].pos_ == "PROPN" if head is not None else False,
        cue,
        inferred,
    )


def _public_body(noun: str, tokens: set[str]) -> bool:
    """Whether "agency" or "station" is no medium: "the state's civil defence agency", "the fire station"."""
    return (
        noun in ("agency", "station", "channel")
        and not tokens & {"news", "press", "wire", "media", "radio", "television", "tv"}
        and len(tokens) > 2
    )


def find_sources_of(view: View, found: Found, index: Index) -> Iterator[tuple[Range, int, Range]]:
    """(words, head, cue) of those the speaker has it from: "citing X", "per X", "after X briefed lawmakers", "briefed by X"."""
    if found.cue is None or found.kind != "attributed":
        return
    doc = view.tokens
    first, last = view.sentence(found.cue[0])
    k = found.cue[0]
    nested = {j for part in found.content for j in range(part[0], part[1] + 1)}
    for j in range(first, last + 1):
        if j in nested and found.rule != "reported by" or view.quoted(j):
            continue
        token = doc[j]
        low = token.lower_
        if low in ("citing", "quoting") and j > k and found.rule != "citing":
            noun = _governed(view, j, last)
            if noun is not None:
                yield grammar.phrase(noun, j + 1, last), noun.i, (j, j)
        elif (
            j > k
            and token.tag_ == "VBG"
            and doc[j - 1].text == ","
            and (
                low in words("reporting", "picks up")
                or token.lemma_.lower() in words("reporting", "picks up")
            )
        ):
            noun = _handed_on(view, token, last, index)
            if noun is not None:  # "…, following the agency Nusa Kabar", "…, leaning on Donau-Presse"
                yield (
                    grammar.phrase(
                        noun, j + 1, next((n for n in range(noun.i, last) if view.low[n + 1] == ","), last)
                    ),
                    noun.i,
                    (j, j),
                )
        elif (
            low == "from"
            and j > k + 1
            and doc[j - 1].lower_ in ("it", "this", "that", "them")
            and doc[j - 2].lemma_.lower() in ("have", "get", "hear", "take", "obtain", "learn")
        ):
            noun = _governed(view, j, last)
            if noun is not None:  # "…, which has it from a diplomat"
                yield grammar.phrase(noun, j + 1, last), noun.i, (j - 2, j)
        elif (
            low in ("quotes", "quoted", "cites", "cited")
            and j > k
            and doc[j - 1].lower_ in ("which", "who", "that")
        ):
            noun = _governed(view, j, last)
            if noun is not None:  # "citing Radio Shkodra, which quotes an officer"
                yield grammar.phrase(noun, j + 1, last), noun.i, (j, j)
        elif (
            low == "per"
            and j > k
            and j + 1 <= last
            and doc[j + 1].ent_type_ not in ("DATE", "TIME")
            and doc[j + 1].lower_
            not in ("cent", "day", "week", "month", "year", "capita", "person", "hour", "head")
        ):
            noun = _governed(view, j, last)
            if noun is not None:
                yield grammar.phrase(noun, j + 1, last), noun.i, (j, j)
        elif token.pos_ == "VERB" and token.lemma_.lower() in BRIEFED and token.lemma_.lower() != "tell":
            agent = grammar.child(token, "agent")
            if (
                agent is not None
                and abs(j - k) < 16
                and found.speaker is not None
                and found.speaker[0] <= j + 12
            ):
                noun = grammar.child(agent, "pobj")
                if noun is not None and token.dep_ in ("relcl", "acl"):
                    yield (
                        grammar.phrase(noun, agent.i + 1, k - 1 if noun.i < k else last),
                        noun.i,
                        (j, agent.i),
                    )
            elif (
                token.dep_ == "advcl"
                and token.head.i == k
                and any(c.lower_ in ("after", "when", "as") for c in token.children)
            ):
                noun = grammar.child(token, "nsubj")
                if noun is not None and noun.i > k:
                    yield grammar.phrase(noun, k + 1, j - 1), noun.i, (j, j)


def _handed_on(view: View, verb: Any, last: int, index: Index) -> Any | None:
    """The outlet or agency that a report follows: a name known for one, or a word for one."""
    joint = next((c for c in verb.children if c.dep_ in ("prep", "prt") and c.i == verb.i + 1), None)
    noun = grammar.child(verb, "dobj", "pobj") or (
        grammar.child(joint, "pobj") if joint is not None else None
    )
    if noun is None or noun.i > last:
        return None
    span = view.passage.words(noun.left_edge.i, min(noun.right_edge.i, last))
    media = any(m.kind == "media" for m in index.within(span.start, span.end))
    return (
        noun
        if media
        or any(
            t.lemma_.lower() in words("voices", "media") for t in view.tokens[noun.left_edge.i : noun.i + 1]
        )
        else None
    )


def find_carriers(view: View, found: Found) -> Iterator[tuple[Range, int, Range]]:
    """(words, head, cue) of where something said was first published, inside what is said: "was posted on a Telegram channel"."""
    for part in found.content:
        for k in range(part[0], part[1] + 1):
            token = view.tokens[k]
            if (
                token.tag_ == "VBN"
                and token.lemma_.lower() in ("publish", "post", "air", "broadcast", "upload", "print")
                and grammar.passive(token)
            ):
                place = next(
                    (
                        c
                        for c in token.children
                        if c.dep_ in ("prep", "agent") and c.lower_ in ("on", "by", "in") and c.i > k
                    ),
                    None,
                )
                noun = grammar.child(place, "pobj") if place is not None else None
                if noun is not None and noun.ent_type_ not in ("DATE", "TIME"):
                    yield grammar.phrase(noun, place.i + 1, part[1]), noun.i, (k, place.i)


def _governed(view: View, at: int, last: int) -> Any | None:
    noun = grammar.child(view.tokens[at], "pobj", "dobj")
    if noun is not None and noun.i > at:
        return noun
    k = at + 1
    while k <= last and (
        view.tokens[k].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or view.tokens[k].tag_ == "POS"
    ):
        k += 1
    run = [view.tokens[j] for j in range(at + 1, k) if view.tokens[j].pos_ in grammar.NOMINAL]
    return run[-1] if run else None


def without_repeats(links: list[Link]) -> tuple[Link, ...]:
    """A chain where nobody stands twice in a row."""
    out: list[Link] = []
    for one in links:
        if out and (out[-1].holder == one.holder or one.actor is not None and out[-1].actor == one.actor):
            continue
        if any(one.actor is not None and other.actor == one.actor for other in out):
            continue
        out.append(one)
    return tuple(out)
