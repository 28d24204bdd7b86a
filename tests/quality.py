"""Scores extraction of the five seeds against their hand annotation: `make quality` prints every measure beside its floor.

What is not scored, either way: the outlet's own assertions (kind narrator), claims inside other claims, figures and dates
that are not core. What stands in boilerplate must not be found. Two spans are the same from an overlap of .3 (found) or .8
(full) of their characters, quotation marks and stops at the edges aside.
"""

import math
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

from gold import ROOT, Report, characters, gold_actors, gold_places, overlap, read_gold  # noqa: E402

FLOORS = ROOT / "tests" / "expected" / "quality.yaml"
FOUND, FULL = 0.3, 0.8
SCORED_CHAINS = ("000", "001", "003", "004")
# The claim of each report whose chain the reports differ in most: the one that says where all the rest is from.
LEADS = {"000": "st3", "001": "st6", "003": "st3", "004": "st1"}


@dataclass(frozen=True)
class Measure:
    """One line of the table: hits of predicted and of gold; misses and false ones in words."""

    name: str
    hits: int
    predicted: int
    gold: int
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


# ---------------------------------------------------------------- extraction, once


@cache
def extract_seeds():
    """(extractions by report id, actors by id) of one pass over the seeds, with the annotated publication dates set."""
    from briefing.extract import extract_all, rename
    from briefing.extract.actors import merge_actors
    from briefing.model import Document, When

    documents = []
    for report in read_gold():
        published = report.published
        when = (
            None
            if published["basis"] == "stated"
            else When(published["value"], "set", why="set by the annotation")
        )
        documents.append(Document(report.id, report.text, source="seeds", published=when))
    extractions = tuple(extract_all(documents))
    actors, merged = merge_actors(extractions)
    return {each.document.id: rename(each, merged) for each in extractions}, {
        actor.id: actor for actor in actors
    }


def folded(name: str) -> str:
    name = re.sub(r"[’‘]", "'", name).casefold()
    return re.sub(r"\W+", " ", re.sub(r"^(?:the|an?) ", "", name)).strip()


@cache
def names_of(gold: str) -> frozenset[str]:
    entry = gold_actors()[gold]
    return frozenset(map(folded, (entry["name"], *entry["also"])))


def same_actor(ours: str | None, gold: str | None, actors) -> bool:
    """Whether our actor id is the annotated actor: by its id or its name, never by one of its aliases."""
    if ours is None or gold is None:
        return ours == gold
    names = {folded(ours)} | ({folded(actors[ours].name)} if ours in actors else set())
    return gold in gold_actors() and bool(names & names_of(gold))


# ---------------------------------------------------------------- claims


@dataclass(frozen=True)
class Pair:
    """An annotated claim and ours that was matched to it, None where none was."""

    report: Report
    gold: dict
    ours: object | None
    likeness: float = 0.0


def touches(a, b) -> bool:
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def pair_claims(report: Report, claims) -> tuple[list[Pair], list]:
    """Annotated claims each with ours, one to one, the likest first; and ours that no annotation accounts for."""
    ours = [(claim, characters(report.text, claim.content)) for claim in claims if claim.kind != "narrator"]
    gold = [(entry, characters(report.text, entry["content"])) for entry in report.claims]
    ranked = sorted(
        (
            (overlap(g, o) + 0.5 * touches(entry.get("cue"), claim.cue), -i, -j)
            for i, (entry, g) in enumerate(gold)
            for j, (claim, o) in enumerate(ours)
            if overlap(g, o) >= FOUND
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for _, i, j in ranked:
        if -i not in taken and -j not in taken.values():
            taken[-i] = -j
    pairs = [
        Pair(
            report,
            entry,
            ours[taken[i]][0] if i in taken else None,
            overlap(g, ours[taken[i]][1]) if i in taken else 0.0,
        )
        for i, (entry, g) in enumerate(gold)
    ]
    left = [
        claim
        for j, (claim, o) in enumerate(ours)
        if j not in taken.values() and not _may_be_found(claim, o, gold)
    ]
    return pairs, left


def _may_be_found(claim, positions, gold) -> bool:
    """An intention or impersonal claim inside an annotated one, or the words of one that is not scored."""
    for entry, words in gold:
        if claim.kind in ("intention", "impersonal") and positions <= words:
            return True
        if "inside" in entry and touches(entry.get("cue"), claim.cue):
            return True
    return False


def required(entry: dict) -> bool:
    return entry["kind"] != "narrator" and "inside" not in entry and "boilerplate" not in entry


def cue_and_speaker_fit(pair: Pair) -> bool:
    gold, ours = pair.gold, pair.ours
    cue = "cue" not in gold or touches(gold["cue"], ours.cue)
    if "speaker" not in gold:
        return cue and (ours.speaker is None or ours.kind == "impersonal")
    carried = gold.get("carried") and ours.actor is not None
    return cue and bool(touches(gold["speaker"], ours.speaker) or carried)


def chain_of(claim, actors) -> list:
    """Our links, without the first where no outlet is known."""
    return [
        link
        for i, link in enumerate(claim.chain)
        if not (i == 0 and link.role == "outlet" and not _is_medium(link, actors))
    ]


def _is_medium(link, actors) -> bool:
    return any(
        _same_holder(link, gold, actors) for gold, entry in gold_actors().items() if entry["kind"] == "media"
    )


def _same_holder(link, gold: str, actors) -> bool:
    if gold not in gold_actors():
        return link.role == "reports" if gold == "unnamed reports" else folded(link.holder) == folded(gold)
    return same_actor(link.actor, gold, actors) or folded(link.holder) in names_of(gold)


def chain_fits(pair: Pair, actors) -> bool:
    """The same holders in the same order. Whoever intends something, or several who speak as one, may be the last link or not."""
    gold, ours, last = pair.gold["chain"], chain_of(pair.ours, actors), pair.gold.get("actor")
    accepted = [gold]
    if pair.gold["kind"] == "intention":
        accepted += [[*gold, last], gold[:-1]] if gold[-1:] != [last] else [gold[:-1]]
    if last in gold_actors() and gold_actors()[last]["kind"] == "group":
        accepted.append([last])
    return any(
        len(ours) == len(chain) and all(_same_holder(link, one, actors) for link, one in zip(ours, chain))
        for chain in accepted
    )


def told(report: Report, words: str, entry=None) -> str:
    return f"{report.id}{'.' + entry['id'] if entry else ''} {words}"


def score_claims(extractions, actors) -> list[Measure]:
    pairs, left = [], []
    for report in read_gold():
        some, more = pair_claims(report, extractions[report.id].claims)
        pairs += some
        left += [(report, claim) for claim in more]
    left += [
        (pair.report, pair.ours)
        for pair in pairs
        if pair.ours and (pair.gold.get("boilerplate") or _false_of_narrator(pair, actors))
    ]
    scored = [pair for pair in pairs if required(pair.gold)]
    met = [pair for pair in scored if pair.ours]
    missed = tuple(
        told(p.report, f"missed: {p.gold['content'][0].quote[:70]}", p.gold) for p in scored if not p.ours
    )
    false = tuple(
        told(
            r,
            f"false: {c.speaker.quote[:25] if c.speaker else c.actor} | {c.cue.quote if c.cue else '-'} | {c.words[:60]}",
        )
        for r, c in left
    )
    full = [p for p in met if p.likeness >= FULL and cue_and_speaker_fit(p)]
    not_full = tuple(
        told(
            p.report,
            f"{'content' if p.likeness < FULL else 'cue or speaker'}: {p.ours.speaker.quote[:25] if p.ours.speaker else '-'} | "
            f"{p.ours.cue.quote if p.ours.cue else '-'} | {p.ours.words[:200]}",
            p.gold,
        )
        for p in met
        if p not in full
    )
    stance = [p for p in met if p.ours.stance == p.gold["stance"]]
    spoken = [p for p in met if p.gold.get("actor") or (p.ours.actor and not _in_chain(p, actors))]
    right = [p for p in spoken if p.gold.get("actor") and same_actor(p.ours.actor, p.gold["actor"], actors)]
    chained = [p for p in met if p.report.id in SCORED_CHAINS]
    fits = [p for p in chained if chain_fits(p, actors)]
    leads = [p for p in pairs if LEADS.get(p.report.id) == p.gold["id"]]
    led = [p for p in leads if p.ours and chain_fits(p, actors)]
    shown = lambda p: told(
        p.report,
        f"{[link.actor or link.holder for link in chain_of(p.ours, actors)] if p.ours else None}, not {p.gold['chain']}",
        p.gold,
    )  # noqa: E731
    return [
        Measure("claims found", len(met), len(met) + len(left), len(scored), missed + false),
        Measure("claims full", len(full), len(met) + len(left), len(scored), not_full),
        Measure(
            "stance",
            len(stance),
            len(met),
            len(met),
            tuple(
                told(p.report, f"{p.ours.stance}, not {p.gold['stance']}: {p.ours.words[:60]}", p.gold)
                for p in met
                if p not in stance
            ),
        ),
        Measure(
            "speaker",
            len(right),
            len(spoken),
            len(spoken),
            tuple(
                told(p.report, f"{p.ours.actor}, not {p.gold.get('actor')}: {p.ours.words[:60]}", p.gold)
                for p in spoken
                if p not in right
            ),
        ),
        Measure(
            "chains", len(fits), len(chained), len(chained), tuple(shown(p) for p in chained if p not in fits)
        ),
        Measure(
            "chains of leads",
            len(led),
            len(leads),
            len(leads),
            tuple(shown(p) for p in leads if p not in led),
        ),
    ]


def _false_of_narrator(pair: Pair, actors) -> bool:
    """The outlet's own words laid in someone's mouth who is not in the chain."""
    return (
        pair.gold["kind"] == "narrator"
        and pair.ours.kind == "attributed"
        and pair.ours.actor is not None
        and not _in_chain(pair, actors)
    )


def _in_chain(pair: Pair, actors) -> bool:
    return any(same_actor(pair.ours.actor, gold, actors) for gold in pair.gold["chain"])


# ---------------------------------------------------------------- figures, dates


def score_figures(extractions) -> list[Measure]:
    hits = predicted = 0
    wrong, every = [], [(report, entry) for report in read_gold() for entry in report.figures]
    for report, entry in every:
        near = [f for f in extractions[report.id].figures if touches(entry["at"], f.span)]
        best = max(
            near,
            key=lambda f: overlap(characters(report.text, [f.span]), characters(report.text, [entry["at"]])),
            default=None,
        )
        if entry["core"]:
            if best and _figure_fits(entry, best):
                hits += 1
            else:
                wrong.append(
                    told(
                        report,
                        f"{entry['at'].quote} is {(best.low, best.high, best.bound, best.unit) if best else 'missed'}",
                    )
                )
    for report in read_gold():
        for figure in extractions[report.id].figures:
            entries = [entry for entry in report.figures if touches(entry["at"], figure.span)]
            predicted += not entries or any(entry["core"] for entry in entries)
            if not entries:
                wrong.append(told(report, f"false: {figure.span.quote}"))
    return [
        Measure("figures with bound", hits, predicted, sum(entry["core"] for _, entry in every), tuple(wrong))
    ]


def _figure_fits(entry: dict, figure) -> bool:
    if figure.bound not in entry["bounds"]:
        return False
    if entry["value"] is None:
        return True
    return entry["value"] in (figure.low, figure.high) and (
        figure.bound not in ("more than", "at least") or figure.high is None
    )


def score_dates(extractions) -> list[Measure]:
    hits, gold, predicted, wrong = 0, 0, 0, []
    for report in read_gold():
        extraction = extractions[report.id]
        found = [when for when in (*extraction.dates, extraction.document.published) if when and when.span]
        for entry in (entry for entry in report.dates if entry["core"]):
            gold += 1
            near = [when for when in found if touches(entry["at"], when.span)]
            if any(_same_date(when.value, entry["value"]) for when in near):
                hits += 1
            else:
                wrong.append(
                    told(
                        report,
                        f"{entry['at'].quote} is {[when.value for when in near] or 'missed'}, not {entry['value']}",
                    )
                )
        for when in extraction.dates:
            near = [entry for entry in report.dates if touches(entry["at"], when.span)]
            predicted += bool(not near and when.value) or any(entry["core"] for entry in near)
            if not near and when.value:
                wrong.append(told(report, f"false: {when.span.quote} = {when.value}"))
    return [Measure("core dates", hits, max(predicted, hits), gold, tuple(wrong))]


def _same_date(ours: str | None, gold: str) -> bool:
    """The same value; an open end ("since August 2022") is the same beginning."""
    return ours is not None and (ours == gold or ours == f"{gold}/..")


# ---------------------------------------------------------------- mentions, places, offices


def best_of(report: Report, words, mentions):
    """The mention that overlaps the words most, by half of their characters or more; None where there is none."""
    wanted = characters(report.text, [words])
    likeness = [
        (overlap(characters(report.text, [mention.span]), wanted), -i) for i, mention in enumerate(mentions)
    ]
    value, at = max(likeness, default=(0.0, 0))
    return mentions[-at] if value >= 0.5 else None


def score_mentions(extractions, actors) -> list[Measure]:
    hits, gold, predicted, wrong = 0, 0, 0, []
    for report in read_gold():
        ours = [
            mention
            for mention in extractions[report.id].mentions
            if not mention.is_place and not mention.boilerplate
        ]
        entries = [entry for entry in report.mentions if "boilerplate" not in entry]
        nested = [
            e
            for e in entries
            if any(
                e is not o and o["at"].start <= e["at"].start and e["at"].end <= o["at"].end for o in entries
            )
        ]
        met = set()
        for entry in sorted(entries, key=lambda e: e in nested):
            best = best_of(report, entry["at"], [mention for mention in ours if id(mention) not in met])
            optional = entry in nested
            gold += not optional
            if best is not None and same_actor(best.refers, entry["actor"], actors):
                met.add(id(best))
                hits, predicted = hits + (not optional), predicted + (not optional)
            elif not optional:
                wrong.append(
                    told(
                        report,
                        f"{entry['at'].start} {entry['at'].quote} is {best.refers if best else 'missed'}, not {entry['actor']}",
                    )
                )
        for mention in ours:
            # Not annotated throughout, so nobody's mistake: those described and not named ("the delegation"), names of events ("the Korean War").
            events = [
                entry
                for entry in report.places
                if entry["reading"] in ("event_name", "demonym")
                and not _annotated(_as_mention(entry), entries)
            ]
            if (
                id(mention) not in met
                and mention.kind not in ("described", "group")
                and not _annotated(mention, [*nested, *events])
            ):
                predicted += 1
                if best_of(report, mention.span, [_as_mention(e) for e in entries]) is None:
                    wrong.append(
                        told(report, f"false: {mention.span.start} {mention.span.quote} = {mention.refers}")
                    )
    return [Measure("mentions", hits, predicted, gold, tuple(wrong))]


def _annotated(mention, entries) -> bool:
    return any(touches(mention.span, entry["at"]) for entry in entries)


@dataclass(frozen=True)
class _as_mention:
    entry: dict

    @property
    def span(self):
        return self.entry["at"]


def score_places(extractions) -> list[Measure]:
    hits, gold, predicted, wrong = 0, 0, 0, []
    located, near, far = 0, 0, []
    for report in read_gold():
        extraction = extractions[report.id]
        points = {place.id: place for place in extraction.places}
        ours = [mention for mention in extraction.mentions if mention.is_place and not mention.boilerplate]
        entries = [entry for entry in report.places if entry["is_place"] and "boilerplate" not in entry]
        gold += len(entries)
        met = set()
        for entry in entries:
            best = next((m for m in ours if touches(m.span, entry["at"]) and id(m) not in met), None)
            if best is None:
                wrong.append(told(report, f"missed: {entry['at'].start} {entry['at'].quote}"))
                continue
            met.add(id(best))
            hits, predicted = hits + 1, predicted + 1
            target = gold_places()[entry["place"]]
            if target["lat"] is not None:
                located += 1
                place = points.get(best.refers)
                away = kilometres(place, target) if place and place.lat is not None else None
                if away is not None and away <= target["within_km"]:
                    near += 1
                else:
                    far.append(
                        told(
                            report,
                            f"{entry['at'].quote} = {best.refers} is {f'{away:.0f} km off' if away is not None else 'nowhere'}",
                        )
                    )
        false = [mention for mention in ours if id(mention) not in met]
        predicted += len(false)
        wrong += [told(report, f"false: {m.span.start} {m.span.quote} ({m.reading})") for m in false]
    return [
        Measure("place or not", hits, predicted, gold, tuple(wrong)),
        Measure("coordinates", near, located, located, tuple(far)),
    ]


def kilometres(place, target: dict) -> float:
    """Great-circle distance on a sphere of 6,371 km (haversine)."""
    a, b, c, d = map(math.radians, (place.lat, place.lon, target["lat"], target["lon"]))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def score_offices(extractions, actors) -> list[Measure]:
    hits, gold, predicted, wrong = 0, 0, 0, []
    for report in read_gold():
        ours = list(extractions[report.id].offices)
        met = set()
        for entry in report.offices:
            gold += 1
            best = next(
                (
                    o
                    for o in ours
                    if touches(o.span, entry["at"])
                    and same_actor(o.actor, entry["actor"], actors)
                    and id(o) not in met
                ),
                None,
            )
            if best:
                met.add(id(best))
                hits += 1
            else:
                wrong.append(told(report, f"missed: {entry['at'].quote} of {entry['actor']}"))
        again = [
            o
            for o in ours
            if id(o) not in met
            and any(
                touches(o.span, e["at"]) and same_actor(o.actor, e["actor"], actors) for e in report.offices
            )
        ]
        predicted += len(ours) - len(again)
        wrong += [
            told(report, f"false: {o.span.quote} of {o.actor}")
            for o in ours
            if id(o) not in met and o not in again
        ]
    return [Measure("offices", hits, predicted, gold, tuple(wrong))]


# ---------------------------------------------------------------- the table


@cache
def measures() -> tuple[Measure, ...]:
    """Every measure of the seeds, from one pass of extraction."""
    extractions, actors = extract_seeds()
    return (
        *score_claims(extractions, actors),
        *score_figures(extractions),
        *score_dates(extractions),
        *score_mentions(extractions, actors),
        *score_places(extractions),
        *score_offices(extractions, actors),
    )


def read_floors() -> dict[str, dict[str, float]]:
    """Measure → {precision, recall, f1}: what may never be undercut; `reach` beside it is what is aimed at."""
    return yaml.safe_load(FLOORS.read_text(encoding="utf-8"))


def below_floor() -> list[str]:
    floors = read_floors()
    return [
        f"{m.name}: {which} {getattr(m, which):.3f} is below {floors[m.name][which]}"
        for m in measures()
        for which in ("precision", "recall", "f1")
        if round(getattr(m, which), 3) < floors.get(m.name, {}).get(which, 0)
    ]


def main() -> int:
    floors = read_floors()
    print(f"{'':20} {'P':>6} {'R':>6} {'F1':>6}  {'floor':>6} {'reach':>6}   found/predicted/annotated")
    for m in measures():
        floor = floors.get(m.name, {})
        print(
            f"{m.name:20} {m.precision:6.3f} {m.recall:6.3f} {m.f1:6.3f}  {floor.get('f1', 0):6.3f} {floor.get('reach', 0):6.3f}   {m.hits}/{m.predicted}/{m.gold}"
        )
    if "--wrong" in sys.argv:
        for m in measures():
            for line in m.wrong:
                print(f"  {m.name}: {line}")
    for line in below_floor():
        print(line, file=sys.stderr)
    return bool(below_floor())


if __name__ == "__main__":
    sys.exit(main())
