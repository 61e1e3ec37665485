"""Where does a resident find help nearby? One question, one answer."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.spatial import Punt
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, home_set, now, session
from webapp.params import read_nabij, read_text
from webapp.place import Place, find_places, names_other_gemeente
from webapp.views.aanbod import make_punt
from webapp.views.inloop import InloopAnswer, find_inloop

pages = Blueprint("bewoner", __name__)

Answer = str | tuple[str, int] | Response


@pages.get("/")
@open_to(IEDEREEN)
def start() -> Answer:
    return render_template("start.html")


@pages.get("/inloop")
@open_to(IEDEREEN)
def inloop() -> Answer:
    vraag, punt = read_text("q"), read_nabij()
    if "q" not in request.args and punt is None:
        return redirect(url_for("bewoner.start"))
    if punt is not None:
        return _answer_near(punt, vraag)
    if not vraag:
        return _ask_again(_("Vul een postcode, straat of buurt in."), 400)
    places = find_places(vraag, gebiedenset=home_set())
    return _answer_at(places, vraag) if places else _ask_again(_found_nothing(vraag), 404, vraag)


def _answer_at(places: list[Place], vraag: str) -> Answer:
    if len(places) > 1:
        return render_template("inloop_kies.html", places=places, vraag=vraag)
    return _answer_near(places[0].punt, vraag, place=places[0])


def _answer_near(punt: Punt, vraag: str, *, place: Place | None = None) -> Answer:
    answer = _find_inloop(punt)
    if answer is None:
        naam = home_set().gemeente.naam
        return _ask_again(_("Deze plek ligt niet in %(naam)s. Zoek op een plek in %(naam)s.", naam=naam), 404, vraag)
    punten = [make_punt(plek.plek, plek.nu) for plek in answer.plekken]
    return render_template("inloop.html", answer=answer, place=place, punten=punten, vraag=vraag)


def _find_inloop(punt: Punt) -> InloopAnswer | None:
    """The answer of the gemeente that the place lies in."""
    moment = now()
    answers = (find_inloop(session(), known, punt, moment=moment) for known in gebiedensets().all())
    return next((answer for answer in answers if answer), None)


def _ask_again(fout: str, status: int, vraag: str = "") -> Answer:
    return render_template("start.html", fout=fout, vraag=vraag), status


def _found_nothing(vraag: str) -> str:
    naam = home_set().gemeente.naam
    if names_other_gemeente(vraag, gebiedenset=home_set()):
        return _("Deze postcode ligt niet in %(naam)s. Vul een plek in %(naam)s in.", naam=naam)
    return _("We vinden deze plek niet in %(naam)s. Probeer een postcode of de naam van uw buurt.", naam=naam)
