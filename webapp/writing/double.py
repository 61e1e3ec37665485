"""Does what a program adds stand there already, under another name or from another sender?"""

from collections.abc import Sequence
from http import HTTPStatus

import orjson
from flask import Response, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from collectief.dubbelen.dubbel_kandidaten import similar_aanbod
from collectief.dubbelen.dubbelen import kenmerken_of_invoer
from collectief.models import Aanbod
from collectief.registreren.invoer import AanbodInvoer
from webapp.json import problem

MAX_ALIKE = 5


def similar(session: Session, invoer: AanbodInvoer) -> list[Aanbod]:
    """The published entries that are likely to be this one, the likeliest first; the invoer must be checked."""
    found = similar_aanbod(session, kenmerken_of_invoer(invoer), gemeente=invoer.gemeente, limit=MAX_ALIKE)
    return [aanbod for aanbod, _likeness in found]


def looks_double(alike: Sequence[Aanbod]) -> Response:
    """A refusal that names what it looks like, and how to add it all the same."""
    sentence = _("Dit lijkt op wat er al staat. Wijzig dat, of stuur toch_nieuw mee als het echt iets anders is.")
    response = problem(HTTPStatus.CONFLICT, sentence)
    found = [
        {"id": one.id, "naam": one.naam, "url": url_for("aanbod.aanbod", id=one.id, _external=True)} for one in alike
    ]
    response.data = orjson.dumps(orjson.loads(response.data) | {"lijkt_op": found})
    return response
