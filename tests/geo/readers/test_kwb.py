import math
from pathlib import Path

import pandas as pd
import pytest

from geo.readers import read_reading
from tests.geo.readers.making import cell, problems, refusal, write_text, write_xlsx

HEADER: list[object] = ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi", "a_inw"]


def row(code: str = "BU03440111", inwoners: object = 100) -> list[object]:
    return [code, code[2:], "Welgelegen", "Utrecht", "Buurt", code, 1, inwoners]


@pytest.mark.parametrize("jaar", [2023, 2024])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_every_figure_of_a_published_release_is_read(shared: Path, jaar: int, suffix: str) -> None:
    reading = read_reading(shared / f"data/cbs-kwb-utrecht/kwb-{jaar}-utrecht.{suffix}")
    assert (reading.rows["gebied"].nunique(), reading.rows["kolom"].nunique()) == (122, 115)
    assert reading.rows["jaar"].unique().tolist() == [jaar]


@pytest.mark.parametrize("jaar", [2023, 2024])
def test_xlsx_and_csv_of_a_release_say_the_same(shared: Path, jaar: int) -> None:
    files = [shared / f"data/cbs-kwb-utrecht/kwb-{jaar}-utrecht.{suffix}" for suffix in ("xlsx", "csv")]
    xlsx, csv = (read_reading(file).rows for file in files)
    pd.testing.assert_frame_equal(xlsx, csv)


def test_every_cell_of_a_published_release_stands_as_it_was(shared: Path) -> None:
    path = shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.csv"
    cells = pd.read_csv(path, dtype=str, index_col="gwb_code_10")
    wide = read_reading(path).rows.pivot_table(index="gebied", columns="kolom", values="tekst", aggfunc="first")
    assert wide.to_dict() == cells.loc[wide.index, wide.columns].to_dict()


def test_missing_figures_of_a_published_release_keep_their_mark(shared: Path) -> None:
    rows = read_reading(shared / "data/cbs-kwb-utrecht/kwb-2023-utrecht.xlsx").rows
    assert rows.loc[rows["waarde"].isna(), "tekst"].value_counts().to_dict() == {".": 5591}


def test_columns_that_identify_a_gebied_are_no_figures(tmp_path: Path) -> None:
    reading = read_reading(write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row()]))
    assert reading.rows["kolom"].tolist() == ["ind_wbi", "a_inw"]
    assert reading.namen == {"BU03440111": "Welgelegen"}


def test_numbers_may_stand_as_text(tmp_path: Path) -> None:
    reading = read_reading(write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row(inwoners=" 222298 ")]))
    assert cell(reading, "BU03440111", "a_inw").waarde == 222298


def test_the_year_of_the_sheet_goes_before_that_of_the_file(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "kwb-2024.xlsx", **{"kwb-2023": [HEADER, row()]})
    assert read_reading(path).rows["jaar"].tolist() == [2023, 2023]


def test_a_year_that_nobody_names_is_unknown(tmp_path: Path) -> None:
    reading = read_reading(write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row()]))
    assert reading.rows["jaar"].isna().all()


def test_the_land_is_read_and_provincies_are_not(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row("NL00"), row("PV26"), row("GM0344")])
    assert read_reading(path).rows["gebied"].unique().tolist() == ["NL00", "GM0344"]


def test_the_table_is_named_by_its_sheet(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", **{"kwb-2023": [HEADER, row()]})
    assert read_reading(path).bron.tabel == "kwb-2023"
    assert read_reading(path, tabel="85618NED").bron.tabel == "85618NED"


def test_the_source_has_the_hash_of_the_file(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gwb_code_10,a_inw", "BU03440111,5")
    bron = read_reading(path).bron
    assert bron.bestand == "a.csv"
    assert bron.sha256 == "e2247419be17087159a98ab7e7b2d4c174cfd3311b2ae5204107f0b28166857b"


def test_every_cell_with_text_is_named_with_row_and_column(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row(inwoners="geheim"), row("BU03440112", "12,5")])
    assert [(problem.row, problem.field) for problem in problems(path)] == [(1, "a_inw"), (2, "a_inw")]
    assert "decimal comma" in problems(path)[1].rule


def test_a_code_that_cbs_does_not_use_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row(), row("BU0344011")])
    assert "row 2, gwb_code_10: 'BU0344011' is not a code" in refusal(path)


def test_a_row_that_stands_there_twice_is_named_once(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row(), row()])
    [problem] = problems(path)
    assert (problem.row, problem.field) == (2, "gebied")
    assert "BU03440111 stands on row 1 too" in problem.rule


def test_a_zero_is_a_figure_and_a_dot_is_none(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", kwb=[HEADER, row(inwoners=0), row("BU03440112", ".")])
    reading = read_reading(path)
    assert cell(reading, "BU03440111", "a_inw").waarde == 0
    assert math.isnan(cell(reading, "BU03440112", "a_inw").waarde)
