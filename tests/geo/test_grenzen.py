import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.errors import GebiedensetError
from geo.gebieden import Soort
from geo.grenzen import make_geojson, make_grenzen, read_grenzen, write_grenzen
from tests.geo.squares import Feature, as_frame, feature, square, write_features


def row(code: str, geometry: shapely.Geometry, /, **properties: object) -> Feature:
    soort = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[code[:2]]
    wijk = f"WK{code[2:8]}" if soort == "buurt" else None
    return feature(geometry, **({"code": code, "naam": f"naam {code}", "soort": soort, "wijk": wijk} | properties))


def rows() -> list[Feature]:
    both = shapely.union_all([square(0, 0), square(1, 0)])
    return [
        row("GM0392", both),
        row("WK039201", both),
        row("BU03920101", square(0, 0)),
        row("BU03920102", square(1, 0)),
    ]


def read(tmp_path: Path, features: list[Feature]) -> gpd.GeoDataFrame:
    return read_grenzen(write_features(tmp_path / "2016.geojson", features), gemeente="GM0392")


def test_boundaries_are_read_in_metres(tmp_path: Path) -> None:
    assert read(tmp_path, rows()).geometry["GM0392"].area == pytest.approx(500_000)


def test_every_boundary_is_a_multipolygon(tmp_path: Path) -> None:
    assert set(read(tmp_path, rows()).geom_type) == {"MultiPolygon"}


def test_only_a_buurt_lies_in_a_wijk(tmp_path: Path) -> None:
    assert list(read(tmp_path, rows())["wijk"]) == ["WK039201", "WK039201", None, None]


def test_rows_are_sorted_by_code(tmp_path: Path) -> None:
    assert list(read(tmp_path, rows()[::-1]).index) == ["BU03920101", "BU03920102", "GM0392", "WK039201"]


@pytest.mark.parametrize(
    ("number", "replacement", "message"),
    [
        (3, row("BU03920101", square(0, 0), code="BU392"), r"row 3, code: 'BU392' is not a CBS code"),
        (3, row("BU03440101", square(0, 0)), "row 3, code: BU03440101 does not lie in GM0392"),
        (3, row("BU03920101", square(0, 0), soort="wijk"), "row 3, soort: 'wijk' does not suit BU03920101"),
        (3, row("BU03920101", square(0, 0), wijk="WK039202"), "row 3, wijk: 'WK039202' is not the wijk"),
        (3, row("BU03920901", square(0, 0)), "row 3, wijk: 'WK039209' is not the wijk"),
        (3, row("BU03920101", square(0, 0), naam=" "), "row 3, naam: must be given"),
        (3, row("BU03920102", square(0, 0)), "code: the same code stands on more than one row"),
        (1, row("WK039202", square(0, 0)), "code: has no row for GM0392 itself"),
        (3, row("BU03920101", square(0, 0).centroid), "row 3, geometry: must be a polygon"),
        (3, row("BU03920101", square(0.5, 0)), "geometry: the buurten must join without gaps or overlaps"),
    ],
)
def test_a_fault_is_named_by_row_and_field(tmp_path: Path, number: int, replacement: Feature, message: str) -> None:
    features = rows()
    features[number - 1] = replacement
    with pytest.raises(GebiedensetError, match=message):
        read(tmp_path, features)


def test_an_invalid_polygon_is_refused_with_its_reason(tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(104_000, 488_000), (105_000, 489_000), (105_000, 488_000), (104_000, 489_000)])
    with pytest.raises(GebiedensetError, match="row 1, geometry: is not valid: Self-intersection"):
        read(tmp_path, [row("GM0392", bow_tie), *rows()[1:]])


@pytest.mark.parametrize("content", ["", "{}", '{"features": [{}]}', '{"features": []}', "<html>"])
def test_a_file_that_holds_no_boundaries_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "2016.geojson").write_text(content)
    with pytest.raises(GebiedensetError, match=r"2016\.geojson: cannot be read as boundaries"):
        read_grenzen(tmp_path / "2016.geojson", gemeente="GM0392")


def test_what_is_written_is_read_as_the_same_coverage(tmp_path: Path) -> None:
    grenzen = make_grenzen(as_frame(rows()))
    write_grenzen(grenzen, tmp_path / "grenzen" / "2016.geojson")
    again = read_grenzen(tmp_path / "grenzen" / "2016.geojson", gemeente="GM0392")
    assert again.geometry.hausdorff_distance(grenzen.geometry).max() < 0.01


def test_geojson_goes_counterclockwise_as_its_rfc_says() -> None:
    [drawn] = json.loads(make_geojson(make_grenzen(as_frame(rows()[:1]))))["features"]
    assert shapely.geometry.shape(drawn["geometry"]).geoms[0].exterior.is_ccw


def test_geojson_tells_code_naam_soort_and_wijk() -> None:
    [drawn] = json.loads(make_geojson(make_grenzen(as_frame(rows()[2:3]))))["features"]
    assert drawn["properties"] == {
        "code": "BU03920101",
        "naam": "naam BU03920101",
        "soort": Soort.BUURT,
        "wijk": "WK039201",
    }
