"""Cities and towns by the gazetteer, and places no table knows: only where the words around them say that a place is meant."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors import readings
from briefing.extract.actors.gazetteer import cities, country_ids, place, regions, settlements
from briefing.extract.actors.names import by_first_word, find_names
from briefing.extract.actors.naming import slug
from briefing.extract.actors.people import PART, kin_before
from briefing.extract.actors.which_town import LARGE, distance, nowhere, resolve, villages
from briefing.lexicon import alternation, word_set
from briefing.model import Place

# "Port-au-Prince", "Rio de Janeiro", "Deir ez-Zor", "Ceamurlia de Jos"
RUN = re.compile(
    rf"{PART}(?: (?:(?:de|del|da|do|dos|di|la|le|los|las|ez|el|al|es|sur|upon|am|an der|of the|kwa|ad) )?{PART}){{0,3}}"
)
JOINED = re.compile(r" (?:and )?[A-Z]|-")  # a longer name goes on, or comes before
BEFORE = re.compile(r"(?:[A-Z][\w'-]*|[-&]|[Tt]he) ?\Z")
FAR = 2000  # km from every other place of its report at which a town of no great size is likely another of that name


def misplaced(scans: list, found: list, context: Counter) -> set:
    """Mentions of towns that lie far from all else their report names, in a country it does not name: likely another town of that name."""
    doubtful = {}
    for one in found:
        scan = scans[one.passage]
        city = (
            next((city for city in cities(scan.text[one.start : one.end]) if city.id == one.refers), None)
            if one.kind == "place"
            else None
        )
        if city and city.population < LARGE and not context[city.country] and not beside(scan, one.end):
            doubtful[one] = city
    sure = [place(country_ids()[code]) for code in context if code in country_ids()]
    sure += [place(one.refers) for one in found if one.kind == "place" and one not in doubtful]
    sure = [point for point in sure if point.lat is not None]
    wrong = set()
    for one, city in doubtful.items():
        near = [other for other in doubtful.values() if other.id != city.id and other.country == city.country]
        if sure and all(distance(city, point) > FAR for point in (*sure, *near)):
            wrong.add(one)
    return wrong


@cache
def _kind_before() -> re.Pattern:
    return re.compile(
        rf"\b(?:{alternation(word_set('readings', 'kinds of place'))}|(?:cit|countr|count|communit|municipalit)ies)s? (?:of|and|called|named|around) (?:the )?\Z|\b(?:north|south|east|west|northeast|northwest|southeast|southwest) of \Z",
        re.IGNORECASE,
    )


@cache
def _kind_after() -> re.Pattern:
    return re.compile(rf" (?:{alternation(word_set('readings', 'kinds of place'))})\b")


@cache
def _ill() -> re.Pattern:
    return re.compile(rf"[ -](?:{alternation(word_set('readings', 'illness'))})\b")


def elsewhere(scan: Any, hit: Any) -> bool:
    """Whether a seat of government is written with a region or country that is not its own ("Paris, Texas", "the Canadian city of London")."""
    before = _before(scan, hit.start)
    if before is not None and before.country != hit.known.country:
        return True
    within = beside(scan, hit.end)
    return (
        within is not None
        and scan.text[hit.end : hit.end + 2] in (", ", " (")
        and within.country != hit.known.country
    )


def building(text: str, start: int) -> bool:
    """Whether a house, a street or a ship bears the name that begins there: "the Hotel Sanaa", "Rua Lisboa"."""
    before = re.search(r"([\w-]+) \Z", text[max(0, start - 20) : start])
    return before is not None and before[1] in word_set("placing", "buildings before")


def ill(text: str, end: int) -> bool:
    """Whether the name of a place that ends here names an illness ("West Nile virus")."""
    return text[end : end + 1] in (" ", "-") and bool(_ill().match(text, end))


def find(
    scans: list, make: Callable, context: Counter, families: set[str], words: Counter, sure: bool
) -> Iterator[Any]:
    """Towns the words point to (`sure`), before people and organisations are looked for; or those only the parse points to.

    `words` counts the report's words: a village is not meant by one that the report also writes small.
    """
    near = tuple(
        dict.fromkeys(
            place(hit.known.id) for scan in scans for hit in scan.hits if hit.known.form == "region"
        )
    )
    explicit = {
        region.city: id
        for scan in scans
        for hit in scan.hits
        if hit.known.form == "region"
        for id, region in ((hit.known.id, regions().get(hit.known.id)),)
        if region and region.city
    }

    def known(name: str) -> bool:
        return bool(cities(name)) or name.lower() not in words and bool(villages(name, context))

    for scan in scans:
        labels = {}
        for entity in scan.passage.doc.ents:
            for token in entity:
                labels[token.idx] = entity.label_
        last, told = (
            -9,
            -9,
        )  # where the last town ended, and the last of those the words told of ("the villages of A and B")
        for run in RUN.finditer(scan.text):
            if not scan.free(run.start(), run.start() + 1):
                continue
            for start, end in _pieces(scan, run, labels, last, families, sure, told == last > 0, known):
                name = scan.text[start:end]
                within = beside(scan, end) or _before(scan, start)
                id = explicit.get(name) if within is None else None
                id = (
                    id
                    or resolve(name, context, within, near)
                    or (nowhere(name) if settlements(name) else slug(name))
                )
                scan.taken.append((start, end))
                told = (
                    end
                    if sure
                    and (told == last > 0 or _kind_before().search(scan.text[max(0, start - 40) : start]))
                    else told
                )
                last = end
                tokens = scan.tokens(start, end)
                yield make(
                    scan.number,
                    start,
                    end,
                    "place",
                    id,
                    readings.read(scan.passage.doc, *tokens, "city") if tokens else "named",
                )


def again(
    scans: list, make: Callable, found: list, people: Callable[[Any, int, int], bool] | None = None
) -> Iterator[Any]:
    """The towns found so far wherever else they stand alone: in a dateline, before "'s"; not as part of a longer name.

    A name of which `people` tells once that somebody so called acts is nobody's town.
    """
    called: dict[str, set[str]] = {}
    for one in found:
        if one.kind == "place" and place(one.refers).precision == "point":
            called.setdefault(scans[one.passage].text[one.start : one.end], set()).add(one.refers)
    names = by_first_word(name for name, ids in called.items() if len(ids) == 1)
    if people is not None and names:
        acting = {
            name
            for scan in scans
            for start, end, name in find_names(scan.text, names)
            if people(scan, start, end)
        }
        names = by_first_word(name for group in names.values() for name in group if name not in acting)
    for scan in scans if names else ():
        for start, end, name in find_names(scan.text, names):
            tokens = scan.tokens(start, end)
            if (
                scan.free(start, end)
                and tokens
                and not JOINED.match(scan.text, end)
                and not BEFORE.search(scan.text[max(0, start - 20) : start])
            ):
                scan.taken.append((start, end))
                id = next(iter(called[name]))
                yield make(
                    scan.number, start, end, "place", id, readings.read(scan.passage.doc, *tokens, "city")
                )


def _pieces(
    scan: Any,
    run: re.Match,
    labels: dict,
    last: int,
    families: set[str],
    sure: bool,
    row: bool,
    listed_as: Callable[[str], bool],
) -> Iterator[tuple[int, int]]:
    """The part of a capitalised run that is a place: as much of it as the gazetteer knows, or all of it where the words say so."""
    text, start, stop = scan.text, run.start(), run.end()
    for a, _b in scan.taken:
        if start < a < stop:
            stop = a - 1
    words = text[start:stop].split(" ")
    while words and (
        not words[0]
        or words[0] in word_set("titles", "not a name")
        and not (len(words) > 1 and words[0] in word_set("readings", "place openers"))
    ):
        start += len(words.pop(0)) + 1
    for n, word in enumerate(words[1:], 1):
        if word in word_set("titles", "not a name") or word.lower() in word_set("titles", "heads"):
            words = words[:n]  # "New York City [Mayor]", "Quezon City [Wednesday]"
            break
    if not words or len(words) == 1 and words[0].lower() in word_set("readings", "inside"):
        return  # "Across town"
    if kin_before(text, start) or building(text, start):
        return
    name, label = " ".join(words), labels.get(start)
    known = listed_as(name) or words[0].isupper() and len(words[0]) > 3 and listed_as(name.title())
    end = start + len(name)
    if ill(text, end):
        return
    before = text[max(0, start - 40) : start]
    whole = not text.startswith("-", end)
    word = re.search(r"(\w+)(?: the)? \Z", before)
    word = word.group(1).lower() if word else ""
    told = bool(_kind_before().search(before)) or bool(
        whole and _kind_after().match(text, end) and label in ("GPE", "LOC", None, "ORG")
    )
    chained = 0 <= last < start and re.fullmatch(r",? (?:and |or )?", text[last:start]) is not None
    plain_word = name in word_set("readings", "not towns alone") or name in word_set("titles", "not a name")
    if name in families and not (beside(scan, end) and text[end : end + 2] == ", "):
        return
    if not sure:
        post = re.search(r"(\w+) at \Z", before)
        if not known and post and post.group(1).lower() in word_set("titles", "heads"):
            return  # "an analyst at Jefferies"
        if (
            not known
            and words[-1] not in word_set("readings", "place heads")
            and word not in word_set("readings", "in front of a town")
            and beside(scan, end) is None
            and not chained
            and not re.match(r", [A-Z]", text[end : end + 3])
        ):
            return  # "known as Hemedti"
        if (
            label in ("GPE", "LOC")
            and not plain_word
            and len(name) > 2
            and not any(c.isdigit() for c in name)
            and (known or "." not in name and f" {name.lower()} " not in text)
        ):
            yield start, end
        return
    listed = beside(scan, end) is not None and text[end : end + 2] in (", ", " (")
    if told and (known or label or not plain_word):
        yield start, end
    elif known and listed and whole and label != "ORG":
        yield start, end
    elif (
        known
        and whole
        and not plain_word
        and word in word_set("readings", "in front of a town")
        and label not in ("ORG", "PERSON")
    ):
        yield start, end
    elif (
        known
        and whole
        and not plain_word
        and word in ("in", "near", "outside")
        and not text.startswith("'s", end)
        and (label != "ORG" or " " not in name or not name.istitle())
    ):
        yield start, end
    elif (
        known
        and whole
        and plain_word
        and label == "GPE"
        and word in ("in", "near")
        and any(city.population > 100_000 for city in cities(name))
    ):
        yield start, end  # "a market in Nice"
    elif (
        known
        and whole
        and not plain_word
        and word in ("to", "into", "toward", "towards")
        and _goes(scan, start)
    ):
        yield start, end
    elif chained and whole and not plain_word and (known or row or label in ("GPE", "LOC")):
        yield start, end


def _goes(scan: Any, start: int) -> bool:
    tokens = scan.tokens(start, start + 1)
    return bool(tokens and tokens[0]) and readings.goes_there(scan.passage.doc[tokens[0] - 1])


def _before(scan: Any, start: int) -> Place | None:
    """The country written before a town ("the Scottish town of Perth", "Italy's port of Bari")."""
    hit = next(
        (
            hit
            for hit in reversed(scan.hits)
            if hit.end < start
            and start - hit.end < 40
            and hit.known.form in ("country", "demonym")
            and hit.known.country
        ),
        None,
    )
    if hit is None or not re.fullmatch(
        rf"(?:'s)? (?:[a-z-]+ ){{0,2}}(?:{alternation(word_set('readings', 'kinds of place'))})(?: of)? ",
        scan.text[hit.end : start],
    ):
        return None
    return place(country_ids()[hit.known.country])


def beside(scan: Any, end: int) -> Place | None:
    """The region or country written after a town ("Paris, Texas", "Windsor (Ontario)", "Goma in eastern Congo")."""
    gap = re.compile(
        r",? (?:in (?:the )?)?(?:[a-z]+ )?\(?|, | (?:region|province|district|state|area) of |, "
    ).match(scan.text, end)
    if not gap:
        return None
    hit = next((hit for hit in scan.hits if hit.start == gap.end()), None)
    if hit and hit.known.form in ("country", "region") and hit.known.country:
        return place(hit.known.id)
    return None
