"""Is the service up? For monitoring."""

from flask import Blueprint, Response
from sqlalchemy import text

from webapp.access import IEDEREEN, open_to
from webapp.context import gebiedensets, session
from webapp.json import answer

pages = Blueprint("operation", __name__)


@pages.get("/healthz")
@open_to(IEDEREEN)
def healthz() -> Response:
    """Answers 200 only when the database and at least one gebiedenset can be read."""
    session().execute(text("SELECT 1"))
    gemeenten = [s.gemeente.code for s in gebiedensets().all()]
    response = answer({"status": "ok" if gemeenten else "no gebiedenset", "gemeenten": gemeenten})
    response.status_code = 200 if gemeenten else 503
    return response
