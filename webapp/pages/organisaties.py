"""What is there to know of an organisatie, and how does a team keep that true?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from collectief.bevoegdheid import may_keep
from collectief.errors import NotAllowedError, UnknownRecordError
from collectief.geschiedenis.geschiedenis import organisatie_texts
from collectief.models import Organisatie
from collectief.plekken.organisatiebeheer import change_organisatie
from collectief.plekken.organisaties import aanbod_of_organisatie, get_organisatie
from collectief.words import Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, now, session
from webapp.keep_forms import OrganisatieForm
from webapp.views.keeping import Page, keep

pages = Blueprint("organisaties", __name__)


@pages.get("/organisaties/<int:id>")
@open_to(IEDEREEN)
def organisatie(id: int) -> str:  # noqa: A002 - the name in the address
    found = get_organisatie(session(), id)
    aanbod, mag_wijzigen = aanbod_of_organisatie(session(), found), _may_keep(found)
    if not aanbod and not mag_wijzigen:
        raise UnknownRecordError(f"organisatie {id} offers nothing")
    return render_template("organisatie.html", organisatie=found, aanbod=aanbod, mag_wijzigen=mag_wijzigen)


@pages.route("/team/organisaties/<int:id>/wijzig", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def wijzig(id: int) -> Page | AnyResponse:  # noqa: A002 - the name in the address
    found = get_organisatie(session(), id)
    if not _may_keep(found):
        raise NotAllowedError(f"{account().id} may not change organisatie {id}")
    form = OrganisatieForm(obj=found)

    def save(seen: str) -> None:
        change_organisatie(session(), found, form.make_invoer(), door=account(), now=now(), seen=seen)

    page = keep(form, lambda: organisatie_texts(found), save, template="team/organisatie.html", organisatie=found)
    if page:
        return page
    session().commit()
    flash(_("“%(naam)s” is opgeslagen.", naam=found.naam), "ok")
    return redirect(url_for("organisaties.organisatie", id=id), HTTPStatus.SEE_OTHER)


def _may_keep(found: Organisatie) -> bool:
    return current_user.is_authenticated and may_keep(current_user, gemeente=found.gemeente)
