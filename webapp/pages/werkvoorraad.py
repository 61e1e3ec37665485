"""What does a team still have to do, and which entries does it keep?"""

from flask import Blueprint, render_template, request

from collectief.versheid.versheid import WIJZEN
from collectief.words import Rol
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.numbers import small_int
from webapp.params import read_text
from webapp.views.team import make_overzicht
from webapp.views.territory import territory_of
from webapp.views.werkvoorraad import make_werkvoorraad

pages = Blueprint("werkvoorraad", __name__, url_prefix="/team")


@pages.get("/")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def werkvoorraad() -> str:
    territory = territory_of(session(), account())
    vanaf = request.args.get("vanaf", 0, type=small_int)
    found = make_werkvoorraad(session(), territory, code=read_text("lijst"), vanaf=vanaf, now=now())
    return render_template("team/werkvoorraad.html", werkvoorraad=found, wijzen=WIJZEN)


@pages.get("/aanbod")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def aanbod() -> str:
    """All that a team keeps, by name."""
    found = make_overzicht(session(), territory_of(session(), account()), read_text("q"))
    return render_template("team/overzicht.html", overzicht=found)
