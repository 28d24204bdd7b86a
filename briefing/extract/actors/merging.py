"""Actors of all documents: the variants of one name brought together, each time with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.extract.actors.gazetteer import country_ids
from briefing.extract.actors.naming import folded, plain, slug
from briefing.extract.actors.people import families
from briefing.extract.actors.same_bodies import same_organisations
from briefing.extract.actors.sameness import same_people
from briefing.lexicon import read_lexicon
from briefing.model import Actor, Extraction, Office


@dataclass(slots=True)
class Seen:
    """What the documents say of one id, before any merge."""

    id: str
    order: int
    kinds: Counter = field(default_factory=Counter)
    forms: Counter = field(default_factory=Counter)  # name → times, nominals and demonyms included
    names: Counter = field(default_factory=Counter)  # only forms that are names
    offices: list[Office] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    acts: bool = False  # in some document

    @property
    def kind(self) -> str:
        return max(self.kinds, key=lambda kind: (self.kinds[kind], kind))

    @property
    def name(self) -> str:
        names = self.names or self.forms
        return max(names, key=lambda form: (" " in form, names[form], len(form), form))


def merge_actors(extractions: Iterable[Extraction]) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """Every actor once, by id, with its surface forms, offices and the reason of each merge; and old id → id it was merged into.

    Near linear: names are compared only with those that share a folded family name or an organisation's bare name.
    """
    seen = _seen(extractions)
    people = [one for one in seen.values() if one.kind == "person"]
    sounds = {folded(one.name) for one in people if " " in one.name}
    bodies = [one for one in seen.values() if one.kind in ("organisation", "media")]
    people += [
        one for one in bodies if " " in one.name and folded(one.name) in sounds
    ]  # "Siobhán MacAllister", taken for a body
    known = {one.id for one in people}
    people += [one for one in bodies if one.id not in known and _surname(one, people)]
    known = {one.id for one in people}
    named = {_word(body.name) for body in bodies if body.id not in known}
    firms = {
        one.id: one
        for one in people
        if " " not in one.name and not one.offices and plain(one.name).lower() in named
    }
    people = [one for one in people if one.id not in firms]
    bodies = [one for one in bodies if one.id not in known] + list(firms.values())
    into: dict[str, tuple[str, str]] = {}
    for old, new, why in (*same_people(people), *same_organisations(bodies)):
        while new in into:
            new = into[new][0]
        if old not in into and old != new:
            into[old] = new, why
    canonical = {old: _end(old, into) for old in into}
    groups: dict[str, list[Seen]] = defaultdict(list)
    for one in seen.values():
        groups[canonical.get(one.id, one.id)].append(one)
    whys = defaultdict(list)
    for old, (_, why) in into.items():
        whys[canonical[old]].append(why)
    return tuple(_actor(id, groups[id], whys[id]) for id in sorted(groups)), dict(sorted(canonical.items()))


def _surname(one: Seen, people: list[Seen]) -> bool:
    """Whether a lone word taken for a body is the surname of one person with an office ("Arrieta announced")."""
    if " " in one.name or one.name.isupper() or not one.acts or sum(one.names.values()) > 2:
        return False
    return len([person for person in people if person.offices and one.name in families(person.name)]) == 1


def _word(name: str) -> str:
    """The word by which a body of more words may be taken for a person: "Hidrovale" of "Hidrovale Energia S.A."."""
    return plain(name.split(" ")[0]).lower() if " " in name else ""


def _seen(extractions: Iterable[Extraction]) -> dict[str, Seen]:
    seen: dict[str, Seen] = {}
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.is_place:
                continue
            one = seen.setdefault(mention.refers, Seen(mention.refers, len(seen)))
            form = " ".join(mention.span.quote.split())
            one.kinds[mention.kind] += 1
            one.forms[form] += 1
            if mention.reading in ("name", "named"):
                one.names[form] += 1
            one.acts = one.acts or mention.reading == "name"
            if extraction.document.id not in one.documents[-1:]:
                one.documents.append(extraction.document.id)
        for office in extraction.offices:
            if office.actor in seen:
                seen[office.actor].offices.append(office)
    return seen


def _end(id: str, into: dict[str, tuple[str, str]]) -> str:
    """The id at the end of a row of merges."""
    passed = {id}
    while id in into and into[id][0] not in passed:
        id = into[id][0]
        passed.add(id)
    return id


def _actor(id: str, group: list[Seen], whys: list[str]) -> Actor:
    """The actor that a group of ids is."""
    group = sorted(group, key=lambda one: (one.id != id, one.order))
    forms: Counter = Counter()
    for one in group:
        forms.update(one.forms)
    offices = tuple(dict.fromkeys(office for one in group for office in one.offices))
    kind = max(sum((one.kinds for one in group), Counter()).items(), key=lambda item: (item[1], item[0]))[0]
    organisation = _most(office.organisation for office in offices)
    country = _most(office.country for office in offices)
    entry = read_lexicon("media").get(id) or read_lexicon("organisations").get(id) or {}
    name = entry.get("name") or _countries().get(id) or group[0].name
    if kind in ("organisation", "media", "described") and country is None:
        country = country_ids().get(entry.get("country")) or next(
            (state for state in _countries() if id.startswith(state + "-")), None
        )
    offices = tuple(
        Office(office.title, office.span, id, office.organisation, office.country) for office in offices
    )
    aliases = tuple(form for form, _ in sorted(forms.items(), key=lambda item: (-item[1], item[0])))
    return Actor(
        id, name, kind, country, organisation, offices, aliases, "; ".join(dict.fromkeys(whys)) or None
    )


def _countries() -> dict[str, str]:
    return {slug(entry["name"]): entry["name"] for entry in read_lexicon("countries").values()}


def _most(ids: Iterable[str | None]) -> str | None:
    counts = Counter(id for id in ids if id)
    return max(counts, key=lambda id: (counts[id], id)) if counts else None
