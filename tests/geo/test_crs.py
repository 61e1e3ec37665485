import json
import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import lies_in_nederland, to_rd, to_wgs84


@given(x=st.floats(10_000, 280_000), y=st.floats(310_000, 620_000))
def test_rd_to_wgs84_and_back_is_the_same_centimetre(x: float, y: float) -> None:
    back = to_rd(*to_wgs84(x, y))
    assert math.dist(back, (x, y)) < 0.01


def test_an_address_of_the_national_geocoder_agrees_within_a_metre(shared: Path) -> None:
    answer = json.loads((shared / "data/pdok-locatieserver/lookup-haarlem-riouwstraat-1.json").read_text())
    [address] = answer["response"]["docs"]
    degrees, metres = shapely.from_wkt([address["centroide_ll"], address["centroide_rd"]])
    assert math.dist(to_rd(degrees.x, degrees.y), (metres.x, metres.y)) < 1


def test_arrays_keep_their_shape() -> None:
    x, _ = to_rd(np.full((2, 3), 4.6), np.full((2, 3), 52.4))
    assert x.shape == (2, 3)


def test_a_place_out_of_reach_of_rd_is_nowhere() -> None:
    assert to_rd(104_000.0, 488_000.0) == (math.inf, math.inf)


@pytest.mark.parametrize(("lon", "lat"), [(4.6462, 52.3874), (6.0, 50.76), (3.4, 51.4), (6.9, 53.4)])
def test_places_in_nederland_lie_there(lon: float, lat: float) -> None:
    assert lies_in_nederland(lon, lat)


@pytest.mark.parametrize(("lon", "lat"), [(52.3874, 4.6462), (104_000, 488_000), (math.nan, 52), (4, math.inf), (0, 0)])
def test_other_places_do_not_lie_in_nederland(lon: float, lat: float) -> None:
    assert not lies_in_nederland(lon, lat)
