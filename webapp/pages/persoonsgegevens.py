"""Which parts of what somebody is typing point at a person? The text is looked at, and neither stored nor logged."""

from http import HTTPStatus

import orjson
from flask import Blueprint, Response, abort, request
from wtforms import Field

from collectief.persoonsgegevens.herkennen import Vondst, find_persoonsgegevens
from collectief.words import Rol
from geo.gebiedenset import Gebiedenset
from webapp.access import IEDEREEN, open_to
from webapp.context import account, gebiedensets, home_set
from webapp.limiting import seconds_to_wait
from webapp.views.persoonsgegevens import find_in, make_delen, vondst_as_json
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.visitor_forms import comes_from_elsewhere, without_cookie

pages = Blueprint("persoonsgegevens", __name__)
pages.add_app_template_filter(make_delen, "delen")

LONGEST = 50_000  # characters
LIMIT = "120 per minute"  # somebody who types pauses every second or so


@pages.post("/team/signalen/controle")
@open_to(Rol.TEAMLID, Rol.BELEID, Rol.BEHEERDER)
def controle() -> Response:
    return _answer(gebiedensets().get(account().gemeente))


@pages.post("/signaal/controle")
@open_to(IEDEREEN)
@without_cookie
def controle_van_partner() -> Response:
    """Of `gemeente`, whose places are no persons."""
    if comes_from_elsewhere():
        abort(HTTPStatus.FORBIDDEN)
    if wait_s := seconds_to_wait(LIMIT, scope="signaal_controle"):
        return Response(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": str(wait_s)})
    return _answer(gebiedensets().find(request.args.get("gemeente", "")) or home_set())


@pages.app_template_global()
def vondsten_in(field: Field) -> list[Vondst]:
    """For a field that came back to who is signed in."""
    return find_in(field, gebiedensets().get(account().gemeente)) if field.errors else []


def _answer(gebiedenset: Gebiedenset) -> Response:
    """Never kept by a browser or proxy: the answer tells something of the text."""
    tekst = request.form.get("tekst", "")
    if len(tekst) > LONGEST:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    found = find_persoonsgegevens(tekst, plaatsnamen=plaatsnamen_of(gebiedenset))
    answer = Response(orjson.dumps(list(map(vondst_as_json, found))), mimetype="application/json")
    answer.cache_control.no_store = True
    return answer
