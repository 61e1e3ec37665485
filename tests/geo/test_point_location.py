import math

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.point_location import PointLocator

# Voronoi cells: a coverage without straight rows, of which every point has a brute-force answer.
SEEDS = shapely.points(np.random.default_rng(392).uniform(0, 1000, (60, 2)))
CELLS = np.array(shapely.voronoi_polygons(shapely.multipoints(SEEDS), ordered=True).geoms, dtype=object)
NAMES = [f"cell {number}" for number in range(len(CELLS))]
LOCATOR = PointLocator(NAMES, CELLS)

coordinates = st.floats(-500, 1500)


@given(x=coordinates, y=coordinates)
def test_the_found_polygon_is_the_first_that_contains_the_point(x: float, y: float) -> None:
    around = [name for name, cell in zip(NAMES, CELLS, strict=True) if cell.intersects(shapely.Point(x, y))]
    assert LOCATOR.find([x], [y])[0] == (around[0] if around else None)


def test_a_point_on_a_shared_corner_belongs_to_the_first_polygon() -> None:
    west, east = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    assert PointLocator(["west", "east"], [west, east]).find([1], [0.5])[0] == "west"


def test_many_points_are_found_in_their_own_order() -> None:
    inside = shapely.point_on_surface(CELLS)[::-1]
    assert list(LOCATOR.find(shapely.get_x(inside), shapely.get_y(inside))) == NAMES[::-1]


def test_no_points_give_no_answers() -> None:
    assert list(LOCATOR.find([], [])) == []


def test_a_coordinate_that_is_no_number_lies_nowhere() -> None:
    assert list(LOCATOR.find([math.nan, 500, math.inf], [500, math.nan, math.inf])) == [None, None, None]
