"""What is there to do at a place, who can get in, and how does a team keep that true?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import NotAllowedError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import locatie_texts
from collectief.models import Locatie
from collectief.plekken.locatiebeheer import change_locatie, require_may_keep
from collectief.plekken.locaties import get_locatie_by_id, plekken_at
from collectief.words import Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, gebiedensets, now, session
from webapp.keep_forms import LocatieForm
from webapp.views.keeping import Page, keep
from webapp.views.plekken import make_locatiepagina

pages = Blueprint("locaties", __name__)


@pages.get("/locaties/<int:id>")
@open_to(IEDEREEN)
def locatie(id: int) -> str:  # noqa: A002 - the name in the address
    found = get_locatie_by_id(session(), id)
    plekken, mag_wijzigen = plekken_at(session(), found), _may_keep(found)
    if not plekken and not mag_wijzigen:
        raise UnknownRecordError(f"nothing is published at locatie {id}")
    pagina = make_locatiepagina(found, plekken, gebiedensets().get(found.gemeente), moment=now())
    return render_template("locatie.html", pagina=pagina, mag_wijzigen=mag_wijzigen)


@pages.route("/team/locaties/<int:id>/wijzig", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def wijzig(id: int) -> Page | AnyResponse:  # noqa: A002 - the name in the address
    found = get_locatie_by_id(session(), id)
    require_may_keep(session(), found, door=account(), now=now())
    form = LocatieForm(obj=found)

    def save(seen: str) -> None:
        change_locatie(session(), found, form.make_invoer(), door=account(), now=now(), seen=seen)

    page = keep(form, lambda: locatie_texts(found), save, template="team/locatie.html", locatie=found)
    if page:
        return page
    session().commit()
    flash(_("De plek is opgeslagen, voor alles wat hier te doen is."), "ok")
    return redirect(url_for("locaties.locatie", id=id), HTTPStatus.SEE_OTHER)


def _may_keep(found: Locatie) -> bool:
    if not current_user.is_authenticated:
        return False
    try:
        require_may_keep(session(), found, door=account(), now=now())
    except NotAllowedError:
        return False
    return True
