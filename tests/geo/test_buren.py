"""Which buurten adjoin?"""

from dataclasses import replace

import geopandas as gpd
import shapely

from geo.buren import find_buren
from geo.crs import RD
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from tests.geo.figures import make_set, read_haarlem

WEST, EAST, CORNER, FAR = (f"BU9999000{number}" for number in range(4))


def make_buurten(**shapes: shapely.Geometry) -> Gebiedenset:
    frame = {"naam": list(shapes), "soort": [Soort.BUURT] * len(shapes), "wijk": ["WK999900"] * len(shapes)}
    grenzen = gpd.GeoDataFrame(frame, geometry=list(shapes.values()), index=list(shapes), crs=RD)
    return replace(make_set(buurten=dict.fromkeys(shapes, 0.1), published={}), grenzen=grenzen)


def test_buurten_that_share_a_border_adjoin() -> None:
    found = make_buurten(**{WEST: shapely.box(0, 0, 100, 100), EAST: shapely.box(100, 0, 200, 100)})
    assert find_buren(found) == {(WEST, EAST)}


def test_buurten_that_meet_in_a_corner_do_not_adjoin() -> None:
    found = make_buurten(**{WEST: shapely.box(0, 0, 100, 100), CORNER: shapely.box(100, 100, 200, 200)})
    assert find_buren(found) == set()


def test_buurten_apart_do_not_adjoin() -> None:
    found = make_buurten(**{WEST: shapely.box(0, 0, 100, 100), FAR: shapely.box(150, 0, 200, 100)})
    assert find_buren(found) == set()


def test_borders_that_were_drawn_a_little_apart_adjoin() -> None:
    found = make_buurten(**{WEST: shapely.box(0, 0, 100, 100), EAST: shapely.box(100.5, 0, 200, 100)})
    assert find_buren(found) == {(WEST, EAST)}


def test_every_buurt_of_haarlem_has_neighbours() -> None:
    haarlem = read_haarlem()
    assert {code for pair in find_buren(haarlem) for code in pair} == set(haarlem.buurten_of("GM0392"))
