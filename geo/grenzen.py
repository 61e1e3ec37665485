"""How are boundaries kept on disk and sent to browsers? As GeoJSON (RFC 7946), and in memory as a frame in RD."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import orjson
import pandas as pd
import shapely

from geo.crs import RD, WGS84
from geo.errors import GebiedensetError, Problem
from geo.gebieden import LAND, Soort, gemeente_of_code, soort_of_code, wijk_of_code

COLUMNS = ["naam", "soort", "wijk"]

# 0.01 mm on the ground: rounding must not make neighbours overlap.
_DECIMALS_ON_DISK = 10
_DECIMALS_FOR_BROWSERS = 6


def make_geojson(grenzen: gpd.GeoDataFrame, *, decimals: int = _DECIMALS_FOR_BROWSERS) -> bytes:
    """Write boundaries as a FeatureCollection in WGS84, a feature a line.

    Parameters
    ----------
    grenzen
        As `read_grenzen` gives them, or a part. Index code; columns naam, soort, wijk; geometry in RD.
    decimals
        Of a degree; 6 is 0.1 m.

    Returns
    -------
    UTF-8, outer rings counterclockwise, properties code, naam, soort and wijk (null but for a buurt).
    """
    degrees = shapely.orient_polygons(grenzen.geometry.to_crs(WGS84).values)
    rounded = shapely.transform(degrees, lambda coordinates: coordinates.round(decimals))
    features = (
        {
            "type": "Feature",
            "properties": {"code": row.Index, "naam": row.naam, "soort": row.soort, "wijk": row.wijk},
            "geometry": shapely.geometry.mapping(geometry),
        }
        for row, geometry in zip(grenzen.itertuples(), rounded, strict=True)
    )
    body = b",\n".join(orjson.dumps(feature) for feature in features)
    return b'{"type": "FeatureCollection", "features": [\n' + body + b"\n]}\n"


def grenzen_path(folder: Path, jaar: int) -> Path:
    """Say where a gebiedenset keeps the boundaries of a year."""
    return folder / "grenzen" / f"{jaar}.geojson"


def write_grenzen(grenzen: gpd.GeoDataFrame, path: Path) -> None:
    """Write boundaries so that reading them again gives the same coverage."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_geojson(grenzen, decimals=_DECIMALS_ON_DISK))


def read_grenzen(path: Path, *, gemeente: str) -> gpd.GeoDataFrame:
    """Read and validate the boundaries of one gemeente.

    Returns
    -------
    GeoDataFrame in RD, sorted by code: index code; columns naam, soort, wijk (None but for a buurt), geometry
    (MultiPolygon); one gemeente, its wijken and its buurten.

    Raises
    ------
    GebiedensetError
        Naming the row and the rule: codes well-formed, unique and of this gemeente, every level present, valid
        polygons, buurten that do not overlap.
    """
    try:
        frame = gpd.GeoDataFrame.from_features(orjson.loads(path.read_bytes())["features"], crs=WGS84)
        grenzen = frame[["code", *COLUMNS, "geometry"]].to_crs(RD)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GebiedensetError(Problem(path.name, 0, "", f"cannot be read as boundaries: {error}")) from error
    for problem in _problems(grenzen, path.name, gemeente):
        raise GebiedensetError(problem)
    return make_grenzen(grenzen)


def make_grenzen(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring rows (code, naam, soort, wijk, geometry in RD) into the form that `read_grenzen` gives."""
    grenzen = rows[["code", "naam", "geometry"]].set_index("code").sort_index()
    codes = grenzen.index
    soorten = [soort_of_code(code) for code in codes]
    grenzen["soort"] = pd.Series(soorten, index=codes, dtype=object)
    wijken = [wijk_of_code(code) if soort is Soort.BUURT else None for code, soort in zip(codes, soorten, strict=True)]
    grenzen["wijk"] = pd.Series(wijken, index=codes, dtype=object)
    grenzen["geometry"] = [shapely.MultiPolygon(shapely.get_parts(polygon)) for polygon in grenzen.geometry]
    return grenzen


def _problems(grenzen: gpd.GeoDataFrame, file: str, gemeente: str) -> Iterator[Problem]:
    codes = set(grenzen["code"])
    for number, row in enumerate(grenzen.itertuples(), start=1):
        yield from (Problem(file, number, *fault) for fault in _faults(row, codes, gemeente))
    if len(codes) < len(grenzen):
        yield Problem(file, 0, "code", "the same code stands on more than one row")
    if gemeente not in codes:
        yield Problem(file, 0, "code", f"has no row for {gemeente} itself")
    buurten = grenzen.geometry[grenzen["soort"] == Soort.BUURT]
    if gemeente == LAND:  # outlines of the whole land are simplified, and may lack buurten
        return
    if buurten.empty or not shapely.coverage_is_valid(buurten.values):
        yield Problem(file, 0, "geometry", "the buurten must join without gaps or overlaps")


def _faults(row: Any, codes: set[str], gemeente: str) -> Iterator[tuple[str, str]]:
    if not isinstance(row.code, str) or soort_of_code(row.code) is None:
        yield "code", f"{row.code!r} is not a CBS code"
    elif gemeente not in (gemeente_of_code(row.code), LAND):
        yield "code", f"{row.code} does not lie in {gemeente}"
    elif row.soort != soort_of_code(row.code):
        yield "soort", f"{row.soort!r} does not suit {row.code}"
    elif row.soort == Soort.BUURT and (row.wijk != wijk_of_code(row.code) or row.wijk not in codes):
        yield "wijk", f"{row.wijk!r} is not the wijk of {row.code}"
    if not isinstance(row.naam, str) or not row.naam.strip():
        yield "naam", "must be given"
    if row.geometry is None or row.geometry.geom_type not in ("Polygon", "MultiPolygon") or row.geometry.is_empty:
        yield "geometry", "must be a polygon"
    elif not row.geometry.is_valid:
        yield "geometry", f"is not valid: {shapely.is_valid_reason(row.geometry)}"
