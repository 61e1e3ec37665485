"""Which streets and postcodes of six characters does a gemeente have, and where is the middle of each?"""

from pathlib import Path

import pandas as pd

from geo.crs import lies_in_nederland
from geo.tables import parse_numbers, read_text_table, refuse_where

STRATEN_FILE = "straten.csv"
STRATEN_COLUMNS = ["straat", "woonplaats", "postcode", "lon", "lat"]
POSTCODE6 = r"[1-9]\d{3}[A-Z]{2}"


def no_straten() -> pd.DataFrame:
    """Give the table of a set whose address file nobody has loaded."""
    return pd.DataFrame(columns=STRATEN_COLUMNS, dtype=str).astype({"lon": float, "lat": float})


def read_straten(folder: Path) -> pd.DataFrame:
    """Read straten.csv: streets and postcodes with a point in their middle; an absent file has no rows.

    Returns
    -------
    Columns straat, woonplaats ("" where not known), postcode (six characters; "" in the row of a whole street), lon and
    lat (WGS84). House numbers are never kept.

    Raises
    ------
    GebiedensetError
        When a street is missing, a postcode is not like 2034AB, or a point is not in the Netherlands.
    """
    path = folder / STRATEN_FILE
    if not path.exists():
        return no_straten()
    rows = read_text_table(path, STRATEN_COLUMNS)
    refuse_where(rows["straat"].str.strip() == "", path, "straat", "must be given")
    refuse_where(~rows["postcode"].str.fullmatch(f"({POSTCODE6})?"), path, "postcode", "must be like 2034AB, or empty")
    rows = rows.assign(lon=parse_numbers(rows["lon"], path), lat=parse_numbers(rows["lat"], path))
    inside = [lies_in_nederland(lon, lat) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    refuse_where(~pd.Series(inside, dtype=bool), path, "lon, lat", "must lie in the Netherlands (WGS84)")
    return rows
