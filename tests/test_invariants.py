"""What holds of every text: the seeds, every case, and odd files no editor would choose."""

import dataclasses
import os
import subprocess
import sys
from functools import cache

import pytest
import yaml
from gold import ROOT, SEEDS

from briefing.model import STANCES, Document, Span, When

CASES = ROOT / "tests" / "cases"


def texts_in(value) -> list[str]:
    """Every `text` of a case file, whatever its shape."""
    if isinstance(value, dict):
        repeated = value["repeat"] if isinstance(value.get("repeat"), int) else 1
        own = (
            [value["text"] * repeated + (value["after"] if isinstance(value.get("after"), str) else "")]
            if isinstance(value.get("text"), str)
            else []
        )
        return own + [text for inner in value.values() for text in texts_in(inner)]
    return [text for inner in value for text in texts_in(inner)] if isinstance(value, list) else []


@cache
def texts() -> dict[str, str]:
    """Name → text of every seed and every text of every case."""
    found = {path.name: path.read_bytes().decode("utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    for path in sorted(CASES.rglob("*.yaml")):
        with path.open(encoding="utf-8") as file:  # an error in a case then names its file
            for text in texts_in(list(yaml.safe_load_all(file))):
                found[f"{path.relative_to(CASES)}#{len(found)}"] = text
    return found


@cache
def extractions() -> dict[str, object]:
    """Name → extraction of every text, or the exception it ended in; half of them with a publication date set."""
    from briefing.extract import extract_all

    found = {}
    for i, (name, text) in enumerate(texts().items()):
        document = Document(
            f"{i:03}", text, published=When("2024-06-12", "set", why="test") if i % 2 else None
        )
        try:
            (found[name],) = extract_all([document])
        except Exception as error:  # told by the tests below, each text on its own
            found[name] = error
    return found


def spans_of(record, at="") -> list[tuple[str, Span]]:
    """Every span anywhere inside a record, with the way to it."""
    if isinstance(record, Span):
        return [(at, record)]
    if isinstance(record, Document):
        return []
    if isinstance(record, tuple):
        return [found for i, inner in enumerate(record) for found in spans_of(inner, f"{at}[{i}]")]
    if dataclasses.is_dataclass(record):
        return [
            found
            for field in dataclasses.fields(record)
            for found in spans_of(getattr(record, field.name), f"{at}.{field.name}")
        ]
    return []


@pytest.fixture(scope="session")
def found():
    """Name → extraction of every text that did not end in an exception."""
    return {name: each for name, each in extractions().items() if not isinstance(each, Exception)}


def test_no_text_ends_in_an_exception():
    assert {
        name: repr(each)[:300] for name, each in extractions().items() if isinstance(each, Exception)
    } == {}


def test_every_span_rereads_its_quote_in_its_own_document(found):
    wrong = [
        (name, at, span)
        for name, extraction in found.items()
        for at, span in spans_of(extraction)
        if span.document != extraction.document.id
        or not 0 <= span.start < span.end <= len(extraction.document.text)
        or extraction.document.text[span.start : span.end] != span.quote
    ]
    assert wrong == []


def test_the_text_of_a_document_is_never_changed(found):
    assert [name for name, each in found.items() if each.document.text != texts()[name]] == []


def test_claim_ids_are_unique_and_say_where_the_claim_stands(found):
    for name, extraction in found.items():
        ids = [claim.id for claim in extraction.claims]
        assert len(ids) == len(set(ids)), name
        for claim in extraction.claims:
            start, end = claim.hull
            assert claim.id == f"{extraction.document.id}:{start}-{end}" or claim.id.startswith(
                f"{extraction.document.id}:{start}-{end}."
            ), (name, claim.id)


def test_parts_of_a_claim_stand_in_order_and_inside_its_sentence(found):
    for name, extraction in found.items():
        for claim in extraction.claims:
            parts = claim.content
            assert parts and all(a.end <= b.start for a, b in zip(parts, parts[1:])), (name, claim.id)
            assert all(part.within(claim.sentence) for part in parts), (name, claim.id, claim.sentence.quote)
            assert all(part.quote.strip() for part in parts), (name, claim.id)


def test_cue_and_content_are_different_words(found):
    wrong = [
        (name, claim.id, claim.cue.quote, claim.speaker.quote if claim.speaker else None)
        for name, extraction in found.items()
        for claim in extraction.claims
        if claim.kind == "attributed"
        and claim.speaker
        and claim.cue
        and claim.speaker.overlaps(claim.cue)
        and claim.speaker.quote == claim.cue.quote
    ]
    assert wrong == []


def test_every_stance_is_one_of_the_six_and_every_attributed_claim_has_a_cue_or_says_why_not(found):
    for name, extraction in found.items():
        for claim in extraction.claims:
            assert claim.stance in STANCES, (name, claim.id)
            assert claim.kind != "attributed" or claim.cue or claim.inferred or claim.headline, (
                name,
                claim.id,
            )


def test_claims_within_claims_point_to_one_that_exists(found):
    for name, extraction in found.items():
        ids = {claim.id for claim in extraction.claims}
        assert [
            claim.id
            for claim in extraction.claims
            if claim.within and (claim.within not in ids or claim.within == claim.id)
        ] == [], name
        held = [
            *extraction.figures,
            *extraction.movements,
            *(figure for claim in extraction.claims for figure in claim.figures),
        ]
        assert [one for one in held if one.claim and one.claim not in ids] == [], name


def test_everyone_and_every_place_referred_to_exists(found):
    from briefing.extract.actors import merge_actors

    for name, extraction in found.items():
        places = {place.id for place in extraction.places}
        actors, merged = merge_actors((extraction,))
        known = {actor.id for actor in actors} | set(merged)
        assert {m.refers for m in extraction.mentions if m.is_place} <= places, name
        assert {m.refers for m in extraction.mentions if not m.is_place} <= known, name
        assert {place for claim in extraction.claims for place in claim.places} <= places, name
        named = {
            one
            for claim in extraction.claims
            for one in (claim.actor, *claim.actors, *(link.actor for link in claim.chain))
            if one
        }
        assert named <= known, (name, named - known)
        assert {
            place for m in extraction.movements for place in (m.origin, m.destination) if place
        } <= places, name


def test_places_lie_on_the_globe_and_figures_have_their_ends_in_order(found):
    for name, extraction in found.items():
        for place in extraction.places:
            assert (place.lat is None) == (place.lon is None), (name, place)
            assert place.lat is None or -90 <= place.lat <= 90 and -180 <= place.lon <= 180, (name, place)
        for figure in extraction.figures:
            assert figure.low is None or figure.high is None or figure.low <= figure.high, (name, figure)
            assert all(end is None or abs(end) < float("inf") for end in (figure.low, figure.high)), (
                name,
                figure,
            )


def test_a_date_that_is_resolved_exists_in_the_calendar(found):
    from datetime import date

    for name, extraction in found.items():
        whens = [
            *extraction.dates,
            *(when for claim in extraction.claims for when in (claim.said, claim.happened) if when),
            extraction.document.published,
        ]
        for end in (
            end for when in whens if when and when.value for end in when.value.split("/") if end != ".."
        ):
            day = end[:10].split("-")
            assert date(int(day[0]), *(int(part) for part in (*day[1:], "01", "01")[:2])), (name, end)


def test_boilerplate_asserts_nothing(found):
    for name, extraction in found.items():
        out = [block.span for block in extraction.blocks if block.kind not in ("title", "heading", "body")]
        wrong = [
            claim.id
            for claim in extraction.claims
            for part in claim.content
            if any(part.within(block) for block in out)
        ]
        assert wrong == [], name


def test_blocks_stand_in_order_and_do_not_overlap(found):
    for name, extraction in found.items():
        assert all(a.span.end <= b.span.start for a, b in zip(extraction.blocks, extraction.blocks[1:])), name


ODD = sorted((CASES / "odd").glob("*.yaml"))


@pytest.mark.parametrize("path", ODD, ids=lambda path: path.stem)
def test_odd_files_are_read_without_an_exception_and_without_inventing_claims(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    extraction = next(each for name, each in extractions().items() if name.startswith(f"odd/{path.name}#"))
    if isinstance(extraction, Exception):
        raise extraction
    if "claims" in case:
        assert len(extraction.claims) == case["claims"], [claim.words for claim in extraction.claims]
    for speaker in case.get("speakers", ()):
        readable = [
            claim.speaker.quote.translate({ord(c): None for c in "\u200b\u200c\u200d\u2060\u00ad"})
            for claim in extraction.claims
            if claim.speaker
        ]
        assert any(speaker in quote for quote in readable), readable


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "de_DE.ISO-8859-1",
        "COLUMNS": "20",
    },
)


def test_two_builds_give_the_same_bytes_under_any_hash_seed_time_zone_and_locale(tmp_path):
    written = []
    for i, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / str(i)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "briefing",
                "build",
                "--config",
                str(ROOT / "config.yaml"),
                "--summaries",
                str(folder),
                "--again",
            ],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=600,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        written.append(
            {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
        )
    assert written[0] and list(written[0]) == list(written[1])
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


def test_the_order_of_documents_changes_no_documents_claims():
    from briefing.extract import extract_all

    documents = [
        Document(path.stem[:3], path.read_bytes().decode("utf-8")) for path in sorted(SEEDS.glob("*.txt"))
    ]
    forth = {each.document.id: each for each in extract_all(documents)}
    back = {each.document.id: each for each in extract_all(documents[::-1])}
    assert forth == back
