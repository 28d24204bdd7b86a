"""Which person a name is: full names first, then surnames alone, and what only looks like a person's name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.extract.actors.gazetteer import cities
from briefing.extract.actors.names import by_first_word, find_names
from briefing.extract.actors.naming import folded, plain, slug
from briefing.extract.actors.people import families, family_first, family_name, from_parse
from briefing.extract.actors.sameness import apart_in_the_middle
from briefing.lexicon import alternation, word_set
from briefing.model import TextKinds

THERE = re.compile(
    r"\b(?:in|near|outside|reached|left|on the|to the|southeast of|southwest of|northeast of|northwest of|south of|north of|east of|west of|from [A-Z]\w+ to) \Z"
)
GIVEN = re.compile(r"\b[a-z][\w'-]*,? ([A-ZÀ-ÖØ-ÞĀ-Ž][\w-]+) \Z")
SPOKEN = re.compile(r"[^\W_][\w'-]*")


def link(named: list[tuple[Any, int, int]], scans: list, make: Any) -> Iterator[Any]:
    """Every name with its person's id: the full name's slug; a surname alone goes to the last full name before it."""
    full: dict[str, list[str]] = {}
    for scan, start, end in named:
        name = scan.text[start:end]
        for family in families(name) if " " in name else ():
            if name not in full.setdefault(family, []):
                full[family].append(name)
    named = _with_given(named, scans, full)
    counts = Counter(
        scan.text[start:end] for scan, start, end in named if scan.passage.block.kind in TextKinds
    )
    for name in _companies(scans, full, counts):
        del full[name]
    first = {
        name.split(" ")[0]: name
        for names in full.values()
        for name in names
        if name.split(" ")[0] not in word_set("names", "given")
    }
    for (
        scan,
        start,
        end,
    ) in (
        named
    ):  # "Fowler", never named in full, wherever it stands; "de Blasio" begins a sentence as "De Blasio"
        name = scan.text[start:end]
        if " " not in name and name not in full and name in first:
            full[name] = [first[name]]  # "Gui Haichao … Gui", a family name that stands first
        if " " not in name and len(name) > 3 and not scan.title:
            full.setdefault(name, [name])
    for name in [name for name in full if name[0].islower()]:
        full.setdefault(name[0].upper() + name[1:], full[name])
    for scan, start, end in named:
        name = scan.text[start:end]
        if name in full and " " not in name:
            if two_share(full[name], counts):
                continue
            name = max(full[name], key=lambda one: counts[one])
        yield make(scan.number, start, end, "person", slug(name))
    if not full:
        return
    surnames = by_first_word(full)
    last: dict[str, str] = {}
    order = sorted(
        (
            (scan.number, start, scan.text[start:end])
            for scan, start, end in named
            if " " in scan.text[start:end]
        ),
        reverse=True,
    )
    for scan in scans:
        for start, end, surname in find_names(scan.text, surnames):
            while order and order[-1][:2] <= (scan.number, start):
                *_, name = order.pop()
                last[family_name(name)] = name
                last[family_name(name)[0].upper() + family_name(name)[1:]] = name
            if scan.free(start, end):
                scan.taken.append((start, end))
                if two_share(full[surname], counts):
                    continue
                name = _bearer(full[surname], counts, last.get(surname))
                yield make(scan.number, start, end, "person", slug(name))


def _with_given(
    named: list[tuple[Any, int, int]], scans: list, full: dict[str, list[str]]
) -> list[tuple[Any, int, int]]:
    """The names, those never given in full with the capitalised word before them where one stands inside a sentence.

    "Mr Tirkey" beside "the charge against Suresh Tirkey", where the parse has missed that this is a person's name.
    """
    lone = {scan.text[start:end] for scan, start, end in named} - full.keys()
    lone = {name for name in lone if " " not in name and len(name) > 3}
    longer = {}
    for scan in scans if lone else ():
        for start, end, surname in find_names(scan.text, by_first_word(lone)):
            given = GIVEN.search(scan.text[max(0, start - 40) : start])
            if given and not _no_given(given[1]) and scan.free(first := start - 1 - len(given[1]), start - 1):
                longer[scan.number, start] = scan, first, end
                full.setdefault(surname, []).append(scan.text[first:end])
                scan.taken.append((first, end))
    kept = [one for one in named if (one[0].number, one[1]) not in longer]
    return kept + list(longer.values())


def _no_given(word: str) -> bool:
    """Whether a capitalised word before a surname is no given name: a title, a weekday, a body."""
    small = word.lower()
    return word in word_set("titles", "not a name") | word_set(
        "bodies", "say nothing alone"
    ) or small in word_set("titles", "heads", "address", "before", "trades")


def _bearer(bearers: list[str], counts: Counter, last: str | None) -> str:
    """Whose surname it is: of several people, the one named in full most; of equals the one named last ("Clinton" is not her daughter)."""
    most = max(counts[name] for name in bearers)
    equals = [name for name in bearers if counts[name] == most]
    return last if last in equals else equals[0]


def two_share(bearers: list[str], counts: Counter) -> bool:
    """Whether a surname alone stays open: two people bear it, named in full as often as each other."""
    most = max(counts[name] for name in bearers)
    equals = [name for name in bearers if counts[name] == most]
    return any(not _alike(equals[0], other) for other in equals[1:])


def _alike(first: str, second: str) -> bool:
    """Whether two full names may be one person's: "J. Roe" and "Jane Roe", but not "George H. Roe" and "George W. Roe"."""
    one, two = (plain(name).lower().replace(".", "").replace("-", " ").split() for name in (first, second))
    if folded(first) == folded(second) or one[0] == two[0] and not apart_in_the_middle(first, second):
        return True
    return one[0] != two[0] and min(len(one[0]), len(two[0])) == 1 and one[0][0] == two[0][0]


def _companies(scans: list, surnames: dict[str, list[str]], counts: Counter) -> list[str]:
    """Surnames that the parse mostly holds for organisations when they stand alone: "Ford" in a report on the carmaker."""
    votes = {name: [0, 0] for name in surnames}
    for scan in scans:
        for entity in scan.passage.doc.ents:
            if entity.label_ in ("ORG", "PERSON"):
                name = scan.text[entity.start_char : entity.end_char].removesuffix("'s")
                if name in votes:
                    votes[name][entity.label_ == "PERSON"] += 1
    return [
        name
        for name, (bodies, people) in votes.items()
        if people == 0 and bodies > 2 and bodies > 3 * sum(counts[full] for full in surnames[name])
    ]


def trimmed(scan: Any, start: int, end: int, full: set[str], families: set[str]) -> tuple[int, int] | None:
    """A parsed name without what the parse took along ("Crooked Hillary Clinton"); None for "Clinton Camp"."""
    words = scan.text[start:end].split(" ")
    for i in range(1, len(words) - 1):
        if " ".join(words[i:]) in full:
            return end - len(" ".join(words[i:])), end
    if (
        len(words) > 1
        and words[0] in families
        and words[0] not in family_first()
        and words[0] not in word_set("names", "given")
        and words[-1] not in families
    ):
        return None
    return start, end


def full_names(scans: list) -> set[str]:
    """Full names after titles and by the parse, before any is settled: their surnames are no towns ("Machado")."""
    names = {scan.text[slice(*title.name)] for scan in scans for title in scan.titles if title.name}
    names |= {
        scan.text[start:end]
        for scan in scans
        for start, end in from_parse(scan.passage.doc, scan.text, scan.hits)
    }
    return {name for name in names if " " in name}


def called_by_first_word(full: Iterable[str], words: Counter) -> set[str]:
    """Two-word names that the report shortens to their first word: companies ("Patriot Coal"), as people go by their last.

    `words` counts the report's words, and its pairs of words beside each other.
    """
    found = set()
    for name in full:
        first, *rest = name.split(" ")
        if (
            len(rest) != 1
            or first in word_set("names", "given")
            or first in family_first()
            or first[-1:] == "."
        ):
            continue
        alone = words[first] - words[name]
        if alone > 1 and alone > words[rest[0]] - words[name]:
            found.add(name)
    return found


def count_words(scans: list) -> Counter:
    """How often each word stands in the report, possessives as the word itself, and each two words beside each other."""
    counts: Counter = Counter()
    for scan in scans:
        words = [word.removesuffix("'s") for word in SPOKEN.findall(scan.text)]
        counts.update(words)
        counts.update(
            f"{first} {second}"
            for first, second in zip(words, words[1:])
            if first[0].isupper() and second[0].isupper()
        )
    return counts


def with_staff(scans: list, names: Iterable[str]) -> set[str]:
    """Full names that stand before what only companies have: "Harlow Finch analysts"."""
    found, staff = set(), re.compile(rf" (?:{alternation(word_set('bodies', 'of a company'))})\b")
    wanted = by_first_word(name for name in names if name.split(" ")[0] not in word_set("names", "given"))
    for scan in scans:
        found |= {name for _, end, name in find_names(scan.text, wanted) if staff.match(scan.text, end)}
    return found


def there(text: str, start: int, end: int) -> bool:
    """Whether a name stands where a place or party does, not a person: "add jobs in Cork", "from Mae Sai to Chiang Mai", "the Xunta"."""
    if (
        text[max(0, start - 5) : start] in ("from ", "From ")
        and re.match(r" to (?:the )?[A-Z]", text[end : end + 12])
        and text[start:end].split(" ")[0] not in word_set("names", "given")
    ):
        return True
    if (
        text[start:end].split(" ")[0] not in word_set("names", "given")
        and text[max(0, start - 4) : start].lower() == "the "
    ):
        return True
    if word_set("placing", "buildings after") & {
        following[1] for following in [re.match(r" ([a-z]+)", text[end : end + 16])] if following
    }:
        return True  # "the Knyaz Alexander street"
    if " " not in text[start:end] and text[max(0, start - 5) : start] == "from " and cities(text[start:end]):
        return True  # "a teacher from Hull"
    return " " not in text[start:end] and bool(THERE.search(text[max(0, start - 40) : start]))


def ordinary(name: str, words: Counter) -> bool:
    """Whether a parsed name is made of words the report also writes small ("Avian Flu", "Store"), and no given name begins it."""
    first, *_, last = name.split(" ") * 2
    return (
        last.lower() in words
        and last.lower() != last
        and first not in word_set("names", "given")
        and first not in family_first()
    )


HEADS_OF = frozenset("president premier chancellor minister leader king queen emir sultan".split())


def holders(scans: list) -> dict[tuple[str, str], set[str]]:
    """(state, last word of an office) → ids of those named with it: ("france", "president") → emmanuel-macron; heads of state as "leader" too."""
    found: dict[tuple[str, str], set[str]] = {}
    for scan in scans:
        for title in scan.titles:
            if not title.name:
                continue
            words = scan.text[title.start : title.end].lower().replace("-", " ").split()
            before = re.search(r"(?:[a-z]+ )*\Z", scan.text[max(0, title.start - 40) : title.start])
            start = title.start - len(before.group())
            owner = next(
                (
                    hit.known.id
                    for hit in scan.hits
                    if hit.known.form in ("country", "demonym", "seat")
                    and scan.text[hit.end : start] in (" ", "'s ")
                    or hit.known.form in ("country", "demonym")
                    and hit.end == title.start - 1
                ),
                None,
            )
            if owner and " " in scan.text[slice(*title.name)]:
                person = slug(scan.text[slice(*title.name)])
                found.setdefault((owner, " ".join(words)), set()).add(person)
                if words[-1] in HEADS_OF and words[:-1] in ([], ["prime"], ["supreme"]):
                    found.setdefault((owner, "leader"), set()).add(person)
    return found
