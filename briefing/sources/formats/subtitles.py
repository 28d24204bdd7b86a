"""Subtitles (.vtt, .srt) → what was said, one paragraph a speaker, without times and marks."""

import re

from briefing.sources.formats.report import Report, Unread

TIMES = re.compile(r"(?:\d+:)?\d\d?:\d\d[.,]\d{3}\s*-->\s*(?:\d+:)?\d\d?:\d\d[.,]\d{3}.*")
VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,80})>")
MARKS = re.compile(r"</?(?:[ibuvc]|font|ruby|rt|lang)(?:[\s.][^>]*)?>|\{\\[^}]*\}")
NAMED = re.compile(r"(?:[-–>]\s*)?((?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+\s?){1,4}):\s+")
ENDS = re.compile(r"[.!?…][”\"’')\]]*$")


def is_subtitles(text: str) -> bool:
    """Whether a text is WebVTT or SubRip."""
    head = text.lstrip("\ufeff \r\n")[:2000]
    return head.startswith("WEBVTT") or bool(
        re.match(r"\d+\s*\r?\n(?:\d+:)?\d\d:\d\d", head) and TIMES.search(head)
    )


def read_subtitles(text: str) -> Report | Unread:
    """The report of a subtitle file: "ANITA FLOWERS: …" where the speaker changes."""
    paragraphs: list[str] = []
    speaker = None
    for cue in _cues(text):
        said = VOICE.search(cue)
        words = " ".join(MARKS.sub("", VOICE.sub("", cue)).split())
        named = NAMED.match(words)
        now = said[1].strip() if said else named[1].strip() if named else None
        words = words[named.end() :] if named and not said else words
        if not words:
            continue
        if now and now != speaker:
            paragraphs.append(f"{now}: {words}")
            speaker = now
        elif paragraphs:
            paragraphs[-1] += f" {words}"
        else:
            paragraphs.append(words)
    if not paragraphs:
        return Unread("the subtitles hold no words", "take the file away")
    return Report("\n\n".join(paragraphs) + "\n", "subtitles")


def _cues(text: str):
    """The words of each cue, without its number and times; comments and styles of WebVTT are left out."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")):
        lines = block.strip("\n").split("\n")
        at = next((number for number, line in enumerate(lines[:2]) if TIMES.fullmatch(line.strip())), None)
        if at is not None:
            yield " ".join(lines[at + 1 :])
