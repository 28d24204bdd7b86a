"""Extractions that are kept: the same bytes with and without them, made anew where anything they rest on is other or they are damaged."""

import shutil
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from gold import SEEDS
from test_pipeline import REPORTS, built, story  # noqa: F401  the fixture

from briefing import extractions
from briefing.extract import extract_all
from briefing.extractions import KeptExtractions, pack, unpack
from briefing.model import Document, When

PUBLISHED = When("2024-10-29", "set", why="an editor knows")


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    """The seeds, two with facts that an editor set, one with characters that nobody sees and one beyond the first plane."""
    found = [
        Document(path.stem[:3], path.read_bytes().decode("utf-8"), path=path.name)
        for path in sorted(SEEDS.glob("*.txt"))
    ]
    odd = Document(
        "odd",
        'A bridge fell\n\nThe m\u00adayor s\u200baid 12 cars were in the river \U0001f697. "We \u2028know no more," he said.\n',
    )
    return (
        replace(found[0], published=PUBLISHED),
        replace(found[1], outlet="Harbour Gazette"),
        *found[2:],
        odd,
    )


@pytest.fixture
def read_again(monkeypatch) -> list[str]:
    """Ids of the documents that were extracted and not taken from what was kept."""
    ids: list[str] = []

    def noted(some):
        some = list(some)
        ids.extend(document.id for document in some)
        return extract_all(some)

    monkeypatch.setattr(extractions, "extract_all", noted)
    return ids


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_an_extraction_is_read_back_as_it_was_with_every_span_and_word(documents):
    for document, made in zip(documents, extract_all(documents)):
        assert made.claims and unpack(pack(made, document), document) == made


def test_a_document_whose_extraction_is_kept_is_not_extracted_again(documents, tmp_path, read_again):
    first = list(KeptExtractions(tmp_path, "rules").extract(documents))
    assert read_again == [document.id for document in documents]
    read_again.clear()
    assert list(KeptExtractions(tmp_path, "rules").extract(documents)) == first
    assert read_again == []


@pytest.mark.parametrize(
    "change",
    [
        {"text": "A bridge fell\n\nThe mayor said 13 cars were in the river.\n"},
        {"outlet": "Tyne Observer"},
        {"published": PUBLISHED},
        {"id": "other"},
    ],
)
def test_only_a_document_that_is_other_than_before_is_extracted_and_the_old_one_is_taken_away(
    documents, tmp_path, read_again, change
):
    list(KeptExtractions(tmp_path, "rules").extract(documents))
    read_again.clear()
    newer = (*documents[:-1], replace(documents[-1], **change))
    assert list(KeptExtractions(tmp_path, "rules").extract(newer)) == list(extract_all(newer))
    assert read_again == [newer[-1].id]
    assert len(files(tmp_path)) == len(documents)


@pytest.mark.parametrize(("rules", "again"), [("other rules", False), ("rules", True)])
def test_all_are_extracted_where_rules_are_other_or_it_is_asked_for(
    documents, tmp_path, read_again, rules, again
):
    list(KeptExtractions(tmp_path, "rules").extract(documents))
    read_again.clear()
    list(KeptExtractions(tmp_path, rules).extract(documents, again))
    assert len(read_again) == len(documents) == len(files(tmp_path))


DAMAGE = {
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "one byte other": lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
    "more after it": lambda data: data + b"x",
    "no JSON": lambda data: zlib.compress(b"not at all"),
    "of another form": lambda data: zlib.compress(
        b"[null, null, [], [], {}, 4, [], [], [], [], [], [], null]"
    ),
    "positions outside the text": lambda data: zlib.compress(
        b'[null, null, [[[0, 90000], "body"]], [], [], [], [], [], [], [], [], [], null]'
    ),
    "too large when unpacked": lambda data: zlib.compress(b" " * (extractions.UNPACKED + 1)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_one_that_is_damaged_is_made_anew_and_replaced(documents, tmp_path, read_again, monkeypatch, damage):
    monkeypatch.setattr(extractions, "UNPACKED", 3_000_000)
    first = list(KeptExtractions(tmp_path, "rules").extract(documents))
    before = files(tmp_path)
    name = min(before)
    (tmp_path / name).write_bytes(damage(before[name]))
    read_again.clear()
    assert list(KeptExtractions(tmp_path, "rules").extract(documents)) == first
    assert len(read_again) == 1 and files(tmp_path) == before


def test_what_a_killed_build_left_is_taken_away_and_what_else_lies_in_the_folder_stays(documents, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / f".{'0' * 64}.z.tmp").write_bytes(b"cut off")
    list(KeptExtractions(tmp_path, "rules").extract(documents[-1:]))
    assert sorted(Path(name).suffix for name in files(tmp_path)) == [".txt", ".z"]


def test_a_folder_that_cannot_be_made_costs_only_the_time(documents, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    found = KeptExtractions(tmp_path / "file" / "kept", "rules").extract(documents[-1:])
    assert list(found) == list(extract_all(documents[-1:]))


def test_a_build_gives_the_same_bytes_with_what_is_kept_and_without(story, read_again):  # noqa: F811
    written = []
    for keeps in (True, False):
        for number in ("1,200", "1,300"):
            (story / "reports" / "a_1.txt").write_text(
                REPORTS["a_1.txt"].replace("1,200", number), encoding="utf-8"
            )
            if not keeps:
                shutil.rmtree(story / "archive")
            built(story)
        written.append(files(story / "summaries"))
        shutil.rmtree(story / "summaries")
    assert written[0] == written[1]
    assert read_again == ["a", "b", "a", *"abab"]
