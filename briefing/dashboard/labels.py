"""Names beside pins that never cover each other, a pin or an arrow and never leave the panel, whatever its width.

Greedy placing (after Christensen, Marks, Shieber 1995): the heaviest pin first takes the nearest free spot of eight around it;
a name that had to move far is tied to its pin by a line. The page cannot know how wide a panel will be, so names are
placed for a row of widths, each good up to the next, and the browser takes the one for its own.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.dashboard.projection import Point

WIDTHS = (150, 185, 220, 260, 310, 370, 450, 550, 680, 860, 1060)
ANCHORS = ((1, 0), (-1, 0), (0.72, -0.72), (0.72, 0.72), (-0.72, -0.72), (-0.72, 0.72), (0, -1), (0, 1))
DISTANCES = (4, 10, 18, 30, 46, 66, 90)
TIED_FROM = 18  # pixels between pin and name from which a line ties them
EDGE = 5
LINE = 1.16  # height of a line over its font size

Box = tuple[float, float, float, float]  # left, top, right, bottom
NARROW, WIDE = set("fijlrt.,:;'’!|()[]I-/ "), set("mwMWGOQ@%")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name to place beside a point: id, its words, its pin's radius in pixels, its font size, how far it may move."""

    id: str
    text: str
    at: Point  # lon, lat
    radius: float
    size: float
    reach: float = DISTANCES[-1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name goes, in pixels from its point to the middle of its first line; `line` is an SVG path from pin to name, empty when close."""

    text: str
    dx: float
    dy: float
    align: str
    line: str
    box: Box  # relative to its point


def widths_of(share: float) -> tuple[int, ...]:
    """Widths to lay out for a panel with this share of the map: as it stands beside others, and alone on a narrow screen."""
    return tuple(width for width in WIDTHS if 520 * share <= width <= max(1450 * share, 460))


def text_width(text: str, size: float) -> float:
    """About how many pixels words take in a semi-bold sans-serif; errs on the wide side."""
    return (
        size
        * sum(
            0.33
            if c in NARROW
            else 0.88
            if c in WIDE
            else 0.66
            if c.isupper()
            else 1.02
            if ord(c) > 0x2E80
            else 0.56
            for c in text
        )
        + 2
    )


def shorten(text: str, size: float, most: float) -> str:
    """The words cut to a width, with an ellipsis where something is missing."""
    if text_width(text, size) <= most:
        return text
    while text and text_width(text + "…", size) > most:
        text = text[:-1]
    return text.rstrip() + "…"


def in_two(text: str) -> str:
    """The words in two lines of about one length; as they are when there is but one word."""
    gaps = [i for i, c in enumerate(text) if c == " "]
    if not gaps:
        return text
    middle = min(gaps, key=lambda i: (max(i, len(text) - i - 1), i))
    return text[:middle] + "\n" + text[middle + 1 :]


def gap_to(box, x: float, y: float) -> float:
    """Pixels from a point to the nearest edge of a box; 0 inside."""
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def tie(box, radius: float) -> str:
    """A line from the rim of a pin at 0,0 to the nearest point of a box around its name."""
    x, y = max(box[0] - 1, min(0, box[2] + 1)), max(box[1] + 3, min(0, box[3] - 3))
    away = math.hypot(x, y)
    return (
        f"M{x / away * (radius + 1):.1f},{y / away * (radius + 1):.1f}L{x:.1f},{y:.1f}"
        if away > radius + 3
        else ""
    )


@dataclass(slots=True)
class Scene:
    """A panel at one width: pixels of a point, pins as (pixel, radius), pixels arrows run through, and what names have taken."""

    fitted: Callable[..., Point]
    width: float
    height: float
    pins: list[tuple[Point, float]]
    trails: list[Point]
    kept: list[Box] = field(default_factory=list)  # for the panel's own words
    taken: list[Box] = field(default_factory=list)
    ties: list[Point] = field(default_factory=list)


def place_labels(tags: list[Tag], scenes: list[Scene]) -> dict[str, Spot]:
    """A spot for each name, most important first, free in every scene (the least and greatest width it is shown at).

    A name without room gets none. If they are few they are tried first in a second round, which counts if it leaves fewer.
    """
    first = one_round(tags, scenes)
    missing = [tag for tag in tags if tag.id not in first]
    if not 0 < len(missing) <= 3:
        return first
    second = one_round(missing + [tag for tag in tags if tag.id in first], scenes)
    return second if len(second) > len(first) else first


def one_round(tags: list[Tag], scenes: list[Scene]) -> dict[str, Spot]:
    """Spots in the order of the tags; no name moves once it is placed."""
    for scene in scenes:
        scene.taken, scene.ties = list(scene.kept), []
    spots: dict[str, Spot] = {}
    for tag in tags:
        spot = None
        for keep_clear in (True, False):  # of arrows, as long as there is room
            for text in dict.fromkeys((tag.text, in_two(tag.text))):
                spot = spot or find_spot(tag, text, scenes, keep_clear)
        if spot:
            for scene in scenes:
                x, y = scene.fitted(*tag.at)
                left, top, right, bottom = spot.box
                scene.taken.append((x + left - 3, y + top - 1, x + right + 3, y + bottom + 1))
                if spot.line:
                    ex, ey = max(left, min(0, right)), max(top, min(0, bottom))
                    scene.ties += [(x + ex * i / 12, y + ey * i / 12) for i in range(13)]
            spots[tag.id] = spot
    return spots


def find_spot(tag: Tag, words: str, scenes: list[Scene], keep_clear: bool) -> Spot | None:
    """The nearest free spot around a point."""
    narrow = scenes[0]
    lines = [shorten(line, tag.size, narrow.width - 2 * EDGE - 2) for line in words.split("\n")]
    text = "\n".join(lines)
    long, tall = max(text_width(line, tag.size) for line in lines), tag.size * LINE * len(lines)
    reach = tag.radius + min(tag.reach, DISTANCES[-1]) + long
    around = [close_by(tag, scene, reach, keep_clear) for scene in scenes]
    x = around[0][0]
    for distance in (far for far in DISTANCES if far <= tag.reach):
        for ax, ay in ANCHORS:
            away = tag.radius + distance
            cx, cy = ax * away, ay * away + (ay * tall / 2 if ax == 0 else 0)
            left = cx if ax > 0 else cx - long if ax < 0 else cx - long / 2
            if ax == 0:  # above or below: slide along rather than leave the panel
                left = max(EDGE - x, min(left, narrow.width - EDGE - long - x))
            box = (left, cy - tall / 2, left + long, cy + tall / 2)
            if gap_to(box, 0, 0) < tag.radius + 2:
                continue
            line = tie(box, tag.radius) if distance >= TIED_FROM else ""
            if all(is_free(box, line, *near, scene) for near, scene in zip(around, scenes)):
                align = "left" if ax > 0 else "right" if ax < 0 else "center"
                anchor = {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[align]
                return Spot(
                    text,
                    round(anchor, 1),
                    round(cy - tag.size * LINE * (len(lines) - 1) / 2, 1),
                    align,
                    line,
                    box,
                )
    return None


def close_by(tag: Tag, scene: Scene, reach: float, keep_clear: bool):
    """A tag's pixel in a scene, and the pins and lines near enough to be in its way, relative to it."""
    x, y = scene.fitted(*tag.at)
    pins = [
        (px - x, py - y, size + 2.5)
        for (px, py), size in scene.pins
        if 0 < math.hypot(px - x, py - y) < reach + size
    ]
    trails = [
        (px - x, py - y)
        for px, py in (scene.trails + scene.ties if keep_clear else scene.ties)
        if abs(px - x) < reach and abs(py - y) < reach
    ]
    return x, y, pins, trails


def is_free(box: Box, line: str, x: float, y: float, pins, trails, scene: Scene) -> bool:
    """Whether a box (relative to x, y) and the tie to it touch nothing and stay in the panel."""
    left, top, right, bottom = box
    if (
        left + x < EDGE
        or right + x > scene.width - EDGE
        or top + y < EDGE
        or bottom + y > scene.height - EDGE
    ):
        return False
    for other in scene.taken:
        if left + x < other[2] and other[0] < right + x and top + y < other[3] and other[1] < bottom + y:
            return False
    for px, py, size in pins:  # a plain comparison first: most are far away
        if left - size < px < right + size and top - size < py < bottom + size and gap_to(box, px, py) < size:
            return False
    for px, py in trails:
        if left - 4 < px < right + 4 and top - 4 < py < bottom + 4:
            return False
    if line:
        ex, ey = max(left, min(0, right)), max(top, min(0, bottom))
        way = [(ex * i / 12, ey * i / 12) for i in range(13)]
        if any(math.hypot(u - px, v - py) < size for px, py, size in pins for u, v in way) or any(
            math.hypot(u - px, v - py) < 4 for px, py in trails for u, v in way[2:]
        ):
            return False
        return not any(gap_to(other, x + u, y + v) < 1 for other in scene.taken for u, v in way)
    return True
