"""Which outlines does a map need, in as much detail as its zoom can show?"""

import math
from functools import lru_cache

import geopandas as gpd
import shapely
from sqlalchemy.orm import Session

from geo.gebieden import Gebied, Soort
from geo.gebiedenset import Gebiedenset
from geo.grenzen import make_geojson
from webapp.views.grenzen import Division, division_of, teamgrenzen

ZOOMS = (8, 10, 12, 14, 19)  # a browser asks again when it zooms past one of these
MAX_ZOOM = ZOOMS[-1]
DECIMALS = 5  # of a degree: about a metre
CACHED_DRAWINGS = 32
DETAIL_PX = 0.5
M_PER_PX_AT_ZOOM_0 = 40_075_016.686 / 256 * math.cos(math.radians(52.2))


def omtrekken(session: Session, gebiedenset: Gebiedenset, niveau: Soort) -> gpd.GeoDataFrame:
    """All gebieden of a niveau in RD, as `Gebiedenset.grenzen` has them; teamgebieden are those of today."""
    if niveau is Soort.TEAMGEBIED:
        return teamgrenzen(gebiedenset, division_of(session, gebiedenset))
    return gebiedenset.grenzen[gebiedenset.grenzen["soort"] == niveau]


def gebieden_op_kaart(session: Session, gebiedenset: Gebiedenset, niveau: Soort) -> dict[Gebied, frozenset[str] | None]:
    """The gebieden of a niveau by naam; a teamgebied comes with its buurten."""
    if niveau is not Soort.TEAMGEBIED:
        return dict.fromkeys(gebiedenset.gebieden(niveau))
    gemeente = gebiedenset.gemeente.code
    known = gebiedenset.buurten_of(gemeente)
    return {
        Gebied(code=slug, naam=naam, soort=niveau, gemeente=gemeente): buurten & known
        for slug, naam, buurten in sorted(division_of(session, gebiedenset))
        if buurten & known
    }


def omtrekken_geojson(session: Session, gebiedenset: Gebiedenset, niveau: Soort, *, zoom: int) -> bytes:
    """The outlines for a zoom as GeoJSON: neighbours keep the same border, however coarse it gets."""
    division = division_of(session, gebiedenset) if niveau is Soort.TEAMGEBIED else None
    return _geojson(gebiedenset, niveau, division, next(step for step in ZOOMS if step >= min(zoom, MAX_ZOOM)))


@lru_cache(maxsize=CACHED_DRAWINGS)
def _geojson(gebiedenset: Gebiedenset, niveau: Soort, division: Division | None, zoom: int) -> bytes:
    grenzen = gebiedenset.grenzen
    shown = teamgrenzen(gebiedenset, division) if division is not None else grenzen[grenzen["soort"] == niveau]
    if zoom == MAX_ZOOM:
        return make_geojson(shown, decimals=DECIMALS)
    tolerance_m = M_PER_PX_AT_ZOOM_0 / 2**zoom * DETAIL_PX
    return make_geojson(shown.set_geometry(coarser(shown.geometry, tolerance_m)), decimals=DECIMALS)


def coarser(outlines: gpd.GeoSeries, tolerance_m: float) -> gpd.GeoSeries:
    simple = shapely.coverage_simplify(outlines.values, tolerance_m)
    return gpd.GeoSeries(simple, index=outlines.index, crs=outlines.crs)
