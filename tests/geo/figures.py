"""How do tests about figures make indicatoren, published figures and a small gebiedenset? Only the telling values."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.crs import RD
from geo.figures import Figures
from geo.gebieden import Gebied, Soort, gemeente_of_code, soort_of_code, wijk_of_code
from geo.gebiedenset import Gebiedenset, read_gebiedenset
from geo.gemeente import Gemeente, GrenzenSoort
from geo.indicatoren import Bron, Indicator, Optelbaar
from geo.kerncijfers import COLUMNS, Kerncijfer, Status

HAARLEM = Path(__file__).parents[2] / "data/wijken/haarlem"
BRON = Bron(naam="CBS", tabel="85318NED", url="https://example.org", licentie="CC BY 4.0", opgehaald_op=None)


@cache
def read_haarlem() -> Gebiedenset:
    return read_gebiedenset(HAARLEM)


@cache
def haarlem_indicatoren() -> Mapping[str, Indicator]:
    return read_haarlem().indicatoren


def make_indicator(code: str, optelbaar: Optelbaar, **telling: Any) -> Indicator:
    usual = {
        "naam": code,
        "naam_in_taart": code,
        "thema": "wonen",
        "uitleg": "",
        "eenheid": "",
        "teller": None,
        "noemer": None,
        "noemer_bij_benadering": None,
        "noemer_aandeel": None,
        "noemer_minstens": (),
        "noemer_hoogstens": (),
        "schaal": 100.0 if optelbaar is Optelbaar.AANDEEL else 1.0,
        "richting": None,
        "gewicht": 1.0,
        "decimalen": 0,
        "decimalen_herbouwd": 1,
        "afronding": 0.5,
        "afronding_gemeente": 0.5,
        "onderdrukt_tot": None,
        "deel_van": None,
        "gemodelleerd_uit": (),
        "kolommen": (),
        "bron": BRON,
    }
    return Indicator(code=code, optelbaar=optelbaar, **{**usual, **telling})


def make_gebied(code: str, *, naam: str | None = None) -> Gebied:
    soort = soort_of_code(code) or Soort.TEAMGEBIED
    gemeente = "GM9999" if soort is Soort.TEAMGEBIED else gemeente_of_code(code)
    wijk = wijk_of_code(code) if soort is Soort.BUURT else None
    return Gebied(code=code, naam=naam or code, soort=soort, gemeente=gemeente, wijk=wijk)


def make_figures(*indicatoren: Indicator, **published: Mapping[str, float]) -> Figures:
    """Make figures of gebieden: make_figures(inwoners, WK999901={"inwoners": 100})."""
    index = {
        gebied: {code: Kerncijfer(Status.WAARDE, waarde, None, None) for code, waarde in figures.items()}
        for gebied, figures in published.items()
    }
    return Figures(indicatoren={indicator.code: indicator for indicator in indicatoren}, kerncijfers=index)


def make_set(
    *,
    buurten: Mapping[str, float],
    published: Mapping[str, Mapping[str, float]],
    indicatoren: Mapping[str, Indicator] | None = None,
    jaar: int | None = 2022,
) -> Gebiedenset:
    """Make the set of GM9999 with buurten of a given oppervlakte_km2, side by side, and figures by gebied."""
    return Gebiedenset(
        folder=Path("gm9999"),
        gemeente=_make_gemeente(jaar),
        grenzen=_make_grenzen(buurten),
        indicatoren=haarlem_indicatoren() if indicatoren is None else indicatoren,
        kerncijfers=_make_kerncijfers(published),
        themas=read_haarlem().themas,
        bronnen={},
        referenties=read_haarlem().referenties,
        teams=pd.DataFrame(),
        teamgebieden={},
        postcodes=pd.DataFrame(),
    )


def _make_gemeente(jaar: int | None) -> Gemeente:
    return Gemeente(
        code="GM9999",
        naam="Proefstad",
        slug="gm9999",
        grenzen_jaar=2016,
        grenzen_soort=GrenzenSoort.SCHETS,
        grenzen_bron="",
        grenzen_marge_m=0,
        kerncijfers_jaar=jaar,
        kaart_lon=5.0,
        kaart_lat=52.0,
        kaart_zoom=12,
    )


def _make_grenzen(buurten: Mapping[str, float]) -> gpd.GeoDataFrame:
    boxes = {code: _make_box(column, km2) for column, (code, km2) in enumerate(buurten.items())}
    outlines: dict[str, list[shapely.Geometry]] = {"GM9999": list(boxes.values())}
    for code, outline in boxes.items():
        outlines.setdefault(wijk_of_code(code), []).append(outline)
        outlines[code] = [outline]
    rows = [
        {"code": gebied.code, "naam": gebied.naam, "soort": gebied.soort, "wijk": gebied.wijk}
        for gebied in map(make_gebied, outlines)
    ]
    geometry = [shapely.MultiPolygon(polygons) for polygons in outlines.values()]
    return gpd.GeoDataFrame(rows, geometry=geometry, crs=RD).set_index("code")


def _make_box(column: int, km2: float) -> shapely.Polygon:
    left = 100_000 + column * 1000
    return shapely.box(left, 480_000, left + 1000, 480_000 + km2 * 1000)


def _make_kerncijfers(published: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    rows = [
        (gebied, indicator, 2022, waarde, "waarde", float("nan"), float("nan"), "", "")
        for gebied, figures in published.items()
        for indicator, waarde in figures.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
