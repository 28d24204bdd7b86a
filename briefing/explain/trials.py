"""For a place of a report: every rule that looked at its sentence, and the line of code where each gave up.

The rules of extract/claims are functions that return nothing as soon as a test fails. A trace function sees
which of them are called with a word of the sentence, what they return, and the last line they reached: that
line is the test that failed.
"""

import linecache
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.extract import extract_all
from briefing.model import Claim, Document, Extraction

RULES = Path(__file__).parents[1] / "extract" / "claims"
INSIDE = str(RULES) + os.sep
DEEPEST = 3  # calls inside calls that are told
SEARCHES = ("find_", "_resolve")  # functions that look at all of a passage: their parts are told, not they


@dataclass
class Trial:
    """One call of a rule on a word of the sentence."""

    rule: str  # "speech._speech"
    word: str
    depth: int
    line: int = 0
    before: int = 0  # the line before it: of a bare "return", the test that led there
    answer: Any = None
    inner: list["Trial"] = field(default_factory=list)


def trials_at(document: Document, at: int) -> Iterator[str]:
    """Lines that say what was found at a character and which rules were tried; ValueError where it has none."""
    if not 0 <= at < len(document.text):
        raise ValueError(f"{document.id} has characters 0 to {len(document.text) - 1}; {at} is none of them")
    start, end = _paragraph(document.text, at)
    yield f"{document.id}:{start}-{end}: {_one_line(document.text[start:end])}"
    trials, extraction = _watched(document, at)
    claims = [claim for claim in extraction.claims if claim.sentence.start <= at < claim.sentence.end]
    for claim in claims:
        yield from _told(claim)
    if not claims:
        kind = next(
            (block.kind for block in extraction.blocks if block.span.start <= at < block.span.end), None
        )
        yield f"no claim here; this line of the report is read as: {kind or 'nothing'}"
    yield "rules tried, in order:" if trials else "no rule looked at this sentence"
    for trial in trials:
        yield from _steps(trial)


def _paragraph(text: str, at: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def _told(claim: Claim) -> Iterator[str]:
    speaker = f"“{_one_line(claim.speaker.quote)}”" if claim.speaker else "nobody named"
    cue = f", cue “{_one_line(claim.cue.quote)}”" if claim.cue else ""
    yield f"claim {claim.id} by rule “{claim.rule}”: {claim.stance}, {speaker}{cue}: “{_one_line(claim.words)}”"
    if claim.inferred:
        yield f"    speaker: {claim.inferred}"


def _watched(document: Document, at: int) -> tuple[list[Trial], Extraction]:
    """The outermost trials on words of the sentence at `at`, and the extraction, both of one run."""
    watch = _Watch(at)
    before = sys.gettrace()
    sys.settrace(watch.called)
    try:
        (extraction,) = extract_all([document])
    finally:
        sys.settrace(before)
    return watch.trials, extraction


class _Watch:
    """A trace function that keeps the calls of rules whose arguments hold a word of the sentence."""

    def __init__(self, at: int):
        self.at = at
        self.trials: list[Trial] = []
        self.open: list[Trial] = []
        self.seen: set[Any] = set()  # frames: a generator is called anew for each thing it yields

    def called(self, frame: Any, event: str, argument: Any) -> Callable | None:
        name = frame.f_code.co_name
        if (
            not frame.f_code.co_filename.startswith(INSIDE)
            or frame in self.seen
            or name.startswith(("<", *SEARCHES))
            or len(self.open) >= DEEPEST
        ):
            return None
        arguments = [
            frame.f_locals.get(name) for name in frame.f_code.co_varnames[: frame.f_code.co_argcount]
        ]
        word = self._word(arguments)
        if word is None:
            return None
        self.seen.add(frame)
        trial = Trial(f"{Path(frame.f_code.co_filename).stem}.{name}", word, len(self.open))
        (self.open[-1].inner if self.open else self.trials).append(trial)
        self.open.append(trial)

        def stepped(frame: Any, event: str, argument: Any) -> Callable:
            if frame.f_lineno != trial.line:
                trial.before, trial.line = trial.line, frame.f_lineno
            if event == "return":
                trial.answer = trial.answer if argument is None else argument  # a generator ends on None
                if trial in self.open:
                    del self.open[self.open.index(trial) :]
            return stepped

        return stepped

    def _word(self, arguments: list[Any]) -> str | None:
        """The word of the sentence that a rule was asked about; None where its arguments hold none."""
        view = next((one for one in arguments if hasattr(one, "passage") and hasattr(one, "sentence")), None)
        if view is None or not view.tokens or not self._here(view, arguments):
            return None
        token = next((one for one in arguments if hasattr(one, "lower_") and hasattr(one, "i")), None)
        if token is not None:
            return token.text
        found = next((one for one in arguments if hasattr(one, "cue") and hasattr(one, "content")), None)
        return view.text(found.cue) if found is not None and found.cue else None

    def _here(self, view: Any, arguments: list[Any]) -> bool:
        places = [one.i for one in arguments if hasattr(one, "lower_") and hasattr(one, "i")]
        places += [
            one.cue[0] for one in arguments if getattr(one, "cue", None) and isinstance(one.cue, tuple)
        ]
        return any(self._start(view, place) <= self.at <= self._end(view, place) for place in places[:1])

    @staticmethod
    def _start(view: Any, token: int) -> int:
        return view.passage.at(view.tokens[view.start_of[token]].idx)

    @staticmethod
    def _end(view: Any, token: int) -> int:
        return view.passage.at(view.tokens[view.end_of[token]].idx)


def _steps(trial: Trial) -> Iterator[str]:
    if isinstance(trial.answer, bool):
        return  # a test inside a rule; the line on which the rule gives up shows it
    said = f"nothing; {_test(trial)}" if _nothing(trial.answer) else _answer(trial.answer)
    yield "    " * (trial.depth + 1) + f"{trial.rule} on “{_one_line(trial.word)}”: {said}"
    for inner in trial.inner:
        yield from _steps(inner)


def _test(trial: Trial) -> str:
    """The line of code on which a rule gave up; of a bare "return" the test before it."""
    path = str(RULES / f"{trial.rule.partition('.')[0]}.py")
    code = linecache.getline(path, trial.line).strip()
    bare = code.partition("#")[0].strip() in ("return", "return None", "return False", "continue")
    line = trial.before if bare and trial.before else trial.line
    return f"line {line}: {_one_line(linecache.getline(path, line))}"


def _nothing(answer: Any) -> bool:
    """None, empty collections, and pairs whose first part is nothing."""
    return answer is None or isinstance(answer, (tuple, list)) and not (answer and answer[0])


def _answer(answer: Any) -> str:
    rule = getattr(answer, "rule", None)
    return f"found by rule “{rule}”" if isinstance(rule, str) else _one_line(str(answer))


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else words[:159] + "…"
