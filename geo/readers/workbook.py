"""Which tables stand on the sheets of an xlsx workbook?"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from geo.errors import KerncijferFileError
from geo.readers.faults import Faults, refuse
from geo.readers.table import Table, make_table

_WORKBOOK = "xl/workbook.xml"
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
_CHUNK = 1 << 20
_NO_RESULT = "holds a formula without result; open and save the file in a spreadsheet program"


def read_workbook_tables(path: Path) -> list[Table]:
    """Read the sheets of a workbook that are not empty; a formula counts as the result that is stored with it.

    Raises
    ------
    KerncijferFileError
        When the workbook is cut off, damaged or none, or has a formula without result.
    """
    try:
        has_formulas = _check_archive(path)
        tables = list(_read_sheets(path))
        if has_formulas:
            _check_formulas(path)
    except KerncijferFileError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part makes its parsers raise
        refuse(path.name, f"is no workbook that can be read, cut off or damaged: {error}")
    if not tables:
        refuse(path.name, "has no sheet with anything on it")
    return tables


def _check_archive(path: Path) -> bool:
    """Refuse what is no workbook; say whether it has formulas, which is cheap to see without parsing it."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if _WORKBOOK not in names:
            refuse(path.name, "is a zip file but no .xlsx; unpack it and give the file in it")
        return any(_has_formula(archive, name) for name in names if _SHEETS.fullmatch(name))


def _has_formula(archive: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with archive.open(name) as sheet:
        while chunk := sheet.read(_CHUNK):
            if _FORMULA.search(tail + chunk):
                return True
            tail = chunk[-32:]
    return False


def _read_sheets(path: Path) -> Iterator[Table]:
    for name, rows in _sheet_rows(path, data_only=True):
        kept = list(rows)
        if any(cell is not None for row in kept for cell in row):
            yield make_table(f"{path.name}, sheet {name}", name, kept, is_ragged=True)


def _sheet_rows(path: Path, *, data_only: bool) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    with path.open("rb") as file:
        workbook = load_workbook(file, read_only=True, data_only=data_only)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be lost
            yield sheet.title, sheet.iter_rows(values_only=True)


def _check_formulas(path: Path) -> None:
    """Refuse formulas that were never calculated: they look empty, and empty means unknown."""
    faults = Faults()
    results, formulas = (_sheet_rows(path, data_only=data_only) for data_only in (True, False))
    for (name, shown), (_, written) in zip(results, formulas, strict=True):
        for row, (values, cells) in enumerate(zip(shown, written, strict=True), start=1):
            pairs = enumerate(zip(values, cells, strict=True), start=1)
            empty = [f"{get_column_letter(column)}{row}" for column, (value, cell) in pairs if value is None and cell]
            for cell in empty:
                faults.add(f"{path.name}, sheet {name}", _NO_RESULT, row=row - 1, field=f"cell {cell}")
    faults.stop()
