"""What are the boundaries of a gemeente, given the rows that boundary files have for it?"""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.boundary_rows import BoundaryRow
from geo.coverage import MAX_AREA_CHANGE, difference_share, find_overlaps, gaps_m2, make_coverage
from geo.crs import RD
from geo.errors import Problem
from geo.gebieden import Soort, wijk_of_code
from geo.grenzen import make_grenzen
from geo.import_report import Findings

Polygons = dict[str, Any]


def make_imported_grenzen(
    rows: Sequence[BoundaryRow], *, gemeente: str, known_names: Mapping[str, str], findings: Findings
) -> gpd.GeoDataFrame:
    """Join buurten into a coverage; take wijken and gemeente from their rows, or dissolve them from the buurten.

    Parameters
    ----------
    rows
        One a code, with valid polygons in RD, all of the gemeente.
    known_names
        Names by code, used where the rows have none; for the gemeente they go before those of the rows.

    Returns
    -------
    As `geo.grenzen.read_grenzen` gives them.

    Raises
    ------
    BoundaryFileError
        When there are no buurten, one has no name, buurten overlap, or a wijk or the gemeente is not what its buurten
        make together.
    """
    buurten = _joined([row for row in rows if row.soort is Soort.BUURT], findings)
    parents = _parents(buurten, {row.code: row for row in rows}, gemeente, findings)
    polygons = buurten | parents
    names = _names(rows, polygons, gemeente, known_names)
    for row in rows:
        if row.code not in polygons:
            findings.problems.append(row.problem("code", f"{row.code} has no buurten in these files"))
        elif row.code not in names:
            findings.problems.append(row.problem("naam", f"{row.code} has no name"))
    findings.stop_at_problems()
    named = {"code": list(polygons), "naam": [names[code] for code in polygons]}
    return make_grenzen(gpd.GeoDataFrame(named, geometry=list(polygons.values()), crs=RD))


def _joined(buurten: Sequence[BoundaryRow], findings: Findings) -> Polygons:
    """The polygons of the buurten by code, as a valid coverage."""
    if not buurten:
        findings.problems.append(Problem("", 0, "", "there are no buurten in these files"))
    polygons = np.array([buurt.polygon for buurt in buurten], dtype=object)
    for first, second, oppervlakte_m2 in find_overlaps(polygons):
        rule = f"{buurten[second].code} overlaps {buurten[first].code} by {oppervlakte_m2:.0f} m²"
        findings.problems.append(buurten[second].problem("geometry", rule))
    findings.stop_at_problems()
    coverage = make_coverage(polygons)
    gaps = (f"the buurten leave a gap of {gap:.0f} m²: an enclave, or a missing buurt" for gap in gaps_m2(coverage))
    findings.notes.extend(gaps)
    return {buurt.code: polygon for buurt, polygon in zip(buurten, coverage, strict=True)}


def _parents(buurten: Polygons, rows: Mapping[str, BoundaryRow], gemeente: str, findings: Findings) -> Polygons:
    """The polygons of the wijken and the gemeente by code: as given, or dissolved."""
    children: dict[str, list[Any]] = {gemeente: list(buurten.values())}
    for code, polygon in buurten.items():
        children.setdefault(wijk_of_code(code), []).append(polygon)
    parents = {code: shapely.coverage_union_all(polygons) for code, polygons in children.items()}
    given = {code: rows[code] for code in parents if code in rows}
    for code, row in given.items():
        share = difference_share(parents[code], row.polygon)
        if share > MAX_AREA_CHANGE:
            rule = f"{code} differs by {share:.1%} from its buurten together; give boundaries of one year and source"
            findings.problems.append(row.problem("geometry", rule))
    dissolved = parents.keys() - given.keys()
    if gemeente in dissolved:
        findings.notes.append("the gemeente is dissolved from its buurten")
    if wijken := dissolved - {gemeente}:
        findings.notes.append(f"{len(wijken)} wijken are dissolved from their buurten")
    return parents | {code: row.polygon for code, row in given.items()}


def _names(
    rows: Sequence[BoundaryRow], codes: Polygons, gemeente: str, known_names: Mapping[str, str]
) -> dict[str, str]:
    """Names by code; a wijk that nobody named is named by its number, the gemeente by its code."""
    numbered = {code: f"Wijk {code[-2:]}" for code in codes if code.startswith("WK")}
    around = {wijk_of_code(row.code): row.wijknaam for row in rows if row.soort is Soort.BUURT and row.wijknaam}
    own = {row.code: row.naam for row in rows if row.naam}
    own.setdefault(gemeente, next((row.gemeentenaam for row in rows if row.gemeentenaam), gemeente))
    kept = {gemeente: known_names[gemeente]} if gemeente in known_names else {}
    return {**numbered, **known_names, **around, **own, **kept}
