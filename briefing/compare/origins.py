"""Origins, not outlets: who first said each claim, as far back as its words lead, and which reports tell one dispatch."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefing.compare.desk import Desk, quoted
from briefing.compare.dispatch import Reuse
from briefing.compare.terms import word_list
from briefing.model import Claim, Link, Origin

COPYING = ("media", "agency", "reports")  # links that pass on what others say
# a body by its task: "the 112 emergency centre", "emergency services in the northwestern region of Galicia"
BODY = re.compile(r"(?:the )?(?P<what>[\w'’-]+(?: [\w'’-]+){1,3}?)(?: (?:of|in|for) (?:the )?.{1,60})?")
SHOWN = 3  # quotes in a `why`


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice a claim adds; `resolved` only where its own words name one."""

    origin: str
    name: str
    resolved: bool
    link: Link | None = None


def named_somewhere(claims: Iterable[Claim]) -> frozenset[str]:
    """Actors that some report calls by name: "the spy agency" is one of them where another sentence names it, "Korean media" never is."""
    return frozenset(
        link.actor
        for claim in claims
        for link in claim.chain
        if link.actor and link.role != "outlet" and _named_link(link)
    )


def _named_link(link: Link) -> bool:
    """Whether a link names someone; "Korean media", "two officials" are many and nobody."""
    last = link.holder.split()[-1] if link.holder.split() else ""
    return link.named and not (last.islower() and last in word_list("collective"))


def _body_of(link: Link) -> str | None:
    """What a body is called that has no name of its own: "112 emergency centre", "traffic directorate"; None for "the centre", "a centre"."""
    told = BODY.fullmatch(link.holder.lower()) if link.actor is None and link.role == "organisation" else None
    words = told["what"].split() if told else []
    if words and words[0].endswith(("'s", "’s")):
        words = words[1:]
    named = (
        len(words) > 1
        and words[0] not in word_list("no name")
        and words[-1] in word_list("bodies by their task")
    )
    return " ".join(words) if named else None


def voice_of(claim: Claim, known: frozenset[str] = frozenset()) -> Voice:
    """The last named link of the chain behind the outlet; `known` as in `named_somewhere`. An intention is told about its holder, not by him: he is no origin of the report."""
    links = [link for link in claim.chain if link.role != "outlet"]
    if claim.kind == "intention" and links and links[-1].actor is not None and links[-1].actor == claim.actor:
        links = links[:-1]
    if not links and claim.kind == "attributed" and claim.actor:
        return Voice(
            claim.actor, " ".join(claim.speaker.quote.split()) if claim.speaker else claim.actor, True
        )
    # behind someone unnamed nothing can be checked: "Yonhap, citing a government source" is Yonhap's word; but who prints what
    # "Korean media" say has no source of his own, and what they quote a president as saying is the president's
    cut = next(
        (
            i
            for i, link in enumerate(links)
            if not (_named_link(link) or link.actor in known) and link.role not in COPYING
        ),
        len(links),
    )
    if cut and (_named_link(links[cut - 1]) or links[cut - 1].actor in known):
        link = links[cut - 1]
        return Voice(link.actor or "named-" + slug(link.holder), link.holder, True, link)
    if links and len(links) == 1 and (body := _body_of(links[0])):
        return Voice("body-" + slug(body), links[0].holder, True, links[0])
    if links:
        return Voice(
            f"unresolved-{claim.document}-{slug(links[-1].holder)}", links[-1].holder, False, links[-1]
        )
    outlet = claim.chain[0].holder if claim.chain else "the outlet"
    return Voice(
        f"unresolved-{claim.document}",
        f"report {claim.document} in its own words"
        if outlet in ("this outlet", "the outlet")
        else f"{outlet} in its own words",
        False,
    )


def _known_by_name(desk: Desk, voice: Voice) -> Voice:
    """The same voice under the id of the one actor whose name ends its words: "Italian grid operator Apulia Grid"."""
    if not voice.resolved or voice.origin in desk.cast.actors:
        return voice
    words = f" {voice.name.lower()}"
    named = [
        actor.id
        for actor in desk.cast.actors.values()
        if " " in actor.name and words.endswith(f" {actor.name.lower()}")
    ]
    return replace(voice, origin=named[0]) if len(named) == 1 else voice


def _voices_beside(voice: Voice) -> list[Voice]:
    """Those who say it together with the voice: "A and B said" are two origins."""
    return (
        [Voice(actor, actor, True, voice.link) for actor in voice.link.also]
        if voice.resolved and voice.link is not None
        else []
    )


def slug(words: str) -> str:
    """Lower-case letters and digits of a holder's words, for an id that can be read."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:40].strip("-") or "unnamed"


def find_origins(desk: Desk, reuse: list[Reuse]) -> tuple[tuple[Origin, ...], dict[str, Voice]]:
    """Every origin in order of its first claim, and the voice of each claim by its id."""
    known = named_somewhere(gist.claim for gist in desk.gists)
    voices = {gist.claim.id: _known_by_name(desk, voice_of(gist.claim, known)) for gist in desk.gists}
    lent: dict[str, list[tuple[str, str]]] = defaultdict(list)  # origin → (claim of the same dispatch, why)
    for reused in reuse:
        for one, two in reused.chain:
            for mine, other in ((one, two), (two, one)):
                claim, source = desk.gists[mine].claim, voices[desk.gists[other].claim.id]
                if source.resolved and (
                    not voices[claim.id].resolved or voices[claim.id].origin == source.origin
                ):
                    lent[source.origin].append(
                        (
                            claim.id,
                            f"reports {reused.first} and {reused.second} tell one dispatch: {reused.why}",
                        )
                    )
    claims: dict[str, list[Claim]] = defaultdict(list)
    names: dict[str, Voice] = {}
    for gist in desk.gists:
        for voice in (voices[gist.claim.id], *_voices_beside(voices[gist.claim.id])):
            claims[voice.origin].append(gist.claim)
            names.setdefault(voice.origin, voice)
    return tuple(_origin(desk, names[key], own, lent.get(key, [])) for key, own in claims.items()), voices


def _origin(desk: Desk, voice: Voice, own: list[Claim], lent: list[tuple[str, str]]) -> Origin:
    by_id = {gist.claim.id: gist.claim for gist in desk.gists} if lent else {}
    more = [by_id[claim] for claim, _ in lent]
    documents = tuple(dict.fromkeys(claim.document for claim in own + more))
    said = sorted({claim.said.value for claim in own if claim.said and claim.said.value})
    known = desk.cast.actors.get(voice.origin)
    why = (
        _named(own, voice)
        if voice.resolved
        else "its words name no source"
        if voice.link is None
        else f"only {_named(own, voice) or voice.name}, which names nobody"
    )
    for reason in dict.fromkeys(reason for _, reason in lent):
        why += f"; {reason}"
    ids = tuple(dict.fromkeys(claim.id for claim in own + more))
    return Origin(
        voice.origin,
        known.name if known and voice.resolved else voice.name,
        voice.resolved,
        documents,
        ids,
        said[0] if said else None,
        why,
    )


def _named(claims: Iterable[Claim], voice: Voice) -> str:
    """The words by which up to three reports name the origin."""
    shown: dict[str, str] = {}
    for claim in claims:
        held = next(
            (
                link.holder
                for link in reversed(claim.chain)
                if link.role != "outlet"
                and (voice.origin in (link.actor, *link.also) or link.holder == voice.name)
            ),
            None,
        )
        words = f"“{held}”" if held else quoted(claim.speaker) if claim.speaker else ""
        if words and claim.document not in shown and len(shown) < SHOWN:
            shown[claim.document] = f"{words} ({claim.document})"
    return ", ".join(shown.values())
