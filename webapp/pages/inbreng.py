"""What does a team put forward for the casuïstiekoverleg, and what became of it?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError
from collectief.overleg.inbrengen import add_punt, withdraw_punt
from collectief.overleg.punten import get_punt
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session, today
from webapp.overleg_form import PuntForm
from webapp.resending import keeps_typed
from webapp.views.overleg import keuzes_of, make_teamoverleg
from webapp.views.plaatsnamen import plaatsnamen_of

pages = Blueprint("inbreng", __name__, url_prefix="/team/overleg")

Answer = tuple[str, int] | AnyResponse


@pages.get("")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def overleg() -> Answer:
    """What stands in the address is filled in: other pages lead here with a patroon or a leemte."""
    form = _make_form(PuntForm(formdata=request.args, meta={"csrf": True}))
    form.set_team(account().team)
    return _show(form)


@pages.post("")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(PuntForm)
def breng_in() -> Answer:
    form = _make_form(PuntForm())
    if form.carry_over(account().team):
        return _show(form, status=HTTPStatus.CONFLICT)
    if request.form.get("actie") != "inbrengen":
        return _show(form)
    names = plaatsnamen_of(gebiedensets().get(account().gemeente))
    try:
        add_punt(session(), form.make_invoer(), team=account().team, door=account(), now=now(), plaatsnamen=names)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _back(_("Uw punt wacht op het overleg."))


@pages.post("/<int:id>/intrekken")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def trek_in(id: int) -> Answer:  # noqa: A002 - the name in the address
    withdraw_punt(session(), get_punt(session(), id, gemeente=account().gemeente), door=account())
    session().commit()
    return _back(_("Het punt is ingetrokken."))


def _make_form(form: PuntForm) -> PuntForm:
    gebiedenset = gebiedensets().get(account().gemeente)
    form.offer(*keuzes_of(session(), gebiedenset, account().team, op=today()))
    return form


def _back(said: str) -> Answer:
    flash(said, "ok")
    return redirect(url_for("inbreng.overleg"), HTTPStatus.SEE_OTHER)


def _show(form: PuntForm, *, status: int = HTTPStatus.OK) -> Answer:
    gebiedenset = gebiedensets().get(account().gemeente)
    pagina = make_teamoverleg(session(), gebiedenset, account().team, op=today())
    return render_template("team/overleg.html", pagina=pagina, form=form), status
