"""How does nobody lose what they typed when they were signed out before they sent it?"""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from flask import Response, current_app, make_response, render_template, request
from flask_security import current_user

View = TypeVar("View", bound=Callable[..., object])

NOT_KEPT = ("csrf_token", "actie")


def keeps_typed(view: View) -> View:
    """Mark a view whose form may be sent again after signing in: it shows a form whose `actie` it does not know."""
    view.__dict__["keeps_typed"] = True
    return view


def find_resend_page() -> Response | None:
    """The page that carries along what was typed; None where the request is of no such form.

    It leads back to the form and stores nothing: what another site sent must be seen by somebody first.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method != "POST" or not getattr(view, "keeps_typed", False):
        return None
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT]
    is_signed_in = current_user.is_authenticated
    page = make_response(render_template("verder.html", typed=typed, is_signed_in=is_signed_in))
    page.status_code = HTTPStatus.BAD_REQUEST if is_signed_in else HTTPStatus.UNAUTHORIZED
    page.headers["Cache-Control"] = "no-store"
    return page
