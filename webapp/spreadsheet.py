"""How do rows leave as CSV or XLSX, so that a spreadsheet and a program both read what we meant?"""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | None

CSV_MIMETYPE = "text/csv; charset=utf-8"
XLSX_MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 60  # characters
ROWS_MEASURED = 200
MAX_NAME = 31  # of a sheet, by Excel's own rule
MAX_TEXT = 32_767  # of a cell, likewise

# A text that is only a number, such as "-3,5", is no formula.
_FORMULA = re.compile(r"(?!-\d+(?:[.,]\d+)?\Z)[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide signs count as well
_UNREADABLE = re.compile(rf"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


class Sheet(NamedTuple):
    """One table of a workbook."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def make_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as the CSV that a Dutch Excel opens by a double click.

    UTF-8 with a byte order mark, `;` between cells, a decimal comma (Excel would take 12.5 for a day in May), CRLF. A
    program reads it by `pandas.read_csv(path, sep=";", decimal=",")`. What is not known is an empty cell, never a zero.
    A text that would be run as a formula gets an apostrophe before it.
    """
    return b"".join(stream_csv(header, [rows]))


def stream_csv(header: Sequence[str], pages: Iterable[Iterable[Sequence[Cell]]]) -> Iterator[bytes]:
    """The same, a page of rows at a time."""
    yield _make_lines([header]).encode("utf-8-sig")
    for rows in pages:
        yield _make_lines(rows).encode()


def make_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: bold headers that stay in sight, numbers as numbers, text never a formula, columns that fit."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(workbook, sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _make_lines(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_in_csv(cell) for cell in row] for row in rows)
    return text.getvalue()


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None or not math.isfinite(cell) else f"{cell:.15g}".replace(".", ",")


def _add_sheet(workbook: Workbook, sheet: Sheet) -> None:
    rows = iter(sheet.rows)
    first = list(islice(rows, ROWS_MEASURED))
    worksheet = workbook.create_sheet(_NOT_IN_A_NAME.sub(" ", sheet.name)[:MAX_NAME])
    worksheet.freeze_panes = "A2"  # must be said before the first row is written, as must the widths
    for column, width in enumerate(_widths(sheet.header, first), start=1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    worksheet.append([_make_header(worksheet, name) for name in sheet.header])
    for row in chain(first, rows):
        worksheet.append([_in_xlsx(worksheet, cell) for cell in row])


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    measured = zip(header, *rows, strict=True)
    longest = (max(len(_in_csv(cell)) for cell in column) for column in measured)
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _make_header(worksheet: Worksheet, name: str) -> Any:
    cell = _make_text(worksheet, name)
    cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    return cell


def _in_xlsx(worksheet: Worksheet, cell: Cell) -> Any:
    if isinstance(cell, str):
        return _make_text(worksheet, cell) if cell.startswith(("=", "#")) else _readable(cell)
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def _make_text(worksheet: Worksheet, text: str) -> Any:
    """Text that stays text when edited, and for openpyxl, to which `=1` is a formula and `#N/A` an error."""
    cell = WriteOnlyCell(worksheet, _readable(text))
    cell.data_type = "s"
    cell.quotePrefix = bool(_FORMULA.match(text))
    return cell


def _readable(text: str) -> str:
    return _UNREADABLE.sub("", text)[:MAX_TEXT]
