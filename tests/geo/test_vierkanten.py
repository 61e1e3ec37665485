"""Are CBS's squares read as CBS means them, and stored whole or not at all?"""

import math
import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.crs import RD
from geo.errors import GebiedensetError, KerncijferFileError
from geo.gebiedenset import Gebiedensets, read_gebiedenset
from geo.vierkant_import import import_vierkanten
from geo.vierkanten import read_cbs_vierkanten, read_vierkanten, vierkanten_path, vierkantjaren
from geo.woonvakken import bereikjaren, make_woonvakken
from tests.geo.figures import HAARLEM, make_set

HEADER = "crs28992res100m,aantal_inwoners,aantal_mannen"
INSIDE, BESIDE = "E1040N4880", "E1041N4880"


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "vierkanten.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def rules(error: pytest.ExceptionInfo[KerncijferFileError]) -> list[str]:
    return [str(problem) for problem in error.value.problems]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HAARLEM, tmp_path / "wijken" / "haarlem")
    return tmp_path / "wijken"


@pytest.mark.parametrize("code", ["E1040N4880", "E104000N488000"])
def test_a_square_is_named_in_hectometres_or_in_metres(tmp_path: Path, code: str) -> None:
    found = read_cbs_vierkanten(write(tmp_path, f"{code},35,15"))
    assert found[["x_hm", "y_hm", "inwoners"]].to_numpy().tolist() == [[1040, 4880, 35]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("35", (35, 35, 35)), ("0", (0, 0, 0)), ("-99997", (2, 0, 4)), ("-99997.0", (2, 0, 4))],
)
def test_a_hidden_square_is_an_interval(tmp_path: Path, cell: str, expected: tuple[int, ...]) -> None:
    found = read_cbs_vierkanten(write(tmp_path, f"{INSIDE},{cell},"))
    assert tuple(found[["inwoners", "ondergrens", "bovengrens"]].iloc[0]) == expected


@pytest.mark.parametrize("cell", ["-99995", ""])
def test_what_is_not_available_is_not_known(tmp_path: Path, cell: str) -> None:
    assert math.isnan(read_cbs_vierkanten(write(tmp_path, f"{INSIDE},{cell},"))["inwoners"].iloc[0])


@pytest.mark.parametrize("cell", ["-5", "12.5", "veel", "1e9", "nan", "-99999"])
def test_what_is_no_number_of_inhabitants_is_refused(tmp_path: Path, cell: str) -> None:
    with pytest.raises(KerncijferFileError) as error:
        read_cbs_vierkanten(write(tmp_path, f"{INSIDE},{cell},"))
    assert rules(error) == [f"vierkanten.csv, row 1, aantal_inwoners: {cell!r} is no number of inhabitants"]


@pytest.mark.parametrize("code", ["1034N4883", "E104050N488000", "E1040", "", "BU03922107"])
def test_what_is_no_square_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(KerncijferFileError) as error:
        read_cbs_vierkanten(write(tmp_path, f"{code},5,1"))
    assert "is no square of 100 m" in rules(error)[0]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KerncijferFileError) as error:
        read_cbs_vierkanten(write(tmp_path, "x,5,1", f"{INSIDE},y,1"))
    assert len(rules(error)) == 2


def test_a_square_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KerncijferFileError, match="stands there twice"):
        read_cbs_vierkanten(write(tmp_path, f"{INSIDE},5,1", "E104000N488000,5,1"))


def test_a_file_without_inhabitants_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KerncijferFileError, match="has no column aantal_inwoners"):
        read_cbs_vierkanten(write(tmp_path, f"{INSIDE},5", header="crs28992res100m,aantal_mannen"))


def test_html_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KerncijferFileError, match="no CSV, GeoPackage"):
        read_cbs_vierkanten(write(tmp_path, header="<html><body>Not found</body></html>"))


@pytest.mark.parametrize("kind", ["gpkg", "parquet"])
def test_other_formats_give_the_same_as_csv(tmp_path: Path, kind: str) -> None:
    rows = pd.DataFrame({"crs28992res100m": [INSIDE, BESIDE], "aantal_inwoners": [35, -99997], "ander": [1, 2]})
    path = tmp_path / f"vierkanten.{kind}"
    if kind == "gpkg":
        boxes = shapely.box([104_000, 104_100], 488_000, [104_100, 104_200], 488_100)
        gpd.GeoDataFrame(rows, geometry=boxes, crs=RD).to_file(path)
    else:
        rows.to_parquet(path)
    expected = read_cbs_vierkanten(write(tmp_path, f"{INSIDE},35,1", f"{BESIDE},-99997,2"))
    pd.testing.assert_frame_equal(read_cbs_vierkanten(path), expected)


def test_squares_elsewhere_are_skipped(tmp_path: Path, root: Path) -> None:
    report = import_vierkanten(
        write(tmp_path, f"{INSIDE},35,1", "E2000N5000,5,1"), gemeente="GM0392", jaar=2023, root=root
    )
    assert (report.read, report.skipped, report.inwoners) == (2, 1, 35)


def test_stored_squares_come_back_and_count_for_bereik(tmp_path: Path, root: Path) -> None:
    import_vierkanten(write(tmp_path, f"{INSIDE},35,1", f"{BESIDE},-99997,1"), gemeente="GM0392", jaar=2023, root=root)
    gebiedenset = read_gebiedenset(root / "haarlem")
    woon = make_woonvakken(gebiedenset, 2023)
    assert woon.is_geteld
    assert woon.vakken["inwoners"].sum() == pytest.approx(37)
    assert bereikjaren(gebiedenset) == [2022, 2023]
    assert not make_woonvakken(gebiedenset).is_geteld


def test_a_running_service_reads_the_set_again(tmp_path: Path, root: Path) -> None:
    sets = Gebiedensets(root, clock=iter(range(0, 100, 10)).__next__)
    before = sets.get("GM0392")
    import_vierkanten(write(tmp_path, f"{INSIDE},35,1"), gemeente="GM0392", jaar=2023, root=root)
    assert sets.get("GM0392") is not before


def test_a_dry_run_stores_nothing(tmp_path: Path, root: Path) -> None:
    path = write(tmp_path, f"{INSIDE},35,1")
    report = import_vierkanten(path, gemeente="GM0392", jaar=2023, root=root, dry_run=True)
    assert report.lines()[-1] == "Haarlem 2023: 1 squares, about 35 inhabitants; dry run: nothing is stored"
    assert vierkantjaren(root / "haarlem") == []


@pytest.mark.parametrize(
    ("rows", "gemeente", "rule"),
    [
        (["E2000N5000,5,1"], "GM0392", "no square lies in Haarlem"),
        ([f"{INSIDE},5,1"], "GM0344", "there are no boundaries of GM0344 yet"),
        ([f"{INSIDE},5,1", f"{BESIDE},-1,1"], "GM0392", "'-1' is no number of inhabitants"),
    ],
)
def test_what_cannot_be_taken_whole_is_not_taken_at_all(
    tmp_path: Path, root: Path, rows: list[str], gemeente: str, rule: str
) -> None:
    with pytest.raises(KerncijferFileError, match=rule):
        import_vierkanten(write(tmp_path, *rows), gemeente=gemeente, jaar=2023, root=root)
    assert vierkantjaren(root / "haarlem") == []


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("1040.5,4880,1,1,1", "must be a whole number"),
        ("1040,4880,-1,-1,1", "must not be negative"),
        ("1040,4880,2,4,1", "must not be above the bovengrens"),
    ],
)
def test_a_stored_file_that_was_tampered_with_is_refused(tmp_path: Path, row: str, rule: str) -> None:
    path = vierkanten_path(tmp_path, 2023)
    path.parent.mkdir()
    path.write_text(f"x_hm,y_hm,inwoners,ondergrens,bovengrens\n{row}\n")
    with pytest.raises(GebiedensetError, match=rule):
        read_vierkanten(tmp_path, 2023)


def test_the_inhabitants_of_every_wijk_of_haarlem_are_all_somewhere() -> None:
    gebiedenset = read_gebiedenset(HAARLEM)
    woon = make_woonvakken(gebiedenset)
    known = gebiedenset.kerncijfers.query("indicator == 'inwoners'").set_index("gebied")["waarde"]
    found = woon.vakken.groupby("wijk")["inwoners"].sum()
    pd.testing.assert_series_equal(found, known.sort_index(), check_names=False)


def test_without_figures_nobody_knows_where_people_live() -> None:
    woon = make_woonvakken(make_set(buurten={"BU99990101": 0.1}, published={}, jaar=None))
    assert woon.jaar is None
    assert woon.bron is None
    assert woon.vakken["inwoners"].isna().all()
