"""Who has an account, and how does a beheerder delete one?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.errors import LastBeheerderError
from collectief.models import Gebruiker
from collectief.teams.vertrek import delete_gebruiker, gebruikers_of, get_gebruiker, is_last_beheerder
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, session
from webapp.views.geschiedenis import say_account

pages = Blueprint("gebruikers", __name__, url_prefix="/beheer/gebruikers")

pages.add_app_template_filter(say_account, "accountnaam")

Answer = tuple[str, int] | Response


@pages.get("")
@open_to(Rol.BEHEERDER)
def lijst() -> str:
    return render_template("beheer/gebruikers.html", gebruikers=gebruikers_of(session(), account().gemeente))


@pages.get("/<int:id>/verwijderen")
@open_to(Rol.BEHEERDER)
def vraag(id: int) -> Answer:  # noqa: A002 - the name in the address
    return _show(_get(id))


@pages.post("/<int:id>/verwijderen")
@open_to(Rol.BEHEERDER)
def verwijder(id: int) -> Answer:  # noqa: A002 - the name in the address
    """Who deletes the own account is a visitor from then on."""
    gebruiker = _get(id)
    is_own = gebruiker.id == account().id
    try:
        delete_gebruiker(session(), gebruiker, door=account())
    except LastBeheerderError:
        return _show(gebruiker, status=HTTPStatus.CONFLICT)
    session().commit()
    flash(_("Het account is verwijderd."), "ok")
    return redirect(url_for("bewoner.start" if is_own else "gebruikers.lijst"), HTTPStatus.SEE_OTHER)


def _get(gebruiker_id: int) -> Gebruiker:
    return get_gebruiker(session(), gebruiker_id, gemeente=account().gemeente)


def _show(gebruiker: Gebruiker, *, status: int = HTTPStatus.OK) -> Answer:
    is_last = is_last_beheerder(session(), gebruiker)
    return render_template("beheer/gebruiker_verwijderen.html", gebruiker=gebruiker, is_laatste=is_last), status
