"""How many huishoudens were signalled in which wijk, as far as others than the team itself may know?"""

from flask import Blueprint, Response, render_template

from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, session
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, make_csv, make_xlsx
from webapp.views.tellingen import Tellingen, find_tellingen, make_keuzelijsten
from webapp.views.tellingen_rijen import HEADER, make_rows, make_sheets, uitleg

pages = Blueprint("tellingen", __name__, url_prefix="/beleid")


@pages.get("/signalen")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def tellingen() -> str:
    found = _find_tellingen()
    if found is None:
        return render_template("beleid/tellingen_leeg.html")
    return render_template(
        "beleid/tellingen.html", tellingen=found, keuzes=make_keuzelijsten(found), uitleg=uitleg(found)
    )


@pages.get("/signalen.csv")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def csv() -> Response:
    return _as_file(make_csv(HEADER, make_rows(_find_tellingen())), "csv", CSV_MIMETYPE)


@pages.get("/signalen.xlsx")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def xlsx() -> Response:
    return _as_file(make_xlsx(make_sheets(_find_tellingen())), "xlsx", XLSX_MIMETYPE)


def _find_tellingen() -> Tellingen | None:
    return find_tellingen(session(), gebiedensets().get(account().gemeente))


def _as_file(content: bytes, extension: str, mimetype: str) -> Response:
    """For who is signed in: no cache between may keep it."""
    file = Response(content, mimetype=mimetype)
    file.headers["Content-Disposition"] = f'attachment; filename="signalen.{extension}"'
    file.cache_control.private = True
    return file
