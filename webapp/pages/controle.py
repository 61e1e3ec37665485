"""How does an aanbieder or a teamlid say that an entry still holds? A GET changes nothing: scanners follow links."""

from http import HTTPStatus

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError, UnknownLinkError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Herinnering
from collectief.versheid.antwoorden import answer_changes, answer_holds, answer_stopped, get_herinnering
from collectief.versheid.controles import confirm
from collectief.versheid.versheid import VELDEN, WIJZEN
from collectief.words import Antwoord, Controleur, Controlewijze, Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, now, session, today
from webapp.controle_form import AanpassenForm, GestoptForm
from webapp.security import csrf
from webapp.views.controle import make_controlepagina
from webapp.views.territory import territory_of
from webapp.views.wijzigingsvoorstel import shown_texts

pages = Blueprint("controle", __name__)

Answer = tuple[str, int] | Response


@pages.after_request
def _tell_nobody(response: Response) -> Response:
    """The address of the page is a secret."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@pages.errorhandler(UnknownLinkError)
def _unknown_link(_error: UnknownLinkError) -> Answer:
    """The same for a link that never was, was used, or is too old."""
    return render_template("controle/onbekend.html"), HTTPStatus.NOT_FOUND


# Who knows the secret may answer: a token besides would only shut out who keeps no cookies.
@pages.route("/controle/<secret>", methods=["GET", "POST"])
@csrf.exempt  # type: ignore[untyped-decorator] # Flask-WTF has no types
@open_to(IEDEREEN)
def vraag(secret: str) -> Answer:
    herinnering = get_herinnering(session(), secret, now=now())
    receive = {Antwoord.AANGEPAST: _changes, Antwoord.GESTOPT: _stopped}.get(_chosen(), _holds)
    return receive(herinnering, secret)


@pages.get("/controle/bedankt")
@open_to(IEDEREEN)
def bedankt() -> str:
    return render_template("controle/bedankt.html", antwoord=_chosen())


@pages.post("/team/aanbod/<int:id>/controle")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def bevestig(id: int) -> Answer:  # noqa: A002 - the name in the address
    """A teamlid made sure, in one of versheid.WIJZEN."""
    aanbod = get_aanbod(session(), id)
    territory_of(session(), account()).require_own(aanbod)
    confirm(session(), aanbod, door=Controleur.TEAM, hoe=_wijze(), gebruiker=account(), now=now())
    session().commit()
    flash(_("“%(naam)s” is gecontroleerd.", naam=aanbod.naam), "ok")
    return redirect(_where_it_was_said(id), HTTPStatus.SEE_OTHER)


def _where_it_was_said(aanbod_id: int) -> str:
    """The page of the entry, or the list of work, at the row that comes after it."""
    if request.form.get("terug") != "team":
        return url_for("aanbod.aanbod", id=aanbod_id)
    return url_for("werkvoorraad.werkvoorraad", lijst="controleren", _anchor=request.form.get("daarna"))


def _chosen() -> Antwoord:
    """What the link in the mail chose beforehand."""
    chosen = request.args.get("antwoord")
    return next((antwoord for antwoord in Antwoord if antwoord == chosen), Antwoord.KLOPT)


def _holds(herinnering: Herinnering, secret: str) -> Answer:
    if request.method == "GET":
        return _show("klopt", herinnering, secret)
    checked = [veld for veld in VELDEN if veld in request.form.getlist("veld")]
    is_whole = answer_holds(session(), herinnering, checked, now=now())
    session().commit()
    if is_whole:
        return _thank(Antwoord.KLOPT)
    rest = [veld for veld in VELDEN if veld not in checked]
    goal = url_for("controle.vraag", secret=secret, antwoord=Antwoord.AANGEPAST, rest=rest)
    return redirect(goal, HTTPStatus.SEE_OTHER)


def _changes(herinnering: Herinnering, secret: str) -> Answer:
    shown = shown_texts(herinnering.aanbod)
    form = AanpassenForm(data=shown)
    form.leave_out_what_is_not_asked(herinnering.aanbod)
    if request.method == "GET":
        return _show("aangepast", herinnering, secret, form=form)
    try:
        answer_changes(session(), herinnering, form.changes(shown), form.toelichting.data or "", now=now())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show("aangepast", herinnering, secret, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _thank(Antwoord.AANGEPAST)


def _stopped(herinnering: Herinnering, secret: str) -> Answer:
    form = GestoptForm()
    if request.method == "GET":
        return _show("gestopt", herinnering, secret, form=form)
    try:
        answer_stopped(session(), herinnering, form.toelichting.data or "", now=now())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show("gestopt", herinnering, secret, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _thank(Antwoord.GESTOPT)


def _show(
    template: str, herinnering: Herinnering, secret: str, *, status: int = HTTPStatus.OK, **more: object
) -> Answer:
    pagina = make_controlepagina(session(), herinnering, op=today())
    rest = pagina.labels_of(request.args.getlist("rest"))
    return render_template(f"controle/{template}.html", pagina=pagina, secret=secret, rest=rest, **more), status


def _thank(antwoord: Antwoord) -> Response:
    """At an address without the secret, so that nothing is sent twice."""
    return redirect(url_for("controle.bedankt", antwoord=antwoord), HTTPStatus.SEE_OTHER)


def _wijze() -> Controlewijze:
    chosen = request.form.get("hoe")
    return next((wijze for wijze in WIJZEN if wijze == chosen), None) or abort(HTTPStatus.BAD_REQUEST)
