"""How long does it take to tell who can walk to an inloopplek, for Haarlem and for a city of 900,000?"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.bereik import find_pairs, is_bereikt, make_aandelen, make_verlies
from geo.crs import RD
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import COLUMNS, Status
from geo.nieuwe_plekken import find_nieuwe_plekken, make_omgeving
from geo.woonvakken import make_woonvakken
from tests.geo.figures import make_set

WALK_M = 800
NEW = 5
CITY = {"wijken": 100, "buurten_a_side": 20, "buurt_m": 740, "inwoners": 900_000, "plekken": 300}
JAAR = 2022


def report_bereik(haarlem: Gebiedenset) -> str:
    return "\n".join(
        [_report("Haarlem", replace(haarlem), plekken=21), _report("city", make_city(), plekken=CITY["plekken"])]
    )


def _report(naam: str, gebiedenset: Gebiedenset, *, plekken: int) -> str:
    woon, cells_s = _timed(lambda: make_woonvakken(gebiedenset))
    omgeving, around_s = _timed(lambda: make_omgeving(woon.vakken, afstand_m=WALK_M))
    random = np.random.default_rng(JAAR)
    rows = woon.vakken.iloc[random.integers(0, len(woon.vakken), plekken)]
    where = rows[["x", "y"]].to_numpy(dtype=float)

    def answer() -> float:
        pairs = find_pairs(woon.vakken, where, afstand_m=WALK_M)
        reached = is_bereikt(pairs, vakken=len(woon.vakken))
        make_aandelen(woon.vakken, reached)
        make_verlies(woon.vakken, pairs, plekken=plekken)
        return find_nieuwe_plekken(woon.vakken, omgeving, reached, aantal=NEW).garantie

    garantie, answer_s = _timed(answer)
    return (
        f"bereik of {naam}: {len(woon.vakken):,} pieces of cells, {len(omgeving.van):,} pairs within {WALK_M} m; once "
        f"{cells_s:.2f} s for the cells and {around_s:.2f} s for their surroundings, then {answer_s * 1000:.0f} ms for "
        f"shares of {plekken} places, closing each, and {NEW} new ones (at least {garantie:.0%} of the best)"
    )


def make_city() -> Gebiedenset:
    """A square city in which every wijk has the same number of inhabitants; its buurten lie off the grid."""
    side, size = CITY["buurten_a_side"], CITY["buurt_m"]
    boxes: dict[str, shapely.Geometry] = {}
    for number in range(side * side):
        row, column = divmod(number, side)
        west, south = 110_013 + column * size, 480_017 + row * size
        wijk, buurt = divmod(number, side * side // CITY["wijken"])
        boxes[f"BU9999{wijk:02d}{buurt:02d}"] = shapely.box(west, south, west + size, south + size)
    blank = make_set(buurten=dict.fromkeys(boxes, 0.1), published={})
    return replace(blank, grenzen=make_grenzen(boxes), kerncijfers=_make_inwoners({f"WK{code[2:8]}" for code in boxes}))


def make_grenzen(boxes: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    outlines = {code: [box] for code, box in boxes.items()}
    for code, box in boxes.items():
        for whole in ("GM9999", f"WK{code[2:8]}"):
            outlines.setdefault(whole, []).append(box)
    soorten = {"GM": Soort.GEMEENTE, "WK": Soort.WIJK, "BU": Soort.BUURT}
    codes = sorted(outlines)
    frame = {
        "naam": codes,
        "soort": [soorten[code[:2]] for code in codes],
        "wijk": [f"WK{code[2:8]}" if code.startswith("BU") else None for code in codes],
    }
    shapes = [shapely.multipolygons(shapely.get_parts(shapely.union_all(outlines[code]))) for code in codes]
    return gpd.GeoDataFrame(frame, geometry=shapes, index=codes, crs=RD)


def _make_inwoners(wijken: set[str]) -> pd.DataFrame:
    each = CITY["inwoners"] // len(wijken)
    rows = [[wijk, "inwoners", JAAR, each, Status.WAARDE, np.nan, np.nan, "", ""] for wijk in sorted(wijken)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
