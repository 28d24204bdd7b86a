"""Whom he, she, it and they stand for: who spoke last, else the one a sentence before is about; open where two could be meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefing.extract.claims import grammar
from briefing.extract.claims.definite import stands_for
from briefing.extract.claims.index import MAN, WOMAN, Index
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.voices import can_speak
from briefing.extract.claims.words import words
from briefing.model import Mention

PERSONS, THINGS = frozenset(("he", "she")), frozenset(("it",))
OBJECTS = {
    "him": "he",
    "her": "she",
    "them": "they",
    "his": "he",
    "its": "it",
    "their": "they",
}  # "according to him", "its claim that"
BODIES = ("organisation", "state", "media", "group")
REACH = 4  # sentences before that are looked at


class Meant(NamedTuple):
    """Whom a speaker's words stand for: an actor or only words, and why where it is carried over from other words."""

    actor: str | None = None
    why: str | None = None
    text: str | None = None


NOBODY = Meant()


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who spoke before, for pronouns to lead back to."""

    actor: str | None  # None: someone spoke, and it is not known who
    kind: str
    text: str
    passage: int
    sentence: int
    plural: bool
    head: str = ""  # lemma of the head noun
    also: tuple[str, ...] = ()  # who said it together with the actor

    def is_not(self, gender: str) -> bool:
        """Whether the noun says the other gender: "her husband"."""
        return self.head in (MAN if gender == "woman" else WOMAN)


@dataclass(slots=True)
class Scene:
    """What was read before the words at hand."""

    views: list[View]
    index: Index
    genders: dict[str, str]
    spoken: list[Voice]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The actors who spoke before, the last one first."""
        return tuple(voice.actor for voice in reversed(self.spoken[-20:]) if voice.actor)

    def spoke_in(self, passage: int, sentence: int) -> list[Voice]:
        """Who spoke in a sentence, the last one first."""
        return [
            voice
            for voice in reversed(self.spoken[-20:])
            if (voice.passage, voice.sentence) == (passage, sentence)
        ]

    def before(self, view: View, start: int) -> Iterator[tuple[View, int, int]]:
        """The sentences before a token, nearest first: those of its paragraph, then those of the paragraph before it."""
        left = REACH
        for one in (view, *self.views[max(0, view.index - 1) : view.index]):
            k = (start if one is view else len(one.tokens)) - 1
            while k >= 0 and left:
                first = min(one.start_of[k], k)
                yield one, first, k
                k, left = first - 1, left - 1


def person(view: View, found: Found, scene: Scene, pronoun: str) -> Meant:
    """he and she: who speaks in the sentence, else the one person named before in it, else whom the nearest sentence before is about."""
    gender = "woman" if pronoun == "she" else "man"
    other = "man" if pronoun == "she" else "woman"
    start = _start(view, found)
    here = next(
        (
            v
            for v in scene.spoke_in(view.index, start)
            if _is_person(v, gender) and scene.genders.get(v.actor) != other
        ),
        None,
    )
    if here is not None:
        return Meant(here.actor, f"“{pronoun}” is {here.text}, who speaks in the same sentence", here.text)
    fits = lambda mentions: {
        m.refers: m for m in mentions if m.kind == "person" and scene.genders.get(m.refers) != other
    }
    told = [view.passage.words(*part) for part in found.content if part[1] > part[0]]
    near = [
        m
        for m in named(view, start, found.head - 1, scene.index)
        if not any(part.start <= m.span.start < part.end for part in told)
    ]
    people = fits(near)
    if people:
        one = next(reversed(people.values()))
        return (
            Meant(one.refers, f"“{pronoun}” follows {one.span.quote} in the sentence", one.span.quote)
            if len(people) == 1
            else NOBODY
        )
    for one, first, last in scene.before(view, start):
        meant = _person_of(
            one,
            first,
            last,
            scene,
            fits,
            gender,
            pronoun,
            found.family == "deny" or one is view and last < start - 1,
        )
        if meant is not None:
            return meant
    inside = fits(
        m
        for part in told
        for m in scene.index.within(
            part.start, min(part.end, view.passage.words(found.head, found.head).start)
        )
    )
    if len(inside) == 1:  # "The result would be accepted by the premier, Jan Toller, he said"
        one = next(iter(inside.values()))
        return Meant(
            one.refers, f"“{pronoun}” follows {one.span.quote}, the only person named", one.span.quote
        )
    return NOBODY


def _start(view: View, found: Found) -> int:
    """Where the sentence of a pronoun starts, with the sentences of the quotation before it: '“It rang. Nobody came,” she says'."""
    start = view.start_of[found.head]
    if found.rule == "quote before" and found.content and found.content[0][0] < start:
        return view.start_of[max(found.content[0][0] - 1, 0)]
    return start


def _person_of(
    view: View, first: int, last: int, scene: Scene, fits, gender: str, pronoun: str, doubtful: bool
) -> Meant | None:
    """Whom he or she means where a sentence before speaks of people; NOBODY where of two, None where of none."""
    people = fits(named(view, first, last, scene.index))
    if len(people) == 1 and _other(view, first, last, gender, people):
        return None  # "The president gave him until Monday. He claims": not the president
    voice = next(
        (
            v
            for v in scene.spoke_in(view.index, first)
            if _is_person(v, gender) and scene.genders.get(v.actor, gender) == gender
        ),
        None,
    )
    if voice is not None:
        sure = scene.genders.get(voice.actor) == gender
        if doubtful and not sure and set(people) - {voice.actor}:
            return NOBODY  # "Rotaru said Munteanu had promised. She denied that."
        return Meant(voice.actor, f"“{pronoun}” follows the words of {voice.text}", voice.text)
    subject = subject_of(view, first, last)
    alone = subject is not None and _unnamed_person(view, subject, people)
    if len(people) > 1 or people and alone:
        known = [actor for actor in people if scene.genders.get(actor) == gender]
        return NOBODY if len(known) != 1 or alone else _of(people[known[0]], pronoun)
    if people:
        return _of(next(iter(people.values())), pronoun)
    if not alone or subject.lemma_.lower() in (MAN if gender == "woman" else WOMAN):
        return None
    phrase = grammar.phrase(subject, first, last)
    actor = stands_for(view, phrase, subject.lemma_.lower(), scene.index, scene.speakers)
    return Meant(actor, f"“{pronoun}” follows {view.text(phrase)} in the sentence before", view.text(phrase))


def _other(view: View, first: int, last: int, gender: str, people: dict[str, Mention]) -> bool:
    """Whether the one person named is the subject and somebody else is the object, by a pronoun: "Ann Roe gave her the key"."""
    subject = subject_of(view, first, last)
    pronoun = "her" if gender == "woman" else "him"
    other = subject is not None and any(
        c.dep_ in ("dobj", "dative") and c.lower_ == pronoun for c in subject.head.children
    )
    at = view.passage.at(subject.idx) if other else -1
    return other and any(m.span.start <= at < m.span.end for m in people.values())


def _of(mention: Mention, pronoun: str) -> Meant:
    return Meant(
        mention.refers, f"“{pronoun}” follows {mention.span.quote} in the sentence before", mention.span.quote
    )


def _is_person(voice: Voice, gender: str) -> bool:
    return voice.kind in ("person", "described", "named") and not voice.plural and not voice.is_not(gender)


def _unnamed_person(view: View, subject, people: dict[str, Mention]) -> bool:
    """Whether a subject is one person whom no name covers: "a neighbour", "the prime minister"."""
    heads = [
        view.passage.at(one.idx)
        for one in (subject, *subject.children)
        if one is subject or one.dep_ == "appos"
    ]  # "the chief pilot, Neil Holm"
    named_ = any(m.span.start <= at < m.span.end for m in people.values() for at in heads)
    return (
        not named_
        and subject.tag_ == "NN"
        and subject.lemma_.lower() in words("voices", "people")
        and subject.lemma_.lower() not in words("voices", "bodies", "many in one")
    )


def thing(view: View, found: Found, scene: Scene) -> Meant:
    """it: the body that spoke last, else the body that the nearest sentence before is about."""
    start = _start(view, found)
    for one, first, last in ((view, start, found.head - 1), *scene.before(view, start)):
        voice = next(
            (v for v in scene.spoke_in(one.index, first) if v.kind in (*BODIES, "named") and not v.plural),
            None,
        )
        if voice is not None:
            if one is not view and scene.spoken[-1] is not voice:
                return NOBODY  # somebody else spoke since, in another paragraph
            return Meant(voice.actor, f"“it” follows the words of {voice.text}", voice.text)
        meant = _body_of(one, first, last, scene) if first <= last else None
        if meant is not None:
            return meant
    return NOBODY


def _body_of(view: View, first: int, last: int, scene: Scene) -> Meant | None:
    """The body that is the subject of a sentence; NOBODY where it is many, None where it is none."""
    subject = subject_of(view, first, last)
    if subject is None or subject.pos_ == "PRON":
        return None
    at = view.passage.at(subject.idx)
    body = next(
        (
            m
            for m in named(view, first, last, scene.index)
            if m.kind in BODIES and m.reading != "demonym" and m.span.start <= at < m.span.end
        ),
        None,
    )
    if body is not None:
        return Meant(body.refers, f"“it” follows {body.span.quote} in the sentence before", body.span.quote)
    if subject.lemma_.lower() not in words("voices", "bodies") or _of_one_person(subject):
        return None
    if subject.tag_ != "NN":
        return NOBODY
    phrase = grammar.phrase(subject, first, last)
    actor = stands_for(view, phrase, subject.lemma_.lower(), scene.index, scene.speakers)
    return Meant(actor, f"“it” follows {view.text(phrase)} in the sentence before", view.text(phrase))


def _of_one_person(subject) -> bool:
    """ "The body of a pupil" is nobody's voice, "the association of teachers" is one."""
    return any(
        noun.tag_ == "NN" and noun.lemma_.lower() in words("voices", "people")
        for of in subject.children
        if of.lower_ == "of"
        for noun in of.children
    )


def they(view: View, found: Found, scene: Scene) -> Meant:
    """they: a group named before in the sentence, else the many who spoke last."""
    start = view.start_of[found.head]
    here = [m for m in named(view, start, found.head - 1, scene.index) if m.kind == "group"]
    if here:
        return Meant(
            here[-1].refers, f"“they” follows {here[-1].span.quote} in the sentence", here[-1].span.quote
        )
    part = found.content[0] if found.content else None  # "The conservators have accepted it, they say"
    subject = view.doc[part[0] : part[1] + 1].root if part and part[1] < found.head else None
    subject = grammar.child(subject, "nsubj") if subject is not None else None
    if subject is not None and subject.tag_ == "NNS" and subject.i >= part[0] and can_speak(view, subject):
        text = view.text(grammar.phrase(subject, part[0], found.head - 1))
        return Meant(None, f"“they” follows {text} in the sentence", text)
    last = scene.spoken[-1] if scene.spoken else None
    if last is not None and last.plural and last.passage >= view.index - 1:
        return Meant(last.actor, f"“they” follows the words of {last.text}", last.text)
    return NOBODY


def subject_of(view: View, first: int, last: int):
    """The subject of the main clause of a sentence; None where the parse shows none."""
    root = next((view.tokens[k] for k in range(first, last + 1) if view.tokens[k].dep_ == "ROOT"), None)
    return grammar.child(root, "nsubj", "nsubjpass") if root is not None else None


def named(view: View, first: int, last: int, index: Index) -> list[Mention]:
    """The actors named in tokens first..last outside quotation marks."""
    if first > last:
        return []
    span = view.passage.words(first, last)
    quoted = [
        view.passage.words(q.first, q.last) for q in view.places.all if q.first <= last and first <= q.last
    ]
    return [
        m
        for m in index.within(span.start, span.end)
        if not m.is_place and not any(q.start <= m.span.start < q.end for q in quoted)
    ]
