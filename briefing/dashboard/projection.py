"""Where a place falls on paper: the same formulas the browser's map uses, so that labels can be placed before it draws."""

import math
from dataclasses import dataclass

Point = tuple[float, float]
ROOT3_HALF = math.sqrt(3) / 2
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)  # Šavrič, Patterson, Jenny 2018


@dataclass(frozen=True, slots=True)
class Projection:
    """An equal-area projection and the points (lon, lat) that must fit into its panel."""

    kind: str  # "azimuthalEqualArea" (Lambert 1772) or "equalEarth"
    lon: float  # degrees at its centre
    lat: float
    frame: tuple[Point, ...] = ()

    def raw(self, lon: float, lat: float) -> Point:
        """On a globe of radius 1, x to the right and y up."""
        x = math.radians((lon - self.lon + 540) % 360 - 180)
        y = math.radians(lat)
        if self.kind == "equalEarth":
            a, b, c, d = EQUAL_EARTH
            tilt = math.asin(ROOT3_HALF * math.sin(y))
            square = tilt * tilt
            sixth = square**3
            return x * math.cos(tilt) / (
                ROOT3_HALF * (a + 3 * b * square + sixth * (7 * c + 9 * d * square))
            ), tilt * (a + b * square + sixth * (c + d * square))
        middle = math.radians(self.lat)
        inward = math.sin(middle) * math.sin(y) + math.cos(middle) * math.cos(y) * math.cos(x)
        k = math.sqrt(2 / max(1e-6, 1 + inward))
        return k * math.cos(y) * math.sin(x), k * (
            math.cos(middle) * math.sin(y) - math.sin(middle) * math.cos(y) * math.cos(x)
        )

    def back(self, x: float, y: float) -> Point:
        """Degrees of a raw point; for the azimuthal projection only, points off its disc land on its rim."""
        away = min(math.hypot(x, y), 1.999)
        if away < 1e-9:
            return self.lon, self.lat
        turn, middle = 2 * math.asin(away / 2), math.radians(self.lat)
        x, y = x / math.hypot(x, y), y / math.hypot(x, y)
        lat = math.asin(
            max(-1, min(1, math.cos(turn) * math.sin(middle) + y * math.sin(turn) * math.cos(middle)))
        )
        lon = math.atan2(
            x * math.sin(turn), math.cos(middle) * math.cos(turn) - y * math.sin(middle) * math.sin(turn)
        )
        return (self.lon + math.degrees(lon) + 540) % 360 - 180, math.degrees(lat)

    def bounds(self) -> tuple[float, float, float, float]:
        """Least x, least y, greatest x, greatest y of the frame, raw."""
        xs, ys = zip(*(self.raw(*point) for point in self.frame))
        return min(xs), min(ys), max(xs), max(ys)

    def fitted(self, width: float, height: float) -> "Fitted":
        """Its pixels when the frame is fitted into width × height and centred, as the browser does."""
        x0, y0, x1, y1 = self.bounds()
        k = min(width / max(1e-9, x1 - x0), height / max(1e-9, y1 - y0))
        return Fitted(self, k, width / 2 - k * (x0 + x1) / 2, height / 2 + k * (y0 + y1) / 2)

    def spec(self) -> dict:
        """The projection in the words of Vega-Lite."""
        tilt = 0 if self.kind == "equalEarth" else -self.lat
        return {
            "type": self.kind,
            "rotate": [-self.lon, tilt, 0],
            "pointRadius": 1.7,
            "precision": 0.5,
            "fit": {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "MultiPoint", "coordinates": [list(point) for point in self.frame]},
            },
        }


@dataclass(frozen=True, slots=True)
class Fitted:
    """A projection at a size: call it with lon, lat for pixels from the top left."""

    projection: Projection
    k: float
    tx: float
    ty: float

    def __call__(self, lon: float, lat: float) -> Point:
        x, y = self.projection.raw(lon, lat)
        return self.k * x + self.tx, self.ty - self.k * y

    def back(self, x: float, y: float) -> Point:
        """Degrees under a pixel (azimuthal only)."""
        return self.projection.back((x - self.tx) / self.k, (self.ty - y) / self.k)


def unit(lon: float, lat: float) -> tuple[float, float, float]:
    """The point on a globe of radius 1."""
    x, y = math.radians(lon), math.radians(lat)
    return math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)


def apart(a: Point, b: Point) -> float:
    """Degrees of great circle between two points (lon, lat)."""
    return math.degrees(math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(unit(*a), unit(*b)))))))


def great_circle(a: Point, b: Point, steps: int = 48) -> list[Point]:
    """Points on the shortest way from a to b, both ends included; one point where there is no way to choose."""
    turn = math.radians(apart(a, b))
    if turn < 1e-6 or turn > math.pi - 1e-3:
        return [a]
    p, q, out = unit(*a), unit(*b), []
    for i in range(steps + 1):
        k0, k1 = (
            math.sin((1 - i / steps) * turn) / math.sin(turn),
            math.sin(i / steps * turn) / math.sin(turn),
        )
        x, y, z = (k0 * m + k1 * n for m, n in zip(p, q))
        out.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(max(-1.0, min(1.0, z))))))
    return out


def around(points: list[Point], least: float = 0.2, aspect: float = 1.0) -> Projection:
    """The projection that shows all points with a margin for their names; `least` is its smallest height on a globe of radius 1.

    Lambert's azimuthal one centred on the points, so poles and the antimeridian are places like any other; for points
    around the whole globe Equal Earth, cut where it hurts least. `aspect` is about the width of the panel over its height:
    beside a tall group the panel shows so much more that Lambert's rim would be seen.
    """
    x, y, z = (sum(axis) for axis in zip(*(unit(*point) for point in points)))
    centre = (math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y))))
    if math.hypot(x, y, z) / len(points) > 0.25:
        for _ in range(3):
            projection = Projection("azimuthalEqualArea", *centre)
            xs, ys = zip(*(projection.raw(*point) for point in points))
            centre = projection.back((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        projection = Projection("azimuthalEqualArea", round(centre[0], 2), round(centre[1], 2))
        xs, ys = zip(*(projection.raw(*point) for point in points))
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if max(wide, high, high * 1.42 * min(aspect, 1.6) * (abs(centre[1]) < 55)) < 2.2:
            half_x, half_y = max(wide / 2 * 1.34, least * 0.6), max(high / 2 * 1.42, least / 2)
            mid_x, mid_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            corners = [(mid_x + i * half_x, mid_y + j * half_y) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            return Projection(
                "azimuthalEqualArea",
                projection.lon,
                projection.lat,
                tuple(tuple(round(value, 3) for value in projection.back(*corner)) for corner in corners),
            )
    return whole_world(points)


def whole_world(points: list[Point], centre: float | None = None) -> Projection:
    """Equal Earth around the points, opened at the widest gap between their longitudes; all around the globe where a centre is given."""
    lons = sorted(lon for lon, _ in points)
    gaps = [(after - before, before, after) for before, after in zip(lons, lons[1:] + [lons[0] + 360])]
    gap, before, after = max(gaps)
    half = 180.0 if centre is not None else min(180.0, (360 - gap) / 2 + 14)
    if centre is None:
        centre = round(((after + before + 360) / 2 + 180) % 360 - 180, 1) if gap < 359 else round(lons[0], 1)
    lats = [lat for _, lat in points]
    low, high = max(-88.0, min(lats) - 12), min(88.0, max(lats) + 12)
    frame = [
        ((centre + side * (half - 0.01) + 540) % 360 - 180, low + (high - low) * i / 8)
        for side in (-1, 1)
        for i in range(9)
    ]
    return Projection("equalEarth", centre, 0.0, tuple((round(lon, 3), round(lat, 3)) for lon, lat in frame))
