"""How does nobody lose what they typed: who was signed out before they sent it, and whose it is not any more?"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TypeVar

from flask import Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_security import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, FileField, FormField, HiddenField, SelectFieldBase

from webapp.context import gebiedensets

View = TypeVar("View", bound=Callable[..., object])

NOT_KEPT = ("csrf_token", "actie")
VERDER = "verder"


def keeps_typed(form: type[FlaskForm]) -> Callable[[View], View]:
    """Mark a view with the form whose fields may be sent again: it shows that form when somebody `is_going_on`."""

    def mark(view: View) -> View:
        view.__dict__["keeps_typed"] = form
        return view

    return mark


def is_going_on() -> bool:
    """Whether this was carried along by a page of this module: it is looked at first, and stored by a next request."""
    return request.form.get("actie") == VERDER


def find_resend_page() -> Response | None:
    """The page that carries along what was typed; None where the request is of no such form.

    It leads back to the form and stores nothing: what another site sent must be seen by somebody first.
    """
    if _find_form() is None:
        return None
    is_signed_in = current_user.is_authenticated
    status = HTTPStatus.BAD_REQUEST if is_signed_in else HTTPStatus.UNAUTHORIZED
    return _make_page("verder.html", status, is_signed_in=is_signed_in)


def find_refusal_page(status: int) -> Response | None:
    """For who may not store this (any more), or what it is about is gone: what they typed, and what to do.

    None where the request is of no such form.
    """
    form = _find_form()
    if form is None or not current_user.is_authenticated:
        return None
    ingevuld = list(_say(form()))
    return _make_page("geweigerd.html", status, status=status, ingevuld=ingevuld, team=current_user.team)


def _find_form() -> type[FlaskForm] | None:
    view = current_app.view_functions.get(request.endpoint or "")
    form: type[FlaskForm] | None = getattr(view, "keeps_typed", None)
    return form if request.method == "POST" else None


def _make_page(template: str, code: int, **shown: object) -> Response:
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT]
    with_file = any(file.filename for file in request.files.values())
    page = make_response(render_template(template, typed=typed, with_file=with_file, **shown))
    page.status_code = code
    page.headers["Cache-Control"] = "no-store"
    return page


def _say(fields: Iterable[Field]) -> Iterable[tuple[str, str]]:
    """The label of each field that was filled in, and what was filled in."""
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from _say(field)
        elif not isinstance(field, HiddenField | FileField) and (text := _in_words(field)):
            yield str(field.label.text), text


def _in_words(field: Field) -> str:
    sent = [str(value) for value in field.raw_data or () if value]
    if isinstance(field, BooleanField):
        return _("ja") if sent else ""
    if isinstance(field, SelectFieldBase):
        labels = {str(choice.value): str(choice.label) for choice in field.iter_choices()}
        return ", ".join(labels.get(value) or _name(value) for value in sent)
    return "\n".join(sent)


def _name(value: str) -> str:
    """What was chosen of a list that depends on who looks: most are buurten."""
    gebied = gebiedensets().get(current_user.gemeente).find_gebied(value)
    return gebied.naam if gebied else value
