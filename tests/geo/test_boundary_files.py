import zipfile
from pathlib import Path

import pytest

from geo.boundary_files import read_layers
from geo.errors import BoundaryFileError
from tests.geo.squares import as_frame, feature, four_buurten, square, write_features

CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"


def named_crs(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def refusal(path: Path) -> str:
    with pytest.raises(BoundaryFileError) as error:
        read_layers(path)
    return str(error.value)


@pytest.mark.parametrize("name", [CRS84, "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "urn:ogc:def:crs:OGC::CRS84"])
def test_a_crs_member_may_repeat_wgs84(tmp_path: Path, name: str) -> None:
    path = write_features(tmp_path / "a.geojson", four_buurten(), crs=named_crs(name))
    [layer] = read_layers(path)
    assert layer.rows.crs == "EPSG:4326"


def test_geojson_without_crs_is_wgs84(tmp_path: Path) -> None:
    [layer] = read_layers(write_features(tmp_path / "a.geojson", four_buurten()))
    assert layer.rows.crs == "EPSG:4326"


@pytest.mark.parametrize("crs", [named_crs("urn:ogc:def:crs:EPSG::28992"), {"type": "link"}, "EPSG:28992", {}])
def test_a_foreign_crs_member_is_refused(tmp_path: Path, crs: object) -> None:
    path = write_features(tmp_path / "a.geojson", four_buurten(), crs=crs)
    assert "a.geojson, crs:" in refusal(path)
    assert "GeoPackage" in refusal(path)


def test_published_geojson_in_rd_is_refused(shared: Path) -> None:
    assert "EPSG::28992 is foreign to GeoJSON" in refusal(
        shared / "data/cbs-wijken-2022/haarlem_wijken_2022_rd.geojson"
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
        (b"code;naam\nBU03920101;Stationsbuurt\n", "no GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [', "is not JSON"),
        (b'{"type": "FeatureCollection"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": {}}', "not a GeoJSON FeatureCollection"),
        (b'{"detail": "Not found"}', "not a GeoJSON FeatureCollection"),
        (b'{"naam": "\xe9"}', "is not JSON"),
        (b"SQLite format 3\0 and then nothing of the kind", "cannot be read"),
        (b"\x00\x00\x27\x0a and then nothing of the kind", "cannot be read"),
    ],
)
def test_what_is_no_boundary_file_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(content)
    assert rule in refusal(path)


def test_a_zip_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.geojson", "{}")
    assert "unpack it" in refusal(tmp_path / "a.zip")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "a.geojson")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = write_features(tmp_path / "a.geojson", four_buurten())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_layers(path)[0].rows) == 4


def test_a_geometry_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    open_ring = feature(None, bu_code="BU03920101") | {"geometry": {"type": "Polygon", "coordinates": [[[4, 52]]]}}
    [layer] = read_layers(write_features(tmp_path / "a.geojson", [open_ring]))
    assert layer.rows.geometry[0] is None


def test_every_layer_of_a_geopackage_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    as_frame(four_buurten()).to_file(path, layer="buurten")
    as_frame([feature(square(0, 0), gm_code="GM0392")]).to_file(path, layer="gemeenten")
    assert [layer.name for layer in read_layers(path)] == ["a.gpkg, layer buurten", "a.gpkg, layer gemeenten"]


def test_a_shapefile_is_read_in_its_own_crs(tmp_path: Path) -> None:
    as_frame(four_buurten()).to_file(tmp_path / "a.shp")
    [layer] = read_layers(tmp_path / "a.shp")
    assert layer.rows.crs == "EPSG:28992"


def test_a_shapefile_without_crs_is_refused(tmp_path: Path) -> None:
    as_frame(four_buurten()).to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert "has no CRS" in refusal(tmp_path / "a.shp")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_geopackage_without_crs_is_refused(tmp_path: Path) -> None:
    as_frame(four_buurten()).set_crs(None, allow_override=True).to_file(tmp_path / "a.gpkg")
    assert "has no CRS" in refusal(tmp_path / "a.gpkg")
