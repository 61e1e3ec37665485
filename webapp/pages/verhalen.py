"""Which stories tell what a voorstel did, and who may see them?"""

from http import HTTPStatus

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as AnyResponse

from collectief.collectiveren.bevoegd import keeps_of_team, require_may_change
from collectief.collectiveren.verhalen import add_verhaal, get_verhaal, is_public, publish, unpublish, withdraw
from collectief.collectiveren.voorstellen import get_voorstel
from collectief.errors import InvalidInvoerError
from collectief.models import Verhaal, Voorstel
from collectief.plekken.pictures import MAX_BYTES
from collectief.words import Rol
from webapp.access import IEDEREEN, open_to
from webapp.context import account, gebiedensets, now, session
from webapp.problems import sentence_of
from webapp.resending import is_going_on, keeps_typed
from webapp.views.plaatsnamen import plaatsnamen_of
from webapp.voorstel_form import VerhaalForm

pages = Blueprint("verhalen", __name__)

Answer = tuple[str, int] | AnyResponse

FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
SPARE_BYTES = 100_000  # for the other fields of the form


@pages.url_value_preprocessor
def _take_larger_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Before anything reads the form; every other form stays small."""
    request.max_content_length = MAX_BYTES + SPARE_BYTES


@pages.route("/team/voorstellen/<int:id>/verhaal", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
@keeps_typed(VerhaalForm)
def nieuw(id: int) -> Answer:  # noqa: A002 - the name in the address
    voorstel, form = get_voorstel(session(), id, gemeente=account().gemeente), VerhaalForm()
    require_may_change(voorstel, door=account())
    if request.method == "GET" or is_going_on():
        return _show(form, voorstel)
    try:
        _add(form, voorstel)
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(form, voorstel, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _back(voorstel, _("Het verhaal is bewaard. Alleen uw team ziet het, tot u het op de kaart zet."))


@pages.post("/team/verhalen/<int:id>")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def wijzig(id: int) -> Answer:  # noqa: A002 - the name in the address
    """To publish, to take off the page, or to delete for good."""
    verhaal = get_verhaal(session(), id)
    voorstel, actie = verhaal.voorstel, request.form.get("actie")
    try:
        said = _act(verhaal, actie or "")
    except InvalidInvoerError as error:
        return _back(voorstel, sentence_of(error.problems[0]), kind="warning")
    return _back(voorstel, said)


@pages.get("/verhalen/<int:id>/foto.webp")
@open_to(IEDEREEN)
def foto(id: int) -> Response:  # noqa: A002 - the name in the address
    """Kept by nobody: once consent is taken back, it is gone everywhere."""
    verhaal = get_verhaal(session(), id)
    if verhaal.afbeelding is None or not (is_public(session(), verhaal) or _is_own(verhaal)):
        abort(HTTPStatus.NOT_FOUND)
    response = Response(verhaal.afbeelding, mimetype="image/webp")
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _add(form: VerhaalForm, voorstel: Voorstel) -> None:
    if not form.reads_well():
        raise InvalidInvoerError([])
    plaatsnamen = plaatsnamen_of(gebiedensets().get(account().gemeente))
    add_verhaal(session(), voorstel, form.make_invoer(), door=account(), now=now(), plaatsnamen=plaatsnamen)


def _act(verhaal: Verhaal, actie: str) -> str:
    if actie == "publiceer":
        publish(session(), verhaal, door=account(), now=now())
        return _("Het verhaal staat nu bij het aanbod op de kaart.")
    if actie == "trek_in":
        withdraw(session(), verhaal, door=account())
        return _("Het verhaal en de foto zijn weg.")
    unpublish(verhaal, door=account())
    return _("Het verhaal staat niet meer op de kaart. Uw team ziet het nog.")


def _is_own(verhaal: Verhaal) -> bool:
    if not current_user.is_authenticated:
        return False
    return keeps_of_team(current_user, gemeente=verhaal.gemeente, team_id=verhaal.voorstel.team_id)


def _back(voorstel: Voorstel, said: str, *, kind: str = "ok") -> AnyResponse:
    session().commit()
    flash(said, kind)
    return redirect(url_for("voorstellen.voorstel", id=voorstel.id, _anchor="verhalen"), HTTPStatus.SEE_OTHER)


def _show(form: VerhaalForm, voorstel: Voorstel, *, status: int = HTTPStatus.OK) -> Answer:
    return render_template("team/verhaal.html", form=form, voorstel=voorstel), status
