"""Which figures does a csv export of StatLine hold?"""

import re
from pathlib import Path

from geo.indicatoren import Bron
from geo.readers.columns import JAAR_COLUMNS, find_code_column, read_gebieden, read_jaren
from geo.readers.draft import Draft, check_single_values, check_thousands, make_cells
from geo.readers.faults import Faults
from geo.readers.figures import has_decimal_comma, parse_dutch_number, parse_number
from geo.readers.table import Table

_REGIONS = ("wijken en buurten", "regio's", "regio", "gemeenten")
_FIGURE = re.compile(r".*\((?!naam|omschrijving).+\)", re.S)
_TABLE_NUMBER = re.compile(r"\d{5}[A-Z]{3}")


def is_statline(table: Table) -> bool:
    """Say whether a table has regions, and titles that end in a unit such as "(aantal)"."""
    has_units = any(_FIGURE.fullmatch(column) for column in table.columns)
    return has_units and table.find_column(_REGIONS) is not None


def read_statline(table: Table, path: Path, faults: Faults) -> Draft:
    """Read a table with a column of codes; the titles of StatLine, such as "Bevolking/Mannen (aantal)", name figures.

    An export in Dutch notation is known by its decimal commas; every number in it must then be written so.
    """
    code = find_code_column(table)
    gebieden = read_gebieden(table, faults, codes=[code.lower()])
    kolommen = {column: column for column in table.columns if _FIGURE.fullmatch(column) and column != code}
    check_single_values([table], (column for column in table.columns if _is_dimension(column, code)), faults)
    is_dutch = any(has_decimal_comma(table.columns[column]) for column in kolommen)
    if not is_dutch:
        check_thousands(table, kolommen, faults)
    matched = _TABLE_NUMBER.search(path.name)
    names = table.texts(table.find_column(_REGIONS))
    return Draft(
        cellen=make_cells(table, gebieden=gebieden.codes, jaren=read_jaren(table, faults), kolommen=kolommen),
        titels=kolommen,
        namen={code: naam for code, naam in zip(gebieden.codes, names, strict=True) if code},
        bron=Bron(naam="StatLine", tabel=matched[0] if matched else path.stem, url="", licentie="CC BY 4.0"),
        parse=parse_dutch_number if is_dutch else parse_number,
    )


def _is_dimension(column: str, code: str) -> bool:
    """Say whether a column is neither figure nor label: its title then has no unit behind it."""
    return not column.endswith(")") and column != code and column.lower() not in {*_REGIONS, *JAAR_COLUMNS}
