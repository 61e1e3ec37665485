"""What does a visitor ask for in the URL? Every parameter is read by its rule, or refused by name."""

import math
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple, TypeVar

import numpy as np
from flask import request
from flask_babel import gettext as _

from collectief.kaart.aanbod import MAX_ID
from collectief.spatial import Box, Punt
from geo.crs import lies_in_nederland, to_rd
from webapp.errors import BadRequestParameter
from webapp.gebied import Gevonden, find_gebied

MAX_LIMIT = 500
DEFAULT_LIMIT = 100
MAX_TEXT = 200
MAX_CURSOR_DIGITS = 18  # fits the id of either database
# Beyond these degrees RD means nothing, and no gemeente lies there.
RD_LON = (2.0, 9.0)
RD_LAT = (50.0, 55.0)

Word = TypeVar("Word", bound=StrEnum)


class Bbox(NamedTuple):
    """A rectangle of lengte- and breedtegraden (WGS84)."""

    west: float
    south: float
    east: float
    north: float

    def in_rd(self) -> Box:
        """A box in RD that holds all of this one; it is a little larger, since the two grids are turned and bent."""
        west, east = np.clip([self.west, self.east], *RD_LON)
        south, north = np.clip([self.south, self.north], *RD_LAT)
        lon, lat = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
        x, y = to_rd(lon, lat)
        spare_m = 1 + (np.ptp(x) + np.ptp(y)) / 1000
        return Box(
            xmin=float(x.min() - spare_m),
            ymin=float(y.min() - spare_m),
            xmax=float(x.max() + spare_m),
            ymax=float(y.max() + spare_m),
        )


def known_only(allowed: Collection[str]) -> None:
    """Refuse a request with any parameter that is not known: for programs. A link to a page may have grown a tail."""
    for name in request.args:
        if name not in allowed:
            names = ", ".join(sorted(allowed)) or _("geen")
            raise BadRequestParameter(
                name, _("%(name)s kennen we hier niet. Dit kan wel: %(names)s.", name=name, names=names)
            )


def read_text(name: str, *, max_length: int = MAX_TEXT) -> str:
    """What was typed, without the spaces around it; empty when nothing was."""
    text = (_find_single(name) or "").strip()
    if not text.isprintable():  # no database takes a NUL, and nobody types the others
        raise BadRequestParameter(name, _("%(name)s heeft tekens die we niet kunnen lezen.", name=name))
    if len(text) > max_length:
        raise BadRequestParameter(name, _("%(name)s is te lang: het mag %(n)s tekens zijn.", name=name, n=max_length))
    return text


def read_words(name: str, words: type[Word]) -> frozenset[Word]:
    """The words that were chosen; the parameter may be repeated, and an empty choice is none."""
    given = [value for value in request.args.getlist(name) if value]
    for value in given:
        if value not in list(words):
            known = ", ".join(words)
            raise BadRequestParameter(
                name, _("%(name)s kan niet %(value)s zijn. Kies uit: %(known)s.", name=name, value=value, known=known)
            )
    return frozenset(words(value) for value in given)


def read_bbox() -> Bbox | None:
    """The rectangle in `bbox=west,south,east,north`."""
    text = _find_single("bbox")
    if text is None:
        return None
    numbers = [find_number(part) for part in text.split(",")]
    if len(numbers) != 4 or None in numbers:
        raise BadRequestParameter("bbox", _("bbox moet vier getallen zijn: west,zuid,oost,noord."))
    return _checked(Bbox(*(number for number in numbers if number is not None)))


def _checked(box: Bbox) -> Bbox:
    if not (-180 <= min(box[::2]) <= max(box[::2]) <= 180 and -90 <= min(box[1::2]) <= max(box[1::2]) <= 90):
        raise BadRequestParameter("bbox", _("bbox moet in lengte- en breedtegraden zijn (WGS84)."))
    if box.west > box.east or box.south > box.north:
        raise BadRequestParameter("bbox", _("De hoeken van bbox zijn verwisseld: het moet west,zuid,oost,noord zijn."))
    return box


def read_lonlat() -> Punt | None:
    """The place in `lon` and `lat` (WGS84 degrees), as a point in RD."""
    texts = {name: _find_single(name) for name in ("lon", "lat")}
    if not any(texts.values()):
        return None
    lon, lat = (_get_number(name, text or "") for name, text in texts.items())
    if not lies_in_nederland(lon, lat):
        raise BadRequestParameter("lon", _("Deze plek (lon en lat) ligt niet in Nederland."))
    return Punt(*to_rd(lon, lat))


def read_nabij() -> Punt | None:
    """The place in `nabij=lon,lat` (WGS84 degrees), as a point in RD."""
    text = _find_single("nabij")
    if text is None:
        return None
    numbers = [number for number in map(find_number, text.split(",")) if number is not None]
    if len(numbers) != 2 or text.count(",") != 1 or not lies_in_nederland(*numbers):
        raise BadRequestParameter("nabij", _("nabij moet een plek in Nederland zijn: lengtegraad,breedtegraad."))
    return Punt(*to_rd(*numbers))


def read_limit(*, default: int = DEFAULT_LIMIT) -> int:
    """How many at most."""
    text = _find_single("limit")
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MAX_LIMIT):
        raise BadRequestParameter("limit", _("limit moet een getal zijn van 1 tot en met %(max)s.", max=MAX_LIMIT))
    return int(text)


def read_cursor() -> int | None:
    """After which entry to go on: what the `next` link of the answer before said."""
    text = _find_single("cursor")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_CURSOR_DIGITS):
        raise BadRequestParameter("cursor", _("Deze cursor kennen we niet. Volg de link naar het volgende deel."))
    return min(int(text), MAX_ID)


def read_gebied() -> Gevonden | None:
    """The gebied that `gebied` names by code or by the slug of its team."""
    code = _find_single("gebied")
    if not code:
        return None
    found = find_gebied(code)
    if found is None:
        raise BadRequestParameter("gebied", _("Het gebied %(code)s kennen we niet.", code=code))
    return found


def _find_single(name: str) -> str | None:
    values = request.args.getlist(name)
    if len(values) > 1:
        raise BadRequestParameter(name, _("%(name)s mag maar één keer.", name=name))
    return values[0] if values else None


def find_number(text: str) -> float | None:
    """A finite number as everybody writes it: float() itself would take `nan`, `1_000` and other scripts' digits."""
    try:
        number = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _get_number(name: str, text: str) -> float:
    number = find_number(text)
    if number is None:
        raise BadRequestParameter(name, _("%(name)s moet een getal zijn.", name=name))
    return number
