"""What does a person decide on a patroon?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.collectiveren.besluiten import decide
from collectief.collectiveren.bevoegd import require_may_decide
from collectief.errors import InvalidInvoerError
from collectief.models import Besluitregel, Patroon
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session
from webapp.patroonbesluit_form import PatroonbesluitForm
from webapp.resending import is_going_on, keeps_typed
from webapp.views.patronen import get_visible_patroon
from webapp.views.patroonbesluiten import make_patroonbesluit_form
from webapp.views.plaatsnamen import plaatsnamen_of

pages = Blueprint("patroonbesluiten", __name__, url_prefix="/team/patronen")
pages.add_app_template_global(make_patroonbesluit_form, "patroonbesluit_form")

Answer = tuple[str, int] | Response


@pages.route("/<int:id>/besluit", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(PatroonbesluitForm)
def besluit(id: int) -> Answer:  # noqa: A002 - the name in the address
    """The form stands on the page of the patroon too; here it comes back when something is missing."""
    gebiedenset = gebiedensets().get(account().gemeente)
    patroon = get_visible_patroon(session(), gebiedenset, id, team=account().team)
    require_may_decide(session(), patroon, door=account(), now=now())
    form = make_patroonbesluit_form(patroon, is_sent=request.method == "POST")
    if request.method == "GET" or is_going_on():
        return _show(patroon, form)
    try:
        regel = _decide(patroon, form)
    except InvalidInvoerError as error:
        session().rollback()
        form.show_problems(error.problems)
        return _show(patroon, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("Besloten: %(besluit)s.", besluit=regel.besluit.naam), "ok")
    return redirect(_goal(patroon, regel), HTTPStatus.SEE_OTHER)


def _decide(patroon: Patroon, form: PatroonbesluitForm) -> Besluitregel:
    return decide(
        session(),
        patroon,
        form.besluit.data,
        toelichting=form.toelichting.data or "",
        door=account(),
        now=now(),
        aanbod_id=form.read_aanbod_id(),
        plaatsnamen=plaatsnamen_of(gebiedensets().get(patroon.gemeente)),
    )


def _goal(patroon: Patroon, regel: Besluitregel) -> str:
    """A new voorstel is told more of at once."""
    if regel.voorstel_id:
        return url_for("voorstellen.wijzig", id=regel.voorstel_id)
    return url_for("patroonbesluiten.besluit", id=patroon.id)


def _show(patroon: Patroon, form: PatroonbesluitForm, *, status: int = HTTPStatus.OK) -> Answer:
    return render_template("team/patroon_besluit.html", patroon=patroon, besluit_form=form), status
