"""What did aanbieders, visitors and sources propose, and what does a team do with it?"""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from collectief.errors import InvalidInvoerError, StaleRecordError
from collectief.geschiedenis.voorstelbesluiten import Plek, accept, refuse, require_may_decide
from collectief.kaart.werkvoorraad import get_voorstel, open_voorstellen
from collectief.models import Wijzigingsvoorstel
from collectief.words import Besluit, Rol
from webapp.access import open_to
from webapp.besluit_form import BesluitForm, make_besluit_form
from webapp.context import account, gebiedensets, now, session, today
from webapp.fields import add_error
from webapp.numbers import small_int
from webapp.views.geschiedenis import say_indiener
from webapp.views.territory import territory_of
from webapp.views.veldwoorden import Veldwoorden, label_of
from webapp.views.wijzigingsvoorstel import make_delen, still_different

pages = Blueprint("wijzigingsvoorstellen", __name__, url_prefix="/team/wijzigingsvoorstellen")
pages.add_app_template_filter(label_of, "veldnaam")

Answer = tuple[str, int] | Response
PAGE = 50


@pages.get("")
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def lijst() -> str:
    """What waits; with `aanbod` of that entry only."""
    territory = territory_of(session(), account())
    found = open_voorstellen(
        session(),
        gemeente=territory.gebruiker.gemeente,
        buurtcodes=territory.buurten(),
        aanbod_id=request.args.get("aanbod", type=small_int),
        limit=PAGE + 1,
    )
    return render_template("team/wijzigingsvoorstellen.html", voorstellen=found[:PAGE], has_more=len(found) > PAGE)


@pages.route("/<int:id>", methods=["GET", "POST"])
@open_to(Rol.TEAMLID, Rol.BEHEERDER)
def voorstel(id: int) -> Answer:  # noqa: A002 - the name in the address
    found = get_voorstel(session(), id)
    require_may_decide(session(), found, door=account(), now=now())
    if found.besluit != Besluit.OPEN:
        return _is_decided(found)
    proposed = {veld: nieuw for veld, (_toen, nieuw) in found.velden.items()}
    form = make_besluit_form(proposed, taken=still_different(found))
    if request.method == "GET":
        return _show(found, form)
    return _refuse(found, form) if request.form.get("actie") == "weiger" else _accept(found, form)


def _accept(found: Wijzigingsvoorstel, form: BesluitForm) -> Answer:
    texts = form.taken()
    plek = _find_plek(form, texts.get("adres", ""))
    if form.errors:
        return _show(found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    versie = request.form.get("versie", 0, type=small_int)
    try:
        aanbod = accept(session(), found, texts, plek=plek, door=account(), now=now(), versie=versie)
    except InvalidInvoerError as error:
        return _show_problems(found, form, error)
    except StaleRecordError:
        session().rollback()
        return _is_decided(found) if found.besluit != Besluit.OPEN else _show(found, form, status=HTTPStatus.CONFLICT)
    session().commit()
    taken = _("Het voorstel is overgenomen in “%(naam)s”.", naam=aanbod.naam)
    flash(taken if texts else _("Het voorstel voor “%(naam)s” is afgehandeld.", naam=aanbod.naam), "ok")
    return redirect(url_for("geschiedenis.geschiedenis", id=aanbod.id), HTTPStatus.SEE_OTHER)


def _refuse(found: Wijzigingsvoorstel, form: BesluitForm) -> Answer:
    try:
        refuse(session(), found, form.reden.data or "", door=account(), now=now())
    except InvalidInvoerError as error:
        return _show_problems(found, form, error)
    session().commit()
    flash(_("Het voorstel is geweigerd. Er is niets veranderd."), "ok")
    return redirect(url_for("wijzigingsvoorstellen.lijst"), HTTPStatus.SEE_OTHER)


def _find_plek(form: BesluitForm, adres: str) -> Plek | None:
    """Where a new adres is; when that is not sure, its field says so."""
    if not adres:
        return None
    territory = territory_of(session(), account())
    spots = territory.search(adres)
    if len(spots) == 1 and spots[0].is_own:
        return Plek(spots[0].punt, spots[0].buurtcode)
    if len(spots) > 1:
        namen = "; ".join(spot.naam for spot in spots)
        add_error(form["adres"], _("Er zijn meer plekken gevonden. Schrijf de goede op: %(namen)s.", namen=namen))
    else:
        add_error(form["adres"], spots[0].sentence if spots else territory.why_nothing(adres))
    return None


def _show_problems(found: Wijzigingsvoorstel, form: BesluitForm, error: InvalidInvoerError) -> Answer:
    session().rollback()
    form.show_problems(error.problems)
    return _show(found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _show(found: Wijzigingsvoorstel, form: BesluitForm, *, status: int = HTTPStatus.OK) -> Answer:
    woorden = Veldwoorden(gebiedensets().get(found.gemeente), today())
    delen = make_delen(found, woorden)
    van = say_indiener(found.indiener)
    return render_template(
        "team/wijzigingsvoorstel.html", voorstel=found, form=form, delen=delen, van=van, status=status
    ), status


def _is_decided(found: Wijzigingsvoorstel) -> Response:
    flash(_("Over dit voorstel is al besloten."), "warning")
    goal = (
        url_for("geschiedenis.geschiedenis", id=found.aanbod_id)
        if found.aanbod_id
        else url_for("wijzigingsvoorstellen.lijst")
    )
    return redirect(goal, HTTPStatus.SEE_OTHER)
