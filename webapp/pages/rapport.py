"""How does a profiel or a comparison leave the website on paper?"""

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from webapp.access import IEDEREEN, open_to
from webapp.context import today
from webapp.figure_params import read_keuze
from webapp.gebied import get_gebied
from webapp.pages.vergelijk import get_vergelijking
from webapp.rapport import make_pdf
from webapp.text import filename_of
from webapp.views.rapport import make_profielrapport
from webapp.views.vergelijkrapport import make_vergelijkrapport

pages = Blueprint("rapport", __name__)


@pages.get("/wijken/<code>/profiel.pdf")
@open_to(IEDEREEN)
def profiel(code: str) -> Response:
    found = get_gebied(code)
    rapport = make_profielrapport(found, read_keuze(found.gebiedenset), gemaakt_op=today())
    if rapport.blok.profiel.jaar is None:
        raise NotFound
    pdf = make_pdf(render_template("rapport/profiel.html", rapport=rapport), pictures=rapport.pictures)
    return _as_file(pdf, f"profiel {found.gebied.naam} {rapport.blok.profiel.jaar}")


@pages.get("/vergelijk.pdf")
@open_to(IEDEREEN)
def vergelijk() -> Response:
    rapport = make_vergelijkrapport(get_vergelijking(), gemaakt_op=today())
    pdf = make_pdf(render_template("rapport/vergelijk.html", rapport=rapport), pictures=rapport.pictures)
    return _as_file(pdf, "vergelijking")


def _as_file(pdf: bytes, naam: str) -> Response:
    """To be kept: the rules for pages would leave a browser without means to show it."""
    response = Response(pdf, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=filename_of(naam, "pdf"))
    return response
