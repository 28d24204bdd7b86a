"""Why a folder or file that a person named cannot be read, and what to write instead."""

import os
import re
from difflib import get_close_matches
from pathlib import Path

from briefing.yamlfile import shown

READ = "plain text, web pages, PDF, .docx, mail, subtitles and JSON exports are read"
MOST = 10_000  # names of a folder that are looked through for a near one


def unreadable(
    kind: str, path: str, base: Path, endings: tuple[str, ...], accepted: str, name: str = ""
) -> tuple[str, str] | None:
    """(what was found, what to write) where this is no folder or no file with one of these endings; or None.

    `name` is the key that a message calls it by, where that is not its kind.
    """
    name = name or kind
    place = os.path.join(base, path)
    plain = path.lower().endswith(endings)
    written = shown(path)
    if "://" in path:
        return (
            f"{name} is '{written}'",
            f"write 'page: {written}' for one article or 'feed: {written}' for a feed",
        )
    if kind == "folder":
        if os.path.isfile(place):
            return f"'{written}' is a file", f"write 'file: {written}'" if plain else accepted
        there = os.path.isdir(place)
    else:
        if os.path.isdir(place):
            return f"'{written}' is a folder", f"write 'folder: {written}'"
        if not plain and name == "list":
            return f"list is '{written}'", accepted
        if not plain:
            return (f"file is '{written}'", f"{READ}; save its text as .txt and name that")
        there = os.path.exists(place)  # what is no regular file becomes an issue when it is read
    return None if there else (f"there is no {kind} '{written}'", _meant(path, base, endings) or accepted)


def _meant(path: str, base: Path, endings: tuple[str, ...]) -> str | None:
    """What to write in the place of a path that leads nowhere; None where nothing tells."""
    if re.search(r"[*?\[]", path):
        return "patterns are not read; name the folder, and every report in it is read"
    if path.startswith("~") or "$" in path or "%" in path:
        return "'~' and names such as $HOME are not read; write the path in full, or from where this file is"
    if "\\" in path:
        return "write '/' between folders, and the path from where this file is"
    if "#" in path:
        return "write a space before the '#' of a comment"
    near = _near(path, base)
    return f"did you mean '{near}'?" if near else None


def _near(path: str, base: Path) -> str | None:
    """The path with its first part that is not there replaced by the nearest name that is."""
    parts = path.split("/")
    for number, part in enumerate(parts):
        before = os.path.join(base, "/".join(parts[:number]) + "/" * bool(number))
        if part and not os.path.exists(os.path.join(before, part)):
            try:
                names = os.listdir(before)[:MOST]
            except (OSError, ValueError):
                return None
            lower = {name.lower(): name for name in sorted(names) if not name.startswith(".")}
            near = get_close_matches(part.lower()[:100], lower, 1)
            found = near and "/".join([*parts[:number], lower[near[0]], *parts[number + 1 :]])
            return shown(found) if found and os.path.exists(os.path.join(base, found)) else None
    return None
