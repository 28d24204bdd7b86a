"""Organisations that no lexicon names: by the word that makes them one ("Ministry", "Airlines"), or by the parse."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors.gazetteer import country_ids
from briefing.extract.actors.names import by_first_word, find_names
from briefing.extract.actors.naming import slug
from briefing.extract.actors.people import PART, name_run, ship
from briefing.lexicon import alternation, word_set

# "Illinois Department of Natural Resources", "King's College", "Fiat Group SpA", "Centers for Disease Control and Prevention"
WORD = rf"(?:[A-Z]\.[A-Z]\.|St\.|Inc\.|Co\.|Corp\.|Ltd\.|{PART}(?:'s)?|&)"
TAIL = rf"(?: (?:of|for|on) (?:the )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day){PART}(?: (?:(?:de|do|dos|da|del|la) )?{PART}){{0,3}}(?:,? and {PART}(?: {PART})?|(?:, {PART}){{1,3}},? and {PART}(?= \([A-Z]{{3,}}\)))?)"
IN_HEADLINES = frozenset({"Ministry", "Parliament", "Senate", "Supreme Court", "Central Bank"})
RANKS = frozenset({"Chief", "Deputy", "Vice", "Former", "Acting", "Senior", "Assistant", "Associate"})
ABBREVIATED = frozenset({"U.S. ", "U.K. ", "U.N. "})
AGED = re.compile(r", \d\d[,.;]")  # "Enes, 70," is a person
STATE, OTHER, MEDIA = "of a state", "other", "media"


@cache
def _run() -> re.Pattern:
    plural = rf"{PART}(?<=s)'(?= (?:{alternation(word_set('bodies', OTHER))})\b)"  # "National Farmers' Union", not "the Beatles' Apple Corps"
    word = rf"(?:{plural}|{WORD})"
    return re.compile(rf"{word}(?: (?:and (?={PART} ))?{word}){{0,7}}")


@cache
def _opening() -> re.Pattern:
    """A name that goes on: "Ministry of Health and Welfare", "University of California"."""
    return re.compile(rf"(?:{alternation(word_set('bodies', 'openers'))}){TAIL}")


@cache
def heads_of_bodies() -> re.Pattern:
    """The words that make a capitalised name an organisation."""
    heads = word_set("bodies", STATE, OTHER, MEDIA)
    return re.compile(rf"(?<![\w'-])(?:{alternation(heads)})(?![\w-])")


def find(scans: list, make: Callable) -> Iterator[Any]:
    """Organisations by their words, each with the country that stands before it in its id where it is a body of a state."""
    for scan in scans:
        title = scan.title
        for run in _run().finditer(scan.text):
            for start, end, form in _pieces(scan, run, title):
                if not scan.free(start, end):
                    continue
                scan.taken.append((start, end))
                kind = "media" if form == MEDIA else "organisation"
                yield make(scan.number, start, end, kind, _id(scan, start, end, form))


def at(scans: list, make: Callable, names: set[str]) -> Iterator[Any]:
    """The organisations of those names, wherever they stand."""
    forms = by_first_word(names)
    for scan in scans if names else ():
        for start, end, name in find_names(scan.text, forms):
            if scan.free(start, end):
                scan.taken.append((start, end))
                yield make(scan.number, start, end, "organisation", slug(name))


def title_case(text: str, kind: str) -> bool:
    """Whether nearly every word is capitalised, as in a headline, so that capitals tell nothing."""
    if kind not in ("title", "heading") and text.rstrip("\"' ").endswith("."):
        return False
    words = [word for word in text.split() if word[:1].isalpha() and len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _pieces(scan: Any, run: re.Match, title: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and form of the organisation in a capitalised run, if any."""
    text, start, end = scan.text, run.start(), run.end()
    fronted = list(_fronted(scan, start))
    if fronted:
        yield from fronted
        return
    last = opening = None
    for match in heads_of_bodies().finditer(text, start, end):
        if text.startswith("'s ", match.end()) and " " in text[start : match.end()] and match.end() + 3 < end:
            end = match.end()  # "the European Space Agency's Mars Express" are two
            last = match
            break
        last = match
        opening = opening or (_opening().match(text, match.start()) and match)
    if last is None:
        return
    head = opening or last
    stop = _opening().match(text, head.start()).end() if opening else head.end()
    word = head.group()
    form = (
        STATE if word in word_set("bodies", STATE) else MEDIA if word in word_set("bodies", MEDIA) else OTHER
    )
    start = _trimmed(scan, start, head.start(), form)
    if text[start:stop].endswith("'s"):
        stop -= 2
    if text[start:stop].endswith(".") and text[stop - 3 : stop - 2] != ".":
        stop -= 1  # "Corp." may end the sentence too
    following = re.compile(r" ([A-Z][a-z]+)").match(text, stop)
    if (
        following
        and following[1].lower() in word_set("titles", "heads")
        and text[start:stop].split(" ")[0] in RANKS
    ):
        return  # "Chief Financial Officer", "Deputy Energy Minister"
    bare = start == head.start() and not (form == STATE and " " in word)
    if text[start:stop] in word_set("bodies", "say nothing alone"):
        return  # "the Management Board"
    if bare and not opening or title and not opening and word not in IN_HEADLINES or stop - start < 4:
        return
    if (
        bare
        and opening
        and text[start:stop].split()[0] in ("House", "Front", "Group", "Friends")
        and not text[stop - 1].isalpha()
    ):
        return
    abroad = (
        start - 5
        if form == OTHER and " " in text[start:stop] and text[max(0, start - 5) : start] in ABBREVIATED
        else start
    )
    yield abroad, stop, form  # "U.S. Geological Survey"


def _fronted(scan: Any, start: int) -> Iterator[tuple[int, int, str]]:
    """A name that opens with the word of another language for what it is: "Naviera Valdivia", "Radio Shkodra"."""
    start += 4 if scan.text.startswith("The ", start) else 0
    first = scan.text[start : start + 24].split(" ")[0]
    form = (
        OTHER
        if first in word_set("bodies", "fronts")
        else MEDIA
        if first in word_set("bodies", "fronts of media")
        else None
    )
    run = name_run().match(scan.text, start) if form and not scan.title else None
    if run and " " in run.group() and run.group().split(" ")[-1] not in word_set("readings", "place heads"):
        yield start, run.end(), form


def _trimmed(scan: Any, start: int, head: int, form: str) -> int:
    """Where the name begins: after sentence openers, titles and, for a body of a state, the country."""
    text, stop = scan.text, word_set("titles", "not a name")
    moved = True
    while moved and start < head:
        moved = False
        first = re.compile(r"\S+ ?").match(text, start)
        if (
            first
            and first.group().strip() in stop
            and first.end() <= head
            and not _whole_country(scan, start)
        ):
            start, moved = first.end(), True
        for hit in scan.hits:
            if hit.start == start and hit.end < head:
                possessive = text.startswith("'s ", hit.end)
                if possessive or form == STATE and hit.known.form in ("country", "demonym", "seat"):
                    start, moved = hit.end + (3 if possessive else 1), True
        for title in scan.titles:
            if title.start <= start < title.end < head and text[title.end] == " " and head - title.end > 1:
                start, moved = title.end + 1, True
        possessive = re.compile(r"[^\s]+'s (?=[A-Z])").match(text, start)
        if possessive and possessive.end() <= head and form in (STATE, MEDIA):
            start, moved = possessive.end(), True
    return min(start, head)


def _whole_country(scan: Any, start: int) -> bool:
    """Whether "All" opens the name of a body of a whole country: "All India Teachers' Forum"."""
    return scan.text.startswith("All ", start) and any(
        hit.start == start + 4 and hit.known.country for hit in scan.hits
    )


def _id(scan: Any, start: int, end: int, form: str) -> str:
    """The name's slug; a body of a state is told apart by its country ("russia-defence-ministry")."""
    name = re.sub(r"\A(.+?)'s\Z", r"\1", scan.text[start:end])
    if form != STATE:
        return slug(name)
    name = re.sub(r"\AMinistry of (?:the )?(.+)\Z", r"\1 Ministry", name).replace("Defense", "Defence")
    inside = any(start <= hit.start < end and hit.known.form == "region" for hit in scan.hits)
    owner = None if inside else country_before(scan, start) or scan.main
    return slug(f"{owner} {name}") if owner else slug(name)


def owned(scan: Any, hit: Any) -> str:
    """Id of a known body; that of another state where its name stands before ("Kenya's National Intelligence Service")."""
    owner, own = country_before(scan, hit.start), hit.known.country
    if (
        owner
        and own
        and own in country_ids()
        and owner != country_ids()[own]
        and hit.known.form == "organisation"
    ):
        return slug(f"{owner} {scan.text[hit.start : hit.end]}")
    return hit.known.id


def regional(scan: Any, hit: Any) -> bool:
    """Whether a region's name stands before a known body's and makes it another ("Africa Centers for Disease Control")."""
    opens = scan.text[hit.start : hit.end].split(" ")[0] in word_set("bodies", "openers")
    return hit.known.form == "organisation" and any(
        other.end == hit.start - 1
        and other.known.form == "region"
        and (opens or other.known.country != hit.known.country)
        for other in scan.hits
    )


def country_before(scan: Any, start: int) -> str | None:
    """Id of the country named right before ("South Korea's", "Russian")."""
    for hit in scan.hits:
        if (
            hit.known.form in ("country", "demonym", "seat")
            and hit.end <= start
            and scan.text[hit.end : start] in (" ", "'s ", "s' ", "' ")
        ):
            return hit.known.id
    return None


def from_parse(scans: list, make: Callable, companies: set[str], words: Counter) -> Iterator[Any]:
    """Organisations the parse mostly holds for one, at every place they are named; in headlines only what the text names too."""
    labelled: dict[str, Counter] = defaultdict(Counter)
    for scan in scans:
        for entity in scan.passage.doc.ents:
            span = _name(scan, entity)
            if span:
                letters = (
                    scan.text[span[0] : span[1]].isupper()
                    and span[1] - span[0] < 6
                    and not scan.text.isupper()
                )
                label = (
                    "ORG"
                    if entity.label_ == "PERSON" and (letters or _with_the(scan.text, *span))
                    else entity.label_
                )
                labelled[scan.text[span[0] : span[1]]][label] += 1 if not scan.title else 0.1
    taken = {scan.text[start:end] for scan in scans for start, end in scan.people}
    sure = [
        name
        for name, labels in labelled.items()
        if labels["ORG"] >= 1
        and labels["ORG"] >= sum(labels.values()) / 2
        and not _plain(name, words)
        and name not in taken
    ]
    sure = sorted({*sure, *companies})
    if not sure:
        return
    names = by_first_word(sure)
    for scan in scans:
        for start, end, name in find_names(scan.text, names):
            if (
                scan.free(start, end)
                and not ship(scan.text, start, end)
                and not AGED.match(scan.text, end)
                and not any(hit.start < end and start < hit.end for hit in scan.hits)
            ):
                scan.taken.append((start, end))
                yield make(scan.number, start, end, "organisation", slug(name))


def _with_the(text: str, start: int, end: int) -> bool:
    """Whether a name has an article, as no person's has: "the Xunta said"."""
    return text[start:end].split(" ")[0] not in word_set("names", "given") and text[
        max(0, start - 4) : start
    ] in ("the ", "The ")


def _name(scan: Any, entity: Any) -> tuple[int, int] | None:
    """Characters of the name in an entity: no article, weekday, title or possessive at its edges."""
    run = _run().search(scan.text, entity.start_char, entity.end_char)
    if not run or len(run.group()) < 2:
        return None
    start, end = run.span()
    stop = word_set("titles", "not a name")
    words = scan.text[start:end].split(" ")
    while words and (
        words[0] in stop
        or any(title.start == start for title in scan.titles if not title.name and len(words) > 1)
    ):
        start += len(words.pop(0)) + 1
    while words and words[-1] in stop:
        end -= len(words.pop()) + 1
    if scan.text[start:end].endswith("'s"):
        end -= 2
    return (start, end) if words and end - start > 1 else None


def _plain(name: str, words: Counter) -> bool:
    """Whether the text also has the word in small letters, so that its capital may mean nothing ("Chief", "Energy")."""
    if (
        re.fullmatch(r"(?:[A-Z]\.)+", name)
        or name.isupper()
        and name.title() in word_set("titles", "not a name")
    ):
        return True
    if (
        name in word_set("bodies", "say nothing alone")
        or name.lower().rstrip(".") in word_set("titles", "civil address")
        or name in word_set("titles", "not a name")
    ):
        return True
    return " " not in name and not name.isupper() and name.lower() in words and name.lower() != name
