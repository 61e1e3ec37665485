"""How does a team say what it noticed in twenty seconds, and how does it look back on that?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError
from collectief.models import MAX_SIGNAAL, Signaal
from collectief.signaalwoorden import SoortSignaal
from collectief.signalen.lezen import get_signaal, has_tekst, is_own, lezingen_of, read_tekst
from collectief.signalen.signaleren import add_signaal
from collectief.signalen.wissen import erase_signaal, erase_tekst
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.access import IEDEREEN, open_to
from webapp.context import account, gebiedensets, home_set, now, session, today
from webapp.resending import is_going_on, keeps_typed
from webapp.signaal_form import LEEFGEBIEDEN, SignaalForm
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.views.signalen import buurtkeuzes, make_lijst, make_signaal_form

pages = Blueprint("signalen", __name__)

Answer = tuple[str, int] | Response
WOORDEN = {"soorten": list(SoortSignaal), "leefgebieden": LEEFGEBIEDEN}


@pages.get("/team/signalen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijst() -> str:
    found = make_lijst(session(), account(), _set(), today=today())
    return render_template("team/signalen.html", lijst=found, woorden=WOORDEN)


@pages.get("/team/signalen/nieuw")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def nieuw() -> Answer:
    return _show_form(make_signaal_form(session(), account(), _set(), today=today()))


@pages.post("/team/signalen/nieuw")
@keeps_typed(SignaalForm)
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def bewaar() -> Answer:
    form = make_signaal_form(session(), account(), _set(), today=today())
    if is_going_on():
        return _show_form(form)
    try:
        signaal = _add(form)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show_form(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_say_stored(form), "ok")
    buurt, vindplaats, key = signaal.buurtcode, signaal.vindplaats, form.key()
    goal = url_for("signalen.nieuw", buurt=buurt, vindplaats=vindplaats, opgeslagen=key)
    return redirect(goal, HTTPStatus.SEE_OTHER)


@pages.get("/team/signalen/<int:id>")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def signaal(id: int) -> str:  # noqa: A002 - the name in the address
    return _show_signaal(get_signaal(session(), id, door=account()))


@pages.post("/team/signalen/<int:id>/tekst")
@open_to(Rol.TEAMLID)
def lees(id: int) -> str:  # noqa: A002
    """The text stands in the answer itself, and at no address; that it was read is kept."""
    found = get_signaal(session(), id, door=account())
    tekst = read_tekst(session(), found, door=account(), now=now())
    session().commit()
    return _show_signaal(found, tekst=tekst)


@pages.post("/team/signalen/<int:id>/wissen")
@open_to(Rol.TEAMLID)
def wis(id: int) -> Answer:  # noqa: A002
    found = get_signaal(session(), id, door=account())
    if request.form.get("wat") == "signaal":
        erase_signaal(session(), found, door=account(), now=now())
        session().commit()
        flash(_("Het signaal is gewist."), "ok")
        return redirect(url_for("signalen.lijst"), HTTPStatus.SEE_OTHER)
    erase_tekst(session(), found, door=account(), now=now())
    session().commit()
    flash(_("De tekst is gewist. Het signaal telt nog mee."), "ok")
    return redirect(url_for("signalen.signaal", id=id), HTTPStatus.SEE_OTHER)


@pages.get("/signaal/zonder-internet")
@open_to(IEDEREEN)
def zonder_internet() -> str:
    """A bare form that a device keeps: it tells nothing of anybody, and is the same for all."""
    form = SignaalForm(formdata=None, meta={"csrf": False})
    form.offer(buurtkeuzes(home_set(), frozenset(), eigen_naam=""))
    return render_template("team/signaal_zonder_internet.html", form=form, max_tekst=MAX_SIGNAAL)


def _set() -> Gebiedenset:
    return gebiedensets().get(account().gemeente)


def _add(form: SignaalForm) -> Signaal:
    gebiedenset = _set()
    gemeente = gebiedenset.gemeente.code
    return add_signaal(
        session(),
        form.read(gemeente),
        now=now(),
        buurtcodes=gebiedenset.buurten_of(gemeente),
        plaatsnamen=plaatsnamen_of(gebiedenset),
        door=account(),
    )


def _say_stored(form: SignaalForm) -> str:
    """Somebody whose team was changed while they typed must know where it went."""
    team = account().team
    if team and form.team.data and form.team.data != str(team.id):
        return _("Opgeslagen. U hoort nu bij team %(naam)s: het signaal staat bij dat team. Nog een?", naam=team.naam)
    return _("Opgeslagen. Nog een?")


def _show_form(form: SignaalForm, *, status: int = HTTPStatus.OK) -> Answer:
    return render_template("team/signaal_nieuw.html", form=form), status


def _show_signaal(found: Signaal, *, tekst: str | None = None) -> str:
    gebied = _set().find_gebied(found.buurtcode)
    return render_template(
        "team/signaal.html",
        signaal=found,
        buurt=gebied.naam if gebied else found.buurtcode,
        tekst=tekst,
        is_own=is_own(found, account()),
        has_tekst=has_tekst(session(), found, op=today()),
        lezingen=lezingen_of(session(), found) if is_own(found, account()) else [],
    )
