"""Every record of the walk: frozen sentences of fields, standard library only.

Positions are characters (Unicode code points) of a document's text, end exclusive. Dates are ISO 8601 as precise as the
words they come from: `2024`, `2024-10`, `2024-10-28`, `2024-10-18T23:32`, or a range `2024-10-08/2024-10-13` (an open end
is `..`). Three clocks are never mixed: when it happened, when it was said, when it was published.
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from briefing.interval import Interval

Stance = Literal["confirmed", "claimed", "denied", "unconfirmed", "planned", "considering"]
STANCES: tuple[str, ...] = get_args(Stance)
Basis = Literal["stated", "set", "inferred", "unknown"]
ActorKind = Literal["person", "organisation", "state", "media", "group", "described"]
Reading = Literal[
    "name",
    "demonym",
    "metonym",
    "nominal",
    "event-name",  # of an actor
    "event",
    "meeting",
    "container",
    "affiliation",
    "origin",
    "region",
    "named",
]  # of a place; `named` also of an actor that does nothing
Precision = Literal["point", "region", "country"]
NOWHERE = "-somewhere"  # ends the id of a place that is none of the known ones of its name
ClaimKind = Literal["attributed", "impersonal", "intention", "narrator"]
Form = Literal["direct", "indirect", "mixed"]
# Rules whose content is no clause of its own: its words say nothing without their verb ("called | it an insult").
NO_CLAUSE = frozenset(
    (
        "about",
        "accuse",
        "call",
        "call on",
        "consider",
        "describe",
        "object",
        "put at",
        "request",
        "urge",
        "verify",
        "voice",
    )
)
BlockKind = Literal[
    "title",
    "heading",
    "body",
    "masthead",
    "dateline",
    "byline",
    "caption",
    "label",
    "related",
    "disclaimer",
    "correction",
    "url",
]
TextKinds = ("title", "heading", "body")  # the kinds that assert something; all others are boilerplate
FindingKind = Literal[
    "corroborated", "single", "conflict", "change", "development"
]  # development: told otherwise later, no one contradicts
ConflictKind = Literal[
    "figure",
    "place",
    "date",
    "order",
    "cause",
    "who-did-it",
    "claim-denial",
    "headline-body",
    "within-document",
]
Clock = Literal["happened", "said", "published"]
FigureRole = Literal[
    "reading", "part", "whole", "exception", "background"
]  # of the last, an earlier event's or year's
Bound = Literal[
    "exact", "about", "at least", "more than", "up to", "less than", "nearly", "additional", "range", "vague"
]


# ---------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a document from start to end."""

    document: str
    start: int
    end: int
    quote: str

    def within(self, other: "Span") -> bool:
        """Whether every character of this span also lies in the other."""
        return self.document == other.document and other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as its words, with how it is known and, where there is one, the phrase it rests on."""

    value: str | None
    basis: Basis
    span: Span | None = None
    why: str | None = None  # in a reader's words: the editor's reason, or how it was inferred
    after: str | None = None  # of a report without a date: the latest day its text tells as past

    @property
    def interval(self) -> Interval | None:
        """The days it may lie on; None where they are not known."""
        return Interval.read(self.value)

    def lies_ahead(self, today: str) -> bool:
        """Whether every day it allows lies after today (ISO)."""
        now = Interval.read(today)
        return bool(self.interval and now and now.before(self.interval))


@dataclass(frozen=True, slots=True)
class Issue:
    """Something seen and not understood: where, what was found, and the next step for the editor."""

    where: str
    found: str
    hint: str = ""


def dated_ahead(where: str, published: When | None, today: str) -> Issue | None:
    """What to tell of a report published after today (ISO); None where it was not."""
    if published is None or not published.lies_ahead(today):
        return None
    return Issue(
        where,
        f"published {published.value}, which lies after today",
        "it is used as it is; correct it in config.yaml if it is a slip",
    )


@dataclass(frozen=True, slots=True)
class Revision:
    """A sentence that a newer version of a report has otherwise than the one before it."""

    at: str  # when that version was first seen, UTC
    before: str | None = None  # None: the sentence is new
    after: str | None = None  # None: it is gone


@dataclass(frozen=True, slots=True)
class Document:
    """One article exactly as read."""

    id: str
    text: str
    source: str = ""
    outlet: str | None = None
    published: When | None = None
    path: str = ""  # as an editor would write it, relative to config.yaml; "#2" for the second in it
    address: str | None = None  # where it stands on the web, where its carrier says so
    title: str | None = None  # as its carrier states it beside the text
    stated: str | None = None  # when it was published, as its carrier states it, with the zone
    part: str | None = None  # which of several in its file, by the name that the file gives it
    forwarded: str | None = (
        None  # who published it first, where its carrier says that the outlet only passes it on
    )
    revisions: tuple[
        Revision, ...
    ] = ()  # what became of its sentences since it was first fetched, the newest change first

    def span(self, start: int, end: int) -> Span:
        """Quote this document from start to end (characters, end exclusive); ValueError where there are none."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.id}: no characters {start}:{end} in {len(self.text)}")
        return Span(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the document's layout and what it is for; boilerplate is any kind outside TextKinds."""

    span: Span
    kind: BlockKind


# ---------------------------------------------------------------- what was found in one document


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or a place named at a span. A capital that stands for its state is an actor with the reading `metonym`."""

    span: Span
    kind: ActorKind | Literal["place"]
    refers: str  # id of the actor or place
    reading: Reading = "name"
    boilerplate: bool = False

    @property
    def is_place(self) -> bool:
        return self.kind == "place"


@dataclass(frozen=True, slots=True)
class Office:
    """The office a person is said to hold, where it is said, and whose office it is (actor ids, where known)."""

    title: str
    span: Span
    actor: str  # the person
    organisation: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount as written; an open end is None. `predicate` is what is said of it ("dispatched", "plans to dispatch")."""

    span: Span
    low: float | None
    high: float | None
    unit: str  # the words counted, as written ("special forces troops"), or a currency or %
    bound: Bound
    counted: str = ""  # lemma of the head of the unit ("troop")
    predicate: Span | None = None
    stance: Stance = (
        "claimed"  # of the predicate: planned for "plans to dispatch", claimed for "have arrived"
    )
    claim: str | None = None  # id of the innermost claim that holds it
    measure: str = ""  # what it measures: a class of lexicon/quantities.yaml; "" where the words name none
    role: FigureRole = "reading"
    scope: Span | None = None  # the place or party that the words bind it to ("in Naryn district alone")
    by: Span | None = None  # who counts, where the sentence itself says so ("the navy puts the dead at 12")
    as_of: str | None = None  # the day the words give for the count ("as of Friday morning")


@dataclass(frozen=True, slots=True)
class Link:
    """One step from the outlet back to who first said it."""

    holder: str  # as written, or the outlet's name, or "this outlet"
    actor: str | None = None  # id, where resolved
    role: Literal["outlet", "agency", "media", "official", "organisation", "state", "unnamed", "reports"] = (
        "organisation"
    )
    named: bool = True
    cue: Span | None = None  # the words that show the step; none for what the report's carrier tells of it
    inferred: bool = False  # carried over from another sentence
    also: tuple[str, ...] = ()  # ids of those who say it together with the actor: "A and B said"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a claim's content as the parser reads it; punctuation is left out."""

    lemma: str  # lower case
    pos: str  # part of speech, Universal Dependencies
    dep: str  # relation to its head, as spaCy names it
    head: int | None  # place of its head among the words; None where that lies outside the content
    start: int  # characters of the document
    end: int
    refers: str | None = None  # id of the actor or place whose mention it is part of
    number: float | None = None  # its value, where it is part of a figure


@dataclass(frozen=True, slots=True)
class Features:
    """What comparing needs to know of a claim, read from the parse once."""

    words: tuple[Word, ...]
    verb: int | None  # place of the main verb among the words; None where there is none
    subject: tuple[int, ...]  # places of the words of its subject
    negated: bool  # the main verb, its subject or its object is negated
    hedged: bool
    tense: Literal["past", "present", "future"] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something asserted, at a span: who asserts it, with which word, how firmly, and through whom it reached the outlet."""

    id: str  # "002:1345-1447", the hull of its content; ".2" after it where two share a hull
    document: str
    kind: ClaimKind
    form: Form
    stance: Stance
    content: tuple[Span, ...]  # in parts where the speaker or cue interrupts it
    sentence: Span  # the whole sentence or run of sentences it stands in
    cue: Span | None = None
    negated: bool = (
        False  # the cue is denied, so that nobody vouches for the content: "has not confirmed that …"
    )
    speaker: Span | None = None  # as written, pronouns included; None: the outlet itself, or unknown
    actor: str | None = None  # id of who that is; None where the parse is unsure
    inferred: str | None = None  # why, where the speaker is carried over from other words
    hedges: tuple[Span, ...] = ()
    chain: tuple[Link, ...] = ()  # outlet first, origin last
    said: When | None = None
    happened: When | None = None
    actors: tuple[str, ...] = ()  # mentioned in the content
    places: tuple[str, ...] = ()  # mentioned in the content, read as places
    figures: tuple[Figure, ...] = ()
    headline: bool = False
    within: str | None = None  # id of the claim it is nested in
    rule: str = ""  # name of the construction that found it
    features: Features | None = None  # for comparing; not written

    @property
    def hull(self) -> tuple[int, int]:
        return self.content[0].start, self.content[-1].end

    @property
    def words(self) -> str:
        return " … ".join(part.quote for part in self.content)


@dataclass(frozen=True, slots=True)
class Movement:
    """Something or someone reported to go to a place; origin None where the words name none."""

    destination: str  # place id
    span: Span  # the words that say so
    origin: str | None = None  # place id
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state, outlet, or someone described and not named; variants merged and kept."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None  # actor id of the state
    organisation: str | None = None  # actor id
    offices: tuple[Office, ...] = ()
    aliases: tuple[str, ...] = ()  # surface forms as written, most frequent first
    why: str | None = None  # where variants were merged: the reason


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its geographic point (WGS 84 degrees) and how precise the name is."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    precision: Precision
    country: str | None = None  # ISO 3166 alpha-2


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document, each at its span."""

    document: Document
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    offices: tuple[Office, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    movements: tuple[Movement, ...] = ()
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    language: str | None = None  # "Russian" where the report is wholly in it and was not read; None: English


# ---------------------------------------------------------------- what the reports make of each other


@dataclass(frozen=True, slots=True)
class Origin:
    """Who first said it, as far back as the words lead: the voice that is counted, however many outlets carry it."""

    id: str
    name: str
    resolved: bool  # False: "unnamed reports", or an outlet's own words without a source
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    said: str | None = None
    why: str = ""  # what ties the documents to it, in words a reader can check


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, across reports, with outlets against origins and a printed credibility rule."""

    id: str
    topic: str  # the words of its leading claim
    claims: tuple[str, ...]
    origins: tuple[str, ...]  # ids of resolved origins, each one voice
    unresolved: int  # claims whose origin is not known; they add no voice
    outlets: int
    credibility: int  # 1 to 6
    why: str  # why these are the same, and why this credibility


@dataclass(frozen=True, slots=True)
class Finding:
    """What comparing claims showed, with a why to check against the quotes; never a verdict."""

    id: str
    kind: FindingKind
    topic: str
    claims: tuple[str, ...]
    spans: tuple[Span, ...]  # the words laid side by side
    why: str
    type: ConflictKind | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """How much was laid side by side; where no finding came of it, that much can be said."""

    numbers: int
    denials: int
    places_and_dates: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where one actor stands on one group of claims; silent only for actors present in the set."""

    group: str
    actor: str
    attitude: Literal["affirms", "denies", "hedges", "silent"]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than in the last briefing."""

    kind: Literal["new document", "new claim", "changed claim", "dropped claim", "stance"]
    what: str  # id of the claim or document
    text: str  # words as written
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """A claim's two ratings side by side, never mixed: of its source (A to F) and of what it says (1 to 6), with the step of the rule."""

    claim: str
    reliability: str
    credibility: int
    why: str


# ---------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the briefing made only of claims: words as written, and the claims they rest on."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """Something still to come when the newest report was written: a deadline, a vote, a hearing."""

    date: str  # ISO 8601, as precise as the words
    claims: tuple[str, ...]  # those that tell it, the newest first
    span: Span  # the words of the first


@dataclass(frozen=True, slots=True)
class Open:
    """What reports say is not known, and no later report tells."""

    claims: tuple[str, ...]  # those that say so, the one closest to the event first
    span: Span  # the words of the first, with what denies or doubts them


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a metric: what was said, by whom, when, how firmly, where it stands."""

    value: str  # as written: "around 10,000", "no evidence"
    claim: str
    span: Span
    holder: str
    stance: Stance
    date: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """One headline value or range with its readings, oldest first."""

    id: str
    kind: Literal["figure", "planned figure", "position", "origins", "disagreements"]
    label: str
    value: str
    note: str  # who holds it, when
    stance: Stance | None
    readings: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place on the map: its role, its claims, the firmest stance among them."""

    place: Place
    role: Literal["event", "meeting", "named"]
    claims: tuple[str, ...]
    spans: tuple[Span, ...]
    stance: Stance | None = None
    always: bool = False  # asked for in config.yaml


@dataclass(frozen=True, slots=True)
class ActorCard:
    """A line of the actor panel: who, the latest position that can be read alone, all claims, and where each form of the name stands."""

    actor: Actor
    claims: tuple[str, ...]  # made by this actor, latest first
    mentions: tuple[Span, ...]  # first mention of each surface form
    count: int  # mentions in all
    latest: str | None = None  # claim id: the newest that can be read alone


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dot of the timeline."""

    when: When
    clock: Clock
    text: str
    document: str
    claim: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """One report: where it is from, when, through whom, and how it may be judged."""

    id: str
    title: Span | None
    outlet: str | None
    published: When
    path: str
    sha256: str  # of the stored text
    words: int
    origins: tuple[str, ...]
    claims: int
    reliability: str = "F"  # A to F, set in config.yaml; F: cannot be judged
    boilerplate: tuple[Span, ...] = ()
    language: str | None = (
        None  # of a report that was not read because it is in another language than English
    )
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """What could not be traced to its words and is not shown, and why."""

    what: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole briefing of one story: the seam between building and showing."""

    story: str
    title: str
    as_of: str | None  # newest date published, never the clock
    period: tuple[str | None, str | None]
    bluf: tuple[Line, ...]
    gaps: tuple[str, ...]
    metrics: tuple[Metric, ...]
    claims: tuple[Claim, ...]
    actors: tuple[ActorCard, ...]
    places: tuple[PlaceCard, ...]
    movements: tuple[Movement, ...]
    timeline: tuple[TimelineEntry, ...]
    origins: tuple[Origin, ...]
    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]
    compared: Compared | None = field(default=None, kw_only=True)
    positions: tuple[Position, ...]
    ratings: tuple[Rating, ...]  # one a claim
    rule: str  # how claims are rated, printed wherever a rating is shown
    since: str | None  # as of when the briefing was that `changes` compares with; None: this is the first
    changes: tuple[Change, ...]
    documents: tuple[DocumentCard, ...]
    issues: tuple[Issue, ...]
    withheld: tuple[Withheld, ...]
    next: tuple[Due, ...] = field(default_factory=tuple)  # soonest first; written where there is none, too
    unknown: tuple[Open, ...] = field(default_factory=tuple)  # closest to the story's event first
    inputs: str = ""  # fingerprint of sources, config and rules it was built from
    complete: bool = False  # the last line of the file: nothing was cut off
