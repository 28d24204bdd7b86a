"""The command line: python -m briefing build | fetch | watch | check | documents | explain | export | extract."""

import argparse
import json
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from briefing.config import ACCEPTED, Config, ConfigError, Story, read_config
from briefing.isodate import no_date
from briefing.model import dated_ahead

BUILT, FAILED, WRONG, STOPPED = 0, 1, 2, 130
MOST = 50  # lines of issues that a story prints


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; 0 done, 1 where a story could not be built or a file not be read or written, 2 where the config or the call is wrong."""
    try:
        code = run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return STOPPED
    except OSError as error:  # the disk, or whoever reads what this prints
        _give_up_output()
        if not isinstance(error, BrokenPipeError):
            from briefing.yamlfile import cause

            print(f"{printable(str(error.filename or 'output'))}: {cause(error)[0]}", file=sys.stderr)
        return FAILED


def _give_up_output() -> None:
    """Standard output leads nowhere from now on: what is left in its buffer is no second error at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def run(arguments: list[str] | None) -> int:
    """The command of these arguments."""
    for stream in (sys.stdout, sys.stderr):  # a title may hold any character; a terminal need not
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(
        prog="python -m briefing", description="Builds briefings: claims with their chain of attribution."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, about in (
        ("build", "build every story whose sources, config or rules changed"),
        ("fetch", "ask for the pages and feeds that are due, and keep what came"),
        ("watch", "fetch what becomes due and build what changes, until stopped"),
        ("documents", "one JSON line for everything that the sources gave"),
        ("check", "read config and sources and say what is wrong, without building"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("--config", type=Path, default=Path("config.yaml"), help="default: config.yaml")
        if name == "watch":
            command.add_argument(
                "--summaries", type=Path, help="folder to write to; default: summaries beside the config"
            )
            command.add_argument(
                "--no-build", action="store_true", help="only fetch: an open page builds by itself"
            )
        if name == "build":
            command.add_argument(
                "--summaries", type=Path, help="folder to write to; default: summaries beside the config"
            )
            command.add_argument("--again", action="store_true", help="build even if nothing changed")
            command.add_argument(
                "--progress",
                action="store_true",
                help="for programs: say how far it is as lines of JSON on standard output",
            )
        if name == "fetch":
            command.add_argument("--all", action="store_true", help="also what is not due yet")
    command = commands.add_parser(
        "export", help="one file to take along: the briefing as HTML or Markdown, its claims as CSV or JSON"
    )
    command.add_argument("--config", type=Path, default=Path("config.yaml"), help="default: config.yaml")
    command.add_argument(
        "--summaries", type=Path, help="folder to read from; default: summaries beside the config"
    )
    command.add_argument("--story", help="id of the story; default: the first in the config")
    command.add_argument(
        "--format", choices=("html", "md", "csv", "json"), default="html", help="default: html"
    )
    command.add_argument("--output", type=Path, help="file to write; default: standard output")
    command = commands.add_parser(
        "extract", help="one JSON line a document: every claim, mention, figure, date and place with its span"
    )
    command.add_argument("files", nargs="*", metavar="FILE", help="text files; - or none: standard input")
    command.add_argument("--published", metavar="DATE", help="publication date of the documents (ISO 8601)")
    command.add_argument("--outlet", metavar="NAME", help="who published them")
    command.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines {"id", "text", "published", "outlet"} from standard input',
    )
    command = commands.add_parser(
        "explain",
        help="why something is there, or why nothing is: by the id of a claim, pin, tile, actor or finding, or a place of a report",
    )
    command.add_argument(
        "what", metavar="ID", help="an id of the summary or, with --at, a report's number or file"
    )
    command.add_argument(
        "--at",
        type=int,
        metavar="N",
        help="a character of the report: what is found there, and which rules were tried",
    )
    command.add_argument("--config", type=Path, default=Path("config.yaml"), help="default: config.yaml")
    command.add_argument(
        "--summaries", type=Path, help="folder to read from; default: summaries beside the config"
    )
    command.add_argument("--story", help="id of the story; default: the first in the config")
    options = parser.parse_args(arguments)
    if options.command == "extract":
        if options.published is not None and (fault := no_date(options.published)):
            print(printable(f"--published is {fault}; {ACCEPTED['published']}"), file=sys.stderr)
            return WRONG
        from briefing.jsonlines import extract_lines

        return extract_lines(options.files, options.published, options.outlet, options.jsonl)
    if options.command == "watch":
        from threading import Event

        from briefing.watch import watch

        watch(options.config, options.summaries, not options.no_build, Event())
        return BUILT
    try:
        config = read_config(options.config)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return WRONG
    folder = getattr(options, "summaries", None) or config.base / "summaries"
    match options.command:
        case "check":
            return check(config, date.today().isoformat())
        case "fetch":
            from briefing.fetch.command import run_fetch

            return BUILT if run_fetch(config, options.all) else FAILED
        case "documents":
            from briefing.documents import document_lines

            for line in document_lines(config):
                print(line)
            return BUILT
        case "export":
            return export(config, folder, options.story, options.format, options.output)
        case "explain":
            return explain(config, folder, options.story, options.what, options.at)
        case _:
            return run_build(config, folder, options.again, options.progress, date.today().isoformat())


def run_build(config: Config, folder: Path, again: bool, lines: bool, today: str) -> int:
    """Builds and says in one line a story what became of it, as JSON where a program asks; 1 where one was not built."""
    from briefing.pipeline import build

    progress = _tell if lines else _progress if sys.stderr.isatty() else None
    code = BUILT
    for story, outcome, issues in build(config, folder, progress, again):
        _say(
            (
                *issues,
                *filter(
                    None, (dated_ahead(facts.where, facts.published, today) for facts in story.documents)
                ),
            )
        )
        if isinstance(outcome, Exception):
            code = FAILED
            print(printable(str(outcome)), file=sys.stderr)
        elif lines:
            print(json.dumps({"story": story.id, "written": outcome is not None}), flush=True)
        else:
            print(f"{story.id}: " + (f"written to {outcome}" if outcome else "nothing changed"))
    return code


def check(config: Config, today: str) -> int:
    """Says what would be read, every issue on the way, and how asking the web goes; needs no language model."""
    from briefing.archive import Archive
    from briefing.extract import lay_out
    from briefing.extract.actors.by_name import unknown_names
    from briefing.sources import read_documents
    from briefing.sources.health import health_lines
    from briefing.sources.kept import Kept

    for story in config.stories:
        documents, issues = read_documents(story, config.base, Kept(config.kept(story)))
        set_at = {facts.document: facts.where for facts in story.documents}
        laid_out = [lay_out(document)[0] for document in documents]
        ahead = (
            dated_ahead(set_at.get(document.id, document.path), document.published, today)
            for document in laid_out
        )
        issues = (*story.notes, *issues, *unknown_names(story, laid_out), *filter(None, ahead))
        _say(issues)
        for line in health_lines(story, config.base, Archive(config.kept(story))):
            print(printable(line))
        print(f"{story.id}: {len(documents)} documents, {len(issues)} issues")
    return BUILT


def _chosen(config: Config, name: str | None) -> Story | None:
    """The story of that id, without one the first; None, told on standard error, where there is none."""
    chosen = next((story for story in config.stories if name in (None, story.id)), None)
    if chosen is None:
        ids = ", ".join(story.id for story in config.stories) or "(none in the config)"
        print(f"no story {printable(name or '')}; choose one of {ids}", file=sys.stderr)
    return chosen


def explain(config: Config, folder: Path, name: str | None, what: str, at: int | None) -> int:
    """Says why something is in a summary, or what was tried at a place of a report; 2 where it is not there."""
    from briefing.summary import SummaryError, read_summary

    story = _chosen(config, name)
    if story is None:
        return WRONG
    try:
        if at is not None:
            from briefing.explain import trials_at
            from briefing.sources import read_documents
            from briefing.sources.kept import Kept

            documents, _ = read_documents(story, config.base, Kept(config.kept(story)))
            document = next((one for one in documents if what in (one.id, one.path)), None)
            if document is None:
                raise ValueError(
                    f"no report {what}; choose one of {', '.join(one.id for one in documents) or '(none was read)'}"
                )
            lines = trials_at(document, at)
        else:
            from briefing.explain import grounds_of

            lines = grounds_of(read_summary(folder / f"{story.id}.yaml"), what)
        for line in lines:
            print(printable(line))
    except (SummaryError, ValueError) as error:
        print(printable(str(error)), file=sys.stderr)
        return WRONG
    return BUILT


def export(config: Config, folder: Path, name: str | None, form: str, output: Path | None) -> int:
    """Writes one story's briefing to take along; 2 where there is none, 1 where it cannot be written."""
    from briefing.dashboard.export import EXPORTS
    from briefing.summary import SummaryError, read_summary
    from briefing.yamlfile import not_written, write_file

    story = _chosen(config, name)
    if story is None:
        return WRONG
    try:
        data = EXPORTS[form](read_summary(folder / f"{story.id}.yaml"))
    except SummaryError as error:
        print(printable(str(error)), file=sys.stderr)
        return WRONG
    if not output:
        sys.stdout.buffer.write(data)
        return BUILT
    try:
        write_file(output, data)
    except OSError as error:
        print(printable(not_written(error, "export again")), file=sys.stderr)
        return FAILED
    return BUILT


def _say(issues) -> None:
    for issue in issues if len(issues) <= MOST else issues[: MOST - 1]:
        print(
            printable(f"{issue.where}: {issue.found}" + (f"; {issue.hint}" if issue.hint else "")),
            file=sys.stderr,
        )
    if len(issues) > MOST:
        print(f"… and {len(issues) - MOST + 1:,} more", file=sys.stderr)


def printable(text: str) -> str:
    """Text of a file or its name on one line, control characters made visible: nothing in it can drive a terminal."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def _tell(done: int, of: int, name: str) -> None:
    print(json.dumps({"done": done, "of": of}), flush=True)


def _progress(done: int, of: int, name: str) -> None:
    width = 24
    bar = "█" * (width * done // of) + "·" * (width - width * done // of)
    words = f"comparing {of:,} report{'s' * (of != 1)} …" if done == of else printable(name)[:48]
    print(f"\r{bar} {done}/{of} {words:<48}", end="\n" if done == of else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
