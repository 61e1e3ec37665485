"""Where would new places reach most people who have none yet, and how much better could it be at most?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.bereik import Mask, punten_of
from geo.lopen import Loopbereik, Pairs, hemelsbreed


class NieuwePlek(NamedTuple):
    """A cell for a new place, by its number; how many people it reaches beyond those that came before it."""

    vak: int
    erbij: float


class NieuwePlekken(NamedTuple):
    """Places in the order of choosing, and how many people as many places can reach at the very most."""

    plekken: tuple[NieuwePlek, ...]
    hoogstens: float

    @property
    def erbij(self) -> float:
        return sum(plek.erbij for plek in self.plekken)

    @property
    def garantie(self) -> float:
        """Which share of the best possible these places reach at least: proven, and mostly more than it seems."""
        return min(1.0, self.erbij / self.hoogstens) if self.hoogstens > 0 else 1.0


def make_omgeving(vakken: pd.DataFrame, *, afstand_m: float, loopbereik: Loopbereik = hemelsbreed) -> Pairs:
    """Give which cells (`van`) a new place in a cell (`naar`) would reach, in the order of `naar`.

    Every cell may have one.

    Parameters
    ----------
    vakken
        x and y in RD metres, as `geo.vakken` makes them.
    """
    punten = punten_of(vakken)
    found = loopbereik(punten, punten, afstand_m=afstand_m)
    order = np.argsort(found.naar, kind="stable")
    return Pairs(found.van[order], found.naar[order])


def find_nieuwe_plekken(vakken: pd.DataFrame, omgeving: Pairs, reached: Mask, *, aantal: int) -> NieuwePlekken:
    """Choose cells for new places, each time the one that reaches most people who have none yet.

    Maximal coverage is hard to solve outright. Choosing greedily reaches at least 1 - 1/e (63 %) of the best possible
    (Nemhauser, Wolsey and Fisher, 1978), and all of it for a single place. What the best is at most for these cells
    follows on the way: what was reached so far, and the largest gains that are then left.

    Parameters
    ----------
    vakken
        As `geo.vakken` makes them, with inwoners (NaN counts for nothing).
    omgeving
        As `make_omgeving` gives it.
    reached
        Which cells have a place already.
    aantal
        How many new places; fewer come back where more would reach nobody.
    """
    left = np.where(reached, 0.0, vakken["inwoners"].fillna(0).to_numpy())
    starts = np.searchsorted(omgeving.naar, np.arange(len(vakken) + 1))
    chosen: list[NieuwePlek] = []
    hoogstens = float(left.sum())
    for _turn in range(aantal):
        gains = _gains(left, omgeving, cells=len(vakken))
        so_far = sum(plek.erbij for plek in chosen)
        hoogstens = min(hoogstens, so_far + float(np.sort(gains)[-aantal:].sum()))
        best = int(gains.argmax()) if len(gains) else -1
        if best < 0 or gains[best] <= 0:
            break
        chosen.append(NieuwePlek(best, float(gains[best])))
        left[omgeving.van[starts[best] : starts[best + 1]]] = 0.0
    return NieuwePlekken(tuple(chosen), hoogstens)


def _gains(left: NDArray[np.float64], omgeving: Pairs, *, cells: int) -> NDArray[np.float64]:
    gains: NDArray[np.float64] = np.bincount(omgeving.naar, weights=left[omgeving.van], minlength=cells).astype(float)
    return gains
