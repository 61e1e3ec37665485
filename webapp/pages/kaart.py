"""What is there in the neighbourhood, on a map and in a list?"""

from typing import Any

from flask import Blueprint, Response, render_template

from collectief.words import Leefgebied, SoortAanbod
from geo.gebieden import Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, session, settings
from webapp.json import GEOJSON, answer
from webapp.views.grenzen import grenzen_geojson
from webapp.views.kaart import make_kaart, read_asked, teksten

pages = Blueprint("kaart", __name__)

TEN_MINUTES_S = 600


@pages.get("/kaart")
@open_to(IEDEREEN)
def kaart() -> str:
    found = make_kaart(session(), read_asked())
    return render_template("kaart.html", kaart=found, soorten=SoortAanbod, leefgebieden=Leefgebied)


@pages.get(f"/kaart/grenzen/<gemeente>/<any({','.join(Soort)}):soort>.geojson")
@open_to(IEDEREEN)
def grenzen(gemeente: str, soort: str) -> Response:
    body = grenzen_geojson(session(), gebiedensets().get(gemeente), Soort(soort))
    return answer(body, mimetype=GEOJSON, max_age_s=TEN_MINUTES_S)


@pages.app_template_global()
def kaart_teksten() -> dict[str, Any]:
    return teksten()


@pages.app_template_global()
def tegels_url() -> str:
    """Where a browser gets the background map; empty when it is switched off."""
    return "/tegels/{z}/{x}/{y}.png" if settings().tiles_url else ""
