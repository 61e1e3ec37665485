"""How does a partner signal, by a link of its own, and how does a team hand out that link?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError, UnknownLinkError
from collectief.models import Partner
from collectief.signalen.partners import add_partner, get_partner, organisatienamen, partners_of, revoke_partner
from collectief.signalen.signaleren import add_signaal
from collectief.words import Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, gebiedensets, now, session, today
from webapp.limiting import seconds_to_wait
from webapp.signaal_form import PartnerForm, PartnerSignaalForm
from webapp.views.partners import find_chosen_team, make_partner_form, make_partnerpagina, make_partnersignaal_form
from webapp.views.persoonsgegevens import find_in
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.views.recept import qr_in_page
from webapp.visitor_forms import comes_from_elsewhere, without_cookie

pages = Blueprint("partners", __name__)

Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | Response
LIMIT = "60 per hour"


@pages.after_request
def _tell_nobody(response: Response) -> Response:
    """The address of a partner's page is a secret, and a page of the team may show one."""
    if request.endpoint == "partners.signaal":
        response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@pages.errorhandler(UnknownLinkError)
def _unknown_link(_error: UnknownLinkError) -> Answer:
    """The same for a link that never was and one that was withdrawn."""
    return render_template("signaal/onbekend.html"), HTTPStatus.NOT_FOUND


@pages.get("/team/partners")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijst() -> Answer:
    return _show_partners(make_partner_form(session(), account()))


@pages.post("/team/partners")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def maak() -> Answer:
    """The link is shown once, in the answer itself: it is kept nowhere from which it could be read again."""
    form = make_partner_form(session(), account())
    team = find_chosen_team(session(), account(), form)
    known = plaatsnamen_of(gebiedensets().get(account().gemeente))
    try:
        partner, secret = add_partner(
            session(), form.naam.data or "", team=team, door=account(), now=now(), plaatsnamen=known
        )
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show_partners(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    link = url_for("partners.signaal", secret=secret, _external=True)
    return _show_partners(make_partner_form(session(), account(), is_new=True), link=link, partner=partner)


@pages.post("/team/partners/<int:id>/intrekken")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def trek_in(id: int) -> Answer:  # noqa: A002 - the name in the address
    partner = revoke_partner(session(), id, door=account(), now=now())
    session().commit()
    flash(_("De link van %(naam)s werkt niet meer.", naam=partner.organisatie.naam), "ok")
    return redirect(url_for("partners.lijst"), HTTPStatus.SEE_OTHER)


@pages.route("/signaal/<secret>", methods=["GET", "POST"])
@without_cookie
@open_to(IEDEREEN)
def signaal(secret: str) -> Answer:
    if wait_s := seconds_to_wait(LIMIT, scope="signaal", counts=_is_a_try):
        return render_template("signaal/wacht.html"), HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(wait_s)}
    partner = get_partner(session(), secret)
    form = make_partnersignaal_form(gebiedensets().get(partner.gemeente), today=today())
    if request.method == "GET":
        return _show(partner, form, secret)
    if comes_from_elsewhere():
        return _show(partner, form, secret, status=HTTPStatus.FORBIDDEN)
    return _receive(partner, form, secret)


def _is_a_try(response: Response) -> bool:
    """What is sent, and what guesses at a link; who only looks need not wait."""
    return request.method == "POST" or response.status_code == HTTPStatus.NOT_FOUND


def _receive(partner: Partner, form: PartnerSignaalForm, secret: str) -> Answer:
    gebiedenset = gebiedensets().get(partner.gemeente)
    invoer = form.read(partner.gemeente)
    codes, namen = gebiedenset.buurten_of(partner.gemeente), plaatsnamen_of(gebiedenset)
    try:
        if not form.is_from_a_program():
            add_signaal(session(), invoer, now=now(), buurtcodes=codes, plaatsnamen=namen, partner=partner)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(partner, form, secret, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    goal = url_for("partners.signaal", secret=secret, buurt=invoer.buurtcode, opgeslagen="ja")
    return redirect(goal, HTTPStatus.SEE_OTHER)


def _show(partner: Partner, form: PartnerSignaalForm, secret: str, *, status: int = HTTPStatus.OK) -> Answer:
    gebiedenset = gebiedensets().get(partner.gemeente)
    gevonden = find_in(form.tekst, gebiedenset)
    pagina = make_partnerpagina(session(), partner, gebiedenset)
    shown = {"form": form, "secret": secret, "status": status, "gevonden": gevonden}
    return render_template("signaal/partner.html", pagina=pagina, **shown), status


def _show_partners(
    form: PartnerForm, *, link: str = "", partner: Partner | None = None, status: int = HTTPStatus.OK
) -> Answer:
    shown = {"partners": partners_of(session(), account()), "namen": organisatienamen(session(), account().gemeente)}
    qr = qr_in_page(link) if link else ""
    return render_template("team/partners.html", form=form, link=link, qr=qr, nieuw=partner, **shown), status
