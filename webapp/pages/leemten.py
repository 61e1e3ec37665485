"""Where is need without offer that people can reach, and what is each number made of?"""

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from collectief.words import Rol
from geo.gebieden import soort_of_code
from webapp.access import open_to
from webapp.context import account, gebiedensets, today
from webapp.leemtegeheugen import leemtestand_of
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, make_csv, make_xlsx
from webapp.views.leemten import make_leemtepagina
from webapp.views.leemten_cel import find_celpagina
from webapp.views.leemten_kaart import leemten_svg
from webapp.views.leemten_rijen import HEADER, make_rows, make_sheets
from webapp.views.leemten_vraag import SOORTEN, Leemtevraag, read_leemtevraag

pages = Blueprint("leemten", __name__, url_prefix="/beleid")

SVG_MIMETYPE = "image/svg+xml"


@pages.get("/leemten")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def leemten() -> str:
    vraag = _read()
    pagina = make_leemtepagina(leemtestand_of(vraag.gebiedenset, vraag.opzet), vraag, op=today())
    return render_template("beleid/leemten.html", pagina=pagina, vraag=vraag)


@pages.get("/leemten/<gebied>/<leefgebied>")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def cel(gebied: str, leefgebied: str) -> str:
    soort = soort_of_code(gebied.upper())
    if soort not in SOORTEN:
        raise NotFound
    vraag = read_leemtevraag(gebiedensets().get(account().gemeente), soort=soort)
    pagina = find_celpagina(leemtestand_of(vraag.gebiedenset, vraag.opzet), vraag, gebied, leefgebied)
    if pagina is None:
        raise NotFound
    return render_template("beleid/leemte.html", pagina=pagina, vraag=vraag)


@pages.get("/leemten.svg")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def kaart() -> Response:
    vraag = _read()
    svg = leemten_svg(leemtestand_of(vraag.gebiedenset, vraag.opzet), vraag)
    return _private(Response(svg, mimetype=SVG_MIMETYPE))


@pages.get("/leemten.csv")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def csv() -> Response:
    vraag = _read()
    rows = make_rows(leemtestand_of(vraag.gebiedenset, vraag.opzet), vraag, op=today())
    return _as_file(make_csv(HEADER, rows), "csv", CSV_MIMETYPE)


@pages.get("/leemten.xlsx")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def xlsx() -> Response:
    vraag = _read()
    sheets = make_sheets(leemtestand_of(vraag.gebiedenset, vraag.opzet), vraag, op=today())
    return _as_file(make_xlsx(sheets), "xlsx", XLSX_MIMETYPE)


def _read() -> Leemtevraag:
    return read_leemtevraag(gebiedensets().get(account().gemeente))


def _as_file(content: bytes, extension: str, mimetype: str) -> Response:
    file = Response(content, mimetype=mimetype)
    file.headers["Content-Disposition"] = f'attachment; filename="leemten.{extension}"'
    return _private(file)


def _private(answer: Response) -> Response:
    """For who is signed in: no cache between may keep it."""
    answer.cache_control.private = True
    return answer
