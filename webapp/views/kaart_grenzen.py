"""Which outlines does a map need, in as much detail as its zoom can show?"""

import math
from functools import lru_cache

import geopandas as gpd
import shapely
from sqlalchemy.orm import Session

from geo.gebieden import Gebied, Soort, gemeente_of_code
from geo.gebiedenset import Gebiedenset
from geo.grenzen import make_geojson
from webapp.gebied import code_of_slug
from webapp.views.grenzen import Division, division_of, teamgrenzen

DECIMALS_AT_ZOOM = {8: 3, 10: 4, 12: 4, 14: 5, 19: 5}  # of a degree; a browser asks again when it zooms past one
MAX_ZOOM = max(DECIMALS_AT_ZOOM)
CACHED_DRAWINGS = 32
DETAIL_PX = 0.8
M_PER_PX_AT_ZOOM_0 = 40_075_016.686 / 256 * math.cos(math.radians(52.2))


def omtrekken(session: Session, gebiedenset: Gebiedenset, binnen: Gebied, niveau: Soort) -> gpd.GeoDataFrame:
    """The outlines in RD of all gebieden of a niveau within one; teamgebieden are those of today."""
    if niveau is Soort.TEAMGEBIED:
        return teamgrenzen(gebiedenset, _division(session, gebiedenset))
    return _grenzen(gebiedenset, binnen, niveau)


def gebieden_op_kaart(
    session: Session, gebiedenset: Gebiedenset, binnen: Gebied, niveau: Soort
) -> dict[Gebied, frozenset[str] | None]:
    """The gebieden of a niveau within one; a teamgebied comes with its buurten."""
    if niveau is not Soort.TEAMGEBIED:
        return dict.fromkeys(one for one in gebiedenset.gebieden(niveau) if _lies_in(one.code, binnen))
    gemeente = gebiedenset.gemeente.code
    known = gebiedenset.onderdelen_of(gemeente)
    return {
        Gebied(code=code, naam=naam, soort=niveau, gemeente=gemeente): buurten & known
        for code, naam, buurten in sorted(_division(session, gebiedenset))
        if buurten & known
    }


def omtrekken_geojson(session: Session, gebiedenset: Gebiedenset, binnen: Gebied, niveau: Soort, *, zoom: int) -> bytes:
    """The outlines for a zoom as GeoJSON: neighbours keep the same border, however coarse it gets."""
    division = _division(session, gebiedenset) if niveau is Soort.TEAMGEBIED else None
    return _geojson(gebiedenset, binnen, niveau, division, next(step for step in DECIMALS_AT_ZOOM if step >= zoom))


def _division(session: Session, gebiedenset: Gebiedenset) -> Division:
    """The division of today, each team by the code that addresses have: two gemeenten may share a slug."""
    gemeente, division = gebiedenset.gemeente.code, division_of(session, gebiedenset)
    return frozenset((code_of_slug(slug, gemeente), naam, buurten) for slug, naam, buurten in division)


@lru_cache(maxsize=CACHED_DRAWINGS)
def _geojson(gebiedenset: Gebiedenset, binnen: Gebied, niveau: Soort, division: Division | None, zoom: int) -> bytes:
    shown = _grenzen(gebiedenset, binnen, niveau) if division is None else teamgrenzen(gebiedenset, division)
    tolerance_m = 0.0 if zoom == MAX_ZOOM else M_PER_PX_AT_ZOOM_0 / 2**zoom * DETAIL_PX
    return make_geojson(shown.set_geometry(coarser(shown.geometry, tolerance_m)), decimals=DECIMALS_AT_ZOOM[zoom])


def _grenzen(gebiedenset: Gebiedenset, binnen: Gebied, niveau: Soort) -> gpd.GeoDataFrame:
    of_soort = gebiedenset.grenzen[gebiedenset.grenzen["soort"] == niveau]
    return of_soort[[_lies_in(code, binnen) for code in of_soort.index]]


def _lies_in(code: str, binnen: Gebied) -> bool:
    return binnen.soort is Soort.LAND or gemeente_of_code(code) == binnen.code


def coarser(outlines: gpd.GeoSeries, tolerance_m: float) -> gpd.GeoSeries:
    """The outlines with all that is smaller left out, the same on both sides of a border."""
    simple = shapely.coverage_simplify(outlines.values, tolerance_m) if tolerance_m else outlines.values
    return gpd.GeoSeries(simple, index=outlines.index, crs=outlines.crs)
