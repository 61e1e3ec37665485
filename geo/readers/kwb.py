"""Which figures does a release of CBS's Kerncijfers wijken en buurten hold, as xlsx or csv?"""

from pathlib import Path

from geo.indicatoren import Bron
from geo.readers.columns import JAAR_COLUMNS, find_jaar, other_columns, read_gebieden, read_jaren
from geo.readers.draft import Draft, check_thousands, make_cells
from geo.readers.faults import Faults
from geo.readers.table import Table

KWB_NAAM = "CBS, Kerncijfers wijken en buurten"

_CODES = ("gwb_code_10", "gwb_code")
_IDENTITY = {*_CODES, "gwb_code_8", "regio", "gm_naam", "recs"}


def is_kwb(table: Table) -> bool:
    return table.find_column(_CODES) is not None


def read_kwb(table: Table, path: Path, faults: Faults) -> Draft:
    """Read a table with columns such as gwb_code_10 and a_inw; the year is in a column, or names the sheet or file."""
    gebieden = read_gebieden(table, faults, codes=_CODES)
    has_jaren = table.find_column(JAAR_COLUMNS) is not None
    jaren = read_jaren(table, faults) if has_jaren else [find_jaar(table.naam, path.stem)] * len(table.rij)
    kolommen = {column: column for column in other_columns(table, {*_IDENTITY, *JAAR_COLUMNS})}
    check_thousands(table, kolommen, faults)
    return Draft(
        cellen=make_cells(table, gebieden=gebieden.codes, jaren=jaren, kolommen=kolommen),
        namen=gebieden.namen,
        bron=Bron(
            naam=KWB_NAAM,
            tabel=table.naam or path.stem,
            url="",
            licentie="CC BY 4.0 (CBS / Kadaster)",
        ),
    )
