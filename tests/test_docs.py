"""The documents a reader is sent to: links lead somewhere, every key and command is told, examples are accepted."""

import json
import re

import pytest
from gold import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def links():
    return [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8"))
        if "://" not in target
    ]


@pytest.mark.parametrize(("page", "target"), links(), ids=lambda value: getattr(value, "name", value))
def test_a_link_leads_to_a_file(page, target):
    assert (page.parent / target).is_file()


def keys(schema, parent=""):
    """The keys of the config as docs/configuration.md writes them: the key itself below its group's name."""
    for name, value in schema.get("properties", {}).items():
        yield f"{parent}.{name}" if parent else name
        inner = value.get("items", value)
        yield from keys(inner, name)
        for other in (*inner.get("anyOf", ()), *inner.get("oneOf", ())):
            yield from keys(other, name)
        if isinstance(value.get("additionalProperties"), dict):
            yield from keys(value["additionalProperties"], name)


def test_every_key_of_the_config_is_explained():
    told = set(
        re.findall(
            r"^\| `([\w.]+)` \|", (ROOT / "docs" / "configuration.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert told == set(keys(json.loads((ROOT / "config.schema.json").read_text("utf-8"))))


def test_every_command_is_told(capsys):
    from briefing.__main__ import main

    with pytest.raises(SystemExit):
        main(["--help"])
    (commands,) = set(re.findall(r"\{([\w,]+)\}", capsys.readouterr().out))
    told = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert [name for name in commands.split(",") if f"python -m briefing {name}" not in told] == []
