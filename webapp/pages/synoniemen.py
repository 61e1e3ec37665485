"""Which words does a search take for each other? The list that a beheerder keeps."""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import InvalidSynoniemError
from collectief.words import Rol
from collectief.zoeken.synoniemen import (
    HEADER,
    Pair,
    add_synoniemen,
    read_pairs,
    remove_synoniemen,
    synoniemen_of,
    wijzigingen_in_synoniemen,
)
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.numbers import small_int
from webapp.spreadsheet import CSV_MIMETYPE, make_csv
from webapp.synoniem_form import BestandForm, SynoniemForm

pages = Blueprint("synoniemen", __name__, url_prefix="/beheer/synoniemen")

CHANGES_SHOWN = 20

Answer = tuple[str, int] | AnyResponse


@pages.get("")
@open_to(Rol.BEHEERDER)
def lijst() -> Answer:
    return _show(SynoniemForm(formdata=None), BestandForm(formdata=None))


@pages.post("")
@open_to(Rol.BEHEERDER)
def voeg_toe() -> Answer:
    form = SynoniemForm()
    try:
        added = _add([(form.term.data or "", form.bedoelt.data or "")])
    except InvalidSynoniemError as problem:
        form.show_problem(problem)
        return _show(form, BestandForm(formdata=None), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _back(_say_added(added))


@pages.post("/inlezen")
@open_to(Rol.BEHEERDER)
def lees_in() -> Answer:
    form = BestandForm()
    try:
        added = _add(read_pairs(form.read()))
    except InvalidSynoniemError as problem:
        form.show_problem(problem)
        return _show(SynoniemForm(formdata=None), form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _back(_say_added(added))


@pages.post("/weghalen")
@open_to(Rol.BEHEERDER)
def haal_weg() -> Answer:
    ids = request.form.getlist("id", type=small_int)
    removed = remove_synoniemen(session(), account().gemeente, ids, door=account(), now=now())
    session().commit()
    return _back(ngettext("%(num)d synoniem weggehaald.", "%(num)d synoniemen weggehaald.", removed))


@pages.get("/synoniemen.csv")
@open_to(Rol.BEHEERDER)
def bestand() -> Response:
    rows = [(one.term, one.bedoelt) for one in synoniemen_of(session(), account().gemeente)]
    answer = Response(make_csv(HEADER, rows), content_type=CSV_MIMETYPE)
    answer.headers.set("Content-Disposition", "attachment", filename="synoniemen.csv")
    return answer


def _add(pairs: list[Pair]) -> int:
    return add_synoniemen(session(), account().gemeente, pairs, door=account(), now=now())


def _say_added(added: int) -> str:
    return (
        ngettext("%(num)d synoniem toegevoegd.", "%(num)d synoniemen toegevoegd.", added)
        if added
        else _("Dit stond er al.")
    )


def _back(said: str) -> Answer:
    flash(said, "ok")
    return redirect(url_for("synoniemen.lijst"), HTTPStatus.SEE_OTHER)


def _show(form: SynoniemForm, bestand_form: BestandForm, *, status: int = HTTPStatus.OK) -> Answer:
    synoniemen = synoniemen_of(session(), account().gemeente)
    wijzigingen = wijzigingen_in_synoniemen(session(), account().gemeente, limit=CHANGES_SHOWN)
    said = {"synoniemen": synoniemen, "wijzigingen": wijzigingen}
    return render_template("beheer/synoniemen.html", form=form, bestand_form=bestand_form, **said), status
