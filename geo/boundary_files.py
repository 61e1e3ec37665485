"""Which polygons stand in files of boundaries, and in which CRS? GeoJSON, GeoPackage, GeoParquet, Shapefile or GML."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import orjson
import pyarrow
import shapely

from geo.crs import RD, WGS84
from geo.errors import BoundaryFileError, KerncijferFileError
from geo.readers.faults import refuse
from geo.readers.folder import read_folder, read_json_pages
from geo.readers.formats import Format, read_format
from geo.readers.gdal import read_gdal_layers
from geo.readers.json_page import Page, read_page

_GIVE = "GeoJSON, a GeoPackage, GeoParquet, a Shapefile or the GML of a WFS"
_REFUSED = {
    Format.MARKUP: f"is HTML or XML; give {_GIVE}",
    Format.ZIP: "is a zip file; unpack it and give the .gpkg or .shp in it",
    Format.EMPTY: "is empty",
    Format.TEXT: f"is no GeoJSON, GeoPackage, GeoParquet, Shapefile (.shp) or GML; give {_GIVE}",
    Format.OLD_EXCEL: f"is an Excel file; give {_GIVE}",
}
_AUTHORITY = r"(urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?"
_CRS_OF_NAME = {
    WGS84: re.compile(rf"{_AUTHORITY}(OGC.*CRS84|EPSG.*[:/]4326)", re.I),
    RD: re.compile(rf"{_AUTHORITY}EPSG.*[:/]28992", re.I),
}


class Layer(NamedTuple):
    """The rows of one layer; `name` is how problems call it. A geometry that cannot be read is None."""

    name: str
    rows: gpd.GeoDataFrame


def read_layers(path: Path) -> list[Layer]:
    """Read every layer with geometry of a file, whatever its name ends in, or of all pages in a folder.

    Parameters
    ----------
    path
        GeoJSON (WGS84 lon/lat, as RFC 7946 has it; or RD, if a `crs` member says so, as a WFS and QGIS write it),
        GeoPackage, GeoParquet, Shapefile, GML (in either axis order), or a folder that a fetch made.

    Returns
    -------
    Frames in the CRS of the file, x or lon first, all attributes as they stand there.

    Raises
    ------
    BoundaryFileError
        When a file is not one of these, cannot be read, has no or a foreign CRS, or pages are missing.
    """
    try:
        return _read_folder(path) if path.is_dir() else _read_file(path)
    except KerncijferFileError as error:
        raise BoundaryFileError(error.problems) from error


def _read_folder(path: Path) -> list[Layer]:
    pages = read_folder(path).pages
    for _ in read_json_pages([page for page in pages if read_format(page) is Format.JSON]):
        pass  # the end tells whether pages are missing
    return [layer for page in pages for layer in _read_file(page)]


def _read_file(path: Path) -> list[Layer]:
    found = read_format(path)
    if rule := _REFUSED.get(found):
        refuse(path.name, rule)
    if found is Format.JSON:
        return [Layer(path.name, _read_geojson(path))]
    layers = [_read_parquet(path)] if found is Format.PARQUET else _read_with_gdal(path)
    for layer in layers:
        crs = layer.rows.crs
        if crs is None or not (crs.is_projected or crs.is_geographic):
            refuse(layer.name, "has no CRS (.prj); it is never guessed", field="crs")
    return layers


def _read_geojson(path: Path) -> gpd.GeoDataFrame:
    document = read_page(path)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        refuse(path.name, "is not a GeoJSON FeatureCollection")
    crs = _take_crs(path, document)
    members = [feature if isinstance(feature, dict) else {} for feature in features]
    geometries = [orjson.dumps(member.get("geometry")).decode() for member in members]
    properties = [found if isinstance(found := member.get("properties"), dict) else {} for member in members]
    return gpd.GeoDataFrame(properties, geometry=shapely.from_geojson(geometries, on_invalid="ignore"), crs=crs)


def _take_crs(path: Path, document: Page) -> str:
    """Take what the file says of its CRS; JSON-FG says it in `coordRefSys`, of another member than `geometry`."""
    name = _crs_name(document.get("crs"))
    crs = next((code for code, names in _CRS_OF_NAME.items() if names.fullmatch(name)), None) if name else WGS84
    if crs is None:
        rule = f"{name} is foreign to GeoJSON; give the file as GeoPackage, or as GeoJSON in WGS84 lon/lat (RFC 7946)"
        refuse(path.name, rule, field="crs")
    fg = document.get("coordRefSys")
    if fg is not None and not _CRS_OF_NAME[WGS84].fullmatch(str(fg)):
        refuse(path.name, f"{fg} is JSON-FG; ask for plain GeoJSON (f=json)", field="coordRefSys")
    return crs


def _crs_name(member: Any) -> str:
    if member is None:
        return ""
    try:
        return str(member["properties"]["name"])
    except (KeyError, TypeError):
        return orjson.dumps(member).decode()


def _read_parquet(path: Path) -> Layer:
    try:
        return Layer(path.name, gpd.read_parquet(path))
    except (OSError, ValueError, KeyError, pyarrow.ArrowException) as error:
        refuse(path.name, f"cannot be read as GeoParquet: {error}")


def _read_with_gdal(path: Path) -> list[Layer]:
    return [Layer(*layer) for layer in read_gdal_layers(path, only_attributes=False)]
