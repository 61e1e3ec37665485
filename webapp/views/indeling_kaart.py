"""Where does each buurt lie, for a small map on which it can be given another team?"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

WIDTH = 600  # of the picture, in its own units
DETAIL = 0.5
CACHED_GEMEENTEN = 16


class Buurtvlak(NamedTuple):
    """A buurt on the picture: its outline as an SVG path, and where its team's number stands."""

    code: str
    naam: str
    omtrek: str
    x: float
    y: float


class Buurtkaart(NamedTuple):
    """All buurten of a gemeente on one picture."""

    width: int
    height: int
    vlakken: tuple[Buurtvlak, ...]


@lru_cache(maxsize=CACHED_GEMEENTEN)
def make_buurtkaart(gebiedenset: Gebiedenset) -> Buurtkaart | None:
    """Nothing for a set without buurten."""
    buurten = gebiedenset.grenzen[gebiedenset.grenzen["soort"] == Soort.BUURT]
    if buurten.empty:
        return None
    west, south, east, north = buurten.total_bounds
    scale = WIDTH / (east - west)
    placed = shapely.transform(buurten.geometry.values, lambda xy: (xy - (west, north)) * (scale, -scale))
    simple = shapely.coverage_simplify(placed, DETAIL)
    middles = shapely.get_coordinates(shapely.point_on_surface(simple)).round(1)
    vlakken = [
        Buurtvlak(code, naam, _path(polygon), float(x), float(y))
        for code, naam, polygon, (x, y) in zip(buurten.index, buurten["naam"], simple, middles, strict=True)
    ]
    return Buurtkaart(WIDTH, round((north - south) * scale), tuple(vlakken))


def _path(polygon: shapely.Geometry) -> str:
    rings = shapely.get_rings(shapely.get_parts(polygon))
    return "".join(_ring(shapely.get_coordinates(ring)[:-1].round(1)) for ring in rings)


def _ring(points: NDArray[np.float64]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"
