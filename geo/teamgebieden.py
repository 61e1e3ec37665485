"""Which area does each team serve, given which buurten are whose?"""

from collections.abc import Mapping

import geopandas as gpd
import shapely

from geo.crs import RD
from geo.gebieden import Soort


def make_teamgebieden(
    grenzen: gpd.GeoDataFrame, *, buurten: Mapping[str, frozenset[str]], namen: Mapping[str, str]
) -> gpd.GeoDataFrame:
    """Join the buurten of each team into its teamgebied.

    Parameters
    ----------
    grenzen
        As `Gebiedenset.grenzen`: index code; geometry in RD.
    buurten
        Team slug to its buurtcodes. Codes that `grenzen` does not know are passed over, and so is a team without any.
    namen
        Team slug to its name.

    Returns
    -------
    GeoDataFrame in RD like `grenzen`: index code (the slug); columns naam, soort, wijk (None), geometry (MultiPolygon).
    """
    known = {slug: sorted(codes & set(grenzen.index)) for slug, codes in sorted(buurten.items())}
    slugs = [slug for slug, codes in known.items() if codes]
    return gpd.GeoDataFrame(
        {"naam": [namen[slug] for slug in slugs], "soort": Soort.TEAMGEBIED, "wijk": None},
        geometry=[_joined(grenzen.geometry[known[slug]]) for slug in slugs],
        index=slugs,
        crs=RD,
    )


def _joined(polygons: gpd.GeoSeries) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(shapely.get_parts(shapely.coverage_union_all(polygons.values)))
