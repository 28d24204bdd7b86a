"""config.yaml: understood as it is written, or refused with every mistake and its line."""
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from briefing import yamlfile
from briefing.config import KINDS, ConfigError, read_config
from briefing.model import When
from briefing.sources import READERS

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "cases" / "config").glob("*.yaml"))


def write_case(case, folder: Path) -> Path:
    for name in case.get("folders", ()):
        (folder / name).mkdir()
    for name in case.get("files", ()):
        (folder / name).write_text("The ferries stayed in the harbour.\n")
    path = folder / "config.yaml"
    path.write_text(case["config"], encoding="utf-8")
    return path


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_config_is_understood_or_refused_as_its_case_says(path, tmp_path):
    case = yamlfile.read_trusted(path)
    config = write_case(case, tmp_path)
    if "problems" in case:
        with pytest.raises(ConfigError) as caught:
            read_config(config)
        assert str(caught.value).splitlines() == case["problems"]
        return
    (story,) = read_config(config).stories
    expected = case["story"]
    assert (story.id, story.title) == (expected["id"], expected["title"])
    assert [[source.kind, source.path, source.outlet] for source in story.sources] == expected["sources"]
    assert [[facts.document, facts.published and facts.published.value, facts.outlet] for facts in story.documents] == expected["documents"]
    assert all(facts.why for facts in story.documents)
    assert list(story.map_places) == expected["map_places"] and list(story.voices) == expected["voices"]
    assert {outlet: rating.rating for outlet, rating in story.reliability.items()} == expected["reliability"]


def test_the_config_of_the_project_is_understood():
    config = read_config(ROOT / "config.yaml")
    (story,) = config.stories
    assert [(source.kind, source.path) for source in story.sources] == [("folder", "seeds")]
    assert story.map_places == ("Kursk", "Vladivostok", "Donetsk", "Brussels")
    set_by_hand = {facts.document: facts.published for facts in story.documents}
    assert {document: (published.value, published.basis) for document, published in set_by_hand.items()} == {
        "003": ("2024-10-29", "set"), "004": ("2024-10-22", "set")}
    assert all(isinstance(published, When) and published.why for published in set_by_hand.values())
    with pytest.raises(FrozenInstanceError):
        story.title = "other"


def test_every_key_of_the_project_config_is_explained_beside_or_above_it():
    lines = (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()
    for key in ("stories", "id", "title", "sources", "- folder", "- file", "documents", "published", "map", "reliability", "voices", "outlet", "always"):
        stands = [number for number, line in enumerate(lines) if line.lstrip(" #-").startswith(key.lstrip("- ") + ":")]
        assert stands, key
        assert any("#" in lines[number] or lines[number - 1].lstrip().startswith("#") for number in stands), key


def test_every_kind_of_source_a_config_accepts_has_a_reader():
    assert tuple(READERS) == KINDS


def test_paths_start_from_the_folder_of_the_config_wherever_one_stands(tmp_path, monkeypatch):
    (tmp_path / "desk" / "reports").mkdir(parents=True)
    config = tmp_path / "desk" / "config.yaml"
    config.write_text("stories: [{id: floods, title: Floods, sources: [{folder: reports}]}]")
    monkeypatch.chdir(tmp_path)
    assert read_config(Path("desk/config.yaml")).base == Path("desk")
    monkeypatch.chdir(tmp_path / "desk")
    assert read_config(Path("config.yaml")).stories[0].sources[0].path == "reports"


def test_a_comment_or_a_moved_line_does_not_change_what_a_story_is(tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text("stories: [{id: floods, title: Floods, sources: []}]")
    before = read_config(config)
    config.write_text("# a comment\n\nstories: [{id: floods, title: Floods, sources: []}]")
    assert repr(read_config(config)) == repr(before)


def test_hostile_values_are_refused_or_taken_as_text_and_never_raise_anything_else(tmp_path):
    values = ["null", "''", "0", "1.5", ".nan", "[]", "{}", "[[[]]]", "2024-13-45", "10:30:45", "{a: {b: c}}", "../../../../etc/passwd", "/dev/zero", "'*'", '"a\\0b"',
              "a" * 5000, "http://127.0.0.1:22/", "'{{7*7}}'", "'%s%n%x'", '"\\u202egpj.exe"', '"\\ud800"', "~/.ssh/id", "'| cat x'"]
    keys = ("id", "title", "sources", "documents", "map", "reliability", "voices")
    config = tmp_path / "config.yaml"
    taken = 0
    for key in keys:
        for value in values:
            config.write_text("stories:\n  - " + "\n    ".join(f"{name}: {value}" if name == key else f"{name}: {usual}" for name, usual in (
                ("id", "floods"), ("title", "Floods"), ("sources", "[]"), ("documents", "{}"), ("map", "{}"), ("reliability", "{}"), ("voices", "[]"))))
            try:
                read_config(config)
                taken += 1
            except ConfigError as error:
                assert str(error).startswith("config.yaml:") and str(error).isprintable() | ("\n" in str(error)), error
    assert taken < len(keys) * len(values) / 2
