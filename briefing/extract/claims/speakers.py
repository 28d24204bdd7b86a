"""Who the speaker is: mentions inside the speaker's words, and pronouns or "the agency" led back to who spoke before."""
from dataclasses import dataclass

from briefing.extract.claims import grammar
from briefing.extract.claims.definite import stands_for
from briefing.extract.claims.index import MAN, WOMAN, Index
from briefing.extract.claims.named import beside_noun, named_by, set_off
from briefing.extract.claims.view import Found, View
from briefing.extract.claims.words import lists, words
from briefing.model import Mention

PERSONS, THINGS = frozenset(("he", "she")), frozenset(("it",))


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who spoke before, for pronouns to lead back to."""
    actor: str | None               # None: someone spoke, and it is not known who
    kind: str
    text: str
    passage: int
    sentence: int
    plural: bool
    head: str = ""                  # lemma of the head noun

    def is_not(self, gender: str) -> bool:
        """Whether the noun says the other gender: "her husband"."""
        return self.head in (MAN if gender == "woman" else WOMAN)


def resolve(view: View, found: Found, index: Index, spoken: list[Voice], genders: dict[str, str]) -> tuple[str | None, str | None]:
    """(actor, why where it is carried over from other words); (None, None) where the parse is unsure."""
    if found.speaker is None or found.head is None:
        return None, None
    span = view.passage.words(*found.speaker)
    head = view.tokens[found.head]
    low = grammar.small(head)
    if low in PERSONS:
        return _person(view, found, index, spoken, genders, low)
    if low in THINGS:
        return _thing(view, found, spoken)
    if low == "they":
        return _they(view, found, index, spoken)
    if low in ("some", "many", "others", "both", "most", "one", "another", "who", "we", "i", "you", "everyone", "everybody", "people", "none", "those", "all", "several", "few", "nobody", "someone"):
        named = beside_noun(view, [m for m in index.within(span.start, span.end) if not m.is_place], span)
        return (named[-1].refers, None) if named else (None, None)
    inside = [m for m in index.within(span.start, span.end) if not m.is_place]
    if head.tag_ in ("NN", "NNP") and any(m.reading == "demonym" and m.span.start <= view.passage.at(head.idx) < m.span.end for m in inside) and found.speaker[1] - found.speaker[0] <= 1:
        last = spoken[-1] if spoken and spoken[-1].kind == "person" and spoken[-1].passage >= view.index - 1 else None
        return (last.actor, f"“{view.text(found.speaker)}” follows the words of {last.text}") if last else (None, None)
    actor = set_off(view, found, index) or named_by(view, found, inside, span)
    if actor is not None:
        return actor, None
    return _definite(view, found, inside, spoken, index)


def _person(view: View, found: Found, index: Index, spoken: list[Voice], genders: dict[str, str], pronoun: str) -> tuple[str | None, str | None]:
    """he and she: the one person before in the sentence, else who spoke last, else the one person of the sentence before."""
    other = {"he": "woman", "she": "man"}[pronoun]
    fits = lambda actor: genders.get(actor) != other
    start = view.start_of[found.head]
    at = view.passage.words(found.head, found.head).start
    begin = view.passage.words(start, start).start
    here = [m for m in index.within(begin, at) if m.kind == "person" and fits(m.refers)]
    outside = [m for m in here if not any(view.passage.words(*part).start <= m.span.start < view.passage.words(*part).end for part in found.content if part[1] > part[0])]
    last = next((v for v in reversed(spoken[-20:]) if v.kind in ("person", "described") and (v.actor is None and not v.is_not("woman" if pronoun == "she" else "man") or v.actor is not None and fits(v.actor))), None)
    if last is not None and last.actor is None:
        return None, None
    if last is not None and last.passage == view.index and last.sentence == start:
        return last.actor, f"“{pronoun}” is {last.text}, who speaks in the same sentence"
    people = {m.refers for m in outside}
    if len(people) == 1:
        return outside[-1].refers, f"“{pronoun}” follows {outside[-1].span.quote} in the sentence"
    if len(people) > 1:
        return None, None
    if last is not None and last.passage == view.index and genders.get(last.actor) != ("woman" if pronoun == "she" else "man"):
        named = {m.refers for m in index.within(view.passage.words(last.sentence, last.sentence).start, begin) if m.kind == "person" and fits(m.refers)} - {last.actor}
        gap = start > 0 and view.start_of[start - 1] != last.sentence
        if named and (gap or found.family == "deny"):
            return None, None                               # "Rotaru said Munteanu had promised. She denied that."
    if last is not None and (last.passage >= view.index - 1):
        between = {m.refers for m in index.within(view.passage.words(0, 0).start, begin) if m.kind == "person" and fits(m.refers)} if last.passage < view.index else set()
        if not between - {last.actor}:
            return last.actor, f"“{pronoun}” follows the words of {last.text}"
    if start > 0:
        first = view.start_of[start - 1]
        before = [m for m in index.within(view.passage.words(first, first).start, begin) if m.kind == "person" and fits(m.refers)]
        if len({m.refers for m in before}) == 1:
            return before[0].refers, f"“{pronoun}” follows {before[0].span.quote} in the sentence before"
    elif last is None:
        before = [m for m in index.within(max(0, begin - 400), begin) if m.kind == "person" and fits(m.refers)]
        if before and len({m.refers for m in before}) == 1:
            return before[-1].refers, f"“{pronoun}” follows {before[-1].span.quote}"
    return None, None


def _thing(view: View, found: Found, spoken: list[Voice]) -> tuple[str | None, str | None]:
    """it: the body that spoke last in this paragraph or at the end of the one before."""
    last = next((v for v in reversed(spoken[-20:]) if v.kind in ("organisation", "state", "media", "group")), None)
    if last is not None and last.actor is not None and last.passage >= view.index - 1 and spoken[-1] is last and not last.plural:
        return last.actor, f"“it” follows the words of {last.text}"
    return None, None


def _they(view: View, found: Found, index: Index, spoken: list[Voice]) -> tuple[str | None, str | None]:
    start = view.start_of[found.head]
    at = view.passage.words(found.head, found.head).start
    here = [m for m in index.within(view.passage.words(start, start).start, at) if m.kind in ("group",)]
    if here:
        return here[-1].refers, f"“they” follows {here[-1].span.quote} in the sentence"
    if spoken and spoken[-1].plural and spoken[-1].actor is not None and spoken[-1].passage >= view.index - 1:
        return spoken[-1].actor, f"“they” follows the words of {spoken[-1].text}"
    return None, None


def _definite(view: View, found: Found, inside: list[Mention], spoken: list[Voice], index: Index) -> tuple[str | None, str | None]:
    """"the source added", "the spy agency said": whoever spoke last under that noun, else who is called so before."""
    head = view.tokens[found.head]
    opener = view.tokens[found.speaker[0]].lower_
    lemma = head.lemma_.lower()
    if opener not in ("the", "this", "that") or inside:
        return None, None
    if lemma in lists("paper") and spoken and spoken[-1].actor and spoken[-1].passage == view.index and lemma in view.low[spoken[-1].sentence:view.end_of[spoken[-1].sentence]]:
        return spoken[-1].actor, f"“{view.text(found.speaker)}” is that of {spoken[-1].text}"      # "said in a statement … The statement said"
    for voice in reversed(spoken[-3:]) if found.speaker[1] - found.speaker[0] < 3 else ():
        if voice.passage < view.index - 2:
            break
        if voice.plural and head.tag_ == "NN":
            continue
        if voice.actor is None:
            if lemma == voice.head:
                return None, None
            continue
        person = lemma in words("voices", "people") and lemma not in words("voices", "bodies")
        if person and voice.kind not in ("person", "described"):
            continue
        if any(view.tokens[k].lower_ not in voice.text.lower().split() for k in range(found.speaker[0] + 1, found.head)):
            continue                                        # "the prime minister" is not the shadow minister who spoke before
        if lemma == voice.head or person and lemma in voice.text.lower().split() or lemma in words("voices", "media") and voice.kind == "media":
            return voice.actor, f"“{opener} {head.text}” follows the words of {voice.text}"
    actor = stands_for(view, found.speaker, lemma, index, tuple(voice.actor for voice in reversed(spoken[-20:]) if voice.actor))
    return (actor, f"“{view.text(found.speaker)}” is {index.first[actor].span.quote}, named before") if actor else (None, None)


def kind_of(head) -> str:
    """What kind of voice a noun is that no mention covers."""
    lemma = head.lemma_.lower()
    if head.lower_ in PERSONS or head.ent_type_ == "PERSON":
        return "person"
    if lemma in words("voices", "bodies") or head.ent_type_ in ("ORG", "GPE", "NORP") or head.lower_ == "it":
        return "organisation"
    return "described" if lemma in words("voices", "people") else "group" if head.tag_ in ("NNS", "NNPS") or head.lower_ == "they" else "organisation"
