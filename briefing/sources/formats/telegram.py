"""An export of Telegram Desktop (result.json) → one report a message; of one that was forwarded, the first channel is told too."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from briefing.sources.formats.report import Report, Unread

FEW = 12  # words; a shorter message is no report


def is_telegram(value: Any) -> bool:
    """Whether a JSON value is an exported chat."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("messages"), list)
        and "type" in value
        and "name" in value
    )


def read_telegram(value: dict) -> Iterator[Report | Unread]:
    """The reports of an exported chat, oldest first as they stand."""
    for message in value["messages"]:
        if not isinstance(message, dict) or message.get("type") != "message":
            continue
        text = _text(message.get("text")).strip()
        if len(text.split()) < FEW:
            continue
        channel = _name(message.get("from")) or _name(value.get("name"))
        first = text.split("\n", 1)[0].strip()
        yield Report(
            text + "\n",
            "telegram",
            first if 0 < len(first) <= 200 and "\n" in text else None,
            channel,
            _sent(message),
            part=str(message.get("id", "")) or None,
            forwarded=_name(message.get("forwarded_from")),
        )


def _text(value: Any) -> str:
    """A message's text: a string, or pieces of which some have a style."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_text(piece.get("text") if isinstance(piece, dict) else piece) for piece in value)
    return ""


def _name(value: Any) -> str | None:
    return " ".join(value.split())[:200] or None if isinstance(value, str) else None


def _sent(message: dict) -> str | None:
    """The instant where the export states it; else the hour of whoever exported, without a zone."""
    try:
        return datetime.fromtimestamp(int(message["date_unixtime"]), UTC).isoformat()
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        pass
    try:
        return datetime.fromisoformat(message["date"]).isoformat(timespec="minutes")
    except (KeyError, ValueError, TypeError):
        return None


def read_json(text: str) -> Iterator[Report | Unread]:
    """The reports of a JSON file: an exported chat, or anything else told as unread."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Unread(f"it is no whole JSON: {getattr(error, 'msg', 'nested too deep')}", "save it again")
        return
    if not is_telegram(value):
        yield Unread(
            "it is JSON, and neither an exported Telegram chat nor a line a report",
            'write one {"id", "text", "outlet", "published"} a line into a .jsonl file',
        )
        return
    yield from read_telegram(value)
