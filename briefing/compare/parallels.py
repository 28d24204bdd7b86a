"""Two voices tell one event in the same words but for one thing: a "not", an opposite, or an amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from briefing.compare.coreference import (
    Statement,
    asserted,
    conditional,
    one_time,
    opposed,
    opposites_of,
    same_event,
    statements,
    two_voices,
)
from briefing.compare.desk import Desk, finding, near, quoted
from briefing.compare.gist import Gist
from briefing.compare.readings import entry_of
from briefing.compare.settling import counted, reach
from briefing.compare.terms import Term, meaning
from briefing.lexicon import read_lexicon, word_set
from briefing.model import Finding, Span

MOST = 30  # statements of one predicate that are laid beside each other
SHOWN = 4  # statements laid on one side
BETWEEN = 40  # words between a claim and its contrary that answers it
MAGNITUDE = 20  # times the lower amount that the higher may be
FEW = {"both": 2, "one": 1}
LATER = 14  # days between two reports whose amounts may be of one time


@dataclass(frozen=True, slots=True)
class Amount:
    """What a statement gives as the amount of one thing: "180 million euros", "55 minutes after"."""

    low: float
    high: float
    measure: str

    @property
    def least(self) -> float:
        return self.low or self.high


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements that cannot both be so, with all who make them on either side."""

    first: list[Statement]
    second: list[Statement]
    kind: Literal["claim-denial", "figure"]


def find_parallels(desk: Desk) -> Iterator[Finding]:
    """`claim-denial` and `figure` conflicts, the most alike first; what one voice says in several reports is laid out once."""
    told = [
        statement
        for gist in desk.gists
        if asserted(gist)
        for statement in statements(gist)
        if not conditional(statement)
    ]
    found = []
    for one, two in _pairs(told):
        if not two_voices(desk, one.gist, two.gist):
            continue
        opposite = opposed(one.predicate, two.predicate) and not one.predicate & two.predicate
        alike = (
            same_event(desk, one, two, opposite)
            or one.denied != two.denied
            and answers(desk, one.gist, two.gist)
            and same_event(desk, one, two, answer=True)
            or None
        )
        clash = alike and (
            _contrary(desk, one, two, opposite) or not opposite and _other_amount(desk, one, two)
        )
        if alike and clash:
            found.append((alike.dice, clash))
    clusters: list[Clash] = []
    for _, clash in sorted(
        found, key=lambda entry: (-entry[0], entry[1].first[0].gist.order, entry[1].second[0].gist.order)
    ):
        if not any(_joins(desk, cluster, clash) for cluster in clusters):
            clusters.append(clash)
    for clash in clusters:
        yield _told(desk, clash)


def answers(desk: Desk, one: Gist, two: Gist) -> bool:
    """Whether two claims of one report stand close together, each in a voice of its own."""
    if one.claim.document != two.claim.document or not (one.claim.speaker and two.claim.speaker):
        return False
    return desk.words_between(one, two) <= BETWEEN


def _joins(desk: Desk, cluster: Clash, clash: Clash) -> bool:
    """Whether a clash is one already found, told by others too; whoever is new to a side is laid on it."""
    for mine, yours in ((clash.first, clash.second), (clash.second, clash.first)):
        if (
            cluster.kind == clash.kind
            and _one_side(desk, cluster.first[0], mine[0])
            and _one_side(desk, cluster.second[0], yours[0])
        ):
            for side, new in ((cluster.first, mine[0]), (cluster.second, yours[0])):
                if len(side) < SHOWN and not any(
                    desk.one_voice(new.gist, known.gist)
                    or new.gist.claim.sentence == known.gist.claim.sentence
                    for known in side
                ):
                    side.append(new)
            return True
    return False


def _one_side(desk: Desk, one: Statement, two: Statement) -> bool:
    """Whether two statements say the same of one event."""
    return one.gist == two.gist or bool(
        one.denied == two.denied
        and one.subject & two.subject
        and one.predicate & two.predicate
        and not _other_amounts(one, two)
    )


def _told(desk: Desk, clash: Clash) -> Finding:
    told = [*clash.first, *clash.second[::-1]]
    denial = clash.kind == "claim-denial"
    spans = [
        desk.cut(statement.gist, cue=denial and statement in clash.second)
        if clash.kind != "figure"
        else _clause(desk, statement)
        for statement in told
    ]
    why = "; ".join(f"{desk.whose(statement.gist)}: {quoted(span)}" for statement, span in zip(told, spans))
    return finding(
        "conflict",
        clash.kind,
        [statement.gist for statement in told],
        spans,
        why + (": other amounts of one thing." if clash.kind == "figure" else "."),
    )


def _pairs(told: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements with one predicate, or with two that exclude each other; each pair once."""
    index: dict[Term, list[Statement]] = {}
    for statement in told:
        for term in sorted(statement.predicate):
            index.setdefault(term, []).append(statement)
    seen: set[tuple[int, int, int, int]] = set()
    several = [
        *index.values(),
        *(
            [*index[one], *index[two]]
            for one in sorted(index)
            for two in opposites_of(one)
            if one < two and two in index
        ),
    ]
    for some in several:
        for one, two in combinations(some[:MOST], 2):
            key = one.gist.order, one.verb, two.gist.order, two.verb
            if key not in seen and one.gist.order != two.gist.order:
                seen.add(key)
                yield one, two


# ---------------------------------------------------------------- a "not", or an opposite


def _contrary(desk: Desk, one: Statement, two: Statement, opposite: bool) -> Clash | None:
    """One says so and the other says not, or the contrary, of one time."""
    if (
        (one.denied != two.denied) == opposite
        or not one_time(desk, one, two)
        or one.gist.leaves_open
        or two.gist.leaves_open
        or not (one.gist.claim.speaker or two.gist.claim.speaker)
    ):
        return None
    yes, no = (two, one) if one.denied and not two.denied else (one, two)
    return Clash([yes], [no], "claim-denial")


# ---------------------------------------------------------------- an amount


def _other_amount(desk: Desk, one: Statement, two: Statement) -> Clash | None:
    """Both give an amount of one thing, and none fulfils both: same unit or noun, same predicate, one magnitude."""
    if one.denied or two.denied or not _one_day(desk, one.gist, two.gist):
        return None
    clash = any(not _counted_on(one.gist, two.gist, *pair) for pair in _other_amounts(one, two))
    return Clash([one], [two], "figure") if clash else None


def _other_amounts(one: Statement, two: Statement) -> list[tuple[Amount, Amount]]:
    """The amounts of one thing that exclude each other."""
    mine, yours = amounts(one), amounts(two)
    pairs = [(mine[thing], yours[thing]) for thing in sorted(mine.keys() & yours.keys())]
    return [
        (a, b)
        for a, b in pairs
        if (a.low > b.high or b.low > a.high) and max(a.least, b.least) <= MAGNITUDE * min(a.least, b.least)
    ]


def _one_day(desk: Desk, one: Gist, two: Gist) -> bool:
    return (
        one.claim.document == two.claim.document
        or near(desk.date(one), desk.date(two), LATER)
        or desk.date(one) is None
        or desk.date(two) is None
    )


def _counted_on(one: Gist, two: Gist, first: Amount, second: Amount) -> bool:
    """Whether the amount may have changed meanwhile: words of a rise, or a measure that does from report to report."""
    rising = word_set("disputes", "rising")
    if any(word.lemma in rising for gist in (one, two) for word in gist.words):
        return True
    return one.claim.document != two.claim.document and any(
        amount.measure and entry_of(amount.measure)["course"] != "stays" for amount in (first, second)
    )


def amounts(statement: Statement) -> dict[str, Amount]:
    """The amounts of a statement by what they count or measure; none where it gives two of a kind."""
    found: dict[str, Amount] = {}
    twice: set[str] = set()
    for thing, amount in (*_figures(statement), *_times(statement), *_few(statement)):
        if thing in found:
            twice.add(thing)
        found[thing] = amount
    return {thing: amount for thing, amount in found.items() if thing not in twice}


def _figures(statement: Statement) -> Iterator[tuple[str, Amount]]:
    starts = {word.start: at for at, word in enumerate(statement.gist.words)}
    for figure in statement.gist.claim.figures:
        inside = any(
            figure.span.start <= start < figure.span.end and at in statement.inside
            for start, at in starts.items()
        )
        if inside and figure.role == "reading" and (known := reach(figure)):
            yield counted(figure) or figure.unit, Amount(*known, figure.measure)


def _times(statement: Statement) -> Iterator[tuple[str, Amount]]:
    """ "55 minutes after", "three hours after": a time, with the word it hangs on."""
    words = statement.gist.words
    for at in sorted(statement.inside):
        word = words[at]
        minutes = read_lexicon("disputes")["minutes"].get(word.lemma)
        number = next((w for w in words if w.head == at and w.dep == "nummod"), None)
        value = number and (
            number.number
            or _spelled().get(number.lemma)
            or (float(number.lemma) if number.lemma.isdecimal() else None)
        )
        if (
            minutes
            and number
            and value
            and word.head is not None
            and words[word.head].pos in ("ADP", "SCONJ", "ADV")
        ):
            yield f"time {words[word.head].lemma}", Amount(value * minutes, value * minutes, "")


def _few(statement: Statement) -> Iterator[tuple[str, Amount]]:
    """ "both recorders", "one recorder", "neither recorder": of two, with the noun they stand at."""
    words = statement.gist.words
    for at in sorted(statement.inside):
        above = words[at].head
        value = FEW.get(words[at].lemma) if words[at].dep in ("det", "predet", "nummod", "preconj") else None
        if (
            value is not None
            and above is not None
            and words[above].pos in ("NOUN", "PROPN")
            and not any(
                figure.span.start <= words[at].start < figure.span.end
                for figure in statement.gist.claim.figures
            )
        ):
            term = meaning(words[above].lemma)
            yield term.value if term else words[above].lemma, Amount(value, value, "")


@cache
def _spelled() -> dict[str, float]:
    return read_lexicon("figures")["cardinals"]


def _clause(desk: Desk, statement: Statement) -> Span:
    """The words of a statement, without what hangs below it or stands around it."""
    words = [statement.gist.words[at] for at in statement.inside]
    return desk.documents[statement.gist.claim.document].span(
        min(word.start for word in words), max(word.end for word in words)
    )
