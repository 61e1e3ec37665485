"""Where does a resident find help nearby? One question, one answer."""

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.spatial import Punt
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.errors import BadRequestParameter
from webapp.huisnummer import known_postcodes, without_huisnummer
from webapp.params import read_nabij, read_text
from webapp.place import Place, rounded_lonlat
from webapp.remembered import remembered
from webapp.views.aanbod import make_punt
from webapp.views.inloop import InloopAnswer, find_inloop, groepnaam
from webapp.views.inloop_vraag import (
    Elders,
    find_in_gemeenten,
    find_nearest_gemeente,
    found_nothing,
    make_vraagpagina,
    own_sets,
)
from webapp.views.leefgebieden import op_volgorde, talenzin, vraagwoord, vraagzin

pages = Blueprint("bewoner", __name__)

pages.add_app_template_filter(rounded_lonlat, "afgerond")
for show in (vraagzin, vraagwoord, talenzin, op_volgorde):
    pages.add_app_template_filter(show)

Answer = str | tuple[str, int] | Response
MUST_BE_LEGIBLE = 200


@pages.get("/")
@open_to(IEDEREEN)
def start() -> Answer:
    return remembered(now(), lambda _minute: render_template("start.html", pagina=make_vraagpagina()))


@pages.get("/inloop")
@open_to(IEDEREEN)
def inloop() -> Answer:
    if not request.args.keys() & {"q", "nabij"}:
        return redirect(url_for("bewoner.start"))
    try:
        vraag, punt = read_text("q", max_length=MUST_BE_LEGIBLE), read_nabij()
    except BadRequestParameter as error:
        return _ask_again(_unreadable(error), 400)
    if not vraag and punt is None:
        return _ask_again(_("Vul een postcode, straat of buurt in."), 400)
    if punt is not None:
        return remembered(now(), lambda minute: _answer_near(punt, _bare(vraag), moment=minute))
    return remembered(now(), lambda minute: _answer_to(vraag, moment=minute))


def _answer_to(vraag: str, *, moment: datetime) -> Answer:
    """A house number leads to the place, and goes no further: not into a link, a title or a history."""
    places = find_in_gemeenten(vraag)
    if _bare(vraag) != " ".join(vraag.split()).strip(" ,"):
        return redirect(_without_huisnummer(places, vraag))
    if len(places) > 1:
        return render_template("inloop_kies.html", places=places, vraag=vraag)
    if places:
        return _answer_near(places[0].punt, vraag, moment=moment, place=places[0])
    elders = find_nearest_gemeente(vraag)
    return _answer_elsewhere(elders, vraag, moment=moment) if elders else _ask_again(found_nothing(vraag), 404, vraag)


def _without_huisnummer(places: list[Place], vraag: str) -> str:
    if len(places) == 1:
        place = places[0]
        return url_for("bewoner.inloop", nabij=rounded_lonlat(place.punt), q=place.naam_zonder_huisnummer)
    return url_for("bewoner.inloop", q=_bare(vraag))


def _bare(vraag: str) -> str:
    return without_huisnummer(vraag, postcodes=known_postcodes())


def _answer_near(punt: Punt, vraag: str, *, moment: datetime, place: Place | None = None) -> Answer:
    """By the gemeente that the place lies in, and else by the one that has something nearest."""
    answers = (find_inloop(session(), known, punt, moment=moment) for known in own_sets())
    answer = next((found for found in answers if found), None)
    if answer is None:
        return _answer_elsewhere(Elders(vraag, punt), vraag, moment=moment)
    return _show(answer, vraag, place=place)


def _answer_elsewhere(elders: Elders, vraag: str, *, moment: datetime) -> Answer:
    answer = elders.nearest_answer(session(), moment=moment)
    return _show(answer, vraag, elders=elders) if answer else _ask_again(found_nothing(vraag), 404, vraag)


def _show(answer: InloopAnswer, vraag: str, *, place: Place | None = None, elders: Elders | None = None) -> Answer:
    return render_template(
        "inloop.html",
        answer=answer,
        place=place,
        elders=elders,
        vraag=vraag,
        punten=[make_punt(plek.plek, plek.nu) for plek in answer.plekken],
        groepnaam=groepnaam,
    )


def _ask_again(fout: str, status: int, vraag: str = "") -> Answer:
    return render_template("start.html", pagina=make_vraagpagina(fout=fout, vraag=vraag)), status


def _unreadable(error: BadRequestParameter) -> str:
    """In words that say what to do: who stands here did not write the address of the page."""
    if error.name == "nabij":
        return _("We weten niet waar u bent. Vul een postcode, straat of buurt in.")
    return _("Dit kunnen we niet lezen. Vul alleen uw postcode, straat of buurt in.")
