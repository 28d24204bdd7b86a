"""The JSON Schema of config.yaml, for editors that complete keys: made from the keys that the checks read. `python -m briefing.config.schema` prints it."""

import json
from collections.abc import Callable
from typing import Any

from briefing.config import ACCEPTED, FILE_KEYS, GRADES, GROUPS, KINDS
from briefing.config.fetch import NEWEST, read_count
from briefing.config.source import read_source

TEXT = {"type": ["string", "number"]}  # "2024" without quotation marks is a number to an editor


def schema() -> dict[str, Any]:
    """What may stand in config.yaml, as JSON Schema."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "config.yaml of Briefing",
        **_group(FILE_KEYS, ("stories",)),
    }


def to_json() -> str:
    """The schema as it is stored."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _group(keys: dict[str, Callable], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
        "properties": {
            key: {"description": ACCEPTED[key].removeprefix("write "), **_value(key, read)}
            for key, read in keys.items()
        },
    }


def _value(key: str, read: Callable) -> dict[str, Any]:
    if read in GROUPS:
        keys, required = GROUPS[read]
        if read is read_source:
            return {**_group(keys, required), "oneOf": [{"required": [kind]} for kind in KINDS]}
        return _group(keys, required) if required else {**_group(keys, required), "type": ["object", "null"]}
    if hasattr(read, "items"):
        return {"type": ["array", "null"], "items": _value(key, read.items)}
    if hasattr(read, "values"):
        return {"type": ["object", "null"], "additionalProperties": _value(key, read.values)}
    if read is read_count:
        return {"type": "integer", "minimum": 1, "maximum": NEWEST}
    return {"enum": list(GRADES)} if key == "rating" else dict(TEXT)


if __name__ == "__main__":
    print(to_json(), end="")
