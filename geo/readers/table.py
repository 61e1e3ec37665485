"""Which columns and rows does a table in a file have, before anybody knows what they mean?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.readers.faults import Faults, refuse
from geo.readers.figures import make_text

Cells = Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The cells of a table by column, as they stand; the rows are those that are not blank.

    `file` is how problems call it, `naam` the name that the table itself has ("" for none). `rij` numbers the rows; 1
    is the first below the header.
    """

    file: str
    naam: str
    columns: Mapping[str, Cells]
    rij: Sequence[int]

    def find_column(self, names: Iterable[str]) -> str | None:
        """Find the first of some names, in lower case, among the columns, in capitals or not."""
        known = {column.lower(): column for column in reversed(list(self.columns))}
        return next((known[name] for name in names if name in known), None)

    def texts(self, column: str | None) -> list[str]:
        """The cells of a column as text; a column that is not there is empty everywhere."""
        return [make_text(cell) for cell in self.columns.get(column or "", [None] * len(self.rij))]


def make_table_of_records(file: str, records: Sequence[Mapping[str, Any]], *, naam: str = "") -> Table:
    """Make a table of records, such as rows of JSON; a field that a record leaves out is None."""
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: [record.get(name) for record in records] for name in names}
    return Table(file=file, naam=naam, columns=columns, rij=range(1, len(records) + 1))


def make_table(file: str, naam: str, rows: Iterable[Cells], *, is_ragged: bool) -> Table:
    """Make a table of rows of cells; the first that is not blank is the header.

    Parameters
    ----------
    is_ragged
        Cells may be left out at the end of a row.

    Raises
    ------
    KerncijferFileError
        When there is no header or a row does not fit it; all such rows are named.
    """
    left = iter(rows)
    header = next((trimmed for row in left if (trimmed := _trimmed(row))), None)
    if header is None:
        refuse(file, "is empty")
    names = _column_names(file, header)
    faults = Faults()
    kept = [(number, row) for number, row in enumerate(left, start=1) if not _is_blank(row)]
    fitted = [_fitted(row, names, file, number, faults, is_ragged=is_ragged) for number, row in kept]
    faults.stop()
    columns = zip(*fitted, strict=True) if fitted else ([] for _ in names)
    return Table(file=file, naam=naam, columns=dict(zip(names, columns, strict=True)), rij=[n for n, _ in kept])


def _column_names(file: str, header: Cells) -> list[str]:
    faults, names = Faults(), [make_text(cell) for cell in header]
    for name, count in Counter(names).items():
        if not name:
            faults.add(file, "a column of the header has no name")
        elif count > 1:
            faults.add(file, f"stands {count} times in the header", field=name)
    faults.stop()
    return names


def _fitted(row: Cells, names: Cells, file: str, number: int, faults: Faults, *, is_ragged: bool) -> Cells:
    """The row, as wide as the header."""
    width = len(names)
    if len(row) == width:
        return row
    trimmed = _trimmed(row)
    if len(trimmed) > width or not is_ragged:
        faults.add(file, f"has {len(row)} cells; the header has {width}", row=number)
    return [*trimmed, *[None] * width][:width]


def _trimmed(row: Cells) -> Cells:
    """The row without the empty cells at its end."""
    width = len(row)
    while width and _is_empty(row[width - 1]):
        width -= 1
    return row[:width]


def _is_blank(row: Cells) -> bool:
    return all(map(_is_empty, row))


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
