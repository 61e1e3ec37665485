"""What happened with what people signalled, and how is a single signaal answered?"""

from http import HTTPStatus

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.collectiveren.besluiten import answer_signaal, get_signaal_to_answer
from collectief.collectiveren.bevoegd import keeps_of_team
from collectief.collectiveren.terugkoppeling import (
    get_partner,
    jaren_of_partner,
    terugkoppeling_of_gebruiker,
    terugkoppeling_of_partner,
)
from collectief.errors import InvalidInvoerError, NotAllowedError
from collectief.models import Partner, Signaal
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session
from webapp.numbers import small_int
from webapp.patroonbesluit_form import PatroonbesluitForm
from webapp.resending import is_going_on, keeps_typed
from webapp.spreadsheet import CSV_MIMETYPE, make_csv
from webapp.views.patroonbesluiten import make_besluit_form
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.views.terugkoppeling import HEADER, make_rows, make_terugkoppelingen

pages = Blueprint("terugkoppeling", __name__, url_prefix="/team")

Answer = tuple[str, int] | AnyResponse


@pages.get("/terugkoppeling")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def terugkoppeling() -> str:
    before = request.args.get("voor", type=small_int)
    found, more = terugkoppeling_of_gebruiker(session(), account(), before=before)
    rijen = make_terugkoppelingen(found, gebiedensets().get(account().gemeente))
    return render_template("team/terugkoppeling.html", rijen=rijen, volgende=more)


@pages.route("/signalen/<int:id>/antwoord", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(PatroonbesluitForm)
def antwoord(id: int) -> Answer:  # noqa: A002 - the name in the address
    """Without its text: who needs that, reads it where every reading is written down."""
    signaal = get_signaal_to_answer(session(), id, door=account())
    is_sent, leefgebieden = request.method == "POST", set(signaal.leefgebieden)
    form = make_besluit_form(signaal.gemeente, leefgebieden, {signaal.buurtcode}, is_sent=is_sent)
    if not is_sent or is_going_on():
        return _show(signaal, form)
    try:
        _answer(signaal, form)
    except InvalidInvoerError as error:
        session().rollback()
        form.show_problems(error.problems)
        return _show(signaal, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("Het signaal is beantwoord."), "ok")
    return redirect(url_for("werkvoorraad.werkvoorraad", lijst="signalen"), HTTPStatus.SEE_OTHER)


@pages.get("/partners/<int:id>/overzicht")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def overzicht(id: int) -> str:  # noqa: A002 - the name in the address
    """To read, to print and to send to the partner."""
    partner, jaar = _own_partner(id), _jaar()
    gebiedenset = gebiedensets().get(partner.gemeente)
    rijen = make_terugkoppelingen(terugkoppeling_of_partner(session(), partner, jaar=jaar), gebiedenset)
    jaren = jaren_of_partner(session(), partner)
    return render_template("team/partner_overzicht.html", partner=partner, rijen=rijen, jaar=jaar, jaren=jaren)


@pages.get("/partners/<int:id>/overzicht.csv")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def overzicht_csv(id: int) -> Response:  # noqa: A002 - the name in the address
    partner, jaar = _own_partner(id), _jaar()
    found = terugkoppeling_of_partner(session(), partner, jaar=jaar)
    rijen = make_terugkoppelingen(found, gebiedensets().get(partner.gemeente))
    answer = Response(make_csv(HEADER, make_rows(rijen)), content_type=CSV_MIMETYPE)
    answer.headers.set("Content-Disposition", "attachment", filename=f"signalen-{jaar or 'alle'}.csv")
    return answer


def _answer(signaal: Signaal, form: PatroonbesluitForm) -> None:
    answer_signaal(
        session(),
        signaal,
        form.besluit.data,
        toelichting=form.toelichting.data or "",
        door=account(),
        now=now(),
        aanbod_id=form.read_aanbod_id(),
        plaatsnamen=plaatsnamen_of(gebiedensets().get(signaal.gemeente)),
    )


def _own_partner(partner_id: int) -> Partner:
    partner = get_partner(session(), partner_id, gemeente=account().gemeente)
    if not keeps_of_team(account(), gemeente=partner.gemeente, team_id=partner.team_id):
        raise NotAllowedError(f"{account().id} may not see what partner {partner.id} signalled")
    return partner


def _jaar() -> int | None:
    jaar = request.args.get("jaar", type=small_int)
    if jaar is not None and not 2000 <= jaar <= 2100:
        abort(HTTPStatus.NOT_FOUND)
    return jaar


def _show(signaal: Signaal, form: PatroonbesluitForm, *, status: int = HTTPStatus.OK) -> Answer:
    buurt = gebiedensets().get(signaal.gemeente).find_gebied(signaal.buurtcode)
    return render_template("team/signaal_antwoord.html", signaal=signaal, buurt=buurt, form=form), status
