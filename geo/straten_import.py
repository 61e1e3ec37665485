"""How do the streets of a gemeente get into its gebiedenset, whole or not at all?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.crs import to_wgs84
from geo.errors import FileRefusedError, Problem, UnknownGebiedError
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.importing import find_set_folder
from geo.straten import STRATEN_COLUMNS, STRATEN_FILE
from geo.straten_rows import StratenRows, read_straten_rows
from geo.swap import replaced_folder

DECIMALS = 5  # of a degree: about a metre


@dataclass(frozen=True, kw_only=True)
class StratenReport:
    """What was read and made; `elsewhere` rows lie outside the gemeente."""

    folder: Path
    gemeente: str
    read: int
    without_point: int
    elsewhere: int
    straten: int
    postcodes: int
    is_dry_run: bool

    def lines(self) -> Iterator[str]:
        yield f"{self.read} rows read of {self.gemeente}: {self.straten} streets, {self.postcodes} postcodes"
        if self.elsewhere:
            yield f"{self.elsewhere} rows lie outside the gemeente and are left out"
        if self.without_point:
            yield f"{self.without_point} rows have no point and are left out"
        yield "dry run: nothing was changed" if self.is_dry_run else f"stored in {self.folder.name}/{STRATEN_FILE}"


def import_straten(path: Path, *, gemeente: str, root: Path, dry_run: bool = False) -> StratenReport:
    """Read addresses or streets, and keep a point in the middle of each street and postcode; no house numbers.

    Parameters
    ----------
    path
        CSV, GeoPackage, GeoJSON, GeoParquet or Shapefile, with names as the BAG has them. Rows outside the gemeente
        are left out.
    gemeente
        Code of a gemeente whose boundaries are there.
    root
        The folder that holds a folder for each gebiedenset. All else in the folder of this gemeente is kept.
    dry_run
        Read and check everything, store nothing.

    Raises
    ------
    FileRefusedError
        Naming file, row, field and rule of all that is wrong; nothing is stored.
    UnknownGebiedError
        When there is no set of this gemeente.
    """
    folder = find_set_folder(root, gemeente)
    if folder is None:
        raise UnknownGebiedError(gemeente)
    gebiedenset, found = read_gebiedenset(folder), read_straten_rows(path)
    own = _rows_within(found, gebiedenset)
    if own.empty:
        raise FileRefusedError([Problem(path.name, 0, "", f"has no place in {gebiedenset.gemeente.naam}")])
    straten = make_straten(own)
    if not dry_run:
        _store(straten, folder)
    return StratenReport(
        folder=folder,
        gemeente=gemeente,
        read=found.read,
        without_point=found.without_point,
        elsewhere=len(found.rows) - len(own),
        straten=int((straten["postcode"] == "").sum()),
        postcodes=int((straten["postcode"] != "").sum()),
        is_dry_run=dry_run,
    )


def _rows_within(found: StratenRows, gebiedenset: Gebiedenset) -> pd.DataFrame:
    codes = gebiedenset.find_buurten(found.rows["x"].to_numpy(float), found.rows["y"].to_numpy(float))
    return found.rows[np.array([code is not None for code in codes], bool)]


def make_straten(rows: pd.DataFrame) -> pd.DataFrame:
    """Make the table of streets and postcodes of rows with straat, woonplaats, postcode, x and y (RD, metres).

    The point of each is that of the row nearest to the middle of all its rows: a middle of its own may lie in a canal
    or beyond the border. A postcode of several streets is under the one that has most of its rows.
    """
    whole = _middles(rows, ["straat", "woonplaats"]).assign(postcode="")
    with_code = rows[rows["postcode"] != ""]
    parts = _middles(with_code, ["postcode"]) if len(with_code) else with_code
    made = pd.concat([whole, parts], ignore_index=True).sort_values(["straat", "woonplaats", "postcode"])
    lon, lat = to_wgs84(made["x"].to_numpy(float), made["y"].to_numpy(float))
    return made.assign(lon=np.round(lon, DECIMALS), lat=np.round(lat, DECIMALS))[STRATEN_COLUMNS]


def _middles(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    groups = rows.groupby(keys)
    east, north = rows["x"] - groups["x"].transform("mean"), rows["y"] - groups["y"].transform("mean")
    usual = rows.groupby([*keys, "straat"] if "straat" not in keys else keys)["x"].transform("size")
    ranked = rows.assign(afstand_m=np.hypot(east, north), usual=-usual)
    return ranked.sort_values(["usual", "afstand_m", "straat"]).groupby(keys, sort=False).head(1)


def _store(straten: pd.DataFrame, folder: Path) -> None:
    """Put the set with its streets in place of the old one, after reading it as the service will."""
    with replaced_folder(folder) as copy:
        straten.to_csv(copy / STRATEN_FILE, index=False)
        read_gebiedenset(copy)
