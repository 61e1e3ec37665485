"""Into which cells of 100 by 100 metres do gebieden fall, and how many people live in each?"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import RD
from geo.gebieden import Soort, soort_of_code, wijk_of_code

VAK_M = 100
_LEAST_M2 = 1.0  # less is the noise of a border along the grid

INWONERS = ["inwoners", "ondergrens", "bovengrens"]


class Telling(NamedTuple):
    """How many people live somewhere, and all that it may be; without an interval both ends are the number itself."""

    inwoners: float
    ondergrens: float
    bovengrens: float


UNKNOWN = Telling(np.nan, np.nan, np.nan)
MOST_HIDDEN = 4  # inhabitants of a cell of which CBS does not tell how many


def make_vakken(omtrekken: gpd.GeoSeries) -> pd.DataFrame:
    """Cut gebieden along the national 100 m grid.

    Parameters
    ----------
    omtrekken
        Polygons in RD (EPSG:28992) by buurtcode, or by wijkcode where there are no buurten.

    Returns
    -------
    A row for each piece of a gebied within a cell: x_hm, y_hm (lower left corner of the cell in RD, in hectometres),
    gebied, wijk, x, y (middle of the piece in RD metres) and oppervlakte_m2. Water is not left out: boundaries do not
    tell where it is.

    Raises
    ------
    ValueError
        When the outlines are not in RD.
    """
    if omtrekken.crs is None or not omtrekken.crs.equals(RD):
        raise ValueError(f"outlines must be in {RD}, not {omtrekken.crs}")
    polygons = omtrekken.to_numpy()
    corners = _corners(omtrekken.total_bounds)
    boxes = shapely.box(*(corners * VAK_M).T, *((corners + 1) * VAK_M).T)
    polygon, box, pieces = _cut(polygons, boxes)
    middles = shapely.get_coordinates(shapely.centroid(pieces))
    codes = omtrekken.index.to_numpy()[polygon]
    return pd.DataFrame(
        {
            "x_hm": corners[box, 0],
            "y_hm": corners[box, 1],
            "gebied": codes,
            "wijk": [_wijk(code) for code in codes],
            "x": middles[:, 0],
            "y": middles[:, 1],
            "oppervlakte_m2": shapely.area(pieces),
        }
    )


def spread_inwoners(
    vakken: pd.DataFrame, bekend: Mapping[str, Telling], *, gewicht: NDArray[np.float64] | None = None
) -> pd.DataFrame:
    """Spread the inhabitants of gebieden evenly over their cells.

    A buurt whose number is known keeps that; what then remains of its wijk goes to the other buurten.

    Parameters
    ----------
    vakken
        As `make_vakken` gives them.
    bekend
        The inhabitants of buurten and wijken, by code.
    gewicht
        How densely each piece is lived in, if that is known; left out: every square metre alike.

    Returns
    -------
    The same rows with inwoners, ondergrens and bovengrens: an estimate, NaN where neither buurt nor wijk is known.
    """
    bron = vakken["gebied"].where(vakken["gebied"].isin(list(bekend)), vakken["wijk"])
    weights = vakken["oppervlakte_m2"] * (1.0 if gewicht is None else gewicht)
    totals = weights.groupby(bron).transform("sum")
    share = (weights / totals.where(totals > 0)).to_numpy()
    parts = vakken.groupby("wijk")["gebied"].unique()
    tellingen = {code: _rest(bekend.get(code), set(parts.get(code, ())) - {code}, bekend) for code in bron.unique()}
    numbers = pd.DataFrame.from_dict(tellingen, orient="index", columns=INWONERS).loc[bron]
    return vakken.assign(**{name: numbers[name].to_numpy() * share for name in INWONERS})


def settle_vierkanten(vakken: pd.DataFrame, vierkanten: pd.DataFrame) -> pd.DataFrame:
    """Give every piece its part of the inhabitants that were counted in its cell, by area.

    Parameters
    ----------
    vakken
        As `make_vakken` gives them.
    vierkanten
        x_hm, y_hm, inwoners, ondergrens, bovengrens: as `geo.vierkanten.read_vierkanten` gives them.

    Returns
    -------
    As `spread_inwoners`. A cell that was not counted has 0 to 4 inhabitants: CBS publishes no fewer.
    """
    joined = vakken.merge(vierkanten, on=["x_hm", "y_hm"], how="left", indicator="geteld")
    is_absent = (joined.pop("geteld") == "left_only").to_numpy()
    joined.loc[is_absent, INWONERS] = (0.0, 0.0, float(MOST_HIDDEN))
    share = joined["oppervlakte_m2"].to_numpy() / VAK_M**2
    return joined.assign(**{name: joined[name].to_numpy(dtype=float) * share for name in INWONERS})


def _corners(bounds: NDArray[np.float64]) -> NDArray[np.int64]:
    """The cells of a rectangle, by their lower left corners in hectometres."""
    west, south, east, north = bounds / VAK_M
    columns, rows = (np.arange(int(np.floor(low)), int(np.ceil(high))) for low, high in ((west, east), (south, north)))
    x, y = np.meshgrid(columns, rows)
    return np.column_stack([x.ravel(), y.ravel()])


def _cut(
    polygons: NDArray[np.object_], boxes: NDArray[np.object_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.object_]]:
    """The pieces, each with its polygon and box; a box that lies wholly inside needs no cutting."""
    tree = shapely.STRtree(boxes)
    polygon, box = tree.query(polygons, predicate="intersects")
    inside = tree.query(polygons, predicate="contains")
    is_whole = np.isin(polygon * len(boxes) + box, inside[0] * len(boxes) + inside[1])
    pieces = boxes[box]
    pieces[~is_whole] = shapely.intersection(polygons[polygon[~is_whole]], boxes[box[~is_whole]])
    counts = shapely.area(pieces) >= _LEAST_M2
    return polygon[counts], box[counts], pieces[counts]


def _wijk(code: str) -> str:
    return wijk_of_code(code) if soort_of_code(code) is Soort.BUURT else code


def _rest(telling: Telling | None, buurten: Collection[str], bekend: Mapping[str, Telling]) -> Telling:
    """What is known of a gebied without those of its buurten that are known by themselves."""
    if telling is None:
        return UNKNOWN
    own = [bekend[buurt] for buurt in buurten if buurt in bekend]
    return Telling(
        max(telling.inwoners - sum(one.inwoners for one in own), 0.0),
        max(telling.ondergrens - sum(one.bovengrens for one in own), 0.0),
        max(telling.bovengrens - sum(one.ondergrens for one in own), 0.0),
    )
