"""What does the background of the map look like? Our own proxy, so that a visitor's browser asks no other host."""

from flask import Blueprint, Response, abort, current_app

from webapp.access import IEDEREEN, open_to
from webapp.context import settings
from webapp.json import answer
from webapp.tiles import Tiles, lies_in_nederland
from webapp.upstream import UpstreamError

pages = Blueprint("tegels", __name__)

A_WEEK_S = 7 * 24 * 3600
A_MINUTE_S = 60


@pages.get("/tegels/<int:z>/<int:x>/<int:y>.png")
@open_to(IEDEREEN)
def tegel(z: int, x: int, y: int) -> Response:
    """One tile; 404 where there is no map, 504 when its source does not answer."""
    if not settings().tiles_url or not lies_in_nederland(z, x, y):
        abort(404)
    tiles: Tiles = current_app.extensions["tegels"]
    try:
        tile = tiles.find(z, x, y)
    except UpstreamError:
        return _nothing(504)
    return answer(tile.body, mimetype=tile.mimetype, max_age_s=A_WEEK_S) if tile else _nothing(404)


def _nothing(status: int) -> Response:
    response = Response(status=status, mimetype="text/plain")
    response.cache_control.max_age = A_MINUTE_S
    return response
