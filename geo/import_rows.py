"""Which rows of boundary files count for one gemeente, each with a valid polygon and a code of its own?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, Self

import shapely

from geo.boundary_files import read_layers
from geo.boundary_rows import BoundaryRow, has_codes, make_boundary_rows
from geo.coverage import MAX_AREA_CHANGE, area_change, make_repaired
from geo.errors import BoundaryFileError, Problem
from geo.gebieden import LAND
from geo.import_report import Findings

_SMALLEST_SHOWN = 1e-6


class OwnRows(NamedTuple):
    """The rows of one gemeente, one a code; `read` counts all rows by file, `skipped` those of other gemeenten."""

    rows: list[BoundaryRow]
    read: Mapping[str, int]
    skipped: Mapping[str, int]


def read_own_rows(files: Sequence[Path], *, gemeente: str, findings: Findings) -> OwnRows:
    """Read boundary files and keep what lies in a gemeente.

    Every invalid polygon in the files is named in the findings, with its reason; one of the gemeente is repaired where
    that changes its area (RD) by under 0.1 % and else refused.

    Raises
    ------
    BoundaryFileError
        When a file cannot be read, a row of the gemeente is wrong, or there is no such row.
    """
    rows = [row for path in files for row in _read_rows(path, findings)]
    is_own = [gemeente == LAND or not row.gemeenten or gemeente in row.gemeenten for row in rows]
    others = [row for row, own in zip(rows, is_own, strict=True) if not own]
    own = [row for row, own in zip(rows, is_own, strict=True) if own]
    if not own:
        names = ", ".join(path.name for path in files)
        findings.problems.append(Problem(names, 0, "", f"none of the {len(rows)} rows lies in {gemeente}"))
    findings.problems.extend(problem for row in own for problem in row.problems)
    findings.notes.extend(f"skipped, {_Mend.of(row).verdict(row)}" for row in others if row.invalid_because)
    garbled = (row for row in own if row.garbled)
    findings.notes.extend(f"{row.code}: the name {row.garbled!r} is mended to {row.naam!r}" for row in garbled)
    mended = [_mended(row, findings) for row in own]
    findings.stop_at_problems()
    unique = list(_unique(mended, findings))
    findings.stop_at_problems()
    return OwnRows(unique, Counter(row.file for row in rows), Counter(min(row.gemeenten) for row in others))


def _read_rows(path: Path, findings: Findings) -> list[BoundaryRow]:
    layers = read_layers(path)
    rows = [row for layer in layers if has_codes(layer) for row in make_boundary_rows(layer)]
    if not rows:
        columns = ", ".join(str(column) for layer in layers for column in layer.rows.columns)
        rule = f"holds no row with a code (bu_code, wk_code, gm_code or code); its columns are {columns}"
        raise BoundaryFileError([Problem(path.name, 0, "", rule)])
    findings.notes.extend(f"{layer.name}: left out, it has no codes" for layer in layers if not has_codes(layer))
    return rows


class _Mend(NamedTuple):
    """What repairing an invalid polygon makes of it, and by which share its area changes."""

    polygon: Any
    change: float

    @classmethod
    def of(cls, row: BoundaryRow) -> Self:
        repaired = make_repaired(row.polygon)
        return cls(repaired, area_change(row.polygon, repaired))

    @property
    def is_allowed(self) -> bool:
        return self.change < MAX_AREA_CHANGE

    def verdict(self, row: BoundaryRow) -> Problem:
        share = f"{self.change:.4%}" if self.change >= _SMALLEST_SHOWN else f"under {_SMALLEST_SHOWN:.4%}"
        limit = "" if self.is_allowed else f", over the {MAX_AREA_CHANGE:.1%} that is allowed"
        label = f"{row.code} {row.naam or ''}".rstrip()
        rule = f"{label} is invalid: {row.invalid_because}; repairing changes its area by {share}{limit}"
        return row.problem("geometry", rule)


def _mended(row: BoundaryRow, findings: Findings) -> BoundaryRow:
    if row.invalid_because is None:
        return row
    mend = _Mend.of(row)
    if mend.is_allowed:
        findings.notes.append(f"repaired, {mend.verdict(row)}")
    else:
        findings.problems.append(mend.verdict(row))
    return replace(row, polygon=mend.polygon)


def _unique(rows: Sequence[BoundaryRow], findings: Findings) -> Iterator[BoundaryRow]:
    """One row a code: CBS draws the land and the water of a gebied on two rows; else a second row is a mistake."""
    rows_of_code: dict[str, list[BoundaryRow]] = {}
    for row in rows:
        rows_of_code.setdefault(row.code, []).append(row)
    for first, *more in rows_of_code.values():
        waters = {row.water for row in (first, *more)} - {None}
        if more and len(waters) <= len(more):
            rule = f"{first.code} stands on row {first.row} of {first.file} too"
            findings.problems.extend(row.problem("code", rule) for row in more)
        yield replace(first, polygon=shapely.union_all([row.polygon for row in (first, *more)])) if more else first
