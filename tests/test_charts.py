"""Charts: colours anyone can tell apart, specifications that hold only our own words, dates where they belong."""

import json
import math
from datetime import datetime
from itertools import combinations

import pytest

from briefing.dashboard import charts, geo
from briefing.dashboard.charts.calendar import in_words, make_calendar, read_stretch, ticks
from briefing.dashboard.palette import (
    PALETTE,
    ROLE_SHAPES,
    STANCE_COLOURS,
    STANCE_MARKS,
    STANCE_SHAPES,
    STANCE_WORDS,
)
from briefing.model import STANCES, Entry, Metric, Movement, Place, PlaceCard, Span, TimelineEntry, When

SPAN = Span("a1", 0, 4, "said")


# ------------------------------------------------------------------- colours


def linear(colour):
    """Red, green and blue as light (IEC 61966-2-1)."""
    return [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]


def contrast(one, two):
    """WCAG 2.2, relative luminance."""
    light, dark = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(two))), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


SEEN = {  # Machado, Oliveira, Fernandes 2009, severity 1
    "by most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "without green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "without blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour, seen):
    """CIE L*a*b* of a colour as someone sees it."""
    r, g, b = (min(1, max(0, sum(m * c for m, c in zip(row, linear(colour))))) for row in SEEN[seen])
    x, y, z = (
        f ** (1 / 3) if f > 0.008856 else 7.787 * f + 16 / 116
        for f in (
            (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_stance_reads_as_text_and_stands_out_as_a_mark(theme):
    ground = PALETTE[theme]
    for stance, colour in STANCE_COLOURS[theme].items():
        assert all(contrast(colour, ground[place]) >= 4.5 for place in ("page", "tile")), (stance, "text")
        assert all(contrast(colour, ground[place]) >= 3 for place in ("land", "country", "sea")), (
            stance,
            "mark",
        )
    assert all(
        contrast(ground[word], ground[place]) >= 4.5
        for word in ("ink", "quiet")
        for place in ("page", "land", "country", "sea")
    )
    assert all(contrast(ground["arrow"], ground[place]) >= 3 for place in ("land", "country", "sea"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("seen", SEEN)
def test_stances_stay_apart_for_the_colour_blind(theme, seen):
    for (one, a), (two, b) in combinations(STANCE_COLOURS[theme].items(), 2):
        assert math.dist(lab(a, seen), lab(b, seen)) > 17, (one, two)


def test_no_stance_is_told_by_colour_alone():
    assert (
        set(STANCE_SHAPES)
        == set(STANCE_MARKS)
        == set(STANCE_COLOURS["light"])
        == set(STANCE_COLOURS["dark"])
        == set(STANCES)
    )
    for table in (STANCE_SHAPES, STANCE_MARKS, STANCE_WORDS, ROLE_SHAPES):
        assert len(set(table.values())) == len(table)


# ------------------------------------------------------------------- map


def card(name, lat, lon, precision="point", country=None, role="event", claims=2, stance="claimed"):
    return PlaceCard(
        Place(name.lower(), name, lat, lon, precision, country),
        role,
        tuple(f"a1:{i}-{i + 9}" for i in range(claims)),
        (SPAN,),
        stance,
    )


CARDS = [
    card("Lisbon", 38.72, -9.14, country="PT", stance="confirmed"),
    card("Algarve", 37.1, -8.2, "region", "PT", claims=5),
    card("Portugal", 39.5, -8, "country", "PT", "named", 1, None),
    card("Manila", 14.6, 120.98, country="PH", role="meeting", stance="denied"),
]
MOVES = (Movement("lisbon", SPAN, "manila"), Movement("algarve", SPAN))


def specs(cards=CARDS, moves=MOVES, **options):
    panels = geo.fit_panels(cards, 900, 400)
    return [charts.spec(charts.place_map, panel, panels, moves, **options) for panel in panels]


@pytest.mark.parametrize("cards", [CARDS, [], CARDS[:1]], ids=["a story", "no place", "one place"])
@pytest.mark.parametrize("dark", [False, True])
def test_every_map_is_valid_vega_lite(cards, dark):
    panels = geo.fit_panels(cards, 900, 400)
    for panel in panels:
        charts.place_map(panel, panels, MOVES, dark=dark).to_dict()  # checks against the schema


def test_the_map_asks_nobody_but_this_server():
    for spec in specs():
        spec.pop("$schema")
        assert {layer["data"]["url"] for layer in spec["layer"] if "url" in layer["data"]} == {
            "/app/static/world.json"
        }
        assert "http" not in json.dumps(spec)


def test_a_pin_shows_role_by_shape_precision_by_edge_stance_by_colour_and_mark():
    rows = {row["id"]: row for spec in specs() for row in spec["datasets"]["pins"]}
    assert (rows["lisbon"]["role"], rows["manila"]["role"], rows["portugal"]["role"]) == (
        "event",
        "meeting",
        "named",
    )
    assert (
        rows["lisbon"]["colour"] == STANCE_COLOURS["light"]["confirmed"]
        and rows["lisbon"]["glyph"] == STANCE_SHAPES["confirmed"]
    )
    assert (
        rows["portugal"]["fill"] == PALETTE["light"]["page"]
        and rows["lisbon"]["fill"] == rows["lisbon"]["colour"]
    )
    assert rows["algarve"]["size"] > rows["lisbon"]["size"] and rows["algarve"]["precision"] == "region"


def test_pins_share_one_scale_across_panels():
    same = [
        card("Lisbon", 38.72, -9.14, country="PT", claims=3),
        card("Manila", 14.6, 120.98, country="PH", claims=3),
        card("Porto", 41.15, -8.61, country="PT", claims=8),
    ]
    rows = {row["id"]: row["size"] for spec in specs(same, ()) for row in spec["datasets"]["pins"]}
    assert rows["lisbon"] == rows["manila"] < rows["porto"]


def test_words_of_a_report_never_reach_the_map():
    hostile = "$\\rule{500em}{500em}$<script>![x](http://example.org)"
    cards = [
        PlaceCard(one.place, one.role, one.claims, (Span("a1", 0, len(hostile), hostile),), one.stance)
        for one in CARDS
    ]
    moves = (Movement("lisbon", Span("a1", 0, len(hostile), hostile), "manila"),)
    assert all(
        "rule{" not in json.dumps(spec) and "<script" not in json.dumps(spec) for spec in specs(cards, moves)
    )


def test_a_click_selects_a_place_and_never_a_country_s_outline():
    for spec in specs():
        (pick,) = [param for param in spec["params"] if param["name"] == "place"]
        assert (
            pick["select"]["fields"] == ["id"]
            and "event.item.datum.pin" in pick["select"]["on"]
            and "value" not in pick
        )
    assert sum("value" in param for spec in specs(selected="manila") for param in spec["params"]) == 1


def test_the_same_records_give_the_same_map():
    assert specs() == specs() and json.dumps(specs()) == json.dumps(specs(list(CARDS)))


def test_the_map_in_words_names_every_place_also_those_not_drawn():
    cards = CARDS + [card("Nowhere", None, None)]
    words = charts.describe_map(geo.fit_panels(cards, 900, 400), cards)
    assert (
        all(one.place.name in words for one in cards)
        and "Not drawn: Nowhere" in words
        and "denied" in words
        and "people meet here" in words
    )


# ------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "value, start, end, sides",
    [
        ("2023", "2023-01-01", "2024-01-01", ""),
        ("2023-12", "2023-12-01", "2024-01-01", ""),
        ("2023-05-09", "2023-05-09", "2023-05-10", ""),
        ("2023-05-09T18:30", "2023-05-09T18:30", "2023-05-09T18:30", ""),
        ("2023-05-09/2023-05-11", "2023-05-09", "2023-05-12", ""),
        ("2022-08/..", "2022-08-01", "2022-09-01", ">"),
        ("../2023-05-09", "2023-05-09", "2023-05-10", "<"),
        ("2023-05-11/2023-05-09", "2023-05-09", "2023-05-12", ""),
    ],
)
def test_a_date_is_as_long_as_its_words_are_vague(value, start, end, sides):
    stretch = read_stretch(value)
    assert (stretch.start, stretch.end) == (datetime.fromisoformat(start), datetime.fromisoformat(end))
    assert (stretch.open_end, stretch.open_start) == (sides == ">", sides == "<")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "soon",
        "2023-02-30",
        "2023-13",
        "0000",
        "9999-12-31",
        "0001",
        "../..",
        "/",
        "2023-05-09T25:00",
        "１９９９",
    ],
)
def test_what_is_no_date_is_not_drawn(value):
    assert read_stretch(value) is None


@pytest.mark.parametrize(
    "value, words",
    [
        ("2023-05-09", "9 May 2023"),
        ("2022-08/..", "since Aug 2022"),
        ("../2023", "until 2023"),
        ("2023-05-09/2023-05-11", "9 May 2023 to 11 May 2023"),
        (None, "not known"),
        ("soon", "not known"),
    ],
)
def test_dates_are_told_in_words(value, words):
    assert in_words(value) == words


def test_far_off_dates_stand_in_a_margin_and_do_not_squeeze_the_story():
    calendar = make_calendar(
        [
            (read_stretch(value), True)
            for value in ("1953", "2022-08-01", "2023-05-09", "2023-05-11", "2023-05-20")
        ]
    )
    assert calendar.start.year == 2023 and len(calendar.earlier) == 2
    places = [
        calendar.x(datetime.fromisoformat(day))
        for day in ("1953-01-01", "2022-08-01", "2023-05-09", "2023-05-11", "2023-05-20")
    ]
    assert places == sorted(places) and len(set(places)) == 5 and places[1] < 0.13 < places[2]


def test_ticks_never_come_closer_than_their_words_are_long():
    for last in ("2023-05-12", "2023-06-30", "2023-12-30"):
        marks = ticks(
            make_calendar(
                [
                    (read_stretch(day), True)
                    for day in (
                        "2023-05-09",
                        "2023-06-01",
                        "2023-07-02",
                        "2023-08-03",
                        "2023-09-04",
                        "2023-10-05",
                        "2023-11-06",
                        last,
                    )
                ]
            )
        )
        for level, width in ((0, 300), (1, 460), (2, 820)):
            shown = [mark["x"] * width for mark in marks if mark["level"] <= level]
            assert shown and all(b - a >= 48 for a, b in zip(shown, shown[1:])), (last, level)


# ------------------------------------------------------------------- timeline and spread


def entry(value, clock="happened", document="a1", claim="a1:0-9", text="words of a report"):
    return TimelineEntry(When(value, "stated"), clock, text, document, claim)


ENTRIES = (
    entry("2023-05-09"),
    entry("2023-05-09", claim="a1:20-29"),
    entry("2022-08/..", claim="a1:30-39"),
    entry("2023-05-10", "said"),
    entry("2023-05-11", "published", claim=None),
    entry("2023-05-08/2023-05-10", document="a2", claim="a2:0-9"),
    entry("../2023-05-12", "published", "a2", None),
    entry(None, claim="a2:40-49"),
)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("draw", [charts.timeline, charts.timeline_strip])
def test_timelines_are_valid_and_hold_our_own_words_only(draw, dark):
    chart = draw(ENTRIES, dark=dark)
    chart.to_dict()
    assert "words of a report" not in json.dumps(chart.to_dict(validate=False))


def test_a_story_without_dates_draws_no_timeline():
    assert (
        charts.timeline(()) is None
        and charts.timeline_strip((entry(None),)) is None
        and "No entry" in charts.describe_timeline(())
    )


def test_dots_of_one_lane_never_cover_each_other():
    many = tuple(
        entry(f"2023-05-{1 + i % 7:02d}", ("happened", "said")[i % 2], f"a{i % 3}", f"c{i}")
        for i in range(60)
    )
    rows = charts.spec(charts.timeline, many)["datasets"]["marks"]
    assert len({row["claim"] for row in rows}) == 60
    for one, two in combinations(rows, 2):
        assert abs(one["x"] - two["x"]) * 760 >= 13 or abs(one["y"] - two["y"]) >= 13


def test_every_report_has_a_lane_with_its_date_of_publication():
    lanes = charts.spec(charts.timeline, ENTRIES)["datasets"]["lanes"]
    assert [lane["words"] for lane in lanes] == [
        "report a1 · published 11 May 2023",
        "report a2 · published 12 May 2023 at the latest",
    ]


def test_the_strip_joins_entries_of_one_date_and_opens_the_first():
    rows = charts.spec(charts.timeline_strip, ENTRIES)["datasets"]["marks"]
    (both,) = [row for row in rows if row["count"] == 2]
    assert both["claim"] == "a1:0-9" and both["Claim"] == "a1:0-9 and 1 more"
    (open_end,) = [row for row in rows if row["open"] == 1]
    assert open_end["x2"] == max(row["x2"] for row in rows)


def test_an_outlet_with_hidden_marks_or_a_very_long_name_is_one_short_line():
    class Report:
        id, outlet = "a1", "The \u202eDaily\u200b\n Harbour " + "x" * 500

    words = charts.timeline(ENTRIES, (Report,)).datasets["lanes"][0]["words"]
    assert words.startswith("report a1 · The Daily Harbour xxx") and len(words) < 70 and "\u202e" not in words


def metric(*entries, kind="figure"):
    return Metric("m", kind, "seats", "5", "", None, tuple(entries))


def figure(low, high, stance="claimed", date="2023-05-09"):
    return Entry(str(low), "a1:0-9", SPAN, "union", stance, date, low, high)


def test_a_range_is_a_bar_and_an_open_end_an_arrow():
    rows = charts.spec(
        charts.spread,
        metric(figure(100, 100), figure(100, 300), figure(250, None), figure(None, 200, "denied")),
    )["datasets"]["readings"]
    assert [row["bar"] for row in rows] == [False, True, True, True] and [row["up"] for row in rows] == [
        False,
        False,
        True,
        False,
    ]
    assert (
        rows[3]["down"]
        and rows[3]["glyph"] == STANCE_SHAPES["denied"]
        and [row["x"] for row in rows] == sorted(row["x"] for row in rows)
    )


def test_numbers_of_very_different_size_are_all_seen():
    rows = charts.spec(
        charts.spread, metric(figure(1_500, 1_500), figure(12_000, 12_000), figure(8_000_000, None))
    )["datasets"]["readings"]
    assert rows[1]["y"] - rows[0]["y"] > 0.2


def test_positions_without_numbers_and_empty_metrics_draw_too():
    charts.spread(
        metric(figure(None, None, "unconfirmed"), figure(None, None, "confirmed"), kind="position")
    ).to_dict()
    assert charts.spread(metric()) is None
