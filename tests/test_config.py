"""config.yaml: understood as it is written, or refused with every mistake and its line."""

import json
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import jsonschema
import pytest
import yaml

from briefing import yamlfile
from briefing.config import KINDS, ConfigError, read_config
from briefing.config.fetch import Fetch
from briefing.config.schema import schema, to_json
from briefing.model import When
from briefing.sources import READERS

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "cases" / "config").glob("*.yaml"))
SLIPS = [
    (path.stem, number, case, slip)
    for path in sorted((Path(__file__).parent / "cases" / "config" / "slips").glob("*.yaml"))
    for case in [yamlfile.read_trusted(path)]
    for number, slip in enumerate(case["slips"], 1)
]


def write_case(case, folder: Path) -> Path:
    for name in case.get("folders", ()):
        (folder / name).mkdir(exist_ok=True)
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
    found = read_config(config)
    (story,) = found.stories
    expected = case["story"]
    assert (asdict(found.fetch), found.archive) == (
        {**asdict(Fetch()), **_tuples(case.get("fetch", {}))},
        case.get("archive", "archive"),
    )
    assert (story.id, story.title) == (expected["id"], expected["title"])
    told = [
        [source.kind, source.path, source.outlet, list(source.only), source.newest]
        for source in story.sources
    ]
    assert told == [[*source, *[[], None][len(source) - 3 :]] for source in expected["sources"]]
    assert [
        [facts.document, facts.published and facts.published.value, facts.outlet] for facts in story.documents
    ] == expected["documents"]
    assert all(facts.why for facts in story.documents)
    assert list(story.map_places) == expected["map_places"] and list(story.voices) == expected["voices"]
    assert {outlet: rating.rating for outlet, rating in story.reliability.items()} == expected["reliability"]


def _tuples(values: dict) -> dict:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


@pytest.mark.parametrize(
    ("name", "number", "case", "slip"),
    SLIPS,
    ids=lambda value: str(value) if isinstance(value, str | int) else "",
)
def test_one_slip_in_a_good_config_is_told_with_its_line_and_what_to_write(
    name, number, case, slip, tmp_path
):
    right = slip.get("instead of", case["config"])
    assert right in case["config"]
    config = write_case({**case, "config": case["config"].replace(right, slip["put"], 1)}, tmp_path)
    with pytest.raises(ConfigError) as caught:
        read_config(config)
    assert str(caught.value).splitlines() == slip["problems"]


@pytest.mark.parametrize("name", sorted({name for name, *_ in SLIPS}))
def test_the_config_that_slips_are_made_in_is_good(name, tmp_path):
    case = next(case for other, _, case, _ in SLIPS if other == name)
    assert read_config(write_case(case, tmp_path)).stories[0].notes == ()


def test_very_many_mistakes_are_told_in_fifty_lines(tmp_path):
    for text in (
        "stories:\n" + "  - id: A B\n    titel: x\n" * 300,
        "stories:\n" + "  - &a b\n" * 300,
        "a: \x07\n" * 300,
    ):
        (tmp_path / "config.yaml").write_text(text)
        with pytest.raises(ConfigError) as caught:
            read_config(tmp_path / "config.yaml")
        told = str(caught.value).splitlines()
        assert len(told) == 50 and told[-1].startswith("config.yaml: and ") and " more like these" in told[-1]


def test_a_config_that_is_missing_or_a_folder_is_told_with_what_to_do(tmp_path):
    for path, words in (
        (tmp_path / "config.yaml", "config.yaml: there is no such file; make one .* --config"),
        (tmp_path, "it is a folder; name the file in it"),
    ):
        with pytest.raises(ConfigError, match=words):
            read_config(path)


def test_a_comment_that_may_be_part_of_a_text_is_noted_and_an_ordinary_one_is_not(tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text(
        "stories:\n  - id: floods   # its name\n    title: Flood #3   # by hand\n    sources:\n      - folder: .  #\n        outlet: 'Paper #1'\n"
    )
    (story,) = read_config(config).stories
    assert story.title == "Flood"
    assert [(note.where, note.found) for note in story.notes] == [
        ("config.yaml:3", "title ends before '#3   # by hand', which is read as a comment")
    ]


def test_the_config_of_the_project_is_understood():
    config = read_config(ROOT / "config.yaml")
    (story,) = config.stories
    assert [(source.kind, source.path) for source in story.sources] == [("folder", "seeds")]
    assert story.map_places == ("Kursk", "Vladivostok", "Donetsk", "Brussels")
    set_by_hand = {facts.document: facts.published for facts in story.documents}
    assert {document: (published.value, published.basis) for document, published in set_by_hand.items()} == {
        "003": ("2024-10-29", "set"),
        "004": ("2024-10-22", "set"),
    }
    assert all(isinstance(published, When) and published.why for published in set_by_hand.values())
    with pytest.raises(FrozenInstanceError):
        story.title = "other"


def test_every_key_of_the_project_config_is_explained_beside_or_above_it():
    lines = (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()
    for key in (
        "fetch",
        "every",
        "contact",
        "allow",
        "archive",
        "stories",
        "id",
        "title",
        "sources",
        "- folder",
        "- file",
        "- page",
        "- feed",
        "- list",
        "only",
        "newest",
        "documents",
        "published",
        "map",
        "reliability",
        "voices",
        "outlet",
        "always",
    ):
        stands = [
            number
            for number, line in enumerate(lines)
            if line.lstrip(" #-").startswith(key.lstrip("- ") + ":")
        ]
        assert stands, key
        assert any("#" in lines[number] or lines[number - 1].lstrip().startswith("#") for number in stands), (
            key
        )


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
    config.write_text("stories: [{id: floods, title: Floods, sources: [{folder: .}]}]")
    before = read_config(config)
    config.write_text("# a comment\n\nstories: [{id: floods, title: Floods, sources: [{folder: .}]}]")
    assert repr(read_config(config)) == repr(before)


def test_hostile_values_are_refused_or_taken_as_text_and_never_raise_anything_else(tmp_path):
    values = [
        "null",
        "''",
        "0",
        "1.5",
        ".nan",
        "[]",
        "{}",
        "[[[]]]",
        "2024-13-45",
        "10:30:45",
        "{a: {b: c}}",
        "../../../../etc/passwd",
        "/dev/zero",
        "'*'",
        '"a\\0b"',
        "a" * 5000,
        "http://127.0.0.1:22/",
        "'{{7*7}}'",
        "'%s%n%x'",
        '"\\u202egpj.exe"',
        '"\\ud800"',
        "~/.ssh/id",
        "'| cat x'",
    ]
    keys = ("id", "title", "sources", "documents", "map", "reliability", "voices")
    config = tmp_path / "config.yaml"
    taken = 0
    for key in keys:
        for value in values:
            config.write_text(
                "stories:\n  - "
                + "\n    ".join(
                    f"{name}: {value}" if name == key else f"{name}: {usual}"
                    for name, usual in (
                        ("id", "floods"),
                        ("title", "Floods"),
                        ("sources", "[{folder: .}]"),
                        ("documents", "{}"),
                        ("map", "{}"),
                        ("reliability", "{}"),
                        ("voices", "[]"),
                    )
                )
            )
            try:
                read_config(config)
                taken += 1
            except ConfigError as error:
                assert str(error).startswith("config.yaml:") and str(error).isprintable() | (
                    "\n" in str(error)
                ), error
    assert taken < len(keys) * len(values) / 2


def test_the_schema_for_editors_is_the_one_that_the_checks_give_and_fits_every_config_that_they_take():
    assert (ROOT / "config.schema.json").read_text(encoding="utf-8") == to_json(), (
        "run: python -m briefing.config.schema > config.schema.json"
    )
    validator = jsonschema.Draft7Validator(schema())
    good = [yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))]
    good += [yaml.safe_load(case["config"]) for case in map(yamlfile.read_trusted, CASES) if "story" in case]
    for config in good:
        plain = json.loads(json.dumps(config, default=str))
        assert [error.message for error in validator.iter_errors(plain)] == []
    for bad in (
        {},
        {"stories": [{"id": "a", "title": "A", "sources": [{"folder": "a", "file": "b"}]}]},
        {"stories": [], "storys": []},
        {"stories": [{"id": "a", "title": "A", "sources": [{"feed": "https://a.example/", "newst": 5}]}]},
        {"stories": [{"id": "a", "sources": []}]},
    ):
        assert list(validator.iter_errors(bad)), bad
    assert (
        (ROOT / "config.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=config.schema.json\n")
    )
