"""build(config): the walk as one function, one line a station."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from briefing.config import Config, Story
from briefing.model import Document, Extraction, Issue
from briefing.sources import read_documents
from briefing.sources.kept import Kept
from briefing.summary import SummaryError, digest, read_inputs, read_stored, read_summary, write_summary
from briefing.yamlfile import shown

ROOT = Path(__file__).parent
RULES = ("*.py", "*.yaml", "*.gz", "*.tsv")
Progress = Callable[[int, int, str], None]
Outcome = Path | SummaryError | None


def build(
    config: Config, folder: Path, progress: Progress | None = None, again: bool = False
) -> Iterator[tuple[Story, Outcome, tuple[Issue, ...]]]:
    """Builds into folder every story whose sources, config or rules changed, or whose files were damaged.

    Yields (story, outcome, issues). The outcome is the path written, None where nothing changed, or why the last
    briefing is kept; the next story is built all the same.
    """
    rules = _rules()
    for story in config.stories:
        kept = Kept(config.kept(story), again)
        documents, issues = read_documents(story, config.base, kept)
        issues += tuple(
            Issue(name, "its text came out otherwise than when it was first read", "look at what changed")
            for name in kept.changed
        )
        issues = story.notes + issues
        inputs = _fingerprint(story, documents, issues, rules)
        stands, damage = _look(folder, story, documents, inputs)
        if stands and not again:
            yield story, None, issues
            continue
        try:
            keep_last(story, documents, folder)
            read = partial(_extract, config.kept(story) / "extractions", rules, again, progress)
            outcome, issues = _build(story, documents, issues, inputs, folder, read)
        except SummaryError as error:
            outcome = error
        yield story, outcome, issues + damage


def _look(folder: Path, story: Story, documents, inputs: str) -> tuple[bool, tuple[Issue, ...]]:
    """Whether a summary of these inputs stands there with all texts, and what was damaged since."""
    try:
        stands = read_inputs(folder / f"{story.id}.yaml") == inputs
        for document in documents if stands else ():
            read_stored(folder, story.id, document.id, digest(document.text.encode()))
        return stands, ()
    except SummaryError as error:
        where, _, found = str(error).partition(": ")
        return False, (Issue(where, found, "built again"),)


def keep_last(story: Story, documents: tuple[Document, ...], folder: Path) -> None:
    """SummaryError where a story that had reports has none any more: an empty briefing never replaces a good one."""
    if not documents and (previous := _previous(folder / f"{story.id}.yaml")) and previous.documents:
        places = ", ".join(shown(source.path) for source in story.sources)
        raise SummaryError(f"{story.id}: no report found in {places}; the last briefing is kept")


def _extract(
    kept: Path, rules: str, again: bool, progress: Progress | None, documents: tuple[Document, ...]
) -> list[Extraction]:
    """An extraction a document; those of documents that the last build read with the same rules are kept."""
    from briefing.extractions import KeptExtractions

    extractions = []
    for extraction in KeptExtractions(kept, rules).extract(documents, again):
        extractions.append(extraction)
        if progress:
            progress(len(extractions), len(documents), extraction.document.path)
    return extractions


def _build(story: Story, documents, issues, inputs, folder, read) -> tuple[Path, tuple[Issue, ...]]:
    # Imported here, so that an unchanged rebuild never loads a language model.
    from briefing.compare import compare
    from briefing.extract import name_speakers, rename
    from briefing.extract.actors import merge_actors
    from briefing.extract.actors.by_name import actor_by_name, place_by_name, unknown_names
    from briefing.summary.assemble import summarise

    extractions = read(documents)
    actors, merged = merge_actors(extractions)
    extractions = name_speakers((rename(extraction, merged) for extraction in extractions), actors)
    reliability = {outlet: rating.rating for outlet, rating in story.reliability.items()}
    issues += tuple(unknown_names(story, (extraction.document for extraction in extractions), extractions))
    previous = _previous(folder / f"{story.id}.yaml")
    comparison = compare(extractions, actors, reliability, previous)
    since = previous and (previous.as_of or "unknown")
    if previous and previous.inputs == inputs:  # built again from the same: what had changed then still has
        comparison, since = replace(comparison, changes=previous.changes), previous.since
    summary = summarise(
        story.id,
        story.title,
        extractions,
        actors,
        comparison,
        issues=issues,
        inputs=inputs,
        reliability=reliability,
        since=since,
        always={name: place for name in story.map_places if (place := place_by_name(name, extractions))},
        voices=tuple(actor for name in story.voices if (actor := actor_by_name(name, extractions))),
    )
    return write_summary(folder, summary, tuple(extraction.document for extraction in extractions)), issues


def _previous(path: Path):
    try:
        return read_summary(path)
    except SummaryError:
        return None


def _rules() -> str:
    """Fingerprint of the project's own code, words and data: a new rule rebuilds, a new file time does not."""
    digest = hashlib.sha256()
    for path in sorted(
        (path for pattern in RULES for path in ROOT.rglob(pattern) if "dashboard" not in path.parts),
        key=lambda path: path.relative_to(ROOT).as_posix(),
    ):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _fingerprint(story: Story, documents: tuple[Document, ...], issues: tuple[Issue, ...], rules: str) -> str:
    digest = hashlib.sha256(rules.encode())
    for part in (
        repr(story),
        *(f"{document!r}" for document in documents),
        *(f"{issue!r}" for issue in issues),
    ):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
