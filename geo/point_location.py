"""Which polygon holds a point?"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

Objects = NDArray[np.object_]


class PointLocator:
    """Finds the polygon around points; a point on a shared border belongs to the polygon that comes first.

    Built once and then only read, so threads may share it: the index and the prepared polygons are forced here,
    because GEOS would build them lazily at the first question of whichever thread comes first.
    """

    def __init__(self, names: Iterable[str], polygons: ArrayLike) -> None:
        self._names: Objects = np.array([*names, None], dtype=object)
        self._polygons = np.asarray(polygons, dtype=object)
        self._tree = shapely.STRtree(self._polygons)
        shapely.prepare(self._polygons)
        inside = shapely.get_coordinates(shapely.point_on_surface(self._polygons))
        self.find(inside[:, 0], inside[:, 1])

    def find(self, xs: ArrayLike, ys: ArrayLike) -> Objects:
        """Give the name of the polygon around each point, None where there is none (or a coordinate is NaN)."""
        x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
        point, polygon = self._tree.query(shapely.points(x, y))
        holds = shapely.intersects_xy(self._polygons[polygon], x[point], y[point])
        first = np.full(x.shape, len(self._polygons))
        np.minimum.at(first, point[holds], polygon[holds])
        found: Objects = self._names[first]
        return found
