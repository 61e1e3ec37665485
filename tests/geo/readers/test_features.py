import json
from pathlib import Path

import geopandas as gpd
import pytest

from geo.readers import read_reading
from tests.geo.readers.making import cell, refusal, write_folder, write_json
from tests.geo.squares import as_frame, buurt, write_features

PDOK = {"buurtcode": "BU03920301", "buurtnaam": "Garenkokers", "wijkcode": "WK039203", "gemeentecode": "GM0392"}


def feature(**properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": None, "properties": {**PDOK, **properties}}


def collection(*features: dict[str, object], **members: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def test_every_wijk_of_the_published_geopackage_is_read(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-wijken-2022/nl_wijken_2022.gpkg")
    assert (reading.rows["gebied"].nunique(), reading.rows["kolom"].nunique()) == (3340, 14)
    assert reading.rows["waarde"].isna().sum() == 1164
    assert cell(reading, "WK039201", "dwelling_value").waarde == 454


def test_the_published_features_of_pdok_are_read(shared: Path, tmp_path: Path) -> None:
    sample = json.loads((shared / "data/cbs-odata-samples/pdok_ogc_buurt_wijk_properties_haarlem.json").read_text())
    pages = {f"{soort}en_00001": collection(sample[soort]) for soort in ("wijk", "buurt")}
    reading = read_reading(write_folder(tmp_path / "a", "ogc_features", **pages))
    assert cell(reading, "BU03920301", "aantal_inwoners").waarde == 1985
    assert cell(reading, "WK039203", "gemiddelde_huishoudsgrootte").waarde == 2.0
    assert reading.namen == {"BU03920301": "Garenkokerskwartier", "WK039203": "Zijlwegkwartier"}


def test_a_mark_of_a_published_map_is_missing(shared: Path) -> None:
    reading = read_reading(shared / "data/cbs-wijkbuurtkaart-2016/haarlem_buurten.geojson")
    oad = cell(reading, "BU03922107", "oad")
    assert (oad.tekst, oad.waarde != oad.waarde) == ("-99999999", True)


@pytest.mark.parametrize("number", [404, 500])
def test_a_problem_answer_is_quoted(tmp_path: Path, number: int) -> None:
    path = write_json(tmp_path / "a.json", {"title": "Niet gelukt", "status": number, "detail": "te traag"})
    assert f"the service answered '{number} Niet gelukt: te traag'" in refusal(path)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("expected_feature_404.json", "404 Not Found"),
        ("expected_query_timeout_features.json", "500 Internal Server Error"),
        ("expected_empty_feature_collection.json", "holds no features"),
        ("expected_foo_collection_with_cursor.json", "there is a next page, which is not here"),
        ("expected_straatnaam_silodam.json", "has no column with CBS codes"),
        ("expected_queryables.json", "neither rows of CBS OData nor features"),
    ],
)
def test_published_answers_without_figures_are_refused(shared: Path, name: str, rule: str) -> None:
    assert rule in refusal(shared / "data/pdok-ogc-features" / name)


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "parquet", "gml", "geojson"])
def test_every_format_says_the_same(tmp_path: Path, suffix: str) -> None:
    features = [buurt("BU03920101", inwoners=5, pct=2.5), buurt("BU03920102", 1, inwoners=-99997, pct=0.0)]
    path = tmp_path / f"a.{suffix}"
    write = {"parquet": as_frame(features).to_parquet, "geojson": lambda file: write_features(file, features)}
    write.get(suffix, as_frame(features).to_file)(path)
    rows = read_reading(path).rows
    found = {(row.gebied, row.kolom): row.waarde for row in rows.dropna(subset="waarde").itertuples()}
    assert found == {
        ("BU03920101", "inwoners"): 5,
        ("BU03920101", "pct"): 2.5,
        ("BU03920102", "pct"): 0,
    }


def test_all_layers_with_codes_are_read(tmp_path: Path) -> None:
    for layer, code in {"buurten": "BU03920101", "wijken": "WK039201"}.items():
        as_frame([buurt(code, inwoners=5)]).rename(columns={"bu_code": "code"}).to_file(
            tmp_path / "a.gpkg", layer=layer
        )
    assert sorted(read_reading(tmp_path / "a.gpkg").rows["gebied"]) == ["BU03920101", "WK039201"]


def test_the_hash_of_a_shapefile_covers_its_figures(tmp_path: Path) -> None:
    hashes = set()
    for inwoners in (5, 10):
        as_frame([buurt("BU03920101", inwoners=inwoners)]).to_file(tmp_path / "a.shp")
        hashes.add(read_reading(tmp_path / "a.shp").bron.sha256)
    assert len(hashes) == 2


def test_columns_of_words_are_no_figures_and_one_word_among_numbers_is_a_fault(tmp_path: Path) -> None:
    features = [feature(klasse="hoog", inwoners="5"), feature(buurtcode="BU03920302", klasse="laag", inwoners="vijf")]
    text = refusal(write_json(tmp_path / "a.json", collection(*features)))
    assert text == "a.json, row 2, inwoners: 'vijf' is not a number such as 12.5"


def test_the_water_of_a_gebied_has_no_figures(tmp_path: Path) -> None:
    features = [feature(water="NEE", inwoners=5), feature(water="JA", inwoners=-99997)]
    reading = read_reading(write_json(tmp_path / "a.json", collection(*features)))
    assert cell(reading, "BU03920301", "inwoners").waarde == 5


def test_a_gebied_that_is_all_water_is_read(tmp_path: Path) -> None:
    reading = read_reading(write_json(tmp_path / "a.json", collection(feature(water="JA", inwoners=0))))
    assert cell(reading, "BU03920301", "inwoners").waarde == 0


def test_a_double_feature_is_refused(tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", collection(feature(inwoners=5), feature(inwoners=5)))
    assert "row 2, gebied: BU03920301 stands on row 1 too" in refusal(path)


def test_an_answer_of_a_wfs_that_went_wrong_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a", "wfs")
    (folder / "buurten-00001.gml").write_text('<?xml version="1.0"?><ows:ExceptionReport/>')
    assert "buurten-00001.gml: is HTML or XML instead of data" in refusal(folder)


def test_a_wfs_may_answer_in_gml(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "a", "wfs")
    frame = gpd.GeoDataFrame(as_frame([buurt("BU03920101", inwoners=5)]))
    frame.to_file(folder / "buurten-00001.gml", driver="GML", layer="buurten")
    assert cell(read_reading(folder), "BU03920101", "inwoners").waarde == 5
