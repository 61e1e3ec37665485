"""Whom may people call about an entry, and how does that resident take it back?"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.plekken.contactpersonen import erase_contactpersoon, find_contactpersoon, set_contactpersoon, withdraw
from collectief.words import Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, now, session, today
from webapp.keep_forms import ContactForm
from webapp.views.territory import territory_of
from webapp.visitor_forms import without_cookie

pages = Blueprint("contactpersonen", __name__)

Answer = tuple[str, int] | AnyResponse


@pages.get("/team/aanbod/<int:id>/contactpersoon")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def contactpersoon(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod = _own(id)
    return _show(aanbod, ContactForm(obj=aanbod.contactpersoon, toestemming_op=today()))


@pages.post("/team/aanbod/<int:id>/contactpersoon")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def bewaar(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod, form = _own(id), ContactForm()
    if request.form.get("actie") == "wis":
        return _erase(aanbod)
    try:
        set_contactpersoon(session(), aanbod, form.make_invoer(), door=account(), now=now())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(aanbod, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("Het contact staat op de pagina. Geef de link hieronder aan deze bewoner."), "ok")
    return redirect(url_for("contactpersonen.contactpersoon", id=id), HTTPStatus.SEE_OTHER)


@pages.get("/toestemming/<uuid:key>")
@open_to(IEDEREEN)
def toestemming(key: UUID) -> str:
    """Asks before anything happens: mail programs follow links by themselves."""
    found = find_contactpersoon(session(), key)
    return render_template("toestemming.html", aanbod=get_aanbod(session(), found.aanbod_id) if found else None)


# Who knows the key may withdraw: a token besides would need a cookie.
@pages.post("/toestemming/<uuid:key>")
@without_cookie
@open_to(IEDEREEN)
def trek_in(key: UUID) -> AnyResponse:
    withdraw(session(), key, now=now())
    session().commit()
    return redirect(url_for("contactpersonen.toestemming", key=key), HTTPStatus.SEE_OTHER)


def _own(aanbod_id: int) -> Aanbod:
    aanbod = get_aanbod(session(), aanbod_id)
    territory_of(session(), account()).require_own(aanbod)
    return aanbod


def _erase(aanbod: Aanbod) -> AnyResponse:
    erase_contactpersoon(session(), aanbod, door=account(), now=now())
    session().commit()
    flash(_("De naam en het contact zijn overal gewist."), "ok")
    return redirect(url_for("aanbod.aanbod", id=aanbod.id), HTTPStatus.SEE_OTHER)


def _show(aanbod: Aanbod, form: ContactForm, status: int = HTTPStatus.OK) -> Answer:
    return render_template("team/contactpersoon.html", aanbod=aanbod, form=form), status
