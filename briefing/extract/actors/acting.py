"""Whether the words around a name show an actor: somebody who speaks, does something, has people or holds an office."""

import re
from functools import cache
from typing import Any

from briefing.extract.actors.organisations import heads_of_bodies
from briefing.extract.actors.same_bodies import legal, legal_after
from briefing.lexicon import alternation, read_lexicon, word_set

# What may stand between a noun and the name it is set beside: "the builder, Harlow", "a lender called Harlow"
BESIDE = r"(?:,| called| named)? (?:the )?\Z"
# What follows a noun that is set off; a verb would make it the subject of its own ("from Badme, the general staff said")
CLOSED = r"(?=,|\.|;|\)|\Z| (?:of|for|in|at|with|from|who|that|which)\b)"
BRACKET = re.compile(r" \([A-Z][A-Za-z.&]{1,9}\)")


def silent(scans: list, found: list) -> set[str]:
    """Ids of the names that no words of the report show to be an actor's: a ship, a street, a word in capitals."""
    doubtful: dict[str, set[str]] = {}
    shown: dict[str, set[str]] = {}
    for one in found:
        if one.kind not in ("person", "organisation", "media") or one.reading != "name" or _known(one.refers):
            continue
        scan = scans[one.passage]
        name = scan.text[one.start : one.end]
        acting = one.refers in shown or _sure(one.kind, name) or acts(scan, one.start, one.end, one.kind)
        (shown if acting else doubtful).setdefault(one.refers, set()).add(name)
    ships = _ships(scans, {name for names in shown.values() for name in names})
    return doubtful.keys() - shown.keys() | {id for id, names in shown.items() if names & ships}


def _ships(scans: list, names: set[str]) -> set[str]:
    """Those of the names that stand after a word for a ship or an aircraft: "the ferry Lago Ranco", "its cutter Butrint"."""
    if not names:
        return set()
    vessel = re.compile(
        rf"\b(?i:{alternation(word_set('placing', 'vessels'))}) [\"'“‘]?(?P<name>{alternation(names)})\b"
    )
    return {match["name"] for scan in scans for match in vessel.finditer(scan.text)}


def _known(id: str) -> bool:
    """Whether a lexicon names the body; a platform, on which others write, has to act like the rest."""
    return (
        id in read_lexicon("organisations")
        or id in read_lexicon("media")
        and read_lexicon("media")[id].get("role") != "platform"
    )


def _sure(kind: str, name: str) -> bool:
    """Whether the name itself tells: a person's full name, a body's that ends in the word for one."""
    if kind == "person":
        return " " in name
    heads = {match.group() for match in heads_of_bodies().finditer(name)}
    return not heads <= word_set("bodies", "venues") and name not in word_set("bodies", "say nothing alone")


def acts(scan: Any, start: int, end: int, kind: str, staff: bool = True) -> bool:
    """Whether the words beside the name at characters start:end are those of an actor of that kind.

    Without `staff`, "soldiers at Harlow" and "workers from Harlow" may be those of a place.
    """
    text = scan.text
    if legal().search(text[start:end]) or legal_after().match(text, end) or BRACKET.match(text, end):
        return True
    before = text[max(0, start - 60) : start]
    if (
        _owned().match(text, end)
        or _set_off(kind == "person").match(text, end)
        or _before(staff).search(before)
    ):
        return True
    return does(scan, start, end)


@cache
def _owned() -> re.Pattern:
    """What only actors have: "Harlow's lawyer", "Harlow shares", "Harlow headquarters"."""
    return re.compile(rf"(?:'s?|’s?)? (?:\w+ ){{0,2}}?(?:{alternation(_staff())})\b")


@cache
def _set_off(person: bool) -> re.Pattern:
    """ "Harlow, a builder of ships,", "Petrov, 41, a welder"; not "the fighting at the palace, the director said"."""
    nouns = alternation(word_set("titles", "heads", "trades") if person else word_set("bodies", "kinds"))
    article = r"(?:an?|the|its|his|her|their|who)"
    return re.compile(rf",(?: \d\d,)? {article} (?:[\w'-]+ ){{0,3}}?(?:{nouns}){CLOSED}|, \d\d,| \(\d\d\)")


@cache
def _before(staff: bool) -> re.Pattern:
    """ "the builder Harlow", "the head of Harlow", "according to Harlow"; with `staff` also "workers at Harlow"."""
    nouns = alternation(word_set("titles", "heads", "address") | word_set("bodies", "kinds"))
    people = rf"(?:{alternation(_staff() if staff else word_set('titles', 'heads'))})s? (?:of|at|for|{'from|' if staff else ''}with|to) (?:the )?\Z"
    return re.compile(rf"\b(?:(?i:{nouns})s?{BESIDE}|{people}|(?i:according to|M/s) \Z)")


@cache
def _staff() -> frozenset[str]:
    """People and things of a body, without the offices that towns and countries have too."""
    return (word_set("titles", "heads") | word_set("bodies", "sources", "owned")) - word_set(
        "bodies", "of a place"
    )


def does(scan: Any, start: int, end: int) -> bool:
    """Whether the name is the subject, the agent or the one addressed of a verb for what people do."""
    tokens = scan.tokens(start, end)
    if tokens is None:
        return False
    token = scan.passage.doc[tokens[0] : tokens[1] + 1].root
    for _ in range(4):  # "Dunmore, Harlow and Kent said"
        if token.dep_ in ("conj", "appos") and token.head.i < token.i:
            token = token.head
    if token.dep_ in ("nsubj", "relcl"):
        verbs = [token.head, *(child for child in token.head.children if child.dep_ in ("xcomp", "conj"))]
        return any(verb.lemma_.lower() in doing() for verb in verbs)
    if token.dep_ == "nsubjpass":
        return token.head.lemma_.lower() in word_set("bodies", "done to actors")
    if token.dep_ == "pobj" and token.head.lower_ == "by":
        return token.head.head.lemma_.lower() in doing()
    return token.dep_ in ("dobj", "dative") and token.head.lemma_.lower() in word_set(
        "bodies", "done to actors"
    )


@cache
def doing() -> frozenset[str]:
    """Verbs whose subject is an actor: of speaking, without those that things do too, and of doing."""
    reporting = read_lexicon("reporting")
    keys = ("say", "tell", "think", "urge", "ask", "announce", "deny", "judge", "accuse")
    said = {verb for key in keys for verb in reporting[key]}
    return frozenset(
        said - {*reporting["quotation only"], *reporting["needs that"]} | word_set("bodies", "acts")
    )
