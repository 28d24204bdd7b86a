"""Full names that the words beside them show to be people's: an office set off behind, "who", a body's own "'s"."""

import re
from collections.abc import Iterator
from functools import cache

from briefing.extract.actors.names import Hit
from briefing.extract.actors.people import clean, name_run
from briefing.extract.actors.titles import find_titles
from briefing.lexicon import alternation, word_set


def apposed(text: str, hits: list[Hit]) -> Iterator[tuple[int, int]]:
    """Full names set off before an office: "Ana Costa, Portugal's agriculture minister,"; only with a given name in front."""
    for start, end in find_titles(text):
        if not re.match(r"(?:,| of | at | for |\.|;| who )", text[end : end + 5]):
            continue
        left = max(0, start - 90)
        match = _before_office().search(text, left, start)
        if match and (
            match["name"].split(" ")[0] in word_set("names", "given")
            or match["whose"]
            and _one_persons(text[start:end])
        ):
            name = clean(text, *match.span("name"), hits)
            if name and " " in text[slice(*name)]:
                yield name
    for run in name_run().finditer(text) if ", who " in text else ():
        name = (
            clean(text, *run.span(), hits)
            if WHO.match(text, run.end()) and text[max(0, run.start() - 4) : run.start()].lower() != "the "
            else None
        )
        if name and name[1] == run.end() and " " in text[slice(*name)]:
            yield name
    for match in OF_A_BODY.finditer(text):  # "the Environment Agency's Carol Douglas said"
        name = (
            clean(text, *match.span("name"), hits)
            if match["name"].split(" ")[0] in word_set("names", "given")
            else None
        )
        if name and " " in text[slice(*name)]:
            yield name


# "Odile Adjovi, who runs the school": one person; of several it is "who are"
WHO = re.compile(r", who (?:\w+ly )?(?:is|was|has|\w+[^s]s|\w+ed)\b")


def _one_persons(office: str) -> bool:
    """Whether an office is a person's alone: a minister, not an operator or a maker, which a firm may be too."""
    noun = office.lower().split()[-1]
    return noun not in word_set("voices", "bodies") and noun not in word_set("voices", "companies")


OF_A_BODY = re.compile(
    r"(?<=[a-zA-Z]'s )(?P<name>[A-Z][\w-]+ [A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?= (?:said|says|told|added|tells|called)\b)"
)


@cache
def _before_office() -> re.Pattern:
    before = alternation(word_set("titles", "before"))
    part = r"[A-ZÀ-ÖØ-Þ][\w'-]+"
    owner = rf"(?:[A-Z][\w.&-]*(?: {part}){{0,3}}(?:'s|'))"
    return re.compile(
        rf"(?<![\w'-])(?P<name>{part}(?: {part}){{1,2}}), (?:(?P<whose>the|its|their|{owner}) |an? )?(?:(?:{before})[ -]){{0,3}}\Z"
    )
