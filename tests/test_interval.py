"""Intervals: the days that an ISO value of any precision covers, and how they lie to each other."""

from datetime import date

import pytest

from briefing.interval import Interval, label


@pytest.mark.parametrize(
    "value, first, last",
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29)),
        ("2031-03-04", date(2031, 3, 4), date(2031, 3, 4)),
        ("2031-03-04T23:32", date(2031, 3, 4), date(2031, 3, 4)),
        ("2031-03-04/2031-03-06", date(2031, 3, 4), date(2031, 3, 6)),
        ("2031-03/2031-05", date(2031, 3, 1), date(2031, 5, 31)),
        ("2031-03-04/..", date(2031, 3, 4), None),
        ("../2031-03-04", None, date(2031, 3, 4)),
    ],
)
def test_a_value_covers_the_days_of_its_precision(value, first, last):
    assert Interval.read(value) == Interval(first, last)


@pytest.mark.parametrize(
    "value", [None, "", "soon", "2031-13", "2031-02-30", "0000", "../..", "2031-03-04/soon"]
)
def test_a_value_that_names_no_day_has_no_interval(value):
    assert Interval.read(value) is None


@pytest.mark.parametrize(
    "one, two, before, overlaps, gap",
    [
        ("2031-03-04", "2031-03-06", True, False, 2),
        ("2031-03", "2031-03-06", False, True, 0),
        ("2031-03-04/..", "2031-04", False, True, 0),
        ("../2031-03-04", "2031-03-09/..", True, False, 5),
    ],
)
def test_intervals_are_before_or_overlap(one, two, before, overlaps, gap):
    first, second = Interval.read(one), Interval.read(two)
    assert (first.before(second), first.overlaps(second), first.gap_days(second)) == (before, overlaps, gap)
    assert (second.overlaps(first), second.gap_days(first)) == (overlaps, gap)


def test_days_are_walked_only_where_both_sides_are_known_and_near():
    assert list(Interval.read("2031-02-28/2031-03-01").days()) == [date(2031, 2, 28), date(2031, 3, 1)]
    assert not list(Interval.read("2031-02-28/..").days()) and not list(Interval.read("2020/2031").days())


@pytest.mark.parametrize(
    "value, words",
    [
        ("2031-03-04", "4 Mar 2031"),
        ("2031-03-04/2031-03-06", "4–6 Mar 2031"),
        ("2030-12-30/2031-01-02", "30 Dec 2030 – 2 Jan 2031"),
        ("2031-03", "Mar 2031"),
        ("2031-03/..", "since Mar 2031"),
        ("../2031-03-04", "until 4 Mar 2031"),
        (None, ""),
    ],
)
def test_a_label_says_the_date_as_a_reader_writes_it(value, words):
    assert label(value) == words
