"""Within which degrees do gemeenten lie?"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import shapely

from geo.gebiedenset import Gebiedenset
from webapp.ogc.crs import Crs

CACHED_SETS = 512

Bounds = tuple[float, float, float, float]


@lru_cache(maxsize=CACHED_SETS)
def bounds_of(gebiedenset: Gebiedenset) -> Bounds:
    """West, south, east and north; once for each set, since the outline of the land has many corners."""
    outline = gebiedenset.grenzen.geometry[gebiedenset.gemeente.code]
    west, south, east, north = shapely.bounds(shapely.transform(outline, Crs.CRS84.places)).tolist()
    return west, south, east, north


def bounds_of_all(sets: Sequence[Gebiedenset]) -> Bounds | None:
    """None without any set."""
    if not sets:
        return None
    west, south, east, north = np.array([bounds_of(known) for known in sets]).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())
