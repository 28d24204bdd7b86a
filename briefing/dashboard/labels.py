"""Names beside pins that never cover each other, a pin or an arrow and never leave the panel, whatever its width.

Greedy placing (after Christensen, Marks, Shieber 1995): the heaviest pin first takes the nearest free spot of eight around it;
a name that had to move far is tied to its pin by a line. The page cannot know how wide a panel will be, so names are
placed for a row of widths and the browser takes the widest that fits.
"""
import math
from dataclasses import dataclass

from briefing.dashboard.projection import Point

WIDTHS = (150, 185, 220, 260, 310, 370, 450, 550, 680, 860, 1060)
ANCHORS = ((1, 0), (-1, 0), (.72, -.72), (.72, .72), (-.72, -.72), (-.72, .72), (0, -1), (0, 1))
DISTANCES = (4, 10, 18, 30, 46, 66, 90)
TIED_FROM = 18          # pixels between pin and name from which a line ties them
EDGE = 5

NARROW, WIDE = set("fijlrt.,:;'’!|()[]I-/ "), set("mwMWGOQ@%")


@dataclass(frozen=True, slots=True)
class Tag:
    """A name to place beside a point: id, its words, its pin's radius in pixels, its font size, how far it may move."""
    id: str
    text: str
    at: Point                       # lon, lat
    radius: float
    size: float
    reach: float = DISTANCES[-1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name goes, in pixels from its point; `line` is an SVG path from pin to name, empty when close."""
    text: str
    dx: float
    dy: float
    align: str
    line: str
    box: tuple[float, float, float, float]


def text_width(text: str, size: float) -> float:
    """About how many pixels words take in a semi-bold sans-serif; errs on the wide side."""
    return size * sum(.33 if c in NARROW else .88 if c in WIDE else .66 if c.isupper() else 1.02 if ord(c) > 0x2E80 else .56 for c in text) + 2


def shorten(text: str, size: float, most: float) -> str:
    """The words cut to a width, with an ellipsis where something is missing."""
    if text_width(text, size) <= most:
        return text
    while text and text_width(text + "…", size) > most:
        text = text[:-1]
    return text.rstrip() + "…"


def gap_to(box, x: float, y: float) -> float:
    """Pixels from a point to the nearest edge of a box; 0 inside."""
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))


def tie(box, radius: float) -> str:
    """A line from the rim of a pin at 0,0 to the nearest point of a box around its name."""
    x, y = max(box[0] - 1, min(0, box[2] + 1)), max(box[1] + 3, min(0, box[3] - 3))
    away = math.hypot(x, y)
    return f"M{x / away * (radius + 1):.1f},{y / away * (radius + 1):.1f}L{x:.1f},{y:.1f}" if away > radius + 3 else ""


def place_labels(tags: list[Tag], fitted, width: float, height: float, pins: list[tuple[Point, float]], trails: list[Point]) -> dict[str, Spot]:
    """A spot for each name, most important first; a name without room gets none.

    `pins` are (pixel, radius) and `trails` pixels to keep clear of.
    """
    taken: list[tuple[float, float, float, float]] = []
    ties: list[Point] = []
    spots: dict[str, Spot] = {}
    for tag in tags:
        spot = find_spot(tag, fitted(*tag.at), width, height, pins, trails + ties, taken) or find_spot(tag, fitted(*tag.at), width, height, pins, ties, taken)
        if spot:
            x, y = fitted(*tag.at)
            taken.append((spot.box[0] - 3, spot.box[1] - 1, spot.box[2] + 3, spot.box[3] + 1))
            if spot.line:
                near = (max(spot.box[0], min(x, spot.box[2])), max(spot.box[1], min(y, spot.box[3])))
                ties += [(x + (near[0] - x) * i / 12, y + (near[1] - y) * i / 12) for i in range(13)]
            spots[tag.id] = spot
    return spots


def find_spot(tag: Tag, at: Point, width: float, height: float, pins, trails, taken) -> Spot | None:
    """The nearest free spot around a point."""
    x, y = at
    text = shorten(tag.text, tag.size, width - 2 * EDGE - 2)
    long, tall = text_width(text, tag.size), tag.size * 1.16
    reach = tag.radius + DISTANCES[-1] + long
    others = [(px, py, size + 2.5) for (px, py), size in pins if math.hypot(px - x, py - y) < reach + size]
    near = [(px, py) for px, py in trails if math.hypot(px - x, py - y) < reach]
    for distance in (far for far in DISTANCES if far <= tag.reach):
        for ax, ay in ANCHORS:
            away = tag.radius + distance
            cx, cy = x + ax * away, y + ay * away + (ay * tall / 2 if ax == 0 else 0)
            left = cx if ax > 0 else cx - long if ax < 0 else cx - long / 2
            if ax == 0:     # above or below: slide along rather than leave the panel
                left = max(EDGE, min(left, width - EDGE - long))
            box = (left, cy - tall / 2, left + long, cy + tall / 2)
            if box[0] < EDGE or box[2] > width - EDGE or box[1] < EDGE or box[3] > height - EDGE:
                continue
            if any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken):
                continue
            if any(gap_to(box, px, py) < size for px, py, size in others if (px, py) != (x, y)) or gap_to(box, x, y) < tag.radius + 2:
                continue
            if any(gap_to(box, px, py) < 4 for px, py in near):
                continue
            line = tie((box[0] - x, box[1] - y, box[2] - x, box[3] - y), tag.radius) if distance >= TIED_FROM else ""
            if line and (any(crosses(x, y, box, px, py, size) for px, py, size in others if (px, py) != (x, y)) or any(runs_through(x, y, box, other) for other in taken)):
                continue
            align = "left" if ax > 0 else "right" if ax < 0 else "center"
            anchor = {"left": box[0], "right": box[2], "center": (box[0] + box[2]) / 2}[align]
            return Spot(text, round(anchor - x, 1), round(cy - y, 1), align, line, box)
    return None


def crosses(x: float, y: float, box, px: float, py: float, size: float) -> bool:
    """Whether the tie from a point to its name would run over another pin."""
    ex, ey = max(box[0], min(x, box[2])), max(box[1], min(y, box[3]))
    length = (ex - x) ** 2 + (ey - y) ** 2 or 1e-9
    t = max(0.0, min(1.0, ((px - x) * (ex - x) + (py - y) * (ey - y)) / length))
    return math.hypot(x + t * (ex - x) - px, y + t * (ey - y) - py) < size


def runs_through(x: float, y: float, box, other) -> bool:
    """Whether the tie from a point to its name would strike through another name."""
    ex, ey = max(box[0], min(x, box[2])), max(box[1], min(y, box[3]))
    return any(gap_to(other, x + (ex - x) * i / 12, y + (ey - y) * i / 12) < 1 for i in range(13))
