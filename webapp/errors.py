"""What does a visitor see when something goes wrong? The one table from error class to status and Dutch sentence."""

from http import HTTPStatus

from flask import Flask, Response, render_template, request
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from collectief.errors import (
    CollectiefError,
    NotAllowedError,
    StaleRecordError,
    TooManyVoorstellenError,
    UnknownRecordError,
)
from geo.errors import GeoError, UnknownGebiedError
from webapp.context import session
from webapp.json import problem
from webapp.resending import find_refusal_page, find_resend_page

FOUND_NOTHING = _("Deze pagina bestaat niet. Zoek hieronder een wijk of buurt, of ga naar de kaart.")
SENTENCES: dict[type[Exception], tuple[int, object]] = {
    UnknownGebiedError: (404, _("Dit gebied kennen we niet. Zoek hieronder op de naam van een wijk of buurt.")),
    UnknownRecordError: (404, _("Dit staat niet (meer) op de kaart. Zoek hieronder verder.")),
    NotAllowedError: (403, _("Dit mag alleen het team dat in deze buurt werkt.")),
    TooManyVoorstellenError: (
        409,
        _("Hierover kregen we al veel meldingen. Het wijkteam kijkt die eerst na. Probeer het later opnieuw."),
    ),
    StaleRecordError: (409, _("Iemand anders heeft dit net gewijzigd. Ga terug en probeer het opnieuw.")),
    CSRFError: (400, _("U was te lang weg. Ga terug, laad de pagina opnieuw en verstuur het nog een keer.")),
}
HTTP_SENTENCES: dict[int, object] = {
    400: _("Deze vraag kunnen we niet lezen. Kijk het adres van de pagina na."),
    403: _("U hebt geen toegang tot deze pagina."),
    404: FOUND_NOTHING,
    405: _("Dit kan hier niet. Ga terug en probeer het via de knop op de pagina."),
    413: _("Dit is te groot om te versturen. Maak het kleiner en probeer het opnieuw."),
    429: _("U hebt in korte tijd veel gevraagd of verstuurd. Wacht even en probeer het dan opnieuw."),
    500: _("Er ging iets mis bij ons. Probeer het straks opnieuw."),
    503: _("Het is nu te druk om dit te maken. Probeer het over een halve minuut opnieuw."),
}


class BadRequestParameter(Exception):  # noqa: N818 - it is a request that is wrong, not the program
    """A parameter in the URL that its rule refuses; `sentence` says in Dutch which, and why."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name}: {sentence}")
        self.name = name
        self.sentence = sentence


def init_app(app: Flask) -> None:
    app.register_error_handler(BadRequestParameter, lambda error: _answer(400, error.sentence, parameter=error.name))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(CSRFError, lambda error: find_resend_page() or _known(error))
    for known in (CollectiefError, GeoError):
        app.register_error_handler(known, _known)


def _known(error: Exception) -> tuple[Response | str, int] | Response:
    for kind, (status, sentence) in SENTENCES.items():
        if isinstance(error, kind):
            return _refuse(status) or _answer(status, str(sentence))
    raise error


def _refuse(status: int) -> Response | None:
    """What was begun for this request is undone before the page is made."""
    if status not in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
        return None
    session().rollback()
    return find_refusal_page(status)


def _http(error: HTTPException) -> tuple[Response | str, int] | Response:
    if error.response is not None:  # an answer that a library already made, such as a redirect
        return error  # type: ignore[return-value]
    status = error.code or 500
    return _refuse(status) or _answer(status, str(HTTP_SENTENCES.get(status) or HTTPStatus(status).phrase))


def _unknown_host(_error: SecurityError) -> Response:
    """Bare words: a page has links, and under a host that is not ours none can be made."""
    return Response(str(HTTP_SENTENCES[400]), HTTPStatus.BAD_REQUEST, mimetype="text/plain")


def _answer(status: int, sentence: str, **extra: str) -> tuple[Response | str, int] | Response:
    if request.path.startswith(("/api/", "/hsds/")):
        return problem(status, sentence, **extra)
    if request.path.startswith("/ogc/"):  # whose standard has words of its own for the same
        return problem(status, sentence, code=HTTPStatus(status).name, description=sentence, **extra)
    return render_template("error.html", status=status, sentence=sentence), status
