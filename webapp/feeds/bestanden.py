"""How does the aanbod that a filter shows leave as a file?"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.crs import RD
from webapp.json import GEOJSON
from webapp.open_data.aanbod import Pages, make_aanbod_sheet, stream_aanbod_csv, stream_geojson
from webapp.open_data.tables import AANBOD_HEADER, make_aanbod_rows
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, make_xlsx

GPKG_MIMETYPE = "application/geopackage+sqlite3"
MAX_WHOLE = 100_000  # rows of what can only be made as a whole, and helps nobody beyond


class Formaat(NamedTuple):
    """A media type, and how the file is made of pages of rows and of what stands before an id in an address."""

    mimetype: str
    make: Callable[[Pages, str], Iterator[bytes]]


def _make_xlsx(pages: Pages, url_base: str) -> Iterator[bytes]:
    yield make_xlsx([make_aanbod_sheet(pages, url_base)])


def _make_gpkg(pages: Pages, url_base: str) -> Iterator[bytes]:
    """One layer of points in RD; what has no place is in it without a point."""
    rows = chain.from_iterable(make_aanbod_rows(page, url_base=url_base) for page in pages)
    frame = pd.DataFrame(list(islice(rows, MAX_WHOLE)), columns=list(AANBOD_HEADER)).convert_dtypes()
    points = gpd.points_from_xy(frame["x_rd"].astype("Float64"), frame["y_rd"].astype("Float64"))
    layer = gpd.GeoDataFrame(frame.drop(columns=["x_rd", "y_rd"]).rename(columns={"id": "aanbod"}), geometry=points)
    layer.loc[frame["x_rd"].isna(), "geometry"] = None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "aanbod.gpkg"
        pyogrio.write_dataframe(layer.set_crs(RD), path, layer="aanbod", driver="GPKG", geometry_type="Point")
        yield path.read_bytes()


FORMATEN: Mapping[str, Formaat] = {
    "csv": Formaat(CSV_MIMETYPE, stream_aanbod_csv),
    "xlsx": Formaat(XLSX_MIMETYPE, _make_xlsx),
    "geojson": Formaat(GEOJSON, stream_geojson),
    "gpkg": Formaat(GPKG_MIMETYPE, _make_gpkg),
}
