"""Which figures do the observations of a CBS table in OData v4 hold?"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.indicatoren import Bron
from geo.readers.columns import JAAR_COLUMNS, find_code_column, read_gebieden, read_jaren
from geo.readers.draft import Draft, check_single_values, join_cells, make_long_cells
from geo.readers.faults import Faults
from geo.readers.figures import VALUE_ATTRIBUTES, parse_observation
from geo.readers.json_page import Page, read_record_tables, take_rows
from geo.readers.table import Cells, Table

_OWN_FIELDS = {"id", "measure", "value", "valueattribute", "stringvalue"}


def read_odata_v4(
    pages: Iterable[tuple[Path, Page]], faults: Faults, *, measures: tuple[Path, Page] | None = None
) -> Draft:
    """Read pages of Observations; a kolom is the code of a measure, such as T001036.

    Where there is no Value the tekst of the figure is the ValueAttribute, which tells why: Missing, Impossible or
    Secret. Observations in words are left out.

    Parameters
    ----------
    measures
        The MeasureCodes of the table; without them kolommen have no titles.

    Raises
    ------
    KerncijferFileError
        When a page holds no rows.
    """
    parts, dimensions, tabel = [], [], ""
    for table in read_record_tables(pages):
        region, tabel = find_code_column(table), tabel or table.naam
        dimensions.append(replace(table, columns=_dimensions(table, region)))
        parts.append(_read_cells(table, region, faults))
    check_single_values(dimensions, dict.fromkeys(field for table in dimensions for field in table.columns), faults)
    return Draft(
        cellen=join_cells(parts),
        titels=_read_titels(*measures) if measures else {},
        bron=Bron(naam="CBS OData", tabel=tabel, url="", licentie="CC BY 4.0"),
        parse=parse_observation,
    )


def _dimensions(table: Table, region: str) -> dict[str, Cells]:
    """The columns that tell observations apart by anything else than measure, gebied and year."""
    known = {region.lower(), *_OWN_FIELDS, *JAAR_COLUMNS}
    return {field: cells for field, cells in table.columns.items() if field.lower() not in known}


def _read_cells(table: Table, region: str, faults: Faults) -> pd.DataFrame:
    gebieden = read_gebieden(table, faults, codes=[region.lower()])
    texts, kolommen = table.texts("StringValue"), table.texts("Measure")
    for kolom, row in zip(kolommen, table.rij, strict=True):
        if not kolom:
            faults.add(table.file, "is missing", row=row, field="Measure")
    return make_long_cells(
        replace(table, columns={"Value": _values(table, faults)}),
        gebieden=[None if text else code for text, code in zip(texts, gebieden.codes, strict=True)],
        jaren=read_jaren(table, faults),
        kolommen=kolommen,
        column="Value",
    )


def _values(table: Table, faults: Faults) -> list[object]:
    """The value of each observation, or else the attribute that stands in its place."""
    values, attributes = table.columns.get("Value", [None] * len(table.rij)), table.texts("ValueAttribute")
    for value, attribute, row in zip(values, attributes, table.rij, strict=True):
        if value is not None and attribute in VALUE_ATTRIBUTES - {"None"}:
            faults.add(table.file, f"is {attribute}, but there is a Value", row=row, field="ValueAttribute")
    return [attribute if value is None else value for value, attribute in zip(values, attributes, strict=True)]


def _read_titels(path: Path, page: Page) -> dict[str, str]:
    units = {str(row.get("Identifier", "")): row for row in take_rows(page, "value", path)}
    return {
        code: f"{row.get('Title') or ''} ({row['Unit']})" if row.get("Unit") else str(row.get("Title") or "")
        for code, row in units.items()
    }
