"""Pins: who may be drawn, how large, and where a pin stands whose place is not exact."""

import math
from dataclasses import dataclass, replace

from briefing.dashboard.projection import Projection, apart
from briefing.dashboard.regions import inside_points
from briefing.model import PlaceCard

HIGHEST = 86  # degrees of latitude up to which a map of the whole world has room for a pin


@dataclass(frozen=True, slots=True)
class Pin:
    """A place card with where it is drawn (degrees) and how large (radius in pixels)."""

    card: PlaceCard
    lon: float
    lat: float
    radius: float

    @property
    def id(self) -> str:
        return self.card.place.id

    @property
    def name(self) -> str:
        return self.card.place.name


def weight(card: PlaceCard) -> float:
    """How much a place shapes the map: events over meetings over names, and what config.yaml asks for over all."""
    return (
        {"event": 3.0, "meeting": 2.0, "named": 0.5}[card.role]
        + min(12, len(card.claims)) * (0.5 if card.role != "named" else 0.2)
        + 20 * card.always
    )


def drawable(card: PlaceCard) -> bool:
    """Whether the gazetteer knows where it is."""
    lat, lon = card.place.lat, card.place.lon
    return (
        lat is not None
        and lon is not None
        and math.isfinite(lat)
        and math.isfinite(lon)
        and -90 <= lat <= 90
        and -180 <= lon <= 180
    )


def position(card: PlaceCard) -> tuple[float, float]:
    """Degrees east and north."""
    return card.place.lon, card.place.lat


def anywhere_in(card: PlaceCard) -> bool:
    """Whether its pin may stand in many places far apart: a large country shapes no panel as long as anything else does."""
    return card.place.precision == "country" and bool(inside_points().get(card.place.country or ""))


def radius(card: PlaceCard, most: int, places: int) -> float:
    """Pixels; area grows evenly with the number of claims. Crowded maps get smaller pins."""
    least, largest = (8.0, 19.0) if places <= 24 else (6.5, 13.0)
    return round(
        math.sqrt(least**2 + (largest**2 - least**2) * max(0, len(card.claims) - 1) / max(1, most - 1)), 1
    )


def seat(
    group: list[PlaceCard], projection: Projection, width: float, height: float, most: int, places: int
) -> list[Pin]:
    """Pins of a panel; a region's or country's pin steps aside for an exact one, since its spot is only one of many."""
    pins: list[Pin] = []
    order = {"point": 0, "region": 1, "country": 2}
    for card in sorted(group, key=lambda card: (order[card.place.precision], -weight(card), card.place.id)):
        lon, lat = position(card)
        lat = max(-HIGHEST, min(HIGHEST, lat)) if projection.kind == "equalEarth" else lat
        pins.append(
            step_aside(Pin(card, lon, lat, radius(card, most, places)), pins, projection, width, height)
        )
    return pins


def step_aside(pin: Pin, others: list[Pin], projection: Projection, width: float, height: float) -> Pin:
    """The pin where it does not cover another: exact places move only when they share one spot, and only by its size."""
    fitted = projection.fitted(width, height)
    x, y = fitted(pin.lon, pin.lat)
    spots = [(fitted(other.lon, other.lat), other.radius) for other in others]
    exact = pin.card.place.precision == "point"
    free = lambda u, v: all(
        math.dist((u, v), spot) > (4 if exact else size + pin.radius + 6) for spot, size in spots
    )
    if free(x, y) or projection.kind != "azimuthalEqualArea":
        return pin
    for away in (1.2, 1.8, 2.6, 3.6, 5):
        for turn in range(8):
            u, v = (
                x + away * pin.radius * math.cos(turn * math.pi / 4),
                y + away * pin.radius * math.sin(turn * math.pi / 4),
            )
            if free(u, v) and pin.radius < u < width - pin.radius and pin.radius < v < height - pin.radius:
                lon, lat = fitted.back(u, v)
                return replace(pin, lon=round(lon, 3), lat=round(lat, 3))
    return pin


def join(card: PlaceCard, rows, projections, widths, height: float, most: int, places: int) -> None:
    """Adds a place that shaped no panel to the first one that shows it; a large country's pin may stand anywhere inland."""
    spots = [position(card)] + (
        list(inside_points().get(card.place.country or "", ())) if card.place.precision == "country" else []
    )
    size = radius(card, most, places)
    best = None
    for number, (row, projection, width) in enumerate(zip(rows, projections, widths)):
        fitted = projection.fitted(width, height)
        x0, y0, x1, y1 = projection.bounds()
        left, right, top, bottom = (
            fitted.tx + fitted.k * x0,
            fitted.tx + fitted.k * x1,
            fitted.ty - fitted.k * y1,
            fitted.ty - fitted.k * y0,
        )
        taken = [fitted(pin.lon, pin.lat) for pin in row]
        own = sum(pin.card.place.country == card.place.country for pin in row)
        for first, spot in enumerate(spots):
            x, y = fitted(*spot)
            inset = size + 4 if first == 0 else max(size + 8, 0.1 * (bottom - top))
            if (
                left + inset < x < right - inset
                and top + inset < y < bottom - inset
                and apart(spot, (projection.lon, projection.lat)) < 90
            ):
                room = min((math.dist((x, y), other) for other in taken), default=200)
                # its own point first; then the panel that tells most about that country; then room
                score = (
                    first == 0 and room > 24,
                    own,
                    min(room, 90) - math.dist((x, y), ((left + right) / 2, (top + bottom) / 2)) / 8,
                )
                if best is None or score > best[0]:
                    best = (score, number, Pin(card, *spot, size))
    if best:
        rows[best[1]].append(
            step_aside(best[2], rows[best[1]], projections[best[1]], widths[best[1]], height)
        )
