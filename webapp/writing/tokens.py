"""May this request write? A route that is marked with `writes_with` asks for a token, and writes down what was done."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request
from flask_babel import gettext as _

from collectief.errors import (
    InvalidInvoerError,
    NotAllowedError,
    StaleRecordError,
    UnknownRecordError,
)
from collectief.models import Token
from collectief.teams.tokens import get_token, log_use
from collectief.words import Recht
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session
from webapp.json import problem
from webapp.problems import sentence_of
from webapp.security import csrf
from webapp.writing.body import BodyError, Fault

SCHEME = "Bearer"

View = Callable[..., Response]


def writes_with(recht: Recht) -> Callable[[Callable[..., Response]], View]:
    """Give the view the gebruiker of the token; no cookie opens it, so that it needs no other guard against forgery."""

    def mark(view: Callable[..., Response]) -> View:
        @wraps(view)
        def run(**in_url: Any) -> Response:
            try:
                token = _read_token(recht)
            except UnknownRecordError:
                return _unknown_token()
            except NotAllowedError:
                return problem(HTTPStatus.FORBIDDEN, _("Met dit token mag dit niet. Maak een token met dit recht."))
            return _logged(token, lambda: view(token.gebruiker, **in_url))

        exempt: View = csrf.exempt(open_to(IEDEREEN)(run))
        return exempt

    return mark


def _read_token(recht: Recht) -> Token:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != SCHEME.casefold():
        raise UnknownRecordError("no token was sent")
    return get_token(session(), secret.strip(), recht=recht, now=now())


def _unknown_token() -> Response:
    answer = problem(HTTPStatus.UNAUTHORIZED, _("Stuur een geldig token mee: Authorization: Bearer wb_…"))
    answer.headers["WWW-Authenticate"] = f'{SCHEME} realm="Wijkbeeld"'
    return answer


def _logged(token: Token, write: Callable[[], Response]) -> Response:
    """What the view stored is committed with the note of its use; after a refusal only the note is."""
    token_id = token.id
    try:
        response = write()
    except (BodyError, InvalidInvoerError, NotAllowedError, StaleRecordError, UnknownRecordError) as error:
        session().rollback()
        response = _refused(error)
    used = session().get_one(Token, token_id)
    log_use(session(), used, vraag=f"{request.method} {request.path}", antwoord=response.status_code, now=now())
    session().commit()
    return response


def _refused(error: Exception) -> Response:
    if isinstance(error, BodyError):
        return _faulty(error.faults)
    if isinstance(error, InvalidInvoerError):
        return _faulty([Fault(found.field, sentence_of(found)) for found in error.problems])
    if isinstance(error, StaleRecordError):
        return problem(HTTPStatus.PRECONDITION_FAILED, _("Iemand anders was u voor. Haal het opnieuw op."))
    if isinstance(error, NotAllowedError):
        return problem(HTTPStatus.FORBIDDEN, _("Dit mag alleen het team dat in deze buurt werkt."))
    return problem(HTTPStatus.NOT_FOUND, _("Dit staat niet (meer) op de kaart."))


def _faulty(faults: list[Fault]) -> Response:
    """Every field that is wrong, with what is wrong about it."""
    response = problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("Er kloppen velden niet; `fouten` zegt welke."))
    body = orjson.loads(response.data) | {"fouten": [fault._asdict() for fault in faults]}
    response.data = orjson.dumps(body)
    return response
