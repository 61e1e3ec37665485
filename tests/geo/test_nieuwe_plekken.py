"""Do new places reach as many as is promised, held against every other choice of places?"""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bereik import is_bereikt
from geo.lopen import Pairs
from geo.nieuwe_plekken import find_nieuwe_plekken, make_omgeving

WALK_M = 800
PROVEN = 1 - 1 / np.e


def make_cells(rows: list[tuple[float, float, float]]) -> pd.DataFrame:
    """Cells as x, y and inhabitants."""
    return pd.DataFrame(rows, columns=["x", "y", "inwoners"], dtype=float)


def best_of_all(
    cells: pd.DataFrame, omgeving: Pairs, reached: "np.ndarray[tuple[int], np.dtype[np.bool_]]", aantal: int
) -> float:
    """What the best choice of so many cells reaches beyond what is reached already, by trying them all."""
    inwoners = cells["inwoners"].to_numpy()
    best = 0.0
    for chosen in combinations(range(len(cells)), min(aantal, len(cells))):
        which = np.isin(np.arange(len(cells)), chosen)
        new = is_bereikt(omgeving, vakken=len(cells), which=which) & ~reached
        best = max(best, float(inwoners[new].sum()))
    return best


def test_the_first_place_is_the_best_one() -> None:
    cells = make_cells([(0, 0, 10), (500, 0, 10), (1000, 0, 10), (9000, 0, 25)])
    found = find_nieuwe_plekken(cells, make_omgeving(cells, afstand_m=WALK_M), np.zeros(4, bool), aantal=1)
    assert [(plek.vak, plek.erbij) for plek in found.plekken] == [(1, 30)]


def test_who_has_a_place_already_is_not_reached_again() -> None:
    cells = make_cells([(0, 0, 100), (9000, 0, 25)])
    found = find_nieuwe_plekken(cells, make_omgeving(cells, afstand_m=WALK_M), np.array([True, False]), aantal=2)
    assert [(plek.vak, plek.erbij) for plek in found.plekken] == [(1, 25)]


def test_where_everybody_is_reached_no_place_is_needed() -> None:
    cells = make_cells([(0, 0, 100)])
    found = find_nieuwe_plekken(cells, make_omgeving(cells, afstand_m=WALK_M), np.array([True]), aantal=3)
    assert (found.plekken, found.garantie) == ((), 1.0)


def test_without_cells_there_is_nowhere_to_put_one() -> None:
    cells = make_cells([])
    assert find_nieuwe_plekken(cells, make_omgeving(cells, afstand_m=WALK_M), np.zeros(0, bool), aantal=2).plekken == ()


def test_one_place_is_promised_to_be_the_best() -> None:
    cells = make_cells([(0, 0, 10), (400, 0, 7), (3000, 0, 12)])
    found = find_nieuwe_plekken(cells, make_omgeving(cells, afstand_m=WALK_M), np.zeros(3, bool), aantal=1)
    assert found.garantie == pytest.approx(1)


cells_of_a_town = st.lists(
    st.tuples(
        st.integers(0, 25).map(lambda hm: hm * 100.0), st.integers(0, 25).map(lambda hm: hm * 100.0), st.floats(0, 500)
    ),
    min_size=1,
    max_size=8,
)


@given(cells_of_a_town, st.integers(1, 3), st.integers(0, 7))
def test_choosing_greedily_keeps_its_promises(rows: list[tuple[float, float, float]], aantal: int, taken: int) -> None:
    cells = make_cells(rows)
    omgeving = make_omgeving(cells, afstand_m=WALK_M)
    reached = is_bereikt(omgeving, vakken=len(cells), which=np.arange(len(cells)) == taken)
    found, best = (
        find_nieuwe_plekken(cells, omgeving, reached, aantal=aantal),
        best_of_all(cells, omgeving, reached, aantal),
    )
    assert found.erbij <= best + 1e-6
    assert found.erbij >= PROVEN * best - 1e-6
    assert found.hoogstens >= best - 1e-6
    assert found.erbij >= found.garantie * best - 1e-6
