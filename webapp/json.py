"""How does data leave as JSON? Made by orjson, with an ETag; errors as application/problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request

GEOJSON = "application/geo+json"


def answer(data: Any, *, mimetype: str = "application/json", max_age_s: int = 0) -> Response:
    """The data as an answer; 304 when the client already has it."""
    body = data if isinstance(data, bytes) else orjson.dumps(data)
    response = Response(body, mimetype=mimetype)
    response.cache_control.public = True
    response.cache_control.max_age = max_age_s
    response.add_etag()
    response.make_conditional(request)
    return response


def problem(status: int, detail: str, **extra: str) -> Response:
    """A problem answer that says in one sentence what is wrong."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **extra}
    return Response(orjson.dumps(body), status=status, mimetype="application/problem+json")
