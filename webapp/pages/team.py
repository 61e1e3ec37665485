"""What does a team put on the map, and how does it keep that true?"""

from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, flash, get_template_attribute, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from collectief.dubbelen.samenvoegen import find_blijver
from collectief.errors import StaleRecordError
from collectief.geschiedenis.voorstelbesluiten import accept_new
from collectief.kaart.aanbod import get_aanbod
from collectief.kaart.werkvoorraad import find_missing
from collectief.models import Aanbod, Wijzigingsvoorstel
from collectief.registreren.invoer import AanbodInvoer
from collectief.registreren.registreren import add_aanbod, change_aanbod
from collectief.registreren.resubmission import find_same_aanbod
from collectief.words import Rol, Status
from webapp.access import open_to
from webapp.context import account, now, session, today
from webapp.forms import AanbodForm
from webapp.json import answer
from webapp.numbers import small_int
from webapp.params import known_only, read_lonlat, read_text
from webapp.resending import keeps_typed
from webapp.views.conflict import read_choices
from webapp.views.draft import Draft, form_data
from webapp.views.gelijkend import find_gelijkend
from webapp.views.territory import territory_of
from webapp.views.uren import read_back
from webapp.views.wijzigingsvoorstel import told_of

pages = Blueprint("team", __name__, url_prefix="/team")

Answer = tuple[str, int] | AnyResponse


@pages.route("/aanbod/nieuw", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(AanbodForm)
def nieuw() -> Answer:
    """Also of what somebody missed: `voorstel` says which, and what is told of it is filled in."""
    voorstel = find_missing(session(), request.args.get("voorstel", 0, type=small_int), gemeente=account().gemeente)
    draft = Draft(AanbodForm(data=told_of(voorstel) if voorstel else None), territory_of(session(), account()))
    return _finish(draft, draft.save(partial(_add, draft, voorstel))) if _is_sent(draft) else _show(draft)


@pages.route("/aanbod/<int:id>/wijzig", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(AanbodForm)
def wijzig(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod, territory = get_aanbod(session(), id), territory_of(session(), account())
    territory.require_own(aanbod)
    if blijver := find_blijver(session(), aanbod):
        return redirect(url_for("team.wijzig", id=blijver.id), HTTPStatus.SEE_OTHER)
    draft = Draft(AanbodForm(data=form_data(aanbod)), territory, aanbod, choices=read_choices(request.form))
    if not _is_sent(draft):
        return _show(draft)
    try:
        return _finish(draft, draft.save(partial(_change, aanbod, versie=draft.form.read_versie())))
    except StaleRecordError:
        session().rollback()
        draft.compare_with(get_aanbod(session(), id))
        return _show(draft)


@pages.get("/plaats")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def plaats() -> Response:
    """Where a point or an address lies, for the form's map; a search that finds nothing says why."""
    known_only({"q", "lon", "lat"})
    found = territory_of(session(), account()).locate(read_text("q"), read_lonlat())
    return answer({"spots": [spot.as_json() for spot in found.spots], "reason": found.reason})


@pages.get("/openingstijden")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def openingstijden() -> Response:
    """How hours are read that somebody is typing, for the form's JavaScript."""
    return answer(read_back(AanbodForm(request.args, meta={"csrf": False}), today())._asdict())


def _is_sent(draft: Draft) -> bool:
    """Whether the form was sent to be stored; if not, the draft knows its place and is ready to be shown."""
    actie = request.form.get("actie")
    if actie == "bewaar":
        return True
    if actie == "zoek":
        draft.search()
    else:
        draft.read_spot()
    if actie == "regel":
        draft.form.add_row()
    return False


def _add(draft: Draft, voorstel: Wijzigingsvoorstel | None, invoer: AanbodInvoer) -> Aanbod | None:
    """A form that is sent twice is stored once; what looks like another entry is asked about first."""
    same = find_same_aanbod(session(), invoer, door=account(), now=now())
    if same:
        return same
    if not draft.form.toch_nieuw.data and draft.offer(find_gelijkend(session(), draft.territory, invoer)):
        return None
    aanbod = add_aanbod(session(), invoer, door=account(), now=now())
    if voorstel:
        accept_new(session(), voorstel, aanbod, door=account(), now=now())
    return aanbod


def _change(aanbod: Aanbod, invoer: AanbodInvoer, *, versie: int) -> Aanbod:
    return change_aanbod(session(), aanbod, invoer, door=account(), now=now(), versie=versie)


def _finish(draft: Draft, aanbod: Aanbod | None) -> Answer:
    if aanbod is None:
        return _show(draft)
    session().commit()
    is_public, concept = aanbod.status == Status.GEPUBLICEERD, f"{account().id}:{request.path}"
    flash(get_template_attribute("macros/team.html", "bewaard")(aanbod, is_public, concept), "ok")
    goal = url_for("aanbod.aanbod", id=aanbod.id) if is_public else url_for("werkvoorraad.werkvoorraad")
    return redirect(goal, HTTPStatus.SEE_OTHER)


def _show(draft: Draft) -> Answer:
    status = HTTPStatus.CONFLICT if draft.is_contested else HTTPStatus.OK
    if draft.form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template(
        "team/aanbod.html", draft=draft, form=draft.form, uren=read_back(draft.form, today())
    ), status
