"""Do the polygons of gebieden hold, alone and beside each other, and how far may they be mended?"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Polygons = NDArray[np.object_]

MAX_AREA_CHANGE = 0.001
_SLIVER_M2 = 100.0
_SLIVER_WIDTH_M = 1.0


class Overlap(NamedTuple):
    """Two polygons, by position, and what they share."""

    first: int
    second: int
    oppervlakte_m2: float


def make_repaired(polygon: Any) -> Any:
    """Turn an invalid polygon (RD) into a valid one over the same ground, without the lines that it may fall into."""
    return shapely.make_valid(polygon, method="structure", keep_collapsed=False)


def area_change(before: Any, after: Any) -> float:
    """Give how much the area changes, as a share of what it was; inf when it was nothing."""
    return abs(after.area - before.area) / before.area if before.area else np.inf


def difference_share(first: Any, second: Any) -> float:
    """Give the area that only one of two valid polygons covers, as a share of the first."""
    return float(shapely.symmetric_difference(first, second).area / first.area)


def find_overlaps(polygons: Polygons) -> Iterator[Overlap]:
    """Find the pairs of valid polygons (RD) that share over 100 m²: less is a sliver of drawing."""
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pairs = np.column_stack([first, second])[first < second]
    shared = shapely.area(shapely.intersection(polygons[pairs[:, 0]], polygons[pairs[:, 1]]))
    for (one, other), oppervlakte_m2 in zip(pairs, shared, strict=True):
        if oppervlakte_m2 > _SLIVER_M2:
            yield Overlap(int(one), int(other), float(oppervlakte_m2))


def make_coverage(polygons: Polygons) -> Polygons:
    """Make neighbours join exactly: slivers of overlap and gaps under 1 m wide go to one of them.

    Parameters
    ----------
    polygons
        Valid and in RD, without overlaps to speak of (`find_overlaps`).

    Returns
    -------
    A valid coverage in the same order; borders move by centimetres.
    """
    cleaned: Polygons = shapely.coverage_clean(polygons, gap_width=_SLIVER_WIDTH_M)
    return cleaned


def gaps_m2(coverage: Polygons) -> list[float]:
    """Give the area of every hole that a valid coverage leaves open, largest first: an enclave, or a missing buurt."""
    outline = shapely.get_parts(shapely.coverage_union_all(coverage))
    return sorted((shapely.Polygon(ring).area for part in outline for ring in part.interiors), reverse=True)
