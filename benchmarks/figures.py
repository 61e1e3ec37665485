"""How long does it take to score every wijk of the land, in one process?"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import RD
from geo.gebieden import LAND, Soort
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import COLUMNS
from geo.profiel import make_profiel
from geo.scores import LAND_REFERENTIE

WIJKEN = 3_340
WIJKEN_PER_GEMEENTE = 10
JAAR = 2022


def report_figures(haarlem: Gebiedenset) -> str:
    """Measured on made-up figures of as many wijken as the Netherlands has."""
    land = make_land(haarlem)
    wijken, gemeenten = land.gebieden(Soort.WIJK), land.gebieden(Soort.GEMEENTE)
    seconds_wijken = _time(lambda: [make_profiel(land, gebied) for gebied in wijken])
    seconds_gemeenten = _time(lambda: [make_profiel(land, gebied) for gebied in gemeenten])
    return (
        f"{len(wijken):,} wijken scored in {seconds_wijken:.2f} s; "
        f"{len(gemeenten)} gemeenten rebuilt from {WIJKEN_PER_GEMEENTE} wijken each in {seconds_gemeenten:.2f} s "
        f"({seconds_gemeenten / seconds_wijken:.1f} times as long)"
    )


def make_land(haarlem: Gebiedenset) -> Gebiedenset:
    """A set of the land whose wijken have the figures that wijken of Haarlem have, drawn around the reference."""
    codes = [f"WK{1 + number // WIJKEN_PER_GEMEENTE:04}{number % WIJKEN_PER_GEMEENTE:02}" for number in range(WIJKEN)]
    return replace(
        haarlem,
        gemeente=replace(haarlem.gemeente, code=LAND, kerncijfers_jaar=JAAR),
        grenzen=_make_grenzen(codes),
        kerncijfers=_make_kerncijfers(codes, haarlem),
        teamgebieden={},
    )


def _make_grenzen(codes: list[str]) -> gpd.GeoDataFrame:
    gemeenten = sorted({f"GM{code[2:6]}" for code in codes})
    index = [LAND, *gemeenten, *codes]
    soorten = [Soort.LAND, *[Soort.GEMEENTE] * len(gemeenten), *[Soort.WIJK] * len(codes)]
    box = shapely.MultiPolygon([shapely.box(100_000, 480_000, 101_000, 481_000)])
    frame = {"naam": index, "soort": soorten, "wijk": [None] * len(index)}
    return gpd.GeoDataFrame(frame, geometry=[box] * len(index), index=index, crs=RD)


def _make_kerncijfers(codes: list[str], haarlem: Gebiedenset) -> pd.DataFrame:
    random = np.random.default_rng(JAAR)
    usual = haarlem.referenties[LAND_REFERENTIE].referenties
    counts = {"inwoners": 5_000.0, "woningen": 2_300.0, "oppervlakte_km2": 2.0, "stedelijkheid": 3.0}
    columns = {code: np.full(len(codes), count) for code, count in counts.items()}
    columns |= {code: random.uniform(one.p05, one.p95, len(codes)).round() for code, one in usual.items()}
    wide = pd.DataFrame(columns, index=pd.Index(codes, name="gebied"))
    long = wide.reset_index().melt(id_vars="gebied", var_name="indicator", value_name="waarde")
    long = long.assign(jaar=JAAR, status="waarde", ondergrens=np.nan, bovengrens=np.nan, bron="", kolom="")
    return long[COLUMNS]


def _time(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
