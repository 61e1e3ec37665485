from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from geo.boundary_files import read_layers
from geo.boundary_rows import BoundaryRow, make_boundary_rows
from geo.gebieden import Soort
from tests.geo.squares import Feature, buurt, feature, square, write_features

ReadRow = Callable[[Feature], BoundaryRow]


@pytest.fixture
def read_row(tmp_path: Path) -> ReadRow:
    """Reads the one row of a file with one feature."""

    def read(one: Feature) -> BoundaryRow:
        [layer] = read_layers(write_features(tmp_path / "a.geojson", [one]))
        [row] = make_boundary_rows(layer)
        return row

    return read


def problems(row: BoundaryRow) -> list[str]:
    return [str(problem) for problem in row.problems]


@pytest.mark.parametrize(
    "names",
    [
        {"bu_code": "BU03920101", "bu_naam": "Stationsbuurt"},
        {"BU_CODE": "BU03920101", "BU_NAAM": "Stationsbuurt"},
        {"buurtcode": "BU03920101", "buurtnaam": "Stationsbuurt"},
        {"statcode": "BU03920101", "statnaam": "Stationsbuurt"},
        {"code": "BU03920101", "name": "Stationsbuurt"},
        {"bu_code": "BU03920101", "name": "Stationsbuurt"},
        {"bu_code": "BU03920101", "bu_naam": "Stationsbuurt", "buurtcode": "BU03929999"},
        {"Code": " BU03920101 ", "Naam": "Stationsbuurt "},
    ],
)
def test_columns_may_go_by_any_known_name(read_row: ReadRow, names: dict[str, str]) -> None:
    row = read_row(feature(square(0, 0), **names))
    assert (row.code, row.naam, row.soort, problems(row)) == ("BU03920101", "Stationsbuurt", Soort.BUURT, [])


def test_a_row_is_of_the_smallest_level_that_it_names(read_row: ReadRow) -> None:
    row = read_row(feature(square(0, 0), bu_code=None, wk_code="WK039201", wk_naam="Oude Stad", gm_code="GM0392"))
    assert (row.code, row.naam) == ("WK039201", "Oude Stad")


def test_a_buurt_tells_what_it_lies_in(read_row: ReadRow) -> None:
    row = read_row(buurt("BU03920101", wijknaam="Oude Stad", gm_naam="Haarlem"))
    assert (row.wijknaam, row.gemeentenaam) == ("Oude Stad", "Haarlem")


@pytest.mark.parametrize(
    ("garbled", "naam"), [("MÃ¡ximapark", "Máximapark"), ("MariÃ«ndaal", "Mariëndaal"), ("FryslÃ¢n", "Fryslân")]
)
def test_a_name_whose_accents_were_garbled_is_mended(read_row: ReadRow, garbled: str, naam: str) -> None:
    row = read_row(buurt("BU03920101", bu_naam=garbled))
    assert (row.naam, row.garbled) == (naam, garbled)


@pytest.mark.parametrize("naam", ["SÃO PAULO", "Âge d'or", "Mariëndaal", "'t Zand", "Ã€Ã"])
def test_a_name_that_is_right_or_beyond_mending_stays(read_row: ReadRow, naam: str) -> None:
    row = read_row(buurt("BU03920101", bu_naam=naam))
    assert (row.naam, row.garbled) == (naam, None)


def test_a_polygon_is_brought_to_rd(read_row: ReadRow) -> None:
    assert read_row(buurt("BU03920101")).polygon.area == pytest.approx(250_000)


def test_heights_are_left_out(read_row: ReadRow) -> None:
    assert not read_row(feature(shapely.force_3d(square(0, 0), 5), code="BU03920101")).polygon.has_z


def test_a_buurt_without_code_is_named_as_such(read_row: ReadRow) -> None:
    row = read_row(feature(square(0, 0), bu_code="", bu_naam="Stationsbuurt", wk_code="WK039201", gm_code="GM0392"))
    assert problems(row) == ["a.geojson, row 1, bu_code: is missing"]


@pytest.mark.parametrize("code", ["BU0392", "03920101", "WK039201", "-99999999", 3920101])
def test_a_code_of_another_kind_is_refused(read_row: ReadRow, code: object) -> None:
    row = read_row(feature(square(0, 0), bu_code=code, bu_naam="Stationsbuurt"))
    assert problems(row) == [f"a.geojson, row 1, bu_code: '{code}' is not a code such as BU03922107"]


def test_a_wijkcode_must_suit_its_buurt(read_row: ReadRow) -> None:
    row = read_row(buurt("BU03920101", wk_code="WK039202"))
    assert problems(row) == ["a.geojson, row 1, wk_code: WK039202 is not the wijk of BU03920101"]


def test_a_gemeentecode_must_suit_its_buurt(read_row: ReadRow) -> None:
    row = read_row(buurt("BU03920101", gm_code="GM0344"))
    assert problems(row) == ["a.geojson, row 1, gm_code: GM0344 is not the gemeente of BU03920101"]


def test_a_row_that_names_two_gemeenten_belongs_to_both(read_row: ReadRow) -> None:
    assert read_row(buurt("BU03920101", gm_code="GM0344")).gemeenten == {"GM0392", "GM0344"}


@pytest.mark.parametrize(
    ("geometry", "rule"),
    [
        (None, "is missing"),
        (shapely.Polygon(), "is empty"),
        (square(0, 0).centroid, "is a Point"),
        (shapely.LineString(square(0, 0).exterior), "is a LineString"),
        (shapely.GeometryCollection([square(0, 0)]), "is a GeometryCollection"),
    ],
)
def test_what_is_no_polygon_is_refused(read_row: ReadRow, geometry: shapely.Geometry | None, rule: str) -> None:
    [problem] = problems(read_row(feature(geometry, code="BU03920101")))
    assert problem.startswith(f"a.geojson, row 1, geometry: {rule}")


def in_degrees(*bounds: float) -> Feature:
    return feature(None, code="BU03920101") | {"geometry": shapely.geometry.mapping(shapely.box(*bounds))}


def test_metres_in_geojson_are_refused_with_a_hint(read_row: ReadRow) -> None:
    [problem] = problems(read_row(in_degrees(104_000, 488_000, 104_500, 488_500)))
    assert "lies outside the Netherlands" in problem
    assert "GeoPackage" in problem


def test_swapped_coordinates_are_refused_with_a_hint(read_row: ReadRow) -> None:
    [problem] = problems(read_row(in_degrees(52.3, 4.6, 52.4, 4.7)))
    assert problem.endswith("look swapped")


def test_a_place_abroad_is_refused(read_row: ReadRow) -> None:
    [problem] = problems(read_row(in_degrees(13.3, 52.4, 13.4, 52.5)))
    assert "lies outside the Netherlands" in problem


def test_an_invalid_polygon_tells_why_and_where(read_row: ReadRow) -> None:
    bow_tie = shapely.Polygon([(4.6, 52.3), (4.7, 52.4), (4.7, 52.3), (4.6, 52.4)])
    row = read_row(feature(None, code="BU03920101") | {"geometry": shapely.geometry.mapping(bow_tie)})
    assert row.invalid_because == "Self-intersection[4.65 52.35]"


def test_every_published_invalid_polygon_tells_the_published_reason(shared: Path) -> None:
    [layer] = read_layers(shared / "data/cbs-wijkbuurtkaart-2016/nl_oddities_invalid.geojson")
    rows = list(make_boundary_rows(layer))
    assert [row.invalid_because for row in rows] == list(layer.rows["validity"])


def test_published_null_and_empty_geometries_are_refused_row_by_row(shared: Path) -> None:
    layers = read_layers(shared / "data/bag-amsterdam-sample/null-empty-geoms.gpkg")
    rules = {problem.rule for layer in layers for row in make_boundary_rows(layer) for problem in row.problems}
    assert rules == {"is missing", "is empty", "is missing or cannot be read"}


def test_a_list_where_a_name_should_be_is_read_as_text(read_row: ReadRow) -> None:
    assert read_row(buurt("BU03920101", bu_naam=["a", "b"])).naam == "['a', 'b']"
