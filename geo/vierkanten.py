"""How many people live in each square of 100 metres, by CBS's own count?"""

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow
import pyogrio

from geo.readers.csv_table import read_csv_table
from geo.readers.faults import Faults, refuse, shown
from geo.readers.figures import make_text
from geo.readers.formats import Format, read_format
from geo.tables import parse_numbers, read_text_table, refuse_where
from geo.vakken import MOST_HIDDEN, VAK_M

FOLDER = "vierkanten"
COLUMNS = ["x_hm", "y_hm", "inwoners", "ondergrens", "bovengrens"]
_VAK_NAMES = ("crs28992res100m", "c28992r100")
_INWONERS_NAMES = ("aantal_inwoners", "aantalinwoners")
HIDDEN, NOT_AVAILABLE = -99997, -99995
# The corner in hectometres (E1034N4883), or in metres as newer files have it (E103400N488300).
_VAK = re.compile(r"E(\d{3,6})N(\d{4,6})", re.ASCII)
_DIGITS_OF_HM = 4
_MOST_INWONERS = 20_000  # more than live on any hectare


def read_vierkanten(folder: Path, jaar: int) -> pd.DataFrame | None:
    """Read the squares that were stored with a gebiedenset.

    Returns
    -------
    x_hm, y_hm (lower left corner in RD, in hectometres), inwoners, ondergrens and bovengrens (NaN: not known); None
    where the set has none of that year.

    Raises
    ------
    GebiedensetError
        Naming the file, row and field, and the rule that is broken.
    """
    path = vierkanten_path(folder, jaar)
    if not path.exists():
        return None
    rows = read_text_table(path, COLUMNS)
    rows = rows.assign(**{column: parse_numbers(rows[column], path) for column in COLUMNS})
    for column in ("x_hm", "y_hm"):
        refuse_where(rows[column].isna() | (rows[column] % 1 != 0), path, column, "must be a whole number")
    refuse_where(rows.duplicated(["x_hm", "y_hm"]), path, "x_hm, y_hm", "stands there twice")
    refuse_where((rows[COLUMNS[2:]] < 0).any(axis=1), path, "inwoners", "must not be negative")
    refuse_where(rows["ondergrens"] > rows["bovengrens"], path, "ondergrens", "must not be above the bovengrens")
    return rows.astype({"x_hm": int, "y_hm": int})


def write_vierkanten(folder: Path, jaar: int, vierkanten: pd.DataFrame) -> None:
    """Write them so that `read_vierkanten` gives the same."""
    path = vierkanten_path(folder, jaar)
    path.parent.mkdir(exist_ok=True)
    vierkanten[COLUMNS].sort_values(["x_hm", "y_hm"]).to_csv(path, index=False, float_format="%g")


def vierkanten_path(folder: Path, jaar: int) -> Path:
    return folder / FOLDER / f"{jaar}.csv"


def vierkantjaren(folder: Path) -> list[int]:
    """Give the years of which a set has squares, the earliest first."""
    return sorted(int(path.stem) for path in folder.glob(f"{FOLDER}/[0-9][0-9][0-9][0-9].csv"))


def read_cbs_vierkanten(path: Path) -> pd.DataFrame:
    """Read CBS's kerncijfers per vierkant van 100 meter.

    Parameters
    ----------
    path
        CSV, GeoPackage, Shapefile or Parquet with a column crs28992res100m (or c28992r100: E1034N4883) and one
        aantal_inwoners, in capitals or not. -99997 is hidden: 0 to 4 inhabitants; -99995 and nothing at all are not
        known.

    Returns
    -------
    As `read_vierkanten`, with the row of the file as `rij`. Of a hidden square the inwoners are the middle of what it
    can be; CBS rounds the others to 5.

    Raises
    ------
    KerncijferFileError
        Naming row, column and rule of all that is wrong.
    """
    rows = _read_columns(path)
    faults = Faults()
    corners = [_find_corner(text) for text in rows["vak"]]
    counts = [_find_count(text) for text in rows["inwoners"]]
    for number, (corner, count) in enumerate(zip(corners, counts, strict=True), start=1):
        if corner is None:
            rule = f"{shown(rows['vak'][number - 1])} is no square of 100 m such as E1034N4883"
            faults.add(path.name, rule, row=number, field=_VAK_NAMES[0])
        if count is None:
            rule = f"{shown(rows['inwoners'][number - 1])} is no number of inhabitants"
            faults.add(path.name, rule, row=number, field=_INWONERS_NAMES[0])
    faults.stop()
    return _make_vierkanten(path, np.array(corners, dtype=float).reshape(-1, 2), np.array(counts, dtype=float))


def _make_vierkanten(
    path: Path,
    corners: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
    counts: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> pd.DataFrame:
    is_hidden, is_known = counts == HIDDEN, counts >= 0
    known = np.where(is_known, counts, np.nan)
    found = pd.DataFrame(
        {
            "x_hm": corners[:, 0].astype(int),
            "y_hm": corners[:, 1].astype(int),
            "inwoners": np.where(is_hidden, MOST_HIDDEN / 2, known),
            "ondergrens": np.where(is_hidden, 0.0, known),
            "bovengrens": np.where(is_hidden, float(MOST_HIDDEN), known),
            "rij": np.arange(1, len(counts) + 1),
        }
    )
    doubles = found[found.duplicated(["x_hm", "y_hm"])]
    faults = Faults()
    for row in doubles["rij"].tolist():
        faults.add(path.name, "this square stands there twice", row=row, field=_VAK_NAMES[0])
    faults.stop()
    return found


def _find_corner(text: str) -> tuple[int, int] | None:
    found = _VAK.fullmatch(text)
    if found is None:
        return None
    east, north = found.groups()
    if len(east) <= _DIGITS_OF_HM and len(north) == _DIGITS_OF_HM:
        return int(east), int(north)
    x, y = divmod(int(east), VAK_M), divmod(int(north), VAK_M)
    return None if x[1] or y[1] else (x[0], y[0])


def _find_count(text: str) -> float | None:
    """NaN is not known; None is no such number."""
    if not text:
        return float("nan")
    try:
        number = float(text)
    except ValueError:
        return None
    if number == NOT_AVAILABLE:
        return float("nan")
    is_count = number == HIDDEN or (0 <= number <= _MOST_INWONERS and number % 1 == 0)
    return number if is_count else None


def _read_columns(path: Path) -> pd.DataFrame:
    """The two columns as text, called vak and inwoners."""
    kind = read_format(path)
    if kind is Format.PARQUET:
        return _named(path, _read_parquet(path))
    if kind in (Format.GEOPACKAGE, Format.SHAPEFILE):
        return _named(path, _read_gdal(path))
    if kind is not Format.TEXT:
        refuse(path.name, "is no CSV, GeoPackage, Shapefile or Parquet with squares of 100 m")
    return _named(path, pd.DataFrame(dict(read_csv_table(path).columns)))


def _named(path: Path, rows: pd.DataFrame) -> pd.DataFrame:
    known = {str(column).lower(): column for column in rows.columns}
    found = [next((known[name] for name in names if name in known), None) for names in (_VAK_NAMES, _INWONERS_NAMES)]
    for column, names in zip(found, (_VAK_NAMES, _INWONERS_NAMES), strict=True):
        if column is None:
            refuse(path.name, f"has no column {names[0]}", field=names[0])
    texts = {
        name: [_as_text(cell) for cell in rows[column]] for name, column in zip(("vak", "inwoners"), found, strict=True)
    }
    return pd.DataFrame(texts, dtype=object)


def _as_text(cell: object) -> str:
    return "" if cell is None or cell != cell else make_text(cell)


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        refuse(path.name, f"cannot be read as Parquet: {error}")


def _read_gdal(path: Path) -> "pd.DataFrame | gpd.GeoDataFrame":
    """Only the columns that count: the file of the land has a hundred others."""
    wanted = {*_VAK_NAMES, *_INWONERS_NAMES}
    try:
        fields = [name for name in pyogrio.read_info(path)["fields"] if name.lower() in wanted]
        return pyogrio.read_dataframe(path, columns=fields, read_geometry=False)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        refuse(path.name, f"cannot be read: {error}")
