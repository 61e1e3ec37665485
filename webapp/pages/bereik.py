"""Who can walk to an inloopplek, where would a new one help, and what would closing one do?"""

from flask import Blueprint, Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, session, today
from webapp.params import read_text
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, make_csv, make_xlsx
from webapp.views.bereik import Bereik, make_bereik
from webapp.views.bereik_pagina import find_plaats, make_bereikpagina
from webapp.views.bereik_rijen import HEADER, make_rows, make_sheets
from webapp.views.bereik_vraag import read_bereikvraag

pages = Blueprint("bereik", __name__, url_prefix="/beleid")


@pages.get("/bereik")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def bereik() -> str | BaseResponse:
    vraag = read_bereikvraag(gebiedensets().get(account().gemeente))
    gezocht = find_plaats(vraag, adres=read_text("adres"), x=read_text("x"), y=read_text("y"))
    if gezocht.punt:
        return redirect(url_for("bereik.bereik", **vraag.with_erbij(gezocht.punt), _anchor="wat-als"))
    pagina = make_bereikpagina(make_bereik(session(), vraag, op=today()), gezocht)
    return render_template("beleid/bereik.html", pagina=pagina, bereik=pagina.bereik, vraag=vraag)


@pages.get("/bereik.csv")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def csv() -> Response:
    return _as_file(make_csv(HEADER, make_rows(_get_bereik())), "csv", CSV_MIMETYPE)


@pages.get("/bereik.xlsx")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def xlsx() -> Response:
    return _as_file(make_xlsx(make_sheets(_get_bereik())), "xlsx", XLSX_MIMETYPE)


def _get_bereik() -> Bereik:
    vraag = read_bereikvraag(gebiedensets().get(account().gemeente))
    return make_bereik(session(), vraag, op=today())


def _as_file(content: bytes, extension: str, mimetype: str) -> Response:
    """For who is signed in: no cache between may keep it."""
    file = Response(content, mimetype=mimetype)
    file.headers["Content-Disposition"] = f'attachment; filename="bereik.{extension}"'
    file.cache_control.private = True
    return file
