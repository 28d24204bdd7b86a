"""Movements between places as arrows: great circles with a head at the pin, and a word at the edge where the other end lies elsewhere."""

import math
from dataclasses import dataclass

from briefing.dashboard.geo import Panel, Pin
from briefing.dashboard.projection import Fitted, Point, great_circle

HEAD, HALF = 13, 7  # pixels: length of an arrow head and half its breadth
SHORT = 34  # pixels: length of an arrow from nowhere named


@dataclass(frozen=True, slots=True)
class Arrow:
    """One way between two places, however many claims report it; origin None where none is named."""

    origin: str | None
    destination: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an arrow looks like in one panel: a line, shapes in pixels around a point on the globe, and words for an end elsewhere."""

    line: tuple[Point, Point] | None  # lon, lat of both ends; the browser draws the great circle
    head: tuple[Point, str] | None  # where, and an SVG path in pixels around it
    words: (
        tuple[Point, str, float] | None
    )  # where, "to Kursk region", direction of travel on paper in radians
    about: str


def find_arrows(movements) -> list[Arrow]:
    """Movements told apart by their two ends; one from nowhere goes where another names its origin."""
    counts: dict[tuple[str | None, str], int] = {}
    for movement in movements:
        if movement.origin != movement.destination:
            ends = (movement.origin, movement.destination)
            counts[ends] = counts.get(ends, 0) + 1
    with_origin = {destination for origin, destination in counts if origin}
    return [Arrow(*ends, count) for ends, count in counts.items() if ends[0] or ends[1] not in with_origin]


def head_path(angle: float, gap: float) -> str:
    """A triangle that points to the centre from `gap` pixels away, travelling in the direction of angle (y down)."""
    dx, dy = math.cos(angle), math.sin(angle)
    base = gap + HEAD
    corners = [
        (-gap * dx, -gap * dy),
        (-base * dx - HALF * dy, -base * dy + HALF * dx),
        (-base * dx + HALF * dy, -base * dy - HALF * dx),
    ]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z"


def short_path(angle: float, gap: float) -> str:
    """A whole arrow of its own: a shaft and a head that points to the centre."""
    dx, dy = math.cos(angle), math.sin(angle)
    near, far, half = gap + HEAD, gap + SHORT, 1.6
    corners = [
        (-gap * dx, -gap * dy),
        (-near * dx - HALF * dy, -near * dy + HALF * dx),
        (-near * dx - half * dy, -near * dy + half * dx),
        (-far * dx - half * dy, -far * dy + half * dx),
        (-far * dx + half * dy, -far * dy - half * dx),
        (-near * dx + half * dy, -near * dy - half * dx),
        (-near * dx + HALF * dy, -near * dy - HALF * dx),
    ]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z"


def freest_direction(pin: Pin, panel: Panel, fitted: Fitted) -> float:
    """Direction of travel whose tail is farthest from other pins."""
    x, y = fitted(pin.lon, pin.lat)
    others = [fitted(other.lon, other.lat) for other in panel.pins if other is not pin]

    def room(angle):
        tail = (x - (pin.radius + SHORT) * math.cos(angle), y - (pin.radius + SHORT) * math.sin(angle))
        return round(min((math.dist(tail, other) for other in others), default=99.0), 1)

    return max((turn * math.pi / 4 for turn in (1, 3, 5, 7, 2, 6)), key=room)


def frame_box(panel: Panel, fitted: Fitted, inset: float) -> tuple[float, float, float, float]:
    """The part of the panel seen at every width, in pixels: its frame, less a margin of that part."""
    x0, y0, x1, y1 = panel.projection.bounds()
    left, top, right, bottom = (
        fitted.tx + fitted.k * x0,
        fitted.ty - fitted.k * y1,
        fitted.tx + fitted.k * x1,
        fitted.ty - fitted.k * y0,
    )
    dx, dy = (right - left) * inset, (bottom - top) * inset
    return left + dx, top + dy, right - dx, bottom - dy


def draw_arrows(panel: Panel, panels, arrows, width: float, height: float) -> list[Drawn]:
    """The arrows with an end in this panel."""
    fitted = panel.projection.fitted(width, height)
    here = {pin.id: pin for pin in panel.pins}
    anywhere = {pin.id: pin for one in panels for pin in one.pins}
    out = []
    for arrow in arrows:
        origin, destination = anywhere.get(arrow.origin), anywhere.get(arrow.destination)
        if destination is None or (arrow.origin is None and destination.id not in here):
            continue
        if origin is None:
            if destination.id in here:
                angle = freest_direction(destination, panel, fitted)
                out.append(
                    Drawn(
                        None,
                        ((destination.lon, destination.lat), short_path(angle, destination.radius + 2)),
                        None,
                        f"reported to go to {destination.name}",
                    )
                )
            continue
        if origin.id not in here and destination.id not in here:
            continue
        about = f"reported to go from {origin.name} to {destination.name}"
        way = great_circle((origin.lon, origin.lat), (destination.lon, destination.lat), 96)
        spots = [fitted(*point) for point in way]
        if (
            len(way) < 3
            or math.dist(spots[0], spots[-1]) < origin.radius + destination.radius + HEAD
            and {origin.id, destination.id} <= set(here)
        ):
            continue
        line = ((origin.lon, origin.lat), (destination.lon, destination.lat))
        left, top, right, bottom = frame_box(panel, fitted, 0.07)
        inside = [left < x < right and top < y < bottom for x, y in spots]
        head = words = None
        if destination.id in here:
            back = next(
                (
                    i
                    for i in range(len(spots) - 2, -1, -1)
                    if math.dist(spots[i], spots[-1]) > destination.radius + HEAD
                ),
                0,
            )
            angle = math.atan2(spots[-1][1] - spots[back][1], spots[-1][0] - spots[back][0])
            head = ((destination.lon, destination.lat), head_path(angle, destination.radius + 2))
            if origin.id not in here:
                i = next((i for i in range(len(spots) - 2, 0, -1) if not inside[i]), 1)
                words = (
                    way[i + 1],
                    f"from {origin.name}",
                    math.atan2(spots[i + 1][1] - spots[i][1], spots[i + 1][0] - spots[i][0]),
                )
        else:
            i = next((i for i in range(1, len(spots)) if not inside[i]), len(spots) - 1)
            angle = math.atan2(spots[i][1] - spots[i - 1][1], spots[i][0] - spots[i - 1][0])
            head = (way[i], head_path(angle, 0))
            words = (way[i], f"to {destination.name}", angle)
        out.append(Drawn(line, head, words, about))
    return out


def trail(drawn: Drawn, fitted: Fitted, width: float, height: float) -> list[Point]:
    """Pixels an arrow runs through, a few apart: what labels keep clear of."""
    spots = []
    if drawn.line:
        spots = [fitted(*point) for point in great_circle(*drawn.line, 160)]
    if drawn.head:
        (lon, lat), path = drawn.head
        x, y = fitted(lon, lat)
        corners = [tuple(map(float, pair.split(","))) for pair in path.strip("MZ").split("L")]
        spots += [(x + u, y + v) for u, v in corners]
        spots += [(x + (u + corners[0][0]) / 2, y + (v + corners[0][1]) / 2) for u, v in corners[1:]]
    near = []
    for (x0, y0), (x1, y1) in zip(spots, spots[1:]):
        steps = (
            max(1, int(math.dist((x0, y0), (x1, y1)) // 7))
            if max(abs(x0), abs(y0), abs(x1), abs(y1)) < 4000
            else 1
        )
        near += [(x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(min(steps, 60))]
    return [(x, y) for x, y in near + spots[-1:] if -20 < x < width + 20 and -20 < y < height + 20]
