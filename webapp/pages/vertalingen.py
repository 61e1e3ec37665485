"""How does a team tell of an entry in the languages of its visitors?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.registreren.vertalingen import VERTAALTALEN, find_vertaling, is_behind, set_vertaling
from collectief.words import Rol, Taal
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.vertaling_form import VertalingForm
from webapp.views.territory import territory_of
from webapp.views.vertaald import vertaald

pages = Blueprint("vertalingen", __name__, url_prefix="/team/aanbod")
pages.add_app_template_global(vertaald)

Answer = tuple[str, int] | Response


@pages.get("/<int:id>/vertalingen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def vertalingen(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod, taal = _own(id), _read_taal()
    return _show(aanbod, taal, VertalingForm(obj=find_vertaling(aanbod, taal)))


@pages.post("/<int:id>/vertalingen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def bewaar(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod, taal, form = _own(id), _read_taal(), VertalingForm()
    try:
        kept = set_vertaling(session(), aanbod, taal, form.make_invoer(), door=account(), now=now())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(aanbod, taal, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("De vertaling is bewaard.") if kept else _("In deze taal staat nu niets."), "ok")
    return redirect(url_for("vertalingen.vertalingen", id=id, taal=taal.value), HTTPStatus.SEE_OTHER)


def _own(aanbod_id: int) -> Aanbod:
    aanbod = get_aanbod(session(), aanbod_id)
    territory_of(session(), account()).require_own(aanbod)
    return aanbod


def _read_taal() -> Taal:
    """The first where none is asked for."""
    asked = request.args.get("taal", VERTAALTALEN[0].value)
    found = next((taal for taal in VERTAALTALEN if taal.value == asked), None)
    if found is None:
        raise NotFound
    return found


def _show(aanbod: Aanbod, taal: Taal, form: VertalingForm, status: int = HTTPStatus.OK) -> Answer:
    form.write_in(taal)
    known = {one: find_vertaling(aanbod, one) for one in VERTAALTALEN}
    behind = {one for one, found in known.items() if found and is_behind(found, aanbod)}
    page = render_template("team/vertalingen.html", aanbod=aanbod, taal_nu=taal, form=form, known=known, behind=behind)
    return page, status
