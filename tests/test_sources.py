"""Sources: every readable report as stored, everything else an issue, and nothing that hangs, follows or leaks."""

import json
import os
import socket
from pathlib import Path

import pytest
import yaml

from briefing import yamlfile
from briefing.config import Facts, Source, Story
from briefing.model import When
from briefing.sources import read_documents
from briefing.sources.file import read_bytes

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "cases" / "sources").glob("*.yaml"))
SAFE = set("abcdefghijklmnopqrstuvwxyz0123456789-")


def story_of(*sources: Source, documents=()) -> Story:
    return Story("harbour-strike", "Harbour strike", sources, tuple(documents))


def lines(issues) -> list[str]:
    return [f"{issue.where}: {issue.found}; {issue.hint}" for issue in issues]


def read_folder_of(base: Path):
    return read_documents(story_of(Source("folder", "reports")), base)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_folder_gives_the_reports_and_issues_its_case_says(path, tmp_path):
    case = yamlfile.read_trusted(path)
    (tmp_path / "reports").mkdir()
    for file in case["files"]:
        name = bytes(file["name_bytes"]) if "name_bytes" in file else file["name"].encode()
        data = (
            bytes.fromhex(file["hex"])
            if "hex" in file
            else file["text"].encode(file.get("encoding", "utf-8"))
        )
        with open(os.path.join(os.fsencode(tmp_path), b"reports", name), "wb") as stream:
            stream.write(data + bytes.fromhex(file.get("add", "")))
    settings = [
        Facts(
            id,
            facts["why"],
            facts.get("published") and When(str(facts["published"]), "set", why=facts["why"]),
            facts.get("outlet"),
            "config.yaml:9",
        )
        for id, facts in case.get("settings", {}).items()
    ]
    story = story_of(Source("folder", "reports", case.get("outlet")), documents=settings)
    documents, issues = read_documents(story, tmp_path)
    found = [
        [document.id, document.path, document.outlet, document.published and document.published.value]
        for document in documents
    ]
    assert found == [
        [*row, *[None] * (4 - len(row))] if len(row) < 4 else [*row[:3], row[3] and str(row[3])]
        for row in case["documents"]
    ]
    assert lines(issues) == case.get("issues", [])
    assert {
        document.id: document.text for document in documents if document.id in case.get("texts", {})
    } == case.get("texts", {})
    assert all(
        document.id and set(document.id) <= SAFE and len(document.id) <= 60 and document.path.isprintable()
        for document in documents
    )
    assert (documents, issues) == read_documents(story, tmp_path)


def test_the_seeds_have_their_numbers_as_ids_and_their_bytes_as_text():
    documents, issues = read_documents(story_of(Source("folder", "seeds")), ROOT)
    assert [document.id for document in documents] == ["000", "001", "002", "003", "004"] and not issues
    for document in documents:
        assert document.text.encode() == (ROOT / document.path).read_bytes()


def test_pipes_sockets_devices_links_and_circles_become_issues_at_once(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("SECRET of another folder")
    (folder / "good.txt").write_text("The ferries sailed.")
    os.mkfifo(folder / "pipe.txt")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "socket.txt"))
    for name, target in (
        ("link.txt", "../secret.txt"),
        ("dangling.txt", "nowhere"),
        ("circle.txt", "circle.txt"),
        ("zero.txt", "/dev/zero"),
        ("up", ".."),
        ("up.txt", ".."),
    ):
        (folder / name).symlink_to(target)
    (folder / "folder.txt").mkdir()
    with open(folder / "long.txt", "wb") as file:
        file.truncate(10 << 30)
    documents, issues = read_folder_of(tmp_path)
    listener.close()
    assert [document.id for document in documents] == ["good"]
    link, inside = (
        "not read: it is a link, and links are not followed; put the file itself there",
        "not read: it is a folder inside the folder; make it a source of its own",
    )
    size = "put a text file of at most 5,000,000 bytes there"
    assert lines(issues) == [
        f"reports/circle.txt: {link}",
        f"reports/dangling.txt: {link}",
        f"reports/folder.txt: {inside}",
        f"reports/link.txt: {link}",
        f"reports/long.txt: not read: 10,737,418,240 bytes long, more than 5,000,000; {size}",
        f"reports/pipe.txt: not read: not a regular file; {size}",
        f"reports/socket.txt: not read: not a regular file; {size}",
        f"reports/up: {inside}",
        f"reports/up.txt: {inside}",
        f"reports/zero.txt: {link}",
    ]


def test_a_file_without_permission_or_gone_while_reading_becomes_an_issue(tmp_path, monkeypatch):
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"The ferries sailed from pier {name[0]}.")
    whole = yamlfile.read_file

    def read_file(path, *given, **named):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        if path.name == "b.txt":
            path.unlink()
        return whole(path, *given, **named)

    monkeypatch.setattr(yamlfile, "read_file", read_file)
    documents, issues = read_folder_of(tmp_path)
    assert [document.id for document in documents] == ["c"]
    assert lines(issues) == [
        "reports/a.txt: not read: no permission to read it; let this user read it",
        "reports/b.txt: not read: it is not there any more; put it back, or leave it and build again",
    ]


def test_a_folder_that_went_away_after_the_config_was_read_becomes_an_issue(tmp_path):
    documents, issues = read_folder_of(tmp_path)
    assert not documents and lines(issues) == [
        "reports: the folder cannot be read: No such file or directory; check its name and who may read it"
    ]


def test_a_report_named_by_two_sources_is_counted_once(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "001_a.txt").write_text("The ferries sailed.")
    sources = Source("folder", "./reports/"), Source("file", "reports/../reports/001_a.txt")
    documents, issues = read_documents(story_of(*sources), tmp_path)
    assert [document.path for document in documents] == ["reports/001_a.txt"]
    assert lines(issues) == ["reports/001_a.txt: named by two sources; it is report 001; name it once"]


def test_three_thousand_reports_are_read_in_the_order_of_their_names_with_ids_of_their_own(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3000):
        (folder / f"many_{number:04}.txt").write_text(f"Ferry {number} sailed.")
    (folder / ("x" * 250 + ".txt")).write_text("A long name.")
    documents, issues = read_folder_of(tmp_path)
    assert len({document.id for document in documents}) == 3001 and not issues
    assert [document.path for document in documents] == sorted(document.path for document in documents)
    assert [document.id for document in documents[:3]] == ["many", "many-0001", "many-0002"]
    assert documents[-1].id == "x" * 48


PLAIN = Path(__file__).parent / "cases" / "plain"


def cases(name: str) -> list[dict]:
    return yaml.safe_load((PLAIN / f"{name}.yaml").read_text(encoding="utf-8"))


def written(case: dict) -> bytes:
    return (case["words"] * case.get("repeat", 1)).encode(case.get("bytes", "utf-8"))


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: f"{case['kind']}: {case['words'][:30]}")
def test_what_is_no_prose_is_refused_with_its_kind_and_what_to_do(case):
    (issue,) = read_bytes(written(case), "a.txt", Source("file", "a.txt"))
    assert (
        issue.found.startswith(f"not read: {case['kind']}") and issue.hint and "by guess" not in issue.found
    )


@pytest.mark.parametrize("case", cases("kept"), ids=lambda case: case["words"][:40])
def test_an_ordinary_report_that_mentions_another_format_is_read_without_a_note(case):
    (document,) = read_bytes(written(case), "a.txt", Source("file", "a.txt"))
    assert document.text.encode() == written(case)


@pytest.mark.parametrize(
    "data", [b"The ferries \xf5 stayed\0", "Tromsø, Bodø, Ålesund".encode() + b"\xe2\x82\0"]
)
def test_a_file_that_is_not_read_is_not_said_to_be_read_by_guess(data):
    (issue,) = read_bytes(data, "a.txt", Source("file", "a.txt"))
    assert issue.found == "not read: it holds NUL bytes: not plain text, or UTF-16 without its mark"


@pytest.mark.parametrize(
    "name, beside, parts",
    [
        ("storm_files", "storm.html", True),
        ("storm-Dateien", "storm.htm", True),
        ("storm.v2_files", "storm.v2.htm", True),
        ("storm", "storm.htm", False),
        ("stormy_files", "storm.htm", False),
    ],
)
def test_the_folder_of_a_saved_page_is_not_called_a_source(tmp_path, name, beside, parts):
    (tmp_path / "reports" / name).mkdir(parents=True)
    (tmp_path / "reports" / beside).write_text("<p>x</p>")
    told = [line for line in lines(read_folder_of(tmp_path)[1]) if line.startswith(f"reports/{name}:")]
    assert bool(told) != parts and all("a source of its own" in line for line in told)


def test_every_file_of_a_folder_is_read_or_told_or_counted(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    odd = (".json", ".a.txt", "b", "c.yaml", "d.YAML", "e.tar.gz", "f.123456789abcdef", "g.")
    for name in (*odd, *(f"x.{n}" for n in range(30)), "good.txt"):
        (folder / name).write_text("The ferries stayed.")
    documents, issues = read_folder_of(tmp_path)
    assert [document.id for document in documents] == ["good"]
    (issue,) = issues
    assert issue.found.startswith("38 other files (.0 1, .1 1, .10 1") and issue.found.endswith(
        ", …) were not read"
    )


def test_a_source_on_the_web_that_nothing_fetched_is_an_issue_and_never_asked_for(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    address = "https://example.org/a"
    (tmp_path / "links.txt").write_text(f"{address}/2\n")
    documents, issues = read_documents(
        story_of(Source("page", address), Source("feed", f"{address}/1"), Source("list", "links.txt")),
        tmp_path,
    )
    assert documents == () and [issue.where for issue in issues] == [address, f"{address}/1", f"{address}/2"]
    assert {(issue.found, issue.hint) for issue in issues} == {
        ("not fetched yet", "run: python -m briefing fetch")
    }


def test_files_that_stand_at_one_address_are_one_report_and_those_of_a_front_page_are_not(tmp_path):
    rows = [
        ("a", "https://h.example/1"),
        ("b", "https://h.example/1?utm_source=x"),
        ("c", "https://h.example/"),
        ("d", "https://h.example/"),
    ]
    (tmp_path / "export.jsonl").write_text(
        "".join(
            json.dumps({"id": id, "text": f"The ferry {id} sank off the coast.", "address": address}) + "\n"
            for id, address in rows
        )
    )
    documents, (issue,) = read_documents(story_of(Source("file", "export.jsonl")), tmp_path)
    assert [document.id for document in documents] == ["export-1", "export-3", "export-4"]
    assert (issue.where, issue.found) == (
        "export.jsonl#2",
        "report export-1 again: both stand at https://h.example/1",
    )
