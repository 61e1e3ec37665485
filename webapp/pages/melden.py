"""How does a visitor say, without an account, that something on the map is wrong or missing?"""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError, TooManyVoorstellenError, UnknownRecordError
from collectief.geschiedenis.wijzigingsvoorstellen import propose
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod
from collectief.teams.teams import team_of_buurt
from collectief.words import Indiener, Status
from webapp.access import IEDEREEN, open_to
from webapp.context import now, session, today
from webapp.limiting import seconds_to_wait
from webapp.numbers import small_int
from webapp.views.wijzigingsvoorstel import gemeenten, shown_texts
from webapp.visitor_forms import comes_from_elsewhere, without_cookie
from webapp.wijzigingsvoorstel_form import KloptNietForm, MeldenForm, VisitorForm

pages = Blueprint("melden", __name__)

Answer = tuple[str, int] | tuple[str, int, dict[str, str]] | Response
LIMIT = "20 per hour"


@pages.route("/aanbod/<int:id>/klopt-niet", methods=["GET", "POST"])
@without_cookie
@open_to(IEDEREEN)
def klopt_niet(id: int) -> Answer:  # noqa: A002 - the name that the URL has for it
    aanbod = _published(id)
    shown = shown_texts(aanbod)
    form = KloptNietForm(data=shown)
    form.leave_out_what_is_not_asked(aanbod)
    if request.method == "GET":
        return _show(form, aanbod)
    return _receive(form, form.changes(shown), gemeente=aanbod.gemeente, aanbod=aanbod)


@pages.route("/melden", methods=["GET", "POST"])
@without_cookie
@open_to(IEDEREEN)
def melden() -> Answer:
    form = MeldenForm()
    form.offer(gemeenten())
    if request.method == "GET":
        return _show(form)
    return _receive(form, form.told(), gemeente=form.read_gemeente())


@pages.get("/melden/bedankt")
@open_to(IEDEREEN)
def bedankt() -> str:
    id_asked = request.args.get("aanbod", type=small_int)
    aanbod = _published(id_asked) if id_asked else None
    buurtcode = aanbod.locatie.buurtcode if aanbod and aanbod.locatie else ""
    return render_template("bedankt.html", aanbod=aanbod, team=team_of_buurt(session(), buurtcode, op=today()))


def _published(aanbod_id: int) -> Aanbod:
    aanbod = get_aanbod(session(), aanbod_id)
    if aanbod.status != Status.GEPUBLICEERD:
        raise UnknownRecordError(f"aanbod {aanbod_id} is {aanbod.status}")
    return aanbod


def _receive(form: VisitorForm, velden: dict[str, str], *, gemeente: str, aanbod: Aanbod | None = None) -> Answer:
    """Keep it for a team, or show the form again with what was typed."""
    if comes_from_elsewhere():
        return _show(form, aanbod, status=HTTPStatus.FORBIDDEN)
    if wait_s := seconds_to_wait(LIMIT, scope="melden"):
        page, _status = _show(form, aanbod, status=HTTPStatus.TOO_MANY_REQUESTS, wait_s=wait_s)
        return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(wait_s)}
    if form.is_from_a_program():
        return _thank(aanbod)
    try:
        propose(
            session(),
            aanbod=aanbod,
            gemeente=gemeente,
            velden=velden,
            toelichting=form.toelichting.data or "",
            indiener=Indiener.BEZOEKER,
            now=now(),
        )
    except InvalidInvoerError as error:
        form.show_problems(error.problems)
        return _show(form, aanbod, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except TooManyVoorstellenError:
        return _show(form, aanbod, status=HTTPStatus.CONFLICT)
    session().commit()
    return _thank(aanbod)


def _show(
    form: VisitorForm, aanbod: Aanbod | None = None, *, status: int = HTTPStatus.OK, wait_s: int = 0
) -> tuple[str, int]:
    template = "klopt_niet.html" if aanbod else "melden.html"
    wait_min = -(-wait_s // 60)
    return render_template(template, form=form, aanbod=aanbod, status=status, wait_min=wait_min), status


def _thank(aanbod: Aanbod | None) -> Response:
    return redirect(url_for("melden.bedankt", aanbod=aanbod.id if aanbod else None), HTTPStatus.SEE_OTHER)
