"""Is the share of who can walk to a place right, and does it move the way it must when places come and go?"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bereik import find_pairs, is_bereikt, make_aandeel, make_aandelen, make_uren, make_verlies
from geo.lopen import DETOUR, Pairs, Points

WALK_M = 800


def make_cells(
    inwoners: list[float], *, places: list[float] | None = None, spread: float = 0.0, wijk: list[str] | None = None
) -> pd.DataFrame:
    """Cells in a row, half a kilometre apart unless `places` says otherwise; each count may be off by a share."""
    counts = np.array(inwoners, dtype=float)
    x = np.arange(len(counts)) * 500.0 if places is None else np.array(places)
    return pd.DataFrame(
        {
            "x": x,
            "y": np.zeros(len(counts)),
            "wijk": wijk or ["WK039201"] * len(counts),
            "inwoners": counts,
            "ondergrens": counts * (1 - spread),
            "bovengrens": counts * (1 + spread),
        }
    )


def at(*x: float) -> Points:
    return np.array([(one, 0.0) for one in x]).reshape(-1, 2)


def reached_from(cells: pd.DataFrame, *x: float) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return is_bereikt(find_pairs(cells, at(*x), afstand_m=WALK_M), vakken=len(cells))


@pytest.mark.parametrize(("away_m", "expected"), [(WALK_M / DETOUR - 0.01, True), (WALK_M / DETOUR + 0.01, False)])
def test_a_walk_is_the_straight_line_times_the_detour(away_m: float, expected: bool) -> None:
    assert reached_from(make_cells([1], places=[away_m]), 0.0).tolist() == [expected]


def test_a_network_of_streets_can_take_the_place_of_the_straight_line() -> None:
    def only_the_first(_van: Points, _naar: Points, *, afstand_m: float) -> Pairs:
        assert afstand_m == WALK_M
        return Pairs(np.array([0], np.int32), np.array([0], np.int32))

    cells = make_cells([1, 1])
    pairs = find_pairs(cells, at(0.0), afstand_m=WALK_M, loopbereik=only_the_first)
    assert is_bereikt(pairs, vakken=2).tolist() == [True, False]


def test_without_a_place_nobody_is_reached() -> None:
    assert make_aandeel(make_cells([10, 20]), reached_from(make_cells([10, 20]))).aandeel == 0


def test_the_share_is_of_inhabitants_and_not_of_cells() -> None:
    cells = make_cells([10, 30], places=[0, 5000])
    assert make_aandeel(cells, reached_from(cells, 0.0)).aandeel == 0.25


def test_cells_of_which_nothing_is_known_count_on_neither_side() -> None:
    cells = make_cells([10, np.nan, 30], places=[0, 0, 5000])
    found = make_aandeel(cells, reached_from(cells, 0.0))
    assert (found.inwoners, found.aandeel) == (40, 0.25)


def test_where_nobody_is_known_to_live_there_is_no_share() -> None:
    assert make_aandeel(make_cells([np.nan, 0]), np.array([True, False])).aandeel is None


def test_an_interval_takes_the_least_inside_and_the_most_outside() -> None:
    cells = make_cells([100, 100], places=[0, 5000], spread=0.5)
    found = make_aandeel(cells, reached_from(cells, 0.0))
    assert (found.ondergrens, found.bovengrens) == (50 / 200, 150 / 200)


def test_each_wijk_has_its_own_share() -> None:
    cells = make_cells([10, 30], places=[0, 5000], wijk=["WK039201", "WK039202"])
    shares = {code: one.aandeel for code, one in make_aandelen(cells, reached_from(cells, 0.0)).items()}
    assert shares == {"WK039201": 1, "WK039202": 0}


def test_closing_a_place_takes_those_who_have_no_other() -> None:
    cells = make_cells([10, 20, 40], places=[0, 550, 1100])
    pairs = find_pairs(cells, at(0.0, 1100.0, 9000.0), afstand_m=WALK_M)
    assert make_verlies(cells, pairs, plekken=3).tolist() == [10, 40, 0]


def test_hours_of_several_places_do_not_count_twice() -> None:
    cells = make_cells([1, 1], places=[0, 5000])
    pairs = find_pairs(cells, at(0.0, 100.0), afstand_m=WALK_M)
    weeks = [np.array([True, True, False, False]), np.array([False, True, True, False])]
    assert make_uren(pairs, weeks, vakken=2).tolist() == [0.75, 0]


def test_without_places_nothing_is_ever_open() -> None:
    cells = make_cells([1])
    assert make_uren(find_pairs(cells, at(), afstand_m=WALK_M), [], vakken=1).tolist() == [0]


counts = st.lists(st.one_of(st.floats(0, 1e5), st.just(float("nan"))), min_size=1, max_size=12)
spots = st.lists(st.floats(-1000, 7000), max_size=5)


@given(counts, spots, st.floats(0, 1))
def test_a_share_lies_between_its_bounds_and_those_between_none_and_all(
    inwoners: list[float], places: list[float], spread: float
) -> None:
    cells = make_cells(inwoners, spread=spread)
    found = make_aandeel(cells, reached_from(cells, *places))
    if found.aandeel is not None and found.ondergrens is not None and found.bovengrens is not None:
        assert 0 <= found.ondergrens <= found.aandeel <= found.bovengrens <= 1


@given(counts, spots, st.floats(-1000, 7000))
def test_another_place_never_lowers_a_share(inwoners: list[float], places: list[float], new: float) -> None:
    cells = make_cells(inwoners)
    before, after = (make_aandeel(cells, reached_from(cells, *some)) for some in (places, [*places, new]))
    assert after.bereikt >= before.bereikt


@given(counts, st.lists(st.floats(-1000, 7000), min_size=1, max_size=5))
def test_closing_never_raises_a_share_and_takes_just_what_was_foretold(
    inwoners: list[float], places: list[float]
) -> None:
    cells = make_cells(inwoners)
    before, after = (make_aandeel(cells, reached_from(cells, *some)) for some in (places, places[1:]))
    pairs = find_pairs(cells, at(*places), afstand_m=WALK_M)
    foretold = make_verlies(cells, pairs, plekken=len(places))[0]
    assert before.bereikt - after.bereikt == pytest.approx(foretold, abs=1e-6)
    assert after.bereikt <= before.bereikt


@given(counts, spots)
def test_the_wijken_hold_as_many_as_the_gemeente(inwoners: list[float], places: list[float]) -> None:
    cells = make_cells(inwoners, wijk=[f"WK03920{number % 3}" for number in range(len(inwoners))])
    reached = reached_from(cells, *places)
    whole, parts = make_aandeel(cells, reached), make_aandelen(cells, reached).values()
    assert sum(part.inwoners for part in parts) == pytest.approx(whole.inwoners)
    assert sum(part.bereikt for part in parts) == pytest.approx(whole.bereikt)
