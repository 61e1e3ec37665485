"""How is a csv file read so that every fault is named by file, row, field and rule?"""

import csv
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from geo.errors import GebiedensetError, Problem


def read_text_table(path: Path, columns: list[str], *, optional: Sequence[str] = ()) -> pd.DataFrame:
    """Read a csv as text, empty where nothing stands; so is a column of `optional` that the file has not.

    Raises
    ------
    GebiedensetError
        When the file cannot be read or a column is missing.
    """
    header, *rows = _read_rows(path)
    for column in columns:
        if header.count(column) != 1 and (column not in optional or column in header):
            raise GebiedensetError(Problem(path.name, 0, column, "this column must be there once"))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise GebiedensetError(Problem(path.name, number, "", f"must have {len(header)} fields, not {len(row)}"))
    return pd.DataFrame(rows, columns=header, dtype=str).reindex(columns=columns, fill_value="")


def _read_rows(path: Path) -> list[list[str]]:
    """Read the rows that are not blank, the header first."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if row]
    except (OSError, UnicodeError, csv.Error) as error:
        raise GebiedensetError(Problem(path.name, 0, "", f"cannot be read as csv: {error}")) from error
    return rows or [[]]


def parse_numbers(texts: "pd.Series[str]", path: Path) -> "pd.Series[float]":
    """Turn text into finite numbers, NaN where nothing stands.

    Raises
    ------
    GebiedensetError
        Naming the first row that holds anything else, such as a comma decimal.
    """
    numbers = pd.to_numeric(texts.where(texts != ""), errors="coerce").astype(float)
    is_number = numbers.notna() & numbers.abs().lt(float("inf"))
    refuse_where((texts != "") & ~is_number, path, str(texts.name), "must be a number such as 12.5")
    return numbers


def refuse_where(broken: "pd.Series[bool]", path: Path, field: str, rule: str) -> None:
    """Refuse the file when the rule is broken on any row; row 1 is the first below the header."""
    for row in broken.to_numpy().nonzero()[0]:
        raise GebiedensetError(Problem(path.name, int(row) + 1, field, rule))
