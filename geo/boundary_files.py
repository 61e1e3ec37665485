"""Which polygons stand in a file of boundaries, and in which CRS? GeoJSON, GeoPackage or Shapefile."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import orjson
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.crs import WGS84
from geo.errors import BoundaryFileError, Problem

_SQLITE_MAGIC = b"SQLite format 3\0"
_SHAPEFILE_MAGIC = b"\x00\x00\x27\x0a"
_REFUSED_STARTS = {
    b"<": "is HTML or XML; give GeoJSON, a GeoPackage or a Shapefile",
    b"PK": "is a zip file; unpack it and give the .gpkg or .shp in it",
    b"": "is empty, or is no GeoJSON, GeoPackage or Shapefile (.shp)",
}
_BLANKS = b" \t\r\n\xef\xbb\xbf"
_WGS84_NAME = re.compile(r"(urn:ogc:def:crs:|https?://www\.opengis\.net/def/crs/)?(OGC.*CRS84|EPSG.*[:/]4326)", re.I)


class Layer(NamedTuple):
    """The rows of one layer; `name` is how problems call it. A geometry that cannot be read is None."""

    name: str
    rows: gpd.GeoDataFrame


def read_layers(path: Path) -> list[Layer]:
    """Read every layer with geometry of a file, whatever its name ends in.

    Parameters
    ----------
    path
        GeoJSON (RFC 7946: WGS84 lon/lat; a `crs` member may only repeat that), GeoPackage or Shapefile (both with CRS).

    Returns
    -------
    Frames in the CRS of the file, all attributes as they stand there.

    Raises
    ------
    BoundaryFileError
        When the file is not one of these, cannot be read or has no or a foreign CRS.
    """
    head = _read_head(path)
    if head.startswith((_SQLITE_MAGIC, _SHAPEFILE_MAGIC)):
        return _read_with_gdal(path)
    text = head.lstrip(_BLANKS)
    if text.startswith(b"{"):
        return [Layer(path.name, _read_geojson(path))]
    raise _refusal(path, next(rule for start, rule in _REFUSED_STARTS.items() if text.startswith(start)))


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError as error:
        raise _refusal(path, f"cannot be opened: {error.strerror}") from error


def _read_geojson(path: Path) -> gpd.GeoDataFrame:
    try:
        document = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise _refusal(path, f"is not JSON: {error}") from error
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise _refusal(path, "is not a GeoJSON FeatureCollection")
    _require_wgs84(path, document.get("crs"))
    members = [feature if isinstance(feature, dict) else {} for feature in features]
    geometries = [orjson.dumps(member.get("geometry")).decode() for member in members]
    properties = [found if isinstance(found := member.get("properties"), dict) else {} for member in members]
    return gpd.GeoDataFrame(properties, geometry=shapely.from_geojson(geometries, on_invalid="ignore"), crs=WGS84)


def _require_wgs84(path: Path, member: Any) -> None:
    if member is None:
        return
    try:
        name = str(member["properties"]["name"])
    except (KeyError, TypeError):
        name = orjson.dumps(member).decode()
    if not _WGS84_NAME.fullmatch(name):
        rule = f"{name} is foreign to GeoJSON; give the file as GeoPackage, or as GeoJSON in WGS84 lon/lat (RFC 7946)"
        raise _refusal(path, rule, field="crs")


def _read_with_gdal(path: Path) -> list[Layer]:
    try:
        names = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        layers = [Layer(f"{path.name}, layer {name}", pyogrio.read_dataframe(path, layer=name)) for name in names]
    except (DataSourceError, DataLayerError) as error:
        raise _refusal(path, f"cannot be read: {error}") from error
    for layer in layers:
        crs = layer.rows.crs
        if crs is None or not (crs.is_projected or crs.is_geographic):
            raise BoundaryFileError([Problem(layer.name, 0, "crs", "has no CRS (.prj); it is never guessed")])
    return layers


def _refusal(path: Path, rule: str, *, field: str = "") -> BoundaryFileError:
    return BoundaryFileError([Problem(path.name, 0, field, rule)])
