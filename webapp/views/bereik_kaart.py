"""How does a picture show which cells of a gemeente have an inloopplek within a walk?"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely

from collectief.spatial import Punt
from geo.bereik import Mask
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.vakken import VAK_M
from webapp.views.bereik import Bereik

UNIT_M = 10  # of the picture: whole numbers keep it small
DETAIL_M = 40
CACHED_GEMEENTEN = 16
# What a cell can be, in the order of the legend.
KLASSEN = ("bereikt", "erbij", "eraf", "niet", "onbekend")


class Teken(NamedTuple):
    """A place on the picture."""

    soort: str
    x: int
    y: int
    naam: str
    tekst: str


class Vlakken(NamedTuple):
    """All cells of one class, as one path."""

    klasse: str
    pad: str


class Bereikkaart(NamedTuple):
    """Paths and signs in units of 10 m from the north-west corner, which lies at `west_m`, `north_m` in RD."""

    west_m: int
    north_m: int
    width: int
    height: int
    vlakken: Sequence[Vlakken]
    grenzen: str
    tekens: Sequence[Teken]


class _Frame(NamedTuple):
    west_m: int
    north_m: int
    width: int
    height: int

    def place(self, punt: Punt) -> tuple[int, int]:
        return round((punt.x - self.west_m) / UNIT_M), round((self.north_m - punt.y) / UNIT_M)


def make_bereikkaart(bereik: Bereik) -> Bereikkaart:
    vakken = bereik.woon.vakken
    frame = _make_frame(vakken)
    klassen = _classes(vakken["inwoners"].to_numpy(dtype=float), bereik.nu, bereik.straks)
    vlakken = [Vlakken(klasse, _path(vakken[klassen == klasse], frame)) for klasse in KLASSEN]
    return Bereikkaart(
        *frame,
        vlakken=[one for one in vlakken if one.pad],
        grenzen=_grenzen(bereik.vraag.gebiedenset, frame),
        tekens=[*_tekens(bereik, frame)],
    )


def _make_frame(vakken: pd.DataFrame) -> _Frame:
    west, east = int(vakken["x_hm"].min()), int(vakken["x_hm"].max()) + 1
    south, north = int(vakken["y_hm"].min()), int(vakken["y_hm"].max()) + 1
    per_cell = VAK_M // UNIT_M
    return _Frame(west * VAK_M, north * VAK_M, (east - west) * per_cell, (north - south) * per_cell)


def _classes(
    inwoners: "np.ndarray[tuple[int], np.dtype[np.float64]]", nu: Mask, straks: Mask
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    """Where nobody lives there is nothing to see; where nobody knows who lives, that is said."""
    lived = [nu & straks, ~nu & straks, nu & ~straks, ~nu & ~straks]
    is_known, is_empty = ~np.isnan(inwoners), inwoners == 0
    return np.select([is_empty, ~is_known, *lived], ["", KLASSEN[4], *KLASSEN[:4]], default="")


def _path(vakken: pd.DataFrame, frame: _Frame) -> str:
    """Cells beside each other as one strip."""
    cells = vakken[["y_hm", "x_hm"]].drop_duplicates().sort_values(["y_hm", "x_hm"]).to_numpy()
    if not len(cells):
        return ""
    is_next = (np.diff(cells[:, 0]) == 0) & (np.diff(cells[:, 1]) == 1)
    strips = np.split(cells, np.flatnonzero(~is_next) + 1)
    return "".join(_strip(strip, frame) for strip in strips)


def _strip(cells: "np.ndarray[tuple[int, int], np.dtype[np.int64]]", frame: _Frame) -> str:
    y_hm, x_hm = (int(number) for number in cells[0])
    side = VAK_M // UNIT_M
    x, y = frame.place(Punt(x_hm * VAK_M, (y_hm + 1) * VAK_M))
    width = len(cells) * side
    return f"M{x} {y}h{width}v{side}h-{width}z"


@lru_cache(maxsize=CACHED_GEMEENTEN)
def _grenzen(gebiedenset: Gebiedenset, frame: _Frame) -> str:
    """The outlines of the wijken."""
    wijken = gebiedenset.grenzen[gebiedenset.grenzen["soort"] == Soort.WIJK].geometry.to_numpy()
    simple = shapely.coverage_simplify(wijken, DETAIL_M)
    rings = shapely.get_rings(shapely.get_parts(simple))
    return "".join(_ring(ring, frame) for ring in rings)


def _ring(ring: shapely.Geometry, frame: _Frame) -> str:
    points = [frame.place(Punt(float(x), float(y))) for x, y in shapely.get_coordinates(ring)[:-1]]
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "z"


def _tekens(bereik: Bereik, frame: _Frame) -> Sequence[Teken]:
    """Places last, so that none is hidden below an idea."""
    kansen = [Teken("kans", *frame.place(one.punt), one.buurt.naam, str(one.nummer)) for one in bereik.kansen]
    nieuw = [Teken("nieuw", *frame.place(punt), "", "+") for punt in bereik.vraag.erbij]
    plekken = [
        Teken(_soort(regel.is_gesloten, regel.telt_mee), *frame.place(regel.punt.punt), regel.punt.naam, "")
        for regel in bereik.sluiten
    ]
    return [*plekken, *kansen, *nieuw]


def _soort(is_gesloten: bool, telt_mee: bool) -> str:
    if is_gesloten:
        return "gesloten"
    return "plek" if telt_mee else "dicht"
