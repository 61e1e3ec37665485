"""In which coordinate reference systems may places be asked and given, and which axis comes first?"""

from enum import Enum
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.crs import to_wgs84

Coordinates = NDArray[np.float64]
Geometries = Any  # an array of shapely geometries


class Crs(Enum):
    """Its URI, whether its coordinates are metres in RD (else degrees), whether latitude comes first, and decimals."""

    CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84", False, False, 6
    EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326", False, True, 6
    RD = "http://www.opengis.net/def/crs/EPSG/0/28992", True, False, 3

    def __init__(self, uri: str, is_rd: bool, is_lat_first: bool, decimals: int) -> None:
        self.uri = uri
        self.is_rd = is_rd
        self.is_lat_first = is_lat_first
        self.decimals = decimals  # 0.1 m in degrees, 1 mm in RD

    def places(self, rd: Coordinates) -> Coordinates:
        """Points in RD (x, y a row) as this system writes them, rounded."""
        places = rd if self.is_rd else np.column_stack(to_wgs84(rd[:, 0], rd[:, 1]))
        return np.asarray((places[:, ::-1] if self.is_lat_first else places).round(self.decimals))

    def geometries(self, rd: Geometries) -> Geometries:
        """Polygons in RD as this system writes them, on the ground with every outer ring counterclockwise."""
        return shapely.transform(shapely.orient_polygons(rd), self.places)


STORED_IN = Crs.RD
"""No transformation stands between what is stored and what is given in this one."""


def find_crs(uri: str) -> Crs | None:
    return next((crs for crs in Crs if crs.uri == uri), None)
