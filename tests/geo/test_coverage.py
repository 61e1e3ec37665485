import numpy as np
import pytest
import shapely

from geo.coverage import area_change, difference_share, find_overlaps, gaps_m2, make_coverage, make_repaired
from tests.geo.squares import square

BOW_TIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def array(*polygons: shapely.Geometry) -> np.ndarray:
    return np.array(polygons, dtype=object)


def test_repair_gives_a_valid_polygon() -> None:
    assert make_repaired(BOW_TIE).is_valid


def test_repair_leaves_no_lines_behind() -> None:
    spike = shapely.Polygon([(0, 0), (10, 0), (10, 10), (20, 20), (10, 10), (0, 10)])
    assert make_repaired(spike).geom_type == "Polygon"


def test_area_change_is_a_share_of_what_was() -> None:
    assert area_change(square(0, 0), square(0, 0, size_m=1000)) == pytest.approx(3)


def test_a_polygon_without_area_changes_beyond_measure() -> None:
    assert area_change(BOW_TIE, make_repaired(BOW_TIE)) == np.inf


def test_neighbours_do_not_overlap() -> None:
    assert list(find_overlaps(array(square(0, 0), square(1, 0)))) == []


def test_an_overlap_is_found_once_with_its_area() -> None:
    [overlap] = find_overlaps(array(square(0, 0), square(5, 5), square(0.5, 0)))
    assert overlap == (0, 2, 125_000)


def test_a_sliver_is_no_overlap() -> None:
    assert list(find_overlaps(array(square(0, 0), square(0.9997, 0)))) == []


def test_slivers_go_to_one_of_the_neighbours() -> None:
    coverage = make_coverage(array(square(0, 0), square(0.9998, 0), square(0, 1.0002)))
    assert shapely.coverage_is_valid(coverage)
    assert gaps_m2(coverage) == []


def test_a_missing_square_in_the_middle_is_a_gap() -> None:
    ring = [square(column, row) for column in range(3) for row in range(3) if (column, row) != (1, 1)]
    assert gaps_m2(array(*ring)) == [250_000]


def test_difference_counts_what_either_has_alone() -> None:
    assert difference_share(square(0, 0), square(0.5, 0)) == pytest.approx(1)
