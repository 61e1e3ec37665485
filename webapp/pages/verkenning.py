"""What is known of the wijk of a team, and what does the team see there itself?"""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import UnknownRecordError
from collectief.models import Team
from collectief.teams.teams import find_team, teams_of_gemeente
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, now, session, today
from webapp.errors import BadRequestParameter
from webapp.numbers import small_int
from webapp.rapport import make_pdf
from webapp.resending import keeps_typed
from webapp.text import filename_of
from webapp.verkenning_form import VerkenningForm
from webapp.views.verkenning import FIRST_YEAR, Verkenningpagina, make_vergelijking, make_verkenning
from webapp.views.verkenning_bewaren import (
    Uitkomst,
    carry_over,
    is_of_another_team,
    keep_verkenning,
    start_form,
)

pages = Blueprint("verkenning", __name__)

Answer = tuple[str, int] | AnyResponse
LEZERS = (Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
YEARS_AHEAD = 1


@pages.get("/team/verkenning")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def verkenning() -> Answer:
    team = _find_team()
    if team is None:
        return render_template("team/verkenning_kies.html", teams=teams_of_gemeente(session(), account().gemeente)), 200
    form = VerkenningForm(formdata=None)
    start_form(session(), form, team, jaar=_jaar())
    return _show(form, team)


@pages.post("/team/verkenning")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(VerkenningForm)
def bewaar() -> Answer:
    team, form = _get_team(), VerkenningForm()
    if is_of_another_team(form, team):
        carry_over(session(), form, team, jaar=_jaar())
        return _show(form, team, status=HTTPStatus.CONFLICT)
    if request.form.get("actie") != "bewaar":
        return _show(form, team)
    uitkomst = keep_verkenning(session(), form, team, jaar=_jaar(), door=account())
    if not uitkomst.is_bewaard:
        status = HTTPStatus.CONFLICT if uitkomst.botsingen else HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(form, team, uitkomst, status=status)
    session().commit()
    return _back(team, uitkomst)


@pages.get("/team/verkenning.pdf")
@open_to(*LEZERS)
def pdf() -> Response:
    pagina = _make()
    html = render_template("rapport/verkenning.html", rapport=pagina)
    response = Response(make_pdf(html, pictures=pagina.pictures), mimetype="application/pdf")
    naam = filename_of(f"wijkverkenning {pagina.team.naam} {pagina.jaar}", "pdf")
    response.headers.set("Content-Disposition", "attachment", filename=naam)
    response.cache_control.private = True
    return response


@pages.get("/team/verkenning/presentatie")
@open_to(*LEZERS)
def presentatie() -> str:
    return render_template("team/verkenning_presentatie.html", pagina=_make())


@pages.get("/beleid/verkenningen")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def verkenningen() -> str:
    vergelijking = make_vergelijking(session(), account().gemeente, jaar=_jaar(), moment=now())
    return render_template("beleid/verkenningen.html", vergelijking=vergelijking)


@pages.get("/beleid/verkenningen/<slug>")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def lees(slug: str) -> str:
    team = find_team(session(), slug, gemeente=account().gemeente)
    if team is None:
        raise UnknownRecordError(f"no team {slug}")
    pagina = make_verkenning(session(), team, jaar=_jaar(), moment=now())
    return render_template("beleid/verkenning.html", pagina=pagina)


def _make() -> Verkenningpagina:
    return make_verkenning(session(), _get_team(), jaar=_jaar(), moment=now())


def _find_team() -> Team | None:
    """A teamlid's own; who has none chooses one of the gemeente."""
    if account().rol == Rol.TEAMLID:
        return account().team
    slug = request.values.get("team", "")
    return find_team(session(), slug, gemeente=account().gemeente) if slug.isprintable() and slug else None


def _get_team() -> Team:
    team = _find_team()
    if team is None:
        raise BadRequestParameter("team", _("Kies eerst een team."))
    return team


def _jaar() -> int:
    """This year, unless another was asked for."""
    asked = request.values.get("jaar", type=small_int) if request.values.get("jaar") else today().year
    if asked is None or not FIRST_YEAR <= asked <= today().year + YEARS_AHEAD:
        raise BadRequestParameter("jaar", _("Van dit jaar is er geen verkenning. Kies een ander jaar."))
    return asked


def _show(form: VerkenningForm, team: Team, uitkomst: Uitkomst | None = None, *, status: int = HTTPStatus.OK) -> Answer:
    pagina = make_verkenning(session(), team, jaar=_jaar(), moment=now())
    botsingen = uitkomst.botsingen if uitkomst else {}
    return render_template("team/verkenning.html", pagina=pagina, form=form, botsingen=botsingen), status


def _back(team: Team, uitkomst: Uitkomst) -> Answer:
    said = _("De verkenning is bewaard.")
    if uitkomst.is_samengevoegd:
        said = _("De verkenning is bewaard. Iemand anders schreef ook: dat staat er nu bij.")
    flash(said, "ok")
    chosen = None if account().rol == Rol.TEAMLID else team.slug
    return redirect(url_for("verkenning.verkenning", jaar=_jaar(), team=chosen), HTTPStatus.SEE_OTHER)
