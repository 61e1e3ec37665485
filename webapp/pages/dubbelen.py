"""What stands there already: is it offered in time, joined, merged, or called something else?"""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, flash, get_template_attribute, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from collectief.dubbelen.aansluiten import additions, chosen, join
from collectief.dubbelen.dubbel_kandidaten import add_verschil
from collectief.dubbelen.samenvoegen import (
    changed_since,
    check_may_merge,
    find_samenvoeging,
    merge_aanbod,
    undo_samenvoeging,
)
from collectief.errors import InvalidInvoerError, MergeError, StaleRecordError, UnknownRecordError
from collectief.kaart.aanbod import get_aanbod
from collectief.models import Aanbod, Samenvoeging
from collectief.words import Rol, Status
from webapp.access import open_to
from webapp.context import account, now, session
from webapp.forms import AanbodForm
from webapp.json import answer
from webapp.numbers import small_int
from webapp.problems import sentence_of
from webapp.views.aansluiten import make_aansluitpagina
from webapp.views.draft import Draft
from webapp.views.gelijkend import find_gelijkend
from webapp.views.samenvoegen import make_dubbelen, make_samenvoegpagina, misses_contact, read_keuzes, why_not
from webapp.views.territory import Territory, territory_of
from webapp.views.veldwoorden import label_of

pages = Blueprint("dubbelen", __name__, url_prefix="/team")

Answer = str | tuple[str, int] | AnyResponse
MAX_TOELICHTING = 500


@pages.post("/lijkt-op")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijkt_op() -> Response:
    """What somebody's entry looks like so far, for the form's JavaScript; changes nothing."""
    draft = _read_draft()
    gelijkend = find_gelijkend(session(), draft.territory, draft.typed())
    html = render_template("team/lijkt_op.html", gelijkend=gelijkend, is_typing=True)
    return answer({"html": html, "aantal": len(gelijkend)})


@pages.post("/aanbod/<int:id>/aansluiten")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def aansluiten(id: int) -> Answer:  # noqa: A002 - the name in the address
    """What joining means, with all that was typed; then add what was ticked, or send it to the team that keeps it."""
    aanbod, draft = _get_published(id), _read_draft()
    found = additions(aanbod, draft.typed())
    if request.form.get("actie") != "aansluiten":
        return render_template("team/aansluiten.html", pagina=make_aansluitpagina(aanbod, draft, found))
    try:
        return _join(aanbod, dict(chosen(found, request.form.getlist("veld"))))
    except InvalidInvoerError as error:
        problems = [f"{label_of(problem.field)}: {sentence_of(problem)}" for problem in error.problems]
        pagina = make_aansluitpagina(aanbod, draft, found, problems)
        return render_template("team/aansluiten.html", pagina=pagina), HTTPStatus.UNPROCESSABLE_ENTITY


@pages.get("/dubbelen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijst() -> str:
    territory = _territory()
    return render_template("team/dubbelen.html", dubbelen=make_dubbelen(session(), territory), territory=territory)


@pages.post("/dubbelen")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def verschil() -> AnyResponse:
    """These two are not one: never list them again."""
    eerste, tweede = (_get_own(request.form.get(name, 0, type=small_int)) for name in ("eerste", "tweede"))
    if eerste is not tweede:
        add_verschil(session(), eerste, tweede, op=now(), door=account())
        session().commit()
        flash(_("Onthouden: dit zijn er twee."), "ok")
    return _see_other("dubbelen.lijst")


@pages.route("/dubbelen/<int:blijft>/<int:vervalt>", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def samenvoegen(blijft: int, vervalt: int) -> Answer:
    both = _get_own(blijft), _get_own(vervalt)
    try:
        check_may_merge(session(), *both, door=account(), now=now())
        return _merge(*both) if request.method == "POST" else _show_merge(*both)
    except MergeError as error:
        flash(why_not(error.reason), "error")
        return _see_other("dubbelen.lijst")
    except StaleRecordError:
        session().rollback()
        return _show_merge(*both, problem=_("Iemand wijzigde net een van de twee. Kijk het nog eens na."))


@pages.route("/aanbod/<int:id>/samenvoeging", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def uit_elkaar(id: int) -> Answer:  # noqa: A002 - the name in the address
    """Of one that was merged into another, two again."""
    vervalt = _get_own(id)
    samenvoeging = find_samenvoeging(session(), vervalt)
    if samenvoeging is None:
        raise UnknownRecordError(f"aanbod {id} is not merged into another")
    blijft = get_aanbod(session(), samenvoeging.blijft_id)
    if request.method == "POST":
        return _undo(samenvoeging, blijft, vervalt)
    stay = [label_of(field) for field in changed_since(samenvoeging, blijft)]
    return render_template("team/uit_elkaar.html", blijft=blijft, vervalt=vervalt, op=samenvoeging.op, stay=stay)


def _territory() -> Territory:
    return territory_of(session(), account())


def _read_draft() -> Draft:
    """What was typed so far, with its place; nothing has to be right yet."""
    draft = Draft(AanbodForm(), _territory())
    draft.read_spot()
    return draft


def _get_published(aanbod_id: int) -> Aanbod:
    """Raises UnknownRecordError; also for one of another gemeente."""
    aanbod = get_aanbod(session(), aanbod_id)
    if aanbod.status != Status.GEPUBLICEERD or aanbod.gemeente != account().gemeente:
        raise UnknownRecordError(f"aanbod {aanbod_id} is not there to join")
    return aanbod


def _get_own(aanbod_id: int) -> Aanbod:
    """Raises UnknownRecordError or NotAllowedError."""
    aanbod = get_aanbod(session(), aanbod_id)
    _territory().require_own(aanbod)
    return aanbod


def _join(aanbod: Aanbod, velden: Mapping[str, str]) -> AnyResponse:
    toelichting = request.form.get("toelichting", "")[:MAX_TOELICHTING]
    voorstel = join(session(), aanbod, velden, toelichting=toelichting, door=account(), now=now())
    session().commit()
    flash(get_template_attribute("macros/dubbelen.html", "aangesloten")(aanbod, voorstel, velden, account().id), "ok")
    return _see_other("aanbod.aanbod", aanbod.id)


def _merge(blijft: Aanbod, vervalt: Aanbod) -> Answer:
    if misses_contact(request.form, blijft, vervalt):
        return _show_merge(blijft, vervalt, problem=_("Kies wie de contactpersoon is."))
    seen = [request.form.get(f"versie_{name}", 0, type=small_int) for name in ("blijft", "vervalt")]
    keuzes = read_keuzes(request.form)
    merge_aanbod(session(), blijft, vervalt, keuzes, door=account(), now=now(), versies=(seen[0], seen[1]))
    session().commit()
    flash(get_template_attribute("macros/dubbelen.html", "samengevoegd")(blijft, vervalt), "ok")
    return _see_other("team.wijzig", blijft.id)


def _show_merge(blijft: Aanbod, vervalt: Aanbod, problem: str = "") -> Answer:
    pagina = make_samenvoegpagina(blijft, vervalt, _territory())
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render_template("team/samenvoegen.html", pagina=pagina, problem=problem), status


def _undo(samenvoeging: Samenvoeging, blijft: Aanbod, vervalt: Aanbod) -> AnyResponse:
    try:
        stay = undo_samenvoeging(session(), samenvoeging, door=account(), now=now())
    except MergeError as error:
        session().rollback()
        flash(why_not(error.reason), "error")
        return _see_other("geschiedenis.geschiedenis", vervalt.id)
    session().commit()
    velden = [label_of(field) for field in stay]
    flash(get_template_attribute("macros/dubbelen.html", "uit_elkaar")(blijft, vervalt, velden), "ok")
    return _see_other("dubbelen.lijst")


def _see_other(endpoint: str, aanbod_id: int | None = None) -> AnyResponse:
    return redirect(url_for(endpoint, id=aanbod_id), HTTPStatus.SEE_OTHER)
