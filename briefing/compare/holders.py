"""Whose position a claim tells: the speaker's, the body's in whose name he speaks, or that of who acts in it."""

import re
from dataclasses import dataclass, field
from itertools import dropwhile

from briefing.compare.desk import Desk
from briefing.compare.gist import Gist
from briefing.compare.settling import PRONOUNS
from briefing.lexicon import word_set
from briefing.model import Actor

ARTICLES = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
SHORT = 5  # words of a subject that is only a name
# "the railway's public relations office", "a spokeswoman for the railway"
OFFICE_OF = re.compile(
    r"(?P<body>.+?)['’]s?\s+(?:[\w-]+\s+){0,2}(?:office|service|department|desk|spokes(?:man|woman|person))$",
    re.IGNORECASE,
)
SPEAKER_FOR = re.compile(
    r"(?:\w+\s+)?(?:spokes(?:man|woman|person)|press officer|press office)\s+(?:for|of|at)\s+(?P<body>.+)$",
    re.IGNORECASE,
)
SELVES = re.compile(r"\s+(?:itself|himself|herself|themselves)$")


@dataclass(frozen=True, slots=True)
class Holder:
    """One who holds a position."""

    key: str  # actor id, or the name as written where it is no known actor
    own: bool  # itself, not somebody in its name


@dataclass
class Holders:
    """Looks up who holds the position that a claim tells."""

    desk: Desk
    _titles: dict[str, set[str]] = field(init=False)  # "railway minister" → persons
    _names: dict[str, str] = field(init=False)  # name of an actor in lower case → id
    _named_in: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._titles, self._names = {}, {}
        for actor in self.desk.cast.actors.values():
            for office in actor.offices if actor.kind == "person" else ():
                for title in {office.title.lower(), office.title.lower().split(" of ")[0]}:
                    self._titles.setdefault(title, set()).add(actor.id)
            if actor.kind not in ("media", "described"):
                for name in (actor.name, *actor.aliases):
                    self._names.setdefault(name.lower(), actor.id)
        self._named_in = {
            document: frozenset(m.refers for m in mentions)
            for document, mentions in self.desk.mentions_in.items()
        }

    def of(self, gist: Gist) -> tuple[Holder, ...]:
        """The holders of a claim, the nearest first."""
        claim = gist.claim
        if claim.speaker or claim.actor:
            who = self._speaker(gist)
            if who and not self._is_media(who):
                return self._with_body(who)
        elif own := self.desk.issued_by.get(claim.document):
            return self._with_body(own)  # a body's own release
        subject = gist.subject
        if subject is None and not claim.speaker and (name := self._subject_name(gist)):
            return (Holder(name, True),)
        if (
            subject
            and subject in self.desk.cast.actors
            and subject not in claim.places
            and (not claim.speaker or claim.actor and self._is_media(claim.actor))
        ):
            return self._with_body(subject)
        return ()

    def _is_media(self, key: str) -> bool:
        actor = self.desk.cast.actors.get(key)
        return actor is not None and actor.kind in ("media", "described", "group")

    def _speaker(self, gist: Gist) -> str | None:
        claim = gist.claim
        if claim.actor:
            return claim.actor
        assert claim.speaker
        words = _principal(
            SELVES.sub("", ARTICLES.sub("", " ".join(claim.speaker.quote.split()).split(",")[0]))
        )
        parts = words.split()
        for i, part in enumerate(parts):  # "grid firm Voltara"
            if part[:1].isupper() and (known := self._names.get(" ".join(parts[i:]).lower())):
                return known
        if words.lower() in word_set("positions", "own body"):
            return self._called(words.lower(), gist)
        people = [id for id in self._titles.get(words.lower(), ()) if id in self._named_in[claim.document]]
        if len(people) == 1:
            return people[0]
        inside = {
            m.refers
            for m in self.desk.mentions_in[claim.document]
            if not m.is_place and m.span.within(claim.speaker)
        }
        if (
            len(inside) == 1
            and (actor := self.desk.cast.actors.get(next(iter(inside))))
            and actor.kind == "organisation"
            and not {"of", "in", "from", "'", "’"}.intersection(re.findall(r"['’]|\w+", words))
        ):
            return actor.id
        return _by_name(words)

    def _called(self, noun: str, gist: Gist) -> str | None:
        """The one body of a report that "the union", "the company" may be: by a word of its name, or, of a firm, as the only one that is no public body."""
        if noun in PRONOUNS:
            return None
        bodies = [
            actor
            for id in sorted(self._named_in[gist.claim.document])
            if (actor := self.desk.cast.actors.get(id)) and actor.kind == "organisation"
        ]
        said = [
            actor
            for actor in bodies
            if any(noun in name.lower().split() for name in (actor.name, *actor.aliases))
        ]
        if not said and noun in word_set("positions", "firms"):
            said = [actor for actor in bodies if not _is_public(actor)]
        return said[0].id if len(said) == 1 else None

    def _subject_name(self, gist: Gist) -> str | None:
        """The subject of an outlet's own sentence, where it is a body that is no known actor."""
        inside = gist.claim.features.subject if gist.claim.features else ()
        if not inside or len(inside) > SHORT:
            return None
        words = self.desk.documents[gist.claim.document].text[
            gist.words[inside[0]].start : gist.words[inside[-1]].end
        ]
        return _by_name(ARTICLES.sub("", " ".join(words.split())), described=True)

    def _with_body(self, key: str) -> tuple[Holder, ...]:
        actor = self.desk.cast.actors.get(key)
        body = actor.organisation if actor and actor.kind == "person" and _speaks_for(actor) else None
        return (Holder(key, True), Holder(body, False)) if body else (Holder(key, True),)


def _principal(words: str) -> str:
    """In whose name an office or a spokeswoman speaks: "Nordwing's press office", "spokeswoman for Nordwing"."""
    found = OFFICE_OF.match(words) or SPEAKER_FOR.match(words)
    return ARTICLES.sub("", found["body"]) if found else words


def _is_public(actor: Actor) -> bool:
    """Whether a body is named as one of a state, a union or a party, and not as a firm."""
    public = word_set("positions", "own body") | word_set("positions", "public bodies")
    return any(
        word in public - word_set("positions", "firms")
        for name in (actor.name, *actor.aliases)
        for word in name.lower().split()
    )


def _speaks_for(actor: Actor) -> bool:
    """Whether a person's office lets him speak for a body: a spokesman, a secretary, a minister."""
    words = {word for office in actor.offices for word in office.title.lower().split()}
    return bool(words & word_set("positions", "speaks for it"))


def governs(actor: Actor) -> bool:
    """Whether a person's office lets him speak for a state: a minister, a president, a governor."""
    words = {word for office in actor.offices for word in office.title.lower().split()}
    return bool(words & word_set("positions", "governs")) and not words & word_set(
        "positions", "does not govern"
    )


def _by_name(words: str, described: bool = False) -> str | None:
    """A key for a body that is no known actor and has a name: "airline Nordwing", "navy of Peru", unless only `described`, "Norelec"; None for "the company"."""
    own, parts = word_set("positions", "own body"), words.split()
    name = list(dropwhile(str.islower, parts))
    if (
        name
        and all(part[:1].isupper() for part in name)
        and (name == parts and not described or parts[0] in own)
        and words.lower() not in own
    ):
        return f"named {' '.join(name).lower()}"
    return f"named {words.lower()}" if name and parts[0].lower() in own and "of" in parts else None
