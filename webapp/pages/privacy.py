"""What do we, and others, come to know of a visitor?"""

from flask import Blueprint, render_template

from webapp.access import IEDEREEN, open_to
from webapp.context import settings

pages = Blueprint("privacy", __name__)


@pages.get("/privacy")
@open_to(IEDEREEN)
def privacy() -> str:
    chosen = settings()
    return render_template("privacy.html", asks_geocoder=bool(chosen.geocoder_url), has_tiles=bool(chosen.tiles_url))
