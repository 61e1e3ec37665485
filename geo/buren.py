"""Which buurten adjoin each other?"""

from functools import lru_cache

import numpy as np
import shapely

from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset

MINSTENS_M = 25.0
_ROOM_M = 1.0  # borders that were drawn apart may lie this far from each other
_CACHED = 8

Buurtpaar = tuple[str, str]


@lru_cache(maxsize=_CACHED)
def find_buren(gebiedenset: Gebiedenset, *, minstens_m: float = MINSTENS_M) -> frozenset[Buurtpaar]:
    """Give the pairs of buurten that share a border.

    Parameters
    ----------
    gebiedenset
        Its boundaries in RD (EPSG:28992).
    minstens_m
        How much border two buurten share at least, in metres: who meet in a corner are no neighbours. Water and
        railways count as land: nothing is known of bridges.

    Returns
    -------
    Pairs of buurtcodes, each once, the first code before the second. Buurten of other gemeenten are not known.
    """
    buurten = gebiedenset.grenzen[gebiedenset.grenzen["soort"] == Soort.BUURT].sort_index()
    shapes, codes = np.asarray(buurten.geometry.values), [str(code) for code in buurten.index]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=_ROOM_M)
    one, other = one[one < other], other[one < other]
    around = shapely.buffer(shapes, _ROOM_M)
    shared_m = shapely.length(shapely.intersection(around[one], shapely.boundary(shapes)[other]))
    near = shared_m >= minstens_m
    return frozenset((codes[first], codes[second]) for first, second in zip(one[near], other[near], strict=True))
