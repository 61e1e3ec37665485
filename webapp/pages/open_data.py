"""What may everybody take along? All public data as files, per gemeente, and the catalogue of them."""

from flask import Blueprint, Response, abort, render_template, request

from geo.gebiedenset import Gebiedenset
from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, home_set, own_sets_first, session
from webapp.headers import open_to_every_origin
from webapp.json import answer
from webapp.open_data.bestanden import FORMATEN, Bestand, Inhoud, make_bestand
from webapp.open_data.catalogus import make_catalogus
from webapp.open_data.datasets import datasets_of
from webapp.url_base import aanbod_url_base
from webapp.views.grenzen import division_of, doubts_of_division

pages = Blueprint("open_data", __name__, url_prefix="/open-data")
pages.after_request(open_to_every_origin)

JSON_LD = "application/ld+json"


@pages.get("/")
@open_to(IEDEREEN)
def open_data() -> str:
    gemeenten = [(inhoud.gebiedenset.gemeente, datasets_of(inhoud)) for inhoud in _inhouden()]
    return render_template("open_data.html", gemeenten=gemeenten, formaten=FORMATEN)


@pages.get("/catalogus.jsonld")
@open_to(IEDEREEN)
def catalogus() -> Response:
    return answer(make_catalogus(_inhouden(), publisher=home_set().gemeente), mimetype=JSON_LD)


@pages.get(f"/<gemeente>/<any({','.join(FORMATEN)}):naam>")
@open_to(IEDEREEN)
def bestand(gemeente: str, naam: str) -> Response:
    gebiedenset = gebiedensets().get(gemeente)
    inhoud = _inhoud(gebiedenset)
    if not any(naam in dataset.bestanden for dataset in datasets_of(inhoud)):
        abort(404)
    made = make_bestand(session(), naam, inhoud, url_base=aanbod_url_base())
    return _send(made, f"{gebiedenset.gemeente.slug}-{naam}")


def _send(made: Bestand, filename: str) -> Response:
    response = Response(made.body, content_type=made.formaat.mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.cache_control.public, response.cache_control.max_age = True, 0
    if made.etag:
        response.set_etag(made.etag)
        response.make_conditional(request)
    return response


def _inhouden() -> list[Inhoud]:
    return [_inhoud(known) for known in own_sets_first()]


def _inhoud(known: Gebiedenset) -> Inhoud:
    return Inhoud(known, division_of(session(), known), doubts_of_division(session(), known.gemeente))
