"""How does another program add an entry and change one? With a token; what it may do, its gebruiker may do too."""

from http import HTTPStatus

import orjson
from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import find_aanbod, get_aanbod
from collectief.models import Aanbod, Gebruiker
from collectief.registreren.invoer import AanbodInvoer, checked, make_invoer
from collectief.registreren.registreren import add_aanbod, change_aanbod
from collectief.registreren.resubmission import find_same_aanbod
from collectief.words import Recht, Status
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.json import problem
from webapp.params import known_only
from webapp.views.territory import territory_of
from webapp.writing.body import BodyError, Fault, as_body, read_body
from webapp.writing.double import looks_double, similar
from webapp.writing.place import settled
from webapp.writing.tokens import writes_with

pages = Blueprint("api_writing", __name__)


@pages.get("/api/aanbod/<int:id>")
@open_to(IEDEREEN)
def lees(id: int) -> Response:  # noqa: A002 - the name in the address
    known_only(())
    aanbod = find_aanbod(session(), id)
    if aanbod is None or aanbod.status != Status.GEPUBLICEERD:
        raise UnknownRecordError(f"aanbod {id}")
    response = _answer(aanbod, HTTPStatus.OK)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.post("/api/aanbod")
@writes_with(Recht.TOEVOEGEN)
def voeg_toe(gebruiker: Gebruiker) -> Response:
    """An entry that was sent twice is stored once; one that looks like another only when its sender says so."""
    known_only(())
    body, territory = read_body(_read_json()), territory_of(session(), gebruiker)
    invoer = checked(settled(body.changed(AanbodInvoer(gemeente=gebruiker.gemeente)), territory))
    same = find_same_aanbod(session(), invoer, door=gebruiker, now=now())
    if not (same or body.toch_nieuw) and (alike := similar(session(), invoer)):
        return looks_double(alike)
    aanbod = same or add_aanbod(session(), invoer, door=gebruiker, now=now())
    return _answer(aanbod, HTTPStatus.OK if same else HTTPStatus.CREATED)


@pages.patch("/api/aanbod/<int:id>")
@writes_with(Recht.WIJZIGEN)
def wijzig(gebruiker: Gebruiker, id: int) -> Response:  # noqa: A002 - the name in the address
    """Changes the fields that were sent, of the version that `If-Match` names."""
    known_only(())
    versie = _read_versie()
    if versie is None:
        return problem(HTTPStatus.PRECONDITION_REQUIRED, _("Stuur de ETag van wat u las mee als If-Match."))
    aanbod, territory = get_aanbod(session(), id), territory_of(session(), gebruiker)
    territory.require_own(aanbod)
    invoer = settled(read_body(_read_json()).changed(make_invoer(aanbod)), territory)
    changed = change_aanbod(session(), aanbod, invoer, door=gebruiker, now=now(), versie=versie)
    return _answer(changed, HTTPStatus.OK)


def _read_json() -> object:
    """Raises BodyError for what is no JSON."""
    try:
        return orjson.loads(request.get_data())
    except orjson.JSONDecodeError as error:
        raise BodyError([Fault("", _("Dit is geen JSON."))]) from error


def _read_versie() -> int | None:
    """The number between the quotes of If-Match; 0, which is none, for any other text."""
    text = request.headers.get("If-Match")
    if text is None:
        return None
    number = text.strip().strip('"')
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def _answer(aanbod: Aanbod, status: HTTPStatus) -> Response:
    session().flush()
    url = url_for("aanbod.aanbod", id=aanbod.id, _external=True)
    body = {"id": aanbod.id, "uuid": str(aanbod.uuid), "url": url, "versie": aanbod.versie, "aanbod": as_body(aanbod)}
    response = Response(orjson.dumps(body), status=status, mimetype="application/json")
    response.set_etag(str(aanbod.versie))
    if status == HTTPStatus.CREATED:
        response.headers["Location"] = url_for("api_writing.lees", id=aanbod.id, _external=True)
    return response
