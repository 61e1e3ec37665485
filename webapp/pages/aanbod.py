"""What is there to know of one entry on the map?"""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from collectief.bevoegdheid import may_edit
from collectief.collectiveren.verhalen import published_verhalen
from collectief.dubbelen.samenvoegen import find_blijver
from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.plekken.locaties import plekken_of
from collectief.teams.teams import buurten_of_team
from collectief.words import Status
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, now, session, today
from webapp.views.aanbod import make_aanbodpagina, make_punt

pages = Blueprint("aanbod", __name__)


@pages.get("/aanbod/<int:id>")
@open_to(IEDEREEN)
def aanbod(id: int) -> str | Response:  # noqa: A002 - the name that the URL has for it
    found = get_aanbod(session(), id)
    if blijver := find_blijver(session(), found):
        return redirect(url_for("aanbod.aanbod", id=blijver.id), HTTPStatus.FOUND)  # until it is undone
    mag_wijzigen = _may_edit(found)
    if found.status != Status.GEPUBLICEERD and not mag_wijzigen:
        raise UnknownRecordError(f"aanbod {id} is {found.status}")
    pagina = make_aanbodpagina(session(), found, gebiedensets().get(found.gemeente), moment=now())
    punten = [make_punt(plek, plek.locatie.adres) for plek in plekken_of(found)]
    told = {"verhalen": published_verhalen(session(), id), "mag_wijzigen": mag_wijzigen}
    return render_template("aanbod.html", pagina=pagina, punten=punten, **told)


def _may_edit(found: Aanbod) -> bool:
    if not current_user.is_authenticated:
        return False
    eigen_buurten = buurten_of_team(session(), current_user.team, op=today())
    return may_edit(current_user, found, eigen_buurten=eigen_buurten)
