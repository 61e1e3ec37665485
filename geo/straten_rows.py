"""Which street, postcode and point does each row of a file of addresses or streets tell?"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from geo.boundary_files import read_layers
from geo.crs import RD, to_rd
from geo.readers.csv_table import read_csv_table
from geo.readers.faults import Faults, refuse, shown
from geo.readers.figures import parse_number
from geo.readers.formats import Format, read_format
from geo.readers.table import Table, make_table_of_records
from geo.straten import POSTCODE6

STRAAT_COLUMNS = (
    *("straat", "straatnaam", "openbareruimte", "openbare_ruimte", "openbareruimtenaam", "openbare_ruimte_naam"),
    *("naamopenbareruimte", "weergavenaam_straat", "street"),
)
POSTCODE_COLUMNS = ("postcode", "postcode6", "pc6", "pc_6")
WOONPLAATS_COLUMNS = ("woonplaats", "woonplaatsnaam", "plaats", "plaatsnaam", "city")
RD_COLUMNS = (("rd_x", "rd_y"), ("x_rd", "y_rd"), ("x", "y"), ("x_coordinaat", "y_coordinaat"))
WGS84_COLUMNS = (("lon", "lat"), ("lng", "lat"), ("longitude", "latitude"), ("lengtegraad", "breedtegraad"))
PUNT_COLUMNS = {"centroide_rd": True, "punt_rd": True, "centroide_ll": False, "punt_wgs84": False}  # in RD or not
# The box of RD: a point in degrees, or with x and y the other way round, lies outside it.
RD_X, RD_Y = (0.0, 300_000.0), (300_000.0, 630_000.0)

_POINT = re.compile(r"(?:SRID=\d+;)?POINT\s*Z?\s*\(\s*([-\d.]+)\s+([-\d.]+)(?:\s+[-\d.]+)?\s*\)", re.IGNORECASE)


class StratenRows(NamedTuple):
    """What was read: columns straat, woonplaats, postcode, x and y (RD); and how many rows had no point."""

    rows: pd.DataFrame
    read: int
    without_point: int


def read_straten_rows(path: Path) -> StratenRows:
    """Read every row of a CSV, GeoPackage, GeoJSON, GeoParquet or Shapefile.

    A row without a point tells nothing of a place and is counted; any other fault refuses the file.

    Raises
    ------
    FileRefusedError
        Naming file, row, field and rule of all that is wrong.
    """
    faults = Faults()
    tables = [_read_csv(path, faults)] if read_format(path) is Format.TEXT else _read_layers(path, faults)
    faults.stop()
    rows = pd.concat(tables, ignore_index=True)
    has_point = rows["x"].notna() & rows["y"].notna()
    return StratenRows(rows[has_point], len(rows), int((~has_point).sum()))


def _read_csv(path: Path, faults: Faults) -> pd.DataFrame:
    table = read_csv_table(path)
    x, y = _read_points(table, faults)
    return _read_names(table, faults).assign(x=x, y=y)


def _read_layers(path: Path, faults: Faults) -> list[pd.DataFrame]:
    filled = [layer for layer in read_layers(path) if len(layer.rows)]
    return [_read_layer(layer.name, layer.rows, faults) for layer in filled] or refuse(path.name, "has no rows")


def _read_layer(name: str, rows: Any, faults: Faults) -> pd.DataFrame:
    """Of a line or plane a point on it."""
    attributes = rows.drop(columns=rows.geometry.name).astype(object)
    table = make_table_of_records(name, attributes.where(attributes.notna(), None).to_dict("records"))
    points = rows.geometry.to_crs(RD).representative_point()
    x, y = points.x.to_numpy(float, na_value=np.nan), points.y.to_numpy(float, na_value=np.nan)
    return _read_names(table, faults).assign(x=x, y=y)


def _read_names(table: Table, faults: Faults) -> pd.DataFrame:
    straat = table.find_column(STRAAT_COLUMNS)
    if straat is None:
        known = ", ".join(list(table.columns)[:10])
        refuse(table.file, f"has no column with names of streets, such as straat; its columns are {known}")
    postcode = table.find_column(POSTCODE_COLUMNS)
    straten = [" ".join(text.split()) for text in table.texts(straat)]
    postcodes = [re.sub(r"\s", "", text).upper() for text in table.texts(postcode)]
    for row, naam, code in zip(table.rij, straten, postcodes, strict=True):
        if not naam:
            faults.add(table.file, "is missing", row=row, field=straat)
        if code and not re.fullmatch(POSTCODE6, code):
            faults.add(table.file, f"{shown(code)} is not a postcode such as 2034AB", row=row, field=postcode or "")
    woonplaatsen = [text.strip() for text in table.texts(table.find_column(WOONPLAATS_COLUMNS))]
    return pd.DataFrame({"straat": straten, "woonplaats": woonplaatsen, "postcode": postcodes}, dtype=str)


def _read_points(table: Table, faults: Faults) -> tuple[Any, Any]:
    """RD points of the rows of a csv, NaN where nothing stands."""
    for name, is_rd in PUNT_COLUMNS.items():
        if column := table.find_column([name]):
            return _as_rd(table, column, _read_wkt(table, column, faults), faults, is_rd=is_rd)
    first, second, is_rd = _number_columns(table)
    points = _read_numbers(table, first, faults), _read_numbers(table, second, faults)
    return _as_rd(table, first, points, faults, is_rd=is_rd)


def _number_columns(table: Table) -> tuple[str, str, bool]:
    """The two columns of the point, and whether they are RD."""
    for pairs, is_rd in ((WGS84_COLUMNS, False), (RD_COLUMNS, True)):
        for pair in pairs:
            first, second = (table.find_column([name]) for name in pair)
            if first and second:
                return first, second, is_rd
    told = "has no columns for the point: lon and lat (WGS84), rd_x and rd_y, centroide_rd or centroide_ll"
    return refuse(table.file, told)


def _read_wkt(table: Table, column: str, faults: Faults) -> tuple[list[float], list[float]]:
    found = [_POINT.fullmatch(text.strip()) for text in table.texts(column)]
    for row, text, match in zip(table.rij, table.texts(column), found, strict=True):
        if text and not match:
            faults.add(
                table.file, f"{shown(text)} is not a point such as POINT(104647.6 490206.5)", row=row, field=column
            )
    pairs = [(float(match[1]), float(match[2])) if match else (np.nan, np.nan) for match in found]
    return [x for x, _ in pairs], [y for _, y in pairs]


def _read_numbers(table: Table, column: str, faults: Faults) -> list[float]:
    texts = table.texts(column)
    numbers = [parse_number(text) for text in texts]
    for row, text, number in zip(table.rij, texts, numbers, strict=True):
        if number is None:
            faults.add(table.file, f"{shown(text)} is not a number", row=row, field=column)
    return [np.nan if number is None else number for number in numbers]


def _as_rd(
    table: Table, column: str, points: tuple[Iterable[float], Iterable[float]], faults: Faults, *, is_rd: bool
) -> tuple[Any, Any]:
    first, second = (np.asarray(list(numbers), float) for numbers in points)
    x, y = (first, second) if is_rd else to_rd(first, second)
    is_right = np.isnan(first) | ((x >= RD_X[0]) & (x <= RD_X[1]) & (y >= RD_Y[0]) & (y <= RD_Y[1]))
    for position in np.flatnonzero(~is_right):
        faults.add(table.file, "is not in the Netherlands", row=table.rij[int(position)], field=column)
    return np.where(np.isnan(first), np.nan, x), np.where(np.isnan(first), np.nan, y)
