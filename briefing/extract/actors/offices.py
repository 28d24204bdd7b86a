"""Offices people are said to hold, each at its span with whose office it is."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from briefing.extract.actors import people, titles
from briefing.extract.actors.gazetteer import country_ids
from briefing.extract.actors.names import find_known
from briefing.language import Passage
from briefing.lexicon import alternation, read_lexicon, word_set
from briefing.model import Mention, Office

OWNERS = ("organisation", "state", "media", "group")


def find_offices(passages: Iterable[Passage], mentions: Iterable[Mention]) -> Iterator[Office]:
    """Offices before a name ("South Korean Defense Minister") and after it (", the company's chief executive,"), in order.

    Forms of address ("Mr", "Dr") are no offices. The organisation and country are those named in or beside the title, else None.
    """
    mentions = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    for passage in passages:
        here = _Here(passage, within(passage, mentions))
        if here.people:
            found = [*here.before(), *here.after()]
            yield from sorted(dict.fromkeys(found), key=lambda office: (office.span.start, office.actor))


def within(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """Those of the mentions, sorted by start, that stand in the passage."""
    text = passage.doc.text
    if not text:
        return []
    start, end = passage.at(0), passage.at(len(text) - 1) + 1
    first = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    return [
        mention
        for mention in mentions[first : bisect_left(mentions, end, key=lambda mention: mention.span.start)]
        if mention.span.end <= end
    ]


class _Here:
    """The people and their possible owners in one passage, by character of its text."""

    def __init__(self, passage: Passage, mentions: list[Mention]) -> None:
        self.passage, self.text = passage, passage.doc.text
        at = [(*passage.char_span(mention.span), mention) for mention in mentions]
        self.people = {start: (end, mention) for start, end, mention in at if mention.kind == "person"}
        self.owners = [one for one in at if one[2].kind in OWNERS]

    def before(self) -> Iterator[Office]:
        """ "NATO chief Mark Rutte", "US Ambassador to the United Nations Robert Wood"."""
        for title in people.titled(self.text, list(find_known(self.text))):
            if title.name and title.name[0] in self.people:
                end, person = self.people[title.name[0]]
                if not _address(self.text[title.start : title.end]) and not SPEAKS_FOR.search(
                    self.text[max(0, title.start - 60) : title.start]
                ):
                    yield self._office(self._from(title.start), title.end, person.refers, end)

    def after(self) -> Iterator[Office]:
        """ "Alan Mulally, Ford's chief executive,", "Lee, a lawmaker who", "Kim (the defence minister)"."""
        for end, person in self.people.values():
            opening = _apposition().match(self.text, end)
            if not opening:
                continue
            tail = self.text[opening.end() : opening.end() + 90]
            for first, last in titles.find_titles(tail):
                first, last = opening.end() + first, opening.end() + last
                begin = self._from(first)
                between = self.text[opening.end() : begin]
                if (
                    begin > opening.end()
                    and not self._only_owner(opening.end(), begin)
                    or re.search(r",|[.;:!?] [A-Z]", between)
                    or self.text[last : last + 2] == "'s"
                ):
                    break
                if (
                    last < len(self.text)
                    and self.text[last] == " "
                    and last + 1 in self.people
                    or _address(self.text[first:last])
                ):
                    break
                if self._acts(first, last):
                    break
                for later, end_of in titles.find_titles(
                    self.text[last : last + 60]
                ):  # "chief medical officer"
                    if not all(
                        word in word_set("titles", "before")
                        for word in self.text[last : last + later].split()
                    ):
                        break
                    last += end_of
                    break
                stop = self._of(last)
                yield self._office(begin, stop, self._speaks_after(stop) or person.refers, stop)
                break

    def _acts(self, first: int, last: int) -> bool:
        """Whether the title is the subject of a verb of its own: "a trip to Riga, the former minister was cleared"."""
        span = self.passage.doc.char_span(first, last, alignment_mode="expand")
        if span is None or span.root.dep_ not in ("nsubj", "nsubjpass"):
            return False
        return span.end < len(self.passage.doc) and self.passage.doc[span.end].pos_ in ("VERB", "AUX")

    def _speaks_after(self, stop: int) -> str | None:
        """Who says the clause before, where the office between commas is his: "… to free Idris Bakome, spokesman for the council, Colonel Amadi Seroun said"."""
        if self.text[stop : stop + 2] != ", ":
            return None
        opening = [last for first, last in titles.find_titles(self.text[stop + 2 : stop + 60]) if first == 0]
        start = stop + 2 + (opening[0] + 1 if opening else 0)
        end, person = self.people.get(start, (0, None))
        return person.refers if person is not None and SAYS.match(self.text, end) else None

    def _from(self, start: int) -> int:
        """Where a title begins: with its adjectives and the name of the state or body right before ("State Department spokesperson")."""
        moved = True
        while moved:
            moved = False
            for first, last, _ in self.owners:
                if last < start and self.text[last:start] == " ":
                    start, moved = first, True
            match = _adjectives().search(self.text[max(0, start - 40) : start]) if not moved else None
            if match:
                start, moved = start - (match.end() - match.start()), True
        return self._of_what(start)

    def _of_what(self, start: int) -> int:
        """Where the nouns before a title begin that belong to it: "Emergency Situations [Minister]", "dive shop [owner]"."""
        capitals = (
            CAPITALS.search(self.text[max(0, start - 60) : start]) if self.text[start].isupper() else None
        )
        if capitals:
            words = capitals.group().split()
            known = word_set("titles", "not a name") | word_set("names", "given")
            first = start - len(capitals.group())
            if not any(word in known for word in words) and not any(
                first < end for end, _ in self.people.values() if end <= start
            ):
                return first
        doc = self.passage.doc
        token = doc.char_span(start, start + 1, alignment_mode="expand")
        i = token.start if token is not None else 0
        while (
            i > 0
            and doc[i - 1].pos_ == "NOUN"
            and doc[i - 1].dep_ == "compound"
            and doc[i - 1].text.islower()
            and doc[i - 1].whitespace_
        ):
            i, start = i - 1, doc[i - 1].idx
        return start

    def _of(self, end: int) -> int:
        """Where a title ends: after what it is of ("chief executive of Acme Corp")."""
        field = titles.fields().match(self.text, end)
        if field:
            end = field.end()
        link = LINK.match(self.text, end)
        owner = link and next((last for first, last, _ in self.owners if first == link.end()), None)
        return owner or end

    def _only_owner(self, start: int, end: int) -> bool:
        """Whether nothing but "the", "Ford's", "his country's" stands there."""
        return (
            bool(
                re.fullmatch(
                    r"(?:the|a|an|its|their|his|her|one of)? ?(?:(?:[A-Z][\w.&' -]{1,60}|[a-z]+|[a-z]+ [a-z]+)(?:'s?|s') |[A-Z][\w.&' -]{1,60} )?",
                    self.text[start:end],
                )
            )
            and end - start < 64
        )

    def _office(self, start: int, end: int, person: str, after: int) -> Office:
        """The office with its owners: inside the title, possessive before it, or "of" after the name."""
        inside = [mention for first, last, mention in self.owners if start <= first and last <= end]
        possessive = [
            mention
            for first, last, mention in self.owners
            if last < start and re.fullmatch(r"(?:'s|s'|') ", self.text[last:start])
        ]
        link = re.compile(r",? (?:of|at|from|with) (?:the )?").match(self.text, after)
        following = [mention for first, last, mention in self.owners if link and first == link.end()]
        owners = inside + possessive + following
        posted = (
            re.search(
                r"\b(?:ambassador|envoy|representative|delegate) to\b", self.text[start:end], re.IGNORECASE
            )
            is not None
        )
        organisation = (
            next((one.refers for one in owners if one.kind in ("organisation", "media", "group")), None)
            if not posted
            else None
        )
        country = next((one.refers for one in owners if one.kind == "state"), None)
        if country is None and organisation:
            country = _country(organisation)
        if country is None and organisation is None:
            country = self._own(start)
        span = self.passage.cut(start, end)
        return Office(span.quote, span, person, organisation, country)

    def _own(self, start: int) -> str | None:
        """The state that "its" before a title goes back to: "North Korea sent its Foreign Minister"."""
        if not re.search(r"\b(?:its|their) \Z", self.text[max(0, start - 6) : start]):
            return None
        dot = self.text.rfind(". ", 0, start)
        before = [
            mention.refers
            for first, last, mention in self.owners
            if dot < first
            and last < start
            and mention.kind == "state"
            and mention.reading in ("name", "metonym")
        ]
        return before[-1] if before else None


SAYS = re.compile(
    r",? (?:has |had |also |later )?(?:said|says|told|added|warned|announced|confirmed|claimed)\b"
)
# "a spokeswoman for the UN High Commissioner for Refugees, Mina Holt": the office is not hers
SPEAKS_FOR = re.compile(
    r"\b(?:spokesman|spokeswoman|spokesperson|aide|adviser|advisor|lawyer) (?:for|to) (?:the )?(?:[A-Z][\w.]* )?\Z"
)
# one capitalised word or more inside a sentence, right before a title
CAPITALS = re.compile(r"(?<=[a-z,\"'“”’] )(?:[A-Z][a-z]+ ){1,4}\Z")
LINK = re.compile(r" (?:of|at|for|with|to|from) (?:the )?")


@cache
def _adjectives() -> re.Pattern:
    words = {word for word in word_set("titles", "before") if "-elect" not in word}
    return re.compile(
        rf"(?:(?<=[\s(\"'])|\A)(?:{alternation(words)})(?: and (?:{alternation(words)}))?[ -]\Z",
        re.IGNORECASE,
    )


@cache
def _apposition() -> re.Pattern:
    return re.compile(r"(?:,| \(|, who is)(?= ?)\s?(?:(?:the|a|an|its|their|his|her) )?(?:\d\d, )?")


def _address(title: str) -> bool:
    """Whether it is only a form of address."""
    words = {word.rstrip(".") for word in word_set("titles", "civil address")}
    return all(word.rstrip(".") in words for word in title.lower().split())


def _country(organisation: str) -> str | None:
    """Id of the state a known organisation belongs to."""
    code = read_lexicon("organisations").get(organisation, {}).get("country")
    if code:
        return country_ids().get(code)
    return next((id for id in country_ids().values() if organisation.startswith(id + "-")), None)
