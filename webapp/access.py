"""Who may use a route? Every route says so with `@open_to`, and one gate enforces it before the view runs."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from collectief.words import Rol
from webapp.resending import find_resend_page

View = TypeVar("View", bound=Callable[..., object])


class Bezoeker(StrEnum):
    """Somebody without an account."""

    IEDEREEN = "iedereen"


IEDEREEN = Bezoeker.IEDEREEN
Wie = Bezoeker | Rol

# Routes of libraries, which cannot carry our mark.
LIBRARY_ROUTES: dict[str, frozenset[Wie]] = {
    "static": frozenset({IEDEREEN}),
    "security.static": frozenset({IEDEREEN}),
    "security.login": frozenset({IEDEREEN}),
    "security.logout": frozenset({IEDEREEN}),
    "security.verify": frozenset(),  # asks for the password again: nothing here needs that
}


def open_to(*wie: Wie) -> Callable[[View], View]:
    """Mark a view with who may use it: `@open_to(IEDEREEN)` or one or more rollen."""

    def mark(view: View) -> View:
        view.__dict__["open_to"] = frozenset(wie)
        return view

    return mark


def who_may_use(app: Flask, endpoint: str) -> frozenset[Wie] | None:
    """Who may use a route, or None when nobody said so: then nobody may."""
    marked: frozenset[Wie] | None = getattr(app.view_functions.get(endpoint), "open_to", None)
    return marked if marked is not None else LIBRARY_ROUTES.get(endpoint)


def init_app(app: Flask) -> None:
    app.before_request(_gate)


def _gate() -> Response | None:
    if request.endpoint is None:  # no such page: the 404 page is for everybody
        return None
    allowed = who_may_use(current_app, request.endpoint)
    if allowed is None:
        abort(403)
    if IEDEREEN in allowed or (current_user.is_authenticated and current_user.rol in allowed):
        return None
    if current_user.is_authenticated:
        abort(403)
    return find_resend_page() or redirect(url_for("security.login", next=request.full_path.rstrip("?")))
