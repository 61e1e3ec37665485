"""How does a beheerder let entries of others in: which sources are there, and what is decided on what they tell?"""

from http import HTTPStatus

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from collectief.errors import BronbestandError, InvalidInvoerError, UnknownRecordError
from collectief.inlezen.bronbeheer import save_bron
from collectief.inlezen.bronnen import bronnen_of_gemeente, get_bron, get_inlezing, inlezingen_of_bron
from collectief.inlezen.kolommen import Leeswijzer
from collectief.inlezen.lezen import read_tabel
from collectief.inlezen.tabel import MAX_BYTES, Tabel
from collectief.models import Aanbodbron, Inlezing
from collectief.words import Inleesbesluit, Rol
from webapp.access import open_to
from webapp.bron_form import BestandForm, BronForm
from webapp.context import session
from webapp.fields import add_error
from webapp.inlezen import besluiten
from webapp.inlezen.bestanden import read_kept
from webapp.inlezen.voorbeeld import make_example_csv, make_example_xlsx
from webapp.inlezen.zinnen import sentence_of_melding
from webapp.numbers import small_int
from webapp.spreadsheet import CSV_MIMETYPE, XLSX_MIMETYPE
from webapp.views.bronnen import make_inleespagina, read_leeswijzer

pages = Blueprint("bronnen", __name__, url_prefix="/beheer/bronnen")
MAX_UPLOAD_BYTES = MAX_BYTES + 100_000  # with what a browser writes around the file

Answer = tuple[str, int] | AnyResponse


@pages.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: object) -> None:
    """Before anything reads the form; every other form stays small."""
    if endpoint == "bronnen.lees":
        request.max_content_length = MAX_UPLOAD_BYTES


@pages.get("")
@open_to(Rol.BEHEERDER)
def bronnen() -> str:
    known = bronnen_of_gemeente(session(), _gemeente())
    readings = {bron.id: next(iter(inlezingen_of_bron(session(), bron)), None) for bron in known}
    return render_template("beheer/bronnen.html", bronnen=known, inlezingen=readings)


@pages.route("/nieuw", methods=["GET", "POST"])
@open_to(Rol.BEHEERDER)
def nieuw() -> Answer:
    return _edit(BronForm(), None)


@pages.route("/<int:bron_id>", methods=["GET", "POST"])
@open_to(Rol.BEHEERDER)
def bron(bron_id: int) -> Answer:
    found = _bron(bron_id)
    return _edit(BronForm(obj=found), found)


@pages.post("/<int:bron_id>/bestand")
@open_to(Rol.BEHEERDER)
def lees(bron_id: int) -> Answer:
    """Read a file that is offered, and show what would become of it."""
    found, form = _bron(bron_id), BestandForm()
    try:
        inlezing = besluiten.offer(found, form.bestand.data.read() if form.bestand.data else b"")
    except BronbestandError as error:
        add_error(form.bestand, sentence_of_melding(error))
        return _show(BronForm(formdata=None, obj=found), found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    return _to_inlezing(found, inlezing)


@pages.get("/<int:bron_id>/inlezingen/<int:inlezing_id>")
@open_to(Rol.BEHEERDER)
def inlezing(bron_id: int, inlezing_id: int) -> Answer:
    found = _bron(bron_id)
    return _show_inlezing(found, get_inlezing(session(), found, inlezing_id))


@pages.post("/<int:bron_id>/inlezingen/<int:inlezing_id>/kolommen")
@open_to(Rol.BEHEERDER)
def kies_kolommen(bron_id: int, inlezing_id: int) -> Answer:
    """Remember how the source is read from now on, and see what becomes of the file then."""
    found = _bron(bron_id)
    waiting = get_inlezing(session(), found, inlezing_id)
    if waiting.besluit != Inleesbesluit.WACHT:
        return _decided(found, waiting)
    tabel = read_tabel(read_kept(besluiten.folder(), waiting.bestand))
    try:
        found.kolommen = read_leeswijzer(request.form, Leeswijzer.of(found.kolommen), tabel).as_dict()
    except InvalidInvoerError as error:
        flash(" ".join(map(sentence_of_melding, error.problems)), "error")
        return _to_inlezing(found, waiting)
    besluiten.try_again(found, waiting)
    session().commit()
    return _to_inlezing(found, waiting)


@pages.post("/<int:bron_id>/inlezingen/<int:inlezing_id>/besluit")
@open_to(Rol.BEHEERDER)
def besluit(bron_id: int, inlezing_id: int) -> Answer:
    found = _bron(bron_id)
    waiting = get_inlezing(session(), found, inlezing_id)
    if waiting.besluit != Inleesbesluit.WACHT:
        return _decided(found, waiting)
    if request.form.get("actie") == "neem-over":
        is_done = besluiten.take_over(found, waiting)
    else:
        waiting.besluit, is_done = Inleesbesluit.GEWEIGERD, True
    session().commit()
    if is_done:
        besluiten.forget_decided(waiting)
        flash(_("Het bestand is %(besluit)s.", besluit=_(waiting.besluit.naam)), "ok")
    return _to_inlezing(found, waiting)


@pages.get("/voorbeeld.csv")
@open_to(Rol.BEHEERDER)
def voorbeeld_csv() -> Response:
    return _download(make_example_csv(), CSV_MIMETYPE, "voorbeeld.csv")


@pages.get("/voorbeeld.xlsx")
@open_to(Rol.BEHEERDER)
def voorbeeld_xlsx() -> Response:
    return _download(make_example_xlsx(), XLSX_MIMETYPE, "voorbeeld.xlsx")


def _gemeente() -> str:
    return str(current_user.gemeente)


def _bron(bron_id: int) -> Aanbodbron:
    return get_bron(session(), bron_id, gemeente=_gemeente())


def _decided(found: Aanbodbron, shown: Inlezing) -> AnyResponse:
    flash(_("Hierover is al besloten."), "error")
    return _to_inlezing(found, shown)


def _edit(form: BronForm, found: Aanbodbron | None) -> Answer:
    if request.method == "GET":
        return _show(form, found, BestandForm(), HTTPStatus.OK)
    try:
        saved = save_bron(session(), found, form.make_invoer(), gemeente=_gemeente()) if form.is_readable() else None
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        saved = None
    if saved is None:
        return _show(form, found, BestandForm(formdata=None), HTTPStatus.UNPROCESSABLE_ENTITY)
    session().commit()
    flash(_("De bron %(naam)s is opgeslagen.", naam=saved.naam), "ok")
    return redirect(url_for("bronnen.bron", bron_id=saved.id), HTTPStatus.SEE_OTHER)


def _show(form: BronForm, found: Aanbodbron | None, bestand: BestandForm, status: HTTPStatus) -> Answer:
    readings = inlezingen_of_bron(session(), found) if found else ()
    page = render_template("beheer/bron.html", form=form, bestand=bestand, bron=found, inlezingen=readings)
    return page, status


def _show_inlezing(found: Aanbodbron, shown: Inlezing) -> Answer:
    tabel = _find_tabel(shown)
    vanaf = request.args.get("vanaf", 0, type=small_int)
    pagina = make_inleespagina(found, shown, tabel, vanaf=vanaf)
    return render_template("beheer/inlezing.html", pagina=pagina), HTTPStatus.OK


def _find_tabel(shown: Inlezing) -> Tabel | None:
    """What the file holds while it waits; None once it is gone, as after a restored backup."""
    try:
        return read_tabel(read_kept(besluiten.folder(), shown.bestand))
    except UnknownRecordError:
        return None


def _to_inlezing(found: Aanbodbron, shown: Inlezing) -> AnyResponse:
    url = url_for("bronnen.inlezing", bron_id=found.id, inlezing_id=shown.id)
    return redirect(url, HTTPStatus.SEE_OTHER)


def _download(body: bytes, mimetype: str, name: str) -> Response:
    return Response(body, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
