"""Is what people can reach shared by all who can come to it, as others compute it too?"""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

from geo.lopen import DETOUR
from geo.toegang import Numbers, Verval, find_wegen, make_deel_per_gebied, make_deel_per_inwoner, make_toegang

WALK_M = 1200.0


def make_cells(*cells: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=["x", "y", "inwoners"])


def reach(cells: pd.DataFrame, plekken: Numbers, aanbod: Numbers, verval: Verval = Verval.GEEN) -> Numbers:
    wegen = find_wegen(cells, plekken, afstand_m=WALK_M, verval=verval)
    return make_toegang(cells["inwoners"].to_numpy(dtype=float), wegen, aanbod)


def seeded() -> tuple[pd.DataFrame, Numbers, Numbers]:
    """A town of which a corner has nothing within a walk."""
    random = np.random.default_rng(2003)
    cells = pd.DataFrame(random.uniform(0, 8000, (400, 2)), columns=["x", "y"]).assign(
        inwoners=random.integers(0, 90, 400).astype(float)
    )
    return cells, random.uniform(0, 5000, (40, 2)), random.uniform(1, 500, 40)


def test_a_place_is_shared_by_all_who_can_come() -> None:
    cells = make_cells((0, 0, 30), (100, 0, 70))
    assert reach(cells, np.array([[50.0, 0.0]]), np.array([200.0])) == pytest.approx([2.0, 2.0])


def test_nothing_within_a_walk_is_nothing_and_not_unknown() -> None:
    cells = make_cells((0, 0, 30), (9000, 0, 70))
    assert reach(cells, np.array([[0.0, 0.0]]), np.array([60.0])) == pytest.approx([2.0, 0.0])


def test_a_walk_is_the_straight_line_times_the_detour() -> None:
    edge = WALK_M / DETOUR
    cells = make_cells((edge - 0.01, 0, 10), (edge + 0.01, 0, 10))
    assert (reach(cells, np.array([[0.0, 0.0]]), np.array([10.0])) > 0).tolist() == [True, False]


def test_a_place_where_nobody_lives_is_of_use_to_nobody() -> None:
    cells = make_cells((0, 0, 0), (0, 100, np.nan))
    assert reach(cells, np.array([[0.0, 0.0]]), np.array([10.0])).tolist() == [0.0, 0.0]


def test_without_places_nothing_can_be_reached() -> None:
    assert reach(make_cells((0, 0, 10)), np.empty((0, 2)), np.empty(0)).tolist() == [0.0]


@pytest.mark.parametrize("verval", [Verval.LINEAIR, Verval.GAUSS])
def test_with_decay_the_nearest_have_most(verval: Verval) -> None:
    near, far = reach(make_cells((0, 0, 10), (800, 0, 10)), np.array([[0.0, 0.0]]), np.array([10.0]), verval)
    assert near > far > 0


@pytest.mark.parametrize("verval", list(Verval))
def test_all_that_is_offered_goes_to_those_who_can_come(verval: Verval) -> None:
    cells, plekken, aanbod = seeded()
    given = (reach(cells, plekken, aanbod, verval) * cells["inwoners"]).sum()
    assert given == pytest.approx(aanbod.sum())


def test_a_gebied_has_what_its_mean_inhabitant_has() -> None:
    cells = make_cells((0, 0, 30), (9000, 0, 90))
    people = cells["inwoners"].to_numpy(dtype=float)
    wegen = find_wegen(cells, np.array([[0.0, 0.0]]), afstand_m=WALK_M)
    deel = make_deel_per_inwoner(people, wegen, plekken=1)
    per = make_deel_per_gebied(people, np.array([0, 0], dtype=np.int32), deel, gebieden=2)
    assert (per @ np.array([60.0])).tolist() == pytest.approx([0.5, 0.0])


WEIGHTS: dict[Verval, Callable[[float], float]] = {
    Verval.GEEN: lambda _m: 1.0,
    Verval.LINEAIR: lambda m: 1 - m / WALK_M,
    Verval.GAUSS: lambda m: math.exp(math.log(0.01) * (m / WALK_M) ** 2),
}


@pytest.mark.parametrize("verval", list(Verval))
def test_a_loop_over_all_pairs_gives_the_same(verval: Verval) -> None:
    cells, plekken, aanbod = seeded()
    metres = cdist(cells[["x", "y"]], plekken) * DETOUR
    weigh, people = WEIGHTS[verval], cells["inwoners"].to_numpy()
    found = np.zeros(len(cells))
    for j, offered in enumerate(aanbod):
        near = [i for i in range(len(cells)) if metres[i, j] <= WALK_M]
        comers = sum(people[i] * weigh(metres[i, j]) for i in near)
        for i in near:
            found[i] += offered / comers * weigh(metres[i, j])
    assert reach(cells, plekken, aanbod, verval) == pytest.approx(found, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("verval", list(Verval))
def test_pysal_gives_the_same(verval: Verval) -> None:
    """It says NaN where nothing is reached; that is 0 here."""
    fca = pytest.importorskip("access").fca
    cells, plekken, aanbod = seeded()
    metres = cdist(cells[["x", "y"]], plekken) * DETOUR
    origin, dest = np.indices(metres.shape)
    costs = pd.DataFrame({"origin": origin.ravel(), "dest": dest.ravel(), "cost": metres.ravel()})
    demand = pd.DataFrame({"geoid": range(len(cells)), "demand": cells["inwoners"]})
    supply = pd.DataFrame({"supply": aanbod}, index=pd.RangeIndex(len(aanbod), name="geoid"))
    theirs = fca.two_stage_fca(
        demand, supply, costs[costs["cost"] <= WALK_M], max_cost=WALK_M, demand_index="geoid", weight_fn=WEIGHTS[verval]
    )
    expected = theirs.reindex(range(len(cells))).fillna(0.0).to_numpy()
    assert (expected == 0).any()
    assert reach(cells, plekken, aanbod, verval) == pytest.approx(expected, rel=1e-9, abs=1e-9)
