"""Which share of the inhabitants has a place within a walk, and who loses theirs when one closes?"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.lopen import Loopbereik, Pairs, Points, hemelsbreed

Mask = NDArray[np.bool_]


class Aandeel(NamedTuple):
    """How many of the inhabitants are reached, as a number and as a share between 0 and 1 (None: not known).

    The interval is given where the inhabitants themselves are one; else both ends are the share.
    """

    inwoners: float
    bereikt: float
    aandeel: float | None
    ondergrens: float | None
    bovengrens: float | None


NOBODY = Aandeel(0.0, 0.0, None, None, None)


def punten_of(vakken: pd.DataFrame) -> Points:
    """The middles of cells: the points from which people walk."""
    return np.column_stack([vakken["x"], vakken["y"]]).astype(float)


def find_pairs(
    vakken: pd.DataFrame, plekken: Points, *, afstand_m: float, loopbereik: Loopbereik = hemelsbreed
) -> Pairs:
    """Give which cells (`van`) have which places (`naar`) within a walk.

    Parameters
    ----------
    vakken
        x and y in RD metres, as `geo.vakken` makes them; people walk from the middle of their cell.
    plekken
        x and y in RD metres, a row for each place.
    """
    return loopbereik(punten_of(vakken), plekken, afstand_m=afstand_m)


def is_bereikt(pairs: Pairs, *, vakken: int, which: Mask | None = None) -> Mask:
    """Say of so many cells whether a place is within a walk; `which` says which places count."""
    van = pairs.van if which is None else pairs.van[which[pairs.naar]]
    reached = np.zeros(vakken, dtype=bool)
    reached[van] = True
    return reached


def make_aandeel(vakken: pd.DataFrame, reached: Mask) -> Aandeel:
    """Give the share of the inhabitants of cells that is reached.

    Cells whose inhabitants are not known (NaN) count for nothing, on either side.

    Parameters
    ----------
    vakken
        inwoners, ondergrens and bovengrens, as `geo.vakken` makes them.
    """
    inwoners, low, high = (vakken[name].fillna(0).to_numpy() for name in ("inwoners", "ondergrens", "bovengrens"))
    return _aandeel(inwoners, low, high, reached)


def make_aandelen(vakken: pd.DataFrame, reached: Mask, *, per: str = "wijk") -> dict[str, Aandeel]:
    """Give the share of each gebied, by code; one of which nothing is known has no share."""
    groups = vakken.groupby(per, sort=True).indices
    return {str(code): make_aandeel(vakken.iloc[rows], reached[rows]) for code, rows in groups.items()}


def make_verlies(vakken: pd.DataFrame, pairs: Pairs, *, plekken: int) -> NDArray[np.float64]:
    """Give for each of so many places how many inhabitants have no other within a walk."""
    inwoners = vakken["inwoners"].fillna(0).to_numpy()
    choices = np.bincount(pairs.van, minlength=len(vakken))
    is_only = choices[pairs.van] == 1
    verlies: NDArray[np.float64] = np.bincount(
        pairs.naar[is_only], weights=inwoners[pairs.van[is_only]], minlength=plekken
    ).astype(float)
    return verlies


def make_uren(pairs: Pairs, weken: Sequence[Mask], *, vakken: int) -> NDArray[np.float64]:
    """Give of each cell how long some place within a walk is open, as a share of the week.

    Parameters
    ----------
    weken
        Of each place when it is open: equal steps of one week.
    """
    if not weken:
        return np.zeros(vakken)
    is_open = np.zeros((vakken, len(weken[0])), dtype=bool)
    order = np.argsort(pairs.naar, kind="stable")
    van, naar = pairs.van[order], pairs.naar[order]
    ends = np.searchsorted(naar, np.arange(len(weken) + 1))
    for number, week in enumerate(weken):
        is_open[van[ends[number] : ends[number + 1]]] |= week
    share: NDArray[np.float64] = is_open.mean(axis=1)
    return share


def _aandeel(
    inwoners: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], reached: Mask
) -> Aandeel:
    total, bereikt = float(inwoners.sum()), float(inwoners[reached].sum())
    if total <= 0:
        return Aandeel(total, bereikt, None, None, None)
    least = _share(float(low[reached].sum()), float(high[~reached].sum()))
    most = _share(float(high[reached].sum()), float(low[~reached].sum()))
    share = min(bereikt / total, 1.0)
    return Aandeel(total, bereikt, share, min(least, share), max(most, share))


def _share(inside: float, outside: float) -> float:
    return inside / (inside + outside) if inside + outside > 0 else 0.0
