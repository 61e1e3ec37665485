"""How does the inloop leave the website on paper: as a poster with a QR code, and as a list for the buurtkrant?"""

from enum import StrEnum
from functools import lru_cache

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound, TooManyRequests

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import get_aanbod
from collectief.words import SoortAanbod, Status
from geo.gebieden import Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.gebied import Gevonden, get_gebied
from webapp.json import answer
from webapp.limiting import seconds_to_wait
from webapp.params import read_words
from webapp.rapport import make_page
from webapp.show import dag
from webapp.text import filename_of
from webapp.views.papier import Buurtkrant, as_text, make_buurtkrant
from webapp.views.poster import Poster, make_aanbodposter, make_wijkposter
from webapp.views.recept import make_qr

pages = Blueprint("papier", __name__)

LIMIT = "60 per hour"  # of posters that nobody asked for before: each keeps a core busy for a second
KEPT_POSTERS = 64
TEN_MINUTES_S = 600


class Formaat(StrEnum):
    """Of paper."""

    A4 = "a4"
    A3 = "a3"


# From what is read in the hand to what is read at three metres; A3 is half as large again.
SIZES_PT = {Formaat.A4: range(6, 31), Formaat.A3: range(9, 44)}


@pages.get("/wijken/<code>/poster.pdf")
@open_to(IEDEREEN)
def poster_wijk(code: str) -> Response:
    found = get_gebied(code)
    if found.gebied.soort in (Soort.LAND, Soort.GEMEENTE):  # too large to walk through
        raise NotFound
    return _send(make_wijkposter(session(), found, moment=now()))


@pages.get("/aanbod/<int:id>/poster.pdf")
@open_to(IEDEREEN)
def poster_aanbod(id: int) -> Response:  # noqa: A002 - the name that the URL has for it
    found = get_aanbod(session(), id)
    if found.status != Status.GEPUBLICEERD or found.locatie is None:
        raise UnknownRecordError(f"aanbod {id} has nothing to put on a poster")
    return _send(make_aanbodposter(session(), found, moment=now()))


@pages.get("/wijken/<code>/buurtkrant")
@open_to(IEDEREEN)
def buurtkrant(code: str) -> str:
    found = get_gebied(code)
    krant = _make_krant(found)
    tekst = _as_text(krant)
    return render_template("papier/buurtkrant.html", krant=krant, kop=_kop(), tekst=tekst, soorten=SoortAanbod)


@pages.get("/wijken/<code>/buurtkrant.txt")
@open_to(IEDEREEN)
def buurtkrant_tekst(code: str) -> Response:
    krant = _make_krant(get_gebied(code))
    return _as_file(Response(_as_text(krant), mimetype="text/plain"), f"buurtkrant {krant.gebied.naam}", "txt")


def _make_krant(found: Gevonden) -> Buurtkrant:
    if found.gebied.soort is Soort.LAND:
        raise NotFound
    return make_buurtkrant(session(), found, read_words("soort", SoortAanbod), moment=now())


def _kop() -> tuple[str, str, str, str]:
    return _("Naam"), _("Adres"), _("Tijden"), _("Telefoon")


def _as_text(krant: Buurtkrant) -> str:
    titel = _("Waar kunt u terecht in %(gebied)s?", gebied=krant.gebied.naam)
    uitleg = _("Deze lijst is van %(dag)s. Kijk na of alles nog klopt voordat u hem drukt.", dag=dag(krant.op))
    return as_text(krant, titel=titel, kop=_kop(), uitleg=uitleg)


def _send(poster: Poster) -> Response:
    formaat = min(read_words("formaat", Formaat), default=Formaat.A4)
    html = render_template("papier/poster.html", poster=poster, formaat=formaat)
    pdf = answer(_draw(html, make_qr(poster.link), formaat), mimetype="application/pdf", max_age_s=TEN_MINUTES_S)
    return _as_file(pdf, f"poster {poster.kop} {formaat}", "pdf")


@lru_cache(maxsize=KEPT_POSTERS)
def _draw(html: str, qr: bytes, formaat: Formaat) -> bytes:
    """Made once of what it says: whoever changes an entry gets another poster."""
    if wait_s := seconds_to_wait(LIMIT, scope="poster"):
        raise TooManyRequests(retry_after=wait_s)
    return make_page(html, pictures={"qr": qr.decode()}, style="poster", sizes_pt=SIZES_PT[formaat])


def _as_file(response: Response, naam: str, extension: str) -> Response:
    response.headers.set("Content-Disposition", "attachment", filename=filename_of(naam, extension))
    return response
