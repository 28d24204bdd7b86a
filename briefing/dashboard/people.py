"""Beside the map: who says what. Choosing an actor or a place turns the panel into that actor's or place's claims."""

from briefing.dashboard.index import Index, when_said
from briefing.dashboard.palette import PRECISION_WORDS, ROLE_WORDS
from briefing.dashboard.parts import between, chip, claim_line, lifted, quoted
from briefing.dashboard.phrases import ACTOR_KINDS, count, day, lead_in
from briefing.dashboard.safe import Node, el
from briefing.dashboard.state import View
from briefing.model import ActorCard, Claim, PlaceCard

LINES = 40  # claims and actors drawn in the panel; all of them are on the evidence page


def panel(index: Index, view: View) -> Node:
    """As far as `index` knows: the claims of the chosen place or actor, else all actors with their latest position."""
    if view.place in index.places:
        return chosen_place(index, index.places[view.place], view)
    if view.actor in index.actors:
        return chosen_actor(index, index.actors[view.actor], view)
    return actors(index)


def actors(index: Index) -> Node:
    """Those who speak, the latest to be heard of first within their kind; then those only mentioned."""
    cards = [card for card in index.summary.actors if card.actor.kind != "media"]
    heard = [card for card in cards if index.claims_by.get(card.actor.id)]
    heard.sort(key=lambda card: (card.latest is None, -len(index.claims_by[card.actor.id]), card.actor.id))
    silent = [card for card in cards if not index.claims_by.get(card.actor.id) and card.count]
    media = [card for card in index.summary.actors if card.actor.kind == "media" and card.count]
    return el(
        "section.panel",
        el(
            "div.section",
            el("h2", "Who says what"),
            el("small", f"{count(len(heard), 'actor')} with a position"),
        ),
        el(
            "div.scroll.lines",
            *(actor_line(index, card) for card in heard[:LINES]),
            el("p.rest", el("b", "Mentioned, not quoted: "), *named(silent)) if silent else None,
            el("p.rest", el("b", "Media: "), *named(media)) if media else None,
        ),
    )


def named(cards: list[ActorCard]) -> list[Node]:
    """Names in a row, each a choice."""
    return between(
        [
            el("span.plain", card.actor.name, go={"actor": card.actor.id, "place": None})
            for card in cards[:LINES]
        ],
        ", ",
    )


def actor_line(index: Index, card: ActorCard) -> Node:
    """Name, office, how often heard, and the latest position that can be read alone, which opens its words."""
    claims = index.claims_by.get(card.actor.id, ())
    latest = index.claims.get(card.latest or "")
    return el(
        "div.actor",
        el(
            "div.who",
            el(
                "b.name",
                card.actor.name,
                go={"actor": card.actor.id, "place": None},
                hint=", ".join(card.actor.aliases),
            ),
            el("span.office", office(index, card)),
            el("span.n", count(len(claims), "claim"), go={"actor": card.actor.id, "place": None}),
        ),
        latest_line(index, latest) if latest else None,
    )


def latest_line(index: Index, claim: Claim) -> Node:
    """A position in one line."""
    return el(
        "div.latest",
        el("span.date", when_said(index, claim) or "undated"),
        chip(claim.stance),
        lead_in(claim) or None,
        quoted(claim, 150),
        go={"claim": claim.id},
    )


def office(index: Index, card: ActorCard) -> str:
    """Office and country of an actor, or what kind of actor it is."""
    return index.office(card.actor) or ACTOR_KINDS[card.actor.kind]


def chosen_actor(index: Index, card: ActorCard, view: View) -> Node:
    """One actor: office, the forms of the name that were merged and why, all dated claims."""
    claims = index.claims_by.get(card.actor.id, ())
    offices = list(dict.fromkeys(office.title for office in card.actor.offices))
    others = [alias for alias in card.actor.aliases if alias != card.actor.name]
    about = [el("p", office(index, card))]
    about += [el("p", el("b", "Also called "), ", ".join(offices[1:]))] if len(offices) > 1 else []
    about += (
        [
            el(
                "p",
                el("b", "Also written "),
                ", ".join(others),
                f" ({card.actor.why})" if card.actor.why else None,
            )
        ]
        if others
        else []
    )
    return el(
        "section.panel",
        el(
            "div.section",
            el("h2", card.actor.name),
            lifted(count(len(claims), "claim"), {"actor": None}),
            more({"actor": card.actor.id}),
        ),
        el(
            "div.scroll.lines",
            el("div.about", *about, None if view.asof else el("p", count(card.count, "mention") + " in all")),
            *(claim_line(index, claim, claim.id == view.claim, card.actor.id) for claim in claims[:LINES]),
        ),
    )


def chosen_place(index: Index, card: PlaceCard, view: View) -> Node:
    """One place: its role on the map and all claims that name it."""
    claims = index.claims_at.get(card.place.id, ())
    about = f"{ROLE_WORDS[card.role].capitalize()}; {PRECISION_WORDS[card.place.precision]}."
    nothing = (
        f"No report published by {day(index.summary.as_of)} tells of it."
        if view.asof
        else "No claim names it; it is always shown on this story's map."
        if card.always
        else "No claim names it."
    )
    return el(
        "section.panel",
        el(
            "div.section",
            el("h2", card.place.name),
            lifted(count(len(claims), "claim"), {"place": None}),
            more({"place": card.place.id}),
        ),
        el(
            "div.scroll.lines",
            el("div.about", el("p", about)),
            *(claim_line(index, claim, claim.id == view.claim) for claim in claims[:LINES]),
            None if claims else el("p.rest", nothing),
        ),
    )


def more(change: dict) -> Node:
    """The way to the same claims with all filters."""
    return el("span.plain.more", "search these", go={"page": "evidence", **change})
