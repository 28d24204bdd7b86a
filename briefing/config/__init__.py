"""config.yaml → Config, or one ConfigError that lists every problem with its line."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from briefing.config.fetch import FETCH_KEYS, Fetch, read_fetch
from briefing.config.source import (
    ASKED,
    KINDS,
    LISTS,
    OTHER,
    PLAIN,
    READABLE,
    SOURCE_KEYS,
    Kind,
    Source,
    read_source,
)
from briefing.isodate import read_date
from briefing.model import Issue, When
from briefing.yamlfile import Node, YamlError, read_yaml, shown
from briefing.yamlfile.shape import Reading, list_of, named, read_text, whole

Grade = Literal["A", "B", "C", "D", "E", "F"]
GRADES: tuple[str, ...] = get_args(Grade)


__all__ = [
    "ACCEPTED",
    "ASKED",
    "GRADES",
    "KINDS",
    "LISTS",
    "OTHER",
    "PLAIN",
    "READABLE",
    "Config",
    "ConfigError",
    "Facts",
    "Fetch",
    "Grade",
    "Kind",
    "Rating",
    "Source",
    "Story",
    "read_config",
]


class ConfigError(YamlError):
    """A config.yaml that cannot be used: every problem in it, each with its line."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the editor knows of one document and its file does not state."""

    document: str  # id
    why: str
    published: When | None = None
    outlet: str | None = None
    where: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Rating:
    """How reliable the editor judges an outlet to be: A (completely) to E (not), F (cannot be judged)."""

    rating: Grade
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """One story to brief on."""

    id: str
    title: str
    sources: tuple[Source, ...] = ()
    documents: tuple[Facts, ...] = ()
    map_places: tuple[str, ...] = ()  # names of places the map always shows
    reliability: dict[str, Rating] = field(default_factory=dict)  # by outlet; one that is not here is an F
    voices: tuple[str, ...] = ()  # names a reader expects to hear from
    where: str = field(default="", repr=False)
    lines: dict[tuple[str, str], str] = field(
        default_factory=dict, repr=False
    )  # ("voices", name) → where it stands
    notes: tuple[Issue, ...] = field(
        default=(), repr=False
    )  # what can be used as it is and may be meant otherwise


@dataclass(frozen=True, slots=True)
class Config:
    """What to read and brief on."""

    stories: tuple[Story, ...]
    path: Path
    fetch: Fetch = Fetch()
    archive: str = "archive"  # folder of what was fetched, as the editor wrote it

    @property
    def stored(self) -> Path:
        """The folder of what was fetched."""
        return self.base / self.archive

    def kept(self, story: Story) -> Path:
        """The folder of what was fetched for a story, and of what was read of its pages and papers."""
        return self.stored / story.id

    def received(self, story: Story) -> Path:
        """The folder of the bytes that were fetched for a story: it changes when something new came."""
        return self.kept(story) / "received"

    @property
    def base(self) -> Path:
        """The folder that relative paths start from."""
        return self.path.parent


def read_config(path: Path) -> Config:
    """The configuration in this file; ConfigError lists every problem as `config.yaml:LINE: found; accepted`."""
    name = shown(path.name, 200)
    if not path.exists():
        raise ConfigError(
            [
                Issue(
                    name,
                    "there is no such file",
                    "make one as the README shows, or name another with --config",
                )
            ]
        )
    if path.is_dir():
        raise ConfigError(
            [Issue(name, "it is a folder", f"name the file in it with --config, such as {name}/config.yaml")]
        )
    try:
        root = read_yaml(path)
    except YamlError as error:
        raise ConfigError(error.problems) from None
    reading = Reading(name, path.parent, ACCEPTED)
    found = reading.group(root, "the file", FILE_KEYS, ("stories",))
    stories = whole(found.get("stories"))
    for number, story in enumerate(stories):
        if twin := next((other for other in stories[:number] if other.id == story.id), None):
            reading.report(
                _line(story),
                f"the id '{story.id}' again, after line {_line(twin)}",
                "give each story its own id",
            )
    reading.raise_problems(ConfigError)
    return Config(stories, path, found.get("fetch") or Fetch(), found.get("archive") or "archive")


def _line(story: Story) -> int:
    return int(story.where.rpartition(":")[2])


# ---------------------------------------------------------------- the keys, from the outside in

# What each key accepts, in words that end a message.
ACCEPTED = {
    "the file": "write 'stories:' and a list below it",
    "stories": "write a list of stories, each with id, title and sources",
    "id": "write words of small letters and digits joined by '-', such as river-floods, at most 60 characters",
    "title": "write one line of text",
    "fetch": "write 'every:', 'contact:' or 'allow:' below it",
    "every": "write a time such as 60 min or 2 h, at least 15 min and at most 7 days",
    "contact": "write an e-mail address, or the https:// address of a page about you",
    "allow": "write a list of HOST:PORT, such as [127.0.0.1:8000]",
    "archive": "write the path of a folder, absolute or starting from where this file is",
    "sources": "write a list, each item a 'folder: …', 'file: …', 'page: …', 'feed: …' or 'list: …'",
    "folder": "write the path of a folder, absolute or starting from where this file is",
    "file": "write the path of a report, such as reports/014.txt or statement.pdf, absolute or starting from where this file is",
    "page": "write the address of one article, such as https://example.org/a/1",
    "feed": "write the address of a feed (RSS, Atom, JSON Feed), such as https://example.org/rss",
    "list": "write the path of a .txt file with an address a line, of an .opml file, or of a .csv file with a column 'url'",
    "only": "write a list of words, such as [harbour, dock*]",
    "newest": "write a number from 1 to 1000",
    "outlet": "write the name of the outlet that published it",
    "documents": "write lines of 'ID: {published: …, outlet: …, why: …}', where ID is a document's",
    "published": "write year, month and day as 2024-10-28; also 2024, 2024-10, 2024-10-28T23:32 or a range 2024-10-08/2024-10-13",
    "why": "write in one line how you know",
    "map": "write 'always:' and a list of names of places",
    "always": "write a list of names of places",
    "reliability": "write lines of 'OUTLET: {rating: B, why: …}'",
    "rating": "choose one of " + ", ".join(GRADES),
    "voices": "write a list of names of countries, organisations or people",
}


def _read_story(node: Node, name: str, reading: Reading) -> Story | None:
    if (
        isinstance(node.value, dict)
        and set(node.value) & set(KINDS)
        and not set(node.value) & {"id", "title"}
    ):
        return reading.report(
            node.line, "a source in the place of a story", "indent it deeper than 'sources:'"
        )
    noted = len(reading.notes)
    found = reading.group(node, "a story", STORY_KEYS, ("id", "title", "sources"), ACCEPTED["stories"])
    if not found.get("id"):
        return None
    return Story(
        id=found["id"],
        title=found.get("title") or "",
        sources=whole(found.get("sources")),
        documents=whole(found.get("documents", {}).values()),
        map_places=whole(found.get("map")),
        reliability={outlet: rating for outlet, rating in found.get("reliability", {}).items() if rating},
        voices=whole(found.get("voices")),
        where=reading.where(node),
        lines=_lines_of_names(node, reading),
        notes=tuple(reading.notes[noted:]),
    )


def _lines_of_names(node: Node, reading: Reading) -> dict[tuple[str, str], str]:
    """Where each name stands that only the reports can tell to be right."""
    found = {}
    for key, path in (
        ("voices", ("voices",)),
        ("always", ("map", "always")),
        ("reliability", ("reliability",)),
    ):
        names = node.at(path).value
        if isinstance(names, dict):
            found |= {(key, name): reading.where(item) for name, item in names.items()}
        elif isinstance(names, tuple):
            found |= {
                (key, item.value.strip()): reading.where(item)
                for item in names
                if isinstance(item.value, str)
            }
    return found


def _read_folder(node: Node, name: str, reading: Reading) -> str | None:
    text = read_text(node, name, reading)
    if text and ("://" in text or (reading.base / text).is_file()):
        return reading.report(node.line, f"{name} is '{shown(text)}'", ACCEPTED[name])
    return text


def _read_facts(node: Node, name: str, reading: Reading) -> Facts | None:
    found = reading.group(node, f"'{shown(name)}'", FACTS_KEYS, ("why",), ACCEPTED["documents"])
    if not found.get("why"):
        return None
    published = When(found["published"], "set", why=found["why"]) if found.get("published") else None
    return Facts(name, found["why"], published, found.get("outlet"), reading.where(node))


def _read_rating(node: Node, name: str, reading: Reading) -> Rating | None:
    found = reading.group(node, f"'{shown(name)}'", RATING_KEYS, ("rating", "why"), ACCEPTED["reliability"])
    return Rating(found["rating"], found["why"]) if found.get("rating") and found.get("why") else None


def _read_map(node: Node, name: str, reading: Reading) -> tuple[str, ...]:
    if node.value is None:
        return ()
    return reading.group(node, "map", MAP_KEYS, ()).get("always", ())


def _read_id(node: Node, name: str, reading: Reading) -> str | None:
    text = read_text(node, name, reading)
    if text and not (re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) and len(text) <= 60):
        return reading.report(node.line, f"{name} is '{shown(text)}'", ACCEPTED[name])
    return text


def _read_grade(node: Node, name: str, reading: Reading) -> str | None:
    text = read_text(node, name, reading)
    if text and text not in GRADES:
        return reading.report(node.line, f"{name} is '{shown(text)}'", ACCEPTED[name])
    return text


# Every key and what reads it; the schema for editors is made from these (schema.py).
MAP_KEYS = {"always": list_of(read_text)}
FACTS_KEYS = {"published": read_date, "outlet": read_text, "why": read_text}
RATING_KEYS = {"rating": _read_grade, "why": read_text}
STORY_KEYS = {
    "id": _read_id,
    "title": read_text,
    "sources": list_of(read_source, least=1),
    "documents": named(_read_facts),
    "map": _read_map,
    "reliability": named(_read_rating),
    "voices": list_of(read_text),
}
FILE_KEYS = {"stories": list_of(_read_story, least=1), "fetch": read_fetch, "archive": _read_folder}
# Readers of groups, with their keys and those that must be there.
GROUPS = {
    _read_map: (MAP_KEYS, ()),
    _read_facts: (FACTS_KEYS, ("why",)),
    _read_rating: (RATING_KEYS, ("rating", "why")),
    _read_story: (STORY_KEYS, ("id", "title", "sources")),
    read_source: (SOURCE_KEYS, ()),
    read_fetch: (FETCH_KEYS, ()),
}
