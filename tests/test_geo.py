"""Panels, projections, names and arrows of the map: legible for any story, anywhere."""

import json
import math
import re
import urllib.parse
from itertools import combinations
from pathlib import Path

import pytest

from briefing.dashboard import geo
from briefing.dashboard.arrows import draw_arrows, find_arrows
from briefing.dashboard.charts.map import name_rows
from briefing.dashboard.labels import Scene, Tag, in_two, place_labels, shorten, text_width, widths_of
from briefing.dashboard.pins import radius
from briefing.dashboard.projection import Projection, apart, around, great_circle
from briefing.dashboard.regions import countries, inside_points, title
from briefing.model import Movement, Place, PlaceCard, Span

ROOT = Path(__file__).parent.parent


def card(
    name, lat, lon, precision="point", country=None, role="event", claims=1, stance="claimed", always=False
):
    return PlaceCard(
        Place(name.lower().replace(" ", "-"), name, lat, lon, precision, country),
        role,
        tuple(f"d:{i}-{i + 9}" for i in range(claims)),
        (),
        stance,
        always,
    )


LISBON, PORTO, FARO = (
    card("Lisbon", 38.72, -9.14, country="PT", claims=5),
    card("Porto", 41.15, -8.61, country="PT"),
    card("Faro", 37.02, -7.93, country="PT", role="meeting"),
)
MANILA, CEBU = card("Manila", 14.6, 120.98, country="PH", claims=4), card("Cebu", 10.32, 123.89, country="PH")
SUVA, APIA, NOME, ANADYR = (
    card("Suva", -18.14, 178.44, country="FJ"),
    card("Apia", -13.83, -171.76, country="WS"),
    card("Nome", 64.5, -165.4, country="US"),
    card("Anadyr", 64.73, 177.5, country="RU"),
)
STORIES = {
    "two ends of the world": [LISBON, PORTO, FARO, MANILA, CEBU],
    "one place": [LISBON],
    "one country": [card("Peru", -10, -76, "country", "PE")],
    "a large country alone": [card("Brazil", -10, -55, "country", "BR", claims=3)],
    "across the antimeridian": [SUVA, APIA],
    "Bering Strait": [NOME, ANADYR],
    "the pole": [
        card("North Pole", 90, 0),
        card("Longyearbyen", 78.2, 15.6, country="SJ"),
        card("Alert", 82.5, -62.3, country="CA"),
    ],
    "both poles": [card("North Pole", 90, 0), card("South Pole", -90, 0)],
    "one spot": [
        card("Quito", -0.2, -78.5, country="EC"),
        card("Quito region", -0.2, -78.5, "region", "EC"),
        card("Old Quito", -0.2, -78.5, country="EC"),
    ],
    "round the globe": [
        card(
            f"Port {i}",
            50 * math.sin(i),
            (i * 47) % 360 - 180,
            claims=1 + i % 5,
            role=("event", "meeting", "named")[i % 3],
        )
        for i in range(40)
    ],
    "sixty close by": [
        card(
            f"Town {i}",
            45 + (i * 7 % 60) / 7,
            5 + (i * 13 % 60) / 4,
            claims=1 + i % 9,
            role=("event", "named")[i % 2],
        )
        for i in range(60)
    ],
}


@pytest.mark.parametrize("story", STORIES)
def test_every_place_where_something_happens_gets_one_pin_inside_its_panel(story):
    cards = STORIES[story]
    panels = geo.fit_panels(cards, 900, 400)
    assert 1 <= len(panels) <= 3 and abs(sum(panel.share for panel in panels) - 1) < 0.01
    drawn = [pin.id for panel in panels for pin in panel.pins]
    assert len(drawn) == len(set(drawn))
    assert {card.place.id for card in cards if card.role != "named"} <= set(drawn)
    for panel in panels:
        assert panel.title and panel.share >= 0.16
        for width in (900 * panel.share, 330):
            fitted = panel.projection.fitted(width, 400)
            for pin in panel.pins:
                x, y = fitted(pin.lon, pin.lat)
                assert 0 < x < width and 0 < y < 400, (story, pin.name, x, y)


def test_a_story_without_places_shows_the_whole_world():
    (panel,) = geo.fit_panels([], 900, 400)
    assert (
        panel.title == "World"
        and panel.pins == ()
        and panel.projection.kind == "equalEarth"
        and abs(panel.projection.lon) < 30
    )


def test_places_far_apart_get_panels_of_their_own_and_plain_titles():
    assert [panel.title for panel in geo.fit_panels(STORIES["two ends of the world"], 900, 400)] == [
        "Portugal",
        "Philippines",
    ]


def test_a_far_place_merely_named_does_not_blow_up_the_map():
    cards = [LISBON, PORTO, FARO, card("Wellington", -41.3, 174.8, country="NZ", role="named")]
    panels = geo.fit_panels(cards, 900, 400)
    assert [panel.title for panel in panels] == ["Portugal"]
    assert [card.place.name for card in geo.not_drawn(cards, panels)] == ["Wellington"]


def test_a_far_place_where_people_meet_gets_a_small_panel():
    panels = geo.fit_panels(
        [LISBON, PORTO, FARO, card("Wellington", -41.3, 174.8, country="NZ", role="meeting")], 900, 400
    )
    share = {panel.title: panel.share for panel in panels}
    assert set(share) == {"Portugal", "New Zealand"} and share["New Zealand"] < share["Portugal"]


def test_a_large_country_stands_inland_in_the_panel_that_shows_most_of_its_places():
    panels = geo.fit_panels(
        [
            card("Manaus", -3.1, -60, country="BR"),
            card("Boa Vista", 2.8, -60.7, country="BR"),
            card("Brazil", -10, -55, "country", "BR", claims=9),
        ],
        900,
        400,
    )
    pin = next(pin for panel in panels for pin in panel.pins if pin.id == "brazil")
    assert (pin.lon, pin.lat) == (-55, -10) or any(
        apart((pin.lon, pin.lat), spot) < 4 for spot in inside_points()["BR"]
    )


def test_a_place_whose_coordinates_are_unknown_or_nonsense_is_listed_and_not_drawn():
    cards = [
        LISBON,
        card("Nowhere", None, None),
        card("Beyond", 95.0, 0.0),
        card("Not a number", math.nan, 0.0),
    ]
    panels = geo.fit_panels(cards, 900, 400)
    assert [card.place.name for card in geo.not_drawn(cards, panels)] == ["Nowhere", "Beyond", "Not a number"]


def test_panels_do_not_depend_on_the_order_of_the_places():
    cards = STORIES["round the globe"]
    assert geo.fit_panels(cards, 900, 400) == geo.fit_panels(cards[::-1], 900, 400)


def test_pins_grow_evenly_in_area_with_the_number_of_claims():
    sizes = [radius(card("x", 0, 0, claims=n), 9, 5) ** 2 for n in (1, 5, 9)]
    assert abs((sizes[0] + sizes[2]) / 2 - sizes[1]) < 4 and sizes[0] >= 60


@pytest.mark.parametrize(
    "projection",
    [
        Projection("azimuthalEqualArea", 30, 55),
        Projection("azimuthalEqualArea", -170, -20),
        Projection("azimuthalEqualArea", 0, 90),
    ],
)
def test_a_point_on_paper_leads_back_to_its_point_on_the_globe(projection):
    for lon, lat in ((10, 50), (-175, -30), (100, 80)):
        if apart((lon, lat), (projection.lon, projection.lat)) < 150:
            assert apart(projection.back(*projection.raw(lon, lat)), (lon, lat)) < 1e-4


def test_equal_areas_stay_equal_on_paper():
    for projection in (Projection("azimuthalEqualArea", 0, 45), Projection("equalEarth", 0, 0)):
        areas = []
        for lat in (0, 40, 60):
            step = 0.1 / math.cos(math.radians(lat))
            (x0, y0), (x1, y1), (x2, y2) = (
                projection.raw(*point) for point in ((20, lat), (20 + step, lat), (20, lat + 0.1))
            )
            areas.append(abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)))
        assert max(areas) / min(areas) < 1.01


def test_points_around_the_globe_are_cut_where_none_lies():
    projection = around([(-70.0, 0.0), (-100.0, 40.0), (20.0, -30.0), (100.0, 20.0)])
    cut = (projection.lon + 360) % 360 - 180
    assert projection.kind == "equalEarth" and all(
        abs((lon - cut + 540) % 360 - 180) > 10 for lon in (-70, -100, 20, 100)
    )


def test_great_circles_take_the_short_way_across_the_antimeridian():
    way = great_circle((170, 0), (-170, 0))
    assert (
        all(abs(lon) >= 169.99 for lon, _ in way)
        and way[0] == pytest.approx((170, 0))
        and way[-1] == pytest.approx((-170, 0))
    )
    assert great_circle((0, 0), (180, 0)) == [(0, 0)]


# ------------------------------------------------------------------- names


def all_spots(panel, panels, arrows, height=400):
    """(width, {id: box in pixels}, pins in pixels) for both ends of each step of width."""
    rows, missing, _ = name_rows(panel, draw_arrows(panel, panels, arrows, 900 * panel.share, height), height)
    widths = widths_of(panel.share)
    for step, least in enumerate(widths):
        for width in (least, (widths + (least + 300,))[step + 1] - 1):
            fitted = panel.projection.fitted(width, height)
            boxes = {}
            for row in rows:
                if row.get(f"t{step}"):
                    x, y = fitted(row["lon"], row["lat"])
                    lines = row[f"t{step}"].split("\n")
                    long, size = max(text_width(line, row["size"]) for line in lines), row["size"]
                    left = (
                        x + row[f"x{step}"] - {"left": 0, "right": long, "center": long / 2}[row[f"a{step}"]]
                    )
                    top = y + row[f"y{step}"] - size * 0.58
                    boxes[row["id"]] = (left, top, left + long, top + size * 1.16 * len(lines))
            yield (
                width,
                boxes,
                {pin.id: (*fitted(pin.lon, pin.lat), pin.radius) for pin in panel.pins},
                missing[step],
            )


@pytest.mark.parametrize("story", STORIES)
def test_names_never_cover_a_name_or_another_pin_and_never_leave_the_panel(story):
    panels = geo.fit_panels(STORIES[story], 900, 400)
    for panel in panels:
        for width, boxes, pins, _ in all_spots(panel, panels, []):
            for id, box in boxes.items():
                assert box[0] > 0 and box[2] < width and box[1] > 0 and box[3] < 400, (story, width, id)
                for other, (x, y, size) in pins.items():
                    away = math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3]))
                    assert away > size - 0.5 or id == other or math.dist(pins[id][:2], (x, y)) < 1, (
                        story,
                        width,
                        id,
                        other,
                    )
            for (one, a), (two, b) in combinations(boxes.items(), 2):
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (story, width, one, two)


@pytest.mark.parametrize(
    "story",
    [
        "two ends of the world",
        "one place",
        "across the antimeridian",
        "Bering Strait",
        "the pole",
        "one country",
    ],
)
def test_no_name_vanishes_in_a_story_of_usual_size(story):
    panels = geo.fit_panels(STORIES[story], 900, 400)
    assert all(missing == 0 for panel in panels for *_, missing in all_spots(panel, panels, []))


def test_a_name_without_room_is_left_out_rather_than_laid_over_another():
    fitted = Projection("azimuthalEqualArea", 0, 0, ((-5, -5), (5, 5))).fitted(300, 160)
    tags = [Tag(f"t{i}", "Long Harbour Name", (0, i / 9), 6, 16) for i in range(19)]
    scene = Scene(fitted, 300, 160, [(fitted(*tag.at), 6) for tag in tags], [])
    assert 0 < len(place_labels(tags, [scene])) < 19


def test_words_are_cut_or_broken_to_fit():
    assert (
        shorten("Democratic Republic", 16, 80).endswith("…")
        and text_width(shorten("Democratic Republic", 16, 80), 16) <= 80
    )
    assert in_two("Strait of Malacca") == "Strait of\nMalacca" and in_two("Lisbon") == "Lisbon"


# ------------------------------------------------------------------- arrows

SPAN = Span("d", 0, 5, "moved")


def arrows_of(*ends):
    return find_arrows(Movement(destination, SPAN, origin) for origin, destination in ends)


def test_movements_between_the_same_ends_are_one_arrow_and_an_origin_outdoes_none():
    arrows = arrows_of(
        ("lisbon", "porto"), ("lisbon", "porto"), (None, "porto"), (None, "faro"), ("faro", "faro")
    )
    assert [(arrow.origin, arrow.destination, arrow.count) for arrow in arrows] == [
        ("lisbon", "porto", 2),
        (None, "faro", 1),
    ]


def test_an_arrow_points_at_its_pin_and_keeps_off_it():
    panels = geo.fit_panels([LISBON, PORTO, FARO], 900, 400)
    (drawn,) = draw_arrows(panels[0], panels, arrows_of(("faro", "porto")), 900, 400)
    tip = tuple(map(float, re.match(r"M(-?[\d.]+),(-?[\d.]+)", drawn.head[1]).groups()))
    pin = next(pin for pin in panels[0].pins if pin.id == "porto")
    assert (
        drawn.head[0] == (pin.lon, pin.lat)
        and math.hypot(*tip) == pytest.approx(pin.radius + 2, abs=0.2)
        and tip[1] > 0
    )  # it comes from the south
    assert drawn.about == "reported to go from Faro to Porto"


def test_an_arrow_that_leaves_the_panel_says_where_to_and_where_from():
    panels = geo.fit_panels(STORIES["two ends of the world"], 900, 400)
    said = [
        drawn.words[1]
        for panel in panels
        for drawn in draw_arrows(panel, panels, arrows_of(("manila", "lisbon")), 900 * panel.share, 400)
    ]
    assert said == ["from Manila", "to Lisbon"]


def test_an_arrow_to_or_from_a_place_that_is_not_drawn_is_left_out():
    panels = geo.fit_panels([LISBON, PORTO], 900, 400)
    assert (
        draw_arrows(panels[0], panels, arrows_of((None, "atlantis"), ("porto", "atlantis")), 900, 400) == []
    )


# ------------------------------------------------------------------- outlines and tables


@pytest.fixture(scope="module")
def world():
    return json.loads((ROOT / "static" / "world.json").read_text(encoding="utf-8"))


def rings(world, code):
    """Rings of a country in degrees."""
    scale = world["transform"]["scale"][0]
    arcs = []
    for steps in world["arcs"]:
        x = y = 0
        arcs.append([((x := x + dx) * scale, (y := y + dy) * scale) for dx, dy in steps])
    (country,) = [one for one in world["objects"]["countries"]["geometries"] if one["id"] == code]
    for polygon in country["arcs"]:
        for ring in polygon:
            yield [
                point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])
            ]


def inside(lon, lat, world, code):
    """Whether a country's outline holds a point (even-odd rule)."""
    crossings = sum(
        (a[1] > lat) != (b[1] > lat) and lon < a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for ring in rings(world, code)
        for a, b in zip(ring, ring[1:] + ring[:1])
    )
    return crossings % 2 == 1


def test_the_outlines_hold_the_whole_world_in_less_than_300_kB(world):
    assert (ROOT / "static" / "world.json").stat().st_size < 300_000
    drawn = {one["id"] for one in world["objects"]["countries"]["geometries"]} | {
        one["id"] for one in world["objects"]["dots"]["geometries"]
    }
    assert set(countries()) - drawn <= {
        "BV",
        "BQ",
        "GF",
        "GP",
        "MQ",
        "RE",
        "YT",
        "SJ",
        "UM",
    }  # drawn as parts of other states
    assert {"MT", "SG", "TV", "NR", "VA", "BH"} <= {
        one["id"] for one in world["objects"]["dots"]["geometries"]
    }


def test_boundaries_follow_the_general_assembly_of_the_united_nations(world):
    assert inside(34.1, 45.2, world, "UA") and not inside(34.1, 45.2, world, "RU")  # resolution 68/262
    assert inside(33.4, 35.3, world, "CY") and inside(44.0, 9.6, world, "SO")


def test_joined_countries_have_no_border_within(world):
    for code in ("UA", "CY", "SO"):
        (country,) = [one for one in world["objects"]["countries"]["geometries"] if one["id"] == code]
        walked = [number for polygon in country["arcs"] for ring in polygon for number in ring]
        assert not {~number for number in walked} & set(walked)


def test_points_inland_lie_in_their_country(world):
    for code in ("RU", "US", "BR", "AU"):
        assert all(inside(lon, lat, world, code) for lon, lat in inside_points()[code][::9]), code


@pytest.mark.parametrize(
    "places, words",
    [
        ([("SN", -17, 14, 1), ("ML", -8, 12, 1)], "West Africa"),
        ([("FR", 2, 48, 1), ("IT", 12, 42, 1), ("PL", 21, 52, 1)], "Europe"),
        ([("JP", 139, 35, 1), ("RU", 135, 48, 1)], "The Far East"),
        ([("RU", 37, 55, 1), ("UA", 30, 50, 1)], "Eastern Europe"),
        ([("EG", 31, 30, 1)], "Egypt"),
        ([(None, -150.0, -10.0, 1)], "The Pacific"),
        ([("CA", -75, 45, 1), ("CL", -70, -33, 1)], "The Americas"),
        ([], "World"),
    ],
)
def test_titles_are_plain_words(places, words):
    assert title(places) == words


def test_the_credit_names_its_source_and_its_rule():
    assert (
        "Natural Earth" in geo.CREDIT
        and "68/262" in geo.CREDIT
        and not urllib.parse.urlsplit(geo.CREDIT).netloc
    )


def test_a_country_told_of_once_and_far_from_the_rest_widens_no_panel_and_is_listed():
    near = [LISBON, PORTO, FARO]
    far = card("Yemen", 15.5, 47.5, "country", "YE")
    panels = geo.fit_panels([*near, far], 900, 400)
    assert [panel.projection for panel in panels] == [
        panel.projection for panel in geo.fit_panels(near, 900, 400)
    ]
    assert [one.place.id for one in geo.not_drawn([*near, far], panels)] == ["yemen"]


@pytest.mark.parametrize(
    "far",
    [
        card("Yemen", 15.5, 47.5, "country", "YE", claims=2),
        card("Yemen", 15.5, 47.5, "country", "YE", always=True),
        card("Sanaa", 15.35, 44.2, country="YE"),
    ],
    ids=["two claims", "asked for", "an exact place"],
)
def test_what_is_told_of_twice_asked_for_or_exact_is_always_drawn(far):
    cards = [LISBON, PORTO, FARO, far]
    assert geo.not_drawn(cards, geo.fit_panels(cards, 900, 400)) == []


def test_a_story_between_countries_told_of_once_each_draws_them_all():
    cards = [
        card("Norway", 61, 9, "country", "NO"),
        card("Sweden", 62, 16, "country", "SE"),
        card("Finland", 63, 26, "country", "FI"),
        card("Oslo", 59.9, 10.7, country="NO"),
    ]
    assert geo.not_drawn(cards, geo.fit_panels(cards, 900, 400)) == []


def test_a_country_told_of_no_more_than_the_towns_within_it_widens_no_map_of_them():
    towns = [
        card("Verín", 41.94, -7.44, country="ES", claims=3),
        card("Oímbra", 41.89, -7.47, country="ES", claims=2),
    ]
    whole = card("Spain", 40, -4, "country", "ES", claims=2)
    (panel,) = geo.fit_panels([*towns, whole], 860, 336)
    assert panel.projection == geo.fit_panels(towns, 860, 336)[0].projection and panel.title == "Spain"


def test_a_local_story_is_shown_closer_than_one_of_many_panels_and_named_after_both_sides_of_a_border():
    towns = [card("Verín", 41.94, -7.44, country="ES"), card("Chaves", 41.74, -7.47, country="PT")]
    (panel,) = geo.fit_panels(towns, 860, 336)
    x0, y0, x1, y1 = panel.projection.bounds()
    assert y1 - y0 < 0.1 and panel.title in ("Spain and Portugal", "Portugal and Spain")
