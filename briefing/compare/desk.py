"""Everything the comparing rules look at, laid out once: the reports, their claims ready to compare, and who belongs to whom."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from briefing.compare.corroboration import Bundle
from briefing.compare.gist import Gist, Token
from briefing.compare.likeness import Likeness, Scale
from briefing.compare.people import People, Sighting, people_of, sightings
from briefing.compare.settling import Cast
from briefing.compare.terms import Term, is_hedge, is_no, word_list
from briefing.interval import Interval
from briefing.model import Document, Extraction, Finding, Mention, Span, When
from briefing.text.releases import legal_form, named_before_mark, release_mark

HEAD = 400  # characters in which a release is marked as one
NEAR_CUE = 20  # characters between words and the cue behind them that belongs to them


@dataclass
class Desk:
    """The reports on the desk; `pairs` are the claims alike enough to be worth a second look."""

    extractions: tuple[Extraction, ...]
    gists: list[Gist]
    scale: Scale
    cast: Cast
    pairs: list[Likeness]
    bundles: list[Bundle]
    documents: dict[str, Document] = field(init=False)
    mentions_in: dict[str, tuple[Mention, ...]] = field(init=False)
    dates_in: dict[str, tuple[When, ...]] = field(init=False)
    told_in: dict[str, list[Gist]] = field(init=False)
    said_by: dict[str, list[Gist]] = field(init=False)
    bundle_of: dict[int, Bundle] = field(init=False)
    order: dict[str, int] = field(init=False)  # place of each report in the walk
    issued_by: dict[str, str] = field(init=False)  # report → the body whose own release it is
    _holding: dict[Term, list[Gist]] = field(default_factory=lambda: defaultdict(list))
    _speaking: dict[str, list[Gist]] = field(default_factory=lambda: defaultdict(list))
    _by_id: dict[str, Gist] = field(default_factory=dict)
    _people: dict[str, dict[int, tuple[People, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.documents = {extraction.document.id: extraction.document for extraction in self.extractions}
        self.order = {document: place for place, document in enumerate(self.documents)}
        names = {
            _plain(name): actor.id
            for actor in self.cast.actors.values()
            if actor.kind in ("organisation", "state", "group")
            for name in (actor.name, *actor.aliases)
        }
        self.issued_by = {
            id: names[_plain(document.outlet)]
            for id, document in self.documents.items()
            if document.outlet and _plain(document.outlet) in names and _is_release(document.text)
        }
        self.mentions_in = {extraction.document.id: extraction.mentions for extraction in self.extractions}
        self.dates_in = {extraction.document.id: extraction.dates for extraction in self.extractions}
        self.told_in = defaultdict(list)
        for gist in self.gists:
            self.told_in[gist.claim.document].append(gist)
        self.said_by = defaultdict(list)
        for gist in self.gists:
            if gist.claim.actor:
                self.said_by[gist.claim.actor].append(gist)
        self.bundle_of = {member: bundle for bundle in self.bundles for member in bundle.members}

    def holding(self, term: Term) -> list[Gist]:
        """The claims that hold a term, in order."""
        if not self._holding:
            for one in self.gists:
                for feature in one.features:
                    self._holding[feature].append(one)
        return self._holding.get(term, [])

    def speaking(self, word: str) -> list[Gist]:
        """The claims whose speaker's words hold a word ("a letter")."""
        if not self._speaking:
            for one in self.gists:
                for part in one.claim.speaker.quote.lower().split() if one.claim.speaker else ():
                    self._speaking[part].append(one)
        return self._speaking.get(word, [])

    def claim(self, id: str) -> Gist:
        """The claim of an id."""
        if not self._by_id:
            self._by_id.update((gist.claim.id, gist) for gist in self.gists)
        return self._by_id[id]

    def countries(self, claim: str) -> frozenset[str]:
        """The countries that the words of a claim name, by themselves or by a place or body of theirs."""
        found = set()
        for name in (*self.claim(claim).names, *self.claim(claim).claim.places):
            place, actor = self.cast.places.get(name), self.cast.actors.get(name)
            found.add(
                place.country
                if place
                else actor.country or (name if actor.kind == "state" else None)
                if actor
                else None
            )
        return frozenset(country for country in found if country)

    def people(self, gist: Gist) -> tuple[People, ...]:
        """Whose people a claim speaks of."""
        document = gist.claim.document
        if document not in self._people:
            self._people[document] = people_of(self.told_in[document])
        return self._people[document][gist.order]

    def sightings(self, gist: Gist) -> tuple[Sighting, ...]:
        """Where a claim puts them."""
        return tuple(sightings(gist, self.people(gist)))

    def whose(self, gist: Gist) -> str:
        """Who says it, in words for a `why`: the speaker's name, the words that stand for it, or the outlet."""
        claim = gist.claim
        if claim.actor and claim.actor in self.cast.actors:
            return self.cast.actors[claim.actor].name
        if claim.speaker:
            return f"“{' '.join(claim.speaker.quote.split())}”"
        return self.documents[claim.document].outlet or f"report {claim.document}"

    def date(self, gist: Gist, happened: bool = False) -> str | None:
        """When it was said, or else published (on demand, when it happened before either); None where none is known to the day or a week."""
        claim = gist.claim
        for value in (
            claim.happened.value if happened and claim.happened else None,
            claim.said.value if claim.said else None,
            gist.published,
        ):
            known = Interval.read(value)
            if known and known.length and known.length <= 8:
                return value
        return None

    def cut(self, gist: Gist, tokens: list[Token] | tuple[Token, ...] = (), cue: bool = False) -> Span:
        """The words of a claim, or of some of its words; with its cue where the cue is what says no."""
        claim = gist.claim
        start = min(token.start for token in tokens) if tokens else claim.content[0].start
        end = max(token.end for token in tokens) if tokens else claim.content[-1].end
        if cue and claim.cue and claim.cue.document == claim.document and abs(claim.cue.start - start) < 200:
            start = min(
                start, self._with_negation(claim.cue)
            )  # a cue behind it is left out: "… since February", says the army
            if claim.kind == "impersonal" and 0 <= claim.cue.start - end < NEAR_CUE:
                end = claim.cue.end  # "the whereabouts of the pilot are | unknown"
        return self.documents[claim.document].span(start, end)

    def _with_negation(self, cue: Span) -> int:
        """Where a cue starts, with the words just before it that negate it ("has not yet confirmed", "do not believe")."""
        text = self.documents[cue.document].text
        before = list(re.finditer(r"\S+", text[max(0, cue.start - 40) : cue.start]))[-4:]
        found = next(
            (
                i
                for i, match in enumerate(before)
                if is_no(match.group().lower()) or match.group().lower().endswith(("n't", "n’t"))
            ),
            None,
        )
        if found is None:
            return cue.start
        helped = found > 0 and before[found - 1].group().lower() in word_list("auxiliaries")
        return max(0, cue.start - 40) + before[found - helped].start()

    def text_between(self, one: Gist, two: Gist) -> str:
        """What stands between the sentences of two claims of one report."""
        first, second = sorted((one.claim.sentence, two.claim.sentence), key=lambda span: span.start)
        return self.documents[one.claim.document].text[first.end : second.start]

    def words_between(self, one: Gist, two: Gist) -> int:
        """How many words stand between the sentences of two claims of one report."""
        return len(self.text_between(one, two).split())

    def one_voice(self, one: Gist, two: Gist) -> bool:
        """Whether both are said by one actor, or, where neither is known, in the same words for who says it."""
        if one.claim.actor or two.claim.actor:
            return one.claim.actor == two.claim.actor
        mine, yours = one.claim.speaker, two.claim.speaker
        return bool(mine and yours and mine.quote.lower() == yours.quote.lower())

    def mates(self, gist: Gist) -> list[Gist]:
        """Other claims that say the same."""
        bundle = self.bundle_of.get(gist.order)
        return [self.gists[i] for i in bundle.members if i != gist.order] if bundle else []


def _plain(name: str) -> str:
    """A name in lower case, without its legal form."""
    return legal_form().sub("", name).lower()


def _is_release(text: str) -> bool:
    """Whether one of the first lines marks a text as a release, a notice or a statement."""
    lines = [line.strip().replace("—", "-").replace("–", "-") for line in text[:HEAD].splitlines()]
    return any(release_mark().match(line) or named_before_mark(line) for line in lines if line)


def in_order(first: str | None, second: str | None) -> bool:
    """Whether the first date ends before the second begins."""
    one, two = Interval.read(first), Interval.read(second)
    return bool(one and two and one.closed and two.closed and one.before(two))


def near(first: str | None, second: str | None, within: int = 1) -> bool:
    """Whether two dates are known and lie at most so many days apart."""
    one, two = Interval.read(first), Interval.read(second)
    return bool(one and two and one.closed and two.closed and one.gap_days(two) <= within)


def loose(tokens: tuple[Token, ...], at: int, reach: int = 3) -> Token | None:
    """The word just before a verb or event that leaves it open ("possibly moving", "may have been sent"); None where it is told as fact."""
    return next((token for token in reversed(tokens[max(0, at - reach) : at]) if is_hedge(token.text)), None)


def finding_id(kind: str, *gists: Gist) -> str:
    """A readable id: what was found, and the claims it rests on (at most two are named)."""
    return ":".join([kind, *(gist.claim.id for gist in gists[:2])])


def finding(kind: str, type_: str | None, gists: list[Gist], spans: list[Span], why: str) -> Finding:
    """A finding about claims, its topic the words of the first."""
    words = " ".join(gists[0].claim.words.split())
    topic = words if len(words) <= 140 else words[:140].rsplit(" ", 1)[0] + " …"
    return Finding(
        finding_id(type_ or kind, *gists),
        kind,
        topic,
        tuple(gist.claim.id for gist in gists),
        tuple(spans),
        why,
        type_,
    )


def quoted(span: Span) -> str:
    """The words of a span within quotation marks, on one line, at most 160 characters."""
    words = " ".join(span.quote.split())
    return f"“{words if len(words) <= 160 else words[:160].rsplit(' ', 1)[0] + ' …'}”"
