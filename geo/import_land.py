"""What are the boundaries of the whole land, given the rows that boundary files have for its gebieden?"""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.boundary_rows import BoundaryRow
from geo.crs import RD
from geo.gebieden import LAND, Soort, gemeente_of_code, wijk_of_code
from geo.grenzen import make_grenzen
from geo.import_report import Findings

LAND_NAAM = "Nederland"

Polygons = dict[str, Any]


def make_imported_land(
    rows: Sequence[BoundaryRow], *, known_names: Mapping[str, str], findings: Findings
) -> gpd.GeoDataFrame:
    """Take the gebieden of the land as they are given, and join those into wijken, gemeenten and land that are not.

    Outlines of the land are simplified for maps: unlike those of one gemeente they need not join without gaps.

    Parameters
    ----------
    rows
        One a code, with valid polygons in RD: wijken, buurten or both.
    known_names
        Names by code, used where the rows have none.

    Returns
    -------
    As `geo.grenzen.read_grenzen` gives them.

    Raises
    ------
    BoundaryFileError
        When a gebied has no name.
    """
    polygons = {row.code: row.polygon for row in rows}
    for parent_of in (wijk_of_code, gemeente_of_code):
        polygons |= _joined(polygons, parent_of, findings)
    polygons[LAND] = _union([polygon for code, polygon in polygons.items() if code.startswith("GM")])
    names = _names(rows, polygons, known_names)
    findings.problems.extend(row.problem("naam", f"{row.code} has no name") for row in rows if row.code not in names)
    findings.stop_at_problems()
    named = {"code": list(polygons), "naam": [names[code] for code in polygons]}
    return make_grenzen(gpd.GeoDataFrame(named, geometry=list(polygons.values()), crs=RD))


def _joined(polygons: Polygons, parent_of: Any, findings: Findings) -> Polygons:
    """The parents that are not there, joined from the smaller gebieden in them."""
    children: dict[str, list[Any]] = {}
    for code, polygon in polygons.items():
        parent = parent_of(code)
        if parent not in polygons and code[:2] in ("BU", "WK"):
            children.setdefault(parent, []).append(polygon)
    if children:
        findings.notes.append(f"{len(children)} {_soort_of(next(iter(children)))} are joined from the gebieden in them")
    return {code: _union(parts) for code, parts in children.items()}


def _soort_of(code: str) -> str:
    return "gemeenten" if code.startswith("GM") else "wijken"


def _union(polygons: Sequence[Any]) -> Any:
    return shapely.union_all(np.array(polygons, dtype=object), grid_size=1)


def _names(rows: Sequence[BoundaryRow], codes: Polygons, known_names: Mapping[str, str]) -> dict[str, str]:
    """Names by code; a gemeente that nobody named bears its code, a wijk its number."""
    fallback = {code: f"Wijk {code[-2:]}" if code.startswith("WK") else code for code in codes if code[:2] != "BU"}
    around = {gemeente_of_code(row.code): row.gemeentenaam for row in rows if row.gemeentenaam}
    around |= {wijk_of_code(row.code): row.wijknaam for row in rows if row.wijknaam and row.soort is Soort.BUURT}
    own = {row.code: row.naam for row in rows if row.naam}
    return {**fallback, **known_names, **around, **own, LAND: LAND_NAAM}
