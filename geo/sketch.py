"""How do buurten look when only the buurt of every hectare is known?"""

import geopandas as gpd
import pandas as pd
import shapely

from geo.crs import RD

_CELL_M = 100
_SMOOTHING_M = 80.0


def make_sketch(hectaren: pd.DataFrame) -> gpd.GeoSeries:
    """Draw buurten from the national 100 m grid.

    Parameters
    ----------
    hectaren
        x_hm, y_hm (lower left corner of the cell in RD, in hectometres) and the buurtcode its centre lies in.

    Returns
    -------
    Polygons in RD by buurtcode: a valid coverage (no gaps, no overlaps), smoothed by at most about 80 m.
    """
    left, bottom = hectaren["x_hm"] * _CELL_M, hectaren["y_hm"] * _CELL_M
    cells = shapely.box(left, bottom, left + _CELL_M, bottom + _CELL_M)
    per_buurt = gpd.GeoDataFrame(hectaren[["buurtcode"]], geometry=cells, crs=RD).dissolve(
        "buurtcode", method="coverage"
    )
    outlines = shapely.coverage_simplify(per_buurt.geometry.values, _SMOOTHING_M)
    return gpd.GeoSeries(outlines, index=per_buurt.index, crs=RD)
