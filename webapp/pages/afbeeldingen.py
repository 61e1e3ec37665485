"""Which pictures does an entry show, who adds them, and how does a file leave?"""

from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_from_directory, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from collectief.bevoegdheid import may_keep
from collectief.errors import InvalidInvoerError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.plekken.afbeeldingen import aanbod_with_bestand, add_afbeelding, remove_afbeelding
from collectief.plekken.pictures import MAX_BYTES
from collectief.words import Rol, Status
from webapp.access import IEDEREEN, open_to
from webapp.context import account, now, session, settings
from webapp.keep_forms import AfbeeldingForm
from webapp.numbers import small_int
from webapp.views.territory import territory_of

pages = Blueprint("afbeeldingen", __name__)

Answer = tuple[str, int] | AnyResponse

AN_HOUR_S = 3_600  # a place that is hidden takes its pictures along, also from caches
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
SPARE_BYTES = 100_000  # for the other fields of the form


@pages.url_value_preprocessor
def _take_larger_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Before anything reads the form; every other form stays small."""
    request.max_content_length = MAX_BYTES + SPARE_BYTES


@pages.get("/team/aanbod/<int:id>/afbeeldingen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def afbeeldingen(id: int) -> Answer:  # noqa: A002 - the name in the address
    return _show(_own(id), AfbeeldingForm())


@pages.post("/team/aanbod/<int:id>/afbeeldingen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def wijzig(id: int) -> Answer:  # noqa: A002 - the name in the address
    aanbod, form = _own(id), AfbeeldingForm()
    try:
        _change(aanbod, form)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(aanbod, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("De foto's zijn opgeslagen."), "ok")
    return redirect(url_for("afbeeldingen.afbeeldingen", id=id), HTTPStatus.SEE_OTHER)


@pages.get("/afbeeldingen/<bestand>")
@open_to(IEDEREEN)
def bestand(bestand: str) -> Response:
    """Named by its content, which is why it never changes; for visitors only what a published entry shows."""
    shown_by = aanbod_with_bestand(session(), bestand)
    is_public = any(aanbod.status == Status.GEPUBLICEERD for aanbod in shown_by)
    if not is_public and not any(map(_may_see, shown_by)):
        abort(HTTPStatus.NOT_FOUND)
    response = send_from_directory(folder(), bestand, mimetype="image/webp", conditional=True)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = f"private, max-age={AN_HOUR_S}" if is_public else "private, no-store"
    return response


def folder() -> Path:
    return (settings().var / "afbeeldingen").resolve()


def _change(aanbod: Aanbod, form: AfbeeldingForm) -> None:
    door, moment = account(), now()
    gone = request.form.get("weg", type=small_int)
    if gone is not None:
        remove_afbeelding(session(), aanbod, gone, door=door, now=moment)
        return
    data = request.files["bestand"].read() if "bestand" in request.files else b""
    add_afbeelding(session(), aanbod, data, alt=form.alt.data or "", folder=folder(), door=door, now=moment)


def _own(aanbod_id: int) -> Aanbod:
    aanbod = get_aanbod(session(), aanbod_id)
    territory_of(session(), account()).require_own(aanbod)
    return aanbod


def _may_see(aanbod: Aanbod) -> bool:
    return current_user.is_authenticated and may_keep(current_user, gemeente=aanbod.gemeente)


def _show(aanbod: Aanbod, form: AfbeeldingForm, status: int = HTTPStatus.OK) -> Answer:
    return render_template("team/afbeeldingen.html", aanbod=aanbod, form=form), status
