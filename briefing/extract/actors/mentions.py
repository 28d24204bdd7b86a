"""Who and where is named in a document: each mention at its span, with the id of the actor or place it refers to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefing.extract.actors import (
    abbreviations,
    acting,
    described,
    happening,
    linking,
    nominals,
    organisations,
    people,
    readings,
    set_off,
    towns,
    unlisted,
    unnamed,
    which_town,
)
from briefing.extract.actors.gazetteer import country_ids, place, regions
from briefing.extract.actors.names import Hit, find_known
from briefing.extract.actors.naming import slug
from briefing.language import Passage
from briefing.lexicon import word_set
from briefing.model import ActorKind, Document, Mention, Reading, TextKinds

ROAD = re.compile(r" (?:Street|Avenue|Road|Boulevard|Lane|Square|Bridge|Station|Hotel|Hospital)\b")
AFTER = re.compile(
    r" (?:War|County|Street|Avenue|Road|River|Lake|Island|Islands|Valley|Beach|Park|Airport|Square|Bridge|Bay|Hills|Heights|Springs|Falls|Township|Sea|Strait|Canal)\b"
)
DATELINE = re.compile(r"(?:, [A-Z][\w.]+)? (?:\(\w+\) )?(?:-|\()|, \w+ \d{1,2} \(|:? \w+ \d{1,2},? \d{4}")
BESIDE = (
    120  # characters within which a country speaks for a part of it ("moved to the Far East, Moscow said")
)
HEADQUARTERS = re.compile(r"(?:'s)? (?:headquarters|Headquarters|HQ)\b")
PLACES = frozenset({"country", "demonym", "seat", "region"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mention while its document is still being read: characters of a passage."""

    passage: int
    start: int
    end: int
    kind: ActorKind | str
    refers: str
    reading: Reading = "name"


@dataclass(slots=True)
class Scan:
    """A passage, what is known in it, and the characters already given to a name."""

    passage: Passage
    text: str  # of the passage; spaCy joins its tokens anew at each asking
    number: int
    hits: list[Hit]
    titles: list[people.Title]
    title: bool = False  # capitals in it tell nothing
    main: str | None = None  # id of the country the report names most
    taken: list[tuple[int, int]] = field(default_factory=list)
    people: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether no name holds any of these characters yet."""
        return not any(start < b and a < end for a, b in self.taken)

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token of characters start:end."""
        span = self.passage.doc.char_span(start, end, alignment_mode="expand")
        return (span.start, span.end - 1) if span is not None and len(span) else None


def find_mentions(document: Document, passages: tuple[Passage, ...]) -> Iterator[Mention]:
    """Every actor and place named in the document, in order of position; a described actor may hold a nested name."""
    scans = []
    for number, passage in enumerate(passages):
        text = passage.doc.text
        hits = [hit for hit in find_known(text) if not people.part_of_a_name(passage.doc, text, hit)]
        scans.append(
            Scan(
                passage,
                text,
                number,
                hits,
                list(people.titled(text, hits)),
                organisations.title_case(text, passage.block.kind),
            )
        )
    context = Counter(
        hit.known.country for scan in scans for hit in scan.hits if hit.known.country and not hit.others
    )
    most = max(context, key=lambda code: (context[code], code)) if context else None
    main = country_ids()[most] if most and context[most] > 0.6 * sum(context.values()) else None
    elsewhere = which_town.namesakes(scans, context)
    for scan in scans:
        scan.hits = [_settled(scan, i, context) for i in range(len(scan.hits))]
        scan.hits = [
            hit
            for hit in scan.hits
            if not (hit.known.form == "seat" and scan.text[hit.start : hit.end] in elsewhere)
        ]
        scan.main = main
    published = document.published.value if document.published else None
    year = (
        int(published[:4])
        if published and published[:4].isdigit()
        else happening.latest_year(scan.text for scan in scans)
    )
    found: list[Found] = []
    named = list(_titled(scans))
    found += _bodies(scans)
    found += organisations.find(scans, Found)
    found += _states(scans)
    full, words = linking.full_names(scans), linking.count_words(scans)
    families = {people.family_name(name) for name in full}
    found += abbreviations.find(scans, Found, found, families)
    found += towns.find(scans, Found, context, families, words, sure=True)
    found += towns.again(scans, Found, found, acting.does)
    found += organisations.at(scans, Found, linking.with_staff(scans, full))
    named += _parsed(scans, words)
    found += linking.link(named, scans, Found)
    found += organisations.from_parse(scans, Found, linking.called_by_first_word(full, words), words)
    found += abbreviations.find(scans, Found, found, families)
    found += towns.find(scans, Found, context, families, words, sure=False)
    found += towns.again(scans, Found, found)
    found += described.find(scans, Found, found)
    found += unnamed.find(scans, Found, found, linking.holders(scans))
    silent = acting.silent(scans, found)
    found += nominals.find(scans, Found, [one for one in found if one.refers not in silent])
    more, people_or_bodies = unlisted.find(scans, Found, found, silent, words, families, context)
    found = [one for one in found if one not in people_or_bodies] + more
    found = sorted(set(found), key=lambda one: (one.passage, one.start, -one.end, one.refers))
    misplaced = towns.misplaced(scans, found, context)
    found = [
        replace(one, refers=which_town.nowhere(scans[one.passage].text[one.start : one.end]))
        if one in misplaced
        else one
        for one in found
    ]
    vessels = {
        scans[one.passage].text[one.start : one.end]
        for one in found
        if one.kind == "place"
        and happening.vessel(scans[one.passage], one.start, one.end)
        and place(one.refers).precision == "point"
    }
    for one in found:
        scan = scans[one.passage]
        reading: Reading = "named" if one.refers in silent and one.reading == "name" else one.reading
        if one.kind == "place":
            reading = (
                "named"
                if scan.text[one.start : one.end] in vessels
                else happening.settle(scan, one.start, one.end, reading, year)
            )
        yield Mention(
            scan.passage.cut(one.start, one.end),
            one.kind,
            one.refers,
            reading,
            scan.passage.block.kind not in TextKinds,
        )


def _settled(scan: Scan, i: int, context: Counter) -> Hit:
    """The hit with the bearer of its name that the report is about: "Russia's Far East", Georgia in a report on Atlanta."""
    hit = scan.hits[i]
    if not hit.others:
        return hit
    previous = scan.hits[i - 1] if i else None
    owner = (
        previous.known.country
        if previous and hit.start - previous.end <= 16 and scan.text.startswith("'s ", previous.end)
        else None
    )
    if any(
        known.country is None for known in (hit.known, *hit.others)
    ):  # "Far East" is a country's where that is named beside it
        near = {
            other.known.country
            for other in scan.hits
            if other.known.country and abs(other.start - hit.start) < BESIDE
        }
        best = next(
            (
                known
                for known in (hit.known, *hit.others)
                if known.country and known.country in (near if owner is None else {owner})
            ),
            None,
        )
        return replace(
            hit,
            known=best or next(known for known in (hit.known, *hit.others) if known.country is None),
            others=(),
        )
    best = max(
        (hit.known, *hit.others),
        key=lambda known: (
            known.country == owner and owner is not None,
            context[known.country] if known.country else 0.5,
        ),
    )
    return replace(hit, known=best, others=())


def _titled(scans: list[Scan]) -> Iterator[tuple[Scan, int, int]]:
    """Names after titles and in bylines."""
    for scan in scans:
        spans = [title.name for title in scan.titles if title.name] + list(
            set_off.apposed(scan.text, scan.hits)
        )
        spans += people.byline(scan.text) if scan.passage.block.kind == "byline" else []
        yield from _take(scan, spans)


def _parsed(scans: list[Scan], words: Counter) -> Iterator[tuple[Scan, int, int]]:
    """Names the parse holds for a person's."""
    spans = {scan.number: list(people.from_parse(scan.passage.doc, scan.text, scan.hits)) for scan in scans}
    counts = Counter(
        scan.text[start:end] for scan in scans if not scan.title for start, end in spans[scan.number]
    )
    full = {name for name in counts if " " in name}
    families = {people.family_name(name) for name in full if counts[name] > 1}
    votes: dict[str, Counter] = defaultdict(Counter)
    for scan in scans:
        for entity in scan.passage.doc.ents:
            votes[entity.text.removesuffix("'s")][entity.label_] += 1
    bodies = {
        name for name, labels in votes.items() if labels["ORG"] > labels["PERSON"]
    } | linking.called_by_first_word(full, words)
    for scan in scans:
        spans[scan.number] = [
            (start, end)
            for start, end in spans[scan.number]
            if scan.text[start:end] not in bodies
            and not linking.ordinary(scan.text[start:end], words)
            and not people.ship(scan.text, start, end)
            and not (linking.there(scan.text, start, end) and scan.text[start:end] not in families)
        ]
        yield from _take(
            scan,
            filter(
                None, (linking.trimmed(scan, start, end, full, families) for start, end in spans[scan.number])
            ),
        )


def _take(scan: Scan, spans) -> Iterator[tuple[Scan, int, int]]:
    for start, end in spans:
        if scan.free(start, end):
            scan.taken.append((start, end))
            scan.people.append((start, end))
            yield scan, start, end


def _bodies(scans: list[Scan]) -> Iterator[Found]:
    """The organisations and outlets of the lexicons, and the headquarters of one as a place."""
    for scan in scans:
        for hit in scan.hits:
            if (
                hit.known.form in ("organisation", "media", "group")
                and scan.free(hit.start, hit.end)
                and not people.given_before(scan.text, hit.start)
            ):
                if organisations.regional(scan, hit):
                    continue  # "Africa Centers for Disease Control" are another body
                scan.taken.append((hit.start, hit.end))
                yield Found(scan.number, hit.start, hit.end, hit.known.form, organisations.owned(scan, hit))
                if HEADQUARTERS.match(scan.text, hit.end):
                    yield Found(
                        scan.number,
                        hit.start,
                        HEADQUARTERS.match(scan.text, hit.end).end(),
                        "place",
                        f"{hit.known.id}-headquarters",
                        "event",
                    )


def _states(scans: list[Scan]) -> Iterator[Found]:
    """Countries, their people, seats of government and regions, each read as actor or as place."""
    for scan in scans:
        scan.hits = [hit for hit in scan.hits if hit.known.form in PLACES and scan.free(hit.start, hit.end)]
        for i, hit in enumerate(scan.hits):
            scan.taken.append((hit.start, hit.end))
            if hit.known.form == "seat" and towns.elsewhere(scan, hit):
                scan.taken.pop()
                continue  # "Paris, Texas"
            if hit.known.form != "demonym" and (
                people.kin_before(scan.text, hit.start) or towns.building(scan.text, hit.start)
            ):
                scan.taken.pop()
                continue  # "his daughter Paris", "the Hotel Sanaa"
            if (
                (ROAD if hit.known.form == "region" else AFTER).match(scan.text, hit.end)
                or hit.known.form == "country"
                and scan.text.startswith(" City", hit.end)
            ):
                scan.taken.pop()
                continue  # "the Korean War" names a time, "Nassau County" and "Panama City" another place
            if hit.known.form != "demonym" and _a_persons(scan, hit):
                scan.taken.pop()
                continue  # "Georgia Parker", "Duncan Kent"
            if hit.known.form == "region" and _within_a_name(scan, i):
                scan.taken.pop()
                continue  # "Baltic Grid", "the Indiana Pacers"
            if hit.known.form == "demonym":
                yield Found(scan.number, hit.start, hit.end, "state", hit.known.id, "demonym")
            elif hit.known.form == "country" or not towns.ill(scan.text, hit.end):
                yield _read(scan, scan.hits, i)


def _a_persons(scan: Scan, hit: Hit) -> bool:
    """Whether a place's name is part of a person's: after a given name, or within a longer name that the parse holds for a person's."""
    if people.given_before(scan.text, hit.start):
        return True
    if scan.title or scan.text[hit.start : hit.end].isupper():
        return False
    following = re.match(r" [A-Z][a-z]+(?![\w-])", scan.text[hit.end : hit.end + 30])
    if following is None or scan.text[hit.start : hit.end] not in word_set("names", "given"):
        return False
    tokens = scan.tokens(hit.start, hit.end + len(following.group()))
    return tokens is not None and all(
        token.ent_type_ == "PERSON" for token in scan.passage.doc[tokens[0] : tokens[1] + 1]
    )


def _within_a_name(scan: Scan, i: int) -> bool:
    """Whether a capitalised word goes on from a region that takes no name after it: a sea or continent, or "the" and a state of a country."""
    hit, text = scan.hits[i], scan.text
    following = re.match(r" ([A-Z][a-z]+)\b(?!-)", text[hit.end : hit.end + 30])
    if (
        scan.title
        or not following
        or following[1] in word_set("titles", "not a name")
        or following[1].lower() in word_set("titles", "heads", "before", "address")
    ):
        return False
    if i + 1 < len(scan.hits) and scan.hits[i + 1].start == hit.end + 1 or AFTER.match(text, hit.end):
        return False
    return (
        hit.known.country is None
        or text[max(0, hit.start - 4) : hit.start] in ("the ", "The ")
        and following[1].endswith("s")
        and regions()[hit.known.id].place.precision == "region"
    )


def _read(scan: Scan, hits: list[Hit], i: int) -> Found:
    """A country, seat of government or region, as actor or as place."""
    hit, known = hits[i], hits[i].known
    tokens = scan.tokens(hit.start, hit.end)
    following = hits[i + 1] if i + 1 < len(hits) else None
    gap = scan.text[hit.end : following.start] if following else "…"
    before_place = (
        following is not None
        and following.known.form == "region"
        and gap.startswith("'s ")
        and gap.count(" ") <= 2
    )
    previous = hits[i - 1] if i else None
    after_place = (
        previous is not None
        and scan.text[previous.end : hit.start] == ", "
        and previous.known.form in ("seat", "region")
        and scan.text[hit.end : hit.end + 1] in (",", ".", "", ";", ")")
    )
    dateline = i == 0 and hit.start == 0 and DATELINE.match(scan.text, hit.end)
    reading = (
        "named"
        if dateline
        else readings.read(
            scan.passage.doc, *tokens, known.form, before_place=before_place, after_place=after_place
        )
        if tokens
        else "name"
    )
    start = hit.start
    if reading in readings.ACTOR:
        return Found(scan.number, start, hit.end, "state", known.id, reading)
    if known.form == "country" and tokens and tokens[0] > 0 and not before_place and reading != "container":
        before = scan.passage.doc[tokens[0] - 1]
        if before.lower_ in readings.words("directions"):
            return Found(
                scan.number, before.idx, hit.end, "place", f"{slug(before.lower_)}-{known.place}", reading
            )
    where = known.place or which_town.seat(scan.text[hit.start : hit.end], known.country)
    return Found(scan.number, start, hit.end, "place", where, reading)
