"""What does a referrer hand out to somebody? A list that stands in its address alone: nothing is stored of anybody."""

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from webapp.access import IEDEREEN, open_to
from webapp.context import home_set, now, session
from webapp.errors import BadRequestParameter
from webapp.numbers import small_int
from webapp.params import read_text
from webapp.views.recept import MAX_ENTRIES, Recept, find_to_add, make_qr, make_recept

pages = Blueprint("recept", __name__)

MOST_ASKED = 50


@pages.after_request
def _keep_out_of_sight(response: Response) -> Response:
    """What somebody was given stays between them: in no search engine, and in no cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/recept")
@open_to(IEDEREEN)
def recept() -> str:
    found, q = _read_recept(), read_text("q")
    erbij = find_to_add(session(), found, q, gemeente=home_set().gemeente.code)
    return render_template("recept.html", recept=found, q=q, erbij=erbij, most=MAX_ENTRIES)


@pages.get("/recept/qr.svg")
@open_to(IEDEREEN)
def qr() -> Response:
    return Response(make_qr(_read_recept().link), mimetype="image/svg+xml")


def _read_recept() -> Recept:
    return make_recept(session(), _read_ids(), moment=now())


def _read_ids() -> list[int]:
    given = request.args.getlist("aanbod")
    ids = request.args.getlist("aanbod", type=small_int)
    if len(given) > MOST_ASKED or len(ids) < len(given):
        raise BadRequestParameter("aanbod", _("Deze lijst kunnen we niet lezen. Maak hem opnieuw."))
    return ids
