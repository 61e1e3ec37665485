"""How do places go from degrees (WGS84) to Dutch metres (RD) and back?"""

from functools import cache
from typing import Any, TypeVar

from pyproj import Transformer

RD = "EPSG:28992"
WGS84 = "EPSG:4326"

Coordinate = TypeVar("Coordinate", bound=Any)

_WEST, _SOUTH, _EAST, _NORTH = 3.0, 50.7, 7.3, 53.8


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def to_rd(lon: Coordinate, lat: Coordinate) -> tuple[Coordinate, Coordinate]:
    """Turn WGS84 degrees into RD metres (EPSG:28992).

    Parameters
    ----------
    lon, lat
        Numbers or arrays of equal shape, in degrees.

    Returns
    -------
    x and y in metres, of the shape of the input; inf where the place is out of reach of RD. Without the
    national correction grid the transformation is right to about a metre.
    """
    x, y = _transformer(WGS84, RD).transform(lon, lat)
    return x, y


def to_wgs84(x: Coordinate, y: Coordinate) -> tuple[Coordinate, Coordinate]:
    """Turn RD metres (EPSG:28992) into WGS84 degrees.

    Parameters
    ----------
    x, y
        Numbers or arrays of equal shape, in metres.

    Returns
    -------
    lon and lat in degrees, of the shape of the input.
    """
    lon, lat = _transformer(RD, WGS84).transform(x, y)
    return lon, lat


def lies_in_nederland(lon: float, lat: float) -> bool:
    """Say whether a WGS84 place lies within the box around the European Netherlands; NaN does not."""
    return _WEST <= lon <= _EAST and _SOUTH <= lat <= _NORTH
