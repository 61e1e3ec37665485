"""How do gebieden compare, on a page and as a file?"""

from flask import Blueprint, Response, render_template

from webapp.access import IEDEREEN, open_to
from webapp.context import session
from webapp.errors import BadRequestParameter
from webapp.json import answer
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE, make_csv, make_xlsx
from webapp.views.vergelijk import Vergelijking, make_vergelijking
from webapp.views.vergelijk_keuzes import read_keuzes
from webapp.views.vergelijk_rijen import HEADER, make_rows, make_sheets
from webapp.views.vergelijkpagina import make_vergelijkpagina

pages = Blueprint("vergelijk", __name__)

FILE_MAX_AGE_S = 300


@pages.get("/vergelijk")
@open_to(IEDEREEN)
def vergelijk() -> str:
    keuzes = read_keuzes()
    pagina = make_vergelijkpagina(session(), make_vergelijking(keuzes), zoek=keuzes.zoek)
    return render_template("vergelijk.html", pagina=pagina, vergelijking=pagina.vergelijking)


@pages.get("/vergelijk.csv")
@open_to(IEDEREEN)
def csv() -> Response:
    return _as_file(make_csv(HEADER, make_rows(get_vergelijking())), "csv", CSV_MIMETYPE)


@pages.get("/vergelijk.xlsx")
@open_to(IEDEREEN)
def xlsx() -> Response:
    return _as_file(make_xlsx(make_sheets(get_vergelijking())), "xlsx", XLSX_MIMETYPE)


def get_vergelijking() -> Vergelijking:
    """What was asked for in full; a file of half a question would be taken for the whole."""
    vergelijking = make_vergelijking(read_keuzes())
    for melding in vergelijking.meldingen:
        if melding.is_fout:
            raise BadRequestParameter(melding.parameter, melding.tekst)
    return vergelijking


def _as_file(content: bytes, extension: str, mimetype: str) -> Response:
    file = answer(content, mimetype=mimetype, max_age_s=FILE_MAX_AGE_S)
    file.headers["Content-Disposition"] = f'attachment; filename="vergelijking.{extension}"'
    return file
