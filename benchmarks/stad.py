"""Which gemeente is measured? A made-up one of a thousand buurten, with every figure that stands for a need."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from collectief.leemten.behoefte import read_behoefteregels
from geo.crs import RD
from geo.gebieden import Soort
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.grenzen import grenzen_path, write_grenzen
from geo.kerncijfers import COLUMNS, Status

GEMEENTE, JAAR = "GM9999", 2022
WIJKEN_A_SIDE, BUURTEN_A_SIDE, BUURT_M = (8, 5), 5, 500
WIJKEN, BUURTEN_A_WIJK = WIJKEN_A_SIDE[0] * WIJKEN_A_SIDE[1], BUURTEN_A_SIDE**2
BUURTEN = WIJKEN * BUURTEN_A_WIJK
INWONERS_A_BUURT = 800.0
WEST_M, SOUTH_M = 110_013, 480_017  # off the grid of cells
GEMEENTE_TOML = f"""\
code = "{GEMEENTE}"
naam = "Proefstad"

[kaart]
lon = 4.8
lat = 52.35
zoom = 12

[grenzen]
jaar = {JAAR}
soort = "schets"
bron = "Bedacht"
marge_m = 0

[kerncijfers]
jaar = {JAAR}
"""


def make_stad(root: Path) -> Gebiedenset:
    """The gebiedenset, read back from its folder in `root`, as a service on that root has it."""
    folder = root / "proefstad"
    codes = [f"BU9999{wijk:02d}{buurt:02d}" for wijk in range(WIJKEN) for buurt in range(BUURTEN_A_WIJK)]
    write_grenzen(_make_grenzen({code: _make_box(number) for number, code in enumerate(codes)}), _grenzen(folder))
    (folder / "gemeente.toml").write_text(GEMEENTE_TOML, "utf-8")
    (folder / "kerncijfers").mkdir(exist_ok=True)
    _make_kerncijfers(codes).to_csv(folder / "kerncijfers" / f"{JAAR}.csv", index=False)
    return read_gebiedenset(folder)


def _grenzen(folder: Path) -> Path:
    return grenzen_path(folder, JAAR)


def _make_box(number: int) -> shapely.Polygon:
    """Wijken side by side, and within each its buurten."""
    (wijk_row, wijk_column), (row, column) = divmod(number // BUURTEN_A_WIJK, 8), divmod(number % BUURTEN_A_WIJK, 5)
    west = WEST_M + (wijk_column * BUURTEN_A_SIDE + column) * BUURT_M
    south = SOUTH_M + (wijk_row * BUURTEN_A_SIDE + row) * BUURT_M
    return shapely.box(west, south, west + BUURT_M, south + BUURT_M)


def _make_grenzen(boxes: dict[str, shapely.Polygon]) -> gpd.GeoDataFrame:
    outlines = {code: [box] for code, box in boxes.items()}
    for code, box in boxes.items():
        for whole in (GEMEENTE, f"WK{code[2:8]}"):
            outlines.setdefault(whole, []).append(box)
    soorten = {"GM": Soort.GEMEENTE, "WK": Soort.WIJK, "BU": Soort.BUURT}
    codes = sorted(outlines)
    wijken = [f"WK{code[2:8]}" if code.startswith("BU") else None for code in codes]
    frame = {"naam": codes, "soort": [soorten[code[:2]] for code in codes], "wijk": wijken}
    shapes = [shapely.multipolygons(shapely.get_parts(shapely.union_all(outlines[code]))) for code in codes]
    return gpd.GeoDataFrame(frame, geometry=shapes, index=codes, crs=RD)


def _make_kerncijfers(buurten: list[str]) -> pd.DataFrame:
    random = np.random.default_rng(JAAR)
    known = (Status.WAARDE.value, np.nan, np.nan, "", "")
    rows = [(buurt, "inwoners", JAAR, INWONERS_A_BUURT, *known) for buurt in buurten]
    wijken = sorted({f"WK{buurt[2:8]}" for buurt in buurten})
    rows += [(wijk, "inwoners", JAAR, INWONERS_A_BUURT * BUURTEN_A_WIJK, *known) for wijk in wijken]
    for indicator in sorted({regel.indicator for regel in read_behoefteregels()}):
        values = np.clip(random.normal(20, 8, len(buurten)), 0, 100).round(1)
        rows += [(buurt, indicator, JAAR, float(value), *known) for buurt, value in zip(buurten, values, strict=True)]
    return pd.DataFrame(rows, columns=COLUMNS)
