"""What happened to an entry, and how does a team take a change back?"""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError
from collectief.geschiedenis.ongedaan import undo
from collectief.geschiedenis.verloop import get_wijziging
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, now, session, today
from webapp.numbers import small_int
from webapp.params import read_cursor
from webapp.problems import sentence_of
from webapp.views.geschiedenis import make_geschiedenis, say_undone
from webapp.views.territory import Territory, territory_of
from webapp.views.veldwoorden import Veldwoorden, label_of

pages = Blueprint("geschiedenis", __name__, url_prefix="/team")


@pages.get("/aanbod/<int:id>/geschiedenis")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def geschiedenis(id: int) -> str:  # noqa: A002 - the name in the address
    aanbod, territory = _own(id)
    woorden = Veldwoorden(territory.gebiedenset, today())
    told = make_geschiedenis(session(), aanbod, woorden, before=read_cursor(), ik=territory.gebruiker)
    return render_template("team/geschiedenis.html", geschiedenis=told, territory=territory)


@pages.post("/aanbod/<int:id>/geschiedenis")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def terugdraaien(id: int) -> Response:  # noqa: A002 - the name in the address
    """Take one change back; what came of that is told above the history."""
    aanbod, territory = _own(id)
    wijziging = get_wijziging(session(), request.form.get("wijziging", type=small_int) or abort(HTTPStatus.BAD_REQUEST))
    find_buurt = territory.gebiedenset.find_buurt
    try:
        ongedaan = undo(session(), aanbod, wijziging, find_buurt=find_buurt, door=territory.gebruiker, now=now())
    except InvalidInvoerError as error:
        for problem in error.problems:
            flash(f"{label_of(problem.field)}: {sentence_of(problem)}", "error")
    else:
        session().commit()
        flash(say_undone(ongedaan), "ok" if ongedaan.terug else "warning")
    return redirect(url_for("geschiedenis.geschiedenis", id=id), HTTPStatus.SEE_OTHER)


def _own(aanbod_id: int) -> tuple[Aanbod, Territory]:
    aanbod, territory = get_aanbod(session(), aanbod_id), territory_of(session(), account())
    territory.require_own(aanbod)
    return aanbod, territory
