"""How much of what is offered can people reach, given with how many they share it?"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geo.bereik import punten_of
from geo.lopen import DETOUR, Loopbereik, Points, hemelsbreed

Numbers = NDArray[np.float64]

GAUSS_EDGE = 0.01  # what is left of the weight at the edge of a walk, with which the bell is drawn


class Verval(StrEnum):
    """How the weight of a place falls with its distance, from 1 next door."""

    GEEN = "geen"  # every place within a walk weighs the same, as in Luo & Wang (2003)
    LINEAIR = "lineair"  # down to 0 at the edge of a walk
    GAUSS = "gauss"  # in a bell, down to GAUSS_EDGE at the edge of a walk: Luo & Qi (2009) take three steps of it


class Wegen(NamedTuple):
    """Which cells (`van`) have which places (`naar`) within a walk, and how that distance weighs."""

    van: NDArray[np.int32]
    naar: NDArray[np.int32]
    gewicht: Numbers


def find_wegen(
    vakken: pd.DataFrame,
    plekken: Points,
    *,
    afstand_m: float,
    verval: Verval = Verval.GEEN,
    loopbereik: Loopbereik = hemelsbreed,
) -> Wegen:
    """Give which places lie within a walk of which cells.

    Parameters
    ----------
    vakken
        x and y in RD metres (EPSG:28992), as `geo.vakken` makes them.
    plekken
        x and y in RD metres, a row for each place; may be empty.
    afstand_m
        The longest walk: the straight line times `geo.lopen.DETOUR`, in metres.

    Returns
    -------
    Pairs of row numbers, with a weight of 0 to 1.
    """
    punten = punten_of(vakken)
    pairs = loopbereik(punten, plekken, afstand_m=afstand_m)
    away = punten[pairs.van] - plekken.reshape(-1, 2)[pairs.naar]
    return Wegen(pairs.van, pairs.naar, make_gewicht(np.hypot(*away.T) * DETOUR, afstand_m=afstand_m, verval=verval))


def make_gewicht(lopen_m: Numbers, *, afstand_m: float, verval: Verval) -> Numbers:
    """Give the weight of distances that lie within a walk of `afstand_m`."""
    share = np.minimum(lopen_m / afstand_m, 1.0)
    if verval is Verval.LINEAIR:
        return 1.0 - share
    if verval is Verval.GAUSS:
        weight: Numbers = np.exp(np.log(GAUSS_EDGE) * share**2)
        return weight
    return np.ones_like(share)


def make_deel_per_inwoner(inwoners: Numbers, wegen: Wegen, *, plekken: int) -> csr_array:
    """Give which part of each place one inhabitant of each cell can count on.

    The first step of a two-step floating catchment area divides what a place offers by all who can come to it, the
    nearer the more; the second adds up, for each cell, what the places within a walk have for one inhabitant. Both are
    linear in what is offered, so that one matrix answers for every leefgebied and every "what if".

    Parameters
    ----------
    inwoners
        Of each cell; NaN (nobody knows) counts as nobody.
    wegen
        As `find_wegen` gives them.

    Returns
    -------
    Cells by places. Times what places offer it is what an inhabitant of each cell can count on; 0 where nothing is
    within a walk. A place that nobody can walk to is of no use to anyone.

    Notes
    -----
    Luo, W. & Wang, F. (2003), Measures of spatial accessibility to health care in a GIS environment, Environment and
    Planning B 30(6), 865-884. Luo, W. & Qi, Y. (2009), An enhanced two-step floating catchment area (E2SFCA) method,
    Health & Place 15(4), 1100-1107.
    """
    people = np.nan_to_num(inwoners)
    comers = np.bincount(wegen.naar, weights=wegen.gewicht * people[wegen.van], minlength=plekken)
    share = np.divide(1.0, comers, out=np.zeros(plekken), where=comers > 0)
    return csr_array((wegen.gewicht * share[wegen.naar], (wegen.van, wegen.naar)), shape=(len(people), plekken))


def make_toegang(inwoners: Numbers, wegen: Wegen, aanbod: Numbers) -> Numbers:
    """Give how much of what is offered one inhabitant of each cell can count on.

    Parameters
    ----------
    aanbod
        What each place offers, in any unit; one column, or one for each kind.
    """
    found: Numbers = make_deel_per_inwoner(inwoners, wegen, plekken=len(aanbod)) @ aanbod
    return found


def make_deel_per_gebied(inwoners: Numbers, gebied: NDArray[np.int32], deel: csr_array, *, gebieden: int) -> csr_array:
    """Give which part of each place the mean inhabitant of each gebied can count on.

    Parameters
    ----------
    gebied
        The number of the gebied of each cell; -1 for a cell that lies in none of them.
    deel
        As `make_deel_per_inwoner` gives it.

    Returns
    -------
    Gebieden by places; a row of zeros for a gebied of which nobody knows who lives there.
    """
    people = np.nan_to_num(inwoners)
    inside = np.flatnonzero((gebied >= 0) & (people > 0))
    total = np.bincount(gebied[inside], weights=people[inside], minlength=gebieden)
    share = people[inside] / total[gebied[inside]]
    mean = csr_array((share, (gebied[inside], inside)), shape=(gebieden, len(people)))
    return csr_array(mean @ deel)
