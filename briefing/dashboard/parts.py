"""Small trees used all over the page: stance chips, quotes with their hedges, claim lines, chains, section heads."""

from briefing.dashboard.index import Index, when_said
from briefing.dashboard.phrases import RELIABILITY_WORDS, STANCE_MEANS, STANCE_WORDS, day, lead_in
from briefing.dashboard.safe import Go, Node, el
from briefing.model import Claim, Link, Span

LONGEST = 420  # characters of a quote on a card; the reader shows all of it


def chip(stance: str | None) -> Node | None:
    """A stance as shape, colour and word, so that none of them is needed alone; what is simply said has none."""
    if stance in (None, "claimed"):
        return None
    return el(
        f"span.chip.{stance}", el("i.shape", mark=stance), STANCE_WORDS[stance], hint=STANCE_MEANS[stance]
    )


def section(title: str, *rest: Node | None) -> Node:
    """A heading with what belongs beside it."""
    return el("div.section", el("h2", title), *rest)


def cut(text: str, longest: int = LONGEST) -> str:
    """At most `longest` characters, cut at a space, with … where words are left out."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rsplit(" ", 1)[0] if " " in head[longest // 2 :] else head) + " …"


def hedged(part: Span, hedges: tuple[Span, ...]) -> list[Node]:
    """The words of a span with its hedges underlined."""
    made, at = [], part.start
    for hedge in sorted((hedge for hedge in hedges if hedge.within(part)), key=lambda hedge: hedge.start):
        if hedge.start < at:
            continue
        made += [part.quote[at - part.start : hedge.start - part.start], el("u", hedge.quote)]
        at = hedge.end
    return [piece for piece in made + [part.quote[at - part.start :]] if piece]


def quoted(claim: Claim, longest: int = LONGEST) -> Node:
    """The words of a claim in quotation marks, hedges underlined; what stands between its parts is …"""
    if len(claim.words) > longest:
        return el("q.words", cut(claim.words, longest))
    pieces: list[Node] = []
    for number, part in enumerate(claim.content):
        pieces += ([" … "] if number else []) + hedged(part, claim.hedges)
    return el("q.words", *pieces)


def rating(reliability: str, credibility: int) -> Node:
    """The two ratings beside each other: the letter of the source, the number of the claim; never one mark made of both."""
    return el(
        "span.rated",
        el("span.half", el("b", reliability), "source"),
        el("span.half", el("b", str(credibility)), "claim"),
        hint=f"source {reliability}: {RELIABILITY_WORDS.get(reliability, 'cannot be judged')}; claim {credibility}, by the printed rule",
    )


def rule(words: str) -> Node | None:
    """How the ratings are given, a click away and a sentence a line."""
    return (
        el(
            "details.rule",
            el("summary", "How these are rated"),
            *(
                el("p", sentence.strip(" .;") + ".")
                for sentence in words.replace(". ", "; ").split("; ")
                if sentence.strip(" .")
            ),
        )
        if words
        else None
    )


def speaker(index: Index, claim: Claim) -> list[Node]:
    """Who says it by name; the word as written behind it, where that tells more or stands for the name."""
    name, written = index.speaker(claim), claim.speaker.quote if claim.speaker else ""
    if claim.actor not in index.actors and written.casefold() in PRONOUNS:
        return [el("b", "not clear who"), el("small.written", f" “{written}”")]
    if (
        claim.actor not in index.actors
        or not written
        or claim.inferred
        and written.casefold() in name.casefold()
    ):
        return [el("b", name)]
    actor, bare = index.actors[claim.actor].actor, " ".join(written.split()).casefold()
    plain = any(
        known.casefold() in bare or bare in known.casefold()
        for known in (name, *actor.aliases)
        if bare not in PRONOUNS
    )
    return [el("b", name)] + ([] if plain else [el("small.written", f" “{cut(written, 60)}”")])


PRONOUNS = frozenset("he she they it we i who him her them".split())


def claim_line(index: Index, claim: Claim, chosen: bool = False, of: str | None = None) -> Node:
    """A claim as one link: who, when, how firmly, the words, the outlet; among the claims `of` an actor its name is not said again."""
    who = None if of and claim.actor == of else el("span", *speaker(index, claim))
    return el(
        "div.claim.chosen" if chosen else "div.claim",
        el("span.meta", who, el("span.date", when_said(index, claim) or "undated"), chip(claim.stance)),
        lead_in(claim) or None,
        quoted(claim),
        el("small.outlet", index.outlet(claim.document)),
        go={"claim": claim.id},
    )


def chain(index: Index, claim: Claim) -> Node:
    """From the outlet back to who first said it; what was carried over from other words is dashed and says so."""
    links = claim.chain or (Link(index.outlet(claim.document), None, "outlet"),)
    pieces: list[Node] = []
    for number, link in enumerate(links):
        if number:
            pieces.append(
                el("span.arrow", "←", el("small", f"“{cut(link.cue.quote, 40)}”") if link.cue else None)
            )
        name = (
            index.outlet(claim.document)
            if link.role == "outlet" and link.holder in ("", "this outlet")
            else link.holder
        )
        pieces.append(
            el(
                "span.link" + (".inferred" if link.inferred else "") + ("" if link.named else ".unnamed"),
                name,
                el("small", "carried over") if link.inferred else None,
            )
        )
    return el("div.chain", *pieces)


def page_head(index: Index, title: str, note: str, asof: str | None = None) -> Node:
    """The head of a page other than the briefing: the story above the page's name, the earlier day it is shown as of."""
    day_chosen = lifted(f"as of {day(asof)}", {"asof": None}) if asof else None
    return el(
        "section.head.narrow",
        el(
            "div.lead",
            el("p.story", index.summary.title),
            el("h1", title),
            el(
                "p.rests",
                day_chosen,
                el("span", note),
                el("span", "later reports left out") if asof else None,
            ),
        ),
    )


def step(label: str, go: Go | None) -> Node:
    """One step back or on; grey where there is none."""
    return el("span.step", label, go=go) if go else el("span.step.off", label)


def between(pieces: list[Node], mark: str) -> list[Node]:
    """Pieces in a row with a mark between them."""
    return [node for number, piece in enumerate(pieces) for node in ([mark] if number else []) + [piece]]


def table(head: tuple[str, ...], rows: list[Node]) -> Node:
    """A table that scrolls sideways where it is too wide."""
    return el(
        "div.sideways",
        el("table.grid", el("thead", el("tr", *(el("th", word) for word in head))), el("tbody", *rows)),
    )


def lifted(label: str, go: Go) -> Node:
    """What is chosen, as a chip with the way out of it."""
    return el("span.picked", label, el("span.clear", "clear", go=go))
