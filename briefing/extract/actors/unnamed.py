"""People who speak without a name: "an anonymous government source", "the Russian ambassador", "North Korea's representative to the UN"."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from briefing.extract.actors.gazetteer import country_ids
from briefing.extract.actors.naming import slug
from briefing.lexicon import alternation, read_lexicon, word_set

VAGUE = frozenset(
    "anonymous unnamed unidentified undisclosed senior top high-ranking high-level ranking former familiar informed several two three four five six various multiple "
    "other another one some many a an the its unspecified well-placed reliable knowledgeable".split()
)


NAMELESS = frozenset("anonymous unnamed unidentified undisclosed senior".split())


@cache
def _person() -> re.Pattern:
    """ "an anonymous government source", "two senior defence officials"; the owner may stand between ("a Seoul government source")."""
    adjectives, nouns = (
        alternation(word_set("bodies", "described by")),
        alternation(word_set("bodies", "people")),
    )
    return re.compile(
        rf"""
        (?<![\w'-])(?P<article>[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]everal|[Ss]ome|[Mm]ultiple|[Aa]nonymous|[Uu]nnamed|[Uu]nidentified)
        (?P<before>(?:[ -](?:{adjectives}|\x00))*)
        [ ](?P<noun>{nouns})(?![\w-])
        (?P<of>(?:[ ](?:with|from|at|in|of|for|to)[ ](?:the[ ])?\x00)?)
        """,
        re.VERBOSE,
    )


@cache
def _office() -> re.Pattern:
    """What may follow a state's name: "ambassador", "foreign minister", "representative to the UN"."""
    heads = word_set("bodies", "holders")
    before = alternation(word_set("titles", "before"))
    return re.compile(
        rf"(?:'s|')? (?P<title>(?:(?:{before})[ -])*(?:{alternation(heads)}))(?![\w-])(?P<to>(?: (?:to|at|in) (?:the )?\x00)?)",
        re.IGNORECASE,
    )


def find(scans: list, make: Callable, found: list, holders: dict) -> Iterator[Any]:
    """Described people; where one is said to be of a state or body, its id says so."""
    at: dict[int, list] = {}
    for one in found:
        if one.kind in ("state", "organisation", "media") and one.reading != "nominal":
            at.setdefault(one.passage, []).append(one)
    for scan in scans:
        names = sorted(at.get(scan.number, ()), key=lambda one: (one.start, -one.end))
        text, offsets = _masked(scan.text, names)
        for match in _person().finditer(text):
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            inside = [
                one
                for one in names
                if start <= one.start < max(end, offsets[match.end()] if match.end() < len(offsets) else end)
            ]
            stop = max([end, *(one.end for one in inside)])
            if not _speaks(scan, match, offsets):
                continue
            yield make(
                scan.number, start, stop, "described", _id(scan, names, inside, match, start), "nominal"
            )
        for one in names:
            if one.kind == "state" and one.reading in ("name", "demonym", "metonym"):
                yield from _holder(scan, text, offsets, names, one, make, holders)


def _speaks(scan: Any, match: re.Match, offsets: list[int]) -> bool:
    """Whether the words mark a source ("a senior official"), or the person speaks ("a resident said", "according to a doctor")."""
    if (
        match["noun"].removesuffix("s") in word_set("bodies", "sources")
        or set(re.split("[ -]", (match["article"] + match["before"]).lower())) & NAMELESS
    ):
        return True
    before = scan.text[max(0, offsets[match.start()] - 14) : offsets[match.start()]]
    if before.endswith(("ccording to ", "citing ", "quoted ", "quoting ")):
        return True
    tokens = scan.tokens(offsets[match.start("noun")], offsets[match.end("noun") - 1] + 1)
    token = scan.passage.doc[tokens[1]] if tokens else None
    return (
        token is not None
        and token.dep_ == "nsubj"
        and token.head.lemma_.lower() in word_set("bodies", "speaking")
    )


def _masked(text: str, names: list) -> tuple[str, list[int]]:
    """The text with every name as one character, so that a pattern can step over it; and where each character came from."""
    parts, offsets, end = [], [], 0
    for one in names:
        if one.start >= end:
            parts += [text[end : one.start], "\x00"]
            offsets += [*range(end, one.start), one.start]
            end = one.end
    parts.append(text[end:])
    offsets += range(end, len(text))
    return "".join(parts), offsets


def _id(scan: Any, names: list, inside: list, match: re.Match, start: int) -> str:
    """Whose source of what kind; told apart by report, as two reports' unnamed sources are not known to be one."""
    owner = next((one.refers for one in inside), None)
    if owner is None:
        dot = max(scan.text.rfind(". ", 0, start), scan.text.rfind('." ', 0, start))
        before = [
            one for one in names if dot < one.end <= start and one.reading in ("name", "metonym", "demonym")
        ]
        owner = _country(before[-1]) if before else None
    words = [
        word
        for word in re.split(r"[ -]", match["before"].replace("\x00", " ").strip())
        if word and word.lower() not in VAGUE
    ]
    noun = match["noun"]
    noun = {"people": "person"}.get(
        noun, noun.removesuffix("s") if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun
    )
    return slug(" ".join([*([owner] if owner else []), *words, noun, scan.passage.document.id]))


def _country(one: Any) -> str | None:
    """Id of the state behind an actor."""
    if one.kind == "state":
        return one.refers
    for file in ("organisations", "media"):
        code = read_lexicon(file).get(one.refers, {}).get("country")
        if code:
            return country_ids().get(code)
    return None


def _holder(
    scan: Any, text: str, offsets: list[int], names: list, one: Any, make: Callable, holders: dict
) -> Iterator[Any]:
    """ "the Russian ambassador", "North Korea's representative to the UN": an office of a state, its holder not named."""
    try:
        place = offsets.index(one.start)
    except ValueError:
        return
    possessive = text.startswith("'s", place + 1)
    before = text[max(0, place - 4) : place].lower()
    match = _office().match(text, place + 1)
    if not match or not (possessive or before.endswith(("the ", "a ", "an "))):
        return
    if possessive and any(scan.text[last : one.start] in (", ", ", the ") for _, last in scan.people):
        return  # "Ana Costa, Portugal's agriculture minister"
    rest = text[match.end() : match.end() + 40]
    if re.match(r" (?:to|at|in) (?:the )?[A-Z]\w+(?: [A-Z]\w+)?, [A-Z]\w+ [A-Z]", rest):
        return  # "Chile's ambassador to Washington, Lionel Diaz"
    if re.match(r",? (?:[A-Z]|\x00(?! ))", rest) or re.match(r"(?:'s)? [A-Z]", rest) or rest[:1] == "-":
        return  # a name follows: an office with its holder
    end = offsets[match.end() - 1] + 1
    to = [other for other in names if match["to"] and other.start == offsets[match.end() - 1]]
    if to:
        end = to[0].end
    start = one.start if possessive else one.start - len(re.search(r"(?:the|an?) \Z", before).group())
    known = holders.get((one.refers, match["title"].lower().replace("-", " ")), ()) if not to else ()
    if len(known) == 1:
        yield make(scan.number, start, end, "person", next(iter(known)), "nominal")
        return
    yield make(
        scan.number,
        start,
        end,
        "described",
        slug(" ".join([one.refers, match["title"], *(other.refers for other in to)])),
        "nominal",
    )
