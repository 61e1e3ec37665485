"""At which further places is an aanbod too?"""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError
from collectief.kaart.aanbod import get_aanbod
from collectief.plekken.plekken import add_plek, remove_plek
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.json import answer
from webapp.numbers import small_int
from webapp.params import known_only, read_lonlat, read_text
from webapp.plek_form import PlekForm
from webapp.views.plekken import PlekDraft
from webapp.views.territory import Territory, territory_of

pages = Blueprint("plekken", __name__, url_prefix="/team/aanbod")

Answer = tuple[str, int] | AnyResponse


@pages.get("/<int:id>/plekken")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def plekken(id: int) -> Answer:  # noqa: A002 - the name in the address
    return _show(_draft(id))


@pages.post("/<int:id>/plekken")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def wijzig(id: int) -> Answer:  # noqa: A002 - the name in the address
    draft, gone = _draft(id), request.form.get("weg", type=small_int)
    if gone is not None:
        remove_plek(session(), draft.aanbod, gone, door=account(), now=now())
    elif request.form.get("actie") == "zoek":
        draft.search()
        return _show(draft)
    elif not _add(draft):
        return _show(draft)
    session().commit()
    flash(_("De plekken zijn opgeslagen."), "ok")
    return redirect(url_for("plekken.plekken", id=id), HTTPStatus.SEE_OTHER)


@pages.get("/plaats")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def plaats() -> Response:
    """Where a point or an address lies, for the form's map."""
    known_only({"q", "lon", "lat"})
    found = _whole_gemeente(territory_of(session(), account())).locate(read_text("q"), read_lonlat())
    return answer({"spots": [spot.as_json() for spot in found.spots], "reason": found.reason})


def _draft(aanbod_id: int) -> PlekDraft:
    aanbod, territory = get_aanbod(session(), aanbod_id), territory_of(session(), account())
    territory.require_own(aanbod)
    return PlekDraft(PlekForm(), _whole_gemeente(territory), aanbod)


def _whole_gemeente(territory: Territory) -> Territory:
    """What a team keeps may come to any buurt."""
    gemeente = territory.gebruiker.gemeente
    return territory._replace(eigen_buurten=territory.gebiedenset.buurten_of(gemeente))


def _add(draft: PlekDraft) -> bool:
    """Whether the place was added; if not, each error stands at its field."""
    invoer = draft.settle()
    if invoer is None:
        return False
    try:
        add_plek(session(), draft.aanbod, invoer, door=account(), now=now())
    except InvalidInvoerError as error:
        draft.form.show_problems(error.problems)
        return False
    return True


def _show(draft: PlekDraft) -> Answer:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if draft.form.errors else HTTPStatus.OK
    return render_template("team/plekken.html", draft=draft, form=draft.form), status
