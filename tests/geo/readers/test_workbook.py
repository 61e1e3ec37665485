import zipfile
from pathlib import Path

import openpyxl
import pytest

from geo.readers import read_reading
from tests.geo.readers.making import Rows, cell, refusal, write_xlsx

ROWS: Rows = [["gebied", "a", "b"], ["BU03440111", 1, 2.5], ["BU03440112", 3, None]]


def write_formula(path: Path) -> Path:
    """A workbook as a program writes it that calculates nothing."""
    workbook = openpyxl.Workbook()
    for row in [["gebied", "a", "b"], ["BU03440111", 1, "=B2*2"]]:
        workbook.worksheets[0].append(row)
    workbook.save(path)
    return path


def rewrite(path: Path, name: str, old: str, new: str) -> Path:
    """Change the text of one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def test_blank_rows_are_left_out_and_count_as_rows(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", blad=[ROWS[0], [None, None], ROWS[1], [None, " "]])
    assert read_reading(path).rows["rij"].tolist() == [2, 2]


def test_an_empty_sheet_is_left_out(tmp_path: Path) -> None:
    reading = read_reading(write_xlsx(tmp_path / "a.xlsx", leeg=[], blad=ROWS))
    assert len(reading.rows) == 4


def test_a_sheet_with_notes_is_left_out(tmp_path: Path) -> None:
    reading = read_reading(write_xlsx(tmp_path / "a.xlsx", toelichting=[["Bron"], ["CBS"]], blad=ROWS))
    assert reading.bron.tabel == "blad"


def test_figures_on_two_sheets_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", **{"kwb-2023": ROWS, "kwb-2024": ROWS})
    assert "2 sheets (kwb-2023, kwb-2024)" in refusal(path)


def test_the_result_of_a_formula_counts(tmp_path: Path) -> None:
    path = rewrite(write_formula(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", "<v></v>", "<v>2</v>")
    path = rewrite(path, "xl/worksheets/sheet1.xml", "<v />", "<v>2</v>")
    assert cell(read_reading(path), "BU03440111", "b").waarde == 2


def test_a_formula_without_result_is_refused(tmp_path: Path) -> None:
    assert "cell C2: holds a formula without result" in refusal(write_formula(tmp_path / "a.xlsx"))


def test_a_wrong_size_of_a_sheet_loses_no_rows(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in ROWS:
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "a.xlsx")
    path = rewrite(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", 'ref="A1:C3"', 'ref="A1:B1"')
    assert len(read_reading(path).rows) == 4


def test_a_cell_beside_the_table_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", blad=[*ROWS, ["BU03440113", 1, 2, "let op"]])
    assert "row 3: has 4 cells; the header has 3" in refusal(path)


@pytest.mark.parametrize("length", [2, 100, 5000, 60_000])
def test_a_truncated_workbook_is_refused(shared: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "kwb.xlsx"
    path.write_bytes((shared / "data/cbs-kwb-utrecht/kwb-2024-utrecht.xlsx").read_bytes()[:length])
    assert "kwb.xlsx: is no workbook that can be read, cut off or damaged" in refusal(path)


def test_a_zip_file_with_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("kwb.csv", "gwb_code_10,a_inw\n")
    assert "unpack it" in refusal(tmp_path / "a.zip")


def test_a_workbook_without_anything_is_refused(tmp_path: Path) -> None:
    assert "no sheet with anything on it" in refusal(write_xlsx(tmp_path / "a.xlsx", leeg=[]))
