"""How are places stored and searched on SpatiaLite and PostGIS? The one module that knows the difference.

Places are points in RD (EPSG:28992), so that distances are metres. Expressions are built per call: a
compiled geometry of one dialect fails on the other.
"""

from typing import Any, NamedTuple

from geoalchemy2 import Geometry, WKBElement
from geoalchemy2.shape import to_shape
from sqlalchemy import Dialect
from sqlalchemy.types import TypeDecorator

RD_SRID = 28992


class Punt(NamedTuple):
    """A place in RD, in metres."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle in RD, in metres."""

    xmin: float
    ymin: float
    xmax: float
    ymax: float


class PuntColumn(TypeDecorator[Punt]):
    """A POINT column that reads and writes `Punt`; indexed, on both databases."""

    impl = Geometry("POINT", srid=RD_SRID, spatial_index=True)
    cache_ok = True

    def process_bind_param(self, value: Punt | None, _dialect: Dialect) -> str | None:
        return None if value is None else f"SRID={RD_SRID};POINT({value.x!r} {value.y!r})"

    def process_result_value(self, value: WKBElement | None, _dialect: Dialect) -> Punt | None:
        if value is None:
            return None
        shape: Any = to_shape(value)
        return Punt(shape.x, shape.y)
