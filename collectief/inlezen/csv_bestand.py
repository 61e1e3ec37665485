"""Which table stands in a CSV file, in whatever encoding and with whatever separator a spreadsheet wrote it?"""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from collectief.errors import BronbestandError
from collectief.inlezen.tabel import Tabel, cell_name, make_tabel, refuse_cells

SEPARATORS = ";,\t|"  # of as many of each the first
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
HEADER_LENGTH = 20_000  # in characters: no header is longer

_QUOTED = re.compile(r'"[^"]*"')
_EXCEL_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_HYPERLINK = re.compile(r'=HYPERLINK\("(?P<url>[^"]*)"(?:[;,]\s*"(?P<naam>[^"]*)")?\)', re.IGNORECASE)
# Our own exports, like many others, put an apostrophe before a text that would be run as a formula.
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")  # noqa: RUF001 - wide signs count as well


def read_csv(data: bytes) -> Tabel:
    """Raises BronbestandError."""
    text = _decode(data)
    separator = _find_separator(text)
    text = _EXCEL_SEPARATOR.sub("", text, count=1) if _EXCEL_SEPARATOR.match(text) else text
    return make_tabel(_without_formulas(list(_records(text, separator))))


def _decode(data: bytes) -> str:
    """UTF-8, or else what a Dutch Excel writes: Windows-1252."""
    for encoding in ["utf-16"] if data.startswith(UTF16_MARKS) else ["utf-8-sig", "windows-1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise BronbestandError("geen_tekst")


def _find_separator(text: str) -> str:
    """The one that the header has most of; titles of columns may have commas too, but within quotes."""
    if told := _EXCEL_SEPARATOR.match(text):
        return told[1]
    header = _QUOTED.sub("", text[:HEADER_LENGTH].lstrip()).partition("\n")[0]
    return max(SEPARATORS, key=header.count)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BronbestandError("csv_kapot", rij=reader.line_num) from error


def _without_formulas(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """A link is known by its name; another formula has no result in a CSV, and is refused."""
    plain = [[_plain(cell) for cell in row] for row in rows]
    refuse_cells(
        "formule",
        [
            cell_name(number, column)
            for number, row in enumerate(rows, start=1)
            for column, cell in enumerate(row, start=1)
            if cell.startswith("=") and not _HYPERLINK.fullmatch(cell)
        ],
    )
    yield from plain


def _plain(cell: str) -> str:
    link = _HYPERLINK.fullmatch(cell)
    if link:
        return link["naam"] or link["url"]
    return _ESCAPED.sub("", cell, count=1) if cell.startswith("'") else cell
