"""Where can somebody walk in near a place, and is it open then? For other software, the nearest first."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext as _

from collectief.tijden.dutch_time import AMSTERDAM
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.errors import BadRequestParameter
from webapp.headers import open_to_every_origin
from webapp.json import GEOJSON, answer
from webapp.params import known_only, read_limit, read_lonlat, read_text
from webapp.url_base import aanbod_url_base
from webapp.views.inloop_features import find_inloop_features
from webapp.zoekvraag import read_open

PARAMETERS = ("lon", "lat", "op", "limit", "open")
DEFAULT_LIMIT = 10

pages = Blueprint("api_inloop", __name__)
pages.after_request(open_to_every_origin)


@pages.get("/api/inloop")
@open_to(IEDEREEN)
def inloop() -> Response:
    known_only(PARAMETERS)
    punt, moment, limit = read_lonlat(), _read_op(), read_limit(default=DEFAULT_LIMIT)
    if punt is None:
        raise BadRequestParameter("lon", _("Geef de plek: lon en lat in graden (WGS84)."))
    features = find_inloop_features(
        session(), punt, moment=moment, limit=limit, only_open=read_open(), url_base=aanbod_url_base()
    )
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features, "numberReturned": len(features)}
    return answer(collection, mimetype=GEOJSON)


def _read_op() -> datetime:
    """The moment that was asked about; without an offset it is what the clock says in the Netherlands."""
    text = read_text("op", max_length=40)
    if not text:
        return now().replace(second=0, microsecond=0)  # hours are told in minutes
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus that nobody encoded
        moment = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
        return _within_reach(moment)
    except (ValueError, OverflowError):
        raise BadRequestParameter("op", _("op moet een moment zijn, zoals 2026-11-24T10:00.")) from None


def _within_reach(moment: datetime) -> datetime:
    """Of years that opening hours can be told of."""
    if not 2000 <= moment.year <= 2100:
        raise ValueError("out of reach")
    return moment
