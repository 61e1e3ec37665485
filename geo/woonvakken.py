"""Where do the inhabitants of a gemeente live, cell by cell, and how is that known?"""

from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from geo.cijfers import Cijfer
from geo.errors import GebiedensetError, Problem
from geo.gebieden import LAND, Soort
from geo.gebiedenset import Gebiedenset
from geo.indicatoren import Bron
from geo.profiel import make_cijfer_van
from geo.vakken import Telling, make_vakken, settle_vierkanten, spread_inwoners
from geo.vierkanten import read_vierkanten, vierkantjaren

INWONERS = "inwoners"
_CACHED = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Woonvakken:
    """The cells of a gemeente with their inhabitants in a year.

    Attributes
    ----------
    vakken
        As `geo.vakken.spread_inwoners` gives them.
    is_geteld
        Whether CBS counted them square by square; else those of wijken and buurten were spread evenly.
    bron
        Where the numbers of wijken and buurten come from; None for squares, and where nothing is known.
    """

    vakken: pd.DataFrame
    jaar: int | None
    is_geteld: bool
    bron: Bron | None


def bereikjaren(gebiedenset: Gebiedenset) -> list[int]:
    """Give the years in which it is known how many people live where, the earliest first."""
    return sorted({*gebiedenset.jaren(), *vierkantjaren(gebiedenset.folder)})


def omtrekken_of(gebiedenset: Gebiedenset) -> gpd.GeoSeries:
    """Give the outlines of the smallest gebieden of a gemeente: its buurten, or its wijken where there are none."""
    grenzen = gebiedenset.grenzen
    soort = Soort.BUURT if (grenzen["soort"] == Soort.BUURT).any() else Soort.WIJK
    return grenzen.geometry[grenzen["soort"] == soort]


@lru_cache(maxsize=_CACHED)
def make_woonvakken(gebiedenset: Gebiedenset, jaar: int | None = None) -> Woonvakken:
    """Make the cells of a gemeente, once: nothing they rest on ever changes.

    Parameters
    ----------
    jaar
        Left out: the year that the set shows.

    Raises
    ------
    GebiedensetError
        For a set of the whole land: that has millions of cells; and where stored squares cannot be read.
    """
    if gebiedenset.gemeente.code == LAND:
        raise GebiedensetError(Problem(gebiedenset.folder.name, 0, "", "bereik is of a gemeente, not of the land"))
    jaar = jaar or gebiedenset.gemeente.kerncijfers_jaar
    vakken = _make_vakken(gebiedenset)
    vierkanten = None if jaar is None else read_vierkanten(gebiedenset.folder, jaar)
    if vierkanten is not None:
        return Woonvakken(vakken=settle_vierkanten(vakken, vierkanten), jaar=jaar, is_geteld=True, bron=None)
    cijfers = _inwoners_of(gebiedenset, jaar)
    bekend = {code: telling for code, cijfer in cijfers.items() if (telling := _telling(cijfer))}
    bron = next((cijfer.bron for code, cijfer in cijfers.items() if code in bekend), None)
    return Woonvakken(vakken=spread_inwoners(vakken, bekend), jaar=jaar, is_geteld=False, bron=bron)


@lru_cache(maxsize=_CACHED)
def _make_vakken(gebiedenset: Gebiedenset) -> pd.DataFrame:
    return make_vakken(omtrekken_of(gebiedenset))


def _inwoners_of(gebiedenset: Gebiedenset, jaar: int | None) -> dict[str, Cijfer]:
    """The inhabitants of every wijk and buurt that has a number of its own."""
    if jaar is None:
        return {}
    gebieden = [*gebiedenset.gebieden(Soort.WIJK), *gebiedenset.gebieden(Soort.BUURT)]
    found = {gebied.code: make_cijfer_van(gebiedenset, gebied, INWONERS, jaar=jaar) for gebied in gebieden}
    return {code: cijfer for code, cijfer in found.items() if cijfer is not None}


def _telling(cijfer: Cijfer) -> Telling | None:
    """The number and its interval; the middle of an interval where only that is known."""
    low, high = cijfer.ondergrens, cijfer.bovengrens
    if low is None or high is None:
        return None if cijfer.waarde is None else Telling(cijfer.waarde, cijfer.waarde, cijfer.waarde)
    return Telling((low + high) / 2 if cijfer.waarde is None else cijfer.waarde, low, high)
