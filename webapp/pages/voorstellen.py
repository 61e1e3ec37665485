"""Which collectieven are in the making, how far are they, and did they help?"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.collectiveren.besluiten import decide
from collectief.collectiveren.bevoegd import require_may_change
from collectief.collectiveren.deelnames import set_deelname
from collectief.collectiveren.naar_aanbod import make_aanbod_of
from collectief.collectiveren.stappen import step, undo_last_step
from collectief.collectiveren.voorstel_invoer import VoorstelInvoer, make_invoer, make_invoer_of_patroon, tidied
from collectief.collectiveren.voorstellen import add_voorstel, change_voorstel, get_voorstel, voorstellen_of
from collectief.errors import InvalidInvoerError, StaleRecordError
from collectief.models import Patroon, Voorstel
from collectief.signaalwoorden import Fase, Patroonbesluit
from collectief.words import Leefgebied, Rol, Status
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session
from webapp.numbers import small_int
from webapp.params import read_text
from webapp.resending import is_going_on, keeps_typed
from webapp.views.effect import make_effectbeeld, marge_in_woorden
from webapp.views.patronen import get_visible_patroon
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.views.territory import territory_of
from webapp.views.voorstellen import find_differences, form_data, make_bord, make_voorstelpagina, take_chosen, why_not
from webapp.voorstel_form import DeelnameForm, StapForm, VoorstelForm, name_buurten

pages = Blueprint("voorstellen", __name__, url_prefix="/team/voorstellen")
pages.add_app_template_filter(marge_in_woorden, "marge")

Answer = tuple[str, int] | Response


@pages.get("")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def bord() -> str:
    """Of the own team; of the whole gemeente for who has none or asks for it."""
    leefgebied = next((one for one in Leefgebied if one == read_text("leefgebied")), None)
    is_all = account().team_id is None or read_text("van") == "alle"
    team_id = None if is_all else account().team_id
    found = voorstellen_of(session(), gemeente=account().gemeente, team_id=team_id, leefgebied=leefgebied)
    kolommen = make_bord(found, account())
    gekozen = {"leefgebied": leefgebied, "is_alle": is_all, "leefgebieden": list(Leefgebied)}
    return render_template("team/voorstellen.html", kolommen=kolommen, aantal=len(found), **gekozen)


@pages.route("/nieuw", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(VoorstelForm)
def nieuw() -> Answer:
    """With `patroon` of what the system found: that is filled in, and decided once it is stored."""
    patroon = _find_patroon()
    start = make_invoer_of_patroon(patroon) if patroon else VoorstelInvoer(gemeente=account().gemeente)
    form = _make_form(start, patroon.buurtcodes if patroon else ())
    if request.method == "GET" or is_going_on():
        return _show_form(form)
    try:
        voorstel = _add(form, patroon)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show_form(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _done(voorstel.id, _("Het voorstel is bewaard."))


@pages.get("/<int:id>")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def voorstel(id: int) -> Answer:  # noqa: A002 - the name in the address
    return _show(_get(id))


@pages.route("/<int:id>/wijzig", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(VoorstelForm)
def wijzig(id: int) -> Answer:  # noqa: A002 - the name in the address
    found = _own(id)
    form = _make_form(make_invoer(found), found.buurtcodes, versie=found.versie)
    if request.method == "GET" or is_going_on():
        return _show_form(form, found)
    try:
        _change(form, found)
    except InvalidInvoerError as error:
        session().rollback()
        form.show_problems(error.problems)
        return _show_form(form, found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except StaleRecordError:
        return _show_stale(form, id)
    return _done(id, _("Het voorstel is gewijzigd."))


@pages.post("/<int:id>/stap")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(StapForm)
def stap(id: int) -> Answer:  # noqa: A002 - the name in the address
    found, form = _own(id), StapForm()
    told: dict[str, Any] = {"door": account(), "now": now(), "versie": _versie(), "plaatsnamen": _plaatsnamen()}
    texts: dict[str, Any] = {"trekker": form.trekker.data or "", "toelichting": form.toelichting.data or ""}
    if is_going_on() or not form.reads_well():
        return _show(found, stap_form=form)
    try:
        step(session(), found, form.fase.data, eerste_keer_op=form.eerste_keer_op.data, **texts, **told)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(found, stap_form=form)
    except StaleRecordError:
        session().rollback()
        form.form_errors.append(_("Iemand anders heeft dit net gewijzigd. Kijk het na, en kies uw stap opnieuw."))
        return _show(_own(id), status=HTTPStatus.CONFLICT, stap_form=form)
    return _done(id, _("Dit voorstel staat nu op: %(fase)s.", fase=found.fase.naam))


@pages.post("/<int:id>/terug")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def terug(id: int) -> Answer:  # noqa: A002 - the name in the address
    try:
        undo_last_step(session(), _own(id), door=account(), now=now(), versie=_versie())
    except InvalidInvoerError:
        return _done(id, _("Er is geen stap om terug te nemen."), kind="warning")
    return _done(id, _("De laatste stap is teruggenomen."))


@pages.post("/<int:id>/aanbod")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def aanbod(id: int) -> Answer:  # noqa: A002 - the name in the address
    """On the map at once where a place was chosen; else its form opens, with what is known filled in."""
    found, place = _own(id), request.form.get("locatie", type=small_int)
    try:
        made = make_aanbod_of(session(), found, locatie_id=place, door=account(), now=now())
    except InvalidInvoerError as error:
        return _show(found, aanbod_problemen=error.problems)
    session().commit()
    is_public = made.status == Status.GEPUBLICEERD
    flash(_("Dit staat nu op de kaart.") if is_public else _("Het is nog een concept: vul de plek in."), "ok")
    goal = url_for("aanbod.aanbod", id=made.id) if is_public else url_for("team.wijzig", id=made.id, _anchor="plaats")
    return redirect(goal, HTTPStatus.SEE_OTHER)


@pages.post("/<int:id>/deelname")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(DeelnameForm)
def deelname(id: int) -> Answer:  # noqa: A002 - the name in the address
    found, form = _own(id), DeelnameForm()
    if is_going_on():
        return _show(found, deelname_form=form)
    try:
        set_deelname(session(), found, form.read_maand(), form.aantal.data, door=account(), now=now())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(found, deelname_form=form)
    return _done(id, _("Het aantal deelnemers is bewaard."))


@pages.get("/<int:id>/effect")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def effect(id: int) -> str:  # noqa: A002 - the name in the address
    found = _get(id)
    beeld = make_effectbeeld(session(), found, gebiedensets().get(found.gemeente), account())
    return render_template("team/effect.html", voorstel=found, beeld=beeld)


def _get(voorstel_id: int) -> Voorstel:
    return get_voorstel(session(), voorstel_id, gemeente=account().gemeente)


def _own(voorstel_id: int) -> Voorstel:
    found = _get(voorstel_id)
    require_may_change(found, door=account())
    return found


def _find_patroon() -> Patroon | None:
    patroon_id = request.args.get("patroon", type=small_int)
    if not patroon_id:
        return None
    return get_visible_patroon(session(), gebiedensets().get(account().gemeente), patroon_id, team=account().team)


def _plaatsnamen() -> frozenset[str]:
    return plaatsnamen_of(gebiedensets().get(account().gemeente))


def _versie() -> int:
    return request.form.get("versie", 0, type=small_int)


def _make_form(start: VoorstelInvoer, known: Any, *, versie: int | None = None) -> VoorstelForm:
    """With the buurten that the account works in, and those that the voorstel has."""
    territory = territory_of(session(), account())
    form = VoorstelForm(data=form_data(start) | {"versie": versie})
    codes = set(territory.buurten()) | set(known)
    name_buurten(form, filter(None, map(territory.gebiedenset.find_gebied, codes)))
    return form


def _read(form: VoorstelForm) -> VoorstelInvoer:
    """Raises InvalidInvoerError, with nothing in it when the form itself says what cannot be read."""
    invoer = form.make_invoer(account().gemeente)
    if invoer is None:
        raise InvalidInvoerError([])
    if strange := invoer.buurtcodes - form.known_buurten:
        raise InvalidInvoerError([why_not(strange, gebiedensets().get(account().gemeente))])
    return invoer


def _add(form: VoorstelForm, patroon: Patroon | None) -> Voorstel:
    told: dict[str, Any] = {"door": account(), "now": now()}
    made = add_voorstel(session(), _read(form), patroon=patroon, plaatsnamen=_plaatsnamen(), **told)
    if patroon:
        decide(session(), patroon, Patroonbesluit.VOORSTEL, toelichting="", voorstel=made, **told)
    return made


def _change(form: VoorstelForm, found: Voorstel) -> None:
    """Raises StaleRecordError too when somebody else changed what nobody decided on yet."""
    told: dict[str, Any] = {"door": account(), "now": now(), "versie": _versie(), "plaatsnamen": _plaatsnamen()}
    take_chosen(form, found, request.form)
    mine = tidied(_read(form))
    if form.read_basis() and not all(one.choice for one in find_differences(form, mine, found, request.form)):
        raise StaleRecordError(f"voorstel {found.id} was changed, and nobody decided yet what is to stay")
    change_voorstel(session(), found, mine, **told)


def _done(voorstel_id: int, said: str, *, kind: str = "ok") -> Response:
    session().commit()
    flash(said, kind)
    return redirect(url_for("voorstellen.voorstel", id=voorstel_id), HTTPStatus.SEE_OTHER)


def _show_stale(form: VoorstelForm, voorstel_id: int) -> Answer:
    """What was typed stays; who saves now, has seen what somebody else changed."""
    session().rollback()
    found = _own(voorstel_id)
    form.versie.data = str(found.versie)
    verschillen = find_differences(form, tidied(_read(form)), found, request.form)
    return _show_form(form, found, status=HTTPStatus.CONFLICT, verschillen=verschillen)


def _show_form(
    form: VoorstelForm, found: Voorstel | None = None, *, status: int = HTTPStatus.OK, **shown: Any
) -> Answer:
    return render_template("team/voorstel_form.html", form=form, voorstel=found, **shown), status


def _show(found: Voorstel, *, status: int = HTTPStatus.UNPROCESSABLE_ENTITY, **forms: Any) -> Answer:
    """The page; with one of its forms as it came back, it has that `status`."""
    pagina = make_voorstelpagina(session(), found, gebiedensets().get(found.gemeente), account())
    given: dict[str, Any] = {
        "stap_form": StapForm(formdata=None, obj=found),
        "deelname_form": DeelnameForm(formdata=None),
    }
    page = render_template("team/voorstel.html", pagina=pagina, gestopt=Fase.GESTOPT, **(given | forms))
    return page, status if forms and not is_going_on() else HTTPStatus.OK
