"""Is a teamgebied all of its buurten, and nothing else?"""

import geopandas as gpd
import pytest
import shapely

from geo.crs import RD
from geo.teamgebieden import make_teamgebieden
from tests.geo.squares import square

GRENZEN = gpd.GeoDataFrame(
    geometry=[square(0, 0), square(1, 0), square(5, 5)], index=["BU03920101", "BU03920102", "BU03920103"], crs=RD
)
NAMEN = {"noord": "Noord", "zuid": "Zuid"}


def joined(*buurten: str) -> gpd.GeoDataFrame:
    return make_teamgebieden(GRENZEN, buurten={"noord": frozenset(buurten)}, namen=NAMEN)


def test_buurten_side_by_side_become_one_polygon() -> None:
    (shape,) = joined("BU03920101", "BU03920102").geometry
    assert shape.equals(shapely.MultiPolygon([shapely.box(104_000, 488_000, 105_000, 488_500)]))


def test_buurten_apart_stay_apart_in_one_teamgebied() -> None:
    (shape,) = joined("BU03920101", "BU03920103").geometry
    assert len(shape.geoms) == 2


def test_a_teamgebied_has_the_slug_and_name_of_its_team() -> None:
    found = joined("BU03920101")
    assert found[["naam", "soort"]].to_dict("index") == {"noord": {"naam": "Noord", "soort": "teamgebied"}}


@pytest.mark.parametrize("buurten", [(), ("BU03929999",)])
def test_a_team_without_a_known_buurt_has_no_teamgebied(buurten: tuple[str, ...]) -> None:
    assert joined(*buurten).empty


def test_teams_come_in_order_of_their_slug() -> None:
    buurten = {"zuid": frozenset({"BU03920101"}), "noord": frozenset({"BU03920102"})}
    assert list(make_teamgebieden(GRENZEN, buurten=buurten, namen=NAMEN).index) == ["noord", "zuid"]
