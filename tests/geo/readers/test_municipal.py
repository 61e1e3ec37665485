from pathlib import Path

import pytest

from geo.readers import read_reading
from tests.geo.readers.making import Rows, cell, problems, refusal, write_text, write_xlsx


def test_a_wide_table_has_a_column_for_each_figure(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "Buurtcode;Naam;eenzaam;vrijwilliger", "BU03920101;Station;12.5;30")
    reading = read_reading(path)
    assert reading.rows["kolom"].tolist() == ["eenzaam", "vrijwilliger"]
    assert cell(reading, "BU03920101", "eenzaam").waarde == 12.5
    assert reading.namen == {"BU03920101": "Station"}


def test_a_long_table_has_a_row_for_each_figure(tmp_path: Path) -> None:
    path = write_text(
        tmp_path / "a.csv", "gebied,indicator,jaar,waarde", "WK039201,eenzaam,2024,12.5", "WK039201,steun,2024,."
    )
    reading = read_reading(path)
    assert (cell(reading, "WK039201", "eenzaam").waarde, cell(reading, "WK039201", "steun").tekst) == (12.5, ".")
    assert reading.rows["jaar"].tolist() == [2024, 2024]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(tmp_path: Path, separator: str) -> None:
    path = write_text(tmp_path / "a.csv", separator.join(["code", "a"]), separator.join(["WK039201", "1"]))
    assert cell(read_reading(path), "WK039201", "a").waarde == 1


def test_a_long_table_may_be_a_workbook(tmp_path: Path) -> None:
    rows: Rows = [["gebied", "indicator", "waarde"], ["WK039201", "eenzaam", 12.5]]
    assert cell(read_reading(write_xlsx(tmp_path / "a.xlsx", blad=rows)), "WK039201", "eenzaam").waarde == 12.5


def test_the_smallest_level_with_a_code_is_the_gebied_of_a_row(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "wijkcode,buurtcode,a", "WK039201,BU03920101,1", "WK039201,,2")
    assert read_reading(path).rows["gebied"].tolist() == ["BU03920101", "WK039201"]


@pytest.mark.parametrize("word", ["Nederland", "NL00", "NL01"])
def test_the_land_may_be_named_in_words(tmp_path: Path, word: str) -> None:
    assert read_reading(write_text(tmp_path / "a.csv", "gebied,a", f"{word},1")).rows["gebied"].tolist() == ["NL00"]


def test_a_decimal_comma_is_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied;a", "WK039201;12,5")
    assert refusal(path) == "a.csv, row 1, a: '12,5' has a decimal comma; write a decimal point, such as 12.5"


@pytest.mark.parametrize("text", ["n.b.", "<5", "1 310", "12.5%", "inf", "1_000", "0x10", "١٢"])
def test_text_is_no_figure(tmp_path: Path, text: str) -> None:
    assert "is not a number" in refusal(write_text(tmp_path / "a.csv", "gebied;a", f"WK039201;{text}"))


def test_all_faults_are_told_together_in_the_order_of_the_rows(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied;a;b", "WK039201;x;1", "Centrum;1;1", "WK039202;1;y", "WK039201;1;1")
    assert [(problem.row, problem.field) for problem in problems(path)] == [
        (1, "a"),
        (2, "gebied"),
        (3, "b"),
        (4, "gebied"),
    ]


def test_a_long_table_with_a_double_figure_is_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied,indicator,waarde", "WK039201,a,1", "WK039201,b,1", "WK039201,a,2")
    assert "row 3, gebied: WK039201 stands on row 1 too, with a" in refusal(path)


def test_two_years_in_one_long_table_are_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied,indicator,jaar,waarde", "WK039201,a,2023,1", "WK039201,a,2024,1")
    assert "row 2, jaar: is 2024 here and 2023 before" in refusal(path)


def test_a_long_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied,indicator,waarde,bovengrens", "WK039201,a,1,2")
    assert "bovengrens: is no column of a table with gebied" in refusal(path)


def test_a_missing_indicator_is_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "gebied,indicator,waarde", "WK039201,,1")
    assert "row 1, indicator: is missing" in refusal(path)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["naam;a", "Station;1"], "has no column with CBS codes"),
        (["gebied;a", ";1"], "row 1, gebied: is missing"),
        (["gebied;a"], "holds no figure"),
        (["gebied", "WK039201"], "holds no figure"),
        (["gebied;a;a", "WK039201;1;2"], "a: stands 2 times in the header"),
        (["gebied;;a", "WK039201;1;2"], "a column of the header has no name"),
        (["gebied;a", "WK039201"], "row 1: has 1 cells; the header has 2"),
        (["gebied;a", "WK039201;1;2"], "row 1: has 3 cells; the header has 2"),
        (["gebied;a", 'WK039201;"1'], "cannot be read as csv"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(tmp_path: Path, lines: list[str], rule: str) -> None:
    assert rule in refusal(write_text(tmp_path / "a.csv", *lines))


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("gebied;één\nWK039201;1\n".encode("cp1252"))
    assert "is not text in UTF-8" in refusal(path)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"<!DOCTYPE html><title>503</title>", "is HTML or XML instead of data"),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert rule in refusal(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "a.csv")
