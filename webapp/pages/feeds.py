"""How does another program or website follow a part of the map: as a calendar, as news, or within its own page?"""

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _

from collectief.volgen import aanbod_to_join, newest_aanbod
from webapp.access import IEDEREEN, open_to
from webapp.context import session, today
from webapp.feeds import agenda as agendas
from webapp.feeds import nieuws as news
from webapp.feeds.bestanden import FORMATEN
from webapp.json import answer
from webapp.open_data.aanbod import aanbod_pages
from webapp.views.insluiten import EMBED_POLICY, make_insluiting
from webapp.views.kaart import Asked, read_asked

pages = Blueprint("feeds", __name__)

AN_HOUR_S = 3600


@pages.after_request
def _open_to_every_origin(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.get("/agenda.ics")
@open_to(IEDEREEN)
def agenda() -> Response:
    asked = read_asked()
    found, has_more = aanbod_to_join(session(), asked.as_filter(), limit=agendas.MAX_AANBOD)
    naam = _("Te doen in %(gebied)s", gebied=asked.gebied.gebied.naam)
    naam = _("%(naam)s (de eerste %(n)s)", naam=naam, n=len(found)) if has_more else naam
    body = agendas.make_agenda(found, naam=naam, today=today(), url_base=_url_base())
    return answer(body, mimetype=agendas.MIMETYPE, max_age_s=AN_HOUR_S)


@pages.get("/nieuw.rss")
@open_to(IEDEREEN)
def nieuws() -> Response:
    asked = read_asked()
    body = news.make_nieuws(
        newest_aanbod(session(), asked.as_filter(), limit=news.MAX_ITEMS),
        titel=_("Nieuw in %(gebied)s", gebied=asked.gebied.gebied.naam),
        url=url_for("kaart.kaart", _external=True, **asked.in_url()),
        feed_url=request.url,
        url_base=_url_base(),
    )
    return answer(body, mimetype=news.MIMETYPE, max_age_s=AN_HOUR_S)


@pages.get(f"/aanbod.<any({','.join(FORMATEN)}):formaat>")
@open_to(IEDEREEN)
def bestand(formaat: str) -> Response:
    asked = read_asked()
    kind = FORMATEN[formaat]
    body = kind.make(aanbod_pages(session(), asked.as_filter()), _url_base())
    response = Response(body, content_type=kind.mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=f"aanbod-{asked.gebied.gebied.code}.{formaat}")
    return response


@pages.get("/insluiten")
@open_to(IEDEREEN)
def insluiten() -> Response:
    """The list within the page of another website, which may be any."""
    page = Response(render_template("insluiten.html", lijst=make_insluiting(session(), read_asked())))
    page.headers["Content-Security-Policy"] = EMBED_POLICY
    return page


@pages.get("/meenemen")
@open_to(IEDEREEN)
def meenemen() -> str:
    """All ways to take along what a filter shows."""
    asked = read_asked()
    return render_template("meenemen.html", asked=asked, insluiten_url=_embed_url(asked))


def _embed_url(asked: Asked) -> str:
    return url_for("feeds.insluiten", _external=True, **asked.in_url())


def _url_base() -> str:
    """What stands before the number in the address of an entry."""
    return url_for("aanbod.aanbod", id=0, _external=True).removesuffix("0")
