"""Which layers does GDAL find in a GeoPackage, a Shapefile or the GML of a WFS?"""

import re
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.readers.faults import refuse
from geo.readers.formats import Format, read_format

_SCHEMA_LOCATION = re.compile(rb"""\s\w+:schemaLocation\s*=\s*("[^"]*"|'[^']*')""")


class GdalLayer(NamedTuple):
    """One layer; `name` is how problems call it."""

    name: str
    rows: pd.DataFrame | gpd.GeoDataFrame


def read_gdal_layers(path: Path, *, only_attributes: bool) -> list[GdalLayer]:
    """Read every layer of a file, in lon/lat order whatever order its CRS has.

    Parameters
    ----------
    only_attributes
        Leave the geometries out, and take layers without geometry too.

    Raises
    ------
    KerncijferFileError
        When GDAL cannot read it.
    """
    source = _without_schema(path) if read_format(path) is Format.GML else path
    try:
        names = [str(name) for name, kind in pyogrio.list_layers(source) if only_attributes or kind is not None]
        frames = [pyogrio.read_dataframe(source, layer=name, read_geometry=not only_attributes) for name in names]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        refuse(path.name, f"cannot be read: {error}")
    return [GdalLayer(f"{path.name}, layer {name}", rows) for name, rows in zip(names, frames, strict=True)]


def _without_schema(path: Path) -> bytes:
    """The file without the address of its schema, which GDAL would fetch; in memory it writes nothing beside it."""
    return _SCHEMA_LOCATION.sub(b"", path.read_bytes())
