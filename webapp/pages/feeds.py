"""How does another program or website follow a part of the map: as a calendar, as news, or within its own page?"""

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from collectief.errors import UnknownRecordError
from collectief.kaart.aanbod import get_aanbod
from collectief.words import SoortAanbod, Status
from webapp.access import IEDEREEN, open_to
from webapp.context import home_set, session, today
from webapp.feeds import agenda as agendas
from webapp.feeds import nieuws as news
from webapp.feeds.bestanden import FORMATEN
from webapp.feeds.vraag import Gevolgd, read_gevolgd
from webapp.headers import open_to_every_origin
from webapp.json import answer
from webapp.url_base import aanbod_url_base
from webapp.views.insluiten import EMBED_POLICY, keuzes_of, make_insluiting

pages = Blueprint("feeds", __name__)
pages.after_request(open_to_every_origin)

AN_HOUR_S = 3600


@pages.get("/agenda.ics")
@open_to(IEDEREEN)
def agenda() -> Response:
    found, has_more = (gevolgd := read_gevolgd()).to_join(session(), limit=agendas.MAX_AANBOD)
    naam = _agenda_naam(gevolgd)
    naam = _("%(naam)s (de eerste %(n)s)", naam=naam, n=len(found)) if has_more else naam
    body = agendas.make_agenda(found, naam=naam, today=today(), url_base=aanbod_url_base())
    return answer(body, mimetype=agendas.MIMETYPE, max_age_s=AN_HOUR_S)


@pages.get("/aanbod/<int:id>/agenda.ics")
@open_to(IEDEREEN)
def agenda_aanbod(id: int) -> Response:  # noqa: A002 - the name that the URL has for it
    found = get_aanbod(session(), id)
    if found.status != Status.GEPUBLICEERD:
        raise UnknownRecordError(f"aanbod {id} is {found.status}")
    body = agendas.make_agenda([found], naam=found.naam, today=today(), url_base=aanbod_url_base())
    return answer(body, mimetype=agendas.MIMETYPE, max_age_s=AN_HOUR_S)


@pages.get("/nieuw.rss")
@open_to(IEDEREEN)
def nieuws() -> Response:
    gevolgd = read_gevolgd()
    body = news.make_nieuws(
        gevolgd.newest(session(), limit=news.MAX_ITEMS),
        titel=_("Nieuw in %(gebied)s", gebied=gevolgd.gebied),
        url=url_for("kaart.kaart", _external=True, **gevolgd.in_url()),
        feed_url=request.url,
        url_base=aanbod_url_base(),
    )
    return answer(body, mimetype=news.MIMETYPE, max_age_s=AN_HOUR_S)


@pages.get(f"/aanbod.<any({','.join(FORMATEN)}):formaat>")
@open_to(IEDEREEN)
def bestand(formaat: str) -> Response:
    gevolgd, kind = read_gevolgd(), FORMATEN[formaat]
    body = kind.make(gevolgd.pages(session()), aanbod_url_base())
    response = Response(body, content_type=kind.mimetype)
    naam = f"aanbod-{gevolgd.asked.gebied.gebied.code}.{formaat}"
    response.headers.set("Content-Disposition", "attachment", filename=naam)
    return response


@pages.get("/insluiten")
@open_to(IEDEREEN)
def insluiten() -> Response:
    """The list within the page of another website, which may be any."""
    page = Response(render_template("insluiten.html", lijst=make_insluiting(session(), read_gevolgd())))
    page.headers["Content-Security-Policy"] = EMBED_POLICY
    return page


@pages.get("/insluiten/zoeker")
@open_to(IEDEREEN)
def zoeker() -> Response:
    """The one question of the start page within another website; the answer comes in the whole window, or a new one."""
    is_new = request.args.get("venster") == "nieuw"
    page = Response(render_template("insluiten_zoeker.html", is_new=is_new, gemeente=home_set().gemeente))
    page.headers["Content-Security-Policy"] = EMBED_POLICY
    return page


@pages.get("/meenemen")
@open_to(IEDEREEN)
def meenemen() -> str:
    """All ways to take along what a filter shows."""
    gevolgd = read_gevolgd()
    insluiten_url = url_for("feeds.insluiten", _external=True, **gevolgd.in_url())
    return render_template(
        "meenemen.html",
        gevolgd=gevolgd,
        keuzes=keuzes_of(gevolgd),
        insluiten_url=insluiten_url,
        gemeente=home_set().gemeente,
    )


def _agenda_naam(gevolgd: Gevolgd) -> str:
    if gevolgd.gevraagd.keuzes["soort"] == {SoortAanbod.INLOOPPLEK}:
        return _("Binnenlopen in %(gebied)s", gebied=gevolgd.gebied)
    return _("Te doen in %(gebied)s", gebied=gevolgd.gebied)
