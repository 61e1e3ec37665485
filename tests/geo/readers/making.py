"""Small files with figures, and what is said when one is refused."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geo.errors import KerncijferFileError, Problem
from geo.readers import Reading, read_reading

Rows = Sequence[Sequence[object]]


def write_text(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def write_json(path: Path, document: object) -> Path:
    return write_text(path, json.dumps(document))


def write_xlsx(path: Path, **sheets: Rows) -> Path:
    workbook = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def write_folder(path: Path, soort: str, **pages: object) -> Path:
    """A folder as a fetch leaves it; the name of a page has _ for -, as in buurten_00001."""
    bron = {
        "soort": soort,
        "naam": "CBS",
        "tabel": "85984NED",
        "url": "https://example.org/",
        "licentie": "CC BY 4.0",
        "opgehaald_op": "2026-11-22",
    }
    for name, page in {"bron": bron, **pages}.items():
        write_json(path / f"{name.replace('_', '-')}.json", page)
    return path


def problems(path: Path) -> list[Problem]:
    with pytest.raises(KerncijferFileError) as error:
        read_reading(path)
    return list(error.value.problems)


def refusal(path: Path) -> str:
    """All that is wrong with a file, in one text."""
    return "; ".join(map(str, problems(path)))


def cell(reading: Reading, gebied: str, kolom: str) -> Any:
    """The row of one figure."""
    rows = reading.rows
    [row] = rows[(rows["gebied"] == gebied) & (rows["kolom"] == kolom)].itertuples()
    return row
