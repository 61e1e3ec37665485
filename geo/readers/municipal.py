"""Which figures does a table of a gemeente's own hold, in wide or in long form?"""

from pathlib import Path

from geo.indicatoren import Bron
from geo.readers.columns import other_columns, read_gebieden, read_jaren
from geo.readers.draft import Draft, check_thousands, make_cells, make_long_cells
from geo.readers.faults import Faults
from geo.readers.table import Table

_INDICATOR, _WAARDE = ("indicator", "kolom"), ("waarde",)
# Columns that explain a row to people and hold no figure.
_REMARKS = {"soort", "gemeente", "wijk", "buurt", "toelichting", "opmerking", "opmerkingen"}


def is_long(table: Table) -> bool:
    return all(table.find_column(names) is not None for names in (_INDICATOR, _WAARDE))


def read_wide(table: Table, path: Path, faults: Faults) -> Draft:
    """Read a table with a column of codes, a column for each indicator, and perhaps a column for the year."""
    gebieden = read_gebieden(table, faults)
    kolommen = {column: column for column in other_columns(table, _REMARKS)}
    check_thousands(table, kolommen, faults)
    jaren = read_jaren(table, faults)
    return Draft(
        cellen=make_cells(table, gebieden=gebieden.codes, jaren=jaren, kolommen=kolommen),
        namen=gebieden.namen,
        bron=_bron(table, path),
    )


def read_long(table: Table, path: Path, faults: Faults) -> Draft:
    """Read a table with the columns gebied, indicator and waarde, and perhaps jaar."""
    gebieden = read_gebieden(table, faults)
    for column in other_columns(table, {*_INDICATOR, *_WAARDE, *_REMARKS, "eenheid"}):
        faults.add(table.file, "is no column of a table with gebied, indicator, jaar and waarde", field=column)
    check_thousands(table, filter(None, [table.find_column(_WAARDE)]), faults)
    cellen = make_long_cells(
        table,
        gebieden=gebieden.codes,
        jaren=read_jaren(table, faults),
        kolommen=_read_indicatoren(table, faults),
        column=table.find_column(_WAARDE) or "",
    )
    return Draft(cellen=cellen, namen=gebieden.namen, bron=_bron(table, path))


def _read_indicatoren(table: Table, faults: Faults) -> list[str]:
    column = table.find_column(_INDICATOR)
    texts = table.texts(column)
    for text, row in zip(texts, table.rij, strict=True):
        if not text:
            faults.add(table.file, "is missing", row=row, field=column or "")
    return texts


def _bron(table: Table, path: Path) -> Bron:
    return Bron(naam="", tabel=table.naam or path.stem, url="", licentie="")
