"""Do a spreadsheet and a program both read from our files what we meant?"""

import io
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from webapp.spreadsheet import MAX_NAME, Sheet, make_csv, make_xlsx

FORMULAS = ["=1+1", '=HYPERLINK("http://example.org")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]  # noqa: RUF001
numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)


def only_cell_of_csv(cell: Any) -> str:
    return make_csv(["kop"], [[cell]]).decode("utf-8-sig").removeprefix("kop\r\n").removesuffix("\r\n")


def open_xlsx(*sheets: Sheet) -> Workbook:
    return load_workbook(io.BytesIO(make_xlsx(sheets)))


def only_cell_of_xlsx(cell: Any) -> Any:
    return open_xlsx(Sheet("blad", ["kop"], [[cell]]))["blad"]["A2"]


def test_excel_knows_a_csv_to_be_utf_8() -> None:
    assert make_csv(["categorieën"], []).startswith(b"\xef\xbb\xbfcategorie\xc3\xabn")


def test_a_number_has_the_decimal_comma_of_dutch_excel() -> None:
    assert only_cell_of_csv(12.5) == "12,5"


def test_a_negative_number_stays_a_number_in_csv() -> None:
    assert only_cell_of_csv(-3.25) == "-3,25"


def test_a_negative_number_stays_a_number_in_xlsx() -> None:
    assert only_cell_of_xlsx(-3.25).value == -3.25


def test_a_text_that_is_a_negative_number_is_left_alone() -> None:
    assert only_cell_of_csv("-3,5") == "-3,5"


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_what_is_not_known_is_empty_and_never_zero(missing: float | None) -> None:
    assert only_cell_of_csv(missing) in ("", '""')
    assert only_cell_of_xlsx(missing).value is None


@pytest.mark.parametrize("unreadable", ["\x00", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_workbook_can_hold_is_left_out(unreadable: str) -> None:
    assert only_cell_of_xlsx(f"Kof{unreadable}fie").value == "Koffie"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_is_run_as_a_formula_from_csv(formula: str) -> None:
    assert only_cell_of_csv(formula).lstrip('"').startswith("'")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_is_run_as_a_formula_from_xlsx(formula: str) -> None:
    assert only_cell_of_xlsx(formula).data_type in ("s", "inlineStr")


def test_a_formula_in_xlsx_is_shown_as_it_was_written() -> None:
    assert only_cell_of_xlsx("=1+1").value == "=1+1"


def test_a_name_with_an_apostrophe_is_left_alone() -> None:
    assert only_cell_of_csv("'s-Gravenhage") == "'s-Gravenhage"


def test_a_header_is_guarded_too() -> None:
    assert make_csv(["=1"], []) == b"\xef\xbb\xbf'=1\r\n"
    assert open_xlsx(Sheet("blad", ["=1"], []))["blad"]["A1"].data_type != "f"


def test_a_day_is_a_day() -> None:
    assert only_cell_of_csv(date(2026, 1, 5)) == "2026-01-05"
    assert only_cell_of_xlsx(date(2026, 1, 5)).value.date() == date(2026, 1, 5)


def test_the_header_is_bold_and_stays_in_sight() -> None:
    sheet = open_xlsx(Sheet("blad", ["kop"], [[1]]))["blad"]
    assert (sheet["A1"].font.bold, sheet.freeze_panes) == (True, "A2")


def test_a_column_is_as_wide_as_what_is_in_it() -> None:
    widths = open_xlsx(Sheet("blad", ["naam", "n"], [["Boerhaavewijk-Meerwijk", 1]]))["blad"].column_dimensions
    assert widths["A"].width > 22 > widths["B"].width


def test_a_name_that_excel_refuses_is_made_fit() -> None:
    assert open_xlsx(Sheet("a/b" * 20, ["kop"], [])).sheetnames == [("a b" * 20)[:MAX_NAME]]


def test_signs_that_no_file_may_hold_are_left_out() -> None:
    assert only_cell_of_xlsx("a\x00b").value == "ab"


@given(st.lists(st.tuples(st.text("abc ;\"\n=-é'"), numbers), min_size=1))
def test_a_program_reads_the_numbers_that_we_wrote(rows: list[tuple[str, float]]) -> None:
    read = pd.read_csv(io.BytesIO(make_csv(["tekst", "getal"], rows)), sep=";", decimal=",")
    assert read["getal"].tolist() == pytest.approx([number for _text, number in rows], rel=1e-12)
