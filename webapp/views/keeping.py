"""How does a form that keeps one record start, save, and say that somebody else was first?"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from collectief.errors import InvalidInvoerError, StaleRecordError
from collectief.geschiedenis.geschiedenis import Texts
from collectief.staleness import fingerprint
from webapp.context import session
from webapp.keep_forms import KeepForm
from webapp.resending import is_going_on

Page = tuple[str, int]


def keep(
    form: KeepForm, texts_of: Callable[[], Texts], save: Callable[[str], None], *, template: str, **shown: Any
) -> Page | None:
    """Save what was sent, by the fingerprint of what was seen; None when that went well, and else the page to show.

    What somebody else changed meanwhile is shown beside what was typed: a next save goes over it knowingly.
    """
    if request.method == "GET":
        form.seen.data = fingerprint(texts_of())
    if request.method == "GET" or is_going_on():
        return render_template(template, form=form, **shown), HTTPStatus.OK
    try:
        save(form.read_seen())
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return render_template(template, form=form, **shown), HTTPStatus.UNPROCESSABLE_ENTITY
    except StaleRecordError:
        session().rollback()
        return _show_conflict(form, texts_of(), template, shown), HTTPStatus.CONFLICT
    return None


def _show_conflict(form: KeepForm, texts: Texts, template: str, shown: Mapping[str, Any]) -> str:
    form.seen.data = fingerprint(texts)
    typed = form.told()
    nu = [
        (field.label.text, texts[field.name] or _("leeg"))
        for field in form
        if field.name in typed and texts.get(field.name, "") != (typed[field.name] or "")
    ]
    return render_template(template, form=form, nu=nu, **shown)
