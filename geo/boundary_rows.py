"""Which gebieden do the rows of boundary files describe, and what is wrong with each row?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.boundary_files import Layer
from geo.crs import RD, WGS84, lies_in_nederland
from geo.errors import Problem
from geo.gebieden import Soort, gemeente_of_code, soort_of_code, wijk_of_code

# What CBS, PDOK and others call the same thing.
_COLUMN_OF_ALIAS = {
    "bu_code": "buurtcode",
    "bu_naam": "buurtnaam",
    "wk_code": "wijkcode",
    "wk_naam": "wijknaam",
    "gm_code": "gemeentecode",
    "gm_naam": "gemeentenaam",
    "statcode": "code",
    "statnaam": "naam",
    "name": "naam",
}
# A column `code` may hold any level.
_CODE_COLUMNS = {"code": None, "buurtcode": Soort.BUURT, "wijkcode": Soort.WIJK, "gemeentecode": Soort.GEMEENTE}
_NAME_COLUMNS = {"buurtcode": "buurtnaam", "wijkcode": "wijknaam", "gemeentecode": "gemeentenaam"}
_EXAMPLES = {"code": "BU03922107", "buurtcode": "BU03922107", "wijkcode": "WK039221", "gemeentecode": "GM0392"}
_COLUMNS = (*_CODE_COLUMNS, *_NAME_COLUMNS.values(), "naam", "water")
_LARGEST_DEGREE = 360
_GARBLED = re.compile("[ÃÂ][^A-Za-z ]")

Values = Mapping[str, str | None]
Fault = tuple[str, str]  # field and rule


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryRow:
    """One row of a boundary file, with what is wrong with it.

    `code` is as it stands there; `gemeenten` are the codes of all gemeenten that its codes name (one, if all is well);
    `wijknaam` and `gemeentenaam` name what it lies in. Names whose accents were garbled on the way are mended, and
    `garbled` is the own name as it stood. `polygon` is in RD, as drawn; `invalid_because` says why it is
    not a valid polygon, with the place in the coordinates of the file.
    """

    file: str
    row: int
    code: str
    naam: str | None
    garbled: str | None
    gemeenten: frozenset[str]
    wijknaam: str | None
    gemeentenaam: str | None
    water: str | None
    polygon: Any
    invalid_because: str | None
    problems: tuple[Problem, ...]

    @property
    def soort(self) -> Soort | None:
        return soort_of_code(self.code)

    def problem(self, field: str, rule: str) -> Problem:
        return Problem(self.file, self.row, field, rule)


def has_codes(layer: Layer) -> bool:
    """Say whether a layer has any column in which codes of gebieden are expected."""
    return any(_canonical(column) in _CODE_COLUMNS for column in layer.rows.columns)


def make_boundary_rows(layer: Layer) -> Iterator[BoundaryRow]:
    """Read the rows of a layer; row 1 is the first. Column names may be those of CBS or PDOK, in capitals or not."""
    # Reversed: of two columns for the same thing, the first counts.
    columns = {_canonical(name): name for name in reversed(layer.rows.columns) if _canonical(name) in _COLUMNS}
    drawn = layer.rows.geometry.force_2d()
    shapes = zip(drawn, drawn.to_crs(RD), drawn.to_crs(WGS84).bounds.to_numpy(), strict=True)
    attributes = layer.rows[list(columns.values())].astype(object).itertuples(index=False, name=None)
    for number, (texts, (geometry, polygon, bounds)) in enumerate(zip(attributes, shapes, strict=True), start=1):
        values = dict(zip(columns, map(_text, texts), strict=True))
        misplaced = list(_geometry_faults(geometry, bounds))
        column = _code_column(values)
        naam = values.get(_NAME_COLUMNS.get(column, "")) or values.get("naam")
        yield BoundaryRow(
            file=layer.name,
            row=number,
            code=values.get(column) or "",
            naam=_mended(naam),
            garbled=naam if naam != _mended(naam) else None,
            gemeenten=_gemeenten(values),
            wijknaam=_mended(values.get("wijknaam")),
            gemeentenaam=_mended(values.get("gemeentenaam")),
            water=values.get("water"),
            polygon=polygon,
            invalid_because=None if misplaced else _invalid_because(geometry) or _invalid_because(polygon),
            problems=tuple(
                Problem(layer.name, number, columns.get(field, field), rule)
                for field, rule in (*_code_faults(values), *misplaced)
            ),
        )


def _canonical(column: object) -> str:
    name = str(column).lower()
    return _COLUMN_OF_ALIAS.get(name, name)


def _text(value: Any) -> str | None:
    is_missing = pd.api.types.is_scalar(value) and pd.isna(value)
    return None if is_missing else str(value).strip() or None


def _mended(naam: str | None) -> str | None:
    """Undo that UTF-8 was read as Latin: "MÃ¡ximapark" is Máximapark. Real names hold no such pairs of signs."""
    try:
        return naam.encode("cp1252").decode("utf-8") if naam and _GARBLED.search(naam) else naam
    except UnicodeError:
        return naam


def _code_column(values: Values) -> str:
    """Find the column that tells which gebied the row is: `code`, or the smallest level that has a code or a name."""
    given = [column for column in _CODE_COLUMNS if values.get(column) or values.get(_NAME_COLUMNS.get(column, ""))]
    present = [column for column in _CODE_COLUMNS if column in values]
    return [*given, *present, "code"][0]


def _gemeenten(values: Values) -> frozenset[str]:
    codes = (values.get(column) or "" for column in _CODE_COLUMNS)
    return frozenset(gemeente_of_code(code) for code in codes if soort_of_code(code))


def _code_faults(values: Values) -> Iterator[Fault]:
    column = _code_column(values)
    code = values.get(column)
    soort = soort_of_code(code or "")
    if code is None:
        yield column, "is missing"
    elif soort is None or _CODE_COLUMNS[column] not in (soort, None):
        yield column, f"{code!r} is not a code such as {_EXAMPLES[column]}"
    elif soort is Soort.BUURT and values.get("wijkcode") not in (wijk_of_code(code), None):
        yield "wijkcode", f"{values['wijkcode']} is not the wijk of {code}"
    elif values.get("gemeentecode") not in (gemeente_of_code(code), None):
        yield "gemeentecode", f"{values['gemeentecode']} is not the gemeente of {code}"


def _geometry_faults(geometry: Any, bounds: Any) -> Iterator[Fault]:
    if geometry is None:
        yield "geometry", "is missing or cannot be read"
    elif geometry.is_empty:
        yield "geometry", "is empty"
    elif geometry.geom_type not in ("Polygon", "MultiPolygon"):
        yield "geometry", f"is a {geometry.geom_type}; it must be a Polygon or MultiPolygon"
    elif not np.isfinite(shapely.get_coordinates(geometry)).all():
        yield "geometry", "has coordinates that are not numbers"
    elif not (lies_in_nederland(*bounds[:2]) and lies_in_nederland(*bounds[2:])):
        yield "geometry", f"lies outside the Netherlands: {_hint(*bounds[:2])}"


def _hint(x: float, y: float) -> str:
    if max(abs(x), abs(y)) > _LARGEST_DEGREE:
        return f"{x:.0f}, {y:.0f} are not degrees; give metres in RD as GeoPackage, which tells its CRS"
    return f"lon {x:.4f}, lat {y:.4f}" + (" look swapped" if lies_in_nederland(y, x) else "")


def _invalid_because(polygon: Any) -> str | None:
    return None if polygon.is_valid else str(shapely.is_valid_reason(polygon))
