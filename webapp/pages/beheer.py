"""How does a beheerder keep the teams of a gemeente, and which buurten each serves?"""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidInvoerError, StaleRecordError, UnknownRecordError
from collectief.models import Team
from collectief.teams.teambeheer import add_team, change_team
from collectief.teams.teamgebieden import IndelingInvoer, newest_versie, save_indeling
from collectief.teams.teams import find_team
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.access import open_to
from webapp.context import account, gebiedensets, now, session, today
from webapp.indeling_params import read_day, read_invoer
from webapp.show import dag
from webapp.team_form import TeamForm
from webapp.views.indeling import make_indelingpagina, start_invoer

pages = Blueprint("beheer", __name__, url_prefix="/beheer")

Answer = tuple[str, int] | AnyResponse


@pages.get("/teamgebieden")
@open_to(Rol.BEHEERDER)
def teamgebieden() -> Answer:
    """Today's division to change; that of another day to look at (`op`), or to put back (`terug`)."""
    op, terug = read_day("op"), read_day("terug")
    invoer = start_invoer(session(), _own_set(), op=op or terug or today(), today=today())
    if op:
        return _render("beheer/indeling_op.html", invoer, op=op), HTTPStatus.OK
    return _show(invoer, with_effect=terug is not None, terug=terug)


@pages.post("/teamgebieden")
@open_to(Rol.BEHEERDER)
def verdeel() -> Answer:
    invoer, actie = read_invoer(_own_set()), request.form.get("actie")
    if actie == "effect":
        return _render("beheer/effect_deel.html", invoer, with_effect=True), HTTPStatus.OK
    return _save(invoer) if actie == "bewaar" else _show(invoer, with_effect=True)


@pages.route("/teams/nieuw", methods=["GET", "POST"])
@open_to(Rol.BEHEERDER)
def nieuw_team() -> Answer:
    return _edit_team(TeamForm(), None)


@pages.route("/teams/<slug>/wijzig", methods=["GET", "POST"])
@open_to(Rol.BEHEERDER)
def wijzig_team(slug: str) -> Answer:
    team = find_team(session(), slug, gemeente=account().gemeente) if slug.isprintable() else None
    if team is None:
        raise UnknownRecordError(f"team {slug} of {account().gemeente}")
    return _edit_team(TeamForm(obj=team), team)


def _own_set() -> Gebiedenset:
    return gebiedensets().get(account().gemeente)


def _save(invoer: IndelingInvoer) -> Answer:
    try:
        save_indeling(session(), invoer, door=account(), now=now())
    except InvalidInvoerError:
        return _show(invoer, with_effect=True, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except StaleRecordError:
        session().rollback()
        newest = newest_versie(session(), invoer.gemeente)
        return _show(replace(invoer, versie=newest), with_effect=True, is_stale=True, status=HTTPStatus.CONFLICT)
    session().commit()
    flash(_("De indeling vanaf %(dag)s is opgeslagen.", dag=dag(invoer.vanaf or today())), "ok")
    return redirect(url_for("beheer.teamgebieden"), HTTPStatus.SEE_OTHER)


def _show(invoer: IndelingInvoer, *, with_effect: bool, status: int = HTTPStatus.OK, **said: object) -> Answer:
    return _render("beheer/teamgebieden.html", invoer, with_effect=with_effect, **said), status


def _render(template: str, invoer: IndelingInvoer, *, with_effect: bool = False, **said: object) -> str:
    pagina = make_indelingpagina(session(), _own_set(), invoer, today=today(), with_effect=with_effect)
    return render_template(template, pagina=pagina, **said)


def _edit_team(form: TeamForm, team: Team | None) -> Answer:
    if request.method == "GET":
        return render_template("beheer/team.html", form=form, team=team), HTTPStatus.OK
    try:
        _store_team(form, team)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return render_template("beheer/team.html", form=form, team=team), HTTPStatus.UNPROCESSABLE_ENTITY
    session().commit()
    flash(_("Team %(naam)s is opgeslagen.", naam=form.make_invoer().naam), "ok")
    return redirect(url_for("beheer.teamgebieden"), HTTPStatus.SEE_OTHER)


def _store_team(form: TeamForm, team: Team | None) -> None:
    door, invoer = account(), form.make_invoer()
    if team is None:
        add_team(session(), invoer, gemeente=door.gemeente, door=door, now=now())
    else:
        change_team(session(), team, invoer, door=door, now=now())
