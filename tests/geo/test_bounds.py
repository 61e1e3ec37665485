"""Are the bounds of a ratio hard, and as tight as they can be?"""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bounds import Interval, Region, around, bounds_of_ratio, box, piece_of_aandeel, wedge

SHARES = st.floats(0, 1)
COUNTS = st.floats(1, 10_000)
INTERVALS = st.tuples(SHARES, SHARES).map(lambda ends: Interval(min(ends), max(ends)))
NOEMERS = st.tuples(COUNTS, COUNTS).map(lambda ends: Interval(min(ends), max(ends)))
REGIONS = st.one_of(
    st.builds(wedge, INTERVALS, NOEMERS),
    st.builds(box, NOEMERS, NOEMERS),
    st.builds(piece_of_aandeel, INTERVALS.filter(lambda ratio: ratio.high > 0), COUNTS),
)


@given(st.lists(REGIONS, min_size=1, max_size=4))
def test_the_bounds_are_those_of_the_most_extreme_corners(regions: list[Region]) -> None:
    """Trying every choice of corners is slow and plainly right."""
    ratios = [
        sum(corner.teller for corner in corners) / noemer
        for corners in product(*regions)
        if (noemer := sum(corner.noemer for corner in corners)) > 0
    ]
    assert bounds_of_ratio(regions) == pytest.approx((min(ratios), max(ratios)))


def test_a_piece_of_a_wijk_may_hold_all_or_none_of_those_who_count() -> None:
    assert bounds_of_ratio([piece_of_aandeel(Interval(0.2, 0.2), 500)]) == (0, 1)


def test_a_whole_wijk_beside_a_piece_pulls_the_bounds_in() -> None:
    whole = wedge(Interval(0.5, 0.5), Interval(1000, 1000))
    piece = piece_of_aandeel(Interval(0.25, 0.25), 400)
    assert bounds_of_ratio([whole, piece]) == pytest.approx((500 / 1300, 600 / 1100))


def test_a_mean_over_a_piece_alone_has_no_upper_bound() -> None:
    assert bounds_of_ratio([box(Interval(0, 900), Interval(0, 3))]) == (0, math.inf)


def test_without_any_noemer_no_ratio_is_possible() -> None:
    low, high = bounds_of_ratio([wedge(Interval(0.1, 0.2), Interval(0, 0))])
    assert low > high


def test_rounding_never_leaves_anything_out() -> None:
    assert Interval(28.16, 28.21).rounded_outward(1) == (28.1, 28.3)
    assert Interval(0.1 + 0.2, 0.1 + 0.2).rounded_outward(1) == (0.3, 0.3)


def test_a_rounded_figure_was_never_below_zero_or_above_the_whole() -> None:
    assert around(0, 0.5) == (0, 0.5)
    assert around(99.8, 0.5, highest=100) == (99.3, 100)
