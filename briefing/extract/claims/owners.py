"""Who stands behind words that say whose they are: "the company's spokesman", "her party", "its accounts", "a ministry spokesman"."""

from dataclasses import replace
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.definite import called_so, the_only
from briefing.extract.claims.pronouns import BODIES, Meant, Scene, person, thing
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import words
from briefing.model import Mention


def owned(view: View, found: Found, scene: Scene) -> Meant | None:
    """Whom "its accounts", "the company's spokesman", "her party" stand for; None where the words name no owner, or he is not known."""
    head, text = view.tokens[found.head], view.text(found.speaker)
    lemma = head.lemma_.lower()
    owner = _owner(view, found, head, scene)
    if owner is None:
        return None
    name = scene.index.first[owner].span.quote
    if head.lower_ in words("voices", "papers"):
        return Meant(owner, f"“{text}” is that of {name}", name)
    actor = _belongs(lemma, owner, scene, plain=found.head - 1 <= found.speaker[0] + 1)
    return (
        Meant(
            actor, f"“{text}” is {scene.index.first[actor].span.quote}", scene.index.first[actor].span.quote
        )
        if actor
        else None
    )


def _owner(view: View, found: Found, head: Any, scene: Scene) -> str | None:
    """Whose the noun is: by "'s", by its, his or her, by the noun before it ("company accounts"), or behind "available to"."""
    owner = grammar.child(head, "poss")
    if owner is not None and owner.tag_ == "PRP$":
        subject = replace(found, head=owner.i)
        return {"its": thing, "their": thing}.get(
            owner.lower_, lambda *a: person(*a, "she" if owner.lower_ == "her" else "he")
        )(view, subject, scene).actor
    if owner is None:
        owner = grammar.child(head, "compound", "nmod")
    of = grammar.child(head, "prep") if head.lower_ in words("voices", "papers") else None
    if owner is None and of is not None and of.lower_ == "of":
        owner = grammar.child(of, "pobj")  # "the calculation of the Marine Institute"
    if owner is None or not found.speaker[0] <= owner.i <= found.speaker[1]:
        return None
    return _who(view, owner, scene)


def _who(view: View, noun: Any, scene: Scene) -> str | None:
    """The actor a noun names, or the only one so called before."""
    at = view.passage.at(noun.idx)
    named = [
        m for m in scene.index.within(at - 60, at + 60) if not m.is_place and m.span.start <= at < m.span.end
    ]
    if named:
        return max(named, key=lambda m: m.span.end - m.span.start).refers
    return called_so(view, noun.i, noun.lemma_.lower(), scene.index, scene.speakers)


def _belongs(lemma: str, owner: str, scene: Scene, plain: bool) -> str | None:
    """The one person in this office of the owner, or the one body so called that the owner belongs to; where a plain noun
    says no more ("her party"), the only one of the report."""
    index = scene.index
    if lemma in words("voices", "people") and lemma not in words("voices", "bodies"):
        holders = {
            office.actor
            for offices in index.offices.values()
            for office in offices
            if office.organisation == owner and lemma in office.title.lower().split()
        }
        return next(iter(holders)) if len(holders) == 1 else None
    if lemma not in words("voices", "bodies"):
        return None
    bodies = {
        office.organisation
        for office in index.offices.get(owner, ())
        if office.organisation and f" {lemma} " in index.called.get(office.organisation, "")
    }
    if len(bodies) == 1:
        return next(iter(bodies))
    return (
        the_only(lemma, index)
        if plain and index.first[owner].kind == "person" and lemma not in words("voices", "everybody's")
        else None
    )


def speaks_for(view: View, found: Found, inside: list[Mention], scene: Scene) -> Meant | None:
    """The body an unnamed spokesman speaks for: that of his words, else the one that spoke right before; None where it is nobody's."""
    head = view.tokens[found.head]
    if head.lower_ not in words("voices", "spokespeople") or any(m.kind == "person" for m in inside):
        return None
    body = _body_of(view, found, head, inside, scene)
    if body is None:
        return None
    name = scene.index.first[body].span.quote
    return Meant(body, f"“{view.text(found.speaker)}” speaks for {name}", name)


def _body_of(view: View, found: Found, head: Any, inside: list[Mention], scene: Scene) -> str | None:
    bodies = [m for m in inside if m.kind in BODIES]
    if bodies:
        return bodies[-1].refers if len({m.refers for m in bodies}) == 1 else None
    of = next(
        (
            c
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in ("for", "of", "from", "at", "with") and c.i > head.i
        ),
        None,
    )
    noun = grammar.child(of, "pobj") if of is not None else grammar.child(head, "poss", "compound", "nmod")
    if noun is not None:
        return _who(view, noun, scene) if noun.tag_ != "PRP$" else None
    if of is not None or view.low[found.speaker[0]] not in ("a", "an", "one"):
        return None
    meant = thing(view, found, scene)
    if meant.actor is not None or meant.text is not None:
        return meant.actor
    part = (
        found.content[0] if found.content else None
    )  # "The alliance weighs two more ships, a spokeswoman says"
    return (
        called_so(view, part[0] + 1, view.tokens[part[0] + 1].lemma_.lower(), scene.index, scene.speakers)
        if part and view.low[part[0]] == "the" and part[1] > part[0]
        else None
    )
