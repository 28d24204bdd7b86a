"""When something happened, as the words of a claim say: the day, the minute, and which of two came first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from briefing.compare.desk import Desk, finding, quoted
from briefing.compare.gist import Gist, Token
from briefing.compare.phrases import after_preposition, governs, main_verb, subject
from briefing.compare.terms import Term
from briefing.model import Finding, Span

MOST = 24  # claims of one deed that are laid beside each other
SHORT = 7  # words of "The owner says 11 November"
# "9:40 p.m.", "22:10", "4.12 am"
CLOCK = re.compile(r"\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b)?", re.I)
AT_DOT = re.compile(
    r"\b(?:at|from|until|since|around|about) (?:[01]\d|2[0-3])\.[0-5]\d\b(?!\s*(?:%|[a-z]*(?:per|million|dollars|euros|pounds|points|metres|kilometres)))",
    re.I,
)
ZONES = re.compile(r"\b(?:GMT|UTC|CET|BST|EST|local time)\b", re.I)
DAY = re.compile(
    r"\b(?:(?P<day>\d{1,2})\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b(?:\s+(?P<after>\d{1,2})\b)?"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day written out for an event; the year is left to the report."""

    span: Span
    month: str
    number: int


def day_in(desk: Desk, gist: Gist) -> Day | None:
    """The one day that the words on the main verb name."""
    verb, document = main_verb(gist), desk.documents[gist.claim.document]
    found = []
    for mark, tokens in (
        after_preposition(gist, ("on", "by", "for"), verb.at) if verb and DAY.search(gist.claim.words) else ()
    ):
        match = (
            DAY.search(document.text, tokens[0].start, tokens[-1].end)
            if governs(gist, verb, mark.at)
            else None
        )
        if match and (number := match["day"] or match["after"]):
            found.append(Day(document.span(*match.span()), match["month"], int(number)))
    return found[0] if len(found) == 1 else None


def minute_in(gist: Gist) -> int | None:
    """The one clock a claim names, in minutes of the day; none where it stands in a time zone of its own."""
    words = gist.claim.words
    times = list(CLOCK.finditer(words))
    if (
        len(times) != 1
        or ZONES.search(gist.claim.sentence.quote)
        or ":" not in times[0].group()
        and not times[0]["half"]
        and not AT_DOT.search(words)
    ):
        return None  # "3.10" may be any number, "at 14.35" is an hour
    hour, half = int(times[0]["hour"]), (times[0]["half"] or "").lower()
    return (hour + 12 if half.startswith("p") and hour < 12 else hour) * 60 + int(times[0]["minute"])


def find_corrected_days(desk: Desk) -> Iterator[Finding]:
    """ "The ship left on 10 November, according to the harbour master. The owner says 11 November": a day and nothing else, said of the sentence before."""
    for told in desk.told_in.values():
        for one, two in zip(told, told[1:]):
            text = desk.documents[two.claim.document].text
            if (
                len(two.words) > SHORT
                or not 0 <= two.claim.sentence.start - one.claim.sentence.end <= 40
                and one.claim.sentence.end != two.claim.sentence.start
            ):
                continue
            between = text[one.claim.sentence.end : two.claim.sentence.start]
            after, before = DAY.search(two.claim.words), day_in(desk, one)
            rest = [
                t
                for t in two.tokens
                if t.term and t.term.kind in ("class", "word") and not t.proper and t not in subject(two)
            ]
            if (
                after
                and before
                and not rest
                and len(between.split()) <= 8
                and (number := after["day"] or after["after"])
                and (after["month"], int(number)) != (before.month, before.number)
            ):
                yield finding(
                    "conflict",
                    "date",
                    [one, two],
                    [desk.cut(one), desk.cut(two)],
                    f"{desk.whose(one)} dates it {quoted(before.span)}; the sentence after it: {quoted(desk.cut(two))}.",
                )


def find_orders(desk: Desk) -> Iterator[Finding]:
    """ "Hydra-2 was cut first", "The Ionia Link was cut first"; "left the ship last", "was in the first boat to leave"."""
    ranked: dict[Term, list[tuple[Gist, Token]]] = {}
    for gist in desk.gists:
        verb = main_verb(gist)
        rank = next(
            (
                t
                for t in gist.tokens
                if t.text in ("first", "last")
                and verb
                and gist.words[t.at].head == verb.at
                and gist.words[t.at].pos in ("ADV", "ADJ")
            ),
            None,
        )
        if (
            verb
            and verb.term
            and rank
            and gist.claim.stance in ("claimed", "confirmed")
            and not gist.says_not
            and not gist.claim.headline
        ):
            ranked.setdefault(verb.term, []).append((gist, rank))
    for several in ranked.values():
        for (one, rank), (two, other) in combinations(several[:MOST], 2):
            mine, yours = ({t.term for t in subject(g) if t.term} for g in (one, two))
            if (
                mine
                and yours
                and rank.text == other.text
                and mine - yours
                and yours - mine
                and not desk.one_voice(one, two)
                and (one.claim.speaker or two.claim.speaker)
                or mine
                and mine == yours
                and rank.text != other.text
            ):
                yield finding(
                    "conflict",
                    "order",
                    [one, two],
                    [desk.cut(one), desk.cut(two)],
                    f"{desk.whose(one)}: {quoted(desk.cut(one))}; {desk.whose(two)}: {quoted(desk.cut(two))}.",
                )
