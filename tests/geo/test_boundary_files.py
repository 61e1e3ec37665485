import json
import zipfile
from pathlib import Path

import pytest

from geo.boundary_files import read_layers
from geo.errors import BoundaryFileError
from tests.geo.squares import Feature, as_frame, feature, four_buurten, square, write_features

CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"


def named_crs(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def write_gml(path: Path, *, srs: str, ring: str) -> Path:
    """An answer of a WFS, with the address of a schema that nobody should visit."""
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"
    xmlns:b="http://example.org/b" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://example.org/b http://127.0.0.1:9/wfs?request=DescribeFeatureType">
<wfs:member><b:buurten gml:id="buurten.1"><b:buurtcode>BU03920101</b:buurtcode><b:aantal_inwoners>5</b:aantal_inwoners>
<b:geom><gml:Polygon srsName="{srs}" gml:id="p.1"><gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></b:geom></b:buurten></wfs:member></wfs:FeatureCollection>"""
    )
    return path


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


@pytest.mark.parametrize("crs", [named_crs("urn:ogc:def:crs:EPSG::3857"), {"type": "link"}, "EPSG:28992", {}])
def test_a_foreign_crs_member_is_refused(tmp_path: Path, crs: object) -> None:
    path = write_features(tmp_path / "a.geojson", four_buurten(), crs=crs)
    assert "a.geojson, crs:" in refusal(path)
    assert "GeoPackage" in refusal(path)


def test_published_geojson_that_says_it_is_in_rd_lies_where_the_same_in_wgs84_does(shared: Path) -> None:
    [rd] = read_layers(shared / "data/cbs-wijken-2022/haarlem_wijken_2022_rd.geojson")
    [wgs84] = read_layers(shared / "data/cbs-wijken-2022/haarlem_wijken_2022.geojson")
    distance_m = rd.rows.geometry.hausdorff_distance(wgs84.rows.to_crs(rd.rows.crs).geometry)
    assert rd.rows.crs == "EPSG:28992"
    assert distance_m.max() < 1


def test_json_fg_in_rd_is_refused(tmp_path: Path) -> None:
    crs = "http://www.opengis.net/def/crs/EPSG/0/28992"
    assert "coordRefSys" in refusal(write_features(tmp_path / "a.json", four_buurten(), coordRefSys=crs))


def test_json_fg_in_lon_lat_is_read(tmp_path: Path) -> None:
    crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    [layer] = read_layers(write_features(tmp_path / "a.json", four_buurten(), coordRefSys=crs))
    assert layer.rows.crs == "EPSG:4326"


def test_a_service_that_answers_with_a_problem_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"title": "Internal Server Error", "status": 500, "detail": "took too long"}')
    assert "500 Internal Server Error: took too long" in refusal(path)


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


def test_geoparquet_is_read_in_its_own_crs(tmp_path: Path) -> None:
    as_frame(four_buurten()).to_parquet(tmp_path / "a.parquet")
    [layer] = read_layers(tmp_path / "a.parquet")
    assert (layer.rows.crs, len(layer.rows)) == ("EPSG:28992", 4)


def test_truncated_geoparquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    as_frame(four_buurten()).to_parquet(path)
    path.write_bytes(path.read_bytes()[:-100])
    assert "cannot be read as GeoParquet" in refusal(path)


def test_parquet_without_crs_is_refused(tmp_path: Path) -> None:
    as_frame(four_buurten()).set_crs(None, allow_override=True).to_parquet(tmp_path / "a.parquet")
    assert "has no CRS" in refusal(tmp_path / "a.parquet")


@pytest.mark.parametrize("srs", ["urn:ogc:def:crs:EPSG::4326", "http://www.opengis.net/def/crs/EPSG/0/4326"])
def test_gml_with_latitude_first_is_read_with_longitude_first(tmp_path: Path, srs: str) -> None:
    ring = "52.3 4.6 52.3 4.7 52.4 4.7 52.3 4.6"
    [layer] = read_layers(write_gml(tmp_path / "a.gml", srs=srs, ring=ring))
    assert layer.rows.total_bounds.tolist() == [4.6, 52.3, 4.7, 52.4]


def test_gml_in_rd_is_read_in_rd(tmp_path: Path) -> None:
    ring = "104000 488000 104500 488000 104500 488500 104000 488000"
    [layer] = read_layers(write_gml(tmp_path / "a.gml", srs="urn:ogc:def:crs:EPSG::28992", ring=ring))
    assert (layer.rows.crs, layer.rows.total_bounds.tolist()) == ("EPSG:28992", [104000, 488000, 104500, 488500])
    assert layer.rows["buurtcode"].tolist() == ["BU03920101"]


def test_reading_gml_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = write_gml(tmp_path / "a.gml", srs="urn:ogc:def:crs:EPSG::28992", ring="0 0 1 0 1 1 0 0")
    read_layers(path)
    assert list(tmp_path.iterdir()) == [path]


def write_pages(folder: Path, *pages: list[Feature], **members: object) -> Path:
    for number, features in enumerate(pages, start=1):
        write_features(folder / f"buurten-{number:05}.json", features, **members)
    texts = dict.fromkeys(("naam", "tabel", "url", "licentie"), "")
    bron = {"soort": "ogc_features", "opgehaald_op": "2026-11-22", **texts}
    (folder / "bron.json").write_text(json.dumps(bron))
    return folder


def test_all_pages_of_a_fetched_folder_are_read(tmp_path: Path) -> None:
    features = four_buurten()
    layers = read_layers(write_pages(tmp_path / "fetched", features[:3], features[3:]))
    assert [len(layer.rows) for layer in layers] == [3, 1]


def test_a_fetched_folder_without_its_last_page_is_refused(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "fetched", four_buurten(), links=[{"rel": "next", "href": "…"}])
    assert "there is a next page" in refusal(folder)


def test_a_fetched_folder_that_lacks_a_page_between_is_refused(tmp_path: Path) -> None:
    folder = write_pages(tmp_path / "fetched", *([buurt] for buurt in four_buurten()))
    (folder / "buurten-00002.json").unlink()
    assert "buurten-00002" in refusal(folder)


def test_a_folder_that_no_fetch_made_is_refused(tmp_path: Path) -> None:
    assert "without bron.json" in refusal(tmp_path)
