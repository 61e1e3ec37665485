"""What does the service know of a gemeente, wijk, buurt or teamgebied?"""

from datetime import datetime

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from geo.profieltaart import heeft_profieltaart, make_profieltaart
from webapp.access import IEDEREEN, open_to
from webapp.context import home_set, now, own_sets_first, session, today
from webapp.figure_params import read_keuze
from webapp.gebied import get_gebied, profiel_of, stad_of
from webapp.json import answer
from webapp.params import read_text
from webapp.remembered import remembered
from webapp.views.cijferpagina import find_cijferpagina
from webapp.views.gebied import make_gebiedpagina
from webapp.views.themascore import find_themascore
from webapp.views.wijken import find_plaatsen, find_treffers, make_gemeentewijken

pages = Blueprint("wijken", __name__)

PICTURE_POLICY = "default-src 'none'; frame-ancestors 'none'"
PICTURE_MAX_AGE_S = 300


@pages.get("/wijken")
@open_to(IEDEREEN)
def wijken() -> str:
    vraag, known = read_text("q"), own_sets_first()
    gemeenten = [make_gemeentewijken(session(), gebiedenset) for gebiedenset in known]
    treffers = find_treffers(known, [team for gemeente in gemeenten for team in gemeente.teams], vraag)
    # A name goes before an address: only what nothing is called is looked up.
    plaatsen = [] if treffers.aantal else find_plaatsen(session(), home_set(), vraag, op=today())
    return render_template("wijken.html", gemeenten=gemeenten, treffers=treffers, plaatsen=plaatsen, vraag=vraag)


@pages.get("/wijken/<code>")
@open_to(IEDEREEN)
def gebied(code: str) -> str:
    found = get_gebied(code)
    keuze = read_keuze(found.gebiedenset)

    def make(minute: datetime) -> str:
        return render_template("gebied.html", pagina=make_gebiedpagina(session(), found, keuze, moment=minute))

    return remembered(now(), make)


@pages.get("/wijken/<code>/cijfers/<indicator>")
@open_to(IEDEREEN)
def cijfer(code: str, indicator: str) -> str:
    found = get_gebied(code)
    pagina = find_cijferpagina(found, indicator, read_keuze(found.gebiedenset))
    if pagina is None:
        raise NotFound
    return render_template("cijfer.html", pagina=pagina)


@pages.get("/wijken/<code>/scores/<thema>")
@open_to(IEDEREEN)
def themascore(code: str, thema: str) -> str:
    found = get_gebied(code)
    pagina = find_themascore(found, thema, read_keuze(found.gebiedenset))
    if pagina is None:
        raise NotFound
    return render_template("themascore.html", pagina=pagina)


@pages.get("/wijken/<code>/profieltaart.svg")
@open_to(IEDEREEN)
def profieltaart(code: str) -> Response:
    found = get_gebied(code)
    keuze = read_keuze(found.gebiedenset)
    profiel, stad = (of(found, jaar=keuze.jaar, referentie=keuze.referentie) for of in (profiel_of, stad_of))
    if profiel is None or not heeft_profieltaart(profiel):
        raise NotFound
    svg = make_profieltaart(profiel, stad=stad).encode()
    picture = answer(svg, mimetype="image/svg+xml", max_age_s=PICTURE_MAX_AGE_S)
    picture.headers["Content-Security-Policy"] = PICTURE_POLICY
    return picture
