"""Who the speaker is: mentions inside the speaker's words, and pronouns or "the agency" led back to who spoke before."""

from dataclasses import replace
from typing import Any

from briefing.extract.claims import grammar
from briefing.extract.claims.definite import in_title, of_state, stands_for
from briefing.extract.claims.named import beside_noun, named_by, set_off
from briefing.extract.claims.owners import owned, speaks_for
from briefing.extract.claims.pronouns import (
    NOBODY,
    OBJECTS,
    PERSONS,
    THINGS,
    Meant,
    Scene,
    person,
    they,
    thing,
)
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import lists, words
from briefing.model import Mention

ANYBODY = frozenset(
    """some many others both most one another who we i you everyone everybody people none those all several few nobody
someone""".split()
)


def resolve(view: View, found: Found, scene: Scene) -> Meant:
    """Whom the speaker's words stand for; NOBODY where the parse is unsure."""
    if found.speaker is None or found.head is None:
        return NOBODY
    found = replace(found, speaker=grammar.without_relative(view.tokens, found.speaker))
    span = view.passage.words(*found.speaker)
    head = view.tokens[found.head]
    low = OBJECTS.get(grammar.small(head), grammar.small(head))
    if low in PERSONS:
        return person(view, found, scene, low)
    if low in THINGS:
        return thing(view, found, scene)
    if low == "they":
        return they(view, found, scene)
    inside = [m for m in scene.index.within(span.start, span.end) if not m.is_place]
    if low in ANYBODY:
        beside = beside_noun(view, inside, span)
        return Meant(beside[-1].refers) if beside else NOBODY
    if low in ("latter", "former"):
        return _of_two(view, found, scene, low)
    if _is_bare_demonym(view, found, inside):
        last = (
            scene.spoken[-1]
            if scene.spoken
            and scene.spoken[-1].kind == "person"
            and scene.spoken[-1].passage >= view.index - 1
            else None
        )
        return (
            Meant(last.actor, f"“{view.text(found.speaker)}” follows the words of {last.text}", last.text)
            if last
            else NOBODY
        )
    actor = set_off(view, found, scene.index)
    if actor is not None:
        return Meant(actor)
    meant = speaks_for(view, found, inside, scene)
    if meant is not None:
        return meant
    actor = named_by(view, found, inside, span)
    return Meant(actor) if actor is not None else _definite(view, found, inside, scene)


def _is_bare_demonym(view: View, found: Found, inside: list[Mention]) -> bool:
    """Whether the words are only "the Russian"."""
    head = view.tokens[found.head]
    at = view.passage.at(head.idx)
    return (
        head.tag_ in ("NN", "NNP")
        and found.speaker[1] - found.speaker[0] <= 1
        and any(m.reading == "demonym" and m.span.start <= at < m.span.end for m in inside)
    )


def _of_two(view: View, found: Found, scene: Scene, which: str) -> Meant:
    """ "the latter": the second of the two who spoke together last."""
    last = next((v for v in reversed(scene.spoken[-2:]) if v.also and v.passage >= view.index - 1), None)
    if last is None or len(last.also) != 1:
        return NOBODY
    actor = last.also[0] if which == "latter" else last.actor
    name = scene.index.first[actor].span.quote
    return Meant(actor, f"“the {which}” is {name}, of “{last.text}”", name)


def _definite(view: View, found: Found, inside: list[Mention], scene: Scene) -> Meant:
    """ "the source added", "the spy agency said": whoever spoke last under that noun, else who is called so before."""
    head, text = view.tokens[found.head], view.text(found.speaker)
    opener = view.tokens[found.speaker[0]].lower_
    lemma = head.lemma_.lower()
    meant = owned(view, found, scene)
    if meant is not None:
        return meant
    actor = in_title(view, found.speaker, lemma, scene.index) or of_state(
        view, found.speaker, lemma, inside, scene.index
    )
    if actor is not None:
        return Meant(actor, f"“{text}” is {scene.index.first[actor].span.quote}")
    if opener not in ("the", "this", "that") or any(
        m.kind != "place" and m.reading != "metonym" for m in inside if not _sits_there(view, m)
    ):
        return NOBODY
    meant = _spoke_as(view, found, head, lemma, scene)
    if meant is not None:
        return meant
    actor = stands_for(view, found.speaker, lemma, scene.index, scene.speakers)
    return (
        Meant(actor, f"“{text}” is {scene.index.first[actor].span.quote}, named before") if actor else NOBODY
    )


def _sits_there(view: View, mention: Mention) -> bool:
    """Whether a name only tells where a body sits: "the Darwin-based airline"."""
    return view.passage.document.text.startswith("-based", mention.span.end)


def _spoke_as(view: View, found: Found, head: Any, lemma: str, scene: Scene) -> Meant | None:
    """The last voice that a definite noun goes on; NOBODY where it goes on somebody unknown, None where it goes on nobody."""
    text = view.text(found.speaker)
    if lemma in lists("paper"):
        return _paper_of(view, found, lemma, scene)
    if found.speaker[1] - found.speaker[0] >= 3:
        return None
    for voice in reversed(scene.spoken[-3:]):
        if voice.passage < view.index - 2:
            break
        if voice.plural and head.tag_ == "NN":
            continue
        if voice.actor is None:
            if lemma == voice.head:
                return NOBODY
        elif _goes_on(view, found, voice, lemma):
            return Meant(voice.actor, f"“{text}” follows the words of {voice.text}", voice.text)
    return None


def _paper_of(view: View, found: Found, lemma: str, scene: Scene) -> Meant | None:
    """Who spoke in the paper before: "said in a statement … The statement said"."""
    here = view.start_of[found.head]
    for voice in reversed(scene.spoken[-4:]):
        if (
            voice.passage == view.index
            and voice.sentence != here
            and voice.actor
            and lemma in view.low[voice.sentence : view.end_of[voice.sentence]]
        ):
            return Meant(voice.actor, f"“{view.text(found.speaker)}” is that of {voice.text}", voice.text)
    return None


def _goes_on(view: View, found: Found, voice: Any, lemma: str) -> bool:
    """Whether a definite noun can be the voice: by its own noun or a word of its name."""
    is_person = lemma in words("voices", "people") and lemma not in words("voices", "bodies")
    if is_person and voice.kind not in ("person", "described"):
        return False
    told = voice.text.lower().split()
    if any(view.low[k] not in told for k in range(found.speaker[0] + 1, found.head) if view.low[k] != "same"):
        return False  # "the prime minister" is not the shadow minister who spoke before
    return (
        lemma == voice.head
        or is_person
        and lemma in told
        or lemma in words("voices", "media")
        and voice.kind == "media"
    )


def kind_of(view: View, words_: tuple[int, int], head: Any) -> str:
    """What kind of voice a noun is that no mention covers."""
    lemma = head.lemma_.lower()
    before = {view.tokens[k].lemma_.lower() for k in range(words_[0], head.i)}
    if (
        head.lower_ in PERSONS
        or head.ent_type_ == "PERSON"
        or head.pos_ == "PROPN"
        and before & words("voices", "people")
    ):
        return "person"  # "board member Claudia Roe"
    if (
        head.pos_ == "PROPN"
        and not head.ent_type_
        and head.i
        and view.tokens[head.i - 1].pos_ == "PROPN"
        and lemma not in words("voices", "bodies")
    ):
        return "named"  # "MLA Basanti Munda": a name nothing is known of
    if lemma in words("voices", "bodies") or head.ent_type_ in ("ORG", "GPE", "NORP") or head.lower_ == "it":
        return "organisation"
    return (
        "described"
        if lemma in words("voices", "people")
        else "group"
        if head.tag_ in ("NNS", "NNPS") or head.lower_ == "they"
        else "organisation"
    )
