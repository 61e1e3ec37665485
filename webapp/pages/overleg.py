"""How is the casuïstiekoverleg held: its agenda, what is decided, and who does what by when?"""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError, UnknownRecordError
from collectief.models import Overleg, Overlegpunt
from collectief.overleg.besluiten import decide_punt, punt_texts
from collectief.overleg.inbrengen import add_punt
from collectief.overleg.overleggen import close_overleg, plan_overleg, put_on_agenda, take_off_agenda
from collectief.overleg.punten import get_overleg, get_punt, wachtende_punten
from collectief.teams.teams import teams_of_gemeente
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session, today
from webapp.numbers import small_int
from webapp.overleg_form import PlanForm, PuntbesluitForm, SluitForm
from webapp.rapport import make_pdf
from webapp.resending import is_going_on, keeps_typed
from webapp.text import filename_of
from webapp.views.keeping import keep
from webapp.views.overleg import make_overlegpagina, make_overzicht, make_puntregels, make_stadsbreed
from webapp.views.plaatsnamen import plaatsnamen_of

pages = Blueprint("overleg", __name__, url_prefix="/beleid/overleg")

Answer = tuple[str, int] | AnyResponse


@pages.get("")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def overzicht() -> Answer:
    return _show_overzicht(PlanForm(formdata=None))


@pages.post("")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def plan() -> Answer:
    form = PlanForm()
    try:
        overleg = plan_overleg(session(), account().gemeente, form.op.data, door=account(), today=today())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show_overzicht(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _to(overleg, _("Het overleg staat gepland. Wat wachtte, staat op de agenda."))


@pages.post("/stadsbreed")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def breng_stadsbreed_in() -> Answer:
    sleutel, gebiedenset = request.form.get("sleutel", ""), _gebiedenset()
    found = [one for one in make_stadsbreed(session(), gebiedenset) if one.sleutel == sleutel]
    for one in found:
        names = plaatsnamen_of(gebiedenset) | {team.naam for team in teams_of_gemeente(session(), account().gemeente)}
        add_punt(session(), one.invoer, team=None, door=account(), now=now(), plaatsnamen=names)
    session().commit()
    flash(_("Het punt wacht op een overleg.") if found else _("Dit punt is al ingebracht."), "ok")
    return redirect(url_for("overleg.overzicht"), HTTPStatus.SEE_OTHER)


@pages.get("/<int:id>")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def overleg(id: int) -> Answer:  # noqa: A002 - the name in the address
    return _show(_get_overleg(id), SluitForm(formdata=None))


@pages.get("/<int:id>.pdf")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def pdf(id: int) -> Response:  # noqa: A002 - the name in the address
    pagina = make_overlegpagina(session(), _get_overleg(id), _gebiedenset(), op=today())
    html = render_template("rapport/overleg.html", rapport=pagina)
    response = Response(make_pdf(html, pictures={}), mimetype="application/pdf")
    naam = filename_of(f"casuistiekoverleg {pagina.overleg.op.isoformat()}", "pdf")
    response.headers.set("Content-Disposition", "attachment", filename=naam)
    response.cache_control.private = True
    return response


@pages.post("/<int:id>/agenda")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def agenda(id: int) -> Answer:  # noqa: A002 - the name in the address
    found = _get_overleg(id)
    erop, eraf = (request.form.get(name, type=small_int) for name in ("erop", "eraf"))
    wachtend = wachtende_punten(session(), found.gemeente)
    put_on_agenda(session(), found, [punt for punt in wachtend if punt.id == erop], door=account())
    if eraf is not None:
        take_off_agenda(session(), found, get_punt(session(), eraf, gemeente=found.gemeente), door=account())
    session().commit()
    return _to(found, _("De agenda is aangepast."))


@pages.post("/<int:id>/sluiten")
@open_to(Rol.BELEID, Rol.BEHEERDER)
@keeps_typed(SluitForm)
def sluit(id: int) -> Answer:  # noqa: A002 - the name in the address
    found, form = _get_overleg(id), SluitForm()
    if is_going_on():
        return _show(found, form)
    names = plaatsnamen_of(_gebiedenset())
    try:
        close_overleg(session(), found, form.verslag.data or "", door=account(), now=now(), plaatsnamen=names)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _to(found, _("Het overleg is gesloten. Waar niets over is besloten, wacht op het volgende overleg."))


@pages.route("/punten/<int:id>", methods=["GET", "POST"])
@open_to(Rol.BELEID, Rol.BEHEERDER)
@keeps_typed(PuntbesluitForm)
def punt(id: int) -> Answer:  # noqa: A002 - the name in the address
    found = get_punt(session(), id, gemeente=account().gemeente)
    if found.overleg is None:
        raise UnknownRecordError(f"overlegpunt {id} stands on no agenda")
    form, names = _make_form(found), plaatsnamen_of(_gebiedenset())

    def save(seen: str) -> None:
        told = form.make_invoer()
        decide_punt(session(), found, told, door=account(), now=now(), seen=seen, plaatsnamen=names)

    (regel,) = make_puntregels([found], _gebiedenset(), op=today())
    page = keep(form, lambda: punt_texts(found), save, template="beleid/overlegpunt.html", regel=regel)
    if page:
        return page
    session().commit()
    return _to(found.overleg, _("Het besluit is bewaard."))


def _make_form(punt: Overlegpunt) -> PuntbesluitForm:
    """What was decided in an overleg that is closed, stays."""
    form = PuntbesluitForm(obj=punt)
    if request.method == "GET":
        form.afgerond.data = punt.afgerond_op is not None
    if punt.overleg and punt.overleg.gesloten_op:
        del form.besluit
    return form


def _gebiedenset() -> Gebiedenset:
    return gebiedensets().get(account().gemeente)


def _get_overleg(id: int) -> Overleg:  # noqa: A002 - as it is called everywhere
    return get_overleg(session(), id, gemeente=account().gemeente)


def _to(overleg: Overleg, said: str) -> Answer:
    flash(said, "ok")
    return redirect(url_for("overleg.overleg", id=overleg.id), HTTPStatus.SEE_OTHER)


def _show(overleg: Overleg, form: SluitForm, *, status: int = HTTPStatus.OK) -> Answer:
    pagina = make_overlegpagina(session(), overleg, _gebiedenset(), op=today())
    return render_template("beleid/overleg.html", pagina=pagina, form=form), status


def _show_overzicht(form: PlanForm, *, status: int = HTTPStatus.OK) -> Answer:
    overzicht = make_overzicht(session(), _gebiedenset(), op=today())
    return render_template("beleid/overleggen.html", overzicht=overzicht, form=form), status
