"""Files that people write are refused with every problem and its line; files of our own come back as they went."""

import json
import math
import os
import re
import stat
import threading
from pathlib import Path

import pytest
import yaml

from briefing import yamlfile
from briefing.yamlfile import (
    YamlError,
    ours,
    people,
    read_file,
    read_summary_yaml,
    read_yaml,
    seal,
    shown,
    to_yaml,
    write_file,
    write_summary_yaml,
)

CASES = sorted((Path(__file__).parent / "cases" / "yaml").glob("*.yaml"))
CHANGED = yamlfile.read_trusted(Path(__file__).parent / "cases" / "summary" / "changed.yaml")
SPAN = {"document": "007", "start": 3, "end": 9, "quote": '1,500 seats: "empty" #3'}


def text_of(case) -> bytes:
    if "bytes" in case:
        return bytes(case["bytes"])
    repeat = case.get("repeat", {"times": 0})
    lines = (
        repeat["line"].replace("{n}", str(n)).replace("{m}", str(n - 1))
        for n in range(1, repeat["times"] + 1)
    )
    return (case["text"] + "".join(lines)).encode()


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request, monkeypatch):
    """Both of the library's parsers: the fast one, and the one that stands in where it is not built."""
    for module in (people, ours):
        monkeypatch.setattr(module, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_written_file_is_read_or_refused_as_its_case_says(path):
    case = yamlfile.read_trusted(path)
    if "value" in case:
        node = read_yaml(text_of(case), name="file")
        assert node.plain() == case["value"]
        assert {key: node.at([key]).line for key in case["lines"]} == case["lines"]
        return
    with pytest.raises(YamlError) as caught:
        read_yaml(text_of(case), name="file")
    told = str(caught.value).splitlines()
    if "problems" in case:
        assert told == [f"file:{problem}" for problem in case["problems"]]
    else:
        assert len(told) <= case["most_problems"]
        for problem in case["problems_contain"]:
            assert any(line.startswith(f"file:{problem}") for line in told)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("opened", ["[", "{a: ", "[{a: ", "- ", "? ", "[\n", "'x', ["])
@pytest.mark.parametrize("levels", [51, 60, 900, 100_000])
def test_the_fifty_first_level_is_refused_in_our_words_however_many_follow(opened, levels, tmp_path):
    text = "extra: [" + opened * levels if "," in opened else "extra:\n  " + opened * levels
    with pytest.raises(YamlError) as caught:
        read_yaml(text.encode(), name="file")
    assert str(caught.value).endswith("more than 50 lists or groups inside one another; write fewer")
    (tmp_path / "story.yaml").write_bytes(seal(text.encode() + b"\ncomplete: true\n"))
    with pytest.raises(YamlError, match="damaged: more than 50 levels"):
        read_summary_yaml(tmp_path / "story.yaml")


@pytest.mark.usefixtures("loader")
def test_fifty_levels_are_read_and_brackets_that_close_are_no_levels(tmp_path):
    deep = "[" * 49 + "]" * 49
    assert read_yaml(f"extra: {deep}".encode()).plain() == {"extra": json.loads(deep)}
    many = "[1], " * 3000
    assert len(read_yaml(f"extra: [{many}]".encode()).plain()["extra"]) == 3000
    with pytest.raises(YamlError) as caught:
        read_yaml(f"extra: [{many}".encode())
    assert "more than 50" not in str(caught.value)


def test_a_file_may_be_utf8_with_or_without_its_mark_or_utf16_and_end_lines_in_any_way():
    for text in ("a: 1\nb: ü\n", "a: 1\r\nb: ü\r\n", "a: 1\rb: ü\r"):
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            node = read_yaml(text.encode(encoding))
            assert (node.plain(), node.at(["b"]).line) == ({"a": "1", "b": "ü"}, 2)


def test_what_is_too_long_missing_or_no_file_is_refused_by_name(tmp_path):
    long = tmp_path / "long.yaml"
    long.write_bytes(b"a: " + b"x" * (1 << 20))
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (long, tmp_path / "pipe.yaml", tmp_path / "missing.yaml", tmp_path, Path("/dev/zero")):
        with pytest.raises(YamlError, match=f"^{path.name}: cannot be read: "):
            read_yaml(path)


def test_text_from_outside_cannot_break_a_message():
    assert shown("a\nb\x1b[31m\u202e\udcff") == "a\\nb\\x1b[31m\\u202e\\udcff"
    assert len(shown("x" * 1000)) == 60


def test_our_own_files_come_back_as_they_went(tmp_path):
    words = [
        "yes",
        "NO",
        "~",
        "null",
        "",
        " ",
        "1e5",
        "0x1",
        "0o7",
        "1:30",
        "2024-01-02",
        "=",
        "<<",
        "-",
        "?",
        ":",
        "!a",
        "&a",
        "*a",
        "%a",
        "@a",
        "`a",
        "a #b",
        "a: b",
        "- a",
        "a,b",
        "[a]",
        "{a}",
        " a",
        "a ",
        "a\nb",
        "\t",
        "'",
        '"',
        "a'b",
        ".5",
        "1_000",
        "+1",
        "NaN",
        ".inf",
        "...",
        "---",
        "a\r\nb",
        "x" * 5000,
        "a\\b",
        "$\\rule{500em}{500em}$",
        "![x](http://a.b)",
        "<script>",
        "=1+1",
        "\u202eabc",
        "\u200b",
        "\ufeff",
        "😀",
        *map(chr, range(0x20)),
        *map(chr, range(0x7F, 0xA1)),
        "\u2028",
        "\u2029",
        "\ufffe",
        "\uffff",
    ]
    data = {
        "words": words,
        "keys": {word: index for index, word in enumerate(words)},
        "spans": [{**SPAN, "quote": word} for word in words],
        "numbers": [0, -1, 1.5, 8e6, 1e22, 1e-7, -0.25, 1 / 3, 10**20],
        "others": [True, False, None, [], {}, [[]], [{}]],
        "tuple": [["a", "b"]],
        "complete": True,
    }
    path = tmp_path / "story.yaml"
    assert write_summary_yaml(path, {**data, "tuple": (("a", "b"),)}, "Written by a test.\nNobody edits it.")
    assert read_summary_yaml(path) == data
    other = yaml.load(path.read_bytes(), Loader=yaml.SafeLoader)
    assert len(other.pop("digest")) == 64 and other == data, "any other reader sees the same"


def test_our_own_files_read_well():
    data = {
        "id": "007:3-9",
        "title": "Ferry strike",
        "claims": [{"content": [SPAN], "cue": None, "actors": ["dock-union", "ferry-line"], "low": 1500.0}],
        "quote": "plain",
        "date": "2031-05-02",
        "long": "word " * 100,
        "complete": True,
    }
    assert to_yaml(data, "Built; do not edit.").decode() == (
        "# Built; do not edit.\n"
        'id: "007:3-9"\ntitle: Ferry strike\nclaims:\n'
        '- content:\n  - {document: "007", start: 3, end: 9, quote: "1,500 seats: \\"empty\\" #3"}\n'
        "  cue: null\n  actors: [dock-union, ferry-line]\n  low: 1500\n"
        'quote: "plain"\ndate: "2031-05-02"\nlong: "' + "word " * 100 + '"\ncomplete: true\n'
    )


def test_half_a_character_is_written_out_and_a_number_without_value_is_refused():
    assert yaml.safe_load(to_yaml({"a": "x\ud800y"})) == {"a": "x\\ud800y"}
    for value in (math.inf, math.nan, object(), b"bytes"):
        with pytest.raises(TypeError):
            to_yaml({"a": value})


def test_a_summary_that_was_cut_off_or_damaged_is_never_read(tmp_path):
    path = tmp_path / "story.yaml"
    write_summary_yaml(path, {"story": "floods", "claims": [SPAN] * 20, "complete": True})
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(YamlError, match="story.yaml: cut off"):
            read_summary_yaml(path)
    damages = (
        b"a: &x 1\nb: *x",
        b"a: [1",
        b"- a\n- b",
        b"a: " + b"[" * 100_000,
        b"? [a]\n: b",
        b"a: \x07",
        b"a: \xff",
        b'a: "open',
        b"a: !!python/name:os.system x\nb: [",
    )
    for damage in damages:
        path.write_bytes(seal(damage + b"\ncomplete: true\n"))
        with pytest.raises(YamlError, match="story.yaml:[0-9]+: damaged"):
            read_summary_yaml(path)
    path.write_bytes(b"a: |\n  text\n  complete: true\n")
    with pytest.raises(YamlError, match="cut off"):
        read_summary_yaml(path)


@pytest.mark.parametrize("case", CHANGED, ids=lambda case: case["change"])
def test_a_summary_changed_since_it_was_built_is_told_and_line_ends_are_no_change(tmp_path, case):
    path = tmp_path / "floods.yaml"
    write_summary_yaml(path, {"story": "floods", "text": "400 houses", "claims": [SPAN], "complete": True})
    whole = path.read_bytes()
    path.write_bytes(whole.replace(case["old"].encode(), case["new"].encode()))
    assert path.read_bytes() != whole
    if case["told"] is None:
        assert read_summary_yaml(path)["text"] == "400 houses"
    else:
        with pytest.raises(YamlError, match=re.escape(case["told"])):
            read_summary_yaml(path)


def test_writing_changes_a_file_whole_once_and_only_where_it_must(tmp_path):
    path = tmp_path / "summaries" / "floods" / "001.txt"
    assert write_file(path, b"one\r\n") and path.read_bytes() == b"one\r\n"
    path.chmod(0o640)
    before = path.stat()
    assert not write_file(path, b"one\r\n")
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino
    assert write_file(path, b"two") and path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["001.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "story.yaml"
    write_file(path, b"old")
    for call in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(
                os, call, lambda *given: (_ for _ in ()).throw(OSError(28, "No space left on device"))
            )
            with pytest.raises(OSError, match="No space"):
                write_file(path, b"new" * 100_000)
        assert path.read_bytes() == b"old"
        assert [entry.name for entry in tmp_path.iterdir()] == ["story.yaml"]


def test_a_disk_that_loses_what_it_took_is_noticed_before_the_old_file_goes(tmp_path, monkeypatch):
    path = tmp_path / "story.yaml"
    write_file(path, b"old")
    monkeypatch.setattr(os, "fsync", lambda handle: os.ftruncate(handle, 2))
    with pytest.raises(OSError, match="does not read back"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old" and [entry.name for entry in tmp_path.iterdir()] == ["story.yaml"]


def test_what_a_killed_run_left_is_taken_over_and_what_is_no_file_is_never_replaced(tmp_path):
    path = tmp_path / "story.yaml"
    (tmp_path / ".story.yaml.tmp").write_bytes(b"half of something longer than the new text")
    write_file(path, b"new")
    assert path.read_bytes() == b"new" and [entry.name for entry in tmp_path.iterdir()] == ["story.yaml"]
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError):
            write_file(place, b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_stays_a_link_and_a_planted_one_is_not_followed(tmp_path):
    (tmp_path / "real.yaml").write_bytes(b"old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_file(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink() and (tmp_path / "real.yaml").read_bytes() == b"new"
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / ".story.yaml.tmp").symlink_to("victim")
    with pytest.raises(OSError):
        write_file(tmp_path / "story.yaml", b"new")
    assert (tmp_path / "victim").read_bytes() == b"precious"


def test_many_writers_at_once_leave_one_whole_file(tmp_path):
    path = tmp_path / "story.yaml"
    texts = [bytes([65 + number]) * 300_000 for number in range(6)]
    failures = []

    def write(text):
        try:
            for _ in range(5):
                write_file(path, text)
                assert read_file(path) in texts
        except BaseException as error:  # told by the test, not by the thread
            failures.append(error)

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert path.read_bytes() in texts and [entry.name for entry in tmp_path.iterdir()] == ["story.yaml"]
