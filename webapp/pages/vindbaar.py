"""How does a search engine find the pages, and what does it read on them?"""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, Response, request, url_for
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from collectief.kaart.vindbaar import vindbaar_in, vindbare_delen
from collectief.models import Team
from collectief.teams.teams import teams_of_gemeente
from geo.gebieden import LAND, Soort
from webapp.access import IEDEREEN, open_to
from webapp.context import own_sets_first, session, settings
from webapp.gebied import code_of_team
from webapp.taal import taal_of_address
from webapp.vindbaar.adres import find_canonical_url, is_a_question
from webapp.vindbaar.robots import make_robots
from webapp.vindbaar.schema_org import make_teams
from webapp.vindbaar.sitemap import MIMETYPE, Adres, make_index, stream_pages

pages = Blueprint("vindbaar", __name__)

AN_HOUR_S = 3600
SOORTEN = (Soort.GEMEENTE, Soort.WIJK, Soort.BUURT)
STARTS = ("bewoner.start", "wijken.wijken", "zoeken.zoeken", "kaart.kaart")


@pages.before_request
def _only_once() -> None:
    """A sitemap names every language itself."""
    if taal_of_address():
        raise NotFound


@pages.get("/robots.txt")
@open_to(IEDEREEN)
def robots() -> Response:
    sitemap_url = url_for("vindbaar.sitemap", _external=True)
    return Response(make_robots(sitemap_url=sitemap_url, is_closed=settings().demo), mimetype="text/plain")


@pages.get("/sitemap.xml")
@open_to(IEDEREEN)
def sitemap() -> Response:
    delen = [Adres(_path("vindbaar.aanbod", deel=deel), changed) for deel, changed in vindbare_delen(session())]
    return _kept(make_index(_root(), [Adres(_path("vindbaar.gebieden")), *delen]))


@pages.get("/sitemap/gebieden.xml")
@open_to(IEDEREEN)
def gebieden() -> Response:
    return _kept(stream_pages(_root(), list(_gebieden())))


@pages.get("/sitemap/aanbod-<int:deel>.xml")
@open_to(IEDEREEN)
def aanbod(deel: int) -> Response:
    if not (found := vindbaar_in(session(), deel)):
        raise NotFound
    before = _path("aanbod.aanbod", id=0).removesuffix("0")
    adressen = (Adres(f"{before}{aanbod_id}", changed) for aanbod_id, changed in found)
    return _kept(stream_pages(_root(), adressen))


def _gebieden() -> Iterator[Adres]:
    """The pages where one begins, and every gebied and team of each gemeente."""
    yield from (Adres(_path(endpoint)) for endpoint in STARTS)
    for known in own_sets_first():
        if known.gemeente.code != LAND:
            codes = [
                gebied.code for soort in (Soort.GEMEENTE, Soort.WIJK, Soort.BUURT) for gebied in known.gebieden(soort)
            ]
            codes += [code_of_team(team) for team in teams_of_gemeente(session(), known.gemeente.code)]
            yield from (Adres(_path("wijken.gebied", code=code)) for code in codes)


def _root() -> str:
    return request.root_url.rstrip("/")


def _path(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values).removeprefix(request.script_root)


def _kept(body: bytes | Iterator[bytes]) -> Response:
    response = Response(body, mimetype=MIMETYPE)
    response.cache_control.public, response.cache_control.max_age = True, AN_HOUR_S
    return response


@pages.app_template_global()
def canonical_url() -> str:
    return find_canonical_url() or ""


@pages.app_template_global()
def is_zoekvraag() -> bool:
    return is_a_question()


@pages.app_template_global()
def jsonld(data: dict[str, Any]) -> Markup:
    """Data that no browser runs, in a form that no text in it can break out of."""
    return Markup('<script type="application/ld+json">{}</script>').format(htmlsafe_json_dumps(data))


@pages.app_template_global()
def jsonld_of_teams(teams: Sequence[Team]) -> Markup:
    return jsonld(make_teams(teams)) if teams else Markup("")
