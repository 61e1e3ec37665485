"""Which signalen together ask for one answer, in the own buurten and in the city?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, gebiedensets, session, today
from webapp.patroonzoeker import zoek_opnieuw
from webapp.views.patronen import claims_of, make_patronenlijst, make_patroonpagina
from webapp.views.territory import territory_of

pages = Blueprint("patronen", __name__)


@pages.get("/team/patronen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijst() -> str:
    territory = territory_of(session(), account())
    found = make_patronenlijst(
        session(), territory.gebiedenset, naam=territory.naam(), team=account().team, buurten=territory.buurten()
    )
    return render_template("team/patronen.html", lijst=found)


@pages.post("/team/patronen/zoek")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def zoek() -> Response:
    flash(zoek_opnieuw(gebiedensets().get(account().gemeente)), "ok")
    return redirect(url_for("patronen.lijst"), HTTPStatus.SEE_OTHER)


@pages.get("/team/patronen/<int:id>")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def patroon(id: int) -> str:  # noqa: A002 - it is one
    gebiedenset = gebiedensets().get(account().gemeente)
    pagina = make_patroonpagina(session(), gebiedenset, id, team=account().team, op=today())
    return render_template("team/patroon.html", pagina=pagina, patroon=pagina.rij.patroon, claims_of=claims_of)


@pages.get("/beleid/patronen")
@open_to(Rol.BELEID, Rol.BEHEERDER)
def beleid() -> str:
    gebiedenset = gebiedensets().get(account().gemeente)
    naam = gebiedenset.gemeente.naam
    found = make_patronenlijst(session(), gebiedenset, naam=naam, team=None, buurten=frozenset())
    return render_template("beleid/patronen.html", lijst=found)
