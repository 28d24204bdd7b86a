"""Who and where is named in a document: each mention at its span, with the id of the actor or place it refers to."""
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Iterator

from briefing.extract.actors import described, organisations, people, readings, towns
from briefing.extract.actors.names import Hit, find_known
from briefing.extract.actors.naming import slug
from briefing.language import Passage
from briefing.model import ActorKind, Document, Mention, Reading, TextKinds


@dataclass(frozen=True, slots=True)
class Found:
    """A mention while its document is still being read: characters of a passage."""
    passage: int
    start: int
    end: int
    kind: ActorKind | str
    refers: str
    reading: Reading = "name"


@dataclass(slots=True)
class Scan:
    """A passage, what is known in it, and the characters already given to a name."""
    passage: Passage
    number: int
    hits: list[Hit]
    titles: list[people.Title]
    taken: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.passage.doc.text

    def free(self, start: int, end: int) -> bool:
        """Whether no name holds any of these characters yet."""
        return not any(start < b and a < end for a, b in self.taken)

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token of characters start:end."""
        span = self.passage.doc.char_span(start, end, alignment_mode="expand")
        return (span.start, span.end - 1) if span is not None and len(span) else None


def find_mentions(document: Document, passages: tuple[Passage, ...]) -> Iterator[Mention]:
    """Every actor and place named in the document, in order of position; a described actor may hold a nested name."""
    scans = []
    for number, passage in enumerate(passages):
        hits = list(find_known(passage.doc.text))
        scans.append(Scan(passage, number, hits, list(people.titled(passage.doc.text, hits))))
    found = [*_people(scans)]
    found += organisations.find(scans, Found)
    context = Counter(hit.known.country for scan in scans for hit in scan.hits if hit.known.country)
    found += _known(scans, context)
    found += towns.find(scans, Found, context)
    found += described.find(scans, Found, found)
    for one in sorted(set(found), key=lambda one: (one.passage, one.start, -one.end, one.refers)):
        scan = scans[one.passage]
        yield Mention(scan.passage.cut(one.start, one.end), one.kind, one.refers, one.reading, scan.passage.block.kind not in TextKinds)


def _people(scans: list[Scan]) -> Iterator[Found]:
    """People by title and by the parse; then their surnames wherever they stand alone."""
    named: list[tuple[Scan, int, int]] = []
    for scan in scans:
        spans = [title.name for title in scan.titles if title.name]
        spans += people.byline(scan.passage) if scan.passage.block.kind == "byline" else []
        spans += [span for span in people.from_parse(scan.passage.doc, scan.hits)]
        for start, end in spans:
            if scan.free(start, end):
                scan.taken.append((start, end))
                named.append((scan, start, end))
    yield from people.link(named, scans, Found)


def _known(scans: list[Scan], context: Counter) -> Iterator[Found]:
    """The names of the lexicons, each read as actor or place."""
    for scan in scans:
        hits = [hit for hit in scan.hits if scan.free(hit.start, hit.end)]
        scan.hits = hits
        for i, hit in enumerate(hits):
            known = hit.known
            if known.form == "nominal":
                continue
            scan.taken.append((hit.start, hit.end))
            if known.form in ("organisation", "media", "group"):
                yield Found(scan.number, hit.start, hit.end, known.form, known.id)
                tail = scan.text[hit.end:hit.end + 13]
                if tail.lower().startswith(" headquarters"):
                    yield Found(scan.number, hit.start, hit.end + 13, "place", f"{known.id}-headquarters", "event")
            elif known.form == "demonym":
                yield Found(scan.number, hit.start, hit.end, "state", known.id, "demonym")
            else:
                yield _read(scan, hits, i)


def _read(scan: Scan, hits: list[Hit], i: int) -> Found:
    """A country, seat of government or region, as actor or as place."""
    hit, known = hits[i], hits[i].known
    tokens = scan.tokens(hit.start, hit.end)
    following = hits[i + 1] if i + 1 < len(hits) else None
    gap = scan.text[hit.end:following.start] if following else "…"
    before_place = following is not None and following.known.form == "region" and gap.startswith("'s ") and gap.count(" ") <= 2
    previous = hits[i - 1] if i else None
    after_place = previous is not None and scan.text[previous.end:hit.start] == ", " and previous.known.form in ("seat", "region") and scan.text[hit.end:hit.end + 1] in (",", ".", "", ";", ")")
    reading = readings.read(scan.passage.doc, *tokens, known.form, before_place=before_place, after_place=after_place) if tokens else "name"
    start = hit.start
    if reading in readings.ACTOR:
        return Found(scan.number, start, hit.end, "state", known.id, reading)
    if known.form == "country" and tokens and tokens[0] > 0 and not before_place and reading != "container":
        before = scan.passage.doc[tokens[0] - 1]
        if before.lower_ in readings.words("directions"):
            return Found(scan.number, before.idx, hit.end, "place", f"{slug(before.lower_)}-{known.place}", reading)
    place = known.place or towns.seat(scan.text[hit.start:hit.end], known.country)
    return Found(scan.number, start, hit.end, "place", place, reading)
