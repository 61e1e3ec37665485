"""Which links tie the answers of the OGC API together?"""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from webapp.json import GEOJSON
from webapp.ogc.asked import wants_html

JSON = "application/json"
HTML = "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
LICENTIE = "https://creativecommons.org/licenses/by/4.0/deed.nl"

Link = dict[str, str]


def make_link(rel: str, href: str, mimetype: str, title: str) -> Link:
    return {"rel": rel, "href": href, "type": mimetype, "title": title}


def own_links(mimetype: str) -> list[Link]:
    """To the answer itself, and to the other form of it: data of this type, or a page for people."""
    data = (same_url(f="json"), mimetype, _("Dit antwoord als data"))
    page = (same_url(f="html"), HTML, _("Dit antwoord als pagina"))
    shown, other = (page, data) if wants_html() else (data, page)
    return [make_link("self", request.url, *shown[1:]), make_link("alternate", *other)]


def same_url(**changed: str) -> str:
    """What was asked, with other values of some parameters."""
    asked: dict[str, Any] = request.args.to_dict(flat=False) | changed
    return url_for(request.endpoint or "", _external=True, **(request.view_args or {}), **asked)


def url_of(endpoint: str, **values: Any) -> str:
    return url_for(f"ogc.{endpoint}", _external=True, **values)


def next_links(cursor: str | None) -> list[Link]:
    mimetype = HTML if wants_html() else GEOJSON
    return [make_link("next", same_url(cursor=cursor), mimetype, _("Het volgende deel"))] if cursor else []
