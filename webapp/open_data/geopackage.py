"""How do boundaries and figures of one gemeente leave as one GeoPackage?"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.crs import RD
from geo.gebieden import Soort
from webapp.ogc.gebieden import Part
from webapp.open_data.tables import Table, as_frame

LAYERS = {
    Soort.LAND: "land",
    Soort.GEMEENTE: "gemeenten",
    Soort.WIJK: "wijken",
    Soort.BUURT: "buurten",
    Soort.TEAMGEBIED: "teamgebieden",
}


def make_geopackage(parts: Sequence[Part], tables: Sequence[Table], *, about: Mapping[str, str]) -> bytes:
    """A layer in RD for each soort of gebied, and the tables without places; `about` is its metadata."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "open-data.gpkg"
        for soort, frame in _layers(parts):
            _write(frame, path, LAYERS[soort], geometry_type="MultiPolygon", dataset_metadata=dict(about))
        for table in tables:
            _write(as_frame(table), path, table.naam)
        return path.read_bytes()


def _layers(parts: Sequence[Part]) -> list[tuple[Soort, gpd.GeoDataFrame]]:
    frame = pd.concat([_as_frame(part) for part in parts], ignore_index=True).convert_dtypes()
    return [(soort, frame[frame["soort"] == soort.value]) for soort in Soort if (frame["soort"] == soort.value).any()]


def _as_frame(part: Part) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(list(part.properties), geometry=part.rd, crs=RD)


def _write(frame: Any, path: Path, layer: str, **options: Any) -> None:
    pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", append=path.exists(), **options)
