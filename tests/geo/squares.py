"""Small boundary files: square buurten of half a kilometre, as GeoJSON features in WGS84."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.crs import RD, to_wgs84

Feature = dict[str, Any]

ORIGIN_X, ORIGIN_Y, SIZE_M = 104_000, 488_000, 500


def square(column: float, row: float, *, size_m: float = SIZE_M) -> shapely.Polygon:
    """A square in RD, so many squares east and north of the origin."""
    x, y = ORIGIN_X + column * SIZE_M, ORIGIN_Y + row * SIZE_M
    return shapely.box(x, y, x + size_m, y + size_m)


def feature(geometry: shapely.Geometry | None, **properties: object) -> Feature:
    """A feature with a geometry that is given in RD."""
    degrees = None if geometry is None else shapely.transform(geometry, to_wgs84, interleaved=False)
    drawn = None if degrees is None else shapely.geometry.mapping(degrees)
    return {"type": "Feature", "properties": properties, "geometry": drawn}


def buurt(code: str, column: float = 0, row: float = 0, **properties: object) -> Feature:
    named = {"bu_code": code, "bu_naam": f"Buurt {code[-4:]}", "gm_naam": "Voorbeeldstad"}
    return feature(square(column, row), **(named | properties))


def four_buurten(gemeente: str = "GM0392") -> list[Feature]:
    """Two wijken side by side, of two buurten each."""
    number = gemeente[2:]
    places = {"0101": (0, 0), "0102": (0, 1), "0201": (1, 0), "0202": (1, 1)}
    return [buurt(f"BU{number}{code}", *place) for code, place in places.items()]


def write_features(path: Path, features: Sequence[Feature], **members: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **members}), "utf-8")
    return path


def as_frame(features: Sequence[Feature]) -> gpd.GeoDataFrame:
    """The same features in RD, to be written as another format."""
    return gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_crs(RD)
