"""Which rows and columns stand in a file of a source, before anybody knows what they mean?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from collectief.errors import BronbestandError

MAX_BYTES = 20_000_000  # of a file as it comes; 20,000 entries in full take about 15 MB
MAX_RIJEN = 20_000
MAX_KOLOMMEN = 100
MAX_CEL = 32_767  # of a cell, by Excel's own rule
CELLS_NAMED = 10  # in one sentence


class Rij(NamedTuple):
    """One row: its number as a spreadsheet counts (the header is mostly 1), and its texts by column."""

    nummer: int
    cellen: Mapping[str, str]


class Tabel(NamedTuple):
    """`is_vertaald` says that the columns are fields of ours already, as those of an HSDS feed are."""

    kolommen: Sequence[str]
    rijen: Sequence[Rij]
    is_vertaald: bool = False


def check_size(size_bytes: int) -> None:
    """Raises BronbestandError for what is too large to read, before it is read."""
    if size_bytes > MAX_BYTES:
        raise BronbestandError("te_groot", max=MAX_BYTES // 1_000_000)


def make_tabel(rows: Iterable[Sequence[str]]) -> Tabel:
    """The first row with more than one cell is the header: what stands above it is a title.

    Raises BronbestandError, with every cell that does not fit.
    """
    numbered = ((number, _trimmed(row)) for number, row in enumerate(rows, start=1))
    filled = ((number, row) for number, row in numbered if row)
    header_number, header = next(((number, row) for number, row in filled if len(row) > 1), (0, ()))
    _check_header(header_number, header)
    kept = list(_limited(filled))
    _check_cells(header, kept)
    columns = [(column, name.strip()) for column, name in enumerate(header) if name.strip()]
    rijen = [Rij(number, {name: _cell(row, column) for column, name in columns}) for number, row in kept]
    return Tabel([name for _column, name in columns], rijen)


def cell_name(number: int, column: int) -> str:
    """As a spreadsheet calls it: the second cell of row 3 is B3."""
    return f"{get_column_letter(column)}{number}"


def refuse_cells(rule: str, cells: Iterable[str]) -> None:
    """Raises BronbestandError that names the cells, when there are any."""
    if named := list(cells):
        more = f" (+{len(named) - CELLS_NAMED})" if len(named) > CELLS_NAMED else ""
        raise BronbestandError(rule, cellen=", ".join(named[:CELLS_NAMED]) + more)


def _check_header(number: int, header: Sequence[str]) -> None:
    if not header:
        raise BronbestandError("geen_kop")
    if len(header) > MAX_KOLOMMEN:
        raise BronbestandError("te_veel_kolommen", max=MAX_KOLOMMEN)
    times = Counter(name.strip().casefold() for name in header)
    cells = enumerate(header, start=1)
    refuse_cells(
        "kolom_dubbel",
        [cell_name(number, column) for column, name in cells if name.strip() and times[name.strip().casefold()] > 1],
    )


def _limited(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_RIJEN:
            raise BronbestandError("te_veel_rijen", max=MAX_RIJEN)
        yield row


def _check_cells(header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """What stands under no name mostly comes of a separator in a text: then the cells behind it are misplaced too."""
    named = {column for column, name in enumerate(header) if name.strip()}
    filled = [(number, column, cell) for number, row in rows for column, cell in enumerate(row) if cell.strip()]
    loose = [cell_name(number, column + 1) for number, column, _cell in filled if column not in named]
    refuse_cells("cel_zonder_kolom", loose)
    refuse_cells(
        "cel_te_lang", [cell_name(number, column + 1) for number, column, cell in filled if len(cell) > MAX_CEL]
    )


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    """Without the empty cells at its end."""
    width = len(row)
    while width and not row[width - 1].strip():
        width -= 1
    return row[:width]
