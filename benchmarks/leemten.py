"""How long does the matrix of leemten take for a gemeente of 1,000 buurten with many entries?"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from collectief.bereik.gewone_week import gewone_weken
from collectief.leemten.behoefte import make_behoeftecijfers, read_behoefteregels
from collectief.leemten.leemten import LEEFGEBIEDEN, Leemten, make_leemten
from collectief.leemten.opstellen import Opzet, make_bewoning, make_deel
from collectief.leemten.stabiliteit import TREKKINGEN, make_stabiliteit
from collectief.leemten.wat_als import make_einde
from collectief.leemten.wegen import Aanbodplek, make_weging
from collectief.spatial import Punt
from collectief.words import SoortAanbod, Status, Toegang
from geo.crs import RD
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset
from geo.kerncijfers import COLUMNS
from geo.kerncijfers import Status as Cijferstatus
from tests.geo.figures import make_set

BUURTEN_A_SIDE, BUURT_M, WIJKEN = 32, 500, 64
INWONERS_A_BUURT = 900
ENTRIES = 5_000
JAAR = 2022
TODAY = date(2026, 11, 22)
HOURS = ("Mo-Fr 09:00-17:00", "Tu 10:00-12:00", "We 13:30-16:00; Fr 09:00-12:00", "week 2-52/2 Th 19:00-22:00", None)


def report_leemten() -> str:
    gebiedenset, plekken = make_gemeente(), make_plekken()
    _woon, cells_s = _timed(lambda: make_bewoning(gebiedenset, Soort.BUURT))
    _cijfers, figures_s = _timed(lambda: make_behoeftecijfers(gebiedenset, Soort.BUURT))
    leemten, matrix_s = _timed(lambda: _make(gebiedenset, plekken))
    _stabiliteit, draws_s = _timed(lambda: make_stabiliteit(leemten))
    _einde, ends_s = _timed(lambda: make_einde(leemten, int(np.flatnonzero(leemten.telt)[0])))
    return (
        f"leemten of {len(leemten.gebieden):,} buurten with {ENTRIES:,} entries: once {cells_s:.2f} s for the cells "
        f"and {figures_s:.2f} s for the figures; then {matrix_s:.2f} s for the matrix, {draws_s:.2f} s for "
        f"{TREKKINGEN:,} draws of the weights and {ends_s * 1000:.0f} ms for the end of one entry"
    )


def make_gemeente() -> Gebiedenset:
    """A square gemeente in which every buurt has all figures that stand for a need."""
    boxes = {}
    for number in range(BUURTEN_A_SIDE**2):
        row, column = divmod(number, BUURTEN_A_SIDE)
        west, south = 110_013 + column * BUURT_M, 480_017 + row * BUURT_M
        wijk, buurt = divmod(number, BUURTEN_A_SIDE**2 // WIJKEN)
        boxes[f"BU9999{wijk:02d}{buurt:02d}"] = shapely.box(west, south, west + BUURT_M, south + BUURT_M)
    blank = make_set(buurten=dict.fromkeys(boxes, 0.1), published={})
    return replace(blank, grenzen=_make_grenzen(boxes), kerncijfers=_make_kerncijfers(sorted(boxes)))


def make_plekken() -> list[Aanbodplek]:
    """Entries all over the gemeente; of one in three the capacity is known."""
    random = np.random.default_rng(JAAR)
    side = BUURTEN_A_SIDE * BUURT_M
    where = (*random.uniform(0, side, (ENTRIES, 2)), 110013, 480017)
    made = datetime(2026, 10, 1, tzinfo=UTC)
    return [
        Aanbodplek(
            aanbod_id=number,
            naam=f"Aanbod {number}",
            soort=SoortAanbod.ACTIVITEIT,
            punt=Punt(*map(float, where[number])),
            buurtcode=None,
            leefgebieden=frozenset(LEEFGEBIEDEN[i] for i in random.integers(0, len(LEEFGEBIEDEN), 2)),
            capaciteit=int(random.integers(5, 40)) if number % 3 == 0 else None,
            openingstijden=HOURS[number % len(HOURS)],
            toegang=Toegang.VRIJ,
            status=Status.GEPUBLICEERD,
            gesloten_van=None,
            gesloten_tot=None,
            gecontroleerd_op=None,
            aangemaakt_op=made,
            gewijzigd_op=made,
            voorbeeld=False,
        )
        for number in range(ENTRIES)
    ]


def _make(gebiedenset: Gebiedenset, plekken: list[Aanbodplek]) -> Leemten:
    bewoning = make_bewoning(gebiedenset, Soort.BUURT)
    weken = gewone_weken(TODAY, kalender=gebiedenset.vakantiekalender)
    wegingen = [make_weging(plek, op=TODAY, weken=weken) for plek in plekken]
    deel = make_deel(gebiedenset, plekken, Opzet(soort=Soort.BUURT))
    cijfers = make_behoeftecijfers(gebiedenset, Soort.BUURT)
    return make_leemten(bewoning.gebieden, bewoning.inwoners, cijfers, plekken, wegingen, deel)


def _make_grenzen(boxes: dict[str, shapely.Geometry]) -> gpd.GeoDataFrame:
    outlines = {code: [box] for code, box in boxes.items()}
    for code, box in boxes.items():
        for whole in ("GM9999", f"WK{code[2:8]}"):
            outlines.setdefault(whole, []).append(box)
    soorten = {"GM": Soort.GEMEENTE, "WK": Soort.WIJK, "BU": Soort.BUURT}
    codes = sorted(outlines)
    wijken = [f"WK{code[2:8]}" if code.startswith("BU") else None for code in codes]
    frame = {"naam": codes, "soort": [soorten[code[:2]] for code in codes], "wijk": wijken}
    shapes = [shapely.multipolygons(shapely.get_parts(shapely.union_all(outlines[code]))) for code in codes]
    return gpd.GeoDataFrame(frame, geometry=shapes, index=codes, crs=RD)


def _make_kerncijfers(buurten: list[str]) -> pd.DataFrame:
    random = np.random.default_rng(JAAR)
    indicatoren = sorted({regel.indicator for regel in read_behoefteregels()})
    known = ("waarde", np.nan, np.nan, "", "")
    rows = [(buurt, "inwoners", JAAR, float(INWONERS_A_BUURT), *known) for buurt in buurten]
    for indicator in indicatoren:
        values = np.clip(random.normal(20, 8, len(buurten)), 0, 100).round(1)
        pairs = zip(buurten, values, strict=True)
        rows += [(buurt, indicator, JAAR, float(value), *known) for buurt, value in pairs]
    return pd.DataFrame(rows, columns=COLUMNS).assign(status=Cijferstatus.WAARDE.value)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = act()
    return found, time.perf_counter() - start
