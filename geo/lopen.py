"""How far may a place lie for somebody to walk there?"""

from typing import NamedTuple, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

DETOUR = 1.3  # streets are that much longer than the straight line, by rule of thumb

Points = NDArray[np.float64]


class Pairs(NamedTuple):
    """Which of the one row of points go with which of the other, by their numbers, in no order."""

    van: NDArray[np.int32]
    naar: NDArray[np.int32]


class Loopbereik(Protocol):
    """What tells who can walk where: a network of streets may take the place of the straight line."""

    def __call__(self, van: Points, naar: Points, /, *, afstand_m: float) -> Pairs:
        """Give the pairs of points between which the walk is at most `afstand_m`."""


def hemelsbreed(van: Points, naar: Points, *, afstand_m: float) -> Pairs:
    """Give the pairs of points whose distance as the crow flies, times DETOUR, is at most a walk.

    Parameters
    ----------
    van, naar
        x and y in RD metres (EPSG:28992), a row for each point; either may be empty.
    afstand_m
        The longest walk, in metres along the street.
    """
    tree = shapely.STRtree(shapely.points(naar))
    found = tree.query(shapely.points(van), predicate="dwithin", distance=afstand_m / DETOUR)
    return Pairs(*found.astype(np.int32))  # half the memory: a large city has millions of pairs
