"""What is asked of a collection? Every parameter is read by the rule of the standard, or refused by name."""

import re
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

import numpy as np
import shapely
from flask import request
from flask_babel import gettext as _
from numpy.typing import NDArray

from collectief.spatial import Box
from webapp.errors import BadRequestParameter
from webapp.ogc.crs import Coordinates, Crs, find_crs
from webapp.params import Bbox, find_number, known_only, read_text

DEFAULT_LIMIT = 100
MAX_LIMIT = 10_000
JSON_TYPES = ["application/json", "application/geo+json"]
OF_EVERY_ITEMS = ("bbox", "bbox-crs", "crs", "datetime", "limit", "cursor", "f")

_INSTANT = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?"
_DATETIME = re.compile(rf"({_INSTANT})(?:/({_INSTANT})?|/\.\.)?|(?:\.\.)?/({_INSTANT})", re.ASCII)

Word = TypeVar("Word", bound=StrEnum)


class Area(NamedTuple):
    """A rectangle in the axes of `crs`; in degrees it may run across the antimeridian, and is then two."""

    shape: Any
    crs: Crs

    def meets(self, shapes: Any) -> NDArray[np.bool_]:
        """Which shapes in the axes of the same `crs` it touches."""
        return np.asarray(shapely.intersects(self.shape, shapes))

    def holds(self, places: Coordinates) -> NDArray[np.bool_]:
        """Which points in the axes of the same `crs` lie in it, its edges included."""
        return np.asarray(shapely.intersects_xy(self.shape, places[:, 0], places[:, 1]))

    def in_rd(self) -> Box:
        """A box in RD that holds all of it."""
        first, second, third, fourth = (float(side) for side in self.shape.bounds)
        if self.crs.is_rd:
            return Box(first, second, third, fourth)
        return (Bbox(second, first, fourth, third) if self.crs.is_lat_first else Bbox(*self.shape.bounds)).in_rd()


class Asked(NamedTuple):
    """Which features, from where on (after the one that `cursor` names), how many at most and in which system."""

    area: Area | None
    crs: Crs
    limit: int
    cursor: str


def read_asked(*filters: str) -> Asked:
    """What is asked of a collection with these filters of its own, which are left to be read."""
    known_only({*OF_EVERY_ITEMS, *filters})
    _check_datetime()
    return Asked(area=_read_area(), crs=read_crs("crs"), limit=_read_limit(), cursor=read_text("cursor"))


def read_crs(name: str) -> Crs:
    """The system that a parameter names; degrees of longitude and latitude where it is not given."""
    if name not in request.args:
        return Crs.CRS84
    crs = find_crs(read_text(name))
    if crs is None:
        known = ", ".join(known.uri for known in Crs)
        raise BadRequestParameter(name, _("%(name)s moet een van deze zijn: %(known)s.", name=name, known=known))
    return crs


def read_word(name: str, words: type[Word]) -> Word | None:
    """The word that a filter asks for."""
    text = read_text(name)
    if text and text not in list(words):
        known = ", ".join(words)
        raise BadRequestParameter(
            name, _("%(name)s kan niet %(value)s zijn. Kies uit: %(known)s.", name=name, value=text, known=known)
        )
    return words(text) if text else None


def wants_html() -> bool:
    """Whether a page is asked for and no data: by `f`, or else by what the client says that it likes best."""
    form = read_text("f")
    if form not in ("", "json", "html"):
        raise BadRequestParameter("f", _("f kan json of html zijn."))
    liked = request.accept_mimetypes.best_match([*JSON_TYPES, "text/html"], default=JSON_TYPES[0])
    return form == "html" or (not form and liked == "text/html")


def _read_limit() -> int:
    """By the standard more than the maximum is no fault: then the maximum holds."""
    text = read_text("limit")
    if "limit" not in request.args:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise BadRequestParameter("limit", _("limit moet een getal zijn van 1 tot en met %(max)s.", max=MAX_LIMIT))
    return min(int(text), MAX_LIMIT)


def _read_area() -> Area | None:
    crs = read_crs("bbox-crs")
    if "bbox" not in request.args:
        return None
    numbers = [number for number in map(find_number, read_text("bbox").split(",")) if number is not None]
    if len(numbers) not in (4, 6) or request.args["bbox"].count(",") != len(numbers) - 1:
        raise BadRequestParameter("bbox", _("bbox moet vier of zes getallen zijn, gescheiden door een komma."))
    return Area(_shape(_flat(numbers), crs), crs)


def _flat(numbers: list[float]) -> list[float]:
    """Without the heights: nothing here has one."""
    return numbers if len(numbers) == 4 else [*numbers[0:2], *numbers[3:5]]


def _shape(sides: list[float], crs: Crs) -> Any:
    east = int(crs.is_lat_first)  # which of both axes runs to the east
    low, high = sides[:2], sides[2:]
    if not crs.is_rd:
        _check_degrees(low, high, east=east)
    if low[1 - east] > high[1 - east] or (crs.is_rd and low[0] > high[0]):
        raise BadRequestParameter("bbox", _("De hoeken van bbox zijn verwisseld: de kleinste getallen gaan voor."))
    if low[east] <= high[east]:
        return _rectangle(low, high)
    edge_east, edge_west = list(high), list(low)
    edge_east[east], edge_west[east] = 180.0, -180.0
    return shapely.union(_rectangle(low, edge_east), _rectangle(edge_west, high))


def _check_degrees(low: list[float], high: list[float], *, east: int) -> None:
    if any(abs(corner[east]) > 180 or abs(corner[1 - east]) > 90 for corner in (low, high)):
        raise BadRequestParameter("bbox", _("bbox moet in lengte- en breedtegraden zijn (WGS84)."))


def _rectangle(low: list[float], high: list[float]) -> Any:
    """A line or a point where its corners leave no more."""
    return shapely.envelope(shapely.MultiPoint([low, high]))


def _check_datetime() -> None:
    """Nothing here is bound to a moment, and by the standard what is not always takes part; but it must be a moment."""
    if "datetime" not in request.args:
        return
    found = _DATETIME.fullmatch(read_text("datetime"))
    with suppress(ValueError):
        if found and [datetime.fromisoformat(instant) for instant in found.groups() if instant]:
            return
    raise BadRequestParameter(
        "datetime", _("datetime moet een moment of een periode zijn, zoals 2022-01-01T00:00:00Z/..")
    )
