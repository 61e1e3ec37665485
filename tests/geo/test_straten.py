"""Do streets and postcodes of an address file get into a gebiedenset, whole or not, and without house numbers?"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import shapely

from geo.crs import to_rd
from geo.errors import FileRefusedError, GebiedensetError, Problem, UnknownGebiedError
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.importing import import_gebieden
from geo.straten_import import StratenReport, import_straten
from tests.geo.squares import as_frame, buurt, feature, four_buurten, write_features

HEADER = "openbare_ruimte,huisnummer,postcode,woonplaats,rd_x,rd_y"
# Three houses in a row, and one round the corner.
HOUSES = [
    "Kerkstraat,1,2034 ab,Voorbeeldstad,104100,488100",
    "Kerkstraat,3,2034AB,Voorbeeldstad,104110,488100",
    "Kerkstraat,5,2034AC,Voorbeeldstad,104150,488100",
    "Plein 1945,12,2034AC,Voorbeeldstad,104160,488110",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A data folder with a gemeente of four square buurten of 500 m."""
    path = write_features(tmp_path / "buurten.geojson", four_buurten())
    import_gebieden([path], gemeente="GM0392", jaar=2016, root=tmp_path / "wijken")
    return tmp_path / "wijken"


def write(root: Path, rows: Sequence[str], header: str = HEADER) -> Path:
    path = root.parent / "adressen.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return path


def load(root: Path, rows: Sequence[str], header: str = HEADER, *, dry_run: bool = False) -> StratenReport:
    return import_straten(write(root, rows, header), gemeente="GM0392", root=root, dry_run=dry_run)


def gebiedenset(root: Path) -> Gebiedenset:
    return read_gebiedenset(root / "voorbeeldstad")


def refusals(root: Path, rows: Sequence[str], header: str = HEADER) -> list[str]:
    with pytest.raises(FileRefusedError) as error:
        load(root, rows, header)
    return error.value.lines()


def test_a_street_and_a_postcode_have_one_row_each(root: Path) -> None:
    load(root, HOUSES)
    rows = gebiedenset(root).straten
    found = list(zip(rows["straat"], rows["postcode"], strict=True))
    assert found == [("Kerkstraat", ""), ("Kerkstraat", "2034AB"), ("Kerkstraat", "2034AC"), ("Plein 1945", "")]


def test_no_house_number_is_kept(root: Path) -> None:
    load(root, HOUSES)
    text = (root / "voorbeeldstad" / "straten.csv").read_text("utf-8")
    assert text.splitlines()[0] == "straat,woonplaats,postcode,lon,lat"
    assert not {"1", "3", "5", "12"} & {cell for line in text.splitlines() for cell in line.split(",")}


def test_the_point_of_a_street_is_a_place_in_it(root: Path) -> None:
    load(root, HOUSES)
    rows = gebiedenset(root).straten
    kerkstraat = rows[(rows["straat"] == "Kerkstraat") & (rows["postcode"] == "")].iloc[0]
    assert to_rd(kerkstraat["lon"], kerkstraat["lat"]) == pytest.approx((104_110, 488_100), abs=1)


def test_the_report_tells_what_was_made_and_left_out(root: Path) -> None:
    outside = "Verweg,1,1012AB,Elders,120000,480000"
    nowhere = "Kerkstraat,7,2034AB,Voorbeeldstad,,"
    report = load(root, [*HOUSES, outside, nowhere])
    assert (report.read, report.straten, report.postcodes) == (6, 2, 2)
    assert (report.elsewhere, report.without_point) == (1, 1)
    assert "1 rows have no point and are left out" in list(report.lines())


def test_a_dry_run_changes_nothing(root: Path) -> None:
    report = load(root, HOUSES, dry_run=True)
    assert report.straten == 2
    assert gebiedenset(root).straten.empty


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("straat,lon,lat", "Kerkstraat,4.63967,52.37841"),
        ("Straatnaam;x;y", "Kerkstraat;104100;488100"),
        ("straat,centroide_rd", "Kerkstraat,POINT(104100 488100)"),
        ("straat,centroide_ll", "Kerkstraat,POINT(4.63967 52.37841)"),
    ],
)
def test_points_come_in_several_ways(root: Path, header: str, row: str) -> None:
    load(root, [row], header)
    (straat,) = gebiedenset(root).straten.itertuples()
    assert (straat.lon, straat.lat) == pytest.approx((4.63967, 52.37841), abs=2e-5)


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet"])
def test_streets_as_lines_are_read_from_other_formats(root: Path, suffix: str) -> None:
    line = shapely.LineString([(104_100, 488_100), (104_300, 488_100)])
    features = [feature(line, straatnaam="Kerkstraat"), feature(None, straatnaam="Zonder plek")]
    path = root.parent / f"straten{suffix}"
    if suffix == ".geojson":
        write_features(path, features)
    elif suffix == ".gpkg":
        as_frame(features).to_file(path)
    else:
        as_frame(features).to_parquet(path)
    report = import_straten(path, gemeente="GM0392", root=root)
    assert (report.straten, report.postcodes, report.without_point) == (1, 0, 1)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",1,2034AB,V,104100,488100", "adressen.csv, row 5, openbare_ruimte: is missing"),
        ("Kerkstraat,1,ABCD12,V,104100,488100", "row 5, postcode: 'ABCD12' is not a postcode such as 2034AB"),
        ("Kerkstraat,1,2034AB,V,links,488100", "row 5, rd_x: 'links' is not a number"),
        ("Kerkstraat,1,2034AB,V,4.64,52.38", "row 5, rd_x: is not in the Netherlands"),
        ("Kerkstraat,1,2034AB,V,488100,104100", "row 5, rd_x: is not in the Netherlands"),
    ],
)
def test_a_fault_is_told_by_row_and_field_and_nothing_is_stored(root: Path, row: str, told: str) -> None:
    assert any(told in line for line in refusals(root, [*HOUSES, row]))
    assert gebiedenset(root).straten.empty


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("naam,rd_x,rd_y", "has no column with names of streets"),
        ("straat,postcode,woonplaats", "has no columns for the point"),
    ],
)
def test_a_file_without_the_columns_says_which_are_missing(root: Path, header: str, told: str) -> None:
    assert told in refusals(root, ["Kerkstraat,1,2"], header)[0]


def test_a_file_of_another_gemeente_is_refused(root: Path) -> None:
    assert "has no place in Voorbeeldstad" in refusals(root, ["Damrak,1,1012AB,Amsterdam,121500,487500"])[0]


def test_a_gemeente_without_boundaries_is_refused(root: Path) -> None:
    with pytest.raises(UnknownGebiedError):
        import_straten(write(root, HOUSES), gemeente="GM0363", root=root)


def test_streets_survive_new_boundaries(root: Path) -> None:
    load(root, HOUSES)
    import_gebieden([root.parent / "buurten.geojson"], gemeente="GM0392", jaar=2023, root=root)
    assert len(gebiedenset(root).straten) == 4


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",,2034AB,4.6,52.4", "row 1, straat: must be given"),
        ("Kerkstraat,,2034,4.6,52.4", "row 1, postcode: must be like 2034AB, or empty"),
        ("Kerkstraat,,,0,0", "row 1, lon, lat: must lie in the Netherlands (WGS84)"),
    ],
)
def test_a_broken_straten_csv_is_named(root: Path, line: str, told: str) -> None:
    file = root / "voorbeeldstad" / "straten.csv"
    file.write_text(f"straat,woonplaats,postcode,lon,lat\n{line}\n", "utf-8")
    with pytest.raises(GebiedensetError, match=told.replace("(", r"\(").replace(")", r"\)")):
        gebiedenset(root)


@pytest.fixture
def amsterdam(tmp_path: Path) -> Path:
    """A square of three kilometres around the real addresses."""
    square = buurt("BU03630101", 0, 0, gm_naam="Amsterdam")
    around = feature(shapely.box(119_500, 488_000, 122_500, 491_000), **square["properties"])
    path = write_features(tmp_path / "amsterdam.geojson", [around])
    import_gebieden([path], gemeente="GM0363", jaar=2023, root=tmp_path / "wijken")
    return tmp_path / "wijken"


def test_real_addresses_of_the_bag_are_read(amsterdam: Path, shared: Path) -> None:
    report = import_straten(shared / "data/bag-amsterdam-sample/bag.gpkg", gemeente="GM0363", root=amsterdam)
    assert report.read == 1_904
    assert report.elsewhere == report.without_point == 0
    rows = read_gebiedenset(amsterdam / "amsterdam").straten
    assert {"Realengracht", "Van Diemenkade"} <= set(rows["straat"])
    assert report.straten == rows[rows["postcode"] == ""]["straat"].nunique() > 9
    assert "1013KW" in set(rows["postcode"])


def test_a_file_of_only_missing_and_empty_points_is_refused(amsterdam: Path, shared: Path) -> None:
    with pytest.raises(FileRefusedError, match="has no place in Amsterdam"):
        import_straten(shared / "data/bag-amsterdam-sample/null-empty-geoms.gpkg", gemeente="GM0363", root=amsterdam)


def test_a_crash_halfway_leaves_the_old_streets(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(root, HOUSES)
    monkeypatch.setattr("geo.straten_import.read_gebiedenset", _refuse_copies(read_gebiedenset))
    with pytest.raises(GebiedensetError):
        load(root, HOUSES[:1])
    monkeypatch.undo()
    assert len(gebiedenset(root).straten) == 4


def _refuse_copies(read: Callable[[Path], Gebiedenset]) -> Callable[[Path], Gebiedenset]:
    """As if what was written cannot be read back."""

    def read_or_refuse(folder: Path) -> Gebiedenset:
        if folder.suffix == ".new":
            raise GebiedensetError(Problem("straten.csv", 0, "", "cannot be read"))
        return read(folder)

    return read_or_refuse
