"""What is there in the neighbourhood, and how do gebieden differ, on a map and in a list?"""

from typing import Any

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from collectief.words import Leefgebied, SoortAanbod
from geo.gebieden import Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import session, settings
from webapp.gebied import get_gebied
from webapp.json import GEOJSON, answer
from webapp.kaartbestand import make_bestand
from webapp.views.kaart import make_gezochte_kaart, make_kaart, read_asked, teksten
from webapp.views.kaart_beeld import kaart_png, kaart_svg
from webapp.views.kaart_grenzen import MAX_ZOOM, omtrekken_geojson
from webapp.views.kaart_pagina import Cijferkaart, first_question, make_cijferkaart, other_order
from webapp.views.kaart_vraag import asks_for_figures, read_breedte_px, read_vraag, read_zoom
from webapp.zoekvraag import needs_index, read_gevraagd

pages = Blueprint("kaart", __name__)

TEN_MINUTES_S = 600
PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'"


@pages.get("/kaart")
@open_to(IEDEREEN)
def kaart() -> str:
    if asks_for_figures():
        cijferkaart = _read_cijferkaart()
        return render_template("kaart_cijfers.html", kaart=cijferkaart, volgorde=other_order(cijferkaart.vraag))
    asked = read_asked()
    searched = needs_index()
    found = make_gezochte_kaart(session(), asked, read_gevraagd()) if searched else make_kaart(session(), asked)
    cijfers = first_question(found.asked.gebied.gebiedenset)
    return render_template("kaart.html", kaart=found, soorten=SoortAanbod, leefgebieden=Leefgebied, cijfers=cijfers)


@pages.get("/kaart.svg")
@open_to(IEDEREEN)
def svg() -> Response:
    found = _read_cijferkaart()
    return _picture(kaart_svg(session(), found).encode(), mimetype="image/svg+xml", naam=f"{found.bestandsnaam}.svg")


@pages.get("/kaart.png")
@open_to(IEDEREEN)
def png() -> Response:
    found = _read_cijferkaart()
    body = kaart_png(session(), found, breedte_px=read_breedte_px())
    return _picture(body, mimetype="image/png", naam=f"{found.bestandsnaam}.png")


@pages.get("/kaart/bestand.html")
@open_to(IEDEREEN)
def bestand() -> Response:
    found = _read_cijferkaart()
    page = answer(make_bestand(session(), found).encode(), mimetype="text/html", max_age_s=TEN_MINUTES_S)
    page.headers.set("Content-Disposition", "attachment", filename=f"{found.bestandsnaam}.html")
    return page


@pages.get(f"/kaart/grenzen/<gemeente>/<any({','.join(Soort)}):soort>.geojson")
@open_to(IEDEREEN)
def grenzen(gemeente: str, soort: str) -> Response:
    found = get_gebied(gemeente)
    if found.gebied.soort not in (Soort.GEMEENTE, Soort.LAND):
        raise NotFound
    body = omtrekken_geojson(session(), found.gebiedenset, found.gebied, Soort(soort), zoom=read_zoom(MAX_ZOOM))
    return answer(body, mimetype=GEOJSON, max_age_s=TEN_MINUTES_S)


@pages.app_template_global()
def kaart_teksten() -> dict[str, Any]:
    return teksten()


@pages.app_template_global()
def tegels_url() -> str:
    """Where a browser gets the background map; empty when it is switched off."""
    return "/tegels/{z}/{x}/{y}.png" if settings().tiles_url else ""


def _read_cijferkaart() -> Cijferkaart:
    return make_cijferkaart(session(), read_vraag())


def _picture(body: bytes, *, mimetype: str, naam: str) -> Response:
    """Shown in a page or by itself; its name is for who saves it."""
    picture = answer(body, mimetype=mimetype, max_age_s=TEN_MINUTES_S)
    picture.headers["Content-Security-Policy"] = PICTURE_POLICY
    picture.headers.set("Content-Disposition", "inline", filename=naam)
    return picture
