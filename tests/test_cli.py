"""The command line: exit codes, what goes to which stream, and extraction as lines that others can read."""

import io
import json
import os
import subprocess
import sys
from functools import partial

import pytest
from gold import ROOT, SEEDS
from test_pipeline import CONFIG, REPORTS, story  # noqa: F401

from briefing.__main__ import main, printable


def run(monkeypatch, capsys, *arguments: str, stdin: bytes = b"") -> tuple[int, list[dict], str]:
    """(exit code, the JSON lines written, standard error) of one extract call."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    code = main(["extract", *arguments])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_build_says_what_it_wrote_and_then_that_nothing_changed(story, capsys):  # noqa: F811
    call = ["build", "--config", str(story / "config.yaml")]
    assert main(call) == 0
    assert "ferry-strike: written to" in capsys.readouterr().out
    assert main(call) == 0
    assert "ferry-strike: nothing changed" in capsys.readouterr().out


def test_check_builds_nothing_and_says_what_would_be_read(story, capsys):  # noqa: F811
    assert main(["check", "--config", str(story / "config.yaml")]) == 0
    assert "2 documents, 0 issues" in capsys.readouterr().out
    assert not (story / "summaries").exists()


def test_an_unreadable_report_is_one_line_on_standard_error(story, capsys):  # noqa: F811
    (story / "reports" / "a_1.txt").write_bytes(b"\0\0\0\0")
    assert main(["build", "--config", str(story / "config.yaml")]) == 0
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 1 and err[0].startswith("reports/a_1.txt: ")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_wrong_config_is_told_whole_with_lines_and_exit_code_2(tmp_path, capsys, command):
    config = tmp_path / "config.yaml"
    config.write_text(CONFIG.replace("title", "titel").replace("folder", "foldr"), encoding="utf-8")
    assert main([command, "--config", str(config)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "config.yaml:3: " in err and "config.yaml:5: " in err and "Traceback" not in err
    assert "title" in err and "folder" in err
    assert not (tmp_path / "summaries").exists()


def test_a_missing_config_is_told_with_exit_code_2(tmp_path, capsys):
    assert main(["check", "--config", str(tmp_path / "nowhere.yaml")]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_check_tells_misspelt_names_and_later_dates_and_takes_a_name_in_a_report_for_known(story, capsys):  # noqa: F811
    (story / "config.yaml").write_text(
        CONFIG.replace("Ferry strike", "Ferry strike #2")
        + "    documents:\n      a: {published: 2999-01-01, why: a slip}\n"
        "    voices: [Rusia, Ida Holm]\n    map: {always: [Oslo, Kurks]}\n",
        encoding="utf-8",
    )
    assert main(["check", "--config", str(story / "config.yaml")]) == 0
    out, err = capsys.readouterr()
    told = err.splitlines()
    assert [line.split(": ")[0] for line in told] == [
        "config.yaml:3",
        "config.yaml:8",
        "config.yaml:9",
        "config.yaml:7",
    ]
    assert "ends before '#2'" in told[0] and "'Russia'?" in told[1] and "'Kursk'?" in told[2]
    assert "published 2999-01-01, which lies after today" in told[3]
    assert "2 documents, 4 issues" in out


def test_a_story_that_has_no_report_any_more_ends_in_1_and_the_next_story_is_built(story, capsys):  # noqa: F811
    config = story / "config.yaml"
    assert main(["build", "--config", str(config)]) == 0
    (story / "other").mkdir()
    for name in REPORTS:
        (story / "reports" / name).rename(story / "other" / name)
    config.write_text(
        CONFIG
        + CONFIG.split("\n", 1)[1]
        .replace("ferry-strike", "other")
        .replace("folder: reports", "folder: other"),
        encoding="utf-8",
    )
    capsys.readouterr()
    assert main(["build", "--config", str(config)]) == 1
    out, err = capsys.readouterr()
    assert (
        "ferry-strike: no report found in reports; the last briefing is kept" in err
        and "other: written to" in out
    )


@pytest.mark.parametrize("value", ["29/10/2024", "2024-2-3", "yesterday", "2024-13-01"])
def test_extract_takes_a_date_in_no_other_form_by_any_way(monkeypatch, capsys, value):
    code, lines, err = run(monkeypatch, capsys, "-", "--published", value, stdin=b"The mayor said so.")
    assert (code, lines) == (2, []) and "write year, month and day as 2024-10-28" in err
    rows = "\n".join(
        json.dumps({"text": "The mayor said so.", "published": date}) for date in ("2024-10-29", value)
    )
    code, lines, err = run(monkeypatch, capsys, "--jsonl", stdin=rows.encode())
    assert (code, len(lines)) == (1, 1) and err.startswith(f"line 2: published is '{value}'")


def test_many_issues_of_a_story_are_fifty_lines(story, capsys):  # noqa: F811
    for number in range(60):
        (story / "reports" / f"x{number}.txt").write_bytes(b"\0\0")
    main(["check", "--config", str(story / "config.yaml")])
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 50 and err[-1] == "… and 11 more"


def test_an_unknown_command_is_told_with_exit_code_2(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["brief"])
    assert stopped.value.code == 2 and "build" in capsys.readouterr().err


def test_extract_writes_one_line_a_file_with_spans_that_reread(monkeypatch, capsys):
    seeds = sorted(SEEDS.glob("*.txt"))[:2]
    code, lines, err = run(monkeypatch, capsys, *map(str, seeds))
    assert (code, err, [line["document"]["id"] for line in lines]) == (0, "", [path.stem for path in seeds])
    for line, path in zip(lines, seeds):
        text = path.read_bytes().decode("utf-8")
        assert line["claims"] and line["mentions"] and line["places"]
        for claim in line["claims"]:
            for part in claim["content"]:
                assert text[part["start"] : part["end"]] == part["quote"]
            assert claim["rule"] and claim["negated"] in (True, False)
        assert any(claim["features"] and claim["features"]["words"] for claim in line["claims"])


def test_the_line_of_a_state_carries_its_point(monkeypatch, capsys):
    text = b"Brazil said on Monday that it would send two ships. Orkla Shipping said that it had three."
    code, lines, _ = run(monkeypatch, capsys, "-", stdin=text)
    points = {actor["name"]: (actor.get("lat"), actor.get("precision")) for actor in lines[0]["actors"]}
    assert code == 0 and points["Brazil"] == (-10.0, "country") and points["Orkla Shipping"] == (None, None)


def test_extract_reads_standard_input_and_takes_date_and_outlet_from_the_call(monkeypatch, capsys):
    code, lines, _ = run(
        monkeypatch,
        capsys,
        "-",
        "--published",
        "2024-06-04",
        "--outlet",
        "Harbour Gazette",
        stdin=REPORTS["b_2.txt"].encode(),
    )
    assert code == 0 and lines[0]["document"]["outlet"] == "Harbour Gazette"
    assert (
        lines[0]["document"]["published"]["value"] == "2024-06-04"
        and lines[0]["document"]["published"]["basis"] == "set"
    )


def test_lines_keep_their_order_and_a_bad_line_is_named_while_the_rest_go_on(monkeypatch, capsys):
    rows = [
        json.dumps({"id": f"r{i}", "text": text, "published": None, "outlet": None})
        for i, text in enumerate(REPORTS.values())
    ]
    stdin = "\n".join(
        [
            rows[1],
            "{not json",
            "",
            '{"id": "x"}',
            '{"text": "Mayor said no.", "outlet": 7}',
            "[" * 5000,
            rows[0],
        ]
    ).encode()
    code, lines, err = run(monkeypatch, capsys, "--jsonl", stdin=stdin)
    assert code == 1 and [line["document"]["id"] for line in lines] == ["r1", "r0"]
    assert [line.split(":")[0] for line in err.splitlines()] == ["line 2", "line 4", "line 5", "line 6"]


def test_lone_surrogates_and_nul_in_a_line_stop_nothing(monkeypatch, capsys):
    code, lines, _ = run(
        monkeypatch,
        capsys,
        "--jsonl",
        stdin=b'{"id": "s", "text": "The mayor \\ud800 said \\u0000 no on Monday."}',
    )
    assert code == 0 and len(lines) == 1


def test_a_missing_file_is_told_and_the_others_are_read(monkeypatch, capsys, tmp_path):
    there = tmp_path / "there.txt"
    there.write_text(REPORTS["a_1.txt"], encoding="utf-8")
    code, lines, err = run(monkeypatch, capsys, str(tmp_path / "gone.txt"), str(there))
    assert code == 1 and [line["document"]["id"] for line in lines] == ["there"] and "gone.txt" in err


def test_names_of_files_cannot_drive_a_terminal():
    assert printable("a\x1b[31m\u202eb\n") == "a\\x1b[31m\\u202eb\\n"


def test_an_export_that_cannot_be_written_is_one_line(story, capsys):  # noqa: F811
    assert main(["build", "--config", str(story / "config.yaml")]) == 0
    capsys.readouterr()
    (story / "file").write_text("", encoding="utf-8")
    for output, cause in (
        (
            story / "file" / "out.html",
            "a file stands where a folder must be; move it away, then export again",
        ),
        (story, "not a regular file; export again"),
    ):
        assert main(["export", "--config", str(story / "config.yaml"), "--output", str(output)]) == 1
        out, err = capsys.readouterr()
        assert (out, err) == ("", f"{output}: not written: {cause}\n")


@pytest.mark.parametrize("arguments", ["build", "check", "export --format md", "extract reports/a_1.txt"])
def test_an_output_that_is_full_or_closed_is_at_most_one_line(story, arguments):  # noqa: F811
    assert main(["build", "--config", str(story / "config.yaml")]) == 0
    run = partial(
        subprocess.run,
        [sys.executable, "-m", "briefing", *arguments.split()],
        cwd=story,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        timeout=120,
    )
    with open("/dev/full", "wb") as full:
        done = run(stdout=full)
    assert (done.returncode, done.stderr) == (1, "output: no space left on the disk\n")
    reader, writer = os.pipe()
    os.close(reader)
    done = run(stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def test_extract_reads_files_through_the_same_door_as_a_folder(monkeypatch, capsys, tmp_path):
    there, report = tmp_path / "there.txt", REPORTS["a_1.txt"]
    there.write_bytes(report.encode("utf-16"))
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "nul.txt").write_bytes(b"The mayor said\0 no.")
    (tmp_path / "page.txt").write_text(f"<p>{report}</p>")
    with open(tmp_path / "long.txt", "wb") as file:
        file.truncate(10 << 30)
    names = ["pipe.txt", "zero.txt", "nul.txt", "page.txt", "long.txt", "there.txt"]
    code, lines, err = run(monkeypatch, capsys, "/dev/zero", *(str(tmp_path / name) for name in names))
    assert code == 1 and [line["document"]["id"] for line in lines] == ["there"] and lines[0]["claims"]
    told = [line.rpartition("/")[2].split(":")[0] for line in err.splitlines()]
    assert told == ["zero", *names[:-1]]
    for found in (
        "not a regular file",
        "it is a link",
        "NUL bytes",
        "it is HTML",
        "10,737,418,240 bytes long",
    ):
        assert found in err


def test_standard_input_and_lines_have_the_same_limits(monkeypatch, capsys):
    monkeypatch.setattr("briefing.sources.file.LIMIT", 100)
    monkeypatch.setattr("briefing.jsonlines.LIMIT", 100)
    monkeypatch.setattr("briefing.jsonlines.LONGEST_LINE", 600)
    code, lines, err = run(monkeypatch, capsys, stdin=b"The mayor said no. " * 50)
    assert (code, lines) == (1, []) and "not read: more than 100 bytes long" in err
    texts = '{"title": "Ferries"}', "The mayor said no.", "The mayor said no. " * 50, "Never read."
    rows = "\n".join(json.dumps({"text": text}) for text in texts)
    code, lines, err = run(monkeypatch, capsys, "--jsonl", stdin=rows.encode())
    assert code == 1 and [line["document"]["id"] for line in lines] == ["2"]
    assert [line.split(";")[0] for line in err.splitlines()] == [
        "line 1: not read: it is JSON",
        "line 3: longer than 600 bytes",
    ]
