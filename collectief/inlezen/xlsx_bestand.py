"""Which table stands on the first filled sheet of an XLSX workbook, however it was made?"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from collectief.errors import BronbestandError
from collectief.inlezen.tabel import MAX_KOLOMMEN, MAX_RIJEN, Tabel, cell_name, make_tabel, refuse_cells

MAX_UNPACKED_BYTES = 200_000_000
CHUNK_BYTES = 1 << 20
MAX_SHEET_ROWS = 1_048_576  # by Excel's own rule
RIJEN_ABOVE = 100  # the header, and titles above it; which rows count is for the table to say
OVERLAP_BYTES = 64  # so that what stands on the edge of two chunks is found too

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"')
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)")

Merged = tuple[int, int, int, int]  # first column and row, last column and row; counted from 1
Row = Sequence[Any]


def read_xlsx(data: bytes) -> Tabel:
    """Raises BronbestandError; a formula counts as the result that is stored with it, and is never worked out."""
    try:
        return _read(data)
    except BronbestandError:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part makes its parsers raise
        raise BronbestandError("xlsx_kapot") from error


def _read(data: bytes) -> Tabel:
    merged = _check_archive(data)
    sheet, rows = _first_filled(load_workbook(io.BytesIO(data), read_only=True, data_only=True))
    _check_results(data, sheet.title, rows)
    _fill_merged(rows, merged.get(_part_of(sheet), []))
    return make_tabel([[_text(cell) for cell in row] for row in rows])


def _check_archive(data: bytes) -> Mapping[str, list[Merged]]:
    """Refuse what unpacks to too much, by what it says and by what it does; the merged cells of each sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        _check_unpacked(sum(member.file_size for member in members))
        unpacked, merged = 0, {}
        for member in members:
            size, merged[member.filename] = _scan(archive, member, left=MAX_UNPACKED_BYTES - unpacked)
            unpacked += size
    return merged


def _check_unpacked(size_bytes: int) -> None:
    if size_bytes > MAX_UNPACKED_BYTES:
        raise BronbestandError("zipbom", max=MAX_UNPACKED_BYTES // 1_000_000)


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, left: int) -> tuple[int, list[Merged]]:
    """The unpacked size of a part, and the cells that are merged in it."""
    size, tail, found = 0, b"", dict[bytes, None]()
    with archive.open(member) as part:
        while chunk := part.read(CHUNK_BYTES):
            size += len(chunk)
            _check_unpacked(MAX_UNPACKED_BYTES - left + size)
            if _ENTITY.search(tail + chunk):
                raise BronbestandError("xlsx_kapot")
            found |= dict.fromkeys(_MERGED.findall(tail + chunk))
            tail = chunk[-OVERLAP_BYTES:]
    return size, [range_boundaries(ref.decode()) for ref in found]


def _part_of(sheet: Any) -> str:
    """The name of the sheet's part in the archive; openpyxl tells it nowhere else."""
    return str(sheet._worksheet_path).lstrip("/")


def _first_filled(workbook: Any) -> tuple[Any, list[Row]]:
    """The first sheet that a reader of the workbook sees something on."""
    for sheet in workbook.worksheets:
        rows = _rows_of(sheet) if sheet.sheet_state == "visible" else []
        if rows:
            return sheet, rows
    raise BronbestandError("geen_kop")


def _rows_of(sheet: Any) -> list[Row]:
    """The values up to the last filled row."""
    _bound(sheet)
    rows, last, filled = list[Row](), 0, 0
    for row in sheet.iter_rows(values_only=True):
        rows.append(row if any(cell is not None for cell in row) else ())
        if rows[-1]:
            last, filled = len(rows), filled + 1
        if len(rows) > MAX_SHEET_ROWS:
            raise BronbestandError("xlsx_kapot")
        if filled > MAX_RIJEN + RIJEN_ABOVE:
            raise BronbestandError("te_veel_rijen", max=MAX_RIJEN)
    return rows[:last]


def _bound(sheet: Any) -> None:
    """By what stands in it: some programs write a wrong size, and rows beyond it would be lost.

    openpyxl fills a row up to its last cell, be that the 16,384th; a limit of its own would cut off what lies beyond.
    """
    sheet.reset_dimensions()
    fill = sheet._get_row

    def fill_narrow(cells: Sequence[Mapping[str, Any]], first: int, _last: int | None, values_only: bool) -> Row:
        if any(cell["column"] > MAX_KOLOMMEN and cell["value"] is not None for cell in cells):
            raise BronbestandError("te_veel_kolommen", max=MAX_KOLOMMEN)
        width = min(MAX_KOLOMMEN, cells[-1]["column"]) if cells else None
        filled: Row = fill(cells, first, width, values_only)
        return filled

    sheet._get_row = fill_narrow


def _check_results(data: bytes, title: str, rows: Sequence[Row]) -> None:
    """Refuse a formula that was never worked out, which looks empty, and one that went wrong."""
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False)[title]
    _bound(written)
    without = [
        cell.coordinate
        for row, values in zip(written.iter_rows(), rows, strict=False)
        for cell, value in zip(row, values, strict=False)
        if (cell.data_type == "f" and (value is None or _is_fault(value))) or cell.data_type == "e"
    ]
    refuse_cells("formule", without)


def _is_fault(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"#[A-Z0-9/]+[!?]?", value) is not None


def _fill_merged(rows: list[Row], merged: Sequence[Merged]) -> None:
    """What stands in cells merged downwards holds for each of those rows; merged sideways it may belong anywhere.

    Above the header a title may be merged as it likes.
    """
    header = next((number for number, row in enumerate(rows, start=1) if sum(cell is not None for cell in row) > 1), 0)
    below = [cells for cells in merged if cells[3] >= header]
    refuse_cells("samengevoegd", [cell_name(row, column) for column, row, last, _ in below if last > column])
    for column, first, _last, last_row in below:
        for number in range(first, min(last_row, len(rows))):
            rows[number] = _with_cell(rows[number], column - 1, rows[first - 1][column - 1])


def _with_cell(row: Row, at: int, value: Any) -> Row:
    wide = [*row, *[None] * (at + 1 - len(row))]
    wide[at] = value
    return wide


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nee"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
    return str(value)
