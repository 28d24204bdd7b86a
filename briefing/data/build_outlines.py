"""Build static/world.json (outlines for the map) and briefing/dashboard/inside.json (points inland of large countries).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python briefing/data/build_outlines.py package/countries-50m.json

Natural Earth 1:50m, simplified (Douglas & Peucker 1973) along shared arcs so that neighbours still meet, quantised to
0.01 degrees. Run only when the outlines change; both files are committed.
"""
import csv
import json
import math
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TOLERANCE = 0.035       # degrees on the ground; under a pixel in every panel the page draws
LEAST_ISLAND = 0.02     # square degrees; smaller islands go unless they are their country's largest
SMALL_STATE = 0.6       # square degrees; smaller countries also get a dot
GRID = 0.01
# not in Natural Earth 1:50m, and stories do happen there
NOT_DRAWN = {"TV": (179.2, -8.52), "TK": (-171.8, -9.2), "GI": (-5.35, 36.14), "CX": (105.63, -10.45), "CC": (96.83, -12.17)}
# Drawn apart by Natural Earth; the United Nations recognise one state.
JOINED = {"N. Cyprus": "CY", "Somaliland": "SO"}


def read_arcs(topology):
    """Arcs in degrees, from the quantised steps of the file (TopoJSON 1.0, section 2.1.3)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def ring_points(ring, arcs):
    """Points of a ring of arc numbers, closed; ~n is arc n backwards."""
    points = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[bool(points):]
    return points


def signed_area(points):
    """Square degrees on the ground, about; the sign is the winding."""
    return sum((x0 * y1 - x1 * y0) * math.cos(math.radians((y0 + y1) / 2))
               for (x0, y0), (x1, y1) in zip(points, points[1:])) / 2


def is_crimea(points):
    """Whether a Russian polygon is the peninsula: its whole outline lies within 32–37° E, 44–46.6° N."""
    return all(32 < x < 37 and 44 < y < 46.6 for x, y in points)


def dissolve(polygons):
    """Polygons of arc numbers joined into one set: an arc walked both ways is an inner border and goes."""
    walked = [number for polygon in polygons for ring in polygon for number in ring]
    if not set(walked) & {~number for number in walked}:
        return polygons
    inner = {number for number in walked if ~number in set(walked)}
    touched = [polygon for polygon in polygons if any(number in inner for ring in polygon for number in ring)]
    rest = [polygon for polygon in polygons if polygon not in touched]
    return rest + [[ring for ring in stitch([n for polygon in touched for ring in polygon for n in ring if n not in inner])]]


def stitch(numbers):
    """Loose arcs put together end to end into rings; the largest comes first (the outer one)."""
    ends = {}
    for number in numbers:
        ends.setdefault(ARC_END(number, 0), []).append(number)
    rings = []
    while any(ends.values()):
        start = next(number for waiting in ends.values() for number in waiting)
        ring, here = [], start
        while True:
            ends[ARC_END(here, 0)].remove(here)
            ring.append(here)
            if ARC_END(here, -1) == ARC_END(ring[0], 0):
                break
            here = ends[ARC_END(here, -1)][0]
        rings.append(ring)
    return sorted(rings, key=lambda ring: -abs(signed_area(ring_points(ring, ARCS))))


def simplify(points, tolerance):
    """Fewer points, none farther than tolerance from the line they left."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    if points[0] == points[-1]:     # a closed arc has no line to measure from: split it at its farthest point
        far = max(range(len(points)), key=lambda i: math.dist(points[i], points[0]))
        keep.add(far)
        todo = [(0, far), (far, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        shrink = math.cos(math.radians((y1 + y2) / 2))
        dx, dy = (x2 - x1) * shrink, y2 - y1
        length = math.hypot(dx, dy) or 1e-9
        worst, at = 0, None
        for i in range(first + 1, last):
            away = abs(dx * (points[i][1] - y1) - (points[i][0] - x1) * shrink * dy) / length
            if away > worst:
                worst, at = away, i
        if worst > tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def snap(points):
    """Points on the grid, repeated ones once."""
    out = []
    for x, y in points:
        cell = (round(x / GRID), round(y / GRID))
        if not out or out[-1] != cell:
            out.append(cell)
    return out


def inside_points(polygons, arcs):
    """Points inland of a large country, about a fifth of its size apart: where its pin may stand in a panel that shows only a part."""
    rings = [ring_points(ring, arcs) for polygon in polygons for ring in polygon]
    size = math.sqrt(abs(signed_area(max(rings, key=lambda ring: abs(signed_area(ring))))))
    if size < 7:
        return []
    step = max(2.0, min(6.0, size / 6))
    edges = [(a, b) for ring in rings for a, b in zip(ring, ring[1:]) if abs(a[0] - b[0]) < 90]
    corners = [point for ring in rings for point in ring[::3]]
    found = []
    lat = math.floor(min(y for ring in rings for _, y in ring))
    while lat < 78:
        lon = -180.0
        crossings = sorted(a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in edges if (a[1] > lat) != (b[1] > lat))
        while lon < 180:
            if sum(x < lon for x in crossings) % 2 and min(
                    math.hypot((x - lon) * math.cos(math.radians(lat)), y - lat) for x, y in corners) > 1.0:
                found.append([round(lon, 1), round(lat, 1)])
            lon += step / max(.3, math.cos(math.radians(lat)))
        lat += step * .8
    return found


def main(path):
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    codes = {row["numeric"]: row["code"] for row in csv.DictReader((ROOT / "briefing/dashboard/countries.tsv").open(encoding="utf-8"), delimiter="\t")}
    global ARCS, ARC_END
    ARCS = read_arcs(topology)
    ARC_END = lambda number, end: (ARCS[number] if number >= 0 else ARCS[~number][::-1])[end]

    countries = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = JOINED.get(name) or codes.get(str(geometry.get("id", ""))) or {"Kosovo": "XK"}.get(name, "")
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        for polygon in polygons:
            owner = "UA" if code == "RU" and is_crimea(ring_points(polygon[0], ARCS)) else code
            countries.setdefault(owner, []).append(polygon)
    for code in ("UA", "CY", "SO"):
        countries[code] = dissolve(countries[code])

    largest = {code: max(polygons, key=lambda polygon: abs(signed_area(ring_points(polygon[0], ARCS)))) for code, polygons in countries.items()}
    precious = {number if number >= 0 else ~number for polygon in largest.values()
                if abs(signed_area(ring_points(polygon[0], ARCS))) < SMALL_STATE for ring in polygon for number in ring}
    thin = [snap(arc if i in precious else simplify(arc, TOLERANCE)) for i, arc in enumerate(ARCS)]

    def survives(ring, least):
        """A ring that lost its area or its winding would be painted over the whole globe."""
        before, after = signed_area(ring_points(ring, ARCS)), signed_area([(x * GRID, y * GRID) for x, y in ring_points(ring, thin)])
        return len(ring_points(ring, thin)) > 3 and abs(after) > 1e-5 and (before > 0) == (after > 0) and abs(before) >= least

    geometries, dots = [], []
    for code in sorted(countries):
        polygons = []
        for polygon in countries[code]:
            main_one = polygon is largest[code]
            if survives(polygon[0], 0 if main_one else LEAST_ISLAND):
                polygons.append([polygon[0]] + [ring for ring in polygon[1:] if survives(ring, 0)])
        area = sum(abs(signed_area(ring_points(polygon[0], ARCS))) for polygon in countries[code])
        if polygons:
            geometries.append({"type": "MultiPolygon", "id": code, "arcs": polygons})
        if code and area < SMALL_STATE:
            points = ring_points(largest[code][0], ARCS)
            dots.append({"type": "Point", "id": code, "coordinates": [sum(p[axis] for p in points) / len(points) for axis in (0, 1)]})
    dots += [{"type": "Point", "id": code, "coordinates": list(point)} for code, point in NOT_DRAWN.items()]
    for dot in dots:
        dot["coordinates"] = [round(value / GRID) for value in dot["coordinates"]]

    used = sorted({n if n >= 0 else ~n for g in geometries for polygon in g["arcs"] for ring in polygon for n in ring})
    number = {old: new for new, old in enumerate(used)}
    for geometry in geometries:
        geometry["arcs"] = [[[number[n] if n >= 0 else ~number[~n] for n in ring] for ring in polygon] for polygon in geometry["arcs"]]
    steps = [[list(arc[0])] + [[b[0] - a[0], b[1] - a[1]] for a, b in zip(arc, arc[1:])] for arc in (thin[i] for i in used)]
    steps = [arc if len(arc) > 1 else arc + [[0, 0]] for arc in steps]
    world = {"type": "Topology", "transform": {"scale": [GRID, GRID], "translate": [0, 0]},
             "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries},
                         "dots": {"type": "GeometryCollection", "geometries": sorted(dots, key=lambda dot: dot["id"])}}, "arcs": steps}
    out = ROOT / "static/world.json"
    out.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    inside = {code: points for code in sorted(countries) if code and code != "AQ" and (points := inside_points(countries[code], ARCS))}
    (ROOT / "briefing/dashboard/inside.json").write_text(
        "{\n" + ",\n".join(f'"{code}": {json.dumps(points, separators=(",", ":"))}' for code, points in inside.items()) + "\n}\n", encoding="utf-8")
    print(f"{out.name}: {out.stat().st_size / 1000:.0f} kB, {len(geometries)} countries, {len(dots)} dots, {sum(map(len, steps))} points;"
          f" {sum(map(len, inside.values()))} points inland of {len(inside)} countries")


if __name__ == "__main__":
    main(*sys.argv[1:])
