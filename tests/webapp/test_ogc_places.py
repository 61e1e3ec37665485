"""Where does the OGC API say that things lie, in degrees and in RD, and what lies in a box?"""

from collections.abc import Callable
from typing import Any

import hypothesis
import numpy as np
import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st

from collectief.spatial import Punt
from geo.crs import to_wgs84
from geo.gebiedenset import Gebiedenset, Gebiedensets
from tests.asking_ogc import AANBOD, COUNT, GEBIEDEN, features, shape_of
from tests.builders import GEMEENTE, PLEK, build_aanbod
from webapp.context import session as request_session
from webapp.ogc.asked import Area
from webapp.ogc.crs import Crs

Put = Callable[..., int]


@pytest.fixture(scope="module")
def client(reading_app: Flask) -> FlaskClient:
    return reading_app.test_client()


@pytest.fixture(scope="module")
def haarlem(haarlem_sets: Gebiedensets) -> Gebiedenset:
    return haarlem_sets.get(GEMEENTE)


@pytest.fixture
def visitor(empty_app: Flask) -> FlaskClient:
    """Of an application without aanbod, on both databases."""
    return empty_app.test_client()


@pytest.fixture
def put(empty_app: Flask) -> Put:
    """Store an entry with these telling values; its id."""

    def _put(**telling: Any) -> int:
        with empty_app.app_context():
            number = build_aanbod(request_session(), **telling).id
            request_session().commit()
            return number

    return _put


# Places


def test_rd_is_what_the_set_has(client: FlaskClient, haarlem: Gebiedenset) -> None:
    given = features(client, GEBIEDEN, crs=Crs.RD.uri)
    for code, stored in haarlem.grenzen.geometry.items():
        assert shapely.hausdorff_distance(shape_of(given[code]), stored) < 0.001


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD])
def test_epsg_4326_has_latitude_first(client: FlaskClient, url: str) -> None:
    lonlat, latlon = features(client, url), features(client, url, crs=Crs.EPSG_4326.uri)
    for number, feature in lonlat.items():
        swapped = shapely.transform(shape_of(feature), lambda places: places[:, ::-1])
        assert shapely.equals(swapped, shape_of(latlon[number]))


def test_without_crs_a_place_is_longitude_and_latitude(client: FlaskClient) -> None:
    west, south, east, north = shapely.total_bounds([shape_of(f) for f in features(client, AANBOD).values()])
    assert (4.5 < west < east < 4.7, 52.3 < south < north < 52.5) == (True, True)


def test_aanbod_in_rd_lies_where_it_was_put(visitor: FlaskClient, put: Put) -> None:
    number = put(punt=Punt(104_000.25, 488_000.5))
    assert features(visitor, AANBOD, crs=Crs.RD.uri)[number]["geometry"]["coordinates"] == [104_000.25, 488_000.5]


@pytest.mark.parametrize("crs", [Crs.CRS84, Crs.RD], ids=lambda crs: crs.name)
def test_outer_rings_run_counterclockwise_and_holes_clockwise(client: FlaskClient, crs: Crs) -> None:
    for feature in features(client, GEBIEDEN, crs=crs.uri).values():
        for polygon in shape_of(feature).geoms:
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)


def test_every_shape_is_valid(client: FlaskClient) -> None:
    assert all(shape_of(feature).is_valid for feature in features(client, GEBIEDEN).values())


@pytest.mark.parametrize("url", [GEBIEDEN, AANBOD, f"{GEBIEDEN}/WK039221", AANBOD + "/{eigen}"])
@pytest.mark.parametrize("crs", Crs, ids=lambda crs: crs.name)
def test_the_answer_says_in_which_system_it_is(
    client: FlaskClient, entry_ids: dict[str, int], url: str, crs: Crs
) -> None:
    answer = client.get(url.format(**entry_ids), query_string={"crs": crs.uri})
    assert answer.headers["Content-Crs"] == f"<{crs.uri}>"


def test_the_answer_says_in_which_system_it_is_also_if_nobody_asked(client: FlaskClient) -> None:
    assert client.get(GEBIEDEN).headers["Content-Crs"] == f"<{Crs.CRS84.uri}>"


# Boxes

sides = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@hypothesis.given(sides, sides, st.sampled_from(Crs))
@hypothesis.settings(max_examples=30, deadline=None)
def test_a_box_gives_what_it_touches_and_nothing_else(
    client: FlaskClient, xs: list[float], ys: list[float], crs: Crs
) -> None:
    for url in (GEBIEDEN, AANBOD):
        shapes = {number: shape_of(feature) for number, feature in features(client, url, crs=crs.uri).items()}
        box = box_among(np.array(list(shapes.values())), xs, ys)
        asked = features(client, url, bbox=",".join(map(str, box)), bbox_crs=crs.uri)
        assert set(asked) == {n for n, shape in shapes.items() if shape.intersects(shapely.box(*box).envelope)}


def box_among(shapes: Any, xs: list[float], ys: list[float]) -> list[float]:
    """A box somewhere in the bounds of shapes; `xs` and `ys` are shares of its sides."""
    low_x, low_y, high_x, high_y = shapely.total_bounds(shapes).tolist()
    (west, east), (south, north) = (
        [low + (high - low) * share for share in shares]
        for low, high, shares in ((low_x, high_x, xs), (low_y, high_y, ys))
    )
    return [west, south, east, north]


def test_a_box_with_heights_is_read_without_them(client: FlaskClient) -> None:
    flat, high = (
        features(client, GEBIEDEN, bbox="4.6,52.3,4.65,52.37"),
        features(client, GEBIEDEN, bbox="4.6,52.3,-5,4.65,52.37,20"),
    )
    assert set(high) == set(flat) != set()


def test_a_box_of_one_point_gives_what_holds_the_point(client: FlaskClient, haarlem: Gebiedenset) -> None:
    given = features(client, GEBIEDEN, bbox="104030,488040,104030,488040", bbox_crs=Crs.RD.uri, soort="buurt")
    assert set(given) == {haarlem.find_buurt(104_030, 488_040)}


@pytest.mark.parametrize(("box", "count"), [("4,50,-170,60", COUNT), ("6,50,-170,60", 0), ("170,50,5,60", COUNT)])
def test_a_box_may_run_across_the_antimeridian(client: FlaskClient, box: str, count: int) -> None:
    assert len(features(client, GEBIEDEN, bbox=box)) == count


def test_aanbod_is_found_across_the_antimeridian(visitor: FlaskClient, put: Put) -> None:
    number = put()
    assert set(features(visitor, AANBOD, bbox="170,50,5,60")) == {number}
    assert set(features(visitor, AANBOD, bbox="52,170,53,4.5", bbox_crs=Crs.EPSG_4326.uri)) == set()


@pytest.mark.parametrize("crs", Crs, ids=lambda crs: crs.name)
def test_a_small_box_around_an_entry_finds_it_on_both_databases(visitor: FlaskClient, put: Put, crs: Crs) -> None:
    here, _elsewhere = put(punt=PLEK), put(punt=Punt(PLEK.x + 300, PLEK.y))
    (west, south), (east, north) = crs.places(np.array([(PLEK.x - 100, PLEK.y - 100), (PLEK.x + 100, PLEK.y + 100)]))
    assert set(features(visitor, AANBOD, bbox=f"{west},{south},{east},{north}", bbox_crs=crs.uri)) == {here}


def test_an_area_in_degrees_lies_within_its_box_in_rd() -> None:
    area = Area(shapely.box(4.6, 52.3, 4.7, 52.4), Crs.CRS84)
    box = area.in_rd()
    for x, y in ((box.xmin, box.ymin), (box.xmax, box.ymax)):
        lon, lat = to_wgs84(x, y)
        assert not area.holds(np.array([[lon, lat]]))[0]
