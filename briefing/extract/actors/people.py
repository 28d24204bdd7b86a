"""People: a title and a name, a name the parse holds for one, and the surname alone once the full name has been given."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Iterable, Iterator

from briefing.extract.actors.names import WORD, Hit
from briefing.lexicon import alternation, word_set

# "Yoon Suk Yeol", "Hong Jang-won", "Ramon Pacheco Pardo", "Michael O'Leary", "J. D. Vance", "Ursula von der Leyen"; never a possessive.
PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽȘȚƏ](?:\.(?:[A-Z]\.)*(?![a-z])|\w*(?:'(?!s\b)\w+)*(?:-\w+(?:'(?!s\b)\w+)*)*))"
LONGEST = 5
GOES_ON = re.compile(r" (?:al|el|ul|as|an|ar|ash|ad|ez|bin|ibn)[- ][A-Z]")      # "Abdel Fattah| al-Burhan"
SMALL_BODY = re.compile(r" (?:of|for|at) (?:the |an? )?[a-z-]+(?: [a-z-]+){0,2}(?=, )")
DEFINITE = re.compile(r"(?:\A|\b)(?:[Tt]he|[Ii]ts|[Tt]heir)(?: [a-z-]+){0,2} \Z")


@cache
def name_run() -> re.Pattern:
    """A run of capitalised words that may be a name, small words inside it included."""
    small = alternation(word_set("titles", "particles"))
    return re.compile(rf"{PART}(?: (?:(?:{small})(?:[ -](?:{small}))? )?(?:(?:al|el|ul)-)?{PART}){{0,{LONGEST - 1}}}")


@dataclass(frozen=True, slots=True)
class Title:
    """A title at start:end of a text, and the name that follows it, if any."""
    start: int
    end: int
    name: tuple[int, int] | None


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for head in (*word_set("titles", "heads"), *word_set("titles", "address")):
        found.setdefault(WORD.search(head).group(), set()).add(head)
    return {word: tuple(sorted(heads, key=lambda head: (-len(head), head))) for word, heads in found.items()}


def find_titles(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every title word or words ("secretary general", "Gen."), in order; lower-case ones too."""
    heads, lower, end = _heads(), text.lower(), 0
    if len(lower) != len(text):     # a letter like "İ" grows when lowered; such a passage keeps its own case
        lower = text
    for word in WORD.finditer(lower):
        start = word.start()
        if start < end:
            continue
        for head in heads.get(word.group(), ()):
            stop = start + len(head)
            if lower.startswith(head, start) and not lower[stop:stop + 1].isalnum():
                yield start, stop
                end = stop
                break


def clean(text: str, start: int, end: int, hits: Iterable[Hit]) -> tuple[int, int] | None:
    """The part of a capitalised run that can be a person's name: no weekday at its edges, no known name or title inside."""
    stop = word_set("titles", "not a name")
    for hit in hits:
        if hit.start < end and start < hit.end:
            if hit.start <= start:
                if hit.known.form in ("seat", "region", "country") and hit.end < end and text[hit.end] == " ":
                    continue            # "Paris Hilton", "Jordan Henderson": a place's name begins many a person's
                return None
            if given_before(text, hit.start) and hit.known.form in ("organisation", "media"):
                continue                # "Michael Bloomberg"
            end = min(end, hit.start)
    run = text[start:end]
    if run.isupper() and (" " not in run and len(run) < 4 or run.count(" ") > 2) or any(c.isdigit() for c in run):
        return None                     # "GB", shouted words, "H5N1"
    while start < end:
        run = text[start:end].rstrip()
        end = start + len(run)
        parts = run.split(" ")
        if parts[-1] in word_set("bodies", "other") and (len(parts) != 2 or parts[0] not in word_set("names", "given")):
            return None             # "General [Motors]", "St. [Francis Preparatory School]"
        if parts[-1].rstrip(".") in stop or parts[-1] in stop or not parts[-1][:1].isupper() and not re.match(r"[a-z]{2,3}-[A-Z]", parts[-1]):
            end = start + len(run) - len(parts[-1])
        elif parts[0] in stop:
            start += len(parts[0]) + 1
        else:
            return (start, end) if sum(c.isalpha() for c in run) > 1 else None
    return None


def titled(text: str, hits: list[Hit]) -> Iterator[Title]:
    """Every title with the name that follows it, straight after or after what the office is of ("Secretary of Defence Lloyd Austin")."""
    field = fields()
    pending: tuple[int, int] | None = None
    for start, end in find_titles(text):
        if pending and text[pending[1]:start].strip(" ,-") == "":
            start = pending[0]          # "Deputy Director-General", "former minister and": titles in a row are one
        pending = start, end
        if text[end:end + 2] == ". " and text[start:end].lower() in word_set("titles", "address"):
            end += 1
        after = field.match(text, end)
        place = after.end() if after else end
        link = re.compile(r" (?:of|to|for|at|in) (?:the )?").match(text, end) if not after else None
        if link:
            hit = next((hit for hit in hits if hit.start == link.end()), None)
            place = hit.end if hit else end
        run = name_run().match(text, place + 1) if text[place:place + 1] == " " else _set_off(text, place)
        if link and place == end and (body := name_run().match(text, link.end())) and DEFINITE.search(text[max(0, start - 20):start]):
            other = _set_off(text, body.end())      # "the leader of the Harbour List, Jonas Brandt, said"
            run, place = (other, body.end()) if other else (run, place)
        if run is None and link and (small := SMALL_BODY.match(text, end)) and DEFINITE.search(text[max(0, start - 20):start]):
            run = _set_off(text, small.end())           # "the head of the water board, Jana Till, said"
            place = small.end() if run else place
        name = clean(text, run.start(), run.end(), hits) if run else None
        if name and text[name[0]:name[1]].split(" ")[0] not in word_set("names", "given") and next(find_titles(text[name[0]:name[1]]), (1, 0))[0] == 0:
            name = None                 # "nominee Gov. Mike Pence", "Mr Justice Mann": the next title has the name
        if name and name[0] == run.start():
            title_end = place if (after or link) else end
            yield Title(start, title_end, name)
            pending = None
        else:
            yield Title(start, place if after else end, None)


def _set_off(text: str, end: int) -> re.Match | None:
    """The full name between commas after a title: "the company's chief executive, Kelly Ortberg, told"."""
    run = name_run().match(text, end + 2) if text[end:end + 2] == ", " else None
    if run and " " in run.group() and text[run.end():run.end() + 1] in (",", ".", ";", ")", ""):
        return run
    return None


def apposed(text: str, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    """Full names set off before an office: "Ana Costa, Portugal's agriculture minister,"; only with a given name in front."""
    for start, end in find_titles(text):
        if not re.match(r"(?:,| of | at | for |\.|;| who )", text[end:end + 5]):
            continue
        left = max(0, start - 90)
        match = _before_office().search(text, left, start)
        if match and match["name"].split(" ")[0] in word_set("names", "given"):
            name = clean(text, *match.span("name"), hits)
            if name and " " in text[slice(*name)]:
                yield name


    for match in OF_A_BODY.finditer(text):          # "the Environment Agency's Carol Douglas said"
        name = clean(text, *match.span("name"), hits) if match["name"].split(" ")[0] in word_set("names", "given") else None
        if name and " " in text[slice(*name)]:
            yield name


OF_A_BODY = re.compile(r"(?<=[a-zA-Z]'s )(?P<name>[A-Z][\w-]+ [A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?= (?:said|says|told|added|tells|called)\b)")


@cache
def _before_office() -> re.Pattern:
    before = alternation(word_set("titles", "before"))
    part = r"[A-ZÀ-ÖØ-Þ][\w'-]+"
    owner = rf"(?:[A-Z][\w.&-]*(?: {part}){{0,3}}(?:'s|'))"
    return re.compile(rf"(?<![\w'-])(?P<name>{part}(?: {part}){{1,2}}), (?:(?:the|an?|its|their|{owner}) )?(?:(?:{before})[ -]){{0,3}}\Z")


def ship(text: str, start: int, end: int) -> bool:
    """Whether a name is a ship's ("the MV Bright Star") or a storm's ("Storm Elna")."""
    if text[start:end].split(" ")[0] in word_set("names", "storms"):
        return True
    before = re.search(r"(\w+) \Z", text[max(0, start - 14):start])
    return before is not None and before.group(1) in word_set("names", "ships")


@cache
def fields() -> re.Pattern:
    """What an office may be of: " of Defence", " for foreign affairs"."""
    return re.compile(rf" (?:of|for) (?:{alternation(word_set('titles', 'fields'))})\b", re.IGNORECASE)


def given_before(text: str, start: int) -> bool:
    """Whether a given name stands right before: "Michael" in "Michael Bloomberg"."""
    before = re.search(r"([^\W\d_]+) \Z", text[max(0, start - 20):start])
    return before is not None and before.group(1) in word_set("names", "given")


def part_of_a_name(doc: Any, text: str, hit: Hit) -> bool:
    """Whether the parse takes a known name for part of a person's: "Turk" in "Volker Turk", "Paris" in "Jens Paris"."""
    if hit.known.form not in ("demonym", "country", "seat", "region") or " " in text[hit.start:hit.end]:
        return False
    before = re.search(r"\b[A-Z][a-z]+ \Z", text[max(0, hit.start - 20):hit.start])
    after = re.compile(r" [A-Z][a-z]+").match(text, hit.end)
    if before and _one_person(doc, hit.start - len(before.group()), hit.end):
        return hit.known.form == "demonym" or before.group().strip() in word_set("names", "given")
    return bool(after) and hit.known.form in ("country", "seat") and _one_person(doc, hit.start, after.end())


def _one_person(doc: Any, start: int, end: int) -> bool:
    """Whether the characters are just what the parse holds for a person's name."""
    span = doc.char_span(start, end)
    return span is not None and span[0].ent_iob_ == "B" and all(token.ent_type_ == "PERSON" for token in span) and (span.end == len(doc) or doc[span.end].ent_iob_ != "I")


def from_parse(doc: Any, text: str, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    """Names the parse holds for a person's, with its cuts mended ("Hong Jang|-won"), and nothing the lexicons know."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        run = name_run().match(text, entity.start_char)
        if not run:
            continue
        longer = text[entity.end_char:entity.end_char + 1] == "-" or GOES_ON.match(text, entity.end_char)
        start, end = entity.start_char, run.end() if longer else min(entity.end_char, run.end())
        if text[start:end].endswith("'s"):
            end -= 2
        for first, last in find_titles(text[start:end]):
            if first == 0 and last < end - start and text[start + last] == " ":
                start += last + 1
            elif first == 0 and last >= end - start - 1:
                end = start             # "President" alone is no name
            break
        name = clean(text, start, end, hits) if start < end else None
        if name:
            yield name


@cache
def family_first() -> frozenset[str]:
    """Family names of traditions that put them first."""
    return word_set("names", "family first")


def family_name(name: str) -> str:
    """The part a person is called by alone: "Mark Rutte" → Rutte, "Yoon Suk Yeol" → Yoon, "Ursula von der Leyen" → von der Leyen."""
    parts = name.split(" ")
    if len(parts) in (2, 3) and parts[0] in family_first() and parts[-1] not in family_first() | word_set("names", "given"):
        return parts[0]
    if len(parts) > 1 and parts[0] in family_first() and ("-" in parts[-1] or len(parts) == 3) and parts[0] not in word_set("names", "given"):
        return parts[0]
    particles = word_set("titles", "particles")
    for i, part in enumerate(parts[1:-1], 1):
        if part in particles and part not in ("y", "e"):
            return " ".join(parts[i:])
    if parts[-1].rstrip(".") in ("Jr", "Sr", "II", "III", "IV") and len(parts) > 1:
        return parts[-2].rstrip(",")
    return parts[-1]


def byline(text: str) -> list[tuple[int, int]]:
    """The name after "By" in a byline."""
    run = re.match(r"(?i)by ", text)
    name = name_run().match(text, run.end()) if run else None
    return [name.span()] if name else []
