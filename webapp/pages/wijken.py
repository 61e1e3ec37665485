"""What does the service know of a gemeente, wijk, buurt or teamgebied?"""

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from geo.profieltaart import heeft_profieltaart, make_profieltaart
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, now, session
from webapp.gebied import get_gebied, profiel_of, stad_of
from webapp.json import answer
from webapp.params import read_text
from webapp.views.cijferpagina import find_cijferpagina
from webapp.views.gebied import make_gebiedpagina
from webapp.views.wijken import find_treffers, make_gemeentewijken

pages = Blueprint("wijken", __name__)

PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'"
PICTURE_MAX_AGE_S = 300


@pages.get("/wijken")
@open_to(IEDEREEN)
def wijken() -> str:
    vraag = read_text("q")
    gemeenten = [make_gemeentewijken(session(), known) for known in gebiedensets().all()]
    treffers = find_treffers(gemeenten, vraag)
    return render_template("wijken.html", gemeenten=gemeenten, treffers=treffers, vraag=vraag)


@pages.get("/wijken/<code>")
@open_to(IEDEREEN)
def gebied(code: str) -> str:
    pagina = make_gebiedpagina(session(), get_gebied(code), moment=now())
    return render_template("gebied.html", pagina=pagina)


@pages.get("/wijken/<code>/cijfers/<indicator>")
@open_to(IEDEREEN)
def cijfer(code: str, indicator: str) -> str:
    pagina = find_cijferpagina(get_gebied(code), indicator)
    if pagina is None:
        raise NotFound
    return render_template("cijfer.html", pagina=pagina)


@pages.get("/wijken/<code>/profieltaart.svg")
@open_to(IEDEREEN)
def profieltaart(code: str) -> Response:
    found = get_gebied(code)
    profiel = profiel_of(found)
    if not heeft_profieltaart(profiel):
        raise NotFound
    picture = answer(
        make_profieltaart(profiel, stad=stad_of(found)).encode(), mimetype="image/svg+xml", max_age_s=PICTURE_MAX_AGE_S
    )
    picture.headers["Content-Security-Policy"] = PICTURE_POLICY
    return picture
